/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: address books of cards. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

#define RG_TYPE_VCARD_GRID (rg_vcard_grid_get_type ())
G_DECLARE_FINAL_TYPE (RgVcardGrid, rg_vcard_grid, RG, VCARD_GRID, RgGrid)

/* Whether a file that begins like this is one. */
gboolean rg_vcard_grid_is_like (const guint8 *head, gsize n);
/* @encoding: (nullable): of what does not say its own. */
RgGrid *rg_vcard_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error);

G_END_DECLS
