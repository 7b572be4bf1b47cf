/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: merged areas of a sheet. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgSheetArea:
 *
 * Cells that are shown as one. Rows count from 1, columns from 0.
 */
typedef struct
{
  guint32 first_row;
  guint32 last_row;
  guint16 first_column;
  guint16 last_column;
} RgSheetArea;

/**
 * RgSheetAreas:
 *
 * The areas of a sheet whose rows go by. Of every one it keeps the text, so that
 * the rows it covers can have it too.
 */
typedef struct _RgSheetAreas RgSheetAreas;

RgSheetAreas *rg_sheet_areas_new (void);
void rg_sheet_areas_free (RgSheetAreas *areas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSheetAreas, rg_sheet_areas_free)

/* Forgets all of them. */
void rg_sheet_areas_clear (RgSheetAreas *areas);
/* Adds one, of at least two cells, that does not begin above the current row;
 * %FALSE when there are too many. */
gboolean rg_sheet_areas_add (RgSheetAreas *areas, const RgSheetArea *area);
/* Goes to a row below all before; before the first row again when 0. */
void rg_sheet_areas_go (RgSheetAreas *areas, guint32 row);
/* Whether any area touches the current row. */
gboolean rg_sheet_areas_touch (const RgSheetAreas *areas);
/* Whether a cell of the current row is covered by another cell. */
gboolean rg_sheet_areas_cover (const RgSheetAreas *areas, guint column);
/* Keeps the text of the current row's cell when an area begins there that goes
 * on below; %FALSE when that is too much. */
gboolean rg_sheet_areas_keep (RgSheetAreas *areas, guint column, const char *text);
/* Calls @func with column and text of every area that covers the current row
 * from above; the texts stay until rows start again. */
void rg_sheet_areas_repeat (RgSheetAreas *areas,
                            void (*func) (guint column, const char *text, gpointer data),
                            gpointer data);

G_END_DECLS
