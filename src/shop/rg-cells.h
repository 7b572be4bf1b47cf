/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* The cells of a row that is about to be written, put together one by one. */

/* A form of its own may ask for many fields of an entry. */
#define RG_CELLS_MOST 64

/**
 * RgCells:
 * @entity: of which they are
 * @cells: (array length=n): for [func@op_insert] and [func@op_update]
 * @n: how many there are
 *
 * On the stack: `g_auto (RgCells) cells = RG_CELLS_INIT (entity);`
 */
typedef struct
{
  const RgEntity *entity;
  RgCell cells[RG_CELLS_MOST];
  guint n;
} RgCells;

#define RG_CELLS_INIT(ENTITY) { .entity = (ENTITY), .n = 0 }

void rg_cells_clear (RgCells *cells);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCells, rg_cells_clear)

/* One without a value. (transfer none) */
RgCell *rg_cells_add (RgCells *cells, const char *key);
/* @text: (nullable): as a person or a file writes it; NULL adds no cell, "" one
 * without a value. FALSE and @error when the field refuses it. */
gboolean rg_cells_add_text (RgCells *cells, const char *key, const char *text, GError **error);
void rg_cells_add_integer (RgCells *cells, const char *key, gint64 number);
void rg_cells_add_real (RgCells *cells, const char *key, double number);

G_END_DECLS
