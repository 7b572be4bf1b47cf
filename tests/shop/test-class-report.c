/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "records/rg-query.h"
#include "shop/rg-class-report.h"
#include "shop/rg-follow.h"

/* How customers divide: every number is that of the list which it opens. */

static gpointer
fill (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 root, below, other;

  root = insert (op, "tag", "name", "关注点", "family", "behaviour", NULL);
  below = insert (op, "tag", "name", "看重价格", "parent_id", "#1", NULL);
  other = insert (op, "tag", "name", "微信来的", "family", "channel", NULL);
  g_assert_cmpint (root, ==, 1);
  g_assert_cmpint (below, ==, 2);
  g_assert_cmpint (other, ==, 3);
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *name = g_strdup_printf ("客户%u", i);
      g_autofree char *id = g_strdup_printf ("#%u", i);

      g_assert_cmpint (insert (op, "customer", "name", name, NULL), ==, i);
      /* Two sales make a returning customer, one a customer, a call talking. */
      if (i <= 2)
        insert (op, "sale", "customer_id", id, "date", "2025-10-01", "amount_fen", "#900000", NULL);
      if (i <= 4)
        insert (op, "sale", "customer_id", id, "date", "2025-11-10", "amount_fen", "#100000", NULL);
      if (i == 5)
        insert (op, "event", "customer_id", id, "kind", "call", "at", "#1763600000000", NULL);
      if (i <= 3)
        insert (op, "customer_tag", "customer_id", id, "tag_id", "#2", NULL);
      /* One has both: once among those of the kind, and of the tag above. */
      if (i == 3 || i == 4)
        insert (op, "customer_tag", "customer_id", id, "tag_id", "#1", NULL);
    }

  return NULL;
}

typedef struct
{
  GString *told;
  gint64 n_customers;
} Told;

/* What it says, and that each number is that of its list. */
static gpointer
tell (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgClassReport) report = rg_class_report_read (read, cancellable, error);
  Told *told = data;

  g_assert_no_error (*error);
  told->n_customers = report->n_customers;
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);

      g_string_append_printf (
          told->told, "%s %u %s%s%s %" G_GINT64_FORMAT "\n", rg_class_part_get_key (line->part), line->depth,
          line->month != NULL ? line->month : "", line->month != NULL ? " " : "", line->label, line->n);
      /* Every number opens its list. */
      g_assert_nonnull (line->condition);
      {
        g_autoptr (RgCondition) condition = rg_condition_parse (line->condition, error);
        g_autoptr (RgQuery) query = rg_query_new ("customer");
        g_autoptr (GArray) ids = NULL;

        g_assert_no_error (*error);
        rg_query_set_condition (query, condition);
        ids = rg_query_run (query, read, 0, cancellable, error);
        g_assert_no_error (*error);
        g_assert_cmpint (ids->len, ==, line->n);
      }
    }
  return NULL;
}

static void
test_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Told told = { .told = g_string_new (NULL) };

  run (f, fill);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  rg_store_read_sync (f->store, tell, &told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (told.n_customers, ==, 7);
  g_assert_cmpstr (told.told->str, ==,
                   "life 0 Lead 2\n"
                   "life 0 Talking 1\n"
                   "life 0 Customer 2\n"
                   "life 0 Returning 0\n"
                   "life 0 Asleep 0\n"
                   "life 0 Won back 2\n"
                   "class 0 A 2\n"
                   "class 0 B 3\n"
                   "class 0 C 0\n"
                   "class 0 Without sales and contacts 2\n"
                   "family 0 Behaviour 4\n"
                   "family 0 Channel 0\n"
                   "tag 0 关注点 4\n"
                   "tag 1 看重价格 3\n"
                   "tag 0 微信来的 0\n"
                   "moves 0 2025-11 Talking 1\n"
                   "moves 0 2025-11 Customer 2\n"
                   "moves 0 2025-11 Won back 2\n"
                   "moves 0 2025-10 Customer 2\n"
                   "moves 0 2025-10 Asleep 2\n");
  g_string_free (told.told, TRUE);
}

static gpointer
fill_tags (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "甲", NULL);
  insert (op, "customer", "name", "乙", NULL);
  insert (op, "customer", "name", "丙", NULL);
  for (guint i = 1; i <= 250; i++)
    {
      g_autofree char *name = g_strdup_printf ("标签%u", i);
      g_autofree char *id = g_strdup_printf ("#%u", i);

      insert (op, "tag", "name", name, NULL);
      insert (op, "customer_tag", "customer_id", i % 2 == 0 ? "#1" : "#2", "tag_id", id, NULL);
    }
  return NULL;
}

/* Its list has as many as its number says. */
static void
assert_opens (RgRead *read, const RgClassLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (line->condition, &error);
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  gint64 n = -1;

  g_assert_no_error (error);
  rg_query_set_condition (query, condition);
  rg_query_count (query, read, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, line->n);
}

static gpointer
find_own (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgClassReport) report = rg_class_report_read (read, cancellable, error);
  guint n_tags = 0;

  g_assert_no_error (*error);
  for (guint i = 0; i < report->lines->len; i++)
    {
      const RgClassLine *line = g_ptr_array_index (report->lines, i);

      n_tags += line->part == RG_CLASS_PART_TAG;
      if (line->part != RG_CLASS_PART_FAMILY)
        continue;
      g_assert_cmpint (line->n, ==, 2);
      assert_opens (read, line);
    }
  g_assert_cmpuint (n_tags, ==, 250);
  return NULL;
}

/* More tags of a kind than a filter may have parts. */
static void
test_many_tags (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run (f, fill_tags);
  rg_store_read_sync (f->store, find_own, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
move_again (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_database_exec (rg_write_get_database (write),
                           "INSERT INTO life_move VALUES (1, '2025-11-02', 'asleep', 'won-back'), "
                           "(1, '2025-11-05', 'won-back', 'asleep'), (1, '2025-09-05', 'lead', 'won-back'), "
                           "(2, '2025-09-06', 'lead', 'won-back')",
                           error)
             ? write
             : NULL;
}

/* Who came into a stage twice in a month is counted once for it. */
static void
test_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Told told = { .told = g_string_new (NULL) };

  run (f, fill);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  rg_store_write_sync (f->store, move_again, NULL, NULL, &error);
  g_assert_no_error (error);
  rg_store_read_sync (f->store, tell, &told, NULL, &error);
  g_assert_nonnull (strstr (told.told->str, "moves 0 2025-11 Won back 2\n"));
  g_assert_nonnull (strstr (told.told->str, "moves 0 2025-11 Asleep 1\n"));
  g_assert_nonnull (strstr (told.told->str, "moves 0 2025-09 Won back 2\n"));
  g_string_free (told.told, TRUE);
}

/* On the last day of the thirteenth month back, and on the first one after it. */
static gpointer
fill_months (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  insert (op, "customer", "name", "早", NULL);
  insert (op, "customer", "name", "晚", NULL);
  insert (op, "sale", "customer_id", "#1", "date", "2024-11-30", "amount_fen", "#100", NULL);
  insert (op, "sale", "customer_id", "#2", "date", "2024-12-01", "amount_fen", "#100", NULL);
  return NULL;
}

static void
test_months (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Told told = { .told = g_string_new (NULL) };
  const char *moves;

  run (f, fill_months);
  g_assert_true (rg_follow_catch_up (f->store, NULL, &error));
  rg_store_read_sync (f->store, tell, &told, NULL, &error);
  g_assert_no_error (error);
  moves = strstr (told.told->str, "moves");
  g_assert_cmpstr (moves, ==, "moves 0 2024-12 Customer 1\nmoves 0 2024-12 Asleep 2\n");
  g_string_free (told.told, TRUE);
}

/* Nobody yet: every part is there, and nothing is divided by nothing. */
static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Told told = { .told = g_string_new (NULL) };

  rg_store_read_sync (f->store, tell, &told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (told.n_customers, ==, 0);
  g_assert_cmpstr (told.told->str, ==,
                   "life 0 Lead 0\nlife 0 Talking 0\nlife 0 Customer 0\nlife 0 Returning 0\n"
                   "life 0 Asleep 0\nlife 0 Won back 0\nclass 0 A 0\nclass 0 B 0\nclass 0 C 0\n"
                   "class 0 Without sales and contacts 0\n");
  g_string_free (told.told, TRUE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/class-report/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/class-report/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/class-report/months", Fixture, NULL, set_up, test_months, tear_down);
  g_test_add ("/class-report/many-tags", Fixture, NULL, set_up, test_many_tags, tear_down);
  g_test_add ("/class-report/empty", Fixture, NULL, set_up, test_empty, tear_down);
  return g_test_run ();
}
