/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a tag looks like, as words that a shop keeps: eight colours and a fixed
 * list of symbols. Which shades the colours have is the window's business. */

#define RG_TAG_N_COLORS 8

/**
 * RgTagSymbol:
 * @key: as it is stored; stable for ever
 * @icon: the name of its icon
 * @label: (msgid): what it is called
 */
typedef struct
{
  const char *key;
  const char *icon;
  const char *label;
} RgTagSymbol;

/* "blue" … as stored; @index below %RG_TAG_N_COLORS. */
const char *rg_tag_color_key (guint index);
/* Translated. */
const char *rg_tag_color_label (guint index);
/* Which colour a word names ("red" is rose); -1 for none. */
int rg_tag_color_index (const char *word);

guint rg_tag_n_symbols (void);
const RgTagSymbol *rg_tag_symbol_at (guint index);
/* (nullable): one that is not in the list is none. */
const RgTagSymbol *rg_tag_symbol_find (const char *key);

/* The four families, "basic", "behaviour", "channel", "own". */
#define RG_TAG_N_FAMILIES 4
const char *rg_tag_family_key (guint index);
const char *rg_tag_family_label (guint index);
/* The last one for %NULL and for what is none; -1 only with @strict. */
int rg_tag_family_index (const char *key, gboolean strict);

G_END_DECLS
