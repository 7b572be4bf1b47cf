/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo-pack.h"

/*< private >
 * rg_demo_random_init:
 * @seed: the shop's
 * @stream: whose lots: each customer has its own, so that one more draw for one
 *   does not change the next
 */
void
rg_demo_random_init (RgDemoRandom *self, guint64 seed, guint64 stream)
{
  self->state =
      seed * G_GUINT64_CONSTANT (0xd1342543de82ef95) + stream * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  rg_demo_random_next (self);
  self->state ^= stream << 17;
}

guint64
rg_demo_random_next (RgDemoRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

int
rg_demo_random_range (RgDemoRandom *self, int min, int max)
{
  if (max <= min)
    return min;
  return min + (int) (rg_demo_random_next (self) % (guint64) (max - min + 1));
}

gboolean
rg_demo_random_chance (RgDemoRandom *self, int percent)
{
  return rg_demo_random_range (self, 0, 99) < percent;
}

RgDemoList *
rg_demo_list_new (void)
{
  RgDemoList *list = g_new0 (RgDemoList, 1);

  list->texts = g_ptr_array_new_with_free_func (g_free);
  list->limits = g_array_new (FALSE, FALSE, sizeof (guint));
  return list;
}

void
rg_demo_list_free (RgDemoList *list)
{
  if (list == NULL)
    return;
  g_ptr_array_unref (list->texts);
  g_array_unref (list->limits);
  g_free (list);
}

void
rg_demo_list_add (RgDemoList *list, const char *text, guint weight)
{
  g_ptr_array_add (list->texts, g_strdup (text));
  list->total += weight;
  g_array_append_val (list->limits, list->total);
}

guint
rg_demo_list_index (const RgDemoList *list, RgDemoRandom *random)
{
  guint lot = (guint) rg_demo_random_range (random, 0, (int) list->total - 1);
  guint low = 0;
  guint high = list->limits->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (lot < g_array_index (list->limits, guint, middle))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

const char *
rg_demo_list_pick (const RgDemoList *list, RgDemoRandom *random)
{
  return list->texts->pdata[rg_demo_list_index (list, random)];
}
