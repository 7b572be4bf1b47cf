/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-parts-private.h"

#include "app/filter/rg-condition-day.h"
#include "shop/rg-tag-looks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
rg_part_free (RgPart *part)
{
  g_signal_handlers_disconnect_by_data (part->widget, part);
  g_object_unref (part->widget);
  g_clear_pointer (&part->words, g_ptr_array_unref);
  rg_condition_choices_unref (part->choices);
  g_free (part);
}

/**
 * rg_part_get_widget:
 * @part: a piece of a row
 *
 * Returns: (transfer none): what is shown
 */
GtkWidget *
rg_part_get_widget (RgPart *part)
{
  return part->widget;
}

/* Some look at what the others have written. */
static gboolean
is_late (const RgPart *part)
{
  return g_strcmp0 (part->member, "bound") == 0 || g_strcmp0 (part->member, "period") == 0 ||
         g_strcmp0 (part->member, "where") == 0 || g_strcmp0 (part->member, "stage") == 0;
}

/**
 * rg_parts_write:
 * @parts: (element-type RgPart): of a row
 * @leaf: gets what stands in them
 */
void
rg_parts_write (const GPtrArray *parts, JsonObject *leaf)
{
  for (guint late = 0; late < 2; late++)
    for (guint i = 0; i < parts->len; i++)
      {
        RgPart *part = g_ptr_array_index (parts, i);

        if (part->write != NULL && is_late (part) == (late != 0))
          part->write (part, leaf);
      }
}

/* --- what stands in it ---------------------------------------------------- */

static const char *
part_text (RgPart *part)
{
  return gtk_editable_get_text (GTK_EDITABLE (part->widget));
}

void
rg_part_write_text (RgPart *part, JsonObject *leaf)
{
  g_autofree char *text = g_strstrip (g_strdup (part_text (part)));

  json_object_set_string_member (leaf, part->member, text);
}

/* What is no number stands as it is, and is told at the row. */
static void
write_number (RgPart *part, JsonObject *leaf)
{
  g_autofree char *text = g_strstrip (g_strdup (part_text (part)));
  gint64 number;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_object_set_int_member (leaf, part->member, number);
  else if (*text != '\0')
    json_object_set_string_member (leaf, part->member, text);
}

void
rg_part_write_money (RgPart *part, JsonObject *leaf)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  RgField field = { .key = part->member, .label = "", .type = &rg_type_money };
  g_autofree char *text = g_strstrip (g_strdup (part_text (part)));

  if (*text == '\0')
    return;
  if (rg_field_parse (&field, text, &value, NULL) && !rg_value_is_null (&value))
    json_object_set_int_member (leaf, part->member, rg_value_get_integer (&value));
  else
    json_object_set_string_member (leaf, part->member, text);
}

static void
write_list (RgPart *part, JsonObject *leaf)
{
  g_autoptr (GString) text = g_string_new (part_text (part));
  g_autoptr (JsonArray) array = json_array_new ();
  g_auto (GStrv) words = NULL;

  g_string_replace (text, "，", ",", 0);
  g_string_replace (text, "、", ",", 0);
  g_string_replace (text, "；", ",", 0);
  words = g_strsplit (text->str, ",", -1);
  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      json_array_add_string_element (array, *word);
  json_object_set_array_member (leaf, part->member, g_steal_pointer (&array));
}

static void
write_word (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));

  if (part->words != NULL && selected < part->words->len)
    json_object_set_string_member (leaf, part->member, g_ptr_array_index (part->words, selected));
}

void
rg_part_write_boolean (RgPart *part, JsonObject *leaf)
{
  json_object_set_boolean_member (leaf, part->member,
                                  gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget)) == 0);
}

static void
write_check (RgPart *part, JsonObject *leaf)
{
  json_object_set_boolean_member (leaf, part->member,
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (part->widget)));
}

static void
write_tag (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));
  gint64 id =
      selected < part->choices->tag_ids->len ? g_array_index (part->choices->tag_ids, gint64, selected) : 0;

  if (id > 0)
    json_object_set_int_member (leaf, "tag", id);
  else
    json_object_set_string_member (leaf, "tag", "");
  if (id < 0)
    json_object_set_string_member (leaf, "family", rg_tag_family_key (-1 - id));
  else if (json_object_has_member (leaf, "family"))
    json_object_remove_member (leaf, "family");
}

static void
write_day (RgPart *part, JsonObject *leaf)
{
  g_autofree char *day = rg_condition_day_dup (RG_CONDITION_DAY (part->widget));

  json_object_set_string_member (leaf, part->member, day);
}

/* --- making parts --------------------------------------------------------- */

static void
changed_cb (RgPart *part)
{
  part->changed (part->data, FALSE);
}

void
rg_part_form_cb (RgPart *part)
{
  part->changed (part->data, TRUE);
}

RgPart *
rg_parts_add (RgPartsBuild *build,
              GtkWidget *widget,
              const char *member,
              RgPartWrite write,
              const char *signal)
{
  RgPart *part = g_new0 (RgPart, 1);

  part->widget = g_object_ref_sink (widget);
  part->member = member;
  part->write = write;
  part->changed = build->changed;
  part->data = build->data;
  part->choices = rg_condition_choices_ref (build->choices);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  if (signal != NULL)
    g_signal_connect_swapped (widget, signal, G_CALLBACK (changed_cb), part);
  g_ptr_array_add (build->parts, part);

  return part;
}

void
rg_parts_add_label (RgPartsBuild *build, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dimmed-text");
  rg_parts_add (build, label, NULL, NULL, NULL);
}

/* (transfer full): what @member says as text; "" when nothing. */
char *
rg_parts_dup_member (JsonObject *leaf, const char *member)
{
  JsonNode *node = json_object_get_member (leaf, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return json_to_string (node, FALSE);
}

RgPart *
rg_parts_add_entry (RgPartsBuild *build,
                    const char *member,
                    const char *text,
                    const char *name,
                    int letters,
                    RgPartWrite write)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN (letters, 8));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), letters);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return rg_parts_add (build, entry, member, write, "changed");
}

static void
add_text (RgPartsBuild *build, const char *member, const char *name)
{
  g_autofree char *text = rg_parts_dup_member (build->leaf, member);

  rg_parts_add_entry (build, member, text, name, 20, rg_part_write_text);
}

void
rg_parts_add_number (RgPartsBuild *build, const char *member, const char *name, const char *usual)
{
  g_autofree char *text = rg_parts_dup_member (build->leaf, member);

  rg_parts_add_entry (build, member, *text != '\0' ? text : usual, name, 6, write_number);
}

/* Fen, written as yuan. */
void
rg_parts_add_money (RgPartsBuild *build, JsonObject *from, const char *member, const char *name)
{
  JsonNode *node = json_object_get_member (from, member);
  g_autofree char *text = rg_parts_dup_member (from, member);
  char yuan[G_ASCII_DTOSTR_BUF_SIZE];

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_free (text);
      text =
          g_strdup (g_ascii_formatd (yuan, sizeof yuan, "%.10g", (double) json_node_get_int (node) / 100.0));
    }
  rg_parts_add_label (build, "¥");
  rg_parts_add_entry (build, member, text, name, 9, rg_part_write_money);
}

void
rg_parts_add_day (RgPartsBuild *build, const char *member, const char *name)
{
  GtkWidget *day = rg_condition_day_new (name);
  const char *stored = json_object_get_string_member_with_default (build->leaf, member, NULL);

  rg_condition_day_set (RG_CONDITION_DAY (day), stored);
  rg_parts_add (build, day, member, write_day, "changed");
}

/* Takes @words and @labels. */
void
rg_parts_add_words (RgPartsBuild *build,
                    const char *member,
                    GPtrArray *words,
                    GPtrArray *labels,
                    const char *name)
{
  g_autofree char *stored = rg_parts_dup_member (build->leaf, member);
  GtkWidget *list;
  RgPart *part;
  guint selected = 0;

  g_ptr_array_add (labels, NULL);
  list = rg_condition_drop_down ((const char *const *) labels->pdata, name, words->len > 10);
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (g_ptr_array_index (words, i), stored))
      selected = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  part = rg_parts_add (build, list, member, write_word, "notify::selected");
  part->words = words;
  g_ptr_array_unref (labels);
}

static void
add_choice (RgPartsBuild *build, const RgField *field)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free), *labels = g_ptr_array_new ();

  for (const RgChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    {
      g_ptr_array_add (words, g_strdup (choice->key));
      g_ptr_array_add (labels, (char *) rg_choice_get_label (field, choice));
    }
  rg_parts_add_words (build, "value", words, labels, rg_field_get_label (field));
}

void
rg_parts_add_yes_no (RgPartsBuild *build, JsonObject *from, const char *member, const char *name)
{
  const char *labels[] = { _ ("yes"), _ ("no"), NULL };
  GtkWidget *list = rg_condition_drop_down (labels, name, FALSE);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list),
                              json_object_get_boolean_member_with_default (from, member, TRUE) ? 0 : 1);
  rg_parts_add (build, list, member, rg_part_write_boolean, "notify::selected");
}

static void
add_list (RgPartsBuild *build)
{
  JsonNode *node = json_object_get_member (build->leaf, "value");
  g_autoptr (GString) text = g_string_new (NULL);
  RgPart *part;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              json_array_get_string_element (json_node_get_array (node), i));
  part = rg_parts_add_entry (build, "value", text->str, build->topic->label, 24, write_list);
  gtk_entry_set_placeholder_text (GTK_ENTRY (part->widget), _ ("One, another, …"));
}

/* --- fields --------------------------------------------------------------- */

static void
add_birthday (RgPartsBuild *build)
{
  GPtrArray *words, *labels;

  if (g_str_equal (build->op, "age"))
    {
      rg_parts_add_number (build, "value", _ ("From the age"), "");
      rg_parts_add_label (build, "–");
      rg_parts_add_number (build, "to", _ ("To the age"), "");
      return;
    }
  words = g_ptr_array_new_with_free_func (g_free);
  labels = g_ptr_array_new_with_free_func (g_free);
  if (g_str_equal (build->op, "month"))
    for (guint month = 1; month <= 12; month++)
      {
        g_ptr_array_add (words, g_strdup_printf ("%u", month));
        g_ptr_array_add (labels, g_strdup_printf (_ ("month %u"), month));
      }
  else
    {
      static const struct
      {
        const char *word;
        const char *label;
      } spans[] = {
        { "0", N_ ("today") },
        { "7", N_ ("7 days") },
        { "14", N_ ("14 days") },
        { "30", N_ ("30 days") },
        { "this-week", N_ ("this week") },
        { "this-month", N_ ("this month") },
      };

      for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
        {
          g_ptr_array_add (words, g_strdup (spans[i].word));
          g_ptr_array_add (labels, g_strdup (_ (spans[i].label)));
        }
    }
  rg_parts_add_words (build, "value", words, labels, build->topic->label);
  if (g_str_equal (build->op, "within"))
    ((RgPart *) g_ptr_array_index (build->parts, build->parts->len - 1))->write = NULL;
}

/* A number of days is a number, "this-week" a word. */
static void
write_span (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));
  const char *word = g_ptr_array_index (part->words, MIN (selected, part->words->len - 1));

  if (g_ascii_isdigit (*word))
    json_object_set_int_member (leaf, part->member, g_ascii_strtoll (word, NULL, 10));
  else
    json_object_set_string_member (leaf, part->member, word);
}

static void
add_field (RgPartsBuild *build)
{
  const RgField *field = build->topic->field;
  gboolean days = field->type == &rg_type_date || field->type == &rg_type_instant;
  gboolean two = g_str_equal (build->op, "between");

  if (g_str_equal (build->op, "filled") || g_str_equal (build->op, "empty"))
    return;
  if (field->type == &rg_type_ref && (g_str_equal (build->op, "is") || g_str_equal (build->op, "is-not")))
    rg_parts_add_stage (build);
  else if (field->type == &rg_type_ref)
    rg_parts_add_stages (build);
  else if (g_str_equal (build->op, "one-of") || g_str_equal (build->op, "none-of"))
    add_list (build);
  else if (field->type == &rg_type_lunar_date)
    {
      add_birthday (build);
      if (g_str_equal (build->op, "within"))
        ((RgPart *) g_ptr_array_index (build->parts, build->parts->len - 1))->write = write_span;
    }
  else if (days)
    rg_parts_add_day (build, "value", field != NULL ? build->topic->label : "");
  else if (field->type == &rg_type_yes_no)
    rg_parts_add_yes_no (build, build->leaf, "value", build->topic->label);
  else if (field->choices != NULL && g_str_has_prefix (field->type->id, "choice"))
    add_choice (build, field);
  else if (field->type == &rg_type_money)
    rg_parts_add_money (build, build->leaf, "value", build->topic->label);
  else
    add_text (build, "value", build->topic->label);
  if (!two)
    return;
  rg_parts_add_label (build, "–");
  if (days)
    rg_parts_add_day (build, "to", build->topic->label);
  else if (field->type == &rg_type_money)
    rg_parts_add_money (build, build->leaf, "to", build->topic->label);
  else
    add_text (build, "to", build->topic->label);
}

/* --- tags ----------------------------------------------------------------- */

static guint
find_tag (RgPartsBuild *build)
{
  JsonNode *node = json_object_get_member (build->leaf, "tag");
  g_autofree char *text = rg_parts_dup_member (build->leaf, "tag");
  g_autofree char *family = rg_parts_dup_member (build->leaf, "family");
  g_auto (GStrv) names = g_strsplit (text, "/", -1);
  g_autofree char *path = g_strjoinv (" / ", names);
  gint64 id = 0;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    id = json_node_get_int (node);
  else if (*family != '\0')
    id = -1 - rg_tag_family_index (family, FALSE);
  for (guint i = 1; i < build->choices->tag_ids->len; i++)
    if ((id != 0 && g_array_index (build->choices->tag_ids, gint64, i) == id) ||
        (id == 0 && g_str_equal (g_ptr_array_index (build->choices->tags, i), path)))
      return i;
  return 0;
}

static void
add_tag (RgPartsBuild *build)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *list, *check = gtk_check_button_new_with_label (_ ("and below"));

  for (guint i = 0; i < build->choices->tags->len; i++)
    g_ptr_array_add (labels, g_ptr_array_index (build->choices->tags, i));
  g_ptr_array_add (labels, NULL);
  list = rg_condition_drop_down ((const char *const *) labels->pdata, _ ("Tag"), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), find_tag (build));
  rg_parts_add (build, list, "tag", write_tag, "notify::selected");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               json_object_get_boolean_member_with_default (build->leaf, "below", TRUE));
  gtk_widget_set_tooltip_text (check, _ ("Customers count who have a tag below this one"));
  rg_parts_add (build, check, "below", write_check, "toggled");
}

/**
 * rg_parts_new:
 * @choices: what there is in the shop
 * @topic: what a row speaks about
 * @op: its verb
 * @leaf: what it said so far
 * @changed: called when a part was changed
 * @data: for @changed
 *
 * Returns: (element-type RgPart) (transfer full): what stands behind the verb
 */
GPtrArray *
rg_parts_new (RgConditionChoices *choices,
              const RgTopic *topic,
              const char *op,
              JsonObject *leaf,
              RgPartChanged changed,
              gpointer data)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_part_free);
  RgPartsBuild build = { choices, topic, op, leaf, changed, data, parts };

  if (topic->kind == RG_TOPIC_FIELD)
    add_field (&build);
  else if (topic->kind == RG_TOPIC_TAG)
    add_tag (&build);
  else if (topic->kind == RG_TOPIC_TIMELINE)
    rg_parts_add_timeline (&build);
  else if (topic->kind == RG_TOPIC_MOVED)
    rg_parts_add_moved (&build);
  else if (topic->kind == RG_TOPIC_TASK)
    rg_parts_add_task (&build);
  else if (topic->kind == RG_TOPIC_STEPS)
    rg_parts_add_steps (&build);
  else if (topic->kind == RG_TOPIC_FLAG && g_str_equal (topic->key, "passed"))
    rg_parts_add_period (&build);
  else if (topic->kind == RG_TOPIC_RELATION)
    rg_parts_add_relation (&build);
  return parts;
}
