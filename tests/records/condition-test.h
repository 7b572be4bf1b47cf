/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"
#include "records/rg-query.h"

#include "search-shop.h"

#include <string.h>

/* What the tests of conditions share: it is 2026-06-15, a Monday. */

#define NOW "2026-06-15T10:00:00+08:00"

static inline gint64
instant (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * 1000;
}

/* "1,2,5": what a query found, or what is said against it. @n: what was counted. */
static inline char *
dup_answer (const GArray *ids, gint64 n, const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (ids == NULL)
    {
      g_assert_true (error->domain == RG_CONDITION_ERROR);
      return g_strconcat ("! ", error->message, NULL);
    }
  g_assert_cmpint (n, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (ids, guint32, i));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Whether the answer is the expected one; if not, says so. */
static inline gboolean
is_answer (const char *json, const char *answer, const char *expected)
{
  if (g_strcmp0 (answer, expected) == 0)
    return TRUE;
  g_test_message ("%s: “%s”, expected “%s”", json, answer, expected);
  return FALSE;
}

/* Whether it is refused with a sentence that has the word; if not, says so. */
static inline gboolean
is_refused (const char *json, const char *answer, const char *word)
{
  if (*answer == '!' && strstr (answer, word) != NULL)
    return TRUE;
  g_test_message ("%s: %s, expected a refusal with “%s”", json, answer, word);
  return FALSE;
}

static inline void
conditions_init (int *argc, char ***argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  rg_clock_set (instant (NOW));
  g_test_init (argc, argv, NULL);
}
