/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-parts-private.h"

#include "shop/rg-child-stages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts of rows about what happened, and about people who belong to somebody. */

/* --- what happened -------------------------------------------------------- */

/* Which of the two is meant is told by the member that the number is written to. */
static void
write_bound (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));
  const char *wanted = selected == 1 ? "max" : "min", *other = selected == 1 ? "min" : "max";

  if (!json_object_has_member (leaf, other))
    return;
  json_object_set_member (leaf, wanted, json_node_copy (json_object_get_member (leaf, other)));
  json_object_remove_member (leaf, other);
}

static void
add_bounds (RgPartsBuild *build)
{
  gboolean most = json_object_has_member (build->leaf, "max") && !json_object_has_member (build->leaf, "min");
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free), *labels = g_ptr_array_new ();
  gboolean sum = g_str_equal (build->op, "sum");
  g_autoptr (JsonObject) bound = json_object_new ();
  RgPart *part;

  g_ptr_array_add (words, g_strdup ("min"));
  g_ptr_array_add (words, g_strdup ("max"));
  g_ptr_array_add (labels, (char *) _ ("at least"));
  g_ptr_array_add (labels, (char *) _ ("at most"));
  rg_parts_add_words (build, "bound", words, labels, _ ("At least or at most"));
  part = g_ptr_array_index (build->parts, build->parts->len - 1);
  part->write = write_bound;
  g_signal_handlers_disconnect_by_data (part->widget, part);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (part->widget), most ? 1 : 0);
  g_signal_connect_swapped (part->widget, "notify::selected", G_CALLBACK (rg_part_form_cb), part);
  if (sum)
    rg_parts_add_money (build, build->leaf, most ? "max" : "min", _ ("Amount"));
  else
    {
      rg_parts_add_number (build, most ? "max" : "min", _ ("How often"), "1");
      rg_parts_add_label (build, _ ("times"));
    }
}

enum
{
  EVER,
  LAST_DAYS,
  FROM_TO,
};

/* What another period needs, without what the one before needed; the widgets
 * follow. */
static void
write_period (RgPart *part, JsonObject *leaf)
{
  guint period = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));

  if (period != LAST_DAYS && json_object_has_member (leaf, "days"))
    json_object_remove_member (leaf, "days");
  if (period != FROM_TO && json_object_has_member (leaf, "from"))
    json_object_remove_member (leaf, "from");
  if (period != FROM_TO && json_object_has_member (leaf, "to"))
    json_object_remove_member (leaf, "to");
  if (period == LAST_DAYS && !json_object_has_member (leaf, "days"))
    json_object_set_int_member (leaf, "days", 30);
  if (period == FROM_TO && !json_object_has_member (leaf, "from"))
    {
      json_object_set_string_member (leaf, "from", "month-start");
      json_object_set_string_member (leaf, "to", "today");
    }
}

void
rg_parts_add_period (RgPartsBuild *build)
{
  gboolean days = json_object_has_member (build->leaf, "days");
  gboolean from = json_object_has_member (build->leaf, "from") || json_object_has_member (build->leaf, "to");
  const char *labels[] = { _ ("at any time"), _ ("in the last"), _ ("between two days"), NULL };
  GtkWidget *list = rg_condition_drop_down (labels, _ ("When"), FALSE);
  RgPart *part;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), days ? LAST_DAYS : from ? FROM_TO : EVER);
  part = rg_parts_add (build, list, "period", write_period, NULL);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (rg_part_form_cb), part);
  if (days)
    {
      rg_parts_add_number (build, "days", _ ("Days"), "30");
      rg_parts_add_label (build, _ ("days"));
    }
  else if (from)
    {
      rg_parts_add_day (build, "from", _ ("First day"));
      rg_parts_add_day (build, "to", _ ("Last day"));
    }
}

typedef struct
{
  const char *member;
  const char *label;
} Where;

static const Where of_sales[] = {
  { "item", N_ ("Item contains") },
  { "category", N_ ("Category is") },
  { "channel", N_ ("Channel is") },
  { "text", N_ ("Notes contain") },
  { "promo", N_ ("At a discount") },
  { "min_fen", N_ ("At least") },
  { NULL, NULL },
};
static const Where of_events[] = {
  { "text", N_ ("Text contains") },
  { "outcome", N_ ("Outcome is") },
  { "staff", N_ ("Staff is") },
  { NULL, NULL },
};

/* Wraps what a part writes into "where". */
static void
write_where (RgPart *part, JsonObject *leaf, RgPartWrite write)
{
  JsonObject *where;

  if (!json_object_has_member (leaf, "where"))
    json_object_set_object_member (leaf, "where", json_object_new ());
  where = json_object_get_object_member (leaf, "where");
  write (part, where);
}

static void
write_where_text (RgPart *part, JsonObject *leaf)
{
  write_where (part, leaf, rg_part_write_text);
}

static void
write_where_yes_no (RgPart *part, JsonObject *leaf)
{
  write_where (part, leaf, rg_part_write_boolean);
}

static void
write_where_money (RgPart *part, JsonObject *leaf)
{
  write_where (part, leaf, rg_part_write_money);
}

/* A list of what can be said more, of which "nothing" is the first; choosing one
 * puts an empty value there, for which the next row of parts has a widget. */
static void
write_more (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));
  const char *member =
      selected > 0 && selected <= part->words->len ? g_ptr_array_index (part->words, selected - 1) : NULL;
  JsonObject *where;

  if (member == NULL)
    return;
  if (!json_object_has_member (leaf, "where"))
    json_object_set_object_member (leaf, "where", json_object_new ());
  where = json_object_get_object_member (leaf, "where");
  if (g_str_equal (member, "promo"))
    json_object_set_boolean_member (where, member, TRUE);
  else if (g_str_equal (member, "min_fen"))
    json_object_set_int_member (where, member, 10000);
  else
    json_object_set_string_member (where, member, "");
}

static void
add_where (RgPartsBuild *build, JsonObject *where, const Where *what)
{
  g_autofree char *text = rg_parts_dup_member (where, what->member);

  rg_parts_add_label (build, _ (what->label));
  if (g_str_equal (what->member, "promo"))
    {
      rg_parts_add_yes_no (build, where, what->member, _ (what->label));
      ((RgPart *) g_ptr_array_index (build->parts, build->parts->len - 1))->write = write_where_yes_no;
    }
  else if (g_str_equal (what->member, "min_fen"))
    {
      rg_parts_add_money (build, where, what->member, _ (what->label));
      ((RgPart *) g_ptr_array_index (build->parts, build->parts->len - 1))->write = write_where_money;
    }
  else
    rg_parts_add_entry (build, what->member, text, _ (what->label), 14, write_where_text);
}

static void
add_wheres (RgPartsBuild *build)
{
  const Where *all = g_str_equal (build->topic->key, "sale") ? of_sales : of_events;
  JsonNode *node = json_object_get_member (build->leaf, "where");
  JsonObject *where = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *list;
  RgPart *part;

  g_ptr_array_add (labels, (char *) (where == NULL ? _ ("whatever it was") : _ ("and nothing more")));
  for (const Where *what = all; what->member != NULL; what++)
    if (where != NULL && json_object_has_member (where, what->member))
      add_where (build, where, what);
    else
      {
        g_ptr_array_add (words, g_strdup (what->member));
        g_ptr_array_add (labels, (char *) _ (what->label));
      }
  g_ptr_array_add (labels, NULL);
  list = rg_condition_drop_down ((const char *const *) labels->pdata, _ ("What it was"), FALSE);
  part = rg_parts_add (build, list, "where", write_more, NULL);
  part->words = words;
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (rg_part_form_cb), part);
}

void
rg_parts_add_timeline (RgPartsBuild *build)
{
  if (g_str_equal (build->op, "count") || g_str_equal (build->op, "sum"))
    add_bounds (build);
  rg_parts_add_period (build);
  add_wheres (build);
}

/* --- moves between life stages -------------------------------------------- */

static void
add_stages (RgPartsBuild *build, const char *member, const char *any, const char *name)
{
  const RgField *field = build->topic->field;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free), *labels = g_ptr_array_new ();

  g_ptr_array_add (words, g_strdup (""));
  g_ptr_array_add (labels, (char *) any);
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      g_ptr_array_add (words, g_strdup (choice->key));
      g_ptr_array_add (labels, (char *) rg_choice_get_label (field, choice));
    }
  rg_parts_add_words (build, member, words, labels, name);
}

void
rg_parts_add_moved (RgPartsBuild *build)
{
  rg_parts_add_label (build, C_ ("filter", "into"));
  add_stages (build, "moved", _ ("any stage"), _ ("Into the life stage"));
  rg_parts_add_label (build, C_ ("filter", "from"));
  add_stages (build, "was", _ ("any stage"), _ ("From the life stage"));
  rg_parts_add_period (build);
}

/* --- tasks ---------------------------------------------------------------- */

static void
write_within (RgPart *part, JsonObject *leaf)
{
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget)) == 0)
    {
      if (json_object_has_member (leaf, "within"))
        json_object_remove_member (leaf, "within");
    }
  else if (!json_object_has_member (leaf, "within"))
    json_object_set_int_member (leaf, "within", 7);
}

void
rg_parts_add_task (RgPartsBuild *build)
{
  gboolean within = json_object_has_member (build->leaf, "within");
  const char *labels[] = { _ ("on any day"), _ ("in the next"), NULL };
  GtkWidget *list;
  RgPart *part;

  /* What is overdue is not ahead. */
  if (g_str_equal (build->topic->key, "overdue"))
    return;
  list = rg_condition_drop_down (labels, _ ("When"), FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), within ? 1 : 0);
  part = rg_parts_add (build, list, "period", write_within, NULL);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (rg_part_form_cb), part);
  if (!within)
    return;
  rg_parts_add_number (build, "within", _ ("Days"), "7");
  rg_parts_add_label (build, _ ("days"));
}

/* --- people --------------------------------------------------------------- */

/* A list of the stages of children, and beside it the months from which and to
 * which somebody counts; these can be any. Choosing a stage puts its months there,
 * and months that are no stage's are "another age". */

static JsonArray *
find_ages (JsonObject *leaf)
{
  JsonNode *node = json_object_get_member (leaf, "age_months");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* What stands at @index; "" when nothing does. */
static char *
dup_age (JsonArray *ages, guint index)
{
  JsonNode *node =
      ages != NULL && index < json_array_get_length (ages) ? json_array_get_element (ages, index) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("");
}

static gboolean
is_age (JsonArray *ages, guint index, guint months)
{
  g_autofree char *age = dup_age (ages, index), *wanted = g_strdup_printf ("%u", months);

  return g_str_equal (age, wanted);
}

/* Which choice of the list means @ages: any, a stage, or another age. */
static guint
find_stage (JsonArray *ages)
{
  guint n;
  const RgChildStage *stages = rg_child_stages (&n);

  if (ages == NULL)
    return 0;
  for (guint i = 0; i < n; i++)
    if (is_age (ages, 0, stages[i].from) && is_age (ages, 1, stages[i].to))
      return i + 1;
  return n + 1;
}

/* Each entry puts its month behind the one before. What is no number stands as it
 * is, and is told at the row. */
static void
write_age (RgPart *part, JsonObject *leaf)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (part->widget))));
  gint64 months;

  if (!json_object_has_member (leaf, part->member))
    json_object_set_array_member (leaf, part->member, json_array_new ());
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &months, NULL))
    json_array_add_int_element (find_ages (leaf), months);
  else
    json_array_add_string_element (find_ages (leaf), text);
}

/* Behind the entries: only a choice that was made now counts more than they. */
static void
write_stage (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget)), n;
  const RgChildStage *stages = rg_child_stages (&n);
  JsonArray *ages;

  if (selected == part->shown)
    {
      part->shown = find_stage (find_ages (leaf));
      g_signal_handlers_block_matched (part->widget, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, part);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (part->widget), part->shown);
      g_signal_handlers_unblock_matched (part->widget, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, part);
      return;
    }
  if (selected == 0)
    {
      json_object_remove_member (leaf, "age_months");
      return;
    }
  if (selected > n && find_ages (leaf) != NULL)
    return;
  ages = json_array_new ();
  json_array_add_int_element (ages, selected <= n ? stages[selected - 1].from : 0);
  json_array_add_int_element (ages, selected <= n ? stages[selected - 1].to : stages[n - 1].to);
  json_object_set_array_member (leaf, "age_months", ages);
}

static void
add_ages (RgPartsBuild *build)
{
  static const char *const ends[] = { N_ ("From the month"), N_ ("To before the month") };
  JsonArray *ages = find_ages (build->leaf);

  for (guint i = 0; ages != NULL && i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *text = dup_age (ages, i);

      if (i > 0)
        rg_parts_add_label (build, "–");
      rg_parts_add_entry (build, "age_months", text, _ (ends[i]), 4, write_age);
    }
  if (ages != NULL)
    rg_parts_add_label (build, _ ("months old"));
}

void
rg_parts_add_relation (RgPartsBuild *build)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n;
  const RgChildStage *stages = rg_child_stages (&n);
  GtkWidget *list;
  RgPart *part;

  g_ptr_array_add (labels, (char *) _ ("of any age"));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (labels, (char *) rg_child_stage_get_name (&stages[i]));
  g_ptr_array_add (labels, (char *) _ ("of another age"));
  g_ptr_array_add (labels, NULL);
  list = rg_condition_drop_down ((const char *const *) labels->pdata, _ ("Age"), FALSE);
  part = rg_parts_add (build, list, "stage", write_stage, NULL);
  part->shown = find_stage (find_ages (build->leaf));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), part->shown);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (rg_part_form_cb), part);
  add_ages (build);
}
