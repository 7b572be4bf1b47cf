/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* How one comes to filters and views. */
void rg_filter_pictures_bar (RgStudio *studio);
void rg_filter_pictures_nobody (RgStudio *studio);
void rg_filter_pictures_view (RgStudio *studio);
void rg_filter_pictures_view_deals (RgStudio *studio);
void rg_filter_pictures_editor (RgStudio *studio);
void rg_filter_pictures_deals (RgStudio *studio);
void rg_filter_pictures_save (RgStudio *studio);

G_END_DECLS
