/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bill-test.h"

/* Whose a payment is, and what is asked where that is not certain. */

#define PEOPLE                                                                                               \
  "姓名,手机,微信\n张三,13800138000,\n李四,13900139000,lisi_wx\n王芳,13700137000,\n王芳,13600136000,\n"      \
  "赵六(装修),13500135000,\n钱小明,13812345678,mingming\n"

static void
add_people (Fixture *f, const char *text)
{
  g_autoptr (RgImportReport) report = run_text (f, text, NULL);

  g_assert_cmpuint (report->refused, ==, 0);
}

/* Each row: who paid, the remark, the amount; on the first of September, each
 * with a number of its own. (transfer full) */
static char *
make_bill (const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  g_autoptr (GString) text = g_string_new (WECHAT_FRONT WECHAT_HEADER);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 3);

      if (g_strv_length (cells) == 3)
        g_string_append_printf (text, "2025-09-%02u 10:00:00,转账,%s,%s,收入,¥%s,零钱,已收钱,N%s%s%u,/,/\n",
                                i + 1, cells[0], cells[1], cells[2], cells[0], cells[1], i);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Imports or tries with answers "who=id" behind each other, %NULL at the end. */
static RgImportReport *
run_answered (Fixture *f, const char *text, gboolean dry_run, ...)
{
  RgImportOptions options = { .dry_run = dry_run };
  g_autofree char *path = write_bytes (f, "bill.csv", text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (f, path, &options, &error);
  RgImportJob job = { .plan = plan };
  RgImportReport *report;
  const char *who;
  va_list list;

  g_assert_no_error (error);
  va_start (list, dry_run);
  while ((who = va_arg (list, const char *)) != NULL)
    {
      gint64 answer = va_arg (list, gint64);

      rg_import_plan_answer (plan, who, answer);
      g_assert_cmpint (rg_import_plan_get_answer (plan, who), ==, answer);
    }
  va_end (list);
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->rows, ==, report->created + report->updated + report->skipped + report->refused);
  return report;
}

/* "key: 2 rows 3000 [1 why|2 why] =answer/…" */
static char *
say_questions (const RgImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (report->questions, i);

      g_string_append_printf (text, "%s%s: %d rows %d [", i > 0 ? "/" : "", question->key,
                              (int) question->rows, (int) question->amount_fen);
      g_assert_cmpuint (question->candidates->len, >, 0);
      for (guint j = 0; j < question->candidates->len; j++)
        {
          const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, j);

          g_string_append_printf (text, "%s%d %s", j > 0 ? "|" : "", (int) candidate->id, candidate->why);
        }
      g_string_append_c (text, ']');
      if (question->answer != RG_IMPORT_ANSWER_NONE)
        g_string_append_printf (text, " =%d", (int) question->answer);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_questions(report, expected)                                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *questions_ = say_questions (report);                                                    \
    g_assert_cmpstr (questions_, ==, expected);                                                              \
  }                                                                                                          \
  G_STMT_END

#define WHOSE "SELECT c.id, s.amount_fen FROM sale s JOIN customer c ON c.id = customer_id ORDER BY s.id"

/* What one bill of one row asks, tried only. */
static void
assert_asks (Fixture *f, const char *row, const char *expected)
{
  g_autofree char *bill = make_bill (row);
  g_autoptr (RgImportReport) report = run_answered (f, bill, TRUE, NULL);

  assert_questions (report, expected);
  g_assert_cmpuint (report->refused, ==, *expected != '\0' ? 1 : 0);
}

static void
test_certain (Fixture *f, gconstpointer data)
{
  g_autofree char *bill = make_bill ("张三,尾款,10\n 李四 ,/,20\nlisi_wx,/,30\n新人,/,40\n新人,/,50\n"
                                     "小狐狸,手机13700137000的王芳,60\n张三,张三付尾款,70\n");
  g_autoptr (RgImportReport) tried = NULL;
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  tried = run_answered (f, bill, TRUE, NULL);
  g_assert_cmpuint (tried->created, ==, 7);
  report = run_answered (f, bill, FALSE, NULL);
  assert_questions (report, "");
  g_assert_cmpuint (report->created, ==, 7);
  assert_sql (f, WHOSE, "1,1000/2,2000/2,3000/7,4000/7,5000/3,6000/1,7000");
  assert_sql (f, "SELECT name, source FROM customer WHERE id > 6", "新人,微信账单");
}

static void
test_asks (Fixture *f, gconstpointer data)
{
  add_people (f, PEOPLE);
  assert_asks (f, "王芳,/,10", "王芳: 1 rows 1000 [3 The name is the same.|4 The name is the same.]");
  assert_asks (f, "**明,/,10", "**明: 1 rows 1000 [6 The name fits what is not hidden.]");
  assert_asks (f, "*明,/,10", "");
  assert_asks (f, "钱**,/,10", "钱**: 1 rows 1000 [6 The name fits what is not hidden.]");
  assert_asks (f, "m***ing,/,10", "m***ing: 1 rows 1000 [6 The name fits what is not hidden.]");
  /* However much is left at either end. */
  for (guint head = 0; head <= 5; head++)
    {
      for (guint tail = head == 0 ? 1 : 0; tail <= 5; tail++)
        {
          g_autofree char *row =
              g_strdup_printf ("%.*s***%s,/,10", (int) head, "mingming", "mingming" + 8 - tail);
          g_autofree char *asked =
              g_strdup_printf ("%.*s***%s: 1 rows 1000 [6 The name fits what is not hidden.]", (int) head,
                               "mingming", "mingming" + 8 - tail);

          assert_asks (f, row, head + tail < 8 ? asked : "");
        }
    }
  assert_asks (f, "赵六,/,10", "赵六: 1 rows 1000 [5 The name is part of it.]");
  assert_asks (f, "A张三装修,/,10", "A张三装修: 1 rows 1000 [1 The name is part of it.]");
  assert_asks (f, "三,/,10", "");
  assert_asks (f, "张三,替李四付,10",
               "张三 / 替李四付: 1 rows 1000 [2 The remark has this name.|1 The name is the same.]");
  assert_asks (f, "张三,13900139000,10",
               "张三 / 13900139000: 1 rows 1000 [2 The remark has this phone.|1 The name is the same.]");
  assert_asks (f, "阿狸,李四的尾款,10", "阿狸 / 李四的尾款: 1 rows 1000 [2 The remark has this name.]");
  /* A number of an order, and a word that has a name's letters in it, say nothing. */
  assert_asks (f, "阿狸,订单213900139000,10", "");
  assert_asks (f, "阿狸,lisi_wxyz,10", "");
}

#define ALIPAY_HEADER                                                                                        \
  "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/"                                              \
  "付款方式,交易状态,交易订单号,商家订单号,备注\n"

/* The account that an Alipay bill shows, mostly hidden. */
static void
test_account (Fixture *f, gconstpointer data)
{
  static const char bill[] =
      ALIPAY_HEADER "2025-02-12 21:32:14,转账,x4***6,138****5678,货,收入,10,余额,交易成功,1,,\n"
                    "2025-02-13 21:32:14,转账,x4***6,199****0000,货,收入,20,余额,交易成功,2,,\n"
                    "2025-02-14 21:32:14,转账,阿狸,13600136000,货,收入,30,余额,交易成功,3,,\n";
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  report = run_answered (f, bill, FALSE, NULL);
  assert_questions (report, "x4***6 (138****5678): 1 rows 1000 [6 The account fits what is not hidden.]");
  assert_sql (f, WHOSE, "7,2000/4,3000");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_answered (f, bill, FALSE, "x4***6 (138****5678)", G_GINT64_CONSTANT (6), NULL);
  assert_questions (report, "");
  g_assert_cmpuint (report->created, ==, 1);
  g_assert_cmpuint (report->updated, ==, 2);
  assert_sql (f, "SELECT customer_id, kind, value, label FROM identity ORDER BY id",
              "7,bill,x4***6 (199****0000),支付宝/6,bill,x4***6 (138****5678),支付宝");
}

/* One name, two accounts: the customer with one of them is not who has the
 * other, but who has that very name is. */
static void
test_two_accounts (Fixture *f, gconstpointer data)
{
  static const char bill[] =
      ALIPAY_HEADER "2025-02-12 21:32:14,转账,阿狸,13800138000,货,收入,10,余额,交易成功,1,,\n"
                    "2025-02-13 21:32:14,转账,阿狸,19900001111,货,收入,20,余额,交易成功,2,,\n"
                    "2025-02-14 21:32:14,转账,李四,a@example.com,货,收入,30,余额,交易成功,3,,\n"
                    "2025-02-14 21:32:14,转账,李四,b@example.com,货,收入,40,余额,交易成功,4,,\n";
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  report = run_answered (f, bill, FALSE, NULL);
  assert_questions (report, "阿狸: 2 rows 3000 [1 The account is the same.]");
  assert_sql (f, WHOSE, "2,3000/2,4000");
}

/* A phone in a remark decides nothing when the name, or another name beside the
 * phone, says that it is somebody else. */
static void
test_contradicted (Fixture *f, gconstpointer data)
{
  add_people (f, PEOPLE);
  assert_asks (f, "阿狸,13800138000,10", "");
  assert_asks (
      f, "阿狸,李四13800138000,10",
      "阿狸 / 李四13800138000: 1 rows 1000 [1 The remark has this phone.|2 The remark has this name.]");
  assert_asks (f, "王芳,13800138000,10",
               "王芳 / 13800138000: 1 rows 1000 [1 The remark has this phone.|3 The name is the same."
               "|4 The name is the same.]");
  assert_asks (f, "王芳,13700137000,10", "");
}

/* Somebody new is one customer, however many questions his remarks gave. */
static void
test_new_once (Fixture *f, gconstpointer data)
{
  g_autofree char *bill = make_bill ("阿狸,替李四付,10\n阿狸,张三的,20\n阿狸,/,30\n阿狸,替李四付,40\n");
  g_autoptr (RgImportReport) tried = NULL;
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  tried = run_answered (f, bill, TRUE, "阿狸", RG_IMPORT_ANSWER_NEW, NULL);
  g_assert_cmpuint (tried->created, ==, 4);
  report = run_answered (f, bill, FALSE, "阿狸", RG_IMPORT_ANSWER_NEW, NULL);
  g_assert_cmpuint (report->created, ==, 4);
  assert_sql (f, WHOSE, "7,1000/7,2000/7,3000/7,4000");
}

/* What is not answered is kept, told and can be imported later. */
static void
test_unanswered (Fixture *f, gconstpointer data)
{
  g_autofree char *bill = make_bill ("王芳,/,10\n王芳,/,20.50\n张三,/,30\n");
  g_autoptr (RgImportReport) report = NULL;
  g_autofree char *text = NULL;
  const RgImportQuestion *question;

  add_people (f, PEOPLE);
  report = run_answered (f, bill, FALSE, NULL);
  g_assert_cmpuint (report->created, ==, 1);
  g_assert_cmpuint (report->refused, ==, 2);
  question = g_ptr_array_index (report->questions, 0);
  g_assert_cmpuint (question->rows, ==, 2);
  g_assert_cmpint (question->amount_fen, ==, 3050);
  g_assert_cmpstr (question->first, ==, "2025-09-01");
  g_assert_cmpstr (question->last, ==, "2025-09-02");
  /* One reason for all open questions; who it could be stands beside the row. */
  assert_reasons (report, "2: It is not certain whose sale this is.");
  g_assert_true (g_file_get_contents (report->refused_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "¥20.50"));
  g_assert_nonnull (strstr (text, "王芳 (137 0013 7000), 王芳 (136 0013 6000)"));
  /* The file of refused rows is a bill again. */
  g_clear_pointer (&report, rg_import_report_free);
  report = run_answered (f, text, FALSE, "王芳", G_GINT64_CONSTANT (4), NULL);
  g_assert_cmpuint (report->rows, ==, 2);
  g_assert_cmpuint (report->created, ==, 2);
  assert_sql (f, WHOSE, "1,3000/4,1000/4,2050");
  assert_sql (f, "SELECT count (*) FROM own_field", "1");
}

/* A customer, somebody new, or nothing; a trial shows the answers, and gives the
 * counts of the run. */
static void
test_answers (Fixture *f, gconstpointer data)
{
  g_autofree char *bill =
      make_bill ("王芳,/,10\n赵六,/,20\n赵六,/,30\n**明,/,40\n张三,替李四付,50\n王芳,/,60\n");
  g_autoptr (RgImportReport) tried = NULL;
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  tried = run_answered (f, bill, TRUE, "王芳", G_GINT64_CONSTANT (3), "赵六", RG_IMPORT_ANSWER_NEW, "**明",
                        RG_IMPORT_ANSWER_LEAVE, "张三 / 替李四付", G_GINT64_CONSTANT (2), NULL);
  g_assert_cmpuint (tried->questions->len, ==, 4);
  g_assert_cmpint (((RgImportQuestion *) g_ptr_array_index (tried->questions, 1))->answer, ==,
                   RG_IMPORT_ANSWER_NEW);
  report = run_answered (f, bill, FALSE, "王芳", G_GINT64_CONSTANT (3), "赵六", RG_IMPORT_ANSWER_NEW, "**明",
                         RG_IMPORT_ANSWER_LEAVE, "张三 / 替李四付", G_GINT64_CONSTANT (2), NULL);
  assert_questions (report, "");
  g_assert_cmpuint (report->created, ==, 5);
  g_assert_cmpuint (report->skipped, ==, 1);
  g_assert_cmpuint (tried->created, ==, report->created);
  g_assert_cmpuint (tried->skipped, ==, report->skipped);
  assert_sql (f, WHOSE, "3,1000/7,2000/7,3000/2,5000/3,6000");
  assert_sql (f, "SELECT customer_id, kind, value, label FROM identity ORDER BY id",
              "3,bill,王芳,微信支付/7,bill,赵六,微信支付/2,bill,张三 / 替李四付,微信支付");
}

/* Said once: the next bill asks no more, until the import is undone. */
static void
test_remembered (Fixture *f, gconstpointer data)
{
  g_autofree char *first = make_bill ("王芳,/,10\n阿狸,李四的尾款,20\n");
  g_autofree char *second = make_bill ("\n\n王芳,/,30\n阿狸,李四的尾款,40\n");
  g_autoptr (RgImportReport) said = NULL;
  g_autoptr (RgImportReport) later = NULL;

  add_people (f, PEOPLE);
  said = run_answered (f, first, FALSE, "王芳", G_GINT64_CONSTANT (4), "阿狸", G_GINT64_CONSTANT (2), NULL);
  g_assert_cmpuint (said->created, ==, 2);
  later = run_answered (f, second, FALSE, NULL);
  assert_questions (later, "");
  assert_sql (f, WHOSE, "4,1000/2,2000/4,3000/2,4000");
  g_clear_pointer (&later, rg_import_report_free);
  later = run_answered (f, first, FALSE, NULL);
  g_assert_cmpuint (later->updated, ==, 2);
  g_assert_cmpint (later->operation, ==, 0);
  undo (f, said->operation);
  assert_asks (f, "王芳,/,50", "王芳: 1 rows 5000 [3 The name is the same.|4 The name is the same.]");
}

/* An answer that names nobody is none; one is taken back. */
static void
test_wrong_answers (Fixture *f, gconstpointer data)
{
  g_autofree char *bill = make_bill ("王芳,/,10\n");
  g_autoptr (RgImportReport) report = NULL;

  add_people (f, PEOPLE);
  report = run_answered (f, bill, FALSE, "王芳", G_GINT64_CONSTANT (99), NULL);
  g_assert_cmpuint (report->refused, ==, 1);
  g_clear_pointer (&report, rg_import_report_free);
  report = run_answered (f, bill, FALSE, "王芳", G_GINT64_CONSTANT (3), "王芳", RG_IMPORT_ANSWER_NONE, NULL);
  g_assert_cmpuint (report->refused, ==, 1);
  assert_sql (f, "SELECT count (*) FROM sale", "0");
}

/* --- lists of orders ------------------------------------------------------ */

static RgImportReport *
run_orders (Fixture *f, const char *text, gboolean dry_run)
{
  RgImportOptions options = { .entity = "sale", .dry_run = dry_run };

  return run_text (f, text, &options);
}

static void
test_orders (Fixture *f, gconstpointer data)
{
  static const char text[] = "客户,日期,金额\n王芳,2024-01-02,20\n王芳,2024-01-03,30\n张三,2024-01-03,40\n";
  RgImportOptions options = { .entity = "sale" };
  g_autofree char *path = write_bytes (f, "orders.csv", text, -1);
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (RgImportPlan) plan = NULL;
  RgImportJob job;

  add_people (f, PEOPLE);
  report = run_file (f, path, &options);
  assert_questions (report, "王芳: 2 rows 5000 [3 The name is the same.|4 The name is the same.]");
  g_assert_cmpuint (report->created, ==, 1);
  g_clear_pointer (&report, rg_import_report_free);
  plan = plan_file (f, path, &options, NULL);
  job = (RgImportJob) { .plan = plan };
  rg_import_plan_answer (plan, "王芳", RG_IMPORT_ANSWER_NEW);
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, NULL);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->updated, ==, 1);
  assert_sql (f, "SELECT customer_id, amount_fen FROM sale ORDER BY id", "1,4000/7,2000/7,3000");
}

/* A number of the customer tells people of one name apart. */
static void
test_numbers (Fixture *f, gconstpointer data)
{
  static const char text[] = "会员号,客户,日期,金额\nA1,王芳,2024-01-02,20\nA2,王芳,2024-01-03,30.555\n"
                             "A1,王芳,2024-01-04,40\nA3,张三,2024-01-04,50\n,李四,2024-01-05,60\n";
  g_autoptr (RgImportReport) tried = run_orders (f, text, TRUE);
  g_autoptr (RgImportReport) report = run_orders (f, text, FALSE);

  g_assert_cmpuint (tried->created, ==, 5);
  g_assert_cmpuint (report->created, ==, 5);
  g_assert_cmpstr (report->own_fields[0], ==, "会员号");
  assert_sql (f, "SELECT name, x1 FROM customer ORDER BY id", "王芳,A1/王芳,A2/张三,A3/李四,~");
  assert_sql (f, "SELECT customer_id, amount_fen FROM sale ORDER BY id",
              "1,2000/2,3056/1,4000/3,5000/4,6000");
  assert_sql (f, "SELECT notes FROM sale WHERE id = 2", "金额: 30.555");
  g_clear_pointer (&tried, rg_import_report_free);
  tried = run_orders (f, text, FALSE);
  g_assert_cmpuint (tried->updated, ==, 5);
  g_assert_cmpint (tried->operation, ==, 0);
  /* Whoever has no number yet gets it; another name with it is a question. */
  g_clear_pointer (&tried, rg_import_report_free);
  tried = run_orders (f, "会员号,客户,日期,金额\nA4,李四,2024-02-05,70\nA1,赵六,2024-02-05,80\n", FALSE);
  assert_questions (tried, "赵六 (A1): 1 rows 8000 [1 The number is the same.]");
  assert_sql (f, "SELECT x1 FROM customer WHERE name = '李四'", "A4");
  undo (f, tried->operation);
  undo (f, report->operation);
  assert_sql (f, "SELECT count (*), (SELECT count (*) FROM customer) FROM sale", "0,0");
}

/* The owner's word that a column is that number. */
static void
test_mapped_number (Fixture *f, gconstpointer data)
{
  static const char *const maps[] = { "卡=customer.new", NULL };
  RgImportOptions options = { .entity = "sale", .maps = maps };
  g_autoptr (RgImportReport) report =
      run_text (f, "卡,客户,日期,金额\n007,王芳,2024-01-02,20\n7,王芳,2024-01-02,20\n", &options);

  assert_sql (f, "SELECT name, x1 FROM customer ORDER BY id", "王芳,007/王芳,7");
}

/* And that one is not. */
static void
test_no_number (Fixture *f, gconstpointer data)
{
  static const char *const maps[] = { "客户编号=new", NULL };
  RgImportOptions options = { .entity = "sale", .maps = maps };
  g_autoptr (RgImportReport) report =
      run_text (f, "客户编号,客户,日期,金额\n007,王芳,2024-01-02,20\n7,王芳,2024-01-02,20\n", &options);

  assert_sql (f, "SELECT name FROM customer", "王芳");
  assert_sql (f, "SELECT entity, label FROM own_field", "sale,客户编号");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/who/certain", test_certain);
  add_test ("/who/asks", test_asks);
  add_test ("/who/account", test_account);
  add_test ("/who/two-accounts", test_two_accounts);
  add_test ("/who/contradicted", test_contradicted);
  add_test ("/who/new-once", test_new_once);
  add_test ("/who/unanswered", test_unanswered);
  add_test ("/who/answers", test_answers);
  add_test ("/who/remembered", test_remembered);
  add_test ("/who/wrong-answers", test_wrong_answers);
  add_test ("/who/orders", test_orders);
  add_test ("/who/numbers", test_numbers);
  add_test ("/who/mapped-number", test_mapped_number);
  add_test ("/who/no-number", test_no_number);
  return g_test_run ();
}
