/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-todo-section.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-step-change.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-dialog.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of what is done, older ones are found in the timeline. */
#define MOST_DONE 20

struct _RgTodoSection
{
  RgSection parent_instance;

  GtkWidget *add_button;
  GtkWidget *nothing_label;
  GtkListBox *list;
  GtkWidget *done_button;
  GtkListBox *done_list;

  /* All that is shown: the same is not made again. */
  char *shown;
};

G_DEFINE_FINAL_TYPE (RgTodoSection, rg_todo_section, RG_TYPE_SECTION)

/* --- what is said --------------------------------------------------------- */

static const char *
text_of (RgRow *row, const char *key)
{
  const char *text = rg_row_get_text (row, key);

  return text != NULL ? text : "";
}

static gboolean
is_open (RgRow *task)
{
  return g_str_equal (text_of (task, "state"), "open");
}

static void
add_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

static void
add_field (GString *line, RgRow *task, const char *key)
{
  g_autofree char *text =
      rg_row_format (task, rg_entity_find_field (rg_row_get_entity (task), key), RG_FORMAT_DISPLAY);

  add_part (line, text);
}

/* "High · 15:30 · Call · 王芳 · every 2 weeks" */
static char *
about_open (RgRow *task)
{
  GString *line = g_string_new (NULL);
  RgRepeat repeat;

  if (g_str_equal (text_of (task, "priority"), "high"))
    add_field (line, task, "priority");
  add_field (line, task, "due_time");
  add_field (line, task, "kind");
  add_field (line, task, "staff");
  if (rg_repeat_parse (text_of (task, "repeat"), &repeat, NULL))
    {
      g_autofree char *words = rg_repeat_describe (&repeat);

      add_part (line, words);
    }
  return g_string_free_and_steal (line);
}

/* "Done 20 Nov · 签约" */
static char *
about_over (RgRow *task)
{
  GString *line = g_string_new (NULL);

  add_field (line, task, "state");
  add_field (line, task, "done_at");
  add_field (line, task, "outcome");
  return g_string_free_and_steal (line);
}

/* --- what is done --------------------------------------------------------- */

static gint64
task_of (gpointer widget)
{
  const gint64 *id = g_object_get_data (G_OBJECT (widget), "task");

  return id != NULL ? *id : 0;
}

static void
set_task (GtkWidget *widget, gint64 id)
{
  g_object_set_data_full (G_OBJECT (widget), "task", g_memdup2 (&id, sizeof id), g_free);
}

static void
done_cb (GtkWidget *button, RgTodoSection *self)
{
  RgSection *section = RG_SECTION (self);

  rg_done_dialog_present (GTK_WIDGET (self), rg_section_get_store (section), task_of (button),
                          rg_section_get_customer_id (section));
}

static void
put_off_cb (RgDateButton *button, RgTodoSection *self)
{
  RgSection *section = RG_SECTION (self);
  const char *title = g_object_get_data (G_OBJECT (button), "title");
  g_autofree char *day = g_strdup (rg_date_button_get_choice (button));
  /* Translators: %s is what is to be done. */
  g_autofree char *label = g_strdup_printf (_ ("Put off “%s”"), title);
  g_autofree char *done = day != NULL && *day != '\0' ? g_strdup_printf (_ ("Put off: %s"), title)
                                                      : g_strdup_printf (_ ("No longer planned: %s"), title);

  /* It says what is kept, also when the other day cannot be. */
  rg_date_button_set_choice (button, g_object_get_data (G_OBJECT (button), "day"));
  rg_change_say (rg_section_get_store (section), GTK_WIDGET (self), label, rg_step_change_save,
                 rg_step_change_new (task_of (button), rg_section_get_customer_id (section), day),
                 rg_step_change_free, done);
}

/* The step is what is set on the card above; a task has a dialog. */
static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, RgTodoSection *self)
{
  RgSection *section = RG_SECTION (self);

  if (task_of (row) != 0)
    rg_task_dialog_present (GTK_WIDGET (self), rg_section_get_store (section), task_of (row),
                            rg_section_get_customer_id (section), NULL);
  else if (rg_section_is_writable (section))
    done_cb (GTK_WIDGET (row), self);
}

static void
add_cb (GtkWidget *button, RgTodoSection *self)
{
  RgSection *section = RG_SECTION (self);

  rg_task_dialog_present (GTK_WIDGET (self), rg_section_get_store (section), 0,
                          rg_section_get_customer_id (section), NULL);
}

/* --- rows ----------------------------------------------------------------- */

static GtkWidget *
make_words (const char *title, const char *about, gboolean over)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (about);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_wrap (GTK_LABEL (first), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (first), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "dimmed-text");
  gtk_widget_add_css_class (second, "entry-about");
  gtk_widget_add_css_class (second, "numeric");
  if (over)
    gtk_widget_add_css_class (first, "dimmed-text");
  gtk_widget_set_visible (second, *about != '\0');
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
make_done_button (RgTodoSection *self, gint64 task, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-select-symbolic");
  /* Translators: %s is what is to be done. */
  g_autofree char *name = g_strdup_printf (C_ ("button", "Done: %s"), title);

  set_task (button, task);
  gtk_widget_set_tooltip_text (button, _ ("Done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "todo-done");
  g_signal_connect (button, "clicked", G_CALLBACK (done_cb), self);
  return button;
}

static GtkWidget *
make_day_button (RgTodoSection *self, gint64 task, const char *title, const char *day)
{
  RgDateButton *button = g_object_new (RG_TYPE_DATE_BUTTON, NULL);

  rg_date_button_set_pill (button, TRUE);
  rg_date_button_set_needed (button, task != 0);
  rg_date_button_set_choice (button, day);
  set_task (GTK_WIDGET (button), task);
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (title), g_free);
  g_object_set_data_full (G_OBJECT (button), "day", g_strdup (day), g_free);
  gtk_widget_set_valign (GTK_WIDGET (button), GTK_ALIGN_CENTER);
  g_signal_connect (button, "chosen", G_CALLBACK (put_off_cb), self);
  return GTK_WIDGET (button);
}

static void
add_row (RgTodoSection *self, GtkListBox *list, gint64 task, GtkWidget *box, const char *title)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  set_task (row, task);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (list, row);
}

/* @task: 0: the next step */
static void
add_open (RgTodoSection *self, gint64 task, const char *title, const char *about, const char *day)
{
  gboolean writable = rg_section_is_writable (RG_SECTION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *done = make_done_button (self, task, title);
  GtkWidget *when = make_day_button (self, task, title, day);

  gtk_widget_set_visible (done, writable);
  gtk_widget_set_sensitive (when, writable);
  gtk_box_append (GTK_BOX (box), done);
  gtk_box_append (GTK_BOX (box), make_words (title, about, FALSE));
  gtk_box_append (GTK_BOX (box), when);
  add_row (self, self->list, task, box, title);
}

static void
add_over (RgTodoSection *self, RgRow *task)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *about = about_over (task);

  gtk_box_append (GTK_BOX (box), make_words (text_of (task, "title"), about, TRUE));
  add_row (self, self->done_list, rg_row_get_id (task), box, text_of (task, "title"));
}

/* --- showing -------------------------------------------------------------- */

/* Every word of it, and the day on which it is said. */
static char *
describe (RgTodoSection *self, RgProfile *profile)
{
  RgRow *customer = rg_profile_get_customer (profile);
  GPtrArray *tasks = rg_profile_get_tasks (profile);
  GString *text = g_string_new (NULL);
  GDate today;

  rg_display_today (&today);
  g_string_append_printf (text, "%u %d %s %s\n", g_date_get_julian (&today),
                          rg_section_is_writable (RG_SECTION (self)), text_of (customer, "next_date"),
                          text_of (customer, "next_what"));
  for (guint i = 0; i < tasks->len; i++)
    {
      RgRow *task = g_ptr_array_index (tasks, i);
      g_autofree char *about = is_open (task) ? about_open (task) : about_over (task);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s %s\n", rg_row_get_id (task),
                              text_of (task, "state"), text_of (task, "due"), text_of (task, "title"), about);
    }
  return g_string_free_and_steal (text);
}

static void
add_step (RgTodoSection *self, RgRow *customer)
{
  const char *what = text_of (customer, "next_what");

  add_open (self, 0, *what != '\0' ? what : _ ("Next step"), *what != '\0' ? _ ("Next step") : "",
            text_of (customer, "next_date"));
}

/* By day: the step among the tasks, which come so. */
static guint
fill_open (RgTodoSection *self, RgProfile *profile)
{
  RgRow *customer = rg_profile_get_customer (profile);
  GPtrArray *tasks = rg_profile_get_tasks (profile);
  const char *step = text_of (customer, "next_date");
  gboolean has_step = *step != '\0';
  guint n = has_step ? 1 : 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      RgRow *task = g_ptr_array_index (tasks, i);
      g_autofree char *about = about_open (task);

      if (!is_open (task))
        continue;
      if (has_step && strcmp (step, text_of (task, "due")) <= 0)
        {
          add_step (self, customer);
          has_step = FALSE;
        }
      add_open (self, rg_row_get_id (task), text_of (task, "title"), about, text_of (task, "due"));
      n++;
    }
  if (has_step)
    add_step (self, customer);
  return n;
}

static void
fill_over (RgTodoSection *self, RgProfile *profile)
{
  GPtrArray *tasks = rg_profile_get_tasks (profile);
  g_autofree char *label = NULL;
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    if (!is_open (g_ptr_array_index (tasks, i)) && n++ < MOST_DONE)
      add_over (self, g_ptr_array_index (tasks, i));
  label = g_strdup_printf (ngettext ("%u Done", "%u Done", n), n);
  gtk_button_set_label (GTK_BUTTON (self->done_button), label);
  gtk_widget_set_visible (self->done_button, n > 0);
}

/* Where the focus was it is again: in the row of the same thing, else on the first. */
static void
restore_focus (RgTodoSection *self, gint64 task)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (task_of (row) == task)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
  row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add_button);
}

static void
rg_todo_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgTodoSection *self = RG_TODO_SECTION (section);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gint64 task = focused != NULL ? task_of (focused) : 0;
  g_autofree char *shown = profile != NULL ? describe (self, profile) : NULL;
  guint n;

  if (other)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->done_button), FALSE);
  if (!other && g_strcmp0 (shown, self->shown) == 0)
    return;
  g_set_str (&self->shown, shown);
  gtk_list_box_remove_all (self->list);
  gtk_list_box_remove_all (self->done_list);
  if (profile == NULL)
    return;

  n = fill_open (self, profile);
  fill_over (self, profile);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->nothing_label, n == 0);
  gtk_widget_set_visible (self->add_button, rg_section_is_writable (section));
  if (focused != NULL && !other)
    restore_focus (self, task);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_todo_section_finalize (GObject *object)
{
  g_free (RG_TODO_SECTION (object)->shown);

  G_OBJECT_CLASS (rg_todo_section_parent_class)->finalize (object);
}

static void
rg_todo_section_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rg_todo_section_parent_class)->dispose (object);
}

static void
rg_todo_section_class_init (RgTodoSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_todo_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_todo_section_finalize;
  RG_SECTION_CLASS (klass)->show = rg_todo_section_show;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_header (RgTodoSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _ ("To Do"), "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (heading, "heading");
  self->nothing_label = gtk_label_new (_ ("Nothing planned"));
  gtk_label_set_xalign (GTK_LABEL (self->nothing_label), 0);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (self->nothing_label, "dimmed-text");
  self->done_button = gtk_toggle_button_new ();
  gtk_widget_add_css_class (self->done_button, "flat");
  gtk_widget_add_css_class (self->done_button, "todo-over");
  gtk_widget_set_visible (self->done_button, FALSE);
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Plan Something"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plan Something"), -1);
  gtk_widget_add_css_class (self->add_button, "flat");
  g_signal_connect (self->add_button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->nothing_label);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), self->done_button);
  gtk_box_append (GTK_BOX (box), self->add_button);
  gtk_widget_add_css_class (box, "rows-header");
  return box;
}

static GtkListBox *
make_list (RgTodoSection *self, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "todo");
  g_signal_connect (list, "row-activated", G_CALLBACK (activated_cb), self);
  return GTK_LIST_BOX (list);
}

static void
rg_todo_section_init (RgTodoSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("To Do"), -1);
  gtk_box_append (GTK_BOX (box), make_header (self));
  self->list = make_list (self, _ ("To Do"));
  self->done_list = make_list (self, _ ("Done"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->done_list));
  g_object_bind_property (self->done_button, "active", self->done_list, "visible", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * rg_todo_section_new:
 *
 * Returns: (transfer floating): a section, about nobody yet
 */
GtkWidget *
rg_todo_section_new (void)
{
  return g_object_new (RG_TYPE_TODO_SECTION, NULL);
}
