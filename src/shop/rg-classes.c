/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-classes.h"

#include "catalog/rg-catalog.h"
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
 * rg_classes_balance:
 * @weights: (array fixed-size=3): percent, 100 together
 * @moved: one of them
 * @weight: what it becomes
 *
 * Moves one weight and the others with it, so that they stay 100 together.
 */
void
rg_classes_balance (guint *weights, RgClassPart moved, guint weight)
{
  RgClassPart next = (moved + 1) % RG_N_CLASS_PARTS, last = (moved + 2) % RG_N_CLASS_PARTS;
  guint others = weights[next] + weights[last], left;

  weights[moved] = MIN (weight, 100);
  left = 100 - weights[moved];
  weights[next] = others > 0 ? (2 * weights[next] * left + others) / (2 * others) : left / 2;
  weights[last] = left - weights[next];
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

/* ¥1,234.50 */
static char *
format_fen (gint64 fen)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "sale"), "amount_fen");
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = fen };

  return rg_field_format (field, &value, RG_FORMAT_DISPLAY);
}

static char *
explain_money (const RgScore *score, const RgDefaults *defaults)
{
  g_autofree char *fen = format_fen (score->fen);
  g_autofree char *full = format_fen (rg_defaults_get (defaults, "high_value_fen"));

  /* Translators: points, points at most; an amount, the amount that gives all
   * points, days: "Money: 30 of 50 points, for ¥3,000.00 of ¥5,000.00 in 365 days" */
  return g_strdup_printf (_ ("Money: %u of %u points, for %s of %s in %u days"),
                          score->points[RG_CLASS_MONEY], score->weights[RG_CLASS_MONEY], fen, full,
                          (guint) rg_defaults_get (defaults, "class_money_days"));
}

static char *
explain_contact (const RgScore *score, const RgDefaults *defaults)
{
  /* Translators: points, points at most; contacts, contacts that give all points, days. */
  return g_strdup_printf (_ ("Contact: %u of %u points, for %u of %u contacts in %u days"),
                          score->points[RG_CLASS_CONTACT], score->weights[RG_CLASS_CONTACT], score->contacts,
                          (guint) rg_defaults_get (defaults, "class_contacts"),
                          (guint) rg_defaults_get (defaults, "class_contact_days"));
}

static char *
explain_recency (const RgScore *score, const RgDefaults *defaults)
{
  /* Translators: points, points at most; days since the last sale or contact, days
   * after which there are no points. */
  return g_strdup_printf (
      _ ("Recency: %u of %u points, %u days after the last sale or contact; none from %u days on"),
      score->points[RG_CLASS_RECENCY], score->weights[RG_CLASS_RECENCY], score->days,
      (guint) rg_defaults_get (defaults, "at_risk"));
}

/**
 * rg_classes_explain:
 * @score: a score with a letter
 * @defaults: the numbers that it was worked out with
 *
 * Returns: (transfer full) (array zero-terminated=1): of each part what it comes of
 */
char **
rg_classes_explain (const RgScore *score, const RgDefaults *defaults)
{
  char **parts = g_new0 (char *, RG_N_CLASS_PARTS + 1);

  parts[RG_CLASS_MONEY] = explain_money (score, defaults);
  parts[RG_CLASS_CONTACT] = explain_contact (score, defaults);
  parts[RG_CLASS_RECENCY] = explain_recency (score, defaults);
  return parts;
}

/**
 * rg_classes_describe_formula:
 * @defaults: the numbers that hold
 *
 * Returns: (transfer full): how a score is worked out, for people
 */
char *
rg_classes_describe_formula (const RgDefaults *defaults)
{
  g_autofree char *full = format_fen (rg_defaults_get (defaults, "high_value_fen"));

  /* Translators: the numbers are: points for money, days, an amount; points for
   * contact, days, contacts; points for recency, days; points for an A, for a B. */
  return g_strdup_printf (
      _ ("Up to %u points for money: all of them for %s of sales in %u days. Up to %u points for contact: "
         "all of them for %u contacts in %u days. Up to %u points for recency: all of them on the day of a "
         "sale or contact, none after %u days. An A from %u points on, a B from %u."),
      rg_defaults_get_weight (defaults, RG_CLASS_MONEY), full,
      (guint) rg_defaults_get (defaults, "class_money_days"),
      rg_defaults_get_weight (defaults, RG_CLASS_CONTACT),
      (guint) rg_defaults_get (defaults, "class_contacts"),
      (guint) rg_defaults_get (defaults, "class_contact_days"),
      rg_defaults_get_weight (defaults, RG_CLASS_RECENCY), (guint) rg_defaults_get (defaults, "at_risk"),
      (guint) rg_defaults_get (defaults, "class_a"), (guint) rg_defaults_get (defaults, "class_b"));
}
