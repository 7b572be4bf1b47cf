/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-own-field-row.h"

#include <glib/gi18n-lib.h>

struct _RgOwnFieldRow
{
  AdwActionRow parent_instance;

  char *entity;
  char *key;
};

enum
{
  MOVE,
  MOVE_BEFORE,
  RETIRE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgOwnFieldRow, rg_own_field_row, ADW_TYPE_ACTION_ROW)

static void
move_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, -1);
}

static void
move_down (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, 1);
}

static void
retire (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[RETIRE], 0, TRUE);
}

static void
bring_back_cb (GtkButton *button, RgOwnFieldRow *self)
{
  g_signal_emit (self, signals[RETIRE], 0, FALSE);
}

/* --- dragging ------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgOwnFieldRow *self)
{
  return gdk_content_provider_new_typed (RG_TYPE_OWN_FIELD_ROW, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RgOwnFieldRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgOwnFieldRow *self)
{
  RgOwnFieldRow *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged == self || !g_str_equal (dragged->entity, self->entity))
    return FALSE;
  g_signal_emit (dragged, signals[MOVE_BEFORE], 0, self);

  return TRUE;
}

static void
add_dragging (RgOwnFieldRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (RG_TYPE_OWN_FIELD_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- the row -------------------------------------------------------------- */

static void
rg_own_field_row_finalize (GObject *object)
{
  RgOwnFieldRow *self = RG_OWN_FIELD_ROW (object);

  g_free (self->entity);
  g_free (self->key);

  G_OBJECT_CLASS (rg_own_field_row_parent_class)->finalize (object);
}

static void
rg_own_field_row_class_init (RgOwnFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_own_field_row_finalize;

  /**
   * RgOwnFieldRow::move:
   * @by: -1 up, 1 down
   */
  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * RgOwnFieldRow::move-before:
   * @other: the row on whose place it was dropped
   */
  signals[MOVE_BEFORE] = g_signal_new ("move-before", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, RG_TYPE_OWN_FIELD_ROW);
  /**
   * RgOwnFieldRow::retire:
   * @retired: whether it is used no longer
   */
  signals[RETIRE] = g_signal_new ("retire", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "own-field.move-up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "own-field.move-down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "own-field.retire", NULL, retire);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "own-field.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "own-field.move-down", NULL);
}

static void
rg_own_field_row_init (RgOwnFieldRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static void
add_menu (RgOwnFieldRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_widget_add_css_class (handle, "dimmed-text");
  gtk_accessible_update_state (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), handle);
  g_menu_append (menu, _ ("Move Up"), "own-field.move-up");
  g_menu_append (menu, _ ("Move Down"), "own-field.move-down");
  g_menu_append (menu, _ ("Stop Using"), "own-field.retire");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_bring_back (RgOwnFieldRow *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Use Again"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (bring_back_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/**
 * rg_own_field_row_new:
 * @entity: key of the entity
 * @field: one of its own fields
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rg_own_field_row_new (const char *entity, const RgField *field)
{
  RgOwnFieldRow *self = g_object_new (RG_TYPE_OWN_FIELD_ROW, NULL);
  g_autofree char *subtitle = NULL;

  self->entity = g_strdup (entity);
  self->key = g_strdup (field->key);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), field->label);
  /* Translators: the type of a field, and the group in which it stands. */
  subtitle = field->group != NULL ? g_strdup_printf (_ ("%s · %s"), _ (field->type->label), field->group)
                                  : g_strdup (_ (field->type->label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if ((field->flags & RG_FIELD_RETIRED) != 0)
    add_bring_back (self);
  else
    {
      add_menu (self);
      add_dragging (self);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
    }

  return GTK_WIDGET (self);
}

/**
 * rg_own_field_row_get_entity:
 * @self: a row
 *
 * Returns: (transfer none): key of the field's entity
 */
const char *
rg_own_field_row_get_entity (RgOwnFieldRow *self)
{
  return self->entity;
}

/**
 * rg_own_field_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): key of the field
 */
const char *
rg_own_field_row_get_key (RgOwnFieldRow *self)
{
  return self->key;
}
