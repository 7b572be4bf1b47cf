/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-pinyin-private.h"

/* The initials that a mixed query can stand for. Ways to read it are followed
 * level by level, one syllable more on each, so that the likely ones, with few
 * and long syllables, come first. */

#define LONGEST_QUERY 64
#define LONGEST_KEY 24
#define MOST_WAYS 192
#define MOST_KEYS 12

typedef struct
{
  guint8 at;
  guint8 length;
  gboolean full;    /* has a syllable in letters */
  gboolean initial; /* has a syllable by its initial */
  char key[LONGEST_KEY + 1];
} Way;

typedef struct
{
  const char *query;
  guint length;
  GPtrArray *keys;
} Search;

static void
add_way (GArray *ways, const Way *from, const char *head, guint head_length, guint taken, gboolean full)
{
  Way way = *from;

  if (way.length + head_length > LONGEST_KEY || ways->len >= MOST_WAYS)
    return;
  memcpy (way.key + way.length, head, head_length);
  way.length += head_length;
  way.key[way.length] = '\0';
  way.at += taken;
  way.full |= full;
  way.initial |= !full;
  for (guint i = 0; i < ways->len; i++)
    {
      const Way *old = &g_array_index (ways, Way, i);
      if (old->at == way.at && old->full == way.full && old->initial == way.initial &&
          strcmp (old->key, way.key) == 0)
        return;
    }
  g_array_append_val (ways, way);
}

static void
go_on (const Search *self, const Way *way, GArray *next)
{
  const char *rest = self->query + way->at;
  const guint left = self->length - way->at;

  if (g_ascii_isdigit (*rest))
    {
      guint digits = 1;
      while (digits < left && g_ascii_isdigit (rest[digits]))
        digits++;
      add_way (next, way, rest, digits, digits, FALSE);
      return;
    }
  for (guint take = MIN (left, 7); take > 1; take--)
    if (rg_table_find_syllable (rest, take) >= 0 || (take == left && rg_table_begins_syllable (rest, take)))
      add_way (next, way, rest, 1, take, TRUE);
  /* No syllable begins with these. */
  if (*rest != 'i' && *rest != 'u' && *rest != 'v')
    add_way (next, way, rest, 1, 1, FALSE);
}

static void
add_key (const Search *self, const char *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_has_prefix (key, g_ptr_array_index (self->keys, i)))
      return;
  if (self->keys->len < MOST_KEYS)
    g_ptr_array_add (self->keys, g_strdup (key));
}

/**
 * rg_pinyin_query_keys:
 * @query: (nullable): what was typed, folded by rg_pinyin_fold_query()
 *
 * The initials of all the names that a Latin query can mean when it is mixed of
 * full syllables and initials: zhangsf gives zsf first, then the unlikely
 * (z'hang's'f). Queries that are all initials or all syllables give nothing
 * new and are looked up themselves. At most a dozen, the likely ones first.
 *
 * Returns: (transfer full) (array zero-terminated=1): what to look up as
 *   prefixes among the tokens, to be checked with rg_pinyin_match()
 */
char **
rg_pinyin_query_keys (const char *query)
{
  Search self = { .query = query ? query : "", .keys = g_ptr_array_new () };
  g_autoptr (GArray) ways = g_array_new (FALSE, TRUE, sizeof (Way));
  gsize length = strlen (self.query);
  Way start = { 0 };

  if (length <= LONGEST_QUERY && strspn (self.query, "abcdefghijklmnopqrstuvwxyz0123456789") == length)
    g_array_append_val (ways, start);
  self.length = length;
  while (ways->len > 0 && self.keys->len < MOST_KEYS)
    {
      GArray *next = g_array_new (FALSE, TRUE, sizeof (Way));
      for (guint i = 0; i < ways->len; i++)
        {
          const Way *way = &g_array_index (ways, Way, i);
          if (way->at < self.length)
            go_on (&self, way, next);
          else if (way->full && way->initial)
            add_key (&self, way->key);
        }
      g_array_unref (ways);
      ways = next;
    }
  g_ptr_array_add (self.keys, NULL);
  return (char **) g_ptr_array_free (self.keys, FALSE);
}
