/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"

/* What a window does with its shop, and two windows with the same one. */

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  char *folder;
  const char *wanted;
} Fixture;

static gboolean
has_state (gpointer data)
{
  Fixture *fixture = data;

  return g_str_equal (rg_window_get_state (fixture->window), fixture->wanted);
}

static void
wait_for_state (Fixture *fixture, const char *state)
{
  fixture->wanted = state;
  wait_until (has_state, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->settings = rg_settings_new ();
  fixture->folder = g_dir_make_tmp ("regulars-windows-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_window (RgWindow *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_window (fixture->window);
  run_for (200);
  g_assert_finalize_object (fixture->settings);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* --- asking for a shop to put something into ------------------------------ */

typedef struct
{
  RgStore *store;
  GError *error;
  gboolean done;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_object (&answer->store);
  g_clear_error (&answer->error);
  answer->done = FALSE;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
ensured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  Answer *answer = data;

  return answer->done;
}

/* Nothing is made by looking; the first who has something makes the shop, and
 * whoever asks meanwhile gets the same one. */
static void
test_ensure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "shop", NULL);
  g_auto (Answer) first = { 0 }, second = { 0 }, third = { 0 };

  rg_window_open_shop (fixture->window, folder);
  wait_for_state (fixture, "welcome");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &first);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &second);
  wait_until (is_answered, &first);
  wait_until (is_answered, &second);
  g_assert_no_error (first.error);
  g_assert_nonnull (first.store);
  g_assert_true (first.store == second.store);
  g_assert_true (first.store == rg_window_get_store (fixture->window));
  g_assert_cmpstr (rg_window_get_state (fixture->window), ==, "shop");

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &third);
  wait_until (is_answered, &third);
  g_assert_true (third.store == first.store);
}

/* While the shop is being opened, one waits for it. */
static void
test_ensure_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Shop) shop = shop_new ();
  g_auto (Answer) answer = { 0 };

  shop_close (shop);
  rg_window_open_shop (fixture->window, shop->folder);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  g_assert_true (answer.store == rg_window_get_store (fixture->window));

  answer_clear (&answer);
  rg_window_open_shop (fixture->window, fixture->folder);
  wait_for_state (fixture, "welcome");
  run_for (200);
}

static void
test_ensure_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shop.db", NULL);
  g_auto (Answer) answer = { 0 };

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  answer_clear (&answer);

  /* It is still being opened when it is asked for. */
  g_assert_true (g_file_set_contents (path, "dear diary", -1, NULL));
  rg_window_open_shop (fixture->window, fixture->folder);
  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP);
  answer_clear (&answer);

  rg_window_ensure_store_async (fixture->window, NULL, ensured_cb, &answer);
  wait_until (is_answered, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/windows/ensure", test_ensure);
  ADD ("/app/windows/ensure-opening", test_ensure_opening);
  ADD ("/app/windows/ensure-refused", test_ensure_refused);

  return g_test_run ();
}
