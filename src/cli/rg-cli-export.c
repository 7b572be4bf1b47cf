/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "exchange/rg-export-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static void
show_progress (guint64 rows, guint64 total, gpointer user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, rows);

  text = g_strdup_printf (_ ("%s rows written"), number);
  rg_cli_progress (user_data, text);
}

/* A missing field or entity is told before anything is written. */
static gboolean
check_words (RgCli *cli, const char *entity_key, const char *sort, char **fields)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  const RgEntity *entity = rg_catalog_find (catalog, entity_key);
  const char *unknown = NULL;

  if (entity == NULL)
    {
      rg_cli_misuse (cli, _ ("There is no kind of thing called “%s”."), entity_key);
      return FALSE;
    }
  if (sort != NULL && rg_entity_find_field (entity, sort) == NULL)
    unknown = sort;
  for (; unknown == NULL && fields != NULL && *fields != NULL; fields++)
    {
      if (strcmp (g_strstrip (*fields), "id") != 0 && rg_entity_find_field (entity, *fields) == NULL)
        unknown = *fields;
    }
  if (unknown != NULL)
    rg_cli_misuse (cli, _ ("There is no field “%s”. “regulars-cli field list” tells which there are."),
                   unknown);
  return unknown == NULL;
}

/* The file is copied once it is whole: nobody who reads stdout gets half a
 * list that looks like a whole one. */
static gboolean
copy_to_stdout (RgCli *cli, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) input = g_file_read (file, NULL, error);

  if (input == NULL)
    return FALSE;
  return rg_output_flush (cli->out, error) &&
         g_output_stream_splice (cli->around->out, G_INPUT_STREAM (input), G_OUTPUT_STREAM_SPLICE_NONE,
                                 cli->cancellable, error) >= 0;
}

static RgExportReport *
export_to (RgCli *cli, RgExportJob *job, const char *path, GError **error)
{
  job->path = path;
  job->progress = show_progress;
  job->progress_data = cli;
  if (rg_query_get_search (job->query) != NULL &&
      !rg_store_wait_for_search (cli->store, cli->cancellable, error))
    return NULL;
  return rg_store_read_sync (cli->store, rg_export_read_func, job, cli->cancellable, error);
}

static RgExportReport *
export_to_stdout (RgCli *cli, RgExportJob *job, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-XXXXXX", error);
  g_autofree char *path = NULL;
  g_autoptr (RgExportReport) report = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "export", NULL);
  report = export_to (cli, job, path, error);
  rg_cli_progress_end (cli);
  if (report != NULL && !copy_to_stdout (cli, path, error))
    g_clear_pointer (&report, rg_export_report_free);
  g_unlink (path);
  g_rmdir (folder);
  return g_steal_pointer (&report);
}

/* --- what was written ----------------------------------------------------- */

static RgJsonOut
begin_report (RgCli *cli, guint64 rows)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "rows");
  rg_json_out_integer (&json, (gint64) rows);
  return json;
}

/* @key: of what @path is. */
static void
end_report (RgJsonOut *json, const char *key, const char *path, double seconds)
{
  rg_json_out_key (json, key);
  rg_json_out_text (json, path);
  rg_json_out_key (json, "seconds");
  rg_json_out_real (json, seconds);
  rg_json_out_end_object (json);
  rg_json_out_finish (json);
}

static void
tell_rows (RgCli *cli, guint64 rows, const char *path)
{
  rg_output_printf (cli->out, ngettext ("%lu row written to %s", "%lu rows written to %s", (gulong) rows),
                    (gulong) rows, path);
  rg_output_put (cli->out, "\n");
}

static void
tell (RgCli *cli, const RgExportReport *report, const char *path)
{
  RgJsonOut json;

  if (!cli->json)
    {
      tell_rows (cli, report->rows, path);
      return;
    }
  json = begin_report (cli, report->rows);
  rg_json_out_key (&json, "columns");
  rg_json_out_integer (&json, report->columns);
  end_report (&json, "file", path, report->seconds);
}

static void
tell_folder (RgCli *cli, const RgExportFolderReport *report, const char *path)
{
  RgJsonOut json;

  if (cli->json)
    {
      json = begin_report (cli, report->rows);
      rg_json_out_key (&json, "tables");
      rg_json_out_integer (&json, report->tables);
      rg_json_out_key (&json, "files");
      rg_json_out_integer (&json, (gint64) report->files);
      rg_json_out_key (&json, "missing");
      rg_json_out_texts (&json, (const char *const *) report->missing);
      end_report (&json, "folder", path, report->seconds);
      return;
    }
  tell_rows (cli, report->rows, path);
  for (guint i = 0; report->missing[i] != NULL; i++)
    {
      rg_output_printf (cli->out, _ ("The content of the attachment “%s” is not in the shop."),
                        report->missing[i]);
      rg_output_put (cli->out, "\n");
    }
}

/* --- what is to be written ------------------------------------------------ */

typedef struct
{
  char *entity;
  char *format;
  char *search;
  char *sort;
  char *fields;
  gboolean descending;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->entity);
  g_free (options->format);
  g_free (options->search);
  g_free (options->sort);
  g_free (options->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_folder (const Options *options)
{
  return options->format != NULL && g_ascii_strcasecmp (options->format, "folder") == 0;
}

/* The owner's word, else what the file's name says, else a table of text. */
static gboolean
choose_format (RgCli *cli, const Options *options, RgExportFormat *format)
{
  *format = RG_EXPORT_FORMAT_CSV;
  if (options->format == NULL)
    {
      rg_export_format_from_path (cli->args[0], format);
      return TRUE;
    }
  if (is_folder (options) || rg_export_format_from_string (options->format, format))
    return TRUE;
  rg_cli_misuse (cli, _ ("There is no format “%s”. Choose one of: csv, xlsx, vcard, vcard3, folder."),
                 options->format);
  return FALSE;
}

/* A folder holds the whole shop, so that nothing can be chosen. */
static gboolean
check_folder (RgCli *cli, const Options *options)
{
  if (options->entity == NULL && options->search == NULL && options->sort == NULL &&
      options->fields == NULL && !options->descending && strcmp (cli->args[0], "-") != 0)
    return TRUE;
  rg_cli_misuse (
      cli,
      _ ("A folder holds the whole shop, so nothing can be chosen for it. Leave the other options out."));
  return FALSE;
}

static int
export_folder (RgCli *cli)
{
  g_autofree char *path = rg_cli_path (cli, cli->args[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportFolderReport) report = NULL;
  RgExportFolderJob job = { .path = path, .progress = show_progress, .progress_data = cli };

  report = rg_store_read_sync (cli->store, rg_export_folder_read_func, &job, cli->cancellable, &error);
  rg_cli_progress_end (cli);
  if (report == NULL)
    return rg_cli_fail (cli, error);
  tell_folder (cli, report, path);
  return RG_COMMAND_OK;
}

static RgQuery *
make_query (const Options *options)
{
  RgQuery *query = rg_query_new (options->entity != NULL ? options->entity : "customer");

  if (options->search != NULL)
    {
      g_autofree char *text = rg_cli_text (options->search);

      rg_query_set_search (query, text);
    }
  if (options->sort != NULL || options->descending)
    rg_query_set_sort (query, options->sort, options->descending);
  return query;
}

static int
export_rows (RgCli *cli, RgExportJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgExportReport) report = NULL;
  g_autofree char *path = NULL;

  if (strcmp (cli->args[0], "-") == 0)
    {
      report = export_to_stdout (cli, job, &error);
      return report != NULL ? RG_COMMAND_OK : rg_cli_fail (cli, error);
    }
  path = rg_cli_path (cli, cli->args[0]);
  report = export_to (cli, job, path, &error);
  rg_cli_progress_end (cli);
  if (report == NULL)
    return rg_cli_fail (cli, error);
  tell (cli, report, path);
  return RG_COMMAND_OK;
}

static int
run (RgCli *cli)
{
  g_auto (Options) options = { 0 };
  g_autoptr (RgQuery) query = NULL;
  g_auto (GStrv) fields = NULL;
  RgExportJob job = { 0 };
  int status;
  const GOptionEntry entries[] = {
    { "entity", 'e', 0, G_OPTION_ARG_FILENAME, &options.entity,
      N_ ("What to export: customer (the default), sale, event …"), N_ ("ENTITY") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.format,
      N_ ("csv, xlsx, vcard, vcard3, or folder for the whole shop; else the file’s ending tells"),
      N_ ("FORMAT") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &options.search, N_ ("Only what this text finds"), N_ ("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, N_ ("The field by which rows are ordered"),
      N_ ("KEY") },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, N_ ("Largest first"), NULL },
    { "fields", 'f', 0, G_OPTION_ARG_FILENAME, &options.fields, N_ ("Only these fields, by their keys"),
      N_ ("A,B,…") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 1, &status))
    return status;
  if (!choose_format (cli, &options, &job.format) || (is_folder (&options) && !check_folder (cli, &options)))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (is_folder (&options))
    return export_folder (cli);
  if (options.fields != NULL)
    fields = g_strsplit (options.fields, ",", -1);
  if (!check_words (cli, options.entity != NULL ? options.entity : "customer", options.sort, fields))
    return RG_COMMAND_USAGE;
  query = make_query (&options);
  job.query = query;
  job.fields = (const char *const *) fields;
  return export_rows (cli, &job);
}

const RgCliCommand rg_cli_export = {
  .name = "export",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Write customers (or sales …) into a file for Excel and other programs"),
  .details =
      N_ ("The file’s ending says what it becomes: .csv, .xlsx (a workbook) or .vcf (cards). FILE is "
          "replaced when it is there; “-” writes to standard output. “import” reads it back. "
          "With “--format folder” FILE is a new folder that gets the whole shop: a table for each kind "
          "of thing, every attachment, and a description for programs."),
  .run = run,
};
