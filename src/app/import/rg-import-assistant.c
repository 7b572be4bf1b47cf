/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-assistant.h"

#include "app/import/rg-import-check-step.h"
#include "app/import/rg-import-columns-step.h"
#include "app/import/rg-import-file-step.h"
#include "app/import/rg-import-questions-step.h"
#include "app/import/rg-import-report.h"
#include "app/import/rg-import-result-step.h"

#include <glib/gi18n-lib.h>

struct _RgImportAssistant
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation_view;

  RgImportSession *session;
  /* The file was given: unless there is something to say or to choose about it,
   * its columns are what is shown first. */
  gboolean at_once;
  gboolean narrow;
  gboolean aside; /* it goes on behind the window */
};

G_DEFINE_FINAL_TYPE (RgImportAssistant, rg_import_assistant, ADW_TYPE_DIALOG)

/* --- steps ---------------------------------------------------------------- */

/* Enter goes on from wherever the focus is; it begins where it would go on. */
static void
update_default (RgImportAssistant *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  GtkWidget *widget = NULL;

  if (RG_IS_IMPORT_FILE_STEP (page))
    widget = rg_import_file_step_get_default (RG_IMPORT_FILE_STEP (page));
  else if (RG_IS_IMPORT_COLUMNS_STEP (page))
    widget = rg_import_columns_step_get_default (RG_IMPORT_COLUMNS_STEP (page));
  else if (RG_IS_IMPORT_CHECK_STEP (page))
    widget = rg_import_check_step_get_default (RG_IMPORT_CHECK_STEP (page));
  else if (RG_IS_IMPORT_RESULT_STEP (page))
    widget = rg_import_result_step_get_default (RG_IMPORT_RESULT_STEP (page));
  else if (RG_IS_IMPORT_QUESTIONS_STEP (page))
    widget = rg_import_questions_step_get_default (RG_IMPORT_QUESTIONS_STEP (page));
  adw_dialog_set_default_widget (ADW_DIALOG (self), widget);
  /* Where questions are asked Enter answers first. */
  if (widget != NULL && !RG_IS_IMPORT_QUESTIONS_STEP (page))
    adw_dialog_set_focus (ADW_DIALOG (self), widget);
  if (page != NULL)
    adw_dialog_set_title (ADW_DIALOG (self), adw_navigation_page_get_title (page));
}

/* The view gives the focus to a page when it comes, and so before. */
static void
shown_cb (RgImportAssistant *self)
{
  update_default (self);
}

static void
push (RgImportAssistant *self, AdwNavigationPage *page)
{
  g_signal_connect_object (page, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::title", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation_view, page);
}

static void
go_to_columns (RgImportAssistant *self)
{
  AdwNavigationPage *step = rg_import_columns_step_new (self->session);

  rg_import_columns_step_set_narrow (RG_IMPORT_COLUMNS_STEP (step), self->narrow);
  push (self, step);
}

/* A trial that cannot tell whose payments they are asks, in place of the check,
 * which follows. */
static void
go_to_questions (RgImportAssistant *self)
{
  AdwNavigationPage *pages[3] = { NULL };
  AdwNavigationPage *step = rg_import_questions_step_new (self->session);

  rg_import_questions_step_set_narrow (RG_IMPORT_QUESTIONS_STEP (step), self->narrow);
  g_signal_connect_object (step, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  pages[0] = adw_navigation_view_find_page (self->navigation_view, "file");
  pages[1] = adw_navigation_view_find_page (self->navigation_view, "columns");
  pages[2] = step;
  adw_navigation_view_replace (self->navigation_view, pages, G_N_ELEMENTS (pages));
}

static void
tried_cb (RgImportSession *session, RgImportAssistant *self)
{
  const RgImportReport *trial = rg_import_session_get_trial (session);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  AdwNavigationPage *before =
      page != NULL ? adw_navigation_view_get_previous_page (self->navigation_view, page) : NULL;

  if (trial == NULL || trial->questions == NULL || trial->questions->len == 0 ||
      !RG_IS_IMPORT_CHECK_STEP (page) || RG_IS_IMPORT_QUESTIONS_STEP (before))
    return;
  /* All of them are asked at once. */
  if (trial->partial)
    rg_import_session_try (session, TRUE);
  else
    go_to_questions (self);
}

/* What the plan was tried with is what is written. */
static void
go_to_result (RgImportAssistant *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  rg_import_session_write (self->session);
  push (self, rg_import_result_step_new (self->session));
}

static void
next_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (widget);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  RgImportPlan *plan = rg_import_session_get_plan (self->session);

  if (rg_import_session_get_state (self->session) != RG_IMPORT_STATE_IDLE)
    return;
  if (RG_IS_IMPORT_RESULT_STEP (page))
    adw_dialog_close (ADW_DIALOG (self));
  else if (plan == NULL)
    return;
  else if (RG_IS_IMPORT_FILE_STEP (page))
    go_to_columns (self);
  else if (RG_IS_IMPORT_QUESTIONS_STEP (page) ||
           (RG_IS_IMPORT_COLUMNS_STEP (page) && rg_import_plan_has_identity (plan)))
    push (self, rg_import_check_step_new (self->session));
  else if (RG_IS_IMPORT_CHECK_STEP (page) && rg_import_session_get_trial (self->session) != NULL)
    go_to_result (self);
}

static gboolean
is_plain (RgImportSession *session)
{
  RgImportPlan *plan = rg_import_session_get_plan (session);
  const char *const *sheets = plan != NULL ? rg_import_plan_get_sheets (plan) : NULL;

  return plan != NULL && rg_import_plan_get_bill (plan) == NULL && !rg_import_plan_suggests_sales (plan) &&
         !rg_import_plan_guesses_deals (plan) && (sheets == NULL || g_strv_length ((char **) sheets) < 2);
}

static void
looked_cb (RgImportSession *session, RgImportAssistant *self)
{
  gboolean at_once = self->at_once;

  self->at_once = FALSE;
  if (!at_once || !is_plain (session))
    {
      update_default (self);
      return;
    }
  adw_navigation_view_set_animate_transitions (self->navigation_view, FALSE);
  go_to_columns (self);
  adw_navigation_view_set_animate_transitions (self->navigation_view, TRUE);
}

/* What was put aside says so when it is done. */
static void
tell_result (RgImportAssistant *self)
{
  RgWindow *window = rg_import_session_get_window (self->session);
  const RgImportReport *result = rg_import_session_get_result (self->session);
  const GError *error = rg_import_session_get_error (self->session);
  g_autofree char *text = NULL;

  if (window == NULL)
    return;
  if (result != NULL)
    text = rg_import_report_say_short (result, rg_import_session_get_entity (self->session));
  rg_window_tell_import (window, text != NULL ? text : error != NULL ? error->message : _ ("Cancelled"));
}

static void
written_cb (RgImportSession *session, RgImportAssistant *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    tell_result (self);
}

static void
aside_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (widget);
  RgWindow *window = rg_import_session_get_window (self->session);

  if (window == NULL || rg_import_session_get_state (self->session) != RG_IMPORT_STATE_WRITING)
    return;
  self->aside = TRUE;
  rg_window_put_import_aside (window, ADW_DIALOG (self));
}

/* A trial goes on only while somebody looks at it. */
static void
popped_cb (AdwNavigationView *view, AdwNavigationPage *page, RgImportAssistant *self)
{
  if (RG_IS_IMPORT_CHECK_STEP (page))
    rg_import_session_stop (self->session);
}

static void
visible_page_cb (AdwNavigationView *view, GParamSpec *pspec, RgImportAssistant *self)
{
  update_default (self);
}

/* --- after it ------------------------------------------------------------- */

static void
undo_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (widget);
  const RgImportReport *result = rg_import_session_get_result (self->session);
  RgWindow *window = rg_import_session_get_window (self->session);
  gint64 operation = result != NULL ? result->operation : 0;

  if (operation == 0 || window == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo-operation", "x", operation);
}

static void
show_them_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (widget);
  RgWindow *window = rg_import_session_get_window (self->session);

  if (window == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  if (g_str_equal (rg_import_session_get_entity (self->session), "deal"))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.go-to-page", "i", RG_PLACE_PIPELINE);
  else
    rg_window_show_newest (window);
}

/* --- the dialog ----------------------------------------------------------- */

static void
breakpoint_cb (AdwDialog *dialog, GParamSpec *pspec, gpointer user_data)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (dialog);
  AdwNavigationPage *columns = adw_navigation_view_find_page (self->navigation_view, "columns");
  AdwNavigationPage *questions = adw_navigation_view_find_page (self->navigation_view, "questions");

  self->narrow = adw_dialog_get_current_breakpoint (dialog) != NULL;
  if (columns != NULL)
    rg_import_columns_step_set_narrow (RG_IMPORT_COLUMNS_STEP (columns), self->narrow);
  if (questions != NULL)
    rg_import_questions_step_set_narrow (RG_IMPORT_QUESTIONS_STEP (questions), self->narrow);
}

static void
rg_import_assistant_closed (AdwDialog *dialog)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (dialog);

  if (!self->aside)
    rg_import_session_stop (self->session);
  self->aside = FALSE;
}

static void
rg_import_assistant_dispose (GObject *object)
{
  RgImportAssistant *self = RG_IMPORT_ASSISTANT (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_ASSISTANT);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rg_import_assistant_parent_class)->dispose (object);
}

static void
rg_import_assistant_class_init (RgImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_assistant_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rg_import_assistant_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportAssistant, navigation_view);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "import.aside", NULL, aside_action);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "import.show-them", NULL, show_them_action);
}

static void
rg_import_assistant_init (RgImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), NULL);
}

/**
 * rg_import_assistant_new:
 * @session: what is to be imported
 *
 * Returns: (transfer floating): the dialog; a file that is given is looked at
 */
AdwDialog *
rg_import_assistant_new (RgImportSession *session)
{
  RgImportAssistant *self = g_object_new (RG_TYPE_IMPORT_ASSISTANT, NULL);

  self->session = g_object_ref (session);
  /* After the steps have seen it: what the focus goes to can be pressed then. */
  g_signal_connect_after (session, "looked", G_CALLBACK (looked_cb), self);
  g_signal_connect_after (session, "tried", G_CALLBACK (tried_cb), self);
  g_signal_connect (session, "written", G_CALLBACK (written_cb), self);
  push (self, rg_import_file_step_new (session));
  if (rg_import_session_get_file (session) != NULL)
    {
      self->at_once = TRUE;
      rg_import_session_look (session);
    }

  return ADW_DIALOG (self);
}

/**
 * rg_import_assistant_get_session:
 * @self: an assistant
 *
 * Returns: (transfer none): what it imports
 */
RgImportSession *
rg_import_assistant_get_session (RgImportAssistant *self)
{
  return self->session;
}

/**
 * rg_import_assistant_get_step:
 * @self: an assistant
 *
 * Returns: (transfer none): the step that is shown
 */
const char *
rg_import_assistant_get_step (RgImportAssistant *self)
{
  return adw_navigation_view_get_visible_page_tag (self->navigation_view);
}
