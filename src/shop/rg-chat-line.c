/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-chat-line.h"

#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"
#include "shop/rg-chat-private.h"

#include <string.h>

/* Each reader looks for one thing in what the readers before it left, and marks
 * what it has understood; what nobody understood is the need. */

#define LONGEST_PHONE 20 /* digits of numbers and extension */
#define SHORTEST_WECHAT 3

static const char *const phone_labels[] = { "电话",     "手机",     "手机号", "手机号码", "联系电话",
                                            "电话号码", "联系方式", "号码",   "座机",     "固话",
                                            "tel",      "phone",    "mobile", "cell",     NULL };
static const char *const day_labels[] = { "时间",     "日期",     "预约", "预约时间",  "预约日期",
                                          "下次联系", "下次跟进", "回访", "看房时间",  "到店时间",
                                          "上门时间", "约在",     "定在", "next step", "date",
                                          "on",       NULL };
static const char *const need_labels[] = { "需求", "要求", "备注", "想要",  "意向", "说明",
                                           "情况", "内容", "need", "wants", "note", NULL };
static const char *const wechat_words[] = { "微信号", "微信", "薇信", "威信", "v信", "wechat",
                                            "weixin", "wx",   "vx",   "加v",  "v",   NULL };
static const char *const same_words[] = { "微信同号",   "微信同手机",   "微信同步",     "同微信",
                                          "手机同微信", "微信手机同号", "手机微信同号", NULL };

/* --- phones ----------------------------------------------------------------- */

/* The end of the number that begins at @from and goes over as many groups of
 * digits as can be; @from when there is none. */
static guint
phone_end (const RgChatText *text, guint from, gboolean labelled, char **normal)
{
  guint ends[8];
  guint n = 0;
  guint digits = 0;
  guint p = from;

  while (n < G_N_ELEMENTS (ends))
    {
      guint group = p;

      while (rg_chat_is_digit (rg_chat_at (text, p)))
        p++;
      if (p > group && (digits += p - group) <= LONGEST_PHONE)
        ends[n++] = p;
      while (rg_chat_at (text, p) != 0 && g_utf8_strchr (" -()·.转+", -1, rg_chat_at (text, p)) != NULL &&
             p - group < 12)
        p++;
      if (p == group || digits > LONGEST_PHONE || !rg_chat_is_digit (rg_chat_at (text, p)))
        break;
    }
  while (n-- > 0)
    {
      g_autofree char *candidate = rg_chat_dup (text, from, ends[n]);
      g_autofree char *found = NULL;
      RgPhoneKind kind = rg_phone_normalize (candidate, &found);
      gboolean whole = kind == RG_PHONE_MOBILE || (kind == RG_PHONE_OTHER && strlen (found) >= 10);

      if (kind != RG_PHONE_INVALID && (whole || labelled))
        {
          *normal = g_steal_pointer (&found);
          return ends[n];
        }
    }
  return from;
}

static gboolean
may_begin_phone (const RgChatText *text, guint at)
{
  gunichar c = rg_chat_at (text, at);
  gunichar previous = at > 0 ? rg_chat_at (text, at - 1) : 0;

  if (c == '+' || c == '(')
    return rg_chat_is_digit (rg_chat_at (text, at + 1));
  return rg_chat_is_digit (c) && !rg_chat_is_digit (previous) && previous != '+' &&
         !rg_chat_is_latin (previous) && previous != '_';
}

/* Of several numbers the first one. */
static char *
take_phone (RgChatText *text, guint *from, guint *to)
{
  for (guint at = 0; at < text->n; at++)
    {
      g_autofree char *normal = NULL;
      guint label;
      guint end;

      if (!may_begin_phone (text, at))
        continue;
      label = rg_chat_label_before (text, at, phone_labels);
      end = phone_end (text, at, label < at, &normal);
      if (end == at)
        continue;
      *from = label;
      *to = end;
      rg_chat_use (text, label, end);
      return g_steal_pointer (&normal);
    }
  return NULL;
}

/* --- WeChat ----------------------------------------------------------------- */

static gboolean
is_id_char (gunichar c)
{
  return (c < 0x80 && g_ascii_isalnum ((char) c)) || c == '_' || c == '-';
}

/* An id behind the word for it: with a colon anything that could be one, else
 * not a word like "wifi". */
static char *
take_wechat_id (RgChatText *text, guint word, guint behind)
{
  guint p = behind;
  guint from;
  gboolean said = FALSE;
  gboolean letters = FALSE;

  for (; rg_chat_at (text, p) != 0 && g_utf8_strchr (" :是为=号", -1, rg_chat_at (text, p)) != NULL; p++)
    said = said || rg_chat_at (text, p) != ' ';
  from = p;
  for (; rg_chat_at (text, p) != 0 && is_id_char (rg_chat_at (text, p)); p++)
    letters = letters || rg_chat_is_latin (rg_chat_at (text, p));
  if (p - from < SHORTEST_WECHAT || (!letters && p - from < 5) || (!said && letters && p - from < 5))
    return NULL;
  if (word > 0 && rg_chat_at (text, word - 1) == 0x52a0) /* 加 */
    word--;
  if (letters)
    rg_chat_use (text, word, p);
  /* A number may be the phone as well: that is looked at later. */
  else
    rg_chat_use (text, word, from);
  return rg_chat_dup (text, from, p);
}

static char *
take_wechat (RgChatText *text)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;
      guint index;
      char *id;

      if (!rg_chat_eat_any (text, &p, wechat_words, &index) ||
          (g_str_equal (wechat_words[index], "v") && rg_chat_at (text, p) != ':'))
        continue;
      id = take_wechat_id (text, at, p);
      if (id != NULL)
        return id;
    }
  return NULL;
}

static void
take_same (RgChatText *text, RgChatLine *line)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;

      if (!rg_chat_eat_any (text, &p, same_words, NULL))
        continue;
      rg_chat_use (text, at, p);
      if (line->wechat == NULL)
        line->wechat = g_strdup (line->phone);
    }
}

/* The number behind 微信 is no second phone. */
static void
drop_number (RgChatText *text, const char *number)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;

      if (rg_chat_eat (text, &p, number))
        rg_chat_use (text, at, p);
    }
}

/* --- the day ---------------------------------------------------------------- */

static void
take_day (RgChatText *text, const GDate *today, RgChatLine *line)
{
  guint from, to, label;
  GDate day;

  if (!rg_chat_find_day (text, today, &from, &to, &day))
    return;
  line->next_date = rg_date_to_iso (&day);
  line->next_words = rg_chat_dup (text, from, to);
  label = rg_chat_label_before (text, from, day_labels);
  if (label == from && from > 0 &&
      (rg_chat_at (text, from - 1) == 0x5728 || rg_chat_at (text, from - 1) == 0x4e8e))
    label = from - 1; /* 在, 于 */
  rg_chat_use (text, label, to);
}

/* --- the need --------------------------------------------------------------- */

static void
drop_labels (RgChatText *text)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;

      if (rg_chat_eat_any (text, &p, need_labels, NULL) && rg_chat_at (text, p) == ':')
        rg_chat_use (text, at, p + 1);
    }
}

/* 你好， in front; the "1、" of a list. */
static void
drop_greeting (RgChatText *text)
{
  static const char *const greetings[] = { "你好", "您好", "在吗", "在么", "哈喽", "嗨", "hello",
                                           "hi",   "hey",  "老板", "亲",   "请问", NULL };
  guint at = 0;

  for (;;)
    {
      guint p = at;

      while (rg_chat_at (text, p) != 0 && rg_chat_is_boundary (text, p) &&
             !rg_chat_is_digit (rg_chat_at (text, p)) &&
             g_utf8_strchr ("+(", -1, rg_chat_at (text, p)) == NULL)
        p++;
      if (!rg_chat_eat_any (text, &p, greetings, NULL) || !rg_chat_is_boundary (text, p) || p >= text->n)
        break;
      rg_chat_use (text, at, p);
      at = p;
    }
  if (rg_chat_is_digit (rg_chat_at (text, 0)))
    {
      guint p = rg_chat_is_digit (rg_chat_at (text, 1)) ? 2 : 1;

      if (rg_chat_at (text, p) == 0x3001 || (rg_chat_at (text, p) == '.' && rg_chat_at (text, p + 1) == ' '))
        rg_chat_use (text, 0, p + 1);
    }
}

static gboolean
is_separator (gunichar c)
{
  return c != 0 && g_utf8_strchr (" ,;、。.!:|/·~-—…'\"“”‘’()[]【】<>\n", -1, c) != NULL;
}

/* What closes something that is kept stays. */
static gboolean
is_trimmed (gunichar c, gboolean front)
{
  if (front)
    return (is_separator (c) && c != '(' && c != '[' && c != 0x3010 && c != 0x201c) || c == 0x7684; /* 的 */
  return is_separator (c) && c != ')' && c != ']' && c != 0x3011 && c != 0x201d;
}

/* One line of what is left, without doubled and dangling signs. */
static void
append_rest (const RgChatText *text, guint from, guint to, GString *need)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gunichar last = 0;
  gboolean gap = FALSE;

  while (from < to && (text->used[from] || is_trimmed (text->fold[from], TRUE)))
    from++;
  while (to > from && (text->used[to - 1] || is_trimmed (text->fold[to - 1], FALSE)))
    to--;
  for (guint i = from; i < to; i++)
    {
      gunichar c = text->fold[i];

      if (text->used[i])
        {
          gap = TRUE;
          continue;
        }
      /* Of two signs with nothing left between them one stays. */
      if ((c == ' ' && last == ' ') || (gap && is_separator (last) && is_separator (c) && c != '(') ||
          (c == ')' && last == '('))
        {
          if (c == ')' && last == '(')
            g_string_truncate (
                line, (gsize) (g_utf8_find_prev_char (line->str, line->str + line->len) - line->str));
          continue;
        }
      g_string_append_unichar (line, c == ' ' ? ' ' : text->written[i]);
      last = c;
      gap = gap && is_separator (c);
    }
  if (line->len == 0)
    return;
  if (need->len > 0)
    g_string_append (need, "；");
  g_string_append (need, line->str);
}

static char *
gather_need (const RgChatText *text)
{
  g_autoptr (GString) need = g_string_new (NULL);
  guint from = 0;

  for (guint at = 0; at <= text->n; at++)
    if (at == text->n || text->fold[at] == '\n')
      {
        append_rest (text, from, at, need);
        from = at + 1;
      }
  return need->len > 0 ? g_string_free_and_steal (g_steal_pointer (&need)) : NULL;
}

/**
 * rg_chat_line_parse:
 * @text: what was copied; may have several lines
 * @today: the day from which words count
 *
 * Reads a message the way a person at the counter would: a number, who it may
 * be, a day to come, and what they want. Whatever is not understood stays in
 * the need, so that nothing of the message is lost but labels and greetings.
 *
 * Returns: (transfer full): what it seems to say
 */
RgChatLine *
rg_chat_line_parse (const char *text, const GDate *today)
{
  g_auto (RgChatText) chat = { .n = 0 };
  RgChatLine *line = g_new0 (RgChatLine, 1);
  guint from = 0;
  guint to = 0;

  rg_chat_text_init (&chat, text);
  line->text = rg_chat_dup (&chat, 0, chat.n);
  drop_greeting (&chat);
  line->wechat = take_wechat (&chat);
  line->phone = take_phone (&chat, &from, &to);
  take_same (&chat, line);
  if (line->wechat != NULL)
    drop_number (&chat, line->wechat);
  take_day (&chat, today, line);
  line->name = rg_chat_take_name (&chat, from, to);
  drop_labels (&chat);
  line->need = gather_need (&chat);
  return line;
}

/**
 * rg_chat_line_free:
 * @line: (transfer full): a line
 */
void
rg_chat_line_free (RgChatLine *line)
{
  g_free (line->name);
  g_free (line->phone);
  g_free (line->wechat);
  g_free (line->need);
  g_free (line->next_date);
  g_free (line->next_words);
  g_free (line->text);
  g_free (line);
}

/* --- tables ----------------------------------------------------------------- */

static guint
count_char (const char *text, char c)
{
  guint n = 0;

  for (const char *p = strchr (text, c); p != NULL; p = strchr (p + 1, c))
    n++;
  return n;
}

static gboolean
is_number_alone (const char *text)
{
  g_autofree char *normal = NULL;

  return rg_phone_normalize (text, &normal) == RG_PHONE_MOBILE;
}

/**
 * rg_chat_line_is_table:
 * @text: what was copied
 *
 * Cells that were copied from a spreadsheet are parted by tabs; several lines
 * with the same number of commas or semicolons are rows too, and so are several
 * phone numbers below each other.
 *
 * Returns: whether @text looks like rows
 */
gboolean
rg_chat_line_is_table (const char *text)
{
  static const char separators[] = { ',', ';' };
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  guint n = 0;
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean same[G_N_ELEMENTS (separators)] = { TRUE, TRUE };
  gboolean numbers = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (strchr (lines[i], '\t') != NULL)
        return TRUE;
      numbers = numbers && is_number_alone (lines[i]);
      for (guint s = 0; s < G_N_ELEMENTS (separators); s++)
        {
          guint count = count_char (lines[i], separators[s]);

          same[s] = same[s] && count > 0 && (n == 0 || count == counts[s]);
          counts[s] = count;
        }
      n++;
    }
  return n >= 2 && (numbers || same[0] || same[1]);
}
