/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-clock-check.h"

#include "shop/rg-defaults.h"

/* The lines of meta: when the shop was seen last, and at what time, after which
 * operation, the owner said that the clock is right. */
#define SEEN "clock_seen"
#define RIGHT "clock_right"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)

/* The year of the first release. */
#define RELEASE_YEAR 2025
/* So old becomes no build of which nothing else is known. */
#define LIFE_YEARS 10
/* What was done a moment before the clock was put back by a whole day. */
#define BEHIND (DAY + HOUR)
#define AHEAD (400 * DAY)
/* How exactly it is remembered when the shop was seen. */
#define SEEN_STEP HOUR

typedef struct
{
  gint64 seen;     /* 0: never */
  gint64 right;    /* 0: never said */
  gint64 right_op; /* what was done until then says nothing */
  gint64 newest;   /* when what was done last was done, behind @right_op; 0: nothing */
} Known;

static gint64
get_number (RgRead *read, const char *key)
{
  g_autofree char *text = rg_meta_get (read, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
read_known (RgRead *read, Known *known, GError **error)
{
  g_autofree char *right = rg_meta_get (read, RIGHT);
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read), "SELECT at FROM operation WHERE id > ?1 ORDER BY id DESC LIMIT 1", error);
  RgStep step;
  char *rest;

  *known = (Known) { .seen = get_number (read, SEEN) };
  if (right != NULL)
    {
      known->right = g_ascii_strtoll (right, &rest, 10);
      known->right_op = g_ascii_strtoll (rest, NULL, 10);
    }
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, known->right_op);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    known->newest = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

static int
year_of (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / 1000);

  return time != NULL ? g_date_time_get_year (time) : 0;
}

static RgClockState
judge (const Known *known, gint64 now)
{
  gint64 last = known->seen != 0 ? known->seen : known->newest;
  int year = year_of (now);

  if (year < RELEASE_YEAR && (known->right == 0 || now < known->right - BEHIND))
    return RG_CLOCK_BEFORE_RELEASE;
  if (known->newest > now + BEHIND)
    return RG_CLOCK_BEHIND;
  if (last != 0 && now > last + AHEAD)
    return RG_CLOCK_AHEAD;
  if (known->seen == 0 && year > RELEASE_YEAR + LIFE_YEARS)
    return RG_CLOCK_AHEAD;
  return RG_CLOCK_GOOD;
}

/**
 * rg_clock_check:
 * @read: a transaction
 * @now: what the clock says, in UTC milliseconds
 * @state: (out): whether that can be
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when it cannot be told
 */
gboolean
rg_clock_check (RgRead *read, gint64 now, RgClockState *state, GError **error)
{
  Known known;

  if (!read_known (read, &known, error))
    return FALSE;
  *state = judge (&known, now);
  return TRUE;
}

/**
 * rg_clock_saw:
 * @write: a transaction
 * @now: a plausible time
 * @error: return location for an error
 *
 * Remembers that the shop was seen then; about to the hour, so that most looks
 * write nothing.
 *
 * Returns: %FALSE and @error when it cannot be written
 */
gboolean
rg_clock_saw (RgWrite *write, gint64 now, GError **error)
{
  gint64 seen = get_number (rg_write_as_read (write), SEEN);
  g_autofree char *text = NULL;

  if (seen != 0 && ABS (now - seen) < SEEN_STEP)
    return TRUE;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  return rg_meta_set (write, SEEN, text, error);
}

/**
 * rg_clock_accept:
 * @write: a transaction
 * @now: what the clock says
 * @error: return location for an error
 *
 * The owner says that it is right; what was done before, by whatever clock, says
 * nothing against it any more.
 *
 * Returns: %FALSE and @error when it cannot be written
 */
gboolean
rg_clock_accept (RgWrite *write, gint64 now, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (write), "SELECT max (id) FROM operation", error);
  g_autofree char *seen = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autofree char *right = NULL;

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  right = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, now,
                           rg_statement_get_integer (statement, 0));
  return rg_meta_set (write, SEEN, seen, error) && rg_meta_set (write, RIGHT, right, error);
}
