/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-set-field-dialog.h"

#include "app/rg-application.h"

#include <glib/gi18n-lib.h>

struct _RgSetFieldDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwComboRow *field_row;

  RgStore *store;
  RgCatalog *catalog;
  GPtrArray *fields; /* (element-type RgField) of the catalogue */
  RgFieldEditor *editor;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgSetFieldDialog, rg_set_field_dialog, ADW_TYPE_DIALOG)

/* What names one person can hardly be the same for many. */
static gboolean
is_settable (const RgField *field)
{
  return (field->flags & (RG_FIELD_VIRTUAL | RG_FIELD_DERIVED | RG_FIELD_SYSTEM | RG_FIELD_RETIRED |
                          RG_FIELD_IDENTITY)) == 0 &&
         g_strcmp0 (field->key, "reading") != 0;
}

static void
show_editor (RgSetFieldDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->field_row);

  if (self->editor != NULL)
    adw_preferences_group_remove (self->group, GTK_WIDGET (self->editor));
  self->editor = NULL;
  if (self->fields == NULL || selected >= self->fields->len)
    return;

  self->editor = RG_FIELD_EDITOR (
      rg_field_editor_new (g_ptr_array_index (self->fields, selected), self->catalog, self->store));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->editor));
}

static void
field_changed_cb (AdwComboRow *row, GParamSpec *pspec, RgSetFieldDialog *self)
{
  show_editor (self);
}

static void
cancel_cb (GtkButton *button, RgSetFieldDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
choose (RgSetFieldDialog *self)
{
  if (self->editor == NULL || !rg_field_editor_commit (self->editor))
    return FALSE;
  g_signal_emit (self, signals[CHOSEN], 0, rg_field_editor_get_field (self->editor)->key,
                 rg_field_editor_get_value (self->editor));
  adw_dialog_close (ADW_DIALOG (self));

  return TRUE;
}

static void
set_cb (GtkButton *button, RgSetFieldDialog *self)
{
  choose (self);
}

static void
rg_set_field_dialog_dispose (GObject *object)
{
  RgSetFieldDialog *self = RG_SET_FIELD_DIALOG (object);

  self->editor = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SET_FIELD_DIALOG);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_set_field_dialog_parent_class)->dispose (object);
}

static void
rg_set_field_dialog_class_init (RgSetFieldDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_set_field_dialog_dispose;

  /**
   * RgSetFieldDialog::chosen:
   * @key: key of the field
   * @value: (type RgValue): what it is set to; null empties it
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RG_APP_PATH "/pages/customers/rg-set-field-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSetFieldDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RgSetFieldDialog, field_row);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
}

static void
rg_set_field_dialog_init (RgSetFieldDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (RgSetFieldDialog *self)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, "customer");
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->fields = g_ptr_array_new ();
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (!is_settable (field))
        continue;
      g_ptr_array_add (self->fields, (gpointer) field);
      gtk_string_list_append (labels, rg_field_get_label (field));
    }
  adw_combo_row_set_model (self->field_row, G_LIST_MODEL (labels));
  show_editor (self);
}

/**
 * rg_set_field_dialog_new:
 * @store: the shop
 * @what: whose field is set
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_set_field_dialog_new (RgStore *store, const char *what)
{
  RgSetFieldDialog *self = g_object_new (RG_TYPE_SET_FIELD_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->catalog = rg_store_ref_catalog (store);
  adw_preferences_group_set_description (self->group, what);
  fill (self);

  return ADW_DIALOG (self);
}

/**
 * rg_set_field_dialog_enter:
 * @self: a dialog
 * @key: key of a field
 * @text: what is written into its editor
 *
 * Does what a person would do.
 *
 * Returns: whether that is valid, and was chosen
 */
gboolean
rg_set_field_dialog_enter (RgSetFieldDialog *self, const char *key, const char *text)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (((const RgField *) g_ptr_array_index (self->fields, i))->key, key) == 0)
      adw_combo_row_set_selected (self->field_row, i);
  g_return_val_if_fail (self->editor != NULL, FALSE);
  rg_field_editor_enter (self->editor, text);

  return choose (self);
}
