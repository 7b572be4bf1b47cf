/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bill-test.h"
#include "workbook-test.h"

/* Statements of payment services. */

#define PAID "This is money that was paid, not taken in."
#define MOVED "This is neither taken in nor paid; it only moves between accounts of one’s own."
#define BACK "All of it was paid back."

#define WECHAT_ROWS                                                                                          \
  "2025-09-24 10:10:11,微信红包,同性好友,/,收入,¥0.35,/,已存入零钱,3985734\t,129847129\t,/\n"                \
  "2025-09-24 10:12:11,商户消费,米线店,总共消费,支出,¥28.16,零钱,支付成功,3985735\t,129847129\t,/\n"         \
  "2025-09-25 12:00:00,零钱提现,招商银行(),/,/,¥100.10,工商银行,提现已到账,3985736\t,/,服务费¥0.10\n"        \
  "2025-11-27 19:29:00,二维码收款,用户A,收款方备注:二维码收款,收入,\"¥1,023.00\",零钱,已收钱,3985734,/,/\n"  \
  "2025-11-28 08:00:00,转账,用户A,转账备注:尾款,收入,¥50.00,零钱,已收钱,3985737,/,多谢\n"                    \
  "2025-11-29 08:00:00,转账,用户A,转账备注:微信转账,收入,¥50.00,零钱,已全额退款,3985738,/,/\n"               \
  "2025-11-29 09:00:00,转账,用户A,转账备注:微信转账,收入,¥100.00,零钱,已退款(￥20.00),3985739,/,/\n"         \
  "2025-11-29 10:00:00,转账,用户A,转账备注:微信转账,收入,¥80.00(已退款¥30.00),零钱,已收钱,3985740,/,/\n"     \
  "2025-11-30 08:00:00,商店-退款,某商店,/,收入,¥9.00,零钱,已退款,3985741,/,/\n"                              \
  "2025-11-30 09:00:00,转账,用户A,转账备注:微信转账,收入,¥7.00,/,待收款,3985742,/,/\n"

static void
test_wechat (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_wechat (f, WECHAT_ROWS ",,,,,,,,,,\n合计,,,,,9,,,,,\n", NULL);

  g_assert_cmpuint (report->rows, ==, 10);
  g_assert_cmpuint (report->created, ==, 5);
  assert_reasons (report, "1: " PAID "|1: " MOVED "|1: " BACK
                          "|1: This is a refund of something that was bought, not a sale."
                          "|1: This payment was not completed.");
  assert_sql (f, SALES,
              "同性好友,2025-09-24,35,~/用户A,2025-11-27,102300,~/用户A,2025-11-28,5000,尾款/"
              "用户A,2025-11-29,8000,~/用户A,2025-11-29,5000,~");
  assert_sql (f, "SELECT category, channel, x1, notes FROM sale WHERE id = 3",
              "转账,微信支付,3985737,多谢\n支付方式: 零钱\n当前状态: 已收钱\n交易时间: 2025-11-28 08:00:00");
  assert_sql (f, "SELECT notes FROM sale WHERE id = 5",
              "支付方式: 零钱\n当前状态: 已收钱\n金额(元): ¥80.00(已退款¥30.00)\n交易时间: 2025-11-29 "
              "10:00:00");
  assert_sql (f, "SELECT name, source FROM customer ORDER BY id", "同性好友,微信账单/用户A,微信账单");
  assert_sql (f, "SELECT entity, label, type FROM own_field", "sale,交易单号,text");
  assert_sql (f, "SELECT name FROM channel ORDER BY name", "微信支付/微信账单");
  undo (f, report->operation);
  assert_sql (f, "SELECT count (*), (SELECT count (*) FROM customer) FROM sale", "0,0");
}

/* The plan says what it is before anything is imported. */
static void
test_plan (Fixture *f, gconstpointer data)
{
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autofree char *path =
      write_bytes (f, "bill.csv", "\xef\xbb\xbf" WECHAT_FRONT WECHAT_HEADER WECHAT_ROWS, -1);
  g_autoptr (RgImportPlan) plan = plan_file (f, path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (rg_import_plan_get_bill (plan), ==, "wechat");
  g_assert_cmpstr (rg_import_bill_name ("wechat"), ==, "WeChat Pay statement");
  g_assert_cmpstr (rg_import_plan_get_entity (plan), ==, "sale");
  g_assert_cmpuint (rg_import_plan_get_header_line (plan), ==, 6);
  g_assert_cmpstr (rg_import_plan_get_column (plan, 2)->field, ==, "name");
  /* Samples are of what would come in, as it would. */
  g_assert_cmpstr (rg_import_plan_get_column (plan, 2)->samples[0], ==, "同性好友");
  g_assert_cmpstr (rg_import_plan_get_column (plan, 5)->samples[1], ==, "1023.00");
  g_clear_pointer (&plan, rg_import_plan_free);
  /* Who wants people from it is not talked out of it. */
  options.entity = "customer";
  options.unfinished = TRUE;
  plan = plan_file (f, path, &options, &error);
  g_assert_no_error (error);
  g_assert_null (rg_import_plan_get_bill (plan));
}

/* Any bill a second time, in any way, changes nothing. */
static void
assert_again (Fixture *f, const char *path, guint n)
{
  for (RgImportKnown known = RG_IMPORT_KNOWN_FILL; known <= RG_IMPORT_KNOWN_OVERWRITE; known++)
    {
      RgImportOptions options = { .known = known };
      g_autoptr (RgImportReport) report = run_file (f, path, &options);

      g_assert_cmpuint (report->created, ==, 0);
      g_assert_cmpuint (known == RG_IMPORT_KNOWN_SKIP ? report->skipped : report->updated, ==, n);
      g_assert_cmpint (report->operation, ==, 0);
    }
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_wechat (f, WECHAT_ROWS, NULL);
  g_autofree char *path = write_bytes (f, "bill.csv", WECHAT_HEADER WECHAT_ROWS, -1);

  assert_again (f, path, 5);
  /* Whoever the sale is given to, and whatever is written about it. */
  g_clear_pointer (&report, rg_import_report_free);
  report = run_wechat (f, WECHAT_ROWS WECHAT_ROWS, NULL);
  g_assert_cmpuint (report->created, ==, 0);
  g_assert_cmpuint (report->updated, ==, 10);
}

#define ONE "2025-08-01 10:00:00,转账,李四,/,收入,"

/* What is paid back after the bill was imported is in the next one. */
static void
test_refunds_later (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report =
      run_wechat (f, ONE "¥100.00,/,已收钱,77,/,/\n" ONE "¥60.00,/,已收钱,78,/,/\n", NULL);
  RgImportOptions skip = { .known = RG_IMPORT_KNOWN_SKIP };

  static const char later[] = ONE "¥100.00,/,已退款(￥40.00),77,/,/\n" ONE "¥60.00,/,已全额退款,78,/,/\n";

  g_clear_pointer (&report, rg_import_report_free);
  report = run_wechat (f, later, &skip);
  g_assert_cmpuint (report->skipped, ==, 2);
  assert_sql (f, "SELECT amount_fen FROM sale ORDER BY id", "10000/6000");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_wechat (f, later, NULL);
  g_assert_cmpuint (report->updated, ==, 2);
  g_assert_cmpuint (report->refused, ==, 0);
  assert_sql (f, "SELECT amount_fen FROM sale ORDER BY id", "6000/0");
  undo (f, report->operation);
  assert_sql (f, "SELECT amount_fen FROM sale ORDER BY id", "10000/6000");
}

/* Paid back in two parts: each bill says how much it is by now. */
static void
test_refunds_in_parts (Fixture *f, gconstpointer data)
{
  static const char *const bills[] = {
    ONE "¥100.00,/,已退款(￥40.00),77,/,/\n" ONE "¥80.00(已退款¥5.00),/,已收钱,78,/,/\n",
    ONE "¥100.00,/,已退款(￥70.00),77,/,/\n" ONE "¥80.00(已退款¥15.00),/,已收钱,78,/,/\n",
    ONE "¥100.00,/,已全额退款,77,/,/\n" ONE "¥80.00(已退款¥25.00),/,已收钱,78,/,/\n",
  };
  static const char *const left[] = { "6000/7500", "3000/6500", "0/5500" };

  for (guint i = 0; i < G_N_ELEMENTS (bills); i++)
    {
      g_autoptr (RgImportReport) report = run_wechat (f, bills[i], NULL);

      g_assert_cmpuint (report->refused, ==, 0);
      assert_sql (f, "SELECT amount_fen FROM sale ORDER BY id", left[i]);
    }
}

static gpointer
change_amount (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Change", error);
  const RgEntity *sale = rg_catalog_find (rg_write_get_catalog (write), "sale");
  const RgCell amount = { rg_entity_find_field (sale, "amount_fen"),
                          { .kind = RG_VALUE_INTEGER, .integer = 5500 } };

  return rg_op_update (op, sale, 1, &amount, 1, error) ? GINT_TO_POINTER (1) : NULL;
}

/* An amount that no bill said is the owner's. */
static void
test_refund_of_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_wechat (f, ONE "¥100.00,/,已退款(￥40.00),77,/,/\n", NULL);
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, change_amount, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&report, rg_import_report_free);
  report = run_wechat (f, ONE "¥100.00,/,已退款(￥70.00),77,/,/\n", NULL);
  g_assert_cmpuint (report->updated, ==, 1);
  assert_sql (f, "SELECT amount_fen FROM sale", "5500");
}

#define MERCHANT_HEADER                                                                                      \
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"           \
  "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,"    \
  "退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n"

static void
test_wechat_merchant (Fixture *f, gconstpointer data)
{
  static const char text[] = MERCHANT_HEADER
      "`2025-09-01 10:00:00,`wx1,`190001,`0,`,`4200001,`A1,`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`SUCCESS,"
      "`OTHERS,`CNY,`100.00,`0.00,`0,`0,`0.00,`0.00,`,`,`面膜,`桌3,`0.60000,`0.60%,`100.00,`0.00,`\n"
      "`2025-09-02 10:00:00,`wx1,`190001,`0,`,`4200001,`A1,`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`REFUND,"
      "`OTHERS,`CNY,`0.00,`0.00,`5030001,`R1,`30.00,`0.00,`ORIGINAL,`SUCCESS,`面膜,`桌3,`-0.18000,`0.60%,"
      "`0.00,`30.00,`\n"
      "`2025-09-03 10:00:00,`wx1,`190001,`0,`,`4200002,`A2,`oUpF8uMuAJO_M2pxb1Q9zNjWeS6p,`JSAPI,`NOTPAY,"
      "`OTHERS,`CNY,`9.00,`0.00,`0,`0,`0.00,`0.00,`,`,`面膜,`,`0.06,`0.60%,`9.00,`0.00,`\n"
      "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n"
      "`2,`100.00,`30.00,`0.00,`0.42,`100.00,`30.00\n";
  g_autofree char *path = write_bytes (f, "merchant.csv", text, -1);
  g_autoptr (RgImportReport) report = run_file (f, path, NULL);

  g_assert_cmpuint (report->rows, ==, 3);
  g_assert_cmpuint (report->created, ==, 2);
  assert_reasons (report, "1: This payment was not completed.");
  assert_sql (f, SALES, "微信用户 jWeS6o,2025-09-01,10000,面膜/微信用户 jWeS6o,2025-09-02,-3000,面膜");
  assert_sql (f, "SELECT kind, value FROM identity", "openid,oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
  assert_sql (f, "SELECT x1 FROM sale ORDER BY id", "4200001/5030001");
  assert_sql (f, "SELECT count (*) FROM sale WHERE notes LIKE '桌3\n%手续费: 0.60000%'", "1");
  assert_sql (f, "SELECT count (*) FROM sale WHERE notes LIKE '%微信订单号: 4200001%'", "1");
  assert_again (f, path, 2);
}

#define ALIPAY_FRONT                                                                                         \
  "------------------------------------------------------------------------------------\n导出信息：\n"       \
  "姓名：xx\n共66笔记录\n\n特别提示：\n1.本回单内容可表明支付宝受理了相应支付交易申请；\n"                   \
  "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\n"           \
  "交易时间            ,交易分类   ,交易对方   ,对方账号    ,商品说明    ,收/支      ,金额      ,"           \
  "收/付款方式    ,交易状态     ,交易订单号     ,商家订单号      ,备注           ,\n"

static void
test_alipay (Fixture *f, gconstpointer data)
{
  static const char text[] = ALIPAY_FRONT
      "2025-02-12 21:32:14 ,转账红包 ,张三   ,138****5678  ,尾款   ,收入  ,222228.50     ,余额   ,交易成功   "
      ","
      "2025021222\t,2023014\t,             ,\n"
      "2025-02-13 21:32:14 ,日用百货 ,李四 ,/ ,商品 ,不计收支 ,82.00 , ,交易关闭 ,2025021223\t,\t, ,\n"
      "2025-02-14 21:32:14 ,日用百货 ,李四 ,/ ,商品 ,支出 ,82.00 , ,交易成功 ,2025021224\t,\t, ,\n"
      "2025-02-15 21:32:14 ,日用百货 ,李四 ,/ ,商品 ,收入 ,82.00 , ,等待发货 ,2025021225\t,\t, ,\n";
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree char *bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &size, &error);
  g_autofree char *path = write_bytes (f, "alipay.csv", bytes, (gssize) size);
  g_autoptr (RgImportReport) report = run_file (f, path, NULL);

  g_assert_cmpstr (report->encoding, ==, "gb18030");
  assert_reasons (report, "1: " MOVED "|1: " PAID "|1: This payment was not completed.");
  assert_sql (f, SALES, "张三,2025-02-12,22222850,尾款");
  assert_sql (f, "SELECT x1, channel, category FROM sale", "2025021222,支付宝,转账红包");
  assert_sql (f, "SELECT source, phone FROM customer", "支付宝账单,~");
  assert_again (f, path, 1);
}

static void
test_alipay_merchant (Fixture *f, gconstpointer data)
{
  static const char text[] =
      "#支付宝业务明细查询\n#账号：[2088]\n#起始日期：[2025年09月01日 00:00:00]\n#-----业务明细列表-----\n"
      "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
      "订单金额（元）,商家实收（元）,支付宝红包（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\n"
      "20250901,A1\t,交易,水光针,2025-09-01 09:59:58,2025-09-01 10:00:00,,总店,,,*三(138****5678),300.00,"
      "280.00,0.00,,-1.68,0.00,\n"
      "20250901,A1\t,退款,水光针,2025-09-05 10:00:00,2025-09-05 10:00:00,,总店,,,*三(138****5678),-100.00,"
      "-100.00,0.00,R9,0.60,0.00,\n"
      "#-----业务明细列表结束-----\n#交易合计：1笔，商家实收共280.00元\n";
  g_autofree char *path = write_bytes (f, "ali.csv", text, -1);
  g_autoptr (RgImportReport) report = run_file (f, path, NULL);

  g_assert_cmpuint (report->rows, ==, 2);
  assert_sql (f, SALES, "*三(138****5678),2025-09-01,28000,水光针/*三(138****5678),2025-09-05,-10000,水光针");
  assert_sql (f, "SELECT count (*) FROM sale WHERE notes LIKE '%服务费（元）: -1.68%' AND x1 = '20250901'",
              "1");
  assert_sql (f, "SELECT x1 FROM sale WHERE amount_fen < 0", "R9");
  assert_again (f, path, 2);
}

/* Padded headers, days without signs, a column for what came and one for what
 * went. */
static void
test_bank (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (RgImportReport) again = NULL;
  static const char text[] =
      "某某银行\n开户机构：,xxx\n,,\n"
      "记账日   ,交易日期   ,交易时间   ,支出   ,收入   ,账户余额   ,币种   ,摘要   ,对方账号   ,对方户名   "
      ",交易地点\n"
      "20250101,20250101,18:53:19,67.00,0.00,\"2,176.91\",人民币,消费,2088***0154,某超市,支付宝\n"
      "20250102,20250102,09:00:00,0.00,\"5,000.00\",\"7,176.91\",人民币,转账,6222***1234,张三,手机银行\n"
      "20250103,20250103,10:00:00,,300.00,\"7,476.91\",人民币,定金,6222***5678,李四,手机银行\n"
      "20250104,20250104,10:00:00,0.00,0.00,\"7,476.91\",人民币,结息,,某某银行,\n"
      "以上数据仅供参考|具体内容请以柜台为准\n";

  report = run_text (f, text, NULL);
  g_assert_cmpuint (report->rows, ==, 4);
  g_assert_cmpuint (report->created, ==, 2);
  assert_reasons (report, "1: " PAID "|1: " MOVED);
  assert_sql (f, SALES, "张三,2025-01-02,500000,转账/李四,2025-01-03,30000,定金");
  assert_sql (f, "SELECT DISTINCT channel FROM sale", "银行转账");
  again = run_text (f, text, NULL);
  g_assert_cmpuint (again->created, ==, 0);
  g_assert_cmpuint (again->updated, ==, 2);
  g_assert_cmpint (again->operation, ==, 0);
}

/* What one bought is nothing one sold. */
static void
test_purchases (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *word;
  } cases[] = {
    { "京东账号名：x\n\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/"
      "支,交易分类,交易订单号,商家订单号,"
      "备注\n2024-12-30 17:16:02\t,京东物流,快递,10.20,余额,交易成功,支出,快递,JDX1\t,1\t, ,\n",
      "bill of JD" },
    { "美团交易账单明细\n交易创建时间,交易成功时间,交易类型,订单标题,收/"
      "支,支付方式,订单金额,实付金额,交易单号,商家单号,"
      "备注\n2025-02-28 20:35:13,2025-02-28 20:35:25,支付,喜茶,支出,月付,¥22.30,¥21.17,25\t,0\t,/\n",
      "bill of Meituan" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_bytes (f, "bought.csv", cases[i].text, -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgImportPlan) plan = plan_file (f, path, NULL, &error);

      g_assert_null (plan);
      g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND);
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_nonnull (strstr (error->message, "bought.csv"));
    }
}

/* --- workbooks ------------------------------------------------------------ */

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Comma-parted lines as a sheet of texts. */
static char *
make_sheet (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) xml = g_string_new ("<worksheet><sheetData>");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_string_append (xml, "<row>");
      for (guint j = 0; cells[j] != NULL; j++)
        g_string_append_printf (xml, "<c t='inlineStr'><is><t>%s</t></is></c>", cells[j]);
      g_string_append (xml, "</row>");
    }
  g_string_append (xml, "</sheetData></worksheet>");
  return g_string_free_and_steal (g_steal_pointer (&xml));
}

/* The bill is found on whatever sheet it is, and says the same as the text. */
static void
test_workbook (Fixture *f, gconstpointer data)
{
  static const char bill[] = WECHAT_HEADER
      "2025-09-24 10:10:11,微信红包,同性好友,/,收入,¥0.35,/,已存入零钱,3985734,129847129,/\n"
      "2025-09-24 10:12:11,商户消费,米线店,总共消费,支出,28.16,零钱,支付成功,3985735,129847129,/\n";
  g_autofree char *first = make_sheet ("说明,日期\n这里是说明,今天\n");
  g_autofree char *second = make_sheet (bill);
  const Part parts[] = {
    { "[Content_Types].xml", "<Types/>" },
    { "_rels/.rels",
      "<Relationships><Relationship Id='r' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/>"
      "</Relationships>" },
    { "xl/workbook.xml", "<workbook xmlns:r='" TYPE "'><sheets><sheet name='说明' sheetId='1' r:id='s1'/>"
                         "<sheet name='明细' sheetId='2' r:id='s2'/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='s1' Type='" TYPE "worksheet' Target='worksheets/sheet1.xml'/>"
      "<Relationship Id='s2' Type='" TYPE "worksheet' Target='worksheets/sheet2.xml'/></Relationships>" },
    { "xl/worksheets/sheet1.xml", first },
    { "xl/worksheets/sheet2.xml", second },
    { NULL },
  };
  g_autofree char *path = make_zip ("bill.xlsx", parts);
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (RgImportReport) report = NULL;
  RgImportOptions options = { .refused = f->folder };

  plan = plan_file (f, path, NULL, NULL);
  g_assert_cmpuint (rg_import_plan_get_sheet (plan), ==, 1);
  report = run_file (f, path, &options);
  g_assert_cmpuint (report->created, ==, 1);
  g_assert_cmpuint (report->refused, ==, 1);
  assert_sql (f, SALES, "同性好友,2025-09-24,35,~");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, bill, NULL);
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpint (report->operation, ==, 0);
  g_unlink (path);
}

/* Somebody whose way of writing the bill has changed: other order, a column
 * more, without remarks. */
static void
test_other_order (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report =
      run_text (f,
                "收/支,交易单号,交易对方,交易时间,新列,商品,金额（元）,当前状态,交易类型\n"
                "收入,9,王五,2025/9/1 8:05,新,鞋,12,已收钱,转账\n",
                NULL);

  assert_sql (f, SALES, "王五,2025-09-01,1200,鞋");
  assert_sql (f, "SELECT notes FROM sale", "新列: 新\n当前状态: 已收钱\n交易时间: 2025-09-01 08:05:00");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/bill/wechat", test_wechat);
  add_test ("/bill/plan", test_plan);
  add_test ("/bill/again", test_again);
  add_test ("/bill/refunds-later", test_refunds_later);
  add_test ("/bill/refunds-in-parts", test_refunds_in_parts);
  add_test ("/bill/refund-of-changed", test_refund_of_changed);
  add_test ("/bill/wechat-merchant", test_wechat_merchant);
  add_test ("/bill/alipay", test_alipay);
  add_test ("/bill/alipay-merchant", test_alipay_merchant);
  add_test ("/bill/bank", test_bank);
  add_test ("/bill/purchases", test_purchases);
  add_test ("/bill/workbook", test_workbook);
  add_test ("/bill/other-order", test_other_order);
  return g_test_run ();
}
