/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "exchange/rg-csv-writer.h"

#include "catalog/rg-text.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One row of a file, read by the types of the fields. Nothing is lost: what a
 * field cannot take goes to the notes. */

/* What people write into the WeChat column when the id is their number. */
static const char *const same_as_phone[] = { "同手机号",   "同手机",   "同手机号码", "手机同号",   "同电话",
                                             "同电话号码", "微信同号", "同号",       "同上",       "手机号",
                                             "即手机号",   "与手机号相同", "手机号即微信", "same as phone", NULL };
/* What stands in the first cells of the line below the last row. */
static const char *const totals[] = { "合计", "总计", "小计", "共计", "累计", "总数", "合计:", "总计:", "小计:",
                                      "total", "totals", "grand total", "subtotal", "sum", NULL };

/* --- bindings ------------------------------------------------------------- */

static RgImportRole
role_of (const RgImportRow *row,
         const RgField *field,
         const char *entity)
{
  static const struct
  {
    const char *key;
    RgImportRole role;
  } roles[] = {
    { "name", RG_IMPORT_ROLE_NAME },     { "phone", RG_IMPORT_ROLE_PHONE }, { "phones", RG_IMPORT_ROLE_PHONES },
    { "wechat", RG_IMPORT_ROLE_WECHAT }, { "email", RG_IMPORT_ROLE_EMAIL }, { "tags", RG_IMPORT_ROLE_TAGS },
  };

  for (guint i = 0; g_str_equal (entity, "customer") && i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (field->key, roles[i].key))
        return roles[i].role;
    }
  return g_str_equal (field->key, "notes") ? RG_IMPORT_ROLE_NOTES : RG_IMPORT_ROLE_VALUE;
}

static guint
slot_of (RgImportRow *row,
         const RgField *field)
{
  RgValue empty = RG_VALUE_INIT;
  guint slot;

  if (g_ptr_array_find (row->fields, field, &slot))
    return slot;
  g_ptr_array_add (row->fields, (gpointer) field);
  g_array_append_val (row->values, empty);
  return row->fields->len - 1;
}

/* A field as it will be once the import has made it. */
static void
stand_in (RgImportBinding *binding,
          const RgImportColumn *column)
{
  guint n = column->choices != NULL ? g_strv_length (column->choices) : 0;

  binding->own.key = column->name;
  binding->own.label = column->name;
  binding->own.type = column->type;
  binding->own.flags = RG_FIELD_OWN;
  if (n == 0)
    return;
  binding->choices = g_new0 (RgChoice, n + 1);
  for (guint i = 0; i < n; i++)
    binding->choices[i].key = binding->choices[i].label = column->choices[i];
  binding->own.choices = binding->choices;
}

static void
bind_column (RgImportRow *row,
             const RgImportPlan *plan,
             guint index,
             const char *made)
{
  const RgImportColumn *column = g_ptr_array_index (plan->columns, index);
  RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, index);
  const char *key = made != NULL ? made : column->field;

  binding->name = column->name;
  switch (column->target)
    {
    case RG_IMPORT_TARGET_IGNORE:
      binding->role = RG_IMPORT_ROLE_IGNORE;
      return;
    case RG_IMPORT_TARGET_NOTES:
      binding->role = RG_IMPORT_ROLE_LINE;
      return;
    case RG_IMPORT_TARGET_NEW:
      binding->fresh = TRUE;
      binding->role = RG_IMPORT_ROLE_VALUE;
      if (made == NULL)
        {
          stand_in (binding, column);
          binding->field = &binding->own;
          break;
        }
      binding->field = rg_entity_find_field (rg_catalog_find (row->catalog, plan->entity), made);
      break;
    case RG_IMPORT_TARGET_FIELD:
    default:
      binding->field = rg_entity_find_field (rg_catalog_find (row->catalog, column->entity), key);
      break;
    }
  if (binding->field == NULL)
    {
      binding->role = RG_IMPORT_ROLE_LINE;
      return;
    }
  if (column->target == RG_IMPORT_TARGET_FIELD)
    binding->role = role_of (row, binding->field, column->entity);
  if (binding->role == RG_IMPORT_ROLE_VALUE)
    binding->slot = slot_of (row, binding->field);
}

/**
 * rg_import_row_new:
 * @plan: what the columns are
 * @catalog: the fields as they are now
 * @made: (nullable) (array): see the header
 *
 * Returns: (transfer full): a reader of rows
 */
RgImportRow *
rg_import_row_new (RgImportPlan *plan,
                   RgCatalog *catalog,
                   const char *const *made)
{
  RgImportRow *row = g_new0 (RgImportRow, 1);

  row->catalog = rg_catalog_ref (catalog);
  row->is_sale = g_str_equal (plan->entity, "sale");
  row->email_field = rg_entity_find_field (rg_catalog_find (catalog, "customer"), "email");
  row->bindings = g_array_new (FALSE, TRUE, sizeof (RgImportBinding));
  g_array_set_size (row->bindings, plan->columns->len);
  row->fields = g_ptr_array_new ();
  row->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  row->phones = g_ptr_array_new_with_free_func (g_free);
  row->tags = g_ptr_array_new_with_free_func (g_free);
  row->notes = g_string_new (NULL);
  row->lines = g_string_new (NULL);
  for (guint i = 0; i < plan->columns->len; i++)
    bind_column (row, plan, i, made != NULL ? made[i] : NULL);
  return row;
}

static void
clear_row (RgImportRow *row)
{
  for (guint i = 0; i < row->values->len; i++)
    rg_value_clear (&g_array_index (row->values, RgValue, i));
  g_clear_pointer (&row->name, g_free);
  g_clear_pointer (&row->wechat, g_free);
  g_clear_pointer (&row->email, g_free);
  g_ptr_array_set_size (row->phones, 0);
  g_ptr_array_set_size (row->tags, 0);
  g_string_truncate (row->notes, 0);
  g_string_truncate (row->lines, 0);
  memset (row->dates, 0, sizeof row->dates);
  g_clear_pointer (&row->same_wechat, g_free);
  row->phone_invalid = FALSE;
  row->refused = NULL;
}

/**
 * rg_import_row_free:
 * @row: (transfer full): a reader of rows
 */
void
rg_import_row_free (RgImportRow *row)
{
  clear_row (row);
  for (guint i = 0; i < row->bindings->len; i++)
    g_free (g_array_index (row->bindings, RgImportBinding, i).choices);
  g_array_unref (row->bindings);
  g_ptr_array_unref (row->fields);
  g_array_unref (row->values);
  g_ptr_array_unref (row->phones);
  g_ptr_array_unref (row->tags);
  g_string_free (row->notes, TRUE);
  g_string_free (row->lines, TRUE);
  rg_catalog_unref (row->catalog);
  g_free (row);
}

/* --- cells ---------------------------------------------------------------- */

static void
add_line (RgImportRow *row,
          const char *name,
          const char *text)
{
  if (row->lines->len > 0)
    g_string_append_c (row->lines, '\n');
  g_string_append_printf (row->lines, "%s: %s", name, text);
}

/* The text of a cell that its field cannot take. */
static void
keep_bad (RgImportRow *row,
          guint column,
          const char *text,
          const char *reason)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);

  add_line (row, binding->name, text);
  if (row->problems != NULL)
    {
      RgImportProblem *problem = g_new0 (RgImportProblem, 1);

      problem->line = row->line;
      problem->column = column;
      problem->text = g_strdup (text);
      problem->reason = g_strdup (reason);
      g_ptr_array_add (row->problems, problem);
    }
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

static void
take_phone (RgImportRow *row,
            char *phone)
{
  if (g_ptr_array_find_with_equal_func (row->phones, phone, g_str_equal, NULL))
    g_free (phone);
  else
    g_ptr_array_add (row->phones, phone);
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
read_phone (RgImportRow *row,
            guint column,
            const char *text)
{
  g_autofree char *normal = NULL;
  g_auto (GStrv) parts = NULL;

  if (rg_phone_normalize (text, &normal) != RG_PHONE_INVALID)
    {
      take_phone (row, g_steal_pointer (&normal));
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
      keep_bad (row, column, text, _("This is not a phone number."));
      return;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    take_phone (row, g_strdup (parts[i]));
  /* "138… (妈妈)": the words beside the number are kept. */
  if (has_letters (text))
    add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
}

static void
read_wechat (RgImportRow *row,
             guint column,
             const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);

  if (row->wechat != NULL || row->same_wechat != NULL)
    add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
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
read_email (RgImportRow *row,
            guint column,
            const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!rg_field_parse (row->email_field, text, &value, &error))
    keep_bad (row, column, text, error->message);
  else if (row->email != NULL)
    add_line (row, g_array_index (row->bindings, RgImportBinding, column).name, text);
  else
    row->email = g_strdup (rg_value_get_text (&value));
}

static void
read_tags (RgImportRow *row,
           const char *text)
{
  g_auto (GStrv) tags = rg_tags_split (text);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (row->tags, tags[i], g_str_equal, NULL))
        g_ptr_array_add (row->tags, g_steal_pointer (&tags[i]));
      else
        g_free (g_steal_pointer (&tags[i]));
    }
}

static gboolean
read_date (RgImportRow *row,
           const RgField *field,
           const char *text,
           RgValue *value,
           GError **error)
{
  RgDateForm form = RG_DATE_FORM_NONE;
  char *date = rg_date_parse (text, TRUE, &form, error);

  /* A day of the Chinese calendar, or one without a year, is no date. */
  if (date != NULL && field->type == &rg_type_date && (*date == 'l' || *date == '-'))
    {
      g_clear_pointer (&date, g_free);
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                           _("This field holds a day of the solar calendar with its year, like 1990-01-02."));
    }
  rg_value_take_text (value, date);
  row->dates[date != NULL ? form : RG_DATE_FORM_NONE]++;
  return date != NULL;
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
  /* 007 in a column of numbers is no number, and ¥ in one is no money: they
   * would not come out as they went in. */
  if (binding->fresh && (type == &rg_type_number || type == &rg_type_money) && g_ascii_isdigit (*text) &&
      !rg_is_plain_number (text) && strchr (text, ',') == NULL && strstr (text, "元") == NULL)
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX, _("This number would lose digits."));
      return FALSE;
    }
  return rg_field_parse (binding->field, text, value, error);
}

static void
read_slot (RgImportRow *row,
           guint column,
           const char *text)
{
  const RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, column);
  RgValue *slot = &g_array_index (row->values, RgValue, binding->slot);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!read_value (row, binding, text, &value, &error))
    keep_bad (row, column, text, error->message);
  else if (rg_value_is_null (slot))
    {
      *slot = value;
      value = (RgValue) RG_VALUE_INIT;
    }
  else if (!rg_value_equal (slot, &value))
    add_line (row, binding->name, text);
}

static void
read_notes (RgImportRow *row,
            const RgImportBinding *binding,
            const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (!rg_field_parse (binding->field, text, &value, NULL) || value.kind != RG_VALUE_TEXT)
    return;
  if (row->notes->len > 0)
    g_string_append_c (row->notes, '\n');
  g_string_append (row->notes, value.text);
}

static void
read_name (RgImportRow *row,
           const RgImportBinding *binding,
           const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (row->name != NULL)
    add_line (row, binding->name, text);
  else if (rg_field_parse (binding->field, text, &value, NULL))
    row->name = g_strdup (rg_value_get_text (&value));
}

static void
read_cell (RgImportRow *row,
           guint column,
           const char *text)
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
      add_line (row, binding->name, text);
      break;
    case RG_IMPORT_ROLE_VALUE:
      read_slot (row, column, text);
      break;
    case RG_IMPORT_ROLE_IGNORE:
    default:
      break;
    }
}

/* --- the row -------------------------------------------------------------- */

static gboolean
is_total (const RgImportRow *row)
{
  g_autofree char *normal = NULL;

  if (row->name == NULL || row->phones->len > 0 || row->wechat != NULL || row->email != NULL)
    return FALSE;
  normal = rg_text_normalize (row->name);
  return g_strv_contains (totals, normal);
}

static gboolean
has_values (const RgImportRow *row)
{
  for (guint i = 0; i < row->values->len; i++)
    {
      if (!rg_value_is_null (&g_array_index (row->values, RgValue, i)))
        return TRUE;
    }
  return FALSE;
}

static void
judge (RgImportRow *row)
{
  if (is_total (row))
    row->refused = _("This looks like a total, not like a person.");
  else if (row->name == NULL && row->phones->len == 0 && row->wechat == NULL && row->email == NULL)
    row->refused = _("There is no name, phone, WeChat id or e-mail in this row.");
  else if (row->is_sale && !has_values (row))
    row->refused = _("There is no date, amount or item in this row.");
  if (row->refused != NULL && row->problems != NULL)
    {
      RgImportProblem *problem = g_new0 (RgImportProblem, 1);

      problem->line = row->line;
      problem->column = G_MAXUINT;
      problem->text = g_strdup ("");
      problem->reason = g_strdup (row->refused);
      g_ptr_array_add (row->problems, problem);
    }
}

static void
settle_wechat (RgImportRow *row)
{
  guint column;

  if (row->same_wechat == NULL)
    return;
  if (row->phones->len > 0)
    {
      row->wechat = g_strdup (g_ptr_array_index (row->phones, 0));
      return;
    }
  for (column = 0; column < row->bindings->len; column++)
    {
      if (g_array_index (row->bindings, RgImportBinding, column).role == RG_IMPORT_ROLE_WECHAT)
        break;
    }
  keep_bad (row, column, row->same_wechat, _("The WeChat id is the phone number, but there is none."));
}

/* All cells of the given roles, or of all but these. */
static gboolean
read_cells (RgImportRow *row,
            const RgGridRow *cells,
            gboolean first_phones)
{
  gboolean any = FALSE;

  for (guint i = 0; i < cells->n_cells; i++)
    {
      const char *raw = rg_formula_restore (cells->cells[i]);
      gboolean is_first = i < row->bindings->len &&
                          g_array_index (row->bindings, RgImportBinding, i).role == RG_IMPORT_ROLE_PHONE;
      g_autofree char *text = NULL;

      if (*raw == '\0' || is_first != first_phones)
        continue;
      text = rg_text_trim (raw);
      if (*text == '\0')
        continue;
      any = TRUE;
      if (i < row->bindings->len)
        read_cell (row, i, text);
      else
        {
          g_autofree char *name = g_strdup_printf (_ ("Column %u"), i + 1);

          add_line (row, name, text);
        }
    }
  return any;
}

/**
 * rg_import_row_read:
 * @row: a reader of rows
 * @cells: what stands in the file
 *
 * Reads a row into @row, over the one before.
 *
 * Returns: %FALSE for a row without anything in it
 */
gboolean
rg_import_row_read (RgImportRow *row,
                    const RgGridRow *cells)
{
  gboolean any;

  clear_row (row);
  row->line = cells->line;
  /* The phone first, so that further ones come behind it. */
  any = read_cells (row, cells, TRUE);
  any = read_cells (row, cells, FALSE) || any;
  if (!any)
    return FALSE;
  settle_wechat (row);
  judge (row);
  return TRUE;
}

/**
 * rg_import_row_notes:
 * @row: a row
 *
 * Returns: (transfer full) (nullable): what the notes get: what stands in their
 *   own column, then a line for each cell that fits nowhere else
 */
char *
rg_import_row_notes (const RgImportRow *row)
{
  if (row->notes->len == 0 && row->lines->len == 0)
    return NULL;
  return g_strconcat (row->notes->str, row->notes->len > 0 && row->lines->len > 0 ? "\n" : "", row->lines->str, NULL);
}

/**
 * rg_import_row_phone_kind:
 * @row: a row
 *
 * Returns: what its phone is; invalid when it has none
 */
RgPhoneKind
rg_import_row_phone_kind (const RgImportRow *row)
{
  g_autofree char *normal = NULL;

  if (row->phones->len == 0)
    return RG_PHONE_INVALID;
  return rg_phone_normalize (g_ptr_array_index (row->phones, 0), &normal);
}
