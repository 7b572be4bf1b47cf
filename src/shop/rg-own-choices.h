/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* An own field's choice is stored by its name: gives @name to what is stored as
 * @old in all rows, alone or among several. The field's choices themselves are
 * rg_op_change_own_field()'s. */
gboolean rg_own_choices_rename (RgOp *op,
                                const RgEntity *entity,
                                const RgField *field,
                                const char *old,
                                const char *name,
                                GError **error);

G_END_DECLS
