/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "types-field.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Some text that may become a value of the type. */
static char *
random_text (const RgFieldType *type, GRand *rand)
{
  static const char *const words[] = { "张三",  "李四", "a b",  "Ünï", "😀", "x;y",
                                       "\"q\"", "\\",   "1990", "-",   "省" };
  static const char *const regions[] = { "浙江省杭州市西湖区", "上海 浦东新区", "广东深圳", "城东 2 号",
                                         "内蒙古" };
  static const char *const links[] = { "https://example.com/%d", "www.example.com/%d", "tel:%d" };
  gint64 wide = (gint64) g_rand_int (rand) << 20 | (g_rand_int (rand) & 0xfffff);

  if (type == &rg_type_number)
    return g_strdup_printf ("%.17g", ldexp (g_rand_double (rand) - 0.5, g_rand_int_range (rand, -60, 60)));
  if (type == &rg_type_money)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", g_rand_boolean (rand) ? "-" : "",
                            wide % 1000000000000, g_rand_int_range (rand, 0, 100));
  if (type == &rg_type_date || (type == &rg_type_lunar_date && g_rand_boolean (rand)))
    return g_strdup_printf ("%04d-%02d-%02d", g_rand_int_range (rand, 1000, 10000),
                            g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
  if (type == &rg_type_lunar_date && g_rand_boolean (rand))
    return g_strdup_printf ("--%02d-%02d", g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 30));
  if (type == &rg_type_lunar_date)
    return g_strdup_printf ("lunar:%04d-%02d-%02d", g_rand_int_range (rand, 1900, 2101),
                            g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 30));
  if (type == &rg_type_time)
    return g_strdup_printf ("%d:%02d", g_rand_int_range (rand, 0, 24), g_rand_int_range (rand, 0, 60));
  if (type == &rg_type_phone)
    return g_rand_boolean (rand) ? g_strdup_printf ("1%d", g_rand_int_range (rand, 300000000, 2000000000))
                                 : g_strdup_printf ("+852%d", g_rand_int_range (rand, 20000000, 99999999));
  if (type == &rg_type_email)
    return g_strdup_printf ("U%u@M%d.example", g_rand_int (rand), g_rand_int_range (rand, 0, 50));
  if (type == &rg_type_region)
    return g_strdup (regions[g_rand_int_range (rand, 0, G_N_ELEMENTS (regions))]);
  if (type == &rg_type_link)
    return g_strdup_printf (links[g_rand_int_range (rand, 0, G_N_ELEMENTS (links))],
                            g_rand_int_range (rand, 0, 1000));
  if (type == &rg_type_choice)
    return g_strdup (types_choices[g_rand_int_range (rand, 0, 3)].label);
  if (type == &rg_type_choices)
    return g_strjoin (";", types_choices[g_rand_int_range (rand, 0, 3)].label,
                      types_choices[g_rand_int_range (rand, 0, 3)].key, NULL);
  if (type == &rg_type_yes_no)
    return g_strdup (g_rand_boolean (rand) ? "是" : "否");
  if (type == &rg_type_instant)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_rand_int_range (rand, 1000, 10000),
                            g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29),
                            g_rand_int_range (rand, 0, 24), g_rand_int_range (rand, 0, 60),
                            g_rand_int_range (rand, 0, 60), g_rand_int_range (rand, 0, 1000));
  if (type == &rg_type_ref)
    return g_strdup_printf ("%" G_GINT64_FORMAT, wide + 1);
  return g_strconcat (words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                      g_rand_boolean (rand) ? "\n" : "-",
                      words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], NULL);
}

/* What the database makes of two values of one storage class: numbers by size,
 * texts by their bytes. */
static int
storage_order (const RgValue *a, const RgValue *b)
{
  if (a->kind == RG_VALUE_TEXT)
    return strcmp (a->text, b->text);
  if (a->kind == RG_VALUE_REAL)
    return (a->real > b->real) - (a->real < b->real);
  return (a->integer > b->integer) - (a->integer < b->integer);
}

static int
sign (int number)
{
  return (number > 0) - (number < 0);
}

static void
check_order (const RgField *field, const RgValue *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (rg_field_compare (field, &values[i], &values[i]), ==, 0);
      g_assert_cmpint (rg_field_compare (field, &values[i], NULL), ==, 1);
      g_assert_cmpint (rg_field_compare (field, NULL, &values[i]), ==, -1);
      for (guint j = 0; j < n; j++)
        {
          int order = sign (rg_field_compare (field, &values[i], &values[j]));

          g_assert_cmpint (order, ==, sign (storage_order (&values[i], &values[j])));
          g_assert_cmpint (order, ==, -sign (rg_field_compare (field, &values[j], &values[i])));
          g_assert_true ((order == 0) == rg_value_equal (&values[i], &values[j]));
        }
    }
}

static void
test_round_trip (gconstpointer data)
{
  const RgFieldType *type = data;
  RgField field = types_field (type);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251122);
  RgValue values[60] = { 0 };
  guint n = 0;

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *text = random_text (type, rand);
      g_auto (RgValue) value = RG_VALUE_INIT;
      g_auto (RgValue) again = RG_VALUE_INIT;
      g_autofree char *written = NULL;
      g_autoptr (GError) error = NULL;

      if (!rg_field_parse (&field, text, &value, &error))
        {
          /* Some random numbers are no telephone number, some days not in their year. */
          g_assert_true (type == &rg_type_phone || type == &rg_type_lunar_date);
          continue;
        }
      g_assert_true (rg_field_validate (&field, &value, &error));
      g_assert_no_error (error);
      written = rg_field_format (&field, &value, RG_FORMAT_EXCHANGE);
      g_assert_true (rg_field_parse (&field, written, &again, &error));
      g_assert_no_error (error);
      if (!rg_value_equal (&value, &again))
        g_error ("%s: %s was written as %s and is read as something else", type->id, text, written);
      if (n < G_N_ELEMENTS (values))
        rg_value_copy (&value, &values[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (values));
  check_order (&field, values, n);
  for (guint i = 0; i < n; i++)
    rg_value_clear (&values[i]);
}

/* Heaps of what stands in old files: whatever is taken must be valid, must be
 * written and read again as the same, and be shown. */
static void
test_any_text (gconstpointer data)
{
  static const char *const scraps[] = {
    "1",
    "2",
    "12",
    "30",
    "0",
    "1990",
    "138",
    "1234",
    "5678",
    "0571",
    "400",
    "00",
    "+86",
    "852",
    "-",
    "/",
    ".",
    ",",
    ":",
    " ",
    "　",
    "(",
    ")",
    "年",
    "月",
    "日",
    "闰",
    "农历",
    "初",
    "十",
    "廿",
    "正",
    "腊",
    "五",
    "〇",
    "--",
    "lunar:",
    "L",
    "T",
    "Z",
    "+08:00",
    "¥",
    "元",
    "万",
    "亿",
    "%",
    "e",
    "E+",
    "下午",
    "点",
    "半",
    "pm",
    "转",
    "x",
    "#",
    "@",
    "a",
    "b.com",
    "<",
    ">",
    "mailto:",
    "https://",
    "www",
    "浙江",
    "杭州",
    "市",
    "省",
    "区",
    "县",
    "北京",
    "海南",
    "州",
    "藏族自治",
    "中国",
    "large",
    "Large",
    "small",
    ";",
    "、",
    "|",
    "\n",
    "\"",
    "\\",
    "[",
    "]",
    "是",
    "否",
    "√",
    "'",
    "星期六",
    "é",
    "😀",
    "　",
    "2025-11-22",
    "15:30",
    "a@b.com",
    "\xe2\x80\x8b",
    "９",
    "／",
    "－",
    "*",
    "_",
    "吉林",
  };
  const RgFieldType *type = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1906);
  guint n_read = 0;

  for (int i = 0; i < 6000; i++)
    {
      RgField field = types_field (type);
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (RgValue) value = RG_VALUE_INIT;
      g_auto (RgValue) again = RG_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;
      g_autofree char *shown = NULL;

      if (i % 2 == 0 && type->storage == RG_VALUE_TEXT)
        field.choices = NULL;
      for (int n = g_rand_int_range (rand, 1, 7); n > 0; n--)
        g_string_append (text, scraps[g_rand_int_range (rand, 0, G_N_ELEMENTS (scraps))]);
      if (!rg_field_parse (&field, text->str, &value, &error))
        {
          g_assert_true (error->domain == RG_FIELD_ERROR);
          g_assert_true (rg_value_is_null (&value));
          continue;
        }
      if (rg_value_is_null (&value))
        continue;
      n_read++;
      if (!rg_field_validate (&field, &value, &error))
        g_error ("%s: “%s” is taken as %s but not valid: %s", type->id, text->str, rg_value_get_text (&value),
                 error->message);
      written = rg_field_format (&field, &value, RG_FORMAT_EXCHANGE);
      if (!rg_field_parse (&field, written, &again, NULL) || !rg_value_equal (&value, &again))
        g_error ("%s: “%s” is written as “%s”, which is something else", type->id, text->str, written);
      shown = rg_field_format (&field, &value, RG_FORMAT_DISPLAY);
      g_assert_cmpstr (shown, !=, "");
    }
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int argc, char *argv[])
{
  const RgFieldType *const *types = rg_field_type_list ();

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/round-trip/own-text/%s", types[i]->id);
      g_autofree char *any_path = g_strdup_printf ("/round-trip/any-text/%s", types[i]->id);

      g_test_add_data_func (path, types[i], test_round_trip);
      g_test_add_data_func (any_path, types[i], test_any_text);
    }
  return g_test_run ();
}
