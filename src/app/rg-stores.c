/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-stores-private.h"

#include "app/rg-keep-up.h"
#include "app/rg-reminding.h"
#include "shop/rg-views.h"
#include "store/rg-backup.h"

#include <stdlib.h>

enum
{
  OPENED,
  RENAMED,
  LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStores, rg_stores, G_TYPE_OBJECT)

/* What somebody who waits asked for. */
typedef struct
{
  char *folder;
  RgStoreFlags flags;
} Wish;

/* What a thread found. */
typedef struct
{
  RgStore *store;
  char *name;
} Opened;

static void
entry_free (gpointer data)
{
  RgStoresEntry *entry = data;

  g_queue_clear_full (&entry->waiting, g_object_unref);
  g_clear_object (&entry->work);
  g_clear_object (&entry->store);
  g_free (entry->name);
  g_free (entry->key);
  g_free (entry);
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->folder);
  g_free (wish);
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_object (&opened->store);
  g_free (opened->name);
  g_free (opened);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

/* Where @path leads to, links followed; what is not there yet counts as the
 * name it will have. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *parent = NULL, *name = NULL, *resolved = NULL;

  if (real != NULL)
    {
      resolved = g_strdup (real);
      free (real);
      return g_steal_pointer (&resolved);
    }

  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path))
    return g_strdup (path);
  name = g_path_get_basename (path);
  resolved = resolve (parent);

  return g_build_filename (resolved, name, NULL);
}

/* One folder has one key, by whichever way one comes to it. */
char *
rg_stores_make_key (const char *folder, RgStoreFlags flags)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *real = resolve (absolute);

  return g_strconcat ((flags & RG_STORE_READ_ONLY) != 0 ? "r:" : "w:", real, NULL);
}

static RgStoresEntry *
find_entry (RgStores *self, RgStore *store)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((RgStoresEntry *) value)->store == store)
      return value;

  return NULL;
}

/* --- closing ------------------------------------------------------------ */

static void
close_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  rg_store_close (data);
  g_task_return_boolean (task, TRUE);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgStores *self = RG_STORES (source);
  g_autofree char *key = user_data;
  RgStoresEntry *entry = g_hash_table_lookup (self->entries, key);
  GApplication *app = g_application_get_default ();

  if (entry->work != NULL)
    rg_stores_step_aside (self, entry);
  else if (g_queue_is_empty (&entry->waiting))
    g_hash_table_remove (self->entries, key);
  else
    rg_stores_open_entry (self, entry);
  if (app != NULL)
    g_application_release (app);
}

/* What is queued is finished and the log moved into the file; the program ends
 * only after that. */
static void
close_entry (RgStores *self, RgStoresEntry *entry)
{
  GApplication *app = g_application_get_default ();
  g_autoptr (GTask) task = g_task_new (self, NULL, closed_cb, g_strdup (entry->key));

  if (app != NULL)
    g_application_hold (app);
  entry->state = RG_STORES_CLOSING;
  g_clear_pointer (&entry->name, g_free);
  rg_keep_up_stop (entry->store);
  rg_reminding_stop (entry->store);
  g_task_set_task_data (task, g_steal_pointer (&entry->store), g_object_unref);
  g_task_run_in_thread (task, close_thread);
}

static void
release_use (gpointer data)
{
  rg_stores_release (rg_stores_get_default (), data);
}

/**
 * rg_stores_release:
 * @self: the shops
 * @store: (transfer full): a use that rg_stores_open_finish() gave
 *
 * Lets go of a shop. The last one closes it, on another thread; the application
 * is held until that is done.
 */
void
rg_stores_release (RgStores *self, RgStore *store)
{
  RgStoresEntry *entry;

  g_return_if_fail (RG_IS_STORES (self));
  entry = find_entry (self, store);
  g_return_if_fail (entry != NULL && entry->uses > 0);

  g_object_unref (store);
  if (--entry->uses == 0)
    close_entry (self, entry);
}

/* --- opening ------------------------------------------------------------ */

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;
  GError *error = NULL;
  g_autoptr (GError) unshipped = NULL;
  RgStore *store = rg_store_open (wish->folder, wish->flags, &error);
  Opened *opened;

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  rg_store_set_backup_policy (store, RG_BACKUP_ALWAYS);
  /* Without them the shop is as good: they come when it is opened next. */
  if (!rg_views_ship (store, &unshipped))
    g_info ("The views that come with the program could not be put in: %s", unshipped->message);
  opened = g_new0 (Opened, 1);
  opened->store = store;
  opened->name = rg_store_dup_name (store);
  g_task_return_pointer (task, opened, opened_free);
}

static void
give (RgStoresEntry *entry, GTask *task)
{
  if (g_task_return_error_if_cancelled (task))
    return;
  entry->uses++;
  g_task_return_pointer (task, g_object_ref (entry->store), release_use);
}

static void
deliver (RgStores *self, RgStoresEntry *entry, Opened *opened)
{
  GQueue waiting = entry->waiting;

  g_queue_init (&entry->waiting);
  entry->state = RG_STORES_OPEN;
  entry->store = g_steal_pointer (&opened->store);
  entry->name = g_steal_pointer (&opened->name);

  /* Held meanwhile: who is answered may let go at once. */
  entry->uses = 1;
  while (!g_queue_is_empty (&waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&waiting);

      give (entry, task);
    }
  g_signal_emit (self, signals[OPENED], 0, entry->store);
  if (--entry->uses == 0)
    close_entry (self, entry);
}

/* Who would make the shop is not answered by the failure of somebody who would
 * not. */
static void
refuse (RgStores *self, RgStoresEntry *entry, const GError *error)
{
  gboolean made = (entry->flags & RG_STORE_CREATE) != 0;
  GQueue refused = G_QUEUE_INIT;

  for (GList *l = entry->waiting.head, *next; l != NULL; l = next)
    {
      const Wish *wish = g_task_get_task_data (l->data);

      next = l->next;
      if (!made && (wish->flags & RG_STORE_CREATE) != 0)
        continue;
      g_queue_push_tail (&refused, l->data);
      g_queue_delete_link (&entry->waiting, l);
    }

  if (g_queue_is_empty (&entry->waiting))
    g_hash_table_remove (self->entries, entry->key);
  else
    rg_stores_open_entry (self, entry);

  while (!g_queue_is_empty (&refused))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&refused);

      g_task_return_error (task, g_error_copy (error));
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgStores *self = RG_STORES (source);
  g_autofree char *key = user_data;
  RgStoresEntry *entry = g_hash_table_lookup (self->entries, key);
  g_autoptr (GError) error = NULL;
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), &error);

  /* Who waits goes on waiting while somebody works on the folder. */
  if (entry->work != NULL && opened != NULL)
    {
      entry->store = g_steal_pointer (&opened->store);
      close_entry (self, entry);
    }
  else if (entry->work != NULL)
    rg_stores_step_aside (self, entry);
  else if (opened != NULL)
    deliver (self, entry, opened);
  else
    refuse (self, entry, error);
}

void
rg_stores_open_entry (RgStores *self, RgStoresEntry *entry)
{
  const Wish *first = g_task_get_task_data (g_queue_peek_head (&entry->waiting));
  g_autoptr (GTask) task = g_task_new (self, NULL, opened_cb, g_strdup (entry->key));
  Wish *wish = g_new0 (Wish, 1);

  entry->state = RG_STORES_OPENING;
  entry->flags = first->flags;
  wish->folder = g_strdup (first->folder);
  wish->flags = first->flags;
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * rg_stores_open_async:
 * @self: the shops
 * @folder: a shop's folder
 * @flags: how
 * @cancellable: (nullable): who cancels gets no shop
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Asks for a shop, which is opened when nobody has it yet.
 */
void
rg_stores_open_async (RgStores *self,
                      const char *folder,
                      RgStoreFlags flags,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = NULL;
  RgStoresEntry *entry;
  Wish *wish;

  g_return_if_fail (RG_IS_STORES (self));
  g_return_if_fail (folder != NULL);

  wish = g_new0 (Wish, 1);
  wish->folder = g_strdup (folder);
  wish->flags = flags;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rg_stores_open_async);
  g_task_set_task_data (task, wish, wish_free);

  key = rg_stores_make_key (folder, flags);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL && entry->state == RG_STORES_OPEN && entry->work == NULL)
    {
      give (entry, task);
      return;
    }
  if (entry != NULL)
    {
      g_queue_push_tail (&entry->waiting, g_steal_pointer (&task));
      return;
    }

  entry = g_new0 (RgStoresEntry, 1);
  entry->key = g_strdup (key);
  g_queue_init (&entry->waiting);
  g_queue_push_tail (&entry->waiting, g_steal_pointer (&task));
  g_hash_table_insert (self->entries, entry->key, entry);
  rg_stores_open_entry (self, entry);
}

/**
 * rg_stores_open_finish:
 * @self: the shops
 * @result: what the callback got
 * @error: see [func@store_open]
 *
 * Returns: (transfer full): a use of the store, for rg_stores_release(), or
 *   %NULL
 */
RgStore *
rg_stores_open_finish (RgStores *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- names -------------------------------------------------------------- */

/**
 * rg_stores_get_name:
 * @self: the shops
 * @store: one of them
 *
 * Returns: (transfer none): the shop's name as its owner wrote it, else the name
 *   of its folder
 */
const char *
rg_stores_get_name (RgStores *self, RgStore *store)
{
  const RgStoresEntry *entry = find_entry (self, store);

  g_return_val_if_fail (entry != NULL, NULL);

  return entry->name;
}

static gpointer
rename_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "INSERT INTO meta (key, value) VALUES ('name', ?1) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (write), sql, error);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, data);

  return rg_statement_run (statement, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RgStores *self = g_task_get_source_object (task);
  RgStore *store = RG_STORE (source);
  RgStoresEntry *entry = find_entry (self, store);
  GError *error = NULL;

  if (rg_store_write_finish (store, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (entry != NULL)
    {
      g_set_str (&entry->name, g_task_get_task_data (task));
      g_signal_emit (self, signals[RENAMED], 0, store);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * rg_stores_rename_async:
 * @self: the shops
 * @store: one of them, open for writing
 * @name: its new name
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Gives a shop another name. Its folder stays where it is and is called what it
 * was.
 */
void
rg_stores_rename_async (RgStores *self,
                        RgStore *store,
                        const char *name,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rg_stores_rename_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  rg_store_write_async (store, rename_func, g_strdup (name), g_free, NULL, NULL, renamed_cb, task);
}

/**
 * rg_stores_rename_finish:
 * @self: the shops
 * @result: what the callback got
 * @error: %RG_STORE_ERROR
 *
 * Returns: whether it is saved
 */
gboolean
rg_stores_rename_finish (RgStores *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the object --------------------------------------------------------- */

static void
rg_stores_finalize (GObject *object)
{
  g_hash_table_unref (RG_STORES (object)->entries);

  G_OBJECT_CLASS (rg_stores_parent_class)->finalize (object);
}

static void
rg_stores_class_init (RgStoresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_stores_finalize;

  /**
   * RgStores::opened:
   * @self: the shops
   * @store: the one that was opened or made
   */
  signals[OPENED] = g_signal_new ("opened", RG_TYPE_STORES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, RG_TYPE_STORE);
  /**
   * RgStores::renamed:
   * @self: the shops
   * @store: the one whose name is another
   */
  signals[RENAMED] = g_signal_new ("renamed", RG_TYPE_STORES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, RG_TYPE_STORE);
  /**
   * RgStores::leaving:
   * @self: the shops
   * @folder: a shop's folder, on which somebody wants to work: who has the shop
   *   lets go, and may ask for it again at once
   */
  signals[LEAVING] = g_signal_new ("leaving", RG_TYPE_STORES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rg_stores_init (RgStores *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
}

/**
 * rg_stores_get_default:
 *
 * Returns: (transfer none): the shops that are open in this process
 */
RgStores *
rg_stores_get_default (void)
{
  static RgStores *stores;

  if (stores == NULL)
    stores = g_object_new (RG_TYPE_STORES, NULL);

  return stores;
}

/**
 * rg_stores_get_n:
 * @self: the shops
 *
 * Returns: how many are open, on their way, or being closed
 */
guint
rg_stores_get_n (RgStores *self)
{
  return g_hash_table_size (self->entries);
}
