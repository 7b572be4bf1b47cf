/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backups-private.h"

#include "app/backups/rg-backup-row.h"
#include "app/backups/rg-backup-words.h"
#include "app/backups/rg-restoring.h"

#include <glib/gi18n-lib.h>

/* What there is, read anew whenever it changed. */

/* What a thread found. */
typedef struct
{
  GPtrArray *backups;
  RgBackupState *state;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_pointer (&look->backups, g_ptr_array_unref);
  rg_backup_state_free (look->state);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

/* --- the state ------------------------------------------------------------ */

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static const RgBackup *
get_backup (RgBackupsDialog *self, guint index)
{
  return rg_backup_row_get_backup (g_ptr_array_index (self->rows, index));
}

/* (nullable): the newest that is whole. */
static const RgBackup *
find_newest (RgBackupsDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!get_backup (self, i)->damaged)
      return get_backup (self, i);

  return NULL;
}

static gint64
find_proved_at (RgBackupsDialog *self)
{
  gint64 latest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (!get_backup (self, i)->damaged)
      latest = MAX (latest, get_backup (self, i)->proved_at);

  return latest;
}

static char *
dup_about (RgBackupsDialog *self, const RgBackup *newest)
{
  g_autoptr (GString) about = g_string_new (NULL);
  g_autofree char *customers = NULL, *size = NULL, *folder = NULL, *shown = NULL, *proved = NULL;
  gint64 proved_at = find_proved_at (self);

  if (newest == NULL)
    return g_strdup (_ ("One is made by itself after half an hour of changes, before everything that is hard "
                        "to take back, and when the shop is closed."));
  size = g_format_size ((guint64) newest->bytes);
  if (newest->customers >= 0)
    {
      customers = rg_backup_words_customers (newest->customers);
      g_string_append_printf (about, "%s · ", customers);
    }
  folder = g_path_get_dirname (newest->path);
  shown = g_filename_display_name (folder);
  proved = proved_at != 0 ? rg_backup_words_when (proved_at) : NULL;
  g_string_append_printf (about, "%s\n%s\n", size, shown);
  if (proved != NULL)
    /* Translators: when a backup was restored on trial last; a day and a time. */
    g_string_append_printf (about, _ ("Proved by a trial restore: %s"), proved);
  else
    g_string_append (about, _ ("Not proved by a trial restore yet"));

  return g_string_free_and_steal (g_steal_pointer (&about));
}

static char *
dup_trouble (RgBackupsDialog *self)
{
  g_autofree char *when = NULL;

  if (self->state == NULL)
    return NULL;
  if (self->state->sentence != NULL)
    {
      when = rg_backup_words_when (self->state->last_failure);
      /* Translators: a day and a time, and a sentence that says why. */
      return g_strdup_printf (_ ("No backup could be made (%s). %s"), when, self->state->sentence);
    }
  if (self->state->obstacle != NULL)
    /* Translators: %s is a sentence that says why. */
    return g_strdup_printf (_ ("No backup can be made now. %s"), self->state->obstacle);
  if (self->state->late)
    {
      when = rg_backup_words_when (self->state->changed_at);
      /* Translators: %s is a day and a time. */
      return g_strdup_printf (_ ("Changes since %s are in no backup."), when);
    }

  return NULL;
}

static void
update_state (RgBackupsDialog *self)
{
  const RgBackup *newest = find_newest (self);
  g_autofree char *when = newest != NULL ? rg_backup_words_when (newest->at) : NULL;
  /* Translators: %s is a day and a time. */
  g_autofree char *headline = when != NULL ? g_strdup_printf (_ ("Last Backup: %s"), when) : NULL;
  g_autofree char *about = dup_about (self, newest);
  g_autofree char *trouble = dup_trouble (self);
  gboolean sound = newest != NULL && trouble == NULL;

  gtk_image_set_from_icon_name (self->state_icon, trouble != NULL  ? "dialog-warning-symbolic"
                                                  : newest != NULL ? "object-select-symbolic"
                                                                   : "document-save-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), "warning-text");
  gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), "backup-sound");
  if (trouble != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "warning-text");
  else if (sound)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "backup-sound");
  set_label (self->state_label, headline != NULL ? headline : _ ("No Backup Yet"));
  set_label (self->about_label, about);
  set_label (self->trouble_label, trouble);
}

/* --- the list ------------------------------------------------------------- */

static void
restore_cb (RgBackupRow *row, RgBackupsDialog *self)
{
  if (self->window != NULL)
    rg_restoring_ask (self->window, self->folder, rg_backup_row_get_backup (row));
}

static void
prove_cb (RgBackupRow *row, RgBackupsDialog *self)
{
  rg_backups_prove_row (self, rg_backup_row_get_backup (row));
}

static void
show_cb (RgBackupRow *row, RgBackupsDialog *self)
{
  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-file", "ay",
                                rg_backup_row_get_backup (row)->path);
}

/**
 * rg_backups_add_row:
 * @self: the dialog
 * @group: where
 * @backup: (transfer full): a backup
 *
 * Returns: (transfer none): its row, which can restore and prove it
 */
GtkWidget *
rg_backups_add_row (RgBackupsDialog *self, AdwPreferencesGroup *group, RgBackup *backup)
{
  GtkWidget *row = rg_backup_row_new (backup);

  rg_backup_row_set_can_restore (RG_BACKUP_ROW (row),
                                 self->store == NULL || !rg_store_is_read_only (self->store));
  g_signal_connect_object (row, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "prove", G_CALLBACK (prove_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "show-folder", G_CALLBACK (show_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (group, row);

  return row;
}

/* The same backup is the same row, so that the keyboard stays where it is. */
static gboolean
is_same (const RgBackup *a, const RgBackup *b)
{
  return g_str_equal (a->path, b->path) && a->verified_at == b->verified_at && a->proved_at == b->proved_at &&
         a->damaged == b->damaged;
}

static gboolean
is_unchanged (RgBackupsDialog *self, GPtrArray *backups)
{
  if (self->rows->len != backups->len)
    return FALSE;
  for (guint i = 0; i < backups->len; i++)
    if (!is_same (get_backup (self, i), g_ptr_array_index (backups, i)))
      return FALSE;

  return TRUE;
}

/* @backups: (transfer full) */
static void
set_backups (RgBackupsDialog *self, GPtrArray *backups)
{
  if (!is_unchanged (self, backups))
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->list_group, g_ptr_array_index (self->rows, i));
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < backups->len; i++)
        g_ptr_array_add (self->rows,
                         rg_backups_add_row (self, self->list_group, g_steal_pointer (&backups->pdata[i])));
    }
  g_ptr_array_unref (backups);
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), self->rows->len > 0);
}

/* --- reading -------------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Look) look = g_new0 (Look, 1);

  look->state = rg_backup_read_state (read, error);
  if (look->state == NULL)
    return NULL;
  /* That the list cannot be read is the obstacle itself, and has been said. */
  look->backups = rg_backup_list (data, look->state->obstacle != NULL ? NULL : error);
  if (look->backups == NULL && look->state->obstacle != NULL)
    look->backups = g_ptr_array_new ();

  return look->backups != NULL ? g_steal_pointer (&look) : NULL;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (Look) look = g_new0 (Look, 1);
  GError *error = NULL;

  look->backups = rg_backup_list (data, &error);
  if (look->backups != NULL)
    g_task_return_pointer (task, g_steal_pointer (&look), look_free);
  else
    g_task_return_error (task, error);
}

/* @look: (transfer full) (nullable) */
static void
take (RgBackupsDialog *self, Look *look, const GError *error)
{
  if (look == NULL)
    {
      set_label (self->state_label, _ ("The Backups Cannot Be Listed"));
      set_label (self->trouble_label, error->message);
    }
  else
    {
      rg_backup_state_free (self->state);
      self->state = g_steal_pointer (&look->state);
      set_backups (self, g_steal_pointer (&look->backups));
      update_state (self);
      rg_backups_update_place (self);
      look_free (look);
    }
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Look *look = rg_store_read_finish (RG_STORE (source), result, &error);

  self->n_reading--;
  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&look, look_free);
  else
    take (self, look, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgBackupsDialog *self = RG_BACKUPS_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Look *look = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_reading--;
  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_pointer (&look, look_free);
  else
    take (self, look, error);
}

/**
 * rg_backups_refresh:
 * @self: the dialog
 *
 * Reads everything anew.
 */
void
rg_backups_refresh (RgBackupsDialog *self)
{
  self->n_reading++;
  if (self->store != NULL)
    rg_store_read_async (self->store, read_func, g_strdup (self->folder), g_free, look_free,
                         self->cancellable, read_cb, g_object_ref (self));
  else
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

      g_task_set_task_data (task, g_strdup (self->folder), g_free);
      g_task_run_in_thread (task, list_thread);
    }
}
