/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of deals share. */

#include "shop-test.h"

#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

static inline gint64
add_deal (RgOp *op, const RgDealWords *words)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rg_deal_add (op, words, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

/* The id of a stage. */
static inline gint64
stage_called (RgOp *op, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStage) found = rg_stages_find (rg_write_as_read (rg_op_get_write (op)), name, &error);

  g_assert_no_error (error);
  return found->id;
}

/* What every deal must be like, at any time: the moves go from one to the next, and
 * the last says where it is. Returns how many deals there are. */
static inline gint64
assert_adds_up (RgRead *read)
{
  static const char sql[] =
      "SELECT (SELECT count (*) FROM deal d WHERE (SELECT to_id || to_state FROM deal_move m WHERE m.deal_id "
      "= d.id"
      "  ORDER BY id DESC LIMIT 1) IS NOT d.stage_id || d.state),"
      " (SELECT count (*) FROM (SELECT from_id || from_state AS here, lag (to_id || to_state) OVER w AS "
      "before,"
      "  row_number () OVER w AS n FROM deal_move WINDOW w AS (PARTITION BY deal_id ORDER BY id))"
      "  WHERE here IS NOT before),"
      " (SELECT count (*) FROM deal_move WHERE deal_id NOT IN (SELECT id FROM deal)),"
      " (SELECT count (*) FROM deal WHERE stage_id NOT IN (SELECT id FROM stage)),"
      " (SELECT count (*) FROM deal WHERE (state = 'lost') <> (lost_reason IS NOT NULL)"
      "  OR (state = 'open') <> (closed IS NULL)),"
      " (SELECT count (*) FROM deal)";
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (statement, &error), ==, RG_STEP_ROW);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (rg_statement_get_integer (statement, i), ==, 0);
  return rg_statement_get_integer (statement, 5);
}
