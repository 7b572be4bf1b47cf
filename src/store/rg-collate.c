/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-collate.h"

#include "store/rg-pinyin-private.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* Of the layout of the keys and the code that makes readings and tokens: count
 * it up when either changes. */
#define GENERATION "1"

/* Han by pinyin, digits by value, whatever the locale is. */
#define COLLATOR "zh@colnumeric=yes"

/* Bytes of a key after the letters, which are 'a' to 'z' and the digits of
 * tones: shorter syllables first, everything else behind them. */
#define KEY_END 0x01
#define KEY_OTHER '{'
#define KEY_NAMELESS '}'

static void
close_collator (gpointer collator)
{
  ucol_close (collator);
}

/* A collator serves one thread at a time. */
static UCollator *
get_collator (void)
{
  static GPrivate collators = G_PRIVATE_INIT (close_collator);
  UCollator *collator = g_private_get (&collators);
  UErrorCode status = U_ZERO_ERROR;

  if (!collator)
    {
      collator = ucol_open (COLLATOR, &status);
      if (U_FAILURE (status))
        g_error ("ICU has no collator: %s", u_errorName (status));
      g_private_set (&collators, collator);
    }
  return collator;
}

/* The first character of @name that is Han, a letter or a digit; 0 when there
 * is none. *@sign becomes TRUE when something else stands before it. */
static gunichar
first_of (const char *name, gboolean *sign)
{
  *sign = FALSE;
  for (gunichar ch = rg_letters_next (&name); ch; ch = rg_letters_next (&name))
    {
      char word[16];
      guint length = 0;
      rg_letters_push (ch, word, &length);
      if (rg_letters_is_han (ch) || length > 0)
        return ch;
      if (!g_unichar_isspace (ch) && ch != 0xfeff)
        *sign = TRUE;
    }
  return 0;
}

static int
letter_of (gunichar ch, gboolean sign, const char *reading)
{
  guint16 single;
  const guint16 *sounds;

  /* A first character that cannot be read must not lend the next one's letter. */
  if (ch == 0 || sign || !reading || !g_ascii_isalpha (reading[0]))
    return '#';
  if (rg_letters_is_han (ch) && rg_table_char (ch, &sounds, &single) == 0 &&
      rg_table_char (rg_table_plain (ch), &sounds, &single) == 0)
    return '#';
  return g_ascii_toupper (reading[0]);
}

static guint
tone_among (const guint16 *sounds, guint n, guint syllable)
{
  for (guint i = 0; i < n; i++)
    if (RG_SOUND_SYLLABLE (sounds[i]) == syllable)
      return RG_SOUND_TONE (sounds[i]);
  return 0;
}

/* The tone of @ch when it is read @reading; 5 when nobody knows. */
static guint
tone_of (gunichar ch, const char *reading, guint length)
{
  int syllable = rg_table_find_syllable (reading, length);
  gunichar plain = rg_table_plain (ch);
  guint cursor = 0, tone = 0;
  const guint16 *sounds;
  guint16 single;
  RgWord word;

  if (syllable < 0)
    return 5;
  while (tone == 0 && rg_table_next_surname (&plain, 1, &cursor, &word))
    tone = tone_among (word.sounds, word.readings, syllable);
  if (tone == 0)
    {
      guint n = rg_table_char (ch, &sounds, &single);
      tone = tone_among (sounds, n, syllable);
    }
  return tone == 0 ? 5 : tone;
}

static void
put_head (GByteArray *key, gunichar ch, int letter, const char *reading)
{
  guint length = strcspn (reading, " ");

  if (letter == '#')
    {
      guint8 other = ch == 0 ? KEY_NAMELESS : KEY_OTHER;
      g_byte_array_append (key, &other, 1);
      return;
    }
  g_byte_array_append (key, (const guint8 *) reading, length);
  if (rg_letters_is_han (ch))
    {
      guint8 tone = '0' + tone_of (ch, reading, length);
      g_byte_array_append (key, &tone, 1);
    }
  g_byte_array_append (key, &(guint8) { KEY_END }, 1);
}

static void
put_collation (GByteArray *key, const char *name)
{
  UCollator *collator = get_collator ();
  UChar inline_text[128], *text = inline_text;
  uint8_t inline_key[256];
  const gsize bytes = strlen (name);
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;

  if (bytes >= G_MAXINT32 / 4)
    return;
  /* UTF-16 never has more units than UTF-8 has bytes. */
  if (bytes > G_N_ELEMENTS (inline_text))
    text = g_new (UChar, bytes);
  u_strFromUTF8WithSub (text, MAX (bytes, G_N_ELEMENTS (inline_text)), &length, name, bytes, 0xfffd, NULL,
                        &status);
  if (U_SUCCESS (status))
    {
      int32_t size = ucol_getSortKey (collator, text, length, inline_key, sizeof inline_key);
      if (size > 0 && size <= (int32_t) sizeof inline_key)
        g_byte_array_append (key, inline_key, size - 1);
      else if (size > 0)
        {
          g_autofree uint8_t *big = g_malloc (size);
          ucol_getSortKey (collator, text, length, big, size);
          g_byte_array_append (key, big, size - 1);
        }
    }
  if (text != inline_text)
    g_free (text);
}

/**
 * rg_sort_key:
 * @name: (nullable): a name
 * @reading: (nullable): its reading, of rg_pinyin_reading() or the owner's own
 *
 * Makes the key that names are ordered by: the reading of the first syllable
 * with its tone, then ICU's key of the whole name. Compare with memcmp().
 *
 * Returns: (transfer full): the key, never empty
 */
GBytes *
rg_sort_key (const char *name, const char *reading)
{
  GByteArray *key = g_byte_array_sized_new (40);
  gboolean sign;

  name = name ? name : "";
  reading = reading ? reading : "";
  gunichar ch = first_of (name, &sign);
  int letter = letter_of (ch, sign, reading);
  /* A name of signs alone is a name. */
  put_head (key, ch == 0 && sign ? '?' : ch, letter, reading);
  put_collation (key, name);
  return g_byte_array_free_to_bytes (key);
}

/**
 * rg_sort_letter:
 * @name: (nullable): a name
 * @reading: (nullable): its reading
 *
 * Returns: the heading it stands under, 'A' to 'Z', or '#' for all that begins
 *   with digits, signs or characters nobody can read
 */
int
rg_sort_letter (const char *name, const char *reading)
{
  gboolean sign;
  gunichar ch = first_of (name ? name : "", &sign);

  return letter_of (ch, sign, reading);
}

/**
 * rg_sort_version:
 *
 * Returns: what the keys depend on: ICU's collator, the tables of readings and
 *   the code; make all keys again when it differs from the stored one
 */
const char *
rg_sort_version (void)
{
  static char *version;

  if (g_once_init_enter_pointer (&version))
    {
      UVersionInfo collator;
      char text[U_MAX_VERSION_STRING_LENGTH];
      ucol_getVersion (get_collator (), collator);
      u_versionToString (collator, text);
      g_once_init_leave_pointer (&version,
                                 g_strdup_printf ("icu %s, names %s." GENERATION, text, rg_table_version ()));
    }
  return version;
}
