/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store: what lies in a shop's folder. */

#include "store/rg-database-private.h"

G_BEGIN_DECLS

/* "Rgls": in the header of every shop.db. */
#define RG_APPLICATION_ID 0x52676c73

/* Looks before anything is touched. @missing: there is no shop, and nothing
 * that a shop would have left. */
gboolean rg_store_folder_look (const char *folder, gboolean *missing, GError **error);
gboolean rg_store_folder_make (const char *folder, GError **error);
/* A new, empty shop.db, complete before it has its name. */
gboolean rg_store_folder_create_shop (const char *folder, GError **error);
/* An empty shop under any name, to be filled. */
RgDatabase *rg_store_folder_make_file (const char *path, GError **error);
/* A file of SQLite's and what lies beside it. */
void rg_store_folder_remove_file (const char *path);
/* shop.db.new, complete and closed, becomes shop.db. */
gboolean rg_store_folder_finish_shop (const char *folder, GError **error);
/* Opens shop.db read-only; refuses what is not ours, damaged or newer. */
RgDatabase *rg_store_folder_open_reader (const char *folder, GError **error);
gboolean rg_store_folder_sync (const char *folder, GError **error);

G_END_DECLS
