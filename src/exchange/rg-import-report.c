/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

G_DEFINE_QUARK (rg - import - error - quark, rg_import_error)

/**
 * rg_import_known_from_string:
 * @text: (nullable): "fill", "skip" or "overwrite"
 * @known: (out): which one
 *
 * Returns: %FALSE for anything else
 */
gboolean
rg_import_known_from_string (const char *text, RgImportKnown *known)
{
  static const char *const words[] = { "fill", "skip", "overwrite" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (text, words[i]) == 0)
        {
          *known = (RgImportKnown) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * rg_import_report_free:
 * @report: (transfer full): a report
 */
void
rg_import_report_free (RgImportReport *report)
{
  g_clear_pointer (&report->damaged_lines, g_array_unref);
  g_free (report->encoding);
  g_free (report->delimiter);
  g_free (report->refused_path);
  g_strfreev (report->own_fields);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
  g_clear_pointer (&report->questions, g_ptr_array_unref);
  g_clear_pointer (&report->reasons, g_ptr_array_unref);
  g_free (report);
}

/**
 * rg_import_problem_free:
 * @problem: (transfer full): a problem
 */
void
rg_import_problem_free (RgImportProblem *problem)
{
  g_free (problem->text);
  g_free (problem->reason);
  g_free (problem);
}

/**
 * rg_import_reason_free:
 * @reason: (transfer full): a reason
 */
void
rg_import_reason_free (RgImportReason *reason)
{
  g_free (reason->reason);
  g_free (reason);
}

/**
 * rg_import_candidate_free:
 * @candidate: (transfer full): somebody whose payment it could be
 */
void
rg_import_candidate_free (RgImportCandidate *candidate)
{
  g_free (candidate->name);
  g_free (candidate->phone);
  g_free (candidate->why);
  g_free (candidate);
}

/**
 * rg_import_question_new:
 *
 * Returns: (transfer full): a question about nobody
 */
RgImportQuestion *
rg_import_question_new (void)
{
  RgImportQuestion *question = g_new0 (RgImportQuestion, 1);

  question->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_candidate_free);
  return question;
}

/**
 * rg_import_question_free:
 * @question: (transfer full): a question
 */
void
rg_import_question_free (RgImportQuestion *question)
{
  g_free (question->key);
  g_free (question->who);
  g_free (question->hint);
  g_free (question->first);
  g_free (question->last);
  g_ptr_array_unref (question->candidates);
  g_free (question);
}
