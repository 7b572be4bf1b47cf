/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "app/widgets/rg-columns.h"

G_BEGIN_DECLS

/**
 * RgColumnsKeeper:
 *
 * The columns that a page has of its own: kept in a setting a moment after they were
 * chosen, and before the page shows those of a view.
 */
typedef struct _RgColumnsKeeper RgColumnsKeeper;

RgColumnsKeeper *rg_columns_keeper_new (RgColumns *columns, RgSettings *settings, const char *key);
/* What is not kept yet is, at once. */
void rg_columns_keeper_free (RgColumnsKeeper *self);
/* Somebody has chosen others, which are the page's own. */
void rg_columns_keeper_chosen (RgColumnsKeeper *self);
/* Others are shown next. */
void rg_columns_keeper_flush (RgColumnsKeeper *self);
/* Shows those that were chosen last. */
void rg_columns_keeper_restore (RgColumnsKeeper *self);

G_END_DECLS
