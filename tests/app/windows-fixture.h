/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of several windows share: a window that was just opened, and
 * the way out. */

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-change.h"
#include "app/rg-new-shop-dialog.h"
#include "app/rg-shop-menu.h"
#include "app/rg-stores.h"
#include "store/rg-backup.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* What a window does with its shop, and two windows with the same one. */

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  RgWindow *second;
  char *folder;
  const char *wanted;
} Fixture;

static inline gboolean
has_state (gpointer data)
{
  Fixture *fixture = data;

  return g_str_equal (rg_window_get_state (fixture->window), fixture->wanted);
}

static inline void
wait_for_state (Fixture *fixture, const char *state)
{
  fixture->wanted = state;
  wait_until (has_state, fixture);
}

static inline gboolean
nothing_is_open (gpointer data)
{
  return rg_stores_get_n (rg_stores_get_default ()) == 0;
}

/* What was asked of the shop has been answered, and nobody holds a page. */
static inline gboolean
is_alone (gpointer data)
{
  return g_atomic_int_get (&((GObject *) data)->ref_count) == 1;
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->settings = rg_settings_new ();
  fixture->folder = g_dir_make_tmp ("regulars-windows-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static inline void
close_window (RgWindow *window)
{
  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->second != NULL)
    close_window (fixture->second);
  if (fixture->window != NULL)
    close_window (fixture->window);
  wait_until (nothing_is_open, NULL);
  wait_until (is_alone, fixture->settings);
  g_assert_finalize_object (fixture->settings);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* The shop's folder goes with the test: the windows must be done with it. */
static inline void
leave_shop (Fixture *fixture)
{
  if (fixture->second != NULL)
    close_window (g_steal_pointer (&fixture->second));
  close_window (g_steal_pointer (&fixture->window));
  wait_until (nothing_is_open, NULL);
}

/* --- what was asked for ---------------------------------------------------- */

typedef struct
{
  RgStore *store;
  char *text;
  GError *error;
  gboolean done;
} Answer;

static inline void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->store);
  g_clear_pointer (&answer->text, g_free);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static inline gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->done;
}

/* --- what a window shows --------------------------------------------------- */

static inline gboolean
shows_shop (gpointer data)
{
  return rg_window_get_store (data) != NULL && !rg_store_is_read_only (rg_window_get_store (data));
}

/* The shop of a few people, in the first window. */
static inline Shop *
open_shop (Fixture *fixture)
{
  Shop *shop = shop_new ();

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");

  return shop;
}

static inline void
open_second (Fixture *fixture, const char *folder)
{
  fixture->second = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->second));
  rg_window_open_shop (fixture->second, folder);
}

typedef struct
{
  RgWindow *window;
  const char *name;
  gboolean there;
} Named;

/* That somebody is gone can only be said of a list that is shown. */
static inline gboolean
is_as_named (gpointer data)
{
  const Named *named = data;
  g_autofree char *names = row_names (GTK_WIDGET (named->window));
  g_auto (GStrv) all = g_strsplit (names, ",", -1);

  return (named->there || g_strv_length (all) >= PEOPLE) &&
         g_strv_contains ((const char *const *) all, named->name) == named->there;
}

static inline void
wait_for_name (RgWindow *window, const char *name, gboolean there)
{
  Named named = { window, name, there };

  wait_until (is_as_named, &named);
}

/* --- dialogs ---------------------------------------------------------------- */

static inline AdwDialog *
top_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static inline gboolean
asks (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (top_dialog (data));
}

static inline AdwAlertDialog *
wait_for_question (Fixture *fixture)
{
  wait_until (asks, fixture);

  return ADW_ALERT_DIALOG (top_dialog (fixture));
}

static inline void
answer_question (AdwAlertDialog *question, const char *response)
{
  g_autofree char *signal = g_strconcat ("response::", response, NULL);
  g_autoptr (AdwAlertDialog) held = g_object_ref (question);

  g_signal_emit_by_name (question, signal, response);
  adw_dialog_force_close (ADW_DIALOG (held));
}

/* --- shops with backups ------------------------------------------------------- */

static inline void
pass_time (gint64 minutes)
{
  rg_clock_set (rg_clock_now () + minutes * 60 * 1000);
}

static inline GtkWidget *
find_banner (GtkWidget *root)
{
  GtkWidget *found = ADW_IS_BANNER (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       found == NULL && child != NULL && !RG_IS_PAGE (root); child = gtk_widget_get_next_sibling (child))
    found = find_banner (child);

  return found;
}

static inline gboolean
warns (gpointer data)
{
  return adw_banner_get_revealed (ADW_BANNER (find_banner (data)));
}

/* Makes a file's bytes from @from on to what no shop has. */
static inline void
spoil (const char *path, gsize from, gsize size)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (from + size, <=, length);
  memset (contents + from, 0x5a, size);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* Makes the history of a closed shop long, past the journal. */
static inline void
add_events (const char *folder, guint n)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA synchronous = OFF; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                       "FROM n WHERE i < %u) "
                       "INSERT INTO event (customer_id, kind, at, text, created_at, updated_at) "
                       "SELECT 1, 'note', i, 'a line of a long history', 0, 0 FROM n",
                       n);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* --- the program ---------------------------------------------------------------- */

typedef struct
{
  const char *path;
  void (*test) (Fixture *, gconstpointer);
} Case;

/* @data: the time it is, in seconds. */
static inline void
end (Fixture *fixture, gconstpointer data)
{
  tear_down (fixture, data);
  rg_clock_set (GPOINTER_TO_SIZE (data) * G_GINT64_CONSTANT (1000));
}

/* Each begins at the same time. */
static inline int
run_cases (int *argc, char ***argv, const Case *cases, guint n)
{
  gpointer now;

  support_init (argc, argv);
  now = GSIZE_TO_POINTER ((gsize) (rg_clock_now () / 1000));
  for (guint i = 0; i < n; i++)
    g_test_add (cases[i].path, Fixture, now, set_up, cases[i].test, end);

  return g_test_run ();
}
