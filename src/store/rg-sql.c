/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-sql.h"

/* Values in the form in which statements take them. */

/* What a number and its comma take, mostly. */
#define AN_ID 8

/**
 * rg_sql_ids:
 * @ids: (array length=n_ids): row ids
 * @n_ids: how many
 *
 * Returns: (transfer full): them as a JSON array, for json_each()
 */
char *
rg_sql_ids (const gint64 *ids, gsize n_ids)
{
  GString *json = g_string_sized_new (n_ids * AN_ID + 2);

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (json, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, ids[i]);
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

/**
 * rg_sql_short_ids:
 * @ids: (array length=n_ids): row ids, as long lists keep them
 * @n_ids: how many
 *
 * Returns: (transfer full): them as a JSON array, for json_each()
 */
char *
rg_sql_short_ids (const guint32 *ids, gsize n_ids)
{
  GString *json = g_string_sized_new (n_ids * AN_ID + 2);

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (json, i > 0 ? ",%u" : "%u", ids[i]);
  g_string_append_c (json, ']');
  return g_string_free_and_steal (json);
}

/**
 * rg_sql_like:
 * @text: what is looked for, to the letter
 * @anywhere: or only where a text begins
 *
 * Returns: (transfer full): the pattern, for LIKE with ESCAPE '\'
 */
char *
rg_sql_like (const char *text, gboolean anywhere)
{
  GString *pattern = g_string_new (anywhere ? "%" : "");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_string_free_and_steal (pattern);
}
