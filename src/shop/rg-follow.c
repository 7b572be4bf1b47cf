/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"

#include "shop/rg-follow-private.h"
#include "store/rg-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One step after the other: first what the journal tells, then customers of whom
 * something is due, then the sweeps over everybody that a changed rule, a new day
 * or a first run ask for. The place is written in the same transaction, so that
 * it is never ahead of the work. */

/* Raised when the same rows would now come to something else. */
#define GENERATION "1"

/* Microseconds after which a step ends, and customers that are done between two
 * looks at the clock: all of it, or one rule alone. */
#define STEP_TIME (200 * G_TIME_SPAN_MILLISECOND)
#define SWEEP_IDS 500
#define SWEEP_RULE_IDS 5000
/* Changes after which a step ends. */
#define MOST_CHANGES 5000
/* Rules that speak of each other's tags come to rest after a few rounds, or never. */
#define MOST_ROUNDS 16

/* --- what there is to do ------------------------------------------------------- */

static char *
numbers_text (const RgDefaults *defaults)
{
  g_autofree char *numbers = rg_defaults_to_text (defaults);

  return g_strconcat (GENERATION " ", numbers, NULL);
}

/* The tables are of another shop, of other numbers, from the future, or gone. */
static gboolean
is_foreign (RgFollowStep *step, const char *day, const char *today, gboolean *foreign, GError **error)
{
  g_autofree char *cursor = rg_meta_get (step->read, RG_FOLLOW_CURSOR);
  g_autofree char *numbers = rg_meta_get (step->read, RG_FOLLOW_NUMBERS);
  g_autofree char *wanted = numbers_text (rg_stander_get_defaults (step->stander));
  gint64 at, lost;

  *foreign = cursor == NULL || g_strcmp0 (numbers, wanted) != 0 || day == NULL || strcmp (day, today) > 0;
  if (*foreign)
    return TRUE;
  if (!rg_follow_ask_number (step->read, "SELECT at FROM operation WHERE id = ?1", step->cursor, &at,
                             error) ||
      !rg_follow_ask_number (step->read,
                             "SELECT EXISTS (SELECT 1 FROM customer) AND NOT EXISTS (SELECT 1 FROM standing)",
                             0, &lost, error))
    return FALSE;
  /* An empty table is as it should be while its customers are still to come. */
  *foreign = at != rg_follow_get_number (step->read, RG_FOLLOW_MARK_AT) ||
             (lost != 0 && step->sweeps->len == 0 && step->cursor > 0);
  return TRUE;
}

static gboolean
start_over (RgFollowStep *step, GError **error)
{
  g_autofree char *numbers = numbers_text (rg_stander_get_defaults (step->stander));

  /* Open operations are looked at when they have ended. */
  if (!rg_follow_ask_number (
          step->read,
          "SELECT ifnull (max (id), 0) FROM operation WHERE id < "
          "ifnull ((SELECT min (id) FROM operation WHERE state = 'open'), 9223372036854775807)",
          0, &step->cursor, error))
    return FALSE;
  step->moved = TRUE;
  step->rounds = 0;
  g_array_set_size (step->sweeps, 0);
  return rg_follow_add_full_sweep (step, RG_SWEEP_ALL, error) &&
         rg_meta_set (step->write, RG_FOLLOW_NUMBERS, numbers, error) &&
         rg_meta_set (step->write, RG_FOLLOW_CHASING, NULL, error);
}

/* A new day: rules whose answer depends on it are asked again. */
static gboolean
take_day (RgFollowStep *step, const char *day, const char *today, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (g_strcmp0 (day, today) == 0)
    return TRUE;
  rg_rules_add_daily (step->rules, tags);
  for (guint i = 0; i < tags->len; i++)
    if (!rg_follow_add_full_sweep (step, g_array_index (tags, gint64, i), error))
      return FALSE;
  return rg_meta_set (step->write, RG_FOLLOW_DAY, today, error);
}

static gboolean
prepare (RgFollowStep *step, GError **error)
{
  g_autofree char *day = rg_meta_get (step->read, RG_FOLLOW_DAY);
  char today[11];
  gboolean foreign = FALSE;

  step->stander = rg_stander_new (step->read, error);
  step->rules = step->stander != NULL ? rg_rules_load (step->read, error) : NULL;
  if (step->rules == NULL)
    return FALSE;
  step->cursor = rg_follow_get_number (step->read, RG_FOLLOW_CURSOR);
  rg_follow_read_todo (step);
  rg_standing_day_to_text (rg_standing_today (), today);
  if (!is_foreign (step, day, today, &foreign, error) || (foreign && !start_over (step, error)))
    return FALSE;
  return take_day (step, day, today, error);
}

/* --- the journal ---------------------------------------------------------------- */

static gboolean
take_operations (RgFollowStep *step, RgTouched *touched, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (step->read),
      "SELECT id, state = 'open', session = ?2 AND kind = 'do' FROM operation WHERE id > ?1 ORDER BY id",
      error);
  gboolean others = FALSE;
  gint64 before = step->cursor;
  RgStep next;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, step->cursor);
  rg_statement_bind_text (statement, 1, RG_FOLLOW_SESSION);
  while ((next = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      /* What is open is looked at when it has ended. */
      if (rg_statement_get_integer (statement, 1) != 0)
        break;
      if (touched->ids->len >= RG_FOLLOW_STEP_IDS || touched->wide || touched->everything)
        {
          step->more = TRUE;
          break;
        }
      step->cursor = rg_statement_get_integer (statement, 0);
      /* What a rule did and somebody's undo took back is to be looked at again. */
      others = others || rg_statement_get_integer (statement, 2) == 0;
      if (!rg_touched_add (touched, step->read, step->cursor, error))
        return FALSE;
    }
  rg_touched_sort (touched);
  step->moved = step->moved || step->cursor != before;
  step->own = step->cursor != before && !others;
  return next != RG_STEP_ERROR;
}

/* Customers of whom something changes today although nothing happened. */
static gboolean
take_due (RgFollowStep *step, RgTouched *touched, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (step->read),
                           "SELECT customer_id FROM standing WHERE due <= ?1 ORDER BY due LIMIT ?2", error);
  char today[11];
  gint64 n = 0;
  RgStep next;

  if (statement == NULL)
    return FALSE;
  rg_standing_day_to_text (rg_standing_today (), today);
  rg_statement_bind_text (statement, 0, today);
  rg_statement_bind_integer (statement, 1, RG_FOLLOW_STEP_IDS);
  for (; (next = rg_statement_step (statement, error)) == RG_STEP_ROW; n++)
    rg_touched_add_id (touched, rg_statement_get_integer (statement, 0));
  step->more = step->more || n == RG_FOLLOW_STEP_IDS;
  step->own = step->own && n == 0;
  rg_touched_sort (touched);
  return next != RG_STEP_ERROR;
}

/* --- doing it ------------------------------------------------------------------- */

static gboolean
update_standing (RgFollowStep *step, const gint64 *ids, gsize n_ids, gboolean silent, GError **error)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rg_stander_update (step->stander, step->write, ids, n_ids, changed, error))
    return FALSE;
  for (guint i = 0; !silent && i < changed->len; i++)
    rg_write_announce (step->write, "customer", g_array_index (changed, gint64, i));
  return TRUE;
}

/* Tags that our own last round gave do not change how anybody stands. */
static gboolean
do_touched (RgFollowStep *step, RgTouched *touched, GError **error)
{
  const gint64 *ids = (const gint64 *) (gpointer) touched->ids->data;
  g_autofree char *json = NULL;
  RgScope scope;

  if (touched->ids->len == 0)
    return TRUE;
  if (!step->own && !update_standing (step, ids, touched->ids->len, FALSE, error))
    return FALSE;
  json = rg_sql_ids (ids, touched->ids->len);
  scope = (RgScope) { json, 0, 0 };
  return rg_rules_apply (step->rules, step->write, &scope, 0, step->own, &step->changes, error);
}

static gboolean
plan_touched (RgFollowStep *step, RgTouched *touched, GError **error)
{
  if (step->own && !rg_rules_mind_tags (step->rules))
    {
      rg_touched_forget (touched);
      return TRUE;
    }
  if (touched->everything && !rg_follow_add_full_sweep (step, RG_SWEEP_ALL, error))
    return FALSE;
  if (touched->wide)
    rg_follow_add_sweep (step, step->own ? RG_SWEEP_RULES : RG_SWEEP_ALL, touched->first, touched->last);
  for (guint i = 0; i < touched->tags->len; i++)
    if (!rg_follow_add_full_sweep (step, g_array_index (touched->tags, gint64, i), error))
      return FALSE;
  if (touched->tags->len > 0 && !rg_meta_set (step->write, RG_FOLLOW_CHASING, NULL, error))
    return FALSE;
  return !((touched->all_rules && rg_rules_mind_tags (step->rules)) ||
           (touched->stages && rg_rules_mind_stages (step->rules))) ||
         rg_follow_add_full_sweep (step, RG_SWEEP_RULES, error);
}

/* Every number in the range, for lines of customers that are gone as well. Whoever
 * shows customers is told of a long sweep when it is over, not at each bit of it. */
static gboolean
sweep_standing (RgFollowStep *step, gint64 first, gint64 last, gboolean at_end, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = first; id <= last; id++)
    g_array_append_val (ids, id);
  if (at_end && first > 1)
    rg_write_announce_many (step->write, "customer");
  return update_standing (step, (const gint64 *) (gpointer) ids->data, ids->len, !at_end || first > 1, error);
}

static gboolean
do_sweep (RgFollowStep *step, RgSweep *sweep, GError **error)
{
  gint64 n = sweep->tag == RG_SWEEP_ALL ? SWEEP_IDS : SWEEP_RULE_IDS;
  RgScope scope = { NULL, sweep->first, MIN (sweep->first + n - 1, sweep->last) };

  if (g_cancellable_set_error_if_cancelled (step->cancellable, error))
    return FALSE;
  if (sweep->tag == RG_SWEEP_ALL &&
      !sweep_standing (step, scope.first, scope.last, scope.last == sweep->last, error))
    return FALSE;
  sweep->first = scope.last + 1;
  return rg_rules_apply (step->rules, step->write, &scope, MAX (sweep->tag, 0), FALSE, &step->changes, error);
}

static gboolean
do_sweeps (RgFollowStep *step, GError **error)
{
  while (step->sweeps->len > 0 && g_get_monotonic_time () < step->until &&
         step->changes.given + step->changes.taken < MOST_CHANGES)
    {
      RgSweep *sweep = &g_array_index (step->sweeps, RgSweep, 0);

      if (!do_sweep (step, sweep, error))
        return FALSE;
      if (sweep->first > sweep->last)
        g_array_remove_index (step->sweeps, 0);
    }
  return TRUE;
}

/* --- the end of a step ------------------------------------------------------------ */

/* Tags that were changed in the last of very many rounds. */
static gboolean
stop_chase (RgFollowStep *step, GError **error)
{
  g_autofree char *old = rg_meta_get (step->read, RG_FOLLOW_CHASING);
  g_autoptr (GString) list = g_string_new (old != NULL ? old : "");
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, step->changes.tags);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, list->len > 0 ? " " : "", *(gint64 *) tag);
  return rg_meta_set (step->write, RG_FOLLOW_CHASING, list->str, error);
}

static void
label_operation (RgRuleChanges *changes)
{
  g_autofree char *given =
      g_strdup_printf (ngettext ("%u given", "%u given", changes->given), changes->given);
  g_autofree char *taken =
      g_strdup_printf (ngettext ("%u taken", "%u taken", changes->taken), changes->taken);
  g_autofree char *label = NULL;

  if (changes->taken == 0)
    /* Translators: %s is "3 given" or "2 taken" */
    label = g_strdup_printf (_ ("Tags by rule: %s"), given);
  else if (changes->given == 0)
    label = g_strdup_printf (_ ("Tags by rule: %s"), taken);
  else
    /* Translators: "Tags by rule: 3 given, 1 taken" */
    label = g_strdup_printf (_ ("Tags by rule: %s, %s"), given, taken);
  rg_op_set_label (changes->op, label);
}

/* A round is over when the operations that the one before made have been looked
 * at. What others did, and sweeps, begin anew. */
static gboolean
count_rounds (RgFollowStep *step, GError **error)
{
  gint64 newest;

  if (!rg_follow_ask_number (step->read, "SELECT max (id) FROM operation", 0, &newest, error))
    return FALSE;
  if (step->changes.op != NULL)
    newest = MAX (newest, rg_op_get_id (step->changes.op));
  if (newest <= step->cursor || !step->own || step->sweeps->len > 0)
    {
      step->rounds = 0;
      step->round_end = newest > step->cursor ? newest : 0;
    }
  else if (step->cursor >= step->round_end)
    {
      step->rounds++;
      step->round_end = newest;
    }
  if (step->rounds <= MOST_ROUNDS || step->changes.tags == NULL)
    return TRUE;
  step->rounds = 0;
  return stop_chase (step, error);
}

static gboolean
end_step (RgFollowStep *step, gboolean *more, GError **error)
{
  gboolean changed = step->changes.op != NULL;

  if (changed)
    label_operation (&step->changes);
  if (!count_rounds (step, error))
    return FALSE;
  *more = step->more || changed || step->sweeps->len > 0;
  return rg_follow_put_place (step, error);
}

static gboolean
run_step (RgFollowStep *step, gboolean *more, GError **error)
{
  g_auto (RgTouched) touched = { 0 };

  rg_touched_init (&touched);
  if (!prepare (step, error) || !take_operations (step, &touched, error) ||
      !take_due (step, &touched, error) || !plan_touched (step, &touched, error) ||
      !do_touched (step, &touched, error) || !do_sweeps (step, error))
    return FALSE;
  return end_step (step, more, error);
}

/**
 * rg_follow_step:
 * @write: a transaction without an operation
 * @more: (out): whether there is more to do, in further transactions
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Brings the tables of how customers stand, and the tags of rules, nearer to what
 * the shop's rows say.
 *
 * Returns: %FALSE and @error when something could not be read or written
 */
gboolean
rg_follow_step (RgWrite *write, gboolean *more, GCancellable *cancellable, GError **error)
{
  RgFollowStep step = { .write = write, .read = rg_write_as_read (write), .cancellable = cancellable };
  gboolean good;

  *more = FALSE;
  step.sweeps = g_array_new (FALSE, FALSE, sizeof (RgSweep));
  step.until = g_get_monotonic_time () + STEP_TIME;
  good = run_step (&step, more, error);
  g_array_unref (step.sweeps);
  g_clear_pointer (&step.changes.tags, g_hash_table_unref);
  g_clear_pointer (&step.stander, rg_stander_free);
  g_clear_pointer (&step.rules, rg_rules_free);
  return good;
}

/**
 * rg_follow_write_func:
 * @write: a transaction
 * @data: unused
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): a box with whether there is more; free with g_free
 */
gpointer
rg_follow_write_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean more = FALSE;

  if (!rg_follow_step (write, &more, cancellable, error))
    return NULL;
  return g_memdup2 (&more, sizeof more);
}

/**
 * rg_follow_catch_up:
 * @store: an open shop that may be written
 * @cancellable: (nullable): a cancellable, asked between the steps
 * @error: return location for an error
 *
 * Takes all steps there are. Blocks; not on the main thread of a window.
 *
 * Returns: whether everything is up to date
 */
gboolean
rg_follow_catch_up (RgStore *store, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autofree gboolean *answer =
          rg_store_write_sync (store, rg_follow_write_func, NULL, cancellable, error);

      if (answer == NULL)
        return FALSE;
      more = *answer;
    }
  return TRUE;
}

/* Whether the tables are made by the numbers that hold now. */
static gboolean
has_numbers (RgRead *read)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, NULL);
  g_autofree char *numbers = rg_meta_get (read, RG_FOLLOW_NUMBERS);
  g_autofree char *wanted = defaults != NULL ? numbers_text (defaults) : NULL;

  return g_strcmp0 (numbers, wanted) == 0;
}

/**
 * rg_follow_get_progress:
 * @read: a transaction
 *
 * Returns: how much of a way through everybody is done, 0 to 1; 1 when all is
 */
double
rg_follow_get_progress (RgRead *read)
{
  g_autoptr (GArray) sweeps = g_array_new (FALSE, FALSE, sizeof (RgSweep));
  RgFollowStep step = { .read = read, .sweeps = sweeps };
  double left = 0, all = 0;

  if (rg_follow_is_caught_up (read))
    return 1.0;
  if (!has_numbers (read))
    return 0.0;
  rg_follow_read_todo (&step);
  for (guint i = 0; i < sweeps->len; i++)
    {
      const RgSweep *sweep = &g_array_index (sweeps, RgSweep, i);

      left += (double) (sweep->last - sweep->first + 1);
      all += (double) sweep->last;
    }
  return all > 0 ? MIN (0.99, 1.0 - left / all) : 0.99;
}

/**
 * rg_follow_is_caught_up:
 * @read: a transaction
 *
 * Returns: whether everything that is committed was looked at, and today
 */
gboolean
rg_follow_is_caught_up (RgRead *read)
{
  g_autofree char *day = rg_meta_get (read, RG_FOLLOW_DAY);
  g_autofree char *todo = rg_meta_get (read, RG_FOLLOW_TODO);
  g_autofree char *due_sql = NULL;
  char today[11];
  gint64 newest = 0, due = 0;

  rg_standing_day_to_text (rg_standing_today (), today);
  /* Digits alone. A new day's customers are done one part after the other. */
  due_sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM standing WHERE due <= '%s')", today);
  return g_strcmp0 (day, today) == 0 && has_numbers (read) && (todo == NULL || strchr (todo, ':') == NULL) &&
         rg_follow_ask_number (read, "SELECT ifnull (max (id), 0) FROM operation", 0, &newest, NULL) &&
         newest == rg_follow_get_number (read, RG_FOLLOW_CURSOR) &&
         rg_follow_ask_number (read, due_sql, 0, &due, NULL) && due == 0;
}

/**
 * rg_follow_start_over:
 * @write: a transaction
 * @error: return location for an error
 *
 * The derived tables are not trusted any more: the next step begins anew.
 *
 * Returns: %FALSE and @error when it cannot be written
 */
gboolean
rg_follow_start_over (RgWrite *write, GError **error)
{
  return rg_meta_set (write, RG_FOLLOW_CURSOR, NULL, error);
}
