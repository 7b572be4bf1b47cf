/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-hygiene.h"

#include "store/rg-pinyin.h"

#include <string.h>

/* Of shorter names another character makes another word: 新客 and 老客. */
#define LEAST_LETTERS 4

/**
 * rg_tag_hygiene_free:
 * @hygiene: (nullable) (transfer full): what could be put in order
 */
void
rg_tag_hygiene_free (RgTagHygiene *hygiene)
{
  if (hygiene == NULL)
    return;
  g_clear_pointer (&hygiene->unused, g_ptr_array_unref);
  g_clear_pointer (&hygiene->pairs, g_ptr_array_unref);
  g_clear_pointer (&hygiene->tree, rg_tag_tree_unref);
  g_free (hygiene);
}

/* --- likeness -------------------------------------------------------------- */

typedef struct
{
  GPtrArray *pairs;
  GHashTable *told; /* "id id" of each pair */
} Finder;

static void
add_pair (Finder *finder, RgTag *a, RgTag *b, RgTagLikeness likeness)
{
  RgTagPair *pair;
  char *key;

  /* A branch and what it is made of: 会员 and 会员 below it are meant so. */
  if (a->hidden || b->hidden || rg_tag_is_below (a, b) || rg_tag_is_below (b, a))
    return;
  key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN (a->id, b->id), MAX (a->id, b->id));
  if (!g_hash_table_add (finder->told, key))
    return;
  pair = g_new (RgTagPair, 1);
  pair->keep = b->n_own > a->n_own || (b->n_own == a->n_own && b->id < a->id) ? b : a;
  pair->gone = pair->keep == a ? b : a;
  pair->likeness = likeness;
  g_ptr_array_add (finder->pairs, pair);
}

/* Tags with the same key are alike to the first of them. @key: (transfer full). */
static void
meet (Finder *finder, GHashTable *keys, char *key, RgTag *tag, RgTagLikeness likeness)
{
  RgTag *other = *key != '\0' ? g_hash_table_lookup (keys, key) : NULL;

  if (other != NULL)
    add_pair (finder, other, tag, likeness);
  if (other != NULL || *key == '\0')
    g_free (key);
  else
    g_hash_table_insert (keys, key, tag);
}

/* Simplified, in small letters, without blanks and signs. A name of signs only
 * is as it is. */
static char *
fold (const char *name)
{
  g_autofree char *folded = rg_pinyin_fold_query (name);

  return *folded != '\0' ? g_steal_pointer (&folded) : g_strdup (name);
}

/* The sound of a name of Chinese characters; of others it is the name. */
static char *
sound (const char *folded)
{
  g_autofree char *reading = rg_pinyin_reading (folded, TRUE);
  gboolean has_han = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    has_han |= g_utf8_get_char (p) >= 0x2e80;
  return has_han && strchr (reading, ' ') != NULL ? g_steal_pointer (&reading) : g_strdup ("");
}

static gboolean
differ_in_digit (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  return g_ascii_isdigit (*a) || g_ascii_isdigit (*b);
}

/* Two names are one character apart when leaving out one character, or none, of
 * each makes them the same at the same place. */
static void
meet_shortened (Finder *finder, GHashTable *keys, GHashTable *folds, const char *folded, RgTag *tag)
{
  const char *p = folded;

  for (guint i = 0;; i++)
    {
      g_autofree char *key = NULL;
      RgTag *other;

      key = *p != '\0' ? g_strdup_printf ("%.*s%s", (int) (p - folded), folded, g_utf8_next_char (p))
                       : g_strdup (folded);
      /* What was left out stands in the key, so that 甲乙 and 乙丙 do not meet; a
       * whole name meets those that are one longer wherever that is. */
      other = g_hash_table_lookup (folds, key);
      if (other != NULL && other != tag && !differ_in_digit (folded, key))
        add_pair (finder, other, tag, RG_TAG_ONE_LETTER);
      if (*p == '\0')
        return;
      {
        char *placed = g_strdup_printf ("%u %s", i, key);
        RgTag *same = g_hash_table_lookup (keys, placed);
        g_autofree char *its = same != NULL ? fold (same->name) : NULL;

        if (same != NULL && same != tag && !differ_in_digit (folded, its))
          add_pair (finder, same, tag, RG_TAG_ONE_LETTER);
        if (same == NULL)
          g_hash_table_insert (keys, placed, tag);
        else
          g_free (placed);
      }
      p = g_utf8_next_char (p);
    }
}

static void
find_one_letter (Finder *finder, GPtrArray *all, char **folded)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) folds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    if (g_utf8_strlen (folded[i], -1) >= LEAST_LETTERS)
      g_hash_table_insert (folds, folded[i], g_ptr_array_index (all, i));
  for (guint i = 0; i < all->len; i++)
    if (g_utf8_strlen (folded[i], -1) >= LEAST_LETTERS)
      meet_shortened (finder, keys, folds, folded[i], g_ptr_array_index (all, i));
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const RgTagPair *left = *(const RgTagPair *const *) a;
  const RgTagPair *right = *(const RgTagPair *const *) b;

  if (left->likeness != right->likeness)
    return left->likeness < right->likeness ? -1 : 1;
  return (left->keep->id > right->keep->id) - (left->keep->id < right->keep->id);
}

/**
 * rg_tag_hygiene_pairs:
 * @tree: all tags
 *
 * Returns: (transfer full) (element-type RgTagPair): those in use that may mean
 *   the same, the likeliest first
 */
GPtrArray *
rg_tag_hygiene_pairs (RgTagTree *tree)
{
  GPtrArray *all = rg_tag_tree_get_all (tree);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder finder = { g_ptr_array_new_with_free_func (g_free), told };
  g_auto (GStrv) folded = g_new0 (char *, all->len + 1);

  for (guint i = 0; i < all->len; i++)
    folded[i] = fold (((RgTag *) g_ptr_array_index (all, i))->name);
  for (guint i = 0; i < all->len; i++)
    if (!((RgTag *) g_ptr_array_index (all, i))->hidden)
      meet (&finder, names, g_strdup (folded[i]), g_ptr_array_index (all, i), RG_TAG_SAME_NAME);
  for (guint i = 0; i < all->len; i++)
    if (!((RgTag *) g_ptr_array_index (all, i))->hidden)
      meet (&finder, sounds, sound (folded[i]), g_ptr_array_index (all, i), RG_TAG_SAME_SOUND);
  find_one_letter (&finder, all, folded);
  g_ptr_array_sort (finder.pairs, compare_pairs);
  return finder.pairs;
}

/* --- customers ------------------------------------------------------------- */

static gboolean
count_customers (RgRead *read, const char *where, guint64 *n, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count (*) FROM customer t WHERE ");
  g_autoptr (RgStatement) statement = NULL;

  g_string_append (sql, where);
  rg_read_hide_open (read, "customer", "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = (guint64) rg_statement_get_integer (statement, 0);
  return TRUE;
}

/**
 * rg_tag_hygiene_read:
 * @read: a read transaction
 * @tree: all tags, counted
 * @cancellable: (nullable): unused tags and pairs are found at once; the counts
 *   of customers can be broken off before each
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what could be put in order; %NULL on error
 */
RgTagHygiene *
rg_tag_hygiene_read (RgRead *read, RgTagTree *tree, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgTagHygiene) self = g_new0 (RgTagHygiene, 1);
  GPtrArray *all = rg_tag_tree_get_all (tree);

  self->tree = rg_tag_tree_ref (tree);
  self->pairs = rg_tag_hygiene_pairs (tree);
  self->unused = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      RgTag *tag = g_ptr_array_index (all, i);

      /* What is out of use is out of the way already. */
      if (tag->n_own == 0 && tag->children->len == 0 && !tag->rule_on && !tag->hidden)
        g_ptr_array_add (self->unused, tag);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !count_customers (read,
                        "t.phone IS NULL AND NOT EXISTS (SELECT 1 FROM identity i"
                        " WHERE i.customer_id = t.id AND i.kind = 'phone')",
                        &self->n_without_phone, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !count_customers (read, "t.last_contact IS NULL", &self->n_never_contacted, error))
    return NULL;
  return g_steal_pointer (&self);
}
