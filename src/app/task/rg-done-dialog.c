/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-done-dialog-private.h"

#include "app/rg-application.h"
#include "app/rg-change.h"
#include "app/task/rg-done-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-contact-forms.h"

#include <glib/gi18n-lib.h>

/* Who does not say how much they want it is like somebody who compares. */
#define USUAL_DAYS 3

struct _RgDoneDialog
{
  AdwDialog parent_instance;

  GtkListBox *outcome_list;
  GtkWidget *kind_box;
  RgKindPicker *kinds;
  AdwPreferencesGroup *parts_group;
  GtkListBox *parts_list;
  GtkWidget *next_box;
  GtkLabel *next_title;
  RgDayChoices *days;
  GtkListBox *next_list;
  AdwBanner *banner;
  GtkWidget *save_button;

  RgFieldEditor *outcome;
  RgFieldEditor *text;
  RgFieldEditor *next_what;
  /* Key → RgFieldEditor of every part that was asked for so far: what was answered
   * is there again when the kind is. */
  GHashTable *parts;

  RgStore *store;
  RgCatalog *catalog;
  RgTaskSheet *sheet;
  char *title;
  gboolean contact; /* nothing that was planned */
  /* The user has chosen what is next. */
  gboolean chosen;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RgDoneDialog, rg_done_dialog, ADW_TYPE_DIALOG)

static void
set_error (RgDoneDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static gboolean
repeats (RgDoneDialog *self)
{
  return self->sheet->task != NULL && rg_row_get_text (self->sheet->task, "repeat") != NULL;
}

static gboolean
is_step (RgDoneDialog *self)
{
  return self->sheet->task == NULL && !self->contact;
}

/* The customer's next step, when it is not the very one that is done, and still
 * to come. */
static const char *
kept_day (RgDoneDialog *self)
{
  g_autofree char *iso = NULL;
  const char *day;
  GDate today;

  if (is_step (self) || self->sheet->customer == NULL || repeats (self))
    return NULL;
  rg_display_today (&today);
  iso = rg_date_to_iso (&today);
  day = rg_row_get_text (self->sheet->customer, "next_date");
  return day != NULL && g_strcmp0 (day, iso) > 0 ? day : NULL;
}

/* --- the kind's form -------------------------------------------------------- */

static const RgContactForm *
find_form (RgDoneDialog *self)
{
  const char *kind = rg_kind_picker_get_kind (self->kinds);

  if (self->sheet->customer == NULL || kind == NULL)
    return NULL;
  for (guint i = 0; i < self->sheet->forms->len; i++)
    {
      const RgContactForm *form = g_ptr_array_index (self->sheet->forms, i);

      if (!form->retired && g_strv_contains ((const char *const *) form->kinds, kind))
        return form;
    }
  return NULL;
}

static void
propose (RgDoneDialog *self)
{
  RgFieldEditor *editor = g_hash_table_lookup (self->parts, "intent");
  const char *intent = NULL;
  guint days;
  g_autofree char *iso = NULL;
  GDate day;

  if (self->chosen || self->sheet->customer == NULL || repeats (self))
    return;
  if (editor != NULL && gtk_widget_get_parent (GTK_WIDGET (editor)) != NULL)
    intent = rg_value_get_text (rg_field_editor_get_value (editor));
  if (intent == NULL && kept_day (self) != NULL)
    {
      rg_day_choices_set_day (self->days, kept_day (self));
      return;
    }
  days = rg_contact_forms_days_for (intent);
  rg_display_today (&day);
  g_date_add_days (&day, days != 0 ? days : USUAL_DAYS);
  iso = rg_date_to_iso (&day);
  rg_day_choices_set_day (self->days, iso);
}

static void
activated_cb (RgFieldEditor *editor, RgDoneDialog *self)
{
  rg_done_dialog_save (self);
}

static void
committed_cb (RgFieldEditor *editor, RgDoneDialog *self)
{
  propose (self);
}

static RgFieldEditor *
make_editor (RgDoneDialog *self, const RgField *field)
{
  RgFieldEditor *editor = RG_FIELD_EDITOR (rg_field_editor_new (field, self->catalog, self->store));

  g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (editor, "committed", G_CALLBACK (committed_cb), self);
  return editor;
}

static RgFieldEditor *
ensure_part (RgDoneDialog *self, const RgField *field)
{
  RgFieldEditor *editor = g_hash_table_lookup (self->parts, field->key);

  if (editor == NULL)
    {
      editor = make_editor (self, field);
      g_hash_table_insert (self->parts, g_strdup (field->key), g_object_ref_sink (editor));
    }
  return editor;
}

static void
show_parts (RgDoneDialog *self)
{
  const RgContactForm *form = find_form (self);
  guint n = 0;

  gtk_list_box_remove_all (self->parts_list);
  for (guint i = 0; form != NULL && i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      const RgField *field = rg_contact_part_get_field (part, self->catalog);
      RgFieldEditor *editor;

      if (field == NULL || g_str_equal (field->key, "outcome") || g_str_equal (field->key, "text"))
        continue;
      editor = ensure_part (self, field);
      rg_field_editor_set_error (editor, NULL);
      rg_field_editor_set_hint (editor, NULL);
      if (part->required)
        {
          GtkWidget *hint = gtk_label_new (_ ("Needed"));

          gtk_label_set_xalign (GTK_LABEL (hint), 0);
          gtk_widget_add_css_class (hint, "needed");
          rg_field_editor_set_hint (editor, hint);
        }
      gtk_list_box_append (self->parts_list, GTK_WIDGET (editor));
      n++;
    }
  if (form != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (rg_contact_form_get_title (form), -1);

      adw_preferences_group_set_title (self->parts_group, markup);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->parts_group), n > 0);
  propose (self);
}

static void
kind_cb (RgDoneDialog *self)
{
  set_error (self, NULL);
  show_parts (self);
}

/* --- saving ----------------------------------------------------------------- */

static gboolean
is_asked (RgFieldEditor *editor)
{
  return gtk_widget_get_parent (GTK_WIDGET (editor)) != NULL;
}

static RgFieldEditor *
find_missing (RgDoneDialog *self)
{
  const RgContactForm *form = find_form (self);
  RgFieldEditor *first = NULL;

  for (guint i = 0; form != NULL && i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      RgFieldEditor *editor = rg_done_dialog_find (self, part->field);

      if (!part->required || editor == NULL || !rg_value_is_null (rg_field_editor_get_value (editor)))
        continue;
      rg_field_editor_set_error (editor, _ ("This is needed."));
      first = first != NULL ? first : editor;
    }
  return first;
}

static gboolean
check (RgDoneDialog *self)
{
  RgFieldEditor *wrong = NULL;
  RgFieldEditor *fixed[] = { self->outcome, self->text, self->next_what };
  GHashTableIter iter;
  gpointer editor;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (fixed[i] != NULL && !rg_field_editor_commit (fixed[i]) && wrong == NULL)
      wrong = fixed[i];
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, NULL, &editor))
    if (is_asked (editor) && !rg_field_editor_commit (editor) && wrong == NULL)
      wrong = editor;
  if (wrong == NULL)
    wrong = find_missing (self);
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));

  return wrong == NULL;
}

/* (nullable): what stands in the field */
static char *
dup_text (RgFieldEditor *editor)
{
  return editor != NULL ? g_strdup (rg_value_get_text (rg_field_editor_get_value (editor))) : NULL;
}

static void
read_next (RgDoneDialog *self, RgDoneChange *change)
{
  const char *day = rg_day_choices_get_day (self->days);
  g_autofree char *what = dup_text (self->next_what);
  gboolean here = self->sheet->customer != NULL && !repeats (self);
  const char *kept = kept_day (self);

  /* What stays as it is is not said. */
  if (here && kept != NULL && g_strcmp0 (day, kept) == 0 &&
      g_strcmp0 (what, rg_row_get_text (self->sheet->customer, "next_what")) == 0)
    return;
  if (day != NULL)
    {
      change->next_date = g_strdup (day);
      change->next_what = here ? g_strdup (what != NULL ? what : "") : NULL;
    }
  else if (here && rg_row_get_text (self->sheet->customer, "next_date") != NULL && !is_step (self))
    change->next_date = g_strdup ("");
}

static RgDoneChange *
read_fields (RgDoneDialog *self)
{
  const RgTaskSheet *sheet = self->sheet;
  RgDoneChange *change = rg_done_change_new (sheet->task != NULL ? rg_row_get_id (sheet->task) : 0,
                                             sheet->customer != NULL ? rg_row_get_id (sheet->customer) : 0);
  GHashTableIter iter;
  gpointer key, editor;

  change->contact = self->contact;
  change->kind = sheet->customer != NULL ? g_strdup (rg_kind_picker_get_kind (self->kinds)) : NULL;
  change->outcome = dup_text (self->outcome);
  change->text = dup_text (self->text);
  read_next (self, change);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &key, &editor))
    if (is_asked (editor) && !rg_value_is_null (rg_field_editor_get_value (editor)))
      rg_done_change_add_part (change, key, rg_field_editor_get_value (editor));

  return change;
}

static void
set_busy (RgDoneDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->save_button, !busy);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDoneDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  gint64 operation = 0;

  set_busy (self, FALSE);
  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      set_error (self, error->message);
      return;
    }
  /* Translators: %s is what was to be done. */
  said = g_strdup_printf (_ ("Done: %s"), self->title);
  if (operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), said, operation);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/**
 * rg_done_dialog_save:
 * @self: a dialog
 *
 * Saves and closes it, or says what is missing.
 */
void
rg_done_dialog_save (RgDoneDialog *self)
{
  g_autofree char *label = NULL;

  set_error (self, NULL);
  if (self->busy || !check (self))
    return;
  /* Translators: a line of the history; %s is what was to be done. */
  label = g_strdup_printf (_ ("Done: %s"), self->title);
  set_busy (self, TRUE);
  rg_change_async (self->store, GTK_WIDGET (self), label, rg_done_change_save, read_fields (self),
                   rg_done_change_free, NULL, saved_cb, g_object_ref (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_done_dialog_save (RG_DONE_DIALOG (widget));
}

/* --- filling ---------------------------------------------------------------- */

static const char *
first_kind (RgDoneDialog *self, const char *kind)
{
  const char *planned = self->sheet->task != NULL ? rg_row_get_text (self->sheet->task, "kind") : NULL;

  if (kind != NULL)
    return kind;
  if (planned != NULL)
    return planned;
  /* To take the next step mostly means to call. */
  return self->sheet->task == NULL ? "call" : "note";
}

static void
update_next (RgDoneDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->next_list), self->sheet->customer != NULL && !repeats (self) &&
                                                            rg_day_choices_get_day (self->days) != NULL);
}

static void
day_chosen_cb (RgDoneDialog *self)
{
  self->chosen = TRUE;
  update_next (self);
}

static void
fill_next (RgDoneDialog *self)
{
  const RgEntity *customer = rg_catalog_find (self->catalog, "customer");

  gtk_widget_set_visible (self->next_box, self->sheet->customer != NULL || repeats (self));
  gtk_label_set_label (self->next_title, repeats (self) ? _ ("Next Time") : _ ("Next Step"));
  rg_day_choices_set_kind (self->days, repeats (self) ? RG_DAY_OR_REPEAT : RG_DAY_OR_NONE);
  if (self->sheet->customer != NULL && !repeats (self))
    {
      self->next_what = make_editor (self, rg_entity_find_field (customer, "next_what"));
      if (kept_day (self) != NULL)
        rg_field_editor_set_value (
            self->next_what,
            rg_row_get (self->sheet->customer, rg_entity_find_field (customer, "next_what")));
      gtk_list_box_append (self->next_list, GTK_WIDGET (self->next_what));
    }
}

static void
fill (RgDoneDialog *self, const char *kind)
{
  const RgEntity *event = rg_catalog_find (self->catalog, "event");

  self->outcome = make_editor (self, rg_entity_find_field (event, "outcome"));
  gtk_list_box_append (self->outcome_list, GTK_WIDGET (self->outcome));
  gtk_widget_set_visible (self->kind_box, self->sheet->customer != NULL);
  if (self->sheet->customer != NULL)
    {
      self->text = make_editor (self, rg_entity_find_field (event, "text"));
      gtk_list_box_append (self->outcome_list, GTK_WIDGET (self->text));
      rg_kind_picker_fill (self->kinds, self->catalog, RG_KIND_SET_EVENTS, first_kind (self, kind));
      g_signal_connect_swapped (self->kinds, "notify::kind", G_CALLBACK (kind_cb), self);
    }
  fill_next (self);
  show_parts (self);
  update_next (self);
}

/* --- the dialog ------------------------------------------------------------- */

static void
rg_done_dialog_dispose (GObject *object)
{
  RgDoneDialog *self = RG_DONE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DONE_DIALOG);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->sheet, rg_task_sheet_free);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (rg_done_dialog_parent_class)->dispose (object);
}

static void
rg_done_dialog_class_init (RgDoneDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_done_dialog_dispose;

  g_type_ensure (RG_TYPE_DAY_CHOICES);
  g_type_ensure (RG_TYPE_KIND_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/task/rg-done-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, outcome_list);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, kind_box);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, parts_group);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, parts_list);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, next_box);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, next_title);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, days);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, next_list);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgDoneDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_install_action (widget_class, "done.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "done.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "done.save", NULL);
}

static void
rg_done_dialog_init (RgDoneDialog *self)
{
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
}

/*< private >
 * rg_done_dialog_new:
 * @store: the shop
 * @sheet: (transfer full): what was to be done, and with whom
 * @kind: (nullable): of an event: as what it was done
 * @contact: whether it was nothing that was planned
 *
 * Returns: (transfer floating): the dialog
 */
RgDoneDialog *
rg_done_dialog_new (RgStore *store, RgTaskSheet *sheet, const char *kind, gboolean contact)
{
  RgDoneDialog *self = g_object_new (RG_TYPE_DONE_DIALOG, NULL);
  g_autofree char *name = rg_task_sheet_dup_name (sheet);
  g_autofree char *title = NULL;

  self->store = g_object_ref (store);
  self->catalog = rg_store_ref_catalog (store);
  self->sheet = sheet;
  self->contact = contact;
  self->title = contact ? g_strdup (name) : rg_task_sheet_dup_title (sheet);
  title = name != NULL && !g_str_equal (name, self->title) ? g_strdup_printf ("%s · %s", self->title, name)
                                                           : g_strdup (self->title);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  fill (self, kind);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->outcome));
  return self;
}

/* --- for tests ------------------------------------------------------------ */

RgFieldEditor *
rg_done_dialog_find (RgDoneDialog *self, const char *key)
{
  RgFieldEditor *editor;

  if (g_str_equal (key, "outcome"))
    return self->outcome;
  if (g_str_equal (key, "text"))
    return self->text;
  if (g_str_equal (key, "next_what"))
    return self->next_what;
  editor = g_hash_table_lookup (self->parts, key);
  return editor != NULL && is_asked (editor) ? editor : NULL;
}

RgDayChoices *
rg_done_dialog_get_days (RgDoneDialog *self)
{
  return self->days;
}

RgKindPicker *
rg_done_dialog_get_kinds (RgDoneDialog *self)
{
  return self->kinds;
}
