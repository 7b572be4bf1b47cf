/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store. */

#include "catalog/rg-catalog.h"
#include "store/rg-database.h"

G_BEGIN_DECLS

/* (transfer full): with the own fields as they stand in the database. */
RgCatalog *rg_own_fields_load (RgDatabase *db, GError **error);
/* Adds the columns of own fields that came back without one. */
gboolean rg_own_fields_ensure_columns (RgDatabase *db, GError **error);

G_END_DECLS
