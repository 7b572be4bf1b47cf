/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-life.h"

/**
 * rg_life_get_key:
 * @life: a stage
 *
 * Returns: (transfer none): its name in the field “life”
 */
const char *
rg_life_get_key (RgLife life)
{
  static const char *const keys[] = { "lead", "talking", "customer", "returning", "asleep", "won-back" };

  g_return_val_if_fail (life < G_N_ELEMENTS (keys), NULL);
  return keys[life];
}

static void
move (RgLifeCourse *course, guint32 day, RgLife to)
{
  RgLifeMove move = { day, course->life, to };

  if (to == course->life)
    return;
  g_array_append_val (course->moves, move);
  course->life = to;
  course->since = day;
}

static gboolean
can_fall_asleep (RgLife life)
{
  return life != RG_LIFE_LEAD && life != RG_LIFE_ASLEEP;
}

/* Who comes back on the very day on which sleep begins had slept. */
static RgLife
wake (RgLife life, guint sale_days, gboolean sale)
{
  if (life == RG_LIFE_ASLEEP)
    return RG_LIFE_WON_BACK;
  if (sale)
    return sale_days > 1 ? RG_LIFE_RETURNING : RG_LIFE_CUSTOMER;
  return life == RG_LIFE_LEAD ? RG_LIFE_TALKING : life;
}

/**
 * rg_life_replay:
 * @activities: (array length=n_activities): contacts and sales, by day
 * @n_activities: how many
 * @added: the day on which the customer was entered
 * @today: the last day that counts
 * @asleep: after how many days without anything somebody is asleep
 * @course: (out caller-allocates): what came of it
 *
 * What happens on one day is one step, in which a sale counts before a contact.
 */
void
rg_life_replay (const RgActivity *activities,
                guint n_activities,
                guint32 added,
                guint32 today,
                guint32 asleep,
                RgLifeCourse *course)
{
  guint32 last = 0;
  guint sale_days = 0;
  guint i = 0;

  g_array_set_size (course->moves, 0);
  course->life = RG_LIFE_LEAD;
  course->since = n_activities > 0 ? MIN (added, activities[0].day) : added;
  course->due = 0;
  while (i < n_activities && activities[i].day <= today)
    {
      guint32 day = activities[i].day;
      gboolean sale = FALSE;

      for (; i < n_activities && activities[i].day == day; i++)
        sale = sale || activities[i].kind == RG_ACTIVITY_SALE;
      if (can_fall_asleep (course->life) && day - last >= asleep)
        move (course, last + asleep, RG_LIFE_ASLEEP);
      sale_days += sale ? 1 : 0;
      move (course, day, wake (course->life, sale_days, sale));
      last = day;
    }
  if (can_fall_asleep (course->life) && today - last >= asleep)
    move (course, last + asleep, RG_LIFE_ASLEEP);
  if (can_fall_asleep (course->life))
    course->due = last + asleep;
  if (i < n_activities && (course->due == 0 || activities[i].day < course->due))
    course->due = activities[i].day;
}
