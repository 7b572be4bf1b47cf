/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-entry-dialog-private.h"

#include "app/record/rg-entry-words.h"
#include "app/rg-application.h"
#include "app/rg-change.h"
#include "app/task/rg-task-read.h"

#include <glib/gi18n-lib.h>

/* Up to this width of a window, in sp, the dialog is a sheet at its foot. There what
 * stands below the text takes two lines, of which the toolkit knows nothing when it asks
 * how high the sheet is to be. */
#define SHEET_MOST 450
#define SHEET_LEAST 200

struct _RgDealEntryDialog
{
  AdwDialog parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *hint;
  RgEntryForm *form;

  RgStore *store;
  RgCatalog *catalog;
  RgTaskSheet *sheet;
  gint64 deal_id;
};

G_DEFINE_FINAL_TYPE (RgDealEntryDialog, rg_deal_entry_dialog, ADW_TYPE_DIALOG)

static void
changed_cb (RgDealEntryDialog *self)
{
  g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self->form);
  gboolean can_save = !rg_draft_is_empty (draft) && !rg_entry_form_is_busy (self->form);

  rg_entry_form_set_can_save (self->form, can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.save", can_save);
}

/* --- saving ------------------------------------------------------------------ */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDealEntryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *done = NULL;
  gint64 operation = 0;

  rg_entry_form_set_busy (self->form, FALSE);
  changed_cb (self);
  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      rg_entry_form_set_error (self->form, error->message);
      return;
    }
  name = rg_task_sheet_dup_name (self->sheet);
  /* Translators: %s is a customer's name. */
  done = g_strdup_printf (_ ("Noted for %s"), name);
  if (operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), done, operation);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (RgDealEntryDialog *self)
{
  g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self->form);
  g_autoptr (RgEntryChange) change = NULL;
  g_autofree char *name = rg_task_sheet_dup_name (self->sheet);
  g_autofree char *label = NULL;

  if (rg_entry_form_is_busy (self->form) || rg_draft_is_empty (draft))
    return;
  change = rg_entry_form_read (self->form);
  if (change == NULL)
    return;
  change->customer_id = rg_row_get_id (self->sheet->customer);
  change->deal_id = self->deal_id;
  label = rg_entry_words_label (self->catalog, change->kind, name);
  rg_entry_form_set_busy (self->form, TRUE);
  rg_change_async (self->store, GTK_WIDGET (self), label, rg_entry_change_add, g_steal_pointer (&change),
                   (GDestroyNotify) rg_entry_change_free, NULL, saved_cb, g_object_ref (self));
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (RG_DEAL_ENTRY_DIALOG (widget));
}

/* --- the dialog ---------------------------------------------------------------- */

static void
rg_deal_entry_dialog_dispose (GObject *object)
{
  RgDealEntryDialog *self = RG_DEAL_ENTRY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DEAL_ENTRY_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->sheet, rg_task_sheet_free);

  G_OBJECT_CLASS (rg_deal_entry_dialog_parent_class)->dispose (object);
}

static void
rg_deal_entry_dialog_class_init (RgDealEntryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_deal_entry_dialog_dispose;

  g_type_ensure (RG_TYPE_ENTRY_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/deal/rg-deal-entry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDealEntryDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgDealEntryDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RgDealEntryDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "entry.save", NULL, save);
}

static void
rg_deal_entry_dialog_init (RgDealEntryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
}

typedef struct
{
  GtkWidget *parent;
  gint64 deal_id;
  char *kind;
  char *hint;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->parent);
  g_free (opening->kind);
  g_free (opening->hint);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
fill (RgDealEntryDialog *self, const Opening *opening)
{
  g_autoptr (RgDraft) draft = rg_draft_new (opening->kind);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (opening->parent));

  if (gtk_widget_get_width (window) <=
      adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, SHEET_MOST, gtk_widget_get_settings (window)))
    gtk_scrolled_window_set_min_content_height (self->scroller, SHEET_LEAST);
  gtk_label_set_label (self->hint, opening->hint);
  rg_entry_form_set_forms (self->form, self->sheet->forms, self->catalog, self->store);
  rg_entry_form_begin_new (self->form, self->catalog, rg_row_get_text (self->sheet->customer, "next_date"));
  rg_entry_form_set_draft (self->form, draft);
  changed_cb (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTaskSheet) sheet = rg_task_sheet_read_finish (RG_STORE (source), result, &error);
  RgDealEntryDialog *self;
  g_autofree char *name = NULL;

  if (sheet == NULL)
    {
      rg_change_toast (opening->parent, error->message);
      return;
    }
  if (gtk_widget_get_root (opening->parent) == NULL)
    return;
  name = rg_task_sheet_dup_name (sheet);
  self = g_object_new (RG_TYPE_DEAL_ENTRY_DIALOG, "title", name, NULL);
  self->store = g_object_ref (RG_STORE (source));
  self->catalog = rg_store_ref_catalog (self->store);
  self->sheet = g_steal_pointer (&sheet);
  self->deal_id = opening->deal_id;
  fill (self, opening);
  adw_dialog_present (ADW_DIALOG (self), opening->parent);
  rg_entry_form_focus_text (self->form);
}

/**
 * rg_deal_entry_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @deal_id: to which deal the entry is put
 * @customer_id: whose entry it is
 * @kind: of an event, or "sale"
 * @hint: what it is wanted for
 *
 * Reads what is needed and opens the dialog.
 */
void
rg_deal_entry_dialog_present (GtkWidget *parent,
                              RgStore *store,
                              gint64 deal_id,
                              gint64 customer_id,
                              const char *kind,
                              const char *hint)
{
  Opening *opening = g_new0 (Opening, 1);

  *opening = (Opening) { g_object_ref (parent), deal_id, g_strdup (kind), g_strdup (hint) };
  rg_task_sheet_read_async (store, 0, customer_id, read_cb, opening);
}

/* --- for tests -------------------------------------------------------------------- */

RgEntryForm *
rg_deal_entry_dialog_get_form (RgDealEntryDialog *self)
{
  return self->form;
}
