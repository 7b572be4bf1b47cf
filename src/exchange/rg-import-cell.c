/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Places that are remembered while a file is imported. */
#define REGIONS_MAX 1000

/* One cell of a file, read by the type of its field. */

/* What people write into the WeChat column when the id is their number. */
static const char *const same_as_phone[] = { "同手机号",     "同手机",        "同手机号码", "手机同号",
                                             "同电话",       "同电话号码",    "微信同号",   "同号",
                                             "同上",         "手机号",        "即手机号",   "与手机号相同",
                                             "手机号即微信", "same as phone", NULL };

/**
 * rg_import_row_add_line:
 * @row: a row
 * @name: of a column
 * @text: what stands there
 *
 * Keeps @text as a line of the notes.
 */
void
rg_import_row_add_line (RgImportRow *row, const char *name, const char *text)
{
  if (row->lines->len > 0)
    g_string_append_c (row->lines, '\n');
  g_string_append_printf (row->lines, "%s: %s", name, text);
}

/**
 * rg_import_row_add_problem:
 * @row: a row
 * @column: index of a column; %G_MAXUINT for the whole row
 * @text: what stands there
 * @reason: a translated sentence
 *
 * Counts a problem, and lists it while there is room and somebody asked.
 */
void
rg_import_row_add_problem (RgImportRow *row, guint column, const char *text, const char *reason)
{
  RgImportProblem *problem;

  row->n_problems++;
  if (row->problems == NULL || (row->max_problems > 0 && row->problems->len >= row->max_problems))
    return;
  problem = g_new0 (RgImportProblem, 1);
  problem->line = row->line;
  problem->column = column;
  problem->text = g_strdup (text);
  problem->reason = g_strdup (reason);
  g_ptr_array_add (row->problems, problem);
}

/**
 * rg_import_row_keep_bad:
 * @row: a row
 * @column: index of a column
 * @text: what stands there, which its field cannot take
 * @reason: a translated sentence
 *
 * Keeps @text as a line of the notes and notes the problem.
 */
void
rg_import_row_keep_bad (RgImportRow *row, guint column, const char *text, const char *reason)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);

  rg_import_row_add_line (row, binding->name, text);
  rg_import_row_add_problem (row, column, text, reason);
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* Whether there are digits in @text that are in none of the numbers. */
static gboolean
has_more_digits (const char *text, char **numbers)
{
  g_autofree char *normal = rg_text_normalize (text);
  guint digits = 0;

  for (guint i = 0; numbers[i] != NULL; i++)
    digits += count_digits (numbers[i]);
  /* A +86 that is left out is not missed. */
  return count_digits (normal) > digits + 4 * g_strv_length (numbers) ||
         (digits < 11 && count_digits (normal) > digits);
}

/* "138… (妈妈)", "电话：138…": the numbers between Chinese words. Letters stay,
 * for what they stand in is no number. */
static char **
split_at_words (const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);
  g_autoptr (GString) parted = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN || c == '(' || c == ')' || c == ':')
        g_string_append_c (parted, ';');
      else
        g_string_append_unichar (parted, c);
    }
  return rg_phone_split (parted->str);
}

static void
read_phone (RgImportRow *row, guint column, const char *text)
{
  g_autofree char *normal = NULL;
  g_auto (GStrv) parts = NULL;

  if (rg_phone_normalize (text, &normal) != RG_PHONE_INVALID)
    {
      rg_text_list_take (row->phones, &row->phone_index, g_steal_pointer (&normal));
      return;
    }
  parts = rg_phone_split (text);
  if (parts[0] == NULL)
    {
      g_strfreev (parts);
      parts = split_at_words (text);
    }
  if (parts[0] == NULL)
    {
      if (g_array_index (row->bindings, RgImportBinding, column).role == RG_IMPORT_ROLE_PHONE)
        row->phone_invalid = TRUE;
      rg_import_row_keep_bad (row, column, text, _ ("This is not a phone number."));
      return;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    rg_text_list_take (row->phones, &row->phone_index, g_strdup (parts[i]));
  /* "138… (妈妈)": the words beside the number are kept. */
  if (has_letters (text) || has_more_digits (text, parts))
    rg_import_row_add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
}

static void
read_wechat (RgImportRow *row, guint column, const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);

  if (row->wechat != NULL || row->same_wechat != NULL)
    rg_import_row_add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
  else if (g_strv_contains (same_as_phone, normal))
    row->same_wechat = g_strdup (text);
  else
    {
      const RgField *field = g_array_index (row->bindings, RgImportBinding, column).field;
      g_auto (RgValue) value = RG_VALUE_INIT;

      if (rg_field_parse (field, text, &value, NULL) && value.kind == RG_VALUE_TEXT)
        row->wechat = g_strdup (value.text);
    }
}

static void
read_email (RgImportRow *row, guint column, const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!rg_field_parse (row->email_field, text, &value, &error))
    rg_import_row_keep_bad (row, column, text, error->message);
  else if (row->email != NULL)
    rg_import_row_add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
  else
    row->email = g_strdup (rg_value_get_text (&value));
}

static void
read_tags (RgImportRow *row, const char *text)
{
  g_auto (GStrv) tags = rg_tags_split (text);

  for (guint i = 0; tags[i] != NULL; i++)
    rg_text_list_take (row->tags, &row->tag_index, g_steal_pointer (&tags[i]));
}

static gboolean
read_date (RgImportRow *row, const RgField *field, const char *text, RgValue *value, GError **error)
{
  RgDateForm form = RG_DATE_FORM_NONE;
  char *date = rg_date_parse (text, TRUE, &form, error);

  /* A day of the Chinese calendar, or one without a year, is no date. */
  if (date != NULL && field->type == &rg_type_date && (*date == 'l' || *date == '-'))
    {
      g_clear_pointer (&date, g_free);
      g_set_error_literal (
          error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
          _ ("This field holds a day of the solar calendar with its year, like 1990-01-02."));
    }
  rg_value_take_text (value, date);
  row->dates[date != NULL ? form : RG_DATE_FORM_NONE]++;
  return date != NULL;
}

/* "amount_fen": what our own folder of tables calls amounts without a point. */
static gboolean
read_fen (const RgImportBinding *binding, const char *text, RgValue *value)
{
  gint64 fen;

  if (binding->field->type != &rg_type_money || !g_str_has_suffix (binding->name, "_fen") ||
      !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &fen, NULL))
    return FALSE;
  rg_value_set_integer (value, fen);
  return rg_field_validate (binding->field, value, NULL);
}

/* The same few places stand in most rows, and each takes a look through all
 * cities of the country. */
static gboolean
read_region (RgImportRow *row, const RgField *field, const char *text, RgValue *value, GError **error)
{
  const char *known = g_hash_table_lookup (row->regions, text);

  if (known != NULL)
    {
      rg_value_take_text (value, g_strdup (known));
      return TRUE;
    }
  if (!rg_field_parse (field, text, value, error))
    return FALSE;
  if (value->kind == RG_VALUE_TEXT && g_hash_table_size (row->regions) < REGIONS_MAX)
    g_hash_table_insert (row->regions, g_strdup (text), g_strdup (value->text));
  return TRUE;
}

static gboolean
read_value (RgImportRow *row,
            const RgImportBinding *binding,
            const char *text,
            RgValue *value,
            GError **error)
{
  const RgFieldType *type = binding->field->type;

  if (type == &rg_type_date || type == &rg_type_lunar_date)
    return read_date (row, binding->field, text, value, error);
  if (type == &rg_type_region)
    return read_region (row, binding->field, text, value, error);
  if (read_fen (binding, text, value))
    return TRUE;
  /* 007 in a column of numbers is no number, and ¥ in one is no money: they
   * would not come out as they went in. */
  if (binding->fresh && (type == &rg_type_number || type == &rg_type_money) && g_ascii_isdigit (*text) &&
      !rg_is_plain_number (text) && strchr (text, ',') == NULL && strstr (text, "元") == NULL)
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                           _ ("This number would lose digits."));
      return FALSE;
    }
  if (rg_field_parse (binding->field, text, value, error))
    return TRUE;
  if (!rg_import_grow_choices (binding, text, value))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

/* 129.696: a price that somebody computed. The sale's amount is in whole fen; the
 * exact one stays in the notes. */
static gboolean
round_money (const RgImportBinding *binding, const char *text, RgValue *value)
{
  g_autofree char *normal = rg_text_normalize (text);
  const char *point = strchr (normal, '.');
  double yuan;
  char *end;

  if (binding->fresh || binding->field->type != &rg_type_money || point == NULL ||
      strspn (normal, "-0123456789.") != strlen (normal) || strspn (point + 1, "0123456789") < 3)
    return FALSE;
  yuan = g_ascii_strtod (normal, &end);
  if (*end != '\0' || ABS (yuan) > 1e11)
    return FALSE;
  rg_value_set_integer (value, (gint64) (yuan * 100 + (yuan < 0 ? -0.5 : 0.5)));
  return TRUE;
}

static void
read_slot (RgImportRow *row, guint column, const char *text)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);
  RgValue *slot = &g_array_index (row->values, RgValue, binding->slot);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!read_value (row, binding, text, &value, &error))
    {
      gboolean rounded = rg_value_is_null (slot) && round_money (binding, text, slot);

      rg_import_row_keep_bad (row, column, text,
                              rounded ? _ ("Rounded to whole fen; the exact amount stands in the notes.")
                                      : error->message);
    }
  else if (rg_value_is_null (slot))
    {
      *slot = value;
      value = (RgValue) RG_VALUE_INIT;
    }
  else if (!rg_value_equal (slot, &value))
    rg_import_row_add_line (row, binding->name, text);
}

static void
read_notes (RgImportRow *row, const RgImportBinding *binding, const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (!rg_field_parse (binding->field, text, &value, NULL) || value.kind != RG_VALUE_TEXT)
    return;
  if (row->notes->len > 0)
    g_string_append_c (row->notes, '\n');
  g_string_append (row->notes, value.text);
}

static void
read_name (RgImportRow *row, const RgImportBinding *binding, const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (row->name != NULL)
    rg_import_row_add_line (row, binding->name, text);
  else if (rg_field_parse (binding->field, text, &value, NULL))
    row->name = g_strdup (rg_value_get_text (&value));
}

/* The first column of customers' numbers counts. */
static void
read_code (RgImportRow *row, guint column, const char *text)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);
  g_autoptr (GError) error = NULL;

  if (binding->field != row->code_field || !rg_value_is_null (&row->code))
    rg_import_row_add_line (row, binding->name, text);
  else if (!rg_field_parse (binding->field, text, &row->code, &error))
    rg_import_row_keep_bad (row, column, text, error->message);
}

/**
 * rg_import_row_read_cell:
 * @row: a row
 * @column: index of a column
 * @text: trimmed, not empty
 */
void
rg_import_row_read_cell (RgImportRow *row, guint column, const char *text)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);

  switch (binding->role)
    {
    case RG_IMPORT_ROLE_NAME:
      read_name (row, binding, text);
      break;
    case RG_IMPORT_ROLE_PHONE:
    case RG_IMPORT_ROLE_PHONES:
      read_phone (row, column, text);
      break;
    case RG_IMPORT_ROLE_WECHAT:
      read_wechat (row, column, text);
      break;
    case RG_IMPORT_ROLE_EMAIL:
      read_email (row, column, text);
      break;
    case RG_IMPORT_ROLE_TAGS:
      read_tags (row, text);
      break;
    case RG_IMPORT_ROLE_NOTES:
      read_notes (row, binding, text);
      break;
    case RG_IMPORT_ROLE_LINE:
      rg_import_row_add_line (row, binding->name, text);
      break;
    case RG_IMPORT_ROLE_CODE:
      read_code (row, column, text);
      break;
    case RG_IMPORT_ROLE_VALUE:
      read_slot (row, column, text);
      break;
    case RG_IMPORT_ROLE_IGNORE:
    default:
      break;
    }
}
