/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to printing: what a page is made of. */

#include "exchange/rg-print.h"
#include "records/rg-row.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * RgPrintKind:
 * @RG_PRINT_TITLE: the name on top
 * @RG_PRINT_SUBTITLE: a line below it
 * @RG_PRINT_HEADING: begins a part
 * @RG_PRINT_PAIR: what it is called, and what it is
 * @RG_PRINT_ENTRY: when, what, how much
 * @RG_PRINT_ROW: a row of the table
 */
typedef enum
{
  RG_PRINT_TITLE,
  RG_PRINT_SUBTITLE,
  RG_PRINT_HEADING,
  RG_PRINT_PAIR,
  RG_PRINT_ENTRY,
  RG_PRINT_ROW,
} RgPrintKind;

/**
 * RgPrintBlock:
 * @left: (nullable): stands before the text
 * @text: (nullable): wraps, and may go on on the next page
 * @right: (nullable): stands at the end of the first line
 * @cells: (nullable) (array zero-terminated=1): of a row
 * @new_page: begins a page
 */
typedef struct
{
  RgPrintKind kind;
  char *left;
  char *text;
  char *right;
  char **cells;
  gboolean new_page;
} RgPrintBlock;

/**
 * RgPrintColumn:
 * @natural: the width that its contents ask for, points
 * @x: result: where it begins
 * @width: result
 */
typedef struct
{
  char *label;
  gboolean at_end;
  double natural;
  double x;
  double width;
} RgPrintColumn;

/* Lines of a block that stand on a page. */
typedef struct
{
  guint page;
  guint block;
  guint first_line;
  guint n_lines; /* 0: all */
  double y;
} RgPrintPiece;

struct _RgPrint
{
  char *title;
  char *foot;
  gboolean landscape;
  GPtrArray *blocks;
  GArray *columns; /* RgPrintColumn; empty: no table */
  PangoContext *context;
  GArray *pieces;
  guint n_pages;
  double width;
  double height;
};

/* Space at the foot of a page, and the height of a row and of the table's
 * head, in points. */
#define RG_PRINT_FOOT 24.0
#define RG_PRINT_ROW_HEIGHT 17.0
#define RG_PRINT_HEAD_HEIGHT 19.0
#define RG_PRINT_GAP 8.0
/* Where the text of pairs and entries begins. */
#define RG_PRINT_LEFT 92.0
#define RG_PRINT_RIGHT 86.0

RgPrint *rg_print_new (const char *title);
/* (transfer none) */
RgPrintBlock *
rg_print_add (RgPrint *self, RgPrintKind kind, const char *left, const char *text, const char *right);
/* @label: copied. */
void rg_print_add_column (RgPrint *self, const char *label, gboolean at_end);
/* @cells: (transfer full): as many as there are columns. */
void rg_print_add_row (RgPrint *self, char **cells);
/* The text of a kind of block, to be laid out in @width points (-1: no limit). */
PangoLayout *rg_print_layout (RgPrint *self, RgPrintKind kind, const char *text, double width);
double rg_print_space_above (RgPrintKind kind);
/* Works out where the columns stand. */
void rg_print_place_columns (RgPrint *self, double width);

/* What a field says on paper; phones masked if asked. (transfer full) */
char *rg_print_format (const RgRow *row, const RgField *field, gboolean mask);
RgPrint *rg_print_list_read (RgRead *read, const RgPrintJob *job, GCancellable *cancellable, GError **error);
RgPrint *rg_print_sheet_read (RgRead *read, const RgPrintJob *job, GError **error);
RgPrint *
rg_print_classes_read (RgRead *read, const RgPrintJob *job, GCancellable *cancellable, GError **error);
RgPrint *rg_print_today_read (RgRead *read, const RgPrintJob *job, GError **error);

G_END_DECLS
