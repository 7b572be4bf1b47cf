/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-merge-private.h"

#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>

/* What belongs to a customer moves to another. Rows of most tables do so as
 * they are; some would say the same thing twice then. */

static gint64
number_of (const RgRow *row, const char *key)
{
  return rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), key)));
}

static RgCell
number_cell (const RgRow *row, const char *key, gint64 number)
{
  return (RgCell) { .field = rg_entity_find_field (rg_row_get_entity (row), key),
                    .value = { .kind = RG_VALUE_INTEGER, .integer = number } };
}

static gboolean
set_owner (RgMerge *merge, const RgRow *row, GError **error)
{
  RgCell cell = number_cell (row, "customer_id", merge->keep);

  return rg_op_update (merge->op, rg_row_get_entity (row), rg_row_get_id (row), &cell, 1, error);
}

static gboolean
drop (RgMerge *merge, const RgRow *row, GError **error)
{
  return rg_op_delete (merge->op, rg_row_get_entity (row), rg_row_get_id (row), error);
}

static GPtrArray *
rows_of (RgMerge *merge, const RgEntity *entity, const char *key, gint64 owner, GError **error)
{
  return rg_rows_read_of (merge->read, entity, key, owner, error);
}

/* --- most tables ---------------------------------------------------------- */

static gboolean
move_rows (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  g_autoptr (GPtrArray) rows = rows_of (merge, entity, field->key, merge->gone, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgCell cell = { .field = field, .value = { .kind = RG_VALUE_INTEGER, .integer = merge->keep } };

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = rg_row_get_id (g_ptr_array_index (rows, i));

      g_array_append_val (ids, id);
    }
  return rg_op_update_many (merge->op, entity, (const gint64 *) (gpointer) ids->data, ids->len, &cell, error);
}

/* --- identities ----------------------------------------------------------- */

static const RgRow *
find_identity (const GPtrArray *rows, const RgRow *like)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (rg_row_get_text (row, "kind"), rg_row_get_text (like, "kind")) == 0 &&
          g_strcmp0 (rg_row_get_text (row, "value"), rg_row_get_text (like, "value")) == 0)
        return row;
    }
  return NULL;
}

/* Of one that both have, what the one is called is not lost. */
static gboolean
join_labels (RgMerge *merge, const RgRow *kept, const RgRow *other, GError **error)
{
  const char *first = rg_row_get_text (kept, "label");
  const char *second = rg_row_get_text (other, "label");
  g_autofree char *both = NULL;
  RgCell cell = { .field = rg_entity_find_field (rg_row_get_entity (kept), "label") };

  if (second == NULL || g_strcmp0 (first, second) == 0)
    return TRUE;
  both = first != NULL ? g_strdup_printf ("%s / %s", first, second) : g_strdup (second);
  cell.value = (RgValue) { .kind = RG_VALUE_TEXT, .text = both };
  return rg_op_update (merge->op, rg_row_get_entity (kept), rg_row_get_id (kept), &cell, 1, error);
}

/* Whether it is the first phone, WeChat id or e-mail of the one that stays. */
static gboolean
is_first (RgMerge *merge, const RgRow *identity)
{
  const char *kind = rg_row_get_text (identity, "kind");
  const char *first = NULL;

  if (g_str_equal (kind, "phone") || g_str_equal (kind, "wechat") || g_str_equal (kind, "email"))
    first = rg_row_get_text (merge->keep_row, kind);
  return first != NULL && rg_row_get_text (identity, "label") == NULL &&
         rg_people_same_name (first, rg_row_get_text (identity, "value"));
}

static gboolean
move_identities (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  g_autoptr (GPtrArray) kept = rows_of (merge, entity, field->key, merge->keep, error);
  g_autoptr (GPtrArray) rows = kept != NULL ? rows_of (merge, entity, field->key, merge->gone, error) : NULL;
  gboolean good = rows != NULL;

  for (guint i = 0; good && i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);
      const RgRow *same = find_identity (kept, row);

      if (same != NULL)
        good = join_labels (merge, same, row, error) && drop (merge, row, error);
      else
        good = is_first (merge, row) ? drop (merge, row, error) : set_owner (merge, row, error);
    }
  return good;
}

/* --- tags ----------------------------------------------------------------- */

static gboolean
move_tags (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  g_autoptr (GPtrArray) kept = rows_of (merge, entity, field->key, merge->keep, error);
  g_autoptr (GPtrArray) rows = kept != NULL ? rows_of (merge, entity, field->key, merge->gone, error) : NULL;
  gboolean good = rows != NULL;

  for (guint i = 0; good && i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);
      gboolean has = FALSE;

      for (guint j = 0; j < kept->len; j++)
        has = has || number_of (g_ptr_array_index (kept, j), "tag_id") == number_of (row, "tag_id");
      good = has ? drop (merge, row, error) : set_owner (merge, row, error);
    }
  return good;
}

/* --- relations ------------------------------------------------------------ */

static gint64
after (const RgMerge *merge, gint64 id)
{
  return id == merge->gone ? merge->keep : id;
}

/* Whether @b says nothing that @a does not say. */
static gboolean
says_no_more (const RgRow *a, const RgRow *b)
{
  static const char *const keys[] = { "name", "birthday", "notes" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = rg_row_get_text (b, keys[i]);

      if (text != NULL && g_strcmp0 (text, rg_row_get_text (a, keys[i])) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether @rows have the relation that @row will be. */
static gboolean
has_relation (RgMerge *merge, const GPtrArray *rows, const RgRow *row)
{
  gint64 other = after (merge, number_of (row, "other_id"));

  for (guint i = 0; other != 0 && i < rows->len; i++)
    {
      const RgRow *known = g_ptr_array_index (rows, i);

      if (number_of (known, "customer_id") == after (merge, number_of (row, "customer_id")) &&
          number_of (known, "other_id") == other &&
          g_strcmp0 (rg_row_get_text (known, "kind"), rg_row_get_text (row, "kind")) == 0 &&
          says_no_more (known, row))
        return TRUE;
    }
  return FALSE;
}

/* Between the two there is none any more; what was noted about it stays. */
static gboolean
drop_between (RgMerge *merge, const RgRow *row, GError **error)
{
  const char *notes = rg_row_get_text (row, "notes");

  if (notes != NULL)
    rg_merge_take_line (merge, g_strdup (notes));
  return drop (merge, row, error);
}

static gboolean
move_relations (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  g_autoptr (GPtrArray) kept = rows_of (merge, entity, field->key, merge->keep, error);
  g_autoptr (GPtrArray) rows = kept != NULL ? rows_of (merge, entity, field->key, merge->gone, error) : NULL;
  gboolean good = rows != NULL;

  for (guint i = 0; good && i < rows->len; i++)
    {
      const RgRow *row = g_ptr_array_index (rows, i);
      RgCell cell = number_cell (row, field->key, merge->keep);

      if (after (merge, number_of (row, "customer_id")) == after (merge, number_of (row, "other_id")))
        good = drop_between (merge, row, error);
      else if (has_relation (merge, kept, row))
        good = drop (merge, row, error);
      else
        good = rg_op_update (merge->op, entity, rg_row_get_id (row), &cell, 1, error);
    }
  return good;
}

/* --- pairs that are not the same ------------------------------------------ */

static gboolean
find_pair (RgMerge *merge, gint64 first, gint64 second, gboolean *there, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (merge->read),
                           "SELECT 1 FROM not_same WHERE first_id = ?1 AND second_id = ?2", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  rg_statement_bind_integer (statement, 1, second);
  step = rg_statement_step (statement, error);
  *there = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
move_pair (RgMerge *merge, const RgRow *row, GError **error)
{
  gint64 one = after (merge, number_of (row, "first_id"));
  gint64 other = after (merge, number_of (row, "second_id"));
  RgCell cells[] = { number_cell (row, "first_id", MIN (one, other)),
                     number_cell (row, "second_id", MAX (one, other)) };
  gboolean there = one == other;

  if (!there && !find_pair (merge, MIN (one, other), MAX (one, other), &there, error))
    return FALSE;
  if (there)
    return drop (merge, row, error);
  return rg_op_update (merge->op, rg_row_get_entity (row), rg_row_get_id (row), cells, G_N_ELEMENTS (cells),
                       error);
}

static gboolean
move_pairs (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  g_autoptr (GPtrArray) rows = rows_of (merge, entity, field->key, merge->gone, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!move_pair (merge, g_ptr_array_index (rows, i), error))
      return FALSE;
  return rows != NULL;
}

/* --- all ------------------------------------------------------------------ */

typedef struct
{
  const char *entity;
  gboolean (*move) (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error);
} Mover;

static const Mover movers[] = {
  { "identity", move_identities },
  { "customer_tag", move_tags },
  { "relation", move_relations },
  { "not_same", move_pairs },
};

static gboolean
move_field (RgMerge *merge, const RgEntity *entity, const RgField *field, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (movers); i++)
    if (g_str_equal (movers[i].entity, rg_entity_get_key (entity)))
      return movers[i].move (merge, entity, field, error);
  return move_rows (merge, entity, field, error);
}

/*< private >
 * rg_merge_move:
 *
 * Every field of every entity that refers to a customer.
 */
gboolean
rg_merge_move (RgMerge *merge, GError **error)
{
  for (guint i = 0; i < rg_catalog_get_n_entities (merge->catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (merge->catalog, i);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if (field->type == &rg_type_ref && g_strcmp0 (field->target, "customer") == 0 &&
              !move_field (merge, entity, field, error))
            return FALSE;
        }
    }
  return TRUE;
}
