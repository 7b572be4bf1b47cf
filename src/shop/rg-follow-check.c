/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"

#include "shop/rg-follow-private.h"
#include "shop/rg-standing.h"

/* Whether what is derived is what would be worked out now. */

/* Customers that are worked out at most, and how many at once. */
#define MOST_LOOKED_AT 20000
#define AT_ONCE 500

/* Every so many of a large shop, beginning elsewhere each time. */
static GArray *
pick_customers (RgRead *read, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) statement = NULL;
  gint64 n, every;
  RgStep step;

  if (!rg_follow_ask_number (read, "SELECT count (*) FROM customer", 0, &n, error))
    return NULL;
  every = n / MOST_LOOKED_AT + 1;
  statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT id FROM customer NOT INDEXED WHERE (id + ?1) % ?2 = 0 ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, g_get_monotonic_time () % every);
  rg_statement_bind_integer (statement, 1, every);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
check_standing (RgRead *read, guint *n_wrong, GCancellable *cancellable, GError **error)
{
  static const char strangers_sql[] = "SELECT (SELECT count (*) FROM standing s WHERE NOT EXISTS (SELECT 1 "
                                      "FROM customer WHERE id = customer_id))"
                                      " + (SELECT count (*) FROM life_move s WHERE NOT EXISTS (SELECT 1 FROM "
                                      "customer WHERE id = customer_id))";
  g_autoptr (RgStander) stander = rg_stander_new (read, error);
  g_autoptr (GArray) ids = stander != NULL ? pick_customers (read, error) : NULL;
  gint64 strangers = 0;

  if (ids == NULL || !rg_follow_ask_number (read, strangers_sql, 0, &strangers, error))
    return FALSE;
  *n_wrong += (guint) strangers;
  for (guint i = 0; i < ids->len; i += AT_ONCE)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !rg_stander_check (stander, &g_array_index (ids, gint64, i), MIN (AT_ONCE, ids->len - i), n_wrong,
                           error))
      return FALSE;
  return TRUE;
}

/* A rule that can do nothing gives and takes nothing: that is told elsewhere. */
static gboolean
check_rule (RgRead *read,
            gint64 tag,
            const char *stored,
            guint *n_wrong,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (stored, &problem);
  g_autoptr (RgRuleDryRun) run =
      condition != NULL ? rg_rule_dry_run (read, tag, condition, cancellable, &problem) : NULL;

  if (run != NULL)
    *n_wrong += run->gain->len + run->lose->len;
  else if (problem->domain != RG_CONDITION_ERROR)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    return TRUE;
  return run != NULL;
}

static gboolean
check_rules (RgRead *read, guint *n_wrong, GCancellable *cancellable, GError **error)
{
  g_autofree char *chasing = rg_meta_get (read, RG_FOLLOW_CHASING);
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT id, condition FROM tag WHERE rule_on = 1 AND retired = 0 "
                           "AND condition IS NOT NULL ORDER BY id",
                           error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 tag = rg_statement_get_integer (statement, 0);

      if (!rg_follow_is_chasing (chasing, tag) &&
          !check_rule (read, tag, rg_statement_get_text (statement, 1), n_wrong, cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/**
 * rg_follow_check:
 * @read: a transaction
 * @n_wrong: (out): how many lines and tags are not as they would be
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Looks whether how customers stand and the tags of rules are what they would be
 * if they were worked out now. What the follower has not come to yet is no fault.
 *
 * Returns: %FALSE and @error when it cannot be read
 */
gboolean
rg_follow_check (RgRead *read, guint *n_wrong, GCancellable *cancellable, GError **error)
{
  *n_wrong = 0;
  return !rg_follow_is_caught_up (read) || (check_standing (read, n_wrong, cancellable, error) &&
                                            check_rules (read, n_wrong, cancellable, error));
}
