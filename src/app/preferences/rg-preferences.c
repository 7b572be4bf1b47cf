/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-preferences.h"

#include "app/preferences/rg-reminders-group.h"

#include <glib/gi18n-lib.h>

struct _RgPreferences
{
  AdwPreferencesDialog parent_instance;

  AdwPreferencesPage *general_page;
  AdwComboRow *first_row;
  AdwSwitchRow *mask_row;

  RgSettings *settings;
  RgStore *store;
  RgClassesPage *classes;      /* belongs to the dialog; NULL without a shop */
  RgOwnFieldsPage *own_fields; /* belongs to the dialog; NULL without a shop */
  RgStagesPage *stages;        /* belongs to the dialog; NULL without a shop */
  RgStaffPage *staff;          /* belongs to the dialog; NULL without a shop */
  RgFormsPage *forms;          /* belongs to the dialog; NULL without a shop */
};

G_DEFINE_FINAL_TYPE (RgPreferences, rg_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
mask_cb (AdwSwitchRow *row, GParamSpec *pspec, RgPreferences *self)
{
  gboolean mask = adw_switch_row_get_active (row);

  if (self->settings != NULL && mask != rg_settings_get_boolean (self->settings, "mask-phones"))
    rg_settings_set_boolean (self->settings, "mask-phones", mask);
}

/* As the row lists them. */
static const char *const first_pages[] = { "today", "customers" };

static void
show_first (RgPreferences *self)
{
  g_autofree char *first = rg_settings_dup_string (self->settings, "first-page");

  adw_combo_row_set_selected (self->first_row, g_str_equal (first, first_pages[1]) ? 1 : 0);
}

static void
first_cb (AdwComboRow *row, GParamSpec *pspec, RgPreferences *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->settings != NULL && selected < G_N_ELEMENTS (first_pages))
    rg_settings_set_string (self->settings, "first-page", first_pages[selected]);
}

/* --- own fields ----------------------------------------------------------- */

/* The dialog lies over the window, and so over the window's own toasts. */
static void
say (RgPreferences *self, const char *sentence, gint64 operation)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  if (operation != 0)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo-operation");
      adw_toast_set_action_target_value (toast, g_variant_new_int64 (operation));
    }
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static void
said_cb (GtkWidget *page, const char *sentence, gint64 operation, RgPreferences *self)
{
  say (self, sentence, operation);
}

static void
done_cb (GtkWidget *page, const char *sentence, gint64 operation, RgPreferences *self)
{
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self));
  if (operation != 0)
    say (self, sentence, operation);
}

static void
edit_cb (RgOwnFieldsPage *page, const char *entity, const char *key, RgPreferences *self)
{
  rg_preferences_edit_field (self, entity, key);
}

/* --- the pipeline --------------------------------------------------------- */

static void
edit_stage_cb (RgStagesPage *page, gint64 id, RgPreferences *self)
{
  rg_preferences_edit_stage (self, id);
}

static void
edit_gate_cb (RgStagePage *page, const RgGate *gate, RgPreferences *self)
{
  rg_preferences_edit_gate (self, rg_stage_page_get_id (page), gate);
}

/* --- staff and forms ------------------------------------------------------ */

static void
edit_staff_cb (RgStaffPage *page, gint64 id, RgPreferences *self)
{
  rg_preferences_edit_staff (self, id);
}

static void
edit_form_cb (RgFormsPage *page, const RgContactForm *form, RgPreferences *self)
{
  rg_preferences_edit_form (self, form);
}

static void
new_field_cb (RgContactFormPage *page, RgPreferences *self)
{
  rg_preferences_edit_field (self, "event", "");
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_preferences_dispose (GObject *object)
{
  RgPreferences *self = RG_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PREFERENCES);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_preferences_parent_class)->dispose (object);
}

static void
rg_preferences_class_init (RgPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/preferences/rg-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPreferences, general_page);
  gtk_widget_class_bind_template_child (widget_class, RgPreferences, first_row);
  gtk_widget_class_bind_template_child (widget_class, RgPreferences, mask_row);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, mask_cb);
}

static void
rg_preferences_init (RgPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_preferences_new:
 * @settings: the settings of this computer
 * @store: (nullable): the shop
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
rg_preferences_new (RgSettings *settings, RgStore *store)
{
  RgPreferences *self = g_object_new (RG_TYPE_PREFERENCES, NULL);
  gboolean writable;

  self->settings = g_object_ref (settings);
  show_first (self);
  adw_switch_row_set_active (self->mask_row, rg_settings_get_boolean (settings, "mask-phones"));
  writable = store != NULL && !rg_store_is_read_only (store);
  adw_preferences_page_add (
      self->general_page, ADW_PREFERENCES_GROUP (rg_reminders_group_new (settings, writable ? store : NULL)));
  if (!writable)
    return ADW_DIALOG (self);

  self->store = g_object_ref (store);
  self->own_fields = RG_OWN_FIELDS_PAGE (rg_own_fields_page_new (store));
  g_signal_connect_object (self->own_fields, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->own_fields, "said", G_CALLBACK (said_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->own_fields));
  self->stages = RG_STAGES_PAGE (rg_stages_page_new (store));
  g_signal_connect_object (self->stages, "edit", G_CALLBACK (edit_stage_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->stages, "said", G_CALLBACK (said_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->stages));
  self->classes = RG_CLASSES_PAGE (rg_classes_page_new (store));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->classes));
  self->staff = RG_STAFF_PAGE (rg_staff_page_new (store));
  g_signal_connect_object (self->staff, "edit", G_CALLBACK (edit_staff_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->staff, "said", G_CALLBACK (said_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->staff));
  self->forms = RG_FORMS_PAGE (rg_forms_page_new (store));
  g_signal_connect_object (self->forms, "edit", G_CALLBACK (edit_form_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->forms, "said", G_CALLBACK (said_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->forms));

  return ADW_DIALOG (self);
}

/**
 * rg_preferences_get_own_fields:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the list of own fields; %NULL without a
 *   shop that can be changed
 */
RgOwnFieldsPage *
rg_preferences_get_own_fields (RgPreferences *self)
{
  return self->own_fields;
}

/**
 * rg_preferences_get_classes:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the numbers by which customers are judged;
 *   %NULL without a shop that can be changed
 */
RgClassesPage *
rg_preferences_get_classes (RgPreferences *self)
{
  return self->classes;
}

/**
 * rg_preferences_show_classes:
 * @self: a dialog
 */
void
rg_preferences_show_classes (RgPreferences *self)
{
  if (self->classes != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                             ADW_PREFERENCES_PAGE (self->classes));
}

/**
 * rg_preferences_show_own_fields:
 * @self: a dialog
 */
void
rg_preferences_show_own_fields (RgPreferences *self)
{
  if (self->own_fields != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                             ADW_PREFERENCES_PAGE (self->own_fields));
}

/**
 * rg_preferences_edit_field:
 * @self: a dialog with a shop
 * @entity: key of an entity
 * @key: of one of its own fields; "" for a new one
 *
 * Returns: (transfer none): the page that is open now
 */
RgOwnFieldPage *
rg_preferences_edit_field (RgPreferences *self, const char *entity, const char *key)
{
  GtkWidget *page = rg_own_field_page_new (self->store, entity, *key != '\0' ? key : NULL);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));

  return RG_OWN_FIELD_PAGE (page);
}

/**
 * rg_preferences_get_stages:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the list of stages; %NULL without a shop that can
 *   be changed
 */
RgStagesPage *
rg_preferences_get_stages (RgPreferences *self)
{
  return self->stages;
}

/**
 * rg_preferences_show_stages:
 * @self: a dialog
 */
void
rg_preferences_show_stages (RgPreferences *self)
{
  if (self->stages != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                             ADW_PREFERENCES_PAGE (self->stages));
}

/**
 * rg_preferences_edit_stage:
 * @self: a dialog with a shop
 * @id: of a stage; 0: a new one
 *
 * Returns: (transfer none): the page that is open now
 */
RgStagePage *
rg_preferences_edit_stage (RgPreferences *self, gint64 id)
{
  GtkWidget *page = rg_stage_page_new (self->store, id);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "edit-gate", G_CALLBACK (edit_gate_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));

  return RG_STAGE_PAGE (page);
}

/**
 * rg_preferences_edit_gate:
 * @self: a dialog with a shop
 * @stage_id: of a stage
 * @gate: (nullable): one of its gates; %NULL: a new one
 *
 * Returns: (transfer none): the page that is open now
 */
RgGatePage *
rg_preferences_edit_gate (RgPreferences *self, gint64 stage_id, const RgGate *gate)
{
  GtkWidget *page = rg_gate_page_new (self->store, stage_id, gate);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));

  return RG_GATE_PAGE (page);
}

/**
 * rg_preferences_get_staff:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the list of staff; %NULL without a shop that can
 *   be changed
 */
RgStaffPage *
rg_preferences_get_staff (RgPreferences *self)
{
  return self->staff;
}

/**
 * rg_preferences_get_forms:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the list of contact forms; %NULL without a shop
 *   that can be changed
 */
RgFormsPage *
rg_preferences_get_forms (RgPreferences *self)
{
  return self->forms;
}

/**
 * rg_preferences_show_staff:
 * @self: a dialog
 */
void
rg_preferences_show_staff (RgPreferences *self)
{
  if (self->staff != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                             ADW_PREFERENCES_PAGE (self->staff));
}

/**
 * rg_preferences_show_forms:
 * @self: a dialog
 */
void
rg_preferences_show_forms (RgPreferences *self)
{
  if (self->forms != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                             ADW_PREFERENCES_PAGE (self->forms));
}

/**
 * rg_preferences_edit_staff:
 * @self: a dialog with a shop
 * @id: of somebody; 0: somebody new
 *
 * Returns: (transfer none): the page that is open now
 */
RgStaffMemberPage *
rg_preferences_edit_staff (RgPreferences *self, gint64 id)
{
  GtkWidget *page = rg_staff_member_page_new (self->store, id);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));

  return RG_STAFF_MEMBER_PAGE (page);
}

/**
 * rg_preferences_edit_form:
 * @self: a dialog with a shop
 * @form: a contact form; one without a name is new
 *
 * Returns: (transfer none): the page that is open now
 */
RgContactFormPage *
rg_preferences_edit_form (RgPreferences *self, const RgContactForm *form)
{
  GtkWidget *page = rg_contact_form_page_new (self->store, form);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "new-field", G_CALLBACK (new_field_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), ADW_NAVIGATION_PAGE (page));

  return RG_CONTACT_FORM_PAGE (page);
}
