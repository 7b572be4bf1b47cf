/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/tags/rg-tag-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgTagRow:
 *
 * What a line of the tree shows: symbol in its colour, name, description, who
 * has it, when it was last given. Takes a tag that is dropped on it and emits
 * "dropped" (tag id, before: boolean).
 */
#define RG_TYPE_TAG_ROW (rg_tag_row_get_type ())
G_DECLARE_FINAL_TYPE (RgTagRow, rg_tag_row, RG, TAG_ROW, GtkBox)

GtkWidget *rg_tag_row_new (void);
/* @item: (nullable) */
void rg_tag_row_set (RgTagRow *self, RgTagItem *item);
/* (transfer none) (nullable) */
RgTagItem *rg_tag_row_get (RgTagRow *self);
/* Narrow: without description and day. */
void rg_tag_row_set_narrow (RgTagRow *self, gboolean narrow);
/* (transfer full): all that it shows, for a screen reader */
char *rg_tag_row_describe (RgTagItem *item);
/* A number that opens the list of those it counts, where the window can show
 * one; till then only a number. */
GtkWidget *rg_tag_count_new (void);
/* @condition: (nullable): the stored form; NULL: nobody. @about: for a screen
 * reader. */
void rg_tag_count_set (GtkWidget *count,
                       const char *text,
                       const char *about,
                       const char *condition,
                       const char *title);

G_END_DECLS
