/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"
#include "app/widgets/rg-painter.h"
#include "records/rg-record.h"

G_BEGIN_DECLS

/**
 * RgRowWidget:
 *
 * A customer in the list, or what its look makes of it: one leaf widget of fixed
 * height that draws itself, as a row of the table or in two lines. Text is laid out only when the row is
 * on screen. What a screen reader says stands on the list item, see
 * rg_row_widget_dup_name() and rg_row_widget_dup_description().
 */
#define RG_TYPE_ROW_WIDGET (rg_row_widget_get_type ())
G_DECLARE_FINAL_TYPE (RgRowWidget, rg_row_widget, RG, ROW_WIDGET, GtkWidget)

/**
 * RgRowLook:
 * @take_other: (transfer full) (nullable): another record that the row shows something
 *   of, once @record is loaded
 * @draw_cell: draws a cell of the table; rg_row_widget_draw_cell() draws what is drawn
 *   as with customers
 * @draw_lines: draws the row in two lines
 * @dup_name: what a screen reader calls the row
 * @dup_description: what it says besides
 *
 * How rows of another entity look. The data is what the row was made with; where it
 * emits “changed”, the row is drawn anew.
 */
typedef struct
{
  RgRecord *(*take_other) (RgRecord *record, gpointer data);
  void (*draw_cell) (RgRowWidget *row, RgPainter *painter, const RgColumn *column, int middle, gpointer data);
  void (*draw_lines) (RgRowWidget *row, RgPainter *painter, int upper, int lower, gpointer data);
  char *(*dup_name) (RgRowWidget *row, gpointer data);
  char *(*dup_description) (RgRowWidget *row, gpointer data);
} RgRowLook;

GtkWidget *rg_row_widget_new (RgColumns *columns);
/* @look: stays; @data: (nullable): an object, for its functions. */
GtkWidget *rg_row_widget_new_with_look (RgColumns *columns, const RgRowLook *look, GObject *data);
void rg_row_widget_draw_cell (RgRowWidget *self, RgPainter *painter, const RgColumn *column, int middle);
/* (transfer none) (nullable): what take_other() gave. */
RgRecord *rg_row_widget_get_other (RgRowWidget *self);
RgColumns *rg_row_widget_get_columns (RgRowWidget *self);
void rg_row_widget_set_record (RgRowWidget *self, RgRecord *record);
/* Whether its box is checked, where rows have one. */
void rg_row_widget_set_selected (RgRowWidget *self, gboolean selected);
RgRecord *rg_row_widget_get_record (RgRowWidget *self);
char *rg_row_widget_dup_name (RgRowWidget *self);
char *rg_row_widget_dup_description (RgRowWidget *self);
/* What "+N" stands for, as the row was drawn last. (transfer full) (nullable) */
char *rg_row_widget_dup_rest (RgRowWidget *self);

G_END_DECLS
