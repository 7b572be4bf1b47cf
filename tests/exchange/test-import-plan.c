/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange-test.h"

/* What the columns of a file are taken for. */

/* name→target: "姓名=name 手机=phone 爱好=new:text 说=notes x=ignore" */
static char *
describe (const RgImportPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rg_import_plan_get_n_columns (plan); i++)
    {
      const RgImportColumn *column = rg_import_plan_get_column (plan, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%s=", column->name);
      switch (column->target)
        {
        case RG_IMPORT_TARGET_FIELD:
          g_string_append_printf (text, "%s%s", column->field,
                                  column->basis == RG_IMPORT_BASIS_VALUES ? "?" : "");
          break;
        case RG_IMPORT_TARGET_NEW:
          g_string_append_printf (text, "new:%s", column->type->id);
          break;
        case RG_IMPORT_TARGET_NOTES:
          g_string_append (text, "line");
          break;
        case RG_IMPORT_TARGET_IGNORE:
        default:
          g_string_append (text, "ignore");
          break;
        }
    }
  return g_string_free_and_steal (text);
}

static void
check (Fixture *f,
       const char *text,
       const RgImportOptions *options,
       guint64 header_line,
       const char *expected)
{
  g_autofree char *path = write_bytes (f, "file.csv", text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = plan_file (f, path, options, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = describe (plan);
  g_assert_cmpstr (got, ==, expected);
  g_assert_cmpuint (rg_import_plan_get_header_line (plan), ==, header_line);
}

static void
test_headers (Fixture *f, gconstpointer data)
{
  check (f, "姓名,手机,生日,微信号,标签,地址,备注\n张三,13800138000,,,,,\n", NULL, 1,
         "姓名=name 手机=phone 生日=birthday 微信号=wechat 标签=tags 地址=address 备注=notes");
  check (f, "Name,Phone Number,E-mail Address,Birthday,Notes\nAnn,13800138000,a@b.cn,,\n", NULL, 1,
         "Name=name Phone Number=phone E-mail Address=email Birthday=birthday Notes=notes");
  check (f, "*客户姓名（必填）,联系电话(选填),性别：,出生日期【农历】\n张三,13800138000,男,\n", NULL, 1,
         "*客户姓名（必填）=name 联系电话(选填)=phone 性别：=gender 出生日期【农历】=birthday");
  check (f, "customer_name,MOBILE NO.,We Chat\nAnn,13800138000,abc\n", NULL, 1,
         "customer_name=name MOBILE NO.=phone We Chat=wechat");
  /* The commonest word of several wins, whatever their order. */
  check (f, "公司,姓名,电话,手机\n甲公司,张三,010-62345678,13800138000\n", NULL, 1,
         "公司=new:text 姓名=name 电话=phones 手机=phone");
  check (f, "备注,跟进记录,姓名\na,b,张三\n", NULL, 1, "备注=notes 跟进记录=line 姓名=name");
  /* An ending is believed when the cells agree. */
  check (f, "姓名,紧急联系手机,旧手机型号,收件手机\n张三,13800138000,苹果,诺基亚\n", NULL, 1,
         "姓名=name 紧急联系手机=phone 旧手机型号=new:text 收件手机=new:text");
  check (f, "客户编号,姓名,创建时间\n7,张三,2024-01-02\n", NULL, 1,
         "客户编号=new:number 姓名=name 创建时间=new:date");
  check (f, "姓名,爱好,爱好,,爱好\n张三,a,b,c,d\n", NULL, 1,
         "姓名=name 爱好=new:text 爱好 2=new:text Column 4=new:text 爱好 3=new:text");
  check (f, "姓名,空着的,手机\n张三,,13800138000\n", NULL, 1, "姓名=name 空着的=line 手机=phone");
}

static void
test_places (Fixture *f, gconstpointer data)
{
  /* A title, a remark and a blank line above the header. */
  check (f, "客户名单\n制表：小王,,2024-05-01\n\n姓名,手机,地址\n张三,13800138000,\n", NULL, 4,
         "姓名=name 手机=phone 地址=address");
  check (f, ",,\n姓名,手机\n张三,13800138000\n", NULL, 2, "姓名=name 手机=phone");
  check (f, "手机\n13800138000\n13900139000\n", NULL, 1, "手机=phone");
  /* None at all. */
  check (f, "张三,13800138000,男,杭州市文三路1号\n李四,13900139000,女,杭州市文三路2号\n", NULL, 0,
         "Column 1=name? Column 2=phone? Column 3=gender? Column 4=address?");
  check (f, "13800138000,a@example.com\n13900139000,b@example.com\n", NULL, 0,
         "Column 1=phone? Column 2=email?");
  check (f, "wxid_abc123,王小明\nwxid_def456,李大力\n", NULL, 0, "Column 1=wechat? Column 2=name?");
  /* A header of unknown words. */
  check (f, "甲,乙,丙\n张三,13800138000,x\n李四,13900139000,y\n", NULL, 1, "甲=name? 乙=phone? 丙=new:text");
  check (f, "agent,金额,office\n张三,x,a\n李四,y,b\n", NULL, 1, "agent=name? 金额=new:text office=new:text");
  check (f, "张三,经理\n李四,店长\n", NULL, 0, "Column 1=name? Column 2=new:text");
  check (f, "sep=;\n姓名;手机\n张三;13800138000\n", NULL, 2, "姓名=name 手机=phone");
}

static void
test_maps (Fixture *f, gconstpointer data)
{
  static const char text[] = "甲,乙,丙,丁,戊\na,b,c,d,7\n";
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autofree char *path = write_bytes (f, "x.csv", text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = NULL;
  const char *const maps[] = { "甲=name", "2=Notes", "丙=ignore", "丁=new:long-text", "戊=WeChat", NULL };
  const char *const bad_field[] = { "甲=nonsense", NULL };
  const char *const bad_column[] = { "己=name", NULL };
  const char *const bad_type[] = { "甲=new:ref", NULL };
  const char *const derived[] = { "甲=created_at", NULL };
  const char *const nothing[] = { "甲", NULL };
  const char *const *wrong[] = { bad_field, bad_column, bad_type, derived, nothing };

  options.maps = maps;
  check (f, text, &options, 1, "甲=name 乙=notes 丙=ignore 丁=new:long-text 戊=wechat");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      options.maps = wrong[i];
      g_assert_null (plan_file (f, path, &options, &error));
      g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_MAP);
      g_clear_error (&error);
    }
  options.maps = NULL;
  g_assert_null (plan_file (f, path, &options, &error));
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_NO_IDENTITY);
  g_assert_nonnull (strstr (error->message, "甲, 乙, 丙, 丁, 戊"));
  g_assert_nonnull (strstr (error->message, "--map '甲=name'"));
  /* Another column takes a field over; the phone becomes a further one. */
  {
    const char *const take[] = { "旧号=phone", "称呼=name", NULL };

    options.maps = take;
    check (f, "姓名,手机,旧号,称呼\n张三,13800138000,13900139000,小张\n", &options, 1,
           "姓名=line 手机=phones 旧号=phone 称呼=name");
  }
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *entity;
    int code;
  } files[] = {
    { "姓名,手机\n", NULL, RG_IMPORT_ERROR_NO_ROWS },
    { "姓名,手机\n,\n  ,　\n\n", NULL, RG_IMPORT_ERROR_NO_ROWS },
    { "型号,颜色\nA1,红\n", NULL, RG_IMPORT_ERROR_NO_IDENTITY },
    { "姓名,手机\n张三,1\n", "contract", RG_IMPORT_ERROR_ENTITY },
    { "姓名,手机\n张三,1\n", "tag", RG_IMPORT_ERROR_ENTITY },
    { "日期,金额\n2024-01-01,3\n", "sale", RG_IMPORT_ERROR_NO_IDENTITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_bytes (f, "x.csv", files[i].text, -1);
      RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
      g_autoptr (GError) error = NULL;

      options.entity = files[i].entity;
      g_assert_null (plan_file (f, path, &options, &error));
      g_assert_error (error, RG_IMPORT_ERROR, files[i].code);
    }
}

static void
test_own_again (Fixture *f, gconstpointer data)
{
  g_autoptr (RgImportReport) report = run_text (f, "姓名,手机,等级分\n张三,13800138000,甲\n", NULL);

  check (f, "姓名,等级分\n张三,乙\n", NULL, 1, "姓名=name 等级分=x1");
}

static void
test_samples (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = NULL;

  path = write_bytes (f, "x.csv", "姓名,手机\n一,\n 二 ,13800138000\n三,\n四,\n五,\n六,\n", -1);
  plan = plan_file (f, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (rg_import_plan_get_column (plan, 0)->samples,
                    ((const char *const[]) { "一", "二", "三", "四", "五", NULL }));
  g_assert_cmpstrv (rg_import_plan_get_column (plan, 1)->samples,
                    ((const char *const[]) { "13800138000", NULL }));
  g_assert_cmpstr (rg_import_plan_get_entity (plan), ==, "customer");
  g_assert_cmpstr (rg_import_plan_get_encoding (plan), ==, "utf-8");
}

/* The kept file of a shop, made by hand, with figures counted by hand. */
static void
test_shop_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "csv", "shop-gb18030.csv", NULL);
  RgImportOptions options = RG_IMPORT_OPTIONS_INIT;
  g_autoptr (RgImportReport) report = NULL;
  g_autofree char *rest = NULL;

  options.refused = f->folder;
  report = run_file (f, path, &options);
  g_assert_cmpstr (report->encoding, ==, "gb18030");
  g_assert_cmpuint (report->rows, ==, 11);
  g_assert_cmpuint (report->created, ==, 8);
  g_assert_cmpuint (report->updated, ==, 1);
  g_assert_cmpuint (report->refused, ==, 2);
  g_assert_cmpuint (report->phones_valid, ==, 6);
  g_assert_cmpuint (report->phones_distinct, ==, 4);
  g_assert_cmpuint (report->duplicate_phone_rows, ==, 2);
  g_assert_cmpuint (report->phones_invalid, ==, 1);
  g_assert_cmpuint (report->phones_other, ==, 2);
  g_assert_cmpuint (report->dates_solar, ==, 2);
  g_assert_cmpuint (report->dates_serial, ==, 1);
  g_assert_cmpuint (report->dates_lunar, ==, 2);
  g_assert_cmpuint (report->dates_unparsable, ==, 3);
  g_assert_cmpuint (report->tags_distinct, ==, 4);
  g_assert_cmpuint (report->damaged_rows, ==, 0);
  assert_sql (
      f, "SELECT name, phone, birthday, wechat FROM customer ORDER BY id",
      "欧阳晓明,13800138001,1990-01-02,13800138001/曾静,13900139002,1990-01-01,zeng_jing88/"
      "单小雄,13700137003,lunar:08-15,~/𠮷田龙一,13600136004,lunar:1990-L05-23,wxid_abc123def/"
      "曾小宝,13900139002,2015-06-01,~/朴树,01062345678,~,pu_shu_01/解东,~,~,~/仇英,+85223456789,~,~");
  assert_sql (f, "SELECT notes FROM customer WHERE id IN (3, 4, 7) ORDER BY id",
              "周末来\n带孩子/他说\"好\"/联系电话: 1380013\n生日: 1991-02-30");
  assert_sql (f, "SELECT address, notes FROM customer WHERE name = '曾静'", "南京路5号,=1+1");
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (RgImportReport) report = NULL;

  path =
      write_bytes (f, "x.csv", "姓名,手机,地址\n张三,13800138000,南\xe4\xba路\n李四,13900139000,东街\n", -1);
  report = run_file (f, path, NULL);
  g_assert_cmpuint (report->damaged_rows, ==, 1);
  g_assert_cmpuint (g_array_index (report->damaged_lines, guint64, 0), ==, 2);
  assert_sql (f, "SELECT address FROM customer ORDER BY id", "南\357\277\275路/东街");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_test ("/plan/headers", test_headers);
  add_test ("/plan/places", test_places);
  add_test ("/plan/maps", test_maps);
  add_test ("/plan/refusals", test_refusals);
  add_test ("/plan/own-again", test_own_again);
  add_test ("/plan/samples", test_samples);
  add_test ("/plan/shop-file", test_shop_file);
  add_test ("/plan/damaged", test_damaged);
  return g_test_run ();
}
