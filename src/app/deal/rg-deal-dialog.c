/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-dialog-private.h"

#include "app/deal/rg-deal-acts.h"
#include "app/deal/rg-deal-change.h"
#include "app/deal/rg-deal-history-rows.h"
#include "app/deal/rg-deal-stage-row.h"
#include "app/rg-application.h"
#include "app/rg-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* What happens once everything is saved. */
typedef enum
{
  THEN_NOTHING,
  THEN_WIN,
  THEN_LOSE,
  THEN_REOPEN,
} Then;

struct _RgDealDialog
{
  AdwDialog parent_instance;

  GtkListBox *what_list;
  GtkListBox *how_list;
  GtkListBox *notes_list;
  GtkListBox *stage_list;
  GtkWidget *history_list;
  RgCustomerPicker *picker;
  RgDealStageRow *stage;
  RgDealContactRow *contact;
  AdwExpanderRow *history;
  RgDealBelongings *belongings;
  AdwBanner *banner;
  GtkButton *cancel_button;
  GtkWidget *save_button;
  GtkMenuButton *menu_button;
  GMenuModel *open_menu;
  GMenuModel *closed_menu;

  GPtrArray *editors; /* of RgFieldEditor, unowned, in the catalogue's order */
  RgStore *store;
  RgCatalog *catalog;
  RgDealSheet *sheet;
  Then then;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RgDealDialog, rg_deal_dialog, ADW_TYPE_DIALOG)

static void
set_error (RgDealDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static gint64
deal_id (RgDealDialog *self)
{
  return self->sheet->deal != NULL ? rg_row_get_id (self->sheet->deal) : 0;
}

static void
set_busy (RgDealDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deal.save", !busy);
}

/* --- saving --------------------------------------------------------------- */

static gboolean
check_editor (RgDealDialog *self, RgFieldEditor *editor)
{
  const RgField *field = rg_field_editor_get_field (editor);
  g_autoptr (GError) error = NULL;

  if (!rg_field_editor_commit (editor))
    return FALSE;
  if (!rg_value_is_null (rg_field_editor_get_value (editor)) || rg_field_validate (field, NULL, &error))
    return TRUE;
  /* A new deal is called like its product or its customer where nobody says more. */
  if (deal_id (self) == 0 && g_str_equal (field->key, "title") &&
      (rg_customer_picker_get_id (self->picker) != 0 ||
       !rg_value_is_null (rg_field_editor_get_value (rg_deal_dialog_find (self, "product")))))
    return TRUE;
  rg_field_editor_set_error (editor, error->message);
  return FALSE;
}

/* Whether everything that is written can be kept; else the first thing that
 * cannot has the focus and says so. */
static gboolean
check (RgDealDialog *self)
{
  RgFieldEditor *wrong = NULL;

  /* What is called by another field is looked at after that one. */
  for (guint i = self->editors->len; i > 0; i--)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i - 1);

      if (!check_editor (self, editor))
        wrong = editor;
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
  else if (rg_customer_picker_is_unclear (self->picker))
    {
      set_error (self, _ ("Choose a customer: write part of the name and press Enter."));
      gtk_widget_grab_focus (GTK_WIDGET (self->picker));
      return FALSE;
    }

  return wrong == NULL;
}

/* Only what is another than it was: what somebody else has changed meanwhile
 * stays. */
static void
read_texts (RgDealDialog *self, RgDealChange *change)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const RgField *field = rg_field_editor_get_field (editor);
      const RgValue *value = rg_field_editor_get_value (editor);
      g_autofree char *text = rg_field_format (field, value, RG_FORMAT_EXCHANGE);

      if (self->sheet->deal != NULL)
        {
          g_autofree char *before = rg_row_format (self->sheet->deal, field, RG_FORMAT_EXCHANGE);

          if (g_str_equal (text, before))
            continue;
        }
      g_hash_table_insert (change->texts, g_strdup (field->key), g_steal_pointer (&text));
    }
}

static RgDealChange *
read_fields (RgDealDialog *self)
{
  RgDealChange *change = rg_deal_change_new (deal_id (self));
  gint64 customer_id = rg_customer_picker_get_id (self->picker);
  gint64 contact_id = rg_deal_contact_row_get_id (self->contact);
  gboolean kept =
      deal_id (self) != 0 && customer_id == rg_deal_sheet_get_integer (self->sheet, "customer_id");

  change->customer_id = kept ? -1 : customer_id;
  change->contact_id =
      kept && contact_id == rg_deal_sheet_get_integer (self->sheet, "contact_id") ? -1 : contact_id;
  change->stage_id = rg_deal_stage_row_get_id (self->stage);
  read_texts (self, change);
  return change;
}

/* The dialog has gone: what comes now belongs to its window. */
static void
go_on (RgDealDialog *self, GtkWidget *window)
{
  gint64 id = deal_id (self), stage = rg_deal_stage_row_get_id (self->stage);

  if (id == 0 || window == NULL)
    return;
  if (self->then == THEN_WIN)
    rg_deal_act_win (window, self->store, id);
  else if (self->then == THEN_LOSE)
    rg_deal_act_lose (window, self->store, id);
  else if (self->then == THEN_REOPEN)
    rg_deal_act_reopen (window, self->store, id);
  else if (rg_deal_sheet_is_open (self->sheet) && stage != 0 &&
           stage != rg_deal_sheet_get_integer (self->sheet, "stage_id"))
    rg_deal_act_move (window, self->store, id, stage);
}

/* (transfer full) */
static char *
dup_title (RgDealDialog *self)
{
  const char *text = rg_value_get_text (rg_field_editor_get_value (rg_deal_dialog_find (self, "title")));

  if (text == NULL)
    text = rg_value_get_text (rg_field_editor_get_value (rg_deal_dialog_find (self, "product")));
  if (text == NULL)
    text = gtk_editable_get_text (rg_customer_picker_get_editable (self->picker));
  return g_strdup (text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDealDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *done = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gint64 operation = 0;

  set_busy (self, FALSE);
  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      set_error (self, error->message);
      return;
    }
  title = dup_title (self);
  /* Translators: %s is a deal's title. */
  done =
      g_strdup_printf (deal_id (self) != 0 ? _ ("Changed the deal “%s”") : _ ("Added the deal “%s”"), title);
  if (operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), done, operation);
  adw_dialog_force_close (ADW_DIALOG (self));
  go_on (self, window);
}

static void
save_then (RgDealDialog *self, Then then)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  set_error (self, NULL);
  if (self->busy || !check (self))
    return;
  self->then = then;
  title = dup_title (self);
  /* Translators: lines of the history; %s is a deal's title. */
  label = g_strdup_printf (deal_id (self) != 0 ? _ ("Change the deal “%s”") : _ ("Add the deal “%s”"), title);
  set_busy (self, TRUE);
  rg_change_async (self->store, GTK_WIDGET (self), label, rg_deal_change_save, read_fields (self),
                   rg_deal_change_free, NULL, saved_cb, g_object_ref (self));
}

/**
 * rg_deal_dialog_save:
 * @self: a dialog
 *
 * Saves and closes it, or says what is missing. Another stage is then gone to, as on
 * the board.
 */
void
rg_deal_dialog_save (RgDealDialog *self)
{
  save_then (self, THEN_NOTHING);
}

/* --- its menu ------------------------------------------------------------- */

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_deal_dialog_save (RG_DEAL_DIALOG (widget));
}

/* What was written, the amount it came to perhaps, is kept first. */
static void
win (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_then (RG_DEAL_DIALOG (widget), THEN_WIN);
}

static void
lose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_then (RG_DEAL_DIALOG (widget), THEN_LOSE);
}

static void
reopen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_then (RG_DEAL_DIALOG (widget), THEN_REOPEN);
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgDealDialog *self = RG_DEAL_DIALOG (widget);

  if (self->busy)
    return;
  rg_deal_act_delete (widget, self->store, deal_id (self));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* --- the fields ----------------------------------------------------------- */

static void
activated_cb (RgFieldEditor *editor, RgDealDialog *self)
{
  rg_deal_dialog_save (self);
}

static void
picked_cb (RgDealDialog *self)
{
  set_error (self, NULL);
  rg_deal_contact_row_set_customer (self->contact, self->store, rg_customer_picker_get_id (self->picker), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->stage));
}

static GtkListBox *
list_for (RgDealDialog *self, const RgField *field)
{
  static const char *const what[] = { "title", "product", "amount_fen", NULL };

  if (g_strv_contains (what, field->key))
    return self->what_list;
  return g_str_equal (field->key, "notes") ? self->notes_list : self->how_list;
}

static void
add_editor (RgDealDialog *self, const RgField *field)
{
  RgFieldEditor *editor = RG_FIELD_EDITOR (rg_field_editor_new (field, self->catalog, self->store));

  g_ptr_array_add (self->editors, editor);
  g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
  gtk_list_box_append (list_for (self, field), GTK_WIDGET (editor));
  if (self->sheet->deal != NULL)
    rg_field_editor_set_value (editor, rg_row_get (self->sheet->deal, field));
  else if (g_str_equal (field->key, "opened"))
    {
      g_autofree char *today = NULL;
      GDate now;

      rg_display_today (&now);
      today = rg_date_to_iso (&now);
      rg_field_editor_set_value (editor, &(RgValue) { .kind = RG_VALUE_TEXT, .text = today });
    }
}

/* The title first, the amount after the product; then as the catalogue has them, the
 * shop's own behind. */
static void
add_editors (RgDealDialog *self)
{
  static const char *const first[] = { "title", "product", "amount_fen", NULL };
  const RgEntity *entity = rg_catalog_find (self->catalog, "deal");

  for (guint i = 0; first[i] != NULL; i++)
    add_editor (self, rg_entity_find_field (entity, first[i]));
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_VIRTUAL | RG_FIELD_RETIRED)) == 0 &&
          !g_strv_contains (first, field->key))
        add_editor (self, field);
    }
}

/* --- the dialog ----------------------------------------------------------- */

static void
fill (RgDealDialog *self, gint64 stage_id, GtkWidget *parent)
{
  g_autofree char *name = rg_deal_sheet_dup_name (self->sheet);
  gint64 customer_id = self->sheet->customer != NULL ? rg_row_get_id (self->sheet->customer) : 0;

  add_editors (self);
  rg_deal_stage_row_fill (self->stage, self->sheet, stage_id);
  rg_customer_picker_fill (self->picker, self->store, parent, self->sheet->customer, name);
  rg_deal_contact_row_set_customer (self->contact, self->store, customer_id,
                                    rg_deal_sheet_get_integer (self->sheet, "contact_id"));
  if (self->sheet->deal != NULL)
    {
      gtk_menu_button_set_menu_model (
          self->menu_button, rg_deal_sheet_is_open (self->sheet) ? self->open_menu : self->closed_menu);
      gtk_widget_set_visible (GTK_WIDGET (self->menu_button), TRUE);
      rg_deal_history_rows_fill (self->history, self->sheet->moves);
      gtk_widget_set_visible (self->history_list, TRUE);
      rg_deal_belongings_set_deal (self->belongings, self->store, deal_id (self));
    }
}

/* A shop for reading only: what belongs to the deal sees to itself. */
static void
show_only (RgDealDialog *self)
{
  GtkWidget *const forms[] = { GTK_WIDGET (self->what_list), GTK_WIDGET (self->picker),
                               GTK_WIDGET (self->stage_list), GTK_WIDGET (self->how_list),
                               GTK_WIDGET (self->notes_list) };
  static const char *const changes[] = { "deal.save", "deal.win", "deal.lose", "deal.reopen", "deal.delete" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    gtk_widget_set_sensitive (forms[i], FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changes[i], FALSE);
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
  gtk_button_set_label (self->cancel_button, _ ("Close"));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->cancel_button));
}

/* What is still being written there is kept, as on a customer's page. */
static void
rg_deal_dialog_closed (AdwDialog *dialog)
{
  rg_deal_belongings_flush (RG_DEAL_DIALOG (dialog)->belongings);

  ADW_DIALOG_CLASS (rg_deal_dialog_parent_class)->closed (dialog);
}

static void
rg_deal_dialog_dispose (GObject *object)
{
  RgDealDialog *self = RG_DEAL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DEAL_DIALOG);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->sheet, rg_deal_sheet_free);

  G_OBJECT_CLASS (rg_deal_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deal.save", NULL, save);
  gtk_widget_class_install_action (klass, "deal.win", NULL, win);
  gtk_widget_class_install_action (klass, "deal.lose", NULL, lose);
  gtk_widget_class_install_action (klass, "deal.reopen", NULL, reopen);
  gtk_widget_class_install_action (klass, "deal.delete", NULL, delete);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, GDK_CONTROL_MASK, "deal.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "deal.save", NULL);
}

static void
rg_deal_dialog_class_init (RgDealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_deal_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rg_deal_dialog_closed;

  g_type_ensure (RG_TYPE_CUSTOMER_PICKER);
  g_type_ensure (RG_TYPE_DEAL_BELONGINGS);
  g_type_ensure (RG_TYPE_DEAL_CONTACT_ROW);
  g_type_ensure (RG_TYPE_DEAL_STAGE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/deal/rg-deal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, what_list);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, how_list);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, notes_list);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, stage_list);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, history_list);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, contact);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, history);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, belongings);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, open_menu);
  gtk_widget_class_bind_template_child (widget_class, RgDealDialog, closed_menu);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  install_actions (widget_class);
}

static void
rg_deal_dialog_init (RgDealDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
  self->editors = g_ptr_array_new ();
}

/* --- making it ------------------------------------------------------------- */

RgDealDialog *
rg_deal_dialog_new (RgStore *store, RgDealSheet *sheet, gint64 stage_id, GtkWidget *parent)
{
  RgDealDialog *self =
      g_object_new (RG_TYPE_DEAL_DIALOG, "title", sheet->deal != NULL ? _ ("Deal") : _ ("New Deal"), NULL);

  self->store = g_object_ref (store);
  self->catalog = rg_store_ref_catalog (store);
  self->sheet = sheet;
  fill (self, stage_id, parent);
  if (rg_store_is_read_only (store))
    show_only (self);
  return self;
}

/* --- for tests, and to find a field ------------------------------------------ */

RgFieldEditor *
rg_deal_dialog_find (RgDealDialog *self, const char *key)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      RgFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_str_equal (rg_field_editor_get_field (editor)->key, key))
        return editor;
    }
  return NULL;
}

RgCustomerPicker *
rg_deal_dialog_get_picker (RgDealDialog *self)
{
  return self->picker;
}

RgDealContactRow *
rg_deal_dialog_get_contact (RgDealDialog *self)
{
  return self->contact;
}

AdwComboRow *
rg_deal_dialog_get_stage (RgDealDialog *self)
{
  return ADW_COMBO_ROW (self->stage);
}

RgDealBelongings *
rg_deal_dialog_get_belongings (RgDealDialog *self)
{
  return self->belongings;
}

AdwExpanderRow *
rg_deal_dialog_get_history (RgDealDialog *self)
{
  return self->history;
}
