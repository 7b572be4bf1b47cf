/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program itself with somebody at it who measures:
 *
 *     regulars-driven start|start-day|scroll|jump|select-all|memory|day|board SHOP
 *     regulars-driven stall SHOP FILE
 *
 * Everything but main() is what the shipped program is made of. */

#include "config.h"

#include "board.h"
#include "day.h"
#include "measure.h"

#include "app/import/rg-import-assistant.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-application.h"
#include "app/widgets/rg-row-widget.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define JUMPS 100
#define FRAMES 300

static const char *what, *file;

static RgCustomersPage *
page_of (GtkWidget *window)
{
  RgPage *page =
      rg_window_get_store (RG_WINDOW (window)) != NULL ? rg_window_get_page (RG_WINDOW (window)) : NULL;

  return page != NULL && RG_IS_CUSTOMERS_PAGE (page) ? RG_CUSTOMERS_PAGE (page) : NULL;
}

static guint
n_listed (GtkWidget *window)
{
  RgCustomersPage *page = page_of (window);
  RgRecordList *list = page != NULL ? rg_customers_page_get_list (page) : NULL;

  return list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
}

/* Whether rows with people in them are on screen. */
static gboolean
is_painted (GtkWidget *window)
{
  GtkWidget *row = n_listed (window) > 0 ? measure_find (window, RG_TYPE_ROW_WIDGET) : NULL;
  RgRecord *record = row != NULL ? rg_row_widget_get_record (RG_ROW_WIDGET (row)) : NULL;

  if (g_str_equal (what, "start-day"))
    return day_is_painted (window);
  return record != NULL && rg_record_is_loaded (record) && gtk_widget_get_height (row) > 0;
}

static GtkWidget *
view_of (GtkWidget *window)
{
  while (!is_painted (window))
    g_main_context_iteration (NULL, TRUE);
  measure_rest (1000);
  return gtk_widget_get_ancestor (measure_find (window, RG_TYPE_ROW_WIDGET), GTK_TYPE_LIST_VIEW);
}

/* --- an import while somebody scrolls -------------------------------------- */

static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double value = gtk_adjustment_get_value (adjustment) + 40;

  /* A list of 5,000 ends before the import does. */
  if (value > gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment))
    value = 0;
  gtk_adjustment_set_value (adjustment, value);
  return G_SOURCE_CONTINUE;
}

static RgImportSession *
look_at_file (GtkWidget *window)
{
  g_autoptr (GFile) source = g_file_new_for_path (file);
  AdwDialog *dialog;
  RgImportSession *session;

  rg_window_import_file (RG_WINDOW (window), source);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
    }
  while (!RG_IS_IMPORT_ASSISTANT (dialog));
  session = rg_import_assistant_get_session (RG_IMPORT_ASSISTANT (dialog));
  while (rg_import_session_get_plan (session) == NULL ||
         rg_import_session_get_state (session) != RG_IMPORT_STATE_IDLE)
    g_main_context_iteration (NULL, TRUE);
  return session;
}

static void
stall (GtkWidget *window, GtkWidget *view)
{
  guint tick = gtk_widget_add_tick_callback (view, scroll_cb, NULL, NULL), before = n_listed (window);
  RgImportSession *session;
  const RgImportReport *report;

  measure_rest (500);
  measure_longest_gap ();
  measure_rest (5000);
  measure_say ("idle", measure_longest_gap ());
  session = g_object_ref (look_at_file (window));
  measure_say ("looking", measure_longest_gap ());
  rg_import_session_write (session);
  gtk_widget_activate_action (
      GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))),
      "import.aside", NULL);
  while (rg_import_session_get_state (session) != RG_IMPORT_STATE_IDLE)
    g_main_context_iteration (NULL, TRUE);
  measure_say ("writing", measure_longest_gap ());
  report = rg_import_session_get_result (session);
  if (report == NULL)
    g_error ("The import came to nothing: %s", rg_import_session_get_error (session)->message);
  while (n_listed (window) == before)
    g_main_context_iteration (NULL, TRUE);
  measure_rest (3000);
  measure_say ("showing", measure_longest_gap ());
  measure_say ("rows", n_listed (window) - before);
  gtk_widget_remove_tick_callback (view, tick);
}

/* --- what is asked for ---------------------------------------------------- */

static void
measure_it (GtkWidget *window)
{
  GtkWidget *view = g_str_equal (what, "start-day") ? NULL : view_of (window);

  if (g_str_equal (what, "scroll"))
    measure_say ("scroll", measure_scroll (view, FRAMES));
  else if (g_str_equal (what, "jump"))
    measure_say ("jump", measure_jump (view, JUMPS));
  else if (g_str_equal (what, "select-all"))
    measure_say ("select-all", measure_action (view, "page.select-all"));
  else if (g_str_equal (what, "stall"))
    stall (window, view);
  else if (g_str_equal (what, "day"))
    day_measure (window);
  else if (g_str_equal (what, "board"))
    board_measure (window);
  else if (g_str_equal (what, "memory"))
    {
      measure_scroll (view, FRAMES);
      measure_jump (view, JUMPS);
      measure_rest (1000);
      measure_say ("memory", measure_private_memory ());
    }
  measure_say ("listed", n_listed (window));
}

static gboolean
driven_cb (gpointer user_data)
{
  GtkWidget *window = GTK_WIDGET (user_data);

  measure_it (window);
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

/* As the settings would have it. They are kept in memory here: the desktop's
 * own keeper of settings is another program, which is not measured. */
static void
startup_cb (GApplication *app, gpointer user_data)
{
  RgSettings *settings = rg_application_get_settings (RG_APPLICATION (app));

  rg_settings_set_int (settings, "window-width", 1280);
  rg_settings_set_int (settings, "window-height", 900);
  /* Most of the measurements are of the list of customers. */
  rg_settings_set_string (settings, "first-page", g_str_equal (what, "start-day") ? "today" : "customers");
}

static void
window_added_cb (GtkApplication *app, GtkWindow *window, gpointer user_data)
{
  measure_watch (GTK_WIDGET (window));
  measure_say_painted (GTK_WIDGET (window), is_painted);
  g_timeout_add (500, driven_cb, window);
}

int
main (int argc, char *argv[])
{
  g_autoptr (RgApplication) app = NULL;
  char *arguments[] = { argv[0], (char *) "--shop", NULL, NULL };

  if (argc < 3)
    return 2;
  what = argv[1];
  arguments[2] = argv[2];
  file = argc > 3 ? argv[3] : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("REGULARS_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("Regulars"));
  app = rg_application_new ();
  g_signal_connect_after (app, "startup", G_CALLBACK (startup_cb), NULL);
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (app), 3, arguments);
}
