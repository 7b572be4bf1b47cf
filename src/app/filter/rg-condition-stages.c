/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-parts-private.h"

#include <glib/gi18n-lib.h>

/* Parts of rows about stages of the pipeline. A stage is written by its number, which
 * it keeps; one that was named stands there by its name, and one that there is not
 * stays as it was written. */

/* (transfer full): its number, what it says that is no stage, or "" */
static char *
dup_word (const RgConditionChoices *choices, JsonNode *node)
{
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  const char *text = type == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  for (guint by_key = 0; text != NULL && by_key < 2; by_key++)
    for (guint i = 0; i < choices->stages->len; i++)
      {
        const RgStage *stage = g_ptr_array_index (choices->stages, i);

        if (g_strcmp0 (by_key != 0 ? stage->key : stage->name, text) == 0)
          return g_strdup_printf ("%" G_GINT64_FORMAT, stage->id);
      }
  return g_strdup (text != NULL ? text : "");
}

static JsonNode *
make_node (const char *word)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gint64 id;

  if (g_ascii_string_to_signed (word, 10, 1, G_MAXINT64, &id, NULL))
    json_node_set_int (node, id);
  else
    json_node_set_string (node, word);
  return node;
}

static void
add_words (const RgConditionChoices *choices, GPtrArray *words, GPtrArray *labels)
{
  for (guint i = 0; i < choices->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (choices->stages, i);

      g_ptr_array_add (words, g_strdup_printf ("%" G_GINT64_FORMAT, stage->id));
      g_ptr_array_add (labels, g_strdup (stage->name));
    }
}

/* What is not there any more can be seen, and is not exchanged for another. */
static void
add_strange_word (GPtrArray *words, GPtrArray *labels, const char *word)
{
  if (*word == '\0' || g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    return;
  g_ptr_array_add (words, g_strdup (word));
  g_ptr_array_add (labels, g_strdup (word));
}

/* --- one of them ---------------------------------------------------------- */

static void
write_one (RgPart *part, JsonObject *leaf)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (part->widget));

  if (selected < part->words->len)
    json_object_set_member (leaf, part->member, make_node (g_ptr_array_index (part->words, selected)));
}

/* Takes @words and @labels, which stand before the stages. */
static void
add_one (RgPartsBuild *build, const char *member, GPtrArray *words, GPtrArray *labels, const char *name)
{
  JsonNode *node = json_object_get_member (build->leaf, member);
  GtkWidget *list;
  RgPart *part;
  guint selected = 0;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  {
    g_autofree char *word = dup_word (build->choices, node);

    add_words (build->choices, words, labels);
    add_strange_word (words, labels, word);
    for (guint i = 0; i < words->len; i++)
      if (g_str_equal (g_ptr_array_index (words, i), word))
        selected = i;
  }
  g_ptr_array_add (labels, NULL);
  list = rg_condition_drop_down ((const char *const *) labels->pdata, name, words->len > 10);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  part = rg_parts_add (build, list, member, write_one, "notify::selected");
  part->words = words;
  g_ptr_array_unref (labels);
}

/**
 * rg_parts_add_stage:
 * @build: a row about the stage of a deal
 */
void
rg_parts_add_stage (RgPartsBuild *build)
{
  add_one (build, "value", g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free),
           build->topic->label);
}

/* --- where it came to ----------------------------------------------------- */

/* Any, then how it can end, then the stages. */
static void
add_place (RgPartsBuild *build, const char *member, const char *name)
{
  static const char *const ends[] = { "won", "lost" };
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  const RgField *state = build->topic->field;

  g_ptr_array_add (words, g_strdup (""));
  g_ptr_array_add (labels, g_strdup (_ ("any stage")));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (const RgChoice *choice = state->choices; choice->key != NULL; choice++)
      if (g_str_equal (choice->key, ends[i]))
        {
          g_ptr_array_add (words, g_strdup (choice->key));
          g_ptr_array_add (labels, g_strdup (rg_choice_get_label (state, choice)));
        }
  add_one (build, member, words, labels, name);
}

/**
 * rg_parts_add_steps:
 * @build: a row about moves of a deal
 */
void
rg_parts_add_steps (RgPartsBuild *build)
{
  rg_parts_add_label (build, C_ ("filter", "into"));
  add_place (build, "moved", _ ("Into the stage"));
  rg_parts_add_label (build, C_ ("filter", "from"));
  add_place (build, "was", _ ("From the stage"));
  rg_parts_add_period (build);
}

/* --- several -------------------------------------------------------------- */

static GtkWidget *
first_check (GtkWidget *button)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *scroller = gtk_popover_get_child (GTK_POPOVER (popover));
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));

  return gtk_widget_get_first_child (gtk_viewport_get_child (GTK_VIEWPORT (view)));
}

static void
write_several (RgPart *part, JsonObject *leaf)
{
  JsonArray *array = json_array_new ();
  guint i = 0;

  for (GtkWidget *check = first_check (part->widget); check != NULL;
       check = gtk_widget_get_next_sibling (check), i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      json_array_add_element (array, make_node (g_ptr_array_index (part->words, i)));
  json_object_set_array_member (leaf, part->member, array);
}

static void
say_several (RgPart *part)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *check = first_check (part->widget); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "",
                              gtk_check_button_get_label (GTK_CHECK_BUTTON (check)));
  gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (part->widget))),
                       text->len > 0 ? text->str : _ ("Choose"));
  gtk_widget_set_tooltip_text (part->widget, text->len > 0 ? text->str : NULL);
}

static void
several_cb (RgPart *part)
{
  say_several (part);
  part->changed (part->data, FALSE);
}

static gboolean
is_listed (const RgConditionChoices *choices, JsonNode *node, const char *word)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *listed = dup_word (choices, json_array_get_element (array, i));

      if (g_str_equal (listed, word))
        return TRUE;
    }
  if (array == NULL)
    {
      g_autofree char *only = dup_word (choices, node);

      return g_str_equal (only, word);
    }
  return FALSE;
}

static GtkWidget *
make_several (GtkWidget *checks, const char *name)
{
  GtkWidget *button = gtk_menu_button_new (), *label = gtk_label_new (NULL);
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), checks);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/**
 * rg_parts_add_stages:
 * @build: a row about the stage of a deal
 *
 * Any number of them.
 */
void
rg_parts_add_stages (RgPartsBuild *build)
{
  JsonNode *node = json_object_get_member (build->leaf, "value");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  RgPart *part;

  add_words (build->choices, words, labels);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *word = dup_word (build->choices, json_array_get_element (array, i));

      add_strange_word (words, labels, word);
    }
  part = rg_parts_add (build, make_several (checks, build->topic->label), "value", write_several, NULL);
  part->words = words;
  for (guint i = 0; i < words->len; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (g_ptr_array_index (labels, i));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   is_listed (build->choices, node, g_ptr_array_index (words, i)));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (several_cb), part);
      gtk_box_append (GTK_BOX (checks), check);
    }
  say_several (part);
}
