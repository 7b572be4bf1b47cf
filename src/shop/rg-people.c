/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-people.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"
#include "records/rg-row.h"

#include <string.h>

/* With fewer digits too many people are meant. */
#define SHORTEST_BEGINNING 7

/**
 * rg_people_same_name:
 * @a: (nullable): a name
 * @b: (nullable): another
 *
 * Compares as a shopkeeper would: blanks around, letter case and full width do
 * not matter.
 *
 * Returns: whether both are the same name; %NULL and "" are equal
 */
gboolean
rg_people_same_name (const char *a, const char *b)
{
  g_autofree char *normal_a = NULL;
  g_autofree char *normal_b = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  normal_a = rg_text_normalize (a != NULL ? a : "");
  normal_b = rg_text_normalize (b != NULL ? b : "");
  return strcmp (normal_a, normal_b) == 0;
}

/* Adds the ids that @sql finds for @value and whose name is @name. */
static gboolean
collect_same (RgRead *read, const char *sql, const char *value, const char *name, GArray *ids, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, value);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      if (rg_people_same_name (rg_statement_get_text (statement, 1), name))
        g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
sort_and_unite (GArray *ids)
{
  guint kept = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (kept == 0 || g_array_index (ids, gint64, kept - 1) != id)
        g_array_index (ids, gint64, kept++) = id;
    }
  g_array_set_size (ids, kept);
}

/**
 * rg_people_find_same:
 * @read: a read transaction
 * @person: by what to look
 * @error: return location for an error
 *
 * Finds the rows that are this very person. With a phone only the phone
 * counts, because a family may share everything else; people who have the
 * phone under another name are not among them.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): customer ids,
 *   ascending; %NULL on error
 */
GArray *
rg_people_find_same (RgRead *read, const RgPerson *person, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done = TRUE;

  if (person->phone != NULL && *person->phone != '\0')
    {
      done = collect_same (read, "SELECT id, name FROM customer WHERE phone = ?1", person->phone,
                           person->name, ids, error) &&
             collect_same (read,
                           "SELECT c.id, c.name FROM identity i JOIN customer c ON c.id = i.customer_id"
                           " WHERE i.kind = 'phone' AND i.value = ?1",
                           person->phone, person->name, ids, error);
    }
  else
    {
      if (person->wechat != NULL && *person->wechat != '\0')
        done = collect_same (read, "SELECT id, name FROM customer WHERE wechat = ?1", person->wechat,
                             person->name, ids, error);
      if (done && person->email != NULL && *person->email != '\0')
        done = collect_same (read, "SELECT id, name FROM customer WHERE email = ?1", person->email,
                             person->name, ids, error);
    }
  if (!done)
    return NULL;
  sort_and_unite (ids);
  return g_steal_pointer (&ids);
}

/**
 * rg_people_phones:
 * @read: a read transaction
 * @customer_id: whose
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): every phone of
 *   the customer, normalised, the first one first, the further ones in the
 *   order in which they were added; empty when there is no such customer;
 *   %NULL on error
 */
char **
rg_people_phones (RgRead *read, gint64 customer_id, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT phone, 0 AS further, 0 AS place FROM customer"
                                   " WHERE id = ?1 AND phone IS NOT NULL"
                                   " UNION ALL SELECT value, 1, id FROM identity"
                                   " WHERE customer_id = ?1 AND kind = 'phone' ORDER BY further, place",
                                   error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, customer_id);
  return rg_statement_read_texts (statement, error);
}

/**
 * rg_people_add_phone:
 * @op: the operation of a write
 * @customer_id: whose
 * @phone: a number as rg_phone_normalize gives it
 * @error: return location for an error
 *
 * Adds @phone beside the phones that the customer has. A number that is there
 * already is not added again.
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_people_add_phone (RgOp *op, gint64 customer_id, const char *phone, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *identity = rg_catalog_find (rg_write_get_catalog (write), "identity");
  g_auto (GStrv) known = rg_people_phones (rg_write_as_read (write), customer_id, error);
  RgCell cells[] = {
    { .field = rg_entity_find_field (identity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = customer_id } },
    { .field = rg_entity_find_field (identity, "kind"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "phone" } },
    { .field = rg_entity_find_field (identity, "value"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) phone } },
  };

  if (known == NULL)
    return FALSE;
  if (g_strv_contains ((const char *const *) known, phone))
    return TRUE;
  return rg_op_insert (op, identity, cells, G_N_ELEMENTS (cells), error) != 0;
}

/* What the stored numbers that are meant begin with, and what sorts behind the
 * last of them. %FALSE when it is too short to mean anybody. */
static gboolean
phone_range (const char *digits, char **low, char **high)
{
  g_autofree char *whole = NULL;
  g_autofree char *text = rg_text_normalize (digits);
  g_autoptr (GString) begin = g_string_new (NULL);
  gsize length;

  if (rg_phone_normalize (digits, &whole) != RG_PHONE_INVALID)
    g_string_assign (begin, whole);
  else
    {
      for (const char *p = text; *p != '\0'; p++)
        if (g_ascii_isdigit (*p) || (*p == '+' && begin->len == 0))
          g_string_append_c (begin, *p);
      if (g_str_has_prefix (begin->str, "0086"))
        g_string_erase (begin, 0, 4);
      else if (g_str_has_prefix (begin->str, "+86"))
        g_string_erase (begin, 0, 3);
      else if (g_str_has_prefix (begin->str, "861"))
        g_string_erase (begin, 0, 2);
    }
  length = begin->len;
  if (length < SHORTEST_BEGINNING && whole == NULL)
    return FALSE;
  *low = g_strdup (begin->str);
  /* A short whole number (95588) is that number alone. */
  if (length < SHORTEST_BEGINNING)
    g_string_append_c (begin, '!');
  else
    begin->str[length - 1]++;
  *high = g_strdup (begin->str);
  return TRUE;
}

/**
 * rg_people_with_phone:
 * @read: a read transaction
 * @digits: a phone number, or its beginning, as somebody types it
 * @limit: how many at most
 * @error: return location for an error
 *
 * Looks in the tables themselves, so that what was saved a moment ago is found.
 * Fewer than seven digits that are no whole number find nobody.
 *
 * Returns: (transfer full) (element-type RgRow) (nullable): the customers one of
 *   whose phones begins like this, those who have exactly this number first;
 *   %NULL on error
 */
GPtrArray *
rg_people_with_phone (RgRead *read, const char *digits, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_autoptr (GString) sql = g_string_new (
      "SELECT c.id FROM (SELECT id, phone AS value FROM customer WHERE phone >= ?1 AND phone < ?2"
      "  UNION ALL SELECT customer_id, value FROM identity WHERE kind = 'phone' AND value >= ?1"
      "  AND value < ?2) n JOIN customer c ON c.id = n.id WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  RgStep step;

  if (!phone_range (digits, &low, &high))
    return g_steal_pointer (&found);
  rg_read_hide_open (read, "customer", "c", sql);
  g_string_append (sql, " GROUP BY c.id ORDER BY min (n.value <> ?1), c.id LIMIT ?3");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, low);
  rg_statement_bind_text (statement, 1, high);
  rg_statement_bind_integer (statement, 2, limit);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
      RgRow *row = rg_row_read (read, customer, rg_statement_get_integer (statement, 0), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (found, row);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

/**
 * rg_channels_ensure:
 * @op: the operation of a write
 * @name: a channel or source; blanks around it do not count
 * @error: return location for an error
 *
 * Returns: the id of the channel of that name, which is made when there is
 *   none; 0 and @error on failure
 */
gint64
rg_channels_ensure (RgOp *op, const char *name, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *channel = rg_catalog_find (rg_write_get_catalog (write), "channel");
  g_autofree char *trimmed = rg_text_trim (name);
  RgCell cell = { .field = rg_entity_find_field (channel, "name"),
                  .value = { .kind = RG_VALUE_TEXT, .text = trimmed } };
  gint64 id = 0;
  RgStep step;

  {
    g_autoptr (RgStatement) statement = NULL;

    statement =
        rg_database_prepare (rg_write_get_database (write), "SELECT id FROM channel WHERE name = ?1", error);
    if (statement == NULL)
      return 0;
    rg_statement_bind_text (statement, 0, trimmed);
    step = rg_statement_step (statement, error);
    if (step == RG_STEP_ROW)
      id = rg_statement_get_integer (statement, 0);
  }
  if (step == RG_STEP_DONE)
    id = rg_op_insert (op, channel, &cell, 1, error);
  return id;
}
