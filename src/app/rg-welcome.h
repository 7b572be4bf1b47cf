/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgWelcome:
 *
 * What stands where no customer is yet: three ways to begin. They are actions
 * of the window.
 */
#define RG_TYPE_WELCOME (rg_welcome_get_type ())
G_DECLARE_FINAL_TYPE (RgWelcome, rg_welcome, RG, WELCOME, AdwBin)

G_END_DECLS
