/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-parts.h"

#include "shop/rg-contact-forms.h"

#include <glib/gi18n-lib.h>

struct _RgEntryParts
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkListBox *list;
  GtkSizeGroup *titles;
  GPtrArray *editors; /* RgFieldEditor, in the order in which they stand */

  GPtrArray *forms;          /* (nullable) RgContactForm, shared */
  const RgContactForm *form; /* (nullable) of @kind, one of @forms */
  RgCatalog *catalog;
  RgStore *store;
  char *kind;
  GHashTable *texts; /* what was written when the fields were made */
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgEntryParts, rg_entry_parts, ADW_TYPE_BIN)

static const char *
key_of (RgFieldEditor *editor)
{
  return rg_field_editor_get_field (editor)->key;
}

/* --- what is written ------------------------------------------------------ */

/* What stands in the fields counts before what they were made with. */
static void
collect (RgEntryParts *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autofree char *text = rg_field_editor_dup_draft (editor);

      if (*text != '\0')
        g_hash_table_insert (self->texts, g_strdup (key_of (editor)), g_steal_pointer (&text));
      else
        g_hash_table_remove (self->texts, key_of (editor));
    }
}

static void
committed_cb (RgFieldEditor *editor, RgEntryParts *self)
{
  if (self->filling)
    return;
  /* Escape goes back to this, and not to nothing. */
  rg_field_editor_set_value (editor, rg_field_editor_get_value (editor));
  g_signal_emit (self, signals[CHANGED], 0, key_of (editor));
}

static void
activated_cb (RgFieldEditor *editor, RgEntryParts *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

/* --- making the fields ---------------------------------------------------- */

static void
add_editor (RgEntryParts *self, const RgField *field, gboolean required)
{
  GtkWidget *widget = rg_field_editor_new (field, self->catalog, self->store);
  RgFieldEditor *editor = RG_FIELD_EDITOR (widget);
  const char *text = g_hash_table_lookup (self->texts, field->key);

  rg_field_editor_set_inline (editor, self->titles);
  rg_field_editor_set_required (editor, required);
  if (text != NULL)
    {
      rg_field_editor_enter (editor, text);
      if (rg_field_editor_get_error (editor) == NULL)
        rg_field_editor_set_value (editor, rg_field_editor_get_value (editor));
    }
  g_signal_connect (editor, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
  g_ptr_array_add (self->editors, g_object_ref (editor));
  gtk_list_box_append (self->list, widget);
}

/* What the kind's form asks for, and then what else is answered. */
static void
add_editors (RgEntryParts *self)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, "event");

  for (guint i = 0; self->form != NULL && i < self->form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (self->form->parts, i);
      const RgField *field = rg_contact_part_get_field (part, self->catalog);

      if (field != NULL && rg_contact_form_may_ask (field))
        add_editor (self, field, part->required);
    }
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (rg_contact_form_may_ask (field) && g_hash_table_contains (self->texts, field->key) &&
          rg_entry_parts_find (self, field->key) == NULL)
        add_editor (self, field, FALSE);
    }
}

static void
clear (RgEntryParts *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->editors, i), self);
  g_ptr_array_set_size (self->editors, 0);
  gtk_list_box_remove_all (self->list);
}

static char *
dup_focused (RgEntryParts *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->editors->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->editors, i)))
      return g_strdup (key_of (g_ptr_array_index (self->editors, i)));
  return NULL;
}

/* Makes the fields again with what is in @texts. */
static void
rebuild (RgEntryParts *self)
{
  g_autofree char *focused = dup_focused (self);
  RgFieldEditor *editor;

  self->form = NULL;
  for (guint i = 0; self->forms != NULL && self->kind != NULL && self->form == NULL && i < self->forms->len;
       i++)
    {
      const RgContactForm *form = g_ptr_array_index (self->forms, i);

      if (!form->retired && g_strv_contains ((const char *const *) form->kinds, self->kind))
        self->form = form;
    }
  self->filling = TRUE;
  clear (self);
  /* A sale is no event. */
  if (self->catalog != NULL && g_strcmp0 (self->kind, "sale") != 0)
    add_editors (self);
  self->filling = FALSE;

  gtk_label_set_label (self->title_label,
                       self->form != NULL ? rg_contact_form_get_title (self->form) : _ ("Further details"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->title_label), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->editors->len > 0);
  editor = focused != NULL ? rg_entry_parts_find (self, focused) : NULL;
  if (editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (editor));
}

/* --- the object ----------------------------------------------------------- */

static void
rg_entry_parts_dispose (GObject *object)
{
  RgEntryParts *self = RG_ENTRY_PARTS (object);

  if (self->list != NULL)
    clear (self);
  self->list = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->titles);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_entry_parts_parent_class)->dispose (object);
}

static void
rg_entry_parts_finalize (GObject *object)
{
  RgEntryParts *self = RG_ENTRY_PARTS (object);

  g_ptr_array_unref (self->editors);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_hash_table_unref (self->texts);
  g_free (self->kind);

  G_OBJECT_CLASS (rg_entry_parts_parent_class)->finalize (object);
}

static void
rg_entry_parts_class_init (RgEntryPartsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rg_entry_parts_dispose;
  object_class->finalize = rg_entry_parts_finalize;

  /**
   * RgEntryParts::changed:
   * @key: of the field that was answered
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rg_entry_parts_init (RgEntryParts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->texts = rg_entry_texts_new ();
  self->titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->title_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "parts-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "dimmed-text");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title_label));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "entry-parts");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * rg_entry_parts_new:
 *
 * Returns: (transfer floating): a form that nothing is known of yet
 */
GtkWidget *
rg_entry_parts_new (void)
{
  return g_object_new (RG_TYPE_ENTRY_PARTS, NULL);
}

static gboolean
same_form (const RgContactForm *a, const RgContactForm *b)
{
  if (a->retired != b->retired || !g_str_equal (a->name, b->name) || a->parts->len != b->parts->len ||
      !g_strv_equal ((const char *const *) a->kinds, (const char *const *) b->kinds))
    return FALSE;
  for (guint i = 0; i < a->parts->len; i++)
    {
      const RgContactPart *one = g_ptr_array_index (a->parts, i);
      const RgContactPart *other = g_ptr_array_index (b->parts, i);

      if (one->required != other->required || !g_str_equal (one->field, other->field))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_forms (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!same_form (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * rg_entry_parts_set_forms:
 * @self: a form
 * @forms: (element-type RgContactForm): the shop's
 * @catalog: its catalogue
 * @store: (nullable): where names for completion come from
 *
 * What is written stays; nothing happens when they are those there already.
 */
void
rg_entry_parts_set_forms (RgEntryParts *self, GPtrArray *forms, RgCatalog *catalog, RgStore *store)
{
  if (self->catalog == catalog && self->store == store && same_forms (self->forms, forms))
    return;

  collect (self);
  g_ptr_array_ref (forms);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = forms;
  g_set_object (&self->store, store);
  rg_catalog_ref (catalog);
  clear (self);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
  rebuild (self);
}

/**
 * rg_entry_parts_set_kind:
 * @self: a form
 * @kind: (nullable): of the entry
 */
void
rg_entry_parts_set_kind (RgEntryParts *self, const char *kind)
{
  if (!g_set_str (&self->kind, kind))
    return;
  collect (self);
  rebuild (self);
}

/**
 * rg_entry_parts_set_texts:
 * @self: a form
 * @texts: (nullable): what is written; %NULL empties it
 */
void
rg_entry_parts_set_texts (RgEntryParts *self, GHashTable *texts)
{
  g_autoptr (GHashTable) before = self->texts;

  self->texts = texts != NULL ? rg_entry_texts_copy (texts) : rg_entry_texts_new ();
  rebuild (self);
}

/**
 * rg_entry_parts_dup_texts:
 * @self: a form
 *
 * Returns: (transfer full): what is written
 */
GHashTable *
rg_entry_parts_dup_texts (RgEntryParts *self)
{
  collect (self);
  return rg_entry_texts_copy (self->texts);
}

/**
 * rg_entry_parts_find:
 * @self: a form
 * @key: of a field
 *
 * Returns: (transfer none) (nullable): its editor
 */
RgFieldEditor *
rg_entry_parts_find (RgEntryParts *self, const char *key)
{
  for (guint i = 0; i < self->editors->len; i++)
    if (g_str_equal (key_of (g_ptr_array_index (self->editors, i)), key))
      return g_ptr_array_index (self->editors, i);
  return NULL;
}

/**
 * rg_entry_parts_get_value:
 * @self: a form
 * @key: of a field
 *
 * Returns: (transfer none) (nullable): the last valid answer; %NULL where nothing is
 *   asked
 */
const RgValue *
rg_entry_parts_get_value (RgEntryParts *self, const char *key)
{
  RgFieldEditor *editor = rg_entry_parts_find (self, key);

  return editor != NULL ? rg_field_editor_get_value (editor) : NULL;
}

/**
 * rg_entry_parts_commit:
 * @self: a form
 *
 * Reads what is being written.
 *
 * Returns: whether everything is right; what is not is marked, and the first of them
 *   gets the focus
 */
gboolean
rg_entry_parts_commit (RgEntryParts *self)
{
  RgFieldEditor *wrong = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (!rg_field_editor_commit (editor) && wrong == NULL)
        wrong = editor;
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
  return wrong == NULL;
}

static void
mark_missing (RgEntryParts *self, const RgContactForm *form)
{
  RgFieldEditor *first = NULL;

  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      RgFieldEditor *editor = rg_entry_parts_find (self, part->field);

      if (!part->required || editor == NULL || !rg_value_is_null (rg_field_editor_get_value (editor)))
        continue;
      rg_field_editor_set_error (editor, _ ("Still missing"));
      if (first == NULL)
        first = editor;
    }
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * rg_entry_parts_check:
 * @self: a form whose fields are right
 * @asked: (nullable): keys of fields; what is not among them is not missed
 * @error: return location for an error
 *
 * Returns: %FALSE when something required is missing: it is marked, and @error names
 *   it
 */
gboolean
rg_entry_parts_check (RgEntryParts *self, GHashTable *asked, GError **error)
{
  g_autoptr (RgContactForm) form = NULL;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RgCell));

  if (self->form == NULL)
    return TRUE;
  form = rg_contact_form_copy (self->form);
  for (guint i = 0; asked != NULL && i < form->parts->len; i++)
    {
      RgContactPart *part = g_ptr_array_index (form->parts, i);

      part->required = part->required && g_hash_table_contains (asked, part->field);
    }
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      /* Borrowed: the array frees no values. */
      RgCell cell = { .field = rg_field_editor_get_field (editor),
                      .value = *rg_field_editor_get_value (editor) };

      g_array_append_val (cells, cell);
    }
  if (rg_contact_form_check (form, self->catalog, (const RgCell *) (gpointer) cells->data, cells->len, error))
    return TRUE;
  mark_missing (self, form);
  return FALSE;
}

static gboolean
is_required (RgEntryParts *self, const char *key)
{
  for (guint i = 0; self->form != NULL && i < self->form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (self->form->parts, i);

      if (part->required && g_str_equal (part->field, key))
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_entry_parts_read:
 * @self: a form
 * @before: (nullable): what was written at first; %NULL: nothing
 *
 * What cannot be read and what is required and was taken away is as it was.
 *
 * Returns: (transfer full) (element-type RgEntryPart): what is another than before
 */
GPtrArray *
rg_entry_parts_read (RgEntryParts *self, GHashTable *before)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (rg_entry_part_free);

  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const RgValue *value = rg_field_editor_get_value (editor);
      const char *old = before != NULL ? g_hash_table_lookup (before, key_of (editor)) : NULL;
      g_autofree char *now = rg_value_is_null (value) ? NULL
                                                      : rg_field_format (rg_field_editor_get_field (editor),
                                                                         value, RG_FORMAT_EXCHANGE);
      RgEntryPart *part;

      if (g_strcmp0 (now, old) == 0 || (now == NULL && is_required (self, key_of (editor))))
        continue;
      part = g_new0 (RgEntryPart, 1);
      part->key = g_strdup (key_of (editor));
      rg_value_copy (value, &part->value);
      g_ptr_array_add (parts, part);
    }
  return parts;
}

/**
 * rg_entry_parts_is_empty:
 * @self: a form
 *
 * Returns: whether it asks for nothing
 */
gboolean
rg_entry_parts_is_empty (RgEntryParts *self)
{
  return self->editors->len == 0;
}
