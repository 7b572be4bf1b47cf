/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Lets the stages, classes and tags by rule of a shop that is shown follow what
 * happens in it; again for one that is followed already: nothing. */
void rg_keep_up_start (RgStore *store);
/* Soon, after numbers were changed by which customers are judged. */
void rg_keep_up_look (RgStore *store);
/* Whether something is followed now, or is going to be. */
gboolean rg_keep_up_is_busy (RgStore *store);
/* Before the shop is closed. */
void rg_keep_up_stop (RgStore *store);
/* What is done every minute: has a new day begun? */
void rg_keep_up_check_day (RgStore *store);

G_END_DECLS
