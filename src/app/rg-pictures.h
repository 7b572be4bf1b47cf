/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Pictures of every page and dialog, in the current language, as
 * PAGE-LANG-SIZE-STYLE.png in @directory. Returns when all are taken. */
void rg_pictures_take (GtkApplication *app, RgSettings *settings, const char *shop, const char *directory);

typedef struct _RgStudio RgStudio;

/* @name: of the page or dialog; @window: where it is to be seen. */
typedef void (*RgPicturesVisit) (const char *name, RgWindow *window, gpointer user_data);

/* The same pages and dialogs in windows of one size, for tests. */
void rg_pictures_visit (GtkApplication *app,
                        RgSettings *settings,
                        const char *shop,
                        int width,
                        int height,
                        RgPicturesVisit visit,
                        gpointer user_data);

G_END_DECLS
