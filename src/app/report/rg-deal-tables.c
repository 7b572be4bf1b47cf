/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/report/rg-deal-tables.h"

#include "app/deal/rg-deal-words.h"
#include "app/filter/rg-condition-leaves.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* --- periods ------------------------------------------------------------------ */

const char *
rg_deal_period_get_label (RgDealPeriod period)
{
  switch (period)
    {
    case RG_DEAL_THIS_MONTH:
      return _ ("This month");
    case RG_DEAL_LAST_MONTH:
      return _ ("Last month");
    case RG_DEAL_THIS_QUARTER:
      return _ ("This quarter");
    case RG_DEAL_THIS_YEAR:
      return _ ("This year");
    case RG_DEAL_ALWAYS:
    default:
      return _ ("All the time");
    }
}

static char *
iso (GDateYear year, guint month, guint day)
{
  return g_strdup_printf ("%04u-%02u-%02u", (guint) year, month, day);
}

/* @n: months from @month of @year on */
static void
set_months (GDateYear year, guint month, guint n, char **from, char **to)
{
  guint last = month + n - 1;

  *from = iso (year, month, 1);
  *to = iso (year, last, g_date_get_days_in_month ((GDateMonth) last, year));
}

/**
 * rg_deal_period_get:
 * @period: a period
 * @today: the day it is
 * @from: (out) (transfer full) (nullable): its first day
 * @to: (out) (transfer full) (nullable): its last day
 */
void
rg_deal_period_get (RgDealPeriod period, const GDate *today, char **from, char **to)
{
  GDateYear year = g_date_get_year (today);
  guint month = g_date_get_month (today);

  *from = *to = NULL;
  if (period == RG_DEAL_THIS_MONTH)
    set_months (year, month, 1, from, to);
  else if (period == RG_DEAL_LAST_MONTH)
    set_months (month > 1 ? year : (GDateYear) (year - 1), month > 1 ? month - 1 : 12, 1, from, to);
  else if (period == RG_DEAL_THIS_QUARTER)
    set_months (year, (month - 1) / 3 * 3 + 1, 3, from, to);
  else if (period == RG_DEAL_THIS_YEAR)
    set_months (year, 1, 12, from, to);
}

/* --- conditions ------------------------------------------------------------------ */

static RgCondition *
stage_leaf (gint64 stage_id)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, stage_id);

  return rg_leaf_field ("stage_id", "is", id);
}

/* The field is that, or there is nothing in it. */
static RgCondition *
text_leaf (const char *field, const char *text)
{
  return *text != '\0' ? rg_leaf_field (field, "is", text) : rg_leaf_empty (field);
}

/* Of that state, NULL: won or lost; closed ones in the period. */
static RgCondition *
state_leaves (const char *state, const char *from, const char *to)
{
  RgCondition *leaves =
      state != NULL ? rg_leaf_field ("state", "is", state) : rg_leaf_field ("state", "is-not", "open");

  if (g_strcmp0 (state, "open") == 0)
    return leaves;
  if (from != NULL)
    leaves = rg_leaves_add (leaves, rg_leaf_field ("closed", ">=", from));
  if (to != NULL)
    leaves = rg_leaves_add (leaves, rg_leaf_field ("closed", "<=", to));
  return leaves;
}

static void
add_period (JsonObject *leaf, const char *from, const char *to)
{
  if (from != NULL)
    json_object_set_string_member (leaf, "from", from);
  if (to != NULL)
    json_object_set_string_member (leaf, "to", to);
}

static RgCondition *
moved_leaf (gint64 stage_id, const char *from, const char *to)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_int_member (leaf, "moved", stage_id);
  add_period (leaf, from, to);
  return rg_condition_new_leaf (leaf);
}

/* Left the stage, or was won or lost in it. */
static RgCondition *
left_leaf (gint64 stage_id, const char *from, const char *to)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_string_member (leaf, "moved", "");
  json_object_set_int_member (leaf, "was", stage_id);
  add_period (leaf, from, to);
  return rg_condition_new_leaf (leaf);
}

static RgCondition *
passed_leaf (const char *from, const char *to)
{
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_boolean_member (leaf, "passed", TRUE);
  add_period (leaf, from, to);
  return rg_condition_new_leaf (leaf);
}

/* --- cells ------------------------------------------------------------------------- */

static void
cell_free (gpointer data)
{
  RgDealCell *cell = data;

  g_free (cell->text);
  g_free (cell->title);
  g_clear_pointer (&cell->condition, rg_condition_unref);
  g_free (cell);
}

/* @text, @condition: (transfer full) */
static void
add (GPtrArray *line, char *text, RgCondition *condition, const char *what)
{
  RgDealCell *cell = g_new0 (RgDealCell, 1);
  const RgDealCell *name = line->len > 0 ? g_ptr_array_index (line, 0) : NULL;

  cell->text = text;
  cell->condition = condition;
  if (condition != NULL && name != NULL && *name->text != '\0')
    /* Translators: deals that a number counts: a stage or a name, and which of its deals. */
    cell->title = g_strdup_printf (_ ("%s · %s"), name->text, what);
  else if (condition != NULL)
    cell->title = g_strdup (what);
  g_ptr_array_add (line, cell);
}

/* Made of @n deals; of none there is nothing to see.
 * @text, @condition: (transfer full) */
static void
add_made_of (GPtrArray *line, gint64 n, char *text, RgCondition *condition, const char *what)
{
  if (n == 0)
    g_clear_pointer (&condition, rg_condition_unref);
  add (line, text, condition, what);
}

static void
add_count (GPtrArray *line, gint64 n, RgCondition *condition, const char *what)
{
  add_made_of (line, n, rg_display_count ((guint) n), condition, what);
  ((RgDealCell *) g_ptr_array_index (line, line->len - 1))->count = TRUE;
}

static void
add_sum (GPtrArray *line, gint64 n, gint64 fen, RgCondition *condition, const char *what)
{
  add_made_of (line, n, n > 0 ? rg_deal_dup_amount (fen) : g_strdup ("–"), condition, what);
}

/* @share: below 0: of none */
static void
add_share (GPtrArray *line, double share, RgCondition *condition, const char *what)
{
  add_made_of (line, share >= 0, share >= 0 ? g_strdup_printf ("%.0f %%", 100 * share) : g_strdup ("–"),
               condition, what);
}

/* @n: how many deals took that long */
static void
add_days (GPtrArray *line, gint64 n, double days, RgCondition *condition, const char *what)
{
  char *text;

  if (n == 0)
    text = g_strdup ("–");
  else if (days < 9.95)
    /* Translators: a number of days, in a narrow cell. */
    text = g_strdup_printf (_ ("%.1f d"), days);
  else
    text = g_strdup_printf (_ ("%.0f d"), days);
  add_made_of (line, n, text, condition, what);
}

static GPtrArray *
add_line (RgDealTable *table, const char *name)
{
  GPtrArray *line = g_ptr_array_new_with_free_func (cell_free);

  g_ptr_array_add (table->lines, line);
  add (line, g_strdup (name), NULL, NULL);
  return line;
}

static RgDealTable *
table_new (const char *title)
{
  RgDealTable *table = g_new0 (RgDealTable, 1);

  table->title = title;
  table->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return table;
}

static void
add_heading (RgDealTable *table, const char *heading, const char *tip)
{
  table->headings[table->n_columns] = heading;
  table->tips[table->n_columns++] = tip;
}

/**
 * rg_deal_table_free:
 * @table: (transfer full): a table
 */
void
rg_deal_table_free (RgDealTable *table)
{
  g_ptr_array_unref (table->lines);
  g_free (table);
}

/**
 * rg_deal_table_get:
 * @table: a table
 * @line: from 0
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the cell there
 */
const RgDealCell *
rg_deal_table_get (const RgDealTable *table, guint line, guint column)
{
  const GPtrArray *cells = line < table->lines->len ? g_ptr_array_index (table->lines, line) : NULL;

  return cells != NULL && column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

/* --- what became of deals ----------------------------------------------------------- */

static void
add_ends_headings (RgDealTable *table)
{
  add_heading (table, C_ ("deals", "Won"), NULL);
  add_heading (table, _ ("Sum of Won"), NULL);
  add_heading (table, C_ ("deals", "Lost"), NULL);
  add_heading (table, _ ("Win Rate"), _ ("Won of all that were won or lost"));
  add_heading (table, _ ("Half Won Within"), _ ("Half of the won deals took no longer from their first day"));
  add_heading (table, _ ("90 % Won Within"), _ ("Nine of ten won deals took no longer from their first day"));
}

/* @by: (nullable): of that one's deals; NULL: of all */
static RgCondition *
ends_leaves (const RgDealLine *of, const char *by, const char *state, const char *from, const char *to)
{
  RgCondition *leaves = by != NULL ? text_leaf (by, of->who) : NULL;

  return rg_leaves_add (leaves, state_leaves (state, from, to));
}

static void
add_ends (GPtrArray *line, const RgDealLine *of, const char *by, const char *from, const char *to)
{
  add_count (line, of->won, ends_leaves (of, by, "won", from, to), C_ ("deals", "Won"));
  add_sum (line, of->won, of->won_amount_fen, ends_leaves (of, by, "won", from, to), C_ ("deals", "Won"));
  add_count (line, of->lost, ends_leaves (of, by, "lost", from, to), C_ ("deals", "Lost"));
  add_share (line, rg_deal_line_win_rate (of), ends_leaves (of, by, NULL, from, to), _ ("Won or Lost"));
  add_days (line, of->n_cycles, of->cycle_median, ends_leaves (of, by, "won", from, to), C_ ("deals", "Won"));
  add_days (line, of->n_cycles, of->cycle_p90, ends_leaves (of, by, "won", from, to), C_ ("deals", "Won"));
}

/* --- tables --------------------------------------------------------------------------- */

/**
 * rg_deal_table_all:
 * @stats: the numbers
 * @from: (nullable): the first day they are about
 * @to: (nullable): the last one
 *
 * Returns: (transfer full): all in all, in one line
 */
RgDealTable *
rg_deal_table_all (const RgDealStats *stats, const char *from, const char *to)
{
  RgDealTable *table = table_new (_ ("All in All"));
  const RgDealLine *all = stats->all;
  GPtrArray *line;

  add_heading (table, "", NULL);
  add_ends_headings (table);
  add_heading (table, _ ("Gates Passed"), _ ("Moves through a gate that was closed, with a reason"));
  line = add_line (table, "");
  add_ends (line, all, NULL, from, to);
  add_count (line, stats->n_passed, passed_leaf (from, to), _ ("Gates Passed"));
  return table;
}

/**
 * rg_deal_table_stages:
 * @stats: the numbers
 * @from: (nullable): the first day they are about
 * @to: (nullable): the last one
 *
 * Returns: (transfer full): a line for each stage
 */
RgDealTable *
rg_deal_table_stages (const RgDealStats *stats, const char *from, const char *to)
{
  RgDealTable *table = table_new (_ ("Stages"));

  add_heading (table, _ ("Stage"), NULL);
  add_heading (table, C_ ("deals", "Open"), _ ("Deals that are in it now"));
  add_heading (table, _ ("Sum"), _ ("What these are worth"));
  add_heading (table, _ ("Too Long"), _ ("Longer in it than they may be"));
  add_heading (table, _ ("Came In"), _ ("Deals that came into it in the period"));
  add_heading (table, _ ("Went On"), _ ("How many of these came farther, or were won"));
  add_heading (table, _ ("Half Within"), _ ("Half of those that left it stayed no longer"));
  add_heading (table, _ ("90 % Within"), _ ("Nine of ten that left it stayed no longer"));
  for (guint i = 0; i < stats->stages->len; i++)
    {
      const RgDealStage *stage = g_ptr_array_index (stats->stages, i);
      GPtrArray *line = add_line (table, stage->name);

      add_count (line, stage->open, rg_leaves_add (stage_leaf (stage->id), state_leaves ("open", NULL, NULL)),
                 C_ ("deals", "Open"));
      add_sum (line, stage->open, stage->amount_fen,
               rg_leaves_add (stage_leaf (stage->id), state_leaves ("open", NULL, NULL)),
               C_ ("deals", "Open"));
      add_count (line, stage->late, rg_leaves_add (stage_leaf (stage->id), rg_leaf_flag ("late")),
                 _ ("Too Long"));
      add_count (line, stage->entered, moved_leaf (stage->id, from, to), _ ("Came In"));
      add_share (line, stage->entered > 0 ? (double) stage->advanced / (double) stage->entered : -1,
                 moved_leaf (stage->id, from, to), _ ("Came In"));
      add_days (line, stage->n_days, stage->days_median, left_leaf (stage->id, from, to), _ ("Left"));
      add_days (line, stage->n_days, stage->days_p90, left_leaf (stage->id, from, to), _ ("Left"));
    }
  return table;
}

static const char *
nobody (const char *by)
{
  if (g_str_equal (by, "owner"))
    return C_ ("owner", "Nobody");
  return g_str_equal (by, "source") ? _ ("No Source") : _ ("No Product");
}

/**
 * rg_deal_table_lines:
 * @stats: the numbers, by the same
 * @by: "owner", "source" or "product"
 * @from: (nullable): the first day they are about
 * @to: (nullable): the last one
 *
 * Returns: (transfer full): a line for each of these
 */
RgDealTable *
rg_deal_table_lines (const RgDealStats *stats, const char *by, const char *from, const char *to)
{
  gboolean owner = g_str_equal (by, "owner"), source = g_str_equal (by, "source");
  RgDealTable *table = table_new (owner ? _ ("By Owner") : source ? _ ("By Source") : _ ("By Product"));

  add_heading (table, owner ? _ ("Owner") : source ? _ ("Source") : _ ("Product"), NULL);
  add_heading (table, C_ ("deals", "Open"), NULL);
  add_ends_headings (table);
  for (guint i = 0; i < stats->lines->len; i++)
    {
      const RgDealLine *of = g_ptr_array_index (stats->lines, i);
      GPtrArray *line = add_line (table, *of->who != '\0' ? of->who : nobody (by));

      add_count (line, of->open, rg_leaves_add (text_leaf (by, of->who), state_leaves ("open", NULL, NULL)),
                 C_ ("deals", "Open"));
      add_ends (line, of, by, from, to);
    }
  return table;
}

/**
 * rg_deal_table_losses:
 * @stats: the numbers
 * @from: (nullable): the first day they are about
 * @to: (nullable): the last one
 *
 * Returns: (transfer full): why deals were lost, and in which stage
 */
RgDealTable *
rg_deal_table_losses (const RgDealStats *stats, const char *from, const char *to)
{
  RgDealTable *table = table_new (_ ("Why Deals Were Lost"));

  add_heading (table, _ ("Reason"), NULL);
  add_heading (table, _ ("Stage"), NULL);
  add_heading (table, _ ("Deals"), NULL);
  for (guint i = 0; i < stats->losses->len; i++)
    {
      const RgDealLoss *loss = g_ptr_array_index (stats->losses, i);
      GPtrArray *line = add_line (table, *loss->reason != '\0' ? loss->reason : _ ("No Reason"));

      add (line, g_strdup (loss->stage), NULL, NULL);
      add_count (
          line, loss->n,
          rg_leaves_add (rg_leaves_add (text_leaf ("lost_reason", loss->reason), stage_leaf (loss->stage_id)),
                         state_leaves ("lost", from, to)),
          loss->stage);
    }
  return table;
}
