/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-views.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgViewsList:
 *
 * The saved views in the sidebar, each with how many customers it means. They
 * are counted one after the other beside the window, and again a moment after
 * something has changed. A view that cannot be asked says why; the others go
 * on. Emits "activated" with a view; its menu and keys are actions of the
 * window: win.edit-view, win.rename-view, win.move-view, win.pin-view,
 * win.delete-view.
 */
#define RG_TYPE_VIEWS_LIST (rg_views_list_get_type ())
G_DECLARE_FINAL_TYPE (RgViewsList, rg_views_list, RG, VIEWS_LIST, GtkWidget)

void rg_views_list_set_store (RgViewsList *self, RgStore *store);
/* 0: none */
void rg_views_list_select (RgViewsList *self, gint64 id);
/* (transfer none) (nullable): those not in the sidebar are found too. */
const RgView *rg_views_list_find (RgViewsList *self, gint64 id);
/* (element-type RgView) (transfer none): all of them in their order. */
const GPtrArray *rg_views_list_get_views (RgViewsList *self);
/* "12", "…" while that is not known, "–" when it cannot be asked; NULL: it is not
 * in the sidebar. */
const char *rg_views_list_get_count (RgViewsList *self, gint64 id);
/* Why it cannot be asked; NULL: it can. */
const char *rg_views_list_get_problem (RgViewsList *self, gint64 id);
/* Whether something is read or counted or is about to be. */
gboolean rg_views_list_is_busy (RgViewsList *self);

G_END_DECLS
