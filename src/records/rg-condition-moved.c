/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* Leaves about moves between life stages. A window is looked up by its days, and
 * one customer's moves by the customer: both have an index. */

/* --- reading ---------------------------------------------------------------------- */

/* (nullable): one of the stages; %NULL and no @error for any. */
static const RgChoice *
find_stage (const RgConditionJob *job, const char *key)
{
  const RgField *field = rg_entity_find_field (job->entity, "life");

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, key))
        return choice;
    }
  return NULL;
}

static gboolean
read_stage (const RgConditionJob *job,
            JsonObject *leaf,
            const char *member,
            const char **stage,
            GError **error)
{
  if (!rg_condition_get_text (leaf, member, g_str_equal (member, "moved"), stage, error))
    return FALSE;
  if (*stage == NULL || **stage == '\0' || find_stage (job, *stage) != NULL)
    return TRUE;
  return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("There is no life stage “%s”."), *stage);
}

gboolean
rg_condition_moved_read (const RgConditionJob *job, JsonObject *leaf, RgConditionMoved *moved, GError **error)
{
  static const char *const known[] = { "moved", "was", "op", "days", "from", "to", NULL };

  *moved = (RgConditionMoved) { 0 };
  if (!rg_condition_only_knows (leaf, known, error) ||
      !read_stage (job, leaf, "moved", &moved->into, error) ||
      !read_stage (job, leaf, "was", &moved->was, error) ||
      !rg_condition_get_has (leaf, "has", "none", &moved->has, error) ||
      !rg_condition_window_read (leaf, &job->today, &moved->window, error))
    return FALSE;
  return TRUE;
}

/* --- SQL ---------------------------------------------------------------------------- */

static void
append_stage (const char *column, const char *stage, GString *sql)
{
  if (stage == NULL || *stage == '\0')
    return;
  g_string_append_printf (sql, " AND m.%s = ", column);
  rg_condition_append_text (sql, stage);
}

static void
append_day (const char *than, gboolean given, const GDate *day, GString *sql)
{
  g_autofree char *iso = given ? rg_date_to_iso (day) : NULL;

  if (given)
    g_string_append_printf (sql, " AND m.at %s '%s'", than, iso);
}

void
rg_condition_moved_sql (const RgConditionJob *job, const RgConditionMoved *moved, GString *sql)
{
  const char *not = moved->has ? "" : "NOT ";

  if (job->few)
    g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM main.life_move m WHERE m.customer_id = t.id", not);
  else
    g_string_append_printf (sql, "t.id %sIN (SELECT m.customer_id FROM main.life_move m WHERE 1", not);
  append_day (">=", moved->window.has_from, &moved->window.from, sql);
  append_day ("<=", moved->window.has_to, &moved->window.to, sql);
  append_stage ("to_life", moved->into, sql);
  append_stage ("from_life", moved->was, sql);
  g_string_append_c (sql, ')');
}

/* --- words -------------------------------------------------------------------------- */

static const char *
stage_label (const RgConditionJob *job, const char *key)
{
  const RgChoice *choice = key != NULL && *key != '\0' ? find_stage (job, key) : NULL;

  return choice != NULL ? rg_choice_get_label (rg_entity_find_field (job->entity, "life"), choice) : NULL;
}

char *
rg_condition_moved_words (const RgConditionJob *job, const RgConditionMoved *moved)
{
  const char *into = stage_label (job, moved->into), *was = stage_label (job, moved->was);

  if (into != NULL && was != NULL)
    return g_strdup_printf (
        moved->has ? _ ("went from “%1$s” to “%2$s”") : _ ("did not go from “%1$s” to “%2$s”"), was, into);
  if (into != NULL)
    return g_strdup_printf (moved->has ? _ ("became “%s”") : _ ("did not become “%s”"), into);
  if (was != NULL)
    return g_strdup_printf (moved->has ? _ ("was “%s” no longer") : _ ("did not leave “%s”"), was);
  return g_strdup (moved->has ? _ ("changed the life stage") : _ ("did not change the life stage"));
}
