/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-value.h"

#include <string.h>

/**
 * rg_value_clear:
 * @value: an initialised value
 *
 * Frees what @value holds and leaves it null, so that it may be used or
 * cleared again.
 */
void
rg_value_clear (RgValue *value)
{
  if (value->kind == RG_VALUE_TEXT)
    g_free (value->text);
  value->kind = RG_VALUE_NULL;
  value->integer = 0;
}

/**
 * rg_value_copy:
 * @source: the value to copy
 * @copy: (out caller-allocates): an initialised value other than @source;
 *   what it holds is freed
 *
 * Makes @copy equal to @source, with a text of its own.
 */
void
rg_value_copy (const RgValue *source, RgValue *copy)
{
  if (source == copy)
    return;
  rg_value_clear (copy);
  *copy = *source;
  if (source->kind == RG_VALUE_TEXT)
    copy->text = g_strdup (source->text);
}

/**
 * rg_value_set_integer:
 * @value: an initialised value
 * @integer: any number
 */
void
rg_value_set_integer (RgValue *value, gint64 integer)
{
  rg_value_clear (value);
  value->kind = RG_VALUE_INTEGER;
  value->integer = integer;
}

/**
 * rg_value_set_real:
 * @value: an initialised value
 * @real: a finite number
 */
void
rg_value_set_real (RgValue *value, double real)
{
  rg_value_clear (value);
  value->kind = RG_VALUE_REAL;
  value->real = real;
}

/**
 * rg_value_set_text:
 * @value: an initialised value
 * @text: (nullable): UTF-8, copied; %NULL makes @value null. It may be the
 *   text that @value holds.
 */
void
rg_value_set_text (RgValue *value, const char *text)
{
  rg_value_take_text (value, g_strdup (text));
}

/**
 * rg_value_take_text:
 * @value: an initialised value
 * @text: (nullable) (transfer full): UTF-8; %NULL makes @value null
 */
void
rg_value_take_text (RgValue *value, char *text)
{
  rg_value_clear (value);
  if (text == NULL)
    return;
  value->kind = RG_VALUE_TEXT;
  value->text = text;
}

/**
 * rg_value_equal:
 * @a: a value
 * @b: another
 *
 * Returns: whether both are of one kind and hold the same; two nulls are
 *   equal, the integer 1 and the real 1.0 are not.
 */
gboolean
rg_value_equal (const RgValue *a, const RgValue *b)
{
  if (a->kind != b->kind)
    return FALSE;
  switch (a->kind)
    {
    case RG_VALUE_INTEGER:
      return a->integer == b->integer;
    case RG_VALUE_REAL:
      return !(a->real < b->real) && !(a->real > b->real);
    case RG_VALUE_TEXT:
      return strcmp (a->text, b->text) == 0;
    case RG_VALUE_NULL:
    default:
      return TRUE;
    }
}

/**
 * rg_value_get_text:
 * @value: a value
 *
 * Returns: (nullable) (transfer none): its text; %NULL when it is not text
 */
const char *
rg_value_get_text (const RgValue *value)
{
  return value->kind == RG_VALUE_TEXT ? value->text : NULL;
}

/**
 * rg_value_get_integer:
 * @value: a value
 *
 * Returns: its whole number, a real one cut towards zero and kept within the
 *   range of the type; 0 for anything else
 */
gint64
rg_value_get_integer (const RgValue *value)
{
  if (value->kind == RG_VALUE_INTEGER)
    return value->integer;
  if (value->kind != RG_VALUE_REAL)
    return 0;
  if (value->real >= 9223372036854775807.0)
    return G_MAXINT64;
  if (value->real <= -9223372036854775808.0)
    return G_MININT64;
  return (gint64) value->real;
}

/**
 * rg_value_get_real:
 * @value: a value
 *
 * Returns: its number; 0 for anything that is not a number
 */
double
rg_value_get_real (const RgValue *value)
{
  if (value->kind == RG_VALUE_REAL)
    return value->real;
  return value->kind == RG_VALUE_INTEGER ? (double) value->integer : 0.0;
}
