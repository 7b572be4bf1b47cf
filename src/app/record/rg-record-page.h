/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgRecordPage:
 *
 * Everything about one customer: the header card, and below it the timeline
 * with its composer, the details, the files. Reads its profile again whenever
 * the shop changes. Brings a header bar of its own. Emits "close-requested"
 * when the user wants to go back to the list, "customer-gone" when the customer
 * was deleted or merged away.
 */
#define RG_TYPE_RECORD_PAGE (rg_record_page_get_type ())
G_DECLARE_FINAL_TYPE (RgRecordPage, rg_record_page, RG, RECORD_PAGE, AdwBin)

GtkWidget *rg_record_page_new (RgSettings *settings);
void rg_record_page_set_store (RgRecordPage *self, RgStore *store);
/* 0: nobody. */
void rg_record_page_set_customer (RgRecordPage *self, gint64 id);
gint64 rg_record_page_get_customer (RgRecordPage *self);
/* Saves what is being written. */
void rg_record_page_flush (RgRecordPage *self);
/* Whether a profile has been asked for that has not come yet. */
gboolean rg_record_page_is_busy (RgRecordPage *self);
/* "timeline", "details" or "files". */
void rg_record_page_set_view (RgRecordPage *self, const char *name);
/* Whether it stands alone, with the list behind it: its close button is a way
 * back then. */
void rg_record_page_set_narrow (RgRecordPage *self, gboolean narrow);
/* Puts the focus on the way back. */
void rg_record_page_take_focus (RgRecordPage *self);
/* Puts the focus into the composer. */
void rg_record_page_write_note (RgRecordPage *self);

G_END_DECLS
