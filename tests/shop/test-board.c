/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "deal-test.h"

#include "records/rg-board.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

/* The board as the window sees it: every open deal in exactly one column, at its place,
 * whatever is done. */

#define N_STEPS 150
#define MOST_DEALS 14
#define PATIENCE_US (20 * G_USEC_PER_SEC)

static void
board_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgBoard **board = data;
  g_autoptr (GError) error = NULL;

  *board = rg_board_new_finish (result, &error);
  g_assert_no_error (error);
}

/* (transfer full) */
static RgBoard *
make_board (Fixture *f, const char *search)
{
  g_autoptr (RgQuery) query = rg_query_new ("deal");
  RgBoard *board = NULL;

  /* What is told of late would be a change to it. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  if (search != NULL)
    rg_query_set_search (query, search);
  rg_board_new_async (f->store, query, NULL, board_cb, &board);
  while (board == NULL)
    g_main_context_iteration (NULL, TRUE);
  return board;
}

/* “First contact: 3 1; Needs confirmed: 2; …” (transfer full) */
static char *
say_board (RgBoard *board)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rg_board_get_n_columns (board); i++)
    {
      RgBoardColumn *column = rg_board_get_column (board, i);

      g_string_append_printf (text, "%s:", rg_board_column_get_name (column));
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (column)); j++)
        {
          g_autoptr (RgRecord) deal = g_list_model_get_item (G_LIST_MODEL (column), j);

          g_assert_cmpint (rg_record_get_id (deal), ==, rg_board_column_get_id (column, j));
          g_string_append_printf (text, " %" G_GINT64_FORMAT, rg_record_get_id (deal));
        }
      g_string_append_printf (text, " = %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "; ",
                              rg_board_column_get_sum (column), rg_board_column_get_weighted (column));
    }
  return g_string_free_and_steal (text);
}

static gpointer
say_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char sql[] =
      "SELECT group_concat (line, '') FROM (SELECT s.name || ':' || ifnull ((SELECT group_concat (' ' || id, "
      "'')"
      "  FROM (SELECT d.id AS id FROM deal d WHERE d.stage_id = s.id AND d.state = 'open'"
      "  ORDER BY d.next_date IS NULL, d.next_date, d.id)), '') || ' = ' ||"
      " ifnull ((SELECT sum (amount_fen) FROM deal d WHERE d.stage_id = s.id AND d.state = 'open'), 0) || "
      "'/' ||"
      " CAST (ifnull ((SELECT sum (amount_fen * ifnull (d.chance, s.chance) / 100) FROM deal d"
      "  WHERE d.stage_id = s.id AND d.state = 'open'), 0) + 0.5 AS INTEGER) || '; ' AS line"
      " FROM stage s ORDER BY s.position)";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

static char *
say_shop (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (f->store, say_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

/* At every moment no deal is there twice; soon the board says what the shop does. */
static void
wait_for_board (Fixture *f, RgBoard *board)
{
  g_autofree char *expected = say_shop (f);
  gint64 latest = g_get_monotonic_time () + PATIENCE_US;

  for (;;)
    {
      g_autofree char *text = say_board (board);

      if (g_str_equal (text, expected))
        return;
      if (g_get_monotonic_time () > latest)
        g_assert_cmpstr (text, ==, expected);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  if (!rg_stages_ensure (op, error))
    return NULL;
  for (guint i = 0; i < MOST_DEALS / 2; i++)
    if (rg_deal_add (op, &(RgDealWords) { .title = "商机", .amount = "100", .stage_id = 1 + i % 3 }, error) ==
        0)
      return NULL;
  return write;
}

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 id = g_test_rand_int_range (1, MOST_DEALS + 1);
  gint64 stage = g_test_rand_int_range (1, 6);
  gboolean done;

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      done =
          rg_deal_add (op, &(RgDealWords) { .title = "新的", .amount = "70", .stage_id = stage }, NULL) != 0;
      break;
    case 1:
      done = rg_deal_lose (op, id, NULL, "太贵", NULL);
      break;
    case 2:
      done = rg_deal_reopen (op, id, NULL, NULL);
      break;
    case 3:
      done = rg_deal_change (
          op, id, &(RgDealWords) { .customer_id = -1, .contact_id = -1, .amount = "55", .chance = "40" },
          NULL);
      break;
    case 4:
      done = g_test_rand_bit () && rg_deal_delete (op, id, NULL);
      break;
    default:
      done = rg_deal_move (op, id, stage, NULL, NULL);
      break;
    }
  if (!done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "refused");
  return done ? write : NULL;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) undone = rg_undo (write, 0, RG_ORIGIN_CLI, "test", NULL, error);

  return undone != NULL ? write : NULL;
}

static void
test_follows (Fixture *f, gconstpointer data)
{
  g_autoptr (RgBoard) board = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, fill_func, NULL, NULL, &error);
  g_assert_no_error (error);
  board = make_board (f, NULL);
  g_assert_cmpuint (rg_board_get_n_columns (board), ==, 5);
  wait_for_board (f, board);
  for (guint i = 0; i < N_STEPS; i++)
    {
      RgWriteFunc func = g_test_rand_int_range (0, 5) == 0 ? undo_func : step_func;

      rg_clock_set (TEST_NOW + i * DAY / 5);
      /* Not the first, which made the stages. */
      if (func == step_func || i > 40)
        rg_store_write_sync (f->store, func, NULL, NULL, NULL);
      if (i % 3 == 0)
        wait_for_board (f, board);
    }
  wait_for_board (f, board);
}

/* A card that moves is announced where it goes and where it comes, and nowhere else. */
static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  *n += removed + 100 * added;
}

static gpointer
move_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_deal_move (begin (write), 1, 3, NULL, error) ? write : NULL;
}

static void
test_moves (Fixture *f, gconstpointer data)
{
  g_autoptr (RgBoard) board = NULL;
  g_autoptr (GError) error = NULL;
  guint n[5] = { 0 };
  guint position = 0;

  rg_store_write_sync (f->store, fill_func, NULL, NULL, &error);
  board = make_board (f, NULL);
  for (guint i = 0; i < 5; i++)
    g_signal_connect (rg_board_get_column (board, i), "items-changed", G_CALLBACK (count_cb), &n[i]);
  rg_store_write_sync (f->store, move_func, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_board (f, board);
  g_assert_cmpuint (n[0], ==, 1);
  g_assert_cmpuint (n[1], ==, 0);
  g_assert_cmpuint (n[2], ==, 100);
  g_assert_cmpuint (rg_board_find (board, 1, &position), ==, 2);
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (rg_board_find (board, 77, NULL), ==, G_MAXUINT);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autoptr (RgBoard) board = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  rg_store_write_sync (f->store, fill_func, NULL, NULL, &error);
  board = make_board (f, "没有这样的");
  for (guint i = 0; i < rg_board_get_n_columns (board); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (rg_board_get_column (board, i)));
  g_assert_cmpuint (n, ==, 0);
  g_clear_object (&board);
  board = make_board (f, "商机");
  wait_for_board (f, board);
}

/* --- a board with a condition ---------------------------------------------------- */

static gpointer
people_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "陈一", NULL);
  insert (op, "customer", "name", "林二", NULL);
  for (gint64 id = 1; id <= MOST_DEALS / 2; id++)
    if (!rg_deal_change (op, id, &(RgDealWords) { .customer_id = 1 + id % 2, .contact_id = -1 }, error))
      return NULL;
  return write;
}

static gpointer
rename_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell = { .field = rg_entity_find_field (entity, "name"),
                  .value = { .kind = RG_VALUE_TEXT, .text = (char *) "王五" } };

  return rg_op_update (op, entity, 1, &cell, 1, error) ? write : NULL;
}

/* (transfer full) */
static RgBoard *
make_filtered (Fixture *f, const char *json, const char *search)
{
  g_autoptr (RgQuery) query = rg_query_new ("deal");
  g_autoptr (RgCondition) condition = json != NULL ? rg_condition_parse (json, NULL) : NULL;
  RgBoard *board = NULL;

  g_assert_true (rg_store_wait_for_search (f->store, NULL, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  rg_query_set_condition (query, condition);
  rg_query_set_search (query, search);
  rg_board_new_async (f->store, query, NULL, board_cb, &board);
  while (board == NULL)
    g_main_context_iteration (NULL, TRUE);
  return board;
}

static guint
count_cards (RgBoard *board)
{
  guint n = 0;

  for (guint i = 0; i < rg_board_get_n_columns (board); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (rg_board_get_column (board, i)));
  return n;
}

static void
wait_for_cards (RgBoard *board, guint n)
{
  gint64 latest = g_get_monotonic_time () + PATIENCE_US;

  while (count_cards (board) != n)
    {
      if (g_get_monotonic_time () > latest)
        g_assert_cmpuint (count_cards (board), ==, n);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
outdated_cb (RgBoard *board, guint *n)
{
  (*n)++;
}

/* What else it asks brings cards and takes them away, and the board stays. */
static void
test_condition (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *json;
    const char *search;
  } cases[] = {
    { "{\"customer\":{\"field\":\"name\",\"op\":\"is\",\"value\":\"王五\"}}", NULL },
    { NULL, "wangwu" },
  };
  g_autoptr (GError) error = NULL;
  guint n_outdated = 0;

  run (f, fill_func);
  run (f, people_func);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgBoard) board = make_filtered (f, cases[i].json, cases[i].search);

      g_signal_connect (board, "outdated", G_CALLBACK (outdated_cb), &n_outdated);
      g_assert_cmpuint (count_cards (board), ==, 0);
      run (f, rename_func);
      wait_for_cards (board, 3);
      run (f, move_func);
      wait_for_cards (board, 3);
      rg_store_write_sync (f->store, undo_func, NULL, NULL, &error);
      rg_store_write_sync (f->store, undo_func, NULL, NULL, &error);
      g_assert_no_error (error);
      wait_for_cards (board, 0);
    }
  g_assert_cmpuint (n_outdated, ==, 0);
}

/* A deal that a change brings under the condition comes, and goes again. */
static void
test_condition_own (Fixture *f, gconstpointer data)
{
  g_autoptr (RgBoard) board = NULL;
  g_autoptr (GError) error = NULL;

  run (f, fill_func);
  board = make_filtered (f, "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":3}", NULL);
  g_assert_cmpuint (count_cards (board), ==, 2);
  run (f, move_func);
  wait_for_cards (board, 3);
  rg_store_write_sync (f->store, undo_func, NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_cards (board, 2);
}

/* --- an import that is not all there ---------------------------------------------- */

typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean halfway;
  gboolean looked_at;
  gboolean done;
} Halves;

static void
tell (Halves *halves, gboolean *what)
{
  g_mutex_lock (&halves->mutex);
  *what = TRUE;
  g_cond_broadcast (&halves->changed);
  g_mutex_unlock (&halves->mutex);
}

static void
wait_for (Halves *halves, const gboolean *what)
{
  g_mutex_lock (&halves->mutex);
  while (!*what)
    g_cond_wait (&halves->changed, &halves->mutex);
  g_mutex_unlock (&halves->mutex);
}

static gpointer
import_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Halves *halves = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Import", error);
  gint64 stage, deal;

  g_assert_true (rg_op_make_long (op, error));
  stage = rg_stage_add (op, &(RgStageWords) { .name = "Engaging" }, 0, error);
  g_assert_cmpint (stage, >, 0);
  deal = rg_deal_add (op, &(RgDealWords) { .title = "shed", .stage_id = stage }, error);
  g_assert_true (rg_deal_lose (op, deal, NULL, "A flood", error));
  g_assert_true (rg_op_pause (op, cancellable, error));
  tell (halves, &halves->halfway);
  wait_for (halves, &halves->looked_at);
  return halves;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Halves *halves = data;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (rg_store_write_finish (RG_STORE (source), result, &error));
  g_assert_no_error (error);
  halves->done = TRUE;
}

static void
assert_engaging (Fixture *f, gboolean shown)
{
  g_autoptr (RgBoard) board = make_board (f, NULL);
  g_autofree char *text = say_board (board);

  g_test_message ("%s", text);
  g_assert_cmpint (strstr (text, "Engaging") != NULL, ==, shown);
}

static gpointer
reasons_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_deal_lost_reasons (read, error);
}

static void
assert_reason (Fixture *f, gboolean known)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) reasons = rg_store_read_sync (f->store, reasons_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_strv_contains ((const char *const *) reasons, "A flood"), ==, known);
}

/* Its stages are no columns yet, and nobody has lost a deal for its reasons. */
static void
test_import (Fixture *f, gconstpointer data)
{
  Halves halves = { 0 };

  run (f, fill_func);
  g_mutex_init (&halves.mutex);
  g_cond_init (&halves.changed);
  rg_store_write_async (f->store, import_func, &halves, NULL, NULL, NULL, imported_cb, &halves);
  wait_for (&halves, &halves.halfway);
  assert_engaging (f, FALSE);
  assert_reason (f, FALSE);
  tell (&halves, &halves.looked_at);
  while (!halves.done)
    g_main_context_iteration (NULL, TRUE);
  assert_engaging (f, TRUE);
  assert_reason (f, TRUE);
  g_mutex_clear (&halves.mutex);
  g_cond_clear (&halves.changed);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/board/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/board/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/board/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/board/condition", Fixture, NULL, set_up, test_condition, tear_down);
  g_test_add ("/board/condition-own", Fixture, NULL, set_up, test_condition_own, tear_down);
  g_test_add ("/board/import", Fixture, NULL, set_up, test_import, tear_down);
  return g_test_run ();
}
