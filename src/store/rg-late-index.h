/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-database.h"

G_BEGIN_DECLS

/* Indexes of the customers that a long operation does without in a small shop. The shop is right without them, only slower. */

/* Inside a transaction. */
gboolean rg_late_indexes_drop (RgDatabase *db, GError **error);
/* Makes one that is missing, if there is one: one is a second's work in a large
 * shop. Inside a transaction or not. */
gboolean rg_late_indexes_make_one (RgDatabase *db, gboolean *made, GError **error);
/* Makes all that are missing. */
gboolean rg_late_indexes_make (RgDatabase *db, GError **error);

G_END_DECLS
