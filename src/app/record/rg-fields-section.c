/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-fields-section.h"

#include "app/record/rg-phone-hint.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

struct _RgFieldsSection
{
  RgSection parent_instance;

  RgForm *form;
  /* Whose fields stand in the form. */
  gint64 customer;
  RgStore *followed;
  RgSettings *settings;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (RgFieldsSection, rg_fields_section, RG_TYPE_SECTION)

/* --- saving --------------------------------------------------------------- */

typedef struct
{
  RgFieldsSection *section;
  gint64 customer;
  char *key;
  RgValue value;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->section);
  g_free (saving->key);
  rg_value_clear (&saving->value);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_hint (RgFieldsSection *self, const char *key, const RgValue *value)
{
  RgFieldEditor *editor = rg_form_find (self->form, key);

  if (!g_str_equal (key, "phone") || editor == NULL)
    return;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  rg_phone_hint_ask (editor, rg_section_get_store (RG_SECTION (self)), self->customer,
                     rg_value_get_text (value), self->asking);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  RgFieldsSection *self = saving->section;
  g_autoptr (GError) error = NULL;
  gboolean done = rg_change_finish (RG_STORE (source), result, NULL, &error);
  RgFieldEditor *editor;
  guint more;

  if (self->form == NULL)
    return;
  /* Somebody else's fields stand there by now. */
  if (self->customer != saving->customer)
    {
      if (!done)
        rg_change_toast (GTK_WIDGET (self), error->message);
      return;
    }

  more = rg_form_release (self->form, saving->key);
  editor = rg_form_find (self->form, saving->key);
  if (editor == NULL)
    return;
  if (!done)
    rg_field_editor_set_error (editor, error->message);
  else if (more == 0)
    {
      rg_field_editor_set_value (editor, &saving->value);
      rg_field_editor_show_saved (editor);
      show_hint (self, saving->key, &saving->value);
    }
}

static char *
dup_label (RgFieldsSection *self, const RgField *field)
{
  RgRow *customer = rg_profile_get_customer (rg_section_get_profile (RG_SECTION (self)));
  const char *name = rg_row_get_text (customer, "name");

  /* Translators: what the history reads: a customer's name, and the field that
   * was changed. */
  return g_strdup_printf (_ ("Change %s: %s"), name != NULL ? name : _ ("a customer"),
                          rg_field_get_label (field));
}

static void
committed_cb (RgForm *form, RgFieldEditor *editor, RgFieldsSection *self)
{
  const RgField *field = rg_field_editor_get_field (editor);
  g_autofree char *label = NULL;
  Saving *saving;

  if (!rg_section_is_writable (RG_SECTION (self)))
    return;

  saving = g_new0 (Saving, 1);
  saving->section = g_object_ref (self);
  saving->customer = self->customer;
  saving->key = g_strdup (field->key);
  rg_value_copy (rg_field_editor_get_value (editor), &saving->value);
  rg_form_hold (self->form, field->key);
  label = dup_label (self, field);
  rg_change_field_async (rg_section_get_store (RG_SECTION (self)), GTK_WIDGET (self), "customer",
                         self->customer, field->key, &saving->value, label, saved_cb, saving);
}

/* --- showing -------------------------------------------------------------- */

static void
catalog_changed_cb (RgFieldsSection *self)
{
  RgStore *store = rg_section_get_store (RG_SECTION (self));
  g_autoptr (RgCatalog) catalog = store != NULL ? rg_store_ref_catalog (store) : NULL;

  if (catalog != NULL && store == self->followed)
    rg_form_set_catalog (self->form, catalog, store);
}

static void
follow (RgFieldsSection *self, RgStore *store)
{
  if (self->followed == store)
    return;
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  /* The fields hold the shop open. */
  rg_form_clear (self->form);
  g_set_object (&self->followed, store);
  if (store != NULL)
    g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self);
}

static void
update_mask (RgFieldsSection *self)
{
  rg_form_set_mask (self->form, rg_settings_get_boolean (self->settings, "mask-phones"));
}

static void
follow_settings (RgFieldsSection *self, RgSettings *settings)
{
  if (self->settings == settings)
    return;
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_set_object (&self->settings, settings);
  if (settings == NULL)
    return;
  g_signal_connect_swapped (settings, "changed::mask-phones", G_CALLBACK (update_mask), self);
  update_mask (self);
}

static void
rg_fields_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgFieldsSection *self = RG_FIELDS_SECTION (section);
  RgStore *store = rg_section_get_store (section);
  RgRow *row = profile != NULL ? rg_profile_get_customer (profile) : NULL;
  RgFieldEditor *phone;

  follow (self, store);
  self->customer = profile != NULL ? rg_profile_get_id (profile) : 0;
  if (profile == NULL)
    return;

  catalog_changed_cb (self);
  follow_settings (self, rg_section_get_settings (section));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), rg_section_is_writable (section));
  rg_form_show_row (self->form, row, other);
  if (!other)
    return;

  g_cancellable_cancel (self->asking);
  phone = rg_form_find (self->form, "phone");
  if (phone != NULL)
    rg_field_editor_set_hint (phone, NULL);
}

static void
rg_fields_section_flush (RgSection *section)
{
  rg_form_commit (RG_FIELDS_SECTION (section)->form);
}

static void
rg_fields_section_dispose (GObject *object)
{
  RgFieldsSection *self = RG_FIELDS_SECTION (object);

  if (self->form != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->form, self);
      follow (self, NULL);
      follow_settings (self, NULL);
    }
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->form = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (rg_fields_section_parent_class)->dispose (object);
}

static void
rg_fields_section_class_init (RgFieldsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_fields_section_dispose;
  RG_SECTION_CLASS (klass)->show = rg_fields_section_show;
  RG_SECTION_CLASS (klass)->flush = rg_fields_section_flush;
}

static void
rg_fields_section_init (RgFieldsSection *self)
{
  self->form = RG_FORM (rg_form_new ("customer"));
  g_signal_connect (self->form, "committed", G_CALLBACK (committed_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->form));
}

/**
 * rg_fields_section_new:
 *
 * Returns: (transfer floating): a section that shows nobody
 */
GtkWidget *
rg_fields_section_new (void)
{
  return g_object_new (RG_TYPE_FIELDS_SECTION, NULL);
}

/**
 * rg_fields_section_get_form:
 * @self: a section
 *
 * Returns: (transfer none): the fields
 */
RgForm *
rg_fields_section_get_form (RgFieldsSection *self)
{
  return self->form;
}

/**
 * rg_fields_section_is_saving:
 * @self: a section
 *
 * Returns: whether something is on its way to the shop
 */
gboolean
rg_fields_section_is_saving (RgFieldsSection *self)
{
  return rg_form_is_held (self->form);
}
