/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

RgStoreError rg_store_error_from_errno (int number);
void rg_store_error_set_sqlite (sqlite3 *handle, int result, GError **error);
void rg_store_error_set_errno (int number, const char *path, GError **error);

gboolean rg_store_error_is_memory (const GError *error);

G_END_DECLS
