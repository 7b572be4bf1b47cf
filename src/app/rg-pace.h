/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgPace:
 *
 * How fast long work goes, and how long it will take, said so that it can be
 * believed: from a few seconds on, in round numbers, without jumps. It asks no
 * clock; times are those of g_get_monotonic_time().
 */
typedef struct
{
  /*< private >*/
  gint64 begun;
  gint64 noted;
  guint64 count;
  double fraction;
  double speed;
  double speed_weight;
  double rate;
  double rate_weight;
  double left;
  int said;
} RgPace;

/* All zeros is a pace, too: it begins with the first note. */
void rg_pace_begin (RgPace *self, gint64 now);
/* @fraction: 0 to 1, or negative where nobody can tell. What falls back has
 * begun anew. */
void rg_pace_note (RgPace *self, gint64 now, guint64 count, double fraction);
/* (nullable) (transfer full): "4,200 per second". */
char *rg_pace_say_speed (const RgPace *self);
/* (nullable) (transfer full): "about 2 minutes left". */
char *rg_pace_say_left (RgPace *self);
/* (nullable) (transfer full): both in one line. */
char *rg_pace_say (RgPace *self);

G_END_DECLS
