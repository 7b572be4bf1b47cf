/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-form.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-text-area.h"
#include "catalog/rg-date.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

struct _RgEntryForm
{
  AdwBin parent_instance;

  RgTextArea *text_area;
  RgKindPicker *kind_picker;
  GtkEditable *amount_entry;
  GtkWidget *when_box;
  RgDateButton *day_button;
  GtkEditable *time_entry;
  RgDateButton *next_button;
  GtkWidget *buttons;
  GtkLabel *error_label;

  RgCatalog *catalog;
  RgTimelineEntry *entry; /* NULL: a new one */
  /* What an entry that is edited had at first. */
  RgDraft *first;
  char *first_day;
  char *first_time;
  gboolean busy;
  gboolean filling;
};

enum
{
  CHANGED,
  SAVE_REQUESTED,
  CANCEL_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgEntryForm, rg_entry_form, ADW_TYPE_BIN)

static const RgField *
find_field (RgEntryForm *self, const char *entity, const char *key)
{
  return rg_entity_find_field (rg_catalog_find (self->catalog, entity), key);
}

static gboolean
is_sale (RgEntryForm *self)
{
  return g_strcmp0 (rg_kind_picker_get_kind (self->kind_picker), RG_KIND_SALE) == 0;
}

/* --- reading what is written --------------------------------------------- */

/* Blank is no amount, which is no mistake. */
static gboolean
read_amount (RgEntryForm *self, RgValue *amount, GError **error)
{
  return !is_sale (self) || rg_field_parse (find_field (self, "sale", "amount_fen"),
                                            gtk_editable_get_text (self->amount_entry), amount, error);
}

static gint64
local_time (const GDate *day, int hour, int minute)
{
  g_autoptr (GDateTime) moment = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                        g_date_get_day (day), hour, minute, 0);

  return moment != NULL ? g_date_time_to_unix (moment) * 1000 : 0;
}

/* 0 for a new entry: now; and for one whose day and time are as they were: it
 * keeps its seconds. */
static gboolean
read_when (RgEntryForm *self, gint64 *at, GError **error)
{
  const char *day_text = rg_date_button_get_choice (self->day_button);
  const char *time_text = gtk_editable_get_text (self->time_entry);
  g_auto (RgValue) clock = RG_VALUE_INIT;
  g_autofree char *trimmed = rg_text_trim (time_text);
  GDate day;

  *at = 0;
  if (self->entry == NULL || !rg_date_from_iso (day_text, &day) ||
      (g_str_equal (day_text, self->first_day) && g_str_equal (time_text, self->first_time)))
    return TRUE;
  if (is_sale (self))
    {
      *at = local_time (&day, 12, 0);
      return TRUE;
    }
  if (*trimmed == '\0')
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                           _ ("The time is missing. Write it like 15:30."));
      return FALSE;
    }
  if (!rg_type_time.parse (NULL, trimmed, &clock, error))
    return FALSE;
  *at = local_time (&day, atoi (clock.text), atoi (clock.text + 3));
  return TRUE;
}

/* Of an entry that is there, what is not touched is left as it is, and "" takes
 * away. */
static void
make_edit (RgEntryForm *self, RgEntryChange *change)
{
  change->entity = g_strdup (rg_entity_get_key (rg_row_get_entity (self->entry->row)));
  change->id = rg_row_get_id (self->entry->row);
  if (g_strcmp0 (change->next_date, self->first->next_date) == 0)
    g_clear_pointer (&change->next_date, g_free);
  else if (change->next_date == NULL)
    change->next_date = g_strdup ("");
}

static RgEntryChange *
make_change (RgEntryForm *self, const RgValue *amount, gint64 at)
{
  RgEntryChange *change = g_new0 (RgEntryChange, 1);
  g_autofree char *text = rg_text_area_dup_text (self->text_area);

  change->kind = g_strdup (rg_kind_picker_get_kind (self->kind_picker));
  change->text = rg_text_trim (text);
  change->at = at;
  change->has_amount = amount->kind == RG_VALUE_INTEGER;
  change->amount_fen = rg_value_get_integer (amount);
  change->next_date = g_strdup (rg_date_button_get_choice (self->next_button));
  if (self->entry != NULL)
    make_edit (self, change);
  return change;
}

/**
 * rg_entry_form_read:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): what is to be saved; %NULL when
 *   something is wrong, which the form then says
 */
RgEntryChange *
rg_entry_form_read (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gint64 at;

  if (!read_amount (self, &amount, &error))
    {
      rg_entry_form_set_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->amount_entry));
      return NULL;
    }
  if (!read_when (self, &at, &error))
    {
      rg_entry_form_set_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->time_entry));
      return NULL;
    }
  rg_entry_form_set_error (self, NULL);
  return make_change (self, &amount, at);
}

/**
 * rg_entry_form_read_valid:
 * @self: a form
 *
 * Returns: (transfer full): what is to be saved; an amount or a time that
 *   cannot be read stays as it was
 */
RgEntryChange *
rg_entry_form_read_valid (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  gint64 at;

  if (!read_amount (self, &amount, NULL))
    {
      rg_value_clear (&amount);
      if (self->entry != NULL)
        rg_value_copy (rg_row_get (self->entry->row, find_field (self, "sale", "amount_fen")), &amount);
    }
  if (!read_when (self, &at, NULL))
    at = 0;
  return make_change (self, &amount, at);
}

/* --- what is written ------------------------------------------------------ */

static void
changed_cb (RgEntryForm *self)
{
  if (self->filling)
    return;
  rg_entry_form_set_error (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_changed_cb (RgEntryForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->amount_entry), is_sale (self));
  /* A sale has a day only. */
  gtk_widget_set_visible (GTK_WIDGET (self->time_entry), !is_sale (self));
  rg_text_area_set_hint (self->text_area, is_sale (self) ? _ ("What was sold?") : _ ("What happened?"));
  changed_cb (self);
}

static void
amount_left_cb (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (self->catalog != NULL && !read_amount (self, &amount, &error))
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
      const RgField *field = find_field (self, "sale", "amount_fen");

      g_free (draft->amount);
      draft->amount = rg_row_format (entry->row, field, RG_FORMAT_EXCHANGE);
    }
  else
    g_set_str (&draft->next_date, rg_row_get_text (entry->row, "next_date"));
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
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, text_area);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, kind_picker);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, when_box);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, day_button);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, time_entry);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, next_button);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, buttons);
  gtk_widget_class_bind_template_child (widget_class, RgEntryForm, error_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_left_cb);
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
