/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* How one comes to what can be set. */
void rg_preferences_pictures_fields (RgStudio *studio);
void rg_preferences_pictures_field (RgStudio *studio);
void rg_preferences_pictures_classes (RgStudio *studio);
void rg_preferences_pictures_stages (RgStudio *studio);
void rg_preferences_pictures_stage (RgStudio *studio);
void rg_preferences_pictures_gate (RgStudio *studio);
void rg_preferences_pictures_staff (RgStudio *studio);
void rg_preferences_pictures_forms (RgStudio *studio);

G_END_DECLS
