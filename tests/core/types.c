/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "types-field.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* What is read, what is shown, what is written to files; @shown is %NULL when
 * the text is refused with @code. */
typedef struct
{
  const RgFieldType *type;
  const char *text;
  const char *shown;
  const char *written;
  int code;
} Case;

#define REFUSED(code) NULL, NULL, RG_FIELD_ERROR_##code

static const Case cases[] = {
  { &rg_type_text, "  张三 ", "张三", "张三" },
  { &rg_type_text, "a\r\nb\nc\td", "a b c d", "a b c d" },
  { &rg_type_text, "=1+1", "=1+1", "=1+1" },
  { &rg_type_text,
    "a\x01"
    "b",
    "ab", "ab" },
  { &rg_type_long_text, "a\r\nb\rc\nd", "a\nb\nc\nd", "a\nb\nc\nd" },
  { &rg_type_long_text, "a\tb\x02", "a\tb", "a\tb" },

  { &rg_type_number, "1234.5", "1234.5", "1234.5" },
  { &rg_type_number, "12345.5", "12,345.5", "12345.5" },
  { &rg_type_number, "-1,234,567", "-1,234,567", "-1234567" },
  { &rg_type_number, "１２．５", "12.5", "12.5" },
  { &rg_type_number, "12.8万", "128,000", "128000" },
  { &rg_type_number, "1.5 亿", "150,000,000", "150000000" },
  { &rg_type_number, "3千万", "30,000,000", "30000000" },
  { &rg_type_number, "5w", "50,000", "50000" },
  { &rg_type_number, "12%", "0.12", "0.12" },
  { &rg_type_number, "5‰", "0.005", "0.005" },
  { &rg_type_number, "1.5E+3", "1500", "1500" },
  { &rg_type_number, ".5", "0.5", "0.5" },
  { &rg_type_number, "-0", "0", "0" },
  { &rg_type_number, "+7", "7", "7" },
  { &rg_type_number, "−7", "-7", "-7" },
  { &rg_type_number, "0.1", "0.1", "0.1" },
  { &rg_type_number, "007", "7", "7" },
  { &rg_type_number, "2025", "2025", "2025" },
  { &rg_type_number, "1e300", "1e+300", "1e+300" },
  { &rg_type_number, "1e400", REFUSED (RANGE) },
  { &rg_type_number, "12a", REFUSED (SYNTAX) },
  { &rg_type_number, "1,5", REFUSED (SYNTAX) },
  { &rg_type_number, "1,2345", REFUSED (SYNTAX) },
  { &rg_type_number, "1234,567", REFUSED (SYNTAX) },
  { &rg_type_number, "1.2.3", REFUSED (SYNTAX) },
  { &rg_type_number, "--1", REFUSED (SYNTAX) },
  { &rg_type_number, "nan", REFUSED (SYNTAX) },
  { &rg_type_number, "inf", REFUSED (SYNTAX) },
  { &rg_type_number, "0x10", REFUSED (SYNTAX) },
  { &rg_type_number, "5kg", REFUSED (SYNTAX) },
  { &rg_type_number, "三", REFUSED (SYNTAX) },

  { &rg_type_money, "1234.5", "¥1,234.50", "1234.50" },
  { &rg_type_money, "¥1,234.50", "¥1,234.50", "1234.50" },
  { &rg_type_money, "￥１，２３４．５", "¥1,234.50", "1234.50" },
  { &rg_type_money, "1234.5元", "¥1,234.50", "1234.50" },
  { &rg_type_money, "RMB 1234.50", "¥1,234.50", "1234.50" },
  { &rg_type_money, "1234.50 CNY", "¥1,234.50", "1234.50" },
  { &rg_type_money, "人民币100元整", "¥100.00", "100.00" },
  { &rg_type_money, "100块", "¥100.00", "100.00" },
  { &rg_type_money, "12.8万", "¥128,000.00", "128000.00" },
  { &rg_type_money, "12.8 万元", "¥128,000.00", "128000.00" },
  { &rg_type_money, "1.234567万", "¥12,345.67", "12345.67" },
  { &rg_type_money, "0.01", "¥0.01", "0.01" },
  { &rg_type_money, "0.29", "¥0.29", "0.29" },
  { &rg_type_money, "1.15", "¥1.15", "1.15" },
  { &rg_type_money, "8.1300", "¥8.13", "8.13" },
  { &rg_type_money, "-12.5", "-¥12.50", "-12.50" },
  { &rg_type_money, "-¥12.5", "-¥12.50", "-12.50" },
  { &rg_type_money, "¥-12.5", "-¥12.50", "-12.50" },
  { &rg_type_money, "(12.50)", "-¥12.50", "-12.50" },
  { &rg_type_money, "（¥1,200）元", "-¥1,200.00", "-1200.00" },
  { &rg_type_money, "-0.05", "-¥0.05", "-0.05" },
  { &rg_type_money, "0", "¥0.00", "0.00" },
  { &rg_type_money, "0e99", "¥0.00", "0.00" },
  { &rg_type_money, "1e3", "¥1,000.00", "1000.00" },
  { &rg_type_money, "90071992547409.91", "¥90,071,992,547,409.91", "90071992547409.91" },
  { &rg_type_money, "90071992547409.92", REFUSED (RANGE) },
  { &rg_type_money, "1e300", REFUSED (RANGE) },
  { &rg_type_money, "1.005", REFUSED (RANGE) },
  { &rg_type_money, "0.0000001", REFUSED (RANGE) },
  { &rg_type_money, "1.2345678万", REFUSED (RANGE) },
  { &rg_type_money, "(-5)", REFUSED (SYNTAX) },
  { &rg_type_money, "(5", REFUSED (SYNTAX) },
  { &rg_type_money, "5)", REFUSED (SYNTAX) },
  { &rg_type_money, "--5", REFUSED (SYNTAX) },
  { &rg_type_money, "¥", REFUSED (SYNTAX) },
  { &rg_type_money, "$5", REFUSED (SYNTAX) },
  { &rg_type_money, "5元/月", REFUSED (SYNTAX) },
  { &rg_type_money, "面议", REFUSED (SYNTAX) },

  { &rg_type_date, "1990/1/2", "2 Jan 1990", "1990-01-02" },
  { &rg_type_date, "32874", "1 Jan 1990", "1990-01-01" },
  { &rg_type_date, "农历1990年八月十五", "3 Oct 1990", "1990-10-03" },
  { &rg_type_date, "农历八月十五", REFUSED (SYNTAX) },
  { &rg_type_date, "1月2日", REFUSED (SYNTAX) },
  { &rg_type_date, "2023-02-30", REFUSED (RANGE) },
  { &rg_type_date, "明天", REFUSED (SYNTAX) },

  { &rg_type_lunar_date, "1990/1/2", "2 Jan 1990", "1990-01-02" },
  { &rg_type_lunar_date, "1月2日", "2 Jan", "--01-02" },
  { &rg_type_lunar_date, "2月29日", "29 Feb", "--02-29" },
  { &rg_type_lunar_date, "阴历八月十五", "农历八月十五", "农历八月十五" },
  { &rg_type_lunar_date, "农历1990年闰五月廿三", "农历1990年闰五月廿三", "农历1990年闰五月廿三" },
  { &rg_type_lunar_date, "90后", REFUSED (SYNTAX) },
  { &rg_type_lunar_date, "农历1990年闰六月初一", REFUSED (RANGE) },

  { &rg_type_time, "9:30", "09:30", "09:30" },
  { &rg_type_time, "09：30", "09:30", "09:30" },
  { &rg_type_time, "15:30:45", "15:30", "15:30" },
  { &rg_type_time, "3pm", "15:00", "15:00" },
  { &rg_type_time, "3:30 PM", "15:30", "15:30" },
  { &rg_type_time, "12:05 am", "00:05", "00:05" },
  { &rg_type_time, "12 pm", "12:00", "12:00" },
  { &rg_type_time, "下午3点半", "15:30", "15:30" },
  { &rg_type_time, "上午9点一刻", "09:15", "09:15" },
  { &rg_type_time, "中午12点", "12:00", "12:00" },
  { &rg_type_time, "中午1点", "13:00", "13:00" },
  { &rg_type_time, "晚上8点05分", "20:05", "20:05" },
  { &rg_type_time, "8时05分30秒", "08:05", "08:05" },
  { &rg_type_time, "0:00", "00:00", "00:00" },
  { &rg_type_time, "23:59", "23:59", "23:59" },
  { &rg_type_time, "24:00", REFUSED (RANGE) },
  { &rg_type_time, "12:60", REFUSED (RANGE) },
  { &rg_type_time, "12:30:60", REFUSED (RANGE) },
  { &rg_type_time, "9", REFUSED (SYNTAX) },
  { &rg_type_time, "9:", REFUSED (SYNTAX) },
  { &rg_type_time, "930", REFUSED (SYNTAX) },
  { &rg_type_time, "早上", REFUSED (SYNTAX) },
  { &rg_type_time, "9:30左右", REFUSED (SYNTAX) },

  { &rg_type_phone, "+86 138-1234-5678", "138 1234 5678", "13812345678" },
  { &rg_type_phone, "138****5678", REFUSED (SYNTAX) },

  { &rg_type_email, "Zhang.San@Example.COM", "zhang.san@example.com", "zhang.san@example.com" },
  { &rg_type_email, "１２３＠ｑｑ．ｃｏｍ", "123@qq.com", "123@qq.com" },
  { &rg_type_email, "张三 <zs@example.cn>", "zs@example.cn", "zs@example.cn" },
  { &rg_type_email, "mailto:a+b@example.com.cn", "a+b@example.com.cn", "a+b@example.com.cn" },
  { &rg_type_email, "张三@例子.中国", "张三@例子.中国", "张三@例子.中国" },
  { &rg_type_email, "a@b", REFUSED (SYNTAX) },
  { &rg_type_email, "a@localhost", REFUSED (SYNTAX) },
  { &rg_type_email, "@b.com", REFUSED (SYNTAX) },
  { &rg_type_email, "a@", REFUSED (SYNTAX) },
  { &rg_type_email, "a b@c.com", REFUSED (SYNTAX) },
  { &rg_type_email, "a..b@c.com", REFUSED (SYNTAX) },
  { &rg_type_email, "a@-c.com", REFUSED (SYNTAX) },
  { &rg_type_email, "a@c..com", REFUSED (SYNTAX) },
  { &rg_type_email, "a@192.168.1.1", REFUSED (SYNTAX) },
  { &rg_type_email, "a@b.com, c@d.com", REFUSED (SYNTAX) },
  { &rg_type_email, "无", REFUSED (SYNTAX) },

  { &rg_type_region, "浙江省杭州市西湖区", "浙江省杭州市西湖区", "浙江省 杭州市 西湖区" },
  { &rg_type_region, "浙江 杭州 西湖区", "浙江省杭州市西湖区", "浙江省 杭州市 西湖区" },
  { &rg_type_region, "浙江/杭州/西湖", "浙江省杭州市西湖", "浙江省 杭州市 西湖" },
  { &rg_type_region, "浙江杭州", "浙江省杭州市", "浙江省 杭州市" },
  { &rg_type_region, "杭州市西湖区", "浙江省杭州市西湖区", "浙江省 杭州市 西湖区" },
  { &rg_type_region, "深圳", "广东省深圳市", "广东省 深圳市" },
  { &rg_type_region, "北京市朝阳区", "北京市朝阳区", "北京市 朝阳区" },
  { &rg_type_region, "北京朝阳区", "北京市朝阳区", "北京市 朝阳区" },
  { &rg_type_region, "北京市 北京市 朝阳区", "北京市朝阳区", "北京市 朝阳区" },
  { &rg_type_region, "北京市市辖区海淀区", "北京市海淀区", "北京市 海淀区" },
  { &rg_type_region, "上海", "上海市", "上海市" },
  { &rg_type_region, "中国 上海市-浦东新区", "上海市浦东新区", "上海市 浦东新区" },
  { &rg_type_region, "内蒙古自治区呼和浩特市新城区", "内蒙古自治区呼和浩特市新城区",
    "内蒙古自治区 呼和浩特市 新城区" },
  { &rg_type_region, "内蒙古锡林郭勒盟锡林浩特市", "内蒙古自治区锡林郭勒盟锡林浩特市",
    "内蒙古自治区 锡林郭勒盟 锡林浩特市" },
  { &rg_type_region, "吉林省延边朝鲜族自治州延吉市", "吉林省延边朝鲜族自治州延吉市",
    "吉林省 延边朝鲜族自治州 延吉市" },
  { &rg_type_region, "吉林市船营区", "吉林省吉林市船营区", "吉林省 吉林市 船营区" },
  { &rg_type_region, "山东省济南市市中区", "山东省济南市市中区", "山东省 济南市 市中区" },
  { &rg_type_region, "湖北省荆州市沙市区", "湖北省荆州市沙市区", "湖北省 荆州市 沙市区" },
  { &rg_type_region, "湖南省常德市津市市", "湖南省常德市津市市", "湖南省 常德市 津市市" },
  { &rg_type_region, "河南省济源市", "河南省济源市", "河南省 济源市" },
  { &rg_type_region, "湖北省神农架林区", "湖北省神农架林区", "湖北省 神农架林区" },
  { &rg_type_region, "海南省海口市", "海南省海口市", "海南省 海口市" },
  { &rg_type_region, "海南藏族自治州共和县", "青海省海南藏族自治州共和县", "青海省 海南藏族自治州 共和县" },
  { &rg_type_region, "新疆维吾尔自治区", "新疆维吾尔自治区", "新疆维吾尔自治区" },
  { &rg_type_region, "广西", "广西壮族自治区", "广西壮族自治区" },
  { &rg_type_region, "台湾省台北市大安区", "台湾省台北市大安区", "台湾省 台北市 大安区" },
  { &rg_type_region, "香港", "香港特别行政区", "香港特别行政区" },
  { &rg_type_region, "香港 九龙", "香港特别行政区九龙", "香港特别行政区 九龙" },
  { &rg_type_region, "北京路123号", "北京路123号", "北京路123号" },
  { &rg_type_region, "浙江省杭州市西湖区文三路1号", "浙江省杭州市西湖区文三路1号",
    "浙江省杭州市西湖区文三路1号" },
  { &rg_type_region, "Flat 3, Foo Road", "Flat 3, Foo Road", "Flat 3, Foo Road" },
  { &rg_type_region, "城东", "城东", "城东" },

  { &rg_type_choice, "large", "Large", "Large" },
  { &rg_type_choice, "SMALL", "Small", "Small" },
  { &rg_type_choice, "大号", "Large", "Large" },
  { &rg_type_choice, "ＸＬ", "Large", "Large" },
  { &rg_type_choice, "large, small", "Large, small", "Large, small" },
  { &rg_type_choice, "中", REFUSED (CHOICE) },

  { &rg_type_choices, "large;small", "Large, Small", "Large;Small" },
  { &rg_type_choices, "小、大", "Small, Large", "Small;Large" },
  { &rg_type_choices, "大；大号|small", "Large, Small", "Large;Small" },
  { &rg_type_choices, "small, Large, small", "Small, Large, small", "Small;Large, small" },
  { &rg_type_choices, "大，", "Large", "Large" },
  { &rg_type_choices, "大,中", REFUSED (CHOICE) },

  { &rg_type_yes_no, "是", "Yes", "Yes" },
  { &rg_type_yes_no, "有", "Yes", "Yes" },
  { &rg_type_yes_no, "√", "Yes", "Yes" },
  { &rg_type_yes_no, "☑️", "Yes", "Yes" },
  { &rg_type_yes_no, "TRUE", "Yes", "Yes" },
  { &rg_type_yes_no, "１", "Yes", "Yes" },
  { &rg_type_yes_no, "对", "Yes", "Yes" },
  { &rg_type_yes_no, "否", "No", "No" },
  { &rg_type_yes_no, "无", "No", "No" },
  { &rg_type_yes_no, "×", "No", "No" },
  { &rg_type_yes_no, "no", "No", "No" },
  { &rg_type_yes_no, "false", "No", "No" },
  { &rg_type_yes_no, "0", "No", "No" },
  { &rg_type_yes_no, "也许", REFUSED (SYNTAX) },
  { &rg_type_yes_no, "2", REFUSED (SYNTAX) },

  { &rg_type_link, "https://example.com/a?b=c#d", "https://example.com/a?b=c#d",
    "https://example.com/a?b=c#d" },
  { &rg_type_link, "HTTP://Example.com", "http://Example.com", "http://Example.com" },
  { &rg_type_link, "www.example.com/店", "https://www.example.com/店", "https://www.example.com/店" },
  { &rg_type_link, "shop.example.com:8080/x", "https://shop.example.com:8080/x",
    "https://shop.example.com:8080/x" },
  { &rg_type_link, "mailto:a@example.com", "mailto:a@example.com", "mailto:a@example.com" },
  { &rg_type_link, "weixin://dl/chat", "weixin://dl/chat", "weixin://dl/chat" },
  { &rg_type_link, "javascript:alert(1)", REFUSED (SYNTAX) },
  { &rg_type_link, "file:///etc/passwd", REFUSED (SYNTAX) },
  { &rg_type_link, "https://", REFUSED (SYNTAX) },
  { &rg_type_link, "https:///x", REFUSED (SYNTAX) },
  { &rg_type_link, "http:example.com", REFUSED (SYNTAX) },
  { &rg_type_link, "a b.com", REFUSED (SYNTAX) },
  { &rg_type_link, "example", REFUSED (SYNTAX) },
  { &rg_type_link, "a@example.com", REFUSED (SYNTAX) },
  { &rg_type_link, "mailto:", REFUSED (SYNTAX) },

  { &rg_type_instant, "2025-11-22T07:30:00Z", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025-11-22T07:30:00.250Z", "22 Nov 2025, 15:30", "2025-11-22T07:30:00.250Z" },
  { &rg_type_instant, "2025-11-22T15:30:00+08:00", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025-11-22 02:30 -0500", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025-11-22 15:30", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025/11/22 15:30:00", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025年11月22日 15:30", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025年11月22日下午3点半", "22 Nov 2025, 15:30", "2025-11-22T07:30:00Z" },
  { &rg_type_instant, "2025-11-22", "22 Nov 2025, 00:00", "2025-11-21T16:00:00Z" },
  { &rg_type_instant, "1969-12-31T23:59:59.999Z", "1 Jan 1970, 07:59", "1969-12-31T23:59:59.999Z" },
  { &rg_type_instant, "2025-11-22T25:00:00Z", REFUSED (SYNTAX) },
  { &rg_type_instant, "2025-11-22T07:30:00X", REFUSED (SYNTAX) },
  { &rg_type_instant, "2025-13-22T07:30:00Z", REFUSED (SYNTAX) },
  { &rg_type_instant, "1月2日 15:30", REFUSED (SYNTAX) },
  { &rg_type_instant, "昨天", REFUSED (SYNTAX) },

  { &rg_type_ref, "12", "12", "12" },
  { &rg_type_ref, "0", REFUSED (SYNTAX) },
  { &rg_type_ref, "-1", REFUSED (SYNTAX) },
  { &rg_type_ref, "9223372036854775808", REFUSED (SYNTAX) },
  { &rg_type_ref, "x", REFUSED (SYNTAX) },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgField field = types_field (cases[i].type);
      g_auto (RgValue) value = RG_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      gboolean read = rg_field_parse (&field, cases[i].text, &value, &error);
      g_autofree char *shown = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s: %s", cases[i].type->id, cases[i].text);
      if (cases[i].shown == NULL)
        {
          g_assert_false (read);
          g_assert_error (error, RG_FIELD_ERROR, cases[i].code);
          g_assert_cmpstr (error->message, !=, "");
          g_assert_true (rg_value_is_null (&value));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (read);
      g_assert_cmpint (value.kind, ==, cases[i].type->storage);
      shown = rg_field_format (&field, &value, RG_FORMAT_DISPLAY);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      written = rg_field_format (&field, &value, RG_FORMAT_EXCHANGE);
      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_true (rg_field_validate (&field, &value, &error));
      g_assert_no_error (error);
    }
}

static void
test_list (void)
{
  const RgFieldType *const *types = rg_field_type_list ();
  guint n = 0;

  for (; types[n] != NULL; n++)
    {
      g_assert_true (rg_field_type_find (types[n]->id) == types[n]);
      g_assert_cmpint (types[n]->storage, !=, RG_VALUE_NULL);
      g_assert_cmpstr (types[n]->label, !=, "");
      for (guint i = 0; i < n; i++)
        g_assert_cmpstr (types[i]->id, !=, types[n]->id);
    }
  g_assert_cmpuint (n, ==, 16);
  g_assert_false (rg_type_instant.own || rg_type_ref.own);
  g_assert_null (rg_field_type_find ("colour"));
  g_assert_null (rg_field_type_find (NULL));
}

static void
test_empty_and_required (void)
{
  const RgFieldType *const *types = rg_field_type_list ();
  static const char *const blanks[] = { NULL, "", "  ", "　", "\xef\xbb\xbf", "\n" };

  for (guint i = 0; types[i] != NULL; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (blanks); j++)
        {
          RgField field = types_field (types[i]);
          g_auto (RgValue) value = RG_VALUE_INIT;
          g_autoptr (GError) error = NULL;
          g_autofree char *shown = NULL;

          rg_value_set_text (&value, "before");
          g_assert_true (rg_field_parse (&field, blanks[j], &value, &error));
          g_assert_true (rg_value_is_null (&value));
          g_assert_true (rg_field_validate (&field, &value, NULL));
          shown = rg_field_format (&field, &value, RG_FORMAT_DISPLAY);
          g_assert_cmpstr (shown, ==, "");

          field.flags = RG_FIELD_REQUIRED;
          g_assert_false (rg_field_parse (&field, blanks[j], &value, &error));
          g_assert_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED);
          g_assert_cmpstr (error->message, ==, "“Size” is empty. Please fill it in.");
          g_assert_false (rg_field_validate (&field, &value, NULL));
        }
    }
}

static void
test_damaged (void)
{
  RgField field = types_field (&rg_type_text);
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_field_parse (&field, "a\xff", &value, &error));
  g_assert_error (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX);
}

/* Values that no parser would make. */
static void
test_validate (void)
{
  static const struct
  {
    const RgFieldType *type;
    const char *text;
  } bad[] = {
    { &rg_type_text, "a\nb" },
    { &rg_type_text, "a\x01" },
    { &rg_type_long_text, "a\rb" },
    { &rg_type_date, "1990-1-2" },
    { &rg_type_date, "--01-02" },
    { &rg_type_date, "1990-02-30" },
    { &rg_type_lunar_date, "1990/1/2" },
    { &rg_type_lunar_date, "lunar:13-01" },
    { &rg_type_time, "9:30" },
    { &rg_type_time, "24:00" },
    { &rg_type_phone, "138 1234 5678" },
    { &rg_type_phone, "x" },
    { &rg_type_email, "A@b.com" },
    { &rg_type_email, "a" },
    { &rg_type_region, "浙江杭州" },
    { &rg_type_choice, "Large" },
    { &rg_type_choice, "中" },
    { &rg_type_choices, "large" },
    { &rg_type_choices, "[]" },
    { &rg_type_choices, "[\"Large\"]" },
    { &rg_type_choices, "[\"large\",\"large\"]" },
    { &rg_type_choices, "[ \"large\"]" },
    { &rg_type_link, "example.com" },
    { &rg_type_link, "javascript:x" },
    { &rg_type_number, "5" },
    { &rg_type_money, "5" },
  };
  RgField field;
  g_auto (RgValue) value = RG_VALUE_INIT;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      field = types_field (bad[i].type);
      rg_value_set_text (&value, bad[i].text);
      g_test_message ("%s: %s", bad[i].type->id, bad[i].text);
      g_assert_false (rg_field_validate (&field, &value, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == RG_FIELD_ERROR);
    }
  field = types_field (&rg_type_number);
  rg_value_set_real (&value, INFINITY);
  g_assert_false (rg_field_validate (&field, &value, NULL));
  rg_value_set_real (&value, NAN);
  g_assert_false (rg_field_validate (&field, &value, NULL));
  field = types_field (&rg_type_money);
  rg_value_set_integer (&value, G_MAXINT64);
  g_assert_false (rg_field_validate (&field, &value, NULL));
  field = types_field (&rg_type_yes_no);
  rg_value_set_integer (&value, 2);
  g_assert_false (rg_field_validate (&field, &value, NULL));
  field = types_field (&rg_type_ref);
  rg_value_set_integer (&value, 0);
  g_assert_false (rg_field_validate (&field, &value, NULL));
  field = types_field (&rg_type_instant);
  rg_value_set_integer (&value, G_MAXINT64);
  g_assert_false (rg_field_validate (&field, &value, NULL));
}

/* Without choices of its own a field takes any words. */
static void
test_free_choices (void)
{
  RgField field = { .key = "tags", .label = "Tags", .type = &rg_type_choices, .list = "tag" };
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autofree char *shown = NULL;

  g_assert_true (
      rg_field_parse (&field, " 熟客; 金卡 ；学生,供应商，团购、外卖|熟客 \n社区,,", &value, NULL));
  g_assert_cmpstr (value.text, ==, "[\"熟客\",\"金卡\",\"学生\",\"供应商\",\"团购\",\"外卖\",\"社区\"]");
  shown = rg_field_format (&field, &value, RG_FORMAT_DISPLAY);
  g_assert_cmpstr (shown, ==, "熟客, 金卡, 学生, 供应商, 团购, 外卖, 社区");
  g_assert_true (rg_field_validate (&field, &value, NULL));
  rg_value_set_text (&value, "[\"a,b\"]");
  g_assert_false (rg_field_validate (&field, &value, NULL));
  rg_value_set_text (&value, "[\" a\"]");
  g_assert_false (rg_field_validate (&field, &value, NULL));
  g_assert_true (rg_field_parse (&field, ",;", &value, NULL));
  g_assert_true (rg_value_is_null (&value));

  field.type = &rg_type_choice;
  g_assert_true (rg_field_parse (&field, "抖音", &value, NULL));
  g_assert_cmpstr (value.text, ==, "抖音");
  g_assert_true (rg_field_validate (&field, &value, NULL));
}

/* Values of different storage, as only a damaged database has them. */
static void
test_mixed_order (void)
{
  RgField field = types_field (&rg_type_number);
  g_auto (RgValue) whole = RG_VALUE_INIT;
  g_auto (RgValue) real = RG_VALUE_INIT;
  g_auto (RgValue) text = RG_VALUE_INIT;
  g_auto (RgValue) other = RG_VALUE_INIT;
  g_autofree char *shown = NULL;

  rg_value_set_integer (&whole, 5);
  rg_value_set_real (&real, 1.5);
  rg_value_set_text (&text, "a");
  rg_value_set_text (&other, "b");
  g_assert_cmpint (rg_field_compare (&field, &whole, &text), <, 0);
  g_assert_cmpint (rg_field_compare (&field, &text, &real), >, 0);
  g_assert_cmpint (rg_field_compare (&field, &text, &other), <, 0);
  g_assert_cmpint (rg_field_compare (&field, NULL, NULL), ==, 0);
  shown = rg_field_format (&field, &text, RG_FORMAT_DISPLAY);
  g_assert_cmpstr (shown, ==, "");
}

static void
test_long_error (void)
{
  RgField field = types_field (&rg_type_number);
  g_autofree char *text = g_strnfill (5000, 'x');
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_field_parse (&field, text, &value, &error));
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 200);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/list", test_list);
  g_test_add_func ("/types/cases", test_cases);
  g_test_add_func ("/types/empty-and-required", test_empty_and_required);
  g_test_add_func ("/types/damaged", test_damaged);
  g_test_add_func ("/types/validate", test_validate);
  g_test_add_func ("/types/free-choices", test_free_choices);
  g_test_add_func ("/types/mixed-order", test_mixed_order);
  g_test_add_func ("/types/long-error", test_long_error);
  return g_test_run ();
}
