/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-private.h"

#include "app/record/rg-record-text.h"
#include "app/rg-change.h"
#include "app/rg-printing.h"
#include "shop/rg-remove.h"

#include <glib/gi18n-lib.h>

static const char *
customer_name (RgRecordPage *self)
{
  const char *name = rg_row_get_text (rg_profile_get_customer (self->profile), "name");

  return name != NULL && *name != '\0' ? name : _ ("No name");
}

static void
write_note (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_record_page_write_note (RG_RECORD_PAGE (widget));
}

static void
copy_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = rg_record_text (RG_RECORD_PAGE (widget)->profile);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  rg_change_toast (widget, _ ("Copied"));
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);

  rg_record_page_flush (self);
  rg_printing_customer (widget, self->store, rg_profile_get_id (self->profile),
                        self->settings != NULL && rg_settings_get_boolean (self->settings, "mask-phones"));
}

/* --- deleting ----------------------------------------------------------- */

static gboolean
delete_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_people_delete (op, *(const gint64 *) data, error);
}

/* No question before: the toast's Undo brings everything back. */
static void
delete_customer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);
  gint64 id = rg_profile_get_id (self->profile);
  /* Translators: a line of the history; %s is a customer. */
  g_autofree char *label = g_strdup_printf (_ ("Delete %s"), customer_name (self));
  g_autofree char *done = g_strdup_printf (_ ("Deleted %s"), customer_name (self));

  rg_record_page_flush (self);
  rg_change_say (self->store, widget, label, delete_func, g_memdup2 (&id, sizeof id), g_free, done);
}

/**
 * rg_record_page_update_actions:
 * @self: a page
 *
 * Lets do what can be done with whoever is shown.
 */
void
rg_record_page_update_actions (RgRecordPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean somebody = self->profile != NULL;
  gboolean writable = somebody && self->store != NULL && !rg_store_is_read_only (self->store);

  gtk_widget_set_visible (self->menu_button, somebody);
  gtk_widget_action_set_enabled (widget, "record.copy-text", somebody);
  gtk_widget_action_set_enabled (widget, "record.print", somebody);
  gtk_widget_action_set_enabled (widget, "record.write-note", writable);
  gtk_widget_action_set_enabled (widget, "record.delete", writable);
  gtk_widget_action_set_enabled (widget, "record.merge", writable);
  gtk_widget_action_set_enabled (widget, "record.show-doubles", writable);
}

/**
 * rg_record_page_install_actions:
 * @klass: the page's class
 */
void
rg_record_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "record.write-note", NULL, write_note);
  gtk_widget_class_install_action (klass, "record.copy-text", NULL, copy_text);
  gtk_widget_class_install_action (klass, "record.print", NULL, print);
  gtk_widget_class_install_action (klass, "record.delete", NULL, delete_customer);
}
