/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-relation-dialog.h"

#include "app/record/rg-customer-picker.h"
#include "app/record/rg-field-editor.h"
#include "app/rg-application.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

/* What is asked about somebody who is no customer. */
static const char *const other_keys[] = { "name", "birthday", "notes" };

enum
{
  EDITOR_NAME,
  EDITOR_BIRTHDAY,
  EDITOR_NOTES,
  N_EDITORS,
};

struct _RgRelationDialog
{
  AdwDialog parent_instance;

  AdwComboRow *kind_row;
  AdwToggleGroup *who_group;
  GtkStack *who_stack;
  RgCustomerPicker *picker;
  GtkListBox *fields;
  GtkLabel *error_label;
  GtkWidget *save_button;

  RgFieldEditor *editors[N_EDITORS];
  RgStore *store;
  const RgChoice *kinds;
  char *customer_name;
  gint64 customer_id;
  gint64 relation_id; /* 0: a new one */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (RgRelationDialog, rg_relation_dialog, ADW_TYPE_DIALOG)

/* --- what is written ---------------------------------------------------- */

static gboolean
is_customer (RgRelationDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->who_group), "customer") == 0;
}

static const char *
chosen_kind (RgRelationDialog *self)
{
  return self->kinds[adw_combo_row_get_selected (self->kind_row)].key;
}

static void
set_error (RgRelationDialog *self, const char *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static gboolean
check (RgRelationDialog *self)
{
  if (is_customer (self))
    {
      if (rg_customer_picker_get_id (self->picker) != 0)
        return TRUE;
      set_error (self, _ ("Choose a customer: write part of the name and press Enter."));
      gtk_widget_grab_focus (GTK_WIDGET (self->picker));
      return FALSE;
    }

  for (guint i = 0; i < N_EDITORS; i++)
    if (!rg_field_editor_commit (self->editors[i]))
      return FALSE;
  if (!rg_value_is_null (rg_field_editor_get_value (self->editors[EDITOR_NAME])) ||
      !rg_value_is_null (rg_field_editor_get_value (self->editors[EDITOR_BIRTHDAY])))
    return TRUE;
  set_error (self, _ ("Write a name or a birthday."));

  return FALSE;
}

/* --- saving ------------------------------------------------------------- */

typedef struct
{
  gint64 relation_id;
  gint64 customer_id;
  char *kind;
  RgValue other;
  RgValue values[N_EDITORS];
} Relation;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->kind);
  rg_value_clear (&relation->other);
  for (guint i = 0; i < N_EDITORS; i++)
    rg_value_clear (&relation->values[i]);
  g_free (relation);
}

static Relation *
relation_new (RgRelationDialog *self)
{
  Relation *relation = g_new0 (Relation, 1);

  relation->relation_id = self->relation_id;
  relation->customer_id = self->customer_id;
  relation->kind = g_strdup (chosen_kind (self));
  if (is_customer (self))
    rg_value_set_integer (&relation->other, rg_customer_picker_get_id (self->picker));
  /* Another customer has a name and a birthday of its own. */
  for (guint i = is_customer (self) ? EDITOR_NOTES : 0; i < N_EDITORS; i++)
    rg_value_copy (rg_field_editor_get_value (self->editors[i]), &relation->values[i]);

  return relation;
}

static gboolean
save_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Relation *relation = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "relation");
  RgCell cells[] = {
    { .field = rg_entity_find_field (entity, "kind"),
      .value = { .kind = RG_VALUE_TEXT, .text = relation->kind } },
    { .field = rg_entity_find_field (entity, "other_id"), .value = relation->other },
    { .field = rg_entity_find_field (entity, "name"), .value = relation->values[EDITOR_NAME] },
    { .field = rg_entity_find_field (entity, "birthday"), .value = relation->values[EDITOR_BIRTHDAY] },
    { .field = rg_entity_find_field (entity, "notes"), .value = relation->values[EDITOR_NOTES] },
    { .field = rg_entity_find_field (entity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = relation->customer_id } },
  };

  if (relation->relation_id != 0)
    return rg_op_update (op, entity, relation->relation_id, cells, G_N_ELEMENTS (cells) - 1, error);

  return rg_op_insert (op, entity, cells, G_N_ELEMENTS (cells), error) != 0;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgRelationDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (rg_change_finish (RG_STORE (source), result, NULL, &error))
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    set_error (self, error->message);
}

/**
 * rg_relation_dialog_save:
 * @self: a dialog
 *
 * Saves and closes it, or says what is missing.
 */
void
rg_relation_dialog_save (RgRelationDialog *self)
{
  g_autofree char *label = NULL;

  set_error (self, NULL);
  if (self->saving || !check (self))
    return;

  self->saving = TRUE;
  /* Translators: lines of the history; %s is a customer. */
  label =
      g_strdup_printf (self->relation_id != 0 ? _ ("Change a relation of %s") : _ ("Add a relation to %s"),
                       self->customer_name);
  rg_change_async (self->store, GTK_WIDGET (self), label, save_func, relation_new (self), relation_free, NULL,
                   saved_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget *button, RgRelationDialog *self)
{
  rg_relation_dialog_save (self);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_relation_dialog_save (RG_RELATION_DIALOG (widget));
}

/* --- choosing ----------------------------------------------------------- */

static void
who_changed_cb (AdwToggleGroup *group, GParamSpec *pspec, RgRelationDialog *self)
{
  const char *name = adw_toggle_group_get_active_name (group);

  if (name != NULL)
    gtk_stack_set_visible_child_name (self->who_stack, name);
  set_error (self, NULL);
}

/* A child is seldom a customer, the others mostly are. */
static void
kind_changed_cb (AdwComboRow *row, GParamSpec *pspec, RgRelationDialog *self)
{
  if (self->kinds == NULL || self->relation_id != 0 || rg_customer_picker_get_id (self->picker) != 0)
    return;
  adw_toggle_group_set_active_name (self->who_group,
                                    g_str_equal (chosen_kind (self), "child") ? "other" : "customer");
}

static void
picked_cb (RgCustomerPicker *picker, RgRelationDialog *self)
{
  set_error (self, NULL);
  gtk_widget_grab_focus (self->save_button);
}

/* --- the widget --------------------------------------------------------- */

static void
fill_kinds (RgRelationDialog *self, const RgField *field)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    gtk_string_list_append (labels, rg_choice_get_label (field, choice));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (labels));
  self->kinds = field->choices;
}

static void
fill (RgRelationDialog *self, RgProfile *profile, gboolean mask)
{
  RgCatalog *catalog = rg_profile_get_catalog (profile);
  const RgEntity *entity = rg_catalog_find (catalog, "relation");
  const char *name = rg_row_get_text (rg_profile_get_customer (profile), "name");

  self->customer_id = rg_profile_get_id (profile);
  self->customer_name = g_strdup (name != NULL && *name != '\0' ? name : _ ("No name"));
  fill_kinds (self, rg_entity_find_field (entity, "kind"));
  rg_customer_picker_set_store (self->picker, self->store, self->customer_id, mask);
  for (guint i = 0; i < N_EDITORS; i++)
    {
      self->editors[i] = RG_FIELD_EDITOR (
          rg_field_editor_new (rg_entity_find_field (entity, other_keys[i]), catalog, self->store));
      gtk_list_box_append (self->fields, GTK_WIDGET (self->editors[i]));
    }
}

static void
show_relation (RgRelationDialog *self, const RgRelation *relation)
{
  const RgEntity *entity = rg_row_get_entity (relation->row);

  self->relation_id = rg_row_get_id (relation->row);
  rg_relation_dialog_set_kind (self, rg_row_get_text (relation->row, "kind"));
  if (relation->other_id != 0)
    rg_customer_picker_set_customer (self->picker, relation->other_id, relation->name, relation->phone);
  adw_toggle_group_set_active_name (self->who_group, relation->other_id != 0 ? "customer" : "other");
  for (guint i = 0; i < N_EDITORS; i++)
    rg_field_editor_set_value (self->editors[i],
                               rg_row_get (relation->row, rg_entity_find_field (entity, other_keys[i])));
}

static void
rg_relation_dialog_dispose (GObject *object)
{
  RgRelationDialog *self = RG_RELATION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_RELATION_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->customer_name, g_free);

  G_OBJECT_CLASS (rg_relation_dialog_parent_class)->dispose (object);
}

static void
rg_relation_dialog_class_init (RgRelationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_relation_dialog_dispose;

  g_type_ensure (RG_TYPE_CUSTOMER_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-relation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, who_group);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, who_stack);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, RgRelationDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_install_action (widget_class, "relation.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "relation.save", NULL);
}

static void
rg_relation_dialog_init (RgRelationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
}

/**
 * rg_relation_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @profile: whose relation it is
 * @relation: (nullable): what is changed; %NULL makes a new one. Not one that is
 *   read backwards.
 * @mask: whether phones are shown masked
 *
 * Returns: (transfer none): the dialog, which is open and owns itself
 */
RgRelationDialog *
rg_relation_dialog_present (GtkWidget *parent,
                            RgStore *store,
                            RgProfile *profile,
                            const RgRelation *relation,
                            gboolean mask)
{
  RgRelationDialog *self = g_object_new (RG_TYPE_RELATION_DIALOG, "title",
                                         relation != NULL ? _ ("Relation") : _ ("New Relation"), NULL);

  self->store = g_object_ref (store);
  fill (self, profile, mask);
  if (relation != NULL)
    show_relation (self, relation);
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}

/**
 * rg_relation_dialog_set_kind:
 * @self: a dialog
 * @kind: a kind of relation
 */
void
rg_relation_dialog_set_kind (RgRelationDialog *self, const char *kind)
{
  for (guint i = 0; self->kinds[i].key != NULL; i++)
    if (g_strcmp0 (self->kinds[i].key, kind) == 0)
      adw_combo_row_set_selected (self->kind_row, i);
}

/**
 * rg_relation_dialog_set_other:
 * @self: a dialog
 * @id: another customer
 * @name: what the other is called
 */
void
rg_relation_dialog_set_other (RgRelationDialog *self, gint64 id, const char *name)
{
  adw_toggle_group_set_active_name (self->who_group, "customer");
  rg_customer_picker_set_customer (self->picker, id, name, NULL);
}

/**
 * rg_relation_dialog_set_name:
 * @self: a dialog
 * @name: of somebody who is no customer
 * @birthday: (nullable): as a person writes it
 */
void
rg_relation_dialog_set_name (RgRelationDialog *self, const char *name, const char *birthday)
{
  adw_toggle_group_set_active_name (self->who_group, "other");
  rg_field_editor_enter (self->editors[EDITOR_NAME], name);
  if (birthday != NULL)
    rg_field_editor_enter (self->editors[EDITOR_BIRTHDAY], birthday);
}
