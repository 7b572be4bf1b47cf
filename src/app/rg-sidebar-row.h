/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-page.h"

G_BEGIN_DECLS

/**
 * RgSidebarRow:
 *
 * A page's place in the sidebar: icon, title, badge.
 */
#define RG_TYPE_SIDEBAR_ROW (rg_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (RgSidebarRow, rg_sidebar_row, RG, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *rg_sidebar_row_new (RgPage *page);
RgPage *rg_sidebar_row_get_page (RgSidebarRow *self);

G_END_DECLS
