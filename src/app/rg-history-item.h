/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-history-lines.h"

G_BEGIN_DECLS

/**
 * RgHistoryItem:
 *
 * A line of the history in a list. Emits "changed" when it was undone or made
 * again.
 */
#define RG_TYPE_HISTORY_ITEM (rg_history_item_get_type ())
G_DECLARE_FINAL_TYPE (RgHistoryItem, rg_history_item, RG, HISTORY_ITEM, GObject)

/* @line: (transfer full) */
RgHistoryItem *rg_history_item_new (RgHistoryLine *line);
void rg_history_item_set_line (RgHistoryItem *self, RgHistoryLine *line);
const RgHistoryLine *rg_history_item_get_line (RgHistoryItem *self);
gint64 rg_history_item_get_id (RgHistoryItem *self);
/* Days since 1970, local time. */
int rg_history_item_get_day (RgHistoryItem *self);
/* Whether all words of @text (case folded) stand in it. */
gboolean rg_history_item_matches (RgHistoryItem *self, const char *text);

/* What a person reads. (transfer full) */
char *rg_history_item_dup_details (RgHistoryItem *self, const char *session);
/* (nullable): whether it still holds, when there is something to say. */
char *rg_history_item_dup_state (RgHistoryItem *self);
const char *rg_history_item_get_icon_name (RgHistoryItem *self);

G_END_DECLS
