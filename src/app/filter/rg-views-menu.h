/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands behind the button over the views: new ones, and those (element-type
 * RgView) that are not in the sidebar. (transfer full) */
GMenuModel *rg_views_menu_new (const GPtrArray *views);

G_END_DECLS
