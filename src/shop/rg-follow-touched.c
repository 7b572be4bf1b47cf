/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow-private.h"

#include "store/rg-journal-read.h"

#include <string.h>

/* Which customers an operation touches: read from its lines in the journal, and
 * from the rows that its lines name. */

/* Ids are gathered as they come, and counted now and then. */
#define MANY_IDS (4 * RG_FOLLOW_MOST_IDS)

void
rg_touched_init (RgTouched *self)
{
  *self = (RgTouched) { .ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
                        .tags = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

void
rg_touched_clear (RgTouched *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->tags, g_array_unref);
}

void
rg_touched_forget (RgTouched *self)
{
  g_array_set_size (self->ids, 0);
  g_array_set_size (self->tags, 0);
  self->wide = self->everything = self->all_rules = self->stages = FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
sort_ids (GArray *ids)
{
  gint64 *data = (gint64 *) (gpointer) ids->data;
  guint n = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || data[n - 1] != data[i])
      data[n++] = data[i];
  g_array_set_size (ids, n);
}

static void
widen (RgTouched *self, gint64 first, gint64 last)
{
  self->first = self->wide ? MIN (self->first, first) : first;
  self->last = self->wide ? MAX (self->last, last) : last;
  self->wide = TRUE;
}

void
rg_touched_sort (RgTouched *self)
{
  sort_ids (self->ids);
  sort_ids (self->tags);
  if (self->ids->len == 0 || (!self->wide && self->ids->len <= RG_FOLLOW_MOST_IDS))
    return;
  widen (self, g_array_index (self->ids, gint64, 0), g_array_index (self->ids, gint64, self->ids->len - 1));
  g_array_set_size (self->ids, 0);
}

void
rg_touched_add_id (RgTouched *self, gint64 id)
{
  if (id <= 0 || (self->ids->len > 0 && g_array_index (self->ids, gint64, self->ids->len - 1) == id))
    return;
  g_array_append_val (self->ids, id);
  if (self->ids->len > MANY_IDS)
    rg_touched_sort (self);
}

static void
add_range (RgTouched *self, gint64 first, gint64 last)
{
  if (last - first > RG_FOLLOW_MOST_IDS)
    widen (self, first, last);
  else
    for (gint64 id = first; id <= last; id++)
      rg_touched_add_id (self, id);
}

/* --- tables ----------------------------------------------------------------- */

/* Those whose rows belong to a customer. */
static gboolean
has_owner (const char *table)
{
  static const char *const tables[] = { "event",    "sale",       "customer_tag", "contact", "identity",
                                        "relation", "attachment", "task",         "deal",    NULL };

  return g_strv_contains (tables, table);
}

/* Customers that @sql gives in its first column; @first and @last are its numbers. */
static gboolean
add_found (RgTouched *self, RgDatabase *db, const char *sql, gint64 first, gint64 last, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  if (strstr (sql, "?2") != NULL)
    rg_statement_bind_integer (statement, 1, last);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    rg_touched_add_id (self, rg_statement_get_integer (statement, 0));
  return step == RG_STEP_DONE;
}

/* To whom the rows @first to @last of @table belong now. */
static gboolean
add_owners (RgTouched *self, RgDatabase *db, const char *table, gint64 first, gint64 last, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT DISTINCT customer_id FROM \"%s\" WHERE id BETWEEN ?1 AND ?2", table);

  if (!add_found (self, db, sql, first, last, error))
    return FALSE;
  if (strcmp (table, "relation") == 0)
    return add_found (self, db, "SELECT other_id FROM relation WHERE id BETWEEN ?1 AND ?2", first, last,
                      error);
  return strcmp (table, "task") != 0 ||
         add_found (self, db,
                    "SELECT d.customer_id FROM task k JOIN deal d ON d.id = k.deal_id WHERE k.id BETWEEN ?1 "
                    "AND ?2",
                    first, last, error);
}

/* A rule that changed is asked of everybody; tags that come, go, move or are
 * called otherwise may be what other rules speak of. */
static void
add_tag (RgTouched *self, gint64 id, gboolean rule, gboolean place)
{
  if (rule)
    g_array_append_val (self->tags, id);
  self->all_rules = self->all_rules || place;
}

/* --- lines of the journal --------------------------------------------------- */

static const char journal_sql[] =
    "SELECT tbl, row_id, before ->> '$.customer_id', after ->> '$.customer_id', "
    "before ->> '$.other_id', after ->> '$.other_id', "
    "kind <> 'update' OR ifnull (json_type (after, '$.condition'), ifnull (json_type (after, '$.rule_on'), "
    "json_type (after, '$.retired'))) IS NOT NULL, "
    "kind <> 'update' OR ifnull (json_type (after, '$.parent_id'), json_type (after, '$.name')) IS NOT NULL, "
    "before ->> '$.deal_id', after ->> '$.deal_id' "
    "FROM journal WHERE op = ?1 ORDER BY id";

static gboolean
add_line (RgTouched *self, RgDatabase *db, RgStatement *line, GError **error)
{
  const char *table = rg_statement_get_text (line, 0);
  gint64 id = rg_statement_get_integer (line, 1);

  if (strcmp (table, "customer") == 0)
    rg_touched_add_id (self, id);
  else if (strcmp (table, "tag") == 0)
    add_tag (self, id, rg_statement_get_integer (line, 6) != 0, rg_statement_get_integer (line, 7) != 0);
  else if (strcmp (table, "own_field") == 0)
    self->all_rules = TRUE;
  else if (strcmp (table, "stage") == 0)
    self->stages = TRUE;
  else if (has_owner (table))
    {
      /* Where it was, where it went, and where it is now. */
      for (int column = 2; column < 6; column++)
        rg_touched_add_id (self, rg_statement_get_integer (line, column));
      for (int column = 8; column < 10; column++)
        if (!rg_statement_is_null (line, column) &&
            !add_found (self, db, "SELECT customer_id FROM deal WHERE id = ?1",
                        rg_statement_get_integer (line, column), 0, error))
          return FALSE;
      return add_owners (self, db, table, id, id, error);
    }
  return TRUE;
}

static gboolean
add_lines (RgTouched *self, RgDatabase *db, gint64 op, GError **error)
{
  g_autoptr (RgStatement) line = rg_database_prepare (db, journal_sql, error);
  RgStep step;

  if (line == NULL)
    return FALSE;
  rg_statement_bind_integer (line, 0, op);
  while ((step = rg_statement_step (line, error)) == RG_STEP_ROW)
    if (!add_line (self, db, line, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/* --- lines about many rows -------------------------------------------------- */

/* One column of listed rows. When it is the customer, the values before and after
 * are touched as well. */
static gboolean
add_listed (RgTouched *self, RgDatabase *db, const char *table, const char *data, GError **error)
{
  gboolean moved = strstr (data, "\"customer_id\"") != NULL || strstr (data, "\"other_id\"") != NULL;
  gboolean customers = strcmp (table, "customer") == 0;
  g_autoptr (RgStatement) statement = rg_journal_read_listed (db, data, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 1);
      gboolean value = rg_statement_get_integer (statement, 0) == 1;

      if (value ? moved && !customers : customers)
        rg_touched_add_id (self, id);
      else if (!value && !add_owners (self, db, table, id, id, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
add_bulk_line (RgTouched *self, RgDatabase *db, RgStatement *line, GError **error)
{
  const char *table = rg_statement_get_text (line, 0);
  const char *data = rg_statement_get_text (line, 4);
  gint64 first = rg_statement_get_integer (line, 2);
  gint64 last = rg_statement_get_integer (line, 3);
  gboolean customers = strcmp (table, "customer") == 0;

  if (strcmp (table, "tag") == 0 || strcmp (table, "own_field") == 0)
    self->all_rules = TRUE;
  self->stages = self->stages || strcmp (table, "stage") == 0;
  if (!customers && !has_owner (table))
    return TRUE;
  if (g_strcmp0 (rg_statement_get_text (line, 1), "update") == 0 && data != NULL)
    return add_listed (self, db, table, data, error);
  if (customers)
    {
      add_range (self, first, last);
      return TRUE;
    }
  return add_owners (self, db, table, first, last, error);
}

static gboolean
add_bulk_lines (RgTouched *self, RgDatabase *db, gint64 op, GError **error)
{
  g_autoptr (RgStatement) line = rg_database_prepare (
      db, "SELECT tbl, kind, first, last, data FROM journal_bulk WHERE op = ?1 ORDER BY id", error);
  RgStep step;

  if (line == NULL)
    return FALSE;
  rg_statement_bind_integer (line, 0, op);
  while ((step = rg_statement_step (line, error)) == RG_STEP_ROW)
    if (!add_bulk_line (self, db, line, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/* --- operations ------------------------------------------------------------- */

gboolean
rg_touched_add (RgTouched *self, RgRead *read, gint64 id, GError **error)
{
  RgDatabase *db = rg_read_get_database (read);
  gint64 target = 0;
  gboolean kept = FALSE;

  /* An undo names the operation whose rows it changed, which may be one itself. */
  for (gint64 op = id; op > 0; op = target < op ? target : 0)
    {
      if (!rg_journal_read_target (db, op, &target, &kept, error) || !add_lines (self, db, op, error) ||
          !add_bulk_lines (self, db, op, error) ||
          !add_found (self, db,
                      "SELECT DISTINCT image ->> '$.customer_id' FROM removed WHERE op = ?1 "
                      "AND image ->> '$.customer_id' IS NOT NULL",
                      op, 0, error))
        return FALSE;
      self->everything = self->everything || !kept;
    }
  return TRUE;
}
