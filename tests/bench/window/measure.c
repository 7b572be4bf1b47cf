/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <stdio.h>
#include <string.h>

#define PIXELS_PER_FRAME 40

/* A jump, the frame in which rows that were read meanwhile are drawn, and one
 * to spare. */
#define FRAMES_PER_JUMP 3

static struct
{
  GtkWidget *window;
  MeasurePainted painted;
  gint64 frame_began;
  GArray *frames; /* (element-type double): ms */
  guint n_frames;
  gint64 woke;    /* when poll returned */
  gint64 at_work; /* µs of the main loop, all in all, before that */
  gint64 longest;
} state;

void
measure_say (const char *name, double value)
{
  printf ("%s %.4f\n", name, value);
  fflush (stdout);
}

/* --- the main loop ------------------------------------------------------- */

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  gint64 busy = g_get_monotonic_time () - state.woke;
  int result;

  state.at_work += busy;
  state.longest = MAX (state.longest, busy);
  result = g_poll (fds, n, timeout);
  state.woke = g_get_monotonic_time ();
  return result;
}

static gint64
time_at_work (void)
{
  return state.at_work + g_get_monotonic_time () - state.woke;
}

double
measure_longest_gap (void)
{
  double gap = (double) MAX (state.longest, g_get_monotonic_time () - state.woke) / 1000.0;

  state.longest = 0;
  state.woke = g_get_monotonic_time ();
  return gap;
}

static gboolean
rested_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
measure_rest (guint milliseconds)
{
  gboolean rested = FALSE;

  g_timeout_add (milliseconds, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

/* --- frames -------------------------------------------------------------- */

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  state.frame_began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64 now = g_get_monotonic_time ();
  double took = (double) (now - state.frame_began) / 1000.0;

  g_array_append_val (state.frames, took);
  state.n_frames++;
  if (state.painted != NULL && state.painted (state.window))
    {
      state.painted = NULL;
      measure_say ("painted", (double) now);
    }
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

void
measure_watch (GtkWidget *window)
{
  state.window = window;
  state.frames = g_array_new (FALSE, FALSE, sizeof (double));
  state.woke = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, poll_cb);
  if (gtk_widget_get_realized (window))
    realize_cb (window, NULL);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

void
measure_say_painted (GtkWidget *window, MeasurePainted painted)
{
  state.painted = painted;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
percentile_95 (GArray *values)
{
  g_assert (values->len >= 20);
  g_array_sort (values, compare);
  return g_array_index (values, double, values->len * 95 / 100);
}

typedef struct
{
  guint left;
  double step;
} Scrolling;

static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Scrolling *scrolling = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + scrolling->step);
  return --scrolling->left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

double
measure_scroll (GtkWidget *view, guint frames)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  Scrolling scrolling = { frames, PIXELS_PER_FRAME };

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  measure_rest (500);
  g_array_set_size (state.frames, 0);
  gtk_widget_add_tick_callback (view, scroll_cb, &scrolling, NULL);
  while (scrolling.left > 0 || state.frames->len < frames)
    g_main_context_iteration (NULL, TRUE);
  return percentile_95 (state.frames);
}

typedef struct
{
  MeasureStep step;
  gpointer user_data;
  guint left;
} Stepping;

static gboolean
step_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Stepping *stepping = user_data;

  stepping->step (stepping->user_data);
  return --stepping->left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

double
measure_steps (GtkWidget *widget, MeasureStep step, gpointer user_data, guint frames)
{
  Stepping stepping = { step, user_data, frames };

  g_array_set_size (state.frames, 0);
  gtk_widget_add_tick_callback (widget, step_cb, &stepping, NULL);
  while (stepping.left > 0 || state.frames->len < frames)
    g_main_context_iteration (NULL, TRUE);
  return percentile_95 (state.frames);
}

void
measure_frame (void)
{
  guint before = state.n_frames;

  gtk_widget_queue_draw (state.window);
  while (state.n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GRand *lots;
  guint left;
  guint until; /* frames to the next jump */
} Jumping;

/* Within the frame, as scrolling is: the view binds its rows as soon as it is
 * told where to go. */
static gboolean
jump_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Jumping *jumping = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double longest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (jumping->until-- > 0)
    return G_SOURCE_CONTINUE;
  if (jumping->left == 0)
    return G_SOURCE_REMOVE;
  jumping->left--;
  jumping->until = FRAMES_PER_JUMP - 1;
  g_array_set_size (state.frames, 0);
  gtk_adjustment_set_value (adjustment, g_rand_double (jumping->lots) * longest);
  return G_SOURCE_CONTINUE;
}

double
measure_jump (GtkWidget *view, guint jumps)
{
  g_autoptr (GRand) lots = g_rand_new_with_seed (20260302);
  g_autoptr (GArray) costliest = g_array_new (FALSE, FALSE, sizeof (double));
  Jumping jumping = { lots, jumps, 0 };

  gtk_widget_add_tick_callback (view, jump_cb, &jumping, NULL);
  while (costliest->len < jumps)
    {
      double most = 0;

      while (jumping.left != jumps - costliest->len - 1 || state.frames->len < FRAMES_PER_JUMP)
        g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < FRAMES_PER_JUMP; i++)
        most = MAX (most, g_array_index (state.frames, double, i));
      g_array_append_val (costliest, most);
    }
  measure_rest (100);
  return percentile_95 (costliest);
}

double
measure_action (GtkWidget *widget, const char *action)
{
  guint before = state.n_frames;
  gint64 began = time_at_work ();

  if (!gtk_widget_activate_action (widget, action, NULL))
    g_error ("There is no action %s", action);
  gtk_widget_queue_draw (state.window);
  while (state.n_frames == before)
    g_main_context_iteration (NULL, TRUE);
  return (double) (time_at_work () - began) / 1000.0;
}

/* --- the process ---------------------------------------------------------- */

/* The files that MEASURE_SHARED names, a path a line. */
static GHashTable *
shared_files (void)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents (g_getenv ("MEASURE_SHARED"), &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    g_hash_table_add (files, g_strdup (lines[i]));
  return files;
}

/* Line by line: all of it at once would be counted, too. */
double
measure_private_memory (void)
{
  g_autoptr (GHashTable) shared = shared_files ();
  FILE *maps = fopen ("/proc/self/smaps", "r");
  char line[4096], path[4096];
  gboolean is_shared = TRUE;
  double kb = 0;

  if (maps == NULL)
    g_error ("There is no smaps");
  while (fgets (line, sizeof line, maps) != NULL)
    {
      int fields = sscanf (line, "%*x-%*x %*s %*x %*s %*u %4095[^\n]", path);

      if (g_ascii_isxdigit (line[0]) && strchr (line, '-') != NULL && strchr (line, '-') < strchr (line, ' '))
        is_shared = fields < 1 || path[0] != '/' || g_hash_table_contains (shared, path);
      else if (g_str_has_prefix (line, "Private_Clean:") || g_str_has_prefix (line, "Private_Dirty:") ||
               (!is_shared && g_str_has_prefix (line, "Shared_Clean:")))
        kb += g_ascii_strtod (strchr (line, ':') + 1, NULL);
    }
  fclose (maps);
  return kb / 1024.0;
}

GtkWidget *
measure_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = measure_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}
