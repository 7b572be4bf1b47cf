/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Members of a leaf, and days, fixed or counted from today. */

/* A few lifetimes: what goes beyond is a slip of the finger. */
#define MOST_DAYS 100000

/* --- members ---------------------------------------------------------------- */

char *
rg_condition_node_text (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else
    text = json_to_string (node, FALSE);
  if (g_utf8_strlen (text, -1) > 40)
    {
      g_autofree char *start = g_utf8_substring (text, 0, 40);

      return g_strconcat (start, "…", NULL);
    }
  return g_steal_pointer (&text);
}

gboolean
rg_condition_only_knows (JsonObject *object, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, NULL))
    {
      if (!g_strv_contains (known, key))
        return rg_condition_refuse (
            error, RG_CONDITION_ERROR_UNKNOWN,
            _ ("A part of a filter says “%s”, which this version does not know there."), key);
    }
  return TRUE;
}

JsonNode *
rg_condition_find_member (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
refuse_member (JsonNode *node, const char *key, GError **error)
{
  g_autofree char *text = rg_condition_node_text (node);

  return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("“%s” of a filter cannot be “%s”."), key,
                              text);
}

gboolean
rg_condition_get_text (JsonObject *object,
                       const char *key,
                       gboolean required,
                       const char **text,
                       GError **error)
{
  JsonNode *node = rg_condition_find_member (object, key);

  *text = NULL;
  if (node == NULL)
    return !required ||
           rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("A part of a filter lacks “%s”."), key);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse_member (node, key, error);
  *text = json_node_get_string (node);
  return g_utf8_strlen (*text, -1) <= RG_CONDITION_MAX_TEXT || refuse_member (node, key, error);
}

gboolean
rg_condition_get_whole (JsonObject *object,
                        const char *key,
                        gint64 least,
                        gint64 most,
                        gboolean *given,
                        gint64 *number,
                        GError **error)
{
  JsonNode *node = rg_condition_find_member (object, key);

  *given = node != NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse_member (node, key, error);
  *number = json_node_get_int (node);
  return (*number >= least && *number <= most) || refuse_member (node, key, error);
}

gboolean
rg_condition_get_flag (JsonObject *object, const char *key, gboolean *given, gboolean *flag, GError **error)
{
  JsonNode *node = rg_condition_find_member (object, key);

  *given = node != NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_member (node, key, error);
  *flag = json_node_get_boolean (node);
  return TRUE;
}

gboolean
rg_condition_get_has (JsonObject *leaf, const char *yes, const char *no, gboolean *has, GError **error)
{
  const char *op;

  if (!rg_condition_get_text (leaf, "op", FALSE, &op, error))
    return FALSE;
  *has = op == NULL || g_str_equal (op, yes);
  return *has || g_str_equal (op, no) ||
         rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                              _ ("A part of a filter says “%s”, which this version does not know there."),
                              op);
}

/* --- days ------------------------------------------------------------------- */

static const char *const anchors[] = { "today",     "week-start", "week-end", "month-start",
                                       "month-end", "year-start", "year-end" };

/* "today-30": the anchor's number and the days to add. */
static gboolean
split_relative (const char *text, guint *anchor, gint64 *days)
{
  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      const char *rest = g_str_has_prefix (text, anchors[i]) ? text + strlen (anchors[i]) : NULL;

      if (rest == NULL)
        continue;
      *anchor = i;
      *days = 0;
      if (*rest == '\0')
        return TRUE;
      return (*rest == '+' || *rest == '-') && g_ascii_isdigit (rest[1]) &&
             g_ascii_string_to_signed (*rest == '+' ? rest + 1 : rest, 10, -MOST_DAYS, MOST_DAYS, days, NULL);
    }
  return FALSE;
}

gboolean
rg_condition_day_is_relative (const char *text)
{
  guint anchor;
  gint64 days;

  return split_relative (text, &anchor, &days);
}

static void
go_to_anchor (GDate *day, guint anchor)
{
  GDateYear year = g_date_get_year (day);
  GDateMonth month = g_date_get_month (day);

  /* A week begins on Monday. */
  if (anchor == 1)
    g_date_subtract_days (day, g_date_get_weekday (day) - 1);
  else if (anchor == 2)
    g_date_add_days (day, 7 - g_date_get_weekday (day));
  else if (anchor == 3)
    g_date_set_day (day, 1);
  else if (anchor == 4)
    g_date_set_day (day, g_date_get_days_in_month (month, year));
  else if (anchor == 5)
    g_date_set_dmy (day, 1, G_DATE_JANUARY, year);
  else if (anchor == 6)
    g_date_set_dmy (day, 31, G_DATE_DECEMBER, year);
}

gboolean
rg_condition_day_parse (const char *text, const GDate *today, GDate *day, GError **error)
{
  guint anchor;
  gint64 days;

  if (split_relative (text, &anchor, &days))
    {
      *day = *today;
      go_to_anchor (day, anchor);
      if (days >= 0)
        g_date_add_days (day, (guint) days);
      else
        g_date_subtract_days (day, (guint) -days);
      return TRUE;
    }
  g_date_clear (day, 1);
  if (rg_date_from_iso (text, day))
    return TRUE;
  return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE,
                              _ ("“%s” is no day. Write it like 2026-01-31 or today-30."), text);
}

gboolean
rg_condition_window_read (JsonObject *leaf, const GDate *today, RgConditionWindow *window, GError **error)
{
  const char *from, *to;
  gboolean has_days;
  gint64 days = 0;

  *window = (RgConditionWindow) { 0 };
  if (!rg_condition_get_whole (leaf, "days", 1, MOST_DAYS, &has_days, &days, error) ||
      !rg_condition_get_text (leaf, "from", FALSE, &from, error) ||
      !rg_condition_get_text (leaf, "to", FALSE, &to, error))
    return FALSE;
  if (has_days && (from != NULL || to != NULL))
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE,
                                _ ("A part of a filter says either “%s” or “%s”, not both."), "days",
                                from != NULL ? "from" : "to");
  window->has_from = has_days || from != NULL;
  window->has_to = has_days || to != NULL;
  window->from = *today;
  window->to = *today;
  if (has_days)
    g_date_subtract_days (&window->from, (guint) days - 1);
  return (from == NULL || rg_condition_day_parse (from, today, &window->from, error)) &&
         (to == NULL || rg_condition_day_parse (to, today, &window->to, error));
}
