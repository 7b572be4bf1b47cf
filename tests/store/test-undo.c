/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test-util.h"

typedef struct
{
  char *folder;
  RgStore *store;
} Shop;

static void
set_up (Shop *shop, gconstpointer data)
{
  shop->folder = test_folder_new ();
  shop->store = test_open (shop->folder);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  rg_store_close (shop->store);
  test_settle ();
  g_assert_finalize_object (shop->store);
  test_folder_remove (shop->folder);
  g_free (shop->folder);
}

static void
assert_nothing (Shop *shop,
                gint64 (*func) (RgStore *, const char *, gint64, GError **),
                const char *session,
                gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (func (shop->store, session, id, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
}

static void
assert_clash (Shop *shop,
              gint64 (*func) (RgStore *, const char *, gint64, GError **),
              const char *session,
              gint64 id)
{
  g_autofree char *before = test_dump (shop->store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (func (shop->store, session, id, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH);
  g_test_message ("%s", error->message);
  after = test_dump (shop->store);
  test_assert_same (after, before);
}

/* Back through three changes and forth again, with a restart at each step. */
static void
test_chain (Shop *shop, gconstpointer data)
{
  char *dumps[4];
  gint64 id;

  dumps[0] = test_dump (shop->store);
  id = test_insert (shop->store, "a", "customer", "name", "A", "phone", "13800000000", NULL);
  dumps[1] = test_dump (shop->store);
  test_update (shop->store, "a", "customer", id, "name", "B", "phone", NULL, "birthday", "1990-01-02", NULL);
  dumps[2] = test_dump (shop->store);
  g_assert_true (test_delete (shop->store, "a", "customer", id, NULL));
  dumps[3] = test_dump (shop->store);
  assert_nothing (shop, test_redo, "a", 0);
  for (int i = 2; i >= 0; i--)
    {
      g_autofree char *now = NULL;

      g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, i + 1);
      now = test_dump (shop->store);
      test_assert_same (now, dumps[i]);
      test_reopen (&shop->store);
    }
  assert_nothing (shop, test_undo, "a", 0);
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *now = NULL;

      g_assert_cmpint (test_redo (shop->store, "a", 0, NULL), ==, i);
      now = test_dump (shop->store);
      test_assert_same (now, dumps[i]);
      test_reopen (&shop->store);
    }
  assert_nothing (shop, test_redo, "a", 0);
  /* What was made again last is the next to go. */
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (dumps); i++)
    g_free (dumps[i]);
}

/* Ctrl+Z takes this window's changes only. */
static void
test_sessions (Shop *shop, gconstpointer data)
{
  test_insert (shop->store, "a", "tag", "name", "A1", NULL);
  test_insert (shop->store, "b", "tag", "name", "B1", NULL);
  test_insert (shop->store, "a", "tag", "name", "A2", NULL);
  test_insert (shop->store, "b", "tag", "name", "B2", NULL);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 3);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 1);
  assert_nothing (shop, test_undo, "a", 0);
  assert_nothing (shop, test_undo, "c", 0);
  /* What others do in between does not take the redo away. */
  test_insert (shop->store, "b", "tag", "name", "B3", NULL);
  g_assert_cmpint (test_redo (shop->store, "a", 0, NULL), ==, 1);
  /* What it does itself does. */
  test_insert (shop->store, "a", "tag", "name", "A3", NULL);
  assert_nothing (shop, test_redo, "a", 0);
  g_assert_cmpint (test_redo (shop->store, "a", 3, NULL), ==, 3);
  /* Anybody's newest. */
  g_assert_cmpint (test_undo (shop->store, NULL, 0, NULL), ==, 3);
  g_assert_cmpint (test_undo (shop->store, NULL, 0, NULL), ==, 9);
  g_assert_cmpint (test_redo (shop->store, NULL, 0, NULL), ==, 9);
}

static gpointer
list_clashes (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = rg_undo_clashes (read, *(gint64 *) data, 10, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_string_append_printf (text, "%d ", (int) ((RgOperation *) g_ptr_array_index (list, i))->id);
  return g_string_free (text, FALSE);
}

static void
assert_clashes (Shop *shop, gint64 id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = rg_store_read_sync (shop->store, list_clashes, &id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (list, ==, expected);
}

static void
test_clash (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "A", "notes", "1", NULL);
  gint64 other = test_insert (shop->store, "a", "customer", "name", "B", NULL);

  test_update (shop->store, "a", "customer", id, "notes", "2", NULL);
  test_update (shop->store, "b", "customer", other, "notes", "x", NULL);
  assert_clashes (shop, 3, "");
  test_update (shop->store, "b", "customer", id, "phone", "13800000000", NULL);
  assert_clashes (shop, 3, "5 ");
  assert_clashes (shop, 1, "5 3 ");
  assert_clash (shop, test_undo, "a", 3);
  /* "a" goes on with what nobody has touched. */
  assert_clash (shop, test_undo, "a", 0);
  g_assert_cmpint (test_undo (shop->store, "a", 5, NULL), ==, 5);
  assert_clashes (shop, 3, "");
  g_assert_cmpint (test_undo (shop->store, "a", 3, NULL), ==, 3);
  /* Somebody else has filled the field meanwhile. */
  test_update (shop->store, "b", "customer", id, "notes", "3", NULL);
  assert_clash (shop, test_redo, "a", 3);
  g_assert_cmpint (test_undo (shop->store, "b", 0, NULL), ==, 8);
  g_assert_cmpint (test_redo (shop->store, "a", 3, NULL), ==, 3);
}

/* A row cannot go while later rows belong to it, nor come back when another has
 * its place. */
static void
test_dependants (Shop *shop, gconstpointer data)
{
  gint64 id = test_insert (shop->store, "a", "customer", "name", "A", NULL);
  g_autofree char *text = g_strdup_printf ("%d", (int) id);

  test_insert (shop->store, "b", "event", "customer_id", text, "kind", "note", "at", "1", NULL);
  assert_clashes (shop, 1, "2 ");
  assert_clash (shop, test_undo, "a", 1);
  g_assert_cmpint (test_undo (shop->store, "b", 0, NULL), ==, 2);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 1);
  assert_clash (shop, test_redo, "b", 2);

  test_insert (shop->store, "a", "channel", "name", "C", NULL);
  g_assert_cmpint (test_undo (shop->store, "a", 0, NULL), ==, 5);
  test_insert (shop->store, "b", "channel", "name", "C", NULL);
  assert_clash (shop, test_redo, "a", 5);
}

static void
test_refusals (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_insert (shop->store, "a", "tag", "name", "A", NULL);
  assert_nothing (shop, test_redo, "a", 1);
  g_assert_cmpint (test_undo (shop->store, "a", 1, NULL), ==, 1);
  assert_nothing (shop, test_undo, "a", 1);
  assert_nothing (shop, test_undo, "a", 2);
  g_assert_cmpint (test_undo (shop->store, "a", 99, &error), ==, 0);
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

static gpointer
list_history (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = rg_history_list (read, GPOINTER_TO_INT (data), 3, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const RgOperation *line = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%d %s %s %s %s %d %s %d %d\n", (int) line->id, line->origin,
                              line->session, line->label, line->kind, (int) line->target, line->state,
                              (int) line->n_rows, line->can_undo);
    }
  return g_string_free (text, FALSE);
}

static void
test_history (Shop *shop, gconstpointer data)
{
  g_autofree char *newest = NULL;
  g_autofree char *older = NULL;

  test_insert (shop->store, "a", "tag", "name", "A", NULL);
  test_insert (shop->store, "b", "channel", "name", "B", NULL);
  test_undo (shop->store, "c", 1, NULL);
  test_redo (shop->store, "c", 1, NULL);
  newest = rg_store_read_sync (shop->store, list_history, GINT_TO_POINTER (0), NULL, NULL);
  g_assert_cmpstr (
      newest, ==,
      "4 window c tag redo 1 done 1 0\n3 window c tag undo 1 done 1 0\n2 window b channel do 0 done 1 1\n");
  older = rg_store_read_sync (shop->store, list_history, GINT_TO_POINTER (2), NULL, NULL);
  g_assert_cmpstr (older, ==, "1 window a tag do 0 done 1 1\n");
}

/* Images that cannot be read are refused; nothing is half done. */
static void
test_damaged (Shop *shop, gconstpointer data)
{
  static const char *const images[] = { "",
                                        "{",
                                        "{\"name\"",
                                        "{\"name\":\"x\"",
                                        "{\"name\":5}",
                                        "[1]",
                                        "{\"nonsense\":1}",
                                        "{\"name\":\"\\ud800\"}",
                                        "{\"created_at\":\"x\"}",
                                        "{\"name\":\"\\q\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (shop->folder, "shop.db", NULL);
      g_autofree char *sql = NULL;
      sqlite3 *handle = NULL;

      test_insert (shop->store, "a", "customer", "name", "A", NULL);
      rg_store_close (shop->store);
      test_settle ();
      g_assert_finalize_object (shop->store);
      g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
      sql = sqlite3_mprintf ("UPDATE journal SET after = %Q WHERE id = (SELECT max (id) FROM journal)",
                             images[i]);
      g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_free (g_steal_pointer (&sql));
      sqlite3_close (handle);
      shop->store = test_open (shop->folder);
      g_assert_cmpint (test_undo (shop->store, "a", 0, &error), ==, 0);
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT);
      g_assert_cmpint (test_number (shop->store, "SELECT count (*) FROM customer"), ==, i + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/undo/" path, Shop, NULL, set_up, func, tear_down)
  ADD ("chain", test_chain);
  ADD ("sessions", test_sessions);
  ADD ("clash", test_clash);
  ADD ("dependants", test_dependants);
  ADD ("refusals", test_refusals);
  ADD ("history", test_history);
  ADD ("damaged", test_damaged);
  return g_test_run ();
}
