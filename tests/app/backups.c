/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "windows-fixture.h"

/* --- work on the folder of a shop ----------------------------------------- */

typedef struct
{
  char *answer;
  GError *error;
  gboolean done;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->answer, g_free);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->answer = rg_stores_work_finish (RG_STORES (source), result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->done;
}

/* Opens the shop by itself: nobody else may have it. */
static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (RgStore) store = rg_store_open (data, RG_STORE_DEFAULT, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  shop_add (store, "郑爽爽", NULL, NULL);
  rg_store_close (store);
  g_task_return_pointer (task, g_strdup ("done"), g_free);
}

static void
begin_work (const char *folder, Answer *answer)
{
  rg_stores_work_async (rg_stores_get_default (), folder, work_thread, g_strdup (folder), g_free, NULL,
                        worked_cb, answer);
}

static gboolean
shows_shop (gpointer data)
{
  return rg_window_get_store (data) != NULL && !rg_store_is_read_only (rg_window_get_store (data));
}

typedef struct
{
  RgWindow *window;
  const char *name;
  gboolean there;
} Named;

static gboolean
is_as_named (gpointer data)
{
  const Named *named = data;
  g_autofree char *names = row_names (GTK_WIDGET (named->window));
  g_auto (GStrv) all = g_strsplit (names, ",", -1);

  return g_strv_length (all) >= PEOPLE &&
         g_strv_contains ((const char *const *) all, named->name) == named->there;
}

static void
wait_for_name (RgWindow *window, const char *name, gboolean there)
{
  Named named = { window, name, there };

  wait_until (is_as_named, &named);
}

static Shop *
open_shop (Fixture *fixture)
{
  Shop *shop = shop_new ();

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  wait_for_state (fixture, "shop");

  return shop;
}

/* Every window lets go of the shop, and has it back with what was done. */
static void
test_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_auto (Answer) first = { 0 }, second = { 0 };

  fixture->second = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->second));
  rg_window_open_shop (fixture->second, shop->folder);
  wait_until (shows_shop, fixture->second);
  gtk_widget_activate_action (GTK_WIDGET (fixture->second), "win.history", NULL);

  begin_work (shop->folder, &first);
  begin_work (shop->folder, &second);
  g_assert_null (rg_window_get_store (fixture->window));
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->second)));
  wait_until (is_answered, &first);
  wait_until (is_answered, &second);
  g_assert_no_error (first.error);
  g_assert_cmpstr (first.answer, ==, "done");
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_BUSY);

  wait_for_name (fixture->window, "郑爽爽", TRUE);
  wait_for_name (fixture->second, "郑爽爽", TRUE);
  g_assert_true (shows_shop (fixture->window));
  g_assert_true (rg_window_get_store (fixture->window) == rg_window_get_store (fixture->second));
  leave_shop (fixture);
}

/* The window goes before the work is done. */
static void
test_work_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = open_shop (fixture);
  g_auto (Answer) answer = { 0 };

  begin_work (shop->folder, &answer);
  close_window (g_steal_pointer (&fixture->window));
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  wait_until (nothing_is_open, NULL);

  /* And where nobody has the shop at all. */
  answer_clear (&answer);
  begin_work (shop->folder, &answer);
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  wait_until (nothing_is_open, NULL);
}

/* @data: the time it is, in seconds. */
static void
end (Fixture *fixture, gconstpointer data)
{
  tear_down (fixture, data);
  rg_clock_set (GPOINTER_TO_SIZE (data) * G_GINT64_CONSTANT (1000));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/backups/work", test_work },
    { "/backups/work-closed", test_work_closed },
  };
  gpointer now;

  support_init (&argc, &argv);
  now = GSIZE_TO_POINTER ((gsize) (rg_clock_now () / 1000));
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, now, set_up, tests[i].test, end);

  return g_test_run ();
}
