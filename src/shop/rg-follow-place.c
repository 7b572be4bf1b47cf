/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-follow-private.h"

#include <stdio.h>
#include <string.h>

/* How far the follower has come, as lines in meta, and what is still to be gone
 * through. */

/* --- the place ---------------------------------------------------------------- */

gint64
rg_follow_get_number (RgRead *read, const char *key)
{
  g_autofree char *text = rg_meta_get (read, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
set_number (RgWrite *write, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return rg_meta_set (write, key, text, error);
}

/* "3/77 0:1-5000 12:1-1000": the rounds and where this one ends, then the sweeps. */
void
rg_follow_read_todo (RgFollowStep *step)
{
  g_autofree char *text = rg_meta_get (step->read, RG_FOLLOW_TODO);
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  if (words[0] == NULL || sscanf (words[0], "%u/%" G_GINT64_FORMAT, &step->rounds, &step->round_end) != 2)
    step->rounds = 0;
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      RgSweep sweep;

      if (sscanf (words[i], "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, &sweep.tag,
                  &sweep.first, &sweep.last) == 3)
        g_array_append_val (step->sweeps, sweep);
    }
}

static char *
todo_to_text (const RgFollowStep *step)
{
  GString *text = g_string_new (NULL);

  if (step->round_end == 0 && step->sweeps->len == 0)
    return g_string_free_and_steal (text);
  g_string_append_printf (text, "%u/%" G_GINT64_FORMAT, step->rounds, step->round_end);
  for (guint i = 0; i < step->sweeps->len; i++)
    {
      const RgSweep *sweep = &g_array_index (step->sweeps, RgSweep, i);

      g_string_append_printf (text, " %" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                              sweep->tag, sweep->first, sweep->last);
    }
  return g_string_free_and_steal (text);
}

gboolean
rg_follow_ask_number (RgRead *read, const char *sql, gint64 parameter, gint64 *answer, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  RgStep step;

  *answer = 0;
  if (statement == NULL)
    return FALSE;
  if (strchr (sql, '?') != NULL)
    rg_statement_bind_integer (statement, 0, parameter);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    *answer = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

gboolean
rg_follow_put_place (RgFollowStep *step, GError **error)
{
  g_autofree char *todo = todo_to_text (step);
  g_autofree char *old = rg_meta_get (step->read, RG_FOLLOW_TODO);
  gint64 at;

  if (g_strcmp0 (old != NULL ? old : "", todo) != 0 &&
      !rg_meta_set (step->write, RG_FOLLOW_TODO, todo, error))
    return FALSE;
  if (!step->moved)
    return TRUE;
  return rg_follow_ask_number (step->read, "SELECT at FROM operation WHERE id = ?1", step->cursor, &at,
                               error) &&
         set_number (step->write, RG_FOLLOW_CURSOR, step->cursor, error) &&
         set_number (step->write, RG_FOLLOW_MARK_AT, at, error);
}

/* --- sweeps ------------------------------------------------------------------- */

static gboolean
largest_id (RgRead *read, gint64 *id, GError **error)
{
  return rg_follow_ask_number (read,
                               "SELECT max (ifnull ((SELECT max (id) FROM customer), 0), "
                               "ifnull ((SELECT max (customer_id) FROM standing), 0), "
                               "ifnull ((SELECT max (customer_id) FROM life_move), 0))",
                               0, id, error);
}

/* Whether @wide does what @narrow is to do. */
static gboolean
covers (const RgSweep *wide, const RgSweep *narrow)
{
  gboolean rules = wide->tag == RG_SWEEP_ALL || (wide->tag == RG_SWEEP_RULES && narrow->tag != RG_SWEEP_ALL);

  return (wide->tag == narrow->tag || rules) && wide->first <= narrow->first && wide->last >= narrow->last;
}

void
rg_follow_add_sweep (RgFollowStep *step, gint64 tag, gint64 first, gint64 last)
{
  RgSweep sweep = { tag, first, last };

  for (guint i = 0; i < step->sweeps->len; i++)
    if (covers (&g_array_index (step->sweeps, RgSweep, i), &sweep))
      return;
  for (guint i = step->sweeps->len; i-- > 0;)
    if (covers (&sweep, &g_array_index (step->sweeps, RgSweep, i)))
      g_array_remove_index (step->sweeps, i);
  g_array_append_val (step->sweeps, sweep);
}

gboolean
rg_follow_add_full_sweep (RgFollowStep *step, gint64 tag, GError **error)
{
  gint64 last;

  if (!largest_id (step->read, &last, error))
    return FALSE;
  if (last > 0)
    rg_follow_add_sweep (step, tag, 1, last);
  return TRUE;
}
