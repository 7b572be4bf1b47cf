/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "app/export/rg-export-dialog.h"
#include "app/export/rg-exporting.h"

/* What goes out of the window, and how it is asked for. */

static void
fill_shop (Fixture *f)
{
  g_autoptr (GFile) list = write_file (f, "list.csv", "姓名,手机\n张三,13800000001\n李四,13800000002\n");

  import_all (f, list);
  wait_for_n (f, 2);
  wait_until (is_idle, f);
}

static gboolean
is_asked (gpointer data)
{
  Fixture *f = data;

  return RG_IS_EXPORT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
}

static gboolean
says_wanted_anywhere (gpointer data)
{
  Fixture *f = data;

  return has_label (GTK_WIDGET (f->window), f->wanted);
}

/* A workbook with everything, unless something else is wanted; cards have no
 * columns. */
static void
test_dialog (Fixture *f, gconstpointer data)
{
  RgExportDialog *dialog;
  GtkWidget *shown;

  fill_shop (f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.export", NULL);
  wait_until (is_asked, f);
  dialog = RG_EXPORT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  g_assert_cmpint (rg_export_dialog_get_format (dialog), ==, RG_EXPORT_FORMAT_XLSX);
  g_assert_false (rg_export_dialog_get_only_shown (dialog));
  f->wanted = "Name, Phone";
  wait_until (says_wanted_anywhere, f);

  shown = gtk_widget_get_ancestor (find_label (GTK_WIDGET (dialog), "As in the list"), ADW_TYPE_ACTION_ROW);
  gtk_widget_activate (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (shown)));
  g_assert_true (rg_export_dialog_get_only_shown (dialog));
  rg_export_dialog_set_format (dialog, RG_EXPORT_FORMAT_VCARD_4);
  g_assert_false (rg_export_dialog_get_only_shown (dialog));
  g_assert_false (gtk_widget_is_sensitive (shown));
  rg_export_dialog_set_format (dialog, RG_EXPORT_FORMAT_CSV);
  g_assert_true (rg_export_dialog_get_only_shown (dialog));
  g_assert_true (gtk_widget_is_sensitive (shown));
  adw_dialog_close (ADW_DIALOG (dialog));
}

/* The name says what kind of file it becomes. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  g_autofree char *book = g_build_filename (f->folder, "all.xlsx", NULL);
  g_autofree char *text = NULL;
  gsize size;

  fill_shop (f);
  rg_window_export_to (f->window, book);
  wait_until (is_idle, f);
  f->wanted = "Exported 2 customers to all.xlsx";
  wait_until (says_wanted_anywhere, f);
  g_assert_true (g_file_get_contents (book, &text, &size, NULL));
  g_assert_cmpmem (text, 2, "PK", 2);
}

static void
test_shop (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "whole", NULL);
  g_autofree char *schema = g_build_filename (folder, "schema.json", NULL);

  fill_shop (f);
  rg_exporting_write_shop (GTK_WIDGET (f->window), rg_window_get_store (f->window), folder);
  g_assert_true (rg_window_is_busy (f->window));
  wait_until (is_idle, f);
  f->wanted = "Exported the whole shop";
  wait_until (says_wanted_anywhere, f);
  g_assert_true (g_file_test (schema, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/export/dialog", test_dialog);
  ADD ("/app/export/kinds", test_kinds);
  ADD ("/app/export/shop", test_shop);
#undef ADD

  return g_test_run ();
}
