/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-private.h"

#include "app/pages/calendar/rg-calendar-days.h"

/* What the calendar shows of what it read. */

/* So many days get their chips in one frame. */
#define STEP_DAYS 14

static void
show_title (RgCalendarView *self)
{
  g_autofree char *title =
      self->week ? rg_calendar_days_week_title (&self->first) : rg_calendar_days_month_title (&self->chosen);

  gtk_label_set_label (GTK_LABEL (self->title), title);
}

static void
show_heads (RgCalendarView *self)
{
  GDate day = self->first;

  for (guint i = 0; i < G_N_ELEMENTS (self->heads); i++, rg_calendar_days_add (&day, 1))
    {
      g_autofree char *name = rg_calendar_days_weekday (&day);

      gtk_label_set_label (GTK_LABEL (self->heads[i]), name);
    }
}

static gboolean
has_focus_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* What was moved gets the focus as soon as it is there, else the day keeps it. */
void
rg_calendar_put_focus (RgCalendarView *self)
{
  RgCalendarCell *cell = rg_calendar_view_get_cell (self, &self->chosen);
  RgCalendarChip *chip;

  if (cell == NULL)
    return;
  chip = self->has_moved ? rg_calendar_cell_find (cell, &self->moved) : NULL;
  gtk_widget_grab_focus (chip != NULL ? GTK_WIDGET (chip) : GTK_WIDGET (cell));
}

void
rg_calendar_show_list (RgCalendarView *self)
{
  const RgCalendarDay *stands = rg_calendar_view_get_stands (self);
  gboolean editable = rg_calendar_view_is_editable (self);

  if (self->compact)
    rg_calendar_list_set (RG_CALENDAR_LIST (self->list), &self->chosen, &self->today, stands, editable);
  if (gtk_widget_get_visible (self->popover))
    rg_calendar_list_set (RG_CALENDAR_LIST (self->popover_list), &self->chosen, &self->today, stands,
                          editable);
}

/* The focus is on the chosen day before chips go: one that had it would leave it
 * behind. */
static void
show_chosen (RgCalendarView *self)
{
  gboolean focused = has_focus_in (self->grid);
  RgCalendarCell *chosen = rg_calendar_view_get_cell (self, &self->chosen);

  if (chosen != NULL)
    rg_calendar_cell_set_chosen (chosen, TRUE);
  if (chosen != NULL && focused)
    gtk_widget_grab_focus (GTK_WIDGET (chosen));
  for (guint i = 0; i < RG_CALENDAR_CELLS; i++)
    if (self->cells[i] != (gpointer) chosen)
      rg_calendar_cell_set_chosen (RG_CALENDAR_CELL (self->cells[i]), FALSE);
}

static void
show_some (RgCalendarView *self, guint from, guint until)
{
  GDate day = self->first;

  rg_calendar_days_add (&day, (int) from);
  for (guint i = from; i < until; i++, rg_calendar_days_add (&day, 1))
    {
      gboolean shown = i < self->n_weeks * 7;
      const RgCalendarDay *stands = NULL;

      if (shown && self->calendar != NULL)
        stands = rg_calendar_get_day (self->calendar, &day);
      rg_calendar_cell_set (RG_CALENDAR_CELL (self->cells[i]), &day, &self->today, stands,
                            !self->week && g_date_get_month (&day) != g_date_get_month (&self->chosen));
      gtk_widget_set_visible (self->cells[i], shown);
    }
}

static void
begin_showing (RgCalendarView *self)
{
  self->focused = has_focus_in (self->grid);
  for (guint i = 0; i < self->n_weeks * 7; i++)
    gtk_widget_set_visible (self->cells[i], TRUE);
  show_chosen (self);
}

static void
end_showing (RgCalendarView *self)
{
  g_clear_handle_id (&self->showing, g_source_remove);
  g_clear_pointer (&self->before, rg_calendar_free);
  show_title (self);
  show_heads (self);
  rg_calendar_show_list (self);
  if (self->focused)
    rg_calendar_put_focus (self);
}

/* Shows what was read, and the days at once where it was not yet. */
void
rg_calendar_show_days (RgCalendarView *self)
{
  begin_showing (self);
  show_some (self, 0, RG_CALENDAR_CELLS);
  end_showing (self);
}

/* The chips of a month take longer to be drawn for the first time than anything may
 * be held up: they come in several frames. */
static gboolean
show_next_cb (gpointer user_data)
{
  RgCalendarView *self = user_data;
  guint from = self->n_shown;

  self->n_shown = MIN (from + (self->week ? RG_CALENDAR_CELLS : STEP_DAYS), RG_CALENDAR_CELLS);
  show_some (self, from, self->n_shown);
  if (self->n_shown < RG_CALENDAR_CELLS)
    return G_SOURCE_CONTINUE;
  self->showing = 0;
  end_showing (self);
  return G_SOURCE_REMOVE;
}

/*< private >
 * rg_calendar_show:
 * @calendar: (transfer full): what stands on the days that are shown
 */
void
rg_calendar_show (RgCalendarView *self, RgCalendar *calendar)
{
  if (self->showing != 0)
    rg_calendar_show_days (self);
  /* Cells point into the one before until they are shown anew. */
  self->before = self->calendar;
  self->calendar = calendar;
  begin_showing (self);
  self->n_shown = 0;
  self->showing = g_idle_add (show_next_cb, self);
}
