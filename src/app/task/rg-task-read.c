/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-task-read.h"

#include "catalog/rg-phone.h"
#include "shop/rg-contact-forms.h"
#include "shop/rg-task.h"

#include <glib/gi18n-lib.h>

/**
 * rg_task_sheet_free:
 * @sheet: (transfer full): what was read
 */
void
rg_task_sheet_free (RgTaskSheet *sheet)
{
  g_clear_pointer (&sheet->task, rg_row_unref);
  g_clear_pointer (&sheet->customer, rg_row_unref);
  g_clear_pointer (&sheet->forms, g_ptr_array_unref);
  g_free (sheet);
}

typedef struct
{
  gint64 task_id;
  gint64 customer_id;
} Wish;

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  RgCatalog *catalog = rg_read_get_catalog (read);
  g_autoptr (RgTaskSheet) sheet = g_new0 (RgTaskSheet, 1);
  gint64 customer_id = wish->customer_id;

  if (wish->task_id != 0)
    {
      const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "task"), "customer_id");

      sheet->task = rg_task_read (read, wish->task_id, error);
      if (sheet->task == NULL)
        return NULL;
      customer_id = rg_value_get_integer (rg_row_get (sheet->task, field));
    }
  if (customer_id != 0)
    {
      g_autoptr (GError) problem = NULL;

      sheet->customer = rg_row_read (read, rg_catalog_find (catalog, "customer"), customer_id, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (sheet->customer == NULL)
        {
          g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                               _ ("This customer is not there any more."));
          return NULL;
        }
    }
  sheet->forms = rg_contact_forms_list (read, error);

  return sheet->forms != NULL ? g_steal_pointer (&sheet) : NULL;
}

/**
 * rg_task_sheet_read_async:
 * @store: the shop
 * @task_id: a task; 0: none
 * @customer_id: without a task: a customer; 0: nobody
 * @callback: see rg_task_sheet_read_finish()
 * @user_data: for @callback
 */
void
rg_task_sheet_read_async (RgStore *store,
                          gint64 task_id,
                          gint64 customer_id,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Wish *wish = g_new0 (Wish, 1);

  *wish = (Wish) { task_id, customer_id };
  rg_store_read_async (store, read_func, wish, g_free, (GDestroyNotify) rg_task_sheet_free, NULL, callback,
                       user_data);
}

/**
 * rg_task_sheet_read_finish:
 * @store: the shop
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what is known; %NULL and @error when it is gone
 */
RgTaskSheet *
rg_task_sheet_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  return rg_store_read_finish (store, result, error);
}

/**
 * rg_task_sheet_dup_name:
 * @sheet: what was read
 *
 * Returns: (transfer full) (nullable): what the customer is called; %NULL
 *   without a customer
 */
char *
rg_task_sheet_dup_name (const RgTaskSheet *sheet)
{
  const char *name, *phone;

  if (sheet->customer == NULL)
    return NULL;
  name = rg_row_get_text (sheet->customer, "name");
  if (name != NULL && *name != '\0')
    return g_strdup (name);
  /* A number, of which a screen shows the ends. */
  phone = rg_row_get_text (sheet->customer, "phone");
  return phone != NULL && *phone != '\0' ? rg_phone_mask (phone) : g_strdup (_ ("No name"));
}

/**
 * rg_task_sheet_dup_title:
 * @sheet: of a task, or of a customer's next step
 *
 * Returns: (transfer full) (nullable): what is to be done; the customer's name where
 *   nobody said
 */
char *
rg_task_sheet_dup_title (const RgTaskSheet *sheet)
{
  const char *what;

  if (sheet->task != NULL)
    return g_strdup (rg_row_get_text (sheet->task, "title"));
  what = rg_row_get_text (sheet->customer, "next_what");
  return what != NULL && *what != '\0' ? g_strdup (what) : rg_task_sheet_dup_name (sheet);
}
