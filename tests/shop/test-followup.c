/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "records/rg-row.h"
#include "shop/rg-followup.h"

/* What an entry of the timeline does to its customer. Today is 2025-11-22. */

#define HOUR G_GINT64_CONSTANT (3600000)

static void
assert_customer (RgOp *op, gint64 id, const char *last_contact, const char *next_date)
{
  RgWrite *write = rg_op_get_write (op);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_row_read (
      rg_write_as_read (write), rg_catalog_find (rg_write_get_catalog (write), "customer"), id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rg_row_get_text (row, "last_contact"), ==, last_contact);
  g_assert_cmpstr (rg_row_get_text (row, "next_date"), ==, next_date);
}

static RgRow *
entry (RgOp *op, const char *entity, gint64 id)
{
  RgWrite *write = rg_op_get_write (op);
  g_autoptr (GError) error = NULL;
  RgRow *row = rg_row_read (rg_write_as_read (write), rg_catalog_find (rg_write_get_catalog (write), entity),
                            id, &error);

  g_assert_no_error (error);
  return row;
}

static gint64
add (RgOp *op, const char *kind, gint64 at, const char *next_date)
{
  RgFollowup followup = { .kind = kind, .at = at, .text = "说了说", .next_date = next_date };
  g_autoptr (GError) error = NULL;
  gint64 id = rg_followup_add (op, 1, &followup, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
change (RgOp *op, const char *entity, gint64 id, const char *kind, gint64 at, const char *next_date)
{
  RgFollowup followup = { .kind = kind, .at = at, .next_date = next_date };
  g_autoptr (GError) error = NULL;

  rg_followup_change (op, entity, id, &followup, &error);
  g_assert_no_error (error);
}

static void delete (RgOp *op, const char *entity, gint64 id)
{
  g_autoptr (GError) error = NULL;

  rg_followup_delete (op, entity, id, &error);
  g_assert_no_error (error);
}

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const silent[] = { "note", "form", "other" };
  RgOp *op = begin (write);
  RgFollowup sale = {
    .kind = "sale", .text = "窗帘\n两幅", .amount_fen = 128000, .has_amount = TRUE, .next_date = ""
  };
  gint64 id;

  insert (op, "customer", "name", "王芳", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      add (op, silent[i], 0, NULL);
      g_assert_false (rg_followup_is_contact (silent[i]));
      assert_customer (op, 1, NULL, NULL);
    }
  /* Half past midnight in Shanghai is the day before in UTC. */
  add (op, "call", TEST_NOW - 2 * DAY - 17 * HOUR / 2, "2025-12-01");
  assert_customer (op, 1, "2025-11-20", "2025-12-01");
  add (op, "visit", TEST_NOW - 5 * DAY, NULL);
  assert_customer (op, 1, "2025-11-20", "2025-12-01");
  add (op, "meeting", TEST_NOW + DAY, NULL);
  assert_customer (op, 1, "2025-11-20", "2025-12-01");
  id = rg_followup_add (op, 1, &sale, error);
  assert_customer (op, 1, "2025-11-22", NULL);
  {
    g_autoptr (RgRow) row = entry (op, "sale", id);

    g_assert_cmpstr (rg_row_get_text (row, "item"), ==, "窗帘 两幅");
    g_assert_cmpstr (rg_row_get_text (row, "date"), ==, "2025-11-22");
    g_assert_cmpint (
        rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "amount_fen"))),
        ==, 128000);
  }
  return NULL;
}

static void
test_add (Fixture *f, gconstpointer data)
{
  run (f, add_func);
}

static gpointer
refuse_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const RgFollowup wrong[] = {
    { .kind = "telepathy", .text = "a" },
    { .kind = "note", .text = "a", .next_date = "bald" },
    { .kind = "sale", .text = "a", .next_date = "bald" },
  };
  static const RgFollowup right = { .kind = "note", .text = "a" };
  RgOp *op = begin (write);

  insert (op, "customer", "name", "王芳", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_assert_cmpint (rg_followup_add (op, 1, &wrong[i], &problem), ==, 0);
      g_assert_nonnull (problem);
    }
  g_assert_cmpint (rg_followup_add (op, 2, &right, error), ==, 0);
  g_assert_error (*error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (error);
  g_assert_false (rg_followup_change (op, "event", 9, &right, error));
  g_assert_error (*error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (error);
  g_assert_false (rg_followup_delete (op, "sale", 9, error));
  g_assert_error (*error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (error);
  return NULL;
}

static void
test_refuse (Fixture *f, gconstpointer data)
{
  run (f, refuse_func);
}

static gpointer
contact_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 old;
  gint64 call;
  gint64 sale;

  insert (op, "customer", "name", "王芳", NULL);
  old = add (op, "visit", TEST_NOW - 9 * DAY, NULL);
  call = add (op, "call", TEST_NOW - 3 * DAY, NULL);
  sale = add (op, "sale", TEST_NOW - DAY, NULL);
  assert_customer (op, 1, "2025-11-21", NULL);
  delete (op, "sale", sale);
  assert_customer (op, 1, "2025-11-19", NULL);
  change (op, "event", call, NULL, TEST_NOW - 4 * DAY, NULL);
  assert_customer (op, 1, "2025-11-18", NULL);
  change (op, "event", call, NULL, TEST_NOW - 2 * DAY, NULL);
  assert_customer (op, 1, "2025-11-20", NULL);
  change (op, "event", call, "note", 0, NULL);
  assert_customer (op, 1, "2025-11-13", NULL);
  change (op, "event", call, "message", 0, NULL);
  assert_customer (op, 1, "2025-11-20", NULL);
  sale = add (op, "sale", TEST_NOW, NULL);
  change (op, "sale", sale, NULL, TEST_NOW - 30 * DAY, NULL);
  assert_customer (op, 1, "2025-11-20", NULL);
  /* One that did not give the day changes nothing. */
  delete (op, "event", old);
  delete (op, "sale", sale);
  assert_customer (op, 1, "2025-11-20", NULL);
  delete (op, "event", call);
  assert_customer (op, 1, NULL, NULL);
  return NULL;
}

static void
test_contact (Fixture *f, gconstpointer data)
{
  run (f, contact_func);
}

/* Each in an operation of its own, as in life. */
static void
step (Fixture *f, RgWriteFunc func, gint64 *id)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, func, id, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
import_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  insert (begin (write), "customer", "name", "王芳", "last_contact", "2025-11-01", NULL);
  return NULL;
}

static gpointer
call_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  *(gint64 *) data = add (op, "call", TEST_NOW - DAY, NULL);
  assert_customer (op, 1, "2025-11-21", NULL);
  return NULL;
}

static gpointer
earlier_call_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  *(gint64 *) data = add (op, "call", TEST_NOW - 5 * DAY, NULL);
  assert_customer (op, 1, "2025-11-17", NULL);
  return NULL;
}

static gpointer
by_hand_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell = { rg_entity_find_field (customer, "last_contact"),
                  { .kind = RG_VALUE_TEXT, .text = (char *) "2025-11-16" } };

  g_assert_true (rg_op_update (begin (write), customer, 1, &cell, 1, error));
  return NULL;
}

static gpointer
forget_first_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  delete (op, "event", *(gint64 *) data);
  assert_customer (op, 1, "2025-11-21", NULL);
  return NULL;
}

static gpointer
forget_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  delete (op, "event", *(gint64 *) data);
  assert_customer (op, 1, "2025-11-01", NULL);
  return NULL;
}

static gpointer
forget_after_hand_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  delete (op, "event", *(gint64 *) data);
  assert_customer (op, 1, "2025-11-16", NULL);
  return NULL;
}

/* What an import or a hand said is there again when the entries go. */
static void
test_no_entry (Fixture *f, gconstpointer data)
{
  gint64 first;
  gint64 second;

  step (f, import_func, NULL);
  step (f, earlier_call_func, &first);
  step (f, call_func, &second);
  step (f, forget_first_func, &first);
  step (f, forget_func, &second);
  step (f, by_hand_func, NULL);
  step (f, call_func, &second);
  step (f, forget_after_hand_func, &second);
}

static gpointer
step_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 first;
  gint64 second;
  gint64 third;

  insert (op, "customer", "name", "王芳", NULL);
  first = add (op, "note", TEST_NOW - 6 * DAY, "2025-11-30");
  second = add (op, "note", TEST_NOW - 2 * DAY, "2025-11-25");
  assert_customer (op, 1, NULL, "2025-11-25");
  /* It is the customer's: it follows. */
  change (op, "event", second, NULL, 0, "2025-11-26");
  assert_customer (op, 1, NULL, "2025-11-26");
  /* It is not, and there is a later one. */
  change (op, "event", first, NULL, 0, "2025-12-24");
  assert_customer (op, 1, NULL, "2025-11-26");
  change (op, "event", first, NULL, 0, NULL);
  assert_customer (op, 1, NULL, "2025-11-26");
  /* The newest word counts. */
  third = add (op, "note", TEST_NOW, NULL);
  assert_customer (op, 1, NULL, "2025-11-26");
  change (op, "event", third, NULL, 0, "2025-11-28");
  assert_customer (op, 1, NULL, "2025-11-28");
  delete (op, "event", third);
  assert_customer (op, 1, NULL, "2025-11-26");
  change (op, "event", second, NULL, 0, "");
  assert_customer (op, 1, NULL, NULL);
  change (op, "event", second, NULL, 0, "2025-11-27");
  assert_customer (op, 1, NULL, "2025-11-27");
  delete (op, "event", second);
  assert_customer (op, 1, NULL, "2025-12-24");
  delete (op, "event", first);
  assert_customer (op, 1, NULL, NULL);
  /* What was due before the one that went was written is not due again. */
  add (op, "note", TEST_NOW - 9 * DAY, "2025-11-20");
  second = add (op, "note", TEST_NOW - 2 * DAY, "2025-11-29");
  delete (op, "event", second);
  assert_customer (op, 1, NULL, NULL);
  return NULL;
}

static void
test_step (Fixture *f, gconstpointer data)
{
  run (f, step_func);
}

static gpointer
texts_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  RgFollowup call = { .kind = "call", .text = " 打了\n电话 ", .outcome = "没接", .staff = "小李" };
  RgFollowup less = { .outcome = "" };
  g_autofree char *number = NULL;
  gint64 id;

  insert (op, "customer", "name", "王芳", NULL);
  id = rg_followup_add (op, 1, &call, error);
  number = g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  insert (op, "attachment", "customer_id", "#1", "event_id", number, "name", "a.jpg", "hash", "h", "size",
          "#1", NULL);
  g_assert_true (rg_followup_change (op, "event", id, &less, error));
  {
    g_autoptr (RgRow) row = entry (op, "event", id);

    g_assert_cmpstr (rg_row_get_text (row, "text"), ==, "打了\n电话");
    g_assert_cmpstr (rg_row_get_text (row, "outcome"), ==, NULL);
    g_assert_cmpstr (rg_row_get_text (row, "staff"), ==, "小李");
  }
  g_assert_true (rg_followup_delete (op, "event", id, error));
  {
    g_autoptr (RgRow) row = entry (op, "attachment", 1);

    g_assert_cmpint (
        rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "event_id"))),
        ==, 0);
    g_assert_cmpstr (rg_row_get_text (row, "name"), ==, "a.jpg");
  }
  return NULL;
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  run (f, texts_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/followup/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/followup/refuse", Fixture, NULL, set_up, test_refuse, tear_down);
  g_test_add ("/followup/last-contact", Fixture, NULL, set_up, test_contact, tear_down);
  g_test_add ("/followup/of-no-entry", Fixture, NULL, set_up, test_no_entry, tear_down);
  g_test_add ("/followup/next-step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add ("/followup/texts", Fixture, NULL, set_up, test_texts, tear_down);
  return g_test_run ();
}
