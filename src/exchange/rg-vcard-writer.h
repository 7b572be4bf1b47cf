/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: customers as cards. */

#include "exchange/rg-grid.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

typedef enum
{
  RG_VCARD_VERSION_3,
  RG_VCARD_VERSION_4,
} RgVcardVersion;

/* Appends the card of a customer. What vCard has no word for is written so that
 * our import gives it back as it was. @fields: (element-type RgField): what is
 * exported; @pictures: (element-type RgGridPicture) (nullable): photos. */
void rg_vcard_write (GString *to,
                     RgVcardVersion version,
                     const RgRow *row,
                     GPtrArray *fields,
                     GPtrArray *pictures);

G_END_DECLS
