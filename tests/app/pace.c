/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-pace.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Work of @total rows, @speed a second, told of as by a file that is read: in
 * lumps, and with a rest of a second after every four. Time is made here. */
typedef struct
{
  RgPace pace;
  double seconds;
  double done;
} Work;

static gint64
at (const Work *work)
{
  return (gint64) ((1000 + work->seconds) * G_USEC_PER_SEC);
}

static void
note (Work *work, guint64 total)
{
  guint64 told = (guint64) work->done / 500 * 500;

  rg_pace_note (&work->pace, at (work), told, (double) told / (double) total);
}

static void
go_on (Work *work, double seconds, double speed, guint64 total)
{
  double end = work->seconds + seconds;

  while (work->seconds < end - 0.01)
    {
      gboolean rests = (int) work->seconds % 5 == 4;

      work->seconds += 0.1;
      work->done = MIN ((double) total, work->done + (rests ? 0 : 0.1 * speed));
      note (work, total);
    }
}

static void
assert_says (Work *work, const char *expected)
{
  g_autofree char *text = rg_pace_say (&work->pace);

  g_assert_cmpstr (text, ==, expected);
}

/* Nothing that nobody can know yet. */
static void
test_first (void)
{
  Work work = { 0 };

  rg_pace_begin (&work.pace, at (&work));
  assert_says (&work, NULL);
  go_on (&work, 0.6, 10000, 1200000);
  assert_says (&work, NULL);
  go_on (&work, 1.0, 10000, 1200000);
  assert_says (&work, "10,000 per second");
  go_on (&work, 2.0, 10000, 1200000);
  assert_says (&work, "10,000 per second · about 2 minutes left");
}

/* What is said goes down and never by leaps. */
static void
test_steady (void)
{
  Work work = { 0 };
  int last = G_MAXINT;

  rg_pace_begin (&work.pace, at (&work));
  while (work.done < 599000)
    {
      g_autofree char *left = NULL;
      int n, seconds;

      go_on (&work, 0.5, 5000, 600000);
      left = rg_pace_say_left (&work.pace);
      if (left == NULL)
        continue;
      n = g_str_has_prefix (left, "about ") ? atoi (left + 6) : 0;
      seconds = strstr (left, "minute") != NULL ? 60 * n : n > 0 ? n : 5;
      g_assert_cmpint (seconds, <=, last);
      g_assert_true (last == G_MAXINT || last - seconds <= 60);
      last = seconds;
    }
  g_assert_cmpint (last, ==, 5);
}

/* A minute that was said is counted in seconds when it is under way. */
static void
test_last_minute (void)
{
  Work work = { 0 };

  rg_pace_begin (&work.pace, at (&work));
  for (guint i = 0; i < 110; i++)
    {
      g_autofree char *left = NULL;

      go_on (&work, 0.5, 10000, 600000);
      left = rg_pace_say_left (&work.pace);
      if (i == 20)
        g_assert_cmpstr (left, ==, "about 1 minute left");
      if (i == 109)
        g_assert_cmpstr (left, ==, "about 20 seconds left");
    }
}

/* A rest at a COMMIT is no reason to speak of hours. */
static void
test_stall (void)
{
  Work work = { 0 };

  rg_pace_begin (&work.pace, at (&work));
  go_on (&work, 24, 10000, 600000);
  assert_says (&work, "8,900 per second · about 50 seconds left");
  for (guint i = 0; i < 30; i++)
    {
      work.seconds += 0.1;
      note (&work, 600000);
    }
  g_assert_true (work.pace.left < 70);
}

static void
test_again (void)
{
  Work work = { 0 };

  rg_pace_begin (&work.pace, at (&work));
  go_on (&work, 10, 10000, 600000);
  work.done = 0;
  go_on (&work, 0.5, 10000, 600000);
  assert_says (&work, NULL);
}

static void
test_unknown (void)
{
  RgPace pace = { 0 };
  g_autofree char *text = NULL, *left = NULL;

  for (guint i = 1; i < 100; i++)
    rg_pace_note (&pace, i * 100000, i * 5, -1);
  text = rg_pace_say (&pace);
  left = rg_pace_say_left (&pace);
  g_assert_cmpstr (text, ==, "50 per second");
  g_assert_null (left);
}

static void
assert_left (double seconds, const char *expected)
{
  RgPace pace = { .begun = 1, .noted = 20 * G_USEC_PER_SEC, .fraction = 0.5, .left = seconds };
  g_autofree char *left = rg_pace_say_left (&pace);

  g_assert_cmpstr (left, ==, expected);
}

static void
test_words (void)
{
  assert_left (0, "a few seconds left");
  assert_left (9, "about 10 seconds left");
  assert_left (34, "about 30 seconds left");
  assert_left (56, "about 1 minute left");
  assert_left (100, "about 2 minutes left");
  assert_left (65 * 60, "about 65 minutes left");
  assert_left (110 * 60, "about 2 hours left");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/pace/first", test_first);
  g_test_add_func ("/app/pace/steady", test_steady);
  g_test_add_func ("/app/pace/last-minute", test_last_minute);
  g_test_add_func ("/app/pace/stall", test_stall);
  g_test_add_func ("/app/pace/again", test_again);
  g_test_add_func ("/app/pace/unknown", test_unknown);
  g_test_add_func ("/app/pace/words", test_words);

  return g_test_run ();
}
