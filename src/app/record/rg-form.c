/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-form.h"

#include "app/record/rg-field-editor-private.h"

#include <glib/gi18n-lib.h>

/* Two groups of fields stand so far apart. */
#define GROUP_SPACING 18

struct _RgForm
{
  AdwBin parent_instance;

  GtkBox *box;

  char *entity;
  RgCatalog *catalog;
  GPtrArray *editors; /* RgFieldEditor, in the order in which they stand */
  RgRow *row;
  GHashTable *held; /* key → how many values are on their way */
  gboolean mask;
};

enum
{
  COMMITTED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgForm, rg_form, ADW_TYPE_BIN)

static void
committed_cb (RgFieldEditor *editor, RgForm *self)
{
  g_signal_emit (self, signals[COMMITTED], 0, editor);
}

static void
activated_cb (RgFieldEditor *editor, RgForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, editor);
}

/* --- which fields --------------------------------------------------------- */

static gboolean
is_shown (const RgField *field)
{
  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL | RG_FIELD_RETIRED)) == 0;
}

/* The heading under which a field stands; NULL where it needs none. */
static const char *
group_title (const RgField *field)
{
  gboolean own = (field->flags & RG_FIELD_OWN) != 0;

  if (field->group == NULL || *field->group == '\0')
    return own ? _ ("Own Fields") : NULL;

  return own ? field->group : g_dgettext (GETTEXT_PACKAGE, field->group);
}

static gboolean
same_choices (const RgField *a, const RgField *b)
{
  guint i;

  if (a->choices == NULL || b->choices == NULL)
    return a->choices == b->choices;
  for (i = 0; a->choices[i].key != NULL; i++)
    {
      if (g_strcmp0 (a->choices[i].key, b->choices[i].key) != 0)
        return FALSE;
    }

  return b->choices[i].key == NULL;
}

static gboolean
same_field (const RgField *a, const RgField *b)
{
  return g_str_equal (a->key, b->key) && a->type == b->type && g_strcmp0 (a->label, b->label) == 0 &&
         g_strcmp0 (group_title (a), group_title (b)) == 0 && same_choices (a, b);
}

/* Whether the fields shown are just those of the catalogue. */
static gboolean
is_up_to_date (RgForm *self, const RgEntity *entity)
{
  guint n = 0;

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (!is_shown (field))
        continue;
      if (n == self->editors->len ||
          !same_field (field, rg_field_editor_get_field (g_ptr_array_index (self->editors, n))))
        return FALSE;
      n++;
    }

  return n == self->editors->len;
}

/* --- building ------------------------------------------------------------- */

static AdwPreferencesGroup *
ensure_group (RgForm *self, GHashTable *groups, const char *title)
{
  const char *key = title != NULL ? title : "";
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, key);

  if (group != NULL)
    return group;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (title, -1);

      adw_preferences_group_set_title (group, markup);
    }
  g_hash_table_insert (groups, g_strdup (key), group);
  gtk_box_append (self->box, GTK_WIDGET (group));

  return group;
}

static void
add_editor (RgForm *self, GHashTable *groups, const RgField *field, RgStore *store)
{
  GtkWidget *editor = rg_field_editor_new (field, self->catalog, store);

  rg_field_editor_set_mask (RG_FIELD_EDITOR (editor), self->mask);
  if (self->row != NULL)
    rg_field_editor_reset (RG_FIELD_EDITOR (editor), rg_row_get (self->row, field));
  g_signal_connect (editor, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
  g_ptr_array_add (self->editors, g_object_ref (editor));
  adw_preferences_group_add (ensure_group (self, groups, group_title (field)), editor);
}

static void
clear (RgForm *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->editors->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->editors, i), self);
  g_ptr_array_set_size (self->editors, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

/* What is being written, and where, outlives a change of the catalogue. */
static GHashTable *
collect_written (RgForm *self, char **focused)
{
  GHashTable *written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *key = rg_field_editor_get_field (editor)->key;

      if (rg_field_editor_is_written (editor))
        g_hash_table_insert (written, g_strdup (key), rg_field_editor_dup_text (editor));
      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (editor)))
        *focused = g_strdup (key);
    }

  return written;
}

static void
restore_written (RgForm *self, GHashTable *written, const char *focused)
{
  RgFieldEditor *editor = focused != NULL ? rg_form_find (self, focused) : NULL;
  GHashTableIter iter;
  gpointer key, text;

  if (editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (editor));
  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      editor = rg_form_find (self, key);
      if (editor == NULL)
        continue;
      rg_field_editor_write (editor, text);
      if (g_strcmp0 (key, focused) != 0)
        rg_field_editor_commit (editor);
    }
}

static void
rg_form_dispose (GObject *object)
{
  RgForm *self = RG_FORM (object);

  clear (self);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (rg_form_parent_class)->dispose (object);
}

static void
rg_form_finalize (GObject *object)
{
  RgForm *self = RG_FORM (object);

  g_ptr_array_unref (self->editors);
  g_hash_table_unref (self->held);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->row, rg_row_unref);
  g_free (self->entity);

  G_OBJECT_CLASS (rg_form_parent_class)->finalize (object);
}

static void
rg_form_class_init (RgFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_form_finalize;

  /**
   * RgForm::committed:
   * @editor: the field
   *
   * A field has a new valid value, to be saved.
   */
  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, RG_TYPE_FIELD_EDITOR);
  /**
   * RgForm::activated:
   * @editor: the field
   *
   * Enter was pressed in a field, and what is written there is valid.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, RG_TYPE_FIELD_EDITOR);
}

static void
rg_form_init (RgForm *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, GROUP_SPACING));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * rg_form_new:
 * @entity: key of an entity
 *
 * Returns: (transfer floating): a form that needs a catalogue
 */
GtkWidget *
rg_form_new (const char *entity)
{
  RgForm *self = g_object_new (RG_TYPE_FORM, NULL);

  self->entity = g_strdup (entity);

  return GTK_WIDGET (self);
}

/**
 * rg_form_set_catalog:
 * @self: a form
 * @catalog: what the shop keeps
 * @store: (nullable): where names for completion come from
 *
 * Shows the fields of @catalog. Does nothing when they are those shown already.
 */
void
rg_form_set_catalog (RgForm *self, RgCatalog *catalog, RgStore *store)
{
  const RgEntity *entity = rg_catalog_find (catalog, self->entity);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) written = NULL;
  g_autofree char *focused = NULL;

  if (self->catalog != NULL && is_up_to_date (self, entity))
    return;

  written = collect_written (self, &focused);
  clear (self);
  rg_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      if (is_shown (rg_entity_get_field (entity, i)))
        add_editor (self, groups, rg_entity_get_field (entity, i), store);
    }
  restore_written (self, written, focused);
}

/**
 * rg_form_clear:
 * @self: a form
 *
 * Lets go of catalogue, store and row, and shows no fields.
 */
void
rg_form_clear (RgForm *self)
{
  clear (self);
  g_hash_table_remove_all (self->held);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->row, rg_row_unref);
}

/**
 * rg_form_find:
 * @self: a form
 * @key: of a field
 *
 * Returns: (transfer none) (nullable): its editor
 */
RgFieldEditor *
rg_form_find (RgForm *self, const char *key)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_str_equal (rg_field_editor_get_field (editor)->key, key))
        return editor;
    }

  return NULL;
}

/**
 * rg_form_get_n_editors:
 * @self: a form
 *
 * Returns: how many fields it shows
 */
guint
rg_form_get_n_editors (RgForm *self)
{
  return self->editors->len;
}

/**
 * rg_form_get_editor:
 * @self: a form
 * @index: less than [method@Form.get_n_editors]
 *
 * Returns: (transfer none): an editor
 */
RgFieldEditor *
rg_form_get_editor (RgForm *self, guint index)
{
  return g_ptr_array_index (self->editors, index);
}

/**
 * rg_form_show_row:
 * @self: a form with a catalogue
 * @row: (nullable): what it shows
 * @other: whether it is another row than before
 */
void
rg_form_show_row (RgForm *self, RgRow *row, gboolean other)
{
  if (row != NULL)
    rg_row_ref (row);
  g_clear_pointer (&self->row, rg_row_unref);
  self->row = row;
  if (other)
    g_hash_table_remove_all (self->held);
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const RgValue *value = row != NULL ? rg_row_get (row, rg_field_editor_get_field (editor)) : NULL;

      if (other)
        rg_field_editor_reset (editor, value);
      else if (!g_hash_table_contains (self->held, rg_field_editor_get_field (editor)->key))
        rg_field_editor_set_value (editor, value);
    }
}

/**
 * rg_form_hold:
 * @self: a form
 * @key: of a field
 *
 * A value of the field is on its way to the shop: rows shown before it has
 * arrived are older.
 */
void
rg_form_hold (RgForm *self, const char *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, key));

  g_hash_table_insert (self->held, g_strdup (key), GUINT_TO_POINTER (n + 1));
}

/**
 * rg_form_release:
 * @self: a form
 * @key: of a field
 *
 * A value of the field has arrived, or could not be saved.
 *
 * Returns: how many more are on their way
 */
guint
rg_form_release (RgForm *self, const char *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, key));

  if (n <= 1)
    g_hash_table_remove (self->held, key);
  else
    g_hash_table_insert (self->held, g_strdup (key), GUINT_TO_POINTER (n - 1));

  return n > 0 ? n - 1 : 0;
}

/**
 * rg_form_is_held:
 * @self: a form
 *
 * Returns: whether any value is on its way
 */
gboolean
rg_form_is_held (RgForm *self)
{
  return g_hash_table_size (self->held) > 0;
}

/**
 * rg_form_commit:
 * @self: a form
 *
 * Reads what is being written in any field.
 *
 * Returns: (transfer none) (nullable): the first field that is not valid
 */
RgFieldEditor *
rg_form_commit (RgForm *self)
{
  RgFieldEditor *first = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (rg_field_editor_is_written (editor) && !rg_field_editor_commit (editor) && first == NULL)
        first = editor;
    }

  return first;
}

/**
 * rg_form_set_mask:
 * @self: a form
 * @mask: whether phone numbers are shown masked
 */
void
rg_form_set_mask (RgForm *self, gboolean mask)
{
  self->mask = mask;
  for (guint i = 0; i < self->editors->len; i++)
    rg_field_editor_set_mask (g_ptr_array_index (self->editors, i), mask);
}
