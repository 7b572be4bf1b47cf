/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-table.h"

#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Images are flat objects of texts, numbers and nulls. A million of them are
 * written when a large import is undone, so they are made and read here
 * directly, without a tree of nodes. */

/**
 * rg_json_append_text:
 * @json: what to append to
 * @text: UTF-8
 */
void
rg_json_append_text (GString *json, const char *text)
{
  static const char hex[] = "0123456789abcdef";
  const char *start = text;

  g_string_append_c (json, '"');
  for (const char *at = text;; at++)
    {
      unsigned char c = (unsigned char) *at;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, start, at - start);
      if (c == '\0')
        break;
      start = at + 1;
      g_string_append_c (json, '\\');
      if (c == '"' || c == '\\')
        g_string_append_c (json, (char) c);
      else if (c == '\n')
        g_string_append_c (json, 'n');
      else
        {
          g_string_append (json, "u00");
          g_string_append_c (json, hex[c >> 4]);
          g_string_append_c (json, hex[c & 15]);
        }
    }
  g_string_append_c (json, '"');
}

static void
append_real (GString *json, double real)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isinf (real))
    {
      g_string_append (json, real > 0 ? "1e999" : "-1e999");
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.17g", real);
  g_string_append (json, buffer);
  /* It must come back as a fraction, not as a whole number. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (json, ".0");
}

/**
 * rg_json_append_value:
 * @json: what to append to
 * @value: any value
 */
void
rg_json_append_value (GString *json, const RgValue *value)
{
  char digits[24];

  switch (value->kind)
    {
    case RG_VALUE_INTEGER:
      g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value->integer);
      g_string_append (json, digits);
      break;
    case RG_VALUE_REAL:
      append_real (json, value->real);
      break;
    case RG_VALUE_TEXT:
      rg_json_append_text (json, value->text);
      break;
    case RG_VALUE_NULL:
    default:
      g_string_append (json, "null");
      break;
    }
}

/**
 * rg_image_append_json:
 * @image: values of a row
 * @json: what to append to
 *
 * Null is left out where a missing column means null anyway.
 */
void
rg_image_append_json (const RgImage *image, GString *json)
{
  const RgTable *table = image->table;
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (!image->known[i])
        continue;
      g_string_append (json, first ? "\"" : ",\"");
      g_string_append (json, table->columns[i].name);
      g_string_append (json, "\":");
      rg_json_append_value (json, &image->values[i]);
      first = FALSE;
    }
  g_string_append_c (json, '}');
}

/**
 * rg_image_to_json:
 * @image: values of a row
 *
 * Returns: (transfer full): the same as a JSON object
 */
char *
rg_image_to_json (const RgImage *image)
{
  GString *json = g_string_sized_new (256);

  rg_image_append_json (image, json);
  return g_string_free (json, FALSE);
}

/* --- reading ------------------------------------------------------------- */

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\n' || **at == '\t' || **at == '\r')
    (*at)++;
}

static gboolean
read_hex (const char *at, guint *code)
{
  *code = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return FALSE;
      *code = *code * 16 + (guint) digit;
    }
  return TRUE;
}

/* The part of an escape after "\u", with the second half of a pair. */
static gboolean
read_unicode (const char **at, GString *text)
{
  guint code;
  guint low;

  if (!read_hex (*at, &code))
    return FALSE;
  *at += 4;
  if (code >= 0xd800 && code < 0xdc00)
    {
      if ((*at)[0] != '\\' || (*at)[1] != 'u' || !read_hex (*at + 2, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      *at += 6;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  if (code == 0 || (code >= 0xdc00 && code <= 0xdfff))
    return FALSE;
  g_string_append_unichar (text, code);
  return TRUE;
}

static gboolean
read_text (const char **at, GString *text)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  g_string_truncate (text, 0);
  if (**at != '"')
    return FALSE;
  (*at)++;
  while (**at != '"')
    {
      gsize plain = strcspn (*at, "\"\\");
      const char *letter;

      g_string_append_len (text, *at, (gssize) plain);
      *at += plain;
      if (**at == '\0')
        return FALSE;
      if (**at == '"')
        break;
      (*at)++;
      letter = **at != '\0' ? strchr (letters, **at) : NULL;
      if (letter != NULL)
        {
          g_string_append_c (text, meanings[letter - letters]);
          (*at)++;
        }
      else if (**at == 'u')
        {
          (*at)++;
          if (!read_unicode (at, text))
            return FALSE;
        }
      else
        {
          return FALSE;
        }
    }
  (*at)++;
  return TRUE;
}

static gboolean
read_number (const char **at, RgValueKind kind, RgValue *value)
{
  char *end = NULL;

  if (kind == RG_VALUE_INTEGER)
    rg_value_set_integer (value, g_ascii_strtoll (*at, &end, 10));
  else
    rg_value_set_real (value, g_ascii_strtod (*at, &end));
  if (end == *at)
    return FALSE;
  *at = end;
  return TRUE;
}

/* A value of a column of this kind. */
static gboolean
read_value (const char **at, RgValueKind kind, GString *scratch, RgValue *value)
{
  if (strncmp (*at, "null", 4) == 0)
    {
      *at += 4;
      rg_value_clear (value);
      return TRUE;
    }
  if (**at == '"')
    {
      if (kind != RG_VALUE_TEXT || !read_text (at, scratch))
        return FALSE;
      rg_value_set_text (value, scratch->str);
      return TRUE;
    }
  return kind != RG_VALUE_TEXT && read_number (at, kind, value);
}

static gboolean
read_object (RgImage *image, const char *at, GString *scratch)
{
  skip_blanks (&at);
  if (*at++ != '{')
    return FALSE;
  skip_blanks (&at);
  while (*at != '}')
    {
      int column;

      if (!read_text (&at, scratch))
        return FALSE;
      column = rg_table_find_column (image->table, scratch->str);
      skip_blanks (&at);
      if (column < 0 || *at++ != ':')
        return FALSE;
      skip_blanks (&at);
      if (!read_value (&at, image->table->columns[column].kind, scratch, &image->values[column]))
        return FALSE;
      image->known[column] = TRUE;
      skip_blanks (&at);
      if (*at == ',')
        at++;
      else if (*at != '}')
        return FALSE;
      skip_blanks (&at);
    }
  return TRUE;
}

/**
 * rg_image_read_json:
 * @image: what to fill; emptied first
 * @json: (nullable): a JSON object of the table's columns
 * @error: %RG_STORE_ERROR_CORRUPT when it is not
 */
gboolean
rg_image_read_json (RgImage *image, const char *json, GError **error)
{
  g_autoptr (GString) scratch = g_string_sized_new (64);

  rg_image_clear (image);
  if (json != NULL && read_object (image, json, scratch))
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
               _ ("The history of this change is damaged, so it cannot be taken back or made again. (%s)"),
               image->table->name);
  return FALSE;
}
