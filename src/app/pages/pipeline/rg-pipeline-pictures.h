/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

void rg_pipeline_pictures_board (RgStudio *studio);
void rg_pipeline_pictures_empty (RgStudio *studio);
void rg_pipeline_pictures_list (RgStudio *studio);
void rg_pipeline_pictures_filter (RgStudio *studio);
void rg_pipeline_pictures_nothing (RgStudio *studio);
void rg_pipeline_pictures_numbers (RgStudio *studio);
void rg_pipeline_pictures_add (RgStudio *studio);

G_END_DECLS
