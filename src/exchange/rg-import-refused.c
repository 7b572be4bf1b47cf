/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "exchange/rg-csv-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The rows that were not taken, as a file that can be put right and imported
 * again. It is made when there is a first one. */

struct _RgRefused
{
  const RgImportPlan *plan;
  char *folder;
  RgCsvWriter *writer;
  gboolean replace; /* the owner named the file */
};

/**
 * rg_refused_new:
 * @plan: the import; must outlive the result
 * @folder: (nullable): where the file goes when neither the owner said nor the
 *   imported file's folder can be written
 *
 * Returns: (transfer full): a file of no rows, which is none yet
 */
RgRefused *
rg_refused_new (const RgImportPlan *plan, const char *folder)
{
  RgRefused *refused = g_new0 (RgRefused, 1);

  refused->plan = plan;
  refused->folder = g_strdup (folder);
  return refused;
}

/**
 * rg_refused_free:
 * @refused: (transfer full): see above
 */
void
rg_refused_free (RgRefused *refused)
{
  g_clear_pointer (&refused->writer, rg_csv_writer_free);
  g_free (refused->folder);
  g_free (refused);
}

/* customers.csv → customers-not-imported.csv */
static char *
file_in (const RgRefused *refused, const char *folder)
{
  g_autofree char *base = g_path_get_basename (refused->plan->path);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  /* Translators: a file's name; %s is that of the imported file. */
  name = g_strdup_printf (_ ("%s-not-imported.csv"), base);
  return g_build_filename (folder, name, NULL);
}

static char *
choose_path (RgRefused *refused)
{
  const char *wanted = refused->plan->refused;
  g_autofree char *beside = g_path_get_dirname (refused->plan->path);

  if (wanted != NULL && !g_file_test (wanted, G_FILE_TEST_IS_DIR))
    {
      refused->replace = TRUE;
      return g_strdup (wanted);
    }
  if (wanted != NULL)
    return file_in (refused, wanted);
  if (access (beside, W_OK) == 0 || refused->folder == NULL)
    return file_in (refused, beside);
  return file_in (refused, refused->folder);
}

static gboolean
begin (RgRefused *refused, GError **error)
{
  g_autofree char *path = choose_path (refused);

  refused->writer = rg_csv_writer_new (path, error);
  if (refused->writer == NULL)
    return FALSE;
  for (guint i = 0; i < refused->plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (refused->plan->columns, i);

      if (!rg_header_is_reason (column->name))
        rg_csv_writer_cell (refused->writer, column->name);
    }
  rg_csv_writer_cell (refused->writer, _ (RG_IMPORT_REASON));
  return rg_csv_writer_end_row (refused->writer, error);
}

/* A spreadsheet must not compute with it, and our import must read what the
 * first file said. */
static void
write_cell (RgRefused *refused, const char *cell)
{
  g_autofree char *safe = NULL;

  if (rg_formula_is_like (cell))
    safe = rg_formula_neutralize (cell);
  rg_csv_writer_cell (refused->writer, safe != NULL ? safe : cell);
}

/**
 * rg_refused_add:
 * @refused: the file
 * @cells: the row as it stands in the imported file
 * @reason: a translated sentence
 * @error: return location for an error
 *
 * Returns: %FALSE when it cannot be written; the import must stop then, or the
 *   row would be lost
 */
gboolean
rg_refused_add (RgRefused *refused, const RgGridRow *cells, const char *reason, GError **error)
{
  guint n = refused->plan->columns->len;

  if (refused->writer == NULL && !begin (refused, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (refused->plan->columns, i);

      if (!rg_header_is_reason (column->name))
        write_cell (refused, i < cells->n_cells ? cells->cells[i] : "");
    }
  rg_csv_writer_cell (refused->writer, reason);
  for (guint i = n; i < cells->n_cells; i++)
    write_cell (refused, cells->cells[i]);
  return rg_csv_writer_end_row (refused->writer, error);
}

/**
 * rg_refused_finish:
 * @refused: the file
 * @path: (out) (nullable) (transfer full): where it is
 * @error: return location for an error
 *
 * Returns: whether the file is on the disk, if there is anything in it
 */
gboolean
rg_refused_finish (RgRefused *refused, char **path, GError **error)
{
  *path = NULL;
  if (refused->writer == NULL)
    return TRUE;
  if (refused->replace)
    {
      if (!rg_csv_writer_commit (refused->writer, error))
        return FALSE;
      *path = g_strdup (refused->plan->refused);
      return TRUE;
    }
  *path = rg_csv_writer_commit_new (refused->writer, error);
  return *path != NULL;
}
