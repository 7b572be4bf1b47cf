/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/pages/today/rg-today-page.h"
#include "app/rg-folders.h"
#include "app/rg-keep-up.h"
#include "app/rg-reminding.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY_MS 200

/* --- closing ------------------------------------------------------------ */

/**
 * rg_window_close_store:
 * @self: a window
 *
 * Lets go of the shop; the last window of it closes it.
 */
void
rg_window_close_store (RgWindow *self)
{
  RgStore *store = g_steal_pointer (&self->store);

  self->session = NULL;
  if (store == NULL)
    return;

  /* Rows that go with the focus are kept by the toolkit. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    rg_page_set_store (RG_PAGE (page), NULL);
  rg_views_list_set_store (self->views_list, NULL);
  rg_window_follow_backups (self);
  rg_stores_release (rg_stores_get_default (), store);
}

/* The first window of a shop has the same session after a restart, so that what
 * was done yesterday can be taken back today; the others count on from it. */
static const char *
choose_session (RgWindow *self, RgStore *store)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (guint n = 1;; n++)
    {
      g_autofree char *session = n == 1 ? g_strdup ("window") : g_strdup_printf ("window-%u", n);
      gboolean taken = FALSE;

      for (GList *l = windows; l != NULL && !taken; l = l->next)
        taken = l->data != self && RG_IS_WINDOW (l->data) && RG_WINDOW (l->data)->store == store &&
                g_strcmp0 (RG_WINDOW (l->data)->session, session) == 0;
      if (!taken)
        return g_intern_string (session);
    }
}

/**
 * rg_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none): whose Ctrl+Z takes what is done in this window; it
 *   stays valid when the window is gone
 */
const char *
rg_window_get_session (RgWindow *self)
{
  return self->session != NULL ? self->session : "window";
}

/* --- opening ------------------------------------------------------------ */

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  RgWindow *self = RG_WINDOW (user_data);

  self->spinner_timeout = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

/* What can be done where a shop can be changed, or looked at. */
static void
update_actions (RgWindow *self)
{
  static const char *const changing[] = { "win.undo", "win.redo", "win.rename-shop" };
  gboolean writable = self->store != NULL && !rg_store_is_read_only (self->store);
  gboolean error = g_strcmp0 (rg_window_get_state (self), "error") == 0;
  gboolean welcome = g_strcmp0 (rg_window_get_state (self), "welcome") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.history", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.backups", self->store != NULL || error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.classes", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.measures", self->store != NULL);
  /* Until it is known that there is something of which to read. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.salvage", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-shop", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", writable || welcome);
}

static void
show_state (RgWindow *self, const char *state)
{
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  rg_window_make_front (self, state);
  gtk_stack_set_visible_child_name (self->stack, state);
  update_actions (self);
  /* A page says itself when it has something to show. */
  if (!g_str_equal (state, "shop"))
    rg_window_present_now (self);
}

static void
update_name (RgWindow *self)
{
  const char *name = rg_stores_get_name (rg_stores_get_default (), self->store);

  /* The folder's own name says nothing when we chose it. */
  if (rg_folders_is_default (self->folder) && g_str_equal (name, RG_FOLDERS_SHOP))
    rg_window_set_shop_name (self, _ ("My Shop"));
  else
    rg_window_set_shop_name (self, name);
  if (!rg_folders_is_example (self->folder))
    rg_shop_menu_remember (self->settings, self->folder, self->shop_name);
}

/**
 * rg_window_set_folder:
 * @self: a window
 * @folder: a shop's folder, which is shown or about to be
 */
void
rg_window_set_folder (RgWindow *self, const char *folder)
{
  if (g_set_str (&self->folder, folder))
    g_object_notify (G_OBJECT (self), "folder");
}

/**
 * rg_window_set_store:
 * @self: a window
 * @store: (transfer full): a use of an open shop, which takes the place of the
 *   one before
 */
void
rg_window_set_store (RgWindow *self, RgStore *store)
{
  const char *session = choose_session (self, store);

  /* Whatever was being opened is no longer wanted. */
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  rg_window_close_store (self);
  self->store = store;
  self->session = session;
  rg_window_set_folder (self, rg_store_get_folder (store));
  update_name (self);
  /* Nobody is to be reminded of invented people. */
  if (!rg_folders_is_example (self->folder))
    rg_reminding_start (store);

  self->beginning = RG_IS_TODAY_PAGE (rg_window_get_page (self));
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    rg_page_set_store (RG_PAGE (page), store);
  rg_views_list_set_store (self->views_list, store);

  if (!rg_folders_is_example (self->folder))
    rg_settings_set_string (self->settings, "last-shop", self->folder);
  rg_keep_up_start (store);
  rg_window_follow_backups (self);
  rg_window_update_banner (self);
  show_state (self, "shop");
  rg_window_serve_ensured (self, NULL);
  rg_window_import_next (self);
}

static void
show_welcome (RgWindow *self)
{
  rg_window_close_store (self);
  rg_window_set_shop_name (self, NULL);
  show_state (self, "welcome");
  /* A shop is made when there is something to put into it. */
  rg_window_serve_ensured (self, NULL);
  rg_window_import_next (self);
}

/**
 * rg_window_show_error:
 * @self: a window
 * @error: why its shop cannot be shown
 *
 * Lets go of the shop, says why, and offers what can be done.
 */
void
rg_window_show_error (RgWindow *self, const GError *error)
{
  rg_window_close_store (self);
  rg_window_set_shop_name (self, NULL);
  rg_window_make_front (self, "error");
  rg_error_page_set_error (self->error_page, self->folder, error);
  g_queue_clear_full (&self->imports, g_object_unref);
  show_state (self, "error");
  rg_window_offer_recovery (self, error);
  rg_window_serve_ensured (self, error);
}

typedef struct
{
  RgWindow *window;
  GCancellable *cancellable;
  RgStoreFlags flags;
  /* Opened for reading because another program has it. */
  gboolean locked;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_object_unref (opening->cancellable);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void open_store (RgWindow *self, RgStoreFlags flags, gboolean locked);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  RgWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_stores_open_finish (RG_STORES (source), result, &error);

  /* Another shop was chosen meanwhile, or the window is going. */
  if (self->opening != opening->cancellable)
    {
      if (store != NULL)
        rg_stores_release (RG_STORES (source), store);
      return;
    }
  g_clear_object (&self->opening);

  if (store != NULL)
    {
      self->locked = opening->locked;
      rg_window_set_store (self, store);
    }
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND))
    show_welcome (self);
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED) &&
           (opening->flags & RG_STORE_READ_ONLY) == 0)
    open_store (self, RG_STORE_READ_ONLY, TRUE);
  else
    rg_window_show_error (self, error);
}

static void
open_store (RgWindow *self, RgStoreFlags flags, gboolean locked)
{
  Opening *opening = g_new0 (Opening, 1);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();

  if (self->spinner_timeout == 0)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);

  opening->window = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  opening->flags = flags;
  opening->locked = locked;
  rg_stores_open_async (rg_stores_get_default (), self->folder, flags, self->opening, opened_cb, opening);
}

/**
 * rg_window_open_with_flags:
 * @self: a window
 * @folder: a shop's folder
 * @flags: how to open it
 */
void
rg_window_open_with_flags (RgWindow *self, const char *folder, RgStoreFlags flags)
{
  rg_window_set_folder (self, folder);
  open_store (self, flags, FALSE);
}

/**
 * rg_window_open_shop:
 * @self: a window
 * @folder: a shop's folder
 *
 * Shows the shop in @folder; the first-run page when there is none, which makes
 * one there as soon as there is something to put into it.
 */
void
rg_window_open_shop (RgWindow *self, const char *folder)
{
  g_return_if_fail (RG_IS_WINDOW (self));
  g_return_if_fail (folder != NULL);

  if (self->store != NULL && !rg_store_is_read_only (self->store) &&
      g_strcmp0 (rg_store_get_folder (self->store), folder) == 0)
    return;
  rg_window_open_with_flags (self, folder, RG_STORE_DEFAULT);
}

/* --- the other windows -------------------------------------------------- */

static void
store_opened_cb (RgStores *stores, RgStore *store, RgWindow *self)
{
  /* Another window has made the shop that this one begins with. */
  if (self->store == NULL && self->opening == NULL && !self->making &&
      g_str_equal (rg_window_get_state (self), "welcome") &&
      g_strcmp0 (self->folder, rg_store_get_folder (store)) == 0)
    open_store (self, RG_STORE_DEFAULT, FALSE);
}

static void
store_renamed_cb (RgStores *stores, RgStore *store, RgWindow *self)
{
  if (self->store == store)
    update_name (self);
}

/* Somebody works on the folder: everything that belongs to the shop goes, and
 * comes back as it is then. */
static void
store_leaving_cb (RgStores *stores, const char *folder, RgWindow *self)
{
  g_autoptr (GListModel) dialogs = NULL;

  if (!rg_stores_is_same (self->folder, folder))
    return;
  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      if (dialog != NULL)
        adw_dialog_force_close (dialog);
    }
  rg_window_close_store (self);
  rg_window_open_with_flags (self, self->folder, RG_STORE_DEFAULT);
}

/**
 * rg_window_follow_stores:
 * @self: a window that is being made
 */
void
rg_window_follow_stores (RgWindow *self)
{
  RgStores *stores = rg_stores_get_default ();

  g_signal_connect_object (stores, "opened", G_CALLBACK (store_opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (stores, "leaving", G_CALLBACK (store_leaving_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (stores, "renamed", G_CALLBACK (store_renamed_cb), self, G_CONNECT_DEFAULT);
}

/* --- actions ------------------------------------------------------------ */

static void
try_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->folder != NULL)
    rg_window_open_with_flags (self, self->folder, RG_STORE_DEFAULT);
}

static void
open_for_reading (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->folder != NULL)
    rg_window_open_with_flags (self, self->folder, RG_STORE_READ_ONLY);
}

/* Back from the example. */
static void
open_own_shop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autofree char *folder = rg_folders_dup_usual (self->settings);

  rg_window_open_shop (self, folder);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL)
    rg_window_open_shop (self, g_file_peek_path (file));
  else if (file != NULL)
    rg_window_toast (self, _ ("A shop can only be opened from a folder of this computer."));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_window_toast (self, error->message);
}

static void
open_shop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open Another Shop"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Open"));
  if (self->folder != NULL)
    {
      g_autofree char *parent = g_path_get_dirname (self->folder);
      g_autoptr (GFile) file = g_file_new_for_path (parent);

      gtk_file_dialog_set_initial_folder (dialog, file);
    }
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self), NULL, folder_chosen_cb, g_object_ref (self));
}

static void
folder_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      /* Translators: %s is the path of a folder. */
      g_autofree char *text = g_strdup_printf (_ ("The folder cannot be shown here; it is %s"), self->folder);

      rg_window_toast (self, text);
    }
}

static void
show_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autoptr (GtkFileLauncher) launcher = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->folder == NULL)
    return;
  file = g_file_new_for_path (self->folder);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (self), NULL, folder_shown_cb, g_object_ref (self));
}

/**
 * rg_window_install_shop_actions:
 * @klass: the window's class
 */
void
rg_window_install_shop_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.try-again", NULL, try_again);
  gtk_widget_class_install_action (klass, "win.open-for-reading", NULL, open_for_reading);
  gtk_widget_class_install_action (klass, "win.open-own-shop", NULL, open_own_shop);
  gtk_widget_class_install_action (klass, "win.open-shop", NULL, open_shop);
  gtk_widget_class_install_property_action (klass, "win.recent-shop", "folder");
  gtk_widget_class_install_action (klass, "win.show-folder", NULL, show_folder);
}
