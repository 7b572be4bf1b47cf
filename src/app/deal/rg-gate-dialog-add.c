/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-gate-dialog-private.h"

#include "app/deal/rg-deal-dialog-private.h"
#include "app/deal/rg-deal-entry-dialog.h"
#include "app/record/rg-attach-job.h"
#include "app/record/rg-kind-picker.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

/* What is missing is added there and then. */

static gint64
customer_of (RgGateDialog *self)
{
  return rg_deal_sheet_get_integer (rg_gate_dialog_get_sheet (self), "customer_id");
}

/* --- files ---------------------------------------------------------------------- */

typedef struct
{
  RgGateDialog *self;
  RgAttachJob *job;
  RgProgress *progress;
} Attaching;

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attaching *attaching = user_data;
  g_autoptr (GError) error = NULL;
  gint64 operation = 0;

  rg_progress_end (attaching->progress);
  if (rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      g_autofree char *done = rg_attach_job_dup_done (attaching->job);

      /* What counts already is said where it can be seen. */
      if (operation == 0)
        rg_gate_dialog_set_error (attaching->self, done);
      else
        rg_change_toast_undo (rg_gate_dialog_get_act (attaching->self)->widget, done, operation);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_gate_dialog_set_error (attaching->self, error->message);
  g_object_unref (attaching->self);
  rg_attach_job_unref (attaching->job);
  g_free (attaching);
}

static char *
say_copied (guint64 count)
{
  return g_strdup_printf (ngettext ("%u file", "%u files", (gulong) count), (guint) count);
}

/**
 * rg_gate_dialog_attach:
 * @self: a dialog
 * @miss: what is missing
 * @files: (element-type GFile): what there is of it
 *
 * Puts files to the deal, of the kind that is asked for.
 */
void
rg_gate_dialog_attach (RgGateDialog *self, const RgGateMiss *miss, GListModel *files)
{
  const RgDealAct *act = rg_gate_dialog_get_act (self);
  const char *title = rg_deal_sheet_get_text (rg_gate_dialog_get_sheet (self), "title");
  guint n = g_list_model_get_n_items (files);
  Attaching *attaching;
  g_autofree char *label = NULL;

  if (n == 0 || customer_of (self) == 0)
    return;
  attaching = g_new0 (Attaching, 1);
  attaching->self = g_object_ref (self);
  attaching->job = rg_attach_job_new_files (customer_of (self), files);
  rg_attach_job_set_deal (attaching->job, act->deal_id, miss->gate->what);
  attaching->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Copying Files"), say_copied);
  rg_attach_job_set_progress (attaching->job, attaching->progress);
  /* Translators: a line of the history: how many files were attached to whom. */
  label = g_strdup_printf (ngettext ("Attach %u file to %s", "Attach %u files to %s", n), n, title);
  rg_change_async (act->store, GTK_WIDGET (self), label, rg_attach_job_run,
                   rg_attach_job_ref (attaching->job), (GDestroyNotify) rg_attach_job_unref,
                   rg_progress_get_cancellable (attaching->progress), attached_cb, attaching);
}

typedef struct
{
  RgGateDialog *self;
  gint64 gate_id;
} Choosing;

/* The miss may be another one by now, or gone. */
static const RgGateMiss *
find_miss (RgGateDialog *self, gint64 gate_id)
{
  const GPtrArray *missing = rg_gate_dialog_get_sheet (self)->missing;

  for (guint i = 0; i < missing->len; i++)
    {
      const RgGateMiss *miss = g_ptr_array_index (missing, i);

      if (miss->gate->id == gate_id)
        return miss;
    }
  return NULL;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choosing *choosing = user_data;
  g_autoptr (RgGateDialog) self = choosing->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);
  const RgGateMiss *miss;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  miss = find_miss (self, choosing->gate_id);
  if (files != NULL && miss != NULL)
    rg_gate_dialog_attach (self, miss, files);
  else if (error != NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rg_gate_dialog_set_error (self, error->message);
}

static void
choose_files (RgGateDialog *self, const RgGateMiss *miss)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Choosing *choosing = g_new0 (Choosing, 1);

  *choosing = (Choosing) { g_object_ref (self), miss->gate->id };
  gtk_file_dialog_set_title (dialog, _ ("Add Files"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Add"));
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                                 choosing);
}

/* --- each kind -------------------------------------------------------------------- */

/* Files, entries and sales are a customer's. */
static gboolean
needs_customer (RgGateDialog *self, const RgGateMiss *miss)
{
  return miss->gate->kind != RG_GATE_FIELDS && customer_of (self) == 0;
}

/**
 * rg_gate_dialog_get_way:
 * @self: a dialog
 * @miss: what is missing
 *
 * Returns: how it is added, for a button
 */
const char *
rg_gate_dialog_get_way (RgGateDialog *self, const RgGateMiss *miss)
{
  if (needs_customer (self, miss))
    return _ ("Choose Customer…");
  switch (miss->gate->kind)
    {
    case RG_GATE_ATTACHMENTS:
      return _ ("Attach Files…");
    case RG_GATE_CONTACTS:
      return _ ("Write Entry…");
    case RG_GATE_SALE:
      return _ ("Add Sale…");
    case RG_GATE_FIELDS:
    case RG_GATE_UNKNOWN:
    default:
      return _ ("Fill In…");
    }
}

/**
 * rg_gate_dialog_add:
 * @self: a dialog
 * @miss: what is missing
 *
 * Lets it be added.
 */
void
rg_gate_dialog_add (RgGateDialog *self, const RgGateMiss *miss)
{
  const RgDealAct *act = rg_gate_dialog_get_act (self);
  GtkWidget *widget = GTK_WIDGET (self);

  if (needs_customer (self, miss))
    {
      rg_deal_dialog_present_at (widget, act->store, act->deal_id, "customer_id");
      return;
    }
  switch (miss->gate->kind)
    {
    case RG_GATE_ATTACHMENTS:
      choose_files (self, miss);
      break;
    case RG_GATE_CONTACTS:
      rg_deal_entry_dialog_present (widget, act->store, act->deal_id, customer_of (self), "call",
                                    miss->sentence);
      break;
    case RG_GATE_SALE:
      rg_deal_entry_dialog_present (widget, act->store, act->deal_id, customer_of (self), RG_KIND_SALE,
                                    miss->sentence);
      break;
    case RG_GATE_FIELDS:
    case RG_GATE_UNKNOWN:
    default:
      rg_deal_dialog_present_at (widget, act->store, act->deal_id,
                                 miss->fields != NULL ? miss->fields[0] : NULL);
      break;
    }
}
