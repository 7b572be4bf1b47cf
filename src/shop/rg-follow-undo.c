/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow.h"

/* What a person did is undone also where a rule followed it: a tag that was given
 * to a customer who was just added must not keep the addition from being undone. */

/* Deeper than rules ever lie upon each other. */
#define MOST_CLASHES 1000

/* The operation that rg_undo would take. */
static gint64
find_newest (RgRead *read, const char *session)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read),
      "SELECT id FROM operation WHERE session = ?1 AND state = 'done' AND kind = 'do' AND images = 1 "
      "ORDER BY changed DESC LIMIT 1",
      NULL);

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

/* The newest operation of a rule by which nothing lies, when there are only such
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

/**
 * rg_follow_undo:
 * @write: a transaction without an operation
 * @id: an operation, or 0 for the newest one that @session has done
 * @origin: what undoes it
 * @session: (nullable): whose
 * @again: (out): whether this was a step towards it: the caller begins another
 *   write and calls again
 * @cancellable: (nullable): asked between the batches of a long one
 * @error: as rg_undo()
 *
 * Returns: (transfer full): what was undone: with @again a rule's operation
 */
RgOperation *
rg_follow_undo (RgWrite *write,
                gint64 id,
                const char *origin,
                const char *session,
                gboolean *again,
                GCancellable *cancellable,
                GError **error)
{
  RgRead *read = rg_write_as_read (write);
  gint64 wanted = id != 0 ? id : find_newest (read, session);
  gint64 first = wanted != 0 ? find_in_the_way (read, wanted) : 0;

  *again = first != 0;
  if (first != 0)
    return rg_undo (write, first, RG_ORIGIN_RULE, RG_FOLLOW_SESSION, cancellable, error);
  return rg_undo (write, id, origin, session, cancellable, error);
}
