/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "exchange/rg-print.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *search;
  char *sort;
  char *fields;
  gboolean descending;
  char *staff;
  gboolean mask;
  gboolean today;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->search);
  g_free (options->sort);
  g_free (options->fields);
  g_free (options->staff);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Everybody, or those that a search finds. */
static RgChosen *
choose (RgCli *cli, const Options *options, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");

  if (options->search != NULL)
    {
      g_autofree char *text = rg_cli_text (options->search);

      rg_query_set_search (query, text);
      if (!rg_store_wait_for_search (cli->store, cli->cancellable, error))
        return NULL;
    }
  if (options->sort != NULL || options->descending)
    rg_query_set_sort (query, options->sort, options->descending);

  return rg_chosen_new_all_except (query, NULL, 0);
}

static gboolean
check_fields (RgCli *cli, const Options *options, char **fields)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  const RgEntity *entity = rg_catalog_find (catalog, "customer");
  const char *unknown = NULL;

  if (options->sort != NULL && rg_entity_find_field (entity, options->sort) == NULL)
    unknown = options->sort;
  for (; unknown == NULL && fields != NULL && *fields != NULL; fields++)
    if (rg_entity_find_field (entity, g_strstrip (*fields)) == NULL)
      unknown = *fields;
  if (unknown != NULL)
    rg_cli_misuse (cli, _ ("There is no field “%s”. “regulars-cli field list” tells which there are."),
                   unknown);

  return unknown == NULL;
}

static void
tell (RgCli *cli, guint pages, const char *path)
{
  if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      rg_json_out_begin_object (&json);
      rg_json_out_key (&json, "pages");
      rg_json_out_integer (&json, pages);
      rg_json_out_key (&json, "file");
      rg_json_out_text (&json, path);
      rg_json_out_end_object (&json);
      rg_json_out_finish (&json);
      return;
    }
  rg_output_printf (cli->out, ngettext ("%u page written to %s", "%u pages written to %s", pages), pages,
                    path);
  rg_output_put (cli->out, "\n");
}

static int
print (RgCli *cli, const Options *options, gint64 customer_id, char **fields)
{
  g_autofree char *path = rg_cli_path (cli, cli->args[0]);
  g_autofree char *shop = rg_store_dup_name (cli->store);
  g_autofree char *staff = options->staff != NULL ? rg_cli_text (options->staff) : NULL;
  g_autoptr (RgChosen) chosen = NULL;
  g_autoptr (RgPrint) pages = NULL;
  g_autoptr (GError) error = NULL;
  RgPrintJob job = {
    .fields = (const char *const *) fields,
    .customer_id = customer_id,
    .title = _ ("Customers"),
    .shop = shop,
    .mask = options->mask,
    .today = options->today,
    .staff = staff,
  };
  guint n_pages;

  if (customer_id == 0 && !options->today && (chosen = choose (cli, options, &error)) == NULL)
    return rg_cli_fail (cli, error);
  job.chosen = chosen;
  pages = rg_store_read_sync (cli->store, rg_print_read_func, &job, cli->cancellable, &error);
  n_pages = pages != NULL ? rg_print_write_pdf (pages, path, &error) : 0;
  if (n_pages == 0)
    return rg_cli_fail (cli, error);
  tell (cli, n_pages, path);

  return RG_COMMAND_OK;
}

static int
run (RgCli *cli)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) fields = NULL;
  gint64 customer_id = 0;
  int status;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &options.search, N_ ("Only what this text finds"), N_ ("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, N_ ("The field by which rows are ordered"),
      N_ ("KEY") },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, N_ ("Largest first"), NULL },
    { "fields", 'f', 0, G_OPTION_ARG_FILENAME, &options.fields, N_ ("Only these fields, by their keys"),
      N_ ("A,B,…") },
    { "mask", 0, 0, G_OPTION_ARG_NONE, &options.mask, N_ ("Hide the middle of phone numbers"), NULL },
    { "today", 0, 0, G_OPTION_ARG_NONE, &options.today,
      N_ ("What is to be done today, a sheet for each of the staff"), NULL },
    { "staff", 0, 0, G_OPTION_ARG_FILENAME, &options.staff, N_ ("Of that only what this one does"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 2, &status))
    return status;
  if (cli->args[1] != NULL && !rg_cli_number (cli, cli->args[1], 1, G_MAXUINT32, &customer_id))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (options.fields != NULL)
    fields = g_strsplit (options.fields, ",", -1);
  if (!check_fields (cli, &options, fields))
    return RG_COMMAND_USAGE;

  return print (cli, &options, customer_id, fields);
}

const RgCliCommand rg_cli_print = {
  .name = "print",
  .arguments = N_ ("FILE [ID]"),
  .summary = N_ ("Write the list, or one customer’s sheet, into a PDF file"),
  .details = N_ ("ID is the customer’s number, as “search” lists it; without it the list is written. "
                 "FILE is replaced when it is there."),
  .run = run,
};
