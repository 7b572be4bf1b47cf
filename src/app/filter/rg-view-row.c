/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-view-row.h"

#include <glib/gi18n-lib.h>


struct _RgViewRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkWidget *menu; /* (nullable): until it is opened */

  RgView *view;
  char *problem;
};

G_DEFINE_FINAL_TYPE (RgViewRow, rg_view_row, GTK_TYPE_LIST_BOX_ROW)

/* --- menu and keys -------------------------------------------------------- */

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (RgViewRow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new (), move = g_menu_new (), end = g_menu_new ();
  gint64 id = self->view->id;

  append_item (edit, _ ("Edit Condition…"), "win.edit-view", g_variant_new_int64 (id));
  append_item (edit, _ ("Rename…"), "win.rename-view", g_variant_new_int64 (id));
  append_item (move, _ ("Move Up"), "win.move-view", g_variant_new ("(xi)", id, -1));
  append_item (move, _ ("Move Down"), "win.move-view", g_variant_new ("(xi)", id, 1));
  append_item (end, _ ("Take Out of the Sidebar"), "win.pin-view", g_variant_new_int64 (id));
  append_item (end, _ ("Delete"), "win.delete-view", g_variant_new_int64 (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (menu);
}

/**
 * rg_view_row_popup:
 * @self: a row
 *
 * Opens its menu.
 */
void
rg_view_row_popup (RgViewRow *self)
{
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu (self);

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  rg_view_row_popup (RG_VIEW_ROW (widget));

  return GDK_EVENT_STOP;
}

static gboolean
action_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action = g_variant_get_string (args, NULL);

  return gtk_widget_activate_action (widget, action, "x", RG_VIEW_ROW (widget)->view->id);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_activate_action (widget, "win.move-view", "(xi)", RG_VIEW_ROW (widget)->view->id,
                                     g_variant_get_int32 (args));
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, RgViewRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  rg_view_row_popup (self);
}

static void
long_pressed_cb (GtkGestureLongPress *press, double x, double y, RgViewRow *self)
{
  rg_view_row_popup (self);
}

/**
 * rg_view_is_of_deals:
 * @view: a view
 *
 * Returns: whether it shows deals, not customers
 */
gboolean
rg_view_is_of_deals (const RgView *view)
{
  return g_str_equal (view->entity, "deal");
}

/**
 * rg_view_get_icon:
 * @view: a view
 *
 * Returns: (transfer none): the name of its icon, or of the one that views of these
 *   rows have
 */
const char *
rg_view_get_icon (const RgView *view)
{
  if (view->icon != NULL)
    return view->icon;
  return rg_view_is_of_deals (view) ? "view-dual-symbolic" : "view-list-symbolic";
}

/* --- what it shows -------------------------------------------------------- */

/**
 * rg_view_row_set_count:
 * @self: a row
 * @count: how many, as people read it
 * @problem: (nullable): why it cannot be asked
 */
void
rg_view_row_set_count (RgViewRow *self, const char *count, const char *problem)
{
  const char *icon = rg_view_get_icon (self->view);
  const char *title = rg_view_get_title (self->view);

  g_set_str (&self->problem, problem);
  gtk_label_set_label (self->count_label, count);
  gtk_image_set_from_icon_name (self->icon, problem != NULL ? "dialog-warning-symbolic" : icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), problem);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "dimmed-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title_label), "dimmed-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem != NULL ? problem : count, -1);
}

const RgView *
rg_view_row_get_view (RgViewRow *self)
{
  return self->view;
}

const char *
rg_view_row_get_count (RgViewRow *self)
{
  return gtk_label_get_label (self->count_label);
}

const char *
rg_view_row_get_problem (RgViewRow *self)
{
  return self->problem;
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_view_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgViewRow *self = RG_VIEW_ROW (widget);

  GTK_WIDGET_CLASS (rg_view_row_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
rg_view_row_dispose (GObject *object)
{
  RgViewRow *self = RG_VIEW_ROW (object);

  if (self->menu != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->menu));

  G_OBJECT_CLASS (rg_view_row_parent_class)->dispose (object);
}

static void
rg_view_row_finalize (GObject *object)
{
  RgViewRow *self = RG_VIEW_ROW (object);

  g_clear_pointer (&self->view, rg_view_free);
  g_free (self->problem);

  G_OBJECT_CLASS (rg_view_row_parent_class)->finalize (object);
}

static void
rg_view_row_class_init (RgViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_view_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_view_row_finalize;
  widget_class->size_allocate = rg_view_row_size_allocate;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, action_key_cb, "s",
                                "win.rename-view");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, action_key_cb, "s",
                                "win.delete-view");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
}

static void
rg_view_row_init (RgViewRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->title_label = GTK_LABEL (gtk_label_new (NULL));
  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title_label, 0.0f);
  gtk_label_set_ellipsize (self->title_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "dimmed-text");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count_label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/**
 * rg_view_row_new:
 * @view: a view
 *
 * Returns: (transfer floating): its row, not counted yet
 */
GtkWidget *
rg_view_row_new (const RgView *view)
{
  RgViewRow *self = g_object_new (RG_TYPE_VIEW_ROW, NULL);

  self->view = rg_view_copy (view);
  gtk_label_set_label (self->title_label, rg_view_get_title (view));
  rg_view_row_set_count (self, "…", NULL);

  return GTK_WIDGET (self);
}
