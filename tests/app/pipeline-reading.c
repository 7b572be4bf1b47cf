/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline-fixture.h"

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

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(path, data, func)                                                                                \
  g_test_add ("/app/pipeline-reading/" path, Fixture, data, set_up, func, tear_down)
  ADD ("unread", NULL, test_unread);
  ADD ("unread-list", "list", test_unread);
  return g_test_run ();
}
