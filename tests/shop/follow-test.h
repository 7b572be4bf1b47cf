/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of keeping up share: catching up, and whether that is as good as
 * working everything out anew. */

#include "shop/rg-follow.h"

#include "shop-test.h"
#include "store-test-util.h"

static inline void
follow (RgStore *store)
{
  g_autoptr (GError) error = NULL;

  rg_follow_catch_up (store, NULL, &error);
  g_assert_no_error (error);
}

static inline char *
dump (RgStore *store)
{
  return test_query (store, "SELECT 'standing', s.* FROM standing s UNION ALL "
                            "SELECT 'move', customer_id, at, from_life, to_life, '', '', '', '', '', '', '' "
                            "FROM life_move UNION ALL "
                            "SELECT 'tag', customer_id, tag_id, '', '', '', '', '', '', '', '', '' "
                            "FROM customer_tag WHERE cause LIKE 'rule:%' ORDER BY 1, 2, 3, 5");
}

static inline gpointer
start_over (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  rg_follow_start_over (write, error);
  return NULL;
}

static inline gpointer
forget_all (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  if (rg_database_exec (rg_write_get_database (write), "DELETE FROM standing", error) &&
      rg_database_exec (rg_write_get_database (write), "DELETE FROM life_move", error))
    rg_follow_start_over (write, error);
  return NULL;
}

/* What was followed is what evaluating everything anew gives, and that changes no
 * tag. */
static inline void
assert_as_anew (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *followed = NULL, *anew = NULL, *made = NULL;
  gint64 before, after;

  follow (store);
  followed = dump (store);
  before = test_number (store, "SELECT max (id) FROM operation");
  rg_store_write_sync (store, start_over, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (store);
  anew = dump (store);
  test_assert_same (followed, anew);
  rg_store_write_sync (store, forget_all, NULL, NULL, &error);
  g_assert_no_error (error);
  follow (store);
  made = dump (store);
  test_assert_same (made, anew);
  after = test_number (store, "SELECT max (id) FROM operation");
  g_assert_cmpint (before, ==, after);
}
