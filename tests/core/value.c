/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-text.h"
#include "catalog/rg-value.h"

#include <locale.h>
#include <string.h>

static void
test_set_and_get (void)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  g_assert_true (rg_value_is_null (&value));
  g_assert_true (rg_value_is_null (NULL));
  g_assert_null (rg_value_get_text (&value));
  g_assert_cmpint (rg_value_get_integer (&value), ==, 0);

  rg_value_set_text (&value, "张三");
  g_assert_cmpstr (rg_value_get_text (&value), ==, "张三");
  /* The text of the value itself may be set again. */
  rg_value_set_text (&value, value.text + 3);
  g_assert_cmpstr (rg_value_get_text (&value), ==, "三");
  g_assert_cmpint (rg_value_get_integer (&value), ==, 0);
  g_assert_cmpfloat (rg_value_get_real (&value), ==, 0.0);

  rg_value_set_integer (&value, -7);
  g_assert_cmpint (rg_value_get_integer (&value), ==, -7);
  g_assert_cmpfloat (rg_value_get_real (&value), ==, -7.0);
  g_assert_null (rg_value_get_text (&value));

  rg_value_set_real (&value, 2.75);
  g_assert_cmpint (rg_value_get_integer (&value), ==, 2);
  rg_value_set_real (&value, 1e300);
  g_assert_cmpint (rg_value_get_integer (&value), ==, G_MAXINT64);
  rg_value_set_real (&value, -1e300);
  g_assert_cmpint (rg_value_get_integer (&value), ==, G_MININT64);

  rg_value_take_text (&value, g_strdup ("x"));
  g_assert_cmpint (value.kind, ==, RG_VALUE_TEXT);
  rg_value_set_text (&value, NULL);
  g_assert_true (rg_value_is_null (&value));
}

static void
test_copy_and_equal (void)
{
  g_auto (RgValue) a = RG_VALUE_INIT;
  g_auto (RgValue) b = RG_VALUE_INIT;

  g_assert_true (rg_value_equal (&a, &b));
  rg_value_set_text (&a, "a");
  g_assert_false (rg_value_equal (&a, &b));
  rg_value_copy (&a, &b);
  g_assert_true (rg_value_equal (&a, &b));
  g_assert_true (a.text != b.text);
  rg_value_copy (&b, &b);
  g_assert_cmpstr (b.text, ==, "a");
  rg_value_set_integer (&a, 1);
  rg_value_set_real (&b, 1.0);
  g_assert_false (rg_value_equal (&a, &b));
  rg_value_set_real (&a, 1.0);
  g_assert_true (rg_value_equal (&a, &b));
  rg_value_set_real (&a, 1.5);
  g_assert_false (rg_value_equal (&a, &b));
}

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "  ", "" },
    { "ABC", "abc" },
    { " Zhang  San\t\n", "zhang san" },
    { "张三", "张三" },
    { "　张　　三　", "张 三" },
    { "ＡＢＣ１２３", "abc123" },
    { "（微信）", "(微信)" },
    { "￥１２．５", "¥12.5" },
    { "Straße", "strasse" },
    { "ÉCOLE", "école" },
    { "e\xcc\x81"
      "cole",
      "école" },
    { "ﬁn", "fin" },
    { "①②", "12" },
    { "ｶﾞ", "ガ" },
    { "張\xe2\x80\x8b三", "張三" },
    { "\xef\xbb\xbf张三", "张三" },
    { "\xe2\x80\xad"
      "138\xe2\x80\xac",
      "138" },
    { "a\xc2\xa0"
      "b",
      "a b" },
    { "a\x01"
      "b",
      "ab" },
    { "\x7f", "" },
    { "㐀𠮷😀", "㐀𠮷😀" },
    { "İ", "i̇" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = rg_text_normalize (cases[i][0]);
      g_autofree char *again = rg_text_normalize (normal);

      g_assert_cmpstr (normal, ==, cases[i][1]);
      g_assert_cmpstr (again, ==, normal);
    }
}

/* Damaged bytes must neither be read past their end nor lost silently. */
static void
test_normalize_damaged (void)
{
  static const char *const damaged[] = { "\xe5",
                                         "\xe5\xbc",
                                         "a\xff"
                                         "b",
                                         "\xe5\xbc\xa0\xe4",
                                         "\xf0\x9f\x98",
                                         NULL };

  for (guint i = 0; damaged[i] != NULL; i++)
    {
      g_autofree char *normal = rg_text_normalize (damaged[i]);

      g_assert_true (g_utf8_validate (normal, -1, NULL));
      g_assert_nonnull (strstr (normal, "\xef\xbf\xbd"));
    }
}

static void
test_trim (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "  ", "" },
    { " a b ", "a b" },
    { "　张三　", "张三" },
    { "\xef\xbb\xbf"
      "a",
      "a" },
    { "\xc2\xa0"
      "a",
      "a" },
    { "a\xe2\x80\x8b", "a" },
    { "\ta\r\n", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *trimmed = rg_text_trim (cases[i][0]);

      g_assert_cmpstr (trimmed, ==, cases[i][1]);
    }
}

static void
test_list_to_json (void)
{
  static const char *const list[] = { "熟客", "a\"b\\c", "", "line\nbreak\x01", "😀", NULL };
  static const char *const empty[] = { NULL };
  g_autofree char *json = rg_text_list_to_json (list);
  g_autofree char *none = rg_text_list_to_json (empty);
  g_auto (GStrv) back = rg_text_list_from_json (json);
  g_auto (GStrv) nothing = rg_text_list_from_json (none);

  g_assert_cmpstr (json, ==, "[\"熟客\",\"a\\\"b\\\\c\",\"\",\"line\\u000abreak\\u0001\",\"😀\"]");
  g_assert_cmpstr (none, ==, "[]");
  g_assert_cmpstrv (back, (char **) list);
  g_assert_cmpstrv (nothing, (char **) empty);
}

static void
test_list_from_json (void)
{
  static const char *const good[][2] = {
    { " [ \"a\" , \"b\" ] ", "a|b" },
    { "[\"\\u4e2d\\u6587\\ud83d\\ude00\"]", "中文😀" },
    { "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "\"\\/\b\f\n\r\t" },
  };
  static const char *const bad[] = {
    "",
    "a",
    "[",
    "[\"a\"",
    "[\"a]",
    "[\"a\",]",
    "[a]",
    "[1]",
    "[\"a\"]x",
    "[\"\\x\"]",
    "[\"\\u12\"]",
    "[\"\\u0000\"]",
    "[\"\\ud83d\"]",
    "[\"\\ud83d\\u0041\"]",
    "[\"\\ude00\"]",
    "[\"a\nb\"]",
    "[\"\\",
    "{\"a\":1}",
    "null",
    "\"a\"",
    "[[\"a\"]]",
    NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto (GStrv) list = rg_text_list_from_json (good[i][0]);
      g_autofree char *joined = NULL;

      g_assert_nonnull (list);
      joined = g_strjoinv ("|", list);
      g_assert_cmpstr (joined, ==, good[i][1]);
    }
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_auto (GStrv) list = rg_text_list_from_json (bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_null (list);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/set-and-get", test_set_and_get);
  g_test_add_func ("/value/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/text/normalize", test_normalize);
  g_test_add_func ("/text/normalize-damaged", test_normalize_damaged);
  g_test_add_func ("/text/trim", test_trim);
  g_test_add_func ("/text/list-to-json", test_list_to_json);
  g_test_add_func ("/text/list-from-json", test_list_from_json);
  return g_test_run ();
}
