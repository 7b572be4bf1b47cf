/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-doubles-found.h"

/**
 * rg_doubles_found_free:
 * @found: (nullable) (transfer full): what was found
 */
void
rg_doubles_found_free (RgDoublesFound *found)
{
  if (found == NULL)
    return;
  rg_doubles_free (found->doubles);
  g_free (found->n_entries);
  g_free (found);
}

static gboolean
ask_number (RgRead *read, const char *sql, gint64 id, guint *number, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *number = (guint) rg_statement_get_integer (statement, 0);
  return TRUE;
}

static gboolean
count_entries (RgRead *read, const RgRow *customer, guint *number, GError **error)
{
  return ask_number (read,
                     "SELECT (SELECT count (*) FROM event WHERE customer_id = ?1) + "
                     "(SELECT count (*) FROM sale WHERE customer_id = ?1)",
                     rg_row_get_id (customer), number, error);
}

/**
 * rg_doubles_found_func:
 * @read: a transaction
 * @wish: an #RgDoublesWish
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found; %NULL on error
 */
gpointer
rg_doubles_found_func (RgRead *read, gpointer wish, GCancellable *cancellable, GError **error)
{
  const RgDoublesWish *asked = wish;
  g_autoptr (RgDoublesFound) found = g_new0 (RgDoublesFound, 1);
  guint largest;

  /* As good as their number, and known at once. */
  if (!ask_number (read, "SELECT ifnull (max (id), 0) FROM main.customer WHERE id > ?1", 0, &largest, error))
    return NULL;
  if (asked->most_customers != 0 && largest > asked->most_customers)
    return g_steal_pointer (&found);

  found->doubles = rg_doubles_search (read, asked->limit, cancellable, error);
  if (found->doubles == NULL)
    return NULL;
  found->n_entries = g_new0 (guint, found->doubles->pairs->len * 2 + 1);
  for (guint i = 0; i < found->doubles->pairs->len; i++)
    {
      const RgDouble *pair = g_ptr_array_index (found->doubles->pairs, i);

      if (!count_entries (read, pair->first, &found->n_entries[2 * i], error) ||
          !count_entries (read, pair->second, &found->n_entries[2 * i + 1], error))
        return NULL;
    }
  return g_steal_pointer (&found);
}
