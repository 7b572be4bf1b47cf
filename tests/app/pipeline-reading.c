/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline-fixture.h"

#include "app/filter/rg-condition-leaves.h"

#include <string.h>

/* What the page of the pipeline reads of its deals, and what it says when it cannot. */

/* --- what cannot be read ------------------------------------------------------------------ */

static gpointer
alter_func (RgWrite *write, gpointer sql, GCancellable *cancellable, GError **error)
{
  return rg_database_exec (rg_write_get_database (write), sql, error) ? sql : NULL;
}

static void
alter (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, alter_func, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

static void
say_cb (RgPage *page, const char *text, guint *n)
{
  ++*n;
}

static GtkWidget *
focus_of (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

/* Where the deals could not be read the first time the page says so and tries again when it
 * is asked to, as board and as list. */
static void
test_unread (Fixture *f, gconstpointer listing)
{
  guint n = 0;

  g_signal_connect (f->page, "say", G_CALLBACK (say_cb), &n);
  rg_pipeline_page_set_listing (f->page, listing != NULL);
  wait_for_state (f, listing != NULL ? "list" : "board");
  rg_page_set_store (RG_PAGE (f->page), NULL);
  alter (f, "ALTER TABLE deal RENAME TO hidden");
  rg_page_set_store (RG_PAGE (f->page), f->shop->store);
  rg_page_take_focus (RG_PAGE (f->page));
  wait_for_state (f, "unread");
  let_paint (f->window);
  g_assert_cmpuint (n, ==, 0);
  g_assert_nonnull (strstr (adw_status_page_get_description (f->page->unread_page), "deal"));
  g_assert_true (GTK_IS_BUTTON (focus_of (f)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus_of (f))), ==, "Try Again");

  /* It fails again, and can be heard to. */
  g_signal_emit_by_name (focus_of (f), "clicked");
  wait_until (is_still, f->page);
  g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, "unread");
  g_assert_cmpuint (n, ==, 1);

  alter (f, "ALTER TABLE hidden RENAME TO deal");
  g_signal_emit_by_name (focus_of (f), "clicked");
  wait_for_state (f, listing != NULL ? "list" : "board");
  let_paint (f->window);
  g_assert_true (gtk_widget_is_ancestor (focus_of (f), GTK_WIDGET (f->page->stack)));
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "4");
  if (listing != NULL)
    wait_for_titles (f, "kitchen house balcony office");
  else
    g_assert_cmpuint (count_board (f), ==, N_OPEN);
  /* What is there already stays, with a sentence that passes. */
  alter (f, "ALTER TABLE deal RENAME TO hidden");
  rg_pipeline_page_ask (f->page, TRUE);
  wait_until (is_still, f->page);
  g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, listing != NULL ? "list" : "board");
  g_assert_cmpuint (n, ==, 2);
  alter (f, "ALTER TABLE hidden RENAME TO deal");
}

/* --- what the list comes to ---------------------------------------------------------------- */

static gboolean
is_counted (gpointer data)
{
  const Wanted *wanted = data;

  return !rg_pipeline_page_is_busy (wanted->f->page) &&
         g_str_equal (gtk_label_get_label (wanted->f->page->count_label), wanted->names);
}

static void
wait_for_count (Fixture *f, const char *text)
{
  Wanted wanted = { f, NULL, text };

  if (!wait_whether (is_counted, &wanted))
    g_assert_cmpstr (gtk_label_get_label (f->page->count_label), ==, text);
}

/* How many and what they are worth, of exactly those that are listed; nothing where none
 * has an amount. */
static void
test_sum (Fixture *f, gconstpointer data)
{
  wait_for_count (f, "4 · ¥203,500");
  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_count (f, "4 · ¥203,500");
  adw_toggle_group_set_active_name (f->page->state_group, "lost");
  wait_for_count (f, "3 · ¥10,900");
  adw_toggle_group_set_active_name (f->page->state_group, "all");
  wait_for_count (f, "9 · ¥274,400");
  gtk_editable_set_text (f->page->search_entry, "王芳");
  wait_for_count (f, "4 · ¥133,000");
  gtk_editable_set_text (f->page->search_entry, "attic");
  wait_for_count (f, "1");
  gtk_editable_set_text (f->page->search_entry, "");
  wait_for_count (f, "9 · ¥274,400");
  rg_pipeline_page_set_owner (f->page, "=李静");
  wait_for_count (f, "3 · ¥140,000");
  /* In another order they come to the same, and nothing blinks. */
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.sort", "s", "amount_fen");
  wait_until (is_still, f->page);
  g_assert_cmpstr (gtk_label_get_label (f->page->count_label), ==, "3 · ¥140,000");
}

static gboolean
is_narrow (gpointer data)
{
  return ((RgPipelinePage *) data)->narrow;
}

/* In a narrow window it stands where there is room for it, with the states or without. */
static void
test_sum_narrow (Fixture *f, gconstpointer data)
{
  g_autoptr (RgCondition) closed = rg_leaf_field ("state", "is-not", "open");

  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 600);
  wait_until (is_narrow, f->page);
  g_assert_false (gtk_widget_get_visible (f->page->list_bar));
  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_count (f, "4");
  wait_until (is_still, f->page);
  let_paint (f->window);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->page->sum_label)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->page->state_group)));
  g_assert_cmpstr (gtk_label_get_label (f->page->sum_label), ==, "¥203,500");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (f->page->sum_label)));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (f->page->count_label)));
  rg_pipeline_page_show_condition (f->page, closed, "Closed");
  wait_for_count (f, "5");
  wait_until (is_still, f->page);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->page->state_group)));
  g_assert_cmpstr (gtk_label_get_label (f->page->sum_label), ==, "¥70,900");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->page->sum_label)));
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  RgDealWords words = { .customer_id = -1, .contact_id = -1, .amount = data };

  return op != NULL && rg_deal_change (op, 1, &words, error) ? data : NULL;
}

/* Also when the same rows stay in the list. */
static void
test_sum_follows (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_pipeline_page_set_listing (f->page, TRUE);
  wait_for_count (f, "4 · ¥203,500");
  g_assert_nonnull (rg_store_write_sync (f->shop->store, change_func, (gpointer) "3500", NULL, &error));
  g_assert_no_error (error);
  wait_for_count (f, "4 · ¥204,000");
  rg_page_set_store (RG_PAGE (f->page), NULL);
  g_assert_cmpstr (gtk_label_get_label (f->page->count_label), ==, "");
  rg_page_set_store (RG_PAGE (f->page), f->shop->store);
  wait_for_count (f, "4 · ¥204,000");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(path, data, func)                                                                                \
  g_test_add ("/app/pipeline-reading/" path, Fixture, data, set_up, func, tear_down)
  ADD ("sum", NULL, test_sum);
  ADD ("sum-narrow", NULL, test_sum_narrow);
  ADD ("sum-follows", NULL, test_sum_follows);
  ADD ("unread", NULL, test_unread);
  ADD ("unread-list", "list", test_unread);
  return g_test_run ();
}
