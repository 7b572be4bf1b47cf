/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-question-row.h"

#include "app/import/rg-import-answers.h"
#include "app/import/rg-import-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define CHOICE_WIDTH 300

struct _RgImportQuestionRow
{
  GtkWidget parent_instance;

  GtkLabel *who_label;
  GtkLabel *remark_label;
  GtkLabel *sum_label;
  GtkWidget *choice_box;
  GtkMenuButton *answer_button;
  GtkImage *answer_image;
  GtkLabel *answer_label;
  GtkLabel *why_label;

  RgImportSession *session;
  const RgImportQuestion *question;
};

G_DEFINE_FINAL_TYPE (RgImportQuestionRow, rg_import_question_row, GTK_TYPE_WIDGET)

static void
update (RgImportQuestionRow *self)
{
  const RgImportQuestion *question = self->question;
  gint64 answer = rg_import_session_get_answer (self->session, question);
  const char *name = rg_import_session_get_answer_name (self->session, answer);
  g_autofree char *said = rg_import_say_answer (question, answer, name);
  g_autofree char *why = rg_import_say_why (question, answer);
  g_autofree char *sum = rg_import_say_payments (question);
  g_autofree char *label = NULL, *details = NULL;

  gtk_label_set_label (self->who_label, question->who);
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), question->hint != NULL);
  gtk_label_set_label (self->remark_label, question->hint != NULL ? question->hint : "");
  gtk_label_set_label (self->sum_label, sum);
  gtk_label_set_label (self->answer_label, said);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_image), answer != RG_IMPORT_ANSWER_NONE);
  gtk_label_set_label (self->why_label, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label), why != NULL);
  if (answer == RG_IMPORT_ANSWER_LEAVE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "left-out");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "left-out");
  /* Translators: who paid, and what was answered. */
  label = g_strdup_printf (_ ("%s: %s"), question->who, said);
  details = g_strjoin (" · ", sum, question->hint != NULL ? question->hint : why, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, details, -1);
}

static void
answered_cb (RgImportSession *session, RgImportQuestionRow *self)
{
  update (self);
}

static void
make_answers_cb (GtkMenuButton *button, gpointer user_data)
{
  RgImportQuestionRow *self = RG_IMPORT_QUESTION_ROW (user_data);

  if (self->session != NULL)
    gtk_menu_button_set_popover (button, rg_import_answers_new (self->session, self->question));
}

/**
 * rg_import_question_row_bind:
 * @self: a row that shows nothing
 * @session: a session with a plan
 * @question: what was asked about it
 */
void
rg_import_question_row_bind (RgImportQuestionRow *self,
                             RgImportSession *session,
                             const RgImportQuestion *question)
{
  self->session = g_object_ref (session);
  self->question = question;
  g_signal_connect (session, "answered", G_CALLBACK (answered_cb), self);
  gtk_menu_button_set_create_popup_func (self->answer_button, make_answers_cb, self, NULL);
  update (self);
}

/**
 * rg_import_question_row_unbind:
 * @self: a row
 *
 * It shows nothing any longer.
 */
void
rg_import_question_row_unbind (RgImportQuestionRow *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_menu_button_set_popover (self->answer_button, NULL);
  g_clear_object (&self->session);
  self->question = NULL;
}

/**
 * rg_import_question_row_get_question:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const RgImportQuestion *
rg_import_question_row_get_question (RgImportQuestionRow *self)
{
  return self->question;
}

/**
 * rg_import_question_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for two things beside each other
 */
void
rg_import_question_row_set_narrow (RgImportQuestionRow *self, gboolean narrow)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), narrow ? 8 : 18);
  gtk_widget_set_size_request (self->choice_box, narrow ? -1 : CHOICE_WIDTH, -1);
}

/* --- the widget ----------------------------------------------------------- */

static gboolean
rg_import_question_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RG_IMPORT_QUESTION_ROW (widget)->answer_button));
}

static void
rg_import_question_row_dispose (GObject *object)
{
  RgImportQuestionRow *self = RG_IMPORT_QUESTION_ROW (object);
  GtkWidget *child;

  if (self->answer_button != NULL)
    rg_import_question_row_unbind (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_QUESTION_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rg_import_question_row_parent_class)->dispose (object);
}

static void
rg_import_question_row_class_init (RgImportQuestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_question_row_dispose;
  widget_class->grab_focus = rg_import_question_row_grab_focus;

  gtk_widget_class_set_css_name (widget_class, "import-column");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-question-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, who_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, sum_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, choice_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, answer_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, answer_image);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, answer_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionRow, why_label);
}

static void
rg_import_question_row_init (RgImportQuestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_import_question_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
rg_import_question_row_new (void)
{
  return g_object_new (RG_TYPE_IMPORT_QUESTION_ROW, NULL);
}
