/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-table.h"

#include "store/rg-collate.h"
#include "store/rg-database-private.h"
#include "store/rg-pinyin.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
table_free (gpointer data)
{
  RgTable *table = data;

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_free (table->columns[i].name);
      rg_value_clear (&table->columns[i].fallback);
    }
  g_free (table->columns);
  g_clear_pointer (&table->by_name, g_hash_table_unref);
  g_free (table->select_sql);
  g_free (table->insert_sql);
  g_free (table->delete_sql);
  g_free (table->span_sql);
  g_free (table);
}

static RgValueKind
kind_of_type (const char *type)
{
  if (g_strcmp0 (type, "INTEGER") == 0)
    return RG_VALUE_INTEGER;
  return g_strcmp0 (type, "REAL") == 0 ? RG_VALUE_REAL : RG_VALUE_TEXT;
}

/* Only literals are used as defaults: 'person', 0, 1.5. */
static void
read_fallback (RgColumn *column, const char *literal)
{
  if (literal == NULL || g_strcmp0 (literal, "NULL") == 0)
    return;
  if (column->kind == RG_VALUE_INTEGER)
    rg_value_set_integer (&column->fallback, g_ascii_strtoll (literal, NULL, 10));
  else if (column->kind == RG_VALUE_REAL)
    rg_value_set_real (&column->fallback, g_ascii_strtod (literal, NULL));
  else if (literal[0] == '\'' && strlen (literal) >= 2)
    rg_value_take_text (&column->fallback, g_strndup (literal + 1, strlen (literal) - 2));
}

/* Times are written by the store, but belong to a row's image. */
static gboolean
is_derived (const RgField *field)
{
  return field != NULL && (field->flags & RG_FIELD_DERIVED) != 0 && !g_str_equal (field->key, "created_at") &&
         !g_str_equal (field->key, "updated_at");
}

static gboolean
load_columns (RgTable *table, RgDatabase *db, const RgEntity *entity, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (RgColumn));
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (
      db, "SELECT name, type, dflt_value FROM pragma_table_info (?) ORDER BY cid", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, table->name);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *name = rg_statement_get_text (statement, 0);
      const RgField *field = rg_entity_find_field (entity, name);
      RgColumn column = { 0 };

      if (g_str_equal (name, "id") || is_derived (field))
        continue;
      column.name = g_strdup (name);
      column.kind = kind_of_type (rg_statement_get_text (statement, 1));
      column.target = field != NULL ? g_intern_string (field->target) : NULL;
      read_fallback (&column, rg_statement_get_text (statement, 2));
      g_array_append_val (columns, column);
      g_hash_table_insert (table->by_name, column.name, GUINT_TO_POINTER (columns->len));
    }
  table->n_columns = columns->len;
  table->columns = (RgColumn *) (gpointer) g_array_free (g_steal_pointer (&columns), FALSE);
  return step == RG_STEP_DONE;
}

static gboolean
load_unique (RgTable *table, RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (db, "SELECT 1 FROM pragma_index_list (?) WHERE \"unique\" LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, table->name);
  step = rg_statement_step (statement, error);
  table->unique = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static void
make_sql (RgTable *table)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  gboolean named = table->name_column >= 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append_printf (names, "%s\"%s\"", i > 0 ? ", " : "", table->columns[i].name);
      g_string_append (marks, ", ?");
    }
  table->select_sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE id = ?", names->str, table->name);
  table->insert_sql =
      g_strdup_printf ("INSERT INTO \"%s\" (id, %s%s) VALUES (?%s%s)", table->name, names->str,
                       named ? ", pinyin, sort_key" : "", marks->str, named ? ", ?, ?" : "");
  table->span_sql = g_strdup_printf ("SELECT id, %s FROM \"%s\" WHERE id BETWEEN ? AND ? ORDER BY id DESC",
                                     names->str, table->name);
  table->delete_sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", table->name);
}

static RgTable *
load_table (RgDatabase *db, const RgEntity *entity, GError **error)
{
  RgTable *table = g_new0 (RgTable, 1);

  table->name = g_intern_string (rg_entity_get_key (entity));
  table->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  if (!load_columns (table, db, entity, error) || !load_unique (table, db, error))
    {
      table_free (table);
      return NULL;
    }
  table->name_column = -1;
  if (rg_entity_find_field (entity, "sort_key") != NULL)
    table->name_column = rg_table_find_column (table, "name");
  table->kind_column = rg_table_find_column (table, "kind");
  table->reading_column = rg_table_find_column (table, "reading");
  table->updated_column = rg_table_find_column (table, "updated_at");
  make_sql (table);
  return table;
}

GHashTable *
rg_tables_load (RgDatabase *db, const RgCatalog *catalog, GError **error)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      RgTable *table = load_table (db, rg_catalog_get_entity (catalog, i), error);

      if (table == NULL)
        return NULL;
      g_hash_table_insert (tables, (gpointer) table->name, table);
    }
  return g_steal_pointer (&tables);
}

int
rg_table_find_column (const RgTable *table, const char *name)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (table->by_name, name)) - 1;
}

gboolean
rg_table_column_names (const RgTable *table, int column)
{
  return table->name_column >= 0 &&
         (column == table->name_column || column == table->kind_column || column == table->reading_column);
}

/* --- images -------------------------------------------------------------- */

RgImage *
rg_image_new (const RgTable *table)
{
  RgImage *image = g_new0 (RgImage, 1);

  image->table = table;
  image->values = g_new0 (RgValue, table->n_columns);
  image->known = g_new0 (guint8, table->n_columns);
  return image;
}

void
rg_image_clear (RgImage *image)
{
  for (guint i = 0; i < image->table->n_columns; i++)
    rg_value_clear (&image->values[i]);
  memset (image->known, 0, image->table->n_columns);
}

void
rg_image_free (RgImage *image)
{
  if (image == NULL)
    return;
  rg_image_clear (image);
  g_free (image->values);
  g_free (image->known);
  g_free (image);
}

void
rg_image_set (RgImage *image, int column, const RgValue *value)
{
  rg_value_copy (value, &image->values[column]);
  image->known[column] = TRUE;
}

gboolean
rg_image_matches (const RgImage *actual, const RgImage *expected, gboolean whole)
{
  for (guint i = 0; i < actual->table->n_columns; i++)
    {
      if (expected->known[i]
              ? !rg_value_equal (&actual->values[i], &expected->values[i])
              : whole && !rg_value_equal (&actual->values[i], &actual->table->columns[i].fallback))
        return FALSE;
    }
  return TRUE;
}

/* --- rows ---------------------------------------------------------------- */

/*< private >
 * rg_image_read_row:
 *
 * A null is known only where its absence would mean something else.
 */
void
rg_image_read_row (RgImage *image, RgStatement *statement, int first)
{
  const RgTable *table = image->table;

  for (guint i = 0; i < table->n_columns; i++)
    {
      rg_statement_get_value (statement, first + (int) i, &image->values[i]);
      image->known[i] =
          image->values[i].kind != RG_VALUE_NULL || table->columns[i].fallback.kind != RG_VALUE_NULL;
    }
}


RgStep
rg_table_read (const RgTable *table, RgDatabase *db, gint64 id, RgImage *image, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, table->select_sql, error);
  RgStep step;

  if (statement == NULL)
    return RG_STEP_ERROR;
  rg_statement_bind_integer (statement, 0, id);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    rg_image_read_row (image, statement, 0);
  return step;
}

static const char *
text_at (const RgImage *image, int column)
{
  return column >= 0 ? rg_value_get_text (&image->values[column]) : NULL;
}

gint64
rg_table_insert (const RgTable *table, RgDatabase *db, gint64 id, const RgImage *image, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, table->insert_sql, error);

  if (statement == NULL)
    return 0;
  if (id != 0)
    rg_statement_bind_integer (statement, 0, id);
  for (guint i = 0; i < table->n_columns; i++)
    rg_statement_bind_static (statement, (int) i + 1,
                              image->known[i] ? &image->values[i] : &table->columns[i].fallback);
  if (table->name_column >= 0)
    rg_table_bind_keys (statement, (int) table->n_columns + 1, text_at (image, table->name_column),
                        text_at (image, table->kind_column), text_at (image, table->reading_column));
  if (!rg_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (db->handle);
}

/* The keys follow from columns of which only some are being written. */
static gboolean
bind_keys_of_row (const RgTable *table,
                  RgDatabase *db,
                  gint64 id,
                  const RgImage *image,
                  RgStatement *statement,
                  int index,
                  GError **error)
{
  g_autoptr (RgImage) row = rg_image_new (table);
  RgStep step = rg_table_read (table, db, id, row, error);

  if (step == RG_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < table->n_columns; i++)
    if (image->known[i] && rg_table_column_names (table, (int) i))
      rg_image_set (row, (int) i, &image->values[i]);
  rg_table_bind_keys (statement, index, text_at (row, table->name_column), text_at (row, table->kind_column),
                      text_at (row, table->reading_column));
  return TRUE;
}

gboolean
rg_table_update (const RgTable *table, RgDatabase *db, gint64 id, const RgImage *image, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  gboolean keys = FALSE;
  int index = 0;

  g_string_append_printf (sql, "UPDATE \"%s\" SET ", table->name);
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!image->known[i])
        continue;
      g_string_append_printf (sql, "%s\"%s\" = ?", index++ > 0 ? ", " : "", table->columns[i].name);
      keys = keys || rg_table_column_names (table, (int) i);
    }
  if (index == 0)
    return TRUE;
  if (keys)
    g_string_append (sql, ", pinyin = ?, sort_key = ?");
  g_string_append (sql, " WHERE id = ?");
  statement = rg_database_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  index = 0;
  for (guint i = 0; i < table->n_columns; i++)
    if (image->known[i])
      rg_statement_bind_static (statement, index++, &image->values[i]);
  if (keys)
    {
      if (!bind_keys_of_row (table, db, id, image, statement, index, error))
        return FALSE;
      index += 2;
    }
  rg_statement_bind_integer (statement, index, id);
  return rg_statement_run (statement, error);
}

gboolean
rg_table_delete (const RgTable *table, RgDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, table->delete_sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  return rg_statement_run (statement, error);
}

/* --- keys of names ------------------------------------------------------- */

void
rg_table_bind_keys (RgStatement *statement,
                    int index,
                    const char *name,
                    const char *kind,
                    const char *reading)
{
  g_auto (RgNameKeys) keys = { 0 };
  gsize size = 0;
  gconstpointer data;

  rg_name_keys (name, g_strcmp0 (kind, "company") == 0, reading, &keys);
  rg_statement_bind_text (statement, index, keys.reading);
  data = keys.sort_key != NULL ? g_bytes_get_data (keys.sort_key, &size) : NULL;
  rg_statement_bind_blob (statement, index + 1, data, size);
}

/* The next rows after @last; 0 when none are left. */
static gboolean
renew_some (RgDatabase *db, gint64 *last, GError **error)
{
  g_autoptr (RgStatement) query = NULL;
  g_autoptr (RgStatement) update = NULL;
  gint64 from = *last;
  RgStep step;

  query = rg_database_prepare (
      db, "SELECT id, name, kind, reading FROM customer WHERE id > ? ORDER BY id LIMIT 20000", error);
  update = query != NULL
               ? rg_database_prepare (db, "UPDATE customer SET pinyin = ?, sort_key = ? WHERE id = ?", error)
               : NULL;
  if (update == NULL)
    return FALSE;
  *last = 0;
  rg_statement_bind_integer (query, 0, from);
  while ((step = rg_statement_step (query, error)) == RG_STEP_ROW)
    {
      *last = rg_statement_get_integer (query, 0);
      rg_table_bind_keys (update, 0, rg_statement_get_text (query, 1), rg_statement_get_text (query, 2),
                          rg_statement_get_text (query, 3));
      rg_statement_bind_integer (update, 2, *last);
      if (!rg_statement_run (update, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
keys_are_current (RgDatabase *db, gboolean *current, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (db, "SELECT value FROM meta WHERE key = 'sort_version'", error);
  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  *current = step == RG_STEP_ROW && g_strcmp0 (rg_statement_get_text (statement, 0), rg_sort_version ()) == 0;
  return step != RG_STEP_ERROR;
}

static gboolean
note_version (RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (db,
                                   "INSERT INTO meta (key, value) VALUES ('sort_version', ?) "
                                   "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                   error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, rg_sort_version ());
  return rg_statement_run (statement, error);
}

/*< private >
 * rg_table_renew_keys:
 *
 * Sort keys of two versions of the collator do not mix. Done in batches, none
 * of them harmful alone; the version is noted with the last.
 */
gboolean
rg_table_renew_keys (RgDatabase *db, GError **error)
{
  gboolean current = FALSE;
  gint64 last = 0;

  if (!keys_are_current (db, &current, error))
    return FALSE;
  while (!current)
    {
      if (!rg_database_begin (db, TRUE, error))
        return FALSE;
      if (!renew_some (db, &last, error) || (last == 0 && !note_version (db, error)) ||
          !rg_database_commit (db, error))
        {
          rg_database_rollback (db);
          return FALSE;
        }
      current = last == 0;
      rg_database_checkpoint (db, FALSE, NULL);
    }
  return TRUE;
}
