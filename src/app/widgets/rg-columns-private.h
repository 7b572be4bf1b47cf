/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the columns: what they keep. */

#include "app/widgets/rg-columns.h"

G_BEGIN_DECLS

/* Columns from this rank on are shown only where the window is so wide that it
 * would be empty otherwise. */
#define RG_COLUMNS_EXTRA_RANK 20

struct _RgColumns
{
  GObject parent_instance;

  RgCatalog *catalog;
  const RgEntity *entity;
  GArray *columns; /* RgColumn */
  char *sort;
  gboolean descending;
  gboolean compact;
  gboolean checks;
  gboolean mask;
  double scale;
  GDate today;
  RgTexts *texts;
  RgTagStyles *styles; /* (nullable) */

  /* What somebody chose; NULL: the usual columns. */
  GPtrArray *layout; /* (nullable) (element-type utf8) */
  char *shop;        /* (nullable): a mark of the shop's own fields */

  /* The width that the places in @columns were worked out for. */
  int laid_out;
};

/* --- rg-columns.c --------------------------------------------------------- */
/* Pixels, rounded up. */
int rg_columns_px (RgColumns *self, int sp);
void rg_columns_changed (RgColumns *self);
/* Makes the columns anew, from the layout and the catalogue. */
void rg_columns_make (RgColumns *self);
void rg_columns_layout_changed (RgColumns *self);
/* A column for @field at the end, unless it has one. */
void rg_columns_add (RgColumns *self, const RgField *field);
/* --- rg-columns-choose.c -------------------------------------------------- */
void rg_columns_make_chosen (RgColumns *self);

G_END_DECLS
