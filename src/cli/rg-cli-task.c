/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "cli/rg-cli-task.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is to be done: the words behind “task”. */

static const struct
{
  const char *verb;
  guint least;
  guint most;
  int (*run) (const RgTaskSaid *said);
} verbs[] = {
  { "list", 1, 1, rg_cli_task_list },     { "show", 2, 2, rg_cli_task_show },
  { "add", 2, 2, rg_cli_task_change },    { "set", 2, 2, rg_cli_task_change },
  { "done", 2, 2, rg_cli_task_change },   { "put-off", 3, 3, rg_cli_task_change },
  { "drop", 2, 2, rg_cli_task_change },   { "reopen", 2, 2, rg_cli_task_change },
  { "delete", 2, 2, rg_cli_task_change }, { "stats", 1, 1, rg_cli_task_stats },
};

/* One that is added without a day is for today. */
static void
take_today (RgTaskSaid *said)
{
  GDate today;

  if (strcmp (said->verb, "add") != 0 || said->due != NULL)
    return;
  rg_today_day (&today);
  said->due = rg_date_to_iso (&today);
}

static int
dispatch (RgTaskSaid *said)
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
      if (!rg_cli_day (cli, &said->from, &status) || !rg_cli_day (cli, &said->to, &status))
        return status;
      take_today (said);
      return verbs[i].run (said);
    }
  return rg_cli_misuse (cli, _ ("There is no command “%s”."), said->verb);
}

static void
read_texts (char **const *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *text = *texts[i] != NULL ? rg_cli_text (*texts[i]) : NULL;

      g_free (*texts[i]);
      *texts[i] = text;
    }
}

static void
read_parts (char **parts)
{
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      char *text = rg_cli_text (parts[i]);

      g_free (parts[i]);
      parts[i] = text;
    }
}

static int
run (RgCli *cli)
{
  RgTaskSaid said = { .cli = cli };
  char **const texts[] = { &said.title,   &said.customer, &said.due,    &said.time,  &said.kind,
                           &said.staff,   &said.priority, &said.repeat, &said.notes, &said.text,
                           &said.outcome, &said.at,       &said.next,   &said.state, &said.from,
                           &said.to,      &said.by,       &said.days,   &said.limit, &said.next_what,
                           &said.search };
  int status;
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &said.title, N_ ("What is to be done"), N_ ("TEXT") },
    { "customer", 'c', 0, G_OPTION_ARG_FILENAME, &said.customer, N_ ("For which customer; \"\": for nobody"),
      N_ ("ID") },
    { "due", 'd', 0, G_OPTION_ARG_FILENAME, &said.due, N_ ("On which day; of a new one today"), N_ ("DATE") },
    { "time", 't', 0, G_OPTION_ARG_FILENAME, &said.time, N_ ("At what time"), N_ ("TIME") },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &said.kind,
      N_ ("call, visit, onsite, message, meeting, showing, trial or other"), N_ ("KIND") },
    { "staff", 0, 0, G_OPTION_ARG_FILENAME, &said.staff, N_ ("Who does it"), N_ ("NAME") },
    { "priority", 0, 0, G_OPTION_ARG_FILENAME, &said.priority, N_ ("high, normal or low"), N_ ("PRIORITY") },
    { "repeat", 0, 0, G_OPTION_ARG_FILENAME, &said.repeat,
      N_ ("When it comes again: 3d, 2w, 1m, 1y, by the lunar calendar 1lm, 1ly; with + behind it counted "
          "from "
          "the day it is done"),
      N_ ("REPEAT") },
    { "notes", 0, 0, G_OPTION_ARG_FILENAME, &said.notes, N_ ("What else there is to say"), N_ ("TEXT") },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &said.text, N_ ("Done: what happened"), N_ ("TEXT") },
    { "outcome", 0, 0, G_OPTION_ARG_FILENAME, &said.outcome, N_ ("Done: what came of it"), N_ ("TEXT") },
    { "part", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &said.parts,
      N_ ("Done: a part of the form that its kind asks for; see “form list”"), N_ ("FIELD=TEXT") },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &said.at, N_ ("Done: when, unless now"), N_ ("TIME") },
    { "next", 0, 0, G_OPTION_ARG_FILENAME, &said.next, N_ ("Done: the day of what is next"), N_ ("DATE") },
    { "next-what", 0, 0, G_OPTION_ARG_FILENAME, &said.next_what, N_ ("Done: what is next"), N_ ("TEXT") },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &said.state,
      N_ ("List those open (the default), done, dropped, all"), N_ ("STATE") },
    { "search", 's', 0, G_OPTION_ARG_FILENAME, &said.search,
      N_ ("List those with these words: in the task, its notes, its customer’s name or number"),
      N_ ("TEXT") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &said.from, N_ ("From this day on"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &said.to, N_ ("Up to this day"), N_ ("DATE") },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &said.by, N_ ("A line for all, each of the staff, each class"),
      N_ ("WHAT") },
    { "days", 0, 0, G_OPTION_ARG_FILENAME, &said.days, N_ ("The last N days; 90 unless told"), N_ ("N") },
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &said.limit, N_ ("At most N tasks"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 1, G_MAXUINT, &status))
    {
      read_texts (texts, G_N_ELEMENTS (texts));
      read_parts (said.parts);
      status = dispatch (&said);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (said.parts);
  return status;
}

const RgCliCommand rg_cli_task = {
  .name = "task",
  .arguments = N_ ("list | show TASK | add TITLE | set TASK | done TASK | put-off TASK DATE | drop TASK | "
                   "reopen TASK | delete TASK | stats"),
  .summary = N_ ("What is to be done: list it, add it, do it, put it off; how well that goes"),
  .details =
      N_ ("TASK is its number, as “list” and “today” tell it. What is done for a customer stands in their "
          "timeline then; what repeats is made anew for its next day. “set” with another day means it for "
          "that day, “put-off” lets it be late. An empty option takes away what was set.\n\n"
          "With --json, list gives an array, and the others one of: id, customer_id, customer, title, kind, "
          "due, due_time, staff, priority, repeat, state, first_due, put_off, done_at, outcome, event_id, "
          "notes; done has next_id too, of the task that was made for the next time; delete gives deleted, "
          "operation. stats gives day, days, by and lines of who, due, in_time, late, missed, in_time_rate, "
          "customers, reached (with an effective contact), reached_rate."),
  .run = run,
};
