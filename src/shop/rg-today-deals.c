/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-today-private.h"

#include <math.h>

#define MS_A_DAY G_GINT64_CONSTANT (86400000)

/* Deals that are too long in their stage. The index deal_since has all that says so, and
 * in a stage those that wait for longest first: of each stage only as many are looked at
 * as are shown. */

#define LIMIT_MS "CAST (g.days * 86400000 AS INTEGER)"
#define WORST_FIRST " ORDER BY d.stage_since + " LIMIT_MS ", d.id"

enum
{
  COLUMN_DEAL = RG_TODAY_N_COLUMNS,
  COLUMN_STAGE,
  COLUMN_SINCE,
  COLUMN_AT_MOST,
};

/* The moment on the query's day. */
static gint64
now_on (const RgTodayQuery *query)
{
  GDate today;

  rg_today_day (&today);
  return rg_clock_now () + (g_date_get_julian (&query->day) - (gint64) g_date_get_julian (&today)) * MS_A_DAY;
}

/* Those of stage "g", as @alias. (transfer full) */
static GString *
stalled (RgRead *read, const RgTodayQuery *query, const char *alias)
{
  GString *where = g_string_new (NULL);
  g_autofree char *owner = g_strconcat (alias, ".owner", NULL);

  g_string_printf (where, "%s.stage_id = g.id AND %s.state = 'open' AND %s.stage_since < ?1 - " LIMIT_MS,
                   alias, alias, alias);
  rg_today_add_staff (query, owner, where);
  rg_read_hide_open (read, "deal", alias, where);
  return where;
}

static gboolean
count (RgRead *read, const RgTodayQuery *query, gint64 *n, GError **error)
{
  g_autoptr (GString) where = stalled (read, query, "d");
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM stage g CROSS JOIN deal d ON ", where->str,
                                      " WHERE g.days > 0", NULL);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, now_on (query));
  rg_today_bind_staff (statement, query);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = rg_statement_get_integer (statement, 0);
  return TRUE;
}

static RgTodayRow *
take_row (RgStatement *statement, gint64 now)
{
  RgTodayRow *row = rg_today_take_row (statement, RG_TODAY_DEAL);
  double days = (double) (now - rg_statement_get_integer (statement, COLUMN_SINCE)) / (double) MS_A_DAY;

  row->deal_id = rg_statement_get_integer (statement, COLUMN_DEAL);
  row->stage = rg_today_dup (statement, COLUMN_STAGE);
  row->days = (guint) days;
  row->days_over = (guint) ceil (days - rg_statement_get_real (statement, COLUMN_AT_MOST));
  return row;
}

/*< private >
 * rg_today_read_stalled:
 *
 * Open deals that are longer in their stage than they may be, the worst first.
 */
gboolean
rg_today_read_stalled (RgRead *read, const RgTodayQuery *query, RgTodayList *list, GError **error)
{
  g_autoptr (GString) where = stalled (read, query, "x");
  g_autofree char *sql = g_strconcat (
      "SELECT 0, d.customer_id, t.name, t.phone, t.wechat, d.title, NULL,"
      " date (d.stage_since / 1000, 'unixepoch', 'localtime'), NULL, d.owner, NULL, s.class, NULL,"
      " d.id, g.name, d.stage_since, g.days FROM stage g CROSS JOIN deal d ON d.id IN"
      " (SELECT x.id FROM deal x WHERE ",
      where->str,
      " ORDER BY x.stage_since, x.id LIMIT ?3) LEFT JOIN customer t ON t.id = d.customer_id"
      " LEFT JOIN standing s ON s.customer_id = d.customer_id WHERE g.days > 0" WORST_FIRST " LIMIT ?3",
      NULL);
  g_autoptr (RgStatement) statement = NULL;
  gint64 now = now_on (query);
  RgStep step;

  if (!count (read, query, &list->n, error))
    return FALSE;
  statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, now);
  rg_statement_bind_integer (statement, 2, query->limit > 0 ? (gint64) query->limit : -1);
  rg_today_bind_staff (statement, query);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (list->rows, take_row (statement, now));
  return step == RG_STEP_DONE;
}
