/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgMeasuresDialog:
 *
 * How well what was planned is done, and how many customers were really spoken to:
 * altogether, by staff and by class, in the last 30, 90 or 365 days.
 */
#define RG_TYPE_MEASURES_DIALOG (rg_measures_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgMeasuresDialog, rg_measures_dialog, RG, MEASURES_DIALOG, AdwDialog)

AdwDialog *rg_measures_dialog_new (RgStore *store);
/* What the cell shows; NULL while it is read, or when there is no such cell. @table:
 * 0 all, 1 staff, 2 classes; @line 0 is the first below the headings. */
const char *rg_measures_dialog_get_cell (RgMeasuresDialog *self, guint table, int line, int column);
/* 30, 90 or 365 */
void rg_measures_dialog_set_days (RgMeasuresDialog *self, guint days);

G_END_DECLS
