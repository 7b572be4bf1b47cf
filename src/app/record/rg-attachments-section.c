/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attachments-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (RgAttachmentsSection, rg_attachments_section, RG_TYPE_SECTION)

/**
 * rg_attachments_set_error:
 * @self: a section
 * @message: (nullable): what went wrong; %NULL takes it away
 */
void
rg_attachments_set_error (RgAttachmentsSection *self, const char *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (self->error_box, message != NULL);
}

static void
error_closed_cb (RgAttachmentsSection *self)
{
  rg_attachments_set_error (self, NULL);
}

/* --- rows -------------------------------------------------------------------------- */

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  guint first = rg_attachment_row_get_place (RG_ATTACHMENT_ROW (a));
  guint second = rg_attachment_row_get_place (RG_ATTACHMENT_ROW (b));

  return first < second ? -1 : first > second;
}

static void
row_activated_cb (RgAttachmentsSection *self, GtkListBoxRow *row)
{
  rg_attachments_open (self, rg_attachment_row_get_file (RG_ATTACHMENT_ROW (row)));
}

static void
show_row (RgAttachmentsSection *self, const RgAttachedFile *file, guint place)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, &file->id);
  gboolean is_new = row == NULL;

  if (is_new)
    {
      row = rg_attachment_row_new ();
      g_signal_connect (row, "requested", G_CALLBACK (rg_attachments_requested_cb), self);
      g_hash_table_insert (self->rows, g_memdup2 (&file->id, sizeof file->id), row);
    }
  rg_attachment_row_set_file (RG_ATTACHMENT_ROW (row), file);
  rg_attachment_row_set_place (RG_ATTACHMENT_ROW (row), place);
  rg_attachment_row_set_writable (RG_ATTACHMENT_ROW (row), rg_section_is_writable (RG_SECTION (self)));
  if (self->menu != NULL)
    rg_attachment_row_set_menu (RG_ATTACHMENT_ROW (row), self->menu);
  if (is_new)
    gtk_list_box_append (self->list, row);
}

static void
remove_row (RgAttachmentsSection *self, GtkWidget *row)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == row)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (next == NULL)
        next = gtk_widget_get_prev_sibling (row);
      if (next != NULL)
        gtk_widget_grab_focus (next);
    }
  gtk_list_box_remove (self->list, row);
}

/* @wanted: (nullable): ids of those that stay */
static void
remove_rows (RgAttachmentsSection *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (wanted == NULL || !g_hash_table_contains (wanted, id))
      {
        remove_row (self, row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
show_files (RgAttachmentsSection *self, RgProfile *profile)
{
  GPtrArray *rows = rg_profile_get_attachments (profile);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (RgAttachedFile) file =
          rg_attached_file_new (rg_section_get_store (RG_SECTION (self)), g_ptr_array_index (rows, i));

      show_row (self, file, i);
      g_hash_table_add (wanted, g_memdup2 (&file->id, sizeof file->id));
    }
  remove_rows (self, wanted);
  gtk_list_box_invalidate_sort (self->list);
}

static void
rg_attachments_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgAttachmentsSection *self = RG_ATTACHMENTS_SECTION (section);
  gboolean writable = rg_section_is_writable (section);

  if (other)
    {
      remove_rows (self, NULL);
      rg_attachments_set_error (self, NULL);
    }
  if (profile != NULL)
    {
      rg_attachments_update_kinds (self);
      show_files (self, profile);
    }
  gtk_widget_set_visible (self->add_box, writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.paste", writable);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_hash_table_size (self->rows) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), g_hash_table_size (self->rows) > 0);
  gtk_widget_set_visible (self->empty_label, profile != NULL && g_hash_table_size (self->rows) == 0);
}

/* --- the object ---------------------------------------------------------------------- */

static void
rg_attachments_section_dispose (GObject *object)
{
  RgAttachmentsSection *self = RG_ATTACHMENTS_SECTION (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_ATTACHMENTS_SECTION);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (rg_attachments_section_parent_class)->dispose (object);
}

static void
rg_attachments_section_finalize (GObject *object)
{
  RgAttachmentsSection *self = RG_ATTACHMENTS_SECTION (object);

  g_hash_table_unref (self->rows);
  g_strfreev (self->kinds);

  G_OBJECT_CLASS (rg_attachments_section_parent_class)->finalize (object);
}

static void
rg_attachments_section_class_init (RgAttachmentsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_attachments_section_dispose;
  object_class->finalize = rg_attachments_section_finalize;
  RG_SECTION_CLASS (klass)->show = rg_attachments_section_show;

  gtk_widget_class_set_css_name (widget_class, "files-section");
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-attachments-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, box);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, add_box);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, error_box);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, error_label);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, list);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentsSection, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, error_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  rg_attachments_install_add_actions (widget_class);
}

static void
rg_attachments_section_init (RgAttachmentsSection *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  rg_attachments_add_drop_target (self);
}

/**
 * rg_attachments_section_new:
 *
 * Returns: (transfer floating): the files of nobody yet
 */
GtkWidget *
rg_attachments_section_new (void)
{
  return g_object_new (RG_TYPE_ATTACHMENTS_SECTION, NULL);
}

/**
 * rg_attachments_section_set_empty:
 * @self: a section
 * @text: what stands there while there are no files
 */
void
rg_attachments_section_set_empty (RgAttachmentsSection *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->empty_label), text);
}

/**
 * rg_attachments_section_is_busy:
 * @self: a section
 *
 * Returns: whether something is on its way to the shop
 */
gboolean
rg_attachments_section_is_busy (RgAttachmentsSection *self)
{
  return self->n_saving > 0;
}

/**
 * rg_attachments_section_get_error:
 * @self: a section
 *
 * Returns: (nullable): what went wrong last, as it is shown
 */
const char *
rg_attachments_section_get_error (RgAttachmentsSection *self)
{
  return gtk_widget_get_visible (self->error_box) ? gtk_label_get_label (self->error_label) : NULL;
}
