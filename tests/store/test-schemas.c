/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "old-shop.h"
#include "power-vfs.h"
#include "store-test-look.h"

#include "store/rg-backup.h"
#include "store/rg-migrate.h"

#include <stdlib.h>
#include <string.h>

/* The shop of each earlier schema, as its program left it, is brought up to date:
 * not a value is lost, what was done can be taken back, and there is a backup of
 * how it was. What comes in between leaves it as it was. */

static const int schemas[] = { 1, 2, 3, 4, 5 };

typedef struct
{
  char *folder;
  char *path;
  char *like; /* a copy of the file that stays as it is */
  char *before;
} Old;

static void
old_begin (Old *old, int schema)
{
  g_autofree char *copy = NULL;

  old->folder = old_shop_new (schema);
  old->path = g_build_filename (old->folder, "shop.db", NULL);
  copy = old_shop_new (schema);
  old->like = g_build_filename (copy, "shop.db", NULL);
  old->before = old_shop_rows (old->path, NULL);
  g_assert_cmpuint (strlen (old->before), >, 5000);
}

static void
old_end (Old *old)
{
  g_autofree char *copy = g_path_get_dirname (old->like);

  test_folder_remove (copy);
  test_folder_remove (old->folder);
  g_free (old->folder);
  g_free (old->path);
  g_free (old->like);
  g_free (old->before);
}

static void
assert_rows (Old *old, const char *path)
{
  g_autofree char *rows = old_shop_rows (path, old->like);

  test_assert_same (rows, old->before);
}

static char *
list_schema (RgStore *store)
{
  return test_query (
      store, "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name");
}

static void
assert_up_to_date (Old *old)
{
  RgStore *store = test_open (old->folder);
  g_autofree char *fresh_folder = test_shop_new ();
  RgStore *fresh = test_open (fresh_folder);
  g_autofree char *schema = list_schema (store);
  g_autofree char *expected = list_schema (fresh);
  g_autoptr (GArray) found = test_find (store, "zsf");

  test_assert_same (schema, expected);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer"), ==, 38);
  test_assert_sound (store);
  test_assert_files (store);
  test_close (fresh);
  test_close (store);
  assert_rows (old, old->path);
  g_assert_cmpint (old_shop_schema (old->path), ==, RG_SCHEMA_VERSION);
  test_folder_remove (fresh_folder);
}

/* --- backups ------------------------------------------------------------------ */

/* There is one of how it was, if it was changed. */
static void
assert_backup (Old *old, int schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = rg_backup_list (old->folder, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < backups->len; i++)
    {
      const RgBackup *backup = g_ptr_array_index (backups, i);

      if (backup->reason != RG_BACKUP_MIGRATION)
        continue;
      n++;
      g_assert_true (rg_backup_verify (backup->path, NULL, NULL, NULL, &error));
      g_assert_cmpint (backup->schema, ==, schema);
      g_assert_cmpint (old_shop_schema (backup->path), ==, schema);
      assert_rows (old, backup->path);
    }
  g_assert_cmpuint (n, ==, schema < RG_SCHEMA_VERSION ? 1 : 0);
}

/* It can be gone back to, and come forward from again. */
static void
restore_backup (Old *old)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = rg_backup_list (old->folder, &error);

  for (guint i = 0; i < backups->len; i++)
    {
      const RgBackup *backup = g_ptr_array_index (backups, i);

      if (backup->reason != RG_BACKUP_MIGRATION)
        continue;
      g_assert_true (rg_backup_restore (old->folder, backup->path, NULL, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      assert_rows (old, old->path);
      assert_up_to_date (old);
      return;
    }
}

static void
test_up_to_date (gconstpointer data)
{
  int schema = GPOINTER_TO_INT (data);
  Old old;

  old_begin (&old, schema);
  assert_up_to_date (&old);
  assert_backup (&old, schema);
  restore_backup (&old);
  old_end (&old);
}

/* --- undo ----------------------------------------------------------------------- */

/* Its number, of what was done under that label and not taken back. */
static gint64
find_operation (RgStore *store, const char *label)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT max (id) FROM operation WHERE label = '%s' AND kind = 'do' AND state = 'done'", label);

  return test_number (store, sql);
}

/* Any of those that nothing depends on, and back. */
static void
take_back_some (RgStore *store)
{
  static const char *const labels[] = { "Attach", "Import", "event", "sale" };
  g_autofree char *before = test_dump (store);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = find_operation (store, labels[i]);
      g_autofree char *without = NULL;
      g_autofree char *again = NULL;

      g_assert_cmpint (test_undo (store, "new", id, &error), ==, id);
      g_assert_no_error (error);
      without = test_dump (store);
      g_assert_cmpstr (without, !=, before);
      g_assert_cmpint (test_redo (store, "new", id, &error), ==, id);
      g_assert_no_error (error);
      again = test_dump (store);
      test_assert_same (again, before);
    }
}

/* What the old program had taken back is made again, and taken back. */
static void
make_again (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 id = test_redo (store, "cli", 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (test_number (store, "SELECT count (*) FROM customer WHERE id = 7 AND notes = '撤销了的'"),
                   ==, 1);
  g_assert_cmpint (test_undo (store, "cli", 0, &error), ==, id);
  g_assert_no_error (error);
}

/* Back to the empty shop in which it began, and to its end again. */
static void
take_back_everything (RgStore *store)
{
  g_autofree char *before = test_dump (store);
  g_autofree char *empty = NULL;
  g_autofree char *after = NULL;
  guint n = 0;

  while (test_undo (store, "window", 0, NULL) != 0)
    n++;
  empty = test_dump (store);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpuint (n, >, 35);
  for (; n > 0; n--)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (test_redo (store, "window", 0, &error), !=, 0);
      g_assert_no_error (error);
    }
  after = test_dump (store);
  test_assert_same (after, before);
}

static void
test_history (gconstpointer data)
{
  Old old;
  RgStore *store;

  old_begin (&old, GPOINTER_TO_INT (data));
  store = test_open (old.folder);
  make_again (store);
  take_back_some (store);
  take_back_everything (store);
  test_assert_sound (store);
  test_close (store);
  old_end (&old);
}

/* --- a full disk ------------------------------------------------------------------ */

/* The disk is full from the @nth write on. FALSE: that many were not needed. */
static gboolean
fill_the_disk (int schema, gint64 nth)
{
  g_autoptr (GError) error = NULL;
  RgStore *store;
  gint64 n;
  Old old;

  old_begin (&old, schema);
  power_fail (POWER_FAIL_FULL, nth, TRUE);
  store = rg_store_open (old.folder, RG_STORE_DEFAULT, &error);
  if (store != NULL)
    test_close (store);
  else
    g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NO_SPACE);
  n = power_mend ();
  if (store == NULL && old_shop_schema (old.path) == schema)
    assert_rows (&old, old.path);
  assert_up_to_date (&old);
  old_end (&old);
  return nth <= n;
}

static void
test_full (gconstpointer data)
{
  int schema = GPOINTER_TO_INT (data);
  gint64 step = g_getenv ("REGULARS_TEST_LONG") != NULL ? 1 : 17;
  gint64 n = 1;

  while (fill_the_disk (schema, n))
    n += step;
  g_test_message ("full at each %d. of about %d writes", (int) step, (int) n);
  g_assert_cmpint (n, >, 2 * step);
}

int
main (int argc, char **argv)
{
  /* One is wanted before the tables are changed. */
  g_unsetenv ("REGULARS_BACKUPS");
  power_install ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      gpointer schema = GINT_TO_POINTER (schemas[i]);
      g_autofree char *up_to_date = g_strdup_printf ("/schemas/%d/up-to-date", schemas[i]);
      g_autofree char *history = g_strdup_printf ("/schemas/%d/history", schemas[i]);
      g_autofree char *full = g_strdup_printf ("/schemas/%d/full-disk", schemas[i]);

      g_test_add_data_func (up_to_date, schema, test_up_to_date);
      g_test_add_data_func (history, schema, test_history);
      g_test_add_data_func (full, schema, test_full);
    }
  return g_test_run ();
}
