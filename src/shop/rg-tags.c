/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tags.h"

#include "catalog/rg-text.h"
#include "store/rg-pinyin.h"

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

/* Tags are kept by family and name: each family is asked for the name, for to go
 * through all tags would take a cell of very many new ones for ever. */
#define FIND_TAG                                                                                             \
  "WITH RECURSIVE family (id) AS ("                                                                          \
  " SELECT 0 UNION ALL"                                                                                      \
  " SELECT (SELECT ifnull (parent_id, 0) FROM tag WHERE ifnull (parent_id, 0) > family.id ORDER BY 1"        \
  "         LIMIT 1)"                                                                                        \
  " FROM family WHERE family.id IS NOT NULL)"                                                                \
  " SELECT tag.id FROM family CROSS JOIN tag ON ifnull (tag.parent_id, 0) = family.id"                       \
  " WHERE tag.name = ?1 ORDER BY tag.retired, tag.parent_id IS NOT NULL, tag.id LIMIT 1"

static gboolean
find_tag (RgDatabase *db, const char *name, gint64 *id, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  *id = 0;
  statement = rg_database_prepare (db, FIND_TAG, error);
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
 * Returns: the id of the tag of that name, one in use and one without a family
 *   before others; it is made when there is none. 0 and @error on failure
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
 * A tag that a rule gave and that is now given by hand (@cause is %NULL) is by
 * hand from then on: no rule takes it.
 *
 * Returns: %FALSE and @error when it could not be written; a customer who has
 *   the tag already keeps it
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
  gint64 id, by_rule;

  if (!ask_pair (rg_write_get_database (write),
                 "SELECT id FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", customer_id, tag_id,
                 &id, error))
    return FALSE;
  if (id == 0)
    return rg_op_insert (op, entity, cells, cause != NULL ? 3 : 2, error) != 0;
  if (cause != NULL)
    return TRUE;
  cells[2].value = (RgValue) RG_VALUE_INIT;
  return ask_pair (
             rg_write_get_database (write),
             "SELECT ifnull (cause GLOB 'rule:*', 0) FROM customer_tag WHERE id = ?1 AND ?2 IS NOT NULL", id,
             0, &by_rule, error) &&
         (by_rule == 0 || rg_op_update (op, entity, id, &cells[2], 1, error));
}

/**
 * rg_tags_is_by_hand:
 * @read: a read transaction
 * @customer_id: whose
 * @tag_id: what
 * @by_hand: (out): whether the customer has the tag, and no rule may take it
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it could not be read
 */
gboolean
rg_tags_is_by_hand (RgRead *read, gint64 customer_id, gint64 tag_id, gboolean *by_hand, GError **error)
{
  gint64 answer;

  if (!ask_pair (rg_read_get_database (read),
                 "SELECT ifnull (cause NOT GLOB 'rule:*', 1) FROM customer_tag "
                 "WHERE customer_id = ?1 AND tag_id = ?2",
                 customer_id, tag_id, &answer, error))
    return FALSE;
  *by_hand = answer != 0;
  return TRUE;
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
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT t.name FROM customer_tag c JOIN tag t ON t.id = c.tag_id"
                                   " WHERE c.customer_id = ?1 ORDER BY c.id",
                                   error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, customer_id);
  return rg_statement_read_texts (statement, error);
}

/* --- completion ------------------------------------------------------------- */

/* Counting ends here: what is used more often is a favourite anyway. */
#define MANY 10000

typedef struct
{
  char *name;
  gint64 id;
  gint64 uses;
} Proposal;

static void
proposal_free (Proposal *proposal)
{
  g_free (proposal->name);
  g_free (proposal);
}

static gboolean
is_meant (const char *name, const char *typed)
{
  g_autofree char *normal = NULL;

  if (*typed == '\0')
    return TRUE;
  normal = rg_text_normalize (name);
  return strstr (normal, typed) != NULL || rg_pinyin_match (name, TRUE, NULL, typed);
}

/* (nullable) (element-type Proposal) */
static GPtrArray *
find_meant (RgRead *read, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) proposal_free);
  g_autoptr (GString) sql = g_string_new ("SELECT id, name FROM tag t WHERE retired = 0");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "tag", "t", sql);
  g_string_append (sql, " ORDER BY id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    if (is_meant (rg_statement_get_text (statement, 1), typed))
      {
        Proposal *proposal = g_new0 (Proposal, 1);

        proposal->id = rg_statement_get_integer (statement, 0);
        proposal->name = g_strdup (rg_statement_get_text (statement, 1));
        g_ptr_array_add (proposals, proposal);
      }
  return step == RG_STEP_DONE ? g_steal_pointer (&proposals) : NULL;
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const Proposal *left = *(const Proposal *const *) a;
  const Proposal *right = *(const Proposal *const *) b;

  if (left->uses != right->uses)
    return left->uses > right->uses ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/**
 * rg_tags_complete:
 * @read: a read transaction
 * @text: what was typed so far
 * @limit: how many at most; 0 for all
 * @error: return location for an error
 *
 * A tag is meant when @text stands in its name, or is its sound or initials from
 * any of its syllables on: 孕, yf and yunf mean 孕妇. Those out of use are not
 * proposed.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): names of tags,
 *   each once, those that most customers have first, then the older; %NULL on
 *   error
 */
char **
rg_tags_complete (RgRead *read, const char *text, guint limit, GError **error)
{
  g_autofree char *typed = rg_text_normalize (text);
  g_autoptr (GPtrArray) proposals = find_meant (read, typed, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  RgDatabase *db = rg_read_get_database (read);

  if (proposals == NULL)
    return NULL;
  for (guint i = 0; i < proposals->len; i++)
    {
      Proposal *proposal = g_ptr_array_index (proposals, i);

      if (!ask_pair (db, "SELECT count (*) FROM (SELECT 1 FROM customer_tag WHERE tag_id = ?1 LIMIT ?2)",
                     proposal->id, MANY, &proposal->uses, error))
        return NULL;
    }
  g_ptr_array_sort (proposals, compare_uses);
  for (guint i = 0; i < proposals->len && (limit == 0 || g_hash_table_size (seen) < limit); i++)
    {
      Proposal *proposal = g_ptr_array_index (proposals, i);

      if (g_hash_table_add (seen, proposal->name))
        g_strv_builder_add (builder, proposal->name);
    }
  return g_strv_builder_end (builder);
}

/* --- splitting -------------------------------------------------------------- */

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == 0xff1b || c == ',' || c == 0xff0c || c == 0x3001 || c == '|' || c == 0xff5c ||
         c == '\n' || c == '\r' || c == '\t';
}

static void
take_tag (GPtrArray *tags, GHashTable **index, GString *current)
{
  g_autofree char *name = rg_text_trim (current->str);

  g_string_truncate (current, 0);
  if (*name != '\0')
    rg_text_list_take (tags, index, g_steal_pointer (&name));
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
  g_autoptr (GHashTable) index = NULL;
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
        take_tag (tags, &index, current);
      else
        g_string_append_unichar (current, c);
    }
  take_tag (tags, &index, current);
  g_ptr_array_add (tags, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

/**
 * rg_tags_escape:
 * @name: a tag's name
 *
 * Returns: (transfer full): the name as rg_tags_split() takes it for one, with a
 *   backslash before each separator
 */
char *
rg_tags_escape (const char *name)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\\' || is_separator (g_utf8_get_char (p)))
        g_string_append_c (escaped, '\\');
      g_string_append_unichar (escaped, g_utf8_get_char (p));
    }
  return g_string_free_and_steal (escaped);
}
