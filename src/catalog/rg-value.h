/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgValueKind:
 * @RG_VALUE_NULL: nothing is known
 * @RG_VALUE_INTEGER: a whole number: money in fen, yes/no, instants, row ids
 * @RG_VALUE_REAL: a number that may have a fraction
 * @RG_VALUE_TEXT: everything else, as UTF-8
 *
 * How a value lies in memory and in a STRICT table.
 */
typedef enum
{
  RG_VALUE_NULL,
  RG_VALUE_INTEGER,
  RG_VALUE_REAL,
  RG_VALUE_TEXT,
} RgValueKind;

/**
 * RgValue:
 *
 * One cell. Lives on the stack or in arrays; `RG_VALUE_INIT` makes an empty
 * one and [func@value_clear] frees what it holds. Text is owned.
 */
typedef struct
{
  RgValueKind kind;
  union
  {
    gint64 integer;
    double real;
    char *text;
  };
} RgValue;

#define RG_VALUE_INIT { .kind = RG_VALUE_NULL, .integer = 0 }

void rg_value_clear (RgValue *value);
void rg_value_copy (const RgValue *source, RgValue *copy);
void rg_value_set_integer (RgValue *value, gint64 integer);
void rg_value_set_real (RgValue *value, double real);
void rg_value_set_text (RgValue *value, const char *text);
void rg_value_take_text (RgValue *value, char *text);
gboolean rg_value_equal (const RgValue *a, const RgValue *b);
/* NULL unless the value is text. */
const char *rg_value_get_text (const RgValue *value);
gint64 rg_value_get_integer (const RgValue *value);
double rg_value_get_real (const RgValue *value);

static inline gboolean
rg_value_is_null (const RgValue *value)
{
  return value == NULL || value->kind == RG_VALUE_NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgValue, rg_value_clear)

G_END_DECLS
