/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attachments-private.h"

#include "app/record/rg-quick-look.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

static GtkWindow *
window_of (RgAttachmentsSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static gboolean
is_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* @problem: what the system says */
/* @what: (transfer full): what was not done */
static void
say_failure (RgAttachmentsSection *self, char *what, const char *name, const GError *problem)
{
  g_autofree char *undone = what;
  g_autofree char *sentence = NULL;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: %s is a file's name. */
    sentence = g_strdup_printf (_ ("“%s” is missing in the shop's folder. It may be in a backup."), name);
  else
    /* Translators: what was not done, and what the system says. */
    sentence = g_strdup_printf (_ ("%s: %s"), undone, problem->message);
  rg_attachments_set_error (self, sentence);
}

/* --- opening ---------------------------------------------------------------------------- */

typedef struct
{
  RgAttachmentsSection *self;
  char *name;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_free (opening->name);
  g_free (opening);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) && !is_dismissed (error))
    say_failure (opening->self, g_strdup_printf (_ ("“%s” was not opened"), opening->name), opening->name,
                 error);
  opening_free (opening);
}

static void
lent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) copy = rg_attached_file_lend_finish (result, &error);
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (copy == NULL)
    {
      say_failure (opening->self, g_strdup_printf (_ ("“%s” was not opened"), opening->name), opening->name,
                   error);
      opening_free (opening);
      return;
    }
  launcher = gtk_file_launcher_new (copy);
  gtk_file_launcher_launch (launcher, window_of (opening->self), NULL, launched_cb, opening);
}

/**
 * rg_attachments_open:
 * @self: a section
 * @file: one of its files
 *
 * Has the system's program for it open a copy that cannot be changed.
 */
void
rg_attachments_open (RgAttachmentsSection *self, const RgAttachedFile *file)
{
  Opening *opening = g_new0 (Opening, 1);

  rg_attachments_set_error (self, NULL);
  opening->self = g_object_ref (self);
  opening->name = g_strdup (file->name);
  rg_attached_file_lend_async (file, NULL, lent_cb, opening);
}

/**
 * rg_attachments_preview:
 * @self: a section
 * @file: one of its files
 *
 * Shows a picture or a text in a dialog, and opens everything else.
 */
void
rg_attachments_preview (RgAttachmentsSection *self, const RgAttachedFile *file)
{
  if (rg_quick_look_can_show (file))
    adw_dialog_present (rg_quick_look_new (file), GTK_WIDGET (self));
  else
    rg_attachments_open (self, file);
}

/* --- saving elsewhere ---------------------------------------------------------------------- */

typedef struct
{
  RgAttachmentsSection *self;
  RgAttachedFile *file;
} SavingAs;

static void
saving_as_free (SavingAs *saving)
{
  g_object_unref (saving->self);
  rg_attached_file_free (saving->file);
  g_free (saving);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SavingAs *saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_copy_finish (G_FILE (source), result, &error))
    {
      /* Translators: %s is a file's name. */
      g_autofree char *text = g_strdup_printf (_ ("Saved “%s”"), saving->file->name);

      rg_change_toast (GTK_WIDGET (saving->self), text);
    }
  else
    say_failure (saving->self, g_strdup_printf (_ ("“%s” was not saved"), saving->file->name),
                 saving->file->name, error);
  saving_as_free (saving);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SavingAs *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) to = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GFile) from = g_file_new_for_path (saving->file->path);

  if (to != NULL)
    {
      g_file_copy_async (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                         G_PRIORITY_DEFAULT, NULL, NULL, NULL, copied_cb, saving);
      return;
    }
  if (!is_dismissed (error))
    say_failure (saving->self, g_strdup_printf (_ ("“%s” was not saved"), saving->file->name),
                 saving->file->name, error);
  saving_as_free (saving);
}

/**
 * rg_attachments_save_as:
 * @self: a section
 * @file: one of its files
 *
 * Asks where a copy is to go, and puts it there.
 */
void
rg_attachments_save_as (RgAttachmentsSection *self, const RgAttachedFile *file)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  SavingAs *saving = g_new0 (SavingAs, 1);

  rg_attachments_set_error (self, NULL);
  saving->self = g_object_ref (self);
  saving->file = rg_attached_file_copy (file);
  gtk_file_dialog_set_title (dialog, _ ("Save As"));
  gtk_file_dialog_set_initial_name (dialog, file->name);
  gtk_file_dialog_save (dialog, window_of (self), NULL, place_chosen_cb, saving);
}
