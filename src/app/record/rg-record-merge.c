/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-private.h"

#include "app/record/rg-customer-picker.h"
#include "app/rg-change.h"
#include "app/rg-merge-dialog.h"
#include "shop/rg-doubles.h"

#include <glib/gi18n-lib.h>

#define DIALOG_WIDTH 400

/* --- the likely double -------------------------------------------------- */

static gpointer
doubles_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_doubles_of (read, *(const gint64 *) data, error);
}

static void
doubles_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgRecordPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = rg_store_read_finish (RG_STORE (source), result, &error);
  const RgDouble *pair;

  if (self->store != RG_STORE (source) || self->profile == NULL)
    return;
  if (pairs == NULL)
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
      return;
    }
  if (pairs->len == 0)
    {
      rg_change_toast (GTK_WIDGET (self), _ ("Nobody is likely to be the same person."));
      return;
    }

  /* The others are asked about when this one is decided. */
  pair = g_ptr_array_index (pairs, 0);
  rg_merge_ask (GTK_WIDGET (self), self->store, rg_row_get_id (pair->first), rg_row_get_id (pair->second));
}

static void
show_doubles (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);
  gint64 id = rg_profile_get_id (self->profile);

  rg_record_page_flush (self);
  rg_store_read_async (self->store, doubles_func, g_memdup2 (&id, sizeof id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, NULL, doubles_cb, g_object_ref (self));
}

/* --- somebody chosen ---------------------------------------------------- */

static void
picked_cb (RgCustomerPicker *picker, RgRecordPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (picker), ADW_TYPE_DIALOG);
  gint64 other = rg_customer_picker_get_id (picker);

  if (self->profile != NULL && other != 0)
    rg_merge_ask (GTK_WIDGET (self), self->store, rg_profile_get_id (self->profile), other);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
merge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *picker = g_object_new (RG_TYPE_CUSTOMER_PICKER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (_ ("Who is the same person? What is merged can be undone."));

  rg_record_page_flush (self);
  rg_customer_picker_set_store (RG_CUSTOMER_PICKER (picker), self->store, rg_profile_get_id (self->profile),
                                rg_settings_get_boolean (self->settings, "mask-phones"));
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_DEFAULT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), picker);
  gtk_widget_add_css_class (box, "dialog-column");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), box);
  adw_dialog_set_title (dialog, _ ("Merge With"));
  adw_dialog_set_content_width (dialog, DIALOG_WIDTH);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_focus (dialog, GTK_WIDGET (rg_customer_picker_get_editable (RG_CUSTOMER_PICKER (picker))));
  adw_dialog_present (dialog, widget);
}

/**
 * rg_record_page_install_merging:
 * @klass: the page's class
 */
void
rg_record_page_install_merging (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "record.merge", NULL, merge);
  gtk_widget_class_install_action (klass, "record.show-doubles", NULL, show_doubles);
}
