/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/* Longer than any name that is searched by sound. */
#define LONGEST_QUERY 224

/* The query as small letters and Han characters; blanks and signs are left
 * out. Returns how many, or LONGEST_QUERY + 1 for too many. */
static guint
fold_query (const char *query, gunichar *out)
{
  char word[LONGEST_QUERY + 16];
  guint length = 0, done = 0, n = 0;

  for (gunichar ch = rg_letters_next (&query); ch; ch = rg_letters_next (&query))
    {
      const gboolean han = rg_letters_is_han (ch);
      if (!han && length < LONGEST_QUERY)
        rg_letters_push (ch, word, &length);
      /* An accent of its own may still have changed the last letter. */
      if (done > 0 && n > 0 && out[n - 1] < 0x80)
        out[n - 1] = (guchar) word[done - 1];
      if (n + (length - done) + han > LONGEST_QUERY || (!han && length >= LONGEST_QUERY))
        return LONGEST_QUERY + 1;
      while (done < length)
        out[n++] = (guchar) word[done++];
      if (han)
        {
          out[n++] = rg_table_plain (ch);
          length = done = 0;
        }
    }
  return n;
}

/* How many letters of @option the query has: all, fewer when it ends before,
 * 0 when it differs. */
static guint
common (const char *option, guint length, const gunichar *query, guint left)
{
  guint n = MIN (length, left);

  for (guint i = 0; i < n; i++)
    if (query[i] != (guchar) option[i])
      return 0;
  return n;
}

/* Follows the query from one unit; TRUE when it ends inside. @next gets, for
 * each number of letters taken, whether the following unit may go on there. */
static gboolean
follow (const RgUnit *unit, guint bit, const gunichar *query, guint left, guint64 *ways)
{
  const guint64 after = G_GUINT64_CONSTANT (2) << bit;
  const guint options = rg_unit_options (unit);

  if (unit->ch && *query == unit->plain)
    ways[1] |= after;
  for (guint i = 0; i < options; i++)
    {
      guint length;
      const char *option = rg_unit_option (unit, i, &length);
      guint n = common (option, length, query, left);
      if (n > 0 && n == left)
        return TRUE;
      if (n == length)
        ways[n] |= after;
      guint digits = 1;
      if (g_ascii_isdigit (option[0]))
        while (digits < length && g_ascii_isdigit (option[digits]))
          digits++;
      if (digits < length && common (option, digits, query, left) == digits)
        ways[digits] |= after;
    }
  /* A character nobody can read does not stand in the way. */
  if (options == 0)
    ways[0] |= after;
  return FALSE;
}

static gboolean
units_match (const RgUnits *units, const gunichar *query, guint length)
{
  const guint n = MIN (units->n, RG_PINYIN_MAX_UNITS);
  guint64 ways[LONGEST_QUERY + 1];

  memset (ways, 0, (length + 1) * sizeof ways[0]);
  ways[0] = (G_GUINT64_CONSTANT (1) << n) - 1;
  for (guint at = 0; at < length; at++)
    for (guint unit = 0; ways[at] >> unit && unit < n; unit++)
      if ((ways[at] >> unit & 1) && follow (&units->units[unit], unit, query + at, length - at, ways + at))
        return TRUE;
  return ways[length] != 0;
}

/**
 * rg_pinyin_match:
 * @name: (nullable): a name
 * @company: whether it is a company's name
 * @override: (nullable): the owner's own reading of it
 * @query: (nullable): what was typed
 *
 * Whether @query means @name, beginning at any of its syllables: every syllable
 * stands there as its character, as one of its readings or as its initial, the
 * last one perhaps unfinished (zhangsf, zsanf, 张sf, lub). Blanks, signs, case
 * and width do not count. Allocates nothing for names of usual length.
 *
 * Returns: whether it does; FALSE for a query without letters
 */
gboolean
rg_pinyin_match (const char *name, gboolean company, const char *override, const char *query)
{
  gunichar folded[LONGEST_QUERY];
  guint length = fold_query (query ? query : "", folded);
  RgUnits units;

  if (length == 0 || length > LONGEST_QUERY)
    return FALSE;
  gboolean fits = rg_units_init (&units, name, company, override);
  gboolean found = units_match (&units, folded, length);
  rg_units_clear (&units);
  if (found || fits)
    return found;
  rg_units_init (&units, name, company, NULL);
  found = units_match (&units, folded, length);
  rg_units_clear (&units);
  return found;
}

/**
 * rg_pinyin_fold_query:
 * @query: (nullable): what was typed
 *
 * Writes a query as the tokens are written: small letters and digits without
 * blanks, signs and accents (Lǚ Bù: lvbu). Han characters are kept, simplified.
 *
 * Returns: (transfer full): the folded query; "" when nothing is left or when
 *   it is longer than any name
 */
char *
rg_pinyin_fold_query (const char *query)
{
  gunichar folded[LONGEST_QUERY];
  guint length = fold_query (query ? query : "", folded);

  if (length == 0 || length > LONGEST_QUERY)
    return g_strdup ("");
  GString *text = g_string_sized_new (length + 1);
  for (guint i = 0; i < length; i++)
    g_string_append_unichar (text, folded[i]);
  return g_string_free_and_steal (text);
}
