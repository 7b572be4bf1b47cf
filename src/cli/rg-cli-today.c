/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "cli/rg-cli.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>

/* Whom to call today. */

#define ROWS 200

typedef struct
{
  RgTodayQuery query;
  char *staff;
  char *day;
  char *limit;
} TodayWish;

/* --- reading -------------------------------------------------------------- */

/* (element-type RgTodayList) (transfer full): the parts in their order. */
static gpointer
read_parts (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_list_free);

  for (RgTodayPart part = 0; part < RG_N_TODAY_PARTS; part++)
    {
      RgTodayList *list = rg_today_read (read, part, data, error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (lists, list);
    }
  return g_steal_pointer (&lists);
}

/* --- for programs --------------------------------------------------------- */

static const char *
kind_key (RgTodayKind kind)
{
  static const char *const kinds[] = { "task", "step", "customer", "birthday", "deal" };

  return kinds[kind];
}

static void
write_row (RgJsonOut *json, const RgTodayRow *row)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_text (json, "kind", kind_key (row->kind));
  rg_json_out_member_number (json, "task_id", row->task_id, row->task_id != 0);
  rg_json_out_member_number (json, "customer_id", row->customer_id, row->customer_id != 0);
  rg_json_out_member_text (json, "name", row->name);
  rg_json_out_member_text (json, "phone", row->phone);
  rg_json_out_member_text (json, "wechat", row->wechat);
  rg_json_out_member_text (json, "title", row->title);
  rg_json_out_member_text (json, "what", row->what);
  rg_json_out_member_text (json, "day", row->day);
  rg_json_out_member_text (json, "time", row->time);
  rg_json_out_member_text (json, "staff", row->staff);
  rg_json_out_member_text (json, "priority", row->priority);
  rg_json_out_member_text (json, "class", row->class);
  rg_json_out_member_text (json, "repeat", row->repeat);
  rg_json_out_member_text (json, "person", row->person);
  rg_json_out_member_text (json, "birthday", row->birthday);
  rg_json_out_member_number (json, "age", row->age, row->age >= 0);
  if (row->kind == RG_TODAY_DEAL)
    {
      rg_json_out_member_integer (json, "deal_id", row->deal_id);
      rg_json_out_member_text (json, "stage", row->stage);
      rg_json_out_member_integer (json, "days_in_stage", row->days);
      rg_json_out_member_integer (json, "days_over", row->days_over);
    }
  rg_json_out_end_object (json);
}

static void
write_json (RgCli *cli, const TodayWish *wish, const GPtrArray *lists)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autofree char *day = rg_date_to_iso (&wish->query.day);

  rg_json_out_begin_object (&json);
  rg_json_out_member_text (&json, "day", day);
  for (guint i = 0; i < lists->len; i++)
    {
      const RgTodayList *list = g_ptr_array_index (lists, i);

      rg_json_out_key (&json, rg_today_part_get_key (list->part));
      rg_json_out_begin_object (&json);
      rg_json_out_member_integer (&json, "n", list->n);
      rg_json_out_key (&json, "rows");
      rg_json_out_begin_array (&json);
      for (guint j = 0; j < list->rows->len; j++)
        write_row (&json, g_ptr_array_index (list->rows, j));
      rg_json_out_end_array (&json);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* --- for people ----------------------------------------------------------- */

static char *
describe (const RgTodayRow *row)
{
  if (row->kind == RG_TODAY_DEAL)
    return g_strdup_printf ("%s · %s", row->title, row->stage);
  if (row->kind != RG_TODAY_BIRTHDAY)
    return g_strdup (row->title);
  if (row->person != NULL && *row->person != '\0')
    return row->age > 0 ? g_strdup_printf (_ ("%s becomes %d"), row->person, row->age)
                        : g_strdup_printf (_ ("Birthday of %s"), row->person);
  return row->age > 0 ? g_strdup_printf (_ ("Becomes %d"), row->age) : g_strdup (_ ("Birthday"));
}

/* (transfer full) (nullable) */
static char *
say_when (const RgTodayRow *row)
{
  if (row->kind == RG_TODAY_DEAL)
    return g_strdup_printf (ngettext ("%u day over", "%u days over", row->days_over), row->days_over);
  return row->time != NULL ? g_strdup_printf ("%s %s", row->day, row->time) : g_strdup (row->day);
}

static void
write_text (RgCli *cli, const GPtrArray *lists)
{
  gboolean any = FALSE;

  for (guint i = 0; i < lists->len; i++)
    {
      const RgTodayList *list = g_ptr_array_index (lists, i);
      g_autoptr (RgTextTable) table = NULL;

      if (list->n == 0)
        continue;
      rg_output_printf (cli->out, "%s%s · %" G_GINT64_FORMAT "\n", any ? "\n" : "",
                        rg_today_part_get_label (list->part), list->n);
      any = TRUE;
      table = rg_text_table_new (cli->out, 6, NULL);
      for (guint j = 0; j < list->rows->len; j++)
        {
          const RgTodayRow *row = g_ptr_array_index (list->rows, j);
          g_autofree char *number =
              row->task_id != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, row->task_id) : NULL;
          g_autofree char *what = describe (row);
          g_autofree char *when = say_when (row);
          const char *cells[] = { number, when, row->name, what, row->phone, row->staff };

          rg_text_table_add (table, cells);
        }
    }
  if (!any)
    rg_output_printf (cli->out, "%s\n", _ ("Nothing to do today."));
}

/* --- words ---------------------------------------------------------------- */

static gboolean
take_wish (RgCli *cli, TodayWish *wish, int *status)
{
  gint64 limit = ROWS;

  rg_today_day (&wish->query.day);
  if (wish->day != NULL && !rg_date_from_iso (wish->day, &wish->query.day))
    {
      *status = rg_cli_misuse (cli, _ ("“%s” is no day. Write it like 2025-01-31."), wish->day);
      return FALSE;
    }
  if (wish->limit != NULL && !rg_cli_number (cli, wish->limit, 0, G_MAXINT32, &limit))
    {
      *status = RG_COMMAND_USAGE;
      return FALSE;
    }
  wish->query.limit = (guint) limit;
  wish->query.staff = wish->staff;
  return TRUE;
}

static int
answer (RgCli *cli, TodayWish *wish)
{
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!take_wish (cli, wish, &status) || !rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  lists = rg_store_read_sync (cli->store, read_parts, &wish->query, cli->cancellable, &error);
  if (lists == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_json (cli, wish, lists);
  else
    write_text (cli, lists);
  return RG_COMMAND_OK;
}

static int
run (RgCli *cli)
{
  TodayWish wish = { .staff = NULL };
  int status;
  const GOptionEntry entries[] = {
    { "staff", 0, 0, G_OPTION_ARG_FILENAME, &wish.staff, N_ ("Only what this person does"), N_ ("NAME") },
    { "day", 0, 0, G_OPTION_ARG_FILENAME, &wish.day, N_ ("Another day"), N_ ("DATE") },
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &wish.limit, N_ ("At most N lines of each part; 0: all"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 0, 0, &status))
    {
      char *staff = wish.staff != NULL ? rg_cli_text (wish.staff) : NULL;

      g_free (wish.staff);
      wish.staff = staff;
      status = answer (cli, &wish);
    }
  g_free (wish.staff);
  g_free (wish.day);
  g_free (wish.limit);
  return status;
}

const RgCliCommand rg_cli_today = {
  .name = "today",
  .summary = N_ ("Whom to call today: overdue, today, soon, stalled deals, new, birthdays, forgotten"),
  .run = run,
};
