/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store.h"

/* 0 while the machine's clock is followed. */
static gint64 fixed_now;
static gsize environment_read;

/**
 * rg_clock_set:
 * @now: UTC milliseconds since 1970 that [func@clock_now] shall answer from
 *   now on, or 0 to follow the machine's clock again
 *
 * For tests and for work that must come out the same twice.
 */
void
rg_clock_set (gint64 now)
{
  /* The environment must not come later and undo this. */
  if (g_once_init_enter (&environment_read))
    g_once_init_leave (&environment_read, 1);
  __atomic_store_n (&fixed_now, now, __ATOMIC_RELAXED);
}

static void
read_environment (void)
{
  const char *text = g_getenv ("REGULARS_NOW");
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || *text == '\0')
    return;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    {
      g_warning ("REGULARS_NOW is not a time such as 2025-01-31T08:30:00Z and is passed over: %s", text);
      return;
    }
  __atomic_store_n (&fixed_now, g_date_time_to_unix_usec (time) / 1000, __ATOMIC_RELAXED);
}

/**
 * rg_clock_now:
 *
 * The time that rows and operations are stamped with. Thread-safe.
 *
 * Returns: UTC milliseconds since 1970
 */
gint64
rg_clock_now (void)
{
  gint64 now;

  if (g_once_init_enter (&environment_read))
    {
      read_environment ();
      g_once_init_leave (&environment_read, 1);
    }
  now = __atomic_load_n (&fixed_now, __ATOMIC_RELAXED);
  return now != 0 ? now : g_get_real_time () / 1000;
}
