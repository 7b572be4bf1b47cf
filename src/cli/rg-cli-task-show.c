/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "cli/rg-cli-task.h"
#include "shop/rg-measures.h"
#include "shop/rg-repeat.h"
#include "shop/rg-task-find.h"
#include "shop/rg-task.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Tasks and what came of them, for programs and for people. */

typedef struct
{
  RgTaskFilter filter;
  gint64 id;         /* 0: by @filter */
  GPtrArray *rows;   /* (element-type RgRow) */
  GPtrArray *people; /* (element-type utf8) (nullable): the customers' names */
} Tasks;

static void
tasks_clear (Tasks *tasks)
{
  g_clear_pointer (&tasks->rows, g_ptr_array_unref);
  g_clear_pointer (&tasks->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tasks, tasks_clear)

/* --- reading -------------------------------------------------------------- */

static gint64
customer_of (const RgRow *row)
{
  return rg_value_get_integer (
      rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "customer_id")));
}

static gboolean
read_people (RgRead *read, Tasks *tasks, GError **error)
{
  for (guint i = 0; i < tasks->rows->len; i++)
    {
      g_autoptr (RgStatement) statement =
          rg_database_prepare (rg_read_get_database (read), "SELECT name FROM customer WHERE id = ?1", error);
      RgStep step;

      if (statement == NULL)
        return FALSE;
      rg_statement_bind_integer (statement, 0, customer_of (g_ptr_array_index (tasks->rows, i)));
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      g_ptr_array_add (tasks->people,
                       step == RG_STEP_ROW ? g_strdup (rg_statement_get_text (statement, 0)) : NULL);
    }
  return TRUE;
}

static gpointer
read_tasks (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Tasks *tasks = data;
  RgRow *one;

  tasks->people = g_ptr_array_new_with_free_func (g_free);
  if (tasks->id == 0)
    {
      tasks->rows = rg_task_find (read, &tasks->filter, cancellable, error);
      return tasks->rows != NULL && read_people (read, tasks, error) ? tasks : NULL;
    }
  one = rg_task_read (read, tasks->id, error);
  if (one == NULL)
    return NULL;
  tasks->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_ptr_array_add (tasks->rows, one);
  return read_people (read, tasks, error) ? tasks : NULL;
}

/* --- writing -------------------------------------------------------------- */

/* The object is left open for more. */
static void
write_json (RgJsonOut *json, const Tasks *tasks, guint place)
{
  RgRow *row = g_ptr_array_index (tasks->rows, place);
  const RgEntity *entity = rg_row_get_entity (row);

  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", rg_row_get_id (row));
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      rg_json_out_field_key (json, field);
      rg_json_out_value (json, field, rg_row_get (row, field));
      if (g_str_equal (field->key, "customer_id"))
        rg_json_out_member_text (json, "customer", g_ptr_array_index (tasks->people, place));
    }
}

static char *
describe_repeat (const RgRow *row)
{
  const char *text = rg_row_get_text (row, "repeat");
  RgRepeat repeat;

  return text != NULL && rg_repeat_parse (text, &repeat, NULL) ? rg_repeat_describe (&repeat)
                                                               : g_strdup (text);
}

static char *
say (RgRow *row, const char *key)
{
  return rg_row_format (row, rg_entity_find_field (rg_row_get_entity (row), key), RG_FORMAT_DISPLAY);
}

static void
write_text (RgOutput *output, const Tasks *tasks)
{
  const char *headings[] = { _ ("No."),      _ ("Due"),    _ ("What"),
                             _ ("Customer"), _ ("Staff"),  _ ("Priority"),
                             _ ("State"),    _ ("Repeat"), NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (output, 8, headings);

  rg_text_table_align_right (columns, 0);
  for (guint i = 0; i < tasks->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (tasks->rows, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (row));
      const char *due = rg_row_get_text (row, "due"), *time = rg_row_get_text (row, "due_time");
      g_autofree char *when = time != NULL ? g_strdup_printf ("%s %s", due, time) : g_strdup (due);
      g_autofree char *priority = say (row, "priority");
      g_autofree char *state = say (row, "state");
      g_autofree char *repeat = describe_repeat (row);
      const char *cells[] = { number,
                              when,
                              rg_row_get_text (row, "title"),
                              g_ptr_array_index (tasks->people, i),
                              rg_row_get_text (row, "staff"),
                              priority,
                              state,
                              repeat };

      rg_text_table_add (columns, cells);
    }
}

/*< private >
 * rg_cli_task_list:
 *
 * Returns: the status
 */
int
rg_cli_task_list (const RgTaskSaid *said)
{
  RgCli *cli = said->cli;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_auto (Tasks) tasks = { .filter = { "open", said->staff, 0, said->from, said->to, 0, said->search } };
  gint64 limit = 0;
  int status;

  if (said->state != NULL)
    tasks.filter.state = g_str_equal (said->state, "all") ? NULL : said->state;
  if (tasks.filter.state != NULL &&
      !g_strv_contains ((const char *const[]) { "open", "done", "dropped", NULL }, tasks.filter.state))
    return rg_cli_misuse (cli, _ ("“%s” is none of open, done, dropped, all."), said->state);
  if ((said->limit != NULL && !rg_cli_number (cli, said->limit, 0, G_MAXINT32, &limit)) ||
      (said->customer != NULL &&
       !rg_cli_number (cli, said->customer, 1, G_MAXUINT32, &tasks.filter.customer_id)))
    return RG_COMMAND_USAGE;
  tasks.filter.limit = (guint) limit;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (said->search != NULL && !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  if (rg_store_read_sync (cli->store, read_tasks, &tasks, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      write_text (cli->out, &tasks);
      return RG_COMMAND_OK;
    }
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < tasks.rows->len; i++)
    {
      write_json (&json, &tasks, i);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

/*< private >
 * rg_cli_task_tell:
 *
 * Returns: the status
 */
int
rg_cli_task_tell (RgCli *cli, gint64 id, const gint64 *next)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_auto (Tasks) tasks = { .id = id };

  if (rg_store_read_sync (cli->store, read_tasks, &tasks, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      write_text (cli->out, &tasks);
      if (next != NULL && *next != 0)
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, *next);

          rg_output_printf (cli->out, _ ("Next time: task %s"), number);
          rg_output_put (cli->out, "\n");
        }
      return RG_COMMAND_OK;
    }
  write_json (&json, &tasks, 0);
  if (next != NULL)
    rg_json_out_member_number (&json, "next_id", *next, *next != 0);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

int
rg_cli_task_show (const RgTaskSaid *said)
{
  gint64 id;
  int status;

  if (!rg_cli_number (said->cli, said->args[1], 1, G_MAXUINT32, &id))
    return RG_COMMAND_USAGE;
  return rg_cli_open (said->cli, RG_CLI_READ, &status) ? rg_cli_task_tell (said->cli, id, NULL) : status;
}

/* --- measures ------------------------------------------------------------- */

static const char *const groups[] = { "all", "staff", "class", NULL };

static gpointer
read_measures (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_measures_read (read, data, error);
}

/* Four digits; NULL is no rate. */
static void
write_rate (RgJsonOut *json, const char *key, gint64 part, gint64 whole)
{
  rg_json_out_key (json, key);
  if (whole > 0)
    rg_json_out_real (json, round ((double) part / (double) whole * 10000) / 10000);
  else
    rg_json_out_null (json);
}

static void
write_measures_json (RgCli *cli, const RgMeasureQuery *query, const GPtrArray *lines)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autofree char *day = rg_date_to_iso (&query->day);

  rg_json_out_begin_object (&json);
  rg_json_out_member_text (&json, "day", day);
  rg_json_out_member_integer (&json, "days", query->days);
  rg_json_out_member_text (&json, "by", groups[query->by]);
  rg_json_out_key (&json, "lines");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < lines->len; i++)
    {
      const RgMeasure *line = g_ptr_array_index (lines, i);

      rg_json_out_begin_object (&json);
      rg_json_out_member_text (&json, "who", line->who);
      rg_json_out_member_integer (&json, "due", line->n_due);
      rg_json_out_member_integer (&json, "in_time", line->n_in_time);
      rg_json_out_member_integer (&json, "late", line->n_late);
      rg_json_out_member_integer (&json, "missed", line->n_missed);
      write_rate (&json, "in_time_rate", line->n_in_time, line->n_in_time + line->n_late + line->n_missed);
      rg_json_out_member_integer (&json, "customers", line->n_customers);
      rg_json_out_member_integer (&json, "reached", line->n_reached);
      write_rate (&json, "reached_rate", line->n_reached, line->n_customers);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static char *
say_rate (gint64 part, gint64 whole)
{
  return whole > 0 ? g_strdup_printf ("%.1f%%", (double) part / (double) whole * 100) : g_strdup ("–");
}

static void
write_measures_text (RgCli *cli, const RgMeasureQuery *query, const GPtrArray *lines)
{
  const char *headings[] = { query->by == RG_MEASURE_STAFF   ? _ ("Staff")
                             : query->by == RG_MEASURE_CLASS ? _ ("Class")
                                                             : "",
                             _ ("Due"),
                             _ ("In time"),
                             _ ("Late"),
                             _ ("Missed"),
                             "",
                             _ ("Customers"),
                             _ ("Reached"),
                             "",
                             NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (cli->out, 9, headings);

  for (guint i = 1; i < 9; i++)
    rg_text_table_align_right (columns, i);
  for (guint i = 0; i < lines->len; i++)
    {
      const RgMeasure *line = g_ptr_array_index (lines, i);
      const gint64 numbers[] = { line->n_due,    line->n_in_time,   line->n_late,
                                 line->n_missed, line->n_customers, line->n_reached };
      g_autofree char *in_time = say_rate (line->n_in_time, line->n_in_time + line->n_late + line->n_missed);
      g_autofree char *reached = say_rate (line->n_reached, line->n_customers);
      char texts[G_N_ELEMENTS (numbers)][24];
      const char *cells[] = { line->who, texts[0], texts[1], texts[2], texts[3],
                              in_time,   texts[4], texts[5], reached };

      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        g_snprintf (texts[j], sizeof texts[j], "%" G_GINT64_FORMAT, numbers[j]);
      if (line->who == NULL && query->by != RG_MEASURE_ALL)
        cells[0] = query->by == RG_MEASURE_STAFF ? _ ("nobody") : _ ("no class");
      rg_text_table_add (columns, cells);
    }
}

/*< private >
 * rg_cli_task_stats:
 *
 * Returns: the status
 */
int
rg_cli_task_stats (const RgTaskSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  RgMeasureQuery query = { .by = RG_MEASURE_ALL };
  gint64 days = 90;
  int status;

  rg_today_day (&query.day);
  if (said->days != NULL && !rg_cli_number (cli, said->days, 1, 36500, &days))
    return RG_COMMAND_USAGE;
  if (said->by != NULL && !g_strv_contains (groups, said->by))
    return rg_cli_misuse (cli, _ ("“%s” is none of all, staff, class."), said->by);
  for (guint i = 0; said->by != NULL && groups[i] != NULL; i++)
    if (g_str_equal (groups[i], said->by))
      query.by = (RgMeasureBy) i;
  if (said->to != NULL)
    rg_date_from_iso (said->to, &query.day);
  query.days = (guint) days;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  lines = rg_store_read_sync (cli->store, read_measures, &query, cli->cancellable, &error);
  if (lines == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    write_measures_json (cli, &query, lines);
  else
    write_measures_text (cli, &query, lines);
  return RG_COMMAND_OK;
}
