/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-result-step.h"

#include "app/import/rg-import-reasons.h"
#include "app/import/rg-import-tiles.h"
#include "app/import/rg-import-words.h"
#include "app/import/rg-import-report.h"

#include <glib/gi18n-lib.h>

struct _RgImportResultStep
{
  AdwNavigationPage parent_instance;

  AdwToolbarView *toolbar_view;
  AdwHeaderBar *header_bar;
  AdwWindowTitle *window_title;
  GtkStack *stack;
  RgImportProgressBox *progress_box;
  AdwStatusPage *failed_page;
  GtkWidget *done_image;
  GtkLabel *done_label;
  AdwWrapBox *tiles;
  GtkWidget *refused_group;
  AdwActionRow *refused_row;
  GtkListBox *reason_list;
  GtkWidget *show_file_button;
  GtkWidget *own_group;
  AdwPreferencesRow *own_row;
  GtkLabel *damaged_label;
  GtkWidget *undo_button;
  GtkWidget *show_them_button;
  GtkWidget *done_button;

  RgImportSession *session;
};

G_DEFINE_FINAL_TYPE (RgImportResultStep, rg_import_result_step, ADW_TYPE_NAVIGATION_PAGE)

/* --- what it shows -------------------------------------------------------- */

static void
show_own (RgImportResultStep *self, const RgImportReport *report)
{
  guint n = report->own_fields != NULL ? g_strv_length (report->own_fields) : 0;
  g_autofree char *title = NULL, *names = NULL;

  gtk_widget_set_visible (self->own_group, n > 0);
  if (n == 0)
    return;
  title = rg_import_say_count (ngettext ("%s own field was made", "%s own fields were made", n), n);
  names = g_strjoinv (C_ ("list", ", "), report->own_fields);
  adw_preferences_row_set_title (self->own_row, title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->own_row), names);
}

static void
show_refused (RgImportResultStep *self, const RgImportReport *report)
{
  g_autofree char *name = NULL, *text = NULL;

  gtk_widget_set_visible (self->refused_group, report->refused_path != NULL);
  rg_import_reasons_fill (self->reason_list, report);
  if (report->refused_path == NULL)
    return;
  name = g_filename_display_basename (report->refused_path);
  /* Translators: %s is the name of a file. */
  text = g_strdup_printf (_ ("They are in “%s”. Correct them there and import that file."), name);
  adw_action_row_set_subtitle (self->refused_row, text);
}

static void
show_damaged (RgImportResultStep *self, const RgImportReport *report)
{
  g_autofree char *text = rg_import_say_damaged (report);

  gtk_widget_set_visible (GTK_WIDGET (self->damaged_label), text != NULL);
  gtk_label_set_label (self->damaged_label, text != NULL ? text : "");
}

static void
show_done (RgImportResultStep *self, const RgImportReport *report)
{
  g_autofree char *text = rg_import_report_say_short (report, rg_import_session_get_entity (self->session));
  gboolean sales = g_str_equal (rg_import_session_get_entity (self->session), "sale");

  gtk_label_set_label (self->done_label, text);
  gtk_widget_set_visible (self->done_image, report->operation != 0);
  rg_import_tiles_fill (self->tiles, self->session, report);
  show_refused (self, report);
  show_own (self, report);
  show_damaged (self, report);
  gtk_widget_set_visible (self->undo_button, report->operation != 0);
  gtk_widget_set_visible (self->show_them_button, !sales && report->created > 0);
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
show_failed (RgImportResultStep *self)
{
  const GError *error = rg_import_session_get_error (self->session);
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_status_page_set_title (self->failed_page, _ ("Cancelled"));
      text = g_strdup (_ ("Everything has been taken back; nothing of it is left in the shop."));
    }
  else
    text = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failed_page, text);
  gtk_widget_set_visible (self->undo_button, FALSE);
  gtk_widget_set_visible (self->show_them_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
written_cb (RgImportSession *session, RgImportResultStep *self)
{
  const RgImportReport *report = rg_import_session_get_result (session);

  rg_import_progress_box_stop (self->progress_box);
  if (report != NULL)
    show_done (self, report);
  else
    show_failed (self);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Result"));
  adw_window_title_set_title (self->window_title, _ ("Result"));
  adw_header_bar_set_show_end_title_buttons (self->header_bar, TRUE);
  adw_toolbar_view_set_reveal_bottom_bars (self->toolbar_view, TRUE);
  gtk_widget_grab_focus (self->done_button);
}

/* --- what can be done with it --------------------------------------------- */

static void
stop_cb (RgImportProgressBox *box, RgImportResultStep *self)
{
  rg_import_progress_box_set_stopping (box);
  rg_import_session_stop (self->session);
}

static void
folder_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgImportResultStep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error) ||
      self->session == NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  /* Translators: %s is the path of a file. */
  text = g_strdup_printf (_ ("The folder cannot be shown here; the file is %s"),
                          rg_import_session_get_result (self->session)->refused_path);
  adw_action_row_set_subtitle (self->refused_row, text);
}

static void
show_file_clicked_cb (GtkButton *button, RgImportResultStep *self)
{
  const RgImportReport *report = rg_import_session_get_result (self->session);
  g_autoptr (GFile) file = g_file_new_for_path (report->refused_path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (root), NULL, folder_shown_cb,
                                            g_object_ref (self));
}

static void
undo_clicked_cb (GtkButton *button, RgImportResultStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.undo", NULL);
}

static void
show_them_clicked_cb (GtkButton *button, RgImportResultStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.show-them", NULL);
}

static void
done_clicked_cb (GtkButton *button, RgImportResultStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_import_result_step_dispose (GObject *object)
{
  RgImportResultStep *self = RG_IMPORT_RESULT_STEP (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_RESULT_STEP);

  G_OBJECT_CLASS (rg_import_result_step_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-result-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, header_bar);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, window_title);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, progress_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, done_image);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, done_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, tiles);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, refused_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, refused_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, reason_list);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, show_file_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, own_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, damaged_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, show_them_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportResultStep, done_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_them_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
}

static void
rg_import_result_step_class_init (RgImportResultStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_import_result_step_dispose;

  g_type_ensure (RG_TYPE_IMPORT_PROGRESS_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
rg_import_result_step_init (RgImportResultStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_import_result_step_new:
 * @session: what is about to be written
 *
 * Returns: (transfer floating): the step
 */
AdwNavigationPage *
rg_import_result_step_new (RgImportSession *session)
{
  RgImportResultStep *self = g_object_new (RG_TYPE_IMPORT_RESULT_STEP, NULL);

  self->session = g_object_ref (session);
  adw_window_title_set_subtitle (self->window_title, rg_import_session_get_name (session));
  g_signal_connect (session, "written", G_CALLBACK (written_cb), self);
  rg_import_progress_box_offer_aside (self->progress_box);
  rg_import_progress_box_start (self->progress_box, session);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * rg_import_result_step_get_progress_box:
 * @self: a step
 *
 * Returns: (transfer none): what is shown until there is a result
 */
RgImportProgressBox *
rg_import_result_step_get_progress_box (RgImportResultStep *self)
{
  return self->progress_box;
}

/**
 * rg_import_result_step_get_default:
 * @self: a step
 *
 * Returns: (transfer none): Done, or what the box of the progress has until it is
 */
GtkWidget *
rg_import_result_step_get_default (RgImportResultStep *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "writing") == 0
             ? rg_import_progress_box_get_default (self->progress_box)
             : self->done_button;
}
