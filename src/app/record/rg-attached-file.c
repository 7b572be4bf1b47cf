/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attached-file.h"

#include "store/rg-op.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Larger files are shown by their icon. */
#define MAX_PICTURE_BYTES (30 * 1024 * 1024)
/* A picture is unpacked before it is made small: 4 bytes for each of these. */
#define MAX_PIXELS (40 * 1000 * 1000)
#define MAX_TEXT_BYTES (64 * 1024)
/* What was lent so long ago is taken back. */
#define LENT_DAYS 1

/* --- what it is ------------------------------------------------------------------ */

/**
 * rg_attached_file_new:
 * @store: the shop
 * @row: a row of attachment
 *
 * Returns: (transfer full): the file that the row is about
 */
RgAttachedFile *
rg_attached_file_new (RgStore *store, const RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);
  RgAttachedFile *file = g_new0 (RgAttachedFile, 1);
  const char *hash = rg_row_get_text (row, "hash");

  file->id = rg_row_get_id (row);
  file->name = g_strdup (rg_row_get_text (row, "name"));
  file->path = rg_store_dup_attachment_path (store, hash != NULL ? hash : "");
  file->mime = g_strdup (rg_row_get_text (row, "mime"));
  file->kind = g_strdup (rg_row_get_text (row, "kind"));
  file->size =
      (guint64) MAX (rg_value_get_real (rg_row_get (row, rg_entity_find_field (entity, "size"))), 0.0);
  file->added = rg_value_get_integer (rg_row_get (row, rg_entity_find_field (entity, "created_at")));
  if (file->name == NULL)
    file->name = g_strdup ("");
  return file;
}

/**
 * rg_attached_file_copy:
 * @file: a file
 *
 * Returns: (transfer full): the same
 */
RgAttachedFile *
rg_attached_file_copy (const RgAttachedFile *file)
{
  RgAttachedFile *copy = g_memdup2 (file, sizeof *file);

  copy->name = g_strdup (file->name);
  copy->path = g_strdup (file->path);
  copy->mime = g_strdup (file->mime);
  copy->kind = g_strdup (file->kind);
  return copy;
}

/**
 * rg_attached_file_free:
 * @file: (transfer full): a file
 */
void
rg_attached_file_free (RgAttachedFile *file)
{
  g_free (file->name);
  g_free (file->path);
  g_free (file->mime);
  g_free (file->kind);
  g_free (file);
}

/**
 * rg_attached_file_equal:
 * @a: a file
 * @b: another one
 *
 * Returns: whether they look the same
 */
gboolean
rg_attached_file_equal (const RgAttachedFile *a, const RgAttachedFile *b)
{
  return a->id == b->id && a->size == b->size && a->added == b->added && g_str_equal (a->name, b->name) &&
         g_str_equal (a->path, b->path) && g_strcmp0 (a->mime, b->mime) == 0 &&
         g_strcmp0 (a->kind, b->kind) == 0;
}

static gboolean
has_mime (const RgAttachedFile *file, const char *prefix)
{
  return file->mime != NULL && g_str_has_prefix (file->mime, prefix);
}

/**
 * rg_attached_file_is_image:
 * @file: a file
 *
 * Returns: whether it says that it is a picture
 */
gboolean
rg_attached_file_is_image (const RgAttachedFile *file)
{
  return has_mime (file, "image/");
}

/**
 * rg_attached_file_is_text:
 * @file: a file
 *
 * Returns: whether it says that it is plain text
 */
gboolean
rg_attached_file_is_text (const RgAttachedFile *file)
{
  return has_mime (file, "text/") || g_strcmp0 (file->mime, "application/json") == 0;
}

/**
 * rg_attached_file_ref_icon:
 * @file: a file
 *
 * Returns: (transfer full): the icon of its type
 */
GIcon *
rg_attached_file_ref_icon (const RgAttachedFile *file)
{
  g_autofree char *type = file->mime != NULL ? g_content_type_from_mime_type (file->mime) : NULL;

  return g_content_type_get_symbolic_icon (type != NULL ? type : "application/octet-stream");
}

/* --- pictures ---------------------------------------------------------------------- */

typedef struct
{
  RgAttachedFile *file;
  int size;
} PictureData;

static void
picture_data_free (PictureData *data)
{
  rg_attached_file_free (data->file);
  g_free (data);
}

static GdkTexture *
to_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 bytes, (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/* A picture larger than asked for is made small while it is read. */
static GdkTexture *
load_picture (const RgAttachedFile *file, int size, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  int width, height;

  if (file->size > MAX_PICTURE_BYTES || gdk_pixbuf_get_file_info (file->path, &width, &height) == NULL ||
      (gint64) width * height > MAX_PIXELS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("This picture is too large to be shown here, or of a kind that cannot be."));
      return NULL;
    }
  pixbuf = width > size || height > size
               ? gdk_pixbuf_new_from_file_at_scale (file->path, size, size, TRUE, error)
               : gdk_pixbuf_new_from_file (file->path, error);
  if (pixbuf == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return to_texture (upright);
}

static void
picture_func (gpointer task_data, gpointer user_data)
{
  g_autoptr (GTask) task = task_data;
  const PictureData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;
  texture = load_picture (data->file, data->size, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* One after the other: each may need much memory for a moment. */
static GThreadPool *
picture_pool (void)
{
  static GThreadPool *pool = NULL;

  if (pool == NULL)
    pool = g_thread_pool_new (picture_func, NULL, 1, FALSE, NULL);
  return pool;
}

/**
 * rg_attached_file_load_picture_async:
 * @file: a file
 * @size: how wide and high it may be at most, in pixels
 * @cancellable: (nullable): ends it before it has begun
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads a picture on a thread of its own, made small and turned upright.
 */
void
rg_attached_file_load_picture_async (const RgAttachedFile *file,
                                     int size,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  PictureData *data = g_new0 (PictureData, 1);

  data->file = rg_attached_file_copy (file);
  data->size = size;
  g_task_set_task_data (task, data, (GDestroyNotify) picture_data_free);
  g_thread_pool_push (picture_pool (), task, NULL);
}

/**
 * rg_attached_file_load_picture_finish:
 * @result: what the callback was given
 * @error: why there is none
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
rg_attached_file_load_picture_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- text ---------------------------------------------------------------------------- */

/* Chinese text that is no UTF-8 is nearly always GB 18030. */
static char *
decode (const char *bytes, gsize n)
{
  const char *end;
  char *text;

  /* The last character may have been cut through. */
  if (g_utf8_validate_len (bytes, n, &end) || (n == MAX_TEXT_BYTES && n - (gsize) (end - bytes) < 4))
    return g_strndup (bytes, (gsize) (end - bytes));
  for (gsize cut = 0; cut < 4 && cut < n; cut++)
    {
      text = g_convert (bytes, (gssize) (n - cut), "UTF-8", "GB18030", NULL, NULL, NULL);
      if (text != NULL)
        return text;
    }
  return g_utf8_make_valid (bytes, (gssize) n);
}

static void
text_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const RgAttachedFile *file = task_data;
  g_autoptr (GFile) place = g_file_new_for_path (file->path);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (place, cancellable, &error);
  g_autofree char *buffer = g_malloc (MAX_TEXT_BYTES);
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MAX_TEXT_BYTES, &n, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, decode (buffer, n), g_free);
}

/**
 * rg_attached_file_load_text_async:
 * @file: a file
 * @cancellable: (nullable): ends it
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads the beginning of a text on a thread of its own.
 */
void
rg_attached_file_load_text_async (const RgAttachedFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, rg_attached_file_copy (file), (GDestroyNotify) rg_attached_file_free);
  g_task_run_in_thread (task, text_func);
}

/**
 * rg_attached_file_load_text_finish:
 * @result: what the callback was given
 * @error: why there is none
 *
 * Returns: (transfer full): the text as UTF-8
 */
char *
rg_attached_file_load_text_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- lending --------------------------------------------------------------------------- */

static char *
lending_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "regulars", "opened", NULL);
}

static void
take_back (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Nobody still looks at what was opened that long ago. */
static void
take_back_old (const char *all)
{
  g_autoptr (GDir) dir = g_dir_open (all, 0, NULL);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - LENT_DAYS * 86400;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (all, name, NULL);
      GStatBuf info;

      if (g_stat (path, &info) == 0 && info.st_mtime < oldest)
        take_back (path);
    }
}

/* The name is the owner's text, and goes into a folder. */
static char *
safe_name (const char *name)
{
  char *safe = g_strdup (name);

  g_strdelimit (safe, "/\\", '_');
  if (*safe == '\0' || g_str_equal (safe, ".") || g_str_equal (safe, ".."))
    {
      g_free (safe);
      safe = g_strdup ("file");
    }
  return safe;
}

static void
lend_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const RgAttachedFile *file = task_data;
  g_autofree char *all = lending_folder ();
  g_autofree char *folder = g_build_filename (all, "XXXXXX", NULL);
  g_autofree char *name = safe_name (file->name);
  g_autoptr (GFile) from = g_file_new_for_path (file->path);
  g_autoptr (GFile) to = NULL;
  GError *error = NULL;

  take_back_old (all);
  if (g_mkdir_with_parents (all, 0700) != 0 || g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There is no room for a copy in %s."),
                               all);
      return;
    }
  to = g_file_new_build_filename (folder, name, NULL);
  /* A link would let the other program write into the shop. */
  if (!g_file_copy (from, to, G_FILE_COPY_NONE, cancellable, NULL, NULL, &error))
    {
      take_back (folder);
      g_task_return_error (task, error);
      return;
    }
  g_chmod (g_file_peek_path (to), 0400);
  g_task_return_pointer (task, g_steal_pointer (&to), g_object_unref);
}

/**
 * rg_attached_file_lend_async:
 * @file: a file
 * @cancellable: (nullable): ends it
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Makes a copy that has the file's real name and can only be read. It goes by
 * itself after a day.
 */
void
rg_attached_file_lend_async (const RgAttachedFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, rg_attached_file_copy (file), (GDestroyNotify) rg_attached_file_free);
  g_task_run_in_thread (task, lend_func);
}

/**
 * rg_attached_file_lend_finish:
 * @result: what the callback was given
 * @error: why there is none
 *
 * Returns: (transfer full): the copy
 */
GFile *
rg_attached_file_lend_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
