/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-page.h"

G_BEGIN_DECLS

/**
 * RgTagsPage:
 *
 * The tree of tags: made, changed, moved by hand and by key, merged, taken out
 * of use; and what in it could be put in order.
 */
#define RG_TYPE_TAGS_PAGE (rg_tags_page_get_type ())
G_DECLARE_FINAL_TYPE (RgTagsPage, rg_tags_page, RG, TAGS_PAGE, RgPage)

RgPage *rg_tags_page_new (RgSettings *settings);
/* "loading", "tree", "tidy" or "empty". */
const char *rg_tags_page_get_state (RgTagsPage *self);
/* Whether it waits for the shop. */
gboolean rg_tags_page_is_busy (RgTagsPage *self);

/* What a person would do, and see. Lines are known by a tag's id, or by -1, -2 …
 * for a family. */
gboolean rg_tags_page_select (RgTagsPage *self, gint64 key);
gint64 rg_tags_page_get_selected (RgTagsPage *self);
/* "Basic(甲(乙) 丙)…": the lines that are shown. (transfer full) */
char *rg_tags_page_dup_shown (RgTagsPage *self);

G_END_DECLS
