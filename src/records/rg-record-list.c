/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record-list.h"

#include "records/rg-list-rerun.h"
#include "records/rg-query-private.h"
#include "records/rg-record-list-private.h"
#include "store/rg-search.h"

/* Runs of rows that may go and come before the list calls itself outdated: a
 * view needs about 20 µs for each. */
#define MAX_RUNS 400

/* The first rows are painted meanwhile: where there are two cores, reading all
 * of a large shop would take one from whoever paints. */
#define REST_DELAY_MS 60

struct _RgRecordList
{
  GObject parent_instance;

  RgStore *store;
  RgQuery *query;
  RgRecordCache *cache;
  RgPager *pager;

  /* The ids: the first n_head of head, then tail from tail_start on. Two parts
   * only while a change is announced step by step; else all are in head. The
   * arrays themselves never change: threads read them. */
  GArray *head;
  guint n_head;
  GArray *tail;
  guint tail_start;

  GPtrArray *first;    /* (element-type RgRecord): held so that they stay loaded */
  GHashTable *touched; /* ids of rows changed since the last run */
  gboolean touched_any;
  gboolean running;
  gboolean outdated;
  gboolean partial; /* only the first rows are there yet */
  guint rest_timeout;
  GCancellable *cancellable;
};

static guint outdated_signal;
static guint whole_signal;
static guint read_signal;

static void run_again (RgRecordList *self);
static void rg_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgRecordList,
                               rg_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_record_list_model_init))

/* --- the model ------------------------------------------------------------ */

static guint
n_ids (RgRecordList *self)
{
  return self->n_head + self->tail->len - self->tail_start;
}

static guint32
id_at (RgRecordList *self, guint position)
{
  if (position < self->n_head)
    return g_array_index (self->head, guint32, position);
  return g_array_index (self->tail, guint32, self->tail_start + position - self->n_head);
}

static GType
rg_record_list_get_item_type (GListModel *model)
{
  return rg_record_cache_get_record_type (RG_RECORD_LIST (model)->cache);
}

static guint
rg_record_list_get_n_items (GListModel *model)
{
  return n_ids (RG_RECORD_LIST (model));
}

static void
ask_page (RgRecordList *self, guint position)
{
  guint page = position / RG_PAGE_ROWS;
  guint32 ids[RG_PAGE_ROWS];
  guint n = 0;

  if (rg_pager_has (self->pager, page))
    {
      rg_pager_ask (self->pager, position, page, NULL, 0);
      return;
    }
  for (guint i = page * RG_PAGE_ROWS; i < n_ids (self) && n < RG_PAGE_ROWS; i++)
    ids[n++] = id_at (self, i);
  rg_pager_ask (self->pager, position, page, ids, n);
}

static gpointer
rg_record_list_get_item (GListModel *model, guint position)
{
  RgRecordList *self = RG_RECORD_LIST (model);
  RgRecord *record;

  if (position >= n_ids (self))
    return NULL;
  record = rg_record_cache_take (self->cache, id_at (self, position));
  if (!rg_record_is_loaded (record))
    ask_page (self, position);
  else
    rg_pager_ask (self->pager, position, 0, NULL, 0);
  return record;
}

static void
rg_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rg_record_list_get_item_type;
  iface->get_n_items = rg_record_list_get_n_items;
  iface->get_item = rg_record_list_get_item;
}

/**
 * rg_record_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it shows the result of
 */
RgQuery *
rg_record_list_get_query (RgRecordList *self)
{
  g_return_val_if_fail (RG_IS_RECORD_LIST (self), NULL);
  return self->query;
}

/**
 * rg_record_list_is_whole:
 * @self: a list
 *
 * Returns: whether all of the result is in it, not just its first rows
 */
gboolean
rg_record_list_is_whole (RgRecordList *self)
{
  g_return_val_if_fail (RG_IS_RECORD_LIST (self), FALSE);
  return !self->partial;
}

/**
 * rg_record_list_get_id:
 * @self: a list
 * @position: from 0
 *
 * Returns: the id of the row there, without making a record; 0 beyond the end
 */
gint64
rg_record_list_get_id (RgRecordList *self, guint position)
{
  g_return_val_if_fail (RG_IS_RECORD_LIST (self), 0);
  return position < n_ids (self) ? id_at (self, position) : 0;
}

/**
 * rg_record_list_find:
 * @self: a list
 * @id: of a row
 *
 * Returns: its position, or %G_MAXUINT when it is not in the list
 */
guint
rg_record_list_find (RgRecordList *self, gint64 id)
{
  g_return_val_if_fail (RG_IS_RECORD_LIST (self), G_MAXUINT);
  for (guint i = 0; i < n_ids (self); i++)
    if (id_at (self, i) == id)
      return i;
  return G_MAXUINT;
}

RgPager *
rg_record_list_get_pager (RgRecordList *self)
{
  return self->pager;
}

/* --- following the store -------------------------------------------------- */

static void
set_parts (RgRecordList *self, GArray *head, guint n_head, GArray *tail, guint tail_start)
{
  g_array_ref (head);
  g_array_ref (tail);
  g_array_unref (self->head);
  g_array_unref (self->tail);
  self->head = head;
  self->n_head = n_head;
  self->tail = tail;
  self->tail_start = tail_start;
}

static void
set_ids (RgRecordList *self, GArray *ids)
{
  set_parts (self, ids, ids->len, ids, ids->len);
}

/* At every announcement the list is what the view then has: the part that was
 * dealt with is new, the rest is old. */
static void
apply_diff (RgRecordList *self, const RgListDiff *diff)
{
  guint gone = 0;
  guint come = 0;

  rg_pager_renew (self->pager);
  for (guint i = 0; i < diff->removals->len; i++)
    {
      const RgListRun *run = &g_array_index (diff->removals, RgListRun, i);

      gone += run->n;
      set_parts (self, diff->kept, run->position, diff->before, run->position + gone);
      g_list_model_items_changed (G_LIST_MODEL (self), run->position, run->n, 0);
    }
  for (guint i = 0; i < diff->insertions->len; i++)
    {
      const RgListRun *run = &g_array_index (diff->insertions, RgListRun, i);

      set_parts (self, diff->after, run->position + run->n, diff->kept, run->position - come);
      come += run->n;
      g_list_model_items_changed (G_LIST_MODEL (self), run->position, 0, run->n);
    }
  set_ids (self, diff->after);
}

static void
set_outdated (RgRecordList *self)
{
  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, outdated_signal, 0);
}

static void
rerun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree GWeakRef *weak = data;
  g_autoptr (RgRecordList) self = g_weak_ref_get (weak);
  g_autoptr (RgListDiff) diff = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = rg_list_rerun_finish (result, &diff, &error);

  g_weak_ref_clear (weak);
  if (self == NULL || self->outdated)
    return;
  self->running = FALSE;
  if (diff != NULL)
    {
      gboolean rest = self->partial;

      self->partial = FALSE;
      apply_diff (self, diff);
      if (rest)
        g_signal_emit (self, whole_signal, 0);
      g_signal_emit (self, read_signal, 0);
      run_again (self);
      return;
    }
  if (!good)
    g_info ("A list could not be brought up to date: %s", error->message);
  set_outdated (self);
}

/* One run at a time; what changes meanwhile calls for another. */
static void
run_again (RgRecordList *self)
{
  GWeakRef *weak;

  if (self->running || self->outdated || !self->touched_any || self->head == NULL)
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->running = TRUE;
  self->touched_any = FALSE;
  rg_list_rerun_async (self->store, self->query, self->head, g_steal_pointer (&self->touched), MAX_RUNS,
                       self->cancellable, rerun_cb, weak);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static gboolean
rest_cb (gpointer user_data)
{
  RgRecordList *self = user_data;

  self->rest_timeout = 0;
  run_again (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (RgRecordList *self, gint64 operation, const char *origin, RgChanges *changes)
{
  for (guint i = 0; i < rg_changes_get_n (changes) && !self->outdated; i++)
    {
      const RgChange *change = rg_changes_get (changes, i);
      gboolean own = g_str_equal (change->entity, rg_query_get_entity (self->query));

      if (!own && !rg_query_minds (self->query, change->entity))
        continue;
      self->touched_any = TRUE;
      if (own && change->ids == NULL && self->head != NULL)
        set_outdated (self);
      for (guint j = 0; own && change->ids != NULL && j < change->ids->len; j++)
        g_hash_table_add (self->touched,
                          g_memdup2 (&g_array_index (change->ids, gint64, j), sizeof (gint64)));
    }
  run_again (self);
}

/* --- coming and going ----------------------------------------------------- */

typedef struct
{
  GArray *ids;
  GPtrArray *rows;
  gboolean behind;  /* the search did not know of everything */
  gboolean partial; /* there are more ids */
} Snapshot;

static void
snapshot_free (Snapshot *snapshot)
{
  g_clear_pointer (&snapshot->ids, g_array_unref);
  g_clear_pointer (&snapshot->rows, g_ptr_array_unref);
  g_free (snapshot);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Snapshot, snapshot_free)

static gpointer
read_snapshot (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  RgQuery *query = data;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), rg_query_get_entity (query));
  g_autoptr (Snapshot) snapshot = g_new0 (Snapshot, 1);

  gsize limit = rg_query_is_quick (query, read) ? RG_FIRST_ROWS : 0;

  /* A million ids take a fifth of a second, and rows that are not on screen are
   * read page by page as all others: the first frame need not wait for them. */
  snapshot->ids = rg_query_run (query, read, limit, cancellable, error);
  if (snapshot->ids == NULL)
    return NULL;
  snapshot->partial = limit > 0 && snapshot->ids->len == limit;
  snapshot->rows = rg_rows_read (read, entity, (const guint32 *) (const void *) snapshot->ids->data,
                                 MIN (snapshot->ids->len, RG_PAGE_ROWS), error);
  snapshot->behind = rg_query_get_search (query) != NULL && rg_search_is_behind (read);
  return snapshot->rows != NULL ? g_steal_pointer (&snapshot) : NULL;
}

static void
take_snapshot (RgRecordList *self, const Snapshot *snapshot, guint64 ticket)
{
  self->head = g_array_ref (snapshot->ids);
  self->n_head = snapshot->ids->len;
  self->tail = g_array_ref (snapshot->ids);
  self->tail_start = snapshot->ids->len;
  for (guint i = 0; i < snapshot->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (snapshot->rows, i);

      if (row == NULL)
        continue;
      g_ptr_array_add (self->first, rg_record_cache_take (self->cache, rg_row_get_id (row)));
      rg_record_cache_show (self->cache, row, ticket);
    }
}

typedef struct
{
  RgRecordList *list;
  guint64 ticket;
} Coming;

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_clear_object (&coming->list);
  g_free (coming);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Coming *coming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (Snapshot) snapshot = rg_store_read_finish (RG_STORE (source), result, &error);

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_snapshot (coming->list, snapshot, coming->ticket);
  coming->list->partial = snapshot->partial;
  coming->list->touched_any |= snapshot->behind || snapshot->partial;
  g_task_return_pointer (task, g_object_ref (coming->list), g_object_unref);
  /* What changed while it was read may be in it or not; and the rest comes like
   * any other change. */
  if (snapshot->partial)
    coming->list->rest_timeout = g_timeout_add (REST_DELAY_MS, rest_cb, coming->list);
  else
    run_again (coming->list);
}

/**
 * rg_record_list_new_async:
 * @store: a shop
 * @query: what to list; not to be changed from here on
 * @cancellable: (nullable): a cancellable
 * @callback: what to call on the main context
 * @user_data: for @callback
 *
 * Makes a list of the query's result; see the header.
 */
void
rg_record_list_new_async (RgStore *store,
                          RgQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Coming *coming = g_new0 (Coming, 1);
  RgRecordList *self = g_object_new (RG_TYPE_RECORD_LIST, NULL);

  g_task_set_source_tag (task, rg_record_list_new_async);
  g_task_set_task_data (task, coming, coming_free);
  self->store = g_object_ref (store);
  self->query = rg_query_ref (query);
  self->cache = rg_record_cache_get (store, rg_query_get_entity (query));
  self->pager = rg_pager_new (store, self->cache, rg_query_get_entity (query));
  /* After the cache, which reads changed rows anew, and before the snapshot. */
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  coming->list = self;
  coming->ticket = rg_record_cache_ticket (self->cache);
  rg_store_read_async (store, read_snapshot, rg_query_ref (query), (GDestroyNotify) rg_query_unref,
                       (GDestroyNotify) snapshot_free, cancellable, snapshot_cb, task);
}

/**
 * rg_record_list_new_finish:
 * @result: what the callback got
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the list, or %NULL
 */
RgRecordList *
rg_record_list_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
rg_record_list_dispose (GObject *object)
{
  RgRecordList *self = RG_RECORD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_pointer (&self->pager, rg_pager_free);
  g_ptr_array_set_size (self->first, 0);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_record_list_parent_class)->dispose (object);
}

static void
rg_record_list_finalize (GObject *object)
{
  RgRecordList *self = RG_RECORD_LIST (object);

  g_clear_pointer (&self->query, rg_query_unref);
  g_clear_pointer (&self->cache, rg_record_cache_unref);
  g_clear_pointer (&self->head, g_array_unref);
  g_clear_pointer (&self->tail, g_array_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_ptr_array_unref (self->first);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rg_record_list_parent_class)->finalize (object);
}

static void
rg_record_list_class_init (RgRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rg_record_list_dispose;
  object_class->finalize = rg_record_list_finalize;
  /**
   * RgRecordList::outdated:
   * @self: the list
   *
   * So much changed that a new list is better. Emitted once; the list does not
   * follow the store from here on.
   */
  outdated_signal =
      g_signal_new ("outdated", RG_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RgRecordList::whole:
   * @self: the list
   *
   * What came behind the first rows is there now.
   */
  whole_signal =
      g_signal_new ("whole", RG_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RgRecordList::read:
   * @self: the list
   *
   * It was read again because something changed that it may have to do with. The same
   * rows may be in it, and say something else.
   */
  read_signal =
      g_signal_new ("read", RG_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_record_list_init (RgRecordList *self)
{
  self->first = g_ptr_array_new_with_free_func (g_object_unref);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}
