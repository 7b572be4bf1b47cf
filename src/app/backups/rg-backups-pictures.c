/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-pictures.h"

#include "app/rg-pictures-private.h"
#include "shop/rg-demo.h"
#include "store/rg-backup.h"
#include "store/rg-op.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Behind the head of the file, to the end of its first page. */
#define SPOILT_BEGIN 100
#define PAGE 4096

#define HOURS(n) ((gint64) (n) * 3600 * 1000)

/* What is done to the shop, the oldest first: customers come, or it is backed
 * up. */
static const struct
{
  const char *name; /* NULL: a backup */
  RgBackupReason reason;
  gint64 ago; /* hours */
  gboolean proved;
  gboolean damaged;
} deeds[] = {
  { "林晓梅", RG_BACKUP_N_REASONS, 80, FALSE, FALSE }, { NULL, RG_BACKUP_EXIT, 79, TRUE, FALSE },
  { "陈建国", RG_BACKUP_N_REASONS, 50, FALSE, FALSE }, { NULL, RG_BACKUP_IMPORT, 49, FALSE, TRUE },
  { "欧阳娜", RG_BACKUP_N_REASONS, 27, FALSE, FALSE }, { NULL, RG_BACKUP_MERGE, 26, FALSE, FALSE },
  { "韩梅梅", RG_BACKUP_N_REASONS, 5, FALSE, FALSE },  { NULL, RG_BACKUP_REGULAR, 4, FALSE, FALSE },
  { "周杰", RG_BACKUP_N_REASONS, 2, FALSE, FALSE },    { NULL, RG_BACKUP_WANTED, 1, FALSE, FALSE },
  { "吴桐", RG_BACKUP_N_REASONS, 0, FALSE, FALSE },    { "郑爽爽", RG_BACKUP_N_REASONS, 0, FALSE, FALSE },
};

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), (const char *) data);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "window", label, error);
  RgCell cell = { .field = rg_entity_find_field (entity, "name"), .value = RG_VALUE_INIT };
  gboolean done;

  rg_value_set_text (&cell.value, data);
  done = op != NULL && rg_op_insert (op, entity, &cell, 1, error) != 0;
  rg_value_clear (&cell.value);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
truncate_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, NULL))
    g_file_set_contents (path, contents, (gssize) (length / 2), NULL);
}

static void
spoil (const char *path, gsize begin, gsize end)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL) || length < end)
    return;
  memset (contents + begin, 'x', end - begin);
  g_file_set_contents (path, contents, (gssize) length, NULL);
}

/* Nobody can tell any more which tables there are. */
static void
spoil_file (const char *path)
{
  spoil (path, SPOILT_BEGIN, PAGE);
}

static void
back_up (RgStore *store, guint index)
{
  g_autoptr (RgBackup) backup =
      rg_store_backup_sync (store, deeds[index].reason, NULL, NULL, NULL, NULL, NULL);

  if (backup == NULL)
    return;
  if (deeds[index].proved)
    rg_backup_prove (backup->path, NULL, NULL, NULL, NULL);
  if (deeds[index].damaged)
    truncate_file (backup->path);
}

static RgStore *
make (const char *scratch, const char *name)
{
  g_autofree char *folder = g_build_filename (scratch, name, NULL);
  RgStore *store;

  rg_pictures_remove (folder);
  store = rg_store_open (folder, RG_STORE_CREATE, NULL);
  if (store != NULL)
    rg_store_set_backup_policy (store, RG_BACKUP_NEVER);

  return store;
}

/* @store: (transfer full) (nullable) */
static char *
finish (RgStore *store)
{
  char *folder = store != NULL ? g_strdup (rg_store_get_folder (store)) : NULL;

  if (store != NULL)
    rg_store_close (store);
  g_clear_object (&store);

  return folder;
}

/* With its backups. */
static char *
make_kept (const char *scratch, const char *name)
{
  RgStore *store = make (scratch, name);
  gint64 now = rg_clock_now ();

  for (guint i = 0; store != NULL && i < G_N_ELEMENTS (deeds); i++)
    {
      rg_clock_set (now - HOURS (deeds[i].ago));
      if (deeds[i].name == NULL)
        back_up (store, i);
      else
        rg_store_write_sync (store, add_func, (gpointer) deeds[i].name, NULL, NULL);
    }
  rg_clock_set (now);

  return finish (store);
}

/**
 * rg_backups_pictures_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_backups_pictures_shop (const char *scratch)
{
  return make_kept (scratch, "backups-shop");
}

/**
 * rg_backups_pictures_new_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_backups_pictures_new_shop (const char *scratch)
{
  return finish (make (scratch, "new-shop"));
}

/**
 * rg_backups_pictures_late_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_backups_pictures_late_shop (const char *scratch)
{
  RgStore *store = make (scratch, "late-shop");
  gint64 now = rg_clock_now ();

  rg_clock_set (now - HOURS (50));
  if (store != NULL)
    rg_store_write_sync (store, add_func, (gpointer) deeds[0].name, NULL, NULL);
  rg_clock_set (now);

  return finish (store);
}

/**
 * rg_backups_pictures_damaged_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_backups_pictures_damaged_shop (const char *scratch)
{
  /* Not the one that a window may have open. */
  char *folder = make_kept (scratch, "damaged-shop");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "shop.db", NULL) : NULL;

  if (path != NULL)
    spoil_file (path);

  return folder;
}

static gpointer
root_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read), "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;

  return GSIZE_TO_POINTER ((gsize) rg_statement_get_integer (statement, 0));
}

/* The first page of customers, to which the table's own leads, is gone. */
static void
tear (const char *path, gsize root)
{
  g_autofree char *contents = NULL;
  gsize length, at = (root - 1) * PAGE, leaf;
  guint32 word;

  if (root == 0 || !g_file_get_contents (path, &contents, &length, NULL) || length < at + PAGE)
    return;
  /* In front of its first cell stands the number of the page it leads to. */
  memcpy (&word, contents + at + (guint8) contents[at + 12] * 256 + (guint8) contents[at + 13], sizeof word);
  leaf = GUINT32_FROM_BE (word);
  spoil (path, (leaf - 1) * PAGE, leaf * PAGE);
}

/**
 * rg_backups_pictures_torn_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_backups_pictures_torn_shop (const char *scratch)
{
  const RgDemoOptions options = { .customers = 200, .events_per_customer = 3, .seed = 1 };
  RgDemoJob job = { .options = &options };
  g_autofree char *name = g_strdup_printf (_ ("%s (salvaged)"), "torn-shop");
  g_autofree char *salvaged = g_build_filename (scratch, name, NULL);
  g_autofree char *path = g_build_filename (scratch, "torn-shop", "shop.db", NULL);
  RgStore *store = make (scratch, "torn-shop");
  gsize root = 0;
  char *folder;

  rg_pictures_remove (salvaged);
  if (store != NULL)
    {
      g_autoptr (RgDemoReport) report = rg_store_write_sync (store, rg_demo_write_func, &job, NULL, NULL);

      root = GPOINTER_TO_SIZE (rg_store_read_sync (store, root_func, NULL, NULL, NULL));
    }
  folder = finish (store);
  tear (path, root);

  return folder;
}
