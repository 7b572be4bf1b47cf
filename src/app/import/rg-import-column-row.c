/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-column-row.h"

#include "app/import/rg-import-targets.h"
#include "app/import/rg-import-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHOICE_WIDTH 300

struct _RgImportColumnRow
{
  GtkWidget parent_instance;

  GtkLabel *name_label;
  GtkLabel *samples_label;
  GtkBox *choice_box;
  GtkMenuButton *target_button;
  GtkLabel *target_label;
  GtkLabel *basis_label;
  GtkLabel *hint_label;
  /* Made when the column becomes a new field. */
  GtkWidget *new_box;
  GtkEditable *label_entry;
  GtkDropDown *type_drop_down;

  RgImportSession *session;
  RgCatalog *catalog;
  guint column;
  GPtrArray *types; /* of const RgFieldType, in the drop-down's order */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (RgImportColumnRow, rg_import_column_row, GTK_TYPE_WIDGET)

static const RgImportColumn *
get_column (RgImportColumnRow *self)
{
  return rg_import_plan_get_column (rg_import_session_get_plan (self->session), self->column);
}

/* --- a new field ---------------------------------------------------------- */

/* Choices are taken from the values, so there must be few of them. */
static gboolean
is_offered (const RgFieldType *type, const RgImportColumn *column)
{
  if (type == column->type)
    return TRUE;
  if (type == &rg_type_choice)
    return column->distinct != NULL;
  return type->own && type != &rg_type_choices;
}

static void
type_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, RgImportColumnRow *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->updating || self->session == NULL || selected >= self->types->len ||
      rg_import_session_get_state (self->session) != RG_IMPORT_STATE_IDLE)
    return;
  rg_import_session_set_column (self->session, self->column, RG_IMPORT_TARGET_NEW, NULL,
                                g_ptr_array_index (self->types, selected));
}

static void
label_changed_cb (GtkEditable *editable, RgImportColumnRow *self)
{
  if (self->updating || self->session == NULL ||
      rg_import_session_get_state (self->session) != RG_IMPORT_STATE_IDLE)
    return;
  rg_import_session_set_label (self->session, self->column, gtk_editable_get_text (editable));
}

static void
make_new_box (RgImportColumnRow *self)
{
  self->new_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->label_entry = GTK_EDITABLE (gtk_entry_new ());
  self->type_drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->types = g_ptr_array_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (self->label_entry), TRUE);
  gtk_editable_set_width_chars (self->label_entry, 8);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label_entry), TRUE);
  g_signal_connect (self->label_entry, "changed", G_CALLBACK (label_changed_cb), self);
  g_signal_connect (self->type_drop_down, "notify::selected", G_CALLBACK (type_chosen_cb), self);
  gtk_box_append (GTK_BOX (self->new_box), GTK_WIDGET (self->label_entry));
  gtk_box_append (GTK_BOX (self->new_box), GTK_WIDGET (self->type_drop_down));
  gtk_box_insert_child_after (self->choice_box, self->new_box, GTK_WIDGET (self->target_button));
}

static void
fill_types (RgImportColumnRow *self, const RgImportColumn *column)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const RgFieldType *const *types = rg_field_type_list ();
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->types, 0);
  for (guint i = 0; types[i] != NULL; i++)
    {
      if (!is_offered (types[i], column))
        continue;
      if (types[i] == column->type)
        selected = self->types->len;
      g_ptr_array_add (self->types, (gpointer) types[i]);
      gtk_string_list_append (labels, _ (types[i]->label));
    }
  gtk_drop_down_set_model (self->type_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->type_drop_down, selected);
}

static gboolean
shows_type (RgImportColumnRow *self, const RgImportColumn *column)
{
  guint selected = gtk_drop_down_get_selected (self->type_drop_down);

  return selected < self->types->len && g_ptr_array_index (self->types, selected) == column->type;
}

static void
update_new (RgImportColumnRow *self, const RgImportColumn *column)
{
  const char *label = column->label != NULL ? column->label : column->name;
  g_autofree char *name = NULL, *type = NULL;

  if (column->target != RG_IMPORT_TARGET_NEW)
    {
      if (self->new_box != NULL)
        gtk_widget_set_visible (self->new_box, FALSE);
      return;
    }
  if (self->new_box == NULL)
    make_new_box (self);
  gtk_widget_set_visible (self->new_box, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->label_entry), column->name);
  /* What is being typed stays, also when it is empty. */
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->label_entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    ;
  else if (strcmp (gtk_editable_get_text (self->label_entry), label) != 0)
    gtk_editable_set_text (self->label_entry, label);
  if (!shows_type (self, column))
    fill_types (self, column);
  /* Translators: %s is the header of a column. */
  name = g_strdup_printf (_ ("Name of the field for %s"), column->name);
  /* Translators: %s is the header of a column. */
  type = g_strdup_printf (_ ("Type of the field for %s"), column->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->type_drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, type,
                                  -1);
}

/* --- what it shows -------------------------------------------------------- */

static void
update (RgImportColumnRow *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  const RgImportColumn *column = get_column (self);
  g_autofree char *samples = rg_import_say_samples (column);
  g_autofree char *target = rg_import_say_target (plan, self->catalog, self->column);
  g_autofree char *hint = rg_import_say_hint (plan, self->catalog, self->column);
  const char *basis = rg_import_say_basis (column);
  g_autofree char *name = NULL;

  self->updating = TRUE;
  gtk_label_set_label (self->name_label, column->name);
  gtk_label_set_label (self->samples_label, samples);
  gtk_label_set_label (self->target_label, target);
  gtk_widget_set_visible (GTK_WIDGET (self->basis_label), basis != NULL);
  gtk_label_set_label (self->basis_label, basis != NULL ? basis : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  if (column->target == RG_IMPORT_TARGET_IGNORE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "left-out");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "left-out");
  /* Translators: a column of a file and what it is: “手机” is Phone */
  name = g_strdup_printf (_ ("“%s” is %s"), column->name, target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, basis != NULL ? basis : "", -1);
  update_new (self, column);
  self->updating = FALSE;
}

static void
mapped_cb (RgImportSession *session, RgImportColumnRow *self)
{
  update (self);
}

static void
make_targets_cb (GtkMenuButton *button, gpointer user_data)
{
  RgImportColumnRow *self = RG_IMPORT_COLUMN_ROW (user_data);

  if (self->session != NULL)
    gtk_menu_button_set_popover (button, rg_import_targets_new (self->session, self->column));
}

/**
 * rg_import_column_row_bind:
 * @self: a row that shows nothing
 * @session: a session with a plan
 * @column: index of one of its columns
 */
void
rg_import_column_row_bind (RgImportColumnRow *self, RgImportSession *session, guint column)
{
  self->session = g_object_ref (session);
  self->catalog = rg_import_session_ref_catalog (session);
  self->column = column;
  g_signal_connect (session, "mapped", G_CALLBACK (mapped_cb), self);
  gtk_menu_button_set_create_popup_func (self->target_button, make_targets_cb, self, NULL);
  update (self);
}

/**
 * rg_import_column_row_unbind:
 * @self: a row
 *
 * It shows nothing any longer.
 */
void
rg_import_column_row_unbind (RgImportColumnRow *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_menu_button_set_popover (self->target_button, NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
}

/**
 * rg_import_column_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for two things beside each other
 */
void
rg_import_column_row_set_narrow (RgImportColumnRow *self, gboolean narrow)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), narrow ? 8 : 18);
  gtk_widget_set_size_request (GTK_WIDGET (self->choice_box), narrow ? -1 : CHOICE_WIDTH, -1);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_import_column_row_dispose (GObject *object)
{
  RgImportColumnRow *self = RG_IMPORT_COLUMN_ROW (object);
  GtkWidget *child;

  if (self->target_button != NULL)
    rg_import_column_row_unbind (self);
  g_clear_pointer (&self->types, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_COLUMN_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rg_import_column_row_parent_class)->dispose (object);
}

static void
rg_import_column_row_class_init (RgImportColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_column_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "import-column");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, samples_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, choice_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, target_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, target_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, basis_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportColumnRow, hint_label);
}

static void
rg_import_column_row_init (RgImportColumnRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_import_column_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
rg_import_column_row_new (void)
{
  return g_object_new (RG_TYPE_IMPORT_COLUMN_ROW, NULL);
}
