/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-attached-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgQuickLook:
 *
 * A look at a picture or the beginning of a text without leaving the window.
 * Space or Escape closes it.
 */
#define RG_TYPE_QUICK_LOOK (rg_quick_look_get_type ())
G_DECLARE_FINAL_TYPE (RgQuickLook, rg_quick_look, RG, QUICK_LOOK, AdwDialog)

/* Whether there is anything to see of such a file. */
gboolean rg_quick_look_can_show (const RgAttachedFile *file);
AdwDialog *rg_quick_look_new (const RgAttachedFile *file);
/* "loading", "picture", "text" or "error". */
const char *rg_quick_look_get_state (RgQuickLook *self);

G_END_DECLS
