/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-staff.h"

#include "shop/rg-cells.h"
#include "store/rg-collate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const RgEntity *
staff_entity (RgCatalog *catalog)
{
  return rg_catalog_find (catalog, "staff");
}

/* --- fields that name staff ----------------------------------------------- */

typedef gboolean (*FieldFunc) (const RgEntity *entity, const RgField *field, gpointer data, GError **error);

static gboolean
for_each_field (RgCatalog *catalog, FieldFunc func, gpointer data, GError **error)
{
  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if (g_strcmp0 (field->list, "staff") == 0 && !func (entity, field, data, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- reading -------------------------------------------------------------- */

static gboolean
is_active (const RgRow *row)
{
  return rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "active"))) !=
         0;
}

static int
compare_staff (gconstpointer a, gconstpointer b)
{
  const RgRow *one = *(const RgRow *const *) a;
  const RgRow *other = *(const RgRow *const *) b;
  g_autoptr (GBytes) one_key = NULL, other_key = NULL;
  int order;

  if (is_active (one) != is_active (other))
    return is_active (one) ? -1 : 1;
  one_key = rg_sort_key (rg_row_get_text (one, "name"), NULL);
  other_key = rg_sort_key (rg_row_get_text (other, "name"), NULL);
  order = g_bytes_compare (one_key, other_key);
  return order != 0 ? order : rg_row_get_id (one) < rg_row_get_id (other) ? -1 : 1;
}

/**
 * rg_staff_list:
 * @read: a read transaction
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): those who work here, then those
 *   who did, each in the order of their names' readings
 */
GPtrArray *
rg_staff_list (RgRead *read, GError **error)
{
  const RgEntity *entity = staff_entity (rg_read_get_catalog (read));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_autoptr (GString) sql = g_string_new ("SELECT f.id FROM staff f WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "staff", "f", sql);
  g_string_append (sql, " ORDER BY f.active DESC, f.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgRow *row = rg_row_read (read, entity, rg_statement_get_integer (statement, 0), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  if (step == RG_STEP_ERROR)
    return NULL;
  g_ptr_array_sort (rows, compare_staff);
  return g_steal_pointer (&rows);
}

/**
 * rg_staff_find:
 * @read: a read transaction
 * @name: what somebody is called, or the number
 * @error: return location for an error
 *
 * Returns: (transfer full): the row; %NULL and @error when nobody is called so
 */
RgRow *
rg_staff_find (RgRead *read, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = rg_staff_list (read, error);

  if (rows == NULL)
    return NULL;
  for (guint how = 0; how < 2; how++)
    for (guint i = 0; i < rows->len; i++)
      {
        RgRow *row = g_ptr_array_index (rows, i);
        g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (row));

        if (g_str_equal (how == 0 ? rg_row_get_text (row, "name") : number, name))
          return rg_row_ref (row);
      }
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("Nobody here is called “%s”."), name);
  return NULL;
}

static gboolean
add_names (const RgEntity *entity, const RgField *field, gpointer data, GError **error)
{
  g_string_append_printf (data, "%sSELECT \"%s\" AS name FROM \"%s\" WHERE \"%s\" IS NOT NULL",
                          ((GString *) data)->len > 0 ? " UNION ALL " : "", field->key,
                          rg_entity_get_key (entity), field->key);
  return TRUE;
}

/**
 * rg_staff_unknown:
 * @read: a read transaction
 * @limit: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1): names that rows give as staff
 *   and that are nobody's yet, those that are named most often first
 */
char **
rg_staff_unknown (RgRead *read, guint limit, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *sql = NULL;
  g_autoptr (RgStatement) statement = NULL;

  for_each_field (rg_read_get_catalog (read), add_names, names, NULL);
  sql = g_strdup_printf ("SELECT name FROM (%s) WHERE name NOT IN (SELECT name FROM staff)"
                         " GROUP BY name ORDER BY count (*) DESC, name LIMIT ?1",
                         names->str);
  statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, limit);
  return rg_statement_read_texts (statement, error);
}

/* --- writing -------------------------------------------------------------- */

static gboolean
fill (RgCells *cells, const RgStaffWords *words, GError **error)
{
  return rg_cells_add_text (cells, "name", words->name, error) &&
         rg_cells_add_text (cells, "phone", words->phone, error) &&
         rg_cells_add_text (cells, "region", words->region, error) &&
         rg_cells_add_text (cells, "skills", words->skills, error) &&
         rg_cells_add_text (cells, "notes", words->notes, error);
}

/* The name is free, or @id's own. */
static gboolean
check_name (RgOp *op, const char *name, gint64 id, GError **error)
{
  g_autoptr (RgRow) other = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  other = rg_staff_find (rg_write_as_read (rg_op_get_write (op)), trimmed, NULL);
  if (other == NULL || rg_row_get_id (other) == id || !g_str_equal (rg_row_get_text (other, "name"), trimmed))
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
               _ ("Somebody here is called “%s” already. Add something that tells them apart."), trimmed);
  return FALSE;
}

/**
 * rg_staff_add:
 * @op: the operation of a write
 * @words: who it is
 * @error: return location for an error
 *
 * Returns: the id; 0 and @error when a value is not right or the name is taken
 */
gint64
rg_staff_add (RgOp *op, const RgStaffWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (staff_entity (rg_write_get_catalog (rg_op_get_write (op))));
  RgStaffWords said = *words;

  said.name = said.name != NULL ? said.name : "";
  if (!check_name (op, said.name, 0, error) || !fill (&cells, &said, error))
    return 0;
  rg_cells_add_integer (&cells, "active", TRUE);
  return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
}

typedef struct
{
  RgOp *op;
  const char *old;
  const char *name;
} Renaming;

static gboolean
rename_in (const RgEntity *entity, const RgField *field, gpointer data, GError **error)
{
  const Renaming *renaming = data;
  RgCell cell = { .field = field, .value = { .kind = RG_VALUE_TEXT, .text = (char *) renaming->name } };
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY id",
                                          rg_entity_get_key (entity), field->key);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (renaming->op)), sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, renaming->old);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE &&
         rg_op_update_many (renaming->op, entity, (const gint64 *) (gpointer) ids->data, ids->len, &cell,
                            error);
}

/**
 * rg_staff_change:
 * @op: the operation of a write
 * @id: of somebody
 * @words: what is to be said; a text that is %NULL stays as it is
 * @error: return location for an error
 *
 * Changes what is said of somebody. Another name is written wherever the old one
 * stands; in a large shop that makes the operation a long one.
 *
 * Returns: %FALSE and @error when a value is not right or the name is taken
 */
gboolean
rg_staff_change (RgOp *op, gint64 id, const RgStaffWords *words, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = staff_entity (rg_write_get_catalog (write));
  g_auto (RgCells) cells = RG_CELLS_INIT (entity);
  g_autoptr (RgRow) before = rg_row_read (rg_write_as_read (write), entity, id, error);
  g_autoptr (RgRow) after = NULL;

  if (before == NULL)
    return rg_op_update (op, entity, id, NULL, 0, error) && FALSE;
  if ((words->name != NULL && !check_name (op, words->name, id, error)) || !fill (&cells, words, error) ||
      !rg_op_update (op, entity, id, cells.cells, cells.n, error))
    return FALSE;
  after = rg_row_read (rg_write_as_read (write), entity, id, error);
  if (after == NULL)
    return FALSE;
  if (g_str_equal (rg_row_get_text (before, "name"), rg_row_get_text (after, "name")))
    return TRUE;
  return for_each_field (
      rg_write_get_catalog (write), rename_in,
      &(Renaming) { op, rg_row_get_text (before, "name"), rg_row_get_text (after, "name") }, error);
}

gboolean
rg_staff_set_active (RgOp *op, gint64 id, gboolean active, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (staff_entity (rg_write_get_catalog (rg_op_get_write (op))));

  rg_cells_add_integer (&cells, "active", active != FALSE);
  return rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}
