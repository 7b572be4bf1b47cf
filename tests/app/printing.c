/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/rg-printing.h"

#include <glib/gstdio.h>

/* The system's printing gets our pages: it is let write a file. */

static RgPrint *
read_list (RgStore *store)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (RgChosen) chosen = rg_chosen_new_all_except (query, NULL, 0);
  g_autoptr (GError) error = NULL;
  RgPrintJob job = { .chosen = chosen, .title = "Customers", .shop = "Shop" };
  RgPrint *print = rg_store_read_sync (store, rg_print_read_func, &job, NULL, &error);

  g_assert_no_error (error);

  return print;
}

static void
test_export (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autofree char *path = g_build_filename (shop->folder, "out.pdf", NULL);
  RgPrint *print = read_list (shop->store);
  g_autoptr (GtkPrintOperation) operation = rg_printing_operation_new (print);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  int n_pages = 0;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, 1);
  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/app/printing/export", test_export);

  return g_test_run ();
}
