/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-type-choice.h"
#include "catalog/rg-type-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Several choices, stored as a JSON array of their keys in the order in which
 * they were given, none twice. A field without choices takes any words. */

static gboolean
is_between (gunichar c)
{
  return c == ';' || c == 0xff1b || c == ',' || c == 0xff0c || c == 0x3001 || c == '|' || c == 0xff5c ||
         c == '\n' || c == '\r';
}

static const char *
next_end (const char *p)
{
  while (*p != '\0' && !is_between (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* How far the part at @start goes. An owner's choice may have a comma in its
 * name: the longest stretch that means a choice is taken, else the first. */
static const char *
end_of_part (const RgField *field, const char *start, const RgChoice **choice)
{
  const char *first = next_end (start);
  const char *best = first;

  *choice = NULL;
  for (const char *end = first; field->choices != NULL; end = next_end (g_utf8_next_char (end)))
    {
      g_autofree char *part = g_strndup (start, (gsize) (end - start));
      g_autofree char *trimmed = rg_text_trim (part);
      const RgChoice *found = *trimmed != '\0' ? rg_choice_find (field, trimmed) : NULL;

      if (found != NULL)
        {
          *choice = found;
          best = end;
        }
      if (*end == '\0')
        break;
    }
  return best;
}

static gboolean
refuse_choice (const RgField *field, const char *text, GError **error)
{
  g_autofree char *list = rg_choice_list (field);

  g_set_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_CHOICE,
               _ ("“%s” is not one of the choices of “%s”. Choose from: %s."), text,
               rg_field_get_label (field), list);
  return FALSE;
}

static void
add_once (GPtrArray *keys, const char *key)
{
  for (guint i = 0; i < keys->len; i++)
    {
      if (strcmp (g_ptr_array_index (keys, i), key) == 0)
        return;
    }
  g_ptr_array_add (keys, g_strdup (key));
}

static gboolean
parse (const RgField *field, const char *text, RgValue *value, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const char *start = text;

  for (;;)
    {
      const RgChoice *choice;
      const char *end = end_of_part (field, start, &choice);
      g_autofree char *part = g_strndup (start, (gsize) (end - start));
      g_autofree char *trimmed = rg_text_trim (part);

      if (choice == NULL && field->choices != NULL && *trimmed != '\0')
        return refuse_choice (field, trimmed, error);
      if (*trimmed != '\0')
        add_once (keys, choice != NULL ? choice->key : trimmed);
      if (*end == '\0')
        break;
      start = g_utf8_next_char (end);
    }
  if (keys->len > 0)
    rg_value_take_text (value, rg_text_list_to_json ((const char *const *) keys->pdata));
  return TRUE;
}

static char *
format (const RgField *field, const RgValue *value, RgFormat style)
{
  g_auto (GStrv) keys = rg_text_list_from_json (value->text);
  GString *text = g_string_new (NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const RgChoice *choice = rg_choice_find_key (field, keys[i]);

      if (i > 0)
        g_string_append (text, style == RG_FORMAT_DISPLAY ? C_ ("list", ", ") : ";");
      g_string_append (text, choice != NULL ? rg_choice_get_label (field, choice) : keys[i]);
    }
  return g_string_free_and_steal (text);
}

static gboolean
is_plain_word (const char *word)
{
  g_autofree char *trimmed = rg_text_trim (word);

  return *word != '\0' && *next_end (word) == '\0' && strcmp (word, trimmed) == 0;
}

static gboolean
validate (const RgField *field, const RgValue *value, GError **error)
{
  g_auto (GStrv) keys = rg_text_list_from_json (value->text);
  g_autofree char *again = keys != NULL ? rg_text_list_to_json ((const char *const *) keys) : NULL;

  if (keys == NULL || keys[0] == NULL || strcmp (again, value->text) != 0)
    return rg_type_refuse (error, RG_FIELD_ERROR_SYNTAX,
                           _ ("Several choices are kept as a JSON array of texts."));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (field->choices != NULL ? rg_choice_find_key (field, keys[i]) == NULL : !is_plain_word (keys[i]))
        return field->choices != NULL
                   ? refuse_choice (field, keys[i], error)
                   : rg_type_refuse_text (
                         error, RG_FIELD_ERROR_SYNTAX,
                         _ ("“%s” cannot be one of several words: it is empty or has a comma, a "
                            "semicolon or a line break in it."),
                         keys[i]);
      for (guint j = 0; j < i; j++)
        {
          if (strcmp (keys[i], keys[j]) == 0)
            return rg_type_refuse_text (error, RG_FIELD_ERROR_SYNTAX, _ ("“%s” is given twice."), keys[i]);
        }
    }
  return TRUE;
}

const RgFieldType rg_type_choices = {
  .id = "choices",
  .label = N_ ("Several choices"),
  .storage = RG_VALUE_TEXT,
  .own = TRUE,
  .parse = parse,
  .format = format,
  .validate = validate,
  .compare = rg_type_compare_text,
};
