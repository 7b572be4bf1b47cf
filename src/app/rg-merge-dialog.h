/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgMergeDialog:
 *
 * Two customers side by side and what becomes of them when they are merged.
 */
#define RG_TYPE_MERGE_DIALOG (rg_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgMergeDialog, rg_merge_dialog, RG, MERGE_DIALOG, AdwDialog)

/* Shows the dialog over @parent, in whose window it is said and can be undone.
 * The older of the two stays unless they are swapped. */
void rg_merge_ask (GtkWidget *parent, RgStore *store, gint64 one, gint64 other);

/* Merging without a question: an RgChangeFunc, its data (freed with g_free), and
 * what a toast says afterwards. (transfer full) */
gboolean rg_merge_change_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);
gpointer rg_merge_change_new (gint64 keep, gint64 gone);
char *rg_merge_dup_done (const RgRow *keep, const RgRow *gone);

/* "loading", "pair" or "gone". */
const char *rg_merge_dialog_get_state (RgMergeDialog *self);

G_END_DECLS
