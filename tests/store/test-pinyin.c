/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin.h"

#include <string.h>

static gboolean
has_token (const char *tokens, const char *token)
{
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);

  return g_strv_contains ((const char *const *) list, token);
}

static char *
tokens_of (const char *name, gboolean company, const char *override)
{
  GString *tokens = g_string_new (NULL);

  rg_pinyin_tokens (name, company, override, tokens);
  return g_string_free_and_steal (tokens);
}

/* Tokens are small letters and digits, one blank between, each once. */
static void
check_tokens (const char *tokens)
{
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; list[i]; i++)
    {
      g_assert_cmpuint (strspn (list[i], "abcdefghijklmnopqrstuvwxyz0123456789"), ==, strlen (list[i]));
      g_assert_cmpstr (list[i], !=, "");
      g_assert_true (g_hash_table_add (seen, list[i]));
    }
}

static char **
load_names (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "names.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

static void
test_readings (void)
{
  g_auto (GStrv) lines = load_names ();
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      gboolean company = strcmp (parts[1], "company") == 0;
      g_autofree char *reading = rg_pinyin_reading (parts[0], company);
      if (strcmp (reading, parts[2]) != 0)
        g_test_message ("%s (%s)", parts[0], parts[1]);
      g_assert_cmpstr (reading, ==, parts[2]);

      /* Whatever it is, its own reading and initials find it. */
      g_autofree char *tokens = tokens_of (parts[0], company, NULL);
      g_autofree char *initials = rg_pinyin_initials (reading);
      g_autofree char *full = rg_pinyin_fold_query (reading);
      if (*reading)
        {
          check_tokens (tokens);
          g_assert_true (has_token (tokens, initials));
          g_assert_true (has_token (tokens, full));
          g_assert_true (rg_pinyin_match (parts[0], company, NULL, reading));
          g_assert_true (rg_pinyin_match (parts[0], company, NULL, initials));
          g_assert_true (rg_pinyin_match (parts[0], company, NULL, parts[0]));
        }
      n++;
    }
  g_assert_cmpuint (n, >, 90);
}

static void
test_long_reading (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new ("ma");

  for (guint i = 0; i < 500; i++)
    g_string_append (name, "马");
  for (guint i = 1; i < 500; i++)
    g_string_append (expected, " ma");
  g_autofree char *reading = rg_pinyin_reading (name->str, TRUE);
  g_assert_cmpstr (reading, ==, expected->str);
  g_autofree char *tokens = tokens_of (name->str, TRUE, NULL);
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  g_assert_cmpuint (g_strv_length (list), ==, 2 * RG_PINYIN_MAX_UNITS);
  check_tokens (tokens);
}

static void
test_initials (void)
{
  static const char *const pairs[][2] = {
    { "zhang san feng", "zsf" },
    { "168 shang hang", "168sh" },
    { "tony shan", "ts" },
    { "7tian suo", "7s" },
    { "", "" },
    { "b2b wang", "bw" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *initials = rg_pinyin_initials (pairs[i][0]);
      g_assert_cmpstr (initials, ==, pairs[i][1]);
    }
  g_autofree char *none = rg_pinyin_initials (NULL);
  g_assert_cmpstr (none, ==, "");
}

static void
test_tokens (void)
{
  g_autofree char *zhang = tokens_of ("张三丰", FALSE, NULL);
  g_assert_cmpstr (zhang, ==, "f sf zsf feng sanfeng zhangsanfeng");
  g_autofree char *lv = tokens_of ("吕布", FALSE, NULL);
  g_assert_cmpstr (lv, ==, "b lb bu lvbu lubu lyubu");
  g_autofree char *na = tokens_of ("娜娜", FALSE, NULL);
  g_assert_cmpstr (na, ==, "n nn na nana");
  g_autofree char *tony = tokens_of ("王小明 (Tony)", FALSE, NULL);
  g_assert_cmpstr (tony, ==, "t mt xmt wxmt tony mingtony xiaomingtony wangxiaomingtony");
  g_autofree char *bank = tokens_of ("重庆银行", TRUE, NULL);
  g_assert_cmpstr (bank, ==, "h yh qyh cqyh hang yinhang qingyinhang chongqingyinhang");

  g_autofree char *zeng = tokens_of ("曾国藩", FALSE, NULL);
  g_assert_true (has_token (zeng, "zengguofan") && has_token (zeng, "cengguofan"));
  g_assert_true (has_token (zeng, "zgf") && has_token (zeng, "cgf"));
  g_autofree char *tan = tokens_of ("覃敏", FALSE, NULL);
  g_assert_true (has_token (tan, "qinmin") && has_token (tan, "tanmin"));
  g_autofree char *shan = tokens_of ("单雄信", FALSE, NULL);
  g_assert_true (has_token (shan, "shanxiongxin") && has_token (shan, "danxiongxin"));

  g_autoptr (GString) both = g_string_new ("已有");
  rg_pinyin_tokens ("王", FALSE, NULL, both);
  g_assert_cmpstr (both->str, ==, "已有 w wang");
  rg_pinyin_tokens (NULL, FALSE, NULL, both);
  rg_pinyin_tokens ("★ …", FALSE, NULL, both);
  g_assert_cmpstr (both->str, ==, "已有 w wang");
}

static void
check_override (const char *name, const char *override, const char *reading)
{
  g_auto (RgNameKeys) keys = { 0 };

  rg_name_keys (name, FALSE, override, &keys);
  g_assert_cmpstr (keys.reading, ==, reading);
  check_tokens (keys.tokens->str);
  g_autofree char *full = rg_pinyin_fold_query (reading);
  g_assert_true (has_token (keys.tokens->str, full));
  g_assert_true (rg_pinyin_match (name, FALSE, override, reading));
  /* The usual reading still finds it. */
  g_autofree char *usual = rg_pinyin_reading (name, FALSE);
  g_assert_true (rg_pinyin_match (name, FALSE, override, usual));
  g_autofree char *usual_full = rg_pinyin_fold_query (usual);
  g_assert_true (has_token (keys.tokens->str, usual_full));
}

static void
test_override (void)
{
  check_override ("曾国藩", "ceng guo fan", "ceng guo fan");
  check_override ("曾国藩", "cengguofan", "ceng guo fan");
  check_override ("曾国藩", "Céng Guófān", "ceng guo fan");
  check_override ("曾国藩", "ceng2 guo2 fan1", "ceng guo fan");
  check_override ("曾国藩", "ceng", "ceng guo fan");
  check_override ("吕布", "lǔ", "lu bu");
  check_override ("陆羽", "lǜ yǔ", "lv yu");
  check_override ("王小明 (Tony)", "huang xiao ming", "huang xiao ming tony");
  check_override ("曾志伟", "Tsang Chi Wai", "tsang chi wai");
  check_override ("单", "some body else", "some body else");
  check_override ("张三", "", "zhang san");
  g_assert_true (rg_pinyin_match ("单", FALSE, "some body else", "sbe"));
  g_assert_true (rg_pinyin_match ("单", FALSE, "some body else", "单"));
}

static void
test_match (void)
{
  static const struct
  {
    const char *name;
    const char *query;
    gboolean matches;
  } cases[] = {
    { "张三丰", "zhangsf", TRUE },
    { "张三丰", "zsanf", TRUE },
    { "张三丰", "zsfeng", TRUE },
    { "张三丰", "张sf", TRUE },
    { "张三丰", "z三f", TRUE },
    { "张三丰", "zhang san feng", TRUE },
    { "张三丰", "ZHANGSF", TRUE },
    { "张三丰", "ｚｓｆ", TRUE },
    { "张三丰", "sanf", TRUE },
    { "张三丰", "三丰", TRUE },
    { "张三丰", "張三豐", TRUE },
    { "張三豐", "张三丰", TRUE },
    { "张三丰", "zha", TRUE },
    { "张三丰", "zhs", FALSE },
    { "张三丰", "zf", FALSE },
    { "张三丰", "zhansf", FALSE },
    { "张三丰", "zsfx", FALSE },
    { "张三丰", "三张", FALSE },
    { "张三丰", "zhang'san", TRUE },
    { "张三丰", "", FALSE },
    { "张三丰", " ·", FALSE },
    { "吕布", "lvb", TRUE },
    { "吕布", "lub", TRUE },
    { "吕布", "lyubu", TRUE },
    { "吕布", "lüb", TRUE },
    { "吕布", "lǚ bù", TRUE },
    { "吕布",
      "lu\xcc\x88"
      "b",
      TRUE },
    { "曾国藩", "zenggf", TRUE },
    { "曾国藩", "cenggf", TRUE },
    { "尉迟恭", "weichig", TRUE },
    { "王小明 (Tony)", "wxmtony", TRUE },
    { "王小明 (Tony)", "ton", TRUE },
    { "王小明 (Tony)", "mingt", TRUE },
    { "王小明 (Tony)", "mton", TRUE },
    { "王小明 (Tony)", "tonyw", FALSE },
    { "168商行", "168sh", TRUE },
    { "168商行", "16", TRUE },
    { "168商行", "1", TRUE },
    { "168商行", "16sh", FALSE },
    { "王\xf0\xb0\x80\x80明", "wm", TRUE },
    { NULL, "z", FALSE },
    { "", "z", FALSE },
    { "张三丰", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (rg_pinyin_match (cases[i].name, FALSE, NULL, cases[i].query) != cases[i].matches)
        g_test_message ("%s, %s", cases[i].name, cases[i].query);
      g_assert_cmpint (rg_pinyin_match (cases[i].name, FALSE, NULL, cases[i].query), ==, cases[i].matches);
    }
}

static void
test_fold_query (void)
{
  static const char *const pairs[][2] = {
    { "Zhang San", "zhangsan" },
    { "Lǚ Bù", "lvbu" },
    { "lu\xcc\x88", "lv" },
    { "xi'an", "xian" },
    { "張 SF", "张sf" },
    { "…", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = rg_pinyin_fold_query (pairs[i][0]);
      g_assert_cmpstr (folded, ==, pairs[i][1]);
    }
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_autofree char *folded = rg_pinyin_fold_query (endless);
  g_assert_cmpstr (folded, ==, "");
  g_assert_false (rg_pinyin_match ("阿", FALSE, NULL, endless));
}

static void
test_query_keys (void)
{
  g_auto (GStrv) mixed = rg_pinyin_query_keys ("zhangsf");
  g_assert_cmpstr (mixed[0], ==, "zsf");
  g_auto (GStrv) middle = rg_pinyin_query_keys ("zsanf");
  g_assert_true (g_strv_contains ((const char *const *) middle, "zsf"));
  g_auto (GStrv) xian = rg_pinyin_query_keys ("xian");
  g_assert_true (g_strv_contains ((const char *const *) xian, "xan"));
  g_auto (GStrv) digits = rg_pinyin_query_keys ("168shangh");
  g_assert_cmpstr (digits[0], ==, "168sh");
  g_auto (GStrv) initials = rg_pinyin_query_keys ("zsf");
  g_assert_null (initials[0]);
  g_auto (GStrv) none = rg_pinyin_query_keys (NULL);
  g_assert_null (none[0]);
  g_auto (GStrv) han = rg_pinyin_query_keys ("张sf");
  g_assert_null (han[0]);
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_auto (GStrv) many = rg_pinyin_query_keys (endless);
  g_assert_null (many[0]);
}

/* --- by chance ------------------------------------------------------------ */

static gunichar
random_char (GRand *rand)
{
  static const gunichar from[] = { 0x20,   0xa0,   0x300,  0x1e00, 0x2000,  0x3000,  0x3400,  0x4e00,
                                   0x4e00, 0x4e00, 0xf900, 0xff00, 0x20000, 0x30000, 0x1f600, 0x1 };
  static const gunichar size[] = { 95,    432,   256, 256, 256,   256,  6592, 20992,
                                   20992, 20992, 512, 240, 42720, 5000, 80,   0x10fffe };
  guint i = g_rand_int_range (rand, 0, G_N_ELEMENTS (from));
  gunichar ch = from[i] + g_rand_int_range (rand, 0, size[i]);

  return ch >= 0xd800 && ch < 0xe000 ? 0x4e00 : ch;
}

static void
random_text (GRand *rand, GString *text)
{
  guint n = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 100) == 0 ? 300 : 12);

  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, random_char (rand));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    {
      g_auto (RgNameKeys) keys = { 0 };
      random_text (rand, name);
      random_text (rand, other);
      /* Broken bytes must do no harm either. */
      if (i % 10 == 0 && name->len > 0)
        name->str[g_rand_int_range (rand, 0, name->len)] = (char) g_rand_int_range (rand, 1, 256);
      gboolean company = g_rand_boolean (rand);
      rg_name_keys (name->str, company, i % 3 == 0 ? other->str : NULL, &keys);
      g_assert_cmpuint (strspn (keys.reading, " abcdefghijklmnopqrstuvwxyz0123456789"), ==,
                        strlen (keys.reading));
      if (keys.tokens->len > 0)
        check_tokens (keys.tokens->str);
      rg_pinyin_match (name->str, company, NULL, other->str);
      if (i % 50 == 0)
        {
          g_autofree char *folded = rg_pinyin_fold_query (other->str);
          g_auto (GStrv) query_keys = rg_pinyin_query_keys (folded);
          g_assert_cmpuint (g_strv_length (query_keys), <=, 12);
        }
    }
}

/* Characters whose readings are the same wherever they stand. */
static const char *const known[][5] = {
  { "张", "zhang" },        { "王", "wang" },       { "三", "san" },
  { "丰", "feng" },         { "娜", "na" },         { "安", "an" },
  { "西", "xi" },           { "阿", "a" },          { "国", "guo" },
  { "曾", "zeng", "ceng" }, { "恩", "en" },         { "欧", "ou" },
  { "翟", "zhai", "di" },   { "覃", "qin", "tan" }, { "吕", "lv", "lu", "lyu" },
};

static gboolean
naive_match (const guint *name, guint n, const char *query)
{
  if (*query == '\0')
    return TRUE;
  if (n == 0)
    return FALSE;
  const char *const *unit = known[name[0]];
  if (g_str_has_prefix (query, unit[0]) && naive_match (name + 1, n - 1, query + strlen (unit[0])))
    return TRUE;
  for (guint i = 1; i < 5 && unit[i]; i++)
    if (g_str_has_prefix (unit[i], query) ||
        (*query == unit[i][0] && naive_match (name + 1, n - 1, query + 1)) ||
        (g_str_has_prefix (query, unit[i]) && naive_match (name + 1, n - 1, query + strlen (unit[i]))))
      return TRUE;
  return FALSE;
}

/* A query that mostly means the name, and sometimes nearly. */
static void
random_query (GRand *rand, const guint *name, guint n, gboolean han, GString *query)
{
  guint start = g_rand_int_range (rand, 0, n);

  g_string_truncate (query, 0);
  for (guint i = start; i < n && (i == start || g_rand_int_range (rand, 0, 5)); i++)
    {
      const char *const *unit = known[name[i]];
      guint readings = 1;
      while (readings < 4 && unit[readings + 1])
        readings++;
      const char *reading = unit[g_rand_int_range (rand, 1, readings + 1)];
      int way = g_rand_int_range (rand, 0, han ? 4 : 3);
      if (way == 3)
        g_string_append (query, unit[0]);
      else
        g_string_append_len (query, reading,
                             way == 0   ? 1
                             : way == 1 ? (gssize) strlen (reading)
                                        : g_rand_int_range (rand, 1, strlen (reading) + 1));
    }
  if (!han && g_rand_int_range (rand, 0, 4) == 0)
    query->str[g_rand_int_range (rand, 0, query->len)] = (char) g_rand_int_range (rand, 'a', 'z' + 1);
}

static gboolean
is_candidate (const char *tokens, const char *query)
{
  g_auto (GStrv) list = g_strsplit (tokens, " ", -1);
  g_auto (GStrv) keys = rg_pinyin_query_keys (query);

  for (guint i = 0; list[i]; i++)
    {
      if (g_str_has_prefix (list[i], query))
        return TRUE;
      for (guint j = 0; keys[j]; j++)
        if (g_str_has_prefix (list[i], keys[j]))
          return TRUE;
    }
  return FALSE;
}

static void
test_match_is_naive (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) query = g_string_new (NULL);
  guint hits = 0, misses = 0;

  for (guint i = 0; i < 40000; i++)
    {
      guint name[5], n = g_rand_int_range (rand, 1, 6);
      gboolean han = i % 2;
      g_string_truncate (text, 0);
      for (guint j = 0; j < n; j++)
        {
          name[j] = g_rand_int_range (rand, 0, G_N_ELEMENTS (known));
          g_string_append (text, known[name[j]][0]);
        }
      random_query (rand, name, n, han, query);
      gboolean expected = FALSE;
      for (guint j = 0; j < n; j++)
        expected |= naive_match (name + j, n - j, query->str);
      if (rg_pinyin_match (text->str, i % 3 == 0, NULL, query->str) != expected)
        g_test_message ("%s, %s", text->str, query->str);
      g_assert_cmpint (rg_pinyin_match (text->str, i % 3 == 0, NULL, query->str), ==, expected);
      hits += expected;
      misses += !expected;
      if (!expected || han || n > 4)
        continue;
      /* What the planner looks up leads to it. */
      g_autofree char *tokens = tokens_of (text->str, FALSE, NULL);
      if (!is_candidate (tokens, query->str))
        g_test_message ("%s is no candidate for %s", text->str, query->str);
      g_assert_true (is_candidate (tokens, query->str));
    }
  g_assert_cmpuint (hits, >, 10000);
  g_assert_cmpuint (misses, >, 5000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/readings", test_readings);
  g_test_add_func ("/pinyin/long-reading", test_long_reading);
  g_test_add_func ("/pinyin/initials", test_initials);
  g_test_add_func ("/pinyin/tokens", test_tokens);
  g_test_add_func ("/pinyin/override", test_override);
  g_test_add_func ("/pinyin/match", test_match);
  g_test_add_func ("/pinyin/fold-query", test_fold_query);
  g_test_add_func ("/pinyin/query-keys", test_query_keys);
  g_test_add_func ("/pinyin/random", test_random);
  g_test_add_func ("/pinyin/match-is-naive", test_match_is_naive);
  return g_test_run ();
}
