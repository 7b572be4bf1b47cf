/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A number that may have a fraction, as a double. "12%" is 0.12, as it is in a
 * spreadsheet's cell, and 12 where hundredths are counted. */

static gboolean
refuse (const char *text, GError **error)
{
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                              _ ("“%s” is not a number. Write it like 1234.5, 1,234.5 or 12.8万."), text);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  g_autofree char *literal = NULL;
  RgDecimal decimal;
  const char *end;
  double real;

  if (!rg_decimal_read (normal, &decimal, &end))
    return refuse (text, error);
  if (*end == ' ')
    end++;
  if (*end == '%' || g_str_has_prefix (end, "‰"))
    {
      decimal.scale += (*end == '%' ? 2 : 3) - ((field->flags & RG_FIELD_PERCENT) != 0 ? 2 : 0);
      end = g_utf8_next_char (end);
    }
  literal = g_strdup_printf ("%s%se%d", decimal.negative ? "-" : "", decimal.digits, -decimal.scale);
  rg_decimal_clear (&decimal);
  if (*end != '\0')
    return refuse (text, error);
  real = g_ascii_strtod (literal, NULL);
  if (!isfinite (real))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE, _ ("“%s” is too large a number."), text);
  if ((field->flags & RG_FIELD_PERCENT) != 0 && (real < 0 || real > 100))
    return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE, _ ("“%s” is not from 0 to 100 %%."), text);
  /* Adding zero turns a negative zero into the plain one. */
  rg_value_set_real (value, real + 0.0);
  return TRUE;
}

/* The shortest text that is read back as the same number. */
static void
write_shortest (double real, char *buffer, int size)
{
  for (int precision = 15; precision <= 17; precision++)
    {
      char template[8];

      g_snprintf (template, sizeof template, "%%.%dg", precision);
      g_ascii_formatd (buffer, size, template, real);
      if (precision == 17 || fabs (g_ascii_strtod (buffer, NULL) - real) <= 0.0)
        return;
    }
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) grouped = NULL;
  g_autofree char *whole = NULL;
  const char *digits = buffer;
  gsize n;

  if (style == RG_FORMAT_EXCHANGE)
    {
      write_shortest (value->real, buffer, sizeof buffer);
      return g_strdup (buffer);
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.12g", value->real);
  grouped = g_string_new (NULL);
  if (*digits == '-')
    g_string_append_c (grouped, *digits++);
  n = strspn (digits, "0123456789");
  whole = g_strndup (digits, n);
  /* A year or a house number reads badly as 2,025. */
  if (n > 4 && strchr (digits, 'e') == NULL)
    rg_type_append_grouped (grouped, whole);
  else
    g_string_append (grouped, whole);
  g_string_append (grouped, digits + n);
  return g_string_free_and_steal (g_steal_pointer (&grouped));
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  if (isfinite (value->real))
    return TRUE;
  return rg_type_refuse (error, RG_FIELD_ERROR_RANGE, _ ("This is not a finite number."));
}

const RgFieldType rg_type_number = {
  .id = "number",
  .label = N_ ("Number"),
  .storage = RG_VALUE_REAL,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_real,
};
