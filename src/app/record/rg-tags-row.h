/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgTagsRow:
 *
 * A customer's tags as chips that can be taken away, and an entry that adds
 * some, completing by characters, pinyin and initials.
 */
#define RG_TYPE_TAGS_ROW (rg_tags_row_get_type ())
G_DECLARE_FINAL_TYPE (RgTagsRow, rg_tags_row, RG, TAGS_ROW, RgSection)

G_END_DECLS
