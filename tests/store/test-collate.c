/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-collate.h"
#include "store/rg-pinyin.h"

#include <locale.h>
#include <string.h>

static GBytes *
key_of (const char *name)
{
  g_autofree char *reading = rg_pinyin_reading (name, FALSE);

  return rg_sort_key (name, reading);
}

static void
check_before (const char *first, const char *second)
{
  g_autoptr (GBytes) a = key_of (first);
  g_autoptr (GBytes) b = key_of (second);

  if (g_bytes_compare (a, b) >= 0)
    g_test_message ("%s does not stand before %s", first, second);
  g_assert_cmpint (g_bytes_compare (a, b), <, 0);
}

static void
test_order (void)
{
  static const char *const names[] = {
    "阿芳",   "艾米",   "Amy",    "安娜",   "薄一波",   "重庆", "Émile",  "盖叫天",   "句践",   "李四",
    "厉害",   "吕布",   "马三",   "马一",   "Mary",     "缪贤", "万俟卨", "欧阳娜娜", "区志明", "朴树",
    "覃敏",   "仇英",   "任达华", "单雄信", "Tony",     "王五", "冼星海", "解晓东",   "尉迟恭", "乐毅",
    "曾国藩", "查良镛", "翟志刚", "张三丰", "长孙无忌", "Zoe",  "★王",    "7天",      "168",    "",
  };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (names); i++)
    check_before (names[i], names[i + 1]);
  /* One character, other tones and the same tone. */
  check_before ("张一", "章一");
  check_before ("任达华", "忍冬");
  check_before ("张三", "张四");
  check_before ("张1号", "张10号");
  check_before ("张2号", "张10号");
}

static void
test_letters (void)
{
  static const struct
  {
    const char *name;
    int letter;
  } cases[] = {
    { "曾国藩", 'Z' }, { "单雄信", 'S' }, { "仇英", 'Q' },  { "Tony", 'T' },
    { "émile", 'E' },  { "ＡＢ", 'A' },   { " 王五", 'W' }, { "7天", '#' },
    { "★王", '#' },    { "", '#' },       { NULL, '#' },    { "\xf0\xb0\x80\x80王", '#' },
    { "翟天", 'Z' },   { "吕布", 'L' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RgNameKeys) keys = { 0 };
      gsize size;
      rg_name_keys (cases[i].name, FALSE, NULL, &keys);
      if (keys.letter != cases[i].letter)
        g_test_message ("%s stands under %c", cases[i].name, keys.letter);
      g_assert_cmpint (keys.letter, ==, cases[i].letter);
      g_assert_cmpint (rg_sort_letter (cases[i].name, keys.reading), ==, cases[i].letter);
      const guint8 *key = g_bytes_get_data (keys.sort_key, &size);
      g_assert_cmpuint (size, >, 0);
      if (keys.letter == '#')
        g_assert_cmpint (key[0], >=, '{');
      else
        g_assert_cmpint (key[0], ==, g_ascii_tolower ((char) keys.letter));
    }
}

/* The owner's reading moves a name to its letter. */
static void
test_override (void)
{
  g_auto (RgNameKeys) keys = { 0 };
  g_autoptr (GBytes) zeng = key_of ("曾国藩");

  rg_name_keys ("曾国藩", FALSE, "Céng", &keys);
  g_assert_cmpint (keys.letter, ==, 'C');
  g_assert_cmpint (g_bytes_compare (keys.sort_key, zeng), <, 0);
}

static void
test_locale (void)
{
  static const char *const locales[] = { "C", "en_US.UTF-8", "zh_CN.UTF-8" };
  g_autoptr (GBytes) before = key_of ("曾国藩 10");

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      setlocale (LC_ALL, locales[i]);
      g_autoptr (GBytes) now = key_of ("曾国藩 10");
      g_assert_true (g_bytes_equal (before, now));
    }
}

static void
test_long_name (void)
{
  g_autofree char *letters = g_strnfill (20000, 'b');
  g_autofree char *longer = g_strconcat (letters, "b", NULL);

  check_before (letters, longer);
}

static gpointer
make_keys (gpointer data)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("张%u曾", i);
      g_ptr_array_add (keys, key_of (name));
    }
  return keys;
}

static void
test_threads (void)
{
  GThread *threads[4];
  g_autoptr (GPtrArray) first = make_keys (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("keys", make_keys, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GPtrArray) keys = g_thread_join (threads[i]);
      for (guint j = 0; j < keys->len; j++)
        g_assert_true (g_bytes_equal (g_ptr_array_index (keys, j), g_ptr_array_index (first, j)));
    }
}

static void
test_version (void)
{
  const char *version = rg_sort_version ();

  g_assert_true (g_str_has_prefix (version, "icu "));
  g_assert_nonnull (strstr (version, "names "));
  g_assert_true (version == rg_sort_version ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collate/order", test_order);
  g_test_add_func ("/collate/letters", test_letters);
  g_test_add_func ("/collate/override", test_override);
  g_test_add_func ("/collate/locale", test_locale);
  g_test_add_func ("/collate/long-name", test_long_name);
  g_test_add_func ("/collate/threads", test_threads);
  g_test_add_func ("/collate/version", test_version);
  return g_test_run ();
}
