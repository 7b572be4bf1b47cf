/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* Rows of a file become customers. */

#define PEOPLE "SELECT name, phone FROM customer ORDER BY id"

static void
test_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;

  report = run_text (f,
                     "姓名,手机,生日,标签,备注\r\n"
                     "张三,138 0013 8000,1990/1/2,\"金卡；团购\",\"要求：\n早上送\"\r\n"
                     " 李四　,+86-139-0013-9000,32874,金卡,=SUM(A1)\r\n",
                     NULL);
  g_assert_cmpuint (report->rows, ==, 2);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->phones_valid, ==, 2);
  g_assert_cmpuint (report->phones_distinct, ==, 2);
  g_assert_cmpuint (report->dates_solar, ==, 1);
  g_assert_cmpuint (report->dates_serial, ==, 1);
  g_assert_cmpuint (report->tags_distinct, ==, 2);
  g_assert_cmpstr (report->encoding, ==, "utf-8");
  g_assert_cmpstr (report->delimiter, ==, ",");
  g_assert_cmpint (report->operation, >, 0);
  g_assert_null (report->refused_path);
  assert_sql (f, PEOPLE, "张三,13800138000/李四,13900139000");
  assert_sql (f, "SELECT birthday, notes FROM customer ORDER BY id",
              "1990-01-02,要求：\n早上送/1990-01-01,=SUM(A1)");
  assert_sql (f,
              "SELECT c.name, t.name FROM customer_tag x JOIN customer c ON c.id = customer_id"
              " JOIN tag t ON t.id = tag_id ORDER BY x.id",
              "张三,金卡/张三,团购/李四,金卡");
}

static void
test_families (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;

  report = run_text (f,
                     "姓名,手机,地址\n"
                     "王芳,13800138000,\n"
                     "王小明,13800138000,南京路1号\n"
                     "　王芳 ,１３８００１３８０００,北京路2号\n"
                     ",13800138000,\n"
                     ",13800138000,北京路3号\n",
                     NULL);
  g_assert_cmpuint (report->rows, ==, 5);
  g_assert_cmpuint (report->created, ==, 3);
  g_assert_cmpuint (report->updated, ==, 2);
  g_assert_cmpuint (report->duplicate_phone_rows, ==, 4);
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f,
                     "姓名,手机,地址\n"
                     "王芳,+86 138 0013 8000,北京路2号\n",
                     NULL);
  g_assert_cmpuint (report->updated, ==, 1);
  assert_sql (
      f, "SELECT name, address FROM customer WHERE name LIKE '王%' AND phone = '13800138000' ORDER BY id",
      "王芳,北京路2号/王小明,南京路1号");
  assert_sql (f, "SELECT address FROM customer WHERE name IS NULL", "北京路3号");
}

static void
test_fill_skip_overwrite (Fixture *f, gconstpointer data)
{
  static const char first[] = "姓名,手机,地址,标签,备注\n张三,13800138000,,金卡,老客户\n";
  static const char second[] = "姓名,手机,地址,标签,备注,性别\n张三,13800138000,南京路,银卡,爱喝茶,男\n";
  static const char third[] = "姓名,手机,地址,备注\n张三,13800138000,北京路,只爱茶\n";
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = run_text (f, first, NULL);

  options.known = RG_IMPORT_KNOWN_SKIP;
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, second, &options);
  g_assert_cmpuint (report->skipped, ==, 1);
  g_assert_cmpint (report->operation, ==, 0);
  assert_sql (f, "SELECT address, notes, gender FROM customer", "~,老客户,~");

  options.known = RG_IMPORT_KNOWN_FILL;
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, second, &options);
  g_assert_cmpuint (report->updated, ==, 1);
  assert_sql (f, "SELECT address, notes, gender FROM customer", "南京路,老客户\n爱喝茶,male");
  assert_sql (f, "SELECT t.name FROM customer_tag x JOIN tag t ON t.id = tag_id ORDER BY x.id", "金卡/银卡");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, third, &options);
  assert_sql (f, "SELECT address, notes FROM customer", "南京路,老客户\n爱喝茶\n只爱茶");

  options.known = RG_IMPORT_KNOWN_OVERWRITE;
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, third, &options);
  g_assert_cmpuint (report->updated, ==, 1);
  assert_sql (f, "SELECT address, notes, gender FROM customer", "北京路,老客户\n爱喝茶\n只爱茶,male");
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, "姓名,手机,地址,备注\n张三,13800138000,,都不爱\n", &options);
  assert_sql (f, "SELECT address, notes FROM customer", "北京路,都不爱");
}

static void
test_without_phone (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;

  report = run_text (f,
                     "姓名,手机,微信号,邮箱,地址\n"
                     "张三,,zhang_san1,,\n"
                     "张三,,Zhang_San1,,南京路\n"
                     "李四,,zhang_san1,,\n"
                     "张三,13800138000,zhang_san1,,\n"
                     "张三,13800138000,,z@example.com,\n"
                     "王五,,,w@example.com,\n"
                     "王五,,,W@Example.com,东街\n"
                     "赵六,,,,\n"
                     "赵六,,,,\n"
                     "赵六,,,,西街\n",
                     NULL);
  g_assert_cmpuint (report->rows, ==, 10);
  g_assert_cmpuint (report->created, ==, 5);
  g_assert_cmpuint (report->updated, ==, 5);
  assert_sql (f, "SELECT name, phone, wechat, email, address FROM customer ORDER BY id",
              "张三,13800138000,zhang_san1,z@example.com,南京路/李四,~,zhang_san1,~,~/"
              "王五,~,~,w@example.com,东街/赵六,~,~,~,~/赵六,~,~,~,西街");
  /* Of a name alone, only a row that says nothing else is the same. */
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, "姓名,手机,地址\n赵六,,西街\n赵六,,东街\n", NULL);
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpuint (report->created, ==, 1);
}

static void
test_twice (Fixture *f, gconstpointer data)
{
  static const char text[] = "姓名,手机,生日,微信号,标签,来源,爱好,备注\n"
                             "张三,13800138000;13900139000,农历八月十五,同手机号,金卡,抖音,茶,好\n"
                             "李四,1380013800,不详,,银卡,抖音,酒,\"一\n二\"\n"
                             "只有名字,,1990-01-02,,铜卡,,,\n"
                             ",,,wx_only_1,,,,\n";
  g_autoptr (RgImportReport) first = run_text (f, text, NULL);
  g_autofree char *before = NULL;
  g_autoptr (RgImportReport) second = NULL;

  g_assert_cmpuint (first->created, ==, 4);
  g_assert_cmpuint (g_strv_length (first->own_fields), ==, 1);
  before = ask (f, "SELECT *, 0 FROM customer");
  second = run_text (f, text, NULL);
  g_assert_cmpuint (second->updated, ==, 4);
  g_assert_cmpuint (second->created, ==, 0);
  g_assert_cmpint (second->operation, ==, 0);
  g_assert_cmpuint (g_strv_length (second->own_fields), ==, 0);
  assert_sql (f, "SELECT *, 0 FROM customer", before);
  assert_sql (f, "SELECT count (*) FROM operation", "1");
  assert_sql (f,
              "SELECT count (*), (SELECT count (*) FROM identity), (SELECT count (*) FROM customer_tag),"
              " (SELECT count (*) FROM channel) FROM tag",
              "3,1,3,1");
  assert_sql (f, "SELECT birthday, wechat, x1, source FROM customer WHERE name = '张三'",
              "lunar:08-15,13800138000,茶,抖音");
  assert_sql (f, "SELECT notes FROM customer WHERE name = '李四'", "一\n二\n手机: 1380013800\n生日: 不详");
  g_assert_cmpuint (first->phones_invalid, ==, 1);
  g_assert_cmpuint (first->dates_lunar, ==, 1);
  g_assert_cmpuint (first->dates_unparsable, ==, 1);
}

static void
test_bad_cells (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;

  report = run_text (f,
                     "姓名,手机,邮箱,性别,生日,下次跟进,微信\n"
                     "张三,没有,not a mail,不知道,1990/2/30,农历八月十五,同手机号\n"
                     "李四,138****5678,,男,农历闰正月初一,,\n",
                     NULL);
  g_assert_cmpuint (report->created, ==, 2);
  g_assert_cmpuint (report->phones_invalid, ==, 2);
  g_assert_cmpuint (report->dates_unparsable, ==, 2);
  assert_sql (
      f, "SELECT notes FROM customer WHERE name = '张三'",
      "手机: 没有\n邮箱: not a mail\n性别: 不知道\n生日: 1990/2/30\n下次跟进: 农历八月十五\n微信: 同手机号");
  assert_sql (f, "SELECT notes, wechat FROM customer WHERE name = '李四'", "手机: 138****5678,~");
}

static void
test_phones (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;

  report = run_text (f,
                     "姓名,手机,电话\n"
                     "张三,13800138000 / 13900139000,010-62345678\n"
                     "李四,没有,+852 2345 6789\n"
                     "王五,13700137000(妈妈),\n",
                     NULL);
  g_assert_cmpuint (report->created, ==, 3);
  g_assert_cmpuint (report->phones_valid, ==, 2);
  g_assert_cmpuint (report->phones_other, ==, 1);
  g_assert_cmpuint (report->phones_invalid, ==, 1);
  assert_sql (f, "SELECT name, phone, notes FROM customer ORDER BY id",
              "张三,13800138000,~/李四,+85223456789,手机: 没有/王五,13700137000,手机: 13700137000(妈妈)");
  assert_sql (f, "SELECT value FROM identity WHERE customer_id = 1 ORDER BY id", "13900139000/01062345678");
  g_clear_pointer (&report, rg_import_report_free);
  /* Met again by a further phone. */
  report = run_text (f, "姓名,手机\n张三,13900139000\n", NULL);
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpint (report->operation, ==, 0);
}

static void
test_own_fields (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (GString) text = g_string_new ("姓名,消费金额,编号,入会日,是否VIP,尺码,爱好\n");

  for (int i = 0; i < 40; i++)
    g_string_append_printf (text, "客人%c%c,%d.50,%04d,2024-01-%02d,%s,%s,喜欢第%d种\n", 'A' + i / 26,
                            'A' + i % 26, i, i, i % 28 + 1, i % 2 != 0 ? "是" : "否",
                            i % 3 != 0 ? "大" : "小", i);
  report = run_text (f, text->str, NULL);
  g_assert_cmpuint (report->created, ==, 40);
  assert_sql (
      f, "SELECT label, type, choices FROM own_field ORDER BY position",
      "消费金额,money,~/编号,text,~/入会日,date,~/是否VIP,yes-no,~/尺码,choice,[\"小\",\"大\"]/爱好,text,~");
  assert_sql (f, "SELECT x1, x2, x3, x4, x5, x6 FROM customer WHERE name = '客人AH'",
              "750,0007,2024-01-08,1,大,喜欢第7种");
}

static void
test_many_columns (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (GString) text = g_string_new ("姓名");

  for (int i = 1; i <= 35; i++)
    g_string_append_printf (text, ",栏目%c%c", 'A' + i / 26, 'A' + i % 26);
  g_string_append (text, "\n张三");
  for (int i = 1; i <= 35; i++)
    g_string_append_printf (text, ",值%d", i);
  g_string_append (text, ",多出来的\n");
  report = run_text (f, text->str, NULL);
  g_assert_cmpuint (g_strv_length (report->own_fields), ==, 30);
  assert_sql (f, "SELECT count (*) FROM own_field", "30");
  assert_sql (
      f, "SELECT x30, notes FROM customer",
      "值30,栏目BF: 值31\n栏目BG: 值32\n栏目BH: 值33\n栏目BI: 值34\n栏目BJ: 值35\nColumn 37: 多出来的");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = NULL;
  g_autoptr (RgImportReport) again = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *fixed = NULL;
  g_auto (GStrv) lines = NULL;

  report = run_text (f,
                     "姓名,手机,地址,备注\n"
                     "张三,13800138000,南京路,\n"
                     ",,北京路,=1+2\n"
                     ",,,\n"
                     "\n"
                     ",abc,'=x,\n"
                     "合计,,,2\n",
                     NULL);
  g_assert_cmpuint (report->rows, ==, 4);
  g_assert_cmpuint (report->created, ==, 1);
  g_assert_cmpuint (report->refused, ==, 3);
  g_assert_nonnull (report->refused_path);
  g_assert_true (g_file_get_contents (report->refused_path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "\xef\xbb\xbf姓名,手机,地址,备注,Why it was not imported\r\n"
                                             ",,北京路,'=1+2,"));
  g_assert_nonnull (strstr (contents, "\r\n,abc,'=x,,"));
  /* The owner adds the names and imports it again. */
  lines = g_strsplit (contents, "\r\n", -1);
  fixed = g_strdup_printf ("%s\r\n李四%s\r\n王五%s\r\n", lines[0], lines[1], lines[2]);
  again = run_text (f, fixed, NULL);
  g_assert_cmpuint (again->created, ==, 2);
  g_assert_cmpuint (again->refused, ==, 0);
  assert_sql (f, "SELECT name, address, notes FROM customer WHERE id > 1 ORDER BY id",
              "李四,北京路,=1+2/王五,=x,手机: abc");
  assert_sql (f, "SELECT count (*) FROM own_field", "0");
}

static void
test_refused_names (Fixture *f, gconstpointer data)
{
  static const char text[] = "姓名,手机,地址\n,,x\n张三,,\n";
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = run_text (f, text, NULL);
  g_autofree char *first = g_build_filename (f->folder, "file-not-imported.csv", NULL);
  g_autofree char *second = g_build_filename (f->folder, "file-not-imported-2.csv", NULL);
  g_autofree char *named = g_build_filename (f->folder, "rest.csv", NULL);
  g_autofree char *missing = g_build_filename (f->folder, "no", "rest.csv", NULL);
  g_autofree char *path = NULL;
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  RgImportJob job = { 0 };

  g_assert_cmpstr (report->refused_path, ==, first);
  g_clear_pointer (&report, rg_import_report_free);
  report = run_text (f, text, NULL);
  g_assert_cmpstr (report->refused_path, ==, second);
  g_clear_pointer (&report, rg_import_report_free);
  options.refused = named;
  report = run_text (f, text, &options);
  g_assert_cmpstr (report->refused_path, ==, named);
  g_assert_true (g_file_test (named, G_FILE_TEST_EXISTS));
  /* No place for them: nothing is imported, or rows would be lost. */
  options.refused = missing;
  path = write_bytes (f, "other.csv", "姓名,手机\n新人,13800138000\n,x\n", -1);
  plan = plan_file (f, path, &options, &error);
  g_assert_no_error (error);
  job.plan = plan;
  g_assert_null (rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT);
  assert_sql (f, "SELECT count (*) FROM customer WHERE name = '新人'", "0");
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  static const char text[] = "姓名,手机,微信号,来源,年龄,标签\n"
                             "张三,13800138000,,抖音,30,金卡\n"
                             "张三,13800138000,abc_12345,抖音,30,银卡\n"
                             "张三,,abc_12345,,,\n"
                             "李四,,li_si_77,,,\n"
                             "李四,13900139000,li_si_77,,,\n"
                             "李四,13900139000,,,,\n"
                             "无名,,,,,\n无名,,,,,\n"
                             ",,,,40,\n"
                             "王五,12345,,,,\n";
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) tried = NULL;
  g_autoptr (RgImportReport) done = NULL;

  options.dry_run = TRUE;
  tried = run_text (f, text, &options);
  g_assert_true (tried->dry_run);
  g_assert_cmpint (tried->operation, ==, 0);
  g_assert_null (tried->refused_path);
  g_assert_cmpstrv (tried->own_fields, ((const char *const[]) { "年龄", NULL }));
  assert_sql (
      f,
      "SELECT count (*), (SELECT count (*) FROM operation), (SELECT count (*) FROM own_field) FROM customer",
      "0,0,0");
  done = run_text (f, text, NULL);
  g_assert_cmpuint (tried->rows, ==, done->rows);
  g_assert_cmpuint (tried->refused, ==, done->refused);
  g_assert_cmpuint (tried->phones_distinct, ==, done->phones_distinct);
  g_assert_cmpuint (tried->tags_distinct, ==, done->tags_distinct);
  g_assert_cmpuint (done->created, ==, 4);
  g_assert_cmpuint (tried->created, ==, 4);
  g_assert_cmpuint (done->refused, ==, 1);
  /* And of a shop that knows them all. */
  g_clear_pointer (&tried, rg_import_report_free);
  tried = run_text (f, text, &options);
  g_assert_cmpuint (tried->updated, ==, 9);
  g_assert_cmpuint (tried->created, ==, 0);
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) first = run_text (f, "姓名,手机,备注\n张三,13800138000,老\n", NULL);
  g_autofree char *before = ask (f, "SELECT id, name, notes, updated_at FROM customer");
  g_autoptr (RgImportReport) second = NULL;

  second = run_text (
      f, "姓名,手机,备注,标签,鞋码,来源\n张三,13800138000,新,金卡,42,抖音\n李四,,,银卡,43,快手\n", NULL);
  g_assert_cmpuint (second->created, ==, 1);
  undo (f, second->operation);
  assert_sql (f, "SELECT id, name, notes, updated_at FROM customer", before);
  assert_sql (f,
              "SELECT count (*), (SELECT count (*) FROM channel), (SELECT count (*) FROM own_field) FROM tag",
              "0,0,0");
  assert_sql (f, "SELECT label, state FROM operation WHERE kind = 'do' ORDER BY id",
              "Import 1 customer from file.csv,done/Import 2 customers from file.csv,undone");
}

/* --- long ones ------------------------------------------------------------ */

typedef struct
{
  GCancellable *cancellable;
  guint64 stop_at;
  double last;
} Stopper;

static void
stop_import (guint64 rows, double fraction, gpointer user_data)
{
  Stopper *stopper = user_data;

  g_assert_cmpfloat (fraction, >=, stopper->last);
  stopper->last = fraction;
  if (rows >= stopper->stop_at)
    g_cancellable_cancel (stopper->cancellable);
}

static char *
many_people (Fixture *f, guint n)
{
  g_autoptr (GString) text = g_string_new ("姓名,手机,标签,喜好\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "客%u,138%08u,标%u,好%u\n", i, i, i % 7, i);
  return write_bytes (f, "many.csv", text->str, -1);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) first = run_text (f, "姓名,手机\n老客,13900139000\n", NULL);
  g_autofree char *path = many_people (f, 24000);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (f, path, NULL, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopper stopper = { cancellable, 22000, 0.0 };
  RgImportJob job = { plan, stop_import, &stopper };
  g_autoptr (RgImportReport) report = NULL;

  g_assert_no_error (error);
  g_assert_null (rg_store_write_sync (f->store, rg_import_write_func, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_sql (f, "SELECT name FROM customer", "老客");
  assert_sql (
      f, "SELECT count (*), (SELECT count (*) FROM customer_tag), (SELECT count (*) FROM own_field) FROM tag",
      "0,0,0");
  assert_sql (f, "SELECT count (*) FROM operation WHERE state = 'open'", "0");

  /* The same plan goes through when nobody stops it. */
  g_clear_object (&cancellable);
  stopper = (Stopper) { NULL, G_MAXUINT64, 0.0 };
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->created, ==, 24000);
  g_assert_cmpfloat (stopper.last, >=, 1.0);
  assert_sql (
      f, "SELECT count (*), (SELECT count (*) FROM customer_tag), (SELECT count (*) FROM own_field) FROM tag",
      "7,24000,1");
  undo (f, report->operation);
  assert_sql (f, "SELECT name FROM customer", "老客");
  assert_sql (f, "SELECT count (*) FROM customer_tag", "0");
}

/* --- others meanwhile ----------------------------------------------------- */

typedef struct
{
  RgStore *store;
  GThread *thread;
  int queued;
  int written;
  guint64 written_at; /* rows that had been imported when it was seen */
} Other;

static gpointer
other_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Other *other = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Other", error);

  g_assert_nonnull (op);
  g_assert_cmpint (rg_channels_ensure (op, "插队", error), >, 0);
  g_atomic_int_set (&other->written, 1);
  return NULL;
}

static gpointer
other_thread (gpointer data)
{
  Other *other = data;
  g_autoptr (GError) error = NULL;

  g_atomic_int_set (&other->queued, 1);
  rg_store_write_sync (other->store, other_func, other, NULL, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
watch_other (guint64 rows, double fraction, gpointer user_data)
{
  Other *other = user_data;

  if (other->thread == NULL)
    {
      other->thread = g_thread_new ("other", other_thread, other);
      while (!g_atomic_int_get (&other->queued))
        g_usleep (1000);
      g_usleep (50000);
    }
  if (other->written_at == 0 && g_atomic_int_get (&other->written))
    other->written_at = rows;
}

/* A long import lets short writes go first now and then. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  g_autofree char *path = many_people (f, 24000);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (f, path, NULL, &error);
  Other other = { .store = f->store };
  RgImportJob job = { plan, watch_other, &other };
  g_autoptr (RgImportReport) report = NULL;

  g_assert_no_error (error);
  report = rg_store_write_sync (f->store, rg_import_write_func, &job, NULL, &error);
  g_assert_no_error (error);
  g_thread_join (other.thread);
  g_assert_cmpuint (report->created, ==, 24000);
  g_assert_cmpuint (other.written_at, >, 0);
  g_assert_cmpuint (other.written_at, <, 24000);
  assert_sql (f, "SELECT name FROM channel", "插队");
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const RgImportProblem *problem;

  path = write_bytes (f, "file.csv",
                      "姓名,手机,生日\n张三,没有,1990-01-01\n\n,,1991-01-01\n李四,13800138000,昨天\n", -1);
  plan = plan_file (f, path, NULL, &error);
  g_assert_no_error (error);
  problems = rg_import_check (plan, 0, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 3);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpuint (problem->line, ==, 2);
  g_assert_cmpuint (problem->column, ==, 1);
  g_assert_cmpstr (problem->text, ==, "没有");
  problem = g_ptr_array_index (problems, 1);
  g_assert_cmpuint (problem->line, ==, 4);
  g_assert_cmpuint (problem->column, ==, G_MAXUINT);
  problem = g_ptr_array_index (problems, 2);
  g_assert_cmpuint (problem->line, ==, 5);
  g_assert_cmpuint (problem->column, ==, 2);
  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = rg_import_check (plan, 0, 1, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/import/plain", test_plain);
  add_test ("/import/families", test_families);
  add_test ("/import/fill-skip-overwrite", test_fill_skip_overwrite);
  add_test ("/import/without-phone", test_without_phone);
  add_test ("/import/twice", test_twice);
  add_test ("/import/bad-cells", test_bad_cells);
  add_test ("/import/phones", test_phones);
  add_test ("/import/own-fields", test_own_fields);
  add_test ("/import/many-columns", test_many_columns);
  add_test ("/import/refused", test_refused);
  add_test ("/import/refused-names", test_refused_names);
  add_test ("/import/dry-run", test_dry_run);
  add_test ("/import/undo", test_undo);
  add_test ("/import/cancel", test_cancel);
  add_test ("/import/pause", test_pause);
  add_test ("/import/check", test_check);
  return g_test_run ();
}
