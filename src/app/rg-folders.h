/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"

G_BEGIN_DECLS

/* Where shops lie when nobody says otherwise: folders below
 * $XDG_DATA_HOME/regulars. */

#define RG_FOLDERS_SHOP "shop"
#define RG_FOLDERS_EXAMPLE "example"

char *rg_folders_get_default (void);
char *rg_folders_get_example (void);
/* The shop opened last; the default one when it is gone. */
char *rg_folders_dup_usual (RgSettings *settings);
gboolean rg_folders_is_default (const char *folder);
gboolean rg_folders_is_example (const char *folder);

G_END_DECLS
