/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgRowFocus:
 *
 * The focus of a list whose rows are made again whenever the shop changes, and which
 * opens a page for one of them or for a new one. The row that had the focus has it again,
 * the new one when one was added, its neighbour when it is gone, and what adds another
 * one when none is left. Whoever went elsewhere stays there.
 */
typedef struct _RgRowFocus RgRowFocus;

/* @list: what the rows lie in, which outlives them. */
RgRowFocus *rg_row_focus_new (GtkWidget *list);
void rg_row_focus_free (RgRowFocus *self);
/* Before the rows are taken away; rg_row_focus_end() when all have been made and named. */
void rg_row_focus_begin (RgRowFocus *self);
/* In their order, behind what adds one more, whose @key begins with "+". */
void rg_row_focus_name (RgRowFocus *self, GtkWidget *row, const char *key);
void rg_row_focus_name_id (RgRowFocus *self, GtkWidget *row, gint64 id);
void rg_row_focus_end (RgRowFocus *self);
/* Before @row, or what adds one, opens a page. */
void rg_row_focus_leave (RgRowFocus *self, gpointer row);

G_END_DECLS
