/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <string.h>

/* Digits of the longest number in the world (E.164). */
#define PHONE_DIGITS 15

static inline gboolean
is_common_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);
}

/* Whether a character is a token of its own: what is written without blanks
 * between words, and signs such as emoji. */
gboolean
rg_search_is_single (gunichar c)
{
  if (c < 0x80)
    return FALSE;
  if (is_common_han (c))
    return TRUE;
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return g_unichar_isalnum (c);
    default:
      break;
    }
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_CURRENCY_SYMBOL:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_run_part (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
end_run (GString *tokens, gboolean *in_run)
{
  if (*in_run)
    g_string_append_c (tokens, ' ');
  *in_run = FALSE;
}

static void
segment_normal (const char *normal, GString *tokens)
{
  gboolean in_run = FALSE;

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (rg_search_is_single (c))
        {
          end_run (tokens, &in_run);
          g_string_append_len (tokens, p, g_utf8_next_char (p) - p);
          g_string_append_c (tokens, ' ');
        }
      else if (is_run_part (c))
        {
          g_string_append_len (tokens, p, g_utf8_next_char (p) - p);
          in_run = TRUE;
        }
      else
        {
          end_run (tokens, &in_run);
        }
    }
  end_run (tokens, &in_run);
}

void
rg_search_segment (const char *text, GString *tokens)
{
  g_autofree char *normal = rg_text_normalize (text);

  segment_normal (normal, tokens);
}

void
rg_search_runs (const char *tokens, GString *runs)
{
  const char *p = tokens;

  while (*p != '\0')
    {
      const char *end = strchr (p, ' ');
      gsize length = end != NULL ? (gsize) (end - p) : strlen (p);
      gunichar c = g_utf8_get_char (p);

      if (is_run_part (c) && !rg_search_is_single (c))
        {
          g_string_append_len (runs, p, (gssize) length);
          g_string_append_c (runs, ' ');
        }
      p += length;
      while (*p == ' ')
        p++;
    }
}

char *
rg_search_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free_and_steal (digits);
}

gint64
rg_search_phone_key (const char *digits, gboolean tail)
{
  gsize length = strlen (digits);
  gsize n = MIN (length, PHONE_DIGITS);
  gint64 key = tail ? 1 : 0;

  for (gsize i = 0; i < PHONE_DIGITS; i++)
    {
      key *= 16;
      if (i < n)
        key += digits[tail ? length - 1 - i : i] - '0' + 1;
    }
  return key;
}

gint64
rg_search_phone_key_last (gint64 key, gsize n_digits)
{
  gsize open = PHONE_DIGITS - MIN (n_digits, PHONE_DIGITS);

  return key + (G_GINT64_CONSTANT (1) << (4 * open)) - 1;
}

/* --- what was typed ------------------------------------------------------- */

static void
word_free (RgSearchWord *word)
{
  g_free (word->text);
  g_free (word->tokens);
  g_free (word->digits);
  g_free (word);
}

/* Digits and what people put between and around them. */
static gboolean
is_number (const char *text)
{
  return strspn (text, "0123456789+-().#/*") == strlen (text) && strpbrk (text, "0123456789") != NULL;
}

/* Letters, and the mark that parts syllables (xi'an). */
static gboolean
is_latin (const char *text)
{
  gboolean letters = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      /* U+2019 and U+00FC: the mark as a phone's keyboard writes it, and ü. */
      if (g_ascii_isalpha (*p))
        letters = TRUE;
      else if (g_str_has_prefix (p, "\xe2\x80\x99"))
        p += 2;
      else if (g_str_has_prefix (p, "\xc3\xbc"))
        p += 1;
      else if (*p != '\'')
        return FALSE;
    }
  return letters;
}

static gboolean
is_mixed (const char *text)
{
  gboolean han = FALSE;
  gboolean letters = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalpha ((char) c))
        letters = TRUE;
      else if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN)
        han = TRUE;
      else
        return FALSE;
    }
  return han && letters;
}

static RgSearchWord *
word_new (const char *text)
{
  g_autoptr (GString) tokens = g_string_new (NULL);
  RgSearchWord *word;
  gboolean one;

  segment_normal (text, tokens);
  if (tokens->len == 0)
    return NULL;
  g_string_truncate (tokens, tokens->len - 1);
  one = strchr (tokens->str, ' ') == NULL && !rg_search_is_single (g_utf8_get_char (tokens->str));
  word = g_new0 (RgSearchWord, 1);
  word->text = g_strdup (text);
  word->tokens = g_strdup (tokens->str);
  if (is_number (text))
    {
      word->kind = RG_SEARCH_WORD_DIGITS;
      word->digits = rg_search_digits (text);
    }
  else if (is_latin (text))
    word->kind = RG_SEARCH_WORD_LATIN;
  else if (is_mixed (text))
    word->kind = RG_SEARCH_WORD_MIXED;
  else
    word->kind = one ? RG_SEARCH_WORD_RUN : RG_SEARCH_WORD_PHRASE;
  return word;
}

GPtrArray *
rg_search_parse (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) word_free);
  g_autofree char *normal = rg_text_normalize (text);
  g_auto (GStrv) parts = g_strsplit (normal, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      RgSearchWord *word = word_new (parts[i]);

      if (word != NULL)
        g_ptr_array_add (words, word);
    }
  return words;
}

guint
rg_search_number_span (GPtrArray *words, guint index)
{
  gsize n_digits = 0;
  guint n = 0;

  while (index + n < words->len)
    {
      const RgSearchWord *word = g_ptr_array_index (words, index + n);

      if (word->kind != RG_SEARCH_WORD_DIGITS)
        break;
      n_digits += strlen (word->digits);
      n++;
    }
  /* With the country's code and the exit code, as long as a number can be. */
  return n_digits <= PHONE_DIGITS + 4 ? n : MIN (n, 1);
}

char *
rg_search_number_join (GPtrArray *words, guint index, guint n)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *normal = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (joined, ((const RgSearchWord *) g_ptr_array_index (words, index + i))->text);
  if (rg_phone_normalize (joined->str, &normal) != RG_PHONE_INVALID)
    return rg_search_digits (normal);
  /* The beginning of a number in its international spelling. */
  if (g_str_has_prefix (joined->str, "+86"))
    return rg_search_digits (joined->str + 3);
  if (g_str_has_prefix (joined->str, "0086"))
    return rg_search_digits (joined->str + 4);
  return rg_search_digits (joined->str);
}
