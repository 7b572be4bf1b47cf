/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lunar-sky.h"

#include <math.h>

/* New moons after J. Meeus, Astronomical Algorithms, 2nd edition, chapter 49
 * (within 17 seconds); the sun's longitude from the largest terms of P. Bretagnon's
 * and G. Francou's VSOP87D (within some seconds of arc, two or three minutes
 * of time). Rules of GB/T 33661-2017: a month begins on the day of the new
 * moon, the winter solstice lies in month 11, and of thirteen months between
 * two solstices the first one without a principal term is the leap month. */

#define DEGREE (G_PI / 180.0)
#define TURN (2.0 * G_PI)
#define J2000 2451545.0
/* Julian day number of the day before 0001-01-01, which GDate counts as 1. */
#define GDATE_EPOCH 1721425
#define SYNODIC 29.530588861
/* 1929-01-01: before it the calendar was made for Beijing's mean time, 116°25′
 * east, from then on for the meridian of 120°. */
#define JD_1929 2425612.5

/* Seconds that dynamical time is ahead of universal time: observed up to 2020
 * (Astronomical Almanac), then growing slowly as it has since. The only new
 * moon until 2100 that turns on it is that of 2097-08-08: it would need more
 * than 170 seconds to fall on the 7th. */
static double
delta_t (double year)
{
  static const double observed[] = { -2.7, 10.4, 21.2, 24.0, 24.3, 29.1, 33.2,
                                     40.2, 50.5, 56.9, 63.8, 66.1, 69.4 };
  double place = (year - 1900.0) / 10.0;
  int i = CLAMP ((int) floor (place), 0, (int) G_N_ELEMENTS (observed) - 2);

  if (year >= 2020.0)
    return 69.4 + 0.0045 * (year - 2020.0) * (year - 2020.0);
  return observed[i] + (place - i) * (observed[i + 1] - observed[i]);
}

/* GDate's day on which a moment of dynamical time falls in Beijing. */
static guint32
beijing_day (double jde)
{
  double east = jde < JD_1929 ? 7.0 / 24.0 + 45.0 / 1440.0 + 40.0 / 86400.0 : 8.0 / 24.0;
  double local = jde - delta_t (2000.0 + (jde - J2000) / 365.25) / 86400.0 + east;

  return (guint32) (floor (local + 0.5) - GDATE_EPOCH);
}

/* Multiples of the sun's and moon's anomaly and the argument of latitude; the
 * power of the eccentricity is that of the sun's anomaly up to 2, where given. */
static const struct
{
  double days;
  int sun, moon, latitude, power;
} lunation_terms[] = {
  { -0.40720, 0, 1, 0, 0 }, { 0.17241, 1, 0, 0, 1 },    { 0.01608, 0, 2, 0, 0 },  { 0.01039, 0, 0, 2, 0 },
  { 0.00739, -1, 1, 0, 1 }, { -0.00514, 1, 1, 0, 1 },   { 0.00208, 2, 0, 0, 2 },  { -0.00111, 0, 1, -2, 0 },
  { -0.00057, 0, 1, 2, 0 }, { 0.00056, 1, 2, 0, 1 },    { -0.00042, 0, 3, 0, 0 }, { 0.00042, 1, 0, 2, 1 },
  { 0.00038, 1, 0, -2, 1 }, { -0.00024, -1, 2, 0, 1 },  { -0.00007, 2, 1, 0, 0 }, { 0.00004, 0, 2, -2, 0 },
  { 0.00004, 3, 0, 0, 0 },  { 0.00003, 1, 1, -2, 0 },   { 0.00003, 0, 2, 2, 0 },  { -0.00003, 1, 1, 2, 0 },
  { 0.00003, -1, 1, 2, 0 }, { -0.00002, -1, 1, -2, 0 }, { -0.00002, 1, 3, 0, 0 }, { 0.00002, 0, 4, 0, 0 },
};

static const struct
{
  double days, start, step;
} planet_terms[] = {
  { 0.000325, 299.77, 0.107408 },  { 0.000165, 251.88, 0.016321 }, { 0.000164, 251.83, 26.651886 },
  { 0.000126, 349.42, 36.412478 }, { 0.000110, 84.66, 18.206239 }, { 0.000062, 141.74, 53.303771 },
  { 0.000060, 207.14, 2.453732 },  { 0.000056, 154.84, 7.306860 }, { 0.000047, 34.52, 27.261239 },
  { 0.000042, 207.19, 0.121824 },  { 0.000040, 291.34, 1.844379 }, { 0.000037, 161.72, 24.198154 },
  { 0.000035, 239.56, 25.513099 }, { 0.000023, 331.55, 3.592518 },
};

/* The moment of new moon @k, counted from the first of 2000. */
static double
new_moon (int k)
{
  double t = k / 1236.85;
  double eccentricity = 1.0 - 0.002516 * t - 0.0000074 * t * t;
  double sun = (2.5534 + 29.10535670 * k - 0.0000014 * t * t) * DEGREE;
  double moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t * t * t) * DEGREE;
  double latitude = (160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t * t * t) * DEGREE;
  double node = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * DEGREE;
  double moment = 2451550.09766 + SYNODIC * k + 0.00015437 * t * t - 0.000000150 * t * t * t;

  for (guint i = 0; i < G_N_ELEMENTS (lunation_terms); i++)
    moment += lunation_terms[i].days * pow (eccentricity, lunation_terms[i].power) *
              sin (lunation_terms[i].sun * sun + lunation_terms[i].moon * moon +
                   lunation_terms[i].latitude * latitude);
  for (guint i = 0; i < G_N_ELEMENTS (planet_terms); i++)
    moment += planet_terms[i].days * sin ((planet_terms[i].start + planet_terms[i].step * k) * DEGREE);
  return moment - 0.00017 * sin (node);
}

typedef struct
{
  double amplitude, phase, frequency;
} Wave;

/* In units of 1e-8 radians, time in thousands of years. */
static const Wave waves_0[] = {
  { 175347046, 0.0, 0.0 },     { 3341656, 4.6693, 6283.0758 }, { 34894, 4.6261, 12566.1517 },
  { 3418, 2.8289, 3.523 },     { 3497, 2.7441, 5753.385 },     { 3136, 3.6277, 77713.771 },
  { 2676, 4.4181, 7860.419 },  { 2343, 6.1352, 3930.210 },     { 1273, 2.0371, 529.691 },
  { 1324, 0.7425, 11506.770 }, { 902, 2.0451, 26.298 },        { 1199, 1.1096, 1577.344 },
  { 857, 3.5085, 398.149 },    { 780, 1.1788, 5223.694 },      { 990, 5.2327, 5884.927 },
  { 753, 2.5334, 5507.553 },   { 505, 4.5829, 18849.228 },     { 492, 4.2051, 775.523 },
  { 357, 2.9195, 0.067 },      { 284, 1.8987, 796.298 },       { 317, 5.8490, 11790.629 },
  { 271, 0.3149, 10977.079 },
};
static const Wave waves_1[] = {
  { 628331966747.0, 0.0, 0.0 },
  { 206059, 2.6782, 6283.0758 },
  { 4303, 2.6351, 12566.152 },
  { 425, 1.5905, 3.523 },
};
static const Wave waves_2[] = { { 52919, 0.0, 0.0 },
                                { 8720, 1.0721, 6283.0758 },
                                { 309, 0.8673, 12566.152 } };

static double
sum_waves (const Wave *waves, gsize n, double t)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += waves[i].amplitude * cos (waves[i].phase + waves[i].frequency * t);
  return sum * 1e-8;
}

/* The sun's apparent longitude in radians, not reduced. */
static double
sun_longitude (double jde)
{
  double t = (jde - J2000) / 365250.0;
  double node = (125.04 - 19341.36 * t) * DEGREE;
  double mean_anomaly = (357.5291 + 359990.503 * t) * DEGREE;
  double heliocentric = sum_waves (waves_0, G_N_ELEMENTS (waves_0), t) +
                        sum_waves (waves_1, G_N_ELEMENTS (waves_1), t) * t +
                        sum_waves (waves_2, G_N_ELEMENTS (waves_2), t) * t * t;
  /* Aberration, the change to the FK5 system, and the largest terms of the nutation. */
  double seconds = -20.4898 * (1.0 + 0.0167 * cos (mean_anomaly)) - 0.0903 - 17.20 * sin (node) -
                   1.32 * sin (2.0 * (280.4665 + 360007.7 * t) * DEGREE);

  return heliocentric + G_PI + seconds / 3600.0 * DEGREE;
}

/* When the sun is at @n times 15 degrees; 0 is the equinox of March 2000. */
static double
any_term (int n)
{
  double goal = n * 15.0 * DEGREE;
  double moment = 2451623.8 + n * 365.2422 / 24.0;
  double start = floor (sun_longitude (2451623.8 + 10.0) / TURN) * TURN;

  for (int i = 0; i < 10; i++)
    moment -= (sun_longitude (moment) - start - goal) / TURN * 365.2422;
  return moment;
}

static double
principal_term (int n)
{
  return any_term (2 * n);
}

guint32
sky_solar_term (int year, int term)
{
  /* The equinox of March is the sixth term of its year. */
  return beijing_day (any_term ((year - 2000) * 24 + term - 5));
}

static gboolean
has_term (guint32 first, guint32 next)
{
  int guess = (int) floor (((double) first + GDATE_EPOCH - 2451623.8) / 365.2422 * 12.0);

  for (int n = guess - 1; n <= guess + 3; n++)
    {
      guint32 day = beijing_day (principal_term (n));

      if (day >= first && day < next)
        return TRUE;
    }
  return FALSE;
}

/* The new moon that begins month 11 of the solar @year. */
static int
month_eleven (int year)
{
  guint32 solstice = beijing_day (principal_term ((year - 2000) * 12 + 9));
  int k = (int) round (((double) solstice + GDATE_EPOCH - 2451550.1) / SYNODIC) + 1;

  while (beijing_day (new_moon (k)) > solstice)
    k--;
  return k;
}

GArray *
sky_months (int from, int to)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (SkyMonth));

  for (int year = from - 1; year <= to; year++)
    {
      int first = month_eleven (year);
      int next = month_eleven (year + 1);
      int number = 11;
      gboolean leap_seen = next - first == 12;

      for (int k = first; k < next; k++)
        {
          SkyMonth month = { .first = beijing_day (new_moon (k)) };

          month.leap = !leap_seen && k > first && !has_term (month.first, beijing_day (new_moon (k + 1)));
          leap_seen |= month.leap;
          if (k > first && !month.leap)
            number = number % 12 + 1;
          month.month = number;
          month.year = number >= 11 ? year : year + 1;
          if (month.year >= from && month.year <= to)
            g_array_append_val (months, month);
        }
    }
  return months;
}
