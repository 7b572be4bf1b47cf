/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* Leaves about what is to be done for somebody. Open tasks are looked up by their
 * day, and one customer's by the customer: both have an index. */

#define MOST_DAYS 3650

/* --- reading ---------------------------------------------------------------------- */

gboolean
rg_condition_task_read (const RgConditionJob *job, JsonObject *leaf, RgConditionTask *task, GError **error)
{
  static const char *const known[] = { "task", "op", "within", NULL };
  static const char *const states[] = { "open", "overdue", "any", NULL };
  const char *what, *op;

  *task = (RgConditionTask) { .what = -1 };
  if (!rg_condition_only_knows (leaf, known, error) ||
      !rg_condition_get_text (leaf, "task", TRUE, &what, error) ||
      !rg_condition_get_text (leaf, "op", FALSE, &op, error) ||
      !rg_condition_get_whole (leaf, "within", 0, MOST_DAYS, &task->has_within, &task->within, error))
    return FALSE;
  for (int i = 0; states[i] != NULL; i++)
    if (g_str_equal (states[i], what))
      task->what = i;
  task->has = op == NULL || g_str_equal (op, "has");
  if (task->what < 0 || (!task->has && !g_str_equal (op, "none")))
    return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                                _ ("A part of a filter says “%s”, which this version does not know there."),
                                task->what < 0 ? what : op);
  /* What is overdue is not ahead. */
  if (task->what == RG_CONDITION_TASK_OVERDUE && task->has_within)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                                _ ("A part of a filter says “%s”, which this version does not know there."),
                                "within");
  return TRUE;
}

/* --- SQL ---------------------------------------------------------------------------- */

static void
append_days (const RgConditionJob *job, const RgConditionTask *task, GString *sql)
{
  g_autofree char *today = rg_date_to_iso (&job->today);
  g_autofree char *last = NULL;
  GDate day = job->today;

  if (task->what == RG_CONDITION_TASK_OVERDUE)
    g_string_append_printf (sql, " AND k.due < '%s'", today);
  if (!task->has_within)
    return;
  g_date_add_days (&day, (guint) task->within);
  last = rg_date_to_iso (&day);
  g_string_append_printf (sql, " AND k.due BETWEEN '%s' AND '%s'", today, last);
}

void
rg_condition_task_sql (const RgConditionJob *job, const RgConditionTask *task, GString *sql)
{
  const char *not = task->has ? "" : "NOT ";
  const char *owner = rg_condition_is_of_deals (job) ? "deal_id" : "customer_id";

  if (job->few)
    g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM main.task k WHERE k.%s = t.id", not, owner);
  else
    g_string_append_printf (sql, "t.id %sIN (SELECT k.%s FROM main.task k WHERE k.%s IS NOT NULL", not, owner,
                            owner);
  if (task->what != RG_CONDITION_TASK_ANY)
    g_string_append (sql, " AND k.state = 'open'");
  append_days (job, task, sql);
  rg_read_hide_open (job->read, "task", "k", sql);
  g_string_append_c (sql, ')');
}

/* --- words -------------------------------------------------------------------------- */

/* (transfer full) */
char *
rg_condition_task_words (const RgConditionTask *task)
{
  static const char *const has[] = { N_ ("has an open task"), N_ ("has an overdue task"), N_ ("has a task") };
  static const char *const none[] = { N_ ("has no open task"), N_ ("has no overdue task"),
                                      N_ ("has no task") };
  const char *words = _ (task->has ? has[task->what] : none[task->what]);
  g_autofree char *days = NULL;

  if (!task->has_within)
    return g_strdup (words);
  if (task->within == 0)
    days = g_strdup (_ ("due today"));
  else
    days = g_strdup_printf (ngettext ("due within %d day", "due within %d days", (gulong) task->within),
                            (int) task->within);
  /* Translators: “has no open task due within 7 days”. */
  return g_strdup_printf (C_ ("filter", "%1$s %2$s"), words, days);
}
