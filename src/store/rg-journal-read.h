/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What those who follow the journal share: the search tables, and how customers
 * stand. */

#include "store/rg-database.h"

G_BEGIN_DECLS

/* (out) @target: the operation that was undone or made again, 0 for another one.
 * (out) @kept: whether its images are still there. */
gboolean rg_journal_read_target (RgDatabase *db, gint64 op, gint64 *target, gboolean *kept, GError **error);
/* (transfer full): rows of what stands in a line about one column of many rows, the
 * data of journal_bulk: 0 and an id, or 1 and a value from before or after. */
RgStatement *rg_journal_read_listed (RgDatabase *db, const char *data, GError **error);

G_END_DECLS
