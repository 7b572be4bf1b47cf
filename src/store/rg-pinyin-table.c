/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

typedef struct
{
  guint16 text;
  guint16 sounds;
  guint8 length;
  guint8 readings;
  guint8 flags;
} WordRow;

typedef struct
{
  guint16 syllable;
  guint16 variants[2];
} VariantRow;

#include "rg-pinyin-data.h"

/* Flags of char_base above the sound; gen-pinyin.py has the same numbers. */
#define CHAR_SOUND 0x0fff
#define CHAR_MULTI 0x1000
#define CHAR_SURNAME 0x2000
#define CHAR_WORD 0x4000
#define CHAR_FOLD 0x8000

#define ZERO_CHAR 0x3007

static guint
base_of (gunichar ch)
{
  return ch >= FIRST_CHAR && ch <= LAST_CHAR ? char_base[ch - FIRST_CHAR] : 0;
}

static guint16
far_sound (gunichar ch)
{
  guint low = 0, high = G_N_ELEMENTS (far_chars);
  const guint32 wanted = ch - 0x20000;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      guint32 found = far_chars[middle] >> 12;
      if (found == wanted)
        return far_chars[middle] & CHAR_SOUND;
      if (found < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}

/**
 * rg_table_char:
 * @ch: a Han character
 * @sounds: (out): its sounds, the usual one first
 * @single: room for one sound, which @sounds may point to
 *
 * Returns: the number of @sounds; 0 for a character without a reading
 */
guint
rg_table_char (gunichar ch, const guint16 **sounds, guint16 *single)
{
  guint base = base_of (ch);

  if (base & CHAR_MULTI)
    {
      const guint16 *list = multi_pool + multi_start[base & CHAR_SOUND];
      *sounds = list + 1;
      return list[0];
    }
  *single = base & CHAR_SOUND;
  if (ch == ZERO_CHAR)
    *single = ZERO_SOUND;
  else if (ch >= 0x20000 && ch < 0x40000)
    *single = far_sound (ch);
  *sounds = single;
  return *single ? 1 : 0;
}

/**
 * rg_table_plain:
 * @ch: a character
 *
 * Returns: the simplified form of a traditional character, else @ch
 */
gunichar
rg_table_plain (gunichar ch)
{
  guint low = 0, high = G_N_ELEMENTS (fold_from);

  if (!(base_of (ch) & CHAR_FOLD))
    return ch;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (fold_from[middle] == ch)
        return fold_to[middle];
      if (fold_from[middle] < ch)
        low = middle + 1;
      else
        high = middle;
    }
  return ch;
}

gboolean
rg_table_starts_word (gunichar ch)
{
  return (base_of (ch) & CHAR_WORD) != 0;
}

gboolean
rg_table_starts_surname (gunichar ch)
{
  return (base_of (ch) & CHAR_SURNAME) != 0;
}

static guint
first_row (const WordRow *rows, guint n, const guint16 *text, gunichar ch)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (text[rows[middle].text] < ch)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
row_matches (const WordRow *row, const guint16 *text, const gunichar *plain, guint length)
{
  if (row->length > length)
    return FALSE;
  for (guint i = 1; i < row->length; i++)
    if (text[row->text + i] != plain[i])
      return FALSE;
  return TRUE;
}

static gboolean
next_row (const WordRow *rows,
          guint n,
          const guint16 *text,
          const guint16 *sounds,
          const gunichar *plain,
          guint length,
          guint *cursor,
          RgWord *word)
{
  /* The cursor is one more than the row, so that 0 means "from the start". */
  guint row = *cursor ? *cursor : first_row (rows, n, text, plain[0]);

  for (; row < n && text[rows[row].text] == plain[0]; row++)
    if (row_matches (&rows[row], text, plain, length))
      {
        word->sounds = sounds + rows[row].sounds;
        word->length = rows[row].length;
        word->readings = rows[row].readings;
        word->flags = rows[row].flags;
        *cursor = row + 1;
        return TRUE;
      }
  return FALSE;
}

/**
 * rg_table_next_word:
 * @plain: (array length=length): simplified characters
 * @length: how many, at least 1
 * @cursor: (inout): 0 at first
 * @word: (out caller-allocates): the word found
 *
 * Goes through the words that @plain begins with, the longest first.
 *
 * Returns: FALSE when there are no more
 */
gboolean
rg_table_next_word (const gunichar *plain, guint length, guint *cursor, RgWord *word)
{
  if (!rg_table_starts_word (plain[0]))
    return FALSE;
  return next_row (word_rows, G_N_ELEMENTS (word_rows), word_text, word_sounds, plain, length, cursor, word);
}

/**
 * rg_table_next_surname:
 * @plain: (array length=length): simplified characters
 * @length: how many, at least 1
 * @cursor: (inout): 0 at first
 * @word: (out caller-allocates): the surname found; one without readings is
 *   read as usual
 *
 * Goes through the surnames that @plain begins with, the longest first.
 *
 * Returns: FALSE when there are no more
 */
gboolean
rg_table_next_surname (const gunichar *plain, guint length, guint *cursor, RgWord *word)
{
  if (!rg_table_starts_surname (plain[0]))
    return FALSE;
  return next_row (surname_rows, G_N_ELEMENTS (surname_rows), surname_text, surname_sounds, plain, length,
                   cursor, word);
}

/**
 * rg_table_syllable:
 * @syllable: a syllable's number
 * @length: (out) (optional): the number of letters
 *
 * Returns: its letters, without a tone
 */
const char *
rg_table_syllable (guint syllable, guint *length)
{
  if (length)
    *length = syllable_length[syllable];
  return syllable_text[syllable];
}

static guint
lower_bound (const char *text, gsize length)
{
  guint low = 0, high = SYLLABLE_COUNT;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (strncmp (syllable_text[middle], text, length) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * rg_table_find_syllable:
 * @text: small letters
 * @length: how many of them
 *
 * Returns: the number of the syllable that is spelled so, or -1
 */
int
rg_table_find_syllable (const char *text, gsize length)
{
  guint at = length > 0 && length < 8 ? lower_bound (text, length) : SYLLABLE_COUNT;

  /* Of all that begin so, the shortest is sorted first. */
  if (at < SYLLABLE_COUNT && syllable_length[at] == length && memcmp (syllable_text[at], text, length) == 0)
    return (int) at;
  return -1;
}

/**
 * rg_table_begins_syllable:
 * @text: small letters
 * @length: how many of them
 *
 * Returns: whether some syllable begins with these letters
 */
gboolean
rg_table_begins_syllable (const char *text, gsize length)
{
  guint at = length > 0 && length < 8 ? lower_bound (text, length) : SYLLABLE_COUNT;

  return at < SYLLABLE_COUNT && strncmp (syllable_text[at], text, length) == 0;
}

/**
 * rg_table_variants:
 * @syllable: a syllable's number
 *
 * Returns: (nullable) (array fixed-size=2): other spellings of a syllable with
 *   ü: lu and lyu for lv
 */
const guint16 *
rg_table_variants (guint syllable)
{
  for (guint i = 0; i < G_N_ELEMENTS (variant_rows); i++)
    if (variant_rows[i].syllable == syllable)
      return variant_rows[i].variants;
  return NULL;
}

/**
 * rg_table_version:
 *
 * Returns: a digest of the files that the tables were made from
 */
const char *
rg_table_version (void)
{
  return TABLE_VERSION;
}
