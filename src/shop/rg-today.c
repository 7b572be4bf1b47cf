/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "shop/rg-defaults.h"
#include "shop/rg-today-private.h"

#include <glib/gi18n-lib.h>

#define SOON_DAYS 7

#define TASK_COLUMNS                                                                                         \
  "SELECT k.id, k.customer_id, t.name, t.phone, t.wechat, k.title, k.kind, k.due, k.due_time, k.staff,"      \
  " k.priority, s.class, k.repeat"
#define PERSON_COLUMNS(TITLE, DAY)                                                                           \
  "SELECT 0, t.id, t.name, t.phone, t.wechat, " TITLE ", NULL, " DAY ", NULL, t.owner, NULL, s.class, NULL"

#define FORGOTTEN_COLUMNS PERSON_COLUMNS ("NULL", "t.last_contact")

static const char *const keys[RG_N_TODAY_PARTS] = {
  [RG_TODAY_OVERDUE] = "overdue",     [RG_TODAY_NOW] = "today", [RG_TODAY_SOON] = "soon",
  [RG_TODAY_STALLED] = "stalled",     [RG_TODAY_NEW] = "new",   [RG_TODAY_BIRTHDAYS] = "birthdays",
  [RG_TODAY_FORGOTTEN] = "forgotten",
};

const char *
rg_today_part_get_key (RgTodayPart part)
{
  g_return_val_if_fail (part < RG_N_TODAY_PARTS, NULL);
  return keys[part];
}

const char *
rg_today_part_get_label (RgTodayPart part)
{
  static const char *const labels[RG_N_TODAY_PARTS] = {
    [RG_TODAY_OVERDUE] = N_ ("Overdue"),
    [RG_TODAY_NOW] = N_ ("Today"),
    [RG_TODAY_SOON] = N_ ("Next Seven Days"),
    [RG_TODAY_NEW] = N_ ("New Customers"),
    [RG_TODAY_STALLED] = N_ ("Stalled Deals"),
    [RG_TODAY_BIRTHDAYS] = N_ ("Birthdays"),
    [RG_TODAY_FORGOTTEN] = N_ ("No Plan and No Contact"),
  };

  g_return_val_if_fail (part < RG_N_TODAY_PARTS, NULL);
  return _ (labels[part]);
}

void
rg_today_row_free (RgTodayRow *row)
{
  g_free (row->name);
  g_free (row->phone);
  g_free (row->wechat);
  g_free (row->title);
  g_free (row->what);
  g_free (row->day);
  g_free (row->time);
  g_free (row->staff);
  g_free (row->priority);
  g_free (row->class);
  g_free (row->repeat);
  g_free (row->person);
  g_free (row->birthday);
  g_free (row->stage);
  g_free (row);
}

void
rg_today_list_free (RgTodayList *list)
{
  g_clear_pointer (&list->rows, g_ptr_array_unref);
  g_free (list);
}

/**
 * rg_today_day:
 * @day: (out caller-allocates): the day that [func@clock_now] is, in local time
 */
void
rg_today_day (GDate *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rg_clock_now () / 1000);
  int year, month, dom;

  g_date_time_get_ymd (now, &year, &month, &dom);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) dom, (GDateMonth) month, (GDateYear) year);
}

/* --- statements ----------------------------------------------------------- */

char *
rg_today_dup (RgStatement *statement, int column)
{
  return g_strdup (rg_statement_get_text (statement, column));
}

void
rg_today_add_staff (const RgTodayQuery *query, const char *column, GString *sql)
{
  if (query->staff != NULL)
    g_string_append_printf (sql, " AND %s IS ?4", column);
}

void
rg_today_bind_staff (RgStatement *statement, const RgTodayQuery *query)
{
  if (query->staff != NULL)
    rg_statement_bind_text (statement, 3, *query->staff != '\0' ? query->staff : NULL);
}

/* What a part asks: the same condition counts and finds. */
typedef struct
{
  RgRead *read;
  const RgTodayQuery *query;
  const char *from; /* ?1 */
  const char *to;   /* ?2 */
  gint64 number;    /* ?2 instead of @to, when that is NULL */
} Asking;

static RgStatement *
prepare (const Asking *asking, const char *sql, GError **error)
{
  RgStatement *statement = rg_database_prepare (rg_read_get_database (asking->read), sql, error);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, asking->from);
  if (asking->to != NULL)
    rg_statement_bind_text (statement, 1, asking->to);
  else
    rg_statement_bind_integer (statement, 1, asking->number);
  rg_today_bind_staff (statement, asking->query);
  return statement;
}

static gboolean
add_count (const Asking *asking, const char *from, const GString *where, RgTodayList *list, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s", from, where->str);
  g_autoptr (RgStatement) statement = prepare (asking, sql, error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  list->n += rg_statement_get_integer (statement, 0);
  return TRUE;
}

/*< private >
 * rg_today_take_row:
 *
 * Returns: (transfer full): what every statement for rows gives
 */
RgTodayRow *
rg_today_take_row (RgStatement *statement, RgTodayKind kind)
{
  RgTodayRow *row = g_new0 (RgTodayRow, 1);

  row->kind = kind;
  row->task_id = rg_statement_get_integer (statement, RG_TODAY_COLUMN_TASK);
  row->customer_id = rg_statement_get_integer (statement, RG_TODAY_COLUMN_CUSTOMER);
  row->name = rg_today_dup (statement, RG_TODAY_COLUMN_NAME);
  row->phone = rg_today_dup (statement, RG_TODAY_COLUMN_PHONE);
  row->wechat = rg_today_dup (statement, RG_TODAY_COLUMN_WECHAT);
  row->title = rg_today_dup (statement, RG_TODAY_COLUMN_TITLE);
  row->what = rg_today_dup (statement, RG_TODAY_COLUMN_WHAT);
  row->day = rg_today_dup (statement, RG_TODAY_COLUMN_DAY);
  row->time = rg_today_dup (statement, RG_TODAY_COLUMN_TIME);
  row->staff = rg_today_dup (statement, RG_TODAY_COLUMN_STAFF);
  row->priority = rg_today_dup (statement, RG_TODAY_COLUMN_PRIORITY);
  row->class = rg_today_dup (statement, RG_TODAY_COLUMN_CLASS);
  row->repeat = rg_today_dup (statement, RG_TODAY_COLUMN_REPEAT);
  row->age = -1;
  return row;
}

static gboolean
add_rows (const Asking *asking, RgTodayKind kind, const char *sql, RgTodayList *list, GError **error)
{
  g_autoptr (RgStatement) statement = prepare (asking, sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 2, asking->query->limit > 0 ? (gint64) asking->query->limit : -1);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (list->rows, rg_today_take_row (statement, kind));
  return step == RG_STEP_DONE;
}

static void
cut (RgTodayList *list, const RgTodayQuery *query)
{
  if (query->limit > 0 && list->rows->len > query->limit)
    g_ptr_array_set_size (list->rows, (int) query->limit);
}

/* --- tasks and steps ------------------------------------------------------ */

/* Which ones come first is found by as little as says so; only those are read whole.
 * rg_today_read_due() puts them in order. */

static gboolean
add_tasks (const Asking *asking, RgTodayList *list, GError **error)
{
  g_autoptr (GString) where = g_string_new ("k.state = 'open' AND k.due >= ?1 AND k.due <= ?2");
  g_autofree char *sql = NULL;

  rg_today_add_staff (asking->query, "k.staff", where);
  rg_read_hide_open (asking->read, "task", "k", where);
  sql = g_strconcat (TASK_COLUMNS " FROM (SELECT k.id AS id FROM task k"
                                  " LEFT JOIN standing s ON s.customer_id = k.customer_id WHERE ",
                     where->str,
                     " ORDER BY k.due, k.due_time IS NULL, k.due_time,"
                     " CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END,"
                     " s.class IS NULL, s.class, k.id LIMIT ?3) f"
                     " CROSS JOIN task k ON k.id = f.id LEFT JOIN customer t ON t.id = k.customer_id"
                     " LEFT JOIN standing s ON s.customer_id = k.customer_id",
                     NULL);
  return add_count (asking, "task k", where, list, error) &&
         add_rows (asking, RG_TODAY_TASK, sql, list, error);
}

static gboolean
add_steps (const Asking *asking, RgTodayList *list, GError **error)
{
  g_autoptr (GString) where = g_string_new ("t.next_date >= ?1 AND t.next_date <= ?2");
  g_autofree char *sql = NULL;

  rg_today_add_staff (asking->query, "t.owner", where);
  rg_read_hide_open (asking->read, "customer", "t", where);
  sql = g_strconcat (PERSON_COLUMNS ("t.next_what", "t.next_date"),
                     " FROM (SELECT t.id AS id FROM customer t"
                     " LEFT JOIN standing s ON s.customer_id = t.id WHERE ",
                     where->str,
                     " ORDER BY t.next_date, s.class IS NULL, s.class, t.id LIMIT ?3) f"
                     " CROSS JOIN customer t ON t.id = f.id LEFT JOIN standing s ON s.customer_id = t.id",
                     NULL);
  return add_count (asking, "customer t", where, list, error) &&
         add_rows (asking, RG_TODAY_STEP, sql, list, error);
}

static int
rank (const char *priority)
{
  return g_strcmp0 (priority, "high") == 0 ? 0 : g_strcmp0 (priority, "low") == 0 ? 2 : 1;
}

/* As the statements order them; a step has no time and is as urgent as most. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const RgTodayRow *one = *(const RgTodayRow *const *) a;
  const RgTodayRow *other = *(const RgTodayRow *const *) b;
  int order = g_strcmp0 (one->day, other->day);

  if (order == 0 && (one->time == NULL) != (other->time == NULL))
    order = one->time == NULL ? 1 : -1;
  if (order == 0)
    order = g_strcmp0 (one->time, other->time);
  if (order == 0)
    order = rank (one->priority) - rank (other->priority);
  if (order == 0)
    order = g_strcmp0 (one->class != NULL ? one->class : "~", other->class != NULL ? other->class : "~");
  if (order == 0)
    order = (int) one->kind - (int) other->kind;
  if (order == 0 && one->task_id != other->task_id)
    order = one->task_id < other->task_id ? -1 : 1;
  if (order == 0 && one->customer_id != other->customer_id)
    order = one->customer_id < other->customer_id ? -1 : 1;
  return order;
}

/*< private >
 * rg_today_read_due:
 *
 * Adds the tasks and steps of some days to the list, in its order.
 */
gboolean
rg_today_read_due (RgRead *read,
                   const RgTodayQuery *query,
                   const char *from,
                   const char *to,
                   RgTodayList *list,
                   GError **error)
{
  Asking asking = { .read = read, .query = query, .from = from, .to = to };

  if (!add_tasks (&asking, list, error) || !add_steps (&asking, list, error))
    return FALSE;
  g_ptr_array_sort (list->rows, compare_rows);
  cut (list, query);
  return TRUE;
}

static gboolean
read_due (RgRead *read, const RgTodayQuery *query, int from, int to, RgTodayList *list, GError **error)
{
  GDate first = query->day, last = query->day;
  g_autofree char *from_day = NULL, *to_day = NULL;

  g_date_add_days (&first, (guint) MAX (from, 0));
  if (to < 0)
    g_date_subtract_days (&last, (guint) -to);
  else
    g_date_add_days (&last, (guint) to);
  from_day = from < 0 ? g_strdup ("0000") : rg_date_to_iso (&first);
  to_day = rg_date_to_iso (&last);
  return rg_today_read_due (read, query, from_day, to_day, list, error);
}

/* --- people --------------------------------------------------------------- */

static gint64
midnight (const GDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

/* So long, and longer, before its last row an import may have begun. */
#define IMPORT_MS "86400000"

/* Whom an import brought is not new: nobody walked in. The rows of a long one are
 * ranges, those of a short one lines of their own. */
static gboolean
leave_out_imported (RgRead *read, gint64 since, GString *where, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT b.first, b.last FROM operation o JOIN journal_bulk b ON b.op = o.id"
                           " WHERE o.origin = 'import' AND o.at >= ?1 - " IMPORT_MS
                           " AND b.tbl = 'customer' AND b.kind = 'insert' ORDER BY b.first",
                           error);
  gint64 first = 0, last = -1;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, since);
  do
    {
      gint64 next = 0;

      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW)
        next = rg_statement_get_integer (statement, 0);
      if (step == RG_STEP_DONE || next != last + 1)
        {
          if (last >= first)
            g_string_append_printf (
                where, " AND NOT (t.id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT ")", first, last);
          first = next;
        }
      if (step == RG_STEP_ROW)
        last = rg_statement_get_integer (statement, 1);
    }
  while (step == RG_STEP_ROW);
  g_string_append (where,
                   " AND t.id NOT IN (SELECT j.row_id FROM operation o CROSS JOIN journal j ON j.op = o.id"
                   " WHERE o.origin = 'import' AND o.at >= ?2 - " IMPORT_MS
                   " AND j.tbl = 'customer' AND j.kind = 'insert')");
  return TRUE;
}

/* Both indexes together say without reading a row who was spoken to by nobody. While
 * a small shop is filled it does without indexes. */
static gboolean
add_silent (RgRead *read, GString *where, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read),
      "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'customer_last_contact'", error);
  RgStep step = statement != NULL ? rg_statement_step (statement, error) : RG_STEP_ERROR;

  g_string_append (where, step == RG_STEP_ROW
                              ? " AND EXISTS (SELECT 1 FROM customer n INDEXED BY customer_last_contact"
                                " WHERE n.last_contact IS NULL AND n.id = t.id)"
                              : " AND t.last_contact IS NULL");
  return step != RG_STEP_ERROR;
}

static gboolean
read_new (RgRead *read, const RgTodayQuery *query, RgTodayList *list, GError **error)
{
  g_autoptr (GString) where = g_string_new ("?1 IS NOT NULL AND t.created_at >= ?2");
  GDate since = query->day;
  Asking asking = { .read = read, .query = query, .from = "" };
  g_autofree char *sql = NULL;

  g_date_subtract_days (&since, SOON_DAYS - 1);
  asking.number = midnight (&since);
  rg_today_add_staff (query, "t.owner", where);
  rg_read_hide_open (read, "customer", "t", where);
  if (!add_silent (read, where, error) || !leave_out_imported (read, asking.number, where, error))
    return FALSE;
  sql = g_strconcat (
      PERSON_COLUMNS (
          "NULL", "date (t.created_at / 1000, 'unixepoch', 'localtime')") " FROM customer t LEFT JOIN "
                                                                          "standing s ON s.customer_id = t.id"
                                                                          " WHERE ",
      where->str, " ORDER BY t.created_at DESC, t.id DESC LIMIT ?3", NULL);
  return add_count (&asking, "customer t", where, list, error) &&
         add_rows (&asking, RG_TODAY_PERSON, sql, list, error);
}

/* Spoken to long ago, or never since they were added: an index for each. */
static const char *const forgotten[] = {
  "t.last_contact < ?1 AND ?2 IS NOT NULL",
  "t.last_contact IS NULL AND t.created_at < ?2 AND ?1 IS NOT NULL",
};

/* (transfer full) */
static GString *
forgotten_where (RgRead *read, const RgTodayQuery *query, const char *since)
{
  GString *where = g_string_new (NULL);

  g_string_printf (where,
                   "t.next_date IS NULL AND (%s) AND t.id NOT IN (SELECT k.customer_id FROM task k"
                   " WHERE k.state = 'open' AND k.customer_id IS NOT NULL)",
                   since);
  rg_today_add_staff (query, "t.owner", where);
  rg_read_hide_open (read, "customer", "t", where);
  return where;
}

/* Those of a class, the best first. */
static gboolean
add_best (const Asking *asking, RgTodayList *list, GError **error)
{
  g_autofree char *either = g_strdup_printf ("(%s) OR (%s)", forgotten[0], forgotten[1]);
  g_autoptr (GString) where = forgotten_where (asking->read, asking->query, either);
  g_autofree char *sql =
      g_strconcat (FORGOTTEN_COLUMNS " FROM standing s CROSS JOIN customer t ON t.id = s.customer_id"
                                     " WHERE s.class IS NOT NULL AND ",
                   where->str, " ORDER BY s.class, s.score DESC, s.customer_id LIMIT ?3", NULL);

  return add_rows (asking, RG_TODAY_PERSON, sql, list, error);
}

/* Those of no class, who never bought and were never spoken to. */
static gboolean
add_others (const Asking *asking, const GString *where, RgTodayList *list, GError **error)
{
  g_autofree char *sql =
      g_strconcat (FORGOTTEN_COLUMNS " FROM customer t LEFT JOIN standing s ON s.customer_id = t.id"
                                     " WHERE s.class IS NULL AND ",
                   where->str, " ORDER BY t.last_contact DESC, t.created_at DESC LIMIT ?3", NULL);

  return add_rows (asking, RG_TODAY_PERSON, sql, list, error);
}

static gboolean
read_forgotten (RgRead *read, const RgTodayQuery *query, RgTodayList *list, GError **error)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, error);
  Asking asking = { .read = read, .query = query };
  GDate since = query->day;
  g_autofree char *day = NULL;

  if (defaults == NULL)
    return FALSE;
  g_date_subtract_days (&since, (guint) rg_defaults_get (defaults, "forgotten"));
  day = rg_date_to_iso (&since);
  asking.from = day;
  asking.number = midnight (&since);
  if (!add_best (&asking, list, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forgotten); i++)
    {
      g_autoptr (GString) where = forgotten_where (read, query, forgotten[i]);

      if (!add_count (&asking, "customer t", where, list, error))
        return FALSE;
      if ((query->limit == 0 || list->rows->len < query->limit) && !add_others (&asking, where, list, error))
        return FALSE;
    }
  cut (list, query);
  return TRUE;
}

/**
 * rg_today_read:
 * @read: a read transaction
 * @part: which part of the day's page
 * @query: of which day, whose, and how many rows
 * @error: return location for an error
 *
 * Returns: (transfer full): how many there are, and the first of them; %NULL and
 *   @error also when cancelled
 */
RgTodayList *
rg_today_read (RgRead *read, RgTodayPart part, const RgTodayQuery *query, GError **error)
{
  g_autoptr (RgTodayList) list = g_new0 (RgTodayList, 1);
  gboolean good = FALSE;

  list->part = part;
  list->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
  switch (part)
    {
    case RG_TODAY_OVERDUE:
      good = read_due (read, query, -1, -1, list, error);
      break;
    case RG_TODAY_NOW:
      good = read_due (read, query, 0, 0, list, error);
      break;
    case RG_TODAY_SOON:
      good = read_due (read, query, 1, SOON_DAYS, list, error);
      break;
    case RG_TODAY_STALLED:
      good = rg_today_read_stalled (read, query, list, error);
      break;
    case RG_TODAY_NEW:
      good = read_new (read, query, list, error);
      break;
    case RG_TODAY_BIRTHDAYS:
      good = rg_today_read_birthdays (read, query, SOON_DAYS, list, error);
      break;
    case RG_TODAY_FORGOTTEN:
      good = read_forgotten (read, query, list, error);
      break;
    case RG_N_TODAY_PARTS:
    default:
      g_return_val_if_reached (NULL);
    }
  return good ? g_steal_pointer (&list) : NULL;
}
