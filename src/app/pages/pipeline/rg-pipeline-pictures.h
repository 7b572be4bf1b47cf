/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

void rg_pipeline_pictures_board (RgStudio *studio);
void rg_pipeline_pictures_empty (RgStudio *studio);

G_END_DECLS
