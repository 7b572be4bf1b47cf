/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-display.h"
#include "records/rg-record.h"

G_BEGIN_DECLS

/* What is said of a deal, on a card as in a row. */

/* (transfer none) (nullable): of a record that may not be loaded, or be none. */
const char *rg_deal_words_get_text (RgRecord *record, const char *key);
/* @otherwise where there is no number. */
gint64 rg_deal_words_get_integer (RgRecord *record, const char *key, gint64 otherwise);
/* How it stands with the limit of its stage; @days_at_most 0: none. */
RgDue rg_deal_words_lateness (RgRecord *deal, guint days_at_most);
/* “3 days”, “26 of 21 days”. (transfer full) */
char *rg_deal_words_dup_days (RgRecord *deal, guint days_at_most);
/* What it is worth, in short. (transfer full) (nullable) */
char *rg_deal_words_dup_amount (RgRecord *deal);
/* “¥12.8万” where one counts so, else “¥128,000”. (transfer full) */
char *rg_deal_dup_amount (gint64 fen);

G_END_DECLS
