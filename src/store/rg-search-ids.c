/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include <string.h>

/* Between two looks at the cancellable. */
#define ROWS_PER_LOOK 4096

GArray *
rg_search_ids_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
drop_doubles (GArray *ids)
{
  guint32 *data = (guint32 *) (void *) ids->data;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || data[n - 1] != data[i])
      data[n++] = data[i];
  g_array_set_size (ids, n);
}

/* Marks each id in a map of bits and reads the map: faster than comparing as
 * soon as the ids are dense. */
static void
sort_by_marks (GArray *ids, guint32 largest)
{
  guint32 *data = (guint32 *) (void *) ids->data;
  gsize n_words = (gsize) largest / 64 + 1;
  g_autofree guint64 *marks = g_new0 (guint64, n_words);
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    marks[data[i] / 64] |= G_GUINT64_CONSTANT (1) << (data[i] % 64);
  for (gsize w = 0; w < n_words; w++)
    for (guint64 bits = marks[w]; bits != 0; bits &= bits - 1)
      data[n++] = (guint32) (w * 64) + (guint32) __builtin_ctzll (bits);
  g_array_set_size (ids, n);
}

void
rg_search_ids_sort (GArray *ids)
{
  const guint32 *data = (const guint32 *) (const void *) ids->data;
  gboolean sorted = TRUE;
  guint32 largest = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0 && data[i - 1] >= data[i])
        sorted = FALSE;
      largest = MAX (largest, data[i]);
    }
  if (sorted)
    return;
  if (largest / 64 <= ids->len)
    {
      sort_by_marks (ids, largest);
      return;
    }
  g_array_sort (ids, compare_ids);
  drop_doubles (ids);
}

GArray *
rg_search_ids_union (GArray *a, GArray *b)
{
  const guint32 *x = (const guint32 *) (const void *) a->data;
  const guint32 *y = (const guint32 *) (const void *) b->data;
  GArray *sum;
  guint32 *out;
  guint i = 0, j = 0, n = 0;

  if (b->len == 0)
    {
      g_array_unref (b);
      return a;
    }
  if (a->len == 0)
    {
      g_array_unref (a);
      return b;
    }
  sum = g_array_sized_new (FALSE, FALSE, sizeof (guint32), a->len + b->len);
  g_array_set_size (sum, a->len + b->len);
  out = (guint32 *) (void *) sum->data;
  while (i < a->len && j < b->len)
    {
      guint32 least = MIN (x[i], y[j]);

      out[n++] = least;
      i += x[i] == least;
      j += y[j] == least;
    }
  while (i < a->len)
    out[n++] = x[i++];
  while (j < b->len)
    out[n++] = y[j++];
  g_array_set_size (sum, n);
  g_array_unref (a);
  g_array_unref (b);
  return sum;
}

GArray *
rg_search_ids_intersect (GArray *a, GArray *b)
{
  guint32 *x = (guint32 *) (void *) a->data;
  const guint32 *y = (const guint32 *) (const void *) b->data;
  guint j = 0, n = 0;

  for (guint i = 0; i < a->len && j < b->len; i++)
    {
      while (j < b->len && y[j] < x[i])
        j++;
      if (j < b->len && y[j] == x[i])
        x[n++] = x[i];
    }
  g_array_set_size (a, n);
  g_array_unref (b);
  return a;
}

GArray *
rg_search_ids_subtract (const GArray *a, const GArray *b)
{
  const guint32 *x = (const guint32 *) (const void *) a->data;
  const guint32 *y = (const guint32 *) (const void *) b->data;
  GArray *rest = rg_search_ids_new ();
  guint j = 0;

  for (guint i = 0; i < a->len; i++)
    {
      while (j < b->len && y[j] < x[i])
        j++;
      if (j == b->len || y[j] != x[i])
        g_array_append_val (rest, x[i]);
    }
  return rest;
}

gboolean
rg_search_ids_read (GArray *ids, RgStatement *statement, GCancellable *cancellable, GError **error)
{
  guint until_look = ROWS_PER_LOOK;
  RgStep step;

  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);

      g_array_append_val (ids, id);
      if (--until_look == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          until_look = ROWS_PER_LOOK;
        }
    }
  rg_search_ids_sort (ids);
  return step == RG_STEP_DONE;
}
