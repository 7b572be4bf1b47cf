/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* --- the questions of a run ------------------------------------------------ */

/**
 * rg_import_ask:
 * @run: a run
 * @key: tells the question from others
 * @who: who paid, as the file says
 * @hint: (nullable): the remark that makes it uncertain
 *
 * Returns: (transfer none): the question, which may have been asked before
 */
RgImportQuestion *
rg_import_ask (RgImportRun *run, const char *key, const char *who, const char *hint)
{
  g_autofree char *normal = rg_text_normalize (key);
  RgImportQuestion *question = g_hash_table_lookup (run->questions, normal);

  if (question != NULL)
    return question;
  question = rg_import_question_new ();
  question->key = g_strdup (key);
  question->who = g_strdup (who);
  question->hint = g_strdup (hint);
  g_ptr_array_add (run->report->questions, question);
  g_hash_table_insert (run->questions, g_steal_pointer (&normal), question);
  return question;
}

/**
 * rg_import_asked:
 * @run: a run
 * @key: a question's
 *
 * Returns: (transfer none) (nullable): the question, when it was asked before
 */
RgImportQuestion *
rg_import_asked (RgImportRun *run, const char *key)
{
  g_autofree char *normal = rg_text_normalize (key);

  return g_hash_table_lookup (run->questions, normal);
}

/**
 * rg_import_question_add:
 * @question: a question
 * @id: of a customer
 * @name: (nullable)
 * @phone: (nullable)
 * @why: what speaks for it
 *
 * Adds a candidate, unless there are enough or it is one.
 */
void
rg_import_question_add (RgImportQuestion *question,
                        gint64 id,
                        const char *name,
                        const char *phone,
                        const char *why)
{
  RgImportCandidate *candidate;

  for (guint i = 0; i < question->candidates->len; i++)
    {
      if (((RgImportCandidate *) g_ptr_array_index (question->candidates, i))->id == id)
        return;
    }
  question->n_candidates++;
  if (question->candidates->len == RG_IMPORT_CANDIDATES_MAX)
    return;
  candidate = g_new0 (RgImportCandidate, 1);
  candidate->id = id;
  candidate->name = g_strdup (name);
  candidate->phone = g_strdup (phone);
  candidate->why = g_strdup (why);
  g_ptr_array_add (question->candidates, candidate);
}

static const RgValue *
value_of (const RgImportRow *row, const char *key)
{
  for (guint i = 0; i < row->fields->len; i++)
    {
      if (g_str_equal (((const RgField *) g_ptr_array_index (row->fields, i))->key, key))
        return &g_array_index (row->values, RgValue, i);
    }
  return NULL;
}

/**
 * rg_import_question_count:
 * @question: a question
 * @row: a row that waits for its answer
 */
void
rg_import_question_count (RgImportQuestion *question, const RgImportRow *row)
{
  const RgValue *amount = value_of (row, "amount_fen");
  const RgValue *value = value_of (row, "date");
  const char *date = value != NULL ? rg_value_get_text (value) : NULL;

  question->rows++;
  if (amount != NULL && amount->kind == RG_VALUE_INTEGER)
    question->amount_fen += amount->integer;
  if (date == NULL)
    return;
  if (question->first == NULL || strcmp (date, question->first) < 0)
    g_set_str (&question->first, date);
  if (question->last == NULL || strcmp (date, question->last) > 0)
    g_set_str (&question->last, date);
}

/* 张三 (138 1234 5678), 张三 (139 …) … */
static char *
list_candidates (const RgImportQuestion *question)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < question->candidates->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, i);
      g_autofree char *phone = candidate->phone != NULL ? rg_phone_format (candidate->phone) : NULL;

      if (i > 0)
        /* Translators: stands between the parts of a list. */
        g_string_append (text, C_ ("list", ", "));
      g_string_append (text, candidate->name != NULL ? candidate->name : "?");
      if (phone != NULL)
        g_string_append_printf (text, " (%s)", phone);
    }
  if (question->n_candidates > question->candidates->len)
    g_string_append (text, " …");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * rg_import_question_refuse:
 * @run: a run with a row
 * @question: what would have to be answered to take it
 */
void
rg_import_question_refuse (RgImportRun *run, const RgImportQuestion *question)
{
  g_autofree char *names = list_candidates (question);
  g_autofree char *reason = NULL;

  if (question->hint != NULL)
    reason = g_strdup_printf (
        _ ("It is not certain whose sale this is: “%s” paid, the remark is “%s”. It could be: %s. Say who "
           "it is, then import this row again."),
        question->who, question->hint, names);
  else
    reason = g_strdup_printf (
        _ ("It is not certain who “%s” is. It could be: %s. Say who it is, then import this row again."),
        question->who, names);
  run->row->refused = g_string_chunk_insert_const (run->texts, reason);
  run->row->asks = TRUE;
}

/**
 * rg_import_ask_which:
 * @run: a run with a row
 * @key: a name, or what else several customers have in common
 * @ids: (element-type guint32): who they are
 * @why: what speaks for each of them
 *
 * Returns: (transfer none) (nullable): the question; %NULL when none of them was
 *   there before this import, for nobody can choose among people who are being
 *   made
 */
RgImportQuestion *
rg_import_ask_which (RgImportRun *run, const char *key, GArray *ids, const char *why)
{
  RgImportQuestion *question = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);
      gboolean found;

      if (id > run->newest || !rg_import_load_stored (run, id, &found, NULL) || !found)
        continue;
      if (question == NULL)
        question = rg_import_ask (run, key, run->row->name != NULL ? run->row->name : key, NULL);
      rg_import_question_add (question, id, run->stored.name, run->stored.phone, why);
    }
  return question;
}

/**
 * rg_import_take_answer:
 * @run: a run with a row
 * @question: what was asked about it
 * @whose: (out): what the owner said, which may be nothing yet
 * @id: (out): the customer he named or who was made for it; else 0
 * @error: return location for an error
 *
 * Counts the row, and refuses it when there is no answer.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_take_answer (RgImportRun *run,
                       RgImportQuestion *question,
                       RgImportWhose *whose,
                       guint32 *id,
                       GError **error)
{
  gint64 answer = rg_import_plan_get_answer (run->plan, question->key);
  const guint32 *made = g_hash_table_lookup (run->made, question);
  gboolean there = FALSE;

  if (answer > 0 && answer < RG_IMPORT_VIRTUAL &&
      !rg_import_load_stored (run, (guint32) answer, &there, error))
    return FALSE;
  if (answer > 0 && !there)
    answer = RG_IMPORT_ANSWER_NONE;
  question->answer = answer;
  rg_import_question_count (question, run->row);
  *id = 0;
  if (answer == RG_IMPORT_ANSWER_NEW)
    {
      *whose = made != NULL ? RG_IMPORT_WHOSE_KNOWN : RG_IMPORT_WHOSE_NEW;
      *id = made != NULL ? *made : 0;
      run->making = made != NULL ? NULL : question;
    }
  else if (answer == RG_IMPORT_ANSWER_LEAVE)
    *whose = RG_IMPORT_WHOSE_LEFT;
  else if (answer != RG_IMPORT_ANSWER_NONE)
    {
      *whose = RG_IMPORT_WHOSE_KNOWN;
      *id = (guint32) answer;
    }
  else
    {
      *whose = RG_IMPORT_WHOSE_ASKED;
      rg_import_question_refuse (run, question);
    }
  return TRUE;
}

/**
 * rg_import_ask_finish:
 * @run: a run at its end
 *
 * What was answered is no question of an import that was done.
 */
void
rg_import_ask_finish (RgImportRun *run)
{
  GPtrArray *questions = run->report->questions;

  for (guint i = questions->len; run->write != NULL && i > 0; i--)
    {
      const RgImportQuestion *question = g_ptr_array_index (questions, i - 1);

      if (question->answer != RG_IMPORT_ANSWER_NONE)
        g_ptr_array_remove_index (questions, i - 1);
    }
}
