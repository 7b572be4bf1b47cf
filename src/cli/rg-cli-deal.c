/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-deal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deals: the words behind “deal”. */

static const struct
{
  const char *verb;
  guint least;
  guint most;
  int (*run) (const RgDealSaid *said);
} verbs[] = {
  { "list", 1, 1, rg_cli_deal_list },     { "show", 2, 2, rg_cli_deal_show },
  { "add", 1, 2, rg_cli_deal_change },    { "set", 2, 2, rg_cli_deal_change },
  { "move", 3, 3, rg_cli_deal_change },   { "win", 2, 2, rg_cli_deal_change },
  { "lose", 2, 2, rg_cli_deal_change },   { "reopen", 2, 2, rg_cli_deal_change },
  { "delete", 2, 2, rg_cli_deal_change }, { "history", 2, 2, rg_cli_deal_history },
  { "stats", 1, 1, rg_cli_deal_stats },
};

static int
dispatch (RgDealSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) args = NULL;
  int status;

  for (guint i = 0; i < cli->n_args; i++)
    g_strv_builder_take (builder, rg_cli_text (cli->args[i]));
  said->args = args = g_strv_builder_end (builder);
  said->verb = args[0];
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].verb, said->verb) != 0)
        continue;
      if (cli->n_args < verbs[i].least)
        return rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), said->verb);
      if (cli->n_args > verbs[i].most)
        return rg_cli_misuse (cli, _ ("“%s” is one word too many."), args[verbs[i].most]);
      if (!rg_cli_day (cli, &said->from, &status) || !rg_cli_day (cli, &said->to, &status) ||
          !rg_cli_day (cli, &said->closed, &status))
        return status;
      return verbs[i].run (said);
    }
  return rg_cli_misuse (cli, _ ("There is no command “%s”."), said->verb);
}

static int
run (RgCli *cli)
{
  RgDealSaid said = { .cli = cli };
  char **const texts[] = { &said.title,  &said.customer, &said.contact, &said.stage,  &said.amount,
                           &said.chance, &said.expected, &said.owner,   &said.source, &said.product,
                           &said.code,   &said.opened,   &said.closed,  &said.notes,  &said.reason,
                           &said.state,  &said.from,     &said.to,      &said.by,     &said.limit,
                           &said.filter, &said.search };
  int status;
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &said.title, N_ ("What it is about"), N_ ("TEXT") },
    { "customer", 'c', 0, G_OPTION_ARG_FILENAME, &said.customer, N_ ("Whose it is; \"\": nobody’s"),
      N_ ("ID") },
    { "contact", 0, 0, G_OPTION_ARG_FILENAME, &said.contact, N_ ("Whom to talk to; \"\": nobody"),
      N_ ("ID") },
    { "stage", 0, 0, G_OPTION_ARG_FILENAME, &said.stage, N_ ("In which stage; of a new one the first"),
      N_ ("STAGE") },
    { "amount", 0, 0, G_OPTION_ARG_FILENAME, &said.amount, N_ ("What it is worth: 3000, 12.8万"),
      N_ ("MONEY") },
    { "chance", 0, 0, G_OPTION_ARG_FILENAME, &said.chance, N_ ("Its chance, 0 to 100; \"\": the stage’s"),
      N_ ("PERCENT") },
    { "expected", 0, 0, G_OPTION_ARG_FILENAME, &said.expected, N_ ("When it is expected to be won"),
      N_ ("DATE") },
    { "owner", 0, 0, G_OPTION_ARG_FILENAME, &said.owner, N_ ("Who is in charge"), N_ ("NAME") },
    { "source", 0, 0, G_OPTION_ARG_FILENAME, &said.source, N_ ("Where it came from"), N_ ("TEXT") },
    { "product", 0, 0, G_OPTION_ARG_FILENAME, &said.product, N_ ("What is to be sold"), N_ ("TEXT") },
    { "code", 0, 0, G_OPTION_ARG_FILENAME, &said.code, N_ ("Its number elsewhere"), N_ ("TEXT") },
    { "opened", 0, 0, G_OPTION_ARG_FILENAME, &said.opened, N_ ("When it began; of a new one today"),
      N_ ("DATE") },
    { "closed", 0, 0, G_OPTION_ARG_FILENAME, &said.closed, N_ ("Win, lose: when, unless today"),
      N_ ("DATE") },
    { "notes", 0, 0, G_OPTION_ARG_FILENAME, &said.notes, N_ ("What else there is to say"), N_ ("TEXT") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &said.reason,
      N_ ("Why it was lost, opened again, or goes through a closed gate"), N_ ("TEXT") },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &said.state, N_ ("List those open (the default), won, lost, all"),
      N_ ("STATE") },
    { "filter", 'f', 0, G_OPTION_ARG_FILENAME, &said.filter,
      N_ ("List those for which this stored filter holds"), N_ ("STORED-FORM") },
    { "search", 's', 0, G_OPTION_ARG_FILENAME, &said.search,
      N_ ("List those with this text, and those of customers that it finds"), N_ ("TEXT") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &said.from, N_ ("From this day on"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &said.to, N_ ("Up to this day"), N_ ("DATE") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &said.by,
      N_ ("A line for each owner (the default), source, product"), N_ ("WHAT") },
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &said.limit, N_ ("At most N deals"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 1, G_MAXUINT, &status))
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          char *text = *texts[i] != NULL ? rg_cli_text (*texts[i]) : NULL;

          g_free (*texts[i]);
          *texts[i] = text;
        }
      status = dispatch (&said);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  return status;
}

const RgCliCommand rg_cli_deal = {
  .name = "deal",
  .arguments = N_ ("list | show DEAL | add [TITLE] | set DEAL | move DEAL STAGE | win DEAL | lose DEAL | "
                   "reopen DEAL | delete DEAL | history DEAL | stats"),
  .summary = N_ ("Deals: list them, add them, move them through the stages; how well they go"),
  .details = N_ (
      "DEAL is its number, as “list” tells it; STAGE a name, a key or a number from “stage list”. A closed "
      "gate says what is missing; with --reason the deal goes through all the same, and the reason is "
      "kept. An empty option takes away what was set. A filter asks for fields, and with late, moved, "
      "passed, task and customer for what is no field; docs/conditions.md describes the stored form. One "
      "that says itself what has become of a deal, by its state, closed or lost_reason, or because it moved "
      "to won or lost, is not asked of open ones only.\n\n"
      "With --json, list gives an array, and the others one of: id, customer_id, customer, contact_id, "
      "title, stage, state, amount_fen, chance, expected, owner, source, product, code, opened, closed, "
      "lost_reason, days_in_stage, late, next_date, notes; delete gives deleted, operation. history gives "
      "an array of from, to, from_state, state, at, days, staff, reason, passed. stats gives stages (name, "
      "open, amount_fen, weighted_fen, late, entered, advanced, conversion, days_median, days_p90), won "
      "(count, amount_fen), lost (count), win_rate, cycle_days_median, cycle_days_p90, by_owner (owner, "
      "open, won, lost, won_amount_fen, win_rate, cycle_days_median, cycle_days_p90), reasons (reason, "
      "stage, count), passed."),
  .run = run,
};
