/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-answers.h"

#include "app/import/rg-import-words.h"
#include "app/record/rg-customer-picker.h"
#include "app/record/rg-way.h"
#include "app/widgets/rg-avatar.h"

#include <glib/gi18n-lib.h>

#define AVATAR_SIZE 28

struct _RgImportAnswers
{
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  RgCustomerPicker *picker;

  RgImportSession *session;
  const RgImportQuestion *question;
  gboolean mask;
};

G_DEFINE_FINAL_TYPE (RgImportAnswers, rg_import_answers, GTK_TYPE_POPOVER)

/* What a row stands for: an answer, or a look at all the others. */
#define SEARCH G_MAXINT64

static GQuark
answer_quark (void)
{
  return g_quark_from_static_string ("rg-import-answer");
}

static gint64
answer_of (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_qdata (G_OBJECT (row), answer_quark ());
}

/* --- answering ------------------------------------------------------------ */

static void
answer (RgImportAnswers *self, gint64 answer, const char *name)
{
  g_autoptr (RgImportSession) session = g_object_ref (self->session);
  const RgImportQuestion *question = self->question;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (rg_import_session_get_state (session) == RG_IMPORT_STATE_IDLE)
    rg_import_session_answer (session, question->key, answer, name);
}

static const char *
find_name (const RgImportQuestion *question, gint64 id)
{
  for (guint i = 0; i < question->candidates->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, i);

      if (candidate->id == id)
        return candidate->name;
    }
  return NULL;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgImportAnswers *self)
{
  gint64 id = answer_of (row);

  if (id == SEARCH)
    {
      gtk_stack_set_visible_child_name (self->stack, "search");
      gtk_widget_grab_focus (GTK_WIDGET (self->picker));
      return;
    }
  answer (self, id, find_name (self->question, id));
}

static void
picked_cb (RgCustomerPicker *picker, RgImportAnswers *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (rg_customer_picker_get_editable (picker)));
  gint64 id = rg_customer_picker_get_id (picker);

  if (id != 0)
    answer (self, id, name);
}

static void
back_clicked_cb (GtkButton *button, RgImportAnswers *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choices");
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* --- filling -------------------------------------------------------------- */

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_row (RgImportAnswers *self, gint64 id, GtkWidget *content, const char *label, const char *details)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean chosen = id != SEARCH && rg_import_session_get_answer (self->session, self->question) == id;
  g_autofree char *description = NULL;

  gtk_widget_set_hexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  if (chosen)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  description = chosen && details != NULL ? g_strdup_printf ("%s · %s", details, _ ("Chosen"))
                : chosen                  ? g_strdup (_ ("Chosen"))
                                          : g_strdup (details != NULL ? details : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  g_object_set_qdata_full (G_OBJECT (row), answer_quark (), g_memdup2 (&id, sizeof id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_candidate (RgImportAnswers *self, const RgImportCandidate *candidate)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = rg_avatar_new (AVATAR_SIZE);
  const char *name = candidate->name != NULL && *candidate->name != '\0' ? candidate->name : _ ("No name");
  g_autofree char *details = NULL;

  if (candidate->phone != NULL && *candidate->phone != '\0')
    {
      g_autofree char *phone = rg_way_dup_phone (candidate->phone, self->mask);

      details = g_strdup_printf ("%s · %s", phone, candidate->why);
    }
  else
    details = g_strdup (candidate->why);
  rg_avatar_set_customer (RG_AVATAR (avatar), candidate->name, candidate->id);
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), make_label (name, NULL));
  gtk_box_append (GTK_BOX (lines), make_label (details, "dimmed-text"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "numeric");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), lines);
  append_row (self, candidate->id, box, name, details);
}

static void
add_other (RgImportAnswers *self, gint64 id, const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_size_request (image, AVATAR_SIZE, -1);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), make_label (text, NULL));
  append_row (self, id, box, text, NULL);
}

/* A line between those it could be and the rest. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  if (answer_of (row) == SEARCH && before != NULL && gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void
fill (RgImportAnswers *self)
{
  g_autofree char *more = NULL, *fresh = NULL;
  guint n = self->question->candidates->len;

  for (guint i = 0; i < n; i++)
    add_candidate (self, g_ptr_array_index (self->question->candidates, i));
  if (self->question->n_candidates > n)
    more =
        rg_import_say_count (_ ("Search Another Customer (%s More Fit)…"), self->question->n_candidates - n);
  /* Translators: %s is the name of who paid. */
  fresh = g_strdup_printf (_ ("A New Customer: %s"), self->question->who);
  add_other (self, SEARCH, "edit-find-symbolic", more != NULL ? more : _ ("Search Another Customer…"));
  add_other (self, RG_IMPORT_ANSWER_NEW, "contact-new-symbolic", fresh);
  add_other (self, RG_IMPORT_ANSWER_LEAVE, "window-close-symbolic", _ ("Leave Out"));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_import_answers_dispose (GObject *object)
{
  RgImportAnswers *self = RG_IMPORT_ANSWERS (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_ANSWERS);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rg_import_answers_parent_class)->dispose (object);
}

static void
rg_import_answers_class_init (RgImportAnswersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_answers_dispose;

  g_type_ensure (RG_TYPE_CUSTOMER_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-answers.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportAnswers, stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportAnswers, list);
  gtk_widget_class_bind_template_child (widget_class, RgImportAnswers, picker);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
}

static void
rg_import_answers_init (RgImportAnswers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

/**
 * rg_import_answers_new:
 * @session: a session with a plan
 * @question: what was asked about it
 *
 * Returns: (transfer floating): what may be answered
 */
GtkWidget *
rg_import_answers_new (RgImportSession *session, const RgImportQuestion *question)
{
  RgImportAnswers *self = g_object_new (RG_TYPE_IMPORT_ANSWERS, NULL);
  RgWindow *window = rg_import_session_get_window (session);

  self->session = g_object_ref (session);
  self->question = question;
  if (window != NULL)
    {
      self->mask = rg_settings_get_boolean (rg_window_get_settings (window), "mask-phones");
      rg_customer_picker_set_store (self->picker, rg_window_get_store (window), 0, self->mask);
    }
  fill (self);

  return GTK_WIDGET (self);
}
