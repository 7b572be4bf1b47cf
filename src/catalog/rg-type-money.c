/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An amount of money in fen, never a binary fraction on the way. */

/* What every program that reads JSON can hold exactly: 2^53 − 1. */
#define MAX_FEN G_GINT64_CONSTANT (9007199254740991)

static const char *const marks[] = { "人民币", "rmb", "cny", "¥", "元", NULL };
static const char *const endings[] = { "元整", "块钱", "人民币", "元", "圆", "块", "rmb", "cny", "¥", NULL };

static gboolean
refuse (const char *text, GError **error)
{
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                              _ ("“%s” is not an amount. Write it like 1234.50, ¥1,234.50 or 12.8万."), text);
}

static gboolean
refuse_size (const char *text, GError **error)
{
  return rg_type_refuse_text (error, RG_FIELD_ERROR_RANGE, _ ("“%s” is too large an amount."), text);
}

static const char *
skip_blank (const char *p)
{
  return *p == ' ' ? p + 1 : p;
}

static const char *
skip_word (const char *p, const char *const *words)
{
  p = skip_blank (p);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_has_prefix (p, words[i]))
        return skip_blank (p + strlen (words[i]));
    }
  return p;
}

/* Moves the point two places to the right: from yuan to fen. */
static gboolean
to_fen (const RgDecimal *decimal, const char *text, gint64 *fen, GError **error)
{
  gsize n = strlen (decimal->digits);
  int dropped = MAX (decimal->scale - 2, 0);
  int added = MAX (2 - decimal->scale, 0);
  gint64 result = 0;

  for (int i = 0; i < dropped && (gsize) i < n; i++)
    {
      if (decimal->digits[n - 1 - (gsize) i] != '0')
        return rg_type_refuse_text (
            error, RG_FIELD_ERROR_RANGE,
            _ ("“%s” is not a whole number of fen. Write two digits after the point at most."), text);
    }
  n -= MIN (n, (gsize) dropped);
  for (gsize i = 0; i < n + (gsize) added; i++)
    {
      result = result * 10 + (i < n ? decimal->digits[i] - '0' : 0);
      if (result > MAX_FEN)
        return refuse_size (text, error);
      /* Nothing but zeros: however many more follow, it stays nothing. */
      if (i >= n && result == 0)
        break;
    }
  *fen = decimal->negative ? -result : result;
  return TRUE;
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *normal = rg_text_normalize (text);
  const char *p = normal;
  gboolean bracketed = *p == '(';
  gboolean negative;
  RgDecimal decimal;
  gint64 fen = 0;
  gboolean exact;

  if (bracketed)
    p++;
  negative = *p == '-';
  if (negative)
    p++;
  if (!rg_decimal_read (skip_word (p, marks), &decimal, &p))
    return refuse (text, error);
  p = skip_word (p, endings);
  if (bracketed && *p == ')')
    p = skip_word (p + 1, endings);
  else if (bracketed)
    p = "(";
  if (*p != '\0' || bracketed + negative + decimal.negative > 1)
    {
      rg_decimal_clear (&decimal);
      return refuse (text, error);
    }
  decimal.negative |= bracketed || negative;
  exact = to_fen (&decimal, text, &fen, error);
  rg_decimal_clear (&decimal);
  if (exact)
    rg_value_set_integer (value, fen);
  return exact;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  guint64 fen = value->integer < 0 ? 0 - (guint64) value->integer : (guint64) value->integer;
  g_autofree char *yuan = g_strdup_printf ("%" G_GUINT64_FORMAT, fen / 100);
  GString *text = g_string_new (value->integer < 0 ? "-" : "");

  if (style == RG_FORMAT_DISPLAY)
    {
      g_string_append (text, "¥");
      rg_type_append_grouped (text, yuan);
    }
  else
    g_string_append (text, yuan);
  g_string_append_printf (text, ".%02u", (guint) (fen % 100));
  return g_string_free_and_steal (text);
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  if (value->integer >= -MAX_FEN && value->integer <= MAX_FEN)
    return TRUE;
  return rg_type_refuse (error, RG_FIELD_ERROR_RANGE, _ ("This amount is too large."));
}

const RgFieldType rg_type_money = {
  .id = "money",
  .label = N_ ("Money"),
  .storage = RG_VALUE_INTEGER,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_integer,
};
