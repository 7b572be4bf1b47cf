/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-private.h"

#include "app/backups/rg-backup-row.h"
#include "app/backups/rg-restoring.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (RgBackupsDialog, rg_backups_dialog, ADW_TYPE_DIALOG)

/**
 * rg_backups_say:
 * @self: the dialog
 * @text: a short sentence
 *
 * Says something that passes.
 */
void
rg_backups_say (RgBackupsDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * rg_backups_alert:
 * @self: the dialog
 * @heading: what did not go
 * @body: why, and what to do
 *
 * Says something that must be read.
 */
void
rg_backups_alert (RgBackupsDialog *self, const char *heading, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
make_cb (GtkButton *button, RgBackupsDialog *self)
{
  rg_backups_dialog_make (self);
}

static void
cancel_cb (GtkButton *button, RgBackupsDialog *self)
{
  rg_backups_dialog_cancel (self);
}

static void
choose_cb (GtkButton *button, RgBackupsDialog *self)
{
  rg_backups_choose_place (self);
}

static void
elsewhere_cb (AdwButtonRow *row, RgBackupsDialog *self)
{
  rg_backups_choose_elsewhere (self);
}

static void
forget_cb (GtkButton *button, RgBackupsDialog *self)
{
  rg_backups_dialog_set_place (self, NULL);
}

static void
rg_backups_dialog_dispose (GObject *object)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  rg_backups_end_bar (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_BACKUPS_DIALOG);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (rg_backups_dialog_parent_class)->dispose (object);
}

static void
rg_backups_dialog_finalize (GObject *object)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->making);
  rg_backup_state_free (self->state);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->elsewhere_rows);
  g_ptr_array_unref (self->elsewhere_groups);
  g_free (self->elsewhere);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);

  G_OBJECT_CLASS (rg_backups_dialog_parent_class)->finalize (object);
}

/* What is under way ends by itself and tells the window. */
static void
rg_backups_dialog_closed (AdwDialog *dialog)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  rg_backups_end_bar (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/backups/rg-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, view);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, state_label);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, making_box);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, list_group);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, elsewhere_group);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, elsewhere_page);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, place_group);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, RgBackupsDialog, forget_button);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, elsewhere_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
rg_backups_dialog_class_init (RgBackupsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_backups_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_backups_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = rg_backups_dialog_closed;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
rg_backups_dialog_init (RgBackupsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->elsewhere_rows = g_ptr_array_new ();
  self->elsewhere_groups = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_backups_dialog_new:
 * @window: a window with a shop, or with one that cannot be opened
 *
 * Returns: (transfer floating): the backups of its shop
 */
AdwDialog *
rg_backups_dialog_new (RgWindow *window)
{
  RgBackupsDialog *self = g_object_new (RG_TYPE_BACKUPS_DIALOG, NULL);
  RgStore *store = rg_window_get_store (window);
  gboolean writable = store != NULL && !rg_store_is_read_only (store);

  g_set_weak_pointer (&self->window, window);
  g_set_object (&self->store, store);
  self->folder = g_strdup (rg_window_get_folder (window));
  gtk_widget_set_visible (self->make_button, writable);
  gtk_widget_set_visible (self->elsewhere_group, store == NULL || writable);
  gtk_widget_set_visible (self->place_group, store != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place_row), writable);
  if (store != NULL)
    g_signal_connect_object (store, "backups-changed", G_CALLBACK (rg_backups_refresh), self,
                             G_CONNECT_SWAPPED);
  rg_backups_refresh (self);

  return ADW_DIALOG (self);
}

/**
 * rg_backups_dialog_restore:
 * @self: the dialog
 * @index: of a backup
 *
 * Asks whether it is to become the shop.
 */
void
rg_backups_dialog_restore (RgBackupsDialog *self, guint index)
{
  g_signal_emit_by_name (rg_backups_dialog_get_row (self, index), "restore");
}

/**
 * rg_backups_dialog_prove:
 * @self: the dialog
 * @index: of a backup
 *
 * Restores it on trial.
 */
void
rg_backups_dialog_prove (RgBackupsDialog *self, guint index)
{
  g_signal_emit_by_name (rg_backups_dialog_get_row (self, index), "prove");
}

/**
 * rg_backups_dialog_get_state:
 * @self: the dialog
 *
 * Returns: (transfer none): "loading" or "page"
 */
const char *
rg_backups_dialog_get_state (RgBackupsDialog *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_backups_dialog_get_n:
 * @self: the dialog
 *
 * Returns: how many backups it shows
 */
guint
rg_backups_dialog_get_n (RgBackupsDialog *self)
{
  return self->rows->len;
}

/**
 * rg_backups_dialog_get_row:
 * @self: the dialog
 * @index: of a backup, the newest first
 *
 * Returns: (transfer none): its row
 */
GtkWidget *
rg_backups_dialog_get_row (RgBackupsDialog *self, guint index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, index);
}

/**
 * rg_backups_dialog_get_headline:
 * @self: the dialog
 *
 * Returns: (transfer none): what it says in large letters
 */
const char *
rg_backups_dialog_get_headline (RgBackupsDialog *self)
{
  return gtk_label_get_label (self->state_label);
}

/**
 * rg_backups_dialog_get_trouble:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): what is wrong
 */
const char *
rg_backups_dialog_get_trouble (RgBackupsDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->trouble_label)) ? gtk_label_get_label (self->trouble_label)
                                                                   : NULL;
}

/**
 * rg_backups_dialog_get_place:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): the second place
 */
const char *
rg_backups_dialog_get_place (RgBackupsDialog *self)
{
  return self->state != NULL ? self->state->second_place : NULL;
}

/**
 * rg_backups_dialog_is_busy:
 * @self: the dialog
 *
 * Returns: whether something is being read, made, proved or changed
 */
gboolean
rg_backups_dialog_is_busy (RgBackupsDialog *self)
{
  return self->n_reading > 0 || self->making != NULL || self->proving || self->placing;
}
