/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/widgets/rg-popup-menu.h"

#include <glib/gi18n-lib.h>

/* The tree as a list that can be folded. */

static RgTagItem *
get_item (GtkTreeListRow *line)
{
  g_autoptr (RgTagItem) item = gtk_tree_list_row_get_item (line);

  /* Borrowed: its line holds it. */
  return item;
}

/* --- rows ------------------------------------------------------------------ */

static void
dropped_cb (RgTagRow *row, gint64 id, gboolean before, RgTagsPage *self)
{
  rg_tags_change_drop (self, id, rg_tag_row_get (row), before);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTagsPage *self)
{
  GtkWidget *expander = gtk_tree_expander_new (), *row = rg_tag_row_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTagsPage *self)
{
  GtkTreeListRow *line = gtk_list_item_get_item (item);
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  RgTagRow *row = RG_TAG_ROW (gtk_tree_expander_get_child (expander));
  RgTagItem *tag = get_item (line);
  g_autofree char *about = rg_tag_row_describe (tag);

  gtk_tree_expander_set_list_row (expander, line);
  rg_tag_row_set (row, tag);
  rg_tag_row_set_narrow (row, self->narrow);
  gtk_list_item_set_accessible_label (item, rg_tag_item_get_name (tag));
  gtk_list_item_set_accessible_description (item, about);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgTagsPage *self)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (expander, NULL);
  rg_tag_row_set (RG_TAG_ROW (gtk_tree_expander_get_child (expander)), NULL);
}

/* --- folding, selecting ---------------------------------------------------- */

static GListModel *
children_cb (gpointer item, gpointer user_data)
{
  return rg_tag_item_make_children (item, GPOINTER_TO_INT (user_data));
}

static void
remember (RgTagsPage *self)
{
  guint n = self->lines != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->lines)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      gint64 key = rg_tag_item_get_key (get_item (line));

      if (gtk_tree_list_row_is_expandable (line) && !gtk_tree_list_row_get_expanded (line))
        g_hash_table_add (self->folded, g_memdup2 (&key, sizeof key));
      else
        g_hash_table_remove (self->folded, &key);
    }
  if (n > 0 && self->selected == 0)
    self->selected = rg_tags_page_get_selected (self);
  self->focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL;
}

static void
fold_again (RgTagsPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      gint64 key = rg_tag_item_get_key (get_item (line));

      if (g_hash_table_contains (self->folded, &key))
        gtk_tree_list_row_set_expanded (line, FALSE);
    }
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, RgTagsPage *self)
{
  rg_tags_page_update_actions (self);
}

static void
set_model (RgTagsPage *self)
{
  gtk_list_view_set_model (self->list_view, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  if (self->tree == NULL)
    return;
  self->lines = gtk_tree_list_model_new (rg_tag_items_make_families (self->tree), FALSE, TRUE, children_cb,
                                         GINT_TO_POINTER (self->retired), NULL);
  fold_again (self);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/*< private >
 * rg_tags_tree_show:
 *
 * Shows what was read. What was folded and selected still is.
 */
void
rg_tags_tree_show (RgTagsPage *self)
{
  remember (self);
  set_model (self);
  if (self->tree == NULL || self->selected == 0)
    return;
  rg_tags_page_select (self, self->selected);
  self->selected = 0;
}

/*< private >
 * rg_tags_tree_expand_all:
 *
 * Unfolds everything.
 */
void
rg_tags_tree_expand_all (RgTagsPage *self)
{
  /* Lines appear while it goes on. */
  for (guint i = 0; self->lines != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      gtk_tree_list_row_set_expanded (line, TRUE);
    }
}

/*< private >
 * rg_tags_tree_get_selected:
 *
 * Returns: (transfer none) (nullable): the line that is selected
 */
RgTagItem *
rg_tags_tree_get_selected (RgTagsPage *self)
{
  GtkTreeListRow *line =
      self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return line != NULL ? get_item (line) : NULL;
}

/**
 * rg_tags_page_get_selected:
 * @self: a page
 *
 * Returns: the key of the line that is selected; 0 for none
 */
gint64
rg_tags_page_get_selected (RgTagsPage *self)
{
  RgTagItem *item = rg_tags_tree_get_selected (self);

  return item != NULL ? rg_tag_item_get_key (item) : 0;
}

/**
 * rg_tags_page_select:
 * @self: a page
 * @key: the key of a line
 *
 * Returns: whether there is such a line
 */
gboolean
rg_tags_page_select (RgTagsPage *self, gint64 key)
{
  for (guint i = 0; self->lines != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (rg_tag_item_get_key (get_item (line)) != key)
        continue;
      gtk_list_view_scroll_to (self->list_view, i,
                               GTK_LIST_SCROLL_SELECT | (self->focused ? GTK_LIST_SCROLL_FOCUS : 0), NULL);
      gtk_single_selection_set_selected (self->selection, i);
      return TRUE;
    }
  return FALSE;
}

/**
 * rg_tags_page_dup_shown:
 * @self: a page
 *
 * Returns: (transfer full): the names of all lines, with a dot for each level
 */
char *
rg_tags_page_dup_shown (RgTagsPage *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->lines != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      g_string_append_printf (text, "%s%.*s%s", i > 0 ? " " : "", (int) gtk_tree_list_row_get_depth (line),
                              "........", rg_tag_item_get_name (get_item (line)));
    }
  return g_string_free_and_steal (text);
}

/* --- size, menu ------------------------------------------------------------ */

/*< private >
 * rg_tags_tree_set_narrow:
 *
 * Shows lines with or without what needs room.
 */
void
rg_tags_tree_set_narrow (RgTagsPage *self, gboolean narrow)
{
  self->narrow = narrow;
  rg_tags_tree_show (self);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new (), second = g_menu_new (), third = g_menu_new ();

  g_menu_append (first, _ ("_New Tag Below…"), "page.new");
  g_menu_append (first, _ ("_Edit…"), "page.edit");
  g_menu_append (first, _ ("_Rule…"), "page.rule");
  g_menu_append (first, _ ("Edit R_ule…"), "page.edit-rule");
  g_menu_append (second, _ ("_Move to…"), "page.move");
  g_menu_append (second, _ ("M_erge into…"), "page.merge");
  g_menu_append (third, _ ("Take _out of Use"), "page.retire");
  g_menu_append (third, _ ("_Bring Back into Use"), "page.restore");
  g_menu_append (third, _ ("_Delete"), "page.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));
  return G_MENU_MODEL (menu);
}

/* The line below the pointer becomes the one that is meant. */
static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, RgTagsPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->list_view);
  GtkWidget *row = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  while (row != NULL && !RG_IS_TAG_ROW (row) && !GTK_IS_TREE_EXPANDER (row))
    row = row != view ? gtk_widget_get_parent (row) : NULL;
  if (row != NULL && GTK_IS_TREE_EXPANDER (row))
    row = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (row));
  if (row == NULL || rg_tag_row_get (RG_TAG_ROW (row)) == NULL)
    return;
  rg_tags_page_select (self, rg_tag_item_get_key (rg_tag_row_get (RG_TAG_ROW (row))));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rg_popup_menu_show (&self->menu, make_menu, GTK_WIDGET (self), view, x, y);
}

static gboolean
menu_key_cb (GtkWidget *view, GVariant *args, gpointer user_data)
{
  RgTagsPage *self = user_data;

  return rg_popup_menu_show_at_focus (&self->menu, make_menu, GTK_WIDGET (self), view);
}

static void
activate_cb (GtkListView *view, guint position, RgTagsPage *self)
{
  g_autoptr (GtkTreeListRow) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (rg_tag_item_get_tag (get_item (line)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.edit", NULL);
  else
    gtk_tree_list_row_set_expanded (line, !gtk_tree_list_row_get_expanded (line));
}

/*< private >
 * rg_tags_tree_init:
 *
 * Gives the list what makes its rows, and its menu.
 */
void
rg_tags_tree_init (RgTagsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect (self->list_view, "activate", G_CALLBACK (activate_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}
