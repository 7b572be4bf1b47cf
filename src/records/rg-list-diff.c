/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-list-diff.h"

typedef struct
{
  guint64 *words;
  gsize n_words;
} Bits;

static void
bits_init (Bits *bits, guint32 largest)
{
  bits->n_words = (gsize) largest / 64 + 1;
  bits->words = g_new0 (guint64, bits->n_words);
}

static void
bits_set (Bits *bits, guint32 id)
{
  bits->words[id / 64] |= G_GUINT64_CONSTANT (1) << (id % 64);
}

static gboolean
bits_has (const Bits *bits, guint32 id)
{
  return (bits->words[id / 64] >> (id % 64) & 1) != 0;
}

typedef struct
{
  RgListDiff *diff;
  Bits old;
  Bits new;
  Bits lifted; /* taken out of their place: they go where they are met, and come where they are met */
} Walk;

static guint32
largest_of (const GArray *ids)
{
  guint32 largest = 0;

  for (guint i = 0; i < ids->len; i++)
    largest = MAX (largest, g_array_index (ids, guint32, i));
  return largest;
}

static void
walk_init (Walk *walk, RgListDiff *diff, GHashTable *moved)
{
  guint32 largest = MAX (largest_of (diff->before), largest_of (diff->after));
  GHashTableIter iter;
  gpointer key;

  walk->diff = diff;
  bits_init (&walk->old, largest);
  bits_init (&walk->new, largest);
  bits_init (&walk->lifted, largest);
  for (guint i = 0; i < diff->before->len; i++)
    bits_set (&walk->old, g_array_index (diff->before, guint32, i));
  for (guint i = 0; i < diff->after->len; i++)
    bits_set (&walk->new, g_array_index (diff->after, guint32, i));
  if (moved == NULL)
    return;
  g_hash_table_iter_init (&iter, moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (*(gint64 *) key >= 0 && *(gint64 *) key <= largest)
      bits_set (&walk->lifted, (guint32) * (gint64 *) key);
}

static void
walk_clear (Walk *walk)
{
  g_free (walk->old.words);
  g_free (walk->new.words);
  g_free (walk->lifted.words);
}

static void
add_to_run (GArray *runs, guint position, gboolean coming)
{
  RgListRun *last = runs->len > 0 ? &g_array_index (runs, RgListRun, runs->len - 1) : NULL;
  RgListRun run = { position, 1 };

  /* What goes leaves the position to what follows it; what comes does not. */
  if (last != NULL && position == last->position + (coming ? last->n : 0))
    last->n++;
  else
    g_array_append_val (runs, run);
}

/* Both orders go on with ids that neither lost, none of them known to have
 * moved, and not the same: one of the two did move. Lifts the one without
 * which the orders agree again. */
static void
lift_one (Walk *walk, guint i, guint j)
{
  const GArray *before = walk->diff->before;
  const GArray *after = walk->diff->after;
  guint32 a = g_array_index (before, guint32, i);
  guint32 b = g_array_index (after, guint32, j);

  if (j + 1 < after->len && g_array_index (after, guint32, j + 1) == a)
    bits_set (&walk->lifted, b);
  else
    bits_set (&walk->lifted, a);
}

/* Walks both orders: what stands in the same place stays, what only one of
 * them has and what was lifted goes or comes. */
static gboolean
walk_both (Walk *walk, guint max_runs)
{
  RgListDiff *diff = walk->diff;
  guint i = 0, j = 0;

  while (i < diff->before->len || j < diff->after->len)
    {
      gboolean has_a = i < diff->before->len;
      gboolean has_b = j < diff->after->len;
      guint32 a = has_a ? g_array_index (diff->before, guint32, i) : 0;
      guint32 b = has_b ? g_array_index (diff->after, guint32, j) : 0;

      if (has_a && has_b && a == b)
        {
          g_array_append_val (diff->kept, a);
          i++;
          j++;
        }
      else if (has_a && (!bits_has (&walk->new, a) || bits_has (&walk->lifted, a)))
        {
          add_to_run (diff->removals, diff->kept->len, FALSE);
          i++;
        }
      else if (has_b && (!bits_has (&walk->old, b) || bits_has (&walk->lifted, b)))
        {
          add_to_run (diff->insertions, j, TRUE);
          j++;
        }
      else
        {
          /* An id that both have and that was not lifted waits for the other
           * order to reach it: so both have one. */
          lift_one (walk, i, j);
        }
      if (diff->removals->len + diff->insertions->len > max_runs)
        return FALSE;
    }
  return TRUE;
}

RgListDiff *
rg_list_diff_new (GArray *before, GArray *after, GHashTable *moved, guint max_runs)
{
  g_autoptr (RgListDiff) self = g_new0 (RgListDiff, 1);
  Walk walk;
  gboolean good;

  self->before = g_array_ref (before);
  self->after = g_array_ref (after);
  self->kept = g_array_sized_new (FALSE, FALSE, sizeof (guint32), MIN (before->len, after->len));
  self->removals = g_array_new (FALSE, FALSE, sizeof (RgListRun));
  self->insertions = g_array_new (FALSE, FALSE, sizeof (RgListRun));
  walk_init (&walk, self, moved);
  good = walk_both (&walk, max_runs);
  walk_clear (&walk);
  return good ? g_steal_pointer (&self) : NULL;
}

void
rg_list_diff_free (RgListDiff *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->before);
  g_array_unref (self->after);
  g_array_unref (self->kept);
  g_array_unref (self->removals);
  g_array_unref (self->insertions);
  g_free (self);
}
