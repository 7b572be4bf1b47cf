/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-salvage-dialog.h"

#include "app/backups/rg-backup-words.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* So many attachments are named; more would not be read. */
#define MOST_FILES 20

struct _RgSalvageDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkImage *state_icon;
  GtkLabel *headline_label;
  GtkLabel *summary_label;
  AdwPreferencesGroup *missing_group;
  AdwPreferencesGroup *files_group;
  AdwPreferencesGroup *whole_group;
  AdwActionRow *new_row;
  AdwActionRow *old_row;
  GtkWidget *show_button;

  RgSalvageReport *report;
  char *folder;
  char *new_folder;
};

G_DEFINE_FINAL_TYPE (RgSalvageDialog, rg_salvage_dialog, ADW_TYPE_DIALOG)

static void
copy_cb (GtkButton *button, RgSalvageDialog *self)
{
  g_autofree char *text = rg_salvage_dialog_dup_text (self);
  AdwToast *toast = adw_toast_new (_ ("Copied"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
show_cb (GtkButton *button, RgSalvageDialog *self)
{
  g_autofree char *path = g_build_filename (self->folder, "shop.db", NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-file", "ay", path);
}

static void
rg_salvage_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SALVAGE_DIALOG);

  G_OBJECT_CLASS (rg_salvage_dialog_parent_class)->dispose (object);
}

static void
rg_salvage_dialog_finalize (GObject *object)
{
  RgSalvageDialog *self = RG_SALVAGE_DIALOG (object);

  rg_salvage_report_free (self->report);
  g_free (self->folder);
  g_free (self->new_folder);

  G_OBJECT_CLASS (rg_salvage_dialog_parent_class)->finalize (object);
}

static void
rg_salvage_dialog_class_init (RgSalvageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_salvage_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_salvage_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/backups/rg-salvage-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, headline_label);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, missing_group);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, files_group);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, whole_group);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, old_row);
  gtk_widget_class_bind_template_child (widget_class, RgSalvageDialog, show_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
rg_salvage_dialog_init (RgSalvageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- what it says --------------------------------------------------------- */

static gboolean
is_whole (const RgSalvageTable *table)
{
  return table->missing == 0 && table->mended == 0 && table->dropped == 0;
}

/* That there was none of something is none. */
static gboolean
is_news (const RgSalvageTable *table)
{
  return !is_whole (table) || table->read > 0;
}

static void
add_row (AdwPreferencesGroup *group, const char *text, gboolean whole)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon =
      gtk_image_new_from_icon_name (whole ? "object-select-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, whole ? "backup-sound" : "warning-text");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (group, row);
}

static void
show_tables (RgSalvageDialog *self)
{
  guint n_missing = 0, n_whole = 0;

  for (guint i = 0; i < self->report->tables->len; i++)
    {
      const RgSalvageTable *table = g_ptr_array_index (self->report->tables, i);
      gboolean whole = is_whole (table);

      if (!is_news (table))
        continue;
      add_row (whole ? self->whole_group : self->missing_group, table->sentence, whole);
      n_missing += !whole;
      n_whole += whole;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->missing_group), n_missing > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->whole_group), n_whole > 0);
}

static void
show_files (RgSalvageDialog *self)
{
  GPtrArray *names = self->report->files_missing;
  guint n = MIN (names->len, MOST_FILES);

  gtk_widget_set_visible (GTK_WIDGET (self->files_group), n > 0);
  for (guint i = 0; i < n; i++)
    add_row (self->files_group, g_ptr_array_index (names, i), FALSE);
  if (names->len > n)
    {
      g_autofree char *number = rg_display_count (names->len - n);
      g_autofree char *text =
          g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) (names->len - n)), number);

      add_row (self->files_group, text, FALSE);
    }
}

static gint64
count_customers (RgSalvageDialog *self)
{
  for (guint i = 0; i < self->report->tables->len; i++)
    {
      const RgSalvageTable *table = g_ptr_array_index (self->report->tables, i);

      if (g_str_equal (table->name, "customer"))
        return table->read;
    }

  return 0;
}

static void
show_state (RgSalvageDialog *self)
{
  gboolean whole = self->report->whole && self->report->files_missing->len == 0;
  g_autofree char *customers = rg_backup_words_customers (count_customers (self));
  /* Translators: %s is a number of customers: "1,204 customers". */
  g_autofree char *headline = g_strdup_printf (whole ? _ ("All Saved: %s")
                                                     /* Translators: %s is a number of customers. */
                                                     : _ ("Saved in Part: %s"),
                                               customers);

  gtk_image_set_from_icon_name (self->state_icon,
                                whole ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), whole ? "backup-sound" : "warning-text");
  gtk_label_set_label (self->headline_label, headline);
  gtk_label_set_label (self->summary_label, self->report->summary);
}

/**
 * rg_salvage_dialog_new:
 * @report: (transfer full): what was saved
 * @folder: the damaged shop
 * @new_folder: the new one
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_salvage_dialog_new (RgSalvageReport *report, const char *folder, const char *new_folder)
{
  RgSalvageDialog *self = g_object_new (RG_TYPE_SALVAGE_DIALOG, NULL);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *new_shown = g_filename_display_name (new_folder);

  self->report = report;
  self->folder = g_strdup (folder);
  self->new_folder = g_strdup (new_folder);
  show_state (self);
  show_tables (self);
  show_files (self);
  adw_action_row_set_subtitle (self->new_row, new_shown);
  adw_action_row_set_subtitle (self->old_row, shown);

  return ADW_DIALOG (self);
}

/**
 * rg_salvage_dialog_get_headline:
 * @self: the dialog
 *
 * Returns: (transfer none): what it says in large letters
 */
const char *
rg_salvage_dialog_get_headline (RgSalvageDialog *self)
{
  return gtk_label_get_label (self->headline_label);
}

/**
 * rg_salvage_dialog_dup_text:
 * @self: the dialog
 *
 * Returns: (transfer full): all that it says, for whoever helps
 */
char *
rg_salvage_dialog_dup_text (RgSalvageDialog *self)
{
  const RgSalvageReport *report = self->report;
  GString *text = g_string_new (rg_salvage_dialog_get_headline (self));

  g_string_append_printf (text, "\n%s\n", report->summary);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvageTable *table = g_ptr_array_index (report->tables, i);

      if (is_news (table))
        g_string_append_printf (text, "%s\n", table->sentence);
    }
  for (guint i = 0; i < report->files_missing->len; i++)
    {
      g_string_append_printf (text, _ ("The file of the attachment “%s” is gone or damaged."),
                              (const char *) g_ptr_array_index (report->files_missing, i));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "%s\n%s\n", self->folder, self->new_folder);

  return g_string_free_and_steal (text);
}
