/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The regions that have a name of their own, in the official order: 浙江省,
 * 浙江省杭州市 and so on, each province before its cities. As they are shown; a
 * region field reads them back. (transfer full) (array zero-terminated=1) */
char **rg_region_list (void);

G_END_DECLS
