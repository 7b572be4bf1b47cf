/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-words.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* What is said about payments of which it is not certain whose they are. */

static char *
say_day (const char *iso)
{
  GDate day, today;

  if (iso == NULL || !rg_date_from_iso (iso, &day))
    return NULL;
  rg_display_today (&today);
  return rg_date_format (&day, TRUE, &today);
}

static char *
say_period (const RgImportQuestion *question)
{
  g_autofree char *first = say_day (question->first), *last = say_day (question->last);

  if (first == NULL || last == NULL || g_strcmp0 (question->first, question->last) == 0)
    return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&last);
  /* Translators: the first day and the last. */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

/**
 * rg_import_say_payments:
 * @question: a question
 *
 * Returns: (transfer full): how many payments wait for the answer, their sum and
 *   their time
 */
char *
rg_import_say_payments (const RgImportQuestion *question)
{
  const RgValue sum = { .kind = RG_VALUE_INTEGER, .integer = question->amount_fen };
  g_autofree char *count =
      rg_import_say_count (ngettext ("%s payment", "%s payments", (gulong) question->rows), question->rows);
  g_autofree char *money = rg_type_money.format (NULL, &sum, RG_FORMAT_DISPLAY);
  g_autofree char *period = say_period (question);

  return g_strjoin (" · ", count, money, period, NULL);
}

static const RgImportCandidate *
find_candidate (const RgImportQuestion *question, gint64 id)
{
  for (guint i = 0; i < question->candidates->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, i);

      if (candidate->id == id)
        return candidate;
    }
  return NULL;
}

static const char *
name_of (const RgImportCandidate *candidate)
{
  return candidate->name != NULL && *candidate->name != '\0' ? candidate->name : _ ("No name");
}

/**
 * rg_import_say_answer:
 * @question: a question
 * @answer: a customer's id or RG_IMPORT_ANSWER_…
 * @name: (nullable): the customer's name
 *
 * Returns: (transfer full): whose payments they are
 */
char *
rg_import_say_answer (const RgImportQuestion *question, gint64 answer, const char *name)
{
  const RgImportCandidate *candidate = find_candidate (question, answer);

  if (answer == RG_IMPORT_ANSWER_NONE)
    return g_strdup (_ ("Not answered"));
  if (answer == RG_IMPORT_ANSWER_NEW)
    return g_strdup (_ ("A new customer"));
  if (answer == RG_IMPORT_ANSWER_LEAVE)
    return g_strdup (_ ("Leave out"));
  if (candidate != NULL)
    return g_strdup (name_of (candidate));
  return g_strdup (name != NULL ? name : _ ("Somebody of the shop"));
}

/**
 * rg_import_say_why:
 * @question: a question
 * @answer: a customer's id or RG_IMPORT_ANSWER_…
 *
 * Returns: (transfer full) (nullable): what speaks for the one who was answered;
 *   without an answer, who is the likeliest
 */
char *
rg_import_say_why (const RgImportQuestion *question, gint64 answer)
{
  const RgImportCandidate *candidate = find_candidate (question, answer);

  if (candidate != NULL)
    return g_strdup (candidate->why);
  if (answer != RG_IMPORT_ANSWER_NONE || question->candidates->len == 0)
    return NULL;
  candidate = g_ptr_array_index (question->candidates, 0);
  /* Translators: a customer's name, and what speaks for it. */
  return g_strdup_printf (_ ("Perhaps %s: %s"), name_of (candidate), candidate->why);
}
