/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportProgressBox:
 *
 * How far the rows have been read: what goes on, a bar, rows and per cent,
 * speed and remaining time, a button that stops it, and one that lets it go on
 * behind the window where that is offered.
 */
#define RG_TYPE_IMPORT_PROGRESS_BOX (rg_import_progress_box_get_type ())
G_DECLARE_FINAL_TYPE (RgImportProgressBox, rg_import_progress_box, RG, IMPORT_PROGRESS_BOX, AdwBin)

/* Shows how far @session is until it is stopped. */
void rg_import_progress_box_start (RgImportProgressBox *self, RgImportSession *session);
void rg_import_progress_box_stop (RgImportProgressBox *self);
/* Shows one moment of a work; once it is stopped, for which nothing need go on. */
void rg_import_progress_box_show (RgImportProgressBox *self, gint64 now, guint64 rows, double fraction);
/* Not to be stopped any longer. */
void rg_import_progress_box_set_stopping (RgImportProgressBox *self);
/* It may go on behind the window. */
void rg_import_progress_box_offer_aside (RgImportProgressBox *self);
/* What Enter presses. */
GtkWidget *rg_import_progress_box_get_default (RgImportProgressBox *self);

G_END_DECLS
