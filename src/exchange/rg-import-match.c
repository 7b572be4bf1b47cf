/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <string.h>

/* Who is in the shop already, in memory: one pass over the table instead of a
 * question for every row of the file. A key is a hash; whoever finds somebody
 * by it looks at the row before he believes it. */

/* Numbers that no row has: a free entry, and one that was taken out. */
#define FREE 0
#define GONE G_MAXUINT32

struct _RgKeyMap
{
  guint64 *keys;
  guint32 *numbers;
  gsize size; /* a power of two */
  gsize used; /* entries that are not free */
  gsize gone; /* of these, taken out */
};

/**
 * rg_key_map_new:
 *
 * Returns: (transfer full): an empty map
 */
RgKeyMap *
rg_key_map_new (void)
{
  RgKeyMap *map = g_new0 (RgKeyMap, 1);

  map->size = 1024;
  map->keys = g_new (guint64, map->size);
  map->numbers = g_new0 (guint32, map->size);
  return map;
}

/**
 * rg_key_map_free:
 * @map: (transfer full): a map
 */
void
rg_key_map_free (RgKeyMap *map)
{
  g_free (map->keys);
  g_free (map->numbers);
  g_free (map);
}

static void
insert (RgKeyMap *map, guint64 key, guint32 number)
{
  gsize at = key & (map->size - 1);

  while (map->numbers[at] != FREE)
    at = (at + 1) & (map->size - 1);
  map->keys[at] = key;
  map->numbers[at] = number;
  map->used++;
}

static void
grow (RgKeyMap *map)
{
  g_autofree guint64 *keys = map->keys;
  g_autofree guint32 *numbers = map->numbers;
  gsize size = map->size;

  map->size *= 2;
  map->keys = g_new (guint64, map->size);
  map->numbers = g_new0 (guint32, map->size);
  map->used = map->gone = 0;
  for (gsize i = 0; i < size; i++)
    {
      if (numbers[i] != FREE && numbers[i] != GONE)
        insert (map, keys[i], numbers[i]);
    }
}

/**
 * rg_key_map_add:
 * @map: a map
 * @key: a key; several entries may have it
 * @number: 1 to G_MAXUINT32 - 1
 */
void
rg_key_map_add (RgKeyMap *map, guint64 key, guint32 number)
{
  if ((map->used + 1) * 10 > map->size * 7)
    grow (map);
  insert (map, key, number);
}

/**
 * rg_key_map_next:
 * @map: a map
 * @key: a key
 * @cursor: (inout): 0 to begin with; not to be kept over a change of the map
 *
 * Returns: the number of the next entry with @key; 0 when there are no more
 */
guint32
rg_key_map_next (RgKeyMap *map, guint64 key, guint64 *cursor)
{
  gsize at = (key + *cursor) & (map->size - 1);

  for (; map->numbers[at] != FREE; at = (at + 1) & (map->size - 1))
    {
      (*cursor)++;
      if (map->keys[at] == key && map->numbers[at] != GONE)
        return map->numbers[at];
    }
  return 0;
}

/**
 * rg_key_map_remove:
 * @map: a map
 * @key: a key
 * @number: the entry's
 */
void
rg_key_map_remove (RgKeyMap *map, guint64 key, guint32 number)
{
  guint64 cursor = 0;
  guint32 found;

  while ((found = rg_key_map_next (map, key, &cursor)) != 0)
    {
      if (found != number)
        continue;
      map->numbers[(key + cursor - 1) & (map->size - 1)] = GONE;
      map->gone++;
      return;
    }
}

/**
 * rg_key_map_size:
 * @map: a map
 *
 * Returns: how many entries it has
 */
gsize
rg_key_map_size (RgKeyMap *map)
{
  return map->used - map->gone;
}

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint64
hash_text (guint64 hash, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guint8) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  return (hash ^ 0xff) * G_GUINT64_CONSTANT (0x100000001b3);
}

/**
 * rg_key_of:
 * @kind: one of RG_KEY_…
 * @a: a text
 * @b: (nullable): another
 *
 * Returns: their key, its bits mixed so that the low ones serve as a place
 */
guint64
rg_key_of (char kind, const char *a, const char *b)
{
  guint64 hash =
      (G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ (guint8) kind) * G_GUINT64_CONSTANT (0x100000001b3);

  hash = hash_text (hash, a);
  if (b != NULL)
    hash = hash_text (hash, b);
  hash ^= hash >> 32;
  hash *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

/**
 * rg_known_add:
 * @map: the map of people
 * @known: a person
 * @by_name: whether people are looked for by name or phone alone too
 */
void
rg_known_add (RgKeyMap *map, const RgKnown *known, gboolean by_name)
{
  g_autofree char *name = rg_text_normalize (known->name != NULL ? known->name : "");
  g_autofree char *wechat = known->wechat != NULL ? rg_text_normalize (known->wechat) : NULL;
  g_autofree char *email = known->email != NULL ? rg_text_normalize (known->email) : NULL;

  for (guint i = 0; i < known->n_phones; i++)
    {
      rg_key_map_add (map, rg_key_of (RG_KEY_PHONE, known->phones[i], name), known->id);
      if (by_name)
        rg_key_map_add (map, rg_key_of (RG_KEY_NUMBER, known->phones[i], NULL), known->id);
    }
  if (wechat != NULL)
    {
      rg_key_map_add (map, rg_key_of (RG_KEY_WECHAT, wechat, name), known->id);
      if (known->n_phones == 0)
        rg_key_map_add (map, rg_key_of (RG_KEY_WECHAT_ONLY, wechat, name), known->id);
    }
  if (email != NULL)
    {
      rg_key_map_add (map, rg_key_of (RG_KEY_EMAIL, email, name), known->id);
      if (known->n_phones == 0)
        rg_key_map_add (map, rg_key_of (RG_KEY_EMAIL_ONLY, email, name), known->id);
    }
  if (known->n_phones == 0 && wechat == NULL && email == NULL)
    rg_key_map_add (map, rg_key_of (RG_KEY_NAME_ONLY, name, NULL), known->id);
  if (by_name)
    rg_key_map_add (map, rg_key_of (RG_KEY_NAME, name, NULL), known->id);
}

static gboolean
load_customers (RgKeyMap *map, RgRead *read, gboolean by_name, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  guint64 n = 0;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT id, name, phone, wechat, email FROM customer", error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *phone = rg_statement_get_text (statement, 2);
      RgKnown known = {
        .id = (guint32) rg_statement_get_integer (statement, 0),
        .name = rg_statement_get_text (statement, 1),
        .phones = &phone,
        .n_phones = phone != NULL ? 1 : 0,
        .wechat = rg_statement_get_text (statement, 3),
        .email = rg_statement_get_text (statement, 4),
      };

      rg_known_add (map, &known, by_name);
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
load_further_phones (RgKeyMap *map, RgRead *read, gboolean by_name, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (read),
                                   "SELECT c.id, c.name, i.value FROM identity i JOIN customer c"
                                   " ON c.id = i.customer_id WHERE i.kind = 'phone'",
                                   error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);
      const char *written = rg_statement_get_text (statement, 1);
      const char *phone = rg_statement_get_text (statement, 2);
      g_autofree char *name = rg_text_normalize (written != NULL ? written : "");

      rg_key_map_add (map, rg_key_of (RG_KEY_PHONE, phone, name), id);
      if (by_name)
        rg_key_map_add (map, rg_key_of (RG_KEY_NUMBER, phone, NULL), id);
    }
  return step == RG_STEP_DONE;
}

/**
 * rg_known_load:
 * @map: an empty map
 * @read: a read transaction
 * @by_name: whether people are looked for by name or phone alone too
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether everybody in the shop is in @map
 */
gboolean
rg_known_load (RgKeyMap *map, RgRead *read, gboolean by_name, GCancellable *cancellable, GError **error)
{
  return load_customers (map, read, by_name, cancellable, error) &&
         load_further_phones (map, read, by_name, error);
}
