/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* As many as are looked for; more are not taken back in one go. */
#define RG_HISTORY_MOST_OBSTACLES 50

/* (transfer floating): says which later changes stand in the way of undoing
 * @label. Its response is "undo" when they are to be undone too, which is offered
 * where they all can be. @obstacles: (element-type RgOperation) */
AdwDialog *rg_history_clash_dialog_new (const char *label, GPtrArray *obstacles);

G_END_DECLS
