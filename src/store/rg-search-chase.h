/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-database.h"

G_BEGIN_DECLS

/**
 * RgSearchChase:
 *
 * A long operation that fills an empty or small shop, for which search.db is built while
 * it runs. Rows are entered batch by batch; what the operation changes again
 * after the batch in which it came is noted here, and entered again in the end.
 * An operation that does not finish is taken back and everything built anew, so
 * that notes in memory are enough. Written to by the writer, read by the
 * search's thread.
 */
typedef struct _RgSearchChase RgSearchChase;

/* (nullable): NULL and no error when there is much in the shop already. */
RgSearchChase *rg_search_chase_new (RgDatabase *db, gint64 op, GError **error);
RgSearchChase *rg_search_chase_ref (RgSearchChase *self);
void rg_search_chase_unref (RgSearchChase *self);
/* At the beginning of each batch but the first: rows that are there now may
 * have been entered. */
gboolean rg_search_chase_mark (RgSearchChase *self, RgDatabase *db, GError **error);
/* A row was inserted; @customer: to whom it belongs, or 0. */
void rg_search_chase_inserted (RgSearchChase *self, const char *table, gint64 customer);
/* A row was updated or deleted; @customer as above. One that moved to another
 * customer is told for both. */
void rg_search_chase_changed (RgSearchChase *self, const char *table, gint64 id, gint64 customer);
/* Rows of a table of which nothing more is known. */
void rg_search_chase_changed_many (RgSearchChase *self, const char *table, const gint64 *ids, gsize n_ids);
/* All rows of the operation are committed; it only has to end. */
void rg_search_chase_complete (RgSearchChase *self);
/* The operation will commit nothing more. */
void rg_search_chase_end (RgSearchChase *self);
/* The last customer that has been entered, whether it is committed or not. */
gint64 rg_search_chase_get_entered (RgSearchChase *self);

G_END_DECLS
