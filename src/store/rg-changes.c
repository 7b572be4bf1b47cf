/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-private.h"

/* Above this a list is better asked for again than mended row by row. */
#define MOST_IDS 1000

struct _RgChanges
{
  gatomicrefcount references;
  gint64 operation;
  char *origin;
  GArray *changes; /* RgChange */
};

G_DEFINE_BOXED_TYPE (RgChanges, rg_changes, rg_changes_ref, rg_changes_unref)

/**
 * rg_changes_ref:
 * @changes: what a COMMIT changed
 *
 * Returns: (transfer full): @changes
 */
RgChanges *
rg_changes_ref (RgChanges *changes)
{
  g_atomic_ref_count_inc (&changes->references);
  return changes;
}

static void
change_clear (gpointer data)
{
  RgChange *change = data;

  g_clear_pointer (&change->ids, g_array_unref);
}

/**
 * rg_changes_unref:
 * @changes: (transfer full): what a COMMIT changed
 */
void
rg_changes_unref (RgChanges *changes)
{
  if (!g_atomic_ref_count_dec (&changes->references))
    return;
  g_array_unref (changes->changes);
  g_free (changes->origin);
  g_free (changes);
}

/**
 * rg_changes_get_operation:
 * @changes: what a COMMIT changed
 *
 * Returns: the operation's id
 */
gint64
rg_changes_get_operation (const RgChanges *changes)
{
  return changes->operation;
}

/**
 * rg_changes_get_origin:
 * @changes: what a COMMIT changed
 *
 * Returns: (transfer none): what made it: one of the `RG_ORIGIN_` texts
 */
const char *
rg_changes_get_origin (const RgChanges *changes)
{
  return changes->origin;
}

/**
 * rg_changes_get_n:
 * @changes: what a COMMIT changed
 *
 * Returns: the number of entries, one for each entity and kind that occurs
 */
guint
rg_changes_get_n (const RgChanges *changes)
{
  return changes->changes->len;
}

/**
 * rg_changes_get:
 * @changes: what a COMMIT changed
 * @index: below [func@changes_get_n]
 *
 * Returns: (transfer none): one entry
 */
const RgChange *
rg_changes_get (const RgChanges *changes, guint index)
{
  g_return_val_if_fail (index < changes->changes->len, NULL);
  return &g_array_index (changes->changes, RgChange, index);
}

/* --- gathering ----------------------------------------------------------- */

typedef struct
{
  const char *entity; /* interned */
  RgChangeKind kind;
  GHashTable *ids; /* gint64 in boxes; NULL when there are too many */
} Bucket;

struct _RgFeed
{
  GArray *buckets;
  guint last; /* most rows belong where the one before did */
};

static void
bucket_clear (gpointer data)
{
  Bucket *bucket = data;

  g_clear_pointer (&bucket->ids, g_hash_table_unref);
}

RgFeed *
rg_feed_new (void)
{
  RgFeed *feed = g_new0 (RgFeed, 1);

  feed->buckets = g_array_new (FALSE, TRUE, sizeof (Bucket));
  g_array_set_clear_func (feed->buckets, bucket_clear);
  return feed;
}

void
rg_feed_free (RgFeed *feed)
{
  g_array_unref (feed->buckets);
  g_free (feed);
}

static Bucket *
find_bucket (RgFeed *feed, const char *entity, RgChangeKind kind)
{
  Bucket bucket = { entity, kind, NULL };

  for (guint i = 0; i < feed->buckets->len; i++)
    {
      guint index = (feed->last + i) % feed->buckets->len;
      Bucket *found = &g_array_index (feed->buckets, Bucket, index);

      if (found->entity == entity && found->kind == kind)
        {
          feed->last = index;
          return found;
        }
    }
  bucket.ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_array_append_val (feed->buckets, bucket);
  feed->last = feed->buckets->len - 1;
  return &g_array_index (feed->buckets, Bucket, feed->last);
}

/*< private >
 * rg_feed_add:
 * @entity: interned
 */
void
rg_feed_add (RgFeed *feed, const char *entity, RgChangeKind kind, gint64 id)
{
  Bucket *bucket = find_bucket (feed, entity, kind);

  if (bucket->ids == NULL)
    return;
  g_hash_table_add (bucket->ids, g_memdup2 (&id, sizeof id));
  if (g_hash_table_size (bucket->ids) > MOST_IDS)
    g_clear_pointer (&bucket->ids, g_hash_table_unref);
}

/*< private >
 * rg_feed_add_many:
 * @entity: interned
 */
void
rg_feed_add_many (RgFeed *feed, const char *entity, RgChangeKind kind)
{
  g_clear_pointer (&find_bucket (feed, entity, kind)->ids, g_hash_table_unref);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GArray *
sorted_ids (GHashTable *ids)
{
  GArray *array = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (ids));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (array, key, 1);
  g_array_sort (array, compare_ids);
  return array;
}

RgChanges *
rg_feed_to_changes (RgFeed *feed, gint64 operation, const char *origin)
{
  RgChanges *changes;

  if (feed->buckets->len == 0)
    return NULL;
  changes = g_new0 (RgChanges, 1);
  g_atomic_ref_count_init (&changes->references);
  changes->operation = operation;
  changes->origin = g_strdup (origin);
  changes->changes = g_array_new (FALSE, TRUE, sizeof (RgChange));
  g_array_set_clear_func (changes->changes, change_clear);
  for (guint i = 0; i < feed->buckets->len; i++)
    {
      const Bucket *bucket = &g_array_index (feed->buckets, Bucket, i);
      RgChange change = { bucket->entity, bucket->kind, NULL };

      if (bucket->ids != NULL)
        change.ids = sorted_ids (bucket->ids);
      g_array_append_val (changes->changes, change);
    }
  return changes;
}
