/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop-test.h"

#include "records/rg-row.h"
#include "shop/rg-newcomer.h"
#include "shop/rg-timeline.h"

/* Somebody who has just come in. */

static void
assert_customer (RgOp *op, gint64 id, const char *expected)
{
  RgWrite *write = rg_op_get_write (op);
  RgRead *read = rg_write_as_read (write);
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_row_read (read, customer, id, &error);
  g_autoptr (GPtrArray) timeline = rg_timeline_read (read, id, 0, &error);
  g_auto (GStrv) phones = rg_people_phones (read, id, &error);
  g_autofree char *numbers = g_strjoinv (" ", phones);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  g_string_printf (text, "%s|%s|%s|%s|", rg_row_get_text (row, "name"), numbers,
                   rg_row_get_text (row, "wechat"), rg_row_get_text (row, "next_date"));
  for (guint i = 0; i < timeline->len; i++)
    {
      const RgTimelineEntry *entry = g_ptr_array_index (timeline, i);

      g_string_append_printf (text, "%s %s %s;", rg_row_get_text (entry->row, "kind"),
                              rg_row_get_text (entry->row, "text"),
                              rg_row_get_text (entry->row, "next_date"));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  RgNewcomer whole = { " 王姐 ", "+86 199 0000 1111", "wang_1", "要看三居\n两个人", "2025-11-28" };
  RgNewcomer name = { .name = "李雷", .phone = " ", .need = "", .next_date = "2025-12-01" };
  RgNewcomer phone = { .phone = "19900001111" };
  RgNewcomer nobody = { .name = " ", .need = "要看三居" };
  RgNewcomer wrong = { .name = "王姐", .phone = "12" };

  g_assert_cmpint (rg_newcomer_add (op, &whole, error), ==, 1);
  assert_customer (op, 1, "王姐|19900001111|wang_1|2025-11-28|note 要看三居\n两个人 2025-11-28;");
  g_assert_cmpint (rg_newcomer_add (op, &name, error), ==, 2);
  assert_customer (op, 2, "李雷||(null)|2025-12-01|");
  g_assert_cmpint (rg_newcomer_add (op, &phone, error), ==, 3);
  g_assert_cmpint (rg_newcomer_add (op, &nobody, error), ==, 0);
  g_assert_error (*error, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED);
  g_clear_error (error);
  g_assert_cmpint (rg_newcomer_add (op, &wrong, error), ==, 0);
  g_assert_nonnull (*error);
  g_clear_error (error);
  return NULL;
}

static void
test_add (Fixture *f, gconstpointer data)
{
  run (f, add_func);
}

static gpointer
join_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  RgNewcomer other = { "王小明", "199 0000 1111", "xiaoming", "要窗帘", "2025-11-28" };
  RgNewcomer same = { " 王姐", "19900002222", "WANG_1", NULL, NULL };
  RgNewcomer more = { .name = "赵敏", .wechat = "zhao_m", .phone = "19900003333" };

  insert (op, "customer", "name", "王姐", "phone", "19900001111", "wechat", "wang_1", NULL);
  insert (op, "customer", "phone", "19900003333", NULL);
  g_assert_true (rg_newcomer_join (op, 1, &other, error));
  assert_customer (op, 1,
                   "王姐|19900001111|wang_1|2025-11-28|note 要窗帘\nName given: 王小明\nWeChat given: "
                   "xiaoming 2025-11-28;");
  g_assert_true (rg_newcomer_join (op, 1, &same, error));
  assert_customer (op, 1,
                   "王姐|19900001111 19900002222|wang_1|2025-11-28|note 要窗帘\nName given: 王小明\nWeChat "
                   "given: xiaoming 2025-11-28;");
  g_assert_true (rg_newcomer_join (op, 2, &more, error));
  assert_customer (op, 2, "赵敏|19900003333|zhao_m|(null)|");
  g_assert_false (rg_newcomer_join (op, 9, &more, error));
  g_assert_error (*error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (error);
  return NULL;
}

static void
test_join (Fixture *f, gconstpointer data)
{
  run (f, join_func);
}

static void
test_name (void)
{
  static const struct
  {
    RgNewcomer newcomer;
    const char *name;
  } cases[] = {
    { { .name = " 王姐 ", .phone = "19900001111" }, "王姐" },
    { { .name = " ", .phone = "+86 19900001111" }, "199 0000 1111" },
    { { .phone = "12 " }, "12" },
    { { .wechat = "abc" }, "abc" },
    { { .need = "x" }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = rg_newcomer_dup_name (&cases[i].newcomer);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/newcomer/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/newcomer/join", Fixture, NULL, set_up, test_join, tear_down);
  g_test_add_func ("/newcomer/name", test_name);
  return g_test_run ();
}
