/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-board-private.h"
#include "records/rg-record-list-private.h"

/* One stage of a board. */

struct _RgBoardColumn
{
  GObject parent_instance;

  RgRecordCache *cache;
  RgPager *pager;
  RgRecordCache *people;
  RgPager *people_pager;
  GPtrArray *first; /* (element-type RgRecord): held so that they stay loaded */
  gint64 stage_id;
  char *name;
  char *color;
  gint64 days;
  gint64 chance;
  GArray *entries; /* (element-type RgBoardEntry): in their order */
};

static guint changed_signal;

static void rg_board_column_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgBoardColumn,
                               rg_board_column,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_board_column_model_init))

/* --- a column ----------------------------------------------------------------- */

static const RgBoardEntry *
entry_at (RgBoardColumn *self, guint position)
{
  return &g_array_index (self->entries, RgBoardEntry, position);
}

static GType
column_get_item_type (GListModel *model)
{
  return rg_record_cache_get_record_type (RG_BOARD_COLUMN (model)->cache);
}

static guint
column_get_n_items (GListModel *model)
{
  return RG_BOARD_COLUMN (model)->entries->len;
}

/* Deals, and whose they are. */
static void
ask_page (RgBoardColumn *self, guint position)
{
  guint page = position / RG_PAGE_ROWS;
  guint32 ids[RG_PAGE_ROWS], people[RG_PAGE_ROWS];
  guint n = 0, n_people = 0;

  for (guint i = page * RG_PAGE_ROWS; i < self->entries->len && n < RG_PAGE_ROWS; i++)
    {
      const RgBoardEntry *entry = entry_at (self, i);

      ids[n++] = entry->id;
      if (entry->customer != 0)
        people[n_people++] = entry->customer;
    }
  if (!rg_pager_has (self->pager, page))
    rg_pager_ask (self->pager, position, page, ids, n);
  if (!rg_pager_has (self->people_pager, page) && n_people > 0)
    rg_pager_ask (self->people_pager, position, page, people, n_people);
}

static gpointer
column_get_item (GListModel *model, guint position)
{
  RgBoardColumn *self = RG_BOARD_COLUMN (model);
  RgRecord *record;

  if (position >= self->entries->len)
    return NULL;
  record = rg_record_cache_take (self->cache, entry_at (self, position)->id);
  if (!rg_record_is_loaded (record))
    ask_page (self, position);
  return record;
}

static void
rg_board_column_model_init (GListModelInterface *iface)
{
  iface->get_item_type = column_get_item_type;
  iface->get_n_items = column_get_n_items;
  iface->get_item = column_get_item;
}

static void
rg_board_column_finalize (GObject *object)
{
  RgBoardColumn *self = RG_BOARD_COLUMN (object);

  g_clear_pointer (&self->pager, rg_pager_free);
  g_clear_pointer (&self->people_pager, rg_pager_free);
  g_clear_pointer (&self->people, rg_record_cache_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_clear_pointer (&self->cache, rg_record_cache_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->name);
  g_free (self->color);
  G_OBJECT_CLASS (rg_board_column_parent_class)->finalize (object);
}

static void
rg_board_column_class_init (RgBoardColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_board_column_finalize;

  /**
   * RgBoardColumn::changed:
   *
   * Its numbers changed.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
rg_board_column_init (RgBoardColumn *self)
{
  self->first = g_ptr_array_new_with_free_func (g_object_unref);
}

/* --- a column's numbers --------------------------------------------------------- */

/**
 * rg_board_column_get_stage:
 * @self: a column
 *
 * Returns: the id of its stage
 */
gint64
rg_board_column_get_stage (RgBoardColumn *self)
{
  return self->stage_id;
}

const char *
rg_board_column_get_name (RgBoardColumn *self)
{
  return self->name;
}

/**
 * rg_board_column_get_color:
 * @self: a column
 *
 * Returns: (nullable): the key of its stage's colour, of those that tags have
 */
const char *
rg_board_column_get_color (RgBoardColumn *self)
{
  return self->color;
}

/**
 * rg_board_column_get_days:
 * @self: a column
 *
 * Returns: how many days a deal may stay; 0: as many as it likes
 */
guint
rg_board_column_get_days (RgBoardColumn *self)
{
  return (guint) self->days;
}

/**
 * rg_board_column_get_sum:
 * @self: a column
 *
 * Returns: what its deals are worth, in fen
 */
gint64
rg_board_column_get_sum (RgBoardColumn *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->entries->len; i++)
    sum += entry_at (self, i)->amount;
  return sum;
}

/**
 * rg_board_column_get_weighted:
 * @self: a column
 *
 * Returns: what its deals are worth by their chances, in fen
 */
gint64
rg_board_column_get_weighted (RgBoardColumn *self)
{
  double sum = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const RgBoardEntry *entry = entry_at (self, i);

      sum += (double) entry->amount * (double) (entry->chance >= 0 ? entry->chance : self->chance) / 100;
    }
  return (gint64) (sum + 0.5);
}

/**
 * rg_board_column_get_late:
 * @self: a column
 *
 * Returns: how many of its deals are longer there than they may
 */
guint
rg_board_column_get_late (RgBoardColumn *self)
{
  gint64 limit = rg_clock_now () - self->days * G_GINT64_CONSTANT (86400000);
  guint late = 0;

  for (guint i = 0; self->days > 0 && i < self->entries->len; i++)
    late += entry_at (self, i)->since < limit;
  return late;
}

/**
 * rg_board_column_take_customer:
 * @self: a column
 * @position: of a deal
 *
 * Returns: (transfer full) (nullable): whose it is; filled in a moment where it is not
 *   loaded yet
 */
RgRecord *
rg_board_column_take_customer (RgBoardColumn *self, guint position)
{
  const RgBoardEntry *entry;
  RgRecord *record;

  g_return_val_if_fail (position < self->entries->len, NULL);
  entry = entry_at (self, position);
  if (entry->customer == 0)
    return NULL;
  record = rg_record_cache_take (self->people, entry->customer);
  if (!rg_record_is_loaded (record))
    ask_page (self, position);
  return record;
}

gint64
rg_board_column_get_id (RgBoardColumn *self, guint position)
{
  g_return_val_if_fail (position < self->entries->len, 0);
  return entry_at (self, position)->id;
}

/**
 * rg_board_column_compare:
 * @self: a column
 * @other: what it was before
 * @first: (out): how many deals at the beginning are the same
 * @last: (out): how many at the end are, which are others than the first
 */
void
rg_board_column_compare (RgBoardColumn *self, RgBoardColumn *other, guint *first, guint *last)
{
  guint n = self->entries->len, n_other = other->entries->len, most = MIN (n, n_other);

  *first = *last = 0;
  while (*first < most && entry_at (self, *first)->id == entry_at (other, *first)->id)
    (*first)++;
  while (*last < most - *first &&
         entry_at (self, n - 1 - *last)->id == entry_at (other, n_other - 1 - *last)->id)
    (*last)++;
}

/**
 * rg_board_column_find:
 * @column: a column
 * @id: of a deal
 * @position: (out): its place; as it was when it is not there
 *
 * Returns: whether it is there
 */
gboolean
rg_board_column_find (RgBoardColumn *column, gint64 id, guint *position)
{
  for (guint i = 0; i < column->entries->len; i++)
    if (entry_at (column, i)->id == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* --- for the board ---------------------------------------------------------------- */

/* @entries: in their order; kept. (transfer full) */
RgBoardColumn *
rg_board_column_new (RgStore *store, RgRecordCache *cache, const RgBoardStage *stage, GArray *entries)
{
  RgBoardColumn *column = g_object_new (RG_TYPE_BOARD_COLUMN, NULL);

  column->entries = g_array_ref (entries);
  column->cache = rg_record_cache_ref (cache);
  column->pager = rg_pager_new (store, cache, "deal");
  column->people = rg_record_cache_get (store, "customer");
  column->people_pager = rg_pager_new (store, column->people, "customer");
  column->stage_id = stage->id;
  column->name = g_strdup (stage->name);
  column->color = g_strdup (stage->color);
  column->days = stage->days;
  column->chance = stage->chance;
  return column;
}

RgBoardEntry *
rg_board_column_entry (RgBoardColumn *self, guint position)
{
  return &g_array_index (self->entries, RgBoardEntry, position);
}

void
rg_board_column_list (RgBoardColumn *self, GArray *to)
{
  g_array_append_vals (to, self->entries->data, self->entries->len);
}

/* @record: (transfer full): stays loaded as long as the column is there. */
void
rg_board_column_hold (RgBoardColumn *self, RgRecord *record)
{
  g_ptr_array_add (self->first, record);
}

void
rg_board_column_take_out (RgBoardColumn *column, guint position)
{
  g_array_remove_index (column->entries, position);
  rg_pager_renew (column->pager);
  rg_pager_renew (column->people_pager);
  g_list_model_items_changed (G_LIST_MODEL (column), position, 1, 0);
}

/* Before which one it lies by its order. */
guint
rg_board_column_place (RgBoardColumn *self, const RgBoardEntry *entry)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (rg_board_entry_compare (entry_at (self, middle), entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
rg_board_column_put_in (RgBoardColumn *column, const RgBoardEntry *entry)
{
  guint low = rg_board_column_place (column, entry);

  g_array_insert_vals (column->entries, low, entry, 1);
  rg_pager_renew (column->pager);
  rg_pager_renew (column->people_pager);
  g_list_model_items_changed (G_LIST_MODEL (column), low, 0, 1);
}
