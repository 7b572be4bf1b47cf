/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-reason.h"

#include <glib/gi18n-lib.h>

/* More would hide the dialog behind them. */
#define MOST_PROPOSALS 12

typedef struct
{
  RgReasonFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GtkEditable *entry;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  if (asking->free_data != NULL)
    asking->free_data (asking->data);
  g_object_unref (asking->entry);
  g_free (asking);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (asking->entry)));

  if (g_str_equal (response, "accept") && *reason != '\0')
    asking->func (reason, asking->data);
}

static void
changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "accept", *reason != '\0');
}

static void
proposed_cb (GtkButton *button, GtkEditable *entry)
{
  gtk_editable_set_text (entry, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, -1);
}

static GtkWidget *
make_proposals (const char *const *proposals, GtkWidget *entry)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  for (guint i = 0; proposals[i] != NULL && i < MOST_PROPOSALS; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (proposals[i]);
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      g_signal_connect (button, "clicked", G_CALLBACK (proposed_cb), entry);
      adw_wrap_box_append (ADW_WRAP_BOX (box), button);
    }
  return box;
}

/**
 * rg_deal_reason_ask:
 * @parent: a widget of the window that the dialog belongs to
 * @heading: what is about to be done
 * @body: why a reason is wanted
 * @accept: what its button says
 * @proposals: (nullable) (array zero-terminated=1): reasons that one click writes
 * @func: called with the reason
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data when the dialog goes
 */
void
rg_deal_reason_ask (GtkWidget *parent,
                    const char *heading,
                    const char *body,
                    const char *accept,
                    const char *const *proposals,
                    RgReasonFunc func,
                    gpointer data,
                    GDestroyNotify free_data)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking) { func, data, free_data, g_object_ref (GTK_EDITABLE (entry)) };
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  gtk_box_append (GTK_BOX (box), entry);
  if (proposals != NULL && proposals[0] != NULL)
    gtk_box_append (GTK_BOX (box), make_proposals (proposals, entry));
  adw_alert_dialog_set_extra_child (dialog, box);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "accept", accept, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "accept", FALSE);
  adw_alert_dialog_set_default_response (dialog, "accept");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asking, asking_free,
                         G_CONNECT_DEFAULT);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
