/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static void
show_progress (guint64 rows, double fraction, gpointer user_data)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, rows);
  g_autofree char *text = NULL;

  text = g_strdup_printf (_ ("%s rows read (%d %%)"), number, (int) (100 * fraction));
  rg_cli_progress (user_data, text);
}

static void
write_json (RgCli *cli, const RgImportReport *report)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  const struct
  {
    const char *key;
    guint64 value;
  } counts[] = {
    { "rows", report->rows },
    { "created", report->created },
    { "updated", report->updated },
    { "skipped", report->skipped },
    { "refused", report->refused },
    { "phones_valid", report->phones_valid },
    { "phones_invalid", report->phones_invalid },
    { "phones_other", report->phones_other },
    { "phones_distinct", report->phones_distinct },
    { "duplicate_phone_rows", report->duplicate_phone_rows },
    { "dates_solar", report->dates_solar },
    { "dates_serial", report->dates_serial },
    { "dates_lunar", report->dates_lunar },
    { "dates_unparsable", report->dates_unparsable },
    { "tags_distinct", report->tags_distinct },
    { "damaged_rows", report->damaged_rows },
  };

  rg_json_out_begin_object (&json);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      rg_json_out_key (&json, counts[i].key);
      rg_json_out_integer (&json, (gint64) counts[i].value);
    }
  rg_json_out_key (&json, "encoding");
  rg_json_out_text (&json, report->encoding);
  rg_json_out_key (&json, "delimiter");
  rg_json_out_text (&json, report->delimiter);
  rg_json_out_key (&json, "seconds");
  rg_json_out_real (&json, report->seconds);
  rg_json_out_key (&json, "operation");
  if (report->operation != 0)
    rg_json_out_integer (&json, report->operation);
  else
    rg_json_out_null (&json);
  rg_json_out_key (&json, "refused_file");
  rg_json_out_text (&json, report->refused_path);
  rg_json_out_key (&json, "own_fields");
  rg_json_out_texts (&json, (const char *const *) report->own_fields);
  rg_json_out_key (&json, "dry_run");
  rg_json_out_boolean (&json, report->dry_run);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static void
write_count (RgTextTable *columns, const char *label, guint64 count, gboolean always)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  const char *cells[] = { label, number };

  if (always || count > 0)
    rg_text_table_add (columns, cells);
}

static void
write_text (RgCli *cli, const RgImportReport *report)
{
  RgTextTable *columns = rg_text_table_new (cli->out, 2, NULL);

  rg_text_table_align_right (columns, 1);
  write_count (columns, _ ("Rows"), report->rows, TRUE);
  write_count (columns, _ ("New"), report->created, TRUE);
  write_count (columns, _ ("Known already, brought up to date"), report->updated, TRUE);
  write_count (columns, _ ("Skipped"), report->skipped, FALSE);
  write_count (columns, _ ("Not imported"), report->refused, TRUE);
  write_count (columns, _ ("Phone cells that are no number (kept in the notes)"), report->phones_invalid,
               FALSE);
  write_count (columns, _ ("Dates that cannot be read (kept in the notes)"), report->dates_unparsable, FALSE);
  write_count (columns, _ ("Rows with damaged characters"), report->damaged_rows, FALSE);
  rg_text_table_free (columns);

  if (report->own_fields != NULL && report->own_fields[0] != NULL)
    {
      g_autofree char *names = g_strjoinv (_ (", "), report->own_fields);

      rg_output_printf (
          cli->out, report->dry_run ? _ ("New own fields would be: %s") : _ ("New own fields: %s"), names);
      rg_output_put (cli->out, "\n");
    }
  if (report->refused_path != NULL)
    {
      rg_output_printf (cli->out, _ ("The rows that were not imported stand in %s with the reason."),
                        report->refused_path);
      rg_output_put (cli->out, "\n");
    }
  if (report->operation != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->operation);

      rg_output_printf (cli->out, _ ("“regulars-cli undo %s” takes the whole import back."), number);
      rg_output_put (cli->out, "\n");
    }
  else if (report->dry_run)
    {
      rg_output_put (cli->out, _ ("This was a trial; nothing was written."));
      rg_output_put (cli->out, "\n");
    }
}

static int
import_file (RgCli *cli, const char *path, const RgImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  g_autoptr (RgImportPlan) plan = rg_import_plan_new (catalog, path, options, cli->cancellable, &error);
  g_autoptr (RgImportReport) report = NULL;
  RgImportJob job = { .plan = plan, .progress = show_progress, .progress_data = cli };

  if (plan == NULL)
    return rg_cli_fail (cli, error);
  if (options->dry_run)
    report = rg_store_read_sync (cli->store, rg_import_read_func, &job, cli->cancellable, &error);
  else
    report = rg_store_write_sync (cli->store, rg_import_write_func, &job, cli->cancellable, &error);
  if (report == NULL)
    return rg_cli_fail (cli, error);

  if (!options->dry_run)
    {
      rg_cli_progress (cli, _ ("Making it searchable"));
      /* What is imported stays imported: the report is given even when the
       * wait was cut short. */
      rg_store_wait_for_search (cli->store, cli->cancellable, &error);
    }
  rg_cli_progress_end (cli);
  if (cli->json)
    write_json (cli, report);
  else
    write_text (cli, report);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

/* --- trials without a shop ------------------------------------------------ */

/* A shop's folder holds a few files and folders of our own making only. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* A trial for a shop that does not exist yet does not make it: it is tried on
 * an empty one that goes away again. */
static int
try_without_shop (RgCli *cli, const char *path, const RgImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("regulars-XXXXXX", &error);
  g_autofree char *shop = NULL;
  int status;

  if (folder == NULL)
    return rg_cli_fail (cli, error);
  shop = g_build_filename (folder, "shop", NULL);
  cli->store = rg_store_open (shop, RG_STORE_CREATE, &error);
  cli->own_store = TRUE;
  status = cli->store != NULL ? import_file (cli, path, options) : rg_cli_fail (cli, error);
  rg_cli_close (cli);
  remove_folder (folder);
  return status;
}

static int
run_trial (RgCli *cli, const char *path, const RgImportOptions *options)
{
  g_autoptr (GError) error = NULL;

  if (rg_cli_try_open (cli, RG_CLI_READ, &error))
    return import_file (cli, path, options);
  if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND) && cli->around->store == NULL)
    return try_without_shop (cli, path, options);
  return rg_cli_fail (cli, error);
}

/* --- words ---------------------------------------------------------------- */

static char **
texts (char **raw)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; raw != NULL && *raw != NULL; raw++)
    g_strv_builder_take (builder, rg_cli_text (*raw));
  return g_strv_builder_end (builder);
}

static int
run_with (RgCli *cli, RgImportOptions *options)
{
  g_autofree char *path = rg_cli_path (cli, cli->args[0]);
  int status;

  if (options->dry_run)
    return run_trial (cli, path, options);
  /* A file that is not there must not leave an empty shop behind. */
  if (g_access (path, R_OK) != 0 || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      rg_output_printf (cli->err, _ ("“%s” cannot be read. Is the name right, and is it a file of yours?"),
                        cli->args[0]);
      rg_output_put (cli->err, "\n");
      return RG_COMMAND_FAILED;
    }
  if (!rg_cli_open (cli, RG_CLI_CREATE, &status))
    return status;
  return import_file (cli, path, options);
}

static int
run (RgCli *cli)
{
  g_autofree char *entity = NULL;
  g_autofree char *known = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *raw_sheet = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *refused_path = NULL;
  g_auto (GStrv) raw_maps = NULL;
  g_auto (GStrv) maps = NULL;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  int status;
  const GOptionEntry entries[] = {
    { "entity", 'e', 0, G_OPTION_ARG_FILENAME, &entity,
      N_ ("What the rows are: customer (the default) or sale"), N_ ("ENTITY") },
    { "known", 'k', 0, G_OPTION_ARG_FILENAME, &known,
      N_ ("What becomes of known people: fill (the default), skip or overwrite"), N_ ("WAY") },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &raw_maps, N_ ("What a column is; may be given again"),
      N_ ("COLUMN=FIELD") },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &encoding,
      N_ ("The file’s encoding, where the guess is wrong"), N_ ("NAME") },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &raw_sheet,
      N_ ("The sheet of a workbook: its name, or its number from 1"), N_ ("SHEET") },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &refused, N_ ("Where rows go that cannot be imported"),
      N_ ("FILE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Count everything, write nothing"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 1, &status))
    return status;
  if (known != NULL && !rg_import_known_from_string (known, &options.known))
    return rg_cli_misuse (cli, _ ("“--known” is fill, skip or overwrite, not “%s”."), known);

  maps = texts (raw_maps);
  sheet = raw_sheet != NULL ? rg_cli_text (raw_sheet) : NULL;
  refused_path = refused != NULL ? rg_cli_path (cli, refused) : NULL;
  options.entity = entity;
  options.maps = (const char *const *) maps;
  options.encoding = encoding;
  options.sheet = sheet;
  options.origin = RG_ORIGIN_IMPORT;
  options.session = RG_CLI_SESSION;
  options.refused = refused_path;
  return run_with (cli, &options);
}

const RgCliCommand rg_cli_import = {
  .name = "import",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Bring in customers or sales from a file"),
  .details =
      N_ ("Encoding, delimiter and the meaning of the columns are found by themselves; --map says otherwise: "
          "COLUMN is a heading or a number from 1, FIELD a key from “field list”, or “notes”, “ignore”, "
          "“new”. The shop is made when there is none yet. The whole import can be undone."),
  .run = run,
};
