/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-task-find.h"

#include "store/rg-pinyin.h"
#include "store/rg-search.h"

#include <string.h>

/* Nobody types more words; what comes behind them is not looked at. */
#define MOST_WORDS 8
/* So many tasks are looked at between two looks at whether it is still wanted. */
#define LOOK_ROWS 1024

/* --- words ---------------------------------------------------------------- */

/* What a task has to have: every word in itself or in the name of its customer, or
 * a number that all of them are together ("138 1234 5678"). Whoever is found by what
 * was once said to them is not meant. The search tables know nothing of tasks: with
 * a million customers they stay as small and as quick as they are, and going through
 * a hundred thousand open tasks took 0.3 s when nothing was found, on a thread of the
 * readers, which stops when something else is typed. */
typedef struct
{
  guint n;
  char *words[MOST_WORDS];
  GArray *people[MOST_WORDS + 1]; /* guint32, ascending; the last: of all words */
  RgStatement *names;             /* (nullable): a customer's name and reading */
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  for (guint i = 0; i < wanted->n; i++)
    g_free (wanted->words[i]);
  for (guint i = 0; i <= MOST_WORDS; i++)
    g_clear_pointer (&wanted->people[i], g_array_unref);
  g_clear_pointer (&wanted->names, rg_statement_reset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* Small letters, digits and Han characters are as they are compared already: most
 * tasks, of which a hundred thousand are gone through, say nothing else. */
static gboolean
is_folded (const char *text)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (g_ascii_isupper (*c) || (*c >= 0xc2 && *c < 0xe4) || *c > 0xe9)
      return FALSE;
  return TRUE;
}

/* As words are compared: whatever their case and width. (nullable) */
static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (text == NULL || is_folded (text))
    return g_strdup (text);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789 +-")] == '\0';
}

static gboolean
wanted_read (Wanted *wanted, RgRead *read, const char *text, GCancellable *cancellable, GError **error)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded != NULL ? folded : "", " \t\n", -1);

  for (guint i = 0; parts[i] != NULL && wanted->n < MOST_WORDS; i++)
    {
      if (*parts[i] == '\0')
        continue;
      wanted->words[wanted->n] = g_strdup (parts[i]);
      wanted->people[wanted->n] = rg_search_customers (read, parts[i], cancellable, error);
      if (wanted->people[wanted->n++] == NULL)
        return FALSE;
    }
  if (wanted->n > 1 && is_number (folded))
    {
      wanted->people[MOST_WORDS] = rg_search_customers (read, folded, cancellable, error);
      if (wanted->people[MOST_WORDS] == NULL)
        return FALSE;
    }
  wanted->names =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT name, reading, kind IS 'company' FROM customer WHERE id = ?1", error);
  return wanted->names != NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return (one > other) - (one < other);
}

static gboolean
is_among (GArray *people, gint64 customer)
{
  guint32 id = (guint32) customer;

  return customer != 0 && people != NULL && g_array_binary_search (people, &id, compare_ids, NULL);
}

/* Whether the word is somebody's name, sounds like it, or is a number of theirs. */
static gboolean
is_meant (const Wanted *wanted, guint word, gint64 customer)
{
  const char *text = wanted->words[word];
  g_autofree char *name = NULL;
  gboolean meant = FALSE;

  if (!is_among (wanted->people[word], customer))
    return FALSE;
  if (is_number (text))
    return TRUE;
  rg_statement_bind_integer (wanted->names, 0, customer);
  if (rg_statement_step (wanted->names, NULL) == RG_STEP_ROW)
    {
      const char *written = rg_statement_get_text (wanted->names, 0);

      name = fold (written);
      meant = name != NULL && (strstr (name, text) != NULL ||
                               rg_pinyin_match (written, rg_statement_get_integer (wanted->names, 2) != 0,
                                                rg_statement_get_text (wanted->names, 1), text));
    }
  rg_statement_reset (wanted->names);
  return meant;
}

/* The columns of @statement behind the id: customer, title, notes. */
static gboolean
is_wanted (const Wanted *wanted, RgStatement *statement)
{
  gint64 customer = rg_statement_get_integer (statement, 1);
  g_autofree char *title = NULL, *notes = NULL;

  if (wanted->n == 0 || is_among (wanted->people[MOST_WORDS], customer))
    return TRUE;
  title = fold (rg_statement_get_text (statement, 2));
  notes = fold (rg_statement_get_text (statement, 3));
  for (guint i = 0; i < wanted->n; i++)
    if ((title == NULL || strstr (title, wanted->words[i]) == NULL) &&
        (notes == NULL || strstr (notes, wanted->words[i]) == NULL) && !is_meant (wanted, i, customer))
      return FALSE;
  return TRUE;
}

/* --- rows ----------------------------------------------------------------- */

/* Open tasks go by the index task_open, a customer's by task_customer. The state
 * is a word of the statement and no parameter: only so can a partial index be
 * taken. */
static void
add_conditions (RgRead *read, const RgTaskFilter *filter, GString *sql)
{
  if (g_strcmp0 (filter->state, "open") == 0)
    g_string_append (sql, " AND k.state = 'open'");
  else if (filter->state != NULL)
    g_string_append (sql, " AND k.state = ?1");
  if (filter->staff != NULL)
    g_string_append (sql, " AND k.staff IS ?2");
  if (filter->customer_id != 0)
    g_string_append (sql, " AND k.customer_id = ?3");
  if (filter->from != NULL)
    g_string_append (sql, " AND k.due >= ?4");
  if (filter->to != NULL)
    g_string_append (sql, " AND k.due <= ?5");
  rg_read_hide_open (read, "task", "k", sql);
}

static void
bind (RgStatement *statement, const RgTaskFilter *filter)
{
  if (filter->state != NULL && !g_str_equal (filter->state, "open"))
    rg_statement_bind_text (statement, 0, filter->state);
  if (filter->staff != NULL)
    rg_statement_bind_text (statement, 1, *filter->staff != '\0' ? filter->staff : NULL);
  if (filter->customer_id != 0)
    rg_statement_bind_integer (statement, 2, filter->customer_id);
  if (filter->from != NULL)
    rg_statement_bind_text (statement, 3, filter->from);
  if (filter->to != NULL)
    rg_statement_bind_text (statement, 4, filter->to);
}

/**
 * rg_task_find:
 * @read: a read transaction
 * @filter: which ones
 * @cancellable: (nullable): ends it
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): the tasks by day, on a day those
 *   with a time first, then the urgent ones
 */
GPtrArray *
rg_task_find (RgRead *read, const RgTaskFilter *filter, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "task");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_autoptr (GString) sql = g_string_new ("SELECT k.id, k.customer_id, k.title, k.notes FROM task k WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  g_auto (Wanted) wanted = { .n = 0 };
  RgStep step = RG_STEP_DONE;
  guint n = 0;

  if (filter->text != NULL && !wanted_read (&wanted, read, filter->text, cancellable, error))
    return NULL;
  add_conditions (read, filter, sql);
  g_string_append (sql, " ORDER BY k.due, k.due_time IS NULL, k.due_time,"
                        " CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, k.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind (statement, filter);
  while ((filter->limit == 0 || rows->len < filter->limit) &&
         (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgRow *row;

      if (++n % LOOK_ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!is_wanted (&wanted, statement))
        continue;
      row = rg_row_read (read, entity, rg_statement_get_integer (statement, 0), error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return step != RG_STEP_ERROR ? g_steal_pointer (&rows) : NULL;
}
