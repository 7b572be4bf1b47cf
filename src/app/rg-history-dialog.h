/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/**
 * RgHistoryDialog:
 *
 * What was done in the shop, the newest first, page by page, and the way back:
 * any change can be undone when nothing later touched the same records; else
 * what stands in the way is shown and can be undone too.
 */
#define RG_TYPE_HISTORY_DIALOG (rg_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgHistoryDialog, rg_history_dialog, RG, HISTORY_DIALOG, AdwDialog)

AdwDialog *rg_history_dialog_new (RgWindow *window);
/* (transfer none) (element-type RgHistoryItem): what is shown. */
GListModel *rg_history_dialog_get_model (RgHistoryDialog *self);
/* "loading", "list", "nothing" or "empty". */
const char *rg_history_dialog_get_state (RgHistoryDialog *self);
void rg_history_dialog_set_search (RgHistoryDialog *self, const char *text);
/* Only those that deleted customers. */
void rg_history_dialog_set_deletions (RgHistoryDialog *self, gboolean deletions);
/* Undoes operation @id, or makes it again when it is undone. */
void rg_history_dialog_step (RgHistoryDialog *self, gint64 id);
/* Whether something is being read or undone. */
gboolean rg_history_dialog_is_busy (RgHistoryDialog *self);

G_END_DECLS
