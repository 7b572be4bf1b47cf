/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-editor.h"

#include "app/filter/rg-condition-piece.h"
#include "app/widgets/rg-display.h"
#include "records/rg-query.h"
#include "shop/rg-views.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Who types does not want each letter counted. */
#define COUNT_DELAY_MS 150

struct _RgConditionEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *root_bin;
  GtkLabel *count_label;
  GtkLabel *sentence_label;

  RgStore *store;
  const char *entity; /* interned */
  RgCondition *given; /* (nullable): until there are widgets for it */
  RgConditionGroup *root;
  GCancellable *counting;
  guint timeout;
  gint64 count;
  gboolean usable;
};

enum
{
  CHANGED,
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgConditionEditor, rg_condition_editor, GTK_TYPE_WIDGET)

/* --- counting ------------------------------------------------------------- */

/* What is asked of a thread of the store, and what it finds. */
typedef struct
{
  const char *entity;
  RgCondition *condition;
  GPtrArray *leaves;   /* (element-type RgCondition): one of each row */
  GPtrArray *entities; /* (element-type utf8): what each row is about, interned */
} Question;

typedef struct
{
  GPtrArray *problems; /* (element-type utf8) (nullable elements): of each row */
  char *sentence;      /* (nullable) */
  char *problem;       /* (nullable): of the whole */
  gint64 count;
} Answer;

typedef struct
{
  RgConditionEditor *editor;
  GCancellable *cancellable;
} Asked;

static void
question_free (gpointer data)
{
  Question *question = data;

  rg_condition_unref (question->condition);
  g_ptr_array_unref (question->leaves);
  g_ptr_array_unref (question->entities);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_ptr_array_unref (answer->problems);
  g_free (answer->sentence);
  g_free (answer->problem);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->editor);
  g_object_unref (asked->cancellable);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (GError) unusable = NULL;
  g_autoptr (RgQuery) query = rg_query_new (question->entity);
  g_autoptr (RgCondition) shown = NULL;

  answer->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < question->leaves->len; i++)
    {
      g_autoptr (GError) problem = NULL;

      rg_condition_check (g_ptr_array_index (question->leaves, i), read,
                          g_ptr_array_index (question->entities, i), &problem);
      g_ptr_array_add (answer->problems, problem != NULL ? g_strdup (problem->message) : NULL);
    }
  if (!rg_condition_check (question->condition, read, question->entity, &unusable))
    {
      answer->problem = g_strdup (unusable->message);
      return g_steal_pointer (&answer);
    }
  answer->sentence = rg_condition_describe (question->condition, read, question->entity);
  shown = g_str_equal (question->entity, "deal") ? rg_deals_condition_shown (question->condition)
                                                 : rg_condition_ref (question->condition);
  rg_query_set_condition (query, shown);
  return rg_query_count (query, read, cancellable, &answer->count, error) ? g_steal_pointer (&answer) : NULL;
}

static void
show_answer (RgConditionEditor *self, const Answer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *number = rg_display_count ((guint) answer->count);
  g_autofree char *text = NULL;

  rg_condition_group_list_rows (self->root, rows);
  for (guint i = 0; i < rows->len && i < answer->problems->len; i++)
    rg_condition_row_set_problem (g_ptr_array_index (rows, i), g_ptr_array_index (answer->problems, i));
  self->usable = answer->problem == NULL;
  self->count = self->usable ? answer->count : -1;
  if (self->usable && g_str_equal (self->entity, "deal"))
    text = g_strdup_printf (ngettext ("%s deal", "%s deals", (gulong) answer->count), number);
  else if (self->usable)
    text = g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) answer->count), number);
  gtk_label_set_label (self->count_label, self->usable ? text : _ ("Something is not filled in yet"));
  gtk_label_set_label (self->sentence_label, self->usable ? answer->sentence : answer->problem);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgConditionEditor *self = asked->editor;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = rg_store_read_finish (RG_STORE (source), result, &error);

  /* Something else is asked by now. */
  if (self->counting != asked->cancellable || self->root == NULL)
    return;
  g_clear_object (&self->counting);
  if (answer != NULL)
    show_answer (self, answer);
  else
    {
      self->usable = FALSE;
      gtk_label_set_label (self->sentence_label, error->message);
    }
  g_signal_emit (self, signals[COUNTED], 0);
}

static void
stop_counting (RgConditionEditor *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static gboolean
count_cb (gpointer user_data)
{
  RgConditionEditor *self = user_data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Question *question = g_new0 (Question, 1);
  Asked *asked = g_new0 (Asked, 1);

  self->timeout = 0;
  question->entity = self->entity;
  question->condition = rg_condition_editor_make (self);
  question->entities = g_ptr_array_new ();
  question->leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  rg_condition_group_list_rows (self->root, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      RgConditionRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (question->leaves, rg_condition_row_make (row));
      g_ptr_array_add (question->entities, (gpointer) rg_condition_row_get_entity (row));
    }
  self->counting = g_cancellable_new ();
  asked->editor = g_object_ref (self);
  asked->cancellable = g_object_ref (self->counting);
  rg_store_read_async (self->store, count_func, question, question_free, answer_free, self->counting,
                       counted_cb, asked);

  return G_SOURCE_REMOVE;
}

static void
ask_count (RgConditionEditor *self, guint delay)
{
  stop_counting (self);
  self->timeout = g_timeout_add (delay, count_cb, self);
}

static void
changed_cb (RgConditionEditor *self)
{
  self->count = -1;
  gtk_label_set_label (self->count_label, "…");
  ask_count (self, COUNT_DELAY_MS);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- beginning ------------------------------------------------------------ */

static gpointer
choices_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_condition_choices_new (read, error);
}

/* The first condition has it, as soon as there is one. */
static void
focus_first (RgConditionEditor *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (self->root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  rg_condition_group_list_rows (self->root, rows);
  rg_condition_piece_focus (rows->len > 0 ? g_ptr_array_index (rows, 0) : GTK_WIDGET (self->root));
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgConditionEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgConditionChoices) choices = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->box == NULL || self->store != RG_STORE (source))
    return;
  if (choices == NULL)
    {
      gtk_label_set_label (self->sentence_label, error->message);
      return;
    }
  self->root = RG_CONDITION_GROUP (rg_condition_group_new (choices, self->entity, self->given, 0));
  if (self->given == NULL)
    rg_condition_group_add_row (self->root, NULL);
  g_signal_connect_object (self->root, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->root_bin, GTK_WIDGET (self->root));
  focus_first (self);
  ask_count (self, 0);
}

/**
 * rg_condition_editor_set:
 * @self: an editor
 * @store: the shop
 * @entity: of which rows: "customer" or "deal"
 * @condition: (nullable): what it begins with
 */
void
rg_condition_editor_set (RgConditionEditor *self, RgStore *store, const char *entity, RgCondition *condition)
{
  stop_counting (self);
  adw_bin_set_child (self->root_bin, NULL);
  self->root = NULL;
  self->count = -1;
  self->usable = FALSE;
  g_set_object (&self->store, store);
  self->entity = g_intern_string (entity);
  g_clear_pointer (&self->given, rg_condition_unref);
  if (condition != NULL)
    self->given = rg_condition_ref (condition);
  rg_store_read_async (store, choices_func, NULL, NULL, (GDestroyNotify) rg_condition_choices_unref, NULL,
                       choices_cb, g_object_ref (self));
}

/**
 * rg_condition_editor_make:
 * @self: an editor
 *
 * Returns: (transfer full): the condition as it stands there now
 */
RgCondition *
rg_condition_editor_make (RgConditionEditor *self)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (self->root != NULL)
    return rg_condition_group_make (self->root);

  return self->given != NULL ? rg_condition_ref (self->given)
                             : rg_condition_new_group (RG_CONDITION_ALL, nothing);
}

gboolean
rg_condition_editor_is_usable (RgConditionEditor *self)
{
  return self->usable;
}

gint64
rg_condition_editor_get_count (RgConditionEditor *self)
{
  return self->count;
}

const char *
rg_condition_editor_get_sentence (RgConditionEditor *self)
{
  return gtk_label_get_label (self->sentence_label);
}

RgConditionGroup *
rg_condition_editor_get_root (RgConditionEditor *self)
{
  return self->root;
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_condition_editor_dispose (GObject *object)
{
  RgConditionEditor *self = RG_CONDITION_EDITOR (object);

  stop_counting (self);
  self->root = NULL;
  if (self->box != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->box));
  g_clear_pointer (&self->given, rg_condition_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_condition_editor_parent_class)->dispose (object);
}

static gboolean
mapped_cb (gpointer user_data)
{
  focus_first (RG_CONDITION_EDITOR (user_data));

  return G_SOURCE_REMOVE;
}

/* A dialog that comes up puts the focus on its first button, which cancels. */
static void
rg_condition_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rg_condition_editor_parent_class)->map (widget);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, mapped_cb, g_object_ref (widget), g_object_unref);
}

static void
rg_condition_editor_class_init (RgConditionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_condition_editor_dispose;
  widget_class->map = rg_condition_editor_map;

  /**
   * RgConditionEditor::changed:
   *
   * It says something else.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * RgConditionEditor::counted:
   *
   * It is known how many that are, or why it cannot be asked.
   */
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rg_condition_editor_init (RgConditionEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->root_bin = ADW_BIN (adw_bin_new ());
  self->count_label = GTK_LABEL (gtk_label_new ("…"));
  self->sentence_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count_label, 0.0f);
  gtk_label_set_xalign (self->sentence_label, 0.0f);
  gtk_label_set_wrap (self->sentence_label, TRUE);
  gtk_label_set_wrap_mode (self->sentence_label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->sentence_label, GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence_label), "dimmed-text");
  gtk_label_set_lines (self->sentence_label, 3);
  gtk_label_set_ellipsize (self->sentence_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->root_bin), "condition-editor");
  gtk_widget_add_css_class (foot, "condition-foot");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->root_bin));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->sentence_label));
  gtk_box_append (GTK_BOX (self->box), foot);
  self->count = -1;
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * rg_condition_editor_new:
 *
 * Returns: (transfer floating): an editor without a shop
 */
GtkWidget *
rg_condition_editor_new (void)
{
  return g_object_new (RG_TYPE_CONDITION_EDITOR, NULL);
}
