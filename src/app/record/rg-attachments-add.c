/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attachments-private.h"

#include "app/record/rg-entry-words.h"
#include "app/rg-change.h"
#include "store/rg-store.h"

#include <glib/gi18n-lib.h>

/* --- copying ------------------------------------------------------------------------ */

typedef struct
{
  RgAttachmentsSection *self;
  RgAttachJob *job;
  RgProgress *progress;
  gint64 customer_id;
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->self);
  rg_attach_job_unref (adding->job);
  g_free (adding);
}

static char *
say_copied (guint64 count)
{
  return g_strdup_printf (ngettext ("%u file", "%u files", (gulong) count), (guint) count);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Adding *adding = user_data;
  RgAttachmentsSection *self = adding->self;
  gboolean here = rg_section_get_customer_id (RG_SECTION (self)) == adding->customer_id;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  self->n_saving--;
  rg_progress_end (adding->progress);
  if (rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      g_autofree char *done = rg_attach_job_dup_done (adding->job);

      if (rg_attach_job_get_n_added (adding->job) > 0)
        rg_change_toast_undo (GTK_WIDGET (self), done, operation);
      else
        rg_change_toast (GTK_WIDGET (self), done);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (here)
        rg_attachments_set_error (self, error->message);
      else
        rg_change_toast (GTK_WIDGET (self), error->message);
    }
  adding_free (adding);
}

/* @job: (transfer full). @who: the customer it is about, who may not be shown
 * any more */
static void
begin (RgAttachmentsSection *self, RgAttachJob *job, gint64 customer_id, const char *who)
{
  guint n = rg_attach_job_get_n (job);
  g_autofree char *label = NULL;
  Adding *adding = g_new0 (Adding, 1);

  /* Translators: a line of the history: how many files were attached to whom. */
  label = g_strdup_printf (ngettext ("Attach %u file to %s", "Attach %u files to %s", n), n, who);
  rg_attachments_set_error (self, NULL);
  adding->self = g_object_ref (self);
  adding->job = job;
  adding->customer_id = customer_id;
  adding->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Copying Files"), say_copied);
  rg_attach_job_set_progress (job, adding->progress);
  self->n_saving++;
  rg_change_async (rg_section_get_store (RG_SECTION (self)), GTK_WIDGET (self), label, rg_attach_job_run,
                   rg_attach_job_ref (job), (GDestroyNotify) rg_attach_job_unref,
                   rg_progress_get_cancellable (adding->progress), added_cb, adding);
}

/* 0: they are the customer's as such */
static gint64
deal_of (RgAttachmentsSection *self)
{
  return rg_profile_get_deal_id (rg_section_get_profile (RG_SECTION (self)));
}

static RgAttachJob *
for_deal (RgAttachJob *job, gint64 deal_id)
{
  if (deal_id != 0)
    rg_attach_job_set_deal (job, deal_id, NULL);
  return job;
}

/**
 * rg_attachments_section_add_files:
 * @self: a section
 * @files: (element-type GFile): what is copied into the shop
 *
 * Attaches files to the customer in one operation: all of them, or none when
 * one cannot be read. Content that the customer has already is not attached
 * again.
 */
void
rg_attachments_section_add_files (RgAttachmentsSection *self, GListModel *files)
{
  gint64 customer_id = rg_section_get_customer_id (RG_SECTION (self));
  g_autofree char *who = NULL;

  if (!rg_section_is_writable (RG_SECTION (self)) || g_list_model_get_n_items (files) == 0)
    return;
  who = rg_entry_words_who (rg_section_get_profile (RG_SECTION (self)));
  begin (self, for_deal (rg_attach_job_new_files (customer_id, files), deal_of (self)), customer_id, who);
}

/* --- pictures ------------------------------------------------------------------------- */

/* A picture, and whose it is: somebody else may be shown when it is packed. */
typedef struct
{
  GdkTexture *texture;
  RgStore *store;
  gint64 customer_id;
  gint64 deal_id;
  char *who;
} Picture;

static void
picture_free (Picture *picture)
{
  g_object_unref (picture->texture);
  g_object_unref (picture->store);
  g_free (picture->who);
  g_free (picture);
}

static void
encode_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Picture *picture = task_data;

  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (picture->texture),
                         (GDestroyNotify) g_bytes_unref);
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgAttachmentsSection *self = RG_ATTACHMENTS_SECTION (source);
  const Picture *picture = g_task_get_task_data (G_TASK (result));
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (rg_clock_now () * 1000);
  /* Translators: the name of a picture that was pasted, as in
   * g_date_time_format(), without the suffix. xgettext:no-c-format */
  g_autofree char *base = g_date_time_format (now, _ ("Picture %Y-%m-%d %H%M"));
  g_autofree char *name = g_strconcat (base, ".png", NULL);

  self->n_saving--;
  if (bytes != NULL && rg_section_get_store (RG_SECTION (self)) == picture->store)
    begin (
        self,
        for_deal (rg_attach_job_new_bytes (picture->customer_id, bytes, name, "image/png"), picture->deal_id),
        picture->customer_id, picture->who);
}

/**
 * rg_attachments_section_add_texture:
 * @self: a section
 * @texture: a picture
 *
 * Attaches a picture that is no file yet as a PNG named by the time.
 */
void
rg_attachments_section_add_texture (RgAttachmentsSection *self, GdkTexture *texture)
{
  RgSection *section = RG_SECTION (self);
  g_autoptr (GTask) task = NULL;
  Picture *picture;

  if (!rg_section_is_writable (section))
    return;
  picture = g_new0 (Picture, 1);
  picture->texture = g_object_ref (texture);
  picture->store = g_object_ref (rg_section_get_store (section));
  picture->customer_id = rg_section_get_customer_id (section);
  picture->deal_id = deal_of (self);
  picture->who = rg_entry_words_who (rg_section_get_profile (section));
  self->n_saving++;
  task = g_task_new (self, NULL, encoded_cb, NULL);
  g_task_set_task_data (task, picture, (GDestroyNotify) picture_free);
  g_task_run_in_thread (task, encode_func);
}

/* --- from the clipboard ----------------------------------------------------------------- */

static gboolean
add_value (RgAttachmentsSection *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

      for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
        g_list_store_append (files, item->data);
      rg_attachments_section_add_files (self, G_LIST_MODEL (files));
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      rg_attachments_section_add_texture (self, g_value_get_object (value));
      return TRUE;
    }
  return FALSE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgAttachmentsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL || !add_value (self, value))
    rg_change_toast (GTK_WIDGET (self), _ ("What was copied cannot be pasted here."));
}

/**
 * rg_attachments_section_paste:
 * @self: a section
 *
 * Attaches what is in the clipboard: files, or a picture.
 */
void
rg_attachments_section_paste (RgAttachmentsSection *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = G_TYPE_INVALID;
  g_autoptr (GdkContentFormats) all =
      gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  if (gdk_content_formats_contain_gtype (all, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (gdk_content_formats_contain_gtype (all, GDK_TYPE_TEXTURE))
    type = GDK_TYPE_TEXTURE;
  if (type == G_TYPE_INVALID)
    {
      rg_change_toast (GTK_WIDGET (self), _ ("There is no file and no picture in the clipboard."));
      return;
    }
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, pasted_cb, g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgAttachmentsSection *self)
{
  return rg_section_is_writable (RG_SECTION (self)) && add_value (self, value);
}

/**
 * rg_attachments_add_drop_target:
 * @self: a section
 *
 * Lets files and pictures be dropped anywhere on it.
 */
void
rg_attachments_add_drop_target (RgAttachmentsSection *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- from a dialog ------------------------------------------------------------------------ */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgAttachmentsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files != NULL)
    rg_attachments_section_add_files (self, files);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_attachments_set_error (self, error->message);
}

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (dialog, _ ("Add Files"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                                 g_object_ref (widget));
}

static void
paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_attachments_section_paste (RG_ATTACHMENTS_SECTION (widget));
}

/**
 * rg_attachments_install_add_actions:
 * @klass: the section's class
 */
void
rg_attachments_install_add_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "files.add", NULL, add);
  gtk_widget_class_install_action (klass, "files.paste", NULL, paste);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "files.paste", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, GDK_SHIFT_MASK, "files.paste", NULL);
}
