/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "day.h"

#include "measure.h"

#include "app/pages/today/rg-today-line.h"
#include "app/pages/today/rg-today-page.h"

#define FRAMES 300
#define JUMPS 100

gboolean
day_is_painted (GtkWidget *window)
{
  GtkWidget *line = measure_find (window, RG_TYPE_TODAY_LINE);

  return line != NULL && rg_today_line_get (RG_TODAY_LINE (line)) != NULL && gtk_widget_get_height (line) > 0;
}

static RgTodayPage *
go (GtkWidget *window)
{
  RgPage *page;

  for (int place = 1;; place++)
    {
      gtk_widget_activate_action (window, "win.go-to-page", "i", place);
      page = rg_window_get_page (RG_WINDOW (window));
      if (RG_IS_TODAY_PAGE (page))
        return RG_TODAY_PAGE (page);
    }
}

/* Until nothing is read any more, and what was read is on screen. */
static void
say_settled (RgTodayPage *page, const char *name)
{
  gint64 began = g_get_monotonic_time ();
  g_autofree char *gap = g_strconcat (name, "-gap", NULL);

  while (rg_today_page_is_busy (page))
    g_main_context_iteration (NULL, TRUE);
  measure_say (name, (double) (g_get_monotonic_time () - began) / 1000.0);
  measure_rest (300);
  measure_say (gap, measure_longest_gap ());
}

/* What is done changes the shop, and the page comes after. */
static void
act (RgTodayPage *page, const char *name, const char *action)
{
  measure_longest_gap ();
  if (!gtk_widget_activate_action (GTK_WIDGET (page), action, NULL))
    g_error ("There is no action %s", action);
  while (!rg_today_page_is_busy (page))
    g_main_context_iteration (NULL, TRUE);
  say_settled (page, name);
}

static void
look_at (RgTodayPage *page, const char *span)
{
  measure_longest_gap ();
  rg_today_page_show_span (page, span);
  say_settled (page, span);
}

static void
turn (RgTodayPage *page, const char *name, const char *action)
{
  measure_longest_gap ();
  gtk_widget_activate_action (GTK_WIDGET (rg_today_page_get_calendar (page)), action, NULL);
  say_settled (page, name);
}

void
day_measure (GtkWidget *window)
{
  RgTodayPage *page;
  GtkWidget *view;

  measure_rest (3000);
  measure_longest_gap ();
  measure_rest (3000);
  measure_say ("idle-gap", measure_longest_gap ());
  page = go (window);
  say_settled (page, "day");
  for (guint i = 0; i < RG_N_TODAY_PARTS; i++)
    measure_say (rg_today_part_get_key ((RgTodayPart) i),
                 (double) rg_today_page_get_n (page, (RgTodayPart) i));
  act (page, "done", "today.done-now");
  act (page, "tomorrow", "today.tomorrow");
  view = gtk_widget_get_ancestor (measure_find (window, RG_TYPE_TODAY_LINE), GTK_TYPE_LIST_VIEW);
  measure_longest_gap ();
  measure_say ("scroll", measure_scroll (view, FRAMES));
  measure_say ("scroll-gap", measure_longest_gap ());
  measure_say ("jump", measure_jump (view, JUMPS));
  measure_say ("jump-gap", measure_longest_gap ());
  look_at (page, "month");
  turn (page, "other-month", "calendar.next");
  look_at (page, "week");
  look_at (page, "list");
}
