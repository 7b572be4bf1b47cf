/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shops that earlier programs made, kept in tests/data/schema-N. Each was left by
 * a program that was killed in an import: the open operation with the label
 * "Import under way", whose customers' names begin with 断电. */

/* (transfer full): a folder with the shop of that schema */
char *old_shop_new (int schema);
/* What stands in the file at @path, row by row, without what changes when a newer
 * program opens it: the import that is taken back, and derived columns. @like:
 * (nullable): of which only the tables and columns are looked at, another file */
char *old_shop_rows (const char *path, const char *like);
int old_shop_schema (const char *path);

G_END_DECLS
