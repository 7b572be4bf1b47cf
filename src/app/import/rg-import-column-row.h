/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

/**
 * RgImportColumnRow:
 *
 * A column of the file: its header, some values, and what it is. For a new
 * field its name and type, too. Follows the session while it is bound.
 */
#define RG_TYPE_IMPORT_COLUMN_ROW (rg_import_column_row_get_type ())
G_DECLARE_FINAL_TYPE (RgImportColumnRow, rg_import_column_row, RG, IMPORT_COLUMN_ROW, GtkWidget)

GtkWidget *rg_import_column_row_new (void);
void rg_import_column_row_bind (RgImportColumnRow *self, RgImportSession *session, guint column);
void rg_import_column_row_unbind (RgImportColumnRow *self);
/* What is chosen stands below the header instead of beside it. */
void rg_import_column_row_set_narrow (RgImportColumnRow *self, gboolean narrow);

G_END_DECLS
