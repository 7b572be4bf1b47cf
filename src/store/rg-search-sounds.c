/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-pinyin-private.h"

#include <string.h>

/* Names as they sound, for looking up by the beginning.
 *
 * People type syllables and initials mixed (zhangsf). A short name is entered
 * in all mixtures, so that one look-up answers: every suffix, each syllable in
 * full or by its initial, the last one in full, for its initial is the
 * beginning of that. 张三丰 gives zhangsanfeng, zsanfeng, zhangsfeng, zsfeng,
 * sanfeng, sfeng, feng: hardly more than syllables and initials alone.
 *
 * A character typed as such and then letters (张sf) are looked up by the
 * character with the first letter of what follows it: 张三丰 gives 张s and 三f.
 *
 * A long name, or one of many readings, would have too many. It is entered in full and by its initials,
 * and by its initials once more behind a mark: mixtures find their candidates
 * there, which are then checked. */

#define SHORT_UNITS 4
#define MOST_SPELLINGS 160
#define LONGEST_SPELLING 250

static gboolean
is_known (GPtrArray *list, const char *text, gsize length)
{
  for (guint i = 0; i < list->len; i++)
    {
      const char *known = g_ptr_array_index (list, i);

      if (strncmp (known, text, length) == 0 && known[length] == '\0')
        return TRUE;
    }
  return FALSE;
}

static void
add_joined (GPtrArray *list, const char *head, gsize head_length, const char *tail)
{
  g_autofree char *joined = g_strdup_printf ("%.*s%s", (int) head_length, head, tail);

  if (strlen (joined) <= LONGEST_SPELLING && list->len < MOST_SPELLINGS &&
      !is_known (list, joined, strlen (joined)))
    g_ptr_array_add (list, g_steal_pointer (&joined));
}

/* A word that begins with digits stands among initials with all of them. */
static gsize
initial_length (const char *option, guint length)
{
  gsize n = 0;

  while (n < length && g_ascii_isdigit (option[n]))
    n++;
  return MAX (n, 1);
}

/* Every spelling of @unit before every one of @rest. */
static GPtrArray *
put_before (const RgUnit *unit, GPtrArray *rest, gboolean full, gboolean initials)
{
  guint n_options = rg_unit_options (unit);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rest->len; i++)
    {
      const char *tail = g_ptr_array_index (rest, i);

      for (guint j = 0; j < n_options; j++)
        {
          guint length;
          const char *option = rg_unit_option (unit, j, &length);

          /* The last one's initial is the beginning of it in full. */
          if (full)
            add_joined (list, option, length, tail);
          if (initials && (*tail != '\0' || !full))
            add_joined (list, option, initial_length (option, length), tail);
        }
    }
  return list;
}

/* Appends the spellings of all suffixes, each behind @mark. FALSE when there
 * may be more than that. */
static gboolean
append_suffixes (const RgUnits *units,
                 guint n,
                 gboolean full,
                 gboolean initials,
                 const char *mark,
                 GString *words)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);
  gboolean all = TRUE;

  g_ptr_array_add (rest, g_strdup (""));
  for (guint i = n; i-- > 0;)
    {
      GPtrArray *list;

      /* What nobody can read does not stand in the way. */
      if (rg_unit_options (&units->units[i]) == 0)
        continue;
      list = put_before (&units->units[i], rest, full, initials);
      g_ptr_array_unref (rest);
      rest = list;
      all = all && list->len < MOST_SPELLINGS;
      for (guint j = 0; j < list->len; j++)
        g_string_append_printf (words, "%s%s ", mark, (const char *) g_ptr_array_index (list, j));
    }
  return all;
}

/* The character @unit before each letter that @next may begin with. */
static void
append_pair (const RgUnit *unit, const RgUnit *next, GString *words)
{
  guint seen = 0;

  for (guint i = 0; i < rg_unit_options (next); i++)
    {
      guint length;
      char letter = *rg_unit_option (next, i, &length);

      if (!g_ascii_islower (letter) || (seen >> (letter - 'a') & 1) != 0)
        continue;
      seen |= 1U << (letter - 'a');
      g_string_append_unichar (words, unit->plain);
      g_string_append_c (words, letter);
      g_string_append_c (words, ' ');
    }
}

static void
append_pairs (const RgUnits *units, guint n, GString *words)
{
  const RgUnit *next = NULL;

  for (guint i = n; i-- > 0;)
    {
      const RgUnit *unit = &units->units[i];

      if (next != NULL && unit->ch != 0)
        append_pair (unit, next, words);
      /* What nobody can read does not stand in the way. */
      if (rg_unit_options (unit) > 0)
        next = unit;
    }
}

static void
append_units (const RgUnits *units, GString *words)
{
  guint n = MIN (units->n, RG_PINYIN_MAX_UNITS);

  append_pairs (units, n, words);
  if (n <= SHORT_UNITS && append_suffixes (units, n, TRUE, TRUE, "", words))
    return;
  rg_units_tokens (units, words, words->len);
  g_string_append_c (words, ' ');
  append_suffixes (units, n, FALSE, TRUE, RG_SEARCH_LONG_NAME, words);
}

void
rg_search_sounds (const char *name, gboolean company, const char *reading, GString *words)
{
  RgUnits units;
  gboolean fits = rg_units_init (&units, name, company, reading);

  append_units (&units, words);
  rg_units_clear (&units);
  if (fits)
    return;
  /* An own reading of more syllables than the name has characters: both. */
  rg_units_init (&units, name, company, NULL);
  append_units (&units, words);
  rg_units_clear (&units);
}

char *
rg_search_pair (const char *han, const char *letters)
{
  const char *last = g_utf8_find_prev_char (han, han + strlen (han));
  gunichar ch = last != NULL ? g_utf8_get_char (last) : 0;
  g_autofree char *folded = rg_pinyin_fold_query (letters);
  g_autoptr (GString) pair = NULL;

  if (!rg_letters_is_han (ch) || !g_ascii_islower (*folded))
    return NULL;
  pair = g_string_new (NULL);
  g_string_append_unichar (pair, rg_table_plain (ch));
  g_string_append_c (pair, *folded);
  return g_string_free (g_steal_pointer (&pair), FALSE);
}
