/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgTagItem:
 *
 * A line of the tree of tags: one of the four families, or a tag. Immutable.
 */
#define RG_TYPE_TAG_ITEM (rg_tag_item_get_type ())
G_DECLARE_FINAL_TYPE (RgTagItem, rg_tag_item, RG, TAG_ITEM, GObject)

RgTagItem *rg_tag_item_new_tag (RgTagTree *tree, RgTag *tag);
RgTagItem *rg_tag_item_new_family (RgTagTree *tree, guint family);
/* (transfer none) (nullable): %NULL for a family */
RgTag *rg_tag_item_get_tag (RgTagItem *self);
guint rg_tag_item_get_family (RgTagItem *self);
RgTagTree *rg_tag_item_get_tree (RgTagItem *self); /* (transfer none) */
/* A number of its own: the tag's id, or below 0 for a family. */
gint64 rg_tag_item_get_key (RgTagItem *self);
const char *rg_tag_item_get_name (RgTagItem *self);
/* What stands below it; @retired: those out of use too. (transfer full)
 * (nullable) (element-type RgTagItem) */
GListModel *rg_tag_item_make_children (RgTagItem *self, gboolean retired);
/* (transfer full) (element-type RgTagItem): the four families */
GListModel *rg_tag_items_make_families (RgTagTree *tree);

G_END_DECLS
