/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The Chinese calendar computed from the sky, for comparison with the table. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * SkyMonth:
 * @first: GDate's Julian day of the month's first day
 */
typedef struct
{
  int year;
  int month;
  gboolean leap;
  guint32 first;
} SkyMonth;

/* The months of the lunar years @from to @to in their order. (element-type SkyMonth) */
GArray *sky_months (int from, int to);
/* GDate's Julian day on which the solar term begins: 0 is 小寒, of January. */
guint32 sky_solar_term (int year, int term);

G_END_DECLS
