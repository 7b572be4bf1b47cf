/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-new-shop-dialog.h"

#include <glib/gi18n-lib.h>

/* --- a new shop --------------------------------------------------------- */

typedef struct
{
  RgWindow *window;
  RgNewShopDialog *dialog;
  char *name;
  char *folder;
  RgStore *store; /* a use of it */
} Making;

static void
making_free (Making *making)
{
  if (making->store != NULL)
    rg_stores_release (rg_stores_get_default (), making->store);
  g_object_unref (making->window);
  g_object_unref (making->dialog);
  g_free (making->name);
  g_free (making->folder);
  g_free (making);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

static void
say_not_made (Making *making, const GError *error)
{
  rg_new_shop_dialog_set_busy (making->dialog, FALSE);
  rg_new_shop_dialog_set_error (making->dialog, error->message);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GError) error = NULL;

  /* It is there; that it bears its folder's name is no reason to hide it. */
  if (!rg_stores_rename_finish (RG_STORES (source), result, &error))
    rg_window_toast (making->window, error->message);
  rg_new_shop_dialog_set_busy (making->dialog, FALSE);
  adw_dialog_force_close (ADW_DIALOG (making->dialog));
  if (making->window->settings != NULL)
    rg_window_set_store (making->window, g_steal_pointer (&making->store));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GError) error = NULL;
  RgStores *stores = RG_STORES (source);
  RgStore *store;
  const char *name;

  making->store = rg_stores_open_finish (stores, result, &error);
  if (making->store == NULL)
    {
      say_not_made (making, error);
      return;
    }
  store = making->store;
  name = making->name;
  rg_stores_rename_async (stores, store, name, named_cb, g_steal_pointer (&making));
}

static gboolean
is_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir == NULL)
    return !g_file_test (folder, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_SYMLINK);

  return g_dir_read_name (dir) == NULL;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *shown = g_filename_display_name (data);

  if (is_free (data))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS,
                             _ ("There is something in “%s” already, which stays as it is. Please choose "
                                "another name or another place."),
                             shown);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GError) error = NULL;
  const char *folder = making->folder;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    say_not_made (making, error);
  else
    rg_stores_open_async (rg_stores_get_default (), folder, RG_STORE_CREATE, NULL, made_cb,
                          g_steal_pointer (&making));
}

static void
create_cb (RgNewShopDialog *dialog, const char *name, const char *folder, RgWindow *self)
{
  g_autoptr (GTask) task = NULL;
  Making *making = g_new0 (Making, 1);

  making->window = g_object_ref (self);
  making->dialog = g_object_ref (dialog);
  making->name = g_strdup (name);
  making->folder = g_strdup (folder);
  rg_new_shop_dialog_set_error (dialog, NULL);
  rg_new_shop_dialog_set_busy (dialog, TRUE);
  task = g_task_new (self, NULL, looked_cb, making);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, look_thread);
}

static void
new_shop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwDialog *dialog = rg_new_shop_dialog_new ();

  g_signal_connect_object (dialog, "create", G_CALLBACK (create_cb), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- another name ------------------------------------------------------- */

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rg_stores_rename_finish (RG_STORES (source), result, &error))
    rg_window_toast (self, error->message);
}

/**
 * rg_window_rename_shop:
 * @self: a window with a shop open for writing
 * @name: the shop's new name; one of blanks changes nothing
 */
void
rg_window_rename_shop (RgWindow *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (self->store == NULL || *stripped == '\0' || g_strcmp0 (stripped, self->shop_name) == 0)
    return;
  rg_stores_rename_async (rg_stores_get_default (), self->store, stripped, renamed_cb, g_object_ref (self));
}

static void
rename_response_cb (AdwAlertDialog *dialog, const char *response, RgWindow *self)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "rename"))
    rg_window_rename_shop (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
rename_shop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  AdwAlertDialog *dialog;
  GtkWidget *entry;

  if (self->store == NULL || rg_store_is_read_only (self->store))
    return;

  dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Rename This Shop"), _ ("Its folder stays where it is and keeps its name.")));
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), self->shop_name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 60);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the Shop"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "rename", _ ("Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gtk_widget_grab_focus (entry);
}

/**
 * rg_window_install_new_shop_actions:
 * @klass: the window's class
 */
void
rg_window_install_new_shop_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new-shop", NULL, new_shop);
  gtk_widget_class_install_action (klass, "win.rename-shop", NULL, rename_shop);
}
