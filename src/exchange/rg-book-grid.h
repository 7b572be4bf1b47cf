/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: what all workbooks have in common. */

#include "exchange/rg-grid.h"
#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-xml.h"

G_BEGIN_DECLS

#define RG_TYPE_BOOK_GRID (rg_book_grid_get_type ())
#define RG_BOOK_GRID(instance) (G_TYPE_CHECK_INSTANCE_CAST (instance, RG_TYPE_BOOK_GRID, RgBookGrid))
#define RG_BOOK_GRID_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST (klass, RG_TYPE_BOOK_GRID, RgBookGridClass))

/**
 * RgBookGrid:
 * @names: (array zero-terminated=1): of the sheets
 * @sheet: index of the one that is read
 * @rows: of that one, as far as they have been read
 * @xml: (nullable): where they come from; %NULL behind the sheet, and in a
 *   workbook that has its own rg_grid_next()
 *
 * A workbook of one or several sheets. The fields are for those who derive from
 * it, who fill them before the first row is asked for.
 */
typedef struct
{
  RgGrid parent_instance;

  char **names;
  guint sheet;
  RgSheetRows *rows;
  RgXml *xml;
} RgBookGrid;

/**
 * RgBookGridClass:
 * @kind: what such a file is
 */
typedef struct
{
  RgGridClass parent_class;
  RgGridKind kind;
} RgBookGridClass;

GType rg_book_grid_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBookGrid, g_object_unref)

/* Makes the sheet that the owner names the one that is read. @wanted:
 * (nullable): %NULL leaves it as it is. @name: of the file, for the sentence. */
gboolean rg_book_grid_choose (RgBookGrid *self, const char *name, const char *wanted, GError **error);

G_END_DECLS
