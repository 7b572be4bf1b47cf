/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-pace.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Seconds of work before anything is said. */
#define SPEED_AFTER 1.0
#define LEFT_AFTER 3.0
/* And how much of it must be done by then. */
#define LEFT_FRACTION 0.005
/* Reports that follow each other more closely are taken for one. */
#define NOTE_SECONDS 0.2
/* Over how many seconds an average goes: what is shown, and what is
 * reckoned with. Rows come in lumps, with a pause at every COMMIT. */
#define SPEED_SECONDS 4.0
#define RATE_SECONDS 12.0
#define LEFT_SECONDS 5.0

#define MINUTE 60
#define HOUR 3600

/* --- averages ------------------------------------------------------------- */

/* An average that forgets, and is a plain one in the beginning. */
static void
average (double *sum, double *weight, double value, double seconds, double over)
{
  double share = 1 - exp (-seconds / over);

  *sum += share * (value - *sum);
  *weight += share * (1 - *weight);
}

static void
reckon_left (RgPace *self, double seconds)
{
  double rate = self->rate / self->rate_weight;
  double left, expected;

  if (rate <= 0)
    return;
  left = (1 - self->fraction) / rate;
  if (self->left < 0)
    {
      self->left = left;
      return;
    }
  /* As it was said before, less the time that has passed, drawn towards what
   * it looks like now. */
  expected = MAX (0, self->left - seconds);
  self->left = expected + (1 - exp (-seconds / LEFT_SECONDS)) * (left - expected);
}

/**
 * rg_pace_begin:
 * @self: a pace
 * @now: the time
 *
 * Forgets everything.
 */
void
rg_pace_begin (RgPace *self, gint64 now)
{
  *self = (RgPace) { .begun = now, .noted = now, .left = -1 };
}

/**
 * rg_pace_note:
 * @self: a pace
 * @now: the time
 * @count: how much is done
 * @fraction: of the whole, 0 to 1; negative where nobody can tell
 *
 * Takes note of how far the work is.
 */
void
rg_pace_note (RgPace *self, gint64 now, guint64 count, double fraction)
{
  double seconds = (double) (now - self->noted) / G_USEC_PER_SEC;

  fraction = MIN (fraction, 1);
  if (self->begun == 0 || count < self->count || fraction < self->fraction)
    {
      rg_pace_begin (self, now);
      self->count = count;
      self->fraction = fraction;
      return;
    }
  if (seconds < NOTE_SECONDS)
    return;

  average (&self->speed, &self->speed_weight, (double) (count - self->count) / seconds, seconds,
           SPEED_SECONDS);
  average (&self->rate, &self->rate_weight, (fraction - self->fraction) / seconds, seconds, RATE_SECONDS);
  self->noted = now;
  self->count = count;
  self->fraction = fraction;
  if (fraction >= 0)
    reckon_left (self, seconds);
}

/* --- words ---------------------------------------------------------------- */

static double
worked (const RgPace *self)
{
  return (double) (self->noted - self->begun) / G_USEC_PER_SEC;
}

/* Two figures are enough, and do not flicker. */
static guint
round_speed (double speed)
{
  double unit = speed >= 100 ? pow (10, floor (log10 (speed)) - 1) : 1;

  return (guint) MIN (round (speed / unit) * unit, 4e9);
}

/**
 * rg_pace_say_speed:
 * @self: a pace
 *
 * Returns: (transfer full) (nullable): how much is done in a second; %NULL
 *   while that cannot be told
 */
char *
rg_pace_say_speed (const RgPace *self)
{
  g_autofree char *number = NULL;
  guint speed;

  if (worked (self) < SPEED_AFTER || self->speed_weight <= 0)
    return NULL;
  speed = round_speed (self->speed / self->speed_weight);
  if (speed == 0)
    return NULL;
  number = rg_display_count (speed);
  /* Translators: %s is a number of rows or customers. */
  return g_strdup_printf (_ ("%s per second"), number);
}

/* How finely a time of that length is told. */
static int
grain (double seconds)
{
  return seconds < 55 ? 10 : seconds < 90 * MINUTE ? MINUTE : HOUR;
}

static int
round_left (double seconds)
{
  int unit = grain (seconds);

  if (seconds <= 6)
    return 5;
  return MAX (unit, (int) round (seconds / unit) * unit);
}

static char *
say_seconds (int seconds)
{
  guint n;

  if (seconds < 10)
    return g_strdup (_ ("a few seconds left"));
  if (seconds < MINUTE)
    return g_strdup_printf (ngettext ("about %d second left", "about %d seconds left", (gulong) seconds),
                            seconds);
  if (seconds < 90 * MINUTE)
    {
      n = (guint) seconds / MINUTE;
      return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", n), n);
    }
  n = (guint) seconds / HOUR;
  return g_strdup_printf (ngettext ("about %u hour left", "about %u hours left", n), n);
}

/**
 * rg_pace_say_left:
 * @self: a pace
 *
 * What was said stays until it is clearly another time.
 *
 * Returns: (transfer full) (nullable): how long it will take; %NULL while that
 *   cannot be told
 */
char *
rg_pace_say_left (RgPace *self)
{
  if (worked (self) < LEFT_AFTER || self->left < 0 || self->fraction < LEFT_FRACTION)
    return NULL;
  /* The finer of both grains: a minute that was said does not outlast itself. */
  if (self->said == 0 || fabs (self->left - self->said) > 0.7 * MIN (grain (self->said), grain (self->left)))
    self->said = round_left (self->left);
  return say_seconds (self->said);
}

/**
 * rg_pace_say:
 * @self: a pace
 *
 * Returns: (transfer full) (nullable): the speed and the remaining time, as far
 *   as they can be told
 */
char *
rg_pace_say (RgPace *self)
{
  g_autofree char *speed = rg_pace_say_speed (self);
  g_autofree char *left = rg_pace_say_left (self);

  if (speed == NULL || left == NULL)
    return speed != NULL ? g_steal_pointer (&speed) : g_steal_pointer (&left);
  return g_strdup_printf ("%s · %s", speed, left);
}
