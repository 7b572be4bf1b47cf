/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-progress-dialog.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/**
 * RgAttachJob:
 *
 * Files, or one picture, on their way to a customer in one operation: all of
 * them or none. Content that the customer has already is not attached again.
 * Shared between the thread that does it and the one that asked.
 */
typedef struct _RgAttachJob RgAttachJob;

/* @files: (element-type GFile) */
RgAttachJob *rg_attach_job_new_files (gint64 customer_id, GListModel *files);
RgAttachJob *rg_attach_job_new_bytes (gint64 customer_id, GBytes *bytes, const char *name, const char *mime);
RgAttachJob *rg_attach_job_ref (RgAttachJob *job);
void rg_attach_job_unref (RgAttachJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgAttachJob, rg_attach_job_unref)
/* They belong to a deal of the customer's, as files of the kind @kind (nullable). What
 * the customer has already is put to the deal. */
void rg_attach_job_set_deal (RgAttachJob *job, gint64 deal_id, const char *kind);
guint rg_attach_job_get_n (RgAttachJob *job);
/* (nullable): where to tell how far it is; must live until the job is done. */
void rg_attach_job_set_progress (RgAttachJob *job, RgProgress *progress);
/* What rg_change_async() runs; data is the job. */
gboolean rg_attach_job_run (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);
/* (transfer full): afterwards: what was done, in one sentence. */
char *rg_attach_job_dup_done (RgAttachJob *job);
/* Afterwards: how many are new. */
guint rg_attach_job_get_n_added (RgAttachJob *job);

/**
 * RgAttachmentEdit:
 * @id: the row
 * @name: (nullable): another name; %NULL leaves it
 * @kind: (nullable): another kind, which becomes known; "" for none, %NULL leaves it
 * @remove: the row goes; the bytes stay
 */
typedef struct
{
  gint64 id;
  char *name;
  char *kind;
  gboolean remove;
} RgAttachmentEdit;

void rg_attachment_edit_free (RgAttachmentEdit *edit);
/* What rg_change_async() runs; data is an RgAttachmentEdit. */
gboolean rg_attachment_edit_run (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
