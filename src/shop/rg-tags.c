/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tags.h"

#include "catalog/rg-text.h"

#include <string.h>

/* Asks @sql with two numbers for one number; 0 when there is none. */
static gboolean
ask_pair (RgDatabase *db, const char *sql, gint64 first, gint64 second, gint64 *answer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  RgStep step;

  *answer = 0;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  rg_statement_bind_integer (statement, 1, second);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *answer = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

static gboolean
find_tag (RgDatabase *db, const char *name, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  *id = 0;
  statement = rg_database_prepare (db,
                                   "SELECT id FROM tag WHERE name = ?1"
                                   " ORDER BY parent_id IS NOT NULL, id LIMIT 1",
                                   error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, name);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *id = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

/**
 * rg_tags_ensure:
 * @op: the operation of a write
 * @name: a tag's name; blanks around it do not count
 * @error: return location for an error
 *
 * Returns: the id of the tag of that name, one without a family before others;
 *   it is made when there is none. 0 and @error on failure
 */
gint64
rg_tags_ensure (RgOp *op, const char *name, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  g_autofree char *trimmed = rg_text_trim (name);
  RgCell cell = { .field = rg_entity_find_field (tag, "name"),
                  .value = { .kind = RG_VALUE_TEXT, .text = trimmed } };
  gint64 id;

  if (!find_tag (rg_write_get_database (write), trimmed, &id, error))
    return 0;
  return id != 0 ? id : rg_op_insert (op, tag, &cell, 1, error);
}

/**
 * rg_tags_assign:
 * @op: the operation of a write
 * @customer_id: who gets it
 * @tag_id: what
 * @cause: (nullable): what gave it
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be written; a customer who has
 *   the tag already keeps it as it is
 */
gboolean
rg_tags_assign (RgOp *op, gint64 customer_id, gint64 tag_id, const char *cause, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");
  RgCell cells[] = {
    { .field = rg_entity_find_field (entity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = customer_id } },
    { .field = rg_entity_find_field (entity, "tag_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = tag_id } },
    { .field = rg_entity_find_field (entity, "cause"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) cause } },
  };
  gint64 id;

  if (!ask_pair (rg_write_get_database (write),
                 "SELECT id FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", customer_id, tag_id,
                 &id, error))
    return FALSE;
  return id != 0 || rg_op_insert (op, entity, cells, cause != NULL ? 3 : 2, error) != 0;
}

/**
 * rg_tags_remove:
 * @op: the operation of a write
 * @customer_id: who loses it
 * @tag_id: what
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_tags_remove (RgOp *op, gint64 customer_id, gint64 tag_id, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer_tag");
  gint64 id;

  if (!ask_pair (rg_write_get_database (write),
                 "SELECT id FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", customer_id, tag_id,
                 &id, error))
    return FALSE;
  return id == 0 || rg_op_delete (op, entity, id, error);
}

/**
 * rg_tags_of:
 * @read: a read transaction
 * @customer_id: whose
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the names of
 *   the customer's tags in the order in which they were given; %NULL on error
 */
char **
rg_tags_of (RgRead *read, gint64 customer_id, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT t.name FROM customer_tag c JOIN tag t ON t.id = c.tag_id"
                                   " WHERE c.customer_id = ?1 ORDER BY c.id",
                                   error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, customer_id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_strv_builder_add (builder, rg_statement_get_text (statement, 0));
  if (step == RG_STEP_ERROR)
    return NULL;
  return g_strv_builder_end (builder);
}

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == 0xff1b || c == ',' || c == 0xff0c || c == 0x3001 || c == '|' || c == 0xff5c ||
         c == '\n' || c == '\r' || c == '\t';
}

static void
take_tag (GPtrArray *tags, GString *current)
{
  g_autofree char *name = rg_text_trim (current->str);

  g_string_truncate (current, 0);
  if (*name != '\0' && !g_ptr_array_find_with_equal_func (tags, name, g_str_equal, NULL))
    g_ptr_array_add (tags, g_steal_pointer (&name));
}

/**
 * rg_tags_split:
 * @text: valid UTF-8 such as "金卡；团购、学生"
 *
 * A backslash before a separator makes it part of the name, which is how an
 * export writes tags with such names.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, trimmed, none
 *   twice, in their order
 */
char **
rg_tags_split (const char *text)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) current = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\\' && (p[1] == '\\' || is_separator (g_utf8_get_char (p + 1))))
        {
          p++;
          g_string_append_unichar (current, g_utf8_get_char (p));
        }
      else if (is_separator (c))
        take_tag (tags, current);
      else
        g_string_append_unichar (current, c);
    }
  take_tag (tags, current);
  g_ptr_array_add (tags, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}
