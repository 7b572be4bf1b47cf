/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "shop/rg-birthday.h"
#include "shop/rg-today-private.h"

#include <stdlib.h>
#include <string.h>

/* Birthdays are found by the ends of what is stored, for which there are indexes,
 * and told apart here: SQL knows nothing of the lunar calendar. Only those that
 * are shown are read whole. */

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const RgTodayBirthday *one = a;
  const RgTodayBirthday *other = b;
  int order = g_date_compare (&one->day, &other->day);

  if (order == 0)
    order = one->class - other->class;
  if (order == 0 && one->customer_id != other->customer_id)
    order = one->customer_id < other->customer_id ? -1 : 1;
  if (order == 0 && one->row_id != other->row_id)
    order = one->row_id < other->row_id ? -1 : 1;
  return order;
}

/* --- when ----------------------------------------------------------------- */

/* Thousands share a few days: when each of them is kept is looked up once. */
typedef struct
{
  GDate day;
  int year; /* who was born in it becomes 0; G_MININT: nobody has asked yet */
} Kept;

/* What of a birthday says when it is kept, and the year of birth, 0 when it is not
 * known. @key: 8 bytes */
static int
split (const char *birthday, char *key)
{
  gsize length = strlen (birthday);
  gboolean lunar = g_str_has_prefix (birthday, "lunar:");
  const char *rest = lunar ? birthday + strlen ("lunar:") : birthday;

  g_snprintf (key, 8, "%c%s",
              !lunar                       ? 's'
              : strchr (rest, 'L') != NULL ? 'L'
                                           : 'l',
              length >= 5 ? birthday + length - 5 : birthday);
  return g_ascii_isdigit (rest[0]) && strlen (rest) > 5 ? atoi (rest) : 0;
}

/* As rg_birthday_next(), of which it knows the answers by now. */
static gboolean
next_kept (GHashTable *known, const char *birthday, const GDate *from, GDate *day, int *age)
{
  char key[8];
  int born = split (birthday, key);
  Kept *kept = g_hash_table_lookup (known, key);

  if (kept != NULL && (born == 0 || (kept->year != G_MININT && born <= kept->year)))
    {
      *day = kept->day;
      *age = born != 0 ? kept->year - born : -1;
      return TRUE;
    }
  if (!rg_birthday_next (birthday, from, day, age))
    return FALSE;
  /* One who is not born yet is not like the others. */
  if (born != 0 && *age <= 0)
    return TRUE;
  if (kept == NULL)
    {
      kept = g_new0 (Kept, 1);
      kept->year = G_MININT;
      g_hash_table_insert (known, g_strdup (key), kept);
    }
  kept->day = *day;
  if (born != 0)
    kept->year = born + *age;
  return TRUE;
}

/* --- who ------------------------------------------------------------------ */

/* Columns: customer, row, birthday, class. */
static const struct
{
  const char *sql;
  const char *table; /* whose open operations are hidden, as "b" */
  gboolean is_contact;
} sources[] = {
  { "SELECT t.id, 0, t.birthday, s.class FROM customer t LEFT JOIN standing s ON s.customer_id = t.id"
    " WHERE substr (t.birthday, -5) IN (SELECT value FROM json_each (?1)) AND t.birthday IS NOT NULL",
    NULL, FALSE },
  { "SELECT t.id, b.id, b.birthday, s.class FROM contact b JOIN customer t ON t.id = b.customer_id"
    " LEFT JOIN standing s ON s.customer_id = t.id"
    " WHERE substr (b.birthday, -5) IN (SELECT value FROM json_each (?1)) AND b.birthday IS NOT NULL",
    "contact", TRUE },
  /* Who is a customer has a birthday there. */
  { "SELECT t.id, b.id, b.birthday, s.class FROM relation b JOIN customer t ON t.id = b.customer_id"
    " LEFT JOIN standing s ON s.customer_id = t.id"
    " WHERE substr (b.birthday, -5) IN (SELECT value FROM json_each (?1)) AND b.birthday IS NOT NULL"
    " AND b.other_id IS NULL",
    "relation", FALSE },
};

static gboolean
find (RgRead *read,
      const RgTodayQuery *query,
      guint source,
      gboolean lunar,
      GHashTable *known,
      const char *ends,
      const GDate *last,
      GArray *found,
      GError **error)
{
  g_autoptr (GString) sql = g_string_new (sources[source].sql);
  const char *alias = sources[source].table != NULL ? "b" : "t";
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  /* All lunar ones begin with that word, behind all digits. */
  g_string_append_printf (sql, " AND %s.birthday %s 'lunar'", alias, lunar ? ">=" : "<");
  rg_today_add_staff (query, "t.owner", sql);
  rg_read_hide_open (read, "customer", "t", sql);
  if (sources[source].table != NULL)
    rg_read_hide_open (read, sources[source].table, "b", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, ends);
  rg_today_bind_staff (statement, query);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *class = rg_statement_get_text (statement, 3);
      RgTodayBirthday one = {
        .customer_id = rg_statement_get_integer (statement, 0),
        .row_id = rg_statement_get_integer (statement, 1),
        .is_contact = sources[source].is_contact,
        .class = class != NULL ? *class : '~',
      };

      if (next_kept (known, rg_statement_get_text (statement, 2), &query->day, &one.day, &one.age) &&
          g_date_compare (&one.day, last) <= 0)
        g_array_append_val (found, one);
    }
  return step == RG_STEP_DONE;
}

/*< private >
 * rg_today_find_birthdays:
 *
 * Finds who has a birthday from the query's day to @last.
 */
GArray *
rg_today_find_birthdays (RgRead *read, const RgTodayQuery *query, const GDate *last, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RgTodayBirthday));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint lunar = 0; lunar < 2; lunar++)
    {
      g_autofree char *ends = rg_birthday_ends (&query->day, last, lunar != 0);

      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        if (!find (read, query, i, lunar != 0, known, ends, last, found, error))
          return NULL;
    }
  g_array_sort (found, compare_found);
  return g_steal_pointer (&found);
}

/* --- what is shown of them ------------------------------------------------ */

/*< private >
 * rg_today_read_birthday:
 *
 * Reads what is shown of one that was found.
 */
RgTodayRow *
rg_today_read_birthday (RgRead *read, const RgTodayBirthday *found, GError **error)
{
  static const char own[] = "SELECT name, phone, wechat, owner, NULL, birthday FROM customer WHERE id = ?1";
  static const char contact[] = "SELECT t.name, t.phone, t.wechat, t.owner, b.name, b.birthday"
                                " FROM customer t JOIN contact b ON b.id = ?2 WHERE t.id = ?1";
  static const char relation[] = "SELECT t.name, t.phone, t.wechat, t.owner, b.name, b.birthday"
                                 " FROM customer t JOIN relation b ON b.id = ?2 WHERE t.id = ?1";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read),
                                                           found->row_id == 0  ? own
                                                           : found->is_contact ? contact
                                                                               : relation,
                                                           error);
  RgTodayRow *row;

  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, found->customer_id);
  if (found->row_id != 0)
    rg_statement_bind_integer (statement, 1, found->row_id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  row = g_new0 (RgTodayRow, 1);
  row->kind = RG_TODAY_BIRTHDAY;
  row->customer_id = found->customer_id;
  row->name = rg_today_dup (statement, 0);
  row->phone = rg_today_dup (statement, 1);
  row->wechat = rg_today_dup (statement, 2);
  row->staff = rg_today_dup (statement, 3);
  row->person =
      found->row_id != 0 && rg_statement_is_null (statement, 4) ? g_strdup ("") : rg_today_dup (statement, 4);
  row->birthday = rg_today_dup (statement, 5);
  row->day = rg_date_to_iso (&found->day);
  row->age = found->age;
  row->class = found->class != '~' ? g_strndup (&found->class, 1) : NULL;
  return row;
}

/*< private >
 * rg_today_read_birthdays:
 *
 * Fills the list with those kept on the day and the @days after it.
 */
gboolean
rg_today_read_birthdays (RgRead *read,
                         const RgTodayQuery *query,
                         guint days,
                         RgTodayList *list,
                         GError **error)
{
  g_autoptr (GArray) found = NULL;
  GDate last = query->day;

  g_date_add_days (&last, days);
  found = rg_today_find_birthdays (read, query, &last, error);
  if (found == NULL)
    return FALSE;
  list->n = found->len;
  for (guint i = 0; i < found->len && (query->limit == 0 || i < query->limit); i++)
    {
      RgTodayRow *row = rg_today_read_birthday (read, &g_array_index (found, RgTodayBirthday, i), error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (list->rows, row);
    }
  return TRUE;
}
