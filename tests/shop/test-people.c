/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "shop/rg-tags.h"
#include "shop/rg-timeline.h"

/* Who is who, tags, and what happened to a customer. */

/* --- people --------------------------------------------------------------- */

static char *
find (RgWrite *write, const char *name, const char *phone, const char *wechat, const char *email)
{
  RgPerson person = { name, phone, wechat, email };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rg_people_find_same (rg_write_as_read (write), &person, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (ids, gint64, i));
  return g_string_free_and_steal (text);
}

#define assert_found(write, name, phone, wechat, email, expected)                                            \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *got_ = find (write, name, phone, wechat, email);                                        \
    g_assert_cmpstr (got_, ==, expected);                                                                    \
  }                                                                                                          \
  G_STMT_END

static gpointer
people_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  g_auto (GStrv) phones = NULL;
  g_auto (GStrv) nobody = NULL;

  insert (op, "customer", "name", "王芳", "phone", "13800138000", "wechat", "wang_fang1", NULL);
  insert (op, "customer", "name", "王小明", "phone", "13800138000", NULL);
  insert (op, "customer", "name", "Ann Lee", "email", "ann@example.com", NULL);
  insert (op, "customer", "phone", "13900139000", NULL);
  insert (op, "customer", "name", "王芳", "phone", "13800138000", NULL);
  g_assert_true (rg_people_add_phone (op, 2, "13700137000", error));
  g_assert_true (rg_people_add_phone (op, 2, "13600136000", error));
  g_assert_true (rg_people_add_phone (op, 2, "13700137000", error));
  g_assert_true (rg_people_add_phone (op, 2, "13800138000", error));

  assert_found (write, "王芳", "13800138000", NULL, NULL, "1 5 ");
  assert_found (write, "　王小明 ", "13800138000", NULL, NULL, "2 ");
  assert_found (write, "王小明", "13700137000", NULL, NULL, "2 ");
  assert_found (write, "别人", "13800138000", NULL, NULL, "");
  assert_found (write, NULL, "13900139000", NULL, NULL, "4 ");
  assert_found (write, "", "13900139000", NULL, NULL, "4 ");
  assert_found (write, NULL, "13800138000", NULL, NULL, "");
  assert_found (write, "ａｎｎ  LEE", NULL, NULL, "ann@example.com", "3 ");
  assert_found (write, "王芳", NULL, "wang_fang1", NULL, "1 ");
  /* With a phone only the phone counts. */
  assert_found (write, "王芳", "13500135000", "wang_fang1", NULL, "");
  assert_found (write, "王芳", NULL, NULL, NULL, "");

  phones = rg_people_phones (rg_write_as_read (write), 2, error);
  g_assert_cmpstrv (phones, ((const char *const[]) { "13800138000", "13700137000", "13600136000", NULL }));
  nobody = rg_people_phones (rg_write_as_read (write), 99, error);
  g_assert_cmpuint (g_strv_length (nobody), ==, 0);
  return NULL;
}

static void
test_people (Fixture *f, gconstpointer data)
{
  run (f, people_func);
}

static char *
with_phone (RgWrite *write, const char *digits, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rg_people_with_phone (rg_write_as_read (write), digits, limit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", rg_row_get_id (g_ptr_array_index (rows, i)));
  return g_string_free_and_steal (text);
}

static gpointer
with_phone_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    const char *digits;
    guint limit;
    const char *ids;
  } cases[] = {
    { "", 9, "" },
    { "199000", 9, "" },
    { "1990000", 9, "1 2 3 5 " },
    { "199 0000", 2, "1 2 " },
    { "199-0000-1112", 9, "2 " },
    { "1990000111", 9, "1 2 5 " },
    { "19900001111", 9, "1 5 " },
    { "+86 199 0000 1111", 9, "1 5 " },
    { "+86 199 0000", 9, "1 2 3 5 " },
    { "0086 1990000 11", 9, "1 2 5 " },
    { "86 199 0000 2", 9, "3 " },
    { "１９９００００２", 9, "3 " },
    { "19900003333", 9, "3 " },
    { "010-8765", 9, "4 " },
    { "+852 9123 45", 9, "6 " },
    { "95588", 9, "7 " },
    { "9558", 9, "" },
    { "abcdefgh", 9, "" },
  };
  RgOp *op = begin (write);

  insert (op, "customer", "name", "甲", "phone", "19900001111", NULL);
  insert (op, "customer", "name", "乙", "phone", "19900001112", NULL);
  insert (op, "customer", "name", "丙", "phone", "19900002222", NULL);
  insert (op, "customer", "name", "丁", "phone", "01087654321", NULL);
  insert (op, "customer", "name", "戊", NULL);
  insert (op, "customer", "name", "己", "phone", "+85291234567", NULL);
  insert (op, "customer", "name", "庚", "phone", "95588", NULL);
  g_assert_true (rg_people_add_phone (op, 3, "19900003333", error));
  g_assert_true (rg_people_add_phone (op, 5, "19900001111", error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = with_phone (write, cases[i].digits, cases[i].limit);

      g_test_message ("%s", cases[i].digits);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
  return NULL;
}

static void
test_with_phone (Fixture *f, gconstpointer data)
{
  run (f, with_phone_func);
}

static gpointer
channels_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 first = rg_channels_ensure (op, "抖音", error);
  gint64 second = rg_channels_ensure (op, "门店", error);

  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (second, !=, first);
  g_assert_cmpint (rg_channels_ensure (op, " 抖音　", error), ==, first);
  return NULL;
}

static void
test_channels (Fixture *f, gconstpointer data)
{
  run (f, channels_func);
}

/* --- tags ----------------------------------------------------------------- */

static gpointer
tags_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  RgRead *read = rg_write_as_read (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  gint64 gold = rg_tags_ensure (op, "金卡", error);
  gint64 silver = rg_tags_ensure (op, " 银卡 ", error);
  g_autofree char *parent = g_strdup_printf ("#%" G_GINT64_FORMAT, gold);
  gint64 child = insert (op, "tag", "name", "黑卡", "parent_id", parent, NULL);
  g_autofree char *second = g_strdup_printf ("#%" G_GINT64_FORMAT, silver);
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) left = NULL;
  gboolean by_hand = TRUE;

  g_assert_cmpint (rg_tags_ensure (op, "金卡", error), ==, gold);
  g_assert_cmpint (rg_tags_ensure (op, "黑卡", error), ==, child);
  /* Of two families the older tag, but one without a family before it. */
  insert (op, "tag", "name", "黑卡", "parent_id", second, NULL);
  insert (op, "tag", "name", "金卡", "parent_id", second, NULL);
  g_assert_cmpint (rg_tags_ensure (op, "黑卡", error), ==, child);
  g_assert_cmpint (rg_tags_ensure (op, "金卡", error), ==, gold);
  g_assert_true (rg_tags_assign (op, customer, silver, NULL, error));
  g_assert_true (rg_tags_assign (op, customer, gold, "import", error));
  g_assert_true (rg_tags_assign (op, customer, gold, NULL, error));
  /* What a rule gave is by hand once a person gives it, and stays so. */
  g_assert_true (rg_tags_assign (op, customer, child, "rule:{}", error));
  g_assert_true (rg_tags_is_by_hand (read, customer, child, &by_hand, error) && !by_hand);
  g_assert_true (rg_tags_assign (op, customer, child, "rule:{}", error));
  g_assert_true (rg_tags_is_by_hand (read, customer, child, &by_hand, error) && !by_hand);
  g_assert_true (rg_tags_assign (op, customer, child, NULL, error));
  g_assert_true (rg_tags_is_by_hand (read, customer, child, &by_hand, error) && by_hand);
  g_assert_true (rg_tags_assign (op, customer, child, "rule:{}", error));
  g_assert_true (rg_tags_is_by_hand (read, customer, child, &by_hand, error) && by_hand);
  g_assert_true (rg_tags_is_by_hand (read, customer, gold, &by_hand, error) && by_hand);
  g_assert_true (rg_tags_remove (op, customer, child, error));
  g_assert_true (rg_tags_is_by_hand (read, customer, child, &by_hand, error) && !by_hand);
  names = rg_tags_of (read, customer, error);
  g_assert_cmpstrv (names, ((const char *const[]) { "银卡", "金卡", NULL }));
  g_assert_true (rg_tags_remove (op, customer, silver, error));
  g_assert_true (rg_tags_remove (op, customer, silver, error));
  left = rg_tags_of (read, customer, error);
  g_assert_cmpstrv (left, ((const char *const[]) { "金卡", NULL }));
  return NULL;
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  run (f, tags_func);
}

/* Making many does not look through all that are there for each. */
static gpointer
many_tags_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%05u", i);

      g_assert_cmpint (rg_tags_ensure (op, name, error), ==, i + 1);
    }
  return NULL;
}

static void
test_many_tags (Fixture *f, gconstpointer data)
{
  run (f, many_tags_func);
}

static void
assert_completed (RgWrite *write, const char *text, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = rg_tags_complete (rg_write_as_read (write), text, limit, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv ("/", names);
  g_assert_cmpstr (joined, ==, expected);
}

static gpointer
complete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "VIP客户", "孕妇", "团购", "老孕妈", "★", "100%", "Yoga Fan" };
  RgOp *op = begin (write);

  insert (op, "customer", "name", "王芳", NULL);
  insert (op, "customer", "name", "李雷", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (rg_tags_ensure (op, names[i], error), ==, i + 1);
  insert (op, "tag", "name", "孕妇", "parent_id", "#3", NULL);
  g_assert_true (rg_tags_assign (op, 1, 4, NULL, error));
  g_assert_true (rg_tags_assign (op, 2, 4, NULL, error));
  g_assert_true (rg_tags_assign (op, 2, 3, NULL, error));
  assert_completed (write, "", 0, "老孕妈/团购/VIP客户/孕妇/★/100%/Yoga Fan");
  assert_completed (write, "", 2, "老孕妈/团购");
  assert_completed (write, "vip", 9, "VIP客户");
  assert_completed (write, "ＶＩＰ", 9, "VIP客户");
  assert_completed (write, "vipk", 9, "VIP客户");
  assert_completed (write, "孕", 9, "老孕妈/孕妇");
  assert_completed (write, "yf", 9, "孕妇/Yoga Fan");
  assert_completed (write, "yunf", 9, "孕妇");
  assert_completed (write, "孕f", 9, "孕妇");
  assert_completed (write, "tuang", 9, "团购");
  assert_completed (write, "★", 9, "★");
  assert_completed (write, "%", 9, "100%");
  assert_completed (write, "zz", 9, "");
  return NULL;
}

static void
test_complete (Fixture *f, gconstpointer data)
{
  run (f, complete_func);
}

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *names;
  } texts[] = {
    { "", "" },
    { "金卡", "金卡" },
    { "金卡;银卡；外卖,团购，母婴、学生|社区｜供应商\n熟客",
      "金卡/银卡/外卖/团购/母婴/学生/社区/供应商/熟客" },
    { " 金卡 ;; 金卡　; ", "金卡" },
    { "a\\;b;c\\\\d", "a;b/c\\d" },
    { "a\\b\\", "a\\b\\" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) names = rg_tags_split (texts[i].text);
      g_autofree char *joined = g_strjoinv ("/", names);

      g_assert_cmpstr (joined, ==, texts[i].names);
    }
}

/* As many as fit in the largest cell take no longer than it is long. */
static void
test_split_many (void)
{
  const guint n = 140000;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (cell, "t%05u;", i);
  g_string_append (cell, "t00000;t00007;t00100");
  names = rg_tags_split (cell->str);
  g_assert_cmpuint (g_strv_length (names), ==, n);
  g_assert_cmpstr (names[0], ==, "t00000");
  g_assert_cmpstr (names[17], ==, "t00017");
  g_assert_cmpstr (names[n - 1], ==, "t139999");
}

/* --- the timeline --------------------------------------------------------- */

static char *
describe (RgRead *read, gint64 customer, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rg_timeline_read (read, customer, limit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (RgTimelineEntry) entry = rg_timeline_entry_copy (g_ptr_array_index (entries, i));
      gboolean is_sale = g_str_equal (rg_entity_get_key (rg_row_get_entity (entry->row)), "sale");

      g_string_append_printf (text, "%s ", rg_row_get_text (entry->row, is_sale ? "item" : "text"));
      if (is_sale)
        g_assert_cmpint ((entry->at / 3600000 + 8) % 24, ==,
                         rg_row_get_text (entry->row, "date") != NULL ? 12 : 9);
    }
  return g_string_free_and_steal (text);
}

static gpointer
timeline_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  RgRead *read = rg_write_as_read (write);
  gint64 customer = insert (op, "customer", "name", "王芳", NULL);
  g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, customer);
  g_autofree char *all = NULL;
  g_autofree char *three = NULL;
  g_autofree char *none = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *at = g_strdup_printf ("#%" G_GINT64_FORMAT, TEST_NOW - i * DAY);
      g_autofree char *text = g_strdup_printf ("e%d", i);

      insert (op, "event", "customer_id", id, "kind", "note", "at", at, "text", text, NULL);
    }
  insert (op, "sale", "customer_id", id, "date", "2025-11-20", "item", "s2", NULL);
  insert (op, "sale", "customer_id", id, "date", "2025-11-22", "item", "s0", NULL);
  insert (op, "sale", "customer_id", id, "item", "undated", NULL);
  insert (op, "sale", "customer_id", id, "date", "2025-11-20", "item", "s2b", NULL);
  all = describe (read, customer, 0);
  g_assert_cmpstr (all, ==, "s0 e0 undated e1 s2b s2 e2 e3 ");
  three = describe (read, customer, 3);
  g_assert_cmpstr (three, ==, "s0 e0 undated ");
  none = describe (read, customer + 1, 0);
  g_assert_cmpstr (none, ==, "");
  return NULL;
}

static void
test_timeline (Fixture *f, gconstpointer data)
{
  run (f, timeline_func);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/people/same", Fixture, NULL, set_up, test_people, tear_down);
  g_test_add ("/people/with-phone", Fixture, NULL, set_up, test_with_phone, tear_down);
  g_test_add ("/people/channels", Fixture, NULL, set_up, test_channels, tear_down);
  g_test_add ("/tags/assign", Fixture, NULL, set_up, test_tags, tear_down);
  g_test_add ("/tags/many", Fixture, NULL, set_up, test_many_tags, tear_down);
  g_test_add ("/tags/complete", Fixture, NULL, set_up, test_complete, tear_down);
  g_test_add_func ("/tags/split", test_split);
  g_test_add_func ("/tags/split-many", test_split_many);
  g_test_add ("/timeline/merged", Fixture, NULL, set_up, test_timeline, tear_down);
  return g_test_run ();
}
