/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Text of several lines, which end in "\n" whatever system wrote them. */

static gboolean
is_control (const char *p)
{
  return ((guchar) *p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f;
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autoptr (GString) lines = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (lines, '\n');
        }
      else if (!is_control (p))
        g_string_append_c (lines, *p);
    }
  rg_value_set_text (value, lines->str);
  return TRUE;
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  for (const char *p = value->text; *p != '\0'; p++)
    {
      if (is_control (p))
        return rg_type_refuse (error, RG_FIELD_ERROR_SYNTAX, _ ("This text has control characters in it."));
    }
  return TRUE;
}

const RgFieldType rg_type_long_text = {
  .id = "long-text",
  .label = N_ ("Long text"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = rg_type_format_text,
  .validate = validate,
  .compare = rg_type_compare_text,
};
