/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-column-header-private.h"

#include <glib/gi18n-lib.h>

/* What can be done with a column by its menu and by keys. */

/* By so much, in sp, a column gets wider or narrower. */
#define STEP 16

static void
resize_by (RgColumnHeader *self, const char *key, int by)
{
  const RgColumn *column = rg_columns_find (self->columns, key);

  if (column != NULL && column->shown)
    rg_columns_set_width (self->columns, key,
                          MAX (1, (int) (column->width / rg_columns_get_scale (self->columns)) + by));
}

/* --- actions -------------------------------------------------------------- */

static void
sort_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *key;
  gboolean descending;

  g_variant_get (parameter, "(&sb)", &key, &descending);
  rg_column_header_request_sort (RG_COLUMN_HEADER (widget), key, descending);
}

static void
move_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *key;
  int direction;

  g_variant_get (parameter, "(&si)", &key, &direction);
  rg_columns_step (RG_COLUMN_HEADER (widget)->columns, key, direction);
}

static void
resize_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *key;
  int direction;

  g_variant_get (parameter, "(&si)", &key, &direction);
  resize_by (RG_COLUMN_HEADER (widget), key, direction * STEP);
}

static void
natural_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_columns_set_width (RG_COLUMN_HEADER (widget)->columns, g_variant_get_string (parameter, NULL), 0);
}

static void
hide_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_columns_show_field (RG_COLUMN_HEADER (widget)->columns, g_variant_get_string (parameter, NULL), FALSE);
}

/* --- the menu ------------------------------------------------------------- */

static void
add_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (RgColumns *columns, const RgColumn *column)
{
  const char *key = column->field->key;
  g_autoptr (GMenu) sort = g_menu_new (), place = g_menu_new (), width = g_menu_new (), which = g_menu_new ();
  GMenu *menu = g_menu_new ();

  if (rg_columns_can_sort (column->field))
    {
      add_item (sort, _ ("Sort Ascending"), "column.sort", g_variant_new ("(sb)", key, FALSE));
      add_item (sort, _ ("Sort Descending"), "column.sort", g_variant_new ("(sb)", key, TRUE));
    }
  add_item (place, _ ("Move Left"), "column.move", g_variant_new ("(si)", key, -1));
  add_item (place, _ ("Move Right"), "column.move", g_variant_new ("(si)", key, 1));
  add_item (width, _ ("Narrower"), "column.resize", g_variant_new ("(si)", key, -1));
  add_item (width, _ ("Wider"), "column.resize", g_variant_new ("(si)", key, 1));
  if (column->wanted > 0)
    add_item (width, _ ("Usual Width"), "column.natural", g_variant_new_string (key));
  /* Without their names rows would be nobody's. */
  if (!rg_columns_is_first (columns, key))
    add_item (which, _ ("Hide"), "column.hide", g_variant_new_string (key));
  g_menu_append (which, _ ("Columns…"), "page.columns");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (width));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (which));

  return G_MENU_MODEL (menu);
}

/**
 * rg_column_header_open_menu:
 * @self: a header
 * @key: key of a field with a column
 *
 * Opens the column's menu below its heading.
 */
void
rg_column_header_open_menu (RgColumnHeader *self, const char *key)
{
  RgHeaderCell *cell = rg_column_header_find (self, key);
  const RgColumn *column = rg_columns_find (self->columns, key);
  g_autoptr (GMenuModel) menu = NULL;
  graphene_rect_t bounds;

  if (cell == NULL || column == NULL || !gtk_widget_get_mapped (cell->button) ||
      !gtk_widget_compute_bounds (cell->button, GTK_WIDGET (self), &bounds))
    return;
  menu = make_menu (self->columns, column);
  if (self->menu == NULL)
    {
      self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (menu));
      gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
    }
  else
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (self->menu,
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (self->menu);
}

static void
secondary_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, RgColumnHeader *self)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  const char *key = NULL;

  for (; widget != NULL && widget != GTK_WIDGET (self) && key == NULL;
       widget = gtk_widget_get_parent (widget))
    key = g_object_get_data (G_OBJECT (widget), "rg-key");
  if (key == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  rg_column_header_open_menu (self, key);
}

/* --- keys ----------------------------------------------------------------- */

static gboolean
move_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);
  const char *key = rg_column_header_get_focused (self);

  if (key == NULL)
    return FALSE;
  rg_columns_step (self->columns, key, g_variant_get_int32 (arguments));
  return TRUE;
}

static gboolean
resize_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);
  const char *key = rg_column_header_get_focused (self);

  if (key == NULL)
    return FALSE;
  resize_by (self, key, g_variant_get_int32 (arguments) * STEP);
  return TRUE;
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);
  const char *key = rg_column_header_get_focused (self);

  if (key == NULL)
    return FALSE;
  rg_column_header_open_menu (self, key);
  return TRUE;
}

/**
 * rg_column_header_install_menu:
 * @klass: the header's class
 */
void
rg_column_header_install_menu (GtkWidgetClass *klass)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_action (klass, "column.sort", "(sb)", sort_action);
  gtk_widget_class_install_action (klass, "column.move", "(si)", move_action);
  gtk_widget_class_install_action (klass, "column.resize", "(si)", resize_action);
  gtk_widget_class_install_action (klass, "column.natural", "s", natural_action);
  gtk_widget_class_install_action (klass, "column.hide", "s", hide_action);

  gtk_widget_class_add_binding (klass, GDK_KEY_Left, both, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Right, both, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Left, GDK_CONTROL_MASK, resize_key_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Right, GDK_CONTROL_MASK, resize_key_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

/**
 * rg_column_header_init_menu:
 * @self: a header
 */
void
rg_column_header_init_menu (RgColumnHeader *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
