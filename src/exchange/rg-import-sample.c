/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <string.h>

/* How many cells of a column are looked at closely. */
#define EXAMINED_MAX 1000
/* Longer texts are no choices. */
#define CHOICE_LENGTH_MAX 60

/* The hundred most frequent surnames of the People's Republic and the common
 * double ones: enough to tell a column of names from others. */
static const char surnames[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余"
    "于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷"
    "龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温常";
static const char *const double_surnames[] = { "欧阳", "司马", "上官", "诸葛", "东方", "皇甫",
                                               "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
                                               "南宫", "端木", "宇文", "长孙", NULL };

/**
 * rg_sample_new:
 *
 * Returns: (transfer full): a sample of nothing
 */
RgSample *
rg_sample_new (void)
{
  RgSample *sample = g_new0 (RgSample, 1);

  sample->distinct = g_ptr_array_new_with_free_func (g_free);
  sample->first = g_ptr_array_new_with_free_func (g_free);
  sample->seen = g_hash_table_new (NULL, NULL);
  return sample;
}

/**
 * rg_sample_free:
 * @sample: (transfer full): a sample
 */
void
rg_sample_free (RgSample *sample)
{
  g_clear_pointer (&sample->distinct, g_ptr_array_unref);
  g_ptr_array_unref (sample->first);
  g_hash_table_unref (sample->seen);
  g_free (sample);
}

/**
 * rg_is_plain_number:
 * @text: trimmed
 *
 * Returns: whether it is a number like -12 or 0.5 whose digits a double keeps:
 *   not 007, not an identity card's eighteen digits
 */
gboolean
rg_is_plain_number (const char *text)
{
  const char *p = text;
  gsize whole;
  gsize fraction = 0;

  if (*p == '-')
    p++;
  whole = strspn (p, "0123456789");
  if (whole == 0 || (whole > 1 && *p == '0'))
    return FALSE;
  p += whole;
  if (*p == '.')
    {
      fraction = strspn (p + 1, "0123456789");
      p += 1 + fraction;
      if (fraction == 0)
        return FALSE;
    }
  return *p == '\0' && whole + fraction <= 15;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_chinese_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  char first[8] = { 0 };

  if (length < 2 || length > 4)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_han (g_utf8_get_char (p)))
        return FALSE;
    }
  for (guint i = 0; double_surnames[i] != NULL; i++)
    {
      if (length > 2 && g_str_has_prefix (text, double_surnames[i]))
        return TRUE;
    }
  memcpy (first, text, (gsize) (g_utf8_next_char (text) - text));
  return length < 4 && strstr (surnames, first) != NULL;
}

/**
 * rg_surname_length:
 * @name: a customer's
 *
 * Returns: bytes of the surname of a Chinese name; 0 when it is none
 */
gsize
rg_surname_length (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  if (length < 2 || length > 4)
    return 0;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_han (g_utf8_get_char (p)))
        return 0;
    }
  for (guint i = 0; length > 2 && double_surnames[i] != NULL; i++)
    {
      if (g_str_has_prefix (name, double_surnames[i]))
        return strlen (double_surnames[i]);
    }
  return (gsize) (g_utf8_next_char (name) - name);
}

/* WeChat's own rule: a letter, then 5 to 19 letters, digits, _ or -. */
static gboolean
is_wechat_id (const char *text)
{
  gsize n = strlen (text);

  if (n < 6 || n > 20 || !g_ascii_isalpha (*text))
    return FALSE;
  for (gsize i = 1; i < n; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '_' && text[i] != '-')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_address (const char *text)
{
  static const char *const parts[] = { "省", "市", "区", "县", "路", "街", "号", "镇", "村", NULL };
  guint found = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    found += strstr (text, parts[i]) != NULL;
  return found >= 2 && g_utf8_strlen (text, -1) >= 6;
}

static gboolean
is_money (const char *text)
{
  return g_str_has_prefix (text, "¥") || g_str_has_prefix (text, "￥") || g_str_has_suffix (text, "元");
}

static gboolean
parses (const RgFieldType *type, const char *text)
{
  RgField field = { .key = "", .label = "", .type = type };
  g_auto (RgValue) value = RG_VALUE_INIT;

  return rg_field_parse (&field, text, &value, NULL);
}

static void
examine (RgSample *sample, const char *cell)
{
  RgDateForm form = RG_DATE_FORM_NONE;
  g_autofree char *normal = NULL;
  g_autofree char *date = rg_date_parse (cell, FALSE, &form, NULL);
  RgPhoneKind kind = rg_phone_normalize (cell, &normal);

  sample->examined++;
  sample->phones += kind != RG_PHONE_INVALID;
  sample->mobiles += kind == RG_PHONE_MOBILE;
  sample->emails += strchr (cell, '@') != NULL && parses (&rg_type_email, cell);
  sample->wechats += is_wechat_id (cell);
  sample->wxids += g_str_has_prefix (cell, "wxid_");
  sample->names += is_chinese_name (cell);
  sample->genders += strcmp (cell, "男") == 0 || strcmp (cell, "女") == 0;
  sample->dates += date != NULL;
  sample->lunar += form == RG_DATE_FORM_LUNAR;
  sample->money += parses (&rg_type_money, cell);
  sample->marked_money += is_money (cell) && parses (&rg_type_money, cell);
  sample->addresses += is_address (cell);
  /* Two texts of one hash are rarer than slips in a list. */
  sample->repeated += !g_hash_table_add (sample->seen, GUINT_TO_POINTER (g_str_hash (cell)));
}

/**
 * rg_sample_is_choice:
 * @cell: trimmed text
 *
 * Returns: whether it may be one of a choice's: short, and no list
 */
gboolean
rg_sample_is_choice (const char *cell)
{
  return strlen (cell) <= CHOICE_LENGTH_MAX && strpbrk (cell, "\n\r\t,;|") == NULL &&
         strstr (cell, "，") == NULL && strstr (cell, "；") == NULL && strstr (cell, "、") == NULL;
}

static void
note_choice (RgSample *sample, const char *cell)
{
  for (guint i = 0; i < sample->distinct->len; i++)
    {
      if (strcmp (g_ptr_array_index (sample->distinct, i), cell) == 0)
        return;
    }
  if (sample->distinct->len == RG_SAMPLE_CHOICES_MAX || !rg_sample_is_choice (cell))
    g_clear_pointer (&sample->distinct, g_ptr_array_unref);
  else
    g_ptr_array_add (sample->distinct, g_strdup (cell));
}

/**
 * rg_sample_add:
 * @sample: a sample
 * @cell: trimmed text that is not empty
 */
void
rg_sample_add (RgSample *sample, const char *cell)
{
  sample->n++;
  if (sample->first->len < 5)
    g_ptr_array_add (sample->first, g_strdup (cell));
  if (sample->examined < EXAMINED_MAX)
    examine (sample, cell);
  if (sample->distinct != NULL)
    note_choice (sample, cell);
  sample->numbers += rg_is_plain_number (cell);
  sample->long_texts += strlen (cell) > 90 || strpbrk (cell, "\n\r") != NULL;
}

/* Every text of @sample is one of a choice's, and would be read as itself. */
static gboolean
are_choices (const RgSample *sample)
{
  if (sample->distinct == NULL || sample->distinct->len < 2 || sample->n < 10 ||
      sample->distinct->len * 4 > sample->n)
    return FALSE;
  for (guint i = 0; i < sample->distinct->len; i++)
    {
      g_autofree char *one = rg_header_squash (g_ptr_array_index (sample->distinct, i));

      /* Two that differ in letter case or signs only would become one. */
      for (guint j = 0; j < i; j++)
        {
          g_autofree char *other = rg_header_squash (g_ptr_array_index (sample->distinct, j));

          if (strcmp (one, other) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
are_yes_and_no (const RgSample *sample)
{
  if (sample->distinct == NULL || sample->distinct->len == 0 || sample->numbers > 0)
    return FALSE;
  for (guint i = 0; i < sample->distinct->len; i++)
    {
      const char *text = g_ptr_array_index (sample->distinct, i);

      /* Single letters are sizes and grades as often as answers. */
      if ((g_ascii_isalpha (*text) && text[1] == '\0' && strchr ("yYnN", *text) == NULL) ||
          !parses (&rg_type_yes_no, text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
names_money (const char *header)
{
  static const char *const words[] = { "金额", "价",     "费",    "款",   "余额",    "消费",
                                       "元",   "amount", "price", "cost", "balance", NULL };
  g_autofree char *normal = rg_text_normalize (header);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (normal, words[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_sample_guess_type:
 * @sample: a column's cells
 * @header: its header, or ""
 *
 * Returns: (transfer none): a type that holds them without loss; what does not
 *   fit is kept in the notes later
 */
const RgFieldType *
rg_sample_guess_type (RgSample *sample, const char *header)
{
  guint64 examined = sample->examined;

  if (examined == 0)
    return &rg_type_text;
  if (sample->dates == examined)
    return sample->lunar > 0 ? &rg_type_lunar_date : &rg_type_date;
  if (sample->mobiles * 10 >= examined * 9)
    return &rg_type_phone;
  if (sample->emails * 10 >= examined * 9)
    return &rg_type_email;
  if (sample->marked_money > 0 && sample->marked_money == examined)
    return &rg_type_money;
  if (sample->numbers == sample->n)
    return names_money (header) && sample->money == examined ? &rg_type_money : &rg_type_number;
  if (are_yes_and_no (sample))
    return &rg_type_yes_no;
  if (sample->long_texts > 0)
    return &rg_type_long_text;
  if (are_choices (sample))
    return &rg_type_choice;
  return &rg_type_text;
}

/**
 * rg_sample_guess_field:
 * @sample: a column's cells
 * @has_header: whether the column has a header, which then says nothing
 *
 * Returns: (nullable): the key of the customer's field that they look like
 */
const char *
rg_sample_guess_field (RgSample *sample, gboolean has_header)
{
  guint64 n = sample->examined;

  if (n == 0)
    return NULL;
  if (sample->mobiles * 10 >= n * 6)
    return "phone";
  if (sample->emails * 10 >= n * 6)
    return "email";
  if (sample->wxids * 10 >= n && sample->wechats * 10 >= n * 8)
    return "wechat";
  if (sample->names * 10 >= n * 6)
    return "name";
  if (sample->genders == n)
    return "gender";
  if (has_header)
    return NULL;
  if (sample->phones * 10 >= n * 8)
    return "phone";
  if (sample->dates * 10 >= n * 9 && sample->lunar > 0)
    return "birthday";
  if (sample->addresses * 10 >= n * 6)
    return "address";
  return NULL;
}
