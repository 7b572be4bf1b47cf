/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-today-private.h"

/* What was done in a day. */

static gint64
midnight (const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

/* Entries by which somebody was spoken to, and tasks that left none or only a
 * note. */
static char *
make_sql (RgRead *read, const RgTodayQuery *query)
{
  g_autoptr (GString) events = g_string_new ("e.at >= ?1 AND e.at < ?2 AND e.kind NOT IN ('note', 'form')");
  g_autoptr (GString) tasks = g_string_new ("k.state = 'done' AND k.done_at >= ?1 AND k.done_at < ?2"
                                            " AND (k.event_id IS NULL OR EXISTS (SELECT 1 FROM event e"
                                            " WHERE e.id = k.event_id AND e.kind IN ('note', 'form')))");

  rg_today_add_staff (query, "e.staff", events);
  rg_today_add_staff (query, "k.staff", tasks);
  rg_read_hide_open (read, "event", "e", events);
  rg_read_hide_open (read, "task", "k", tasks);
  return g_strdup_printf ("SELECT (SELECT count (*) FROM event e WHERE %s)"
                          " + (SELECT count (*) FROM task k WHERE %s)",
                          events->str, tasks->str);
}

/**
 * rg_today_read_done:
 * @read: a read transaction
 * @query: of which day, and whose
 * @n: (out): how many calls, visits and tasks
 * @error: return location for an error
 *
 * Counts what was done in a day.
 *
 * Returns: %FALSE and @error when it cannot be read
 */
gboolean
rg_today_read_done (RgRead *read, const RgTodayQuery *query, gint64 *n, GError **error)
{
  g_autofree char *sql = make_sql (read, query);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  GDate next = query->day;

  if (statement == NULL)
    return FALSE;
  g_date_add_days (&next, 1);
  rg_statement_bind_integer (statement, 0, midnight (&query->day));
  rg_statement_bind_integer (statement, 1, midnight (&next));
  rg_today_bind_staff (statement, query);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = rg_statement_get_integer (statement, 0);
  return TRUE;
}
