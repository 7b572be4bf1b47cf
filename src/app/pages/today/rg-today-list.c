/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-private.h"

#include "app/pages/today/rg-today-line.h"
#include "app/pages/today/rg-today-words.h"
#include "app/rg-settings.h"
#include "app/widgets/rg-popup-menu.h"

#include <glib/gi18n-lib.h>

/* Until sizes are known again. */
#define TOP_FRAMES 3

/* The day's parts as one list with a heading for each. */

static gboolean
masks (RgTodayPage *self)
{
  return rg_settings_get_boolean (rg_page_get_settings (RG_PAGE (self)), "mask-phones");
}

/* --- rows ------------------------------------------------------------------ */

static void
select_item (RgTodayPage *self, RgTodayItem *item)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (RgTodayItem) other = g_list_model_get_item (model, i);

      if (other == item)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

static void
action_cb (RgTodayLine *line, const char *action, RgTodayPage *self)
{
  if (rg_today_line_get (line) == NULL)
    return;
  select_item (self, rg_today_line_get (line));
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
item_selected_cb (GtkListItem *item, GParamSpec *pspec, RgTodayLine *line)
{
  rg_today_line_set_selected (line, gtk_list_item_get_selected (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTodayPage *self)
{
  GtkWidget *line = rg_today_line_new (self->texts);

  g_signal_connect_object (line, "action", G_CALLBACK (action_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (item_selected_cb), line, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, line);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTodayPage *self)
{
  RgTodayItem *today = gtk_list_item_get_item (item);
  RgTodayLine *line = RG_TODAY_LINE (gtk_list_item_get_child (item));
  g_autofree char *title = rg_today_words_title (today);
  g_autofree char *about = NULL;
  GDate day;

  rg_display_today (&day);
  about = rg_today_words_describe (today, &day, masks (self));
  rg_today_line_set (line, today, masks (self), rg_today_page_is_editable (self));
  rg_today_line_set_narrow (line, self->narrow);
  rg_today_line_set_selected (line, gtk_list_item_get_selected (item));
  gtk_list_item_set_accessible_label (item, title);
  gtk_list_item_set_accessible_description (item, about);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTodayPage *self)
{
  rg_today_line_set (RG_TODAY_LINE (gtk_list_item_get_child (item)), NULL, FALSE, FALSE);
}

/* --- headings --------------------------------------------------------------- */

static void
show_header (RgTodayPage *self, GtkListHeader *header)
{
  RgTodayItem *item = gtk_list_header_get_item (header);
  GtkWidget *box = gtk_list_header_get_child (header);
  GtkWidget *label = gtk_widget_get_first_child (box);
  RgTodayPart part;
  g_autofree char *n = NULL;

  if (item == NULL)
    return;
  part = rg_today_item_get_part (item);
  n = rg_display_count ((guint) CLAMP (self->n[part], 0, G_MAXUINT));
  gtk_label_set_label (GTK_LABEL (label), rg_today_part_get_label (part));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), n);
  if (part == RG_TODAY_OVERDUE)
    gtk_widget_add_css_class (box, "late");
  else
    gtk_widget_remove_css_class (box, "late");
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, RgTodayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (NULL), *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "today-heading");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dimmed-text");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, RgTodayPage *self)
{
  g_ptr_array_add (self->headers, header);
  show_header (self, header);
}

static void
unbind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, RgTodayPage *self)
{
  g_ptr_array_remove_fast (self->headers, header);
}

void
rg_today_list_update_headers (RgTodayPage *self)
{
  for (guint i = 0; i < self->headers->len; i++)
    show_header (self, g_ptr_array_index (self->headers, i));
}

/* --- filling ---------------------------------------------------------------- */

/* (transfer full) (element-type RgTodayItem) */
static GPtrArray *
make_items (RgTodayList *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n = 0;
  g_autofree gpointer *rows = g_ptr_array_steal (list->rows, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (items, rg_today_item_new (list->part, rows[i]));
  if (list->n > (gint64) n)
    g_ptr_array_add (items, rg_today_item_new_more (list->part, list->n));
  return items;
}

static gboolean
is_there (GListStore *lines, guint place, GPtrArray *items, guint index)
{
  g_autoptr (RgTodayItem) item = g_list_model_get_item (G_LIST_MODEL (lines), place);

  return rg_today_item_equal (item, g_ptr_array_index (items, index));
}

/* What is the same at both ends stays, with its row, focus and place. */
static void
put_items (GListStore *lines, GPtrArray *items, gboolean anew)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (lines)), first = 0, last = 0;

  while (!anew && first < n && first < items->len && is_there (lines, first, items, first))
    first++;
  while (!anew && last < n - first && last < items->len - first &&
         is_there (lines, n - 1 - last, items, items->len - 1 - last))
    last++;
  if (n - first - last > 0 || items->len - first - last > 0)
    g_list_store_splice (lines, first, n - first - last, items->pdata + first, items->len - first - last);
}

/* Where the same thing stands now; else what took its place. */
static guint
find_again (RgTodayPage *self, RgTodayItem *item, guint place)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RgTodayItem) other = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (rg_today_item_get_part (other) == rg_today_item_get_part (item) &&
          rg_today_item_is_same (other, item))
        return i;
    }
  return MIN (place, n - 1);
}

/* Whether the keys go to the list, or to nobody since the row that had them went. */
static gboolean
has_focus (RgTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (self->list_view) ||
                           gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view)));
}

/* The list view keeps the first row where it is, and not the heading above it,
 * when lines come and go below. */
static gboolean
hold_top_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  RgTodayPage *self = RG_TODAY_PAGE (user_data);

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), 0);
  return --self->top_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
hold_top (RgTodayPage *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  gboolean holding = self->top_frames > 0;

  if (!holding && (adjustment == NULL || gtk_adjustment_get_value (adjustment) > 0))
    return;
  self->top_frames = TOP_FRAMES;
  if (!holding)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), hold_top_cb, self, NULL);
}

/* Whoever came here by a key goes on from the first line. */
static void
take_wanted (RgTodayPage *self)
{
  if (self->wanted && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    {
      self->wanted = FALSE;
      gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }
}

void
rg_today_list_fill (RgTodayPage *self, RgTodayList *list)
{
  RgTodayItem *selected = rg_today_list_get_selected (self);
  g_autoptr (RgTodayItem) kept = selected != NULL ? g_object_ref (selected) : NULL;
  g_autoptr (GPtrArray) items = make_items (list);
  guint place = gtk_single_selection_get_selected (self->selection);
  gboolean focused = has_focus (self);

  hold_top (self);
  put_items (self->lines[list->part], items, self->anew);
  take_wanted (self);
  if (kept == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0 ||
      rg_today_list_get_selected (self) == kept)
    return;
  place = find_again (self, kept, place);
  gtk_single_selection_set_selected (self->selection, place);
  if (focused)
    gtk_list_view_scroll_to (self->list_view, place, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

void
rg_today_list_clear (RgTodayPage *self)
{
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    g_list_store_remove_all (self->lines[i]);
}

RgTodayItem *
rg_today_list_get_selected (RgTodayPage *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/* Rows are bound anew. */
void
rg_today_list_set_narrow (RgTodayPage *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_list_view_set_model (self->list_view, NULL);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/* --- keys and menu ----------------------------------------------------------- */

/* Only where there is one. */
static void
append_for_deals (GMenu *menu)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Open the Dea_l"), "today.open-deal");

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new (), later = g_menu_new (), who = g_menu_new (), last = g_menu_new ();

  g_menu_append (first, _ ("_Done…"), "today.done");
  g_menu_append (first, _ ("Done, _Nothing to Add"), "today.done-now");
  g_menu_append (later, _ ("_Tomorrow"), "today.put-off(1)");
  g_menu_append (later, _ ("In 3 Da_ys"), "today.put-off(3)");
  g_menu_append (later, _ ("Next _Week"), "today.put-off(7)");
  g_menu_append (who, _ ("_Call"), "today.call");
  g_menu_append (who, _ ("Copy the We_Chat ID"), "today.copy");
  g_menu_append (who, _ ("_Open the Customer"), "today.open");
  append_for_deals (who);
  g_menu_append (last, _ ("_Edit Task…"), "today.edit");
  g_menu_append (last, _ ("D_rop"), "today.drop");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, _ ("Put Off"), G_MENU_MODEL (later));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (who));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

/* The line below the pointer becomes the one that is meant. */
static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, RgTodayPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->list_view);
  GtkWidget *line = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  while (line != NULL && !RG_IS_TODAY_LINE (line))
    line = line != view ? gtk_widget_get_parent (line) : NULL;
  if (line == NULL || rg_today_line_get (RG_TODAY_LINE (line)) == NULL)
    return;
  select_item (self, rg_today_line_get (RG_TODAY_LINE (line)));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rg_popup_menu_show (&self->menu, make_menu, GTK_WIDGET (self), view, x, y);
}

static gboolean
menu_key_cb (GtkWidget *view, GVariant *args, gpointer user_data)
{
  RgTodayPage *self = user_data;

  return rg_popup_menu_show_at_focus (&self->menu, make_menu, GTK_WIDGET (self), view);
}

static void
add_key (GtkEventController *keys, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action)));
}

static void
add_keys (RgTodayPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, "space", "today.done");
  add_key (keys, "<Shift>space", "today.done-now");
  add_key (keys, "plus", "today.tomorrow");
  add_key (keys, "KP_Add", "today.tomorrow");
  add_key (keys, "asterisk", "today.call");
  add_key (keys, "KP_Multiply", "today.call");
  add_key (keys, "<Control>c", "today.copy");
  add_key (keys, "F2", "today.edit");
  add_key (keys, "Delete", "today.drop");
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

/* --- the list ---------------------------------------------------------------- */

static void
activate_cb (GtkListView *view, guint position, RgTodayPage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  rg_today_acts_activate (self);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, RgTodayPage *self)
{
  rg_today_acts_update (self);
}

static void
set_factories (RgTodayPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (unbind_header_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, rows);
  gtk_list_view_set_header_factory (self->list_view, headers);
}

/* Parts → one list → the one that is selected. */
void
rg_today_list_init (RgTodayPage *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkGesture *click = gtk_gesture_click_new ();

  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    {
      self->lines[i] = g_list_store_new (RG_TYPE_TODAY_ITEM);
      g_list_store_append (parts, self->lines[i]);
    }
  self->selection =
      gtk_single_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))));
  g_signal_connect (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  set_factories (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->list_view, "activate", G_CALLBACK (activate_cb), self);
  add_keys (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
}

void
rg_today_list_end (RgTodayPage *self)
{
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    g_clear_object (&self->lines[i]);
}

/* --- for tests ----------------------------------------------------------------- */

/**
 * rg_today_page_select:
 * @self: a page
 * @title: the first line of what is to be selected
 *
 * Returns: whether there is such a line
 */
gboolean
rg_today_page_select (RgTodayPage *self, const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (RgTodayItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      g_autofree char *text = rg_today_words_title (item);

      if (!g_str_equal (text, title))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_list_view_scroll_to (self->list_view, i, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
      return TRUE;
    }
  return FALSE;
}

/**
 * rg_today_page_dup_selected:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): the first line of what is selected
 */
char *
rg_today_page_dup_selected (RgTodayPage *self)
{
  RgTodayItem *item = rg_today_list_get_selected (self);

  return item != NULL ? rg_today_words_title (item) : NULL;
}

/**
 * rg_today_page_dup_shown:
 * @self: a page
 *
 * Returns: (transfer full): the first lines of all, by part
 */
char *
rg_today_page_dup_shown (RgTodayPage *self)
{
  GString *text = g_string_new (NULL);

  for (guint part = 0; part < RG_N_TODAY_PARTS; part++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines[part])); i++)
      {
        g_autoptr (RgTodayItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines[part]), i);
        g_autofree char *title = rg_today_words_title (item);

        if (i == 0)
          g_string_append_printf (text, "%s%s:", text->len > 0 ? " " : "",
                                  rg_today_part_get_key ((RgTodayPart) part));
        g_string_append_printf (text, "%s%s", i > 0 ? "," : "", title);
      }
  return g_string_free_and_steal (text);
}
