/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli.h"
#include "exchange/rg-class-file.h"
#include "exchange/rg-print.h"

#include <glib/gi18n-lib.h>

/* How the customers divide: for people, programs, a spreadsheet, or on paper. */

static gpointer
read_report (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_class_report_read (read, cancellable, error);
}

static void
write_json (RgCli *cli, const RgClassReport *report)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "customers", report->n_customers);
  rg_json_out_key (&json, "lines");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);

      rg_json_out_begin_object (&json);
      rg_json_out_member_text (&json, "part", rg_class_part_get_key (line->part));
      rg_json_out_member_text (&json, "label", line->label);
      rg_json_out_member_text (&json, "month", line->month);
      rg_json_out_member_integer (&json, "depth", line->depth);
      rg_json_out_member_integer (&json, "n", line->n);
      rg_json_out_member_text (&json, "filter", line->condition);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static void
write_text (RgCli *cli, const RgClassReport *report)
{
  const char *headings[] = { _ ("Part"), _ ("What"), _ ("Month"), _ ("Number"), _ ("Share"), NULL };
  g_autoptr (RgTextTable) table = rg_text_table_new (cli->out, 5, headings);

  rg_text_table_align_right (table, 3);
  rg_text_table_align_right (table, 4);
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);
      g_autofree char *label = g_strdup_printf ("%*s%s", (int) line->depth * 2, "", line->label);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, line->n);
      g_autofree char *share = line->part != RG_CLASS_PART_MOVES
                                   ? rg_class_share_format (line->n, report->n_customers)
                                   : g_strdup ("");
      const char *cells[] = { rg_class_part_get_label (line->part), label,
                              line->month != NULL ? line->month : "", n, share };

      rg_text_table_add (table, cells);
    }
}

static gboolean
write_pages (RgCli *cli, const char *path, GError **error)
{
  g_autofree char *shop = rg_store_dup_name (cli->store);
  RgPrintJob job = { .classes = TRUE, .shop = shop };
  g_autoptr (RgPrint) pages =
      rg_store_read_sync (cli->store, rg_print_read_func, &job, cli->cancellable, error);

  return pages != NULL && rg_print_write_pdf (pages, path, error) > 0;
}

static int
run (RgCli *cli)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (RgClassReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int status;

  if (!rg_cli_parse (cli, entries, 0, 1, &status) || !rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  report = rg_store_read_sync (cli->store, read_report, NULL, cli->cancellable, &error);
  if (report == NULL)
    return rg_cli_fail (cli, error);
  if (cli->args[0] != NULL)
    {
      g_autofree char *name = g_ascii_strdown (cli->args[0], -1);

      path = rg_cli_path (cli, cli->args[0]);
      if (g_str_has_suffix (name, ".pdf") ? !write_pages (cli, path, &error)
                                          : !rg_class_file_write (report, path, &error))
        return rg_cli_fail (cli, error);
    }
  if (cli->json)
    write_json (cli, report);
  else
    write_text (cli, report);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_report = {
  .name = "report",
  .arguments = N_ ("[FILE]"),
  .summary = N_ ("How the customers divide: life stages, classes, tags"),
  .details =
      N_ ("FILE gets the report besides: pages when it ends in .pdf, a table for spreadsheets otherwise. "
          "It is replaced when it is there."),
  .run = run,
};
