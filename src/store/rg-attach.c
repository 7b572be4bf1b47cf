/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-op.h"

#include "store/rg-op-private.h"
#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE 65536
#define NEW_PREFIX ".new-"

/* A file on its way into the shop. */
typedef struct
{
  RgCore *core; /* (unowned) */
  char *folder; /* files/ */
  char *path;   /* under a name of its own until it is whole */
  int descriptor;
  GChecksum *checksum;
  gint64 size;
} Copy;

static void
copy_clear (Copy *copy)
{
  if (copy->descriptor >= 0)
    close (copy->descriptor);
  if (copy->path != NULL)
    g_unlink (copy->path);
  g_clear_pointer (&copy->checksum, g_checksum_free);
  g_free (copy->path);
  g_free (copy->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

/* Copies that a killed program has not finished; only this thread makes any. */
static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, NEW_PREFIX))
        g_unlink (path);
    }
}

/* Names that are there already may be those of a program that was killed, or of
 * a sync that failed: once after that all of them are synced. */
static gboolean
make_folder (Copy *copy, GError **error)
{
  if (g_mkdir (copy->folder, 0700) != 0 && errno != EEXIST)
    {
      rg_store_error_set_errno (errno, copy->folder, error);
      return FALSE;
    }
  sweep (copy->folder);
  copy->core->files_synced =
      rg_store_folder_sync (copy->core->folder, error) && rg_store_folder_sync (copy->folder, error);
  return copy->core->files_synced;
}

static gboolean
begin_copy (Copy *copy, RgCore *core, GError **error)
{
  g_autofree char *path = NULL;

  copy->core = core;
  copy->folder = g_build_filename (core->folder, "files", NULL);
  if (!core->files_synced && !make_folder (copy, error))
    return FALSE;
  path = g_build_filename (copy->folder, NEW_PREFIX "XXXXXX", NULL);
  copy->descriptor = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (copy->descriptor < 0)
    {
      rg_store_error_set_errno (errno, copy->folder, error);
      return FALSE;
    }
  copy->path = g_steal_pointer (&path);
  copy->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return TRUE;
}

static gboolean
write_piece (Copy *copy, const char *data, gssize size, GError **error)
{
  g_checksum_update (copy->checksum, (const guchar *) data, size);
  copy->size += size;
  while (size > 0)
    {
      ssize_t n = write (copy->descriptor, data, (gsize) size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          rg_store_error_set_errno (errno, copy->path, error);
          return FALSE;
        }
      data += n;
      size -= n;
    }
  return TRUE;
}

static gboolean
copy_content (Copy *copy, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *buffer = g_malloc (PIECE);
  gssize n;

  if (stream == NULL)
    return FALSE;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, PIECE, cancellable, error)) > 0)
    if (!write_piece (copy, buffer, n, error))
      return FALSE;
  return n == 0;
}

/* The content decides the name, so what is there under it is the same. */
static gboolean
end_copy (Copy *copy, GError **error)
{
  g_autofree char *path = g_build_filename (copy->folder, g_checksum_get_string (copy->checksum), NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (fsync (copy->descriptor) != 0 || g_rename (copy->path, path) != 0)
    {
      rg_store_error_set_errno (errno, path, error);
      return FALSE;
    }
  g_clear_pointer (&copy->path, g_free);
  copy->core->files_synced = rg_store_folder_sync (copy->folder, error);
  return copy->core->files_synced;
}

static gint64
insert_row (RgOp *op,
            gint64 customer_id,
            const char *name,
            const char *mime,
            const char *kind,
            const Copy *copy,
            GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (op->write), "attachment");
  RgCell cells[] = {
    { rg_entity_find_field (entity, "customer_id"), { .kind = RG_VALUE_INTEGER, .integer = customer_id } },
    { rg_entity_find_field (entity, "name"), { .kind = RG_VALUE_TEXT, .text = (char *) name } },
    { rg_entity_find_field (entity, "hash"),
      { .kind = RG_VALUE_TEXT, .text = (char *) g_checksum_get_string (copy->checksum) } },
    { rg_entity_find_field (entity, "size"), { .kind = RG_VALUE_REAL, .real = (double) copy->size } },
    { rg_entity_find_field (entity, "kind"),
      { .kind = kind != NULL ? RG_VALUE_TEXT : RG_VALUE_NULL, .text = (char *) kind } },
    { rg_entity_find_field (entity, "mime"),
      { .kind = mime != NULL ? RG_VALUE_TEXT : RG_VALUE_NULL, .text = (char *) mime } },
  };

  return rg_op_insert (op, entity, cells, G_N_ELEMENTS (cells), error);
}

/**
 * rg_op_attach:
 * @op: an operation
 * @customer_id: whom it belongs to
 * @file: what to copy
 * @kind: (nullable): one of the owner's kinds of attachment
 * @cancellable: (nullable): ends the copying
 * @error: why it could not be read or kept
 *
 * Copies a file into the shop under the SHA-256 of its content, once for all
 * who have it, and makes the row. The copy is on the disk before the row is; it
 * stays when the row goes.
 *
 * Returns: the attachment's id, or 0
 */
gint64
rg_op_attach (RgOp *op,
              gint64 customer_id,
              GFile *file,
              const char *kind,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (Copy) copy = { .descriptor = -1 };
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("");
  g_autofree char *type = g_content_type_guess (base, NULL, 0, NULL);
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

  if (!begin_copy (&copy, op->write->read.core, error) || !copy_content (&copy, file, cancellable, error) ||
      !end_copy (&copy, error))
    return 0;
  return insert_row (op, customer_id, name, mime, kind, &copy, error);
}

/**
 * rg_op_attach_bytes:
 * @op: an operation
 * @customer_id: whom it belongs to
 * @bytes: the content
 * @name: what it is called, with a suffix
 * @mime: (nullable): its MIME type
 * @kind: (nullable): one of the owner's kinds of attachment
 * @error: why it could not be kept
 *
 * Keeps bytes that are no file yet, such as a picture from the clipboard, as
 * [func@op_attach] keeps a file's.
 *
 * Returns: the attachment's id, or 0
 */
gint64
rg_op_attach_bytes (RgOp *op,
                    gint64 customer_id,
                    GBytes *bytes,
                    const char *name,
                    const char *mime,
                    const char *kind,
                    GError **error)
{
  g_auto (Copy) copy = { .descriptor = -1 };
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!begin_copy (&copy, op->write->read.core, error) || !write_piece (&copy, data, (gssize) size, error) ||
      !end_copy (&copy, error))
    return 0;
  return insert_row (op, customer_id, name, mime, kind, &copy, error);
}

/**
 * rg_store_dup_attachment_path:
 * @store: a store
 * @hash: what an attachment's row says of its content
 *
 * Returns: (transfer full): the path under which the content lies in the shop's
 *   folder; whether it is there is not looked at
 */
char *
rg_store_dup_attachment_path (RgStore *store, const char *hash)
{
  /* Whatever stands in the row, it is a file of this folder. */
  g_autofree char *name = g_path_get_basename (hash);

  return g_build_filename (rg_store_get_folder (store), "files", name, NULL);
}
