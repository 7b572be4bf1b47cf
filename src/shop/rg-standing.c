/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-standing.h"

#include "catalog/rg-date.h"
#include "store/rg-sql.h"

#define DAY_TEXT 11

struct _RgStander
{
  RgRead *read;
  RgDefaults *defaults;
  GTimeZone *zone;
  guint32 today;
  char *kinds; /* JSON array */
  char *customer_sql;
  char *event_sql;
  char *sale_sql;
  GArray *activities; /* RgActivity: of one customer */
  GArray *moves;      /* RgLifeMove: of the same */
};

/* What a line of the table is made of. */
typedef struct
{
  gint64 customer;
  RgLifeCourse course;
  RgScore score;
  gint64 n_sales;
  gint64 sales_fen;
  gint64 n_contacts;
  guint32 last_sale;
  guint32 last_contact;
  guint32 due;
} Line;

/* --- days ------------------------------------------------------------------- */

static guint32
day_of_instant (GTimeZone *zone, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int year, month, day;
  GDate date;

  if (local == NULL)
    return 0;
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

static guint32
day_of_text (const char *iso)
{
  GDate date;

  g_date_clear (&date, 1);
  return iso != NULL && rg_date_from_iso (iso, &date) ? g_date_get_julian (&date) : 0;
}

/**
 * rg_standing_today:
 *
 * Returns: the local day of the store's clock
 */
guint32
rg_standing_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return day_of_instant (zone, rg_clock_now ());
}

/**
 * rg_standing_day_to_text:
 * @day: a day as GDate counts it
 * @text: (out caller-allocates): eleven bytes
 */
void
rg_standing_day_to_text (guint32 day, char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_snprintf (text, DAY_TEXT, "%04u-%02u-%02u", g_date_get_year (&date) % 10000u, g_date_get_month (&date),
              g_date_get_day (&date));
}

/* --- one for a transaction -------------------------------------------------- */

/* @sql with what open operations have made left out of it. */
static char *
sql_of (RgRead *read, const char *table, const char *sql, const char *order)
{
  g_autoptr (GString) text = g_string_new (sql);

  rg_read_hide_open (read, table, "t", text);
  g_string_append (text, order);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
list_to_json (const char *const *list)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; list[i] != NULL; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", list[i]);
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

/**
 * rg_stander_new:
 * @read: a transaction; a write is one too
 * @error: return location for an error
 *
 * Returns: (transfer full): what works out how customers stand
 */
RgStander *
rg_stander_new (RgRead *read, GError **error)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, error);
  RgStander *self;

  if (defaults == NULL)
    return NULL;
  self = g_new0 (RgStander, 1);
  self->read = read;
  self->defaults = g_steal_pointer (&defaults);
  self->zone = g_time_zone_new_local ();
  self->today = day_of_instant (self->zone, rg_clock_now ());
  self->kinds = list_to_json (rg_defaults_get_contact_kinds (self->defaults));
  self->customer_sql = sql_of (read, "customer",
                               "SELECT t.id, t.created_at, t.last_contact FROM customer t "
                               "WHERE t.id IN (SELECT value FROM json_each (?1))",
                               " ORDER BY t.id");
  self->event_sql =
      sql_of (read, "event",
              "SELECT t.customer_id, t.at FROM event t WHERE t.customer_id IN "
              "(SELECT value FROM json_each (?1)) AND t.kind IN (SELECT value FROM json_each (?2))",
              " ORDER BY t.customer_id");
  self->sale_sql = sql_of (read, "sale",
                           "SELECT t.customer_id, t.date, t.created_at, ifnull (t.amount_fen, 0) FROM sale t "
                           "WHERE t.customer_id IN (SELECT value FROM json_each (?1))",
                           " ORDER BY t.customer_id");
  self->activities = g_array_new (FALSE, FALSE, sizeof (RgActivity));
  self->moves = g_array_new (FALSE, FALSE, sizeof (RgLifeMove));
  return self;
}

/**
 * rg_stander_free:
 * @self: (nullable): what works out how customers stand
 */
void
rg_stander_free (RgStander *self)
{
  if (self == NULL)
    return;
  rg_defaults_free (self->defaults);
  g_time_zone_unref (self->zone);
  g_free (self->kinds);
  g_free (self->customer_sql);
  g_free (self->event_sql);
  g_free (self->sale_sql);
  g_array_unref (self->activities);
  g_array_unref (self->moves);
  g_free (self);
}

/**
 * rg_stander_get_defaults:
 * @self: what works out how customers stand
 *
 * Returns: (transfer none): the numbers it judges by
 */
const RgDefaults *
rg_stander_get_defaults (RgStander *self)
{
  return self->defaults;
}

/* --- reading ---------------------------------------------------------------- */

/* Three statements side by side, each by customer. */
typedef struct
{
  RgStatement *customers;
  RgStatement *events;
  RgStatement *sales;
  RgStep event_step;
  RgStep sale_step;
} Rows;

static void
rows_clear (Rows *rows)
{
  g_clear_pointer (&rows->customers, rg_statement_reset);
  g_clear_pointer (&rows->events, rg_statement_reset);
  g_clear_pointer (&rows->sales, rg_statement_reset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static gboolean
rows_open (Rows *rows, RgStander *self, const gint64 *ids, gsize n_ids, GError **error)
{
  RgDatabase *db = rg_read_get_database (self->read);
  g_autofree char *json = rg_sql_ids (ids, n_ids);

  rows->customers = rg_database_prepare (db, self->customer_sql, error);
  rows->events = rows->customers != NULL ? rg_database_prepare (db, self->event_sql, error) : NULL;
  rows->sales = rows->events != NULL ? rg_database_prepare (db, self->sale_sql, error) : NULL;
  if (rows->sales == NULL)
    return FALSE;
  rg_statement_bind_text (rows->customers, 0, json);
  rg_statement_bind_text (rows->events, 0, json);
  rg_statement_bind_text (rows->events, 1, self->kinds);
  rg_statement_bind_text (rows->sales, 0, json);
  rows->event_step = rg_statement_step (rows->events, error);
  if (rows->event_step == RG_STEP_ERROR)
    return FALSE;
  rows->sale_step = rg_statement_step (rows->sales, error);
  return rows->sale_step != RG_STEP_ERROR;
}

static void
add_activity (RgStander *self, guint32 day, RgActivityKind kind, gint64 fen)
{
  RgActivity activity = { day, kind, fen };

  if (day != 0)
    g_array_append_val (self->activities, activity);
}

static gboolean
take_events (RgStander *self, Rows *rows, Line *line, GError **error)
{
  while (rows->event_step == RG_STEP_ROW && rg_statement_get_integer (rows->events, 0) <= line->customer)
    {
      if (rg_statement_get_integer (rows->events, 0) == line->customer)
        {
          guint32 day = day_of_instant (self->zone, rg_statement_get_integer (rows->events, 1));

          add_activity (self, day, RG_ACTIVITY_CONTACT, 0);
          if (day <= self->today)
            {
              line->n_contacts++;
              line->last_contact = MAX (line->last_contact, day);
            }
        }
      rows->event_step = rg_statement_step (rows->events, error);
    }
  return rows->event_step != RG_STEP_ERROR;
}

static void
take_sale (RgStander *self, RgStatement *sale, Line *line)
{
  guint32 dated = day_of_text (rg_statement_get_text (sale, 1));
  guint32 day = dated != 0 ? dated : day_of_instant (self->zone, rg_statement_get_integer (sale, 2));
  gint64 fen = rg_statement_get_integer (sale, 3);

  add_activity (self, day, fen < 0 ? RG_ACTIVITY_SIGN : RG_ACTIVITY_SALE, fen);
  if (day > self->today)
    return;
  line->sales_fen += fen;
  if (fen < 0)
    return;
  line->n_sales++;
  line->last_sale = MAX (line->last_sale, dated);
}

static gboolean
take_sales (RgStander *self, Rows *rows, Line *line, GError **error)
{
  while (rows->sale_step == RG_STEP_ROW && rg_statement_get_integer (rows->sales, 0) <= line->customer)
    {
      if (rg_statement_get_integer (rows->sales, 0) == line->customer)
        take_sale (self, rows->sales, line);
      rows->sale_step = rg_statement_step (rows->sales, error);
    }
  return rows->sale_step != RG_STEP_ERROR;
}

static int
compare_activities (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const RgActivity *) a)->day;
  guint32 y = ((const RgActivity *) b)->day;

  return (x > y) - (x < y);
}

static guint32
sooner (guint32 a, guint32 b)
{
  return a == 0 || (b != 0 && b < a) ? b : a;
}

/* The customer at whose row the statement stands. */
static gboolean
work_out (RgStander *self, Rows *rows, Line *line, GError **error)
{
  guint32 added = day_of_instant (self->zone, rg_statement_get_integer (rows->customers, 1));
  guint32 known = day_of_text (rg_statement_get_text (rows->customers, 2));
  const RgActivity *activities;
  guint n;

  *line = (Line) { .customer = rg_statement_get_integer (rows->customers, 0) };
  line->course.moves = self->moves;
  g_array_set_size (self->activities, 0);
  add_activity (self, known, RG_ACTIVITY_SIGN, 0);
  if (known <= self->today)
    line->last_contact = known;
  if (!take_events (self, rows, line, error) || !take_sales (self, rows, line, error))
    return FALSE;
  g_array_sort (self->activities, compare_activities);
  activities = (const RgActivity *) (gpointer) self->activities->data;
  n = self->activities->len;
  rg_life_replay (activities, n, added, self->today, (guint32) rg_defaults_get (self->defaults, "asleep"),
                  &line->course);
  rg_classes_score (self->defaults, activities, n, self->today, &line->score);
  line->due = sooner (line->course.due, line->score.due);
  return TRUE;
}

/* --- writing ---------------------------------------------------------------- */

static void
bind_day (RgStatement *statement, int index, guint32 day)
{
  char text[DAY_TEXT];

  if (day == 0)
    {
      rg_statement_bind_null (statement, index);
      return;
    }
  rg_standing_day_to_text (day, text);
  rg_statement_bind_text (statement, index, text);
}

/* Gives a row only where something is not as it was. */
static const char put_sql[] =
    "INSERT INTO standing (customer_id, life, life_since, class, score, n_sales, sales_fen, last_sale, "
    "n_contacts, last_contact, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (customer_id) DO UPDATE SET life = excluded.life, life_since = excluded.life_since, "
    "class = excluded.class, score = excluded.score, n_sales = excluded.n_sales, "
    "sales_fen = excluded.sales_fen, last_sale = excluded.last_sale, n_contacts = excluded.n_contacts, "
    "last_contact = excluded.last_contact, due = excluded.due "
    "WHERE (life, life_since, class, score, n_sales, sales_fen, last_sale, n_contacts, last_contact, due) "
    "IS NOT (excluded.life, excluded.life_since, excluded.class, excluded.score, excluded.n_sales, "
    "excluded.sales_fen, excluded.last_sale, excluded.n_contacts, excluded.last_contact, excluded.due) "
    "RETURNING 1";

static const char same_sql[] =
    "SELECT 1 FROM standing WHERE customer_id = ?1 AND (life, life_since, class, score, n_sales, sales_fen, "
    "last_sale, n_contacts, last_contact, due) IS (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/* @row: whether @sql, with the line as its parameters, gives one. */
static gboolean
ask_line (RgDatabase *db, const char *sql, const Line *line, gboolean *row, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  char letter[2] = { line->score.letter, '\0' };
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, line->customer);
  rg_statement_bind_text (statement, 1, rg_life_get_key (line->course.life));
  bind_day (statement, 2, line->course.since);
  if (line->score.letter != 0)
    rg_statement_bind_text (statement, 3, letter);
  else
    rg_statement_bind_null (statement, 3);
  rg_statement_bind_real (statement, 4, line->score.total);
  rg_statement_bind_integer (statement, 5, line->n_sales);
  rg_statement_bind_integer (statement, 6, line->sales_fen);
  bind_day (statement, 7, line->last_sale);
  rg_statement_bind_integer (statement, 8, line->n_contacts);
  bind_day (statement, 9, line->last_contact);
  bind_day (statement, 10, line->due);
  step = rg_statement_step (statement, error);
  *row = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/* Whether the moves stand there already. */
static gboolean
same_moves (RgDatabase *db, const Line *line, gboolean *same, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      db, "SELECT at, from_life, to_life FROM life_move WHERE customer_id = ?1 ORDER BY at, to_life", error);
  const GArray *moves = line->course.moves;
  guint n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, line->customer);
  *same = TRUE;
  while (*same && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const RgLifeMove *move = n < moves->len ? &g_array_index (moves, RgLifeMove, n) : NULL;
      char text[DAY_TEXT] = "";

      if (move != NULL)
        rg_standing_day_to_text (move->day, text);
      *same = move != NULL && g_strcmp0 (rg_statement_get_text (statement, 0), text) == 0 &&
              g_strcmp0 (rg_statement_get_text (statement, 1), rg_life_get_key (move->from)) == 0 &&
              g_strcmp0 (rg_statement_get_text (statement, 2), rg_life_get_key (move->to)) == 0;
      n++;
    }
  if (!*same)
    return TRUE;
  *same = n == moves->len;
  return step == RG_STEP_DONE;
}

static gboolean
remove_from (RgDatabase *db, const char *sql, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, customer);
  return rg_statement_run (statement, error);
}

static gboolean
put_moves (RgDatabase *db, const Line *line, gboolean *changed, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  gboolean same = FALSE;

  if (!same_moves (db, line, &same, error) || same)
    return same;
  *changed = TRUE;
  if (!remove_from (db, "DELETE FROM life_move WHERE customer_id = ?1", line->customer, error))
    return FALSE;
  statement = rg_database_prepare (
      db, "INSERT INTO life_move (customer_id, at, from_life, to_life) VALUES (?1, ?2, ?3, ?4)", error);
  for (guint i = 0; statement != NULL && i < line->course.moves->len; i++)
    {
      const RgLifeMove *move = &g_array_index (line->course.moves, RgLifeMove, i);

      rg_statement_bind_integer (statement, 0, line->customer);
      bind_day (statement, 1, move->day);
      rg_statement_bind_text (statement, 2, rg_life_get_key (move->from));
      rg_statement_bind_text (statement, 3, rg_life_get_key (move->to));
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

static gboolean
forget (RgDatabase *db, gint64 customer, GError **error)
{
  return remove_from (db, "DELETE FROM standing WHERE customer_id = ?1", customer, error) &&
         remove_from (db, "DELETE FROM life_move WHERE customer_id = ?1", customer, error);
}

/* --- what others call ------------------------------------------------------- */

/**
 * rg_stander_update:
 * @self: made for @write
 * @write: a transaction
 * @ids: (array length=n_ids): sorted, none twice
 * @n_ids: how many
 * @changed: (nullable) (element-type gint64): those whose lines changed are added
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be read or written
 */
gboolean
rg_stander_update (RgStander *self,
                   RgWrite *write,
                   const gint64 *ids,
                   gsize n_ids,
                   GArray *changed,
                   GError **error)
{
  RgDatabase *db = rg_write_get_database (write);
  g_auto (Rows) rows = { 0 };
  gsize next = 0;
  RgStep step = RG_STEP_DONE;

  if (n_ids == 0)
    return TRUE;
  if (!rows_open (&rows, self, ids, n_ids, error))
    return FALSE;
  while ((step = rg_statement_step (rows.customers, error)) == RG_STEP_ROW)
    {
      gboolean is_new = FALSE;
      Line line;

      if (!work_out (self, &rows, &line, error) || !ask_line (db, put_sql, &line, &is_new, error) ||
          !put_moves (db, &line, &is_new, error))
        return FALSE;
      for (; next < n_ids && ids[next] < line.customer; next++)
        if (!forget (db, ids[next], error))
          return FALSE;
      next++;
      if (is_new && changed != NULL)
        g_array_append_val (changed, line.customer);
    }
  for (; step == RG_STEP_DONE && next < n_ids; next++)
    if (!forget (db, ids[next], error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/**
 * rg_stander_check:
 * @self: what works out how customers stand
 * @ids: (array length=n_ids): sorted, none twice
 * @n_ids: how many
 * @n_wrong: (inout): those of whom something else stands than it would be today
 *   are added
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be read
 */
gboolean
rg_stander_check (RgStander *self, const gint64 *ids, gsize n_ids, guint *n_wrong, GError **error)
{
  RgDatabase *db = rg_read_get_database (self->read);
  g_auto (Rows) rows = { 0 };
  RgStep step;

  if (n_ids == 0)
    return TRUE;
  if (!rows_open (&rows, self, ids, n_ids, error))
    return FALSE;
  while ((step = rg_statement_step (rows.customers, error)) == RG_STEP_ROW)
    {
      gboolean line_same = FALSE, moves_same = FALSE;
      Line line;

      if (!work_out (self, &rows, &line, error) || !ask_line (db, same_sql, &line, &line_same, error) ||
          !same_moves (db, &line, &moves_same, error))
        return FALSE;
      *n_wrong += !line_same || !moves_same;
    }
  return step == RG_STEP_DONE;
}

/**
 * rg_stander_score:
 * @self: what works out how customers stand
 * @customer: whose
 * @score: (out caller-allocates): the parts as they are today
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be read, or there is no such customer
 */
gboolean
rg_stander_score (RgStander *self, gint64 customer, RgScore *score, GError **error)
{
  g_auto (Rows) rows = { 0 };
  RgStep step;
  Line line;

  if (!rows_open (&rows, self, &customer, 1, error))
    return FALSE;
  step = rg_statement_step (rows.customers, error);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 "customer %" G_GINT64_FORMAT " does not exist", customer);
  if (step != RG_STEP_ROW || !work_out (self, &rows, &line, error))
    return FALSE;
  *score = line.score;
  return TRUE;
}
