/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-timeline.h"

#include "catalog/rg-date.h"

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
  g_free (entry);
}

/* The newest ids of one table; @limit 0 takes all. (nullable) */
static GArray *
newest_ids (RgRead *read,
            const char *table,
            const char *order,
            gint64 customer_id,
            guint limit,
            GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (sql, "SELECT id FROM %s AS t WHERE customer_id = ?1", table);
  rg_read_hide_open (read, table, "t", sql);
  g_string_append_printf (sql, " ORDER BY %s LIMIT ?2", order);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, customer_id);
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

static gboolean
add_entries (GPtrArray *entries,
             RgRead *read,
             const char *table,
             const char *order,
             gint64 customer_id,
             guint limit,
             GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), table);
  g_autoptr (GArray) ids = newest_ids (read, table, order, customer_id, limit, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return FALSE;
  rows = rg_rows_read (read, entity, (const guint32 *) (gpointer) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);
      RgTimelineEntry *entry;

      if (row == NULL)
        continue;
      entry = g_new0 (RgTimelineEntry, 1);
      entry->row = rg_row_ref (row);
      entry->at = row_time (row);
      g_ptr_array_add (entries, entry);
    }
  return TRUE;
}

/* Newest first; of two at one time, events before sales, then the later row. */
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
 * Returns: (transfer full) (element-type RgTimelineEntry) (nullable): events and
 *   sales of the customer, the newest first; %NULL on error
 */
GPtrArray *
rg_timeline_read (RgRead *read, gint64 customer_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_timeline_entry_free);

  /* A sale without a date counts by the day of its entry in the book. */
  if (!add_entries (entries, read, "event", "at DESC, id DESC", customer_id, limit, error) ||
      !add_entries (entries, read, "sale",
                    "ifnull (date, date (created_at / 1000, 'unixepoch', 'localtime')) DESC, id DESC",
                    customer_id, limit, error))
    return NULL;
  g_ptr_array_sort (entries, compare_entries);
  if (limit > 0 && entries->len > limit)
    g_ptr_array_set_size (entries, (int) limit);
  return g_steal_pointer (&entries);
}
