/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-gate-dialog-private.h"

#include "app/deal/rg-deal-reason.h"
#include "app/rg-application.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

struct _RgGateDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkLabel *heading;
  GtkListBox *list;
  GtkButton *pass_button;

  RgDealAct *act;
  RgDealSheet *sheet;
  /* It is being asked; something changed meanwhile; it goes on or has ended. */
  gboolean asking;
  gboolean again;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (RgGateDialog, rg_gate_dialog, ADW_TYPE_DIALOG)

const RgDealAct *
rg_gate_dialog_get_act (RgGateDialog *self)
{
  return self->act;
}

const RgDealSheet *
rg_gate_dialog_get_sheet (RgGateDialog *self)
{
  return self->sheet;
}

/**
 * rg_gate_dialog_set_error:
 * @self: a dialog
 * @message: (nullable): what went wrong; %NULL: nothing
 */
void
rg_gate_dialog_set_error (RgGateDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static void
end (RgGateDialog *self)
{
  self->over = TRUE;
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* --- what is missing ---------------------------------------------------------- */

static GtkWidget *
make_row (RgGateDialog *self, const RgGateMiss *miss, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (rg_gate_dialog_get_way (self, miss));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), miss->sentence);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "gate.add");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  /* Read out, the button alone does not say what it is for. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  miss->sentence, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

/* Only when something else is missing than before: the focus stays. */
static void
show_missing (RgGateDialog *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->sheet->missing->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->sheet->missing, i), i));
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static gboolean
is_same (const RgDealSheet *a, const RgDealSheet *b)
{
  if (a->missing->len != b->missing->len ||
      rg_deal_sheet_get_integer (a, "customer_id") != rg_deal_sheet_get_integer (b, "customer_id"))
    return FALSE;
  for (guint i = 0; i < a->missing->len; i++)
    {
      const RgGateMiss *one = g_ptr_array_index (a->missing, i);
      const RgGateMiss *other = g_ptr_array_index (b->missing, i);

      if (one->gate->id != other->gate->id || !g_str_equal (one->sentence, other->sentence))
        return FALSE;
    }
  return TRUE;
}

static void
show_heading (RgGateDialog *self)
{
  const char *title = rg_deal_sheet_get_text (self->sheet, "title");
  const char *stage = rg_deal_sheet_get_stage_name (self->sheet, self->act->stage_id);
  gboolean wins = self->act->kind == RG_DEAL_STEP_WIN;
  g_autofree char *text = NULL;

  /* Translators: the first %s is a deal's title, the second one a stage. */
  text = g_strdup_printf (
      wins ? _ ("“%s” cannot be won yet: before %s something is missing. Add it, and it goes on by itself.")
           : _ ("“%s” cannot go to %s yet. Add what is missing, and it goes on by itself."),
      title, stage);
  gtk_label_set_label (self->heading, text);
  gtk_button_set_label (self->pass_button, wins ? _ ("Win All the Same…") : _ ("Move All the Same…"));
}

/* --- asking again --------------------------------------------------------------- */

static void ask (RgGateDialog *self);

static void
take (RgGateDialog *self, RgDealSheet *sheet)
{
  gboolean same = is_same (self->sheet, sheet);

  rg_deal_sheet_free (self->sheet);
  self->sheet = sheet;
  if (rg_deal_act_is_moot (self->act, sheet) || !rg_deal_sheet_is_open (sheet))
    end (self);
  else if (sheet->missing->len == 0)
    {
      rg_deal_act_do (self->act, sheet, NULL);
      end (self);
    }
  else if (!same)
    {
      show_heading (self);
      show_missing (self);
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgGateDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDealSheet) sheet = rg_deal_sheet_read_finish (RG_STORE (source), result, &error);

  self->asking = FALSE;
  if (self->over)
    return;
  if (sheet != NULL && sheet->missing != NULL)
    take (self, g_steal_pointer (&sheet));
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND))
    {
      rg_change_toast (self->act->widget, error->message);
      end (self);
    }
  else if (error != NULL)
    rg_gate_dialog_set_error (self, error->message);
  if (self->again && !self->over)
    ask (self);
}

static void
ask (RgGateDialog *self)
{
  self->again = self->asking;
  if (self->asking || self->over)
    return;
  self->asking = TRUE;
  rg_deal_sheet_read_async (self->act->store, self->act->deal_id, 0, self->act->stage_id, asked_cb,
                            g_object_ref (self));
}

/* --- its buttons ------------------------------------------------------------------ */

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgGateDialog *self = RG_GATE_DIALOG (widget);
  guint index = g_variant_get_uint32 (parameter);

  rg_gate_dialog_set_error (self, NULL);
  if (index < self->sheet->missing->len)
    rg_gate_dialog_add (self, g_ptr_array_index (self->sheet->missing, index));
}

static void
pass_because (const char *reason, gpointer data)
{
  RgGateDialog *self = data;

  if (self->over)
    return;
  rg_deal_act_do (self->act, self->sheet, reason);
  end (self);
}

static void
pass (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgGateDialog *self = RG_GATE_DIALOG (widget);
  gboolean wins = self->act->kind == RG_DEAL_STEP_WIN;

  rg_deal_reason_ask (widget, wins ? _ ("Win All the Same?") : _ ("Move All the Same?"),
                      _ ("Say why. It is kept in the deal’s history, with what was missing, and counted."),
                      wins ? _ ("Won") : _ ("Move"), NULL, pass_because, g_object_ref (self), g_object_unref);
}

/* --- the dialog ---------------------------------------------------------------------- */

static void
rg_gate_dialog_closed (AdwDialog *dialog)
{
  RG_GATE_DIALOG (dialog)->over = TRUE;
}

static void
rg_gate_dialog_dispose (GObject *object)
{
  RgGateDialog *self = RG_GATE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_GATE_DIALOG);
  g_clear_pointer (&self->act, rg_deal_act_free);
  g_clear_pointer (&self->sheet, rg_deal_sheet_free);

  G_OBJECT_CLASS (rg_gate_dialog_parent_class)->dispose (object);
}

static void
rg_gate_dialog_class_init (RgGateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_gate_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rg_gate_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/deal/rg-gate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgGateDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgGateDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, RgGateDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RgGateDialog, pass_button);
  gtk_widget_class_install_action (widget_class, "gate.add", "u", add);
  gtk_widget_class_install_action (widget_class, "gate.pass", NULL, pass);
}

static void
rg_gate_dialog_init (RgGateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
}

/**
 * rg_gate_dialog_present:
 * @act: what cannot be done yet; copied
 * @sheet: (transfer full): of the deal, with what is missing
 *
 * Opens the dialog.
 */
void
rg_gate_dialog_present (const RgDealAct *act, RgDealSheet *sheet)
{
  RgGateDialog *self = g_object_new (RG_TYPE_GATE_DIALOG, NULL);

  self->act = rg_deal_act_copy (act);
  self->sheet = sheet;
  show_heading (self);
  show_missing (self);
  /* What is added elsewhere counts too. */
  g_signal_connect_object (act->store, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  /* Enter adds what is missing first. */
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  adw_dialog_present (ADW_DIALOG (self), self->act->widget);
}
