/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *rg_about_new (void);
/* (transfer full): versions and surroundings, and nothing of any customer. */
char *rg_about_dup_debug_info (void);

G_END_DECLS
