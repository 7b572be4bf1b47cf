/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-done-dialog-private.h"

#include "app/rg-change.h"

/* What the dialog needs to know is read before it opens. */

typedef struct
{
  GtkWidget *parent;
  char *kind;
  gboolean contact;
} Opening;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWidget) parent = opening->parent;
  g_autofree char *kind = opening->kind;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTaskSheet) sheet = rg_task_sheet_read_finish (RG_STORE (source), result, &error);

  if (sheet == NULL)
    rg_change_toast (parent, error->message);
  else if (gtk_widget_get_root (parent) != NULL)
    adw_dialog_present (
        ADW_DIALOG (rg_done_dialog_new (RG_STORE (source), g_steal_pointer (&sheet), kind, opening->contact)),
        parent);
}

static void
open_later (GtkWidget *parent,
            RgStore *store,
            gint64 task_id,
            gint64 customer_id,
            const char *kind,
            gboolean contact)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->parent = g_object_ref (parent);
  opening->kind = g_strdup (kind);
  opening->contact = contact;
  rg_task_sheet_read_async (store, task_id, customer_id, read_cb, opening);
}

/**
 * rg_done_dialog_present_as:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @task_id: what was done; 0: the customer's next step
 * @customer_id: whose step that is
 * @kind: (nullable): of an event: as what it was done
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_done_dialog_present_as (GtkWidget *parent,
                           RgStore *store,
                           gint64 task_id,
                           gint64 customer_id,
                           const char *kind)
{
  g_return_if_fail (task_id != 0 || customer_id != 0);

  open_later (parent, store, task_id, customer_id, kind, FALSE);
}

/**
 * rg_done_dialog_present_contact:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @customer_id: who was spoken to, of nothing that was planned
 * @kind: of an event: how
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_done_dialog_present_contact (GtkWidget *parent, RgStore *store, gint64 customer_id, const char *kind)
{
  g_return_if_fail (customer_id != 0);

  open_later (parent, store, 0, customer_id, kind, TRUE);
}

/**
 * rg_done_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @task_id: what was done; 0: the customer's next step
 * @customer_id: whose step that is
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_done_dialog_present (GtkWidget *parent, RgStore *store, gint64 task_id, gint64 customer_id)
{
  rg_done_dialog_present_as (parent, store, task_id, customer_id, NULL);
}
