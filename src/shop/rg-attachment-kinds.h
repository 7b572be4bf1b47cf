/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* The owner's kinds of attachments. */

/* Makes a kind known, so that it is proposed for the next file; %TRUE also when
 * it is known already. */
gboolean rg_attachment_kinds_ensure (RgOp *op, const char *name, GError **error);

G_END_DECLS
