/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-doubles.h"

#include "shop/rg-doubles-private.h"
#include "shop/rg-merge.h"
#include "shop/rg-people.h"
#include "store/rg-search.h"

#include <glib/gi18n-lib.h>
/* Merges above which an operation is a long one, and those between two of its
 * pauses and two words about the progress. */
#define LONG_ROWS 10000
#define PAUSE_ROWS 5000
#define STEP_ROWS 100

/**
 * rg_double_free:
 * @pair: (nullable) (transfer full): a likely pair
 */
void
rg_double_free (RgDouble *pair)
{
  if (pair == NULL)
    return;
  rg_row_unref (pair->first);
  rg_row_unref (pair->second);
  g_free (pair->shared);
  g_free (pair);
}

/**
 * rg_doubles_free:
 * @doubles: (nullable) (transfer full): what a search found
 */
void
rg_doubles_free (RgDoubles *doubles)
{
  if (doubles == NULL)
    return;
  g_ptr_array_unref (doubles->pairs);
  g_free (doubles);
}

/* --- rows of pairs -------------------------------------------------------- */

/* The rows of @candidates with what speaks for them; those that are none when
 * looked at closely are left out. */
static GPtrArray *
read_pairs (RgRead *read, const RgCandidate *candidates, guint n, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_double_free);
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  g_autofree guint32 *ids = g_new (guint32, MAX (n, 1) * 2);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < n; i++)
    {
      ids[2 * i] = (guint32) (candidates[i].pair >> 32);
      ids[2 * i + 1] = (guint32) candidates[i].pair;
    }
  rows = rg_rows_read (read, customer, ids, n * 2, error);
  for (guint i = 0; rows != NULL && i < n; i++)
    {
      RgRow *first = g_ptr_array_index (rows, 2 * i);
      RgRow *second = g_ptr_array_index (rows, 2 * i + 1);
      g_autoptr (RgFacts) a = rg_facts_read (read, ids[2 * i], error);
      g_autoptr (RgFacts) b = a != NULL ? rg_facts_read (read, ids[2 * i + 1], error) : NULL;
      g_autofree char *shared = NULL;
      RgDoubleEvidence evidence;
      RgDouble *pair;

      if (b == NULL)
        return NULL;
      if (first == NULL || second == NULL)
        continue;
      evidence = rg_facts_compare (a, b, &shared);
      if (!rg_double_is_likely (evidence))
        continue;
      pair = g_new0 (RgDouble, 1);
      pair->first = rg_row_ref (first);
      pair->second = rg_row_ref (second);
      pair->evidence = evidence;
      pair->shared = g_steal_pointer (&shared);
      g_ptr_array_add (pairs, pair);
    }
  return rows != NULL ? g_steal_pointer (&pairs) : NULL;
}

static int
compare_strength (gconstpointer a, gconstpointer b)
{
  const RgCandidate *left = a;
  const RgCandidate *right = b;
  guint left_strength = rg_double_strength (left->evidence);
  guint right_strength = rg_double_strength (right->evidence);

  if (left_strength != right_strength)
    return left_strength > right_strength ? -1 : 1;
  return (left->pair > right->pair) - (left->pair < right->pair);
}

/**
 * rg_doubles_search:
 * @read: a read transaction
 * @limit: how many pairs at most; 0 for all
 * @cancellable: (nullable): asked every few thousand rows
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Looks through all customers. The same name with the same phone or WeChat id
 * comes first, a phone that people of different names share (a family) last.
 * A phone, WeChat id or e-mail that more than %RG_DOUBLES_MOST_SHARING customers
 * have speaks for nothing; of those, people whose names sound the same are pairs,
 * each with the next one only.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL on error
 */
RgDoubles *
rg_doubles_search (RgRead *read, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) candidates = rg_doubles_scan (read, cancellable, error);
  g_autoptr (GArray) sure = NULL;
  GPtrArray *pairs;
  RgDoubles *doubles;
  guint n;

  if (candidates == NULL)
    return NULL;
  sure = rg_doubles_sure (candidates);
  g_array_sort (candidates, compare_strength);
  n = limit > 0 ? MIN (limit, candidates->len) : candidates->len;
  pairs = read_pairs (read, (const RgCandidate *) (gpointer) candidates->data, n, error);
  if (pairs == NULL)
    return NULL;
  doubles = g_new0 (RgDoubles, 1);
  doubles->pairs = pairs;
  doubles->total = candidates->len;
  doubles->n_sure = sure->len;
  return doubles;
}

/**
 * rg_doubles_find:
 * @read: a read transaction
 * @limit: how many pairs at most; 0 for all
 * @total: (out) (optional): how many there are
 * @cancellable: (nullable): asked every few thousand rows
 * @error: %RG_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Like [func@doubles_search], for those who want the pairs alone.
 *
 * Returns: (element-type RgDouble) (transfer full) (nullable): the pairs, the
 *   likeliest first; %NULL on error
 */
GPtrArray *
rg_doubles_find (RgRead *read, guint limit, guint64 *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgDoubles) doubles = rg_doubles_search (read, limit, cancellable, error);

  if (doubles == NULL)
    return NULL;
  if (total != NULL)
    *total = doubles->total;
  return g_ptr_array_ref (doubles->pairs);
}

/* --- of one customer ------------------------------------------------------ */

/* Ids that @sql finds for the customer and @value; none when they are too many
 * to mean anything. */
static gboolean
add_sharing (RgRead *read, GArray *ids, const char *sql, gint64 id, const char *value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  guint before = ids->len;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  rg_statement_bind_text (statement, 1, value);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 found = (guint32) rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, found);
    }
  if (ids->len - before >= RG_DOUBLES_MOST_SHARING)
    g_array_set_size (ids, before);
  return step == RG_STEP_DONE;
}

#define SHARING(column, kind)                                                                                \
  "SELECT id FROM main.customer WHERE " column " IN (?2, lower (?2), upper (?2)) AND id <> ?1 UNION "        \
  "SELECT customer_id FROM main.identity WHERE kind = '" kind "' AND value IN (?2, lower (?2), upper (?2)) " \
  "AND customer_id <> ?1"

/* By the tables of words; those who have the digits elsewhere are no pairs when
 * looked at closely. */
static gboolean
add_tails (RgRead *read, GArray *ids, const RgFacts *facts, const char *tail, GError **error)
{
  g_autoptr (GArray) found = rg_search_customers (read, tail, NULL, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      guint32 id = g_array_index (found, guint32, i);
      g_autoptr (RgStatement) statement = NULL;

      statement = rg_database_prepare (rg_read_get_database (read),
                                       "SELECT 1 FROM main.customer WHERE id = ?1 AND pinyin = ?2", error);
      if (statement == NULL)
        return FALSE;
      rg_statement_bind_integer (statement, 0, id);
      rg_statement_bind_text (statement, 1, facts->sound);
      if (rg_statement_step (statement, NULL) == RG_STEP_ROW)
        g_array_append_val (ids, id);
    }
  return found != NULL;
}

static gboolean
collect_others (RgRead *read, GArray *ids, gint64 id, const RgFacts *facts, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; good && i < facts->phones->len; i++)
    {
      const char *phone = g_ptr_array_index (facts->phones, i);
      const char *tail = rg_double_tail (phone);

      good = add_sharing (read, ids, SHARING ("phone", "phone"), id, phone, error) &&
             (tail == NULL || facts->sound == NULL || add_tails (read, ids, facts, tail, error));
    }
  for (guint i = 0; good && i < facts->wechats->len; i++)
    good = add_sharing (read, ids, SHARING ("wechat", "wechat"), id, g_ptr_array_index (facts->wechats, i),
                        error);
  for (guint i = 0; good && i < facts->emails->len; i++)
    good =
        add_sharing (read, ids, SHARING ("email", "email"), id, g_ptr_array_index (facts->emails, i), error);
  return good;
}

/* Each other one once, not called different, with what speaks for it. */
static gboolean
judge_other (RgRead *read, gint64 id, const RgFacts *facts, guint32 other, GArray *candidates, GError **error)
{
  RgCandidate candidate = { .pair = rg_pair_key ((guint32) id, other) };
  g_autoptr (RgFacts) others = NULL;
  gboolean dismissed;

  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, RgCandidate, i).pair == candidate.pair)
      return TRUE;
  if (other == id)
    return TRUE;
  if (!rg_doubles_is_dismissed (read, id, other, &dismissed, error))
    return FALSE;
  others = rg_facts_read (read, other, error);
  if (others == NULL)
    return FALSE;
  candidate.evidence = rg_facts_compare (facts, others, NULL);
  if (!dismissed && rg_double_is_likely (candidate.evidence))
    g_array_append_val (candidates, candidate);
  return TRUE;
}

/**
 * rg_doubles_of:
 * @read: a read transaction
 * @customer_id: who
 * @error: %RG_STORE_ERROR
 *
 * Returns: (element-type RgDouble) (transfer full) (nullable): the likely pairs
 *   that the customer is one of, the likeliest first; %NULL on error
 */
GPtrArray *
rg_doubles_of (RgRead *read, gint64 customer_id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (RgCandidate));
  g_autoptr (RgFacts) facts = rg_facts_read (read, customer_id, error);

  if (facts == NULL || !collect_others (read, ids, customer_id, facts, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!judge_other (read, customer_id, facts, g_array_index (ids, guint32, i), candidates, error))
      return NULL;
  g_array_sort (candidates, compare_strength);
  return read_pairs (read, (const RgCandidate *) (gpointer) candidates->data, candidates->len, error);
}

/* --- the owner's word ----------------------------------------------------- */

/**
 * rg_doubles_dismiss:
 * @op: the operation of a write
 * @one: a customer
 * @other: another one
 * @error: %RG_STORE_ERROR_CONSTRAINT when one of them is not there
 *
 * The owner says that they are two people: they are no likely pair any more.
 * Saying it again changes nothing.
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_doubles_dismiss (RgOp *op, gint64 one, gint64 other, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "not_same");
  RgCell cells[] = {
    { .field = rg_entity_find_field (entity, "first_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = MIN (one, other) } },
    { .field = rg_entity_find_field (entity, "second_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = MAX (one, other) } },
  };
  gboolean dismissed;

  g_return_val_if_fail (one != other, FALSE);
  if (!rg_doubles_is_dismissed (rg_write_as_read (write), one, other, &dismissed, error))
    return FALSE;
  return dismissed || rg_op_insert (op, entity, cells, G_N_ELEMENTS (cells), error) != 0;
}

/* --- all at once ---------------------------------------------------------- */

/* Of three of whom the owner called two different, the third joins the first. */
static gboolean
merge_sure (RgOp *op, const RgSurePair *pair, guint64 *merged, GError **error)
{
  gboolean dismissed;

  if (!rg_doubles_is_dismissed (rg_write_as_read (rg_op_get_write (op)), pair->keep, pair->gone, &dismissed,
                                error))
    return FALSE;
  if (dismissed)
    return TRUE;
  *merged += 1;
  return rg_people_merge (op, pair->keep, pair->gone, error);
}

static gboolean
merge_all (RgOp *op,
           const GArray *sure,
           const RgDoublesJob *job,
           guint64 *merged,
           GCancellable *cancellable,
           GError **error)
{
  gboolean is_long = sure->len > LONG_ROWS;

  if (is_long && !rg_op_make_long (op, error))
    return FALSE;
  for (guint i = 0; i < sure->len; i++)
    {
      if (!merge_sure (op, &g_array_index (sure, RgSurePair, i), merged, error))
        return FALSE;
      if ((i + 1) % STEP_ROWS != 0 && i + 1 < sure->len)
        continue;
      if (job->progress != NULL)
        job->progress (i + 1, sure->len, job->progress_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_long && (i + 1) % PAUSE_ROWS == 0 && !rg_op_pause (op, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_doubles_merge_sure_func:
 * @write: a write without an operation
 * @job: an #RgDoublesJob
 * @cancellable: (nullable): asked after every hundred customers; nothing is
 *   changed then
 * @error: %G_IO_ERROR_CANCELLED or %RG_STORE_ERROR
 *
 * Looks for them anew, so that it is right whatever has changed since they were
 * shown. The earliest customer stays.
 *
 * Returns: (transfer full) (nullable): an #RgDoublesReport; %NULL on error
 */
gpointer
rg_doubles_merge_sure_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error)
{
  const RgDoublesJob *todo = job;
  g_autoptr (GArray) candidates = rg_doubles_scan (rg_write_as_read (write), cancellable, error);
  g_autoptr (GArray) sure = candidates != NULL ? rg_doubles_sure (candidates) : NULL;
  g_autofree RgDoublesReport *report = g_new0 (RgDoublesReport, 1);
  g_autofree char *label = NULL;
  g_autofree char *number = NULL;
  RgOp *op;

  if (sure == NULL)
    return NULL;
  if (sure->len == 0)
    return g_steal_pointer (&report);
  op = rg_op_begin (write, todo->origin, todo->session, "", error);
  if (op == NULL || !merge_all (op, sure, todo, &report->merged, cancellable, error))
    return NULL;
  number = g_strdup_printf ("%'lu", (gulong) report->merged);
  label = g_strdup_printf (
      ngettext ("Merge %s double customer", "Merge %s double customers", (gulong) report->merged), number);
  rg_op_set_label (op, label);
  report->operation = report->merged > 0 ? rg_op_get_id (op) : 0;
  return g_steal_pointer (&report);
}
