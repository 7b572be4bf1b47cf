/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the pictures of the history show: see rg-pictures.h. */

/* Makes a shop in @scratch in which something was done and undone. (transfer
 * full): its folder; NULL when that cannot be. */
char *rg_history_pictures_shop (const char *scratch);

G_END_DECLS
