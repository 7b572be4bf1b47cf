/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-journal-read.h"
#include "store/rg-search-private.h"

#include <string.h>

/* Which documents an operation touches: read from its lines in the journal,
 * and from the rows that its lines name. */

RgSearchTouched *
rg_search_touched_new (void)
{
  RgSearchTouched *self = g_new0 (RgSearchTouched, 1);

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    self->rows[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
rg_search_touched_free (RgSearchTouched *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    g_array_unref (self->rows[i]);
  g_free (self);
}

gsize
rg_search_touched_count (const RgSearchTouched *self)
{
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    n += self->rows[i]->len;
  return n;
}

void
rg_search_touched_add_row (RgSearchTouched *self, RgSearchSource source, gint64 id)
{
  GArray *rows = self->rows[source];

  /* Lines of one row often follow each other. */
  if (id > 0 && (rows->len == 0 || g_array_index (rows, gint64, rows->len - 1) != id))
    g_array_append_val (rows, id);
}

typedef struct
{
  const char *table;
  gboolean child; /* belongs to the document of its customer_id */
  RgSearchSource source;
} Table;

static const Table *
find_table (const char *name)
{
  static const Table tables[] = {
    { "customer", FALSE, RG_SEARCH_CUSTOMERS }, { "event", FALSE, RG_SEARCH_EVENTS },
    { "sale", FALSE, RG_SEARCH_SALES },         { "contact", TRUE, RG_SEARCH_CUSTOMERS },
    { "identity", TRUE, RG_SEARCH_CUSTOMERS },  { "customer_tag", TRUE, RG_SEARCH_CUSTOMERS },
    { "relation", TRUE, RG_SEARCH_CUSTOMERS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_strcmp0 (tables[i].table, name) == 0)
      return &tables[i];
  return NULL;
}

gboolean
rg_search_find_source (const char *table, RgSearchSource *source, gboolean *child)
{
  const Table *found = find_table (table);

  if (found == NULL)
    return FALSE;
  *source = found->source;
  *child = found->child;
  return TRUE;
}

/* Runs @sql with up to two integers; the customers it gives are touched. */
static gboolean
add_customers (RgSearchTouched *self,
               RgDatabase *shop,
               const char *sql,
               gint64 first,
               gint64 second,
               GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (shop, sql, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, first);
  if (strstr (sql, "?2") != NULL)
    rg_statement_bind_integer (statement, 1, second);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    rg_search_touched_add_row (self, RG_SEARCH_CUSTOMERS, rg_statement_get_integer (statement, 0));
  return step == RG_STEP_DONE;
}

/* The customers of the rows @first to @last of a table that belongs to them. */
static gboolean
add_parents (RgSearchTouched *self,
             RgDatabase *shop,
             const char *table,
             gint64 first,
             gint64 last,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT DISTINCT customer_id FROM \"%s\" WHERE id BETWEEN ?1 AND ?2", find_table (table)->table);

  return add_customers (self, shop, sql, first, last, error);
}

/* Everybody who has the tag now; who lost it has a line of its own. */
static gboolean
add_tagged (RgSearchTouched *self, RgDatabase *shop, gint64 first, gint64 last, GError **error)
{
  return add_customers (self, shop, "SELECT customer_id FROM customer_tag WHERE tag_id BETWEEN ?1 AND ?2",
                        first, last, error);
}

static const char journal_sql[] =
    "SELECT tbl, row_id, before ->> '$.customer_id', after ->> '$.customer_id',"
    " ifnull (json_type (after, '$.retired'), json_type (after, '$.type')) IS NOT NULL AND kind = 'update',"
    " ifnull (after, before) ->> '$.entity', ifnull (after, before) ->> '$.key' "
    "FROM journal WHERE op = ?1 ORDER BY id";

/* Rows that have something in a field of the shop's own. Its column stays when
 * the field goes by an undo, with what others wrote there meanwhile, and is seen
 * again when it returns. */
static gboolean
add_holders (RgSearchTouched *self, RgDatabase *shop, const char *name, const char *key, GError **error)
{
  const Table *table = find_table (name);
  g_autoptr (RgStatement) statement = NULL;
  g_autofree char *sql = NULL;
  RgStep step;

  if (table == NULL || key == NULL || key[0] != 'x' || strspn (key + 1, "0123456789") != strlen (key + 1))
    return TRUE;
  sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE \"%s\" IS NOT NULL",
                         table->child ? "customer_id" : "id", table->table, key);
  statement = rg_database_prepare (shop, sql, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    rg_search_touched_add_row (self, table->source, rg_statement_get_integer (statement, 0));
  return step == RG_STEP_DONE;
}

static gboolean
add_own_field (RgSearchTouched *self, RgDatabase *shop, RgStatement *line, GError **error)
{
  /* Hidden or shown again: in or out of every document. */
  if (rg_statement_get_integer (line, 4) != 0)
    {
      self->everything = TRUE;
      return TRUE;
    }
  return add_holders (self, shop, rg_statement_get_text (line, 5), rg_statement_get_text (line, 6), error);
}

static gboolean
add_line (RgSearchTouched *self, RgDatabase *shop, RgStatement *line, GError **error)
{
  const char *name = rg_statement_get_text (line, 0);
  const Table *table = find_table (name);
  gint64 id = rg_statement_get_integer (line, 1);

  if (table != NULL && !table->child)
    {
      rg_search_touched_add_row (self, table->source, id);
      return TRUE;
    }
  if (table != NULL)
    {
      /* Where it was, where it went, and where it is now. */
      rg_search_touched_add_row (self, RG_SEARCH_CUSTOMERS, rg_statement_get_integer (line, 2));
      rg_search_touched_add_row (self, RG_SEARCH_CUSTOMERS, rg_statement_get_integer (line, 3));
      return add_parents (self, shop, name, id, id, error);
    }
  if (g_strcmp0 (name, "tag") == 0)
    return add_tagged (self, shop, id, id, error);
  return g_strcmp0 (name, "own_field") != 0 || add_own_field (self, shop, line, error);
}

/* --- lines about many rows ------------------------------------------------ */

static gboolean
add_range (RgSearchTouched *self,
           RgDatabase *shop,
           const char *name,
           gint64 first,
           gint64 last,
           GError **error)
{
  const Table *table = find_table (name);

  if (table != NULL && table->child)
    return add_parents (self, shop, name, first, last, error);
  if (g_strcmp0 (name, "tag") == 0)
    return add_tagged (self, shop, first, last, error);
  for (gint64 id = first; table != NULL && id <= last; id++)
    rg_search_touched_add_row (self, table->source, id);
  return TRUE;
}

/* One column of listed rows. When it is the customer, the listed values before
 * and after are touched as well. */
static gboolean
add_listed (RgSearchTouched *self, RgDatabase *shop, const char *name, const char *data, GError **error)
{
  const Table *table = find_table (name);
  gboolean moved = strstr (data, "\"customer_id\"") != NULL;
  g_autoptr (RgStatement) statement = rg_journal_read_listed (shop, data, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 1);

      if (rg_statement_get_integer (statement, 0) == 1)
        {
          if (moved && table != NULL && table->child)
            rg_search_touched_add_row (self, RG_SEARCH_CUSTOMERS, id);
        }
      else if (!add_range (self, shop, name, id, id, error))
        {
          return FALSE;
        }
    }
  return step == RG_STEP_DONE;
}

static gboolean
add_bulk_line (RgSearchTouched *self,
               RgDatabase *shop,
               RgSearchReader *reader,
               RgStatement *line,
               gsize limit,
               GError **error)
{
  const char *name = rg_statement_get_text (line, 0);
  const char *column = rg_statement_get_text (line, 5);
  const char *data = rg_statement_get_text (line, 6);
  gint64 n = rg_statement_get_integer (line, 4);

  if (find_table (name) == NULL && g_strcmp0 (name, "tag") != 0)
    return TRUE;
  if (column != NULL && !rg_search_reader_minds (reader, name, column))
    return TRUE;
  if (n < 0 || (gsize) n > limit)
    {
      self->everything = TRUE;
      return TRUE;
    }
  if (g_strcmp0 (rg_statement_get_text (line, 1), "update") == 0 && data != NULL)
    return add_listed (self, shop, name, data, error);
  return add_range (self, shop, name, rg_statement_get_integer (line, 2), rg_statement_get_integer (line, 3),
                    error);
}

static const char bulk_sql[] =
    "SELECT tbl, kind, first, last, n, data ->> '$.column', data FROM journal_bulk "
    "WHERE op = ?1 ORDER BY id";

/* --- the lines of an operation -------------------------------------------- */

/* @reader: (nullable): of lines about many rows */
static gboolean
add_lines (RgSearchTouched *self,
           RgDatabase *shop,
           const char *sql,
           RgSearchReader *reader,
           gint64 op,
           gsize limit,
           GError **error)
{
  g_autoptr (RgStatement) line = rg_database_prepare (shop, sql, error);
  RgStep step;

  if (line == NULL)
    return FALSE;
  rg_statement_bind_integer (line, 0, op);
  while ((step = rg_statement_step (line, error)) == RG_STEP_ROW)
    {
      gboolean added = reader != NULL ? add_bulk_line (self, shop, reader, line, limit, error)
                                      : add_line (self, shop, line, error);

      if (!added)
        return FALSE;
      if (rg_search_touched_count (self) > limit)
        self->everything = TRUE;
      if (self->everything)
        return TRUE;
    }
  return step == RG_STEP_DONE;
}

/* The customers of rows that the undo of a long operation put aside. */
static gboolean
add_removed (RgSearchTouched *self, RgDatabase *shop, gint64 op, GError **error)
{
  return add_customers (self, shop,
                        "SELECT DISTINCT image ->> '$.customer_id' FROM removed WHERE op = ?1 "
                        "AND tbl IN ('contact', 'identity', 'relation', 'customer_tag')",
                        op, 0, error);
}

/* Fields that a long operation made have no image: when they go or return, which
 * rows hold something in them is not asked one by one. */
static gboolean
add_made_fields (RgSearchTouched *self, RgDatabase *shop, gint64 op, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (shop, "SELECT 1 FROM journal_bulk WHERE op = ?1 AND tbl = 'own_field'", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op);
  step = rg_statement_step (statement, error);
  self->everything = self->everything || step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

gboolean
rg_search_touched_add (RgSearchTouched *self,
                       RgDatabase *shop,
                       RgSearchReader *reader,
                       gint64 id,
                       gsize limit,
                       GError **error)
{
  gint64 target = 0;
  gboolean kept = FALSE;

  /* An undo or redo names the operation whose rows it changed, which may be
   * one of these itself. A target is always the older of the two. */
  for (gint64 op = id; op > 0 && !self->everything; op = target < op ? target : 0)
    {
      if (!rg_journal_read_target (shop, op, &target, &kept, error) ||
          !add_lines (self, shop, journal_sql, NULL, op, limit, error) ||
          (!self->everything && !add_lines (self, shop, bulk_sql, reader, op, limit, error)) ||
          (!self->everything && op != id && !add_made_fields (self, shop, op, error)) ||
          (!self->everything && !add_removed (self, shop, op, error)))
        return FALSE;
      if (!kept)
        self->everything = TRUE;
    }
  return TRUE;
}
