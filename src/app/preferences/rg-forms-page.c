/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-forms-page.h"

#include "app/preferences/rg-add-button.h"
#include "app/preferences/rg-form-wish.h"
#include "app/preferences/rg-row-focus.h"
#include "app/record/rg-kind-picker.h"
#include "app/rg-reread.h"

#include <glib/gi18n-lib.h>

struct _RgFormsPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *widgets; /* rows in the group, not owned */

  RgStore *store;
  GPtrArray *forms; /* RgContactForm */
  RgReread *reread;
  guint n_writing;
  GtkWidget *add;
  RgRowFocus *focus;
};

enum
{
  EDIT,
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgFormsPage, rg_forms_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- changing ------------------------------------------------------------- */

static void
done_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgFormsPage *self = page;

  self->n_writing--;
  if (error != NULL)
    g_signal_emit (self, signals[SAID], 0, error->message, (gint64) 0);
  else if (operation != 0)
    g_signal_emit (self, signals[SAID], 0, done, operation);
}

static const RgContactForm *
form_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "form");
}

/* @done has a place for the form's name. */
static gpointer
begin (RgFormsPage *self, const char *done, const RgContactForm *form)
{
  self->n_writing++;
  return rg_change_when_done (self, g_strdup_printf (done, rg_contact_form_get_title (form)), done_cb);
}

static void
use_again_cb (GtkWidget *button, RgFormsPage *self)
{
  const RgContactForm *form = form_of (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));
  g_autoptr (RgContactForm) used = rg_contact_form_copy (form);
  g_autofree char *label = g_strdup_printf (_ ("Use the form “%s” again"), rg_contact_form_get_title (form));

  used->retired = FALSE;
  rg_form_wish_save (self->store, GTK_WIDGET (self), used, label, rg_change_done_cb,
                     begin (self, _ ("The form “%s” is used again"), form));
}

static void
delete_cb (GtkWidget *button, RgFormsPage *self)
{
  const RgContactForm *form = form_of (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));

  rg_forms_page_delete (self, form);
}

/* --- showing -------------------------------------------------------------- */

static GtkWidget *
make_delete_button (RgFormsPage *self, const RgContactForm *form)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Delete the form “%s”"), rg_contact_form_get_title (form));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (delete_cb), self);
  return button;
}

static void
activated_cb (AdwActionRow *row, RgFormsPage *self)
{
  rg_row_focus_leave (self->focus, row);
  g_signal_emit (self, signals[EDIT], 0, form_of (row));
}

/* Behind the others, for no kind yet. */
static void
add_cb (GtkWidget *button, RgFormsPage *self)
{
  g_autoptr (RgContactForm) form = rg_contact_form_new ("");

  for (guint i = 0; self->forms != NULL && i < self->forms->len; i++)
    form->position = MAX (form->position, ((RgContactForm *) g_ptr_array_index (self->forms, i))->position);
  form->position += 1;
  rg_row_focus_leave (self->focus, button);
  g_signal_emit (self, signals[EDIT], 0, form);
}

/* "On-site visit, Meeting · 7 parts" */
static char *
describe_form (const RgContactForm *form, RgCatalog *catalog)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;

  for (char **kind = form->kinds; *kind != NULL; kind++)
    g_string_append_printf (line, "%s%s", line->len > 0 ? C_ ("list", ", ") : "",
                            rg_kind_get_label (catalog, *kind));
  if (line->len == 0)
    g_string_append (line, _ ("Asked for nowhere"));
  for (guint i = 0; i < form->parts->len; i++)
    if (rg_contact_part_get_field (g_ptr_array_index (form->parts, i), catalog) != NULL)
      n++;
  g_string_append (line, " · ");
  g_string_append_printf (line, ngettext ("%u part", "%u parts", n), n);
  return g_string_free_and_steal (g_steal_pointer (&line));
}

static GtkWidget *
make_row (RgFormsPage *self, const RgContactForm *form, RgCatalog *catalog)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *about = describe_form (form, catalog);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rg_contact_form_get_title (form));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  g_object_set_data_full (G_OBJECT (row), "form", rg_contact_form_copy (form),
                          (GDestroyNotify) rg_contact_form_free);
  if (form->retired)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Use Again"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect (button, "clicked", G_CALLBACK (use_again_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      if (form->key == NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_delete_button (self, form));
      return row;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), self);
  return row;
}

static void
add_to_group (RgFormsPage *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->widgets, row);
}

/* One that came with the program has a key before it has a row, and keeps it. */
static void
name_row (RgFormsPage *self, GtkWidget *row, const RgContactForm *form)
{
  if (form->key != NULL)
    rg_row_focus_name (self->focus, row, form->key);
  else
    rg_row_focus_name_id (self->focus, row, form->id);
}

static void
fill (RgFormsPage *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);
  GtkWidget *unused = NULL;

  rg_row_focus_begin (self->focus);
  for (guint i = 0; i < self->widgets->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->widgets, i));
  g_ptr_array_set_size (self->widgets, 0);
  rg_row_focus_name (self->focus, self->add, "+");
  for (guint i = 0; i < self->forms->len; i++)
    {
      const RgContactForm *form = g_ptr_array_index (self->forms, i);
      GtkWidget *row = make_row (self, form, catalog);

      name_row (self, row, form);
      if (!form->retired)
        {
          add_to_group (self, row);
          continue;
        }
      if (unused == NULL)
        {
          unused = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (unused), _ ("No longer used"));
          add_to_group (self, unused);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (unused), row);
    }
  rg_row_focus_end (self->focus);
}

/* --- reading -------------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_contact_forms_list (read, error);
}

static void
read_cb (gpointer forms, const GError *error, gpointer user_data)
{
  RgFormsPage *self = user_data;

  if (forms == NULL)
    {
      adw_preferences_group_set_description (self->group, error->message);
      return;
    }
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = forms;
  fill (self);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_forms_page_dispose (GObject *object)
{
  RgFormsPage *self = RG_FORMS_PAGE (object);

  g_clear_pointer (&self->reread, rg_reread_stop);
  g_clear_pointer (&self->focus, rg_row_focus_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_forms_page_parent_class)->dispose (object);
}

static void
rg_forms_page_finalize (GObject *object)
{
  RgFormsPage *self = RG_FORMS_PAGE (object);

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_ptr_array_unref (self->widgets);

  G_OBJECT_CLASS (rg_forms_page_parent_class)->finalize (object);
}

static void
rg_forms_page_class_init (RgFormsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_forms_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_forms_page_finalize;

  /**
   * RgFormsPage::edit:
   * @form: an RgContactForm; one without a name is new
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * RgFormsPage::said:
   * @sentence: what was done, or why it was not
   * @operation: as what; 0: nothing that could be undone
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
rg_forms_page_init (RgFormsPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self);
  GtkWidget *button = rg_add_button_new (_ ("Add"), _ ("Add a form"));

  self->widgets = g_ptr_array_new ();
  adw_preferences_page_set_name (page, "forms");
  adw_preferences_page_set_title (page, _ ("Contact Forms"));
  adw_preferences_page_set_icon_name (page, "document-properties-symbolic");
  adw_preferences_page_set_description (
      page, _ ("What is asked under the text of an entry: after a visit, a showing, a trial lesson."));
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Forms"));
  adw_preferences_group_set_header_suffix (self->group, button);
  self->add = button;
  self->focus = rg_row_focus_new (GTK_WIDGET (self->group));
  adw_preferences_page_add (page, self->group);
}

/**
 * rg_forms_page_new:
 * @store: a shop that can be changed
 *
 * Returns: (transfer floating): a page that follows the forms
 */
GtkWidget *
rg_forms_page_new (RgStore *store)
{
  RgFormsPage *self = g_object_new (RG_TYPE_FORMS_PAGE, NULL);

  self->store = g_object_ref (store);
  self->reread =
      rg_reread_new (store, "contact_form", read_func, (GDestroyNotify) g_ptr_array_unref, read_cb, self);
  g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (rg_reread_now), self->reread);
  return GTK_WIDGET (self);
}

/**
 * rg_forms_page_is_busy:
 * @self: a page
 *
 * Returns: whether something is being read or written
 */
gboolean
rg_forms_page_is_busy (RgFormsPage *self)
{
  return (self->reread != NULL && rg_reread_is_busy (self->reread)) || self->n_writing > 0;
}

/**
 * rg_forms_page_get_forms:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RgContactForm): the forms
 */
GPtrArray *
rg_forms_page_get_forms (RgFormsPage *self)
{
  return self->forms;
}

/**
 * rg_forms_page_delete:
 * @self: a page
 * @form: one of the shop's own
 *
 * It is there no more; what entries were answered stays with them.
 */
void
rg_forms_page_delete (RgFormsPage *self, const RgContactForm *form)
{
  g_autofree char *label = g_strdup_printf (_ ("Delete the form “%s”"), rg_contact_form_get_title (form));

  rg_form_wish_delete (self->store, GTK_WIDGET (self), form, label, rg_change_done_cb,
                       begin (self, _ ("Deleted the form “%s”"), form));
}
