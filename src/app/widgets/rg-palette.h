/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-display.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * RgColorPair:
 * @back: an opaque background
 * @fore: text on it, at least 4.5:1
 */
typedef struct
{
  GdkRGBA back;
  GdkRGBA fore;
} RgColorPair;

const RgColorPair *rg_palette_get (guint index, gboolean dark);
const RgColorPair *rg_palette_get_due (RgDue due, gboolean dark);
double rg_palette_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
