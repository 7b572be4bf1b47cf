/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Deletes a customer with everything that belongs to it: contacts, identities,
 * events, sales, tags, attachments' rows (the bytes stay for undo), relations
 * on both sides. What refers to a customer is found in the catalogue: every
 * field of type ref. */
gboolean rg_people_delete (RgOp *op, gint64 customer_id, GError **error);
/* The same of any other row: what cannot be without it goes too, others only lose
 * the way to it. */
gboolean rg_remove_row (RgOp *op, const RgEntity *entity, gint64 id, GError **error);

G_END_DECLS
