/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"
#include "records/rg-default-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Leaves about what happened: sales by their date, events by their local day.
 * Both tables have an index that begins with the customer and goes on with the
 * time. */

#define MOST_COUNT 1000000
#define MOST_FEN G_GINT64_CONSTANT (100000000000000)

typedef struct
{
  const char *key;
  const char *sale;  /* (nullable): column of a sale */
  const char *event; /* (nullable): column of an event */
  gboolean part;     /* the text is contained, not the whole */
} Word;

static const Word words[] = {
  { "item", "item", NULL, TRUE },        { "category", "category", NULL, FALSE },
  { "channel", "channel", NULL, FALSE }, { "text", "notes", "text", TRUE },
  { "outcome", NULL, "outcome", FALSE }, { "staff", NULL, "staff", FALSE },
};

static gboolean
is_sale (const RgConditionTimeline *timeline)
{
  return g_str_equal (timeline->what, "sale");
}

static gboolean
refuse_word (const char *word, GError **error)
{
  return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                              _ ("A part of a filter says “%s”, which this version does not know there."),
                              word);
}

/* --- reading ---------------------------------------------------------------------- */

static gboolean
read_where (RgConditionTimeline *timeline, JsonObject *leaf, GError **error)
{
  static const char *const of_sales[] = { "item", "category", "channel", "text", "promo", "min_fen", NULL };
  static const char *const of_events[] = { "text", "outcome", "staff", NULL };
  JsonNode *node = json_object_get_member (leaf, "where");
  gboolean given, flag;
  gint64 number;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_word ("where", error);
  timeline->where = json_node_get_object (node);
  if (!rg_condition_only_knows (timeline->where, is_sale (timeline) ? of_sales : of_events, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *text;

      if (!rg_condition_get_text (timeline->where, words[i].key, FALSE, &text, error))
        return FALSE;
    }
  return rg_condition_get_flag (timeline->where, "promo", &given, &flag, error) &&
         rg_condition_get_whole (timeline->where, "min_fen", -MOST_FEN, MOST_FEN, &given, &number, error);
}

static gboolean
read_what (const RgConditionJob *job, RgConditionTimeline *timeline, JsonObject *leaf, GError **error)
{
  const RgEntity *event = rg_catalog_find (rg_read_get_catalog (job->read), "event");

  if (!rg_condition_get_text (leaf, "timeline", TRUE, &timeline->what, error))
    return FALSE;
  if (is_sale (timeline) || g_str_equal (timeline->what, "event") || g_str_equal (timeline->what, "contact"))
    return TRUE;
  for (const RgChoice *choice = rg_entity_find_field (event, "kind")->choices; choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, timeline->what))
        return TRUE;
    }
  return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("The timeline has no “%s”."),
                              timeline->what);
}

/* Which operators there are, and whether they take "min" and "max". */
static gboolean
read_op (RgConditionTimeline *timeline, JsonObject *leaf, GError **error)
{
  static const char *const ops[] = { "count", "sum", "none", "last", "every", NULL };
  const char *op;

  if (!rg_condition_get_text (leaf, "op", FALSE, &op, error))
    return FALSE;
  timeline->op = NULL;
  for (guint i = 0; ops[i] != NULL; i++)
    {
      if (g_str_equal (op != NULL ? op : "count", ops[i]))
        timeline->op = ops[i];
    }
  if (timeline->op == NULL || (g_str_equal (timeline->op, "sum") && !is_sale (timeline)))
    return refuse_word (op, error);
  return TRUE;
}

static gboolean
read_bounds (RgConditionTimeline *timeline, JsonObject *leaf, GError **error)
{
  gboolean sum = g_str_equal (timeline->op, "sum");
  gboolean count = g_str_equal (timeline->op, "count");
  gint64 most = sum ? MOST_FEN : MOST_COUNT;

  if (!rg_condition_get_whole (leaf, "min", sum ? -most : 0, most, &timeline->has_min, &timeline->min,
                               error) ||
      !rg_condition_get_whole (leaf, "max", sum ? -most : 0, most, &timeline->has_max, &timeline->max, error))
    return FALSE;
  if (!sum && !count && (timeline->has_min || timeline->has_max))
    return refuse_word (timeline->has_min ? "min" : "max", error);
  if (sum && !timeline->has_min && !timeline->has_max)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."), "min");
  if (count && !timeline->has_min && !timeline->has_max)
    {
      timeline->has_min = TRUE;
      timeline->min = 1;
    }
  return TRUE;
}

gboolean
rg_condition_timeline_read (const RgConditionJob *job,
                            JsonObject *leaf,
                            RgConditionTimeline *timeline,
                            GError **error)
{
  static const char *const known[] = { "timeline", "op", "min", "max", "days", "from", "to", "where", NULL };

  *timeline = (RgConditionTimeline) { 0 };
  if (!rg_condition_only_knows (leaf, known, error) || !read_what (job, timeline, leaf, error) ||
      !read_op (timeline, leaf, error) || !read_bounds (timeline, leaf, error) ||
      !rg_condition_window_read (leaf, &job->today, &timeline->window, error) ||
      !read_where (timeline, leaf, error))
    return FALSE;
  if (g_str_equal (timeline->op, "last") && !timeline->window.has_from && !timeline->window.has_to)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."),
                                "days");
  if (g_str_equal (timeline->op, "every") && timeline->where == NULL)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."),
                                "where");
  return TRUE;
}

/* --- SQL ---------------------------------------------------------------------------- */

/* What "where" says of the row e. */
static void
append_where (const RgConditionTimeline *timeline, GString *sql)
{
  gboolean sale = is_sale (timeline);
  JsonObject *where = timeline->where;

  for (guint i = 0; where != NULL && i < G_N_ELEMENTS (words); i++)
    {
      const char *column = sale ? words[i].sale : words[i].event;
      const char *text = json_object_get_string_member_with_default (where, words[i].key, NULL);

      if (column == NULL || text == NULL)
        continue;
      g_string_append_printf (sql, " AND e.%s", column);
      if (words[i].part)
        rg_condition_append_like (sql, text, TRUE);
      else
        {
          g_string_append (sql, " = ");
          rg_condition_append_text (sql, text);
        }
    }
  if (where != NULL && rg_condition_find_member (where, "promo") != NULL)
    g_string_append_printf (sql, " AND e.promo IS %s",
                            json_object_get_boolean_member (where, "promo") ? "TRUE" : "NOT TRUE");
  if (where != NULL && rg_condition_find_member (where, "min_fen") != NULL)
    g_string_append_printf (sql, " AND e.amount_fen >= %" G_GINT64_FORMAT,
                            json_object_get_int_member (where, "min_fen"));
}

static void
append_day_bound (const RgConditionTimeline *timeline, const GDate *day, gboolean end, GString *sql)
{
  g_autofree char *iso = rg_date_to_iso (day);
  GDate after = *day;

  g_date_add_days (&after, end ? 1 : 0);
  if (is_sale (timeline))
    g_string_append_printf (sql, " %s '%s'", end ? "<=" : ">=", iso);
  else
    g_string_append_printf (sql, " %s %" G_GINT64_FORMAT, end ? "<" : ">=", rg_date_start (&after));
}

static void
append_window (const RgConditionTimeline *timeline, const char *what, GString *sql)
{
  if (timeline->window.has_from)
    {
      g_string_append_printf (sql, " AND %s", what);
      append_day_bound (timeline, &timeline->window.from, FALSE, sql);
    }
  if (timeline->window.has_to)
    {
      g_string_append_printf (sql, " AND %s", what);
      append_day_bound (timeline, &timeline->window.to, TRUE, sql);
    }
}

/* "FROM … WHERE …": the customer's entries of this kind. */
static void
append_entries (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  const char *table = is_sale (timeline) ? "sale" : "event";

  g_string_append_printf (sql, " FROM main.%s e WHERE e.customer_id = t.id", table);
  if (g_str_equal (timeline->what, "contact"))
    {
      g_string_append (sql, " AND e.kind IN (");
      rg_default_data_append_contact_kinds (sql);
      g_string_append_c (sql, ')');
    }
  else if (!is_sale (timeline) && !g_str_equal (timeline->what, "event"))
    {
      g_string_append (sql, " AND e.kind = ");
      rg_condition_append_text (sql, timeline->what);
    }
  rg_read_hide_open (job->read, table, "e", sql);
}

static const char *
time_column (const RgConditionTimeline *timeline)
{
  return is_sale (timeline) ? "e.date" : "e.at";
}

void
rg_condition_timeline_entries (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  append_entries (job, timeline, sql);
  append_window (timeline, time_column (timeline), sql);
  append_where (timeline, sql);
}

static void
append_exists (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  g_string_append (sql, "EXISTS (SELECT 1");
  rg_condition_timeline_entries (job, timeline, sql);
  g_string_append_c (sql, ')');
}

static void
append_bounds (const RgConditionTimeline *timeline, GString *sql)
{
  if (timeline->has_min && timeline->has_max)
    g_string_append_printf (sql, " BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT, timeline->min,
                            timeline->max);
  else if (timeline->has_min)
    g_string_append_printf (sql, " >= %" G_GINT64_FORMAT, timeline->min);
  else
    g_string_append_printf (sql, " <= %" G_GINT64_FORMAT, timeline->max);
}

/* No more entries are counted than needed to know. */
static void
count_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  if (timeline->has_min && timeline->min == 1 && !timeline->has_max)
    {
      append_exists (job, timeline, sql);
      return;
    }
  g_string_append (sql, "(SELECT count (*) FROM (SELECT 1");
  rg_condition_timeline_entries (job, timeline, sql);
  g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT "))",
                          timeline->has_max ? timeline->max + 1 : timeline->min);
  append_bounds (timeline, sql);
}

static void
sum_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  g_string_append (sql, "(SELECT ifnull (sum (e.amount_fen), 0)");
  rg_condition_timeline_entries (job, timeline, sql);
  g_string_append_c (sql, ')');
  append_bounds (timeline, sql);
}

/* The newest one lies in the window. */
static void
last_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  g_string_append_printf (sql, "EXISTS (SELECT 1 FROM (SELECT max (%s) AS newest", time_column (timeline));
  append_entries (job, timeline, sql);
  append_where (timeline, sql);
  g_string_append (sql, ") WHERE newest IS NOT NULL");
  append_window (timeline, "newest", sql);
  g_string_append_c (sql, ')');
}

/* There is one, and there is none that does not say so. */
static void
every_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  append_exists (job, timeline, sql);
  g_string_append (sql, " AND NOT EXISTS (SELECT 1");
  append_entries (job, timeline, sql);
  append_window (timeline, time_column (timeline), sql);
  g_string_append (sql, " AND (1");
  append_where (timeline, sql);
  g_string_append (sql, ") IS NOT TRUE)");
}

void
rg_condition_timeline_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql)
{
  g_string_append_c (sql, '(');
  if (g_str_equal (timeline->op, "sum"))
    sum_sql (job, timeline, sql);
  else if (g_str_equal (timeline->op, "last"))
    last_sql (job, timeline, sql);
  else if (g_str_equal (timeline->op, "every"))
    every_sql (job, timeline, sql);
  else if (g_str_equal (timeline->op, "none"))
    {
      g_string_append (sql, "NOT ");
      append_exists (job, timeline, sql);
    }
  else
    count_sql (job, timeline, sql);
  g_string_append_c (sql, ')');
}
