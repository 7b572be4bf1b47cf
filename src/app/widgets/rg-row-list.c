/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-row-list.h"

/* Under which a row has its list item. */
#define ITEM_KEY "rg-list-item"
/* Under which a factory has what its rows look like. */
#define LOOK_KEY "rg-row-look"
#define DATA_KEY "rg-row-data"

/* A label on the row widget itself does not reach a screen reader: it looks at
 * the item that holds it. */
static void
content_changed_cb (RgRowWidget *row, GtkListItem *item)
{
  g_autofree char *name = NULL, *description = NULL;

  if (rg_row_widget_get_record (row) == NULL)
    return;

  name = rg_row_widget_dup_name (row);
  description = rg_row_widget_dup_description (row);
  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_accessible_description (item, description);
}

static void
selected_cb (GtkListItem *item, GParamSpec *pspec, RgRowWidget *row)
{
  rg_row_widget_set_selected (row, gtk_list_item_get_selected (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgColumns *columns)
{
  const RgRowLook *look = g_object_get_data (G_OBJECT (factory), LOOK_KEY);
  GObject *data = g_object_get_data (G_OBJECT (factory), DATA_KEY);
  GtkWidget *row =
      look != NULL ? rg_row_widget_new_with_look (columns, look, data) : rg_row_widget_new (columns);

  g_signal_connect_object (row, "content-changed", G_CALLBACK (content_changed_cb), item, G_CONNECT_DEFAULT);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (selected_cb), row, G_CONNECT_DEFAULT);
  /* The item has the row, and lives longer. */
  g_object_set_data (G_OBJECT (row), ITEM_KEY, item);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgColumns *columns)
{
  rg_row_widget_set_record (RG_ROW_WIDGET (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgColumns *columns)
{
  rg_row_widget_set_record (RG_ROW_WIDGET (gtk_list_item_get_child (item)), NULL);
}

/**
 * rg_row_list_factory:
 * @columns: what the rows share
 *
 * Returns: (transfer full): what makes the rows
 */
GtkListItemFactory *
rg_row_list_factory (RgColumns *columns)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), columns, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), columns, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), columns, G_CONNECT_DEFAULT);

  return factory;
}

/**
 * rg_row_list_factory_with_look:
 * @columns: what the rows share
 * @look: how they look
 * @data: (nullable): for the functions of @look
 *
 * Returns: (transfer full): what makes the rows
 */
GtkListItemFactory *
rg_row_list_factory_with_look (RgColumns *columns, const RgRowLook *look, GObject *data)
{
  GtkListItemFactory *factory = rg_row_list_factory (columns);

  g_object_set_data (G_OBJECT (factory), LOOK_KEY, (gpointer) look);
  if (data != NULL)
    g_object_set_data_full (G_OBJECT (factory), DATA_KEY, g_object_ref (data), g_object_unref);
  return factory;
}

/**
 * rg_row_list_position_at:
 * @view: the view
 * @x: a place in it, pixels
 * @y: a place in it, pixels
 *
 * Returns: the position of the row there, or %GTK_INVALID_LIST_POSITION
 */
guint
rg_row_list_position_at (GtkListView *view, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (view), x, y, GTK_PICK_DEFAULT);

  /* The theme may leave room around the row, which is its parent's. */
  if (widget != NULL && !RG_IS_ROW_WIDGET (widget))
    widget = gtk_widget_get_first_child (widget);
  if (!RG_IS_ROW_WIDGET (widget))
    return GTK_INVALID_LIST_POSITION;

  return gtk_list_item_get_position (g_object_get_data (G_OBJECT (widget), ITEM_KEY));
}

/* --- staying in the same place ------------------------------------------ */

/* A row's height with what the theme puts around it, taken from the whole. */
static double
row_height (GtkListView *view, RgRecordList *list, RgColumns *columns)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  double least = rg_columns_get_row_height (columns), height;

  if (adjustment == NULL || n == 0)
    return least;
  height = gtk_adjustment_get_upper (adjustment) / n;

  return height >= least && height < least * 1.5 ? height : least;
}

/**
 * rg_row_list_anchor:
 * @view: the view
 * @list: (nullable): what it shows
 * @columns: what its rows share
 *
 * Returns: where it is scrolled to, by the row's id and not by its position
 */
RgListAnchor
rg_row_list_anchor (GtkListView *view, RgRecordList *list, RgColumns *columns)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  RgListAnchor anchor = { 0, 0 };
  double height, value;
  guint position;

  if (list == NULL || adjustment == NULL)
    return anchor;

  value = gtk_adjustment_get_value (adjustment);
  height = row_height (view, list, columns);
  position = (guint) (value / height);
  /* Whoever is at the top stays at the top, whatever comes in before. */
  if (value <= 0 || position >= g_list_model_get_n_items (G_LIST_MODEL (list)))
    return anchor;

  anchor.id = rg_record_list_get_id (list, position);
  anchor.offset = (int) (value - position * height);

  return anchor;
}

typedef struct
{
  guint position;
  int offset;
  guint frames;
  RgRecordList *list;
  RgColumns *columns;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_object_unref (restore->list);
  g_object_unref (restore->columns);
  g_free (restore);
}

/* The view knows how long it is only after it has been laid out. */
static gboolean
restore_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Restore *restore = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  double height = row_height (GTK_LIST_VIEW (widget), restore->list, restore->columns);
  double value = restore->position * height + restore->offset;

  gtk_adjustment_set_value (adjustment, value);

  return ++restore->frames < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * rg_row_list_restore:
 * @view: the view
 * @list: what it shows now
 * @columns: what its rows share
 * @anchor: where the list before was
 *
 * Scrolls to the same row; to the top when it is not in the list.
 */
void
rg_row_list_restore (GtkListView *view, RgRecordList *list, RgColumns *columns, const RgListAnchor *anchor)
{
  guint position = anchor->id != 0 ? rg_record_list_find (list, anchor->id) : G_MAXUINT;
  Restore *restore;

  if (position == G_MAXUINT)
    return;

  gtk_list_view_scroll_to (view, position, GTK_LIST_SCROLL_NONE, NULL);
  restore = g_new0 (Restore, 1);
  restore->position = position;
  restore->offset = anchor->offset;
  restore->list = g_object_ref (list);
  restore->columns = g_object_ref (columns);
  gtk_widget_add_tick_callback (GTK_WIDGET (view), restore_tick_cb, restore, restore_free);
}
