/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-private.h"

static void
write_note (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_record_page_write_note (RG_RECORD_PAGE (widget));
}

static void
show_all_entries (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgRecordPage *self = RG_RECORD_PAGE (widget);

  self->whole = TRUE;
  rg_record_page_read (self);
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
  gboolean somebody = self->profile != NULL;
  gboolean writable = somebody && self->store != NULL && !rg_store_is_read_only (self->store);

  gtk_widget_set_visible (self->menu_button, somebody);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.write-note", writable);
}

/**
 * rg_record_page_install_actions:
 * @klass: the page's class
 */
void
rg_record_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "record.write-note", NULL, write_note);
  gtk_widget_class_install_action (klass, "record.show-all-entries", NULL, show_all_entries);
}
