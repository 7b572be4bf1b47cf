/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-task-dialog-private.h"

#include "app/rg-application.h"
#include "app/rg-change.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

enum
{
  EDITOR_TITLE,
  EDITOR_KIND,
  EDITOR_TIME,
  EDITOR_STAFF,
  EDITOR_PRIORITY,
  EDITOR_NOTES,
  N_EDITORS,
};

static const char *const editor_keys[N_EDITORS] = {
  "title", "kind", "due_time", "staff", "priority", "notes"
};

struct _RgTaskDialog
{
  AdwDialog parent_instance;

  GtkListBox *what_list;
  GtkListBox *how_list;
  GtkListBox *notes_list;
  RgDayChoices *days;
  RgCustomerPicker *picker;
  RgRepeatRows *repeat;
  AdwBanner *banner;
  GtkMenuButton *menu_button;
  GMenuModel *open_menu;
  GMenuModel *closed_menu;

  RgFieldEditor *editors[N_EDITORS];
  RgStore *store;
  RgTaskSheet *sheet;
  gint64 deal_id; /* of a new one */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RgTaskDialog, rg_task_dialog, ADW_TYPE_DIALOG)

static void
set_error (RgTaskDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static gint64
task_id (RgTaskDialog *self)
{
  return self->sheet->task != NULL ? rg_row_get_id (self->sheet->task) : 0;
}

static void
set_busy (RgTaskDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.save", !busy);
}

/* --- saving --------------------------------------------------------------- */

/* Whether everything that is written can be kept; else the first thing that
 * cannot has the focus and says so. */
static gboolean
check (RgTaskDialog *self)
{
  RgFieldEditor *wrong = NULL;

  for (guint i = 0; i < N_EDITORS; i++)
    {
      RgFieldEditor *editor = self->editors[i];
      g_autoptr (GError) error = NULL;

      if (!rg_field_editor_commit (editor))
        wrong = wrong != NULL ? wrong : editor;
      else if (rg_value_is_null (rg_field_editor_get_value (editor)) &&
               !rg_field_validate (rg_field_editor_get_field (editor), NULL, &error))
        {
          rg_field_editor_set_error (editor, error->message);
          wrong = wrong != NULL ? wrong : editor;
        }
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
  else if (rg_customer_picker_is_unclear (self->picker))
    {
      set_error (self, _ ("Choose a customer: write part of the name and press Enter."));
      gtk_widget_grab_focus (GTK_WIDGET (self->picker));
      return FALSE;
    }

  return wrong == NULL;
}

/* What stands in the field; "" for nothing. */
static char *
dup_text (RgTaskDialog *self, guint which)
{
  const char *text = rg_value_get_text (rg_field_editor_get_value (self->editors[which]));

  return g_strdup (text != NULL ? text : "");
}

static RgTaskChange *
read_fields (RgTaskDialog *self)
{
  RgTaskChange *change = rg_task_change_new (task_id (self));
  const RgRow *old = self->sheet->task;
  g_autofree char *repeat = rg_repeat_rows_dup_text (self->repeat);
  const char *day = rg_day_choices_get_day (self->days);
  const char *kept = old != NULL ? rg_row_get_text (old, "repeat") : NULL;

  change->customer_id = rg_customer_picker_get_id (self->picker);
  change->deal_id = self->deal_id;
  change->title = dup_text (self, EDITOR_TITLE);
  change->kind = dup_text (self, EDITOR_KIND);
  change->due_time = dup_text (self, EDITOR_TIME);
  change->staff = dup_text (self, EDITOR_STAFF);
  change->priority = dup_text (self, EDITOR_PRIORITY);
  change->notes = dup_text (self, EDITOR_NOTES);
  /* Only news: the day it was first meant for, and the day of the calendar on
   * which it repeats, are kept else. */
  if (old == NULL || g_strcmp0 (day, rg_row_get_text (old, "due")) != 0)
    change->due = g_strdup (day);
  if (g_strcmp0 (repeat, kept != NULL ? kept : "") != 0)
    change->repeat = g_steal_pointer (&repeat);

  return change;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgTaskDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *done = NULL;
  gint64 operation = 0;

  set_busy (self, FALSE);
  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      set_error (self, error->message);
      return;
    }
  title = dup_text (self, EDITOR_TITLE);
  /* Translators: %s is what is to be done. */
  done = g_strdup_printf (task_id (self) != 0 ? _ ("Changed %s") : _ ("Planned “%s”"), title);
  if (operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), done, operation);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/**
 * rg_task_dialog_save:
 * @self: a dialog
 *
 * Saves and closes it, or says what is missing.
 */
void
rg_task_dialog_save (RgTaskDialog *self)
{
  RgTaskChange *change;
  g_autofree char *label = NULL;

  set_error (self, NULL);
  if (self->busy || !check (self))
    return;
  change = read_fields (self);
  /* Translators: lines of the history; %s is what is to be done. */
  label = g_strdup_printf (task_id (self) != 0 ? _ ("Change %s") : _ ("Plan “%s”"), change->title);
  set_busy (self, TRUE);
  rg_change_async (self->store, GTK_WIDGET (self), label, rg_task_change_save, change, rg_task_change_free,
                   NULL, saved_cb, g_object_ref (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_task_dialog_save (RG_TASK_DIALOG (widget));
}

/* --- its menu ------------------------------------------------------------- */

static void
done (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTaskDialog *self = RG_TASK_DIALOG (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  rg_done_dialog_present (window, self->store, task_id (self), 0);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
change_state (RgTaskDialog *self, RgTaskStep step)
{
  if (self->busy)
    return;
  rg_task_step (self->store, GTK_WIDGET (self), step, task_id (self),
                rg_row_get_text (self->sheet->task, "title"));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
drop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  change_state (RG_TASK_DIALOG (widget), RG_TASK_STEP_DROP);
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  change_state (RG_TASK_DIALOG (widget), RG_TASK_STEP_DELETE);
}

static void
reopen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  change_state (RG_TASK_DIALOG (widget), RG_TASK_STEP_REOPEN);
}

/* --- the fields ----------------------------------------------------------- */

static void
activated_cb (RgFieldEditor *editor, RgTaskDialog *self)
{
  rg_task_dialog_save (self);
}

static void
day_chosen_cb (RgTaskDialog *self)
{
  set_error (self, NULL);
}

static void
picked_cb (RgTaskDialog *self)
{
  set_error (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->editors[EDITOR_TIME]));
}

static GtkListBox *
list_for (RgTaskDialog *self, guint which)
{
  switch (which)
    {
    case EDITOR_TITLE:
    case EDITOR_KIND:
      return self->what_list;
    case EDITOR_NOTES:
      return self->notes_list;
    default:
      return self->how_list;
    }
}

static void
add_editors (RgTaskDialog *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);
  const RgEntity *entity = rg_catalog_find (catalog, "task");

  for (guint i = 0; i < N_EDITORS; i++)
    {
      const RgField *field = rg_entity_find_field (entity, editor_keys[i]);
      GtkWidget *editor = rg_field_editor_new (field, catalog, self->store);

      self->editors[i] = RG_FIELD_EDITOR (editor);
      g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
      gtk_list_box_append (list_for (self, i), editor);
      if (self->sheet->task != NULL)
        rg_field_editor_set_value (self->editors[i], rg_row_get (self->sheet->task, field));
    }
  if (self->sheet->task == NULL)
    rg_field_editor_set_value (self->editors[EDITOR_PRIORITY],
                               &(RgValue) { .kind = RG_VALUE_TEXT, .text = (char *) "normal" });
}

static void
fill (RgTaskDialog *self, const char *day, GtkWidget *parent)
{
  const RgRow *task = self->sheet->task;
  g_autofree char *name = rg_task_sheet_dup_name (self->sheet);
  g_autofree char *today = NULL;
  GDate now;

  add_editors (self);
  rg_customer_picker_fill (self->picker, self->store, parent, self->sheet->customer, name);
  rg_display_today (&now);
  today = rg_date_to_iso (&now);
  rg_day_choices_set_day (self->days, task != NULL  ? rg_row_get_text (task, "due")
                                      : day != NULL ? day
                                                    : today);
  rg_repeat_rows_set_text (self->repeat, task != NULL ? rg_row_get_text (task, "repeat") : NULL);
  if (task != NULL)
    {
      gboolean open = g_strcmp0 (rg_row_get_text (task, "state"), "open") == 0;

      gtk_menu_button_set_menu_model (self->menu_button, open ? self->open_menu : self->closed_menu);
      gtk_widget_set_visible (GTK_WIDGET (self->menu_button), TRUE);
    }
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_task_dialog_dispose (GObject *object)
{
  RgTaskDialog *self = RG_TASK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TASK_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->sheet, rg_task_sheet_free);

  G_OBJECT_CLASS (rg_task_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "task.save", NULL, save);
  gtk_widget_class_install_action (klass, "task.done", NULL, done);
  gtk_widget_class_install_action (klass, "task.drop", NULL, drop);
  gtk_widget_class_install_action (klass, "task.delete", NULL, delete);
  gtk_widget_class_install_action (klass, "task.reopen", NULL, reopen);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, GDK_CONTROL_MASK, "task.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "task.save", NULL);
}

static void
rg_task_dialog_class_init (RgTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_task_dialog_dispose;

  g_type_ensure (RG_TYPE_CUSTOMER_PICKER);
  g_type_ensure (RG_TYPE_DAY_CHOICES);
  g_type_ensure (RG_TYPE_REPEAT_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/task/rg-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, what_list);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, how_list);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, notes_list);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, days);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, repeat);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, open_menu);
  gtk_widget_class_bind_template_child (widget_class, RgTaskDialog, closed_menu);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  install_actions (widget_class);
}

static void
rg_task_dialog_init (RgTaskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
}

typedef struct
{
  GtkWidget *parent;
  char *day;
  gint64 deal_id;
} Opening;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWidget) parent = opening->parent;
  g_autofree char *day = opening->day;
  g_autoptr (GError) error = NULL;
  RgTaskSheet *sheet = rg_task_sheet_read_finish (RG_STORE (source), result, &error);
  RgTaskDialog *self;

  if (sheet == NULL)
    {
      rg_change_toast (parent, error->message);
      return;
    }
  if (gtk_widget_get_root (parent) == NULL)
    {
      rg_task_sheet_free (sheet);
      return;
    }
  self = g_object_new (RG_TYPE_TASK_DIALOG, "title", sheet->task != NULL ? _ ("Task") : _ ("New Task"), NULL);
  self->store = g_object_ref (RG_STORE (source));
  self->sheet = sheet;
  self->deal_id = opening->deal_id;
  fill (self, day, parent);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->editors[EDITOR_TITLE]));
  adw_dialog_present (ADW_DIALOG (self), parent);
}

static void
open_later (GtkWidget *parent,
            RgStore *store,
            gint64 task_id,
            gint64 customer_id,
            gint64 deal_id,
            const char *day)
{
  Opening *opening = g_new0 (Opening, 1);

  *opening = (Opening) { g_object_ref (parent), g_strdup (day), deal_id };
  rg_task_sheet_read_async (store, task_id, customer_id, read_cb, opening);
}

/**
 * rg_task_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @task_id: what is changed; 0: something new is planned
 * @customer_id: for whom that is; 0: for nobody
 * @day: (nullable): its ISO day; %NULL: today
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_task_dialog_present (GtkWidget *parent,
                        RgStore *store,
                        gint64 task_id,
                        gint64 customer_id,
                        const char *day)
{
  open_later (parent, store, task_id, customer_id, 0, day);
}

/**
 * rg_task_dialog_present_for_deal:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @deal_id: for which deal something new is planned
 * @customer_id: the deal's customer; 0: nobody
 * @day: (nullable): its ISO day; %NULL: today
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_task_dialog_present_for_deal (GtkWidget *parent,
                                 RgStore *store,
                                 gint64 deal_id,
                                 gint64 customer_id,
                                 const char *day)
{
  open_later (parent, store, 0, customer_id, deal_id, day);
}

/* --- for tests ------------------------------------------------------------ */

RgFieldEditor *
rg_task_dialog_find (RgTaskDialog *self, const char *key)
{
  for (guint i = 0; i < N_EDITORS; i++)
    if (g_str_equal (editor_keys[i], key))
      return self->editors[i];
  return NULL;
}

RgDayChoices *
rg_task_dialog_get_days (RgTaskDialog *self)
{
  return self->days;
}

RgRepeatRows *
rg_task_dialog_get_repeat (RgTaskDialog *self)
{
  return self->repeat;
}

RgCustomerPicker *
rg_task_dialog_get_picker (RgTaskDialog *self)
{
  return self->picker;
}
