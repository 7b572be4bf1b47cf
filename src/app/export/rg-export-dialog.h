/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-export.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgExportDialog:
 *
 * What kind of file customers go into, and with which columns. Emits "export"
 * when that is settled; where the file is to be is asked after it.
 */
#define RG_TYPE_EXPORT_DIALOG (rg_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgExportDialog, rg_export_dialog, RG, EXPORT_DIALOG, AdwDialog)

/* @shown: (nullable): labels of the list's columns, for a person. */
RgExportDialog *rg_export_dialog_new (const char *title, const char *shown);
RgExportFormat rg_export_dialog_get_format (RgExportDialog *self);
void rg_export_dialog_set_format (RgExportDialog *self, RgExportFormat format);
/* Whether only the list's columns are wanted. */
gboolean rg_export_dialog_get_only_shown (RgExportDialog *self);

G_END_DECLS
