/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-date.h"
#include "cli/rg-cli.h"
#include "shop/rg-demo.h"

#include <glib/gi18n-lib.h>

static void
show_progress (guint customers, guint total, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u customers"), customers, total);

  rg_cli_progress (user_data, text);
}

static void
tell (RgCli *cli, const RgDemoReport *report, double seconds)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  const struct
  {
    const char *key;
    gint64 value;
  } counts[] = {
    { "customers", (gint64) report->customers }, { "contacts", (gint64) report->contacts },
    { "events", (gint64) report->events },       { "sales", (gint64) report->sales },
    { "tasks", (gint64) report->tasks },         { "deals", (gint64) report->deals },
    { "operation", report->operation },
  };

  if (!cli->json)
    {
      rg_output_printf (cli->out,
                        ngettext ("The example shop has %lu customer now.",
                                  "The example shop has %lu customers now.", (gulong) report->customers),
                        (gulong) report->customers);
      rg_output_put (cli->out, "\n");
      return;
    }
  rg_json_out_begin_object (&json);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      rg_json_out_key (&json, counts[i].key);
      rg_json_out_integer (&json, counts[i].value);
    }
  rg_json_out_key (&json, "seconds");
  rg_json_out_real (&json, seconds);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static int
fill (RgCli *cli, const RgDemoOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDemoReport) report = NULL;
  RgDemoJob job = { .options = options, .progress = show_progress, .progress_data = cli };
  gint64 begun = g_get_monotonic_time ();
  int status;

  if (!rg_cli_open (cli, RG_CLI_CREATE, &status))
    return status;
  report = rg_store_write_sync (cli->store, rg_demo_write_func, &job, cli->cancellable, &error);
  if (report == NULL)
    return rg_cli_fail (cli, error);
  rg_cli_progress (cli, _ ("Making it searchable"));
  rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  rg_cli_progress_end (cli);
  tell (cli, report, (double) (g_get_monotonic_time () - begun) / G_TIME_SPAN_SECOND);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

static gboolean
is_pack (const char *name)
{
  return g_strv_contains (rg_demo_list_packs (), name);
}

static gboolean
read_numbers (RgCli *cli, const char *customers, const char *events, const char *seed, RgDemoOptions *options)
{
  gint64 number;

  if (customers != NULL)
    {
      if (!rg_cli_number (cli, customers, 1, RG_DEMO_MAX_CUSTOMERS, &number))
        return FALSE;
      options->customers = (guint) number;
    }
  if (events != NULL)
    {
      if (!rg_cli_number (cli, events, 0, 1000, &number))
        return FALSE;
      options->events_per_customer = (guint) number;
    }
  if (seed != NULL)
    {
      if (!rg_cli_number (cli, seed, 0, G_MAXINT64, &number))
        return FALSE;
      options->seed = (guint64) number;
    }
  return TRUE;
}

static int
run (RgCli *cli)
{
  g_autofree char *customers = NULL;
  g_autofree char *events = NULL;
  g_autofree char *seed = NULL;
  g_autofree char *today = NULL;
  g_autofree char *pack = NULL;
  RgDemoOptions options = RG_DEMO_OPTIONS_INIT;
  GDate date;
  int status;
  const GOptionEntry entries[] = {
    { "customers", 'n', 0, G_OPTION_ARG_FILENAME, &customers, N_ ("How many customers (300 unless said)"),
      N_ ("N") },
    { "events-per-customer", 0, 0, G_OPTION_ARG_FILENAME, &events,
      N_ ("Entries in each timeline on average (3)"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_ ("Another number makes other people (1)"), N_ ("N") },
    { "today", 0, 0, G_OPTION_ARG_FILENAME, &today, N_ ("The day around which dates lie"), N_ ("DATE") },
    { "pack", 0, 0, G_OPTION_ARG_FILENAME, &pack, N_ ("The kind of shop (decoration)"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 0, &status))
    return status;
  if (!read_numbers (cli, customers, events, seed, &options))
    return RG_COMMAND_USAGE;
  if (today != NULL)
    {
      if (!rg_date_from_iso (today, &date))
        return rg_cli_misuse (cli, _ ("“%s” is not a date like 2025-11-22."), today);
      options.today = &date;
    }
  if (pack != NULL && !is_pack (pack))
    {
      g_autofree char *names = g_strjoinv (_ (", "), (char **) rg_demo_list_packs ());

      return rg_cli_misuse (cli, _ ("There is no example shop called “%s”. There are: %s."), pack, names);
    }
  options.pack = pack;
  options.origin = RG_ORIGIN_CLI;
  options.session = RG_CLI_SESSION;
  return fill (cli, &options);
}

const RgCliCommand rg_cli_demo = {
  .name = "demo",
  .summary = N_ ("Fill an empty shop with invented customers"),
  .details =
      N_ ("The same numbers, seed and day give the same content. A shop that has customers is left alone."),
  .run = run,
};
