/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Pictures of every page and dialog, in the current language, as
 * PAGE-LANG-SIZE-STYLE.png in @directory. Returns when all are taken. */
void rg_pictures_take (GtkApplication *app, RgSettings *settings, const char *shop, const char *directory);

G_END_DECLS
