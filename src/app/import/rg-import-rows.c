/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-rows.h"

static void
destroyed_cb (GtkWidget *row, GPtrArray *rows)
{
  g_ptr_array_remove_fast (rows, row);
}

static void
unref_rows (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (data);
}

/**
 * rg_import_rows_take:
 * @rows: the rows that exist; borrowed
 * @item: of a list's factory, being set up
 * @row: (transfer floating): its row
 *
 * The keyboard goes to what is in the row, never to the row itself.
 */
void
rg_import_rows_take (GPtrArray *rows, GtkListItem *item, GtkWidget *row)
{
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, row);
  g_ptr_array_add (rows, row);
  g_signal_connect_data (row, "destroy", G_CALLBACK (destroyed_cb), g_ptr_array_ref (rows), unref_rows,
                         G_CONNECT_DEFAULT);
}
