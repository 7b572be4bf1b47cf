/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"

#include "shop/rg-follow-private.h"

/* What a person did is undone and made again also where a rule followed it: a tag
 * that was given to a customer who was just added must not keep the addition from
 * being undone, nor one that was given meanwhile a tag from coming back.
 *
 * What lies over the same rows is known beforehand. A rule may also have taken the
 * place of a row that is to return, or have taken one that is to go: such a step is
 * tried, refused, and tried again without what rules did with the same customers
 * and tags since. */

/* Deeper than rules ever lie upon each other. */
#define MOST_CLASHES 1000

/* The operations that rg_undo and rg_redo would take. */
static const char newest_done[] =
    "SELECT id FROM operation WHERE session = ?1 AND state = 'done' AND kind = 'do' AND images = 1 "
    "ORDER BY changed DESC LIMIT 1";
static const char newest_undone[] =
    "SELECT id FROM operation WHERE session = ?1 AND state = 'undone' AND kind = 'do' AND images = 1 "
    "ORDER BY changed DESC LIMIT 1";

static gint64
find_newest (RgRead *read, const char *sql, const char *session)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, NULL);

  if (statement == NULL || session == NULL)
    return 0;
  rg_statement_bind_text (statement, 0, session);
  return rg_statement_step (statement, NULL) == RG_STEP_ROW ? rg_statement_get_integer (statement, 0) : 0;
}

static gboolean
is_of_rule (const RgOperation *operation)
{
  return g_str_equal (operation->origin, RG_ORIGIN_RULE) &&
         g_str_equal (operation->session, RG_FOLLOW_SESSION) && operation->can_undo;
}

/* The newest operation of a rule over which nothing lies, when there are only such
 * between @id and its undo; 0 when there is none, or something else as well. */
static gint64
find_in_the_way (RgRead *read, gint64 id)
{
  gint64 found = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) clashes = rg_undo_clashes (read, id, MOST_CLASHES, NULL);
      gint64 newest = 0;

      if (clashes == NULL)
        return 0;
      for (guint i = 0; i < clashes->len; i++)
        {
          const RgOperation *operation = g_ptr_array_index (clashes, i);

          if (!is_of_rule (operation))
            return 0;
          newest = MAX (newest, operation->id);
        }
      if (newest <= found)
        return found;
      id = found = newest;
    }
}

/* Whether later operations touched the same rows. */
static gboolean
is_under_others (RgRead *read, gint64 id)
{
  g_autoptr (GPtrArray) clashes = rg_undo_clashes (read, id, 1, NULL);

  return clashes == NULL || clashes->len > 0;
}

/* What rules did, since operation ?1 was done or undone, with the customers and
 * tags that it speaks of. */
static const char since_sql[] =
    "WITH own (tbl, row, image) AS MATERIALIZED ("
    " SELECT tbl, row_id, before FROM journal WHERE op = ?1 UNION ALL"
    " SELECT tbl, row_id, after FROM journal WHERE op = ?1 UNION ALL"
    " SELECT tbl, row_id, image FROM removed WHERE op = ?1),"
    "who (id) AS MATERIALIZED (SELECT row FROM own WHERE tbl = 'customer' UNION"
    " SELECT json_extract (image, '$.customer_id') FROM own WHERE image IS NOT NULL),"
    "what (id) AS MATERIALIZED (SELECT row FROM own WHERE tbl = 'tag') "
    "SELECT o.id FROM operation o WHERE o.changed > (SELECT changed FROM operation WHERE id = ?1)"
    " AND o.session = ?2 AND o.kind = 'do' AND o.state = 'done' AND EXISTS ("
    "  SELECT 1 FROM journal j WHERE j.op = o.id AND j.tbl = 'customer_tag'"
    "  AND (json_extract (ifnull (j.after, j.before), '$.customer_id') IN who"
    "   OR json_extract (ifnull (j.after, j.before), '$.tag_id') IN what)) "
    "ORDER BY o.changed DESC";

/* The newest of them that can be undone now; 0 when there is none. */
static gint64
find_since (RgRead *read, gint64 id)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), since_sql, NULL);

  if (statement == NULL)
    return 0;
  rg_statement_bind_integer (statement, 0, id);
  rg_statement_bind_text (statement, 1, RG_FOLLOW_SESSION);
  while (rg_statement_step (statement, NULL) == RG_STEP_ROW)
    {
      gint64 found = rg_statement_get_integer (statement, 0);

      if (!is_under_others (read, found))
        return found;
    }
  return 0;
}

/* Whether it switched a rule on, and can be undone. */
static gboolean
switches_on (RgRead *read, gint64 id)
{
  gint64 answer = 0;

  return rg_follow_ask_number (read,
                               "SELECT EXISTS (SELECT 1 FROM journal j JOIN operation o ON o.id = j.op"
                               " WHERE j.op = ?1 AND j.tbl = 'tag' AND j.kind = 'update'"
                               " AND json_extract (j.after, '$.rule_on') = 1 AND o.state = 'done')",
                               id, &answer, NULL) &&
         answer != 0 && !is_under_others (read, id);
}

typedef RgOperation *(*Step) (RgWrite *write,
                              gint64 id,
                              const char *origin,
                              const char *session,
                              GCancellable *cancellable,
                              GError **error);

static RgOperation *
take_turn (RgWrite *write,
           Step step,
           gint64 id,
           const char *origin,
           const char *session,
           RgFollowTurn *turn,
           GCancellable *cancellable,
           GError **error)
{
  RgRead *read = rg_write_as_read (write);
  gboolean undo = step == rg_undo;
  gint64 wanted = id != 0 ? id : find_newest (read, undo ? newest_done : newest_undone, session);
  gint64 first = undo && wanted != 0 ? find_in_the_way (read, wanted) : 0;
  GError *problem = NULL;
  RgOperation *operation;

  /* Whom a rule gave its tag does not keep it when the rule was never switched on. */
  if (first == 0 && (turn->clashed || (undo && switches_on (read, wanted))))
    first = find_since (read, wanted);
  turn->again = first != 0 && turn->n++ < MOST_CLASHES;
  if (turn->again)
    {
      turn->clashed = FALSE;
      return rg_undo (write, first, RG_ORIGIN_RULE, RG_FOLLOW_SESSION, cancellable, error);
    }
  operation = step (write, id, origin, session, cancellable, &problem);
  if (operation != NULL)
    return operation;
  /* Nothing of this write stays; the next one makes room first, if it is for it to make. */
  turn->again = !turn->clashed && wanted != 0 &&
                g_error_matches (problem, RG_STORE_ERROR, RG_STORE_ERROR_CLASH) &&
                !(undo && is_under_others (read, wanted));
  turn->clashed = turn->again;
  g_propagate_error (error, problem);
  return NULL;
}

/**
 * rg_follow_turn_goes_on:
 * @turn: an undo or redo after a step
 * @error: (nullable): what its write ended with
 *
 * Returns: whether another write is to be begun with the same @turn
 */
gboolean
rg_follow_turn_goes_on (const RgFollowTurn *turn, const GError *error)
{
  return turn->again && (error == NULL || g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CLASH));
}

/**
 * rg_follow_undo:
 * @write: a transaction without an operation
 * @id: an operation, or 0 for the newest one that @session has done
 * @origin: what undoes it
 * @session: (nullable): whose
 * @turn: how far it has come
 * @cancellable: (nullable): asked between the batches of a long one
 * @error: as rg_undo()
 *
 * Returns: (transfer full): what was undone: while @turn goes on, a rule's
 *   operation, or nothing
 */
RgOperation *
rg_follow_undo (RgWrite *write,
                gint64 id,
                const char *origin,
                const char *session,
                RgFollowTurn *turn,
                GCancellable *cancellable,
                GError **error)
{
  return take_turn (write, rg_undo, id, origin, session, turn, cancellable, error);
}

/**
 * rg_follow_redo:
 * @write: a transaction without an operation
 * @id: an operation that was undone, or 0 for the one of @session that was
 *   undone last
 * @origin: what makes it again
 * @session: (nullable): whose
 * @turn: how far it has come
 * @cancellable: (nullable): asked between the batches of a long one
 * @error: as rg_redo()
 *
 * Returns: (transfer full): what was made again: while @turn goes on, a rule's
 *   operation that was undone, or nothing
 */
RgOperation *
rg_follow_redo (RgWrite *write,
                gint64 id,
                const char *origin,
                const char *session,
                RgFollowTurn *turn,
                GCancellable *cancellable,
                GError **error)
{
  return take_turn (write, rg_redo, id, origin, session, turn, cancellable, error);
}
