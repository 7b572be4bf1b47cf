/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/**
 * rg_letters_is_han:
 * @ch: a character
 *
 * Returns: whether it is a Chinese character (also one without a reading)
 */
gboolean
rg_letters_is_han (gunichar ch)
{
  return (ch >= 0x4e00 && ch <= 0x9fff) || (ch >= 0x3400 && ch <= 0x4dbf) || ch == 0x3007 ||
         (ch >= 0x20000 && ch <= 0x3ffff) || (ch >= 0xf900 && ch <= 0xfaff);
}

/**
 * rg_letters_next:
 * @text: (inout): where to read, moved on
 *
 * Reads one character and never past the end, whatever the bytes are. A
 * compatibility ideograph comes as the character it stands for.
 *
 * Returns: the character, U+FFFD for broken bytes, 0 at the end
 */
gunichar
rg_letters_next (const char **text)
{
  const guchar *p = (const guchar *) *text;
  guint extra = p[0] < 0x80 ? 0 : p[0] < 0xc2 ? 9 : p[0] < 0xe0 ? 1 : p[0] < 0xf0 ? 2 : p[0] < 0xf5 ? 3 : 9;
  gunichar ch = p[0];

  if (ch == 0)
    return 0;
  *text += 1;
  if (extra == 0)
    return ch;
  if (extra == 9)
    return 0xfffd;
  ch &= 0x3f >> extra;
  for (guint i = 1; i <= extra; i++)
    {
      if ((p[i] & 0xc0) != 0x80)
        return 0xfffd;
      ch = ch << 6 | (p[i] & 0x3f);
    }
  *text += extra;
  if (ch >= 0xf900 && ch <= 0xfaff)
    {
      gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      if (g_unichar_fully_decompose (ch, FALSE, plain, G_N_ELEMENTS (plain)) == 1)
        return plain[0];
    }
  return ch;
}

/* Letters that have no decomposition into letters of the alphabet. */
static const char *
plain_letters (gunichar ch)
{
  static const struct
  {
    gunichar ch;
    const char *letters;
  } known[] = {
    { 0xc6, "ae" }, { 0xd0, "d" },  { 0xd8, "o" },   { 0xde, "th" },  { 0xdf, "ss" }, { 0xe6, "ae" },
    { 0xf0, "d" },  { 0xf8, "o" },  { 0xfe, "th" },  { 0x110, "d" },  { 0x111, "d" }, { 0x131, "i" },
    { 0x141, "l" }, { 0x142, "l" }, { 0x152, "oe" }, { 0x153, "oe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].ch == ch)
      return known[i].letters;
  return NULL;
}

static guint
fold_far (gunichar ch, gunichar previous, char out[8])
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const char *plain = plain_letters (ch);
  guint n = 0;

  if (plain)
    {
      memcpy (out, plain, strlen (plain));
      return strlen (plain);
    }
  gsize length = g_unichar_fully_decompose (ch, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < length && n < 8; i++)
    if (parts[i] < 0x80 && g_ascii_isalnum ((char) parts[i]))
      out[n++] = g_ascii_tolower ((char) parts[i]);
    else if (parts[i] == 0x308 && n > 0 && out[n - 1] == 'u' && (previous == 'l' || previous == 'n'))
      out[n - 1] = 'v';
  return n;
}

static guint
fold (gunichar ch, gunichar previous, char out[8])
{
  if (ch < 0x80)
    {
      out[0] = g_ascii_tolower ((char) ch);
      return g_ascii_isalnum ((char) ch) ? 1 : 0;
    }
  if ((ch >= 0xaa && ch < 0x250) || (ch >= 0x1e00 && ch < 0x1f00) || (ch >= 0xff10 && ch < 0xff5b))
    return fold_far (ch, previous, out);
  return 0;
}

/* What stands inside a word without parting it: O'Brien, accents of their own. */
static gboolean
joins (gunichar ch)
{
  return ch == '\'' || ch == 0x2019 || (ch >= 0x300 && ch <= 0x36f) || ch == 0x200d || ch == 0xfeff;
}

/**
 * rg_letters_push:
 * @ch: a character
 * @word: (inout): the small letters of the word so far, with room for 8 more
 * @n: (inout): how many there are
 *
 * Adds any Latin letter or digit (full width, with marks) as small letters of
 * the alphabet. ü after l and n is v, as people type it.
 *
 * Returns: FALSE when @ch parts words or is Han
 */
gboolean
rg_letters_push (gunichar ch, char *word, guint *n)
{
  if (ch == 0x308 && *n >= 2 && word[*n - 1] == 'u' && (word[*n - 2] == 'l' || word[*n - 2] == 'n'))
    word[*n - 1] = 'v';
  if (joins (ch))
    return TRUE;
  guint added = fold (ch, *n > 0 ? (gunichar) word[*n - 1] : 0, word + *n);
  *n += added;
  return added > 0;
}
