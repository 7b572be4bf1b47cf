/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-views.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean rg_view_is_of_deals (const RgView *view);
/* That of the view, or the usual one of what it shows. */
const char *rg_view_get_icon (const RgView *view);

/**
 * RgViewRow:
 *
 * A saved view's place in the sidebar: icon, title, count.
 */
#define RG_TYPE_VIEW_ROW (rg_view_row_get_type ())
G_DECLARE_FINAL_TYPE (RgViewRow, rg_view_row, RG, VIEW_ROW, GtkListBoxRow)

/* @view: copied */
GtkWidget *rg_view_row_new (const RgView *view);
const RgView *rg_view_row_get_view (RgViewRow *self);
/* @count: as people read it; @problem: (nullable): why it cannot be asked */
void rg_view_row_set_count (RgViewRow *self, const char *count, const char *problem);
const char *rg_view_row_get_count (RgViewRow *self);
const char *rg_view_row_get_problem (RgViewRow *self);
void rg_view_row_popup (RgViewRow *self);

G_END_DECLS
