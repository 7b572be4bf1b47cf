/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgStoreError:
 * @RG_STORE_ERROR_FAILED: anything else; the message carries SQLite's text
 * @RG_STORE_ERROR_NOT_FOUND: there is no shop in the folder, or no such row
 * @RG_STORE_ERROR_LOCKED: another program has the shop open for writing
 * @RG_STORE_ERROR_READ_ONLY: the folder or file cannot be written
 * @RG_STORE_ERROR_NOT_A_SHOP: shop.db is not a database, or not one of ours
 * @RG_STORE_ERROR_CORRUPT: the database is damaged
 * @RG_STORE_ERROR_NEWER: a newer program made it
 * @RG_STORE_ERROR_OLDER: an older program made it, and it may only be read
 * @RG_STORE_ERROR_NO_SPACE: the disk is full
 * @RG_STORE_ERROR_IO: the disk reports an error
 * @RG_STORE_ERROR_CONSTRAINT: a rule of the schema was broken (double id …)
 * @RG_STORE_ERROR_CLASH: cannot be undone, a later change touched the rows
 * @RG_STORE_ERROR_NOTHING: nothing to undo or redo
 *
 * Messages are translated sentences that say what to do next. Cancelling is
 * %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  RG_STORE_ERROR_FAILED,
  RG_STORE_ERROR_NOT_FOUND,
  RG_STORE_ERROR_LOCKED,
  RG_STORE_ERROR_READ_ONLY,
  RG_STORE_ERROR_NOT_A_SHOP,
  RG_STORE_ERROR_CORRUPT,
  RG_STORE_ERROR_NEWER,
  RG_STORE_ERROR_OLDER,
  RG_STORE_ERROR_NO_SPACE,
  RG_STORE_ERROR_IO,
  RG_STORE_ERROR_CONSTRAINT,
  RG_STORE_ERROR_CLASH,
  RG_STORE_ERROR_NOTHING,
} RgStoreError;

#define RG_STORE_ERROR (rg_store_error_quark ())
GQuark rg_store_error_quark (void);

G_END_DECLS
