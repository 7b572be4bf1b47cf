/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-timeline.h"

#include "catalog/rg-date.h"
#include "shop/rg-deal-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (RgTimelineEntry, rg_timeline_entry, rg_timeline_entry_copy, rg_timeline_entry_free)

/**
 * rg_timeline_entry_copy:
 * @entry: an entry
 *
 * Returns: (transfer full): another one that shares the row
 */
RgTimelineEntry *
rg_timeline_entry_copy (const RgTimelineEntry *entry)
{
  RgTimelineEntry *copy = g_new0 (RgTimelineEntry, 1);

  copy->at = entry->at;
  copy->row = rg_row_ref (entry->row);
  copy->deal_id = entry->deal_id;
  copy->words = g_strdup (entry->words);
  return copy;
}

/**
 * rg_timeline_entry_free:
 * @entry: (transfer full): an entry
 */
void
rg_timeline_entry_free (RgTimelineEntry *entry)
{
  rg_row_unref (entry->row);
  g_free (entry->words);
  g_free (entry);
}

/**
 * Source:
 * @table: an entity
 * @rows: as "t", those of ?1
 * @order: the newest first
 */
typedef struct
{
  const char *table;
  const char *rows;
  const char *order;
} Source;

#define NEWEST "t.at DESC, t.id DESC"

/* What the timeline is made of. A sale without a date counts by the day of its entry in
 * the book; a move is its deal's customer's. */
static const Source sources[] = {
  { "deal_move", "deal_move t JOIN deal d ON d.id = t.deal_id WHERE d.customer_id = ?1", NEWEST },
  { "event", "event t WHERE t.customer_id = ?1", NEWEST },
  { "sale", "sale t WHERE t.customer_id = ?1",
    "ifnull (t.date, date (t.created_at / 1000, 'unixepoch', 'localtime')) DESC, t.id DESC" },
};

/* Entries that were put to a deal. */
static const Source deal_source = { "event", "event t WHERE t.deal_id = ?1", NEWEST };

/* @limit 0 takes all. (nullable) */
static GArray *
newest_ids (RgRead *read, const Source *source, gint64 owner_id, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (sql, "SELECT t.id FROM %s", source->rows);
  rg_read_hide_open (read, source->table, "t", sql);
  g_string_append_printf (sql, " ORDER BY %s LIMIT ?2", source->order);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, owner_id);
  rg_statement_bind_integer (statement, 1, limit > 0 ? (gint64) limit : -1);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_ERROR ? NULL : g_steal_pointer (&ids);
}

/* When a row happened, in UTC milliseconds. */
static gint64
row_time (RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);
  const RgField *at = rg_entity_find_field (entity, "at");
  const char *date = at == NULL ? rg_row_get_text (row, "date") : NULL;
  g_autoptr (GDateTime) noon = NULL;
  GDate day;

  if (at != NULL)
    return rg_value_get_integer (rg_row_get (row, at));
  g_date_clear (&day, 1);
  if (date != NULL && rg_date_from_iso (date, &day))
    noon = g_date_time_new_local (g_date_get_year (&day), (int) g_date_get_month (&day),
                                  g_date_get_day (&day), 12, 0, 0);
  if (noon != NULL)
    return g_date_time_to_unix (noon) * 1000;
  return rg_value_get_integer (rg_row_get (row, rg_entity_find_field (entity, "created_at")));
}

/* Which deal, what happened to it, and why. */
static gboolean
say_move (RgRead *read, RgTimelineEntry *entry, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT " RG_DEAL_MOVE_COLUMNS ", d.id, d.title FROM " RG_DEAL_MOVE_TABLES
                           " JOIN deal d ON d.id = m.deal_id WHERE m.id = ?1",
                           error);
  g_autoptr (RgDealMove) move = NULL;
  g_autofree char *what = NULL;
  g_autofree char *words = NULL;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, rg_row_get_id (entry->row));
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  move = rg_deal_move_take (statement);
  what = rg_deal_move_describe (move);
  words = g_strdup_printf (_ ("%s: %s"), rg_statement_get_text (statement, RG_DEAL_MOVE_N_COLUMNS + 1), what);
  entry->deal_id = rg_statement_get_integer (statement, RG_DEAL_MOVE_N_COLUMNS);
  /* Translators: what happened, and why. */
  entry->words =
      move->reason != NULL ? g_strdup_printf (_ ("%s (%s)"), words, move->reason) : g_steal_pointer (&words);
  return TRUE;
}

static gboolean
add_entries (GPtrArray *entries,
             RgRead *read,
             const Source *source,
             gint64 owner_id,
             guint limit,
             GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), source->table);
  g_autoptr (GArray) ids = newest_ids (read, source, owner_id, limit, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return FALSE;
  rows = rg_rows_read (read, entity, (const guint32 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);
      RgTimelineEntry *entry;

      if (row == NULL)
        continue;
      entry = g_new0 (RgTimelineEntry, 1);
      entry->row = rg_row_ref (row);
      entry->at = row_time (row);
      g_ptr_array_add (entries, entry);
      if (g_str_equal (source->table, "deal_move") && !say_move (read, entry, error))
        return FALSE;
    }
  return rows != NULL;
}

/* Newest first; of two at one time, moves before events and these before sales, then
 * the later row. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const RgTimelineEntry *left = *(const RgTimelineEntry *const *) a;
  const RgTimelineEntry *right = *(const RgTimelineEntry *const *) b;
  int tables;

  if (left->at != right->at)
    return left->at > right->at ? -1 : 1;
  tables = g_strcmp0 (rg_entity_get_key (rg_row_get_entity (left->row)),
                      rg_entity_get_key (rg_row_get_entity (right->row)));
  if (tables != 0)
    return tables;
  return rg_row_get_id (left->row) > rg_row_get_id (right->row) ? -1 : 1;
}

/**
 * rg_timeline_read:
 * @read: a read transaction
 * @customer_id: whose
 * @limit: how many at most; 0 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type RgTimelineEntry) (nullable): events, sales
 *   and moves of deals of the customer, the newest first; %NULL on error
 */
GPtrArray *
rg_timeline_read (RgRead *read, gint64 customer_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_timeline_entry_free);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!add_entries (entries, read, &sources[i], customer_id, limit, error))
      return NULL;
  g_ptr_array_sort (entries, compare_entries);
  if (limit > 0 && entries->len > limit)
    g_ptr_array_set_size (entries, (int) limit);
  return g_steal_pointer (&entries);
}

/**
 * rg_timeline_read_deal:
 * @read: a read transaction
 * @deal_id: of which deal
 * @limit: how many at most; 0 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type RgTimelineEntry) (nullable): events that were
 *   put to the deal, the newest first; %NULL on error
 */
GPtrArray *
rg_timeline_read_deal (RgRead *read, gint64 deal_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_timeline_entry_free);

  return add_entries (entries, read, &deal_source, deal_id, limit, error) ? g_steal_pointer (&entries) : NULL;
}

static gboolean
add_count (RgRead *read, const Source *source, gint64 owner_id, guint *n, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;

  g_string_printf (sql, "SELECT count (*) FROM %s", source->rows);
  rg_read_hide_open (read, source->table, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, owner_id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n += (guint) rg_statement_get_integer (statement, 0);
  return TRUE;
}

/**
 * rg_timeline_count:
 * @read: a read transaction
 * @customer_id: whose
 * @n: (out): how many entries there are
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when they could not be counted
 */
gboolean
rg_timeline_count (RgRead *read, gint64 customer_id, guint *n, GError **error)
{
  *n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!add_count (read, &sources[i], customer_id, n, error))
      return FALSE;
  return TRUE;
}

/**
 * rg_timeline_count_deal:
 * @read: a read transaction
 * @deal_id: of which deal
 * @n: (out): how many entries were put to it
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when they could not be counted
 */
gboolean
rg_timeline_count_deal (RgRead *read, gint64 deal_id, guint *n, GError **error)
{
  *n = 0;
  return add_count (read, &deal_source, deal_id, n, error);
}
