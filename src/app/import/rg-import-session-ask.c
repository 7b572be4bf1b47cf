/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-session-private.h"

/* What the owner is asked: whether the columns mean what they meant before, and
 * whose sales are whose. */

/* --- what the columns meant before ---------------------------------------- */

/**
 * rg_import_session_get_saved:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the owner made of the same columns
 *   before, when that is something else
 */
const RgImportSaved *
rg_import_session_get_saved (RgImportSession *self)
{
  return self->saved;
}

/**
 * rg_import_session_uses_saved:
 * @self: a session
 *
 * Returns: whether the columns mean what they meant then
 */
gboolean
rg_import_session_uses_saved (RgImportSession *self)
{
  return self->uses_saved;
}

/**
 * rg_import_session_use_saved:
 * @self: a session that is idle
 * @use: whether the columns are to mean what they meant before; %FALSE looks at
 *   the file anew
 */
void
rg_import_session_use_saved (RgImportSession *self, gboolean use)
{
  g_return_if_fail (self->plan != NULL && self->state == RG_IMPORT_STATE_IDLE);

  if (use == self->uses_saved || self->saved == NULL)
    return;
  if (!use)
    {
      rg_import_session_look (self);
      return;
    }
  if (!rg_import_plan_apply_saved (self->plan, self->saved, NULL))
    return;
  g_clear_pointer (&self->trial, rg_import_report_free);
  self->uses_saved = TRUE;
  g_signal_emit_by_name (self, "mapped");
}

/* --- whose sales ---------------------------------------------------------- */

/**
 * rg_import_session_answer:
 * @self: a session that is idle
 * @key: a question's
 * @answer: a customer's id or RG_IMPORT_ANSWER_…
 * @name: (nullable): the customer's name
 */
void
rg_import_session_answer (RgImportSession *self, const char *key, gint64 answer, const char *name)
{
  g_return_if_fail (self->plan != NULL && self->state == RG_IMPORT_STATE_IDLE);

  g_clear_pointer (&self->trial, rg_import_report_free);
  rg_import_plan_answer (self->plan, key, answer);
  if (name != NULL)
    g_hash_table_replace (self->names, g_memdup2 (&answer, sizeof answer), g_strdup (name));
  g_signal_emit_by_name (self, "answered");
}

/**
 * rg_import_session_answer_rest:
 * @self: a session that is idle
 * @questions: (element-type RgImportQuestion): what a trial asked
 * @answer: RG_IMPORT_ANSWER_…, for all that have none
 */
void
rg_import_session_answer_rest (RgImportSession *self, GPtrArray *questions, gint64 answer)
{
  g_return_if_fail (self->plan != NULL && self->state == RG_IMPORT_STATE_IDLE);

  g_clear_pointer (&self->trial, rg_import_report_free);
  for (guint i = 0; i < questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (questions, i);

      if (rg_import_session_get_answer (self, question) == RG_IMPORT_ANSWER_NONE)
        rg_import_plan_answer (self->plan, question->key, answer);
    }
  g_signal_emit_by_name (self, "answered");
}

/**
 * rg_import_session_get_answer:
 * @self: a session with a plan
 * @question: what a trial asked
 *
 * Returns: a customer's id or RG_IMPORT_ANSWER_…
 */
gint64
rg_import_session_get_answer (RgImportSession *self, const RgImportQuestion *question)
{
  gint64 answer =
      self->plan != NULL ? rg_import_plan_get_answer (self->plan, question->key) : question->answer;

  /* One that an earlier bill got stands until there is another. */
  return answer != RG_IMPORT_ANSWER_NONE ? answer : question->answer;
}

/**
 * rg_import_session_get_answer_name:
 * @self: a session
 * @id: a customer who was answered
 *
 * Returns: (transfer none) (nullable): the customer's name
 */
const char *
rg_import_session_get_answer_name (RgImportSession *self, gint64 id)
{
  return g_hash_table_lookup (self->names, &id);
}
