/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-form-private.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-contact-forms.h"

#include <glib/gi18n-lib.h>

enum
{
  CHANGED,
  SAVE_REQUESTED,
  CANCEL_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgEntryForm, rg_entry_form, ADW_TYPE_BIN)

/* --- what is written ------------------------------------------------------ */

static void
changed_cb (RgEntryForm *self)
{
  if (self->filling)
    return;
  rg_entry_form_set_error (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What a step is goes with the entry that sets its day. */
static void
update_what (RgEntryForm *self)
{
  const char *choice = rg_date_button_get_choice (self->next_button);
  gboolean shown = self->entry == NULL && choice != NULL && *choice != '\0';

  if (!shown && gtk_widget_get_focus_child (GTK_WIDGET (self->what_entry)) != NULL)
    rg_entry_form_focus_text (self);
  gtk_widget_set_visible (GTK_WIDGET (self->what_entry), shown);
}

/* What comes after the answers stands below them; the kinds stay where they are. */
static void
place_foot (RgEntryForm *self)
{
  GtkWidget *parts[] = { GTK_WIDGET (self->next_button), GTK_WIDGET (self->what_entry), self->buttons };
  AdwWrapBox *place = rg_entry_parts_is_empty (self->parts) ? self->tools : self->foot;
  AdwWrapBox *other = place == self->tools ? self->foot : self->tools;

  gtk_widget_set_visible (GTK_WIDGET (self->foot), place == self->foot);
  if (gtk_widget_get_parent (self->buttons) == GTK_WIDGET (place))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GtkWidget) part = g_object_ref (parts[i]);
      gboolean focused = gtk_widget_get_focus_child (part) != NULL;

      adw_wrap_box_remove (other, part);
      adw_wrap_box_append (place, part);
      if (focused)
        gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD);
    }
}

static void
next_chosen_cb (RgEntryForm *self)
{
  self->proposed = FALSE;
  update_what (self);
  changed_cb (self);
}

/* The more somebody wants it, the sooner; who has chosen a day keeps it. */
static void
propose_next (RgEntryForm *self)
{
  const RgValue *intent = rg_entry_parts_get_value (self->parts, "intent");
  guint days = rg_contact_forms_days_for (intent != NULL ? rg_value_get_text (intent) : NULL);
  g_autofree char *iso = NULL;
  GDate day;

  if (self->entry != NULL || (!self->proposed && rg_date_button_get_choice (self->next_button) != NULL))
    return;
  if (days > 0)
    {
      rg_display_today (&day);
      g_date_add_days (&day, days);
      iso = rg_date_to_iso (&day);
    }
  rg_date_button_set_choice (self->next_button, iso);
  self->proposed = days > 0;
  update_what (self);
}

static void
part_changed_cb (RgEntryForm *self, const char *key)
{
  if (g_str_equal (key, "intent"))
    propose_next (self);
  changed_cb (self);
}

static void
kind_changed_cb (RgEntryForm *self)
{
  rg_entry_parts_set_kind (self->parts, rg_kind_picker_get_kind (self->kind_picker));
  place_foot (self);
  gtk_widget_set_visible (GTK_WIDGET (self->amount_entry), rg_entry_form_is_sale (self));
  /* A sale has a day only. */
  gtk_widget_set_visible (GTK_WIDGET (self->time_entry), !rg_entry_form_is_sale (self));
  rg_text_area_set_hint (self->text_area,
                         rg_entry_form_is_sale (self) ? _ ("What was sold?") : _ ("What happened?"));
  changed_cb (self);
}

static void
amount_left_cb (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (self->catalog != NULL && !rg_entry_form_read_amount (self, &amount, &error))
    rg_entry_form_set_error (self, error->message);
}

/**
 * rg_entry_form_set_draft:
 * @self: a form
 * @draft: (nullable): what it shows; %NULL empties it
 */
void
rg_entry_form_set_draft (RgEntryForm *self, const RgDraft *draft)
{
  self->filling = TRUE;
  rg_kind_picker_set_kind (self->kind_picker, draft != NULL ? draft->kind : "note");
  rg_text_area_set_text (self->text_area, draft != NULL ? draft->text : "");
  gtk_editable_set_text (self->amount_entry, draft != NULL ? draft->amount : "");
  rg_date_button_set_choice (self->next_button, draft != NULL ? draft->next_date : NULL);
  gtk_editable_set_text (self->what_entry, draft != NULL ? draft->next_what : "");
  rg_entry_parts_set_texts (self->parts, draft != NULL ? draft->parts : NULL);
  place_foot (self);
  self->proposed = FALSE;
  update_what (self);
  self->filling = FALSE;
  changed_cb (self);
}

/**
 * rg_entry_form_dup_draft:
 * @self: a form
 *
 * Returns: (transfer full): what is written
 */
RgDraft *
rg_entry_form_dup_draft (RgEntryForm *self)
{
  const char *kind = rg_kind_picker_get_kind (self->kind_picker);
  RgDraft *draft = rg_draft_new (kind != NULL ? kind : "note");

  g_free (draft->text);
  draft->text = rg_text_area_dup_text (self->text_area);
  g_set_str (&draft->amount, gtk_editable_get_text (self->amount_entry));
  g_set_str (&draft->next_date, rg_date_button_get_choice (self->next_button));
  g_set_str (&draft->next_what, gtk_editable_get_text (self->what_entry));
  g_hash_table_unref (draft->parts);
  draft->parts = rg_entry_parts_dup_texts (self->parts);
  return draft;
}

/**
 * rg_entry_form_is_changed:
 * @self: a form
 *
 * Returns: whether anything is another than it was at first
 */
gboolean
rg_entry_form_is_changed (RgEntryForm *self)
{
  g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self);

  if (self->first == NULL)
    return !rg_draft_is_empty (draft);
  return !rg_draft_equal (draft, self->first) ||
         g_strcmp0 (rg_date_button_get_choice (self->day_button), self->first_day) != 0 ||
         g_strcmp0 (gtk_editable_get_text (self->time_entry), self->first_time) != 0;
}

/* --- beginning ------------------------------------------------------------ */

static void
set_catalog (RgEntryForm *self, RgCatalog *catalog)
{
  rg_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
}

/**
 * rg_entry_form_begin_new:
 * @self: a form
 * @catalog: the shop's catalogue
 * @next_date: (nullable): the customer's next step
 *
 * Makes the form one for a new entry, with nothing written yet.
 */
void
rg_entry_form_begin_new (RgEntryForm *self, RgCatalog *catalog, const char *next_date)
{
  set_catalog (self, catalog);
  self->filling = TRUE;
  rg_kind_picker_fill (self->kind_picker, catalog, RG_KIND_SET_ALL, "note");
  self->filling = FALSE;
  rg_entry_form_set_kept (self, next_date);
  rg_entry_form_set_draft (self, NULL);
}

/* The draft that a saved entry would have been. */
static RgDraft *
draft_of (RgEntryForm *self, const RgTimelineEntry *entry)
{
  gboolean sale = g_str_equal (rg_entity_get_key (rg_row_get_entity (entry->row)), "sale");
  const char *kind = sale ? RG_KIND_SALE : rg_row_get_text (entry->row, "kind");
  const char *text = rg_row_get_text (entry->row, sale ? "item" : "text");
  RgDraft *draft = rg_draft_new (kind != NULL ? kind : "note");

  g_set_str (&draft->text, text != NULL ? text : "");
  if (sale)
    {
      const RgField *field = rg_entry_form_find_field (self, "sale", "amount_fen");

      g_free (draft->amount);
      draft->amount = rg_row_format (entry->row, field, RG_FORMAT_EXCHANGE);
    }
  else
    {
      g_set_str (&draft->next_date, rg_row_get_text (entry->row, "next_date"));
      g_hash_table_unref (draft->parts);
      draft->parts = rg_entry_texts_of_row (entry->row);
    }
  return draft;
}

/**
 * rg_entry_form_begin_edit:
 * @self: a form
 * @catalog: the shop's catalogue
 * @entry: (transfer none): what is edited
 *
 * Makes the form one for an entry that is there, and shows it.
 */
void
rg_entry_form_begin_edit (RgEntryForm *self, RgCatalog *catalog, const RgTimelineEntry *entry)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (entry->at * 1000);
  gboolean sale = g_str_equal (rg_entity_get_key (rg_row_get_entity (entry->row)), "sale");

  set_catalog (self, catalog);
  self->entry = rg_timeline_entry_copy (entry);
  self->first = draft_of (self, entry);
  self->first_day = g_date_time_format (local, "%Y-%m-%d");
  self->first_time = g_date_time_format (local, "%H:%M");

  self->filling = TRUE;
  rg_kind_picker_fill (self->kind_picker, catalog, sale ? RG_KIND_SET_SALE : RG_KIND_SET_EVENTS,
                       self->first->kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_picker), !sale);
  gtk_widget_set_visible (self->when_box, TRUE);
  rg_date_button_set_choice (self->day_button, self->first_day);
  gtk_editable_set_text (self->time_entry, self->first_time);
  /* A sale says nothing of what comes next. */
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !sale);
  self->filling = FALSE;
  rg_entry_form_set_draft (self, self->first);
}

/**
 * rg_entry_form_set_forms:
 * @self: a form
 * @forms: (element-type RgContactForm): what entries of a kind are asked for
 * @catalog: the shop's catalogue
 * @store: (nullable): where names for completion come from
 */
void
rg_entry_form_set_forms (RgEntryForm *self, GPtrArray *forms, RgCatalog *catalog, RgStore *store)
{
  rg_entry_parts_set_forms (self->parts, forms, catalog, store);
  place_foot (self);
}

/**
 * rg_entry_form_get_parts:
 * @self: a form
 *
 * Returns: (transfer none): what the kind's form is answered
 */
RgEntryParts *
rg_entry_form_get_parts (RgEntryForm *self)
{
  return self->parts;
}

/**
 * rg_entry_form_set_kept:
 * @self: a form
 * @next_date: (nullable): the customer's next step
 */
void
rg_entry_form_set_kept (RgEntryForm *self, const char *next_date)
{
  rg_date_button_set_kept (self->next_button, next_date);
}

/**
 * rg_entry_form_set_error:
 * @self: a form
 * @message: (nullable): a sentence; %NULL takes it away
 */
void
rg_entry_form_set_error (RgEntryForm *self, const char *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

/**
 * rg_entry_form_get_error:
 * @self: a form
 *
 * Returns: (nullable): what it says is wrong
 */
const char *
rg_entry_form_get_error (RgEntryForm *self)
{
  const char *message = gtk_label_get_label (self->error_label);

  return *message != '\0' ? message : NULL;
}

/**
 * rg_entry_form_set_busy:
 * @self: a form
 * @busy: whether it is being saved
 */
void
rg_entry_form_set_busy (RgEntryForm *self, gboolean busy)
{
  self->busy = busy;
  rg_text_area_set_editable (self->text_area, !busy);
  gtk_editable_set_editable (self->amount_entry, !busy);
  gtk_editable_set_editable (self->what_entry, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_picker), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), !busy);
}

/**
 * rg_entry_form_is_busy:
 * @self: a form
 *
 * Returns: whether it is being saved
 */
gboolean
rg_entry_form_is_busy (RgEntryForm *self)
{
  return self->busy;
}

/**
 * rg_entry_form_set_can_save:
 * @self: a form
 * @can_save: whether there is anything to save
 */
void
rg_entry_form_set_can_save (RgEntryForm *self, gboolean can_save)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", can_save);
}

/**
 * rg_entry_form_add_button:
 * @self: a form
 * @button: what stands at its end
 */
void
rg_entry_form_add_button (RgEntryForm *self, GtkWidget *button)
{
  gtk_box_append (GTK_BOX (self->buttons), button);
}

/**
 * rg_entry_form_focus_text:
 * @self: a form
 */
void
rg_entry_form_focus_text (RgEntryForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text_area));
}

/* --- the object ----------------------------------------------------------- */

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!RG_ENTRY_FORM (widget)->busy)
    g_signal_emit (widget, signals[SAVE_REQUESTED], 0);
}

/* Before the text takes Ctrl+Enter for a new line. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RgEntryForm *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (modifiers == GDK_CONTROL_MASK &&
      (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter))
    {
      /* What is being written there may be all there is. */
      rg_entry_parts_commit (self->parts);
      gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
escape_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RgEntryForm *self)
{
  if (key != GDK_KEY_Escape || self->entry == NULL)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[CANCEL_REQUESTED], 0);
  return GDK_EVENT_STOP;
}

static void
rg_entry_form_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_ENTRY_FORM);

  G_OBJECT_CLASS (rg_entry_form_parent_class)->dispose (object);
}

static void
rg_entry_form_finalize (GObject *object)
{
  RgEntryForm *self = RG_ENTRY_FORM (object);

  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->entry, rg_timeline_entry_free);
  g_clear_pointer (&self->first, rg_draft_free);
  g_free (self->first_day);
  g_free (self->first_time);

  G_OBJECT_CLASS (rg_entry_form_parent_class)->finalize (object);
}

static void
rg_entry_form_class_init (RgEntryFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    guint id;
    const char *name;
  } all[] = {
    { CHANGED, "changed" },
    { SAVE_REQUESTED, "save-requested" },
    { CANCEL_REQUESTED, "cancel-requested" },
  };

  object_class->dispose = rg_entry_form_dispose;
  object_class->finalize = rg_entry_form_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    signals[all[i].id] = g_signal_new (all[i].name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-entry-form.ui");
  g_type_ensure (RG_TYPE_TEXT_AREA);
  g_type_ensure (RG_TYPE_KIND_PICKER);
  g_type_ensure (RG_TYPE_DATE_BUTTON);
  g_type_ensure (RG_TYPE_ENTRY_PARTS);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, text_area);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, kind_picker);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, when_box);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, day_button);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, time_entry);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, next_button);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, what_entry);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, parts);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, tools);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, foot);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, buttons);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save);
}

static void
add_keys (RgEntryForm *self, GtkPropagationPhase phase, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
rg_entry_form_init (RgEntryForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_date_button_set_past (self->day_button, TRUE);
  rg_text_area_set_hint (self->text_area, _ ("What happened?"));
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (key_cb));
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (escape_cb));
}
