/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-identities-section.h"

#include "app/record/rg-row-dialog.h"
#include "app/record/rg-way.h"
#include "app/rg-change.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>

struct _RgIdentitiesSection
{
  RgRowsSection parent_instance;

  GtkWidget *editor;
  GtkDropDown *kind;
  GtkWidget *entry;
  GtkWidget *error;
  const RgChoice *choices;
};

G_DEFINE_FINAL_TYPE (RgIdentitiesSection, rg_identities_section, RG_TYPE_ROWS_SECTION)

static gboolean
is_phone (const char *kind)
{
  return g_strcmp0 (kind, "phone") == 0;
}

/* --- the list ----------------------------------------------------------- */

static GPtrArray *
rg_identities_section_list (RgRowsSection *section, RgProfile *profile)
{
  GPtrArray *specs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_spec_free);
  GPtrArray *rows = rg_profile_get_identities (profile);

  for (guint i = 0; i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);
      const char *value = rg_row_get_text (row, "value");
      const char *label = rg_row_get_text (row, "label");
      gboolean phone = is_phone (rg_row_get_text (row, "kind"));
      g_autofree char *kind =
          rg_row_format (row, rg_entity_find_field (rg_row_get_entity (row), "kind"), RG_FORMAT_DISPLAY);
      g_autofree char *shown =
          phone ? rg_way_dup_phone (value, rg_rows_section_masks (section)) : g_strdup (value);
      RgRowSpec *spec = rg_row_spec_new (rg_row_get_id (row), shown);

      spec->subtitle =
          label != NULL && *label != '\0' ? g_strdup_printf ("%s · %s", kind, label) : g_strdup (kind);
      if (phone)
        spec->phone = g_strdup (value);
      else
        spec->copy = g_strdup (value);
      g_ptr_array_add (specs, spec);
    }

  return specs;
}

/* --- adding ------------------------------------------------------------- */

static void
set_error (RgIdentitiesSection *self, const char *message)
{
  gtk_label_set_label (GTK_LABEL (self->error), message != NULL ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
close_editor (RgIdentitiesSection *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  set_error (self, NULL);
  gtk_widget_set_visible (self->editor, FALSE);
}

typedef struct
{
  gint64 customer_id;
  char *kind;
  char *value;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  g_free (addition->kind);
  g_free (addition->value);
  g_free (addition);
}

static gboolean
add_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Addition *addition = data;
  const RgEntity *identity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "identity");
  RgCell cells[] = {
    { .field = rg_entity_find_field (identity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = addition->customer_id } },
    { .field = rg_entity_find_field (identity, "kind"),
      .value = { .kind = RG_VALUE_TEXT, .text = addition->kind } },
    { .field = rg_entity_find_field (identity, "value"),
      .value = { .kind = RG_VALUE_TEXT, .text = addition->value } },
  };

  if (is_phone (addition->kind))
    return rg_people_add_phone (op, addition->customer_id, addition->value, error);

  return rg_op_insert (op, identity, cells, G_N_ELEMENTS (cells), error) != 0;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgIdentitiesSection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rg_change_finish (RG_STORE (source), result, NULL, &error))
    {
      close_editor (self);
      rg_rows_section_focus_add (RG_ROWS_SECTION (self));
    }
  else
    set_error (self, error->message);
}

/* Reads @text as a value of @kind: a phone or an e-mail as the customer's own
 * field of that kind reads it. */
static gboolean
parse (RgIdentitiesSection *self, const char *kind, const char *text, RgValue *value, GError **error)
{
  RgCatalog *catalog = rg_profile_get_catalog (rg_section_get_profile (RG_SECTION (self)));
  gboolean own = is_phone (kind) || g_str_equal (kind, "email");
  const RgEntity *entity = rg_catalog_find (catalog, own ? "customer" : "identity");

  return rg_field_parse (rg_entity_find_field (entity, own ? kind : "value"), text, value, error);
}

static void
activate_cb (GtkWidget *widget, RgIdentitiesSection *self)
{
  RgSection *section = RG_SECTION (self);
  guint index = gtk_drop_down_get_selected (self->kind);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  Addition *addition;

  if (!rg_section_is_writable (section) || index == GTK_INVALID_LIST_POSITION)
    return;
  if (!parse (self, self->choices[index].key, text, &value, &error))
    {
      set_error (self, error->message);
      return;
    }
  if (rg_value_is_null (&value))
    {
      close_editor (self);
      return;
    }

  addition = g_new0 (Addition, 1);
  addition->customer_id = rg_section_get_customer_id (section);
  addition->kind = g_strdup (self->choices[index].key);
  addition->value = g_strdup (rg_value_get_text (&value));
  /* Translators: a line of the history; %s is a phone number or another id. */
  label = g_strdup_printf (_ ("Add %s"), rg_value_get_text (&value));
  rg_change_async (rg_section_get_store (section), GTK_WIDGET (self), label, add_func, addition,
                   addition_free, NULL, added_cb, g_object_ref (self));
}

static void
rg_identities_section_add (RgRowsSection *section)
{
  RgIdentitiesSection *self = RG_IDENTITIES_SECTION (section);

  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
rg_identities_section_edit (RgRowsSection *section, gint64 id)
{
  GPtrArray *rows = rg_profile_get_identities (rg_section_get_profile (RG_SECTION (section)));

  for (guint i = 0; i < rows->len; i++)
    if (rg_row_get_id (g_ptr_array_index (rows, i)) == id)
      rg_row_dialog_present (GTK_WIDGET (section), rg_section_get_store (RG_SECTION (section)), "identity",
                             g_ptr_array_index (rows, i), NULL, 0, _ ("Number or Id"));
}

static void
changed_cb (GtkEditable *editable, RgIdentitiesSection *self)
{
  set_error (self, NULL);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RgIdentitiesSection *self = RG_IDENTITIES_SECTION (user_data);

  close_editor (self);
  rg_rows_section_focus_add (RG_ROWS_SECTION (self));

  return TRUE;
}

static void
cancel_cb (GtkWidget *button, RgIdentitiesSection *self)
{
  escape_cb (NULL, NULL, self);
}

static void
rg_identities_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgIdentitiesSection *self = RG_IDENTITIES_SECTION (section);

  RG_SECTION_CLASS (rg_identities_section_parent_class)->show (section, profile, other);
  if (other)
    close_editor (self);
  if (profile != NULL && self->choices == NULL)
    {
      const RgEntity *identity = rg_catalog_find (rg_profile_get_catalog (profile), "identity");
      const RgField *field = rg_entity_find_field (identity, "kind");
      g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

      self->choices = field->choices;
      for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
        gtk_string_list_append (labels, rg_choice_get_label (field, choice));
      gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
    }
}

/* --- the widget --------------------------------------------------------- */

static void
make_editor (RgIdentitiesSection *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_label (_ ("Add"));
  GtkWidget *cancel = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Kind"), -1);
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number or id"), -1);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (save, "clicked", G_CALLBACK (activate_cb), self);
  g_signal_connect (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_css_class (cancel, "flat");
  gtk_widget_set_tooltip_text (cancel, _ ("Cancel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cancel"), -1);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), save);
  gtk_box_append (GTK_BOX (line), cancel);

  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0.0f);
  gtk_widget_add_css_class (self->error, "field-error");
  gtk_widget_set_visible (self->error, FALSE);

  self->editor = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->editor), line);
  gtk_box_append (GTK_BOX (self->editor), self->error);
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->editor, keys);
  rg_rows_section_set_editor (RG_ROWS_SECTION (self), self->editor);
}

static void
rg_identities_section_class_init (RgIdentitiesSectionClass *klass)
{
  RgRowsSectionClass *rows_class = RG_ROWS_SECTION_CLASS (klass);

  RG_SECTION_CLASS (klass)->show = rg_identities_section_show;
  rows_class->entity = "identity";
  rows_class->list = rg_identities_section_list;
  rows_class->add = rg_identities_section_add;
  rows_class->edit = rg_identities_section_edit;
}

static void
rg_identities_section_init (RgIdentitiesSection *self)
{
  rg_rows_section_set_labels (RG_ROWS_SECTION (self), _ ("Further Numbers and Ids"),
                              _ ("Add a Number or Id"));
  make_editor (self);
}

/**
 * rg_identities_section_new:
 *
 * Returns: (transfer floating): an empty section
 */
GtkWidget *
rg_identities_section_new (void)
{
  return g_object_new (RG_TYPE_IDENTITIES_SECTION, NULL);
}

/**
 * rg_identities_section_enter:
 * @self: a section
 * @kind: a kind of identity
 * @value: what is written
 */
void
rg_identities_section_enter (RgIdentitiesSection *self, const char *kind, const char *value)
{
  rg_rows_section_add (RG_ROWS_SECTION (self));
  for (guint i = 0; self->choices != NULL && self->choices[i].key != NULL; i++)
    if (g_str_equal (self->choices[i].key, kind))
      gtk_drop_down_set_selected (self->kind, i);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
  activate_cb (self->entry, self);
}

/**
 * rg_identities_section_get_error:
 * @self: a section
 *
 * Returns: (transfer none) (nullable): what is said below the entry
 */
const char *
rg_identities_section_get_error (RgIdentitiesSection *self)
{
  return gtk_widget_get_visible (self->error) ? gtk_label_get_label (GTK_LABEL (self->error)) : NULL;
}
