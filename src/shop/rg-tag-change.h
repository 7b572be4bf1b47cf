/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* What an owner does with tags, each one operation. Errors are RG_TAG_ERROR. */

/**
 * RgTagWish:
 * @name: %NULL leaves as it is
 * @color: a colour's word; "" for that of the tag above
 * @symbol: a symbol's key; "" for none
 * @description: "" for none
 *
 * What a tag is to be like; %NULL leaves as it is, and for a new one is none.
 */
typedef struct
{
  const char *name;
  const char *color;
  const char *symbol;
  const char *description;
} RgTagWish;

/* @parent 0: a root of @family (nullable: the owner's own). Returns the id or 0. */
gint64 rg_tag_create (RgOp *op, const RgTagWish *wish, gint64 parent, const char *family, GError **error);
gboolean rg_tag_change (RgOp *op, gint64 id, const RgTagWish *wish, GError **error);
/* @parent 0: to the roots, of @family (nullable: the one it is of). @before:
 * the sibling before which it stands then; 0: behind all of them where they are
 * in an order of their own, else by name. */
gboolean rg_tag_move (RgOp *op, gint64 id, gint64 parent, const char *family, gint64 before, GError **error);
/* With what stands below it; back into use with what stands above it. Out of
 * use, its rule is switched off. */
gboolean rg_tag_retire (RgOp *op, gint64 id, gboolean retired, GError **error);
/* @condition: its stored form; "" for none, which switches it off; %NULL leaves
 * as it is. @on: 1, 0, or -1 to leave. Errors are those of the condition too. */
gboolean rg_tag_set_rule (RgOp *op, gint64 id, const char *condition, int on, GError **error);
/* Only one that nobody has, and with nothing below it. */
gboolean rg_tag_delete (RgOp *op, gint64 id, GError **error);

G_END_DECLS
