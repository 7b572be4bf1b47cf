/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-doubles-private.h"

#include "catalog/rg-text.h"

#include <string.h>

/* All likely pairs of a shop. One pass over the customers and one over the
 * identities make keys of 16 bytes; sorted, those who share something lie
 * together. About 60 bytes a customer, and no join of the table with itself. */

#define ROWS_PER_LOOK 4096

typedef struct
{
  guint64 hash;
  guint32 id;
} Key;

typedef struct
{
  guint32 id;
  guint32 name; /* hashes; 0: none */
  guint32 sound;
} Person;

typedef struct
{
  RgRead *read;
  GCancellable *cancellable;
  GArray *people; /* Person, by id */
  GArray *phones; /* Key, and so the others */
  GArray *wechats;
  GArray *emails;
  GArray *tails; /* of sound and tail together */
  GArray *found; /* RgCandidate */
} Scan;

/* --- keys ----------------------------------------------------------------- */

#define HASH_START G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

/* FNV-1a. */
static guint64
hash_on (guint64 hash, const char *text)
{
  for (const guint8 *p = (const guint8 *) text; *p != '\0'; p++)
    hash = (hash ^ *p) * HASH_PRIME;
  return hash;
}

/* Whether all of it are Han characters of the common block: nothing in it can
 * be written in another way. */
static gboolean
is_plain_han (const char *text)
{
  const guint8 *p = (const guint8 *) text;

  while (*p >= 0xe4 && *p <= 0xe9 && p[1] != '\0' && p[2] != '\0')
    p += 3;
  return *p == '\0';
}

static guint64
hash_normal (const char *text)
{
  g_autofree char *normal = NULL;

  if (is_plain_han (text))
    return hash_on (HASH_START, text);
  normal = rg_text_normalize (text);
  return hash_on (HASH_START, normal);
}

/* Halved; never that of nothing. */
static guint32
small (guint64 hash)
{
  guint32 half = (guint32) (hash ^ hash >> 32);

  return half != 0 ? half : 1;
}

static void
add_key (GArray *keys, guint64 hash, guint32 id)
{
  Key key = { hash, id };

  g_array_append_val (keys, key);
}

static void
add_phone (Scan *scan, guint32 id, const char *phone, const char *sound)
{
  const char *tail = rg_double_tail (phone);

  add_key (scan->phones, hash_on (HASH_START, phone), id);
  if (sound != NULL && *sound != '\0' && tail != NULL)
    add_key (scan->tails, hash_on (hash_on (HASH_START, sound), tail), id);
}

static gboolean
go_on (Scan *scan, guint *until_look, GError **error)
{
  if (--*until_look > 0)
    return TRUE;
  *until_look = ROWS_PER_LOOK;
  return !g_cancellable_set_error_if_cancelled (scan->cancellable, error);
}

static void
take_customer (Scan *scan, RgStatement *statement)
{
  guint32 id = (guint32) rg_statement_get_integer (statement, 0);
  const char *name = rg_statement_get_text (statement, 1);
  const char *sound = rg_statement_get_text (statement, 2);
  const char *phone = rg_statement_get_text (statement, 3);
  const char *wechat = rg_statement_get_text (statement, 4);
  const char *email = rg_statement_get_text (statement, 5);
  Person person = { .id = id };

  if (name != NULL && *name != '\0')
    person.name = small (hash_normal (name));
  if (sound != NULL && *sound != '\0')
    person.sound = small (hash_on (HASH_START, sound));
  g_array_append_val (scan->people, person);
  if (phone != NULL)
    add_phone (scan, id, phone, sound);
  if (wechat != NULL)
    add_key (scan->wechats, hash_normal (wechat), id);
  if (email != NULL)
    add_key (scan->emails, hash_normal (email), id);
}

static gboolean
read_customers (Scan *scan, GError **error)
{
  g_autoptr (GString) sql =
      g_string_new ("SELECT c.id, c.name, c.pinyin, c.phone, c.wechat, c.email FROM main.customer c WHERE 1");
  g_autoptr (RgStatement) statement = NULL;
  guint until_look = ROWS_PER_LOOK;
  RgStep step;

  rg_read_hide_open (scan->read, "customer", "c", sql);
  g_string_append (sql, " ORDER BY c.id");
  statement = rg_database_prepare (rg_read_get_database (scan->read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      take_customer (scan, statement);
      if (!go_on (scan, &until_look, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_identities (Scan *scan, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
      "SELECT i.customer_id, i.kind, i.value, c.pinyin FROM main.identity i JOIN main.customer c "
      "ON c.id = i.customer_id WHERE i.kind IN ('phone', 'wechat', 'email')");
  g_autoptr (RgStatement) statement = NULL;
  guint until_look = ROWS_PER_LOOK;
  RgStep step;

  rg_read_hide_open (scan->read, "customer", "c", sql);
  statement = rg_database_prepare (rg_read_get_database (scan->read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);
      const char *kind = rg_statement_get_text (statement, 1);
      const char *value = rg_statement_get_text (statement, 2);

      if (g_str_equal (kind, "phone"))
        add_phone (scan, id, value, rg_statement_get_text (statement, 3));
      else
        add_key (g_str_equal (kind, "wechat") ? scan->wechats : scan->emails, hash_normal (value), id);
      if (!go_on (scan, &until_look, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* --- those who share something -------------------------------------------- */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  if (left->hash != right->hash)
    return left->hash > right->hash ? 1 : -1;
  return (left->id > right->id) - (left->id < right->id);
}

static void
add_pair (Scan *scan, guint32 one, guint32 other, guint evidence)
{
  RgCandidate candidate = { rg_pair_key (one, other), evidence };

  g_array_append_val (scan->found, candidate);
}

/* @ids: ascending, each once. What very many share speaks for nothing. Those of
 * them who sound the same all the same make a row, each with the next, so that
 * their number does not make pairs by its square. */
static void
pair_group (Scan *scan, const guint32 *ids, guint n, guint evidence)
{
  gboolean many = n > RG_DOUBLES_MOST_SHARING;

  if (many && (evidence & RG_DOUBLE_SAME_TAIL) == 0)
    return;
  for (guint i = 0; i + 1 < n; i++)
    for (guint j = i + 1; j < (many ? i + 2 : n); j++)
      add_pair (scan, ids[i], ids[j], evidence);
}

static void
pair_keys (Scan *scan, GArray *keys, guint evidence)
{
  g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_sort (keys, compare_keys);
  for (guint start = 0, end; start < keys->len; start = end)
    {
      guint64 hash = g_array_index (keys, Key, start).hash;

      g_array_set_size (group, 0);
      for (end = start; end < keys->len && g_array_index (keys, Key, end).hash == hash; end++)
        {
          guint32 id = g_array_index (keys, Key, end).id;

          if (group->len == 0 || g_array_index (group, guint32, group->len - 1) != id)
            g_array_append_val (group, id);
        }
      pair_group (scan, (const guint32 *) (gpointer) group->data, group->len, evidence);
    }
  g_array_set_size (keys, 0);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  guint64 left = ((const RgCandidate *) a)->pair;
  guint64 right = ((const RgCandidate *) b)->pair;

  return (left > right) - (left < right);
}

/* What was found for a pair in several ways is one. */
static void
unite (GArray *found)
{
  guint kept = 0;

  g_array_sort (found, compare_candidates);
  for (guint i = 0; i < found->len; i++)
    {
      RgCandidate candidate = g_array_index (found, RgCandidate, i);

      if (kept > 0 && g_array_index (found, RgCandidate, kept - 1).pair == candidate.pair)
        g_array_index (found, RgCandidate, kept - 1).evidence |= candidate.evidence;
      else
        g_array_index (found, RgCandidate, kept++) = candidate;
    }
  g_array_set_size (found, kept);
}

static const Person *
find_person (const Scan *scan, guint32 id)
{
  guint low = 0;
  guint high = scan->people->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (scan->people, Person, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return &g_array_index (scan->people, Person, low);
}

/* As rg_facts_compare tells it. */
static void
compare_names (const Scan *scan, RgCandidate *candidate)
{
  const Person *one = find_person (scan, (guint32) (candidate->pair >> 32));
  const Person *other = find_person (scan, (guint32) candidate->pair);

  if ((candidate->evidence & RG_DOUBLE_SAME_PHONE) != 0)
    candidate->evidence &= ~(guint) RG_DOUBLE_SAME_TAIL;
  if (one->name != 0 && one->name == other->name)
    candidate->evidence |= RG_DOUBLE_SAME_NAME;
  else if (one->sound != 0 && one->sound == other->sound)
    candidate->evidence |= RG_DOUBLE_SAME_SOUND;
}

/* Both lie in the order of the pairs. */
static gboolean
leave_out_dismissed (Scan *scan, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (scan->read),
      "SELECT first_id, second_id FROM main.not_same ORDER BY first_id, second_id", error);
  GArray *found = scan->found;
  guint64 different = 0;
  RgStep step = RG_STEP_ROW;
  guint kept = 0;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      RgCandidate candidate = g_array_index (found, RgCandidate, i);

      while (step == RG_STEP_ROW && different < candidate.pair)
        if ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
          different = rg_pair_key ((guint32) rg_statement_get_integer (statement, 0),
                                   (guint32) rg_statement_get_integer (statement, 1));
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_DONE || different != candidate.pair)
        g_array_index (found, RgCandidate, kept++) = candidate;
    }
  g_array_set_size (found, kept);
  return TRUE;
}

static gboolean
scan_all (Scan *scan, GError **error)
{
  if (!read_customers (scan, error) || !read_identities (scan, error))
    return FALSE;
  pair_keys (scan, scan->phones, RG_DOUBLE_SAME_PHONE);
  pair_keys (scan, scan->wechats, RG_DOUBLE_SAME_WECHAT);
  pair_keys (scan, scan->emails, RG_DOUBLE_SAME_EMAIL);
  pair_keys (scan, scan->tails, RG_DOUBLE_SAME_TAIL);
  unite (scan->found);
  for (guint i = 0; i < scan->found->len; i++)
    compare_names (scan, &g_array_index (scan->found, RgCandidate, i));
  return leave_out_dismissed (scan, error) &&
         !g_cancellable_set_error_if_cancelled (scan->cancellable, error);
}

/*< private >
 * rg_doubles_scan:
 *
 * Returns: (element-type RgCandidate) (transfer full) (nullable): all likely
 *   pairs by the older one's id; %NULL on error
 */
GArray *
rg_doubles_scan (RgRead *read, GCancellable *cancellable, GError **error)
{
  Scan scan = {
    .read = read,
    .cancellable = cancellable,
    .people = g_array_new (FALSE, FALSE, sizeof (Person)),
    .phones = g_array_new (FALSE, FALSE, sizeof (Key)),
    .wechats = g_array_new (FALSE, FALSE, sizeof (Key)),
    .emails = g_array_new (FALSE, FALSE, sizeof (Key)),
    .tails = g_array_new (FALSE, FALSE, sizeof (Key)),
    .found = g_array_new (FALSE, FALSE, sizeof (RgCandidate)),
  };
  gboolean good = scan_all (&scan, error);

  g_array_unref (scan.people);
  g_array_unref (scan.phones);
  g_array_unref (scan.wechats);
  g_array_unref (scan.emails);
  g_array_unref (scan.tails);
  if (good)
    return scan.found;
  g_array_unref (scan.found);
  return NULL;
}

/* --- those who are sure --------------------------------------------------- */

/* The earliest of those that @id is the same as. */
static guint32
find_root (GHashTable *roots, guint32 id)
{
  gpointer root;

  while ((root = g_hash_table_lookup (roots, GUINT_TO_POINTER (id))) != NULL)
    id = GPOINTER_TO_UINT (root);
  return id;
}

static int
compare_gone (gconstpointer a, gconstpointer b)
{
  guint32 left = ((const RgSurePair *) a)->gone;
  guint32 right = ((const RgSurePair *) b)->gone;

  return (left > right) - (left < right);
}

/*< private >
 * rg_doubles_sure:
 * @candidates: (element-type RgCandidate): what a scan found
 *
 * Returns: (element-type RgSurePair) (transfer full): who goes, and the earliest
 *   customer of the same name and phone, also through others
 */
GArray *
rg_doubles_sure (const GArray *candidates)
{
  const guint sure = RG_DOUBLE_SAME_PHONE | RG_DOUBLE_SAME_NAME;
  g_autoptr (GHashTable) roots = g_hash_table_new (NULL, NULL);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (RgSurePair));
  GHashTableIter iter;
  gpointer gone;

  for (guint i = 0; i < candidates->len; i++)
    {
      const RgCandidate *candidate = &g_array_index (candidates, RgCandidate, i);
      guint32 one, other;

      if ((candidate->evidence & sure) != sure)
        continue;
      one = find_root (roots, (guint32) (candidate->pair >> 32));
      other = find_root (roots, (guint32) candidate->pair);
      if (one != other)
        g_hash_table_insert (roots, GUINT_TO_POINTER (MAX (one, other)), GUINT_TO_POINTER (MIN (one, other)));
    }
  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, &gone, NULL))
    {
      RgSurePair pair = { find_root (roots, GPOINTER_TO_UINT (gone)), GPOINTER_TO_UINT (gone) };

      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_gone);
  return pairs;
}
