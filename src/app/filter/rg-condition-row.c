/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-row.h"

#include "app/filter/rg-condition-parts.h"
#include "app/filter/rg-condition-piece.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _RgConditionRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwWrapBox *line;
  GtkDropDown *topic_list;
  GtkDropDown *verb_list;
  GtkWidget *remove_button;
  GtkLabel *problem_label;

  RgConditionChoices *choices;
  const char *entity; /* interned */
  GPtrArray *parts;   /* (element-type RgPart) */
  JsonObject *leaf;   /* what it says */
  gboolean filling;
  gboolean replaced; /* the widgets are still those of what it said before */
  /* Widgets must not go while they tell of a change. */
  guint rebuilding;
};

static guint signals[RG_CONDITION_PIECE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgConditionRow, rg_condition_row, GTK_TYPE_WIDGET)

/* --- what it says --------------------------------------------------------- */

/* (nullable): when the leaf is about nothing that this shop has. */
static const RgTopic *
get_topic (RgConditionRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->topic_list);
  const GArray *topics = rg_condition_choices_get_topics (self->choices, self->entity);

  return selected < topics->len ? &g_array_index (topics, RgTopic, selected) : NULL;
}

static void
write_topic (const RgTopic *topic, JsonObject *leaf)
{
  static const char *const members[] = { "field", "tag", "timeline", "relation", "moved", "task", "moved" };

  if (topic->kind == RG_TOPIC_FLAG)
    json_object_set_boolean_member (leaf, topic->key, TRUE);
  else
    json_object_set_string_member (leaf, members[topic->kind], topic->key);
}

static JsonObject *
collect (RgConditionRow *self)
{
  const RgTopic *topic = get_topic (self);
  JsonObject *leaf = json_object_new ();
  const char *op;

  if (topic == NULL)
    return leaf;
  write_topic (topic, leaf);
  op = rg_topic_get_verbs (topic)[gtk_drop_down_get_selected (self->verb_list)].op;
  if (topic->kind == RG_TOPIC_FLAG)
    json_object_set_boolean_member (leaf, topic->key, g_str_equal (op, "yes"));
  else
    json_object_set_string_member (leaf, "op", op);
  rg_parts_write (self->parts, leaf);
  return leaf;
}

/**
 * rg_condition_row_make:
 * @self: a row
 *
 * Returns: (transfer full): what it says
 */
RgCondition *
rg_condition_row_make (RgConditionRow *self)
{
  return rg_condition_new_leaf (self->leaf);
}

/**
 * rg_condition_row_get_entity:
 * @self: a row
 *
 * Returns: (transfer none): what it is about, interned
 */
const char *
rg_condition_row_get_entity (RgConditionRow *self)
{
  return self->entity;
}

/* --- its widgets ---------------------------------------------------------- */

static void part_changed (gpointer data, gboolean form);

static void
drop_parts (RgConditionRow *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    adw_wrap_box_remove (self->line, rg_part_get_widget (g_ptr_array_index (self->parts, i)));
  g_ptr_array_set_size (self->parts, 0);
}

static void
build_parts (RgConditionRow *self)
{
  const RgTopic *topic = get_topic (self);
  GtkWidget *before = GTK_WIDGET (self->verb_list);
  const char *op;

  drop_parts (self);
  if (topic == NULL)
    return;
  op = rg_topic_get_verbs (topic)[gtk_drop_down_get_selected (self->verb_list)].op;
  g_ptr_array_unref (self->parts);
  self->parts = rg_parts_new (self->choices, topic, op, self->leaf, part_changed, self);
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *widget = rg_part_get_widget (g_ptr_array_index (self->parts, i));

      adw_wrap_box_insert_child_after (self->line, widget, before);
      before = widget;
    }
}

/* (nullable) */
static const char *
get_op (const RgTopic *topic, JsonObject *leaf)
{
  if (topic != NULL && topic->kind == RG_TOPIC_FLAG)
    return json_object_get_boolean_member_with_default (leaf, topic->key, TRUE) ? "yes" : "no";
  return json_object_get_string_member_with_default (leaf, "op", NULL);
}

static void
fill_verbs (RgConditionRow *self)
{
  const RgTopic *topic = get_topic (self);
  const char *op = get_op (topic, self->leaf);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const RgVerb *verb = topic != NULL ? rg_topic_get_verbs (topic) : NULL;
       verb != NULL && verb->op != NULL; verb++)
    gtk_string_list_append (labels, _ (verb->label));
  gtk_drop_down_set_model (self->verb_list, G_LIST_MODEL (labels));
  if (topic != NULL)
    gtk_drop_down_set_selected (self->verb_list, rg_topic_find_verb (topic, op));
}

static void
take_leaf (RgConditionRow *self, JsonObject *leaf)
{
  json_object_unref (self->leaf);
  self->leaf = leaf;
}

static gboolean
rebuild_cb (gpointer user_data)
{
  RgConditionRow *self = user_data;

  self->rebuilding = 0;
  self->replaced = FALSE;
  self->filling = TRUE;
  build_parts (self);
  self->filling = FALSE;
  /* What was not there before is there with its usual value. */
  take_leaf (self, collect (self));
  g_signal_emit (self, signals[RG_CONDITION_PIECE_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
part_changed (gpointer data, gboolean form)
{
  RgConditionRow *self = data;

  if (self->filling || self->replaced)
    return;
  take_leaf (self, collect (self));
  if (self->rebuilding != 0)
    return; /* what is chosen before the widgets follow counts as well */
  if (form)
    self->rebuilding = g_idle_add (rebuild_cb, self);
  else
    g_signal_emit (self, signals[RG_CONDITION_PIECE_CHANGED], 0);
}

static void
verb_cb (GtkDropDown *list, GParamSpec *pspec, RgConditionRow *self)
{
  part_changed (self, TRUE);
}

static void
topic_cb (GtkDropDown *list, GParamSpec *pspec, RgConditionRow *self)
{
  const RgTopic *topic = get_topic (self);
  JsonObject *leaf;

  if (self->filling || topic == NULL)
    return;
  leaf = json_object_new ();
  write_topic (topic, leaf);
  rg_condition_row_set_leaf (self, leaf);
  json_object_unref (leaf);
}

static void
fill (RgConditionRow *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->topic_list,
                              rg_condition_choices_find_topic (self->choices, self->entity, self->leaf));
  fill_verbs (self);
  build_parts (self);
  self->filling = FALSE;
}

/**
 * rg_condition_row_set_leaf:
 * @self: a row
 * @leaf: what it says from now on; copied
 */
void
rg_condition_row_set_leaf (RgConditionRow *self, JsonObject *leaf)
{
  g_autoptr (RgCondition) copy = rg_condition_new_leaf (leaf);

  take_leaf (self, json_object_ref (rg_condition_get_leaf (copy)));
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->topic_list,
                              rg_condition_choices_find_topic (self->choices, self->entity, self->leaf));
  fill_verbs (self);
  self->filling = FALSE;
  self->replaced = TRUE;
  if (self->rebuilding == 0)
    self->rebuilding = g_idle_add (rebuild_cb, self);
}

/**
 * rg_condition_row_collect:
 * @self: a row
 *
 * Says what its widgets say, as after a change of one.
 */
void
rg_condition_row_collect (RgConditionRow *self)
{
  part_changed (self, FALSE);
}

/**
 * rg_condition_row_set_problem:
 * @self: a row
 * @problem: (nullable): why what it says cannot be asked
 */
void
rg_condition_row_set_problem (RgConditionRow *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

/**
 * rg_condition_row_get_problem:
 * @self: a row
 *
 * Returns: (transfer none): what is wrong with it; "" when nothing
 */
const char *
rg_condition_row_get_problem (RgConditionRow *self)
{
  return gtk_label_get_label (self->problem_label);
}

/* --- the widget ----------------------------------------------------------- */

static void
ask_removal (RgConditionRow *self)
{
  g_signal_emit (self, signals[RG_CONDITION_PIECE_REMOVED], 0);
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ask_removal (RG_CONDITION_ROW (widget));

  return GDK_EVENT_STOP;
}

static void
rg_condition_row_dispose (GObject *object)
{
  RgConditionRow *self = RG_CONDITION_ROW (object);

  g_clear_handle_id (&self->rebuilding, g_source_remove);
  if (self->box != NULL)
    {
      drop_parts (self);
      gtk_widget_unparent (g_steal_pointer (&self->box));
    }

  G_OBJECT_CLASS (rg_condition_row_parent_class)->dispose (object);
}

static void
rg_condition_row_finalize (GObject *object)
{
  RgConditionRow *self = RG_CONDITION_ROW (object);

  g_ptr_array_unref (self->parts);
  json_object_unref (self->leaf);
  g_clear_pointer (&self->choices, rg_condition_choices_unref);

  G_OBJECT_CLASS (rg_condition_row_parent_class)->finalize (object);
}

static void
rg_condition_row_class_init (RgConditionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_condition_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_condition_row_finalize;

  rg_condition_piece_class_init (widget_class, "condition-row", signals);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, remove_key_cb, NULL);
}

static void
rg_condition_row_init (RgConditionRow *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_part_free);
  self->leaf = json_object_new ();
}

static void
make_lists (RgConditionRow *self)
{
  static const char *const none[] = { NULL };
  const GArray *topics = rg_condition_choices_get_topics (self->choices, self->entity);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < topics->len; i++)
    g_ptr_array_add (labels, (char *) g_array_index (topics, RgTopic, i).label);
  g_ptr_array_add (labels, NULL);
  self->topic_list =
      GTK_DROP_DOWN (rg_condition_drop_down ((const char *const *) labels->pdata, _ ("About what"), TRUE));
  self->verb_list = GTK_DROP_DOWN (rg_condition_drop_down (none, _ ("How"), FALSE));
  g_signal_connect (self->topic_list, "notify::selected", G_CALLBACK (topic_cb), self);
  g_signal_connect (self->verb_list, "notify::selected", G_CALLBACK (verb_cb), self);
}

static void
make_widgets (RgConditionRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->line = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->line, 6);
  adw_wrap_box_set_line_spacing (self->line, 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->line), TRUE);
  make_lists (self);
  adw_wrap_box_append (self->line, GTK_WIDGET (self->topic_list));
  adw_wrap_box_append (self->line, GTK_WIDGET (self->verb_list));

  self->remove_button = rg_condition_piece_new_remove_button (GTK_WIDGET (self), _ ("Remove the Condition"),
                                                              G_CALLBACK (ask_removal));
  gtk_widget_set_valign (self->remove_button, GTK_ALIGN_START);

  self->problem_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem_label, TRUE);
  gtk_label_set_xalign (self->problem_label, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "warning-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);

  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (line), self->remove_button);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem_label));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * rg_condition_row_new:
 * @choices: what there is in the shop
 * @entity: what it is about: "customer" or "deal"
 * @leaf: (nullable): what it says; copied
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rg_condition_row_new (RgConditionChoices *choices, const char *entity, JsonObject *leaf)
{
  RgConditionRow *self = g_object_new (RG_TYPE_CONDITION_ROW, NULL);

  self->choices = rg_condition_choices_ref (choices);
  self->entity = g_intern_string (entity);
  make_widgets (self);
  if (leaf != NULL)
    {
      g_autoptr (RgCondition) copy = rg_condition_new_leaf (leaf);

      take_leaf (self, json_object_ref (rg_condition_get_leaf (copy)));
    }
  else
    write_topic (&g_array_index (rg_condition_choices_get_topics (choices, entity), RgTopic, 0), self->leaf);
  fill (self);
  if (leaf == NULL)
    take_leaf (self, collect (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Condition"), -1);

  return GTK_WIDGET (self);
}
