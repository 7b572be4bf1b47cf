/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-dialog-private.h"

#include "app/rg-change.h"
#include "shop/rg-stages.h"

/* Opening a deal's dialog: what it shows is read first. */

typedef struct
{
  GtkWidget *parent;
  gint64 deal_id;
  gint64 customer_id;
  gint64 stage_id;
  char *key;
  char *title;
  gboolean shipped;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->parent);
  g_free (opening->key);
  g_free (opening->title);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static GtkWidget *
find_focus (RgDealDialog *self, const char *key)
{
  RgFieldEditor *editor = key != NULL ? rg_deal_dialog_find (self, key) : NULL;

  if (editor == NULL && g_strcmp0 (key, "customer_id") == 0)
    return GTK_WIDGET (rg_deal_dialog_get_picker (self));
  if (editor == NULL && g_strcmp0 (key, "contact_id") == 0)
    return GTK_WIDGET (rg_deal_dialog_get_contact (self));
  return GTK_WIDGET (editor != NULL ? editor : rg_deal_dialog_find (self, "title"));
}

static void read_sheet (RgStore *store, Opening *opening);

static void
shipped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, &error) == NULL)
    rg_change_toast (opening->parent, error->message);
  else
    read_sheet (RG_STORE (source), g_steal_pointer (&opening));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  RgStore *store = RG_STORE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDealSheet) sheet = rg_deal_sheet_read_finish (store, result, &error);
  RgDealDialog *self;

  if (sheet == NULL)
    {
      rg_change_toast (opening->parent, error->message);
      return;
    }
  if (gtk_widget_get_root (opening->parent) == NULL)
    return;
  /* The first deal of a shop: the stages that come with the program are there to be
   * chosen from before it is saved. */
  if (sheet->stages->len == 0 && !opening->shipped && !rg_store_is_read_only (store))
    {
      opening->shipped = TRUE;
      rg_store_write_async (store, rg_stages_ship_func, NULL, NULL, NULL, NULL, shipped_cb,
                            g_steal_pointer (&opening));
      return;
    }
  self = rg_deal_dialog_new (store, g_steal_pointer (&sheet), opening->stage_id, opening->parent);
  if (opening->title != NULL)
    rg_field_editor_enter (rg_deal_dialog_find (self, "title"), opening->title);
  if (!rg_store_is_read_only (store))
    adw_dialog_set_focus (ADW_DIALOG (self), find_focus (self, opening->key));
  adw_dialog_present (ADW_DIALOG (self), opening->parent);
}

static void
read_sheet (RgStore *store, Opening *opening)
{
  rg_deal_sheet_read_async (store, opening->deal_id, opening->customer_id, 0, read_cb, opening);
}

static void
open_later (RgStore *store, const Opening *of)
{
  Opening *opening = g_new (Opening, 1);

  *opening = *of;
  g_object_ref (opening->parent);
  opening->key = g_strdup (of->key);
  opening->title = g_strdup (of->title);
  read_sheet (store, opening);
}

/**
 * rg_deal_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @deal_id: what is changed; 0: a new one is made
 * @customer_id: whose that is; 0: to be chosen
 * @stage_id: where it begins; 0: in the first stage
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_deal_dialog_present (GtkWidget *parent,
                        RgStore *store,
                        gint64 deal_id,
                        gint64 customer_id,
                        gint64 stage_id)
{
  open_later (
      store,
      &(Opening) { .parent = parent, .deal_id = deal_id, .customer_id = customer_id, .stage_id = stage_id });
}

void
rg_deal_dialog_present_new (GtkWidget *parent, RgStore *store, gint64 stage_id, const char *title)
{
  open_later (store, &(Opening) { .parent = parent, .stage_id = stage_id, .title = (char *) title });
}

/**
 * rg_deal_dialog_present_at:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @deal_id: what is changed
 * @key: (nullable): of the field that has the focus
 *
 * Opens a deal to fill in a field.
 */
void
rg_deal_dialog_present_at (GtkWidget *parent, RgStore *store, gint64 deal_id, const char *key)
{
  open_later (store, &(Opening) { .parent = parent, .deal_id = deal_id, .key = (char *) key });
}
