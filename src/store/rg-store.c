/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store.h"

#include "store/rg-store-private.h"

#include <glib/gi18n-lib.h>

struct _RgStore
{
  GObject parent_instance;

  RgCore *core; /* NULL once closed */
  char *folder;
  gboolean read_only;
  GMutex mutex;            /* of core, against closing twice */
  RgCatalog *last_catalog; /* what is answered after closing */
};

typedef enum
{
  PROP_CATALOG = 1,
} RgStoreProperty;

static GParamSpec *properties[PROP_CATALOG + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_BACKUPS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStore, rg_store, G_TYPE_OBJECT)

static gpointer
close_thread (gpointer data)
{
  rg_core_close (data);
  return NULL;
}

/**
 * rg_store_close:
 * @self: a store
 *
 * Finishes what is queued, moves the log into the file and gives the lock back.
 * Afterwards every read and write fails. Blocks until it is done, unless the
 * caller is one of the store's own threads: then another thread does it.
 */
void
rg_store_close (RgStore *self)
{
  RgCore *core;

  g_return_if_fail (RG_IS_STORE (self));
  g_mutex_lock (&self->mutex);
  core = g_steal_pointer (&self->core);
  if (core != NULL)
    self->last_catalog = rg_core_ref_catalog (core);
  g_mutex_unlock (&self->mutex);
  if (core == NULL)
    return;
  /* The last reference may end on a thread of the store, which cannot wait for
   * itself. */
  if (rg_core_is_own_thread (core))
    g_thread_unref (g_thread_new ("rg-close", close_thread, core));
  else
    rg_core_close (core);
}

static void
rg_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgStore *self = RG_STORE (object);

  switch ((RgStoreProperty) id)
    {
    case PROP_CATALOG:
      g_value_take_boxed (value, rg_store_ref_catalog (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
rg_store_finalize (GObject *object)
{
  RgStore *self = RG_STORE (object);

  rg_store_close (self);
  g_clear_pointer (&self->last_catalog, rg_catalog_unref);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rg_store_parent_class)->finalize (object);
}

static void
rg_store_class_init (RgStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rg_store_finalize;
  object_class->get_property = rg_store_get_property;

  /**
   * RgStore:catalog:
   *
   * What the shop keeps today. Notified on the main context when own fields
   * were added or changed.
   */
  properties[PROP_CATALOG] =
      g_param_spec_boxed ("catalog", NULL, NULL, RG_TYPE_CATALOG, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RgStore::changed:
   * @self: a store
   * @operation: the operation's id
   * @origin: what made it
   * @changes: which rows
   *
   * Rows were changed and committed. Emitted on the main context on which the
   * store was opened. A long operation is told of once, when it is done.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, RG_TYPE_CHANGES);

  /**
   * RgStore::backups-changed:
   * @self: a store
   *
   * A backup was made, or could not be made. Emitted on the main context on which
   * the store was opened.
   */
  signals[SIGNAL_BACKUPS_CHANGED] =
      g_signal_new ("backups-changed", RG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_store_init (RgStore *self)
{
  g_mutex_init (&self->mutex);
}

RgCore *
rg_store_get_core (RgStore *self)
{
  return self->core;
}

static RgStore *
open_store (const char *folder, RgStoreFlags flags, GMainContext *context, GError **error)
{
  g_autoptr (RgStore) self = g_object_new (RG_TYPE_STORE, NULL);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->read_only = (flags & RG_STORE_READ_ONLY) != 0;
  self->core = rg_core_open (self, self->folder, flags, context, error);
  if (self->core == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * rg_store_open:
 * @folder: the shop's folder
 * @flags: how
 * @error: %RG_STORE_ERROR: each reason has its own code and sentence
 *
 * Opens a shop. Operations that a killed program left open are taken back
 * before it returns.
 *
 * Returns: (transfer full): the store, or %NULL; nothing in the folder was
 *   changed then but the text of the lock
 */
RgStore *
rg_store_open (const char *folder, RgStoreFlags flags, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  return open_store (folder, flags, context, error);
}

typedef struct
{
  char *folder;
  RgStoreFlags flags;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  g_free (open->folder);
  g_free (open);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenData *open = data;
  GError *error = NULL;
  RgStore *store = open_store (open->folder, open->flags, g_task_get_context (task), &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * rg_store_open_async:
 * @folder: the shop's folder
 * @flags: how
 * @cancellable: (nullable): when cancelled, the opened store is closed again
 * @callback: called on the caller's thread-default main context
 * @user_data: for @callback
 *
 * Like [func@store_open], on another thread.
 */
void
rg_store_open_async (const char *folder,
                     RgStoreFlags flags,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *open = g_new0 (OpenData, 1);

  g_return_if_fail (folder != NULL);
  open->folder = g_strdup (folder);
  open->flags = flags;
  g_task_set_source_tag (task, rg_store_open_async);
  g_task_set_task_data (task, open, open_data_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * rg_store_open_finish:
 * @result: what the callback got
 * @error: see [func@store_open]
 *
 * Returns: (transfer full): the store, or %NULL
 */
RgStore *
rg_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rg_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): the shop's folder, absolute
 */
const char *
rg_store_get_folder (RgStore *self)
{
  g_return_val_if_fail (RG_IS_STORE (self), NULL);
  return self->folder;
}

/**
 * rg_store_is_read_only:
 * @self: a store
 *
 * Returns: whether it was opened for reading only
 */
gboolean
rg_store_is_read_only (RgStore *self)
{
  g_return_val_if_fail (RG_IS_STORE (self), TRUE);
  return self->read_only;
}

/**
 * rg_read_dup_shop_name:
 * @read: a transaction
 *
 * Returns: (transfer full): the shop's name as its owner wrote it, else the
 *   name of its folder
 */
char *
rg_read_dup_shop_name (RgRead *read)
{
  g_autoptr (RgStatement) statement = NULL;
  const char *name = NULL;

  statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT value FROM meta WHERE key = 'name'", NULL);
  if (statement != NULL && rg_statement_step (statement, NULL) == RG_STEP_ROW)
    name = rg_statement_get_text (statement, 0);
  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return g_filename_display_basename (read->store->folder);
}

static gpointer
read_name (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_read_dup_shop_name (read);
}

/**
 * rg_store_dup_name:
 * @self: a store
 *
 * Reads from the disk: not for the main thread of a window.
 *
 * Returns: (transfer full): the shop's name as its owner wrote it, else the
 *   name of its folder
 */
char *
rg_store_dup_name (RgStore *self)
{
  char *name;

  g_return_val_if_fail (RG_IS_STORE (self), NULL);
  name = rg_store_read_sync (self, read_name, NULL, NULL, NULL);
  return name != NULL ? name : g_filename_display_basename (self->folder);
}

/**
 * rg_store_ref_catalog:
 * @self: a store
 *
 * Returns: (transfer full): what the shop keeps today
 */
RgCatalog *
rg_store_ref_catalog (RgStore *self)
{
  RgCatalog *catalog;

  g_return_val_if_fail (RG_IS_STORE (self), NULL);
  g_mutex_lock (&self->mutex);
  catalog = self->core != NULL ? rg_core_ref_catalog (self->core) : rg_catalog_ref (self->last_catalog);
  g_mutex_unlock (&self->mutex);
  return catalog;
}

/**
 * rg_store_wait_for_search:
 * @self: a store
 * @cancellable: (nullable): ends the waiting
 * @error: why searching does not follow
 *
 * Blocks until a search finds all that was committed before this call.
 *
 * Returns: whether it does; %TRUE at once for a store that was opened for
 *   reading only, whose search tables are another program's care
 */
gboolean
rg_store_wait_for_search (RgStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RG_IS_STORE (self), FALSE);
  if (self->core == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED, _ ("The shop has been closed."));
      return FALSE;
    }
  return self->core->search == NULL || rg_search_index_wait (self->core->search, cancellable, error);
}

/* --- telling ------------------------------------------------------------- */

typedef struct
{
  GWeakRef store;
  RgChanges *changes;
  gboolean catalog;
  gboolean backups;
} Emission;

static void
emission_free (gpointer data)
{
  Emission *emission = data;

  g_weak_ref_clear (&emission->store);
  g_clear_pointer (&emission->changes, rg_changes_unref);
  g_free (emission);
}

static gboolean
emit_cb (gpointer data)
{
  Emission *emission = data;
  g_autoptr (RgStore) store = g_weak_ref_get (&emission->store);

  if (store == NULL)
    return G_SOURCE_REMOVE;
  if (emission->catalog)
    g_object_notify_by_pspec (G_OBJECT (store), properties[PROP_CATALOG]);
  if (emission->changes != NULL)
    g_signal_emit (store, signals[SIGNAL_CHANGED], 0, rg_changes_get_operation (emission->changes),
                   rg_changes_get_origin (emission->changes), emission->changes);
  if (emission->backups)
    g_signal_emit (store, signals[SIGNAL_BACKUPS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
emit_later (RgStore *self, GMainContext *context, RgChanges *changes, gboolean catalog, gboolean backups)
{
  Emission *emission = g_new0 (Emission, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&emission->store, self);
  emission->changes = changes != NULL ? rg_changes_ref (changes) : NULL;
  emission->catalog = catalog;
  emission->backups = backups;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[regulars] store changed");
  g_source_set_callback (source, emit_cb, emission, emission_free);
  g_source_attach (source, context);
}

/*< private >
 * rg_store_emit_later:
 * @changes: (nullable): for RgStore::changed
 * @catalog: whether the catalogue is another one
 *
 * From any thread; never in the call itself.
 */
void
rg_store_emit_later (RgStore *self, GMainContext *context, RgChanges *changes, gboolean catalog)
{
  if (changes != NULL || catalog)
    emit_later (self, context, changes, catalog, FALSE);
}

/**
 * rg_store_announce_day:
 * @self: an open shop
 *
 * The date is another one, which no journal tells: who shows what depends on it
 * asks again.
 */
void
rg_store_announce_day (RgStore *self)
{
  RgFeed *feed;
  RgChanges *changes;

  g_return_if_fail (RG_IS_STORE (self));
  g_return_if_fail (self->core != NULL);

  feed = rg_feed_new ();
  rg_feed_add_many (feed, RG_DAY_ENTITY, RG_CHANGE_UPDATE);
  changes = rg_feed_to_changes (feed, 0, RG_ORIGIN_SYSTEM);
  rg_store_emit_later (self, self->core->context, changes, FALSE);
  rg_changes_unref (changes);
  rg_feed_free (feed);
}

/*< private >
 * rg_store_emit_backups_later:
 *
 * The same for RgStore::backups-changed.
 */
void
rg_store_emit_backups_later (RgStore *self, GMainContext *context)
{
  emit_later (self, context, NULL, FALSE, TRUE);
}
