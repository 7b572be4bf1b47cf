/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-row-list.h"
#include "app/rg-merge-dialog.h"

/* --- what is done to who is selected -------------------------------------- */

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  gint64 only = self->selection != NULL ? rg_selection_get_only (self->selection) : 0;

  if (only != 0)
    rg_customers_open_record (self, only);
}

static void
write_note_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_action (widget, action, parameter);
  rg_record_page_write_note (RG_CUSTOMERS_PAGE (widget)->record);
}

static void
merge_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autoptr (GArray) ids = NULL;

  if (rg_customers_get_n_selected (self) != 2)
    return;
  ids = rg_selection_get_ids (self->selection, 2);
  rg_merge_ask (widget, rg_page_get_store (RG_PAGE (self)), g_array_index (ids, gint64, 0),
                g_array_index (ids, gint64, 1));
}

/* --- the menu ------------------------------------------------------------- */

static gboolean
has_text (RgRecord *record, const char *key)
{
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;
  const char *text = row != NULL ? rg_row_get_text (row, key) : NULL;

  return text != NULL && *text != '\0';
}

static void
update_actions (RgCustomersPage *self)
{
  g_autoptr (RgRecord) only = rg_customers_ref_only (self);
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = store != NULL && !rg_store_is_read_only (store);

  gtk_widget_action_set_enabled (widget, "page.open", only != NULL);
  gtk_widget_action_set_enabled (widget, "page.write-note", only != NULL && writable);
  gtk_widget_action_set_enabled (widget, "page.merge", writable && rg_customers_get_n_selected (self) == 2);
  gtk_widget_action_set_enabled (widget, "page.copy-phone", has_text (only, "phone"));
  gtk_widget_action_set_enabled (widget, "page.copy-wechat", has_text (only, "wechat"));
}

static void
make_popover (RgCustomersPage *self)
{
  self->row_menu_popover = GTK_POPOVER (gtk_popover_menu_new_from_model (self->row_menu));
  gtk_widget_set_parent (GTK_WIDGET (self->row_menu_popover), GTK_WIDGET (self));
  gtk_popover_set_has_arrow (self->row_menu_popover, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->row_menu_popover), GTK_ALIGN_START);
}

static void
show_menu (RgCustomersPage *self, const GdkRectangle *place)
{
  update_actions (self);
  if (self->row_menu_popover == NULL)
    make_popover (self);
  gtk_popover_set_pointing_to (self->row_menu_popover, place);
  gtk_popover_popup (self->row_menu_popover);
}

/* Whoever is not among those who are selected is meant alone. */
static void
select_for_menu (RgCustomersPage *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (!gtk_selection_model_is_selected (model, position))
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static void
open_menu_at (RgCustomersPage *self, GtkGesture *gesture, double x, double y)
{
  guint position = rg_row_list_position_at (self->list_view, x, y);
  graphene_point_t point;

  if (position == GTK_INVALID_LIST_POSITION || self->selection == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->list_view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  select_for_menu (self, position);
  show_menu (self, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
}

static void
secondary_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, RgCustomersPage *self)
{
  open_menu_at (self, GTK_GESTURE (click), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *press, double x, double y, RgCustomersPage *self)
{
  open_menu_at (self, GTK_GESTURE (press), x, y);
}

/* By the Menu key: below the row that has the focus. */
static void
row_menu_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self->list_view)) || self->selection == NULL ||
      !gtk_widget_compute_bounds (row, widget, &bounds))
    return;
  if (rg_customers_get_n_selected (self) == 0)
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  show_menu (self, &(GdkRectangle) { (int) (bounds.origin.x + bounds.size.width / 3), (int) bounds.origin.y,
                                     1, (int) bounds.size.height });
}

/* --- keys ----------------------------------------------------------------- */

static void
add_key (GtkShortcutController *keys, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      keys, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action)));
}

/**
 * rg_customers_install_menu:
 * @klass: the page's class
 */
void
rg_customers_install_menu (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "page.write-note", NULL, write_note_action);
  gtk_widget_class_install_action (klass, "page.merge", NULL, merge_action);
  gtk_widget_class_install_action (klass, "page.row-menu", NULL, row_menu_action);
}

/**
 * rg_customers_init_menu:
 * @self: a page
 */
void
rg_customers_init_menu (RgCustomersPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (press));

  add_key (GTK_SHORTCUT_CONTROLLER (keys), "<Control>c", "page.copy");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "<Control>t", "page.tag");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "Delete", "page.delete");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "KP_Delete", "page.delete");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "Menu", "page.row-menu");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "<Shift>F10", "page.row-menu");
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

/**
 * rg_customers_dispose_menu:
 * @self: a page that goes
 */
void
rg_customers_dispose_menu (RgCustomersPage *self)
{
  if (self->row_menu_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->row_menu_popover));
  self->row_menu_popover = NULL;
}
