/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-form-wish.h"

static gboolean
save_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_contact_forms_save (op, data, error) != 0;
}

static gboolean
delete_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgContactForm *form = data;

  return rg_contact_forms_delete (op, form->id, error);
}

/**
 * rg_form_wish_save:
 * @store: the shop
 * @widget: where it is done
 * @form: as it is to be
 * @label: what the history reads
 * @callback: see rg_change_finish()
 * @user_data: for @callback
 */
void
rg_form_wish_save (RgStore *store,
                   GtkWidget *widget,
                   const RgContactForm *form,
                   const char *label,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  rg_change_async (store, widget, label, save_func, rg_contact_form_copy (form),
                   (GDestroyNotify) rg_contact_form_free, NULL, callback, user_data);
}

/**
 * rg_form_wish_delete:
 * @store: the shop
 * @widget: where it is done
 * @form: one with a row
 * @label: what the history reads
 * @callback: see rg_change_finish()
 * @user_data: for @callback
 */
void
rg_form_wish_delete (RgStore *store,
                     GtkWidget *widget,
                     const RgContactForm *form,
                     const char *label,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  rg_change_async (store, widget, label, delete_func, rg_contact_form_copy (form),
                   (GDestroyNotify) rg_contact_form_free, NULL, callback, user_data);
}
