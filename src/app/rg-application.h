/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/**
 * RgApplication:
 *
 * `regulars [--shop DIR] [FILE…]`: one process, a window for each shop.
 */
#define RG_TYPE_APPLICATION (rg_application_get_type ())
G_DECLARE_FINAL_TYPE (RgApplication, rg_application, RG, APPLICATION, AdwApplication)

RgApplication *rg_application_new (void);
RgSettings *rg_application_get_settings (RgApplication *self);
/* (transfer none) (nullable): the window of a shop. */
RgWindow *rg_application_find_window (RgApplication *self, const char *folder);
/* (transfer none): brings it to the front, or opens one. */
RgWindow *rg_application_show_shop (RgApplication *self, const char *folder);
/* Adds the program's style sheet; done at startup, by tests by hand. */
void rg_application_load_style (void);

G_END_DECLS
