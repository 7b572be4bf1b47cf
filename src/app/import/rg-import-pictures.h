/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* What the pictures of the import assistant show: see rg-pictures.h. */

/* Opens the assistant with a list that is made in @scratch. */
void rg_import_pictures_open (RgWindow *window, const char *scratch);
/* Goes on to the next step. */
void rg_import_pictures_next (RgWindow *window);
/* Back to the step before. */
void rg_import_pictures_back (RgWindow *window);
/* Whether the assistant is at work. */
gboolean rg_import_pictures_is_busy (RgWindow *window);
/* Removes what was made in @scratch. */
void rg_import_pictures_clean (const char *scratch);
/* A folder in @scratch for a shop that may be written to. (transfer full) */
char *rg_import_pictures_shop (const char *scratch);

G_END_DECLS
