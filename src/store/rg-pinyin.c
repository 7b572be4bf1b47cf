/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

#include "store/rg-collate.h"

/**
 * rg_pinyin_reading:
 * @name: (nullable): a name
 * @company: whether it is a company's name; words win over surnames then
 *
 * How a name is most probably read: small letters, no tones, one blank between
 * syllables, ü as v. Latin words and digits are kept, other signs dropped.
 *
 * Returns: (transfer full): the reading, "" when there is nothing to read
 */
char *
rg_pinyin_reading (const char *name, gboolean company)
{
  RgUnits units;

  rg_units_init (&units, name, company, NULL);
  char *reading = rg_units_reading (&units);
  rg_units_clear (&units);
  return reading;
}

/**
 * rg_pinyin_initials:
 * @reading: (nullable): a reading with blanks between syllables
 *
 * Returns: (transfer full): its initials, zsf for "zhang san feng"; a word that
 *   begins with digits stands there with all of them
 */
char *
rg_pinyin_initials (const char *reading)
{
  GString *initials = g_string_new (NULL);
  gboolean start = TRUE, digits = FALSE;

  for (const char *at = reading ? reading : ""; *at; at++)
    {
      if (*at == ' ')
        {
          start = TRUE;
          continue;
        }
      if (start || (digits && g_ascii_isdigit (*at)))
        g_string_append_c (initials, *at);
      digits = (start || digits) && g_ascii_isdigit (*at);
      start = FALSE;
    }
  return g_string_free_and_steal (initials);
}

static void
append_tokens (const RgUnits *units, gboolean fits, const char *name, gboolean company, GString *tokens)
{
  const gsize start = tokens->len;
  RgUnits plain;

  rg_units_tokens (units, tokens, start);
  if (fits)
    return;
  rg_units_init (&plain, name, company, NULL);
  rg_units_tokens (&plain, tokens, start);
  rg_units_clear (&plain);
}

/**
 * rg_pinyin_tokens:
 * @name: (nullable): a name
 * @company: whether it is a company's name
 * @override: (nullable): the owner's own reading of it
 * @tokens: where to append, blanks between
 *
 * The words by which a name is found when their beginnings are looked up: the
 * initials and the full spelling of the name and of each of its suffixes,
 * under every plausible reading; no doubles. 张三丰 gives
 * "f sf zsf feng sanfeng zhangsanfeng".
 */
void
rg_pinyin_tokens (const char *name, gboolean company, const char *override, GString *tokens)
{
  RgUnits units;

  gboolean fits = rg_units_init (&units, name, company, override);
  append_tokens (&units, fits, name, company, tokens);
  rg_units_clear (&units);
}

/**
 * rg_name_keys:
 * @name: (nullable): a name
 * @company: whether it is a company's name
 * @override: (nullable): the owner's own reading of it, which wins
 * @out: (out caller-allocates): the keys; clear with rg_name_keys_clear()
 *
 * Makes all that is stored beside a name, cheaper than one by one.
 */
void
rg_name_keys (const char *name, gboolean company, const char *override, RgNameKeys *out)
{
  RgUnits units;

  gboolean fits = rg_units_init (&units, name, company, override);
  out->reading = rg_units_reading (&units);
  out->tokens = g_string_sized_new (120);
  append_tokens (&units, fits, name, company, out->tokens);
  rg_units_clear (&units);
  out->sort_key = rg_sort_key (name, out->reading);
  out->letter = rg_sort_letter (name, out->reading);
}

/**
 * rg_name_keys_clear:
 * @keys: keys made by rg_name_keys(), or all zero
 *
 * Frees what is in @keys.
 */
void
rg_name_keys_clear (RgNameKeys *keys)
{
  g_clear_pointer (&keys->reading, g_free);
  if (keys->tokens)
    g_string_free (g_steal_pointer (&keys->tokens), TRUE);
  g_clear_pointer (&keys->sort_key, g_bytes_unref);
}
