/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-questions-step.h"

#include "app/import/rg-import-question-row.h"
#include "app/import/rg-import-rows.h"
#include "app/import/rg-import-words.h"

#include <glib/gi18n-lib.h>

struct _RgImportQuestionsStep
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *rest_button;
  GtkListView *list_view;
  GtkLabel *status_label;
  GtkWidget *next_button;

  RgImportSession *session;
  GPtrArray *questions; /* of the trial that asked them */
  GPtrArray *rows;      /* of RgImportQuestionRow that exist; borrowed */
  gint64 *answers;      /* per question, as they were told last */
  guint next;           /* the question that is to be focused */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RgImportQuestionsStep, rg_import_questions_step, ADW_TYPE_NAVIGATION_PAGE)

/* --- rows ----------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportQuestionsStep *self)
{
  GtkWidget *row = rg_import_question_row_new ();

  rg_import_question_row_set_narrow (RG_IMPORT_QUESTION_ROW (row), self->narrow);
  rg_import_rows_take (self->rows, item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportQuestionsStep *self)
{
  const RgImportQuestion *question = g_ptr_array_index (self->questions, gtk_list_item_get_position (item));

  rg_import_question_row_bind (RG_IMPORT_QUESTION_ROW (gtk_list_item_get_child (item)), self->session,
                               question);
  gtk_list_item_set_accessible_label (item, question->who);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportQuestionsStep *self)
{
  rg_import_question_row_unbind (RG_IMPORT_QUESTION_ROW (gtk_list_item_get_child (item)));
}

/* The rows ask for their question by position. */
static GtkSelectionModel *
make_model (GPtrArray *questions)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    gtk_string_list_append (names, ((RgImportQuestion *) g_ptr_array_index (questions, i))->who);
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (names)));
}

/* --- from one to the next ------------------------------------------------- */

static guint
find_unanswered (RgImportQuestionsStep *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      if (self->answers[i] == RG_IMPORT_ANSWER_NONE)
        return i;
    }
  return G_MAXUINT;
}

/* A row that was far away is made when the view has come there. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RgImportQuestionsStep *self = RG_IMPORT_QUESTIONS_STEP (widget);

  for (guint i = 0; self->next < self->questions->len && i < self->rows->len; i++)
    {
      RgImportQuestionRow *row = g_ptr_array_index (self->rows, i);

      if (rg_import_question_row_get_question (row) != g_ptr_array_index (self->questions, self->next))
        continue;
      self->next = G_MAXUINT;
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return self->next < self->questions->len ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
go_to (RgImportQuestionsStep *self, guint question)
{
  gboolean waits = self->next != G_MAXUINT;

  self->next = question;
  gtk_list_view_scroll_to (self->list_view, question, GTK_LIST_SCROLL_NONE, NULL);
  if (!waits)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

/* The next one that has no answer, further up when there is none below; Next
 * when all have one. */
static void
go_on_from (RgImportQuestionsStep *self, guint answered)
{
  guint next = find_unanswered (self, answered + 1, self->questions->len);

  if (next == G_MAXUINT)
    next = find_unanswered (self, 0, answered);
  if (next != G_MAXUINT)
    go_to (self, next);
  else
    gtk_widget_grab_focus (self->next_button);
}

/* Who answers one question goes on to the next; who answers the rest at once has
 * no next one, and who takes an answer back stays with it. */
static void
note_answers (RgImportQuestionsStep *self)
{
  guint changed = 0, last = 0;

  for (guint i = 0; i < self->questions->len; i++)
    {
      gint64 answer = rg_import_session_get_answer (self->session, g_ptr_array_index (self->questions, i));

      if (answer == self->answers[i])
        continue;
      self->answers[i] = answer;
      changed++;
      last = i;
    }
  if (changed == 1 && self->answers[last] != RG_IMPORT_ANSWER_NONE)
    go_on_from (self, last);
}

/* --- what it says --------------------------------------------------------- */

static void
update (RgImportQuestionsStep *self)
{
  g_autofree char *all = rg_import_say_count ("%s", self->questions->len);
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < self->questions->len; i++)
    n += self->answers[i] != RG_IMPORT_ANSWER_NONE;
  if (n == self->questions->len)
    text = g_strdup (_ ("All are answered. Nothing is written yet."));
  else
    {
      g_autofree char *done = rg_import_say_count ("%s", n);

      /* Translators: two numbers. */
      text = g_strdup_printf (_ ("%s of %s answered. What has no answer is not imported."), done, all);
    }
  gtk_label_set_label (self->status_label, text);
  gtk_widget_set_sensitive (self->rest_button, n < self->questions->len);
}

static void
answered_cb (RgImportSession *session, RgImportQuestionsStep *self)
{
  note_answers (self);
  update (self);
}

static void
answer_rest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgImportQuestionsStep *self = RG_IMPORT_QUESTIONS_STEP (widget);

  rg_import_session_answer_rest (self->session, self->questions,
                                 g_str_has_suffix (action, "new") ? RG_IMPORT_ANSWER_NEW
                                                                  : RG_IMPORT_ANSWER_LEAVE);
  gtk_widget_grab_focus (self->next_button);
}

static void
next_clicked_cb (GtkButton *button, RgImportQuestionsStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

/* --- the page ------------------------------------------------------------- */

/* The first question without an answer is where one begins. */
static void
rg_import_questions_step_shown (AdwNavigationPage *page)
{
  RgImportQuestionsStep *self = RG_IMPORT_QUESTIONS_STEP (page);
  guint first = find_unanswered (self, 0, self->questions->len);

  go_to (self, first != G_MAXUINT ? first : 0);
}

static void
rg_import_questions_step_dispose (GObject *object)
{
  RgImportQuestionsStep *self = RG_IMPORT_QUESTIONS_STEP (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->list_view != NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      gtk_list_view_set_factory (self->list_view, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_QUESTIONS_STEP);
  g_clear_object (&self->session);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_import_questions_step_parent_class)->dispose (object);
}

static void
rg_import_questions_step_class_init (RgImportQuestionsStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_questions_step_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = rg_import_questions_step_shown;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RG_APP_PATH "/import/rg-import-questions-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionsStep, window_title);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionsStep, rest_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionsStep, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionsStep, status_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportQuestionsStep, next_button);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_install_action (widget_class, "questions.rest-new", NULL, answer_rest);
  gtk_widget_class_install_action (widget_class, "questions.rest-leave", NULL, answer_rest);
}

static void
rg_import_questions_step_init (RgImportQuestionsStep *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  self->next = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * rg_import_questions_step_new:
 * @session: what is imported; its trial has questions
 *
 * Returns: (transfer floating): the step
 */
AdwNavigationPage *
rg_import_questions_step_new (RgImportSession *session)
{
  RgImportQuestionsStep *self = g_object_new (RG_TYPE_IMPORT_QUESTIONS_STEP, NULL);
  g_autoptr (GtkSelectionModel) model = NULL;

  self->session = g_object_ref (session);
  /* They outlive the trial, which an answer makes worthless. */
  self->questions = g_ptr_array_ref (rg_import_session_get_trial (session)->questions);
  self->answers = g_new (gint64, self->questions->len);
  for (guint i = 0; i < self->questions->len; i++)
    self->answers[i] = rg_import_session_get_answer (session, g_ptr_array_index (self->questions, i));
  adw_window_title_set_subtitle (self->window_title, rg_import_session_get_name (session));
  model = make_model (self->questions);
  gtk_list_view_set_model (self->list_view, model);
  g_signal_connect (session, "answered", G_CALLBACK (answered_cb), self);
  update (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * rg_import_questions_step_set_narrow:
 * @self: a step
 * @narrow: whether there is no room for two things beside each other
 */
void
rg_import_questions_step_set_narrow (RgImportQuestionsStep *self, gboolean narrow)
{
  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    rg_import_question_row_set_narrow (g_ptr_array_index (self->rows, i), narrow);
}

/**
 * rg_import_questions_step_get_default:
 * @self: a step
 *
 * Returns: (transfer none): Next
 */
GtkWidget *
rg_import_questions_step_get_default (RgImportQuestionsStep *self)
{
  return self->next_button;
}
