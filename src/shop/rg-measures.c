/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-measures.h"

#include "catalog/rg-date.h"
#include "shop/rg-defaults.h"

#include <string.h>

/* Three questions, each grouped the same way; their answers meet by name. */

typedef struct
{
  RgRead *read;
  const RgMeasureQuery *query;
  char *first; /* ISO days */
  char *last;
  gint64 since; /* UTC milliseconds */
  gint64 until;
  GPtrArray *lines;
} Measuring;

static void
measure_free (gpointer data)
{
  RgMeasure *measure = data;

  g_free (measure->who);
  g_free (measure);
}

static RgMeasure *
line_for (Measuring *measuring, const char *who)
{
  RgMeasure *line;

  for (guint i = 0; i < measuring->lines->len; i++)
    {
      line = g_ptr_array_index (measuring->lines, i);
      if (g_strcmp0 (line->who, who) == 0)
        return line;
    }
  line = g_new0 (RgMeasure, 1);
  line->who = g_strdup (who);
  g_ptr_array_add (measuring->lines, line);
  return line;
}

/**
 * rg_measures_append_effective:
 * @read: a read transaction
 * @alias: of the table event
 * @sql: what is appended to
 *
 * Appends whether an event is an effective contact.
 */
void
rg_measures_append_effective (RgRead *read, const char *alias, GString *sql)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, NULL);
  g_autoptr (RgDefaults) shipped = defaults == NULL ? rg_defaults_new () : NULL;
  const RgDefaults *numbers = defaults != NULL ? defaults : shipped;
  const char *const *kinds = rg_defaults_get_effective_kinds (numbers);

  g_string_append_printf (sql, "(%s.kind IN (", alias);
  for (guint i = 0; kinds[i] != NULL; i++)
    g_string_append_printf (sql, "%s'%s'", i > 0 ? ", " : "", kinds[i]);
  g_string_append_printf (
      sql, ") AND (%s.outcome IS NOT NULL OR length (trim (ifnull (%s.text, ''))) >= %" G_GINT64_FORMAT "))",
      alias, alias, rg_defaults_get (numbers, "effective_chars"));
}

/* --- questions ------------------------------------------------------------ */

static const char *
group_of (const Measuring *measuring, const char *staff)
{
  switch (measuring->query->by)
    {
    case RG_MEASURE_STAFF:
      return staff;
    case RG_MEASURE_CLASS:
      return "s.class";
    case RG_MEASURE_ALL:
    default:
      return "NULL";
    }
}

static RgStatement *
prepare (const Measuring *measuring, const GString *sql, GError **error)
{
  return rg_database_prepare (rg_read_get_database (measuring->read), sql->str, error);
}

static gboolean
read_tasks (Measuring *measuring, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (
      sql,
      "SELECT %s, count (*),"
      " sum (k.state = 'done' AND date (k.done_at / 1000, 'unixepoch', 'localtime') <= k.first_due),"
      " sum (k.state = 'done' AND date (k.done_at / 1000, 'unixepoch', 'localtime') > k.first_due),"
      " sum (k.state = 'open' AND k.first_due < ?2)"
      " FROM task k LEFT JOIN standing s ON s.customer_id = k.customer_id"
      " WHERE k.first_due BETWEEN ?1 AND ?2 AND k.state <> 'dropped'",
      group_of (measuring, "k.staff"));
  rg_read_hide_open (measuring->read, "task", "k", sql);
  g_string_append (sql, " GROUP BY 1");
  statement = prepare (measuring, sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, measuring->first);
  rg_statement_bind_text (statement, 1, measuring->last);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgMeasure *line = line_for (measuring, rg_statement_get_text (statement, 0));

      line->n_due = rg_statement_get_integer (statement, 1);
      line->n_in_time = rg_statement_get_integer (statement, 2);
      line->n_late = rg_statement_get_integer (statement, 3);
      line->n_missed = rg_statement_get_integer (statement, 4);
    }
  return step == RG_STEP_DONE;
}

/* @statement gives a group and a number, which goes to @offset of its line. */
static gboolean
take_numbers (Measuring *measuring, RgStatement *statement, gsize offset, GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgMeasure *line = line_for (measuring, rg_statement_get_text (statement, 0));

      G_STRUCT_MEMBER (gint64, line, offset) = rg_statement_get_integer (statement, 1);
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_customers (Measuring *measuring, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (
      sql, "SELECT %s, count (*) FROM customer t LEFT JOIN standing s ON s.customer_id = t.id WHERE 1",
      group_of (measuring, "t.owner"));
  rg_read_hide_open (measuring->read, "customer", "t", sql);
  g_string_append (sql, " GROUP BY 1");
  statement = prepare (measuring, sql, error);
  return statement != NULL &&
         take_numbers (measuring, statement, G_STRUCT_OFFSET (RgMeasure, n_customers), error);
}

static gboolean
read_reached (Measuring *measuring, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (sql,
                   "SELECT %s, count (*) FROM (SELECT DISTINCT e.customer_id AS id FROM event e"
                   " WHERE e.at >= ?1 AND e.at < ?2 AND ",
                   group_of (measuring, "t.owner"));
  rg_measures_append_effective (measuring->read, "e", sql);
  rg_read_hide_open (measuring->read, "event", "e", sql);
  g_string_append (sql,
                   ") r JOIN customer t ON t.id = r.id LEFT JOIN standing s ON s.customer_id = t.id WHERE 1");
  rg_read_hide_open (measuring->read, "customer", "t", sql);
  g_string_append (sql, " GROUP BY 1");
  statement = prepare (measuring, sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, measuring->since);
  rg_statement_bind_integer (statement, 1, measuring->until);
  return take_numbers (measuring, statement, G_STRUCT_OFFSET (RgMeasure, n_reached), error);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const RgMeasure *one = *(const RgMeasure *const *) a;
  const RgMeasure *other = *(const RgMeasure *const *) b;

  if ((one->who == NULL) != (other->who == NULL))
    return one->who == NULL ? 1 : -1;
  return g_strcmp0 (one->who, other->who);
}

static gint64
midnight (const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

/**
 * rg_measures_read:
 * @read: a read transaction
 * @query: which period, and what the lines are
 * @error: return location for an error
 *
 * Returns: (element-type RgMeasure) (transfer full): the lines; of everything
 *   exactly one
 */
GPtrArray *
rg_measures_read (RgRead *read, const RgMeasureQuery *query, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (measure_free);
  Measuring measuring = { .read = read, .query = query, .lines = lines };
  GDate first = query->day, next = query->day;
  g_autofree char *first_day = NULL, *last_day = NULL;

  g_date_subtract_days (&first, MAX (query->days, 1) - 1);
  measuring.first = first_day = rg_date_to_iso (&first);
  measuring.last = last_day = rg_date_to_iso (&query->day);
  g_date_add_days (&next, 1);
  measuring.since = midnight (&first);
  measuring.until = midnight (&next);
  if (!read_tasks (&measuring, error) || !read_customers (&measuring, error) ||
      !read_reached (&measuring, error))
    return NULL;
  if (query->by == RG_MEASURE_ALL)
    line_for (&measuring, NULL);
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}
