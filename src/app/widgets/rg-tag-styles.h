/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A tag without a symbol of its own has this one where there is a place for one. */
#define RG_TAG_PLAIN_ICON "rg-tag-symbolic"

/**
 * RgTagStyle:
 * @color: which colour pair of the palette
 * @icon: (nullable): the icon of its symbol; %NULL: none
 *
 * What a tag looks like wherever it is shown.
 */
typedef struct
{
  guint color;
  const char *icon;
} RgTagStyle;

/* @color: that of the tag or of one above it, -1 for none: then its name has one;
 * @symbol: (nullable): as stored. */
RgTagStyle rg_tag_style_make (const char *name, int color, const char *symbol);
RgTagStyle rg_tag_style_of (const RgTag *tag);

/**
 * RgTagStyles:
 *
 * What the tags of a shop look like, for lists and records that show them: read
 * once and again after tags changed. Emits "changed" then.
 */
#define RG_TYPE_TAG_STYLES (rg_tag_styles_get_type ())
G_DECLARE_FINAL_TYPE (RgTagStyles, rg_tag_styles, RG, TAG_STYLES, GObject)

/* The one of a shop, which lives as long as it does. (transfer none) */
RgTagStyles *rg_tag_styles_for_store (RgStore *store);
/* Whether what is asked for last has come. */
gboolean rg_tag_styles_is_ready (RgTagStyles *self);
/* Of the tag of that id; 0 or one that is not known: of the first one of that
 * name. @self: (nullable): then only the name counts. */
RgTagStyle rg_tag_styles_get (RgTagStyles *self, gint64 id, const char *name);

G_END_DECLS
