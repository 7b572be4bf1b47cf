/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-class-file.h"

#include "exchange/rg-csv-writer.h"
#include "exchange/rg-print-private.h"

#include <glib/gi18n-lib.h>

/* A class report as a file and on paper. */

/**
 * rg_class_share_format:
 * @n: customers
 * @of: all customers
 *
 * Returns: (transfer full): how many of a hundred that is, with one digit
 */
char *
rg_class_share_format (gint64 n, gint64 of)
{
  return of > 0 ? g_strdup_printf ("%.1f%%", 100.0 * (double) n / (double) of) : g_strdup ("");
}

/* A tag below others stands a little further in. */
static char *
indent (const RgClassLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->depth; i++)
    g_string_append (text, "\342\200\203"); /* an em wide, which no spreadsheet trims */
  g_string_append (text, line->label);
  return g_string_free (text, FALSE);
}

static char *
share_of (const RgClassReport *report, const RgClassLine *line)
{
  return line->part != RG_CLASS_PART_MOVES ? rg_class_share_format (line->n, report->n_customers)
                                           : g_strdup ("");
}

/* --- a file ---------------------------------------------------------------- */

static gboolean
write_row (RgCsvWriter *writer, const char *const *cells, GError **error)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *safe = rg_formula_neutralize (cells[i]);

      rg_csv_writer_cell (writer, safe);
    }
  return rg_csv_writer_end_row (writer, error);
}

/**
 * rg_class_file_write:
 * @report: a class report
 * @path: a file, replaced when it is there and only by a whole one
 * @error: return location
 *
 * Writes the report as CSV for spreadsheets.
 *
 * Returns: whether it is on the disk
 */
gboolean
rg_class_file_write (const RgClassReport *report, const char *path, GError **error)
{
  g_autoptr (RgCsvWriter) writer = rg_csv_writer_new (path, error);
  const char *head[] = { _ ("Part"), _ ("What"), _ ("Month"), _ ("Number"), _ ("Share"), NULL };

  if (writer == NULL || !write_row (writer, head, error))
    return FALSE;
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);
      g_autofree char *label = indent (line);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, line->n);
      g_autofree char *share = share_of (report, line);
      const char *cells[] = {
        rg_class_part_get_label (line->part), label, line->month != NULL ? line->month : "", n, share, NULL
      };

      if (!write_row (writer, cells, error))
        return FALSE;
    }
  return rg_csv_writer_commit (writer, error);
}

/* --- on paper -------------------------------------------------------------- */

/*< private >
 * rg_print_classes_read:
 * @read: a read of the shop
 * @job: what is printed
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the class report of this moment
 */
RgPrint *
rg_print_classes_read (RgRead *read, const RgPrintJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgClassReport) report = rg_class_report_read (read, cancellable, error);
  RgPrint *print;
  int before = -1;

  if (report == NULL)
    return NULL;
  print = rg_print_new (job->title != NULL ? job->title : _ ("Customer Classes"));
  print->foot = g_strdup (job->shop);
  rg_print_add (print, RG_PRINT_TITLE, NULL, print->title, NULL);
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);
      g_autofree char *label = indent (line);
      g_autofree char *share = share_of (report, line);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT "  %s", line->n, share);

      if ((int) line->part != before)
        rg_print_add (print, RG_PRINT_HEADING, NULL, rg_class_part_get_label (line->part), NULL);
      before = (int) line->part;
      rg_print_add (print, RG_PRINT_ENTRY, line->month, label, n);
    }
  return print;
}
