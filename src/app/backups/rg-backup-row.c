/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backup-row.h"

#include "app/backups/rg-backup-words.h"

#include <glib/gi18n-lib.h>

struct _RgBackupRow
{
  AdwActionRow parent_instance;

  GtkImage *mark;
  GtkWidget *restore_button;
  GtkWidget *menu_button;

  RgBackup *backup;
};

enum
{
  RESTORE,
  PROVE,
  SHOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgBackupRow, rg_backup_row, ADW_TYPE_ACTION_ROW)

static void
restore_cb (GtkButton *button, RgBackupRow *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

static void
prove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[PROVE], 0);
}

static void
show (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SHOW], 0);
}

static void
update_mark (RgBackupRow *self, const char *mark)
{
  gboolean sound = rg_backup_words_is_sound (self->backup);

  gtk_image_set_from_icon_name (self->mark, self->backup->damaged ? "dialog-warning-symbolic"
                                            : sound               ? "object-select-symbolic"
                                                                  : "document-open-recent-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), self->backup->damaged ? "warning-text"
                                                     : sound               ? "backup-sound"
                                                                           : "dimmed-text");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), mark);
}

/* A screen reader names each button with its backup. */
static void
name_buttons (RgBackupRow *self, const char *when)
{
  /* Translators: what a screen reader says of a button; %s is a day and a time. */
  g_autofree char *restore = g_strdup_printf (_ ("Restore the backup: %s"), when);
  /* Translators: what a screen reader says of a menu; %s is a day and a time. */
  g_autofree char *more = g_strdup_printf (_ ("More about the backup: %s"), when);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restore_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  restore, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
}

static void
update (RgBackupRow *self)
{
  g_autofree char *when = rg_backup_words_when (self->backup->at);
  g_autofree char *about = rg_backup_words_about (self->backup);
  g_autofree char *mark = rg_backup_words_mark (self->backup);
  g_autofree char *subtitle = mark != NULL ? g_strdup_printf ("%s\n%s", about, mark) : g_strdup (about);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  update_mark (self, mark);
  name_buttons (self, when);
  rg_backup_row_set_can_restore (self, TRUE);
}

static void
rg_backup_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_BACKUP_ROW);

  G_OBJECT_CLASS (rg_backup_row_parent_class)->dispose (object);
}

static void
rg_backup_row_finalize (GObject *object)
{
  rg_backup_free (RG_BACKUP_ROW (object)->backup);

  G_OBJECT_CLASS (rg_backup_row_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, RG_TYPE_BACKUP_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_backup_row_class_init (RgBackupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_backup_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_backup_row_finalize;

  signals[RESTORE] = add_signal ("restore");
  signals[PROVE] = add_signal ("prove");
  /* GtkWidget has a "show" of its own. */
  signals[SHOW] = add_signal ("show-folder");

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/backups/rg-backup-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBackupRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RgBackupRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, RgBackupRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_install_action (widget_class, "backup.prove", NULL, prove);
  gtk_widget_class_install_action (widget_class, "backup.show", NULL, show);
}

static void
rg_backup_row_init (RgBackupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_backup_row_new:
 * @backup: (transfer full): a backup
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
rg_backup_row_new (RgBackup *backup)
{
  RgBackupRow *self = g_object_new (RG_TYPE_BACKUP_ROW, NULL);

  self->backup = backup;
  update (self);

  return GTK_WIDGET (self);
}

/**
 * rg_backup_row_get_backup:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
const RgBackup *
rg_backup_row_get_backup (RgBackupRow *self)
{
  return self->backup;
}

/**
 * rg_backup_row_set_can_restore:
 * @self: a row
 * @can_restore: whether the shop can be changed
 *
 * A damaged backup is never restored.
 */
void
rg_backup_row_set_can_restore (RgBackupRow *self, gboolean can_restore)
{
  gtk_widget_set_sensitive (self->restore_button, can_restore && !self->backup->damaged);
}
