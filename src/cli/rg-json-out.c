/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-json-out.h"

#include <math.h>
#include <string.h>

#define BIT(depth) (G_GUINT64_CONSTANT (1) << (depth))

/* What stands between the value before and the one that comes. */
static void
separate (RgJsonOut *self)
{
  if (self->after_key)
    {
      self->after_key = FALSE;
      return;
    }
  if (self->depth == 0)
    return;
  if (self->filled & BIT (self->depth))
    rg_output_put (self->output, ",");
  self->filled |= BIT (self->depth);
  if (self->depth == 1)
    rg_output_put (self->output, "\n");
}

static void
begin (RgJsonOut *self, const char *bracket, gboolean array)
{
  g_return_if_fail (self->depth < 63);

  separate (self);
  self->depth++;
  self->filled &= ~BIT (self->depth);
  if (array)
    self->arrays |= BIT (self->depth);
  else
    self->arrays &= ~BIT (self->depth);
  rg_output_put (self->output, bracket);
}

static void
end (RgJsonOut *self, const char *bracket)
{
  g_return_if_fail (self->depth > 0);

  if (self->depth == 1 && (self->filled & BIT (1)))
    rg_output_put (self->output, "\n");
  self->depth--;
  rg_output_put (self->output, bracket);
}

/**
 * rg_json_out_begin_object:
 * @self: the writer
 */
void
rg_json_out_begin_object (RgJsonOut *self)
{
  begin (self, "{", FALSE);
}

/**
 * rg_json_out_end_object:
 * @self: the writer
 */
void
rg_json_out_end_object (RgJsonOut *self)
{
  end (self, "}");
}

/**
 * rg_json_out_begin_array:
 * @self: the writer
 */
void
rg_json_out_begin_array (RgJsonOut *self)
{
  begin (self, "[", TRUE);
}

/**
 * rg_json_out_end_array:
 * @self: the writer
 */
void
rg_json_out_end_array (RgJsonOut *self)
{
  end (self, "]");
}

/* Text that is not UTF-8 cannot stand in JSON; its bad bytes are replaced. */
static void
quote (RgJsonOut *self, const char *text)
{
  g_autofree char *valid = NULL;
  const char *p;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  rg_output_put (self->output, "\"");
  for (p = text; *p != '\0';)
    {
      gsize plain = 0;

      while ((guchar) p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\' && p[plain] != 0x7f)
        plain++;
      if (plain > 0)
        rg_output_data (self->output, p, plain);
      p += plain;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        rg_output_printf (self->output, "\\%c", *p);
      else if (*p == '\n')
        rg_output_put (self->output, "\\n");
      else if (*p == '\r')
        rg_output_put (self->output, "\\r");
      else if (*p == '\t')
        rg_output_put (self->output, "\\t");
      else
        rg_output_printf (self->output, "\\u%04x", (guint) *p);
      p++;
    }
  rg_output_put (self->output, "\"");
}

/**
 * rg_json_out_key:
 * @self: the writer, inside an object
 * @key: the member's name; its value comes next
 */
void
rg_json_out_key (RgJsonOut *self, const char *key)
{
  separate (self);
  quote (self, key);
  rg_output_put (self->output, ":");
  self->after_key = TRUE;
}

/**
 * rg_json_out_text:
 * @self: the writer
 * @text: (nullable): a string; %NULL writes null
 */
void
rg_json_out_text (RgJsonOut *self, const char *text)
{
  if (text == NULL)
    {
      rg_json_out_null (self);
      return;
    }
  separate (self);
  quote (self, text);
}

/**
 * rg_json_out_integer:
 * @self: the writer
 * @integer: a whole number
 */
void
rg_json_out_integer (RgJsonOut *self, gint64 integer)
{
  separate (self);
  rg_output_printf (self->output, "%" G_GINT64_FORMAT, integer);
}

/**
 * rg_json_out_real:
 * @self: the writer
 * @real: a number; one that JSON cannot say becomes null
 */
void
rg_json_out_real (RgJsonOut *self, double real)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (real))
    {
      rg_json_out_null (self);
      return;
    }
  separate (self);
  /* Fifteen digits say what a person wrote (0.1, not 0.10000000000000001);
   * where they lose something, all seventeen are written. */
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", real);
  if (g_ascii_strtod (buffer, NULL) != real)
    g_ascii_dtostr (buffer, sizeof buffer, real);
  rg_output_put (self->output, buffer);
}

/**
 * rg_json_out_boolean:
 * @self: the writer
 * @boolean: true or false
 */
void
rg_json_out_boolean (RgJsonOut *self, gboolean boolean)
{
  separate (self);
  rg_output_put (self->output, boolean ? "true" : "false");
}

/**
 * rg_json_out_null:
 * @self: the writer
 */
void
rg_json_out_null (RgJsonOut *self)
{
  separate (self);
  rg_output_put (self->output, "null");
}

/**
 * rg_json_out_instant:
 * @self: the writer
 * @instant: UTC milliseconds since 1970
 *
 * Writes RFC 3339 text in UTC, with milliseconds only where there are any.
 */
void
rg_json_out_instant (RgJsonOut *self, gint64 instant)
{
  gint64 seconds = instant / 1000;
  gint64 rest = instant % 1000;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fine = NULL;

  if (rest < 0)
    {
      rest += 1000;
      seconds--;
    }
  time = g_date_time_new_from_unix_utc (seconds);
  if (time == NULL)
    {
      rg_json_out_null (self);
      return;
    }
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  fine = rest != 0 ? g_strdup_printf ("%s.%03dZ", text, (int) rest) : g_strconcat (text, "Z", NULL);
  rg_json_out_text (self, fine);
}

/**
 * rg_json_out_texts:
 * @self: the writer
 * @texts: (nullable) (array zero-terminated=1): becomes an array of strings
 */
void
rg_json_out_texts (RgJsonOut *self, const char *const *texts)
{
  rg_json_out_begin_array (self);
  for (; texts != NULL && *texts != NULL; texts++)
    rg_json_out_text (self, *texts);
  rg_json_out_end_array (self);
}

/**
 * rg_json_out_field_key:
 * @self: the writer, inside an object
 * @field: a field
 *
 * Money stands under a key that says its unit; an own field's column does not.
 */
void
rg_json_out_field_key (RgJsonOut *self, const RgField *field)
{
  if (field->type == &rg_type_money && !g_str_has_suffix (field->key, "_fen"))
    {
      g_autofree char *key = g_strconcat (field->key, "_fen", NULL);

      rg_json_out_key (self, key);
    }
  else
    {
      rg_json_out_key (self, field->key);
    }
}

/**
 * rg_json_out_value:
 * @self: the writer
 * @field: the field that the value belongs to
 * @value: (nullable): its value
 *
 * Several choices are an array, which is how they are stored; yes and no are
 * true and false; instants RFC 3339; everything else as it is stored.
 */
void
rg_json_out_value (RgJsonOut *self, const RgField *field, const RgValue *value)
{
  const char *text;

  if (field->type == &rg_type_choices)
    {
      text = rg_value_is_null (value) ? NULL : rg_value_get_text (value);
      separate (self);
      rg_output_put (self->output, text != NULL && *text == '[' ? text : "[]");
      return;
    }
  if (rg_value_is_null (value))
    {
      rg_json_out_null (self);
      return;
    }
  if (field->type == &rg_type_instant)
    {
      rg_json_out_instant (self, rg_value_get_integer (value));
      return;
    }
  if (field->type == &rg_type_yes_no)
    {
      rg_json_out_boolean (self, rg_value_get_integer (value) != 0);
      return;
    }
  switch (value->kind)
    {
    case RG_VALUE_INTEGER:
      rg_json_out_integer (self, value->integer);
      break;
    case RG_VALUE_REAL:
      rg_json_out_real (self, value->real);
      break;
    case RG_VALUE_TEXT:
      rg_json_out_text (self, value->text);
      break;
    case RG_VALUE_NULL:
    default:
      rg_json_out_null (self);
      break;
    }
}

/**
 * rg_json_out_member_text:
 * @self: the writer
 * @key: the member's name
 * @text: (nullable): its value
 */
void
rg_json_out_member_text (RgJsonOut *self, const char *key, const char *text)
{
  rg_json_out_key (self, key);
  rg_json_out_text (self, text);
}

/**
 * rg_json_out_member_integer:
 * @self: the writer
 * @key: the member's name
 * @integer: its value
 */
void
rg_json_out_member_integer (RgJsonOut *self, const char *key, gint64 integer)
{
  rg_json_out_member_number (self, key, integer, TRUE);
}

/**
 * rg_json_out_member_number:
 * @self: the writer
 * @key: the member's name
 * @integer: its value
 * @known: %FALSE for null
 */
void
rg_json_out_member_number (RgJsonOut *self, const char *key, gint64 integer, gboolean known)
{
  rg_json_out_key (self, key);
  if (known)
    rg_json_out_integer (self, integer);
  else
    rg_json_out_null (self);
}

/**
 * rg_json_out_member_boolean:
 * @self: the writer
 * @key: the member's name
 * @boolean: its value
 */
void
rg_json_out_member_boolean (RgJsonOut *self, const char *key, gboolean boolean)
{
  rg_json_out_key (self, key);
  rg_json_out_boolean (self, boolean);
}

/**
 * rg_json_out_member_instant:
 * @self: the writer
 * @key: the member's name
 * @instant: UTC milliseconds since 1970; 0 for null
 */
void
rg_json_out_member_instant (RgJsonOut *self, const char *key, gint64 instant)
{
  rg_json_out_key (self, key);
  if (instant != 0)
    rg_json_out_instant (self, instant);
  else
    rg_json_out_null (self);
}

/**
 * rg_json_out_finish:
 * @self: the writer, after its one value
 */
void
rg_json_out_finish (RgJsonOut *self)
{
  g_return_if_fail (self->depth == 0);
  rg_output_put (self->output, "\n");
}
