/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-profile.h"

G_BEGIN_DECLS

/* Who a customer is, in lines of "label: value", for a message to somebody: what
 * happened and files are left out. (transfer full) */
char *rg_record_text (RgProfile *profile);

G_END_DECLS
