/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

/* What the owner said to the questions of a plan. */

/**
 * rg_import_plan_answer:
 * @plan: a plan
 * @who: a question's key, or a name that one or several questions are about
 * @answer: a customer's id or RG_IMPORT_ANSWER_…
 *
 * The more precise answer counts: that to a key before that to a name.
 */
void
rg_import_plan_answer (RgImportPlan *plan, const char *who, gint64 answer)
{
  g_autofree char *normal = rg_text_normalize (who);
  gint64 *value;

  if (answer == RG_IMPORT_ANSWER_NONE)
    {
      g_hash_table_remove (plan->answers, normal);
      return;
    }
  value = g_new (gint64, 1);
  *value = answer;
  g_hash_table_insert (plan->answers, g_steal_pointer (&normal), value);
}

/**
 * rg_import_plan_get_answer:
 * @plan: a plan
 * @who: see rg_import_plan_answer()
 *
 * Returns: the answer to exactly that; RG_IMPORT_ANSWER_NONE for none
 */
gint64
rg_import_plan_get_answer (const RgImportPlan *plan, const char *who)
{
  g_autofree char *normal = rg_text_normalize (who);
  const gint64 *answer = g_hash_table_lookup (plan->answers, normal);

  return answer != NULL ? *answer : RG_IMPORT_ANSWER_NONE;
}
