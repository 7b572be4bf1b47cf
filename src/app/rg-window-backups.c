/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/backups/rg-backup-words.h"
#include "app/backups/rg-backups-dialog.h"
#include "app/rg-folders.h"

#include <glib/gi18n-lib.h>

/* What the window says of backups, and what else stands in its banner. */

/* A backup becomes late without anything being changed. */
#define LOOK_AGAIN_SECONDS 600

/* --- the banner ----------------------------------------------------------- */

typedef struct
{
  char *title;
  const char *button;
  const char *action;
} Notice;

static gboolean
has_trouble (RgWindow *self)
{
  return self->backups != NULL &&
         (self->backups->sentence != NULL || self->backups->obstacle != NULL || self->backups->late);
}

static char *
dup_trouble (RgWindow *self)
{
  g_autofree char *when = NULL;

  if (self->backups->sentence != NULL)
    /* Translators: %s is a sentence that says why. */
    return g_strdup_printf (_ ("The last backup failed. %s"), self->backups->sentence);
  if (self->backups->obstacle != NULL)
    /* Translators: %s is a sentence that says why. */
    return g_strdup_printf (_ ("No backup can be made now. %s"), self->backups->obstacle);
  when = rg_backup_words_when (self->backups->changed_at);

  /* Translators: %s is a day and a time. */
  return g_strdup_printf (_ ("Changes since %s are in no backup."), when);
}

/* The most important comes first. */
static gboolean
find_notice (RgWindow *self, Notice *notice)
{
  gboolean read_only = rg_store_is_read_only (self->store);

  if (read_only)
    *notice = (Notice) { g_strdup (self->locked
                                       ? _ ("The shop is open in another program. Here it can be looked at, "
                                            "not changed.")
                                       : _ ("The shop is open for reading. Nothing can be changed.")),
                         _ ("Try Again"), "win.try-again" };
  else if (rg_folders_is_example (self->folder))
    *notice = (Notice) { g_strdup (_ ("This is the example shop. Its people are invented; try everything.")),
                         _ ("To My Shop"), "win.open-own-shop" };
  else if (has_trouble (self))
    *notice = (Notice) { dup_trouble (self), _ ("Backups"), "win.backups" };
  else
    return FALSE;

  return TRUE;
}

/**
 * rg_window_update_banner:
 * @self: a window with a shop
 *
 * Says what the owner should know as long as it is so.
 */
void
rg_window_update_banner (RgWindow *self)
{
  Notice notice = { 0 };
  gboolean any = find_notice (self, &notice);
  g_autofree char *title = notice.title;

  if (any)
    {
      adw_banner_set_use_markup (self->banner, FALSE);
      adw_banner_set_title (self->banner, title);
      adw_banner_set_button_label (self->banner, notice.button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), notice.action);
    }
  adw_banner_set_revealed (self->banner, any);
}

/* --- the state ------------------------------------------------------------ */

static gpointer
state_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_backup_read_state (read, error);
}

static void
state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RgBackupState *state = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->store != RG_STORE (source) || state == NULL)
    {
      g_clear_pointer (&state, rg_backup_state_free);
      return;
    }
  g_clear_pointer (&self->backups, rg_backup_state_free);
  self->backups = state;
  rg_window_update_banner (self);
}

static void
look (RgWindow *self)
{
  rg_store_read_async (self->store, state_func, NULL, NULL, (GDestroyNotify) rg_backup_state_free, NULL,
                       state_cb, g_object_ref (self));
}

static gboolean
look_again_cb (gpointer user_data)
{
  look (user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * rg_window_follow_backups:
 * @self: a window whose shop is another, or none any more
 *
 * Keeps an eye on whether backups are made.
 */
void
rg_window_follow_backups (RgWindow *self)
{
  g_clear_handle_id (&self->backups_timeout, g_source_remove);
  g_clear_pointer (&self->backups, rg_backup_state_free);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, look, self);
  g_set_object (&self->followed, self->store);
  if (self->store == NULL || rg_store_is_read_only (self->store))
    return;

  g_signal_connect_object (self->store, "backups-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  self->backups_timeout = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
  look (self);
}

/* --- actions -------------------------------------------------------------- */

static void
backups (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (self->folder != NULL)
    adw_dialog_present (rg_backups_dialog_new (self), widget);
}

/**
 * rg_window_install_backups_actions:
 * @klass: the window's class
 */
void
rg_window_install_backups_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.backups", NULL, backups);
}
