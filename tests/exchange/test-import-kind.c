/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* Whether a list is one of orders that nobody called so. */

static gboolean
suggests (Fixture *f, const char *text, const char *entity)
{
  g_autofree char *path = write_bytes (f, "file.csv", text, -1);
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = NULL;

  options.entity = entity;
  options.unfinished = TRUE;
  plan = plan_file (f, path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rg_import_plan_get_entity (plan), ==, entity != NULL ? entity : "customer");
  return rg_import_plan_suggests_sales (plan);
}

/* Lists as shops have them, in which few buy twice, and many do. */
static void
test_orders (Fixture *f, gconstpointer data)
{
  static const char orders[] = "订单号,下单日期,客户姓名,手机,实付金额\n"
                               "D1,2026-11-01,张三,13800000001,28.5\n"
                               "D2,2026-11-02,李四,13800000002,30\n"
                               "D3,2026-11-02,张三,13800000001,12\n"
                               "D4,2026-11-03,张三,13800000001,9\n";

  g_assert_true (suggests (f, orders, NULL));
  g_assert_false (suggests (f, orders, "customer"));
  g_assert_false (suggests (f, orders, "sale"));
  /* The columns of the sample workbook that comes with Tableau. */
  g_assert_true (
      suggests (f,
                "行 ID,订单 ID,订单日期,发货日期,邮寄方式,客户 ID,客户名称,细分,城市,产品 ID,类别,"
                "产品名称,销售额,数量,折扣,利润\n"
                "1,US-1,2017-04-27,2017-04-29,二级,曾惠-14485,曾惠,公司,杭州,1,办公,信封,129.7,2,0.4,-60\n"
                "2,CN-2,2017-06-15,2017-06-19,标准级,许安-10165,许安,消费者,内江,1,办公,装订机,125.4,2,0,42\n"
                "3,CN-2,2017-06-15,2017-06-19,标准级,许安-10165,许安,消费者,内江,1,办公,订书机,31.9,2,0.4,4\n"
                "4,CN-3,2015-12-09,2015-12-13,标准级,宋良-17170,宋良,公司,镇江,1,办公,标签,321.2,4,0,27\n"
                "5,CN-3,2015-12-09,2015-12-13,标准级,宋良-17170,宋良,公司,镇江,1,技术,复印机,9,1,0,2\n",
                NULL));
  /* Without amounts, and without a number. */
  g_assert_true (suggests (f,
                           "单号,日期,客户,商品\n1,2026-1-1,张三,茶\n2,2026-1-2,李四,茶\n3,2026-1-3,张三,茶\n"
                           "4,2026-1-4,李四,茶\n",
                           NULL));
  g_assert_true (
      suggests (f, "Customer,Date,Total\nAnn,2026-01-01,9\nAnn,2026-01-02,8\nAnn,2026-01-03,7\n", NULL));
}

/* A header tells; who finishes at once must say it himself. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *entity;
    gboolean guesses;
  } cases[] = {
    { "opportunity_id,account,deal_stage\n1,Cedar School,Won\n", NULL, TRUE },
    { "商机名称,客户,金额\n全屋定制,王芳,12800\n", NULL, TRUE },
    { "商机名称,客户,金额\n全屋定制,王芳,12800\n", "customer", FALSE },
    { "商机名称,客户,金额\n全屋定制,王芳,12800\n", "deal", FALSE },
    { "姓名,手机,金额\n王芳,13800000001,12800\n", NULL, FALSE },
    /* As shops write them: no word is a deal's alone, two of them are. */
    { "客户,商机,金额,阶段\n王芳,全屋定制,1.2万,量房\n", NULL, TRUE },
    { "客户,项目,预计成交,合同金额\n王芳,全屋定制,2026-12-01,12800\n", NULL, TRUE },
    { "客户,商机,金额,阶段\n王芳,全屋定制,1.2万,量房\n", "customer", FALSE },
    { "姓名,手机,商机\n王芳,13800000001,装修厨房\n", NULL, FALSE },
    { "名称,项目,金额,报价\n王芳,全屋定制,12800,13000\n", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_bytes (f, "file.csv", cases[i].text, -1);
      RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (RgImportPlan) plan = NULL, finished = NULL;

      g_test_message ("%u", i);
      options.entity = cases[i].entity;
      options.unfinished = TRUE;
      plan = plan_file (f, path, &options, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rg_import_plan_guesses_deals (plan), ==, cases[i].guesses);
      g_assert_cmpstr (rg_import_plan_get_entity (plan), ==,
                       cases[i].entity != NULL ? cases[i].entity
                       : cases[i].guesses      ? "deal"
                                               : "customer");
      options.unfinished = FALSE;
      finished = plan_file (f, path, &options, &error);
      g_assert_cmpint (g_error_matches (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENTITY), ==,
                       cases[i].guesses);
    }
}

static void
test_customers (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) ladies = g_string_new ("姓名,手机,日期,金额\n");

  /* What members have spent, each once. */
  g_assert_false (suggests (f,
                            "姓名,手机,日期,消费金额\n张三,13800000001,2026-1-1,100\n"
                            "李四,13800000002,2026-1-2,200\n王五,13800000003,2026-1-3,50\n",
                            NULL));
  /* People who stand there twice, and nothing that is an order's. */
  g_assert_false (suggests (f,
                            "姓名,手机,生日,备注\n张三,13800000001,1990-1-1,\n张三,13800000001,1990-1-1,\n"
                            "李四,13800000002,1980-1-1,\n李四,13800000002,1980-1-1,\n",
                            NULL));
  /* One sign is none. */
  g_assert_false (
      suggests (f, "日期,客户,跟进内容\n2026-1-1,张三,来电\n2026-1-2,张三,来店\n2026-1-3,张三,签约\n", NULL));
  /* Words alone are no amounts and no days. */
  g_assert_false (suggests (f, "客户,日期,金额\n张三,上午,不详\n张三,下午,不详\n张三,晚上,不详\n", NULL));
  /* Nobody is in it. */
  g_assert_false (suggests (f, "订单号,日期,金额\n1,2026-1-1,3\n1,2026-1-1,4\n1,2026-1-1,5\n", NULL));
  /* No header says what it is. */
  g_assert_false (suggests (f, "张三\n李四\n张三\n张三\n王五\n", NULL));
  /* Many ladies are called Wang, and each has a phone of her own. */
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (ladies, "王女士,138%08u,2026-1-%u,%u\n", i, 1 + i % 28, i);
  g_assert_false (suggests (f, ladies->str, NULL));
}

/* One in ten, of those who are looked at. */
static void
test_share (Fixture *f, gconstpointer data)
{
  for (guint again = 0; again < 8; again++)
    {
      g_autoptr (GString) text = g_string_new ("订单号,日期,手机,金额\n");

      for (guint i = 0; i < 50; i++)
        g_string_append_printf (text, "D%u,2026-1-%u,138%08u,%u\n", i, 1 + i % 28, i < again ? 49 : i, i + 1);
      g_assert_cmpint (suggests (f, text->str, NULL), ==, again >= 5);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/import-kind/orders", test_orders);
  add_test ("/import-kind/deals", test_deals);
  add_test ("/import-kind/customers", test_customers);
  add_test ("/import-kind/share", test_share);
  return g_test_run ();
}
