/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-classes.h"

#include "shop/rg-standing.h"

#include <glib/gi18n-lib.h>

/* weight × value ÷ full, rounded half up, between 0 and the weight. */
static guint
share (guint weight, gint64 value, gint64 full)
{
  value = CLAMP (value, 0, full);
  return (guint) ((2 * (gint64) weight * value + full) / (2 * full));
}

static void
take_due (RgScore *score, guint32 day)
{
  if (score->due == 0 || day < score->due)
    score->due = day;
}

/* The first day after @today on which fewer points are left of recency. */
static guint32
next_recency (const RgScore *score, guint32 last, gint64 at_risk)
{
  guint weight = score->weights[RG_CLASS_RECENCY];

  for (gint64 days = score->days + 1; score->points[RG_CLASS_RECENCY] > 0; days++)
    if (share (weight, at_risk - days, at_risk) != score->points[RG_CLASS_RECENCY])
      return last + (guint32) days;
  return 0;
}

/* Days that are counted from @day on, the day itself being the first. */
static gboolean
is_within (guint32 day, guint32 today, gint64 days)
{
  return (gint64) day > (gint64) today - days;
}

/**
 * rg_classes_score:
 * @defaults: the numbers to use
 * @activities: (array length=n_activities): contacts and sales, by day
 * @n_activities: how many
 * @today: the last day that counts
 * @score: (out caller-allocates): what came of it
 */
void
rg_classes_score (const RgDefaults *defaults,
                  const RgActivity *activities,
                  guint n_activities,
                  guint32 today,
                  RgScore *score)
{
  gint64 money_days = rg_defaults_get (defaults, "class_money_days");
  gint64 contact_days = rg_defaults_get (defaults, "class_contact_days");
  gint64 at_risk = rg_defaults_get (defaults, "at_risk");
  guint32 last = 0;
  guint32 recency;

  *score = (RgScore) { 0 };
  for (guint part = 0; part < RG_N_CLASS_PARTS; part++)
    score->weights[part] = rg_defaults_get_weight (defaults, part);
  for (guint i = 0; i < n_activities; i++)
    {
      const RgActivity *activity = &activities[i];

      if (activity->day > today)
        {
          take_due (score, activity->day);
          break;
        }
      last = activity->day;
      if (activity->kind == RG_ACTIVITY_CONTACT && is_within (activity->day, today, contact_days))
        {
          score->contacts++;
          take_due (score, activity->day + (guint32) contact_days);
        }
      if (activity->fen != 0 && is_within (activity->day, today, money_days))
        {
          score->fen += activity->fen;
          take_due (score, activity->day + (guint32) money_days);
        }
    }
  if (last == 0)
    return;
  score->days = today - last;
  score->points[RG_CLASS_MONEY] =
      share (score->weights[RG_CLASS_MONEY], score->fen, rg_defaults_get (defaults, "high_value_fen"));
  score->points[RG_CLASS_CONTACT] =
      share (score->weights[RG_CLASS_CONTACT], score->contacts, rg_defaults_get (defaults, "class_contacts"));
  score->points[RG_CLASS_RECENCY] =
      share (score->weights[RG_CLASS_RECENCY], at_risk - (gint64) score->days, at_risk);
  recency = next_recency (score, last, at_risk);
  if (recency != 0)
    take_due (score, recency);
  for (guint part = 0; part < RG_N_CLASS_PARTS; part++)
    score->total += score->points[part];
  if (score->total >= rg_defaults_get (defaults, "class_a"))
    score->letter = 'A';
  else
    score->letter = score->total >= rg_defaults_get (defaults, "class_b") ? 'B' : 'C';
}

/**
 * rg_classes_read:
 * @read: a transaction
 * @customer: whose
 * @score: (out caller-allocates): the parts as they are today
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be read
 */
gboolean
rg_classes_read (RgRead *read, gint64 customer, RgScore *score, GError **error)
{
  g_autoptr (RgStander) stander = rg_stander_new (read, error);

  return stander != NULL && rg_stander_score (stander, customer, score, error);
}

/**
 * rg_classes_describe:
 * @score: a score
 *
 * Returns: (transfer full): the sum of its parts, for people
 */
char *
rg_classes_describe (const RgScore *score)
{
  /* Translators: how a customer's score is made up: 60 = 30 money + 20 contact + 10 recency */
  return g_strdup_printf (_ ("%u = %u money + %u contact + %u recency"), score->total,
                          score->points[RG_CLASS_MONEY], score->points[RG_CLASS_CONTACT],
                          score->points[RG_CLASS_RECENCY]);
}
