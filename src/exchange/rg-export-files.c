/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export-folder-private.h"

#include "exchange/rg-output-file.h"
#include "store/rg-op.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The attachments of a shop as files with names. */

/* Bytes of the two parts of a name; with a number and a suffix they stay below
 * the 255 that file systems allow. */
#define OWNER_MAX 80
#define NAME_MAX_BYTES 120
#define SUFFIX_MAX 20
#define PIECE 65536

typedef struct
{
  char *source;
  char *name;
} Item;

struct _RgExportFiles
{
  RgStore *store;
  GArray *items;      /* of Item */
  GHashTable *taken;  /* names without case; the last number behind each */
  GPtrArray *missing; /* what the attachments are called */
};

static void
item_clear (gpointer data)
{
  g_free (((Item *) data)->source);
  g_free (((Item *) data)->name);
}

/**
 * rg_export_files_new:
 * @store: whose attachments
 *
 * Returns: (transfer full): none yet
 */
RgExportFiles *
rg_export_files_new (RgStore *store)
{
  RgExportFiles *files = g_new0 (RgExportFiles, 1);

  files->store = store;
  files->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (files->items, item_clear);
  files->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  files->missing = g_ptr_array_new_with_free_func (g_free);
  return files;
}

/**
 * rg_export_files_free:
 * @files: (transfer full): attachments
 */
void
rg_export_files_free (RgExportFiles *files)
{
  g_array_unref (files->items);
  g_hash_table_unref (files->taken);
  g_ptr_array_unref (files->missing);
  g_free (files);
}

/* --- names ------------------------------------------------------------------ */

/* What no system minds in a name, at most @max bytes of it. */
static void
append_safe (GString *name, const char *text, gsize max)
{
  gsize start = name->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (name->len - start + 4 > max)
        break;
      if (g_unichar_iscntrl (c) || strchr ("/\\:*?\"<>|", *p) != NULL || c == 0xfeff ||
          (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        c = '_';
      g_string_append_unichar (name, c);
    }
}

/* ".pdf", or "" where the name has none that looks like one. */
static const char *
suffix_of (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && strlen (dot) <= SUFFIX_MAX && strpbrk (dot, " /\\") == NULL ? dot : "";
}

/* (transfer full) */
static char *
without_case (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/* Windows drops points and blanks at the end, and minds no letter case. */
static char *
unique_name (RgExportFiles *files, const char *owner, const char *file)
{
  const char *suffix = suffix_of (file);
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (suffix));
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *bare = NULL;
  gsize end;

  append_safe (name, owner, OWNER_MAX);
  g_string_append (name, " - ");
  append_safe (name, stem, NAME_MAX_BYTES);
  end = name->len;
  for (guint number = 1;; number++)
    {
      g_autofree char *key = NULL;
      guint last;

      g_string_truncate (name, end);
      if (number > 1)
        g_string_append_printf (name, " (%u)", number);
      append_safe (name, suffix, SUFFIX_MAX + 4);
      while (strchr (". ", name->str[name->len - 1]) != NULL)
        g_string_overwrite (name, name->len - 1, "_");
      key = without_case (name->str);
      last = GPOINTER_TO_UINT (g_hash_table_lookup (files->taken, key));
      if (last == 0)
        {
          g_hash_table_insert (files->taken, g_steal_pointer (&key), GUINT_TO_POINTER (1));
          if (bare != NULL)
            g_hash_table_insert (files->taken, g_steal_pointer (&bare), GUINT_TO_POINTER (number));
          return g_string_free_and_steal (g_steal_pointer (&name));
        }
      /* Thousands of one name do not try all numbers again, each of them. */
      if (number == 1)
        {
          bare = g_steal_pointer (&key);
          number = last;
        }
    }
}

/**
 * rg_export_files_add:
 * @files: attachments
 * @attachment: a row
 * @customer: (nullable): whose it is
 *
 * Returns: (transfer full): where it will stand in the folder; "" when its
 *   content is not in the shop
 */
char *
rg_export_files_add (RgExportFiles *files, const RgRow *attachment, const RgRow *customer)
{
  const char *hash = rg_row_get_text (attachment, "hash");
  const char *called = rg_row_get_text (attachment, "name");
  const char *owner = customer != NULL ? rg_row_get_text (customer, "name") : NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (attachment));
  Item item = { .source = rg_store_dup_attachment_path (files->store, hash != NULL ? hash : "") };

  if (hash == NULL || g_access (item.source, R_OK) != 0 || !g_file_test (item.source, G_FILE_TEST_IS_REGULAR))
    {
      g_ptr_array_add (files->missing, g_strdup (called != NULL ? called : number));
      g_free (item.source);
      return g_strdup ("");
    }
  item.name = unique_name (files, owner != NULL ? owner : number, called != NULL ? called : number);
  g_array_append_val (files->items, item);
  return g_strconcat (RG_EXPORT_FILES "/", item.name, NULL);
}

/**
 * rg_export_files_get_n:
 * @files: attachments
 *
 * Returns: how many have content
 */
guint
rg_export_files_get_n (const RgExportFiles *files)
{
  return files->items->len;
}

/**
 * rg_export_files_dup_missing:
 * @files: attachments
 *
 * Returns: (transfer full) (array zero-terminated=1): what those without content
 *   are called
 */
char **
rg_export_files_dup_missing (const RgExportFiles *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < files->missing->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (files->missing, i));
  return g_strv_builder_end (builder);
}

/* --- contents ---------------------------------------------------------------- */

static gboolean
copy_pieces (int from, int to, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  ssize_t n;

  while ((n = read (from, buffer, PIECE)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return rg_output_refuse (path, errno, error);
      for (ssize_t done = 0; done < n;)
        {
          ssize_t taken = write (to, buffer + done, (gsize) (n - done));

          if (taken < 0 && errno != EINTR)
            return rg_output_refuse (path, errno, error);
          done += MAX (taken, 0);
        }
    }
  return TRUE;
}

/**
 * rg_export_files_copy:
 * @files: attachments
 * @index: which
 * @folder: where to
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether its content stands there
 */
gboolean
rg_export_files_copy (RgExportFiles *files,
                      guint index,
                      const char *folder,
                      GCancellable *cancellable,
                      GError **error)
{
  const Item *item = &g_array_index (files->items, Item, index);
  g_autofree char *path = g_build_filename (folder, item->name, NULL);
  int from = g_open (item->source, O_RDONLY | O_CLOEXEC, 0);
  int to = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean whole = FALSE;

  if (from < 0 || to < 0)
    rg_output_refuse (path, errno, error);
  else
    whole = copy_pieces (from, to, path, cancellable, error);
  if (from >= 0)
    close (from);
  if (to >= 0 && close (to) != 0 && whole)
    whole = rg_output_refuse (path, errno, error);
  return whole;
}
