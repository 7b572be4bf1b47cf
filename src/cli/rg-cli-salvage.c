/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "store/rg-salvage.h"

#include <glib/gi18n-lib.h>

static void
write_json_table (RgJsonOut *json, const RgSalvageTable *table)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_text (json, "table", table->name);
  rg_json_out_member_integer (json, "read", table->read);
  rg_json_out_member_number (json, "missing", table->missing, table->missing >= 0);
  rg_json_out_member_integer (json, "mended", table->mended);
  rg_json_out_member_integer (json, "dropped", table->dropped);
  rg_json_out_member_text (json, "sentence", table->sentence);
  rg_json_out_end_object (json);
}

static void
write_json (RgCli *cli, const RgSalvageReport *report)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_object (&json);
  rg_json_out_member_boolean (&json, "whole", report->whole);
  rg_json_out_member_boolean (&json, "history", report->history);
  rg_json_out_key (&json, "tables");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < report->tables->len; i++)
    write_json_table (&json, g_ptr_array_index (report->tables, i));
  rg_json_out_end_array (&json);
  rg_json_out_member_integer (&json, "files", report->files);
  rg_json_out_key (&json, "files_missing");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < report->files_missing->len; i++)
    rg_json_out_text (&json, g_ptr_array_index (report->files_missing, i));
  rg_json_out_end_array (&json);
  rg_json_out_member_text (&json, "summary", report->summary);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static void
write_text (RgCli *cli, const RgSalvageReport *report)
{
  rg_output_printf (cli->out, "%s\n", report->summary);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvageTable *table = g_ptr_array_index (report->tables, i);

      if (table->read > 0 || table->missing != 0 || table->mended > 0 || table->dropped > 0)
        rg_output_printf (cli->out, "%s\n", table->sentence);
    }
  for (guint i = 0; i < report->files_missing->len; i++)
    {
      rg_output_printf (cli->out, _ ("The file of the attachment “%s” is gone or damaged."),
                        (const char *) g_ptr_array_index (report->files_missing, i));
      rg_output_put (cli->out, "\n");
    }
}

static int
run (RgCli *cli)
{
  g_autoptr (RgSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  int status;

  if (!rg_cli_parse (cli, NULL, 1, 1, &status))
    return status;
  folder = rg_cli_path (cli, cli->args[0]);
  report = rg_salvage (cli->shop, folder, rg_cli_show_fraction, cli, cli->cancellable, &error);
  rg_cli_progress_end (cli);
  if (report == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_json (cli, report);
  else
    write_text (cli, report);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_salvage = {
  .name = "salvage",
  .arguments = N_ ("FOLDER"),
  .summary = N_ ("Bring what can be read of a damaged shop into a new folder"),
  .details = N_ (
      "Reads the damaged file page by page and makes a new shop in FOLDER, which must be empty or not be "
      "there yet. Says of every table what came along and what is missing. The damaged shop is left as it "
      "is. A backup, where there is a good one, has more."),
  .run = run,
};
