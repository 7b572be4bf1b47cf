/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-progress-dialog.h"

#include "app/rg-pace.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Work that ends sooner shows no dialog. */
#define DELAY_MS 350
#define UPDATE_MS 100

struct _RgProgress
{
  GtkWidget *parent;
  char *heading;
  RgProgressSay say;
  GCancellable *cancellable;
  AdwDialog *dialog;
  GtkWidget *bar;
  GtkWidget *label;
  GtkWidget *pace_label;
  RgPace pace;
  guint timeout;

  GMutex mutex;
  guint64 count;
  double fraction;
};

static void
cancelled_cb (AdwAlertDialog *dialog, const char *response, RgProgress *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
update (RgProgress *self)
{
  g_autofree char *text = NULL, *pace = NULL;
  guint64 count;
  double fraction;

  g_mutex_lock (&self->mutex);
  count = self->count;
  fraction = self->fraction;
  g_mutex_unlock (&self->mutex);

  if (fraction < 0.0)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MIN (fraction, 1.0));
  if (self->say != NULL)
    text = self->say (count);
  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
  rg_pace_note (&self->pace, g_get_monotonic_time (), count, fraction);
  /* What is not counted has no speed, only an end. */
  pace = self->say != NULL ? rg_pace_say (&self->pace) : rg_pace_say_left (&self->pace);
  /* The line is there from the beginning, so that nothing moves. */
  gtk_label_set_label (GTK_LABEL (self->pace_label), pace != NULL ? pace : " ");
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (" ");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed-text");
  return label;
}

static void
make_dialog (RgProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, self->heading,
                                  -1);
  self->label = make_label ();
  self->pace_label = make_label ();
  gtk_widget_set_visible (self->label, self->say != NULL);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->pace_label);

  self->dialog = g_object_ref_sink (adw_alert_dialog_new (self->heading, NULL));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self->dialog), box);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (self->dialog), "cancel", _ ("Cancel"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (self->dialog), "cancel");
  g_signal_connect (self->dialog, "response", G_CALLBACK (cancelled_cb), self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  RgProgress *self = user_data;

  if (self->dialog == NULL)
    {
      make_dialog (self);
      update (self);
      adw_dialog_present (self->dialog, self->parent);
      self->timeout = g_timeout_add (UPDATE_MS, timeout_cb, self);
      return G_SOURCE_REMOVE;
    }

  update (self);
  return G_SOURCE_CONTINUE;
}

/**
 * rg_progress_begin:
 * @parent: what the dialog is shown over
 * @heading: what is being done
 * @say: (nullable): makes the line below the bar
 *
 * Returns: (transfer full): freed by rg_progress_end(), after the thread's last
 *   report
 */
RgProgress *
rg_progress_begin (GtkWidget *parent, const char *heading, RgProgressSay say)
{
  RgProgress *self = g_new0 (RgProgress, 1);

  self->parent = g_object_ref (parent);
  self->heading = g_strdup (heading);
  self->say = say;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  rg_pace_begin (&self->pace, g_get_monotonic_time ());
  self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);

  return self;
}

/**
 * rg_progress_get_cancellable:
 * @self: work that goes on
 *
 * Returns: (transfer none): what the dialog's Cancel cancels
 */
GCancellable *
rg_progress_get_cancellable (RgProgress *self)
{
  return self->cancellable;
}

/**
 * rg_progress_report:
 * @self: work that goes on
 * @count: how much is done
 * @fraction: of the whole, 0 to 1, or %RG_PROGRESS_UNKNOWN
 *
 * May be called on any thread.
 */
void
rg_progress_report (RgProgress *self, guint64 count, double fraction)
{
  g_mutex_lock (&self->mutex);
  self->count = count;
  self->fraction = fraction;
  g_mutex_unlock (&self->mutex);
}

/**
 * rg_progress_end:
 * @self: (transfer full): work that is over
 */
void
rg_progress_end (RgProgress *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->dialog, self);
      adw_dialog_force_close (self->dialog);
      g_object_unref (self->dialog);
    }
  g_mutex_clear (&self->mutex);
  g_object_unref (self->cancellable);
  g_object_unref (self->parent);
  g_free (self->heading);
  g_free (self);
}

/**
 * rg_progress_count_cb:
 * @done: how much is done
 * @total: of how much
 * @user_data: the progress
 *
 * Hands on what work on the writing thread reports.
 */
void
rg_progress_count_cb (guint64 done, guint64 total, gpointer user_data)
{
  rg_progress_report (user_data, done, (double) done / (double) MAX (total, 1));
}

/**
 * rg_progress_say_customers:
 * @count: customers that were looked at
 *
 * Returns: (transfer full): the line below the bar
 */
char *
rg_progress_say_customers (guint64 count)
{
  g_autofree char *number = rg_display_count ((guint) count);

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) count), number);
}
