/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "deal-test.h"

#include "shop/rg-gates.h"
#include "shop/rg-remove.h"
#include "shop/rg-task.h"

/* Deals, their stages and gates. Today is 2025-11-22. */

#define N_SHIPPED 5

static char *
text_of (RgOp *op, gint64 id, const char *key)
{
  RgWrite *write = rg_op_get_write (op);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_deal_read (rg_write_as_read (write), id, &error);

  g_assert_no_error (error);
  if (rg_row_get_text (row, key) != NULL)
    return g_strdup (rg_row_get_text (row, key));
  return rg_row_format (row, rg_entity_find_field (rg_row_get_entity (row), key), RG_FORMAT_EXCHANGE);
}

static void
assert_text (RgOp *op, gint64 id, const char *key, const char *expected)
{
  g_autofree char *text = text_of (op, id, key);

  g_test_message ("%s", key);
  g_assert_cmpstr (text != NULL ? text : "", ==, expected);
}

static void
assert_in (RgOp *op, gint64 id, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, stage_called (op, name));

  assert_text (op, id, "stage_id", number);
}

static void
assert_refused (gboolean done, GError **error, GQuark domain, int code)
{
  g_assert_false (done);
  g_assert_error (*error, domain, code);
  g_test_message ("%s", (*error)->message);
  g_clear_error (error);
}

/* --- stages --------------------------------------------------------------- */

static void
assert_order (RgOp *op, gboolean retired, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stages = rg_stages_list (rg_write_as_read (rg_op_get_write (op)), retired, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < stages->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            ((RgStage *) g_ptr_array_index (stages, i))->name);
  g_assert_cmpstr (text->str, ==, expected);
}

#define SHIPPED "First contact,Needs confirmed,Proposal,Negotiation,Signing"

static gpointer
stages_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgOp *op = begin (write);
  gint64 visit;

  assert_order (op, TRUE, "");
  g_assert_true (rg_stages_ensure (op, error));
  g_assert_true (rg_stages_ensure (op, error));
  assert_order (op, TRUE, SHIPPED);
  visit = rg_stage_add (op, &(RgStageWords) { .name = " 量房 ", .days = 7, .chance = 30 },
                        stage_called (op, "proposal"), error);
  g_assert_cmpint (visit, >, 0);
  assert_order (op, FALSE, "First contact,Needs confirmed,量房,Proposal,Negotiation,Signing");
  assert_refused (rg_stage_add (op, &(RgStageWords) { .name = "量房" }, 0, &problem) != 0, &problem,
                  RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  assert_refused (rg_stage_add (op, &(RgStageWords) { .name = "" }, 0, &problem) != 0, &problem,
                  RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED);
  assert_refused (rg_stage_change (op, visit, &(RgStageWords) { .days = -1, .chance = 101 }, &problem),
                  &problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_assert_true (rg_stage_move (op, visit, stage_called (op, "contact"), error));
  assert_order (op, FALSE, "量房,First contact,Needs confirmed,Proposal,Negotiation,Signing");
  g_assert_true (rg_stage_move (op, stage_called (op, "contact"), 0, error));
  assert_order (op, FALSE, "量房,Needs confirmed,Proposal,Negotiation,Signing,First contact");
  g_assert_true (
      rg_stage_change (op, visit, &(RgStageWords) { .name = "上门", .days = 0, .chance = -1 }, error));
  {
    g_autoptr (RgStage) found = rg_stages_find (rg_write_as_read (write), "上门", error);

    g_assert_cmpuint (found->days, ==, 0);
    g_assert_cmpuint (found->chance, ==, 30);
  }

  add_deal (op, &(RgDealWords) { .title = "局改", .stage_id = visit });
  assert_refused (rg_stage_retire (op, visit, &problem), &problem, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  g_assert_true (rg_deal_lose (op, 1, NULL, "太贵", error));
  g_assert_true (rg_stage_retire (op, visit, error));
  assert_order (op, FALSE, "Needs confirmed,Proposal,Negotiation,Signing,First contact");
  assert_order (op, TRUE, "Needs confirmed,Proposal,Negotiation,Signing,First contact,上门");
  /* What is open again cannot go back into what is not used. */
  g_assert_true (rg_deal_reopen (op, 1, NULL, error));
  assert_in (op, 1, "contact");
  g_assert_true (rg_stage_return (op, visit, error));
  assert_order (op, FALSE, "上门,Needs confirmed,Proposal,Negotiation,Signing,First contact");
  assert_adds_up (rg_write_as_read (write));
  return NULL;
}

static void
test_stages (Fixture *f, gconstpointer data)
{
  run (f, stages_func);
}

/* Between two places there is room for ever. */
static gpointer
reorder_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 one, other;

  g_assert_true (rg_stages_ensure (op, error));
  one = stage_called (op, "needs");
  other = stage_called (op, "proposal");
  for (int i = 0; i < 100; i++)
    {
      g_assert_true (rg_stage_move (op, other, one, error));
      assert_order (op, FALSE, "First contact,Proposal,Needs confirmed,Negotiation,Signing");
      g_assert_true (rg_stage_move (op, one, other, error));
      assert_order (op, FALSE, SHIPPED);
    }
  return NULL;
}

static void
test_reorder (Fixture *f, gconstpointer data)
{
  run (f, reorder_func);
}

/* --- moves ---------------------------------------------------------------- */

static gpointer
moves_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 id = add_deal (
      op, &(RgDealWords) { .customer_id = customer, .amount = "12.8万", .owner = "小李", .source = "抖音" });
  g_autoptr (GPtrArray) history = NULL;
  const RgDealMove *move;

  assert_text (op, id, "title", "王芳");
  assert_text (op, id, "opened", "2025-11-22");
  assert_text (op, id, "amount_fen", "128000.00");
  assert_in (op, id, "contact");

  rg_clock_set (TEST_NOW + 3 * DAY);
  g_assert_true (rg_deal_move (op, id, stage_called (op, "proposal"), NULL, error));
  g_assert_true (rg_deal_move (op, id, stage_called (op, "proposal"), NULL, error));
  assert_in (op, id, "proposal");
  rg_clock_set (TEST_NOW + 8 * DAY);
  assert_refused (rg_deal_lose (op, id, NULL, "  ", &problem), &problem, RG_DEAL_ERROR, RG_DEAL_ERROR_REASON);
  assert_refused (rg_deal_win (op, id, "2025-11-01", NULL, NULL, &problem), &problem, RG_DEAL_ERROR,
                  RG_DEAL_ERROR_VALUE);
  assert_text (op, id, "state", "open");
  g_assert_true (rg_deal_win (op, id, NULL, "130000", NULL, error));
  assert_text (op, id, "state", "won");
  assert_text (op, id, "closed", "2025-11-30");
  assert_text (op, id, "amount_fen", "130000.00");
  assert_in (op, id, "signing");
  assert_refused (rg_deal_move (op, id, stage_called (op, "contact"), NULL, &problem), &problem,
                  RG_DEAL_ERROR, RG_DEAL_ERROR_STATE);
  g_assert_true (rg_deal_reopen (op, id, "退单", error));
  assert_text (op, id, "closed", "");
  assert_refused (rg_deal_reopen (op, id, NULL, &problem), &problem, RG_DEAL_ERROR, RG_DEAL_ERROR_STATE);
  /* The clock of this computer was put right meanwhile. */
  rg_clock_set (TEST_NOW + 1 * DAY);
  g_assert_true (rg_deal_lose (op, id, NULL, "太贵", error));
  assert_text (op, id, "lost_reason", "太贵");
  assert_adds_up (rg_write_as_read (write));

  history = rg_deal_history (rg_write_as_read (write), id, error);
  g_assert_cmpuint (history->len, ==, 5);
  move = g_ptr_array_index (history, 0);
  g_assert_null (move->from_stage);
  g_assert_cmpstr (move->staff, ==, "小李");
  move = g_ptr_array_index (history, 1);
  g_assert_cmpstr (move->from_stage, ==, "First contact");
  g_assert_cmpstr (move->to_stage, ==, "Proposal");
  g_assert_cmpfloat (move->days, ==, 3);
  move = g_ptr_array_index (history, 2);
  g_assert_cmpstr (move->to_state, ==, "won");
  g_assert_cmpfloat (move->days, ==, 5);
  move = g_ptr_array_index (history, 3);
  g_assert_cmpstr (move->reason, ==, "退单");
  move = g_ptr_array_index (history, 4);
  g_assert_cmpstr (move->to_state, ==, "lost");
  g_assert_cmpfloat (move->days, ==, 0);
  {
    g_auto (GStrv) reasons = rg_deal_lost_reasons (rg_write_as_read (write), error);

    g_assert_cmpstr (reasons[0], ==, "太贵");
    g_assert_cmpstr (reasons[1], ==, "Too expensive");
  }
  g_assert_true (rg_deal_delete (op, id, error));
  g_assert_cmpint (assert_adds_up (rg_write_as_read (write)), ==, 0);
  return NULL;
}

static void
test_moves (Fixture *f, gconstpointer data)
{
  run (f, moves_func);
}

/* It stays before the end. */
static void
assert_beginning (RgOp *op, gint64 id)
{
  RgDealWords words = { .customer_id = -1, .contact_id = -1, .opened = "2025-11-02" };
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_deal_change (op, id, &words, &error));
  g_assert_true (rg_deal_win (op, id, "2025-11-10", NULL, NULL, &error));
  words.opened = "2025-11-11";
  assert_refused (rg_deal_change (op, id, &words, &error), &error, RG_DEAL_ERROR, RG_DEAL_ERROR_VALUE);
  words.opened = "2025-11-10";
  g_assert_true (rg_deal_change (op, id, &words, &error));
  assert_text (op, id, "opened", "2025-11-10");
}

static gpointer
values_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 other = insert (op, "customer", "name", "李强", NULL);
  g_autofree char *of = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  gint64 contact = insert (op, "contact", "customer_id", of, "name", "王先生", NULL);
  const RgDealWords wrong[] = {
    { .customer_id = 0 },
    { .title = "a", .customer_id = 77 },
    { .title = "a", .customer_id = other, .contact_id = contact },
    { .title = "a", .amount = "much" },
    { .title = "a", .chance = "130" },
    { .title = "a", .expected = "someday" },
    { .title = "a", .stage_id = 99 },
  };
  gint64 id;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_test_message ("%u", i);
      g_assert_cmpint (rg_deal_add (op, &wrong[i], &problem), ==, 0);
      g_assert_nonnull (problem);
    }
  id = add_deal (op, &(RgDealWords) { .product = "全屋", .customer_id = customer, .contact_id = contact });
  assert_text (op, id, "title", "全屋");
  /* Whose it is changes; the contact was the other one's. */
  g_assert_true (rg_deal_change (
      op, id, &(RgDealWords) { .customer_id = other, .contact_id = -1, .chance = "40" }, error));
  assert_text (op, id, "contact_id", "");
  assert_text (op, id, "chance", "40");
  g_assert_true (
      rg_deal_change (op, id, &(RgDealWords) { .customer_id = -1, .contact_id = -1, .chance = "" }, error));
  assert_text (op, id, "chance", "");
  assert_text (op, id, "title", "全屋");
  g_assert_true (rg_deal_change (
      op, id, &(RgDealWords) { .customer_id = -1, .contact_id = -1, .chance = "85%" }, error));
  assert_text (op, id, "chance", "85");
  assert_beginning (op, id);
  return NULL;
}

static void
test_values (Fixture *f, gconstpointer data)
{
  run (f, values_func);
}

/* --- tasks --- */

/* The deal's next date is that of its first open task, whatever happens to tasks. */
static gpointer
tasks_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 id = add_deal (op, &(RgDealWords) { .customer_id = customer }), late, soon, next = 0;

  late = rg_task_add (
      op, &(RgTaskWords) { .title = "报价", .due = "2025-12-10", .deal_id = id, .customer_id = customer },
      error);
  assert_text (op, id, "next_date", "2025-12-10");
  soon = rg_task_add (
      op,
      &(RgTaskWords) {
          .title = "量房", .due = "2025-11-25", .deal_id = id, .customer_id = customer, .repeat = "1w" },
      error);
  assert_text (op, id, "next_date", "2025-11-25");
  g_assert_true (rg_task_put_off (op, soon, "2025-11-27", NULL, error));
  assert_text (op, id, "next_date", "2025-11-27");
  /* What repeats stays the deal's, and what it came to too. */
  g_assert_true (
      rg_task_done (op, soon, &(RgTaskDone) { .text = "量好了，三室两厅一百二十平" }, &next, error));
  assert_text (op, id, "next_date", "2025-12-02");
  g_assert_true (rg_task_drop (op, next, error));
  assert_text (op, id, "next_date", "2025-12-10");
  g_assert_true (rg_task_change (op, late, &(RgTaskWords) { .customer_id = -1, .due = "2025-12-20" }, error));
  assert_text (op, id, "next_date", "2025-12-20");
  g_assert_true (rg_task_delete (op, late, error));
  assert_text (op, id, "next_date", "");
  {
    g_autoptr (GPtrArray) events =
        rg_rows_read_of (rg_write_as_read (write), rg_catalog_find (rg_write_get_catalog (write), "event"),
                         "deal_id", id, error);

    g_assert_cmpuint (events->len, ==, 1);
  }
  /* What belongs to a deal stays when it goes. */
  g_assert_true (rg_deal_delete (op, id, error));
  {
    g_autoptr (RgRow) left = rg_task_read (rg_write_as_read (write), soon, error);

    g_assert_nonnull (left);
  }
  g_assert_true (rg_people_delete (op, customer, error));
  return NULL;
}

static void
test_tasks (Fixture *f, gconstpointer data)
{
  run (f, tasks_func);
}

/* --- gates ---------------------------------------------------------------- */

static void
assert_missing (RgOp *op, gint64 id, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing =
      rg_gates_check (rg_write_as_read (rg_op_get_write (op)), id, stage_called (op, name), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((RgGateMiss *) g_ptr_array_index (missing, i))->sentence);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
attach (RgOp *op, gint64 customer, gint64 deal, const char *kind)
{
  g_autofree char *of = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  g_autofree char *to = g_strdup_printf ("#%" G_GINT64_FORMAT, deal);

  if (deal != 0)
    insert (op, "attachment", "customer_id", of, "deal_id", to, "kind", kind, "name", "a.pdf", "hash", "00",
            "size", "#1", NULL);
  else
    insert (op, "attachment", "customer_id", of, "kind", kind, "name", "a.pdf", "hash", "00", "size", "#1",
            NULL);
}

static void
talk (RgOp *op, gint64 customer, gint64 at, const char *kind, const char *text)
{
  g_autofree char *of = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  g_autofree char *when = g_strdup_printf ("#%" G_GINT64_FORMAT, at);

  insert (op, "event", "customer_id", of, "at", when, "kind", kind, "text", text, NULL);
}

static void
add_gates (RgOp *op)
{
  static const char *const fields[] = { "expected", "contact_id", NULL };
  g_autoptr (GError) error = NULL;
  const RgGateWords wrong[] = {
    { .kind = RG_GATE_UNKNOWN },
    { .kind = RG_GATE_ATTACHMENTS, .n = 0 },
    { .kind = RG_GATE_CONTACTS, .n = 100 },
    { .kind = RG_GATE_SALE },
    { .kind = RG_GATE_FIELDS },
    { .kind = RG_GATE_FIELDS, .fields = (const char *const[]) { "stage_since", NULL } },
  };

  g_assert_true (rg_stages_ensure (op, &error));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (rg_gate_add (op, stage_called (op, "proposal"), &wrong[i], &error) != 0, &error,
                    RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT);
  rg_gate_add (op, stage_called (op, "proposal"),
               &(RgGateWords) { .kind = RG_GATE_ATTACHMENTS, .what = "设计方案", .n = 2 }, &error);
  rg_gate_add (op, stage_called (op, "proposal"), &(RgGateWords) { .kind = RG_GATE_FIELDS, .fields = fields },
               &error);
  rg_gate_add (op, stage_called (op, "signing"), &(RgGateWords) { .kind = RG_GATE_CONTACTS, .n = 3 }, &error);
  rg_gate_add (op, stage_called (op, "signing"),
               &(RgGateWords) { .kind = RG_GATE_SALE, .amount_fen = 500000 }, &error);
  g_assert_no_error (error);
}

static gpointer
gates_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  g_autofree char *of = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  gint64 contact = insert (op, "contact", "customer_id", of, "name", "王先生", NULL);
  gint64 id;

  add_gates (op);
  id = add_deal (op, &(RgDealWords) { .customer_id = customer });
  assert_missing (op, id, "needs", "");
  assert_missing (op, id, "proposal",
                  "2 more files “设计方案” (0 of 2). Not filled in: Expected on, Contact person.");
  assert_refused (rg_deal_move (op, id, stage_called (op, "proposal"), "", &problem), &problem, RG_DEAL_ERROR,
                  RG_DEAL_ERROR_GATE);
  assert_in (op, id, "contact");
  attach (op, customer, id, "设计方案");
  attach (op, customer, id, "合同");
  attach (op, customer, 0, "设计方案");
  g_assert_true (rg_deal_change (
      op, id, &(RgDealWords) { .customer_id = -1, .contact_id = contact, .expected = "2026-01-10" }, error));
  assert_missing (op, id, "proposal", "1 more file “设计方案” (1 of 2).");
  attach (op, customer, id, "设计方案");
  assert_missing (op, id, "proposal", "");
  g_assert_true (rg_deal_move (op, id, stage_called (op, "proposal"), NULL, error));
  /* Back is free, whatever stands there. */
  g_assert_true (rg_deal_move (op, id, stage_called (op, "signing"), "老板同意", error));
  g_assert_true (rg_deal_move (op, id, stage_called (op, "contact"), NULL, error));
  g_assert_true (rg_deal_move (op, id, stage_called (op, "negotiation"), NULL, error));

  /* Before it was opened, or in too few words, is not effective. */
  talk (op, customer, TEST_NOW - 2 * DAY, "call", "上个月打过一个很长的电话");
  talk (op, customer, TEST_NOW, "call", "没接");
  talk (op, customer, TEST_NOW, "call", "谈了很久的价格和工期问题");
  insert (op, "sale", "customer_id", of, "date", "2025-11-22", "amount_fen", "#300000", NULL);
  insert (op, "sale", "customer_id", of, "date", "2025-10-01", "amount_fen", "#900000", NULL);
  assert_missing (
      op, id, "signing",
      "2 more effective contacts (1 of 3). A sale of at least ¥5,000; the largest so far is ¥3,000.");
  assert_refused (rg_deal_win (op, id, NULL, NULL, NULL, &problem), &problem, RG_DEAL_ERROR,
                  RG_DEAL_ERROR_GATE);
  g_assert_true (rg_deal_win (op, id, NULL, NULL, "老客户介绍，直接签", error));
  {
    g_autoptr (GPtrArray) history = rg_deal_history (rg_write_as_read (write), id, error);
    const RgDealMove *last = g_ptr_array_index (history, history->len - 1);

    g_assert_cmpstr (last->reason, ==, "老客户介绍，直接签");
    g_assert_cmpuint (g_strv_length (last->passed), ==, 2);
    g_assert_null (((RgDealMove *) g_ptr_array_index (history, 1))->passed);
  }
  assert_adds_up (rg_write_as_read (write));
  return NULL;
}

static void
test_gates (Fixture *f, gconstpointer data)
{
  run (f, gates_func);
}

/* A gate that asks for what there is not any more, or that a later version made. */
static gpointer
unusable_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  const RgEntity *deal;
  g_autofree char *key = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) gates = NULL;
  gint64 id;

  g_assert_true (rg_stages_ensure (op, error));
  deal = rg_catalog_find (rg_write_get_catalog (write), "deal");
  key = rg_op_add_own_field (op, deal, "风格", &rg_type_text, NULL, NULL, error);
  g_assert_nonnull (key);
  g_assert_cmpint (
      rg_gate_add (op, stage_called (op, "needs"),
                   &(RgGateWords) { .kind = RG_GATE_FIELDS, .fields = (const char *const[]) { key, NULL } },
                   error),
      >, 0);
  before = g_strdup_printf ("#%" G_GINT64_FORMAT, stage_called (op, "needs"));
  insert (op, "gate", "stage_id", before, "kind", "weather", NULL);
  id = add_deal (op, &(RgDealWords) { .title = "局改" });
  assert_missing (op, id, "needs", "Not filled in: 风格.");
  deal = rg_catalog_find (rg_write_get_catalog (write), "deal");
  g_assert_true (rg_op_change_own_field (op, deal, key, NULL, NULL, NULL, TRUE, -1, error));
  assert_missing (op, id, "needs", "");
  g_assert_true (rg_deal_move (op, id, stage_called (op, "needs"), NULL, error));

  gates = rg_gates_list (rg_write_as_read (write), 0, error);
  g_assert_cmpuint (gates->len, ==, 2);
  for (guint i = 0; i < gates->len; i++)
    {
      const RgGate *gate = g_ptr_array_index (gates, i);
      g_autofree char *sentence = rg_gate_dup_sentence (gate, rg_write_get_catalog (write));

      g_assert_nonnull (gate->problem);
      g_assert_cmpstr (sentence, ==, gate->problem);
      g_assert_nonnull (strstr (sentence, i == 0 ? "风格" : "weather"));
    }
  return NULL;
}

static void
test_unusable (Fixture *f, gconstpointer data)
{
  run (f, unusable_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/deal/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/deal/stages/reorder", Fixture, NULL, set_up, test_reorder, tear_down);
  g_test_add ("/deal/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/deal/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/deal/tasks", Fixture, NULL, set_up, test_tasks, tear_down);
  g_test_add ("/deal/gates", Fixture, NULL, set_up, test_gates, tear_down);
  g_test_add ("/deal/unusable", Fixture, NULL, set_up, test_unusable, tear_down);
  return g_test_run ();
}
