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
/* Shows how an import goes on, of which nothing is written. */
void rg_import_pictures_run (RgWindow *window);
/* Whether the assistant is at work. */
gboolean rg_import_pictures_is_busy (RgWindow *window);
/* Removes what was made in @scratch. */
void rg_import_pictures_clean (const char *scratch);
/* A folder in @scratch for a shop that may be written to. (transfer full) */
char *rg_import_pictures_shop (const char *scratch);

/* The same with a bill in which customers paid whose names it does not tell in
 * full, with lists of orders and of deals, and with a workbook of several sheets. */
void rg_import_pictures_open_bill (RgWindow *window, const char *scratch);
void rg_import_pictures_open_orders (RgWindow *window, const char *scratch);
void rg_import_pictures_open_deals (RgWindow *window, const char *scratch);
void rg_import_pictures_open_workbook (RgWindow *window, const char *scratch);
/* Sends a column of the list to the notes. */
void rg_import_pictures_change (RgWindow *window);
/* Closes the assistant. */
void rg_import_pictures_close (RgWindow *window);

G_END_DECLS
