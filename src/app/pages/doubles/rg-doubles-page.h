/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-page.h"

G_BEGIN_DECLS

/**
 * RgDoublesPage:
 *
 * Customers who are likely the same person, pair by pair: merge or "not the
 * same" by one key. Its badge is their number, counted in the background.
 */
#define RG_TYPE_DOUBLES_PAGE (rg_doubles_page_get_type ())
G_DECLARE_FINAL_TYPE (RgDoublesPage, rg_doubles_page, RG, DOUBLES_PAGE, RgPage)

RgPage *rg_doubles_page_new (RgSettings *settings);
/* "loading", "list" or "empty". */
const char *rg_doubles_page_get_state (RgDoublesPage *self);
/* Whether it waits for what was found, or will ask anew in a moment. */
gboolean rg_doubles_page_is_busy (RgDoublesPage *self);

G_END_DECLS
