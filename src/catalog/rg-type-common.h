/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: what the field types share. */

#include "catalog/rg-field.h"

G_BEGIN_DECLS

/* Sets @error and returns %FALSE, so that a parser may return its result. */
gboolean rg_type_refuse (GError **error, RgFieldError code, const char *message);
/* The same with what was written quoted: @message has one %s. At most forty
 * characters of @text are repeated. */
gboolean rg_type_refuse_text (GError **error, RgFieldError code, const char *message, const char *text);
/* Whether parsing the text of @value gives @value again, which is what most
 * types mean by valid. */
gboolean rg_type_is_own_result (const RgField *field, const RgValue *value, GError **error);
int rg_type_compare_text (const RgField *field, const RgValue *a, const RgValue *b);
int rg_type_compare_integer (const RgField *field, const RgValue *a, const RgValue *b);
int rg_type_compare_real (const RgField *field, const RgValue *a, const RgValue *b);
/* The stored text as it is. */
char *rg_type_format_text (const RgField *field, const RgValue *value, RgFormat style);
/* Digits with a comma before every group of three; @digits are ASCII. */
void rg_type_append_grouped (GString *string, const char *digits);

/**
 * RgDecimal:
 *
 * What a person wrote as a number, not yet turned into a binary fraction.
 * @digits: at least one digit, no point; no zeros in front but for "0"
 * @scale: how many of the digits stand behind the point; may be negative
 */
typedef struct
{
  gboolean negative;
  char *digits;
  int scale;
} RgDecimal;

/* Reads a sign, digits with or without separators of thousands, a point, an
 * exponent, and 千, 万, 百万, 千万, 亿, 万亿. @text is normalised; *@end is where reading
 * stopped. %FALSE when no number begins there. @decimal is cleared with
 * rg_decimal_clear() after success. */
gboolean rg_decimal_read (const char *text, RgDecimal *decimal, const char **end);
void rg_decimal_clear (RgDecimal *decimal);

G_END_DECLS
