/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-chosen.h"

#include "store/rg-sql.h"

struct _RgChosen
{
  gatomicrefcount references;
  RgQuery *query;
  gboolean all; /* everything but the ids */
  GArray *ids;  /* guint32, ascending, each once */
};

G_DEFINE_BOXED_TYPE (RgChosen, rg_chosen, rg_chosen_ref, rg_chosen_unref)

static int
compare_small (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

static int
compare_large (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static RgChosen *
chosen_new (const RgQuery *query, gboolean all, const guint32 *ids, gsize n_ids)
{
  RgChosen *self = g_new0 (RgChosen, 1);
  guint kept = 0;

  g_atomic_ref_count_init (&self->references);
  self->query = rg_query_copy (query);
  self->all = all;
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n_ids);
  if (n_ids > 0)
    g_array_append_vals (self->ids, ids, (guint) n_ids);
  g_array_sort (self->ids, compare_small);
  for (guint i = 0; i < self->ids->len; i++)
    {
      guint32 id = g_array_index (self->ids, guint32, i);

      if (kept == 0 || g_array_index (self->ids, guint32, kept - 1) != id)
        g_array_index (self->ids, guint32, kept++) = id;
    }
  g_array_set_size (self->ids, kept);
  return self;
}

/**
 * rg_chosen_new_ids:
 * @query: what they were chosen from
 * @ids: (array length=n_ids): the rows, in any order, also more than once
 * @n_ids: how many
 *
 * Returns: (transfer full): these rows; a search of @query counts no more
 */
RgChosen *
rg_chosen_new_ids (const RgQuery *query, const guint32 *ids, gsize n_ids)
{
  return chosen_new (query, FALSE, ids, n_ids);
}

/**
 * rg_chosen_new_all_except:
 * @query: what they are chosen from
 * @ids: (array length=n_ids) (nullable): the rows that are left out
 * @n_ids: how many
 *
 * Returns: (transfer full): everything that @query finds when it is asked for,
 *   but not @ids
 */
RgChosen *
rg_chosen_new_all_except (const RgQuery *query, const guint32 *ids, gsize n_ids)
{
  return chosen_new (query, TRUE, ids, n_ids);
}

/**
 * rg_chosen_ref:
 * @self: chosen rows
 *
 * Returns: (transfer full): @self, with one reference more
 */
RgChosen *
rg_chosen_ref (RgChosen *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * rg_chosen_unref:
 * @self: (transfer full): chosen rows
 *
 * From any thread.
 */
void
rg_chosen_unref (RgChosen *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  rg_query_unref (self->query);
  g_array_unref (self->ids);
  g_free (self);
}

/**
 * rg_chosen_get_query:
 * @self: chosen rows
 *
 * Returns: (transfer none): what they were chosen from: the entity and, for an
 *   export, the order
 */
const RgQuery *
rg_chosen_get_query (const RgChosen *self)
{
  return self->query;
}

/**
 * rg_chosen_needs_search:
 * @self: chosen rows
 *
 * Returns: whether a search decides which rows they are. The search tables are
 *   there for readers only: a write has to let a reader ask for the ids, else
 *   it would find pieces of words that the list does not show
 */
gboolean
rg_chosen_needs_search (const RgChosen *self)
{
  return self->all && rg_query_get_search (self->query) != NULL;
}

static gboolean
is_listed (const RgChosen *self, guint32 id)
{
  guint low = 0;
  guint high = self->ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint32 found = g_array_index (self->ids, guint32, middle);

      if (found == id)
        return TRUE;
      if (found < id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/**
 * rg_chosen_ordered:
 * @self: chosen rows
 * @read: a transaction
 * @cancellable: (nullable): a cancellable
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Rows chosen one by one are among them also when a search or a condition does not
 * find them any more.
 *
 * Returns: (element-type guint32) (transfer full): those that are there now, in
 *   the query's order; or %NULL
 */
GArray *
rg_chosen_ordered (const RgChosen *self, RgRead *read, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_copy (self->query);
  GArray *ids;
  guint kept = 0;

  if (!self->all)
    {
      rg_query_set_search (query, NULL);
      rg_query_set_condition (query, NULL);
    }
  ids = rg_query_run (query, read, 0, cancellable, error);
  if (ids == NULL || (self->all && self->ids->len == 0))
    return ids;
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      if (is_listed (self, id) != self->all)
        g_array_index (ids, guint32, kept++) = id;
    }
  g_array_set_size (ids, kept);
  return ids;
}

/* Those of the list that are there. */
static gboolean
read_listed (const RgChosen *self, RgRead *read, GArray *ids, GCancellable *cancellable, GError **error)
{
  const char *table = rg_query_get_entity (self->query);
  g_autofree char *json = rg_sql_short_ids ((const guint32 *) (gpointer) self->ids->data, self->ids->len);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_string_printf (sql, "SELECT t.id FROM json_each (?1) j CROSS JOIN main.\"%s\" t WHERE t.id = j.value",
                   table);
  rg_read_hide_open (read, table, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, json);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
read_found (const RgChosen *self, RgRead *read, GArray *ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ordered = rg_chosen_ordered (self, read, cancellable, error);

  if (ordered == NULL)
    return FALSE;
  for (guint i = 0; i < ordered->len; i++)
    {
      gint64 id = g_array_index (ordered, guint32, i);

      g_array_append_val (ids, id);
    }
  g_array_sort (ids, compare_large);
  return TRUE;
}

/**
 * rg_chosen_ids:
 * @self: chosen rows
 * @read: a transaction; see [func@chosen_needs_search]
 * @cancellable: (nullable): a cancellable
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (element-type gint64) (transfer full): those that are there now,
 *   ascending; or %NULL
 */
GArray *
rg_chosen_ids (const RgChosen *self, RgRead *read, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (
      rg_catalog_find (rg_read_get_catalog (read), rg_query_get_entity (self->query)) != NULL, NULL);
  if (!(self->all ? read_found : read_listed) (self, read, ids, cancellable, error))
    return NULL;
  return g_steal_pointer (&ids);
}
