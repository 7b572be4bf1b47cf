/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test-util.h"

G_BEGIN_DECLS

/* What the tests of kills, faults and damages do to a shop, and how they look at
 * what is left of it. */

/* Within an operation; the new row's id, or 0 and @error. @pairs: fields' keys and
 * stored forms as text, then NULL. */
gint64 test_op_insert (RgOp *op, const char *entity_key, const char *const *pairs, GError **error);
gint64 test_op_customer (RgOp *op, const char *name, GError **error);
gint64 test_op_note (RgOp *op, gint64 customer, const char *text, GError **error);

/* All that is in it, however deep; @to is made. */
void test_copy_folder (const char *from, const char *to);

/* Waits until the search tables have caught up. (transfer full): ids of customers */
GArray *test_find (RgStore *store, const char *text);
/* What the words of @texts find, as text; @texts ends with NULL. */
char *test_answers (RgStore *store, const char *const *texts);
/* The file is whole, every row points to one that is there, and nothing is half
 * done. */
void test_assert_sound (RgStore *store);
/* Every attachment has its bytes. */
void test_assert_files (RgStore *store);

G_END_DECLS
