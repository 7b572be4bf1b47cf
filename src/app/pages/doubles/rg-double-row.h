/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-doubles.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgDoubleRow:
 *
 * A likely pair: what speaks for it, the two customers beside each other (below
 * each other where it is narrow), and what can be done. M merges, N says that
 * they are two people, S lets the other one stay. Emits "merge" and
 * "different".
 */
#define RG_TYPE_DOUBLE_ROW (rg_double_row_get_type ())
G_DECLARE_FINAL_TYPE (RgDoubleRow, rg_double_row, RG, DOUBLE_ROW, GtkListBoxRow)

GtkWidget *rg_double_row_new (void);
/* The row takes references of what it needs. @n_first, @n_second: entries of
 * their timelines. */
void
rg_double_row_set (RgDoubleRow *self, const RgDouble *pair, guint n_first, guint n_second, gboolean mask);
/* Narrow: the two stand below each other. */
void rg_double_row_set_narrow (RgDoubleRow *self, gboolean narrow);
void rg_double_row_set_editable (RgDoubleRow *self, gboolean editable);
/* While what was decided is being written, nothing else can be. */
void rg_double_row_set_busy (RgDoubleRow *self, gboolean busy);
RgRow *rg_double_row_get_keep (RgDoubleRow *self); /* (transfer none) */
RgRow *rg_double_row_get_gone (RgDoubleRow *self); /* (transfer none) */
/* The lower id of the two, and the higher. */
void rg_double_row_get_ids (RgDoubleRow *self, gint64 *first, gint64 *second);

G_END_DECLS
