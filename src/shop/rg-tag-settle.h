/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Before a tag is called something else or moved: rules and views that name tags
 * by name or path name them by their ids from now on, and so go on to mean the
 * same ones. */
gboolean rg_tag_settle_conditions (RgOp *op, GError **error);

G_END_DECLS
