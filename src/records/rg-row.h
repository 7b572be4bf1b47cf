/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgRow:
 *
 * One row as it was read: immutable, shared by reference between threads.
 * Holds a value per field of its entity, in the catalogue's order; virtual
 * fields (a customer's tags and phones) hold a JSON array of text.
 */
typedef struct _RgRow RgRow;

RgRow *rg_row_ref (RgRow *row);
void rg_row_unref (RgRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRow, rg_row_unref)
gint64 rg_row_get_id (const RgRow *row);
const RgEntity *rg_row_get_entity (const RgRow *row);
/* Never NULL; a null value for a field the row was read without. */
const RgValue *rg_row_get (const RgRow *row, const RgField *field);
const char *rg_row_get_text (const RgRow *row, const char *key);
char *rg_row_format (const RgRow *row, const RgField *field, RgFormat style);

/* (transfer full) (nullable): NULL with no error set when there is no such row. */
RgRow *rg_row_read (RgRead *read, const RgEntity *entity, gint64 id, GError **error);
/* (element-type RgRow) (transfer full): as many entries as @ids, NULL where the
 * row is gone. */
GPtrArray *
rg_rows_read (RgRead *read, const RgEntity *entity, const guint32 *ids, gsize n_ids, GError **error);
/* Rows of @entity whose ref field @key is @owner, by id. */
GPtrArray *
rg_rows_read_of (RgRead *read, const RgEntity *entity, const char *key, gint64 owner, GError **error);

G_END_DECLS
