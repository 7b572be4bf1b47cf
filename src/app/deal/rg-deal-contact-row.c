/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-contact-row.h"

#include "records/rg-row.h"

#include <glib/gi18n-lib.h>

struct _RgDealContactRow
{
  AdwComboRow parent_instance;

  GPtrArray *contacts; /* (nullable): of RgRow */
  gint64 customer_id;
  gint64 wanted; /* what is chosen until they are read */
};

G_DEFINE_FINAL_TYPE (RgDealContactRow, rg_deal_contact_row, ADW_TYPE_COMBO_ROW)

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_rows_read_of (read, rg_catalog_find (rg_read_get_catalog (read), "contact"), "customer_id",
                          *(const gint64 *) data, error);
}

static void
show_contacts (RgDealContactRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  /* Translators: no contact is chosen. */
  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; self->contacts != NULL && i < self->contacts->len; i++)
    {
      const RgRow *contact = g_ptr_array_index (self->contacts, i);
      const char *name = rg_row_get_text (contact, "name");

      gtk_string_list_append (names, name != NULL && *name != '\0' ? name : _ ("No name"));
      if (rg_row_get_id (contact) == self->wanted)
        chosen = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
  gtk_widget_set_visible (GTK_WIDGET (self), self->contacts != NULL && self->contacts->len > 0);
}

typedef struct
{
  RgDealContactRow *self;
  gint64 customer_id;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (RgDealContactRow) self = reading->self;
  g_autoptr (GPtrArray) contacts = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (reading->customer_id != self->customer_id || contacts == NULL)
    return;
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  self->contacts = g_steal_pointer (&contacts);
  show_contacts (self);
}

/**
 * rg_deal_contact_row_set_customer:
 * @self: a row
 * @store: the shop
 * @customer_id: whose contacts are offered; 0: nobody's
 * @chosen: which one is chosen; 0: none
 */
void
rg_deal_contact_row_set_customer (RgDealContactRow *self, RgStore *store, gint64 customer_id, gint64 chosen)
{
  Reading *reading;

  self->customer_id = customer_id;
  self->wanted = chosen;
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  show_contacts (self);
  if (customer_id == 0)
    return;
  reading = g_new0 (Reading, 1);
  *reading = (Reading) { g_object_ref (self), customer_id };
  rg_store_read_async (store, read_func, g_memdup2 (&customer_id, sizeof customer_id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, NULL, read_cb, reading);
}

/**
 * rg_deal_contact_row_get_id:
 * @self: a row
 *
 * Returns: which contact is chosen; 0: none
 */
gint64
rg_deal_contact_row_get_id (RgDealContactRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->contacts == NULL)
    return self->wanted;
  return selected > 0 && selected <= self->contacts->len
             ? rg_row_get_id (g_ptr_array_index (self->contacts, selected - 1))
             : 0;
}

static void
rg_deal_contact_row_dispose (GObject *object)
{
  RgDealContactRow *self = RG_DEAL_CONTACT_ROW (object);

  g_clear_pointer (&self->contacts, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_deal_contact_row_parent_class)->dispose (object);
}

static void
rg_deal_contact_row_class_init (RgDealContactRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_deal_contact_row_dispose;
}

static void
rg_deal_contact_row_init (RgDealContactRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Contact Person"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
