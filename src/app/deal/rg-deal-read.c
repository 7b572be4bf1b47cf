/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-read.h"

#include "app/task/rg-task-read.h"
#include "shop/rg-deal.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

/**
 * rg_deal_sheet_free:
 * @sheet: (transfer full): what was read
 */
void
rg_deal_sheet_free (RgDealSheet *sheet)
{
  g_clear_pointer (&sheet->deal, rg_row_unref);
  g_clear_pointer (&sheet->customer, rg_row_unref);
  g_clear_pointer (&sheet->stages, g_ptr_array_unref);
  g_clear_pointer (&sheet->moves, g_ptr_array_unref);
  g_clear_pointer (&sheet->missing, g_ptr_array_unref);
  g_free (sheet);
}

typedef struct
{
  gint64 deal_id;
  gint64 customer_id;
  gint64 stage_id;
} Wish;

/* Stages that are used, and the deal's where that is not. */
static gboolean
read_stages (RgRead *read, RgDealSheet *sheet, GError **error)
{
  gint64 stage_id = rg_deal_sheet_get_integer (sheet, "stage_id");

  sheet->stages = rg_stages_list (read, TRUE, error);
  if (sheet->stages == NULL)
    return FALSE;
  for (guint i = sheet->stages->len; i > 0; i--)
    {
      const RgStage *stage = g_ptr_array_index (sheet->stages, i - 1);

      if (stage->retired && stage->id != stage_id)
        g_ptr_array_remove_index (sheet->stages, i - 1);
    }
  return TRUE;
}

static gint64
last_stage (const RgDealSheet *sheet)
{
  for (guint i = sheet->stages->len; i > 0; i--)
    {
      const RgStage *stage = g_ptr_array_index (sheet->stages, i - 1);

      if (!stage->retired)
        return stage->id;
    }
  return 0;
}

static gboolean
read_customer (RgRead *read, RgDealSheet *sheet, gint64 customer_id, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (customer_id == 0)
    return TRUE;
  sheet->customer =
      rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), customer_id, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (sheet->customer == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _ ("This customer is not there any more."));
  return sheet->customer != NULL;
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  g_autoptr (RgDealSheet) sheet = g_new0 (RgDealSheet, 1);
  gint64 customer_id = wish->customer_id;
  gint64 stage_id;

  if (wish->deal_id != 0)
    {
      sheet->deal = rg_deal_read (read, wish->deal_id, error);
      sheet->moves = sheet->deal != NULL ? rg_deal_history (read, wish->deal_id, error) : NULL;
      if (sheet->moves == NULL)
        return NULL;
      customer_id = rg_deal_sheet_get_integer (sheet, "customer_id");
    }
  if (!read_stages (read, sheet, error) || !read_customer (read, sheet, customer_id, error))
    return NULL;
  stage_id = wish->stage_id == RG_DEAL_STAGE_LAST ? last_stage (sheet) : wish->stage_id;
  if (sheet->deal != NULL && stage_id != 0)
    {
      sheet->missing = rg_gates_check (read, wish->deal_id, stage_id, error);
      if (sheet->missing == NULL)
        return NULL;
    }
  return g_steal_pointer (&sheet);
}

/**
 * rg_deal_sheet_read_async:
 * @store: the shop
 * @deal_id: a deal; 0: a new one
 * @customer_id: without a deal: a customer; 0: nobody
 * @stage_id: whose gates are asked; 0: none
 * @callback: see rg_deal_sheet_read_finish()
 * @user_data: for @callback
 */
void
rg_deal_sheet_read_async (RgStore *store,
                          gint64 deal_id,
                          gint64 customer_id,
                          gint64 stage_id,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Wish *wish = g_new0 (Wish, 1);

  *wish = (Wish) { deal_id, customer_id, stage_id };
  rg_store_read_async (store, read_func, wish, g_free, (GDestroyNotify) rg_deal_sheet_free, NULL, callback,
                       user_data);
}

/**
 * rg_deal_sheet_read_finish:
 * @store: the shop
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what is known; %NULL and @error when it is gone
 */
RgDealSheet *
rg_deal_sheet_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  return rg_store_read_finish (store, result, error);
}

/**
 * rg_deal_sheet_dup_name:
 * @sheet: what was read
 *
 * Returns: (transfer full) (nullable): what the customer is called; %NULL
 *   without a customer
 */
char *
rg_deal_sheet_dup_name (const RgDealSheet *sheet)
{
  const RgTaskSheet customer = { .customer = sheet->customer };

  return rg_task_sheet_dup_name (&customer);
}

/**
 * rg_deal_sheet_get_integer:
 * @sheet: what was read
 * @key: of a field of "deal"
 *
 * Returns: the number; 0 without one
 */
gint64
rg_deal_sheet_get_integer (const RgDealSheet *sheet, const char *key)
{
  const RgValue *value;

  if (sheet->deal == NULL)
    return 0;
  value = rg_row_get (sheet->deal, rg_entity_find_field (rg_row_get_entity (sheet->deal), key));
  return value->kind == RG_VALUE_INTEGER ? value->integer : 0;
}

/**
 * rg_deal_sheet_get_text:
 * @sheet: what was read
 * @key: of a field of "deal"
 *
 * Returns: (nullable): the text
 */
const char *
rg_deal_sheet_get_text (const RgDealSheet *sheet, const char *key)
{
  return sheet->deal != NULL ? rg_row_get_text (sheet->deal, key) : NULL;
}

/**
 * rg_deal_sheet_is_open:
 * @sheet: what was read
 *
 * Returns: whether the deal is neither won nor lost; a new one is open
 */
gboolean
rg_deal_sheet_is_open (const RgDealSheet *sheet)
{
  return sheet->deal == NULL || g_strcmp0 (rg_row_get_text (sheet->deal, "state"), "open") == 0;
}

/**
 * rg_deal_sheet_get_stage_name:
 * @sheet: what was read
 * @stage_id: of a stage, or %RG_DEAL_STAGE_LAST
 *
 * Returns: what it is called; "" when it is not known
 */
const char *
rg_deal_sheet_get_stage_name (const RgDealSheet *sheet, gint64 stage_id)
{
  gint64 wanted = stage_id == RG_DEAL_STAGE_LAST ? last_stage (sheet) : stage_id;

  for (guint i = 0; i < sheet->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (sheet->stages, i);

      if (stage->id == wanted)
        return stage->name;
    }
  return "";
}
