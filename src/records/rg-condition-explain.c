/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"
#include "records/rg-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Why a condition holds for somebody: the facts behind the parts that hold. */

typedef struct
{
  RgConditionJob job;
  gint64 customer;
  RgRow *row;
  GPtrArray *facts;
} Explaining;

/* Whether @part holds, by itself. */
static gboolean
holds (Explaining *work, const RgCondition *part)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM main.customer t WHERE t.id = ");
  g_autoptr (RgStatement) statement = NULL;

  g_string_append_printf (sql, "%" G_GINT64_FORMAT " AND (", work->customer);
  if (!rg_condition_append_sql_of_few (part, work->job.read, "customer", sql, NULL))
    return FALSE;
  g_string_append_c (sql, ')');
  statement = rg_database_prepare (work->job.db, sql->str, NULL);
  return statement != NULL && rg_statement_step (statement, NULL) == RG_STEP_ROW;
}

/* --- the timeline ------------------------------------------------------------------ */

/* @answer of the customer's entries that are meant: their number, their sum, the
 * time of the newest. */
static gboolean
ask_entries (Explaining *work, const RgConditionTimeline *timeline, const char *answer, RgValue *value)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (sql, "SELECT (SELECT %s", answer);
  rg_condition_timeline_entries (&work->job, timeline, sql);
  g_string_append_printf (sql, ") FROM main.customer t WHERE t.id = %" G_GINT64_FORMAT, work->customer);
  statement = rg_database_prepare (work->job.db, sql->str, NULL);
  if (statement == NULL || rg_statement_step (statement, NULL) != RG_STEP_ROW)
    return FALSE;
  rg_statement_get_value (statement, 0, value);
  return TRUE;
}

/* The day of a sale's date or an event's time. (nullable) */
static char *
day_of (const RgConditionJob *job, const RgValue *value)
{
  GDate day;

  g_date_clear (&day, 1);
  if (value->kind == RG_VALUE_TEXT)
    return rg_date_from_iso (value->text, &day) ? rg_date_format (&day, TRUE, &job->today) : NULL;
  if (value->kind == RG_VALUE_INTEGER)
    {
      rg_date_of_instant (value->integer, &day);
      return rg_date_format (&day, TRUE, &job->today);
    }
  return NULL;
}

/* "3 sales since 1 March": a window that goes with the day becomes the day on
 * which it begins. */
static char *
with_since (const RgConditionJob *job, const RgConditionTimeline *timeline, const char *what)
{
  g_autofree char *from =
      timeline->window.has_from ? rg_date_format (&timeline->window.from, TRUE, &job->today) : NULL;
  g_autofree char *where = rg_condition_where_words (job, timeline);
  g_autofree char *words = NULL;

  words = from != NULL ? g_strdup_printf (C_ ("fact", "%1$s since %2$s"), what, from) : g_strdup (what);
  return where != NULL ? g_strdup_printf (C_ ("filter", "%1$s (%2$s)"), words, where)
                       : g_steal_pointer (&words);
}

/* "last visit on 16 May": who has been away says since when. */
static char *
last_words (Explaining *work, RgConditionTimeline timeline)
{
  g_auto (RgValue) newest = RG_VALUE_INIT;
  g_autofree char *day = NULL;

  timeline.window = (RgConditionWindow) { 0 };
  ask_entries (work, &timeline, g_str_equal (timeline.what, "sale") ? "max (e.date)" : "max (e.at)", &newest);
  day = day_of (&work->job, &newest);
  if (day == NULL)
    return g_strdup (rg_condition_none_words (timeline.what));
  return g_strdup_printf (C_ ("fact", "%1$s on %2$s"), rg_condition_last_words (timeline.what), day);
}

static char *
timeline_fact (Explaining *work, const RgConditionTimeline *timeline, JsonObject *leaf)
{
  gboolean sum = g_str_equal (timeline->op, "sum");
  g_auto (RgValue) answer = RG_VALUE_INIT;
  g_autofree char *what = NULL;

  if (rg_condition_timeline_is_none (timeline) || g_str_equal (timeline->op, "last"))
    return last_words (work, *timeline);
  if (g_str_equal (timeline->op, "every") ||
      !ask_entries (work, timeline, sum ? "ifnull (sum (e.amount_fen), 0)" : "count (*)", &answer))
    return rg_condition_timeline_words (&work->job, timeline, leaf);
  if (sum)
    {
      g_autofree char *fen = rg_condition_fen_words (answer.integer);

      what = g_strdup_printf (C_ ("fact", "sales of %s"), fen);
    }
  else
    what = rg_condition_count_words (timeline->what, answer.integer);
  return with_since (&work->job, timeline, what);
}

/* --- parts ------------------------------------------------------------------------- */

/* "Region: 成都": what the row has, or what the part says of nothing. */
static char *
field_fact (Explaining *work, const RgConditionField *test, JsonObject *leaf)
{
  g_autofree char *value = rg_row_format (work->row, test->field, RG_FORMAT_DISPLAY);

  if (value == NULL || *value == '\0' || (test->field->flags & RG_FIELD_VIRTUAL) != 0)
    return rg_condition_field_words (&work->job, test, leaf);
  return g_strdup_printf (C_ ("fact", "%1$s: %2$s"), rg_field_get_label (test->field), value);
}

static char *
leaf_fact (Explaining *work, const RgCondition *part)
{
  JsonObject *leaf = part->leaf;
  g_auto (RgConditionField) field = { 0 };
  RgConditionTimeline timeline;

  if (json_object_has_member (leaf, "field") && rg_condition_field_read (&work->job, leaf, &field, NULL))
    return field_fact (work, &field, leaf);
  if (json_object_has_member (leaf, "timeline") &&
      rg_condition_timeline_read (&work->job, leaf, &timeline, NULL))
    return timeline_fact (work, &timeline, leaf);
  return rg_condition_leaf_words (&work->job, part);
}

static void
add_fact (Explaining *work, char *fact)
{
  if (g_ptr_array_find_with_equal_func (work->facts, fact, g_str_equal, NULL))
    g_free (fact);
  else
    g_ptr_array_add (work->facts, fact);
}

/* Of "any of" the parts that hold, of the others all. What holds because
 * something does not is said as it stands. */
static void
add_facts (Explaining *work, const RgCondition *part)
{
  if (!holds (work, part))
    return;
  if (part->kind == RG_CONDITION_LEAF)
    add_fact (work, leaf_fact (work, part));
  else if (part->kind == RG_CONDITION_NONE)
    add_fact (work, rg_condition_describe (part, work->job.read, "customer"));
  else
    for (guint i = 0; i < part->children->len; i++)
      add_facts (work, g_ptr_array_index (part->children, i));
}

/**
 * rg_condition_explain:
 * @self: a condition
 * @read: a transaction
 * @customer: a customer's id
 *
 * Returns: (transfer full): why it holds for @customer; "" when it does not, or
 *   when it holds for everybody
 */
char *
rg_condition_explain (const RgCondition *self, RgRead *read, gint64 customer)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  Explaining work = { .customer = customer, .facts = facts };
  GString *words = g_string_new (NULL);

  rg_condition_job_init (&work.job, read, "customer");
  work.row = rg_row_read (read, work.job.entity, customer, NULL);
  if (work.row != NULL)
    add_facts (&work, self);
  g_clear_pointer (&work.row, rg_row_unref);
  for (guint i = 0; i < facts->len; i++)
    {
      if (i > 0)
        /* Translators: stands between facts: “3 sales since 1 March; Region: 成都”. */
        g_string_append (words, C_ ("fact", "; "));
      g_string_append (words, g_ptr_array_index (facts, i));
    }
  return g_string_free_and_steal (words);
}
