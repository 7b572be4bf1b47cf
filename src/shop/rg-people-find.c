/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-people-find.h"

#include "store/rg-pinyin.h"
#include "store/rg-search.h"

/* Of more hits than these, only so many are put in order. */
#define MOST_ORDERED 2000
/* So many lines of the journal are looked through for who was changed last. */
#define RECENT_LINES 500

/**
 * rg_person_found_free:
 * @person: (nullable) (transfer full): a customer
 */
void
rg_person_found_free (RgPersonFound *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_free (person->phone);
  g_free (person);
}

static GPtrArray *
read_people (RgStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_person_found_free);
  RgStep step;

  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgPersonFound *person = g_new0 (RgPersonFound, 1);

      person->id = rg_statement_get_integer (statement, 0);
      person->name = g_strdup (rg_statement_get_text (statement, 1));
      person->phone = g_strdup (rg_statement_get_text (statement, 2));
      g_ptr_array_add (people, person);
    }

  return step == RG_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

static char *
list_ids (const GArray *ids)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < MIN (ids->len, MOST_ORDERED); i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (ids, guint32, i));
  g_string_append_c (text, ']');

  return g_string_free_and_steal (text);
}

/* Names that the text itself means come before those who are found by what was
 * written about them. */
static void
put_names_first (GPtrArray *people, const char *text)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      RgPersonFound *person = g_ptr_array_index (people, i);
      g_autofree char *name = g_utf8_casefold (person->name != NULL ? person->name : "", -1);

      if (strstr (name, wanted) != NULL || rg_pinyin_match (person->name, FALSE, NULL, text))
        people->pdata[n++] = person;
      else
        g_ptr_array_add (others, person);
    }
  for (guint i = 0; i < others->len; i++)
    people->pdata[n++] = g_ptr_array_index (others, i);
}

/**
 * rg_people_find:
 * @read: a transaction
 * @text: what was typed: names, pinyin, initials, ends of phones …
 * @limit: how many at most
 * @cancellable: (nullable): ends it
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgPersonFound) (transfer full): whom it means, or %NULL
 */
GPtrArray *
rg_people_find (RgRead *read, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = rg_search_customers (read, text, cancellable, error);
  g_autoptr (GString) sql = g_string_new ("SELECT c.id, c.name, c.phone FROM customer c "
                                          "WHERE c.id IN (SELECT value FROM json_each (?1))");
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *list = NULL;

  if (ids == NULL)
    return NULL;
  rg_read_hide_open (read, "customer", "c", sql);
  g_string_append (sql, " ORDER BY c.last_contact IS NULL, c.last_contact DESC, c.sort_key, c.id LIMIT ?2");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  list = list_ids (ids);
  rg_statement_bind_text (statement, 0, list);
  rg_statement_bind_integer (statement, 1, MOST_ORDERED);
  people = read_people (statement, error);
  if (people == NULL)
    return NULL;
  put_names_first (people, text);
  if (people->len > limit)
    g_ptr_array_set_size (people, (int) limit);

  return g_steal_pointer (&people);
}

/**
 * rg_people_find_recent:
 * @read: a transaction
 * @limit: how many at most
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgPersonFound) (transfer full): the customers that were
 *   changed last, or %NULL
 */
GPtrArray *
rg_people_find_recent (RgRead *read, guint limit, GError **error)
{
  static const char recent[] =
      "SELECT c.id, c.name, c.phone FROM "
      "(SELECT row_id, max (id) AS newest FROM "
      "(SELECT id, tbl, row_id FROM journal ORDER BY id DESC LIMIT ?1) "
      "WHERE tbl = 'customer' GROUP BY row_id) r JOIN customer c ON c.id = r.row_id WHERE true";
  g_autoptr (GString) sql = g_string_new (recent);
  g_autoptr (RgStatement) statement = NULL;

  rg_read_hide_open (read, "customer", "c", sql);
  g_string_append (sql, " ORDER BY r.newest DESC LIMIT ?2");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, RECENT_LINES);
  rg_statement_bind_integer (statement, 1, limit);

  return read_people (statement, error);
}
