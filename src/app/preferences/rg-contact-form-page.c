/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-contact-form-private.h"

#include "app/preferences/rg-form-wish.h"
#include "app/preferences/rg-kinds-box.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

enum
{
  DONE,
  NEW_FIELD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgContactFormPage, rg_contact_form_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_name (RgContactFormPage *self)
{
  return rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
}

/* --- what is wrong -------------------------------------------------------- */

/**
 * rg_contact_form_page_find_fault:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what keeps the form from being saved
 */
const char *
rg_contact_form_page_find_fault (RgContactFormPage *self)
{
  g_autofree char *name = dup_name (self);

  if (*name == '\0')
    return _ ("A form needs a name.");
  if (self->form->kinds[0] == NULL)
    return _ ("Choose what it is asked for.");
  return self->part_rows->len == 0 ? _ ("Add at least one part.") : NULL;
}

/* An empty page is not yet wrong. */
static void
update (RgContactFormPage *self)
{
  const char *fault = rg_contact_form_page_find_fault (self);
  gboolean say = fault != NULL && self->touched;

  gtk_widget_set_sensitive (self->save_button, fault == NULL && !self->busy);
  gtk_label_set_label (GTK_LABEL (self->fault_label), say ? fault : "");
  gtk_widget_set_visible (self->fault_label, say);
}

void
rg_contact_form_page_changed (RgContactFormPage *self)
{
  self->touched = TRUE;
  update (self);
}

static void
name_cb (GtkEditable *row, RgContactFormPage *self)
{
  if (!self->filling)
    rg_contact_form_page_changed (self);
}

/* --- kinds ---------------------------------------------------------------- */

static void
kinds_cb (RgContactFormPage *self)
{
  g_strfreev (self->form->kinds);
  self->form->kinds = rg_kinds_box_dup_kinds (RG_KINDS_BOX (self->kinds_box));
  rg_contact_form_page_changed (self);
}

/* --- parts ---------------------------------------------------------------- */

/**
 * rg_contact_form_page_add_part:
 * @self: a page
 * @field: of the entity "event"
 */
void
rg_contact_form_page_add_part (RgContactFormPage *self, const char *field)
{
  rg_contact_form_add_part (self->form, field, FALSE);
  rg_contact_form_parts_fill (self, field);
  rg_contact_form_page_changed (self);
}

/**
 * rg_contact_form_page_remove_part:
 * @self: a page
 * @field: of one of its parts
 *
 * What entries were answered stays with them.
 */
void
rg_contact_form_page_remove_part (RgContactFormPage *self, const char *field)
{
  guint place;

  if (!rg_contact_form_parts_find (self, field, &place))
    return;
  g_ptr_array_remove_index (self->form->parts, place);
  rg_contact_form_parts_fill (self, NULL);
  rg_contact_form_page_changed (self);
}

/**
 * rg_contact_form_page_move_part:
 * @self: a page
 * @field: of one of its parts
 * @by: -1 up, 1 down; nothing happens at the ends
 */
void
rg_contact_form_page_move_part (RgContactFormPage *self, const char *field, int by)
{
  g_autofree char *moved = g_strdup (field);
  guint place;
  int to;
  gpointer part;

  if (!rg_contact_form_parts_find (self, field, &place))
    return;
  /* Over the next one that is seen. */
  for (to = (int) place + by;
       to >= 0 && to < (int) self->form->parts->len &&
       rg_contact_part_get_field (g_ptr_array_index (self->form->parts, to), self->catalog) == NULL;)
    to += by;
  if (to < 0 || to >= (int) self->form->parts->len)
    return;
  part = g_ptr_array_steal_index (self->form->parts, place);
  g_ptr_array_insert (self->form->parts, to, part);
  rg_contact_form_parts_fill (self, moved);
  rg_contact_form_page_changed (self);
}

/**
 * rg_contact_form_page_require:
 * @self: a page
 * @field: of one of its parts
 * @required: whether an entry is not kept without it
 */
void
rg_contact_form_page_require (RgContactFormPage *self, const char *field, gboolean required)
{
  guint place;

  if (!rg_contact_form_parts_find (self, field, &place))
    return;
  ((RgContactPart *) g_ptr_array_index (self->form->parts, place))->required = required;
  rg_contact_form_page_changed (self);
}

/**
 * rg_contact_form_page_want_field:
 * @self: a page
 *
 * Asks for a new field, which becomes a part.
 */
void
rg_contact_form_page_want_field (RgContactFormPage *self)
{
  self->awaits_field = TRUE;
  g_signal_emit (self, signals[NEW_FIELD], 0);
}

/* What is there now and was not before becomes a part when that is what it was made
 * for. */
static void
catalog_cb (RgContactFormPage *self)
{
  g_autoptr (RgCatalog) before = self->catalog;
  const RgEntity *old = rg_catalog_find (before, "event");
  const RgEntity *event;
  const char *added = NULL;

  self->catalog = rg_store_ref_catalog (self->store);
  event = rg_catalog_find (self->catalog, "event");
  for (guint i = 0; self->awaits_field && i < rg_entity_get_n_fields (event); i++)
    {
      const RgField *field = rg_entity_get_field (event, i);

      if ((field->flags & RG_FIELD_OWN) != 0 && rg_entity_find_field (old, field->key) == NULL)
        added = field->key;
    }
  if (added != NULL)
    {
      self->awaits_field = FALSE;
      rg_contact_form_page_add_part (self, added);
    }
  else
    rg_contact_form_parts_fill (self, NULL);
}

/* --- saving --------------------------------------------------------------- */

static void
saved_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgContactFormPage *self = page;

  self->busy = FALSE;
  update (self);
  if (error == NULL)
    {
      g_signal_emit (self, signals[DONE], 0, done, operation);
      return;
    }
  gtk_label_set_label (GTK_LABEL (self->fault_label), error->message);
  gtk_widget_set_visible (self->fault_label, TRUE);
}

/* @done has a place for the form's name. */
static gpointer
begin (RgContactFormPage *self, const char *done)
{
  self->busy = TRUE;
  update (self);
  return rg_change_when_done (self, g_strdup_printf (done, rg_contact_form_get_title (self->form)), saved_cb);
}

static void
take_name (RgContactFormPage *self)
{
  g_autofree char *name = dup_name (self);

  /* As it came it is called what it is called in each language. */
  if (!g_str_equal (name, rg_contact_form_get_title (self->form)))
    g_set_str (&self->form->name, name);
}

/**
 * rg_contact_form_page_save:
 * @self: a page
 *
 * Adds or changes the form, unless something is wrong.
 */
void
rg_contact_form_page_save (RgContactFormPage *self)
{
  gboolean new = *self->form->name == '\0';
  g_autofree char *label = NULL;

  self->touched = TRUE;
  update (self);
  if (self->busy || rg_contact_form_page_find_fault (self) != NULL)
    return;
  take_name (self);
  /* Translators: %s is the name of a form. */
  label = g_strdup_printf (new ? _ ("Add the form “%s”") : _ ("Change the form “%s”"),
                           rg_contact_form_get_title (self->form));
  rg_form_wish_save (self->store, GTK_WIDGET (self), self->form, label, rg_change_done_cb,
                     begin (self, new ? _ ("Added the form “%s”") : _ ("Changed the form “%s”")));
}

/**
 * rg_contact_form_page_reset:
 * @self: the page of a form that came with the program
 *
 * It is again as it came.
 */
void
rg_contact_form_page_reset (RgContactFormPage *self)
{
  g_autofree char *label = NULL;

  if (self->busy || self->form->id == 0 || self->form->key == NULL)
    return;
  label = g_strdup_printf (_ ("Set back the form “%s”"), rg_contact_form_get_title (self->form));
  rg_form_wish_delete (self->store, GTK_WIDGET (self), self->form, label, rg_change_done_cb,
                       begin (self, _ ("The form “%s” is as it came")));
}

/**
 * rg_contact_form_page_retire:
 * @self: the page of a form that is there
 *
 * It is asked for no more; what entries were answered stays with them.
 */
void
rg_contact_form_page_retire (RgContactFormPage *self)
{
  g_autofree char *label = NULL;

  if (self->busy || *self->form->name == '\0')
    return;
  self->form->retired = TRUE;
  label = g_strdup_printf (_ ("Stop using the form “%s”"), rg_contact_form_get_title (self->form));
  rg_form_wish_save (self->store, GTK_WIDGET (self), self->form, label, rg_change_done_cb,
                     begin (self, _ ("The form “%s” is no longer used")));
}

/**
 * rg_contact_form_page_delete:
 * @self: the page of one of the shop's own forms
 *
 * It is there no more. What entries were answered is theirs and stays, so that this
 * takes nothing away that an Undo would not bring back.
 */
void
rg_contact_form_page_delete (RgContactFormPage *self)
{
  g_autofree char *label = NULL;

  if (self->busy || self->form->id == 0 || self->form->key != NULL)
    return;
  label = g_strdup_printf (_ ("Delete the form “%s”"), rg_contact_form_get_title (self->form));
  rg_form_wish_delete (self->store, GTK_WIDGET (self), self->form, label, rg_change_done_cb,
                       begin (self, _ ("Deleted the form “%s”")));
}

/* --- the page ------------------------------------------------------------- */

static void
rg_contact_form_page_dispose (GObject *object)
{
  RgContactFormPage *self = RG_CONTACT_FORM_PAGE (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  self->filling = TRUE;
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_contact_form_page_parent_class)->dispose (object);
}

static void
rg_contact_form_page_finalize (GObject *object)
{
  RgContactFormPage *self = RG_CONTACT_FORM_PAGE (object);

  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->form, rg_contact_form_free);
  g_ptr_array_unref (self->part_rows);

  G_OBJECT_CLASS (rg_contact_form_page_parent_class)->finalize (object);
}

static void
rg_contact_form_page_class_init (RgContactFormPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_contact_form_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_contact_form_page_finalize;

  /**
   * RgContactFormPage::done:
   * @sentence: what was done
   * @operation: as what; 0: nothing was to be changed
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * RgContactFormPage::new-field:
   *
   * A part is wanted that there is no field for.
   */
  signals[NEW_FIELD] = g_signal_new ("new-field", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  return group;
}

static GtkWidget *
add_button_row (RgContactFormPage *self,
                AdwPreferencesGroup *group,
                const char *title,
                void (*func) (RgContactFormPage *))
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (func), self);
  adw_preferences_group_add (group, row);
  return row;
}

static void
build_groups (RgContactFormPage *self, GtkWidget *page)
{
  AdwPreferencesGroup *group = add_group (page, NULL);

  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name of the form"));
  g_signal_connect (self->name_row, "changed", G_CALLBACK (name_cb), self);
  adw_preferences_group_add (group, self->name_row);

  group = add_group (page, _ ("Asked After"));
  adw_preferences_group_set_description (group, _ ("Each kind of entry asks for one form."));
  self->kinds_box = rg_kinds_box_new ();
  g_signal_connect_swapped (self->kinds_box, "changed", G_CALLBACK (kinds_cb), self);
  adw_preferences_group_add (group, self->kinds_box);

  self->parts_group = add_group (page, _ ("Parts"));
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add_button), _ ("Add a Part"));
  gtk_widget_add_css_class (self->add_button, "flat");
  adw_preferences_group_set_header_suffix (self->parts_group, self->add_button);

  group = add_group (page, NULL);
  self->fault_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault_label), 0);
  gtk_widget_add_css_class (self->fault_label, "field-error");
  gtk_widget_set_visible (self->fault_label, FALSE);
  adw_preferences_group_add (group, self->fault_label);

  group = add_group (page, NULL);
  self->reset_row = add_button_row (self, group, _ ("Back to as Shipped"), rg_contact_form_page_reset);
  self->retire_row = add_button_row (self, group, _ ("No Longer Use It"), rg_contact_form_page_retire);
  self->delete_row = add_button_row (self, group, _ ("Delete"), rg_contact_form_page_delete);
  gtk_widget_add_css_class (self->delete_row, "destructive-action");
}

static void
rg_contact_form_page_init (RgContactFormPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_preferences_page_new ();

  self->part_rows = g_ptr_array_new ();
  self->save_button = gtk_button_new_with_mnemonic (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (rg_contact_form_page_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  build_groups (self, page);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

/**
 * rg_contact_form_page_new:
 * @store: a shop that can be changed
 * @form: what is edited; copied. One without a name is new
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rg_contact_form_page_new (RgStore *store, const RgContactForm *form)
{
  RgContactFormPage *self = g_object_new (RG_TYPE_CONTACT_FORM_PAGE, NULL);
  gboolean new = *form->name == '\0';

  self->store = g_object_ref (store);
  self->catalog = rg_store_ref_catalog (store);
  self->form = rg_contact_form_copy (form);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 new ? _ ("New Form") : rg_contact_form_get_title (form));
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), new ? "" : rg_contact_form_get_title (form));
  /* What comes in by itself, and what says nothing, asks for nothing. */
  rg_kinds_box_fill (RG_KINDS_BOX (self->kinds_box), self->catalog,
                     (const char *const[]) { "form", "other", NULL },
                     (const char *const *) self->form->kinds);
  self->filling = FALSE;
  rg_contact_form_parts_fill (self, NULL);
  gtk_widget_set_visible (self->reset_row, form->key != NULL && form->id != 0);
  gtk_widget_set_visible (self->retire_row, !new);
  gtk_widget_set_visible (self->delete_row, form->key == NULL && form->id != 0);
  g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (catalog_cb), self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * rg_contact_form_page_set_name:
 * @self: a page
 * @name: what the form is called
 */
void
rg_contact_form_page_set_name (RgContactFormPage *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
}

/**
 * rg_contact_form_page_set_kind:
 * @self: a page
 * @kind: of an event
 * @asked: whether it asks for the form
 */
void
rg_contact_form_page_set_kind (RgContactFormPage *self, const char *kind, gboolean asked)
{
  rg_kinds_box_choose (RG_KINDS_BOX (self->kinds_box), kind, asked);
}

/**
 * rg_contact_form_page_describe:
 * @self: a page
 *
 * Returns: (transfer full): its parts in their order, a star behind those that are
 *   required
 */
char *
rg_contact_form_page_describe (RgContactFormPage *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (self->form->parts, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", part->field, part->required ? "*" : "");
    }
  return g_string_free_and_steal (text);
}
