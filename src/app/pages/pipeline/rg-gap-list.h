/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgGapList:
 *
 * A list as it is, with a place kept free in it while something hovers over it: an item
 * of its own that is none of the list's, see rg_gap_list_is_gap().
 */
#define RG_TYPE_GAP_LIST (rg_gap_list_get_type ())
G_DECLARE_FINAL_TYPE (RgGapList, rg_gap_list, RG, GAP_LIST, GObject)

RgGapList *rg_gap_list_new (void);
/* @model: (nullable) */
gboolean rg_gap_list_set_model (RgGapList *self, GListModel *model, guint first, guint last);
/* Before the item that is at @position of the list now; its length: behind all. */
void rg_gap_list_open (RgGapList *self, guint position);
void rg_gap_list_close (RgGapList *self);
/* Where the gap is; G_MAXUINT, which is no place, without one. */
guint rg_gap_list_get_gap (RgGapList *self);
gboolean rg_gap_list_is_gap (RgGapList *self, gpointer item);
/* From a place with the gap to one of the list, which the gap has not; and back. */
guint rg_gap_list_to_model (RgGapList *self, guint position);
guint rg_gap_list_from_model (RgGapList *self, guint position);

G_END_DECLS
