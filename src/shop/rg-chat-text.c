/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-chat-private.h"

#include "catalog/rg-text.h"

#include <string.h>

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if (c == 0x3000 || c == 0xa0 || c == '\t')
    return ' ';
  return c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : c;
}

/* Marks of direction, joiners and what else takes no room. */
static gboolean
is_invisible (gunichar c)
{
  return c != '\n' && c != '\t' &&
         (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || (c >= 0xfe00 && c <= 0xfe0f));
}

void
rg_chat_text_init (RgChatText *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gsize most = strlen (valid) + 1;

  self->n = 0;
  self->written = g_new (gunichar, most);
  self->fold = g_new (gunichar, most);
  self->used = g_new0 (gboolean, most);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2028 || c == 0x2029)
        c = '\n';
      if (is_invisible (c))
        continue;
      self->written[self->n] = c;
      self->fold[self->n++] = fold_char (c);
    }
}

void
rg_chat_text_clear (RgChatText *self)
{
  g_free (self->written);
  g_free (self->fold);
  g_free (self->used);
}

gunichar
rg_chat_at (const RgChatText *self, guint at)
{
  return at < self->n && !self->used[at] ? self->fold[at] : 0;
}

gboolean
rg_chat_is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

gboolean
rg_chat_is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

gboolean
rg_chat_is_latin (gunichar c)
{
  return g_unichar_isalpha (c) && g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

gboolean
rg_chat_is_boundary (const RgChatText *self, guint at)
{
  gunichar c = rg_chat_at (self, at);

  return !rg_chat_is_han (c) && !rg_chat_is_latin (c);
}

/* A Latin word is not a part of a longer one. */
static gboolean
is_inside_word (const RgChatText *self, guint from, guint to)
{
  return (from > 0 && rg_chat_is_latin (rg_chat_at (self, from)) &&
          rg_chat_is_latin (rg_chat_at (self, from - 1))) ||
         (rg_chat_is_latin (rg_chat_at (self, to - 1)) && rg_chat_is_latin (rg_chat_at (self, to)));
}

gboolean
rg_chat_eat (const RgChatText *self, guint *at, const char *words)
{
  guint p = *at;

  for (const char *w = words; *w != '\0'; w = g_utf8_next_char (w))
    if (rg_chat_at (self, p++) != g_utf8_get_char (w))
      return FALSE;
  if (is_inside_word (self, *at, p))
    return FALSE;
  *at = p;
  return TRUE;
}

gboolean
rg_chat_eat_any (const RgChatText *self, guint *at, const char *const *list, guint *index)
{
  guint best = *at;

  for (guint i = 0; list[i] != NULL; i++)
    {
      guint end = *at;

      if (rg_chat_eat (self, &end, list[i]) && end > best)
        {
          best = end;
          if (index != NULL)
            *index = i;
        }
    }
  if (best == *at)
    return FALSE;
  *at = best;
  return TRUE;
}

void
rg_chat_eat_blanks (const RgChatText *self, guint *at)
{
  while (rg_chat_at (self, *at) == ' ')
    (*at)++;
}

/* 1 to 9 for a numeral, 0 for another character. */
static guint
numeral (gunichar c)
{
  static const char numerals[] = "一二三四五六七八九";
  const char *found = c != 0 ? g_utf8_strchr (numerals, -1, c) : NULL;

  if (c == 0x4e24) /* 两 */
    return 2;
  return found != NULL ? (guint) g_utf8_pointer_to_offset (numerals, found) + 1 : 0;
}

gboolean
rg_chat_eat_number (const RgChatText *self, guint *at, guint *number)
{
  guint p = *at;
  guint n = 0;

  if (rg_chat_is_digit (rg_chat_at (self, p)))
    {
      for (; rg_chat_is_digit (rg_chat_at (self, p)); p++)
        n = MIN (n * 10 + (rg_chat_at (self, p) - '0'), 100000);
    }
  else
    {
      n = numeral (rg_chat_at (self, p));
      if (n > 0)
        p++;
      if (rg_chat_at (self, p) == 0x5341) /* 十 */
        {
          p++;
          n = (n == 0 ? 10 : n * 10) + numeral (rg_chat_at (self, p));
          if (numeral (rg_chat_at (self, p)) > 0)
            p++;
        }
      if (n == 0)
        return FALSE;
    }
  *at = p;
  *number = n;
  return TRUE;
}

guint
rg_chat_label_before (const RgChatText *self, guint at, const char *const *labels)
{
  guint end = at;
  guint best = at;

  while (end > 0 && (rg_chat_at (self, end - 1) == ' ' || rg_chat_at (self, end - 1) == ':' ||
                     rg_chat_at (self, end - 1) == 0x662f || /* 是 */
                     rg_chat_at (self, end - 1) == 0xff1a))
    end--;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (labels[i], -1);
      guint p = end - MIN (end, length);

      if (length <= end && rg_chat_eat (self, &p, labels[i]) && p == end && end - length < best)
        best = end - length;
    }
  return best;
}

void
rg_chat_use (RgChatText *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    self->used[i] = TRUE;
}

char *
rg_chat_dup (const RgChatText *self, guint from, guint to)
{
  g_autofree char *text = g_ucs4_to_utf8 (self->written + from, (glong) (to - from), NULL, NULL, NULL);

  return text != NULL ? rg_text_trim (text) : g_strdup ("");
}
