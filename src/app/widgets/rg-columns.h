/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-tag-styles.h"
#include "app/widgets/rg-texts.h"
#include "catalog/rg-catalog.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgCellKind:
 * @RG_CELL_NAME: round picture and name
 * @RG_CELL_PHONE: a phone number, masked where the setting asks
 * @RG_CELL_TAGS: chips
 * @RG_CELL_DUE: the pill of the next step
 * @RG_CELL_AGO: how long ago a day was
 * @RG_CELL_TEXT: text from the start of the cell
 * @RG_CELL_NUMBER: amounts, numbers and dates, at the end of the cell
 * @RG_CELL_TITLE: what the row is called, without a picture
 * @RG_CELL_STAY: the pill of how long it is where it is
 *
 * How a column of the table is drawn.
 */
typedef enum
{
  RG_CELL_NAME,
  RG_CELL_PHONE,
  RG_CELL_TAGS,
  RG_CELL_DUE,
  RG_CELL_AGO,
  RG_CELL_TEXT,
  RG_CELL_NUMBER,
  RG_CELL_TITLE,
  RG_CELL_STAY,
} RgCellKind;

/**
 * RgColumn:
 * @field: what it shows
 * @kind: how
 * @min: narrowest width at which it is shown, in sp
 * @natural: the width it likes to have, in sp
 * @max: the width beyond which more is of no use, in sp
 * @rank: columns of a higher rank go first when there is no room
 * @pinned: whether somebody wants it to be there, room or not
 * @wanted: the width that somebody gave it, in sp; 0: none
 * @shown: result of the layout: whether there is room
 * @x: result: where the cell begins, in pixels from the row's start
 * @width: result: its width in pixels
 */
typedef struct
{
  const RgField *field;
  RgCellKind kind;
  int min;
  int natural;
  int max;
  guint rank;
  gboolean pinned;
  int wanted;
  gboolean shown;
  int x;
  int width;
} RgColumn;

/**
 * RgColumns:
 *
 * What the header and every row of one list share: the columns and their
 * places, the form (table or two lines), the height of a row, the order, the
 * day it is. Emits "changed" when rows must be drawn anew, and before it
 * "layout-changed" when somebody chose other columns, see
 * rg_columns_dup_layout().
 *
 * The usual columns go when there is no room for them. Those that somebody
 * added or gave a width stay: then a row is wider than what is seen of it.
 */
#define RG_TYPE_COLUMNS (rg_columns_get_type ())
G_DECLARE_FINAL_TYPE (RgColumns, rg_columns, RG, COLUMNS, GObject)

RgColumns *rg_columns_new (void);
/* Of rows of another entity than customers: "deal". */
RgColumns *rg_columns_new_for (const char *entity);
/* What stands above a column. */
const char *rg_columns_get_heading (RgColumns *self, const RgField *field);
void rg_columns_set_catalog (RgColumns *self, RgCatalog *catalog);
const RgEntity *rg_columns_get_entity (RgColumns *self);
guint rg_columns_get_n (RgColumns *self);
const RgColumn *rg_columns_get (RgColumns *self, guint index);
/* Keys of the columns that are shown, in their order. (transfer full) */
char **rg_columns_dup_keys (RgColumns *self);
void rg_columns_layout (RgColumns *self, int width);
/* The width below which columns would be cut that must stay, in pixels. */
int rg_columns_get_least_width (RgColumns *self);

/* Which columns there are, their order and widths, as one line of text that
 * can be kept: "name phone:140 x1@3f2a91c4:0". Empty: the usual ones. */
void rg_columns_set_layout (RgColumns *self, const char *layout);
char *rg_columns_dup_layout (RgColumns *self);
/* @folder: (nullable): an own field means something in its own shop only. */
void rg_columns_set_folder (RgColumns *self, const char *folder);
/* %NULL when it has no column. */
const RgColumn *rg_columns_find (RgColumns *self, const char *key);
/* Whether a field can be a column. */
gboolean rg_columns_can_show (RgColumns *self, const RgField *field);
/* Whether it must stay: without it rows would be nobody's. */
gboolean rg_columns_is_first (RgColumns *self, const char *key);
void rg_columns_show_field (RgColumns *self, const char *key, gboolean shown);
/* Puts a column before the one that is at @index now. */
void rg_columns_move (RgColumns *self, const char *key, guint index);
/* One place to the left or right among those that are shown. */
void rg_columns_step (RgColumns *self, const char *key, int direction);
/* @width: in sp; 0: as wide as it likes. */
void rg_columns_set_width (RgColumns *self, const char *key, int width);
void rg_columns_reset (RgColumns *self);

void rg_columns_set_compact (RgColumns *self, gboolean compact);
gboolean rg_columns_get_compact (RgColumns *self);
/* Whether every row begins with a box to check. */
void rg_columns_set_checks (RgColumns *self, gboolean checks);
gboolean rg_columns_get_checks (RgColumns *self);
/* The room for it, in pixels; 0 when there is none. */
int rg_columns_get_lead (RgColumns *self);
void rg_columns_set_scale (RgColumns *self, double scale);
double rg_columns_get_scale (RgColumns *self);
RgTexts *rg_columns_get_texts (RgColumns *self);
/* (nullable): what tags look like; %NULL: as their names say. */
void rg_columns_set_tag_styles (RgColumns *self, RgTagStyles *styles);
RgTagStyles *rg_columns_get_tag_styles (RgColumns *self);
int rg_columns_get_row_height (RgColumns *self);

void rg_columns_set_mask (RgColumns *self, gboolean mask);
gboolean rg_columns_get_mask (RgColumns *self);
const GDate *rg_columns_get_today (RgColumns *self);
void rg_columns_update_today (RgColumns *self);

void rg_columns_set_sort (RgColumns *self, const char *key, gboolean descending);
const char *rg_columns_get_sort (RgColumns *self);
gboolean rg_columns_get_descending (RgColumns *self);

/* Whether rows can be ordered by it. */
gboolean rg_columns_can_sort (const RgField *field);

/* Space at both ends of a row and between cells, in sp. */
#define RG_COLUMNS_EDGE 18
#define RG_COLUMNS_GAP 16
/* The box to check, and the room that it takes with what is behind it. */
#define RG_COLUMNS_CHECK 18
#define RG_COLUMNS_LEAD 32

G_END_DECLS
