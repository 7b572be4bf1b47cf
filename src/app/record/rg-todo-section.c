/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-todo-section.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-step-change.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-dialog.h"
#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of what is done, older ones are found in the timeline. */
#define MOST_DONE 20

struct _RgTodoSection
{
  RgFoldedSection parent_instance;
};

G_DEFINE_FINAL_TYPE (RgTodoSection, rg_todo_section, RG_TYPE_FOLDED_SECTION)

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
rg_todo_section_open (RgFoldedSection *folded, gint64 id)
{
  RgSection *section = RG_SECTION (folded);

  if (id != 0)
    rg_task_dialog_present (GTK_WIDGET (folded), rg_section_get_store (section), id,
                            rg_section_get_customer_id (section), NULL);
  else if (rg_section_is_writable (section))
    rg_done_dialog_present (GTK_WIDGET (folded), rg_section_get_store (section), 0,
                            rg_section_get_customer_id (section));
}

static void
rg_todo_section_add (RgFoldedSection *folded)
{
  RgSection *section = RG_SECTION (folded);
  gint64 deal_id = rg_profile_get_deal_id (rg_section_get_profile (section));

  if (deal_id != 0)
    rg_task_dialog_present_for_deal (GTK_WIDGET (folded), rg_section_get_store (section), deal_id,
                                     rg_section_get_customer_id (section), NULL);
  else
    rg_task_dialog_present (GTK_WIDGET (folded), rg_section_get_store (section), 0,
                            rg_section_get_customer_id (section), NULL);
}

/* --- rows ----------------------------------------------------------------- */

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
  gtk_box_append (GTK_BOX (box), rg_folded_words_new (title, about, FALSE));
  gtk_box_append (GTK_BOX (box), when);
  rg_folded_section_append (RG_FOLDED_SECTION (self), task, box, title, FALSE);
}

static void
add_over (RgTodoSection *self, RgRow *task)
{
  g_autofree char *about = about_over (task);

  rg_folded_section_append (RG_FOLDED_SECTION (self), rg_row_get_id (task),
                            rg_folded_words_new (text_of (task, "title"), about, TRUE),
                            text_of (task, "title"), TRUE);
}

/* --- showing -------------------------------------------------------------- */

/* Its day; "": there is none. A deal has tasks and no next step. */
static const char *
step_of (RgProfile *profile)
{
  return rg_profile_get_deal_id (profile) == 0 ? text_of (rg_profile_get_customer (profile), "next_date")
                                               : "";
}

static char *
rg_todo_section_describe (RgFoldedSection *folded, RgProfile *profile)
{
  GPtrArray *tasks = rg_profile_get_tasks (profile);
  const char *step = step_of (profile);
  GString *text = g_string_new (step);

  if (*step != '\0')
    g_string_append_printf (text, " %s\n", text_of (rg_profile_get_customer (profile), "next_what"));
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
static void
fill_open (RgTodoSection *self, RgProfile *profile)
{
  RgRow *customer = rg_profile_get_customer (profile);
  GPtrArray *tasks = rg_profile_get_tasks (profile);
  const char *step = step_of (profile);
  gboolean has_step = *step != '\0';

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
    }
  if (has_step)
    add_step (self, customer);
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
  rg_folded_section_set_over_label (RG_FOLDED_SECTION (self), n > 0 ? label : NULL);
}

static void
rg_todo_section_fill (RgFoldedSection *folded, RgProfile *profile)
{
  fill_open (RG_TODO_SECTION (folded), profile);
  fill_over (RG_TODO_SECTION (folded), profile);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_todo_section_class_init (RgTodoSectionClass *klass)
{
  RgFoldedSectionClass *folded_class = RG_FOLDED_SECTION_CLASS (klass);

  folded_class->describe = rg_todo_section_describe;
  folded_class->fill = rg_todo_section_fill;
  folded_class->open = rg_todo_section_open;
  folded_class->add = rg_todo_section_add;
}

static void
rg_todo_section_init (RgTodoSection *self)
{
  rg_folded_section_set_words (RG_FOLDED_SECTION (self), _ ("To Do"), _ ("Nothing planned"),
                               _ ("Plan Something"), _ ("Done"));
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
