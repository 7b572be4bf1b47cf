/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-row.h"

#include "catalog/rg-text.h"
#include "records/rg-row-private.h"
#include "store/rg-sql.h"

#include <string.h>

/* Reading rows: one statement a page, its columns from the catalogue. What has
 * no column is a list that a subquery gathers. */

typedef struct
{
  const char *entity;
  const char *key;
  const char *sql; /* a JSON array, for the row "t" */
} VirtualField;

static const VirtualField virtual_fields[] = {
  { "customer", "tags",
    "(SELECT json_group_array (g.name ORDER BY a.id) FROM customer_tag a JOIN tag g ON g.id = a.tag_id "
    "WHERE a.customer_id = t.id)" },
  { "customer", "phones",
    "(SELECT json_group_array (i.value ORDER BY i.id) FROM identity i "
    "WHERE i.customer_id = t.id AND i.kind = 'phone')" },
};

static const char *
virtual_sql (const RgEntity *entity, const RgField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (virtual_fields); i++)
    if (g_str_equal (virtual_fields[i].entity, rg_entity_get_key (entity)) &&
        g_str_equal (virtual_fields[i].key, field->key))
      return virtual_fields[i].sql;
  return "NULL";
}

/* A number may be counted in whole ones there; who reads it takes its type. */
static void
append_standing (GString *sql, const RgField *field)
{
  if (field->type->storage == RG_VALUE_REAL)
    g_string_append_printf (sql, ", CAST (s.\"%s\" AS REAL)", field->key);
  else
    g_string_append_printf (sql, ", s.\"%s\"", field->key);
}

/* Where the values of customers stand that are made from others: "s". */
static const char *
standing_join (const RgEntity *entity)
{
  return g_str_equal (rg_entity_get_key (entity), "customer")
             ? " LEFT JOIN main.standing s ON s.customer_id = t.id"
             : "";
}

/* "t.id, t.name, …": the id and as many as the entity has fields. */
static void
append_columns (GString *sql, const RgEntity *entity)
{
  g_string_append (sql, "t.id");
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_VIRTUAL) != 0)
        g_string_append_printf (sql, ", %s", virtual_sql (entity, field));
      else if ((field->flags & RG_FIELD_STANDING) != 0)
        append_standing (sql, field);
      else
        g_string_append_printf (sql, ", t.\"%s\"", field->key);
    }
}

/* The customer's first number stands in its row, the others are identities:
 * one list, nothing twice. */
static void
join_phones (RgRow *row)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (row), "phones");
  const char *first = rg_row_get_text (row, "phone");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) further = NULL;
  g_auto (GStrv) list = NULL;
  RgValue *value;

  if (field == NULL)
    return;
  value = rg_row_get_value (row, field->index);
  further = value->kind == RG_VALUE_TEXT ? rg_text_list_from_json (value->text) : NULL;
  if (first != NULL)
    {
      g_hash_table_add (seen, (gpointer) first);
      g_strv_builder_add (builder, first);
    }
  for (guint i = 0; further != NULL && further[i] != NULL; i++)
    if (g_hash_table_add (seen, further[i]))
      g_strv_builder_add (builder, further[i]);
  list = g_strv_builder_end (builder);
  rg_value_take_text (value, rg_text_list_to_json ((const char *const *) list));
}

/* The row at which @statement stands; its columns begin at @first. */
static RgRow *
make_row (RgRead *read, const RgEntity *entity, RgStatement *statement, int first)
{
  RgRow *row = rg_row_new (rg_read_get_catalog (read), entity, rg_statement_get_integer (statement, first));

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    rg_statement_get_value (statement, first + 1 + (int) i, rg_row_get_value (row, i));
  if (g_str_equal (rg_entity_get_key (entity), "customer"))
    join_phones (row);
  return row;
}

/* The entity as this transaction sees it: a caller's may be of an older
 * catalogue, without a column or two. */
static const RgEntity *
entity_of (RgRead *read, const RgEntity *entity)
{
  return rg_catalog_find (rg_read_get_catalog (read), rg_entity_get_key (entity));
}

static void
row_unref_or_null (gpointer row)
{
  if (row != NULL)
    rg_row_unref (row);
}

/**
 * rg_rows_read:
 * @read: a transaction
 * @entity: whose rows
 * @ids: (array length=n_ids): which, in any order
 * @n_ids: how many
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgRow) (transfer full): as many entries as @ids, in
 *   their order, %NULL where there is no such row; or %NULL
 */
GPtrArray *
rg_rows_read (RgRead *read, const RgEntity *entity, const guint32 *ids, gsize n_ids, GError **error)
{
  const RgEntity *own = entity_of (read, entity);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full ((guint) n_ids, row_unref_or_null);
  g_autoptr (GString) sql = g_string_new ("SELECT j.key, ");
  g_autofree char *json = rg_sql_short_ids (ids, n_ids);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_ptr_array_set_size (rows, (int) n_ids);
  append_columns (sql, own);
  g_string_append_printf (sql, " FROM json_each (?1) j CROSS JOIN \"%s\" t ON t.id = j.value%s WHERE 1",
                          rg_entity_get_key (own), standing_join (own));
  rg_read_hide_open (read, rg_entity_get_key (own), "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, json);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 index = rg_statement_get_integer (statement, 0);

      g_return_val_if_fail (index >= 0 && (gsize) index < n_ids, NULL);
      row_unref_or_null (g_ptr_array_index (rows, index));
      g_ptr_array_index (rows, index) = make_row (read, own, statement, 1);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * rg_row_read:
 * @read: a transaction
 * @entity: whose row
 * @id: its id
 * @error: %RG_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the row; %NULL without @error set when
 *   there is none
 */
RgRow *
rg_row_read (RgRead *read, const RgEntity *entity, gint64 id, GError **error)
{
  guint32 small = (guint32) id;
  g_autoptr (GPtrArray) rows = NULL;

  if (id <= 0 || id > G_MAXUINT32)
    return NULL;
  rows = rg_rows_read (read, entity, &small, 1, error);
  return rows != NULL ? g_steal_pointer (&g_ptr_array_index (rows, 0)) : NULL;
}

/**
 * rg_rows_read_of:
 * @read: a transaction
 * @entity: whose rows
 * @key: of a field that points to another row
 * @owner: that row's id
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgRow) (transfer full): the rows that belong to
 *   @owner, by id; or %NULL
 */
GPtrArray *
rg_rows_read_of (RgRead *read, const RgEntity *entity, const char *key, gint64 owner, GError **error)
{
  const RgEntity *own = entity_of (read, entity);
  const RgField *field = rg_entity_find_field (own, key);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  g_return_val_if_fail (field != NULL && rg_field_has_column (field), NULL);
  append_columns (sql, own);
  g_string_append_printf (sql, " FROM \"%s\" t%s WHERE t.\"%s\" = ?1", rg_entity_get_key (own),
                          standing_join (own), field->key);
  rg_read_hide_open (read, rg_entity_get_key (own), "t", sql);
  g_string_append (sql, " ORDER BY t.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, owner);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (rows, make_row (read, own, statement, 0));
  return step == RG_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}
