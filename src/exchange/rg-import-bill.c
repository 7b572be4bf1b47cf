/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A file that turns out to be the bill of a payment service: which columns are
 * what is known, and need not be guessed. */

/**
 * rg_import_plan_get_bill:
 * @plan: a plan
 *
 * Returns: (nullable): whose bill is imported: "wechat", "wechat-merchant",
 *   "alipay", "alipay-merchant" or "bank"; %NULL for any other file
 */
const char *
rg_import_plan_get_bill (const RgImportPlan *plan)
{
  return plan->bill != NULL ? plan->bill->id : NULL;
}

/**
 * rg_import_bill_name:
 * @bill: what rg_import_plan_get_bill() gave
 *
 * Returns: (transfer none): what people call it
 */
const char *
rg_import_bill_name (const char *bill)
{
  const RgBill *found = rg_bill_find (bill);

  return found != NULL ? _ (found->name) : "";
}

/* The first of @rows that is the header of a bill. */
static const RgBill *
recognize (GPtrArray *rows, guint *at)
{
  for (*at = 0; *at < rows->len; (*at)++)
    {
      const RgBill *bill = rg_bill_recognize (g_ptr_array_index (rows, *at));

      if (bill != NULL)
        return bill;
    }
  return NULL;
}

static gboolean
refuse_purchases (const RgImportPlan *plan, const RgBill *bill, GError **error)
{
  g_autofree char *name = g_filename_display_basename (plan->path);

  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND, _ (bill->refusal), name);
  return FALSE;
}

/* Looks for the bill in the sheets that were not chosen; *@head becomes the one
 * that has it. */
static const RgBill *
search_sheets (RgImportPlan *plan, RgImportHead *head, guint *at, GCancellable *cancellable)
{
  const char *const *sheets = rg_grid_get_sheets (plan->grid);
  guint n = sheets != NULL ? g_strv_length ((char **) sheets) : 0;

  for (guint i = 0; i < MIN (n, RG_IMPORT_BILL_SHEETS); i++)
    {
      const RgGridOptions options = { .sheet = sheets[i] };
      g_autoptr (RgGrid) grid = NULL;
      g_auto (RgImportHead) other = { 0 };
      const RgBill *bill;

      if (i == rg_grid_get_sheet (plan->grid))
        continue;
      grid = rg_grid_open (plan->path, &options, cancellable, NULL);
      if (grid == NULL || !rg_import_head_read (&other, grid, cancellable, NULL))
        continue;
      bill = recognize (other.rows, at);
      if (bill == NULL)
        continue;
      g_set_object (&plan->grid, grid);
      rg_import_head_clear (head);
      *head = other;
      other = (RgImportHead) { 0 };
      return bill;
    }
  return NULL;
}

/**
 * rg_import_find_bill:
 * @plan: a plan with its grid
 * @options: what the owner wants
 * @head: the front of the file; of another sheet when that is the bill
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Sets the plan's bill and header when the file is one, unless the owner wants
 * people from it.
 *
 * Returns: %FALSE for a bill in which no sales can be
 */
gboolean
rg_import_find_bill (RgImportPlan *plan,
                     const RgImportOptions *options,
                     RgImportHead *head,
                     GCancellable *cancellable,
                     GError **error)
{
  gboolean people = g_strcmp0 (options->entity, "customer") == 0;
  const RgBill *bill;
  guint at;

  bill = recognize (head->rows, &at);
  if (bill == NULL && options->sheet == NULL && !people)
    bill = search_sheets (plan, head, &at, cancellable);
  if (bill == NULL)
    return TRUE;
  if (bill->refusal != NULL)
    return refuse_purchases (plan, bill, error);
  if (people)
    return TRUE;
  plan->bill = bill;
  plan->bill_header = g_strdupv (g_ptr_array_index (head->rows, at));
  plan->skip = (guint64) at + 1;
  plan->header_line = g_array_index (head->lines, guint64, at);
  return TRUE;
}

static void
set_column (RgImportColumn *column, const RgBillColumn *entry)
{
  const char *to = entry != NULL ? entry->to : RG_BILL_TO_NOTES;

  /* Our own file of refused rows is a bill again. */
  if (entry == NULL && rg_header_is_reason (column->name))
    to = RG_BILL_TO_NOTHING;
  column->basis = RG_IMPORT_BASIS_HEADER;
  column->entity = NULL;
  g_clear_pointer (&column->field, g_free);
  if (strcmp (to, RG_BILL_TO_NOTES) == 0)
    column->target = RG_IMPORT_TARGET_NOTES;
  else if (strcmp (to, RG_BILL_TO_NOTHING) == 0)
    column->target = RG_IMPORT_TARGET_IGNORE;
  else if (strcmp (to, RG_BILL_TO_NUMBER) == 0)
    {
      column->target = RG_IMPORT_TARGET_NEW;
      column->type = &rg_type_text;
      g_clear_pointer (&column->choices, g_strfreev);
      g_set_str (&column->label, RG_BILL_NUMBER_LABEL);
    }
  else
    {
      gboolean person = g_str_equal (to, "customer.name");

      column->target = RG_IMPORT_TARGET_FIELD;
      column->entity = g_intern_string (person ? "customer" : "sale");
      column->field = g_strdup (person ? "name" : to);
    }
}

/**
 * rg_import_set_bill_columns:
 * @plan: the plan of a bill, its columns guessed
 *
 * Says what the bill's columns are. What its table does not know goes to the
 * notes.
 */
void
rg_import_set_bill_columns (RgImportPlan *plan)
{
  g_autofree const RgBillColumn **entries =
      rg_bill_match (plan->bill, (const char *const *) plan->bill_header);
  guint n = g_strv_length (plan->bill_header);

  for (guint i = 0; i < plan->columns->len; i++)
    set_column (g_ptr_array_index (plan->columns, i), i < n ? entries[i] : NULL);
}
