/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-type-choice.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One of the field's choices, stored as its key. A field without choices, such
 * as one that only proposes names from a list, takes any line of text. */

static gboolean
means (const char *word, const char *normal)
{
  g_autofree char *other = rg_text_normalize (word);

  return strcmp (other, normal) == 0;
}

static gboolean
is_alias (const RgChoice *choice, const char *normal)
{
  gsize length = strlen (normal);
  const char *found =
      choice->aliases != NULL && strchr (normal, '|') == NULL ? strstr (choice->aliases, normal) : NULL;

  for (; found != NULL && length > 0; found = strstr (found + 1, normal))
    {
      if ((found == choice->aliases || found[-1] == '|') && (found[length] == '|' || found[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

const RgChoice *
rg_choice_find_key (const RgField *field, const char *key)
{
  for (const RgChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    {
      if (strcmp (choice->key, key) == 0)
        return choice;
    }
  return NULL;
}

const RgChoice *
rg_choice_find (const RgField *field, const char *text)
{
  const RgChoice *exact = rg_choice_find_key (field, text);
  g_autofree char *normal = NULL;

  if (exact != NULL || field->choices == NULL)
    return exact;
  normal = rg_text_normalize (text);
  /* What is shown goes before other words for it: labels are what the
   * exchange format writes. */
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (means (rg_choice_get_label (field, choice), normal))
        return choice;
    }
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (means (choice->key, normal) || means (choice->label, normal) || is_alias (choice, normal))
        return choice;
    }
  return NULL;
}

char *
rg_choice_list (const RgField *field)
{
  GString *labels = g_string_new (NULL);

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      if (labels->len > 0)
        /* Translators: stands between the parts of a list. */
        g_string_append (labels, C_ ("list", ", "));
      g_string_append (labels, rg_choice_get_label (field, choice));
    }
  return g_string_free_and_steal (labels);
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  const RgChoice *choice;
  g_autofree char *list = NULL;

  if (field->choices == NULL)
    return rg_type_text.parse (field, text, value, error);
  choice = rg_choice_find (field, text);
  if (choice != NULL)
    {
      rg_value_set_text (value, choice->key);
      return TRUE;
    }
  list = rg_choice_list (field);
  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_CHOICE,
               _ ("“%s” is not one of the choices of “%s”. Choose one of: %s."), text,
               rg_field_get_label (field), list);
  return FALSE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  const RgChoice *choice = rg_choice_find_key (field, value->text);

  return g_strdup (choice != NULL ? rg_choice_get_label (field, choice) : value->text);
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  g_autofree char *list = NULL;

  if (field->choices == NULL)
    return rg_type_text.validate (field, value, error);
  if (rg_choice_find_key (field, value->text) != NULL)
    return TRUE;
  list = rg_choice_list (field);
  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_CHOICE,
               _ ("“%s” is not one of the choices of “%s”. Choose one of: %s."), value->text,
               rg_field_get_label (field), list);
  return FALSE;
}

const RgFieldType rg_type_choice = {
  .id = "choice",
  .label = N_ ("One choice"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_text,
};
