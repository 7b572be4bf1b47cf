/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-movable-row.h"

#include <glib/gi18n-lib.h>

struct _RgMovableRow
{
  AdwActionRow parent_instance;

  GtkWidget *handle; /* belongs to the row; NULL: it is not used any more */
  char *list;
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

G_DEFINE_FINAL_TYPE (RgMovableRow, rg_movable_row, ADW_TYPE_ACTION_ROW)

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
bring_back_cb (GtkButton *button, RgMovableRow *self)
{
  g_signal_emit (self, signals[RETIRE], 0, FALSE);
}

/* --- dragging ------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgMovableRow *self)
{
  return gdk_content_provider_new_typed (RG_TYPE_MOVABLE_ROW, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RgMovableRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgMovableRow *self)
{
  RgMovableRow *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged == self || !g_str_equal (dragged->list, self->list))
    return FALSE;
  g_signal_emit (dragged, signals[MOVE_BEFORE], 0, self);

  return TRUE;
}

static void
add_dragging (RgMovableRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (RG_TYPE_MOVABLE_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- the row -------------------------------------------------------------- */

static void
rg_movable_row_finalize (GObject *object)
{
  RgMovableRow *self = RG_MOVABLE_ROW (object);

  g_free (self->list);
  g_free (self->key);

  G_OBJECT_CLASS (rg_movable_row_parent_class)->finalize (object);
}

static void
rg_movable_row_class_init (RgMovableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_movable_row_finalize;

  /**
   * RgMovableRow::move:
   * @by: -1 up, 1 down
   */
  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * RgMovableRow::move-before:
   * @other: the row on whose place it was dropped
   */
  signals[MOVE_BEFORE] = g_signal_new ("move-before", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, RG_TYPE_MOVABLE_ROW);
  /**
   * RgMovableRow::retire:
   * @retired: whether it is used no longer
   */
  signals[RETIRE] = g_signal_new ("retire", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "row.move-up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "row.move-down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "row.retire", NULL, retire);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "row.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "row.move-down", NULL);
}

static void
rg_movable_row_init (RgMovableRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static void
add_menu (RgMovableRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->handle, "dimmed-text");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->handle);
  g_menu_append (menu, _ ("Move Up"), "row.move-up");
  g_menu_append (menu, _ ("Move Down"), "row.move-down");
  g_menu_append (menu, _ ("Stop Using"), "row.retire");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
add_bring_back (RgMovableRow *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Use Again"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (bring_back_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/**
 * rg_movable_row_new:
 * @list: among which rows it is moved
 * @key: which one it is
 * @title: what it is called
 * @subtitle: (nullable): more about it
 * @retired: whether it is not used any more
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rg_movable_row_new (const char *list,
                    const char *key,
                    const char *title,
                    const char *subtitle,
                    gboolean retired)
{
  RgMovableRow *self = g_object_new (RG_TYPE_MOVABLE_ROW, NULL);

  self->list = g_strdup (list);
  self->key = g_strdup (key);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : "");
  if (retired)
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
 * rg_movable_row_add_mark:
 * @self: a row
 * @mark: what stands in front of its title, behind the handle
 */
void
rg_movable_row_add_mark (RgMovableRow *self, GtkWidget *mark)
{
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), mark);
  if (self->handle == NULL)
    return;
  /* Each prefix comes before those that are there. */
  g_object_ref (self->handle);
  adw_action_row_remove (ADW_ACTION_ROW (self), self->handle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->handle);
  g_object_unref (self->handle);
}

/**
 * rg_movable_row_get_list:
 * @self: a row
 *
 * Returns: (transfer none): among which rows it is moved
 */
const char *
rg_movable_row_get_list (RgMovableRow *self)
{
  return self->list;
}

/**
 * rg_movable_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): which one it is
 */
const char *
rg_movable_row_get_key (RgMovableRow *self)
{
  return self->key;
}
