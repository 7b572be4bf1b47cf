/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-field.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (rg - field - error - quark, rg_field_error)

/**
 * rg_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): what it is called: translated for a built-in
 *   field, the owner's words for an own one
 */
const char *
rg_field_get_label (const RgField *field)
{
  if ((field->flags & RG_FIELD_OWN) != 0)
    return field->label;
  return g_dgettext (GETTEXT_PACKAGE, field->label);
}

/**
 * rg_field_has_column:
 * @field: a field
 *
 * Returns: whether the table of its entity has a column of its key; tags and
 *   phones are gathered, and how a customer stands is kept elsewhere
 */
gboolean
rg_field_has_column (const RgField *field)
{
  return (field->flags & (RG_FIELD_VIRTUAL | RG_FIELD_STANDING)) == 0;
}

/**
 * rg_choice_get_label:
 * @field: the field that has the choice
 * @choice: one of its choices
 *
 * Returns: (transfer none): what it is called: translated for a built-in
 *   field, the owner's words for an own one
 */
const char *
rg_choice_get_label (const RgField *field, const RgChoice *choice)
{
  if ((field->flags & RG_FIELD_OWN) != 0)
    return choice->label;
  return g_dgettext (GETTEXT_PACKAGE, choice->label);
}

static gboolean
refuse_missing (const RgField *field, GError **error)
{
  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED, _ ("“%s” is empty. Please fill it in."),
               rg_field_get_label (field));
  return FALSE;
}

/**
 * rg_field_parse:
 * @field: a field
 * @text: (nullable): what a person typed or a file holds, UTF-8
 * @value: (out caller-allocates): an initialised value, to be cleared by the
 *   caller in any case; null when there was nothing but blanks
 * @error: %RG_FIELD_ERROR, translated, saying what would be accepted
 *
 * Returns: whether @text could be read
 */
gboolean
rg_field_parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autofree char *trimmed = NULL;

  rg_value_clear (value);
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                           _ ("This text is damaged: it is not valid Unicode. Please type it again."));
      return FALSE;
    }
  trimmed = text != NULL ? rg_text_trim (text) : NULL;
  if (trimmed == NULL || *trimmed == '\0')
    return (field->flags & RG_FIELD_REQUIRED) == 0 || refuse_missing (field, error);
  return field->type->parse (field, trimmed, value, error);
}

/**
 * rg_field_format:
 * @field: a field
 * @value: (nullable): a value of its type, or a null one
 * @style: for whom
 *
 * Returns: (transfer full): never %NULL; "" for a null value
 */
char *
rg_field_format (const RgField *field, const RgValue *value, RgFormat style)
{
  if (rg_value_is_null (value) || value->kind != field->type->storage)
    return g_strdup ("");
  return field->type->format (field, value, style);
}

/**
 * rg_field_validate:
 * @field: a field
 * @value: (nullable): a value from anywhere: a program, a file, the database
 * @error: %RG_FIELD_ERROR, translated
 *
 * Returns: whether @value may stand in the field's column: it is null and the
 *   field is not required, or it is one that parsing could make
 */
gboolean
rg_field_validate (const RgField *field, const RgValue *value, GError **error)
{
  if (rg_value_is_null (value))
    return (field->flags & RG_FIELD_REQUIRED) == 0 || refuse_missing (field, error);
  if (value->kind != field->type->storage ||
      (value->kind == RG_VALUE_TEXT && !g_utf8_validate (value->text, -1, NULL)))
    {
      g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX, _ ("“%s” cannot hold a value of this kind."),
                   rg_field_get_label (field));
      return FALSE;
    }
  return field->type->validate == NULL || field->type->validate (field, value, error);
}

/**
 * rg_field_compare:
 * @field: a field
 * @a: (nullable): a value
 * @b: (nullable): another
 *
 * Orders as the database does: null first, then numbers, then texts, values of
 * the field's own type among each other as the type says.
 *
 * Returns: less than, equal to or greater than zero
 */
int
rg_field_compare (const RgField *field, const RgValue *a, const RgValue *b)
{
  RgValueKind kind_a = rg_value_is_null (a) ? RG_VALUE_NULL : a->kind;
  RgValueKind kind_b = rg_value_is_null (b) ? RG_VALUE_NULL : b->kind;

  if (kind_a != kind_b)
    return kind_a < kind_b ? -1 : 1;
  if (kind_a == RG_VALUE_NULL)
    return 0;
  if (kind_a == field->type->storage)
    return field->type->compare (field, a, b);
  switch (kind_a)
    {
    case RG_VALUE_INTEGER:
      return (a->integer > b->integer) - (a->integer < b->integer);
    case RG_VALUE_REAL:
      return (a->real > b->real) - (a->real < b->real);
    case RG_VALUE_TEXT:
      return g_strcmp0 (a->text, b->text);
    case RG_VALUE_NULL:
    default:
      return 0;
    }
}
