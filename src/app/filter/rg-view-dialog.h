/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-views.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgViewDialog:
 *
 * Keeps a question under a name: as a new view, or in place of the one that it
 * comes from. Emits "saved" with the id of its row.
 */
#define RG_TYPE_VIEW_DIALOG (rg_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgViewDialog, rg_view_dialog, RG, VIEW_DIALOG, AdwDialog)

/* @view: copied; with an id it is one that is kept already. */
AdwDialog *rg_view_dialog_new (RgStore *store, const RgView *view);
/* (transfer full): what was saved. */
RgView *rg_view_dialog_dup_view (RgViewDialog *self);
/* Does what a person would do; @again: in place of the one it comes from. */
void rg_view_dialog_save (RgViewDialog *self, const char *name, gboolean again);

G_END_DECLS
