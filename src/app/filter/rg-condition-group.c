/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-group.h"

#include "app/filter/rg-condition-piece.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Deeper ones would have no room in a narrow window; the stored form allows more,
 * and what is deeper is shown all the same. */
#define MOST_DEPTH 5

struct _RgConditionGroup
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *has_list; /* (nullable): of a bridge */
  GtkDropDown *kind_list;
  GtkWidget *children; /* rows and groups */
  GtkWidget *add_group_button;

  RgConditionChoices *choices;
  const char *entity; /* interned */
  guint depth;
  gboolean beyond; /* a bridge, or in one */
};

static guint signals[RG_CONDITION_PIECE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgConditionGroup, rg_condition_group, GTK_TYPE_WIDGET)

static const char *
other_entity (const char *entity)
{
  return g_str_equal (entity, "deal") ? "customer" : "deal";
}

/* --- what it says --------------------------------------------------------- */

static RgCondition *
make_bridge (RgConditionGroup *self, RgCondition *group)
{
  g_autofree char *json = rg_condition_to_json (group);
  g_autoptr (JsonObject) leaf = json_object_new ();

  json_object_set_member (leaf, self->entity, json_from_string (json, NULL));
  json_object_set_string_member (leaf, "op",
                                 gtk_drop_down_get_selected (self->has_list) == 0 ? "has" : "none");
  return rg_condition_new_leaf (leaf);
}

/**
 * rg_condition_group_make:
 * @self: a group
 *
 * Returns: (transfer full): what it says, with everything in it
 */
RgCondition *
rg_condition_group_make (RgConditionGroup *self)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  g_autoptr (RgCondition) group = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (self->children); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (children, RG_IS_CONDITION_ROW (child)
                                   ? rg_condition_row_make (RG_CONDITION_ROW (child))
                                   : rg_condition_group_make (RG_CONDITION_GROUP (child)));

  group = rg_condition_new_group ((RgConditionKind) gtk_drop_down_get_selected (self->kind_list), children);
  return self->has_list != NULL ? make_bridge (self, group) : g_steal_pointer (&group);
}

/**
 * rg_condition_group_list_rows:
 * @self: a group
 * @rows: (element-type RgConditionRow): gets its rows
 */
void
rg_condition_group_list_rows (RgConditionGroup *self, GPtrArray *rows)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->children); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (RG_IS_CONDITION_ROW (child))
      g_ptr_array_add (rows, child);
    else
      rg_condition_group_list_rows (RG_CONDITION_GROUP (child), rows);
}

/* --- adding and removing -------------------------------------------------- */

static void
changed (RgConditionGroup *self)
{
  g_signal_emit (self, signals[RG_CONDITION_PIECE_CHANGED], 0);
}

/* The focus goes to the neighbour, not out of the dialog. */
static void
child_removed_cb (GtkWidget *child, RgConditionGroup *self)
{
  GtkWidget *neighbour = gtk_widget_get_next_sibling (child);

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (child);
  if (neighbour != NULL)
    rg_condition_piece_focus (neighbour);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->kind_list));
  gtk_box_remove (GTK_BOX (self->children), child);
  changed (self);
}

static void
append (RgConditionGroup *self, GtkWidget *child)
{
  g_signal_connect_object (child, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (child, "removed", G_CALLBACK (child_removed_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self->children), child);
}

/**
 * rg_condition_group_add_row:
 * @self: a group
 * @leaf: (nullable): what it says; %NULL: something that has to be filled in
 *
 * Returns: (transfer none): the row, behind the others
 */
RgConditionRow *
rg_condition_group_add_row (RgConditionGroup *self, JsonObject *leaf)
{
  GtkWidget *row = rg_condition_row_new (self->choices, self->entity, leaf);

  append (self, row);
  changed (self);

  return RG_CONDITION_ROW (row);
}

static GtkWidget *make_group (RgConditionChoices *choices,
                              const char *entity,
                              RgCondition *condition,
                              guint depth,
                              gboolean bridge,
                              gboolean beyond);

/* One that stands in it. */
static GtkWidget *
new_group (RgConditionGroup *self, const char *entity, RgCondition *condition, gboolean bridge)
{
  return make_group (self->choices, entity, condition, self->depth + 1, bridge, self->beyond || bridge);
}

/**
 * rg_condition_group_add_group:
 * @self: a group
 * @condition: (nullable): what it says; %NULL: any of nothing yet
 *
 * Returns: (transfer none): the group, behind the others
 */
RgConditionGroup *
rg_condition_group_add_group (RgConditionGroup *self, RgCondition *condition)
{
  GtkWidget *group = new_group (self, self->entity, condition, FALSE);

  if (condition == NULL)
    {
      rg_condition_group_set_kind (RG_CONDITION_GROUP (group), RG_CONDITION_ANY);
      rg_condition_group_add_row (RG_CONDITION_GROUP (group), NULL);
    }
  append (self, group);
  changed (self);

  return RG_CONDITION_GROUP (group);
}

/**
 * rg_condition_group_add_bridge:
 * @self: a group
 * @condition: (nullable): what is asked of rows of the other kind; %NULL: something that
 *   has to be filled in
 * @has: whether there is such a row
 *
 * Returns: (transfer none): the group about them, behind the others
 */
RgConditionGroup *
rg_condition_group_add_bridge (RgConditionGroup *self, RgCondition *condition, gboolean has)
{
  GtkWidget *group = new_group (self, other_entity (self->entity), condition, TRUE);

  if (condition == NULL)
    rg_condition_group_add_row (RG_CONDITION_GROUP (group), NULL);
  rg_condition_group_set_has (RG_CONDITION_GROUP (group), has);
  append (self, group);
  changed (self);

  return RG_CONDITION_GROUP (group);
}

/**
 * rg_condition_group_set_has:
 * @self: a bridge
 * @has: whether there is such a row, or there is none
 */
void
rg_condition_group_set_has (RgConditionGroup *self, gboolean has)
{
  gtk_drop_down_set_selected (self->has_list, has ? 0 : 1);
}

/**
 * rg_condition_group_set_kind:
 * @self: a group
 * @kind: how many must hold
 */
void
rg_condition_group_set_kind (RgConditionGroup *self, RgConditionKind kind)
{
  gtk_drop_down_set_selected (self->kind_list, (guint) kind);
}

static void
add_row (RgConditionGroup *self)
{
  rg_condition_piece_focus (GTK_WIDGET (rg_condition_group_add_row (self, NULL)));
}

static void
add_group (RgConditionGroup *self)
{
  if (self->depth < MOST_DEPTH)
    rg_condition_piece_focus (GTK_WIDGET (rg_condition_group_add_group (self, NULL)));
}

static void
add_bridge (RgConditionGroup *self)
{
  rg_condition_piece_focus (GTK_WIDGET (rg_condition_group_add_bridge (self, NULL, TRUE)));
}

static void
remove_group (RgConditionGroup *self)
{
  g_signal_emit (self, signals[RG_CONDITION_PIECE_REMOVED], 0);
}

static gboolean
add_row_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  add_row (RG_CONDITION_GROUP (widget));

  return GDK_EVENT_STOP;
}

static gboolean
add_group_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  add_group (RG_CONDITION_GROUP (widget));

  return GDK_EVENT_STOP;
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_condition_group_dispose (GObject *object)
{
  RgConditionGroup *self = RG_CONDITION_GROUP (object);

  if (self->box != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->box));
  g_clear_pointer (&self->choices, rg_condition_choices_unref);

  G_OBJECT_CLASS (rg_condition_group_parent_class)->dispose (object);
}

static void
rg_condition_group_class_init (RgConditionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_condition_group_dispose;

  rg_condition_piece_class_init (widget_class, "condition-group", signals);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, add_row_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, add_row_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, add_group_key_cb, NULL);
}

static GtkWidget *
make_button (RgConditionGroup *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static GtkWidget *
make_has_list (RgConditionGroup *self)
{
  const char *deals[] = { _ ("Has a deal:"), _ ("Has no deal:"), NULL };
  const char *customers[] = { _ ("Its customer:"), _ ("Not its customer:"), NULL };

  return g_str_equal (self->entity, "deal")
             ? rg_condition_drop_down (deals, _ ("Whether there is such a deal"), FALSE)
             : rg_condition_drop_down (customers, _ ("Whether the customer is so"), FALSE);
}

static GtkWidget *
make_head (RgConditionGroup *self, gboolean bridge)
{
  const char *kinds[] = { _ ("All of these"), _ ("Any of these"), _ ("None of these"), NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *lists = adw_wrap_box_new ();

  self->kind_list = GTK_DROP_DOWN (rg_condition_drop_down (kinds, _ ("How many of them hold"), FALSE));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (lists), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (lists), 6);
  gtk_widget_set_hexpand (lists, TRUE);
  if (bridge)
    {
      self->has_list = GTK_DROP_DOWN (make_has_list (self));
      adw_wrap_box_append (ADW_WRAP_BOX (lists), GTK_WIDGET (self->has_list));
    }
  adw_wrap_box_append (ADW_WRAP_BOX (lists), GTK_WIDGET (self->kind_list));
  gtk_box_append (GTK_BOX (head), lists);
  if (self->depth > 0)
    gtk_box_append (GTK_BOX (head),
                    rg_condition_piece_new_remove_button (GTK_WIDGET (self), _ ("Remove the Group"),
                                                          G_CALLBACK (remove_group)));

  return head;
}

static void
rg_condition_group_init (RgConditionGroup *self)
{
}

static GtkWidget *
make_bridge_button (RgConditionGroup *self)
{
  gboolean of_deals = g_str_equal (self->entity, "deal");
  const char *about =
      of_deals ? _ ("What the customer of the deal is like") : _ ("What a deal of the customer is like");
  GtkWidget *button =
      make_button (self, "list-add-symbolic", of_deals ? C_ ("filter", "Customer") : C_ ("filter", "Deal"),
                   G_CALLBACK (add_bridge));

  gtk_widget_set_tooltip_text (button, about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, about, -1);
  /* There and back again would say nothing that cannot be said here. */
  gtk_widget_set_visible (button, self->depth < MOST_DEPTH && !self->beyond);
  return button;
}

static void
make_widgets (RgConditionGroup *self, gboolean bridge)
{
  GtkWidget *foot = adw_wrap_box_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->children = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->box), make_head (self, bridge));
  gtk_box_append (GTK_BOX (self->box), self->children);
  adw_wrap_box_append (ADW_WRAP_BOX (foot),
                       make_button (self, "list-add-symbolic", _ ("Condition"), G_CALLBACK (add_row)));
  self->add_group_button = make_button (self, "list-add-symbolic", _ ("Group"), G_CALLBACK (add_group));
  gtk_widget_set_visible (self->add_group_button, self->depth < MOST_DEPTH);
  adw_wrap_box_append (ADW_WRAP_BOX (foot), self->add_group_button);
  adw_wrap_box_append (ADW_WRAP_BOX (foot), make_bridge_button (self));
  gtk_box_append (GTK_BOX (self->box), foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  if (self->depth > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "inner");
}

/* (transfer full) (nullable): what a leaf asks of rows of the other kind; one that
 * cannot be read is shown as a row that says so. */
static RgCondition *
read_bridge (RgConditionGroup *self, JsonObject *leaf)
{
  JsonNode *node = json_object_get_member (leaf, other_entity (self->entity));
  g_autofree char *json = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;

  return json != NULL ? rg_condition_parse (json, NULL) : NULL;
}

static void
append_leaf (RgConditionGroup *self, JsonObject *leaf)
{
  g_autoptr (RgCondition) inner = read_bridge (self, leaf);
  const char *op = json_object_get_string_member_with_default (leaf, "op", "has");

  if (inner != NULL)
    rg_condition_group_add_bridge (self, inner, !g_str_equal (op, "none"));
  else
    append (self, rg_condition_row_new (self->choices, self->entity, leaf));
}

static void
fill (RgConditionGroup *self, RgCondition *condition)
{
  if (rg_condition_get_kind (condition) == RG_CONDITION_LEAF)
    {
      append_leaf (self, rg_condition_get_leaf (condition));
      return;
    }
  rg_condition_group_set_kind (self, rg_condition_get_kind (condition));
  for (guint i = 0; i < rg_condition_get_n_children (condition); i++)
    {
      RgCondition *child = rg_condition_get_child (condition, i);

      if (rg_condition_get_kind (child) == RG_CONDITION_LEAF)
        append_leaf (self, rg_condition_get_leaf (child));
      else
        append (self, new_group (self, self->entity, child, FALSE));
    }
}

static GtkWidget *
make_group (RgConditionChoices *choices,
            const char *entity,
            RgCondition *condition,
            guint depth,
            gboolean bridge,
            gboolean beyond)
{
  RgConditionGroup *self = g_object_new (RG_TYPE_CONDITION_GROUP, NULL);

  self->choices = rg_condition_choices_ref (choices);
  self->entity = g_intern_string (entity);
  self->depth = depth;
  self->beyond = beyond;
  make_widgets (self, bridge);
  if (condition != NULL)
    fill (self, condition);
  g_signal_connect_swapped (self->kind_list, "notify::selected", G_CALLBACK (changed), self);
  if (bridge)
    g_signal_connect_swapped (self->has_list, "notify::selected", G_CALLBACK (changed), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Group of Conditions"), -1);

  return GTK_WIDGET (self);
}

/**
 * rg_condition_group_new:
 * @choices: what there is in the shop
 * @entity: what it is about: "customer" or "deal"
 * @condition: (nullable): what it says
 * @depth: how many groups it stands in
 *
 * Returns: (transfer floating): a group
 */
GtkWidget *
rg_condition_group_new (RgConditionChoices *choices, const char *entity, RgCondition *condition, guint depth)
{
  return make_group (choices, entity, condition, depth, FALSE, FALSE);
}
