/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* A list of orders. */

#define SALES                                                                                                \
  "SELECT c.name, s.date, s.amount_fen, s.item, CAST (s.quantity AS INTEGER) FROM sale s"                    \
  " JOIN customer c ON c.id = customer_id ORDER BY s.id"

static RgImportReport *
run_sales (Fixture *f, const char *text)
{
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;

  options.entity = "sale";
  return run_text (f, text, &options);
}

static void
test_orders (Fixture *f, gconstpointer data)
{
  static const char text[] = "订单日期,客户姓名,手机,商品名称,数量,实付金额,渠道,备注,快递单号\n"
                             "2024/5/1,张三,13800138000,面膜,2,\"¥1,280.50\",抖音,送小样,SF001\n"
                             "2024/5/1,张三,13800138000,面膜,2,\"¥1,280.50\",抖音,送小样,SF001\n"
                             "2024/5/3,李四,13800138000,精华,1,99元,门店,,SF002\n"
                             "某天,张三,138 0013 8000,面霜,一瓶,三百,门店,,SF003\n"
                             ",,,,,5,,,\n"
                             "合计,,,,,1000,,,\n";
  g_autoptr (RgImportReport) first = NULL;
  g_autoptr (RgImportReport) second = NULL;
  g_autoptr (RgImportReport) tried = NULL;
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;

  options.entity = "sale";
  options.dry_run = TRUE;
  tried = run_text (f, text, &options);
  g_assert_cmpuint (tried->created, ==, 4);
  first = run_sales (f, text);
  g_assert_cmpuint (first->rows, ==, 6);
  g_assert_cmpuint (first->created, ==, 4);
  g_assert_cmpuint (first->refused, ==, 2);
  assert_sql (f, SALES,
              "张三,2024-05-01,128050,面膜,2/张三,2024-05-01,128050,面膜,2/李四,2024-05-03,9900,精华,1/"
              "张三,~,~,面霜,~");
  assert_sql (f, "SELECT notes FROM sale WHERE item = '面霜'", "订单日期: 某天\n数量: 一瓶\n实付金额: 三百");
  assert_sql (f, "SELECT name, phone, notes FROM customer ORDER BY id",
              "张三,13800138000,~/李四,13800138000,~");
  assert_sql (f, "SELECT name FROM channel ORDER BY id", "抖音/门店");
  assert_sql (f, "SELECT entity, label FROM own_field", "sale,快递单号");
  second = run_sales (f, text);
  g_assert_cmpuint (second->updated, ==, 4);
  g_assert_cmpuint (second->created, ==, 0);
  g_assert_cmpint (second->operation, ==, 0);
  undo (f, first->operation);
  assert_sql (f, "SELECT count (*), (SELECT count (*) FROM customer) FROM sale", "0,0");
}

static void
test_by_name (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) people = NULL;
  g_autoptr (RgImportReport) report = NULL;

  people = run_text (
      f,
      "姓名,手机\n王芳,13800138000\n王芳,13900139000\n李四,13700137000\n赵一,13600136000\n赵二,13600136000\n",
      NULL);
  report = run_sales (f, "客户,日期,金额\n"
                         "李四,2024-01-02,10\n"
                         "王芳,2024-01-02,20\n"
                         "新人,2024-01-02,30\n"
                         " 新人 ,2024-01-03,40\n");
  g_assert_cmpuint (report->created, ==, 3);
  g_assert_cmpuint (report->refused, ==, 1);
  assert_sql (f,
              "SELECT c.phone, s.amount_fen FROM sale s JOIN customer c ON c.id = customer_id ORDER BY s.id",
              "13700137000,1000/~,3000/~,4000");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_sales (f, "手机,日期,金额\n"
                         "13700137000,2024-02-02,10\n"
                         "13600136000,2024-02-02,20\n"
                         "13500135000,2024-02-02,30\n");
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->refused, ==, 1);
  assert_sql (
      f,
      "SELECT c.name, c.phone FROM sale s JOIN customer c ON c.id = customer_id WHERE s.date = '2024-02-02'"
      " ORDER BY s.id",
      "李四,13700137000/~,13500135000");
}

/* Bought again on the same day: as many as the file says, not one less. */
static void
test_equal_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_sales (f, "客户,日期,金额\n李四,2024-01-02,10\n");

  g_clear_pointer (&report, rg_import_report_free);
  report = run_sales (f, "客户,日期,金额\n李四,2024-01-02,10\n李四,2024-01-02,10\n李四,2024-01-02,10.00\n");
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpuint (report->created, ==, 2);
  assert_sql (f, "SELECT count (*), sum (amount_fen) FROM sale", "3,3000");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/sales/orders", test_orders);
  add_test ("/sales/by-name", test_by_name);
  add_test ("/sales/equal-rows", test_equal_rows);
  return g_test_run ();
}
