/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-board-private.h"
#include "records/rg-query-private.h"
#include "records/rg-record-private.h"
#include "records/rg-search-wait.h"

struct _RgBoard
{
  GObject parent_instance;

  RgStore *store;
  RgQuery *query;
  GArray *stages;     /* (element-type RgBoardStage) */
  GPtrArray *columns; /* (element-type RgBoardColumn) */
  GHashTable *touched;
  gboolean touched_any; /* any deal may have come or gone */
  gboolean running;
  gboolean outdated;
  GCancellable *cancellable;
};

static guint outdated_signal;

G_DEFINE_FINAL_TYPE (RgBoard, rg_board, G_TYPE_OBJECT)

/* --- changes ---------------------------------------------------------------------- */

/**
 * rg_board_find:
 * @self: a board
 * @deal_id: of a deal
 * @position: (out) (optional): its place in the column
 *
 * Returns: the number of its column; %G_MAXUINT when it is not there
 */
guint
rg_board_find (RgBoard *self, gint64 deal_id, guint *position)
{
  guint place = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (rg_board_column_find (g_ptr_array_index (self->columns, i), deal_id, &place))
      {
        if (position != NULL)
          *position = place;
        return i;
      }
  return G_MAXUINT;
}

/**
 * rg_board_place:
 * @self: a board
 * @deal_id: of a deal that is on it
 * @column: one of its columns
 *
 * Returns: the place in @column that the deal would have: before what is there now
 */
guint
rg_board_place (RgBoard *self, gint64 deal_id, RgBoardColumn *column)
{
  guint position = 0, at = rg_board_find (self, deal_id, &position);

  g_return_val_if_fail (at != G_MAXUINT, 0);
  return rg_board_column_place (column,
                                rg_board_column_entry (g_ptr_array_index (self->columns, at), position));
}

/* What the deal is now. @changed: of which columns the numbers are others */
static void
apply_one (RgBoard *self, const RgBoardDifference *difference, gboolean *changed)
{
  const RgBoardEntry *now = difference->there ? &difference->now : NULL;
  guint position = 0;
  guint at = rg_board_find (self, difference->id, &position);
  RgBoardColumn *before = at != G_MAXUINT ? g_ptr_array_index (self->columns, at) : NULL;
  RgBoardColumn *after = now != NULL ? g_ptr_array_index (self->columns, now->stage) : NULL;

  if (before != NULL)
    changed[at] = TRUE;
  if (after != NULL)
    changed[now->stage] = TRUE;
  if (before != NULL && before == after &&
      rg_board_entry_compare (rg_board_column_entry (before, position), now) == 0)
    {
      *rg_board_column_entry (before, position) = *now;
      return;
    }
  if (before != NULL)
    rg_board_column_take_out (before, position);
  if (after != NULL)
    rg_board_column_put_in (after, now);
}

static void
apply (RgBoard *self, const GArray *differences)
{
  g_autofree gboolean *changed = g_new0 (gboolean, self->columns->len + 1);

  for (guint i = 0; i < differences->len; i++)
    apply_one (self, &g_array_index (differences, RgBoardDifference, i), changed);
  for (guint i = 0; i < self->columns->len; i++)
    if (changed[i])
      g_signal_emit_by_name (g_ptr_array_index (self->columns, i), "changed");
}

static void
snapshot_free (gpointer snapshot)
{
  rg_board_snapshot_free (snapshot);
}

/* --- following the store -------------------------------------------------------------- */

static void read_again (RgBoard *self);

static void
set_outdated (RgBoard *self)
{
  if (self->outdated)
    return;
  self->outdated = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, outdated_signal, 0);
}

typedef struct
{
  GWeakRef board;
  GArray *touched; /* (nullable): of any deal */
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->board);
  g_clear_pointer (&reading->touched, g_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
touched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (RgBoard) self = g_weak_ref_get (&reading->board);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBoardSnapshot) snapshot = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self == NULL || self->outdated)
    return;
  self->running = FALSE;
  if (snapshot == NULL || snapshot->strange)
    {
      if (snapshot == NULL)
        g_info ("A board could not be brought up to date: %s", error->message);
      set_outdated (self);
      return;
    }
  apply (self, snapshot->differences);
  read_again (self);
}

/* (transfer full): nothing of the board changes until they have been compared. */
static GArray *
list_entries (RgBoard *self)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (RgBoardEntry));

  for (guint i = 0; i < self->columns->len; i++)
    rg_board_column_list (g_ptr_array_index (self->columns, i), entries);
  return entries;
}

static void
start_reading (RgBoard *self, Reading *reading)
{
  g_autoptr (GArray) before = reading->touched == NULL ? list_entries (self) : NULL;

  rg_store_read_async (self->store, rg_board_read,
                       rg_board_wish_new (self->query, self->stages, reading->touched, before),
                       rg_board_wish_free, snapshot_free, self->cancellable, touched_cb, reading);
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (RgBoard) self = g_weak_ref_get (&reading->board);

  /* Only cancelling ends it early. */
  if (rg_search_wait_finish (result, NULL) && self != NULL && !self->outdated)
    start_reading (self, g_steal_pointer (&reading));
}

/* One reading at a time; what changes meanwhile calls for another. */
static void
read_again (RgBoard *self)
{
  Reading *reading;
  GHashTableIter iter;
  gpointer id;

  if (self->running || self->outdated || (g_hash_table_size (self->touched) == 0 && !self->touched_any))
    return;
  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->board, self);
  if (!self->touched_any)
    reading->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, self->touched);
  while (reading->touched != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (reading->touched, id, 1);
  g_hash_table_remove_all (self->touched);
  self->touched_any = FALSE;
  self->running = TRUE;
  if (rg_query_get_search (self->query) != NULL)
    rg_search_wait_async (self->store, self->cancellable, waited_cb, reading);
  else
    start_reading (self, reading);
}

static void
changed_cb (RgBoard *self, gint64 operation, const char *origin, RgChanges *changes)
{
  for (guint i = 0; i < rg_changes_get_n (changes) && !self->outdated; i++)
    {
      const RgChange *change = rg_changes_get (changes, i);

      if (!g_str_equal (change->entity, "deal"))
        {
          if (g_str_equal (change->entity, "stage"))
            set_outdated (self);
          self->touched_any = self->touched_any || rg_query_minds (self->query, change->entity);
          continue;
        }
      if (change->ids == NULL || change->ids->len > RG_BOARD_MOST_DIFFERENCES)
        {
          set_outdated (self);
          continue;
        }
      for (guint j = 0; j < change->ids->len; j++)
        g_hash_table_add (self->touched,
                          g_memdup2 (&g_array_index (change->ids, gint64, j), sizeof (gint64)));
    }
  read_again (self);
}

/* --- coming and going ------------------------------------------------------------------ */

static void
take_column (RgBoard *self,
             RgRecordCache *cache,
             const RgBoardStage *stage,
             const RgBoardColumnRead *read,
             guint64 ticket)
{
  RgBoardColumn *column = rg_board_column_new (self->store, cache, stage, read->entries);

  g_ptr_array_add (self->columns, column);
  for (guint i = 0; i < read->rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (read->rows, i);

      if (row == NULL)
        continue;
      rg_board_column_hold (column, rg_record_cache_take (cache, rg_row_get_id (row)));
      rg_record_cache_show (cache, row, ticket);
    }
}

static void
take_snapshot (RgBoard *self, RgBoardSnapshot *snapshot, guint64 ticket)
{
  g_autoptr (RgRecordCache) cache = rg_record_cache_get (self->store, "deal");

  self->stages = g_array_ref (snapshot->stages);
  for (guint i = 0; i < self->stages->len; i++)
    take_column (self, cache, &g_array_index (self->stages, RgBoardStage, i),
                 &g_array_index (snapshot->columns, RgBoardColumnRead, i), ticket);
}

typedef struct
{
  RgBoard *board;
  guint64 ticket;
} Coming;

static void
coming_free (gpointer data)
{
  Coming *coming = data;

  g_clear_object (&coming->board);
  g_free (coming);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Coming *coming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RgBoardSnapshot) snapshot = rg_store_read_finish (RG_STORE (source), result, &error);

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_snapshot (coming->board, snapshot, coming->ticket);
  coming->board->running = FALSE;
  coming->board->touched_any |= snapshot->behind;
  g_task_return_pointer (task, g_object_ref (coming->board), g_object_unref);
  /* What changed while it was read may be in it or not. */
  read_again (coming->board);
}

/**
 * rg_board_new_async:
 * @store: a shop
 * @query: of "deal"; its order is not used; not to be changed from here on
 * @cancellable: (nullable): a cancellable
 * @callback: what to call on the main context
 * @user_data: for @callback
 *
 * Makes a board of the open deals that the query finds; see the header.
 */
void
rg_board_new_async (RgStore *store,
                    RgQuery *query,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (RgRecordCache) cache = NULL;
  GTask *task;
  Coming *coming;

  g_return_if_fail (RG_IS_STORE (store) && g_str_equal (rg_query_get_entity (query), "deal"));
  task = g_task_new (store, cancellable, callback, user_data);
  coming = g_new0 (Coming, 1);
  cache = rg_record_cache_get (store, "deal");
  g_task_set_source_tag (task, rg_board_new_async);
  coming->board = g_object_new (RG_TYPE_BOARD, NULL);
  coming->board->store = g_object_ref (store);
  coming->board->query = rg_query_ref (query);
  coming->board->running = TRUE;
  coming->ticket = rg_record_cache_ticket (cache);
  g_task_set_task_data (task, coming, coming_free);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), coming->board, G_CONNECT_SWAPPED);
  rg_store_read_async (store, rg_board_read, rg_board_wish_new (query, NULL, NULL, NULL), rg_board_wish_free,
                       snapshot_free, cancellable, snapshot_cb, task);
}

RgBoard *
rg_board_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
rg_board_is_outdated (RgBoard *self)
{
  return self->outdated;
}

guint
rg_board_get_n_columns (RgBoard *self)
{
  return self->columns->len;
}

/**
 * rg_board_get_column:
 * @self: a board
 * @index: below rg_board_get_n_columns()
 *
 * Returns: (transfer none): the column
 */
RgBoardColumn *
rg_board_get_column (RgBoard *self, guint index)
{
  g_return_val_if_fail (index < self->columns->len, NULL);
  return g_ptr_array_index (self->columns, index);
}

static void
rg_board_dispose (GObject *object)
{
  RgBoard *self = RG_BOARD (object);

  self->outdated = TRUE;
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (rg_board_parent_class)->dispose (object);
}

static void
rg_board_finalize (GObject *object)
{
  RgBoard *self = RG_BOARD (object);

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->stages, g_array_unref);
  g_clear_pointer (&self->query, rg_query_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rg_board_parent_class)->finalize (object);
}

static void
rg_board_class_init (RgBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_board_finalize;

  /**
   * RgBoard::outdated:
   *
   * Too much changed, or the stages did: a new board is to be made.
   */
  outdated_signal = g_signal_new ("outdated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
rg_board_init (RgBoard *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}
