/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-views.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): the msgid of what the shipped view @key is called. */
const char *rg_views_get_shipped_name (const char *key);

G_END_DECLS
