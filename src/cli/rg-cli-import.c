/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli-import.h"

#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * Wanted:
 * @who: (array zero-terminated=1): answers to questions
 * @saved: the columns mean what they meant in the file before
 *
 * What the command line asks for.
 */
typedef struct
{
  RgImportOptions options;
  char **who;
  gboolean saved;
} Wanted;

static void
show_progress (guint64 rows, double fraction, gpointer user_data)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, rows);
  g_autofree char *text = NULL;

  text = g_strdup_printf (_ ("%s rows read (%d %%)"), number, (int) (100 * fraction));
  rg_cli_progress (user_data, text);
}

/* "COUNTERPARTY=ID", "=new" or "=leave". */
static gboolean
answer (RgImportPlan *plan, const char *text, GError **error)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *who = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  guint64 id;

  if (equals != NULL && equals != text)
    {
      if (g_str_equal (equals + 1, "new"))
        rg_import_plan_answer (plan, who, RG_IMPORT_ANSWER_NEW);
      else if (g_str_equal (equals + 1, "leave"))
        rg_import_plan_answer (plan, who, RG_IMPORT_ANSWER_LEAVE);
      else if (g_ascii_string_to_unsigned (equals + 1, 10, 1, G_MAXINT32, &id, NULL))
        rg_import_plan_answer (plan, who, (gint64) id);
      else
        equals = NULL;
    }
  if (equals != NULL && equals != text)
    return TRUE;
  g_set_error (
      error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP,
      _ ("“%s” does not say who somebody is. Write the name, = and the number of a customer, or new, "
         "or leave, for example 张三=12."),
      text);
  return FALSE;
}

/* What was saved for such a file is used where it is asked for, else told. */
static gboolean
use_saved (RgCli *cli, RgImportPlan *plan, gboolean use, GError **error)
{
  RgImportJob job = { .plan = plan };
  g_autoptr (RgImportSaved) saved = NULL;
  GError *reason = NULL;

  saved = rg_store_read_sync (cli->store, rg_import_saved_func, &job, cli->cancellable, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (use && saved == NULL)
    {
      g_set_error_literal (
          error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP,
          _ ("Nothing was saved for a file with these columns. Leave --saved out, or say with "
             "--map what they are."));
      return FALSE;
    }
  if (use)
    return rg_import_plan_apply_saved (plan, saved, error);
  if (saved != NULL && saved->differing->len > 0 && !cli->json)
    {
      rg_output_printf (
          cli->out,
          _ ("When “%s” was imported, columns like these meant something else: --saved does that "
             "again."),
          saved->file);
      rg_output_put (cli->out, "\n");
    }
  return TRUE;
}

/* Said beside the report, which stays what it is. */
static void
suggest_sales (RgCli *cli, const RgImportPlan *plan)
{
  if (!rg_import_plan_suggests_sales (plan))
    return;
  rg_output_put (cli->err, _ ("These look like sales: with --entity sale they come in as sales of their "
                              "customers."));
  rg_output_put (cli->err, "\n");
}

static int
refuse_tags (RgCli *cli)
{
  return rg_cli_misuse (cli, _ ("“--tag” is for customers; sales have no tags."));
}

static int
import_file (RgCli *cli, const char *path, const Wanted *wanted)
{
  const RgImportOptions *options = &wanted->options;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  g_autoptr (RgImportPlan) plan = rg_import_plan_new (catalog, path, options, cli->cancellable, &error);
  g_autoptr (RgImportReport) report = NULL;
  RgImportJob job = { .plan = plan, .progress = show_progress, .progress_data = cli };

  if (plan == NULL)
    return rg_cli_fail (cli, error);
  /* A bill is one of sales without being called so. */
  if (options->tags[0] != NULL && g_str_equal (rg_import_plan_get_entity (plan), "sale"))
    return refuse_tags (cli);
  if (!use_saved (cli, plan, wanted->saved, &error))
    return rg_cli_fail (cli, error);
  for (guint i = 0; wanted->who[i] != NULL; i++)
    {
      if (!answer (plan, wanted->who[i], &error))
        return rg_cli_fail (cli, error);
    }
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
    rg_cli_import_json (cli, plan, report);
  else
    rg_cli_import_text (cli, plan, report);
  suggest_sales (cli, plan);
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
try_without_shop (RgCli *cli, const char *path, const Wanted *wanted)
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
  status = cli->store != NULL ? import_file (cli, path, wanted) : rg_cli_fail (cli, error);
  rg_cli_close (cli);
  remove_folder (folder);
  return status;
}

static int
run_trial (RgCli *cli, const char *path, const Wanted *wanted)
{
  g_autoptr (GError) error = NULL;

  if (rg_cli_try_open (cli, RG_CLI_READ, &error))
    return import_file (cli, path, wanted);
  if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND) && cli->around->store == NULL)
    return try_without_shop (cli, path, wanted);
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

/* Each may hold several, as a cell does: "VIP;宝妈". */
static char **
tag_names (char **raw)
{
  g_auto (GStrv) given = texts (raw);
  g_autofree char *all = g_strjoinv (";", given);

  return rg_tags_split (all);
}

static int
run_with (RgCli *cli, Wanted *wanted)
{
  const RgGridOptions options = { .encoding = wanted->options.encoding, .sheet = wanted->options.sheet };
  g_autofree char *path = rg_cli_path (cli, cli->args[0]);
  g_autoptr (RgGrid) grid = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (wanted->options.dry_run)
    return run_trial (cli, path, wanted);
  /* A file that is not there must not leave an empty shop behind. */
  if (g_access (path, R_OK) != 0 || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      rg_output_printf (cli->err, _ ("“%s” cannot be read. Is the name right, and is it a file of yours?"),
                        cli->args[0]);
      rg_output_put (cli->err, "\n");
      return RG_COMMAND_FAILED;
    }
  /* Nor must one that is no table. It is read while the shop is being made. */
  wanted->options.grid = grid = rg_grid_open (path, &options, cli->cancellable, &error);
  if (grid == NULL)
    return rg_cli_fail (cli, error);
  cli->in_haste = TRUE;
  if (!rg_cli_open (cli, RG_CLI_CREATE, &status))
    return status;
  return import_file (cli, path, wanted);
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
  g_auto (GStrv) raw_tags = NULL;
  g_auto (GStrv) tags = NULL;
  g_auto (GStrv) raw_who = NULL;
  g_auto (GStrv) who = NULL;
  Wanted wanted = { .options = RG_IMPORT_OPTIONS_INIT };
  RgImportOptions *options = &wanted.options;
  int status;
  const GOptionEntry entries[] = {
    { "entity", 'e', 0, G_OPTION_ARG_FILENAME, &entity,
      N_ ("What the rows are: customer (the default), sale or deal; a bill’s are sales"), N_ ("ENTITY") },
    { "known", 'k', 0, G_OPTION_ARG_FILENAME, &known,
      N_ ("What becomes of known people: fill (the default), skip or overwrite"), N_ ("WAY") },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &raw_maps, N_ ("What a column is; may be given again"),
      N_ ("COLUMN=FIELD") },
    { "tag", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &raw_tags,
      N_ ("A tag for every customer of the file; may be given again"), N_ ("TAG") },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &encoding,
      N_ ("The file’s encoding, where the guess is wrong"), N_ ("NAME") },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &raw_sheet,
      N_ ("The sheet of a workbook: its name, or its number from 1"), N_ ("SHEET") },
    { "saved", 0, 0, G_OPTION_ARG_NONE, &wanted.saved,
      N_ ("The columns mean what you said of a file with the same ones before"), NULL },
    { "who", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw_who,
      N_ ("Whose the sales of a name are that several customers may be: a customer’s number, new or leave; "
          "may be given again"),
      N_ ("NAME=ID") },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &refused, N_ ("Where rows go that cannot be imported"),
      N_ ("FILE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run, N_ ("Count everything, write nothing"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 1, &status))
    return status;
  if (known != NULL && !rg_import_known_from_string (known, &options->known))
    return rg_cli_misuse (cli, _ ("“--known” is fill, skip or overwrite, not “%s”."), known);

  if (raw_tags != NULL && g_strcmp0 (entity, "sale") == 0)
    return refuse_tags (cli);

  maps = texts (raw_maps);
  tags = tag_names (raw_tags);
  wanted.who = who = texts (raw_who);
  sheet = raw_sheet != NULL ? rg_cli_text (raw_sheet) : NULL;
  refused_path = refused != NULL ? rg_cli_path (cli, refused) : NULL;
  options->entity = entity;
  /* What was saved may name people where the guess does not. */
  options->unfinished = wanted.saved;
  options->maps = (const char *const *) maps;
  options->tags = (const char *const *) tags;
  options->encoding = encoding;
  options->sheet = sheet;
  options->origin = RG_ORIGIN_IMPORT;
  options->session = RG_CLI_SESSION;
  options->refused = refused_path;
  return run_with (cli, &wanted);
}

const RgCliCommand rg_cli_import = {
  .name = "import",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Bring in customers or sales from a file"),
  .details =
      N_ ("Encoding, delimiter and the meaning of the columns are found by themselves; --map says otherwise: "
          "COLUMN is a heading or a number from 1, FIELD a key from “field list”, or “notes”, “ignore”, "
          "“new”. Bills of WeChat Pay and Alipay are recognised: what they say was taken in becomes sales; "
          "where it is not certain whose, the report asks, and --who answers. The shop is made when there is "
          "none yet. The whole import can be undone."),
  .run = run,
};
