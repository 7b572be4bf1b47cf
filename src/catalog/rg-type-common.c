/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* More digits than any amount or measure has; longer ones are no number. */
#define MAX_DIGITS 400
#define QUOTED_CHARACTERS 40

gboolean
rg_type_refuse (GError **error, RgFieldError code, const char *message)
{
  g_set_error_literal (error, RG_FIELD_ERROR, code, message);
  return FALSE;
}

gboolean
rg_type_refuse_text (GError **error, RgFieldError code, const char *message, const char *text)
{
  g_autofree char *quoted = NULL;

  if (g_utf8_strlen (text, -1) > QUOTED_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, QUOTED_CHARACTERS - 1);

      quoted = g_strconcat (start, "…", NULL);
    }
  g_set_error (error, RG_FIELD_ERROR, code, message, quoted != NULL ? quoted : text);
  return FALSE;
}

gboolean
rg_type_is_own_result (const RgField *field, const RgValue *value, GError **error)
{
  g_auto (RgValue) again = RG_VALUE_INIT;
  g_autofree char *text = field->type->format (field, value, RG_FORMAT_EXCHANGE);

  if (!field->type->parse (field, text, &again, error))
    return FALSE;
  if (rg_value_equal (value, &again))
    return TRUE;
  return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX,
                              _ ("“%s” does not stand in the form in which it is kept."),
                              value->kind == RG_VALUE_TEXT ? value->text : text);
}

int
rg_type_compare_text (const RgField *field, const RgValue *a, const RgValue *b)
{
  return strcmp (a->text, b->text);
}

int
rg_type_compare_integer (const RgField *field, const RgValue *a, const RgValue *b)
{
  return (a->integer > b->integer) - (a->integer < b->integer);
}

int
rg_type_compare_real (const RgField *field, const RgValue *a, const RgValue *b)
{
  return (a->real > b->real) - (a->real < b->real);
}

char *
rg_type_format_text (const RgField *field, const RgValue *value, RgFormat style)
{
  return g_strdup (value->text);
}

void
rg_type_append_grouped (GString *string, const char *digits)
{
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (string, ',');
      g_string_append_c (string, digits[i]);
    }
}

/* A comma or apostrophe between groups: three digits must follow, and then no
 * fourth, so that "1,5" and "1,23,456" are not taken for numbers. */
static gboolean
is_separator (const char *p)
{
  return (*p == ',' || *p == '\'') && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
         g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]);
}

static const char *
read_digits (const char *p, GString *digits, int *scale)
{
  gboolean grouped = FALSE;
  gsize before;

  for (before = 0; g_ascii_isdigit (*p) || (before > 0 && (before <= 3 || grouped) && is_separator (p));)
    {
      if (g_ascii_isdigit (*p))
        {
          g_string_append_c (digits, *p++);
          before++;
          continue;
        }
      grouped = TRUE;
      g_string_append_len (digits, p + 1, 3);
      before += 3;
      p += 4;
    }
  if (*p == '.' && (before > 0 || g_ascii_isdigit (p[1])))
    {
      for (p++; g_ascii_isdigit (*p); p++, (*scale)++)
        g_string_append_c (digits, *p);
    }
  return p;
}

/* "e+5" behind the digits; another e, as in "5 each", is not ours. */
static const char *
read_exponent (const char *p, int *scale)
{
  const char *digits = p + 1;
  char *end = NULL;
  long exponent;

  if (*p != 'e' && *p != 'E')
    return p;
  if (*digits == '+' || *digits == '-')
    digits++;
  if (!g_ascii_isdigit (*digits))
    return p;
  exponent = strtol (p + 1, &end, 10);
  *scale -= (int) CLAMP (exponent, -MAX_DIGITS, MAX_DIGITS);
  return end;
}

/* 万 and its like multiply by a power of ten. */
static const char *
read_units (const char *p, int *scale)
{
  static const struct
  {
    const char *word;
    int zeros;
  } units[] = { { "万亿", 12 }, { "千万", 7 }, { "百万", 6 }, { "亿", 8 }, { "億", 8 },
                { "万", 4 },    { "萬", 4 },   { "千", 3 },   { "w", 4 },  { "k", 3 } };
  const char *word = *p == ' ' ? p + 1 : p;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize length = strlen (units[i].word);

      /* "w" and "k" are how people type 万 and 千; in front of further letters
       * they begin another word. */
      if (strncmp (word, units[i].word, length) != 0 || (length == 1 && g_ascii_isalpha (word[1])))
        continue;
      *scale -= units[i].zeros;
      return word + length;
    }
  return p;
}

gboolean
rg_decimal_read (const char *text, RgDecimal *decimal, const char **end)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *p = text;
  gsize zeros;

  *decimal = (RgDecimal) { 0 };
  if (*p == '-' || *p == '+')
    decimal->negative = *p++ == '-';
  else if (g_str_has_prefix (p, "−"))
    {
      decimal->negative = TRUE;
      p += strlen ("−");
    }
  while (*p == ' ')
    p++;
  p = read_digits (p, digits, &decimal->scale);
  if (digits->len == 0 || digits->len > MAX_DIGITS)
    return FALSE;
  p = read_exponent (p, &decimal->scale);
  p = read_units (p, &decimal->scale);
  zeros = strspn (digits->str, "0");
  decimal->digits = g_strdup (digits->str + MIN (zeros, digits->len - 1));
  *end = p;
  return TRUE;
}

void
rg_decimal_clear (RgDecimal *decimal)
{
  g_clear_pointer (&decimal->digits, g_free);
}
