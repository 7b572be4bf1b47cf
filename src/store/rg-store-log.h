/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store: whether a log belongs to the file beside it. */

#include "store/rg-database-private.h"

G_BEGIN_DECLS

/* What the shop says of its log, in meta. */
#define RG_LOG_KEY "log-stamp"

/* Notes the next stamp. Inside a write transaction, the first of a log. */
gboolean rg_store_log_stamp (RgDatabase *db, GError **error);
/* Of a connection that reads shop.db with its log: %FALSE when the log is that
 * of another shop or of another time. Also %FALSE when it cannot be told,
 * with @error. */
gboolean rg_store_log_check (RgDatabase *db, GError **error);

/* A stamp as text: which shop, and a number that grows with every log. */
typedef struct
{
  char shop[17];
  gint64 number;
} RgLogStamp;

gboolean rg_log_stamp_parse (const char *text, gsize size, RgLogStamp *stamp);
/* Whether a log that ends with @log may lie beside a file with @file. Either is
 * NULL when it has none. */
gboolean rg_log_stamp_follows (const RgLogStamp *log, const RgLogStamp *file);

G_END_DECLS
