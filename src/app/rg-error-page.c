/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-error-page.h"

#include "app/backups/rg-backup-words.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>

struct _RgErrorPage
{
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkWidget *read_button;
  GtkWidget *recovery_box;
  GtkWidget *restore_button;
  GtkLabel *restore_label;
  GtkLabel *restore_caption;
  GtkWidget *salvage_box;
  GtkWidget *salvage_button;
  GtkLabel *salvage_caption;
  GtkWidget *others_button;
};

G_DEFINE_FINAL_TYPE (RgErrorPage, rg_error_page, ADW_TYPE_BIN)

/* What each kind of trouble is called, and whether reading may still work. */
static const struct
{
  RgStoreError code;
  const char *title;
  const char *icon_name;
  gboolean can_read;
} kinds[] = {
  { RG_STORE_ERROR_NOT_FOUND, N_ ("There Is No Shop Here"), "folder-symbolic", FALSE },
  { RG_STORE_ERROR_LOCKED, N_ ("The Shop Is Open in Another Program"), "system-lock-screen-symbolic", TRUE },
  { RG_STORE_ERROR_READ_ONLY, N_ ("The Folder Cannot Be Written"), "changes-prevent-symbolic", TRUE },
  { RG_STORE_ERROR_NOT_A_SHOP, N_ ("This Is Not a Shop"), "dialog-question-symbolic", FALSE },
  { RG_STORE_ERROR_CORRUPT, N_ ("The Shop’s File Is Damaged"), "dialog-warning-symbolic", TRUE },
  { RG_STORE_ERROR_NEWER, N_ ("A Newer Regulars Is Needed"), "software-update-available-symbolic", FALSE },
  { RG_STORE_ERROR_OLDER, N_ ("The Shop Has to Be Brought up to Date"), "software-update-available-symbolic",
    FALSE },
  { RG_STORE_ERROR_NO_SPACE, N_ ("The Disk Is Full"), "drive-harddisk-symbolic", TRUE },
  { RG_STORE_ERROR_IO, N_ ("The Disk Reports an Error"), "drive-harddisk-symbolic", FALSE },
};

static void
rg_error_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_ERROR_PAGE);

  G_OBJECT_CLASS (rg_error_page_parent_class)->dispose (object);
}

static void
rg_error_page_class_init (RgErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_error_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, read_button);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, recovery_box);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, restore_label);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, restore_caption);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, salvage_box);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, salvage_button);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, salvage_caption);
  gtk_widget_class_bind_template_child (widget_class, RgErrorPage, others_button);
}

static void
rg_error_page_init (RgErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Read out with the button: what stands below it. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->restore_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->restore_caption, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->salvage_button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->salvage_caption, NULL, -1);
}

/**
 * rg_error_page_set_error:
 * @self: an error page
 * @folder: the shop's folder
 * @error: why it cannot be shown; its message says what to do next
 */
void
rg_error_page_set_error (RgErrorPage *self, const char *folder, const GError *error)
{
  const char *title = N_ ("The Shop Cannot Be Opened"), *icon_name = "dialog-warning-symbolic";
  g_autofree char *message = g_markup_escape_text (error->message, -1);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *path = g_markup_escape_text (shown, -1);
  g_autofree char *description = NULL;
  gboolean can_read = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_error_matches (error, RG_STORE_ERROR, (int) kinds[i].code))
      {
        title = kinds[i].title;
        icon_name = kinds[i].icon_name;
        can_read = kinds[i].can_read;
      }

  description = g_strdup_printf ("%s\n\n<small>%s</small>", message, path);
  adw_status_page_set_title (self->status_page, _ (title));
  adw_status_page_set_icon_name (self->status_page, icon_name);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (self->read_button, can_read);
  rg_error_page_offer (self, NULL, 0, FALSE);
}

/* One of several is the one to take. */
static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
name_backup (RgErrorPage *self, const RgBackup *backup)
{
  g_autofree char *when = NULL, *customers = NULL, *label = NULL;

  when = rg_backup_words_when (backup->at);
  if (backup->customers >= 0)
    {
      customers = rg_backup_words_customers (backup->customers);
      /* Translators: a day and a time, and a number of customers. */
      label = g_strdup_printf (_ ("Restore the Backup of %s (%s)"), when, customers);
    }
  else
    /* Translators: %s is a day and a time. */
    label = g_strdup_printf (_ ("Restore the Backup of %s"), when);
  gtk_label_set_label (self->restore_label, label);
  gtk_label_set_label (
      self->restore_caption,
      rg_backup_words_is_sound (backup)
          ? _ ("This backup was checked. What was done after it is not in it. The damaged file is "
               "kept.")
          : _ ("This backup is checked before it is restored. What was done after it is not in "
               "it. The damaged file is kept."));
}

/**
 * rg_error_page_offer:
 * @self: an error page
 * @backup: (nullable): what the shop can be restored from
 * @others: how many other backups there are
 * @salvage: whether there is a file of which something may still be read
 *
 * Offers the way back.
 */
void
rg_error_page_offer (RgErrorPage *self, const RgBackup *backup, guint others, gboolean salvage)
{
  gtk_widget_set_visible (self->recovery_box, backup != NULL);
  gtk_widget_set_visible (self->salvage_box, salvage);
  gtk_widget_set_visible (self->others_button, others > 0);
  suggest (self->salvage_button, salvage && backup == NULL);
  suggest (self->read_button, !salvage && backup == NULL);
  if (backup != NULL)
    name_backup (self, backup);
}

/**
 * rg_error_page_get_offer:
 * @self: an error page
 *
 * Returns: (transfer none) (nullable): the backup that it offers, as it says it
 */
const char *
rg_error_page_get_offer (RgErrorPage *self)
{
  return gtk_widget_get_visible (self->recovery_box) ? gtk_label_get_label (self->restore_label) : NULL;
}

/**
 * rg_error_page_offers_salvage:
 * @self: an error page
 *
 * Returns: whether it offers to save what can be read
 */
gboolean
rg_error_page_offers_salvage (RgErrorPage *self)
{
  return gtk_widget_get_visible (self->salvage_box);
}

/**
 * rg_error_page_get_title:
 * @self: an error page
 *
 * Returns: (transfer none): what it says in large letters
 */
const char *
rg_error_page_get_title (RgErrorPage *self)
{
  return adw_status_page_get_title (self->status_page);
}
