/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-date.h"
#include "shop/rg-chat-line.h"

#include <locale.h>
#include <string.h>

/* What lines of a chat seem to say: tests/data/chat-lines.tsv. */

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static char *
describe (const char *text)
{
  g_autoptr (RgChatLine) line = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  line = rg_chat_line_parse (text, &today);
  return g_strdup_printf ("%s\t%s\t%s\t%s\t%s\t%s", or_dash (line->name), or_dash (line->phone),
                          or_dash (line->wechat), or_dash (line->need), or_dash (line->next_date),
                          or_dash (line->next_words));
}

static void
test_lines (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "chat-lines.tsv", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  guint wrong = 0;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');
      g_autofree char *text = NULL;
      g_autofree char *got = NULL;

      if (*lines[i] == '#' || tab == NULL)
        continue;
      *tab = '\0';
      text = g_strcompress (lines[i]);
      got = describe (text);
      n++;
      if (g_str_equal (got, tab + 1))
        continue;
      g_test_message ("%s\n  expected %s\n  got      %s", lines[i], tab + 1, got);
      wrong++;
    }
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (n, >=, 60);
}

/* Whatever comes, it ends, and nothing is made up. */
static void
test_odd (void)
{
  static const char *const odd[] = {
    "",
    " \n\n\t",
    "\xff\xfe",
    "((((((+",
    "1",
    "25号",
    "周",
    "下",
    "微信",
    "v:",
    "+86",
    "姓名：",
    "我是",
    "\u200b\ufeff",
    "一二三四五六七八九十",
    "99999999999999999999999999999999999999999999",
    "11/",
    "2026-",
    "电话：电话：电话：",
    "10点",
    "前",
    "()（）",
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *got = describe (odd[i]);

      g_assert_true (g_utf8_validate (got, -1, NULL));
      g_string_append (all, odd[i]);
    }
  {
    g_autofree char *got = describe (all->str);
    g_autofree char *blank = describe (" \n　\t\u200b");

    g_assert_true (g_utf8_validate (got, -1, NULL));
    g_assert_cmpstr (blank, ==, "-\t-\t-\t-\t-\t-");
  }
}

/* On every day of ten years no day is one before it, and names of days mean the
 * day after today at the earliest. */
static void
test_days (void)
{
  static const char *const names[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, G_DATE_JANUARY, 2024);
  for (int i = 0; i < 3653; i++, g_date_add_days (&today, 1))
    {
      g_autofree char *iso = rg_date_to_iso (&today);
      int now = (int) g_date_get_weekday (&today);

      for (int wanted = 1; wanted <= 7; wanted++)
        {
          g_autoptr (RgChatLine) line = rg_chat_line_parse (names[wanted - 1], &today);
          GDate day;

          g_date_clear (&day, 1);
          g_assert_true (rg_date_from_iso (line->next_date, &day));
          g_assert_cmpint (g_date_days_between (&today, &day), ==, (wanted - now + 6) % 7 + 1);
        }
      for (int number = 1; number <= 31; number += 10)
        {
          g_autofree char *words = g_strdup_printf ("%d号", number);
          g_autoptr (RgChatLine) line = rg_chat_line_parse (words, &today);

          g_assert_cmpstr (line->next_date, >=, iso);
        }
    }
}

static void
test_table (void)
{
  static const char *const tables[] = {
    "姓名\t电话\n王姐\t13812345678\n", "王姐\t13812345678", "name,phone\nAnn,1\n", "a;b;c\nd;e;f\n\n",
    "13812345678\n19900001234\n",
  };
  static const char *const lines[] = {
    "",
    "王姐 138 1234 5678 要看三居，周六上午",
    "姓名：王姐\n电话：13812345678\n需求：三居",
    "王姐\t",
    "你好\n在吗",
    "a,b\nc",
    "13812345678",
    "Ann, 13812345678",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_true (rg_chat_line_is_table (tables[i]));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_false (rg_chat_line_is_table (lines[i]));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chat-line/lines", test_lines);
  g_test_add_func ("/chat-line/odd", test_odd);
  g_test_add_func ("/chat-line/days", test_days);
  g_test_add_func ("/chat-line/table", test_table);
  return g_test_run ();
}
