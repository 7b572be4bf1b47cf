/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-late-index.h"

#include "store/rg-database-private.h"

/* Entering a row into an index puts it at a random place of a large tree; an
 * index that is made of rows that are there is sorted once, which is several
 * times faster for many rows. A long operation in a small shop therefore
 * does without those of the customers, who have most of them, until its end.
 *
 * Nothing says that they are missing but that they are: whoever opens the shop
 * to write makes what is not there. */

typedef struct
{
  const char *name;
  const char *sql;
} LateIndex;

/* As the schema has them, in the order in which the lists want them. */
static const LateIndex indexes[] = {
  { "customer_sort_key", "CREATE INDEX customer_sort_key ON customer (sort_key)" },
  { "customer_phone", "CREATE INDEX customer_phone ON customer (phone) WHERE phone IS NOT NULL" },
  { "customer_wechat", "CREATE INDEX customer_wechat ON customer (wechat) WHERE wechat IS NOT NULL" },
  { "customer_email", "CREATE INDEX customer_email ON customer (email) WHERE email IS NOT NULL" },
  { "customer_next_date",
    "CREATE INDEX customer_next_date ON customer (next_date) WHERE next_date IS NOT NULL" },
  { "customer_last_contact", "CREATE INDEX customer_last_contact ON customer (last_contact)" },
  { "customer_created_at", "CREATE INDEX customer_created_at ON customer (created_at)" },
  { "customer_birthday", "CREATE INDEX customer_birthday ON customer (substr (birthday, -5), birthday) WHERE "
                         "birthday IS NOT NULL" },
  { "customer_no_plan",
    "CREATE INDEX customer_no_plan ON customer (last_contact, created_at) WHERE next_date IS NULL" },
};

static gboolean
is_there (RgDatabase *db, const LateIndex *index, gboolean *there, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, index->name);
  step = rg_statement_step (statement, error);
  *there = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

gboolean
rg_late_indexes_drop (RgDatabase *db, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autofree char *sql = g_strconcat ("DROP INDEX IF EXISTS ", indexes[i].name, NULL);

      if (!rg_database_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_late_indexes_make_one (RgDatabase *db, gboolean *made, GError **error)
{
  gboolean there = TRUE;

  *made = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      if (!is_there (db, &indexes[i], &there, error))
        return FALSE;
      if (there)
        continue;
      *made = TRUE;
      return rg_database_exec (db, indexes[i].sql, error);
    }
  return TRUE;
}

gboolean
rg_late_indexes_make (RgDatabase *db, GError **error)
{
  gboolean made;

  do
    {
      if (!rg_late_indexes_make_one (db, &made, error))
        return FALSE;
    }
  while (made);
  return TRUE;
}
