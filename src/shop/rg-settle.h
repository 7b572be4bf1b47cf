/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Before a tag or a stage is called something else, moved or joined by another: rules
 * and views that name tags and stages by what they are called name them by their ids
 * from now on, and so go on to mean the same ones. */
gboolean rg_settle_conditions (RgOp *op, GError **error);

G_END_DECLS
