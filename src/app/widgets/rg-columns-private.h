/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the columns: what they keep. */

#include "app/widgets/rg-columns.h"

G_BEGIN_DECLS

/* The fields of an entity that have a place and a form of their own, in the order
 * in which they stand; the first is what a row is called. */
typedef struct
{
  const char *entity;
  guint n;
  const RgColumn *known;
  const char *const *keys;
  const char *const *headings; /* (nullable): where the field's label says too much */
} RgColumnsKnown;

extern const RgColumnsKnown rg_columns_of_customers;
extern const RgColumnsKnown rg_columns_of_deals;

/* Columns from this rank on are shown only where the window is so wide that it
 * would be empty otherwise. */
#define RG_COLUMNS_EXTRA_RANK 20

struct _RgColumns
{
  GObject parent_instance;

  const RgColumnsKnown *table;
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
/* The place of @key in the entity's table; -1: none. */
int rg_columns_place (RgColumns *self, const char *key);
/* --- rg-columns-choose.c -------------------------------------------------- */
void rg_columns_make_chosen (RgColumns *self);

G_END_DECLS
