/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Makes two customers one. Everything that belongs to @gone moves to @keep:
 * contacts, identities, events, sales, tags, attachments, relations. Empty
 * fields of @keep are filled; where both have a value, @keep's stays, and the
 * other phone, WeChat id or e-mail becomes a further identity, another name or
 * value a line in the notes: nothing is lost. The later last contact and the
 * earlier next step count. Then @gone is deleted. One operation, one undo. */
gboolean rg_people_merge (RgOp *op, gint64 keep, gint64 gone, GError **error);

G_END_DECLS
