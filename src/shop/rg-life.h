/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgLife:
 * @RG_LIFE_LEAD: nothing has happened yet
 * @RG_LIFE_TALKING: since the first contact
 * @RG_LIFE_CUSTOMER: since the first sale
 * @RG_LIFE_RETURNING: since a sale on another day
 * @RG_LIFE_ASLEEP: neither contact nor sale for the default number of days
 * @RG_LIFE_WON_BACK: here again after that
 */
typedef enum
{
  RG_LIFE_LEAD,
  RG_LIFE_TALKING,
  RG_LIFE_CUSTOMER,
  RG_LIFE_RETURNING,
  RG_LIFE_ASLEEP,
  RG_LIFE_WON_BACK,
} RgLife;

/* As the field "life" keeps it. */
const char *rg_life_get_key (RgLife life);

/**
 * RgActivityKind:
 * @RG_ACTIVITY_SIGN: somebody was there, but it is neither counted as contact nor
 *   as sale: money given back, a day of last contact that an old list knew
 * @RG_ACTIVITY_CONTACT: an event of an effective kind
 * @RG_ACTIVITY_SALE: a sale
 */
typedef enum
{
  RG_ACTIVITY_SIGN,
  RG_ACTIVITY_CONTACT,
  RG_ACTIVITY_SALE,
} RgActivityKind;

/**
 * RgActivity:
 * @day: the local day, as GDate counts it
 * @kind: what it was
 * @fen: of a sale, and of what was given back
 */
typedef struct
{
  guint32 day;
  RgActivityKind kind;
  gint64 fen;
} RgActivity;

typedef struct
{
  guint32 day;
  RgLife from;
  RgLife to;
} RgLifeMove;

/**
 * RgLifeCourse:
 * @life: the stage on the last day looked at
 * @since: the day on which it began
 * @due: the day on which it changes although nothing happens; 0: never
 * @moves: (element-type RgLifeMove): how it came to that
 */
typedef struct
{
  RgLife life;
  guint32 since;
  guint32 due;
  GArray *moves;
} RgLifeCourse;

/* The stages that somebody went through by the end of @today. @activities: by
 * day; those behind @today do not count yet. @added: the day on which the
 * customer was entered. @course's moves are emptied first. */
void rg_life_replay (const RgActivity *activities,
                     guint n_activities,
                     guint32 added,
                     guint32 today,
                     guint32 asleep,
                     RgLifeCourse *course);

G_END_DECLS
