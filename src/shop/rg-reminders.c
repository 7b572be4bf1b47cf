/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-reminders.h"

#include "catalog/rg-date.h"
#include "shop/rg-defaults.h"
#include "shop/rg-today-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIME_KEY "remind_at"

/* Later than this a reminder was missed. */
#define MISSED_MINUTES 10
/* Birthdays of so many days are made up for. */
#define BIRTHDAY_DAYS 7
/* What was reminded of is kept for so many days on which the shop was open, which
 * no leap of a clock makes fewer. */
#define KEPT_DAYS 400

/* Lines of "reminded" about a day: row 0, that its summary came; row 1, that the
 * shop was open. What is meant for days before the first of those was never to be
 * reminded of. */
#define DAY_SUMMARY 0
#define DAY_OPEN 1

#define TASK_KEY "k.due"
#define TIMED_KEY "k.due || ' ' || k.due_time"
#define STEP_KEY "t.next_date"
#define NOT_YET(what, id, key)                                                                               \
  " AND NOT EXISTS (SELECT 1 FROM reminded r WHERE r.what = '" what "' AND r.row_id = " id                   \
  " AND r.due = " key ")"

/* What comes due: ?1 the first day, ?2 today, ?3 the time now. */
typedef struct
{
  const char *table;
  const char *alias;
  const char *what;
  const char *id;
  const char *key;
  const char *where;
  const char *columns; /* of a row, as read_row() takes them */
  const char *order;
  RgTodayKind kind;
} Source;

#define TASK_COLUMNS                                                                                         \
  "SELECT k.id, k.customer_id, t.name, t.phone, k.title, k.kind, k.due, k.due_time, k.staff"                 \
  " FROM task k LEFT JOIN customer t ON t.id = k.customer_id WHERE "

static const Source timed_source = {
  "task",
  "k",
  "task",
  "k.id",
  TIMED_KEY,
  "k.state = 'open' AND k.due >= ?1 AND k.due <= ?2 AND k.due_time IS NOT NULL"
  " AND " TIMED_KEY " <= ?3" NOT_YET ("task", "k.id", TIMED_KEY),
  TASK_COLUMNS,
  " ORDER BY k.due, k.due_time, k.id",
  RG_TODAY_TASK,
};
static const Source task_source = {
  "task",
  "k",
  "task",
  "k.id",
  TASK_KEY,
  "k.state = 'open' AND k.due >= ?1 AND k.due <= ?2 AND k.due_time IS NULL" NOT_YET ("task",
                                                                                     "k.id",
                                                                                     TASK_KEY),
  TASK_COLUMNS,
  " ORDER BY k.due DESC, CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, k.id",
  RG_TODAY_TASK,
};
static const Source step_source = {
  "customer",
  "t",
  "step",
  "t.id",
  STEP_KEY,
  "t.next_date >= ?1 AND t.next_date <= ?2" NOT_YET ("step", "t.id", STEP_KEY),
  "SELECT 0, t.id, t.name, t.phone, t.next_what, NULL, t.next_date, NULL, t.owner FROM customer t WHERE ",
  " ORDER BY t.next_date DESC, t.id",
  RG_TODAY_STEP,
};

typedef struct
{
  RgWrite *write;
  RgRead *read;
  RgDatabase *db;
  gint64 at;
  GDate today;
  char now[24];   /* "2026-11-22 10:30" */
  char day[12];   /* "2026-11-22" */
  char first[12]; /* the first day that counts */
  RgReminders *reminders;
} Taking;

void
rg_reminders_free (RgReminders *reminders)
{
  g_clear_pointer (&reminders->timed, g_ptr_array_unref);
  g_clear_pointer (&reminders->rows, g_ptr_array_unref);
  g_clear_pointer (&reminders->birthdays, g_ptr_array_unref);
  g_free (reminders->now);
  g_free (reminders);
}

/* --- the clock on the wall ------------------------------------------------ */

static gboolean
read_wall (gint64 at, GDate *day, char *now, gsize size)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / 1000);
  int year, month, dom;

  if (time == NULL)
    return FALSE;
  g_date_time_get_ymd (time, &year, &month, &dom);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) dom, (GDateMonth) month, (GDateYear) year);
  g_snprintf (now, size, "%04d-%02d-%02d %02d:%02d", year, month, dom, g_date_time_get_hour (time),
              g_date_time_get_minute (time));
  return TRUE;
}

/* The instant at which the clock on the wall shows @text. An hour that is left out
 * in spring is the one after it. */
static gint64
instant_of (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, dom, hour, minute;

  if (sscanf (text, "%d-%d-%d %d:%d", &year, &month, &dom, &hour, &minute) == 5)
    time = g_date_time_new_local (year, month, dom, hour, minute, 0);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : G_MAXINT64;
}

/* --- statements ----------------------------------------------------------- */

static RgStatement *
prepare (const Taking *taking, const char *sql, GError **error)
{
  RgStatement *statement = rg_database_prepare (taking->db, sql, error);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, taking->first);
  rg_statement_bind_text (statement, 1, taking->day);
  rg_statement_bind_text (statement, 2, taking->now);
  return statement;
}

/* The condition, without what is still being written. (transfer full) */
static GString *
where_of (const Taking *taking, const Source *source)
{
  GString *where = g_string_new (source->where);

  rg_read_hide_open (taking->read, source->table, source->alias, where);
  /* Every statement has the three parameters. */
  g_string_append (where, " AND ?3 IS NOT NULL");
  return where;
}

static gboolean
count (const Taking *taking, const Source *source, const char *and, gint64 *n, GError **error)
{
  g_autoptr (GString) where = where_of (taking, source);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s %s WHERE %s%s", source->table,
                                          source->alias, where->str, and);
  g_autoptr (RgStatement) statement = prepare (taking, sql, error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n += rg_statement_get_integer (statement, 0);
  return TRUE;
}

static RgTodayRow *
read_row (RgStatement *statement, RgTodayKind kind)
{
  RgTodayRow *row = g_new0 (RgTodayRow, 1);

  row->kind = kind;
  row->task_id = rg_statement_get_integer (statement, 0);
  row->customer_id = rg_statement_get_integer (statement, 1);
  row->name = rg_today_dup (statement, 2);
  row->phone = rg_today_dup (statement, 3);
  row->title = rg_today_dup (statement, 4);
  row->what = rg_today_dup (statement, 5);
  row->day = rg_today_dup (statement, 6);
  row->time = rg_today_dup (statement, 7);
  row->staff = rg_today_dup (statement, 8);
  row->age = -1;
  return row;
}

static gboolean
read_rows (const Taking *taking, const Source *source, GPtrArray *rows, GError **error)
{
  g_autoptr (GString) where = where_of (taking, source);
  g_autofree char *sql =
      g_strdup_printf ("%s%s%s LIMIT %d", source->columns, where->str, source->order, RG_REMINDERS_ROWS);
  g_autoptr (RgStatement) statement = prepare (taking, sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (rows, read_row (statement, source->kind));
  return step == RG_STEP_DONE;
}

static gboolean
mark (const Taking *taking, const Source *source, GError **error)
{
  g_autoptr (GString) where = where_of (taking, source);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO reminded (what, row_id, due, at) SELECT '%s', %s, %s, ?4 FROM %s %s WHERE %s",
      source->what, source->id, source->key, source->table, source->alias, where->str);
  g_autoptr (RgStatement) statement = prepare (taking, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 3, taking->at);
  return rg_statement_run (statement, error);
}

/* --- days ----------------------------------------------------------------- */

static gboolean
mark_day (const Taking *taking, int row, const char *day, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (taking->db, "INSERT OR IGNORE INTO reminded VALUES ('day', ?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, row);
  rg_statement_bind_text (statement, 1, day);
  rg_statement_bind_integer (statement, 2, taking->at);
  return rg_statement_run (statement, error);
}

static gboolean
has_day (const Taking *taking, int row, const char *day, gboolean *has, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      taking->db, "SELECT 1 FROM reminded WHERE what = 'day' AND row_id = ?1 AND due = ?2", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, row);
  rg_statement_bind_text (statement, 1, day);
  step = rg_statement_step (statement, error);
  *has = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* What is older than the days that are kept can go: nothing that is meant for
 * days before the oldest line about an open day is reminded of. */
static gboolean
prune (const Taking *taking, GError **error)
{
  static const char sql[] =
      "DELETE FROM reminded WHERE due < (SELECT due FROM reminded WHERE what = 'day' AND row_id = ?1"
      " ORDER BY due DESC LIMIT 1 OFFSET ?2)";
  g_autoptr (RgStatement) statement = rg_database_prepare (taking->db, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, DAY_OPEN);
  rg_statement_bind_integer (statement, 1, KEPT_DAYS - 1);
  return rg_statement_run (statement, error);
}

static gboolean
begin_day (Taking *taking, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  gboolean has;

  if (!has_day (taking, DAY_OPEN, taking->day, &has, error))
    return FALSE;
  if (!has && (!mark_day (taking, DAY_OPEN, taking->day, error) || !prune (taking, error)))
    return FALSE;
  statement = rg_database_prepare (
      taking->db, "SELECT min (due) FROM reminded WHERE what = 'day' AND row_id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, DAY_OPEN);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  g_strlcpy (taking->first, rg_statement_get_text (statement, 0), sizeof taking->first);
  return TRUE;
}

/* --- what has a time ------------------------------------------------------- */

static gboolean
take_timed (Taking *taking, GError **error)
{
  RgReminders *reminders = taking->reminders;
  char before[24];
  g_autofree char *late = NULL;
  GDate day;

  if (!read_rows (taking, &timed_source, reminders->timed, error))
    return FALSE;
  reminders->n_timed = reminders->timed->len;
  if (reminders->n_timed == 0)
    return TRUE;
  if (!read_wall (taking->at - MISSED_MINUTES * G_GINT64_CONSTANT (60000), &day, before, sizeof before))
    return TRUE;
  late = g_strdup_printf (" AND " TIMED_KEY " <= '%s'", before);
  reminders->n_timed = 0;
  return count (taking, &timed_source, "", &reminders->n_timed, error) &&
         count (taking, &timed_source, late, &reminders->n_missed, error) &&
         mark (taking, &timed_source, error);
}

/* --- the summary ----------------------------------------------------------- */

/* Marks today's summary and those that did not come in the days before; @from:
 * the first of them. */
static gboolean
mark_days (Taking *taking, GDate *from, GError **error)
{
  GDate day = taking->today;

  for (guint i = 0; i <= BIRTHDAY_DAYS; i++, g_date_subtract_days (&day, 1))
    {
      g_autofree char *text = rg_date_to_iso (&day);
      gboolean has;

      if (strcmp (text, taking->first) < 0)
        return TRUE;
      if (!has_day (taking, DAY_SUMMARY, text, &has, error))
        return FALSE;
      if (has)
        return TRUE;
      if (!mark_day (taking, DAY_SUMMARY, text, error))
        return FALSE;
      *from = day;
    }
  return TRUE;
}

static gboolean
take_birthdays (Taking *taking, const GDate *from, GError **error)
{
  RgTodayQuery query = { .day = *from, .limit = RG_REMINDERS_ROWS };
  g_autoptr (RgTodayList) list = g_new0 (RgTodayList, 1);
  guint days = (guint) g_date_days_between (from, &taking->today);

  list->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
  if (!rg_today_read_birthdays (taking->read, &query, days, list, error))
    return FALSE;
  taking->reminders->n_birthdays = list->n;
  g_clear_pointer (&taking->reminders->birthdays, g_ptr_array_unref);
  taking->reminders->birthdays = g_steal_pointer (&list->rows);
  return TRUE;
}

static gboolean
take_rows (Taking *taking, const Source *source, GError **error)
{
  g_autofree char *late = g_strdup_printf (" AND %s < ?2", source->key);

  return read_rows (taking, source, taking->reminders->rows, error) &&
         count (taking, source, "", &taking->reminders->n_rows, error) &&
         count (taking, source, late, &taking->reminders->n_late, error) && mark (taking, source, error);
}

static gboolean
take_summary (Taking *taking, const char *time, GError **error)
{
  RgReminders *reminders = taking->reminders;
  GDate from = taking->today;
  gboolean had;

  if (strcmp (taking->now + strlen (taking->day) + 1, time) < 0)
    return TRUE;
  if (!has_day (taking, DAY_SUMMARY, taking->day, &had, error))
    return FALSE;
  if (had)
    return TRUE;
  if (!mark_days (taking, &from, error) || !take_rows (taking, &task_source, error) ||
      !take_rows (taking, &step_source, error) || !take_birthdays (taking, &from, error))
    return FALSE;
  reminders->is_summary = reminders->n_rows > 0 || reminders->n_birthdays > 0;
  return TRUE;
}

/* --- what comes next -------------------------------------------------------- */

/* The first of the tasks with a time, at most until tomorrow: before that there is
 * a summary. */
static gboolean
find_next (Taking *taking, const char *time, GError **error)
{
  static const char sql[] =
      "SELECT " TIMED_KEY " FROM task k WHERE k.state = 'open' AND k.due >= ?1 AND k.due <= ?2"
      " AND k.due_time IS NOT NULL AND " TIMED_KEY
      " > ?3" NOT_YET ("task", "k.id", TIMED_KEY) " ORDER BY k.due, k.due_time LIMIT 1";
  g_autoptr (RgStatement) statement = rg_database_prepare (taking->db, sql, error);
  GDate next = taking->today;
  g_autofree char *tomorrow = NULL, *summary = NULL;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  g_date_add_days (&next, 1);
  tomorrow = rg_date_to_iso (&next);
  summary = g_strdup_printf (
      "%s %s", strcmp (taking->now + strlen (taking->day) + 1, time) < 0 ? taking->day : tomorrow, time);
  taking->reminders->next_at = instant_of (summary);
  rg_statement_bind_text (statement, 0, taking->day);
  rg_statement_bind_text (statement, 1, tomorrow);
  rg_statement_bind_text (statement, 2, taking->now);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    taking->reminders->next_at =
        MIN (taking->reminders->next_at, instant_of (rg_statement_get_text (statement, 0)));
  return step != RG_STEP_ERROR;
}

/* --- all of it ------------------------------------------------------------- */

static RgReminders *
reminders_new (const Taking *taking)
{
  RgReminders *reminders = g_new0 (RgReminders, 1);

  reminders->now = g_strdup (taking->now);
  reminders->timed = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
  reminders->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
  reminders->birthdays = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_today_row_free);
  reminders->next_at = G_MAXINT64;
  return reminders;
}

/**
 * rg_reminders_take:
 * @write: a transaction
 * @now: what the clock says, in UTC milliseconds
 * @error: return location for an error
 *
 * Finds what is due and was not reminded of, and marks it as reminded of in the
 * same transaction: whoever gets the answer says it, and nobody says it again.
 * By a clock that cannot be right nothing is due.
 *
 * Returns: (transfer full): what to say; %NULL and @error when it cannot be told
 */
RgReminders *
rg_reminders_take (RgWrite *write, gint64 now, GError **error)
{
  Taking taking = {
    .write = write, .read = rg_write_as_read (write), .db = rg_write_get_database (write), .at = now
  };
  g_autoptr (RgReminders) reminders = NULL;
  g_autofree char *time = rg_reminders_get_time (taking.read);

  if (!read_wall (now, &taking.today, taking.now, sizeof taking.now))
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, _ ("The clock shows no time."));
      return NULL;
    }
  memcpy (taking.day, taking.now, 10);
  taking.reminders = reminders = reminders_new (&taking);
  if (!rg_clock_check (taking.read, now, &reminders->clock, error))
    return NULL;
  if (reminders->clock != RG_CLOCK_GOOD)
    return g_steal_pointer (&reminders);
  if (!rg_clock_saw (write, now, error) || !begin_day (&taking, error) || !take_timed (&taking, error) ||
      !take_summary (&taking, time, error) || !find_next (&taking, time, error))
    return NULL;
  return g_steal_pointer (&reminders);
}

/* --- what still holds ------------------------------------------------------ */

static gboolean
ask (RgStatement *statement, gboolean *holds, GError **error)
{
  RgStep step = rg_statement_step (statement, error);

  *holds = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/**
 * rg_reminders_is_stale:
 * @read: a transaction
 * @id: of a task, which may be gone
 * @stale: (out): whether it was reminded of, and is done, gone or meant for
 *   another time by now
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be told
 */
gboolean
rg_reminders_is_stale (RgRead *read, gint64 id, gboolean *stale, GError **error)
{
  static const char sql[] =
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM reminded WHERE what = 'task' AND row_id = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM task k JOIN reminded r ON r.what = 'task' AND r.row_id = k.id"
      " AND r.due = iif (k.due_time IS NULL, k.due, " TIMED_KEY ") WHERE k.id = ?1 AND k.state = 'open')";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  return ask (statement, stale, error);
}

/**
 * rg_reminders_day_holds:
 * @read: a transaction
 * @now: what the clock says
 * @holds: (out): whether something without a time that was reminded of is still
 *   to be done
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be told
 */
gboolean
rg_reminders_day_holds (RgRead *read, gint64 now, gboolean *holds, GError **error)
{
  static const char sql[] =
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM task k JOIN reminded r ON r.what = 'task' AND r.row_id = k.id"
      " AND r.due = k.due WHERE k.state = 'open' AND k.due <= ?1 AND k.due_time IS NULL)"
      " OR EXISTS (SELECT 1 FROM customer t JOIN reminded r ON r.what = 'step' AND r.row_id = t.id"
      " AND r.due = t.next_date WHERE t.next_date <= ?1)";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  char wall[24];
  GDate day;

  if (statement == NULL || !read_wall (now, &day, wall, sizeof wall))
    return FALSE;
  wall[10] = '\0';
  rg_statement_bind_text (statement, 0, wall);
  return ask (statement, holds, error);
}

/* --- the hour of the summary ------------------------------------------------ */

static gboolean
is_time (const char *text)
{
  return strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) &&
         g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) && atoi (text) < 24 && text[3] < '6';
}

/**
 * rg_reminders_get_time:
 * @read: a transaction
 *
 * Returns: (transfer full): "HH:MM", from when on the summary of a day comes
 */
char *
rg_reminders_get_time (RgRead *read)
{
  g_autofree char *own = rg_meta_get (read, TIME_KEY);

  return own != NULL && is_time (own) ? g_steal_pointer (&own) : g_strdup (RG_REMINDERS_TIME);
}

/**
 * rg_reminders_set_time:
 * @write: a transaction
 * @time: (nullable): "HH:MM"; %NULL for the usual one
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it is no time, or cannot be written
 */
gboolean
rg_reminders_set_time (RgWrite *write, const char *time, GError **error)
{
  if (time != NULL && !is_time (time))
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, _ ("“%s” is not a time such as 09:00."),
                   time);
      return FALSE;
    }
  return rg_meta_set (write, TIME_KEY, g_strcmp0 (time, RG_REMINDERS_TIME) != 0 ? time : NULL, error);
}
