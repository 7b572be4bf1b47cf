/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

/* What a window lets go of when it goes. */

static gboolean
is_writing (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((Fixture *) data)->window));

  return focus != NULL && GTK_IS_TEXT_VIEW (focus);
}

static gboolean
has_record (gpointer data)
{
  RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (((Fixture *) data)->window));

  return !rg_record_page_is_busy (rg_customers_page_get_record (page));
}

/* Who closes it in the middle of a note leaves nothing of it behind: the fixture
 * looks for who still holds the settings. */
static void
test_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  RgCustomersPage *page;

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");
  rg_window_show_customer (fixture->window, 1);
  wait_until (has_record, fixture);
  page = RG_CUSTOMERS_PAGE (rg_window_get_page (fixture->window));
  rg_record_page_write_note (rg_customers_page_get_record (page));
  wait_until (is_writing, fixture);
  leave_shop (fixture);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_action_group_activate_action (user_data, "quit", NULL);

  return G_SOURCE_REMOVE;
}

/* Before anything that is idle: the window is not on screen yet. */
static void
window_added_cb (GtkApplication *app, GtkWindow *window, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, quit_cb, app, NULL);
}

/* The program ends, and not before the shop is closed that it was opening. */
static void
test_at_once (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (RgApplication) app = rg_application_new ();
  char *argv[] = { (char *) "regulars", (char *) "--shop", shop->folder, NULL };

  shop_close (shop);
  g_application_set_flags (G_APPLICATION (app),
                           g_application_get_flags (G_APPLICATION (app)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (app), 3, argv), ==, 0);
  g_assert_true (nothing_is_open (NULL));
}

/* --- with dialogs ----------------------------------------------------------- */

typedef struct
{
  RgApplication *app;
  void (*begin) (gpointer run, RgWindow *window);
  gint64 latest;
  AdwDialog *dialog; /* (nullable) */
  GtkWidget *button; /* (nullable) */
  guint n_asked;
  guint n_done;
} Run;

static void
quit (Run *run)
{
  g_action_group_activate_action (G_ACTION_GROUP (run->app), "quit", NULL);
}

static RgWindow *
get_window (Run *run)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (run->app));

  return windows != NULL && RG_IS_WINDOW (windows->data) ? windows->data : NULL;
}

/* When the shop is there, and then the dialog. */
static gboolean
step_cb (gpointer user_data)
{
  Run *run = user_data;
  RgWindow *window = get_window (run);

  g_assert_cmpint (g_get_monotonic_time (), <, run->latest);
  if (window == NULL || rg_window_get_store (window) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return G_SOURCE_CONTINUE;
  if (run->dialog == NULL)
    {
      run->begin (run, window);
      return G_SOURCE_CONTINUE;
    }
  /* On until the program ends, or it is too late. */
  if (run->button == NULL || !gtk_widget_get_mapped (run->button) || run->n_asked > 0)
    return G_SOURCE_CONTINUE;
  run->n_asked++;
  gtk_widget_grab_focus (run->button);
  gtk_widget_activate (run->button);
  g_assert_cmpuint (run->n_done, ==, 0);
  quit (run);
  return G_SOURCE_CONTINUE;
}

static void
run_program (Run *run)
{
  g_autoptr (Shop) shop = shop_new ();
  char *argv[] = { (char *) "regulars", (char *) "--shop", shop->folder, NULL };
  guint step;

  shop_close (shop);
  run->app = rg_application_new ();
  run->latest = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_application_set_flags (G_APPLICATION (run->app),
                           g_application_get_flags (G_APPLICATION (run->app)) | G_APPLICATION_NON_UNIQUE);
  step = g_timeout_add (20, step_cb, run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run->app), 3, argv), ==, 0);
  g_source_remove (step);
  g_assert_true (nothing_is_open (NULL));
  g_object_unref (run->app);
}

/* One over the other: they go, and the program with them. */
static void
begin_two (gpointer data, RgWindow *window)
{
  Run *run = data;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
  run->dialog = adw_alert_dialog_new ("Well?", NULL);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (run->dialog), "close", "Close");
  adw_dialog_present (run->dialog, GTK_WIDGET (window));
  quit (run);
}

static void
test_dialogs (void)
{
  Run run = { .begin = begin_two };

  run_program (&run);
}

static void
clicked_cb (GtkButton *button, Run *run)
{
  run->n_done++;
  adw_dialog_close (run->dialog);
}

static void
begin_button (gpointer data, RgWindow *window)
{
  Run *run = data;

  run->dialog = adw_dialog_new ();
  run->button = gtk_button_new_with_label ("Save");
  g_signal_connect (run->button, "clicked", G_CALLBACK (clicked_cb), run);
  adw_dialog_set_child (run->dialog, run->button);
  adw_dialog_present (run->dialog, GTK_WIDGET (window));
}

/* A button that was pressed by a key does what it does a moment later; that is done
 * before, and then the program ends. */
static void
test_pressed (void)
{
  Run run = { .begin = begin_button };

  run_program (&run);
  g_assert_cmpuint (run.n_done, ==, 1);
}

static gboolean
again_cb (gpointer run)
{
  g_assert_nonnull (get_window (run));
  adw_dialog_set_can_close (((Run *) run)->dialog, TRUE);
  quit (run);
  return G_SOURCE_REMOVE;
}

static void
asked_cb (AdwDialog *dialog, Run *run)
{
  run->n_asked++;
  g_timeout_add (50, again_cb, run);
}

static void
begin_asking (gpointer data, RgWindow *window)
{
  Run *run = data;

  run->dialog = adw_dialog_new ();
  adw_dialog_set_can_close (run->dialog, FALSE);
  g_signal_connect (run->dialog, "close-attempt", G_CALLBACK (asked_cb), run);
  adw_dialog_present (run->dialog, GTK_WIDGET (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.shortcuts", NULL);
  quit (run);
}

/* One that asks is not passed over, whatever lies above it. */
static void
test_asking (void)
{
  Run run = { .begin = begin_asking };

  run_program (&run);
  g_assert_cmpuint (run.n_asked, ==, 1);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add ("/app/leaving/writing", Fixture, NULL, set_up, test_writing, tear_down);
  g_test_add_func ("/app/leaving/at-once", test_at_once);
  g_test_add_func ("/app/leaving/dialogs", test_dialogs);
  g_test_add_func ("/app/leaving/pressed", test_pressed);
  g_test_add_func ("/app/leaving/asking", test_asking);

  return g_test_run ();
}
