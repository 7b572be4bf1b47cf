/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/customers/rg-customers-private.h"
#include "app/pages/customers/rg-set-field-dialog.h"
#include "app/pages/customers/rg-tag-dialog.h"
#include "app/rg-merge-dialog.h"
#include "shop/rg-tags.h"

#include <glib/gstdio.h>

/* What is done with several customers at once. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgCustomersPage *page;
  char *said;
} Fixture;

static void
say_cb (RgPage *page, const char *text, Fixture *fixture)
{
  g_set_str (&fixture->said, text);
}

static gboolean
has_list (gpointer data)
{
  Fixture *fixture = data;

  return !rg_customers_page_is_busy (fixture->page) &&
         g_strcmp0 (rg_customers_page_get_state (fixture->page), "list") == 0;
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->shop = shop_new ();
  fixture->settings = rg_settings_new ();
  fixture->page = RG_CUSTOMERS_PAGE (rg_customers_page_new (fixture->settings));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  g_signal_connect (fixture->page, "say", G_CALLBACK (say_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_page_set_store (RG_PAGE (fixture->page), fixture->shop->store);
  wait_until (has_list, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  RgCustomersPage *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
  g_free (fixture->said);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));
}

static void
select_first (Fixture *fixture, guint n)
{
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (rg_customers_page_get_selection (fixture->page)), 0,
                                    n, TRUE);
}

static gint64
id_at (Fixture *fixture, guint position)
{
  return rg_record_list_get_id (rg_customers_page_get_list (fixture->page), position);
}

static guint64
n_selected (Fixture *fixture)
{
  return rg_selection_get_n (rg_customers_page_get_selection (fixture->page));
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->page->working == NULL;
}

static gboolean
has_said (gpointer data)
{
  return ((Fixture *) data)->said != NULL;
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));

  g_assert_nonnull (dialog);
  return dialog;
}

/* --- what it shows -------------------------------------------------------- */

static gboolean
is_bar_shown (Fixture *fixture)
{
  return adw_toolbar_view_get_reveal_bottom_bars (fixture->page->list_toolbar);
}

/* One customer is no selection; two are. */
static void
test_bar (Fixture *fixture, gconstpointer width)
{
  g_assert_false (is_bar_shown (fixture));
  select_first (fixture, 1);
  g_assert_false (is_bar_shown (fixture));
  select_first (fixture, 3);
  g_assert_true (is_bar_shown (fixture));
  g_assert_cmpstr (gtk_label_get_label (fixture->page->selection_label), ==, "3 selected");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fixture->page->count_label)), ==, "3 of 6 selected");

  act (fixture, "page.select-all");
  g_assert_cmpstr (gtk_label_get_label (fixture->page->selection_label), ==, "All 6 selected");
  act (fixture, "page.escape");
  g_assert_false (is_bar_shown (fixture));
  g_assert_cmpuint (n_selected (fixture), <=, 1);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (fixture->page->count_label)), ==, "6");
}

/* While picking, opening a row picks it, and going along takes nothing away. */
static void
test_pick (Fixture *fixture, gconstpointer width)
{
  GtkWidget *view = GTK_WIDGET (fixture->page->list_view);

  g_object_set (fixture->page, "picking", TRUE, NULL);
  g_assert_true (is_bar_shown (fixture));
  g_assert_true (rg_columns_get_checks (fixture->page->columns));
  gtk_widget_activate_action (view, "list.activate-item", "u", 1);
  gtk_widget_activate_action (view, "list.activate-item", "u", 4);
  gtk_widget_activate_action (view, "list.select-item", "(ubb)", 2, FALSE, FALSE);
  g_assert_cmpuint (n_selected (fixture), ==, 2);
  g_assert_cmpint (rg_customers_page_get_opened (fixture->page), ==, 0);

  /* Another order is the same customers. */
  g_object_set (fixture->page, "sort", "next_date", NULL);
  wait_until (has_list, fixture);
  g_assert_cmpuint (n_selected (fixture), ==, 2);
  g_object_set (fixture->page, "sort", "name", NULL);
  wait_until (has_list, fixture);

  act (fixture, "page.end-selection");
  g_assert_false (fixture->page->picking);
  g_assert_false (is_bar_shown (fixture));
}

/* --- tags ----------------------------------------------------------------- */

static gpointer
tags_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tags_of (read, *(gint64 *) data, error);
}

static char *
tags_of (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) tags = rg_store_read_sync (fixture->shop->store, tags_func, &id, NULL, &error);

  g_assert_no_error (error);
  return g_strjoinv (",", tags);
}

static void
assert_tags (Fixture *fixture, gint64 id, const char *wanted)
{
  g_autofree char *tags = tags_of (fixture, id);

  g_assert_cmpstr (tags, ==, wanted);
}

static void
tag (Fixture *fixture, const char *text, gboolean take_away)
{
  act (fixture, "page.tag");
  rg_tag_dialog_enter (RG_TAG_DIALOG (get_dialog (fixture)), text, take_away);
  wait_until (is_done, fixture);
}

/* Enter takes the name, and once more, gives the tag. */
static void
test_tag_by_enter (Fixture *fixture, gconstpointer width)
{
  GtkWidget *entry;

  select_first (fixture, 2);
  act (fixture, "page.tag");
  entry = find_widget (GTK_WIDGET (get_dialog (fixture)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "VIP，");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_signal_emit_by_name (entry, "activate");
  wait_until (is_done, fixture);
  assert_tags (fixture, id_at (fixture, 0), "VIP");
  assert_tags (fixture, id_at (fixture, 2), "");
}

static void
test_tag (Fixture *fixture, gconstpointer width)
{
  select_first (fixture, 3);
  tag (fixture, "VIP，老客户", FALSE);
  assert_tags (fixture, id_at (fixture, 0), "VIP,老客户");
  assert_tags (fixture, id_at (fixture, 2), "VIP,老客户");
  assert_tags (fixture, id_at (fixture, 3), "");
  /* They stay selected for whatever is next. */
  g_assert_cmpuint (n_selected (fixture), ==, 3);

  tag (fixture, "VIP", TRUE);
  assert_tags (fixture, id_at (fixture, 1), "老客户");

  /* What everybody has already changes nothing. */
  g_clear_pointer (&fixture->said, g_free);
  tag (fixture, "老客户", FALSE);
  wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "Nothing had to be changed.");
}

/* --- a field -------------------------------------------------------------- */

static gpointer
source_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "customer");
  g_autoptr (RgRow) row = rg_row_read (read, entity, *(gint64 *) data, error);

  return row != NULL ? g_strdup (rg_row_get_text (row, "source")) : NULL;
}

static void
assert_source (Fixture *fixture, gint64 id, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = rg_store_read_sync (fixture->shop->store, source_func, &id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source, ==, wanted);
}

static void
test_set (Fixture *fixture, gconstpointer width)
{
  act (fixture, "page.select-all");
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (rg_customers_page_get_selection (fixture->page)),
                                     1);
  act (fixture, "page.set-field");
  g_assert_true (rg_set_field_dialog_enter (RG_SET_FIELD_DIALOG (get_dialog (fixture)), "source", "抖音"));
  wait_until (is_done, fixture);
  assert_source (fixture, id_at (fixture, 0), "抖音");
  assert_source (fixture, id_at (fixture, 1), NULL);
  assert_source (fixture, id_at (fixture, 5), "抖音");
}

/* What is not valid stays there to be mended. */
static void
test_set_wrong (Fixture *fixture, gconstpointer width)
{
  select_first (fixture, 2);
  act (fixture, "page.set-field");
  g_assert_false (
      rg_set_field_dialog_enter (RG_SET_FIELD_DIALOG (get_dialog (fixture)), "next_date", "some day"));
  get_dialog (fixture);
  g_assert_true (is_done (fixture));
}

/* --- deleting ------------------------------------------------------------- */

static gboolean
has_three (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (G_LIST_MODEL (rg_customers_page_get_list (fixture->page))) == 3;
}

static void
test_delete (Fixture *fixture, gconstpointer width)
{
  select_first (fixture, 3);
  act (fixture, "page.delete");
  wait_until (is_done, fixture);
  wait_until (has_three, fixture);
  g_assert_false (is_bar_shown (fixture));
  /* Nobody is selected: there is nothing to delete any more. */
  g_assert_cmpuint (n_selected (fixture), ==, 0);
  act (fixture, "page.delete");
  run_for (50);
  g_assert_true (has_three (fixture));
}

/* --- two of them ---------------------------------------------------------- */

static void
test_merge (Fixture *fixture, gconstpointer width)
{
  select_first (fixture, 3);
  act (fixture, "page.merge");
  g_assert_null (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  select_first (fixture, 2);
  act (fixture, "page.merge");
  g_assert_true (RG_IS_MERGE_DIALOG (get_dialog (fixture)));
  adw_dialog_force_close (get_dialog (fixture));
}

/* --- out ------------------------------------------------------------------ */

static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
has_dialog (gpointer data)
{
  Fixture *fixture = data;

  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) != NULL;
}

static void
test_export (Fixture *fixture, gconstpointer width)
{
  g_autofree char *path = g_build_filename (fixture->shop->folder, "some.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  select_first (fixture, 2);
  rg_customers_export_to (fixture->page, path);
  wait_until (is_there, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[1], "安娜"));
  g_assert_nonnull (strstr (lines[2], "李清照"));
  g_unlink (path);
}

/* A folder that is not there: it is said, and stays until it has been read. */
static void
test_export_wrong (Fixture *fixture, gconstpointer width)
{
  select_first (fixture, 2);
  rg_customers_export_to (fixture->page, "/nowhere/at/all.csv");
  wait_until (has_dialog, fixture);
  adw_dialog_force_close (get_dialog (fixture));
}

typedef struct
{
  char *text;
  gboolean come;
} Pasted;

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pasted *pasted = user_data;

  pasted->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  pasted->come = TRUE;
}

static gboolean
has_come (gpointer data)
{
  return ((Pasted *) data)->come;
}

static void
assert_copied (Fixture *fixture, const char *action, const char *wanted)
{
  Pasted pasted = { NULL, FALSE };

  g_clear_pointer (&fixture->said, g_free);
  act (fixture, action);
  wait_until (has_said, fixture);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL, pasted_cb,
                                 &pasted);
  wait_until (has_come, &pasted);
  g_assert_cmpstr (pasted.text, ==, wanted);
  g_free (pasted.text);
}

static gboolean
has_seven (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (G_LIST_MODEL (rg_customers_page_get_list (fixture->page))) == 7;
}

static void
test_copy (Fixture *fixture, gconstpointer width)
{
  gint64 formula = shop_add (fixture->shop->store, "=1+1", NULL, NULL);

  wait_until (has_seven, fixture);
  select_first (fixture, 2);
  rg_customers_page_select (fixture->page, formula);
  g_assert_cmpuint (n_selected (fixture), ==, 1);
  assert_copied (fixture, "page.copy", "'=1+1\t\t\t\t\t\t\n");

  rg_customers_page_set_search (fixture->page, "zsf");
  wait_until (has_list, fixture);
  select_first (fixture, 1);
  assert_copied (fixture, "page.copy", "张三丰\t19900000001\t\t2026-11-20\t\t\t\n");
  g_assert_cmpstr (fixture->said, ==, "Copied 1 row");
  assert_copied (fixture, "page.copy-phone", "19900000001");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/bulk/bar", 1000, test_bar);
  ADD ("/app/bulk/pick", 400, test_pick);
  ADD ("/app/bulk/tag", 1000, test_tag);
  ADD ("/app/bulk/tag-by-enter", 1000, test_tag_by_enter);
  ADD ("/app/bulk/set", 1000, test_set);
  ADD ("/app/bulk/set-wrong", 400, test_set_wrong);
  ADD ("/app/bulk/delete", 1000, test_delete);
  ADD ("/app/bulk/merge", 1000, test_merge);
  ADD ("/app/bulk/export", 1000, test_export);
  ADD ("/app/bulk/export-wrong", 1000, test_export_wrong);
  ADD ("/app/bulk/copy", 1000, test_copy);

  return g_test_run ();
}
