/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import.h"

#include "exchange/rg-csv-parser.h"
#include "exchange/rg-csv-writer.h"

#include <string.h>

/**
 * rg_import_save_pasted:
 * @text: rows as a spreadsheet puts them on the clipboard: tabs between the
 *   cells, quotes around cells with line breaks; or the text of a CSV file
 * @path: where to write it
 * @error: return location for an error
 *
 * Writes copied rows as a file that can be imported with the encoding utf-8.
 * Blocks for the time of a short file.
 *
 * Returns: whether it is there
 */
gboolean
rg_import_save_pasted (const char *text, const char *path, GError **error)
{
  g_autoptr (RgCsvWriter) writer = NULL;
  g_autoptr (RgCsvParser) parser = NULL;
  RgGridRow row;

  /* What has no tabs has its own delimiter, or one column. */
  if (strchr (text, '\t') == NULL)
    return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error);

  writer = rg_csv_writer_new (path, error);
  if (writer == NULL)
    return FALSE;
  parser = rg_csv_parser_new ("\t");
  rg_csv_parser_push (parser, text, strlen (text));
  rg_csv_parser_end (parser);
  while (rg_csv_parser_next (parser, &row))
    {
      for (guint i = 0; i < row.n_cells; i++)
        rg_csv_writer_cell (writer, row.cells[i]);
      if (!rg_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return rg_csv_writer_commit (writer, error);
}
