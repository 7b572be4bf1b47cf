/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDealContactRow:
 *
 * Whom to talk to about a deal: one of its customer's contacts. Not shown where the
 * customer has none.
 */
#define RG_TYPE_DEAL_CONTACT_ROW (rg_deal_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (RgDealContactRow, rg_deal_contact_row, RG, DEAL_CONTACT_ROW, AdwComboRow)

/* Reads the contacts of @customer_id (0: nobody's) and chooses @chosen; 0: none. */
void
rg_deal_contact_row_set_customer (RgDealContactRow *self, RgStore *store, gint64 customer_id, gint64 chosen);
gint64 rg_deal_contact_row_get_id (RgDealContactRow *self);

G_END_DECLS
