/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-query.h"

#include "records/rg-query-private.h"
#include "store/rg-search.h"
#include "store/rg-sql.h"

#include <string.h>

/* A query as SQL. The rows with a value come first, in its order, then those
 * without one, by id: two statements, so that an index on the column gives the
 * order, also one that leaves out nulls. Ties go by id in the sort's own
 * direction, which is how an index lies. */

#define ROWS_PER_LOOK 4096

/* Found rows are either sorted by themselves, about 2 µs each, or the whole
 * order is walked and each row looked up in a map of bits: about 0.1 µs with
 * an index, 0.5 µs without. */
#define SORT_COST 20
#define SORT_COST_UNINDEXED 4

/* For a page of rows the order is walked and the condition asked of each; when
 * so many did not fill it, few are meant, and those are looked for instead. */
#define MOST_WALKED 20000

typedef struct
{
  const RgQuery *query;
  RgRead *read;
  GCancellable *cancellable;
  gsize limit;
  const char *column; /* to sort by; NULL: by id */
  gboolean standing;  /* the column is one of how customers stand */
  const RgField *ref; /* (nullable): the column is one of the row that this points to */
  gboolean descending;
  GArray *found;  /* (nullable): what the search found */
  char *list;     /* (nullable): the same as JSON: only these are read */
  guint64 *marks; /* (nullable): the same as bits: others are passed over */
  gsize n_marks;
  RgQueryText text;   /* for entities without search tables */
  GString *condition; /* (nullable): as SQL */
  gboolean walked;    /* the order is walked and the condition asked row by row */
  GArray *ids;
} Run;

/* What points to a stage or to a customer is ordered by those, not by their numbers.
 * (nullable) */
static const RgField *
sort_ref (const RgQuery *query, const RgEntity *entity)
{
  const RgField *field = query->sort != NULL ? rg_entity_find_field (entity, query->sort) : NULL;

  return field != NULL && field->type == &rg_type_ref &&
                 (g_strcmp0 (field->target, "stage") == 0 || g_strcmp0 (field->target, "customer") == 0)
             ? field
             : NULL;
}

/* The column for the sort field. Names go by how they sound. */
static const char *
sort_column (const RgQuery *query, const RgEntity *entity)
{
  const RgField *field = query->sort != NULL ? rg_entity_find_field (entity, query->sort) : NULL;
  const RgField *by_sound = rg_entity_find_field (entity, "sort_key");
  const RgField *ref = sort_ref (query, entity);

  if (ref != NULL)
    return g_str_equal (ref->target, "stage") ? "position" : "sort_key";
  if (field != NULL && g_str_equal (field->key, "name") && by_sound != NULL)
    return by_sound->key;
  if (field != NULL && (field->flags & RG_FIELD_VIRTUAL) == 0)
    return field->key;
  if (by_sound != NULL)
    return by_sound->key;
  field = rg_entity_find_field (entity, "name");
  return field != NULL ? field->key : NULL;
}

/* Whether the order is by how customers stand, which is in a table of its own. */
static gboolean
is_standing (const RgQuery *query, const RgEntity *entity)
{
  const RgField *field = query->sort != NULL ? rg_entity_find_field (entity, query->sort) : NULL;

  return field != NULL && (field->flags & RG_FIELD_STANDING) != 0;
}

/* Whether an index begins with @column; by id there is always one. */
static gboolean
has_index (RgRead *read, const char *table, const char *column)
{
  g_autoptr (RgStatement) statement = NULL;

  if (column == NULL)
    return TRUE;
  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT 1 FROM pragma_index_list (?1) l, pragma_index_info (l.name) i "
                                   "WHERE i.seqno = 0 AND i.name = ?2",
                                   NULL);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, table);
  rg_statement_bind_text (statement, 1, column);
  return rg_statement_step (statement, NULL) == RG_STEP_ROW;
}

/* --- what is looked for --------------------------------------------------- */

static void
mark_found (Run *run)
{
  const GArray *found = run->found;
  guint32 largest = found->len > 0 ? g_array_index (found, guint32, found->len - 1) : 0;

  run->n_marks = (gsize) largest / 64 + 1;
  run->marks = g_new0 (guint64, run->n_marks);
  for (guint i = 0; i < found->len; i++)
    {
      guint32 id = g_array_index (found, guint32, i);

      run->marks[id / 64] |= G_GUINT64_CONSTANT (1) << (id % 64);
    }
}

static gboolean
is_marked (const Run *run, gint64 id)
{
  gsize word = (gsize) id / 64;

  return run->marks == NULL || (word < run->n_marks && (run->marks[word] >> (id % 64) & 1) != 0);
}

static gboolean
largest_id (RgRead *read, const char *table, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (max (id), 0) FROM main.\"%s\"", table);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL || rg_statement_step (statement, error) == RG_STEP_ERROR)
    return FALSE;
  *id = rg_statement_get_integer (statement, 0);
  return TRUE;
}

/* Decides how the order is brought into what was found. */
static gboolean
prepare_found (Run *run, const RgEntity *entity, GError **error)
{
  const char *table = rg_entity_get_key (entity);
  gint64 total = 0;
  gsize cost;

  if (!largest_id (run->read, table, &total, error))
    return FALSE;
  cost = run->ref == NULL && has_index (run->read, run->standing ? "standing" : table, run->column)
             ? SORT_COST
             : SORT_COST_UNINDEXED;
  g_clear_pointer (&run->list, g_free);
  g_clear_pointer (&run->marks, g_free);
  if ((gsize) run->found->len * cost < (gsize) total || run->found->len < 1000)
    run->list = rg_sql_short_ids ((const guint32 *) (gpointer) run->found->data, run->found->len);
  else
    mark_found (run);
  return TRUE;
}

static gboolean
search (Run *run, const RgEntity *entity, GError **error)
{
  run->found = rg_search_customers (run->read, run->query->search, run->cancellable, error);
  return run->found != NULL && (run->found->len == 0 || prepare_found (run, entity, error));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

static void
bind (const Run *run, RgStatement *statement)
{
  if (run->list != NULL)
    rg_statement_bind_text (statement, 0, run->list);
  rg_query_text_bind (&run->text, statement);
}

/* Every row that the condition holds for, among those that were searched, in
 * the order of ids: their rows and those of their timeline lie side by side. */
static gboolean
find_by_condition (Run *run, const RgEntity *entity, GError **error)
{
  const char *table = rg_entity_get_key (entity);
  g_autoptr (GString) sql = g_string_new ("SELECT t.id FROM ");
  g_autoptr (RgStatement) statement = NULL;
  GArray *met = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean sorted = TRUE;
  RgStep step = RG_STEP_ERROR;

  if (run->list != NULL)
    g_string_append (sql, "json_each (?1) j CROSS JOIN ");
  g_string_append_printf (sql, "main.\"%s\" t WHERE %s", table,
                          run->list != NULL ? "t.id = j.value AND " : "");
  g_string_append_len (sql, run->condition->str, (gssize) run->condition->len);
  rg_query_text_append (&run->text, sql);
  rg_read_hide_open (run->read, table, "t", sql);
  statement = rg_database_prepare (rg_read_get_database (run->read), sql->str, error);
  if (statement != NULL)
    bind (run, statement);
  while (statement != NULL && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);
      guint32 small = (guint32) id;

      if (!is_marked (run, id))
        continue;
      sorted = sorted && (met->len == 0 || g_array_index (met, guint32, met->len - 1) < small);
      g_array_append_val (met, small);
      if (met->len % ROWS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (run->cancellable, error))
        step = RG_STEP_ERROR;
      if (step == RG_STEP_ERROR)
        break;
    }
  if (!sorted)
    g_array_sort (met, compare_ids);
  g_clear_pointer (&run->found, g_array_unref);
  run->found = met;
  return step != RG_STEP_ERROR && (met->len == 0 || prepare_found (run, entity, error));
}

static gboolean
read_condition (Run *run, const RgEntity *entity, GError **error)
{
  if (run->query->condition == NULL)
    return TRUE;
  run->condition = g_string_new ("(");
  if (!rg_condition_append_sql (run->query->condition, run->read, rg_entity_get_key (entity), run->condition,
                                error))
    return FALSE;
  g_string_append_c (run->condition, ')');
  return TRUE;
}

/* --- the order ------------------------------------------------------------ */

/* Rows with a value, or those without. A customer without a name has a sort key
 * all the same, beginning with the last letter of all. */
static void
append_part (GString *sql, const char *alias, const char *column, gboolean nulls)
{
  if (g_str_equal (column, "sort_key"))
    g_string_append_printf (
        sql, nulls ? " AND (%s.sort_key >= x'7d' OR %s.sort_key IS NULL)" : " AND %s.sort_key < x'7d'", alias,
        alias);
  else
    g_string_append_printf (sql, " AND %s.\"%s\" IS %s", alias, column, nulls ? "NULL" : "NOT NULL");
}

static char *
make_sql (Run *run, const RgEntity *entity, gboolean nulls)
{
  const char *table = rg_entity_get_key (entity);
  const char *alias = run->ref != NULL ? "r" : run->standing ? "s" : "t";
  const char *direction = run->descending ? "DESC" : "ASC";
  GString *sql = g_string_new ("SELECT t.id");

  if (run->walked)
    g_string_append_printf (sql, ", %s", run->condition->str);
  g_string_append (sql, " FROM ");
  if (run->list != NULL)
    g_string_append_printf (sql, "json_each (?1) j CROSS JOIN main.\"%s\" t", table);
  else
    g_string_append_printf (sql, "main.\"%s\" t", table);
  if (run->standing)
    g_string_append_printf (sql, "%s JOIN main.standing s ON s.customer_id = t.id", nulls ? " LEFT" : "");
  if (run->ref != NULL)
    g_string_append_printf (sql, " LEFT JOIN main.\"%s\" r ON r.id = t.\"%s\"", run->ref->target,
                            run->ref->key);
  g_string_append (sql, run->list != NULL ? " WHERE t.id = j.value" : " WHERE 1");
  rg_query_text_append (&run->text, sql);
  if (run->column != NULL)
    append_part (sql, alias, run->column, nulls);
  rg_read_hide_open (run->read, table, "t", sql);
  g_string_append (sql, " ORDER BY ");
  if (run->column != NULL && !nulls)
    g_string_append_printf (sql, "%s.\"%s\" %s, ", alias, run->column, direction);
  g_string_append_printf (sql, "t.id %s", direction);
  return g_string_free_and_steal (sql);
}

static gboolean
is_full (const Run *run)
{
  return run->limit > 0 && run->ids->len >= run->limit;
}

/* The condition is asked beside the row instead of behind WHERE, so that rows
 * which it does not hold for are counted too. */
static gboolean
walk_order (Run *run, const RgEntity *entity, gboolean *enough, GError **error)
{
  guint walked = 0;

  *enough = FALSE;
  run->walked = TRUE;
  for (int nulls = 0; nulls <= (run->column != NULL ? 1 : 0) && !is_full (run) && walked < MOST_WALKED;
       nulls++)
    {
      g_autofree char *sql = make_sql (run, entity, nulls != 0);
      g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
      RgStep step = RG_STEP_DONE;

      if (statement == NULL)
        return FALSE;
      while (!is_full (run) && walked < MOST_WALKED &&
             (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
        {
          guint32 small = (guint32) rg_statement_get_integer (statement, 0);

          if (rg_statement_get_integer (statement, 1) != 0)
            g_array_append_val (run->ids, small);
          if (++walked % ROWS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (run->cancellable, error))
            return FALSE;
        }
      if (step == RG_STEP_ERROR)
        return FALSE;
    }
  run->walked = FALSE;
  *enough = is_full (run) || walked < MOST_WALKED;
  if (!*enough)
    g_array_set_size (run->ids, 0);
  return TRUE;
}

static gboolean
read_ids (Run *run, const RgEntity *entity, gboolean nulls, GError **error)
{
  g_autofree char *sql = make_sql (run, entity, nulls);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
  guint until_look = ROWS_PER_LOOK;
  RgStep step = RG_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  bind (run, statement);
  while (!is_full (run) && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);
      guint32 small = (guint32) id;

      if (is_marked (run, id))
        g_array_append_val (run->ids, small);
      if (--until_look == 0)
        {
          if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
            return FALSE;
          until_look = ROWS_PER_LOOK;
        }
    }
  return step != RG_STEP_ERROR;
}

static gboolean
run_query (Run *run, const RgEntity *entity, GError **error)
{
  gboolean customers = g_str_equal (rg_entity_get_key (entity), "customer");
  gboolean enough = FALSE;

  if (!read_condition (run, entity, error))
    return FALSE;
  if (run->query->search != NULL && !(customers ? search (run, entity, error)
                                                : rg_query_text_read (&run->text, entity, run->query->search,
                                                                      run->read, run->cancellable, error)))
    return FALSE;
  if (run->found != NULL && run->found->len == 0)
    return TRUE;
  if (run->condition != NULL && run->limit > 0 && rg_query_is_quick (run->query, run->read) &&
      !walk_order (run, entity, &enough, error))
    return FALSE;
  if (enough)
    return TRUE;
  if (run->condition != NULL && !find_by_condition (run, entity, error))
    return FALSE;
  if (run->found != NULL && run->found->len == 0)
    return TRUE;
  /* What the condition found was searched too. */
  if (run->condition != NULL)
    rg_query_text_clear (&run->text);
  return read_ids (run, entity, FALSE, error) &&
         (run->column == NULL || is_full (run) || read_ids (run, entity, TRUE, error));
}

/*< private >
 * rg_query_is_quick:
 * @query: a query
 * @read: a transaction
 *
 * Returns: whether its first rows come much sooner than all of them, because
 *   they need not be looked for nor sorted
 */
gboolean
rg_query_is_quick (const RgQuery *query, RgRead *read)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), query->entity);
  const char *column = sort_column (query, entity);

  return query->search == NULL && sort_ref (query, entity) == NULL &&
         (column == NULL ||
          has_index (read, is_standing (query, entity) ? "standing" : query->entity, column));
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->found, g_array_unref);
  g_clear_pointer (&run->list, g_free);
  g_clear_pointer (&run->marks, g_free);
  rg_query_text_clear (&run->text);
  if (run->condition != NULL)
    g_string_free (g_steal_pointer (&run->condition), TRUE);
}

/**
 * rg_query_run:
 * @query: a query
 * @read: a transaction
 * @limit: how many ids at most; 0 for all
 * @cancellable: (nullable): a cancellable
 * @error: %RG_STORE_ERROR, %RG_CONDITION_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (element-type guint32) (transfer full): the ids in the query's
 *   order, each once; or %NULL
 */
GArray *
rg_query_run (const RgQuery *query, RgRead *read, gsize limit, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), query->entity);
  Run run = { query, read, cancellable, limit };
  gboolean good;

  g_return_val_if_fail (entity != NULL, NULL);
  run.column = sort_column (query, entity);
  run.standing = is_standing (query, entity);
  run.ref = sort_ref (query, entity);
  run.descending = query->descending;
  run.ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  good = run_query (&run, entity, error);
  run_clear (&run);
  if (good)
    return run.ids;
  g_array_unref (run.ids);
  return NULL;
}

static GString *
make_count (const Run *run, const char *table, const char *how)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT count (*) FROM main.\"%s\" t %s WHERE %s", table, how,
                   run->condition != NULL ? run->condition->str : "1");
  rg_read_hide_open (run->read, table, "t", sql);
  return sql;
}

/* Whether SQLite would go through a small index of the whole table only because
 * it is small, and ask of other tables for each row: in the order of that index
 * these lie anywhere, and a million customers take six times as long as in the
 * order of their ids. */
static gboolean
wanders (const Run *run, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (run->read), explain, NULL);

  return statement != NULL && rg_statement_step (statement, NULL) == RG_STEP_ROW &&
         g_str_has_prefix (rg_statement_get_text (statement, 3), "SCAN t USING COVERING INDEX") &&
         rg_statement_step (statement, NULL) == RG_STEP_ROW;
}

/* One statement counts where nothing is searched. */
static gboolean
count_rows (const Run *run, const RgEntity *entity, gint64 *n, GError **error)
{
  const char *table = rg_entity_get_key (entity);
  g_autoptr (GString) sql = make_count (run, table, "");
  g_autoptr (RgStatement) statement = NULL;

  if (run->condition != NULL && wanders (run, sql->str))
    {
      g_string_free (sql, TRUE);
      sql = make_count (run, table, "NOT INDEXED");
    }
  statement = rg_database_prepare (rg_read_get_database (run->read), sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = rg_statement_get_integer (statement, 0);
  return TRUE;
}

/**
 * rg_query_count:
 * @query: a query
 * @read: a transaction
 * @cancellable: (nullable): a cancellable
 * @n: (out): how many rows it finds
 * @error: %RG_STORE_ERROR, %RG_CONDITION_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE and @error when it could not be told
 */
gboolean
rg_query_count (const RgQuery *query, RgRead *read, GCancellable *cancellable, gint64 *n, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), query->entity);
  Run run = { .query = query, .read = read, .cancellable = cancellable };
  g_autoptr (GArray) ids = NULL;
  gboolean good;

  g_return_val_if_fail (entity != NULL, FALSE);
  if (query->search != NULL)
    {
      ids = rg_query_run (query, read, 0, cancellable, error);
      *n = ids != NULL ? (gint64) ids->len : 0;
      return ids != NULL;
    }
  good = read_condition (&run, entity, error) && count_rows (&run, entity, n, error);
  run_clear (&run);
  return good;
}

/**
 * rg_query_sum:
 * @query: a query; of customers, one without a search text
 * @read: a transaction
 * @key: of a field of whole numbers
 * @cancellable: (nullable): a cancellable
 * @sum: (out): what the rows that it finds come to; 0 where none of them has a value
 * @error: %RG_STORE_ERROR, %RG_CONDITION_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE and @error when it could not be told
 */
gboolean
rg_query_sum (const RgQuery *query,
              RgRead *read,
              const char *key,
              GCancellable *cancellable,
              gint64 *sum,
              GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), query->entity);
  Run run = { .query = query, .read = read, .cancellable = cancellable };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  gboolean good = FALSE;

  g_return_val_if_fail (entity != NULL && rg_entity_find_field (entity, key) != NULL, FALSE);
  g_return_val_if_fail (query->search == NULL || !g_str_equal (query->entity, "customer"), FALSE);
  if (read_condition (&run, entity, error) &&
      rg_query_text_read (&run.text, entity, query->search, read, cancellable, error))
    {
      /* Most rows are met in most cases: in the order of an index they would lie anywhere. */
      g_string_printf (sql, "SELECT sum (t.\"%s\") FROM main.\"%s\" t NOT INDEXED WHERE %s", key,
                       query->entity, run.condition != NULL ? run.condition->str : "1");
      rg_query_text_append (&run.text, sql);
      rg_read_hide_open (read, query->entity, "t", sql);
      statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
    }
  if (statement != NULL)
    {
      bind (&run, statement);
      good = rg_statement_step (statement, error) == RG_STEP_ROW;
      *sum = good ? rg_statement_get_integer (statement, 0) : 0;
    }
  run_clear (&run);
  return good;
}
