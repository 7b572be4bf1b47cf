/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "deal-test.h"

#include "shop/rg-merge.h"
#include "shop/rg-people.h"
#include "shop/rg-profile.h"
#include "shop/rg-remove.h"

/* What a customer's page shows of deals. Today is 2025-11-22 09:00. */

/* Each entry in short, the newest first; what is not a move by its text. */
static void
assert_timeline (RgWrite *write, gint64 customer_id, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rg_timeline_read (rg_write_as_read (write), customer_id, limit, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (RgTimelineEntry) entry = rg_timeline_entry_copy (g_ptr_array_index (entries, i));

      g_assert_cmpint (entry->deal_id != 0, ==, entry->words != NULL);
      g_string_append_printf (text, "%s; ",
                              entry->words != NULL ? entry->words : rg_row_get_text (entry->row, "text"));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_count (RgWrite *write, gint64 customer_id, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (rg_timeline_count (rg_write_as_read (write), customer_id, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
}

#define ALL                                                                                                  \
  "墙面: Lost in First contact (太贵); 全屋定制: Won; 全屋定制: Proposal → Signing; 问了工期; "              \
  "全屋定制: Needs confirmed → Proposal; 全屋定制: First contact → Needs confirmed; 墙面: Begun in First "   \
  "contact; 全屋定制: Begun in First contact; "

/* Moves stand among the entries at their time, and are paged with them. */
static gpointer
timeline_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 other = insert (op, "customer", "name", "李雷", NULL);
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  g_autofree char *at = g_strdup_printf ("#%" G_GINT64_FORMAT, TEST_NOW + 2 * DAY + 1000);
  gint64 first = add_deal (op, &(RgDealWords) { .customer_id = customer, .title = "全屋定制" }),
         second = add_deal (op, &(RgDealWords) { .customer_id = customer, .title = "墙面" });

  add_deal (op, &(RgDealWords) { .customer_id = other, .title = "别人的" });
  insert (op, "event", "customer_id", id, "kind", "note", "at", at, "text", "问了工期", NULL);
  rg_clock_set (TEST_NOW + DAY);
  g_assert_true (rg_deal_move (op, first, stage_called (op, "needs"), NULL, error));
  rg_clock_set (TEST_NOW + 2 * DAY);
  g_assert_true (rg_deal_move (op, first, stage_called (op, "proposal"), "以后补", error));
  rg_clock_set (TEST_NOW + 3 * DAY);
  g_assert_true (rg_deal_move (op, first, stage_called (op, "signing"), "以后补", error));
  rg_clock_set (TEST_NOW + 4 * DAY);
  g_assert_true (rg_deal_win (op, first, NULL, NULL, NULL, error));
  rg_clock_set (TEST_NOW + 5 * DAY);
  g_assert_true (rg_deal_lose (op, second, NULL, "太贵", error));
  assert_timeline (write, customer, 0, ALL);
  assert_count (write, customer, 8);
  assert_timeline (write, customer, 3,
                   "墙面: Lost in First contact (太贵); 全屋定制: Won; 全屋定制: Proposal → Signing; ");
  assert_timeline (write, other, 0, "别人的: Begun in First contact; ");
  g_assert_true (rg_deal_reopen (op, second, "又来问了", error));
  assert_timeline (write, customer, 1, "墙面: Opened again in First contact (又来问了); ");
  g_assert_true (rg_deal_delete (op, first, error));
  assert_timeline (write, customer, 0,
                   "墙面: Opened again in First contact (又来问了); 墙面: Lost in First contact (太贵); "
                   "问了工期; 墙面: Begun in First contact; ");
  assert_count (write, customer, 4);
  return NULL;
}

static void
test_timeline (Fixture *f, gconstpointer data)
{
  run (f, timeline_func);
}

/* The profile has the deals, the open ones first, with the stages they are in. */
static gpointer
profile_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 lost = add_deal (op, &(RgDealWords) { .customer_id = customer, .title = "丢掉的" }),
         open = add_deal (op, &(RgDealWords) { .customer_id = customer, .title = "开着的" });
  g_autoptr (RgProfile) profile = NULL;
  GPtrArray *deals;

  g_assert_true (rg_deal_lose (op, lost, NULL, "太贵", error));
  profile = rg_profile_read (rg_write_as_read (write), customer, 2, error);
  deals = rg_profile_get_deals (profile);
  g_assert_cmpuint (deals->len, ==, 2);
  g_assert_cmpint (rg_row_get_id (g_ptr_array_index (deals, 0)), ==, open);
  g_assert_cmpuint (rg_profile_get_stages (profile)->len, ==, 5);
  g_assert_cmpuint (rg_profile_get_timeline (profile)->len, ==, 2);
  g_assert_cmpuint (rg_profile_get_n_timeline (profile), ==, 3);
  return NULL;
}

static void
test_profile (Fixture *f, gconstpointer data)
{
  run (f, profile_func);
}

/* Longer than its stage allows, or nearly so. */
static void
test_pace (Fixture *f, gconstpointer data)
{
  static const struct
  {
    double passed;
    guint at_most;
    RgDealPace pace;
    guint days;
  } cases[] = {
    { 400, 0, RG_DEAL_PACE_GOOD, 400 },      { 5.5, 7, RG_DEAL_PACE_GOOD, 5 },
    { 5.7, 7, RG_DEAL_PACE_SOON, 5 },        { 7, 7, RG_DEAL_PACE_SOON, 7 },
    { 7.1, 7, RG_DEAL_PACE_LATE, 7 },        { -3, 7, RG_DEAL_PACE_GOOD, 0 },
    { 4000, 1000, RG_DEAL_PACE_LATE, 4000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint days;

      g_test_message ("%u", i);
      g_assert_cmpint (rg_deal_pace (TEST_NOW - (gint64) (cases[i].passed * DAY), cases[i].at_most, &days),
                       ==, cases[i].pace);
      g_assert_cmpuint (days, ==, cases[i].days);
    }
}

/* --- people who go ---------------------------------------------------------- */

static gpointer
people_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 gone = insert (op, "customer", "name", "王芳", NULL);
  gint64 keep = insert (op, "customer", "name", "王芳芳", NULL);
  gint64 deal = add_deal (op, &(RgDealWords) { .customer_id = gone, .title = "全屋定制" });

  add_deal (op, &(RgDealWords) { .customer_id = keep, .title = "窗帘" });
  g_assert_true (rg_deal_move (op, deal, stage_called (op, "needs"), NULL, error));
  return NULL;
}

/* How many deals 1 and 2 have, and that every history adds up. */
static gpointer
look_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT sum (customer_id = 1) || ' ' || sum (customer_id = 2) || ' ' ||"
                           " (SELECT count (*) FROM deal_move) FROM deal",
                           error);

  assert_adds_up (read);
  g_assert_no_error (*error);
  g_assert_cmpint (rg_statement_step (statement, error), ==, RG_STEP_ROW);
  return g_strdup (rg_statement_get_text (statement, 0) != NULL ? rg_statement_get_text (statement, 0) : "");
}

static void
assert_deals (Fixture *f, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_store_read_sync (f->store, look_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static gpointer
merge_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (rg_people_merge (begin (write), 2, 1, error));
  assert_timeline (write, 2, 0,
                   "全屋定制: First contact → Needs confirmed; 窗帘: Begun in First contact; 全屋定制: Begun "
                   "in First contact; ");
  return NULL;
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (rg_people_delete (begin (write), 1, error));
  return NULL;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) operation = rg_undo (write, 0, RG_ORIGIN_CLI, "test", cancellable, error);

  g_assert_no_error (*error);
  return NULL;
}

/* Deals go with their customer to another one, go when it is deleted, and come back. */
static void
test_people (Fixture *f, gconstpointer data)
{
  run (f, people_func);
  assert_deals (f, "1 1 3");
  run (f, merge_func);
  assert_deals (f, "0 2 3");
  run (f, undo_func);
  assert_deals (f, "1 1 3");
  run (f, delete_func);
  assert_deals (f, "0 1 1");
  run (f, undo_func);
  assert_deals (f, "1 1 3");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/deal-record/timeline", Fixture, NULL, set_up, test_timeline, tear_down);
  g_test_add ("/deal-record/profile", Fixture, NULL, set_up, test_profile, tear_down);
  g_test_add ("/deal-record/pace", Fixture, NULL, set_up, test_pace, tear_down);
  g_test_add ("/deal-record/people", Fixture, NULL, set_up, test_people, tear_down);
  return g_test_run ();
}
