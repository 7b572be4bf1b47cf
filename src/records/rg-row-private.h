/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/* A row with null values, to be filled before anybody else sees it. */
RgRow *rg_row_new (RgCatalog *catalog, const RgEntity *entity, gint64 id);
RgValue *rg_row_get_value (RgRow *row, guint index);
/* Whether both have the same value for @field. */
gboolean rg_row_agrees (const RgRow *a, const RgRow *b, const RgField *field);

G_END_DECLS
