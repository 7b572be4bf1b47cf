/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One row of a file, read by the types of the fields. Nothing is lost: what a
 * field cannot take goes to the notes. */

/* What stands in the first cells of the line below the last row. */
static const char *const totals[] = { "合计",   "总计",        "小计",     "共计",  "累计",
                                      "总数",   "合计:",       "总计:",    "小计:", "total",
                                      "totals", "grand total", "subtotal", "sum",   NULL };

/* --- bindings ------------------------------------------------------------- */

static RgImportRole
role_of (const RgImportRow *row, const RgField *field, const char *entity)
{
  static const struct
  {
    const char *key;
    RgImportRole role;
  } roles[] = {
    { "name", RG_IMPORT_ROLE_NAME },     { "phone", RG_IMPORT_ROLE_PHONE },
    { "phones", RG_IMPORT_ROLE_PHONES }, { "wechat", RG_IMPORT_ROLE_WECHAT },
    { "email", RG_IMPORT_ROLE_EMAIL },   { "tags", RG_IMPORT_ROLE_TAGS },
  };

  for (guint i = 0; g_str_equal (entity, "customer") && i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (field->key, roles[i].key))
        return roles[i].role;
    }
  return g_str_equal (field->key, "notes") ? RG_IMPORT_ROLE_NOTES : RG_IMPORT_ROLE_VALUE;
}

static guint
slot_of (RgImportRow *row, const RgField *field)
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
stand_in (RgImportBinding *binding, const RgImportColumn *column)
{
  guint n = column->choices != NULL ? g_strv_length (column->choices) : 0;

  binding->own.key = column->name;
  binding->own.label = rg_import_column_label (column);
  binding->own.type = column->type;
  binding->own.flags = RG_FIELD_OWN;
  if (n == 0)
    return;
  binding->choices = g_new0 (RgChoice, n + 1);
  for (guint i = 0; i < n; i++)
    binding->choices[i].key = binding->choices[i].label = column->choices[i];
  binding->own.choices = binding->choices;
}

/* Not one that the plan has found there. */
static gboolean
is_being_made (const RgImportPlan *plan, const RgImportColumn *column, const char *made)
{
  const char *entity = column->entity != NULL ? column->entity : plan->entity;

  return made == NULL || rg_entity_find_field (rg_catalog_find (plan->catalog, entity), made) == NULL;
}

static void
bind_column (RgImportRow *row, const RgImportPlan *plan, guint index, const char *made)
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
      binding->field = rg_entity_find_field (
          rg_catalog_find (row->catalog, column->entity != NULL ? column->entity : plan->entity), made);
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
  /* A file has a stage's name; which one that is the run finds out. */
  if (binding->field->type == &rg_type_ref)
    {
      binding->own = *binding->field;
      binding->own.type = &rg_type_text;
      binding->field = &binding->own;
    }
  if (column->target == RG_IMPORT_TARGET_FIELD)
    binding->role = role_of (row, binding->field, column->entity);
  else if (row->of_person && column->entity != NULL)
    {
      binding->role = RG_IMPORT_ROLE_CODE;
      if (row->code_field == NULL)
        row->code_field = binding->field;
    }
  if (binding->role == RG_IMPORT_ROLE_VALUE)
    binding->slot = slot_of (row, binding->field);
  if (binding->fresh && binding->field->type == &rg_type_choice && is_being_made (plan, column, made))
    binding->grown = g_ptr_array_new_with_free_func (g_free);
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
rg_import_row_new (RgImportPlan *plan, RgCatalog *catalog, const char *const *made)
{
  RgImportRow *row = g_new0 (RgImportRow, 1);

  row->catalog = rg_catalog_ref (catalog);
  row->of_person = !g_str_equal (plan->entity, "customer");
  row->is_deal = g_str_equal (plan->entity, "deal");
  row->all_tags = (const char *const *) plan->tags;
  row->email_field = rg_entity_find_field (rg_catalog_find (catalog, "customer"), "email");
  row->bindings = g_array_new (FALSE, TRUE, sizeof (RgImportBinding));
  g_array_set_size (row->bindings, plan->columns->len);
  row->fields = g_ptr_array_new ();
  row->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  row->phones = g_ptr_array_new_with_free_func (g_free);
  row->tags = g_ptr_array_new_with_free_func (g_free);
  row->regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  row->notes = g_string_new (NULL);
  row->lines = g_string_new (NULL);
  for (guint i = 0; i < plan->columns->len; i++)
    bind_column (row, plan, i, made != NULL ? made[i] : NULL);
  if (plan->bill != NULL)
    {
      row->bill = rg_bill_reader_new (plan->bill, (const char *const *) plan->bill_header);
      row->channel = plan->bill->channel;
      row->channel_slot = slot_of (row, rg_entity_find_field (rg_catalog_find (catalog, "sale"), "channel"));
    }
  return row;
}

static void
clear_row (RgImportRow *row)
{
  for (guint i = 0; i < row->values->len; i++)
    rg_value_clear (&g_array_index (row->values, RgValue, i));
  rg_value_clear (&row->code);
  g_clear_pointer (&row->name, g_free);
  g_clear_pointer (&row->wechat, g_free);
  g_clear_pointer (&row->email, g_free);
  g_clear_pointer (&row->phone_index, g_hash_table_unref);
  g_clear_pointer (&row->tag_index, g_hash_table_unref);
  g_ptr_array_set_size (row->phones, 0);
  g_ptr_array_set_size (row->tags, 0);
  g_string_truncate (row->notes, 0);
  g_string_truncate (row->lines, 0);
  memset (row->dates, 0, sizeof row->dates);
  g_clear_pointer (&row->same_wechat, g_free);
  row->phone_invalid = FALSE;
  row->refused = NULL;
  row->asks = FALSE;
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
    {
      RgImportBinding *binding = &g_array_index (row->bindings, RgImportBinding, i);

      g_free (binding->choices);
      g_clear_pointer (&binding->grown, g_ptr_array_unref);
    }
  g_clear_pointer (&row->bill, rg_bill_reader_free);
  g_array_unref (row->bindings);
  g_ptr_array_unref (row->fields);
  g_array_unref (row->values);
  g_ptr_array_unref (row->phones);
  g_ptr_array_unref (row->tags);
  g_hash_table_unref (row->regions);
  g_string_free (row->notes, TRUE);
  g_string_free (row->lines, TRUE);
  rg_catalog_unref (row->catalog);
  g_free (row);
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
  if (row->payment != NULL && row->payment->refused != NULL)
    row->refused = row->payment->refused;
  else if (is_total (row))
    row->refused = _ ("This looks like a total, not like a person.");
  else if (row->is_deal && has_values (row))
    return;
  else if (row->name == NULL && row->phones->len == 0 && row->wechat == NULL && row->email == NULL)
    row->refused = _ ("There is no name, phone, WeChat id or e-mail in this row.");
  else if (row->of_person && !has_values (row))
    row->refused = _ ("There is no date, amount or item in this row.");
  if (row->refused != NULL)
    rg_import_row_add_problem (row, G_MAXUINT, "", row->refused);
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
  rg_import_row_keep_bad (row, column, row->same_wechat,
                          _ ("The WeChat id is the phone number, but there is none."));
}

/* All cells of the given roles, or of all but these. */
static gboolean
read_cells (RgImportRow *row, const RgGridRow *cells, gboolean first_phones)
{
  gboolean any = FALSE;

  for (guint i = 0; i < cells->n_cells; i++)
    {
      const char *raw = cells->cells[i];
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
        rg_import_row_read_cell (row, i, text);
      else
        {
          g_autofree char *name = g_strdup_printf (_ ("Column %u"), i + 1);

          rg_import_row_add_line (row, name, text);
        }
    }
  return any;
}

/* What a bill says besides its cells. */
static void
add_payment (RgImportRow *row)
{
  const RgBillRow *payment = row->payment;
  RgValue *channel = &g_array_index (row->values, RgValue, row->channel_slot);

  for (guint i = 0; i < payment->lines->len; i++)
    {
      const RgBillLine *line = &g_array_index (payment->lines, RgBillLine, i);

      if (line->column < row->bindings->len)
        rg_import_row_add_line (row, g_array_index (row->bindings, RgImportBinding, line->column).name,
                                line->text);
    }
  if (rg_value_is_null (channel))
    rg_value_set_text (channel, row->channel);
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
rg_import_row_read (RgImportRow *row, const RgGridRow *cells)
{
  gboolean any;

  clear_row (row);
  row->line = cells->line;
  if (row->bill != NULL)
    {
      row->payment = rg_bill_reader_read (row->bill, cells);
      if (row->payment == NULL)
        return FALSE;
      cells = &row->payment->cells;
    }
  /* The phone first, so that further ones come behind it. */
  any = read_cells (row, cells, TRUE);
  any = read_cells (row, cells, FALSE) || any;
  if (!any)
    return FALSE;
  settle_wechat (row);
  if (row->payment != NULL)
    add_payment (row);
  for (guint i = 0; !row->of_person && row->all_tags != NULL && row->all_tags[i] != NULL; i++)
    rg_text_list_take (row->tags, &row->tag_index, g_strdup (row->all_tags[i]));
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
  return g_strconcat (row->notes->str, row->notes->len > 0 && row->lines->len > 0 ? "\n" : "",
                      row->lines->str, NULL);
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
