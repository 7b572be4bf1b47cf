/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-private.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-dialog.h"
#include "app/rg-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

#define DAY_CHECK_SECONDS 60

G_DEFINE_FINAL_TYPE (RgCalendarView, rg_calendar_view, ADW_TYPE_BIN)

gboolean
rg_calendar_view_is_editable (RgCalendarView *self)
{
  return self->followed != NULL && !rg_store_is_read_only (self->followed);
}

const RgCalendarDay *
rg_calendar_view_get_stands (RgCalendarView *self)
{
  return self->calendar != NULL ? rg_calendar_get_day (self->calendar, &self->chosen) : NULL;
}

/* --- going ----------------------------------------------------------------- */

static gboolean
day_timeout_cb (gpointer user_data)
{
  RgCalendarView *self = user_data;
  GDate today;

  rg_display_today (&today);
  if (g_date_compare (&today, &self->today) != 0)
    {
      self->today = today;
      rg_calendar_show_days (self);
    }
  return G_SOURCE_CONTINUE;
}

/* Brings the chosen day into what is shown; whether that is something else now. */
static gboolean
set_range (RgCalendarView *self)
{
  GDateWeekday start = rg_calendar_days_week_start ();
  GDate before = self->first;
  guint n_before = self->n_weeks;

  if (self->week)
    {
      rg_calendar_days_week (&self->chosen, start, &self->first);
      self->n_weeks = 1;
    }
  else
    self->n_weeks = rg_calendar_days_month (&self->chosen, start, &self->first);
  return !g_date_valid (&before) || g_date_compare (&before, &self->first) != 0 || n_before != self->n_weeks;
}

/**
 * rg_calendar_view_choose:
 * @self: a calendar
 * @day: a day
 *
 * Chooses the day, and shows its month or week.
 */
void
rg_calendar_view_choose (RgCalendarView *self, const GDate *day)
{
  GDate chosen = *day;
  gboolean other;

  g_return_if_fail (RG_IS_CALENDAR_VIEW (self));
  self->chosen = chosen;
  self->has_moved = FALSE;
  other = set_range (self);
  rg_calendar_show_days (self);
  if (other && gtk_widget_get_mapped (GTK_WIDGET (self)))
    rg_calendar_ask (self);
  else if (other)
    self->stale = TRUE;
}

void
rg_calendar_view_go (RgCalendarView *self, const GDate *day)
{
  rg_calendar_view_choose (self, day);
  rg_calendar_put_focus (self);
}

static void
turn (RgCalendarView *self, int step)
{
  GDate day = self->chosen;

  if (self->week)
    rg_calendar_days_add (&day, 7 * step);
  else
    rg_calendar_days_add_months (&day, step);
  rg_calendar_view_choose (self, &day);
}

/* --- actions -------------------------------------------------------------- */

static void
previous_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn (RG_CALENDAR_VIEW (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  turn (RG_CALENDAR_VIEW (widget), 1);
}

static void
today_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (widget);

  rg_calendar_view_go (self, &self->today);
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (widget);
  g_autofree char *day = rg_date_to_iso (&self->chosen);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (rg_calendar_view_is_editable (self))
    rg_task_dialog_present (widget, self->followed, 0, 0, day);
}

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (widget);
  gint64 task_id, customer_id;
  guint32 kind;

  g_variant_get (parameter, "(uxx)", &kind, &task_id, &customer_id);
  /* Several birthdays. */
  if (task_id == 0 && customer_id == 0)
    {
      rg_calendar_view_open_day (self);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (kind == RG_TODAY_TASK)
    rg_task_dialog_present (widget, self->followed, task_id, 0, NULL);
  else
    gtk_widget_activate_action (widget, "win.open-customer", "x", customer_id);
}

static void
done_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (widget);
  gint64 task_id, customer_id;

  g_variant_get (parameter, "(xx)", &task_id, &customer_id);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (rg_calendar_view_is_editable (self))
    rg_done_dialog_present (widget, self->followed, task_id, customer_id);
}

/**
 * rg_calendar_view_open_day:
 * @self: a calendar
 *
 * Goes to the list of the chosen day: below, or above its cell where there is no
 * list. A day with nothing on it gets a new task.
 */
void
rg_calendar_view_open_day (RgCalendarView *self)
{
  RgCalendarCell *cell = rg_calendar_view_get_cell (self, &self->chosen);
  const RgCalendarDay *stands = rg_calendar_view_get_stands (self);
  graphene_rect_t bounds;

  if (stands == NULL || cell == NULL)
    return;
  if (stands->n_due == 0 && stands->n_birthdays == 0)
    {
      new_action (GTK_WIDGET (self), NULL, NULL);
      return;
    }
  if (self->compact)
    {
      rg_calendar_list_begin (RG_CALENDAR_LIST (self->list));
      return;
    }
  rg_calendar_list_set (RG_CALENDAR_LIST (self->popover_list), &self->chosen, &self->today, stands,
                        rg_calendar_view_is_editable (self));
  if (gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  rg_calendar_list_begin (RG_CALENDAR_LIST (self->popover_list));
}

/* --- pointer -------------------------------------------------------------- */

static void
clicked_cb (GtkGestureClick *click, int n, double x, double y, RgCalendarView *self)
{
  GtkWidget *target = gtk_widget_pick (self->grid, x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = target != NULL ? gtk_widget_get_ancestor (target, RG_TYPE_CALENDAR_CELL) : NULL;

  if (cell == NULL)
    return;
  rg_calendar_view_go (self, rg_calendar_cell_get_day (RG_CALENDAR_CELL (cell)));
  if (n == 2)
    new_action (GTK_WIDGET (self), NULL, NULL);
}

static void
dropped_cb (RgCalendarCell *cell, RgCalendarChip *chip, RgCalendarView *self)
{
  RgCalendarItem item = *rg_calendar_chip_get_item (chip);
  GDate day = *rg_calendar_cell_get_day (cell);

  /* What comes from another window may be another shop's. */
  if (!gtk_widget_is_ancestor (GTK_WIDGET (chip), self->grid))
    return;
  rg_calendar_view_move (self, &item, &day);
}

static void
more_cb (RgCalendarCell *cell, RgCalendarView *self)
{
  rg_calendar_view_go (self, rg_calendar_cell_get_day (cell));
  rg_calendar_view_open_day (self);
}

/* --- size ----------------------------------------------------------------- */

static void
update_look (RgCalendarView *self)
{
  RgCalendarLook look = self->compact ? RG_CALENDAR_COMPACT
                        : self->week  ? RG_CALENDAR_WEEK
                                      : RG_CALENDAR_MONTH;

  for (guint i = 0; i < RG_CALENDAR_CELLS; i++)
    rg_calendar_cell_set_look (RG_CALENDAR_CELL (self->cells[i]), look);
  gtk_widget_set_visible (self->list, self->compact);
  gtk_widget_set_vexpand (self->grid, !self->compact);
}

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgCalendarView *self)
{
  self->compact = adw_breakpoint_bin_get_current_breakpoint (bin) != NULL;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  update_look (self);
  rg_calendar_show_list (self);
}

static void
rg_calendar_view_map (GtkWidget *widget)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (widget);

  GTK_WIDGET_CLASS (rg_calendar_view_parent_class)->map (widget);
  day_timeout_cb (self);
  if (self->stale)
    rg_calendar_ask (self);
}

static void
rg_calendar_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (rg_calendar_view_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (RG_CALENDAR_VIEW (widget)->popover));
}

static void
rg_calendar_view_dispose (GObject *object)
{
  RgCalendarView *self = RG_CALENDAR_VIEW (object);

  rg_calendar_view_set_store (self, NULL);
  g_clear_handle_id (&self->day_timeout, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (rg_calendar_view_parent_class)->dispose (object);
}

static void
rg_calendar_view_finalize (GObject *object)
{
  g_free (RG_CALENDAR_VIEW (object)->staff);
  G_OBJECT_CLASS (rg_calendar_view_parent_class)->finalize (object);
}

static void
rg_calendar_view_class_init (RgCalendarViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_calendar_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_calendar_view_finalize;
  widget_class->map = rg_calendar_view_map;
  widget_class->size_allocate = rg_calendar_view_size_allocate;

  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, today_action);
  gtk_widget_class_install_action (widget_class, "calendar.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "calendar.open", "(uxx)", open_action);
  gtk_widget_class_install_action (widget_class, "calendar.done", "(xx)", done_action);
}

static void
rg_calendar_view_init (RgCalendarView *self)
{
  rg_calendar_make (self);
  g_signal_connect (self->bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  for (guint i = 0; i < RG_CALENDAR_CELLS; i++)
    {
      g_signal_connect (self->cells[i], "dropped", G_CALLBACK (dropped_cb), self);
      g_signal_connect (self->cells[i], "more", G_CALLBACK (more_cb), self);
    }
  g_signal_connect (self->click, "pressed", G_CALLBACK (clicked_cb), self);
  g_date_clear (&self->first, 1);
  rg_display_today (&self->today);
  self->chosen = self->today;
  set_range (self);
  update_look (self);
  rg_calendar_show_days (self);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_timeout_cb, self);
}

/* --- for the page --------------------------------------------------------- */

/**
 * rg_calendar_view_new:
 *
 * Returns: (transfer floating): a calendar of this month, without a shop
 */
GtkWidget *
rg_calendar_view_new (void)
{
  return g_object_new (RG_TYPE_CALENDAR_VIEW, NULL);
}

void
rg_calendar_view_set_store (RgCalendarView *self, RgStore *store)
{
  RgCalendar *old = self->calendar;

  rg_calendar_stop_asking (self);
  g_clear_handle_id (&self->showing, g_source_remove);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  self->calendar = NULL;
  self->has_moved = FALSE;
  self->stale = FALSE;
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    rg_calendar_show_days (self);
  g_clear_pointer (&self->before, rg_calendar_free);
  g_clear_pointer (&old, rg_calendar_free);
  if (store == NULL)
    return;
  self->followed = g_object_ref (store);
  g_signal_connect (store, "changed", G_CALLBACK (rg_calendar_store_changed_cb), self);
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rg_calendar_ask (self);
}

void
rg_calendar_view_set_staff (RgCalendarView *self, const char *staff)
{
  if (!g_set_str (&self->staff, staff))
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rg_calendar_ask (self);
}

void
rg_calendar_view_set_week (RgCalendarView *self, gboolean week)
{
  if (self->week == week)
    return;
  self->week = week;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  update_look (self);
  rg_calendar_view_choose (self, &self->chosen);
}

gboolean
rg_calendar_view_get_week (RgCalendarView *self)
{
  return self->week;
}

const GDate *
rg_calendar_view_get_chosen (RgCalendarView *self)
{
  return &self->chosen;
}

gboolean
rg_calendar_view_is_busy (RgCalendarView *self)
{
  return self->asking != NULL || self->ask_timeout != 0 || self->showing != 0;
}

RgCalendarCell *
rg_calendar_view_get_cell (RgCalendarView *self, const GDate *day)
{
  int place = g_date_days_between (&self->first, day);

  return place >= 0 && (guint) place < self->n_weeks * 7 ? RG_CALENDAR_CELL (self->cells[place]) : NULL;
}

RgCalendarList *
rg_calendar_view_get_list (RgCalendarView *self)
{
  return RG_CALENDAR_LIST (self->list);
}

GtkPopover *
rg_calendar_view_get_popover (RgCalendarView *self)
{
  return GTK_POPOVER (self->popover);
}

const char *
rg_calendar_view_get_title (RgCalendarView *self)
{
  return gtk_label_get_label (GTK_LABEL (self->title));
}
