/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reminders-test.h"

/* Tasks come, are put off, done, opened again, deleted and taken back, and the
 * clock and its zone move, at random: nothing is reminded of twice for the same
 * time, and nothing that stayed open is forgotten. */

#define ROUNDS 8
#define STEPS 150

typedef struct
{
  Fixture *f;
  GRand *rand;
  GHashTable *said; /* "id due[ time]" */
  gint64 last_id;
  gint64 latest; /* the latest the clock ever was */
  guint n;
} World;

static void
say_once (World *world, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RgTodayRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key =
          g_strdup_printf ("%d %s%s%s", (int) row->task_id, row->day, row->time != NULL ? " " : "",
                           row->time != NULL ? row->time : "");

      if (!g_hash_table_add (world->said, g_strdup (key)))
        g_error ("reminded twice of %s", key);
      world->n++;
    }
}

static void
take_some (World *world)
{
  g_autoptr (RgReminders) reminders = take (world->f);

  g_assert_cmpint (reminders->n_timed, ==, reminders->timed->len);
  g_assert_cmpint (reminders->n_rows, ==, reminders->rows->len);
  say_once (world, reminders->timed);
  say_once (world, reminders->rows);
}

/* From the day on which the shop was first looked at. */
static void
any_time (World *world, char *day, char *time)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (
      (MAX (rg_clock_now (), TEST_NOW) + g_rand_int_range (world->rand, 0, 96) * HOUR) / 1000);
  g_autofree char *text = g_date_time_format (at, "%Y-%m-%d");

  g_strlcpy (day, text, 11);
  *time = '\0';
  if (g_rand_boolean (world->rand))
    g_snprintf (time, 6, "%02d:%02d", g_rand_int_range (world->rand, 0, 24),
                g_rand_int_range (world->rand, 0, 60));
}

static gpointer
try_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return change_func (write, data, cancellable, error);
}

/* What cannot be done to a task as it is changes nothing. */
static void
try_change (World *world, Change what, gpointer data)
{
  rg_store_write_sync (world->f->store, try_func, &(Changing) { what, data }, NULL, NULL);
}

static void
move_clock (World *world)
{
  static const gint64 moves[] = { MINUTE,   5 * MINUTE, HOUR,  HOUR, 3 * HOUR,
                                  8 * HOUR, DAY,        -HOUR, -DAY, 4 * DAY };
  static const char *const zones[] = { "Asia/Shanghai", "America/New_York", "Pacific/Auckland",
                                       "Europe/London" };

  if (g_rand_int_range (world->rand, 0, 8) == 0)
    set_zone (zones[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (zones))]);
  else
    pass (moves[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (moves))]);
  world->latest = MAX (world->latest, rg_clock_now ());
}

static void
step (World *world)
{
  char day[11], time[6];
  gint64 id = world->last_id > 0 ? g_rand_int_range (world->rand, 1, (gint32) world->last_id + 1) : 0;
  int what = g_rand_int_range (world->rand, 0, 20);

  any_time (world, day, time);
  if (what < 5)
    world->last_id = MAX (world->last_id, add (world->f, "x", day, *time != '\0' ? time : NULL));
  else if (what < 8 && id != 0)
    try_change (world, put_off_cb, &(Moving) { id, day, time });
  else if (what < 9 && id != 0)
    try_change (world, done_cb, &id);
  else if (what < 10 && id != 0)
    try_change (world, reopen_cb, &id);
  else if (what < 11 && id != 0)
    try_change (world, delete_cb, &id);
  else if (what < 13)
    undo (world->f);
  else
    move_clock (world);
  if (g_rand_int_range (world->rand, 0, 3) > 0)
    take_some (world);
}

static gpointer
open_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read),
      "SELECT id || ' ' || due || coalesce (' ' || due_time, '') FROM task WHERE state = 'open'", error);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  while (rg_statement_step (statement, error) == RG_STEP_ROW)
    g_ptr_array_add (keys, g_strdup (rg_statement_get_text (statement, 0)));
  return keys;
}

/* When the clock has got over everything, all that stayed open was reminded of. */
static void
assert_none_forgotten (World *world)
{
  g_autoptr (GPtrArray) keys = NULL;

  set_zone ("Asia/Shanghai");
  rg_clock_set (world->latest + 10 * DAY);
  take_some (world);
  /* If that was at night, the summary comes now. */
  pass (12 * HOUR);
  take_some (world);
  keys = rg_store_read_sync (world->f->store, open_func, NULL, NULL, NULL);
  for (guint i = 0; i < keys->len; i++)
    if (!g_hash_table_contains (world->said, g_ptr_array_index (keys, i)))
      g_error ("forgotten: %s", (char *) g_ptr_array_index (keys, i));
}

static void
test_random (Fixture *f, gconstpointer data)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      World world = { .f = f, .latest = TEST_NOW };

      if (round > 0)
        {
          tear_down (f, NULL);
          set_up (f, NULL);
        }
      world.rand = g_rand_new_with_seed (round + 1);
      world.said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      take_some (&world);
      for (guint i = 0; i < STEPS; i++)
        step (&world);
      assert_none_forgotten (&world);
      g_assert_cmpuint (world.n, >, 10);
      g_hash_table_unref (world.said);
      g_rand_free (world.rand);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reminders/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
