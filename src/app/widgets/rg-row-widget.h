/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"
#include "records/rg-record.h"

G_BEGIN_DECLS

/**
 * RgRowWidget:
 *
 * A customer in the list: one leaf widget of fixed height that draws itself,
 * as a row of the table or in two lines. Text is laid out only when the row is
 * on screen. What a screen reader says stands on the list item, see
 * rg_row_widget_dup_name() and rg_row_widget_dup_description().
 */
#define RG_TYPE_ROW_WIDGET (rg_row_widget_get_type ())
G_DECLARE_FINAL_TYPE (RgRowWidget, rg_row_widget, RG, ROW_WIDGET, GtkWidget)

GtkWidget *rg_row_widget_new (RgColumns *columns);
void rg_row_widget_set_record (RgRowWidget *self, RgRecord *record);
/* Whether its box is checked, where rows have one. */
void rg_row_widget_set_selected (RgRowWidget *self, gboolean selected);
RgRecord *rg_row_widget_get_record (RgRowWidget *self);
char *rg_row_widget_dup_name (RgRowWidget *self);
char *rg_row_widget_dup_description (RgRowWidget *self);
/* What "+N" stands for, as the row was drawn last. (transfer full) (nullable) */
char *rg_row_widget_dup_rest (RgRowWidget *self);

G_END_DECLS
