/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line of text. A line break inside a cell becomes a blank; what a person
 * wrote is otherwise left as it is. */

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean ends_line = *p == '\n' || *p == '\r' || *p == '\t' || *p == '\v' || *p == '\f';

      if (ends_line && p > text && p[-1] == '\r' && *p == '\n')
        continue;
      if (ends_line)
        g_string_append_c (line, ' ');
      else if ((guchar) *p >= 0x20 && *p != 0x7f)
        g_string_append_c (line, *p);
    }
  rg_value_set_text (value, line->str);
  return TRUE;
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  for (const char *p = value->text; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        return rg_type_refuse (
            error, RG_FIELD_ERROR_SYNTAX,
            _ ("This field holds one line of text, without line breaks or control characters."));
    }
  return TRUE;
}

const RgFieldType rg_type_text = {
  .id = "text",
  .label = N_ ("Text"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = rg_type_format_text,
  .validate = validate,
  .compare = rg_type_compare_text,
};
