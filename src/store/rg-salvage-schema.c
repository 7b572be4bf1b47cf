/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage-private.h"

#include "store/rg-own-fields.h"

#include <string.h>

/* Which tables the damaged file has, where they begin and what their columns
 * are. What it does not tell any more is as in a new shop. */

static void
column_free (gpointer data)
{
  RgSalvageColumn *column = data;

  g_free (column->name);
  g_free (column->type);
  g_free (column);
}

void
rg_salvage_source_free (RgSalvageSource *source)
{
  g_free (source->name);
  g_ptr_array_unref (source->columns);
  g_array_unref (source->indexes);
  g_clear_pointer (&source->known, g_hash_table_unref);
  g_free (source);
}

static RgSalvageSource *
source_new (const char *name)
{
  RgSalvageSource *source = g_new0 (RgSalvageSource, 1);

  source->name = g_strdup (name);
  source->columns = g_ptr_array_new_with_free_func (column_free);
  source->indexes = g_array_new (FALSE, FALSE, sizeof (guint32));
  return source;
}

RgSalvageSource *
rg_salvage_find (RgSalvage *self, const char *name)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (g_str_equal (source->name, name))
        return source;
    }
  return NULL;
}

/* Our tables, in the new shop's order: what others point to first. */
/* How customers stand is not brought along: it is worked out anew. */
static gboolean
list_tables (RgSalvage *self, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (self->db,
                                   "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN "
                                   "('standing', 'life_move') ORDER BY rowid",
                                   error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (self->sources, source_new (rg_statement_get_text (statement, 0)));
  return step == RG_STEP_DONE;
}

static char *
dup_text (const RgCellValue *value)
{
  if (value->type != 't' || !g_utf8_validate_len ((const char *) value->data, value->size, NULL))
    return NULL;
  return g_strndup ((const char *) value->data, value->size);
}

static gboolean
read_columns (RgDatabase *db, const char *table, GPtrArray *columns, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT name, type, \"notnull\" FROM pragma_table_info (?1)", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, table);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgSalvageColumn *column = g_new0 (RgSalvageColumn, 1);

      column->name = g_strdup (rg_statement_get_text (statement, 0));
      column->type = g_strdup (rg_statement_get_text (statement, 1));
      column->needed = rg_statement_get_integer (statement, 2) != 0;
      g_ptr_array_add (columns, column);
    }
  return step == RG_STEP_DONE;
}

/* What a definition says, asked of SQLite on an empty database in memory. */
static void
read_definition (RgSalvageSource *source, const char *sql)
{
  g_autoptr (RgDatabase) db = NULL;

  if (!g_str_has_prefix (sql, "CREATE TABLE ") || strchr (sql, ';') != NULL)
    return;
  db = rg_database_open_flags (":memory:", RG_OPEN_WRITE | RG_OPEN_CREATE | RG_OPEN_BARE, NULL);
  if (db == NULL || !rg_database_exec (db, sql, NULL))
    return;
  g_ptr_array_set_size (source->columns, 0);
  read_columns (db, source->name, source->columns, NULL);
}

static gboolean
schema_cb (gint64 id, const RgCellValue *values, guint n, gpointer data)
{
  RgSalvage *self = data;
  g_autofree char *type = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sql = NULL;
  RgSalvageSource *source;
  guint32 root;

  if (n != 5 || values[3].type != 'i')
    return TRUE;
  type = dup_text (&values[0]);
  name = dup_text (&values[2]);
  sql = dup_text (&values[4]);
  source = name != NULL ? rg_salvage_find (self, name) : NULL;
  if (type == NULL || source == NULL || values[3].integer < 2 ||
      values[3].integer > rg_pages_get_n (self->pages))
    return TRUE;
  root = (guint32) values[3].integer;
  if (g_str_equal (type, "table"))
    {
      source->root = root;
      if (sql != NULL)
        read_definition (source, sql);
    }
  else if (g_str_equal (type, "index") && (sql == NULL || strstr (sql, " WHERE ") == NULL))
    g_array_append_val (source->indexes, root);
  return TRUE;
}

gboolean
rg_salvage_read_schema (RgSalvage *self, GError **error)
{
  RgPageTrouble trouble = { 0 };

  if (!list_tables (self, error))
    return FALSE;
  rg_pages_walk_table (self->pages, 1, &trouble, schema_cb, self);
  if (trouble.pages == 0 && trouble.cells == 0)
    return TRUE;
  /* Its pages may be there without the first one, which leads to them. */
  rg_pages_walk_lost (self->pages, schema_cb, self);
  rg_pages_forget (self->pages);
  return TRUE;
}

/* --- columns ---------------------------------------------------------------- */

static gboolean
has_column (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((RgSalvageColumn *) g_ptr_array_index (columns, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_own_name (const char *name)
{
  return name[0] == 'x' && name[1] != '\0' && strspn (name + 1, "0123456789") == strlen (name + 1);
}

static gboolean
add_column (RgSalvage *self, const char *table, const RgSalvageColumn *column, GError **error)
{
  static const char *const types[] = { "TEXT", "INTEGER", "REAL", NULL };
  g_autofree char *sql = NULL;

  if (!is_own_name (column->name) || !g_strv_contains (types, column->type))
    return TRUE;
  sql = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN %s %s", table, column->name, column->type);
  return rg_database_exec (self->db, sql, error);
}

static void
copy_column (RgSalvageColumn *column, const RgSalvageColumn *from)
{
  g_set_str (&column->name, from->name);
  g_set_str (&column->type, from->type);
  column->needed = from->needed;
}

/* A name that the new table does not know, where it has one that the old one does
 * not, lost a letter. FALSE when a name cannot be explained. */
static gboolean
mend_names (GPtrArray *columns, GPtrArray *here)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RgSalvageColumn *column = g_ptr_array_index (columns, i);
      const RgSalvageColumn *meant = i < here->len ? g_ptr_array_index (here, i) : NULL;

      if (has_column (here, column->name))
        continue;
      if (meant != NULL && !has_column (columns, meant->name))
        copy_column (column, meant);
      else if (!is_own_name (column->name))
        return FALSE;
    }
  return TRUE;
}

/* Columns as they lie in the old file, by the names that they have in the new. */
static gboolean
settle_columns (RgSalvage *self, RgSalvageSource *source, GError **error)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new_with_free_func (column_free);

  if (!read_columns (self->db, source->name, here, error))
    return FALSE;
  if (source->columns->len == 0 || !mend_names (source->columns, here))
    {
      g_ptr_array_unref (source->columns);
      source->columns = g_steal_pointer (&here);
      return TRUE;
    }
  for (guint i = 0; i < source->columns->len; i++)
    {
      const RgSalvageColumn *column = g_ptr_array_index (source->columns, i);

      if (!has_column (here, column->name) && !add_column (self, source->name, column, error))
        return FALSE;
    }
  return TRUE;
}

/*< private >
 * rg_salvage_take_own_columns:
 *
 * For the own fields' rows themselves, which come first.
 */
gboolean
rg_salvage_take_own_columns (RgSalvage *self, RgSalvageSource *own, GError **error)
{
  if (!settle_columns (self, own, error))
    return FALSE;
  own->n_least = own->columns->len;
  return TRUE;
}

/*< private >
 * rg_salvage_take_columns:
 *
 * Once the own fields' rows are there: the new shop's tables get the columns
 * that the old ones have, and every source knows its own.
 */
gboolean
rg_salvage_take_columns (RgSalvage *self, GError **error)
{
  if (!rg_own_fields_ensure_columns (self->db, error))
    return FALSE;
  for (guint i = 0; i < self->sources->len; i++)
    {
      RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (!settle_columns (self, source, error))
        return FALSE;
      source->n_least = 0;
      for (guint j = 0; j < source->columns->len; j++)
        source->n_least += !is_own_name (((RgSalvageColumn *) g_ptr_array_index (source->columns, j))->name);
    }
  return TRUE;
}
