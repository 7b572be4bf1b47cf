/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-check-step.h"

#include "app/import/rg-import-problems.h"
#include "app/import/rg-import-progress-box.h"
#include "app/import/rg-import-reasons.h"
#include "app/import/rg-import-tiles.h"
#include "app/import/rg-import-words.h"
#include "app/record/rg-tag-names.h"

#include <glib/gi18n-lib.h>

/* What ends sooner leaves the page as it is. */
#define DELAY_MS 200
/* Problems that are shown on the page itself. */
#define PROBLEMS_SHOWN 5

struct _RgImportCheckStep
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  RgImportProgressBox *progress_box;
  AdwStatusPage *failed_page;
  AdwWrapBox *tiles;
  GtkLabel *damaged_label;
  GtkWidget *partial_box;
  GtkLabel *partial_label;
  GtkWidget *all_button;
  GtkWidget *unanswered_box;
  GtkLabel *unanswered_label;
  GtkWidget *tags_group;
  RgTagNames *tag_names;
  AdwPreferencesGroup *reason_group;
  GtkListBox *reason_list;
  AdwPreferencesGroup *known_group;
  GtkCheckButton *fill_button;
  GtkCheckButton *skip_button;
  GtkCheckButton *overwrite_button;
  GtkWidget *own_group;
  AdwPreferencesRow *own_row;
  AdwPreferencesGroup *problem_group;
  GtkListBox *problem_list;
  GtkLabel *status_label;
  GtkWidget *import_button;

  RgImportSession *session;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (RgImportCheckStep, rg_import_check_step, ADW_TYPE_NAVIGATION_PAGE)

/* --- what it shows -------------------------------------------------------- */

/* (transfer full): which of them stand in the shop, or further up */
static char *
say_people (const RgImportReport *trial, guint64 in_shop)
{
  GString *text = g_string_new (NULL);

  if (in_shop > 0)
    {
      g_autofree char *line = rg_import_say_count (
          ngettext ("%s row is of somebody who is in the shop already.",
                    "%s rows are of people who are in the shop already.", (gulong) in_shop),
          in_shop);

      g_string_append (text, line);
    }
  if (trial->repeated > 0)
    {
      g_autofree char *line = rg_import_say_count (
          ngettext ("%s row is of somebody who stands further up in the file.",
                    "%s rows are of people who stand further up in the file.", (gulong) trial->repeated),
          trial->repeated);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return g_string_free_and_steal (text);
}

/* Of sales it is not asked. */
static void
update_known (RgImportCheckStep *self, const RgImportReport *trial)
{
  const char *entity = rg_import_session_get_entity (self->session);
  gboolean deals = g_str_equal (entity, "deal");
  guint64 rows = trial->updated + trial->skipped;
  g_autofree char *text = NULL;

  if (deals)
    text = rg_import_say_count (ngettext ("%s row is of a deal that is there already.",
                                          "%s rows are of deals that are there already.", (gulong) rows),
                                rows);
  else
    text = say_people (trial, rows - trial->repeated);
  gtk_widget_set_visible (GTK_WIDGET (self->known_group),
                          !g_str_equal (entity, "sale") && (rows > 0 || trial->partial));
  adw_preferences_group_set_title (self->known_group, deals ? _ ("Deals That Are Known Already")
                                                            : _ ("People Who Are Known Already"));
  adw_preferences_group_set_description (self->known_group, rows > 0 || !deals ? text : NULL);
}

static void
update_own (RgImportCheckStep *self, const RgImportReport *trial)
{
  guint n = trial->own_fields != NULL ? g_strv_length (trial->own_fields) : 0;
  g_autofree char *title = NULL, *names = NULL;

  gtk_widget_set_visible (self->own_group, n > 0);
  if (n == 0)
    return;
  title = rg_import_say_count (ngettext ("%s own field is made", "%s own fields are made", n), n);
  names = g_strjoinv (C_ ("list", ", "), trial->own_fields);
  adw_preferences_row_set_title (self->own_row, title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->own_row), names);
}

static void
show_all_cb (AdwButtonRow *row, RgImportCheckStep *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), rg_import_problems_page_new (self->session));
}

static void
update_problems (RgImportCheckStep *self, const RgImportReport *trial)
{
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), trial->n_problems > 0);
  if (trial->n_problems == 0)
    return;
  title = rg_import_say_count (ngettext ("%s Cell or Row Has a Problem", "%s Cells or Rows Have a Problem",
                                         (gulong) trial->n_problems),
                               trial->n_problems);
  adw_preferences_group_set_title (self->problem_group, title);
  rg_import_problems_fill (self->problem_list, self->session, PROBLEMS_SHOWN);
  if (trial->n_problems > PROBLEMS_SHOWN)
    {
      GtkWidget *row = adw_button_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Show All"));
      adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
      g_signal_connect (row, "activated", G_CALLBACK (show_all_cb), self);
      gtk_list_box_append (self->problem_list, row);
    }
}

static void
update_partial (RgImportCheckStep *self, const RgImportReport *trial)
{
  g_autofree char *text =
      rg_import_say_count (_ ("The file is long: these are its first %s rows."), trial->rows);

  gtk_widget_set_visible (self->partial_box, trial->partial);
  gtk_label_set_label (self->partial_label, text);
}

static guint64
count_unanswered (RgImportCheckStep *self, const RgImportReport *trial)
{
  guint64 rows = 0;

  for (guint i = 0; trial->questions != NULL && i < trial->questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (trial->questions, i);

      if (rg_import_session_get_answer (self->session, question) == RG_IMPORT_ANSWER_NONE)
        rows += question->rows;
    }
  return rows;
}

/* What the questions before this step left open. */
static void
update_unanswered (RgImportCheckStep *self, guint64 rows)
{
  g_autofree char *text = NULL;

  text = rg_import_say_count (ngettext ("It is not said whose %s payment is; it is not imported.",
                                        "It is not said whose %s payments are; they are not imported.",
                                        (gulong) rows),
                              rows);
  gtk_widget_set_visible (self->unanswered_box, rows > 0);
  gtk_label_set_label (self->unanswered_label, text);
}

static void
update_reasons (RgImportCheckStep *self, const RgImportReport *trial)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason_group), trial->refused > 0);
  rg_import_reasons_fill (self->reason_list, trial);
}

static void
show_trial (RgImportCheckStep *self, const RgImportReport *trial)
{
  g_autofree char *damaged = rg_import_say_damaged (trial);
  guint64 unanswered = count_unanswered (self, trial);
  gboolean any = trial->partial || trial->created + trial->updated + trial->skipped > 0;

  rg_import_tiles_fill (self->tiles, self->session, trial);
  gtk_widget_set_visible (GTK_WIDGET (self->damaged_label), damaged != NULL);
  gtk_label_set_label (self->damaged_label, damaged != NULL ? damaged : "");
  update_partial (self, trial);
  update_unanswered (self, unanswered);
  update_reasons (self, trial);
  update_known (self, trial);
  gtk_widget_set_visible (self->tags_group,
                          g_str_equal (rg_import_session_get_entity (self->session), "customer"));
  update_own (self, trial);
  update_problems (self, trial);
  gtk_label_set_label (self->status_label, any ? _ ("Nothing is written yet.")
                                           : unanswered > 0
                                               ? _ ("Nothing can be imported until it is said "
                                                    "whose payments these are.")
                                               : _ ("None of the rows can be imported. Go back to the "
                                                    "columns, or correct the file."));
  gtk_widget_set_sensitive (self->import_button, any);
  gtk_stack_set_visible_child_name (self->stack, "ready");
}

static void
show_failed (RgImportCheckStep *self)
{
  const GError *error = rg_import_session_get_error (self->session);
  g_autofree char *text = error != NULL ? g_markup_escape_text (error->message, -1) : g_strdup ("");

  adw_status_page_set_description (self->failed_page, text);
  gtk_label_set_label (self->status_label, "");
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* --- trying --------------------------------------------------------------- */

static gboolean
timeout_cb (gpointer user_data)
{
  RgImportCheckStep *self = RG_IMPORT_CHECK_STEP (user_data);

  self->timeout = 0;
  rg_import_progress_box_start (self->progress_box, self->session);
  gtk_stack_set_visible_child_name (self->stack, "working");

  return G_SOURCE_REMOVE;
}

static void
state_cb (RgImportSession *session, GParamSpec *pspec, RgImportCheckStep *self)
{
  if (rg_import_session_get_state (session) == RG_IMPORT_STATE_TRYING)
    {
      gtk_widget_set_sensitive (self->import_button, FALSE);
      gtk_label_set_label (self->status_label, "");
      if (self->timeout == 0)
        self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
      return;
    }
  g_clear_handle_id (&self->timeout, g_source_remove);
  rg_import_progress_box_stop (self->progress_box);
}

static void
tried_cb (RgImportSession *session, RgImportCheckStep *self)
{
  const RgImportReport *trial = rg_import_session_get_trial (session);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (trial == NULL)
    {
      show_failed (self);
      return;
    }
  show_trial (self, trial);
  /* Enter imports, unless the owner is about to choose something else. */
  if (focus == NULL || !gtk_widget_get_mapped (focus) ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    gtk_widget_grab_focus (self->import_button);
}

static void
known_toggled_cb (GtkCheckButton *button, RgImportCheckStep *self)
{
  RgImportKnown known = gtk_check_button_get_active (self->skip_button)        ? RG_IMPORT_KNOWN_SKIP
                        : gtk_check_button_get_active (self->overwrite_button) ? RG_IMPORT_KNOWN_OVERWRITE
                                                                               : RG_IMPORT_KNOWN_FILL;
  const RgImportReport *trial;
  gboolean all;

  if (self->session == NULL || !gtk_check_button_get_active (button) ||
      known == rg_import_session_get_known (self->session))
    return;
  trial = rg_import_session_get_trial (self->session);
  all = trial != NULL && !trial->partial;
  rg_import_session_set_known (self->session, known);
  rg_import_session_try (self->session, all);
}

static void
tags_changed_cb (RgTagNames *names, RgImportCheckStep *self)
{
  g_auto (GStrv) tags = rg_tag_names_dup (names);

  if (self->session != NULL)
    rg_import_session_set_tags (self->session, (const char *const *) tags);
}

static void
all_clicked_cb (GtkButton *button, RgImportCheckStep *self)
{
  rg_import_session_try (self->session, TRUE);
}

static void
answer_clicked_cb (GtkButton *button, RgImportCheckStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
stop_cb (RgImportProgressBox *box, RgImportCheckStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
import_clicked_cb (GtkButton *button, RgImportCheckStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

static void
rg_import_check_step_showing (AdwNavigationPage *page)
{
  RgImportCheckStep *self = RG_IMPORT_CHECK_STEP (page);
  const RgImportReport *trial = rg_import_session_get_trial (self->session);

  if (trial == NULL)
    rg_import_session_try (self->session, FALSE);
  /* Back from the list of problems all is as it was. */
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "ready") != 0)
    show_trial (self, trial);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_import_check_step_dispose (GObject *object)
{
  RgImportCheckStep *self = RG_IMPORT_CHECK_STEP (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_CHECK_STEP);

  G_OBJECT_CLASS (rg_import_check_step_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-check-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, window_title);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, progress_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, tiles);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, damaged_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, partial_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, partial_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, all_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, unanswered_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, unanswered_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, tags_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, tag_names);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, reason_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, reason_list);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, known_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, fill_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, skip_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, overwrite_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, own_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, own_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, problem_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, problem_list);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, status_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportCheckStep, import_button);
  gtk_widget_class_bind_template_callback (widget_class, known_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, tags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
}

static void
rg_import_check_step_class_init (RgImportCheckStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_import_check_step_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = rg_import_check_step_showing;

  g_type_ensure (RG_TYPE_IMPORT_PROGRESS_BOX);
  g_type_ensure (RG_TYPE_TAG_NAMES);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
rg_import_check_step_init (RgImportCheckStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_import_check_step_new:
 * @session: what is imported
 *
 * Returns: (transfer floating): the step
 */
AdwNavigationPage *
rg_import_check_step_new (RgImportSession *session)
{
  RgImportCheckStep *self = g_object_new (RG_TYPE_IMPORT_CHECK_STEP, NULL);
  RgImportKnown known = rg_import_session_get_known (session);
  RgWindow *window = rg_import_session_get_window (session);
  /* A first import makes the shop, which has no tags to propose. */
  RgStore *store = window != NULL ? rg_window_get_store (window) : NULL;

  gtk_check_button_set_active (known == RG_IMPORT_KNOWN_SKIP        ? self->skip_button
                               : known == RG_IMPORT_KNOWN_OVERWRITE ? self->overwrite_button
                                                                    : self->fill_button,
                               TRUE);
  self->session = g_object_ref (session);
  rg_tag_names_set_store (self->tag_names, store);
  adw_window_title_set_subtitle (self->window_title, rg_import_session_get_name (session));
  g_signal_connect (session, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect (session, "tried", G_CALLBACK (tried_cb), self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * rg_import_check_step_get_default:
 * @self: a step
 *
 * Returns: (transfer none): Import
 */
GtkWidget *
rg_import_check_step_get_default (RgImportCheckStep *self)
{
  return self->import_button;
}
