/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/**
 * RgDealChange:
 * @id: of a deal; 0: a new one
 * @customer_id: see [struct@DealWords]
 * @contact_id: see [struct@DealWords]
 * @stage_id: of a new one
 * @texts: key of a field → what is said, as a file has it; "" for nothing
 *
 * What was written into the dialog: only what is another than it was.
 */
typedef struct
{
  gint64 id;
  gint64 customer_id;
  gint64 contact_id;
  gint64 stage_id;
  GHashTable *texts;
} RgDealChange;

RgDealChange *rg_deal_change_new (gint64 id);
void rg_deal_change_free (gpointer change);
/* An #RgChangeFunc. */
gboolean rg_deal_change_save (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
