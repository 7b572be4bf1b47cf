/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of workbooks share: making small ones and reading them. */

#include "grid-test.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * Part:
 * @text: (nullable): %NULL ends a list
 * @size: 0: as long as the string
 */
typedef struct
{
  const char *name;
  const char *text;
  gsize size;
} Part;

/* Packs a file into the folder for temporary ones. @password: (nullable).
 * (transfer full): its path. */
static inline char *
make_locked_zip (const char *name, const Part *parts, const char *password)
{
  g_autofree char *file = g_strdup_printf ("regulars-workbook-%d-%s", (int) getpid (), name);
  char *path = g_build_filename (g_get_tmp_dir (), file, NULL);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  if (password != NULL)
    {
      g_assert_cmpint (archive_write_set_options (archive, "zip:encryption=traditional"), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_set_passphrase (archive, password), ==, ARCHIVE_OK);
    }
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (; parts->name != NULL; parts++)
    {
      gsize size = parts->size > 0 ? parts->size : strlen (parts->text);
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts->name);
      archive_entry_set_size (entry, (la_int64_t) size);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, parts->text, size), ==, (la_ssize_t) size);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

static inline char *
make_zip (const char *name, const Part *parts)
{
  return make_locked_zip (name, parts, NULL);
}

/* What a file says, see rows_of(); behind it the sentence of an error. */
static inline char *
read_rows (const char *path, const char *sheet)
{
  const RgGridOptions options = { .sheet = sheet };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgGrid) grid = rg_grid_open (path, &options, NULL, &error);
  g_autofree char *rows = grid != NULL ? rows_of (grid, &error) : g_strdup ("");

  return error != NULL ? g_strdup_printf ("%s%d: %s", rows, error->code, error->message)
                       : g_steal_pointer (&rows);
}

#define assert_rows(path, sheet, expected)                                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *rows_ = read_rows (path, sheet);                                                        \
    g_assert_cmpstr (rows_, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

/* Asserts that a file is refused with a sentence that says @words. */
#define assert_refused(path, code, words)                                                                    \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *sentence_ = refused (path, code);                                                       \
    if (strstr (sentence_, words) == NULL)                                                                   \
      g_error ("“%s” does not say “%s”", sentence_, words);                                                  \
  }                                                                                                          \
  G_STMT_END

/* Removes what make_zip() made. */
static inline void
drop_file (char **path)
{
  g_unlink (*path);
  g_free (*path);
}
#define g_autofile __attribute__ ((cleanup (drop_file))) char *
