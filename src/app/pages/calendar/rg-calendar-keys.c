/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-private.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/rg-change.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-task.h"

#include <glib/gi18n-lib.h>

/* What keys do in the calendar, and moving what stands on a day to another one. */

/* --- moving --------------------------------------------------------------- */

typedef struct
{
  RgCalendarItem item;
  char *day;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->day);
  g_free (move);
}

/* Who moves it in the calendar plans it anew: it is not late by that. */
static gboolean
move_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;

  if (move->item.kind == RG_TODAY_STEP)
    return rg_step_put_off (op, move->item.customer_id, move->day, error);
  return rg_task_change (op, move->item.task_id, &(RgTaskWords) { .customer_id = -1, .due = move->day },
                         error);
}

/* (transfer full) (nullable): what it is called; NULL: it is not there any more */
static char *
title_of (RgCalendarView *self, const RgCalendarItem *item)
{
  for (guint i = 0; self->calendar != NULL && i < self->calendar->days->len; i++)
    {
      const RgCalendarDay *day = g_ptr_array_index (self->calendar->days, i);

      for (guint j = 0; j < day->due->len; j++)
        {
          const RgTodayRow *row = g_ptr_array_index (day->due, j);
          RgCalendarItem one = { row->kind, row->task_id, row->customer_id, day->day };

          if (rg_calendar_item_is (&one, item))
            return rg_calendar_row_dup_title (row);
        }
    }
  return NULL;
}

/**
 * rg_calendar_view_move:
 * @self: a calendar
 * @item: a task or a next step that is shown
 * @day: to which it goes
 *
 * Plans it for another day and says so in a toast with Undo. The focus goes with it.
 */
void
rg_calendar_view_move (RgCalendarView *self, const RgCalendarItem *item, const GDate *day)
{
  g_autofree char *title = title_of (self, item);
  g_autofree char *name = NULL, *label = NULL, *done = NULL;
  Move *move;

  if (title == NULL || !rg_calendar_view_is_editable (self) || !rg_calendar_item_can_move (item) ||
      g_date_compare (&item->day, day) == 0)
    return;
  move = g_new0 (Move, 1);
  move->item = *item;
  move->day = rg_date_to_iso (day);
  name = rg_display_day (day, &self->today);
  /* Translators: a line of the history; what is to be done, and a day. */
  label = g_strdup_printf (_ ("Move “%s”: %s"), title, name);
  /* Translators: what is to be done, and a day. */
  done = g_strdup_printf (_ ("“%s” is moved: %s"), title, name);
  self->moved = *item;
  self->moved.day = *day;
  rg_change_say (self->followed, GTK_WIDGET (self), label, move_func, move, move_free, done);
  rg_calendar_view_go (self, day);
  self->has_moved = TRUE;
}

/* --- what has the focus --------------------------------------------------- */

static GtkWidget *
focus_of (RgCalendarView *self, GType type)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->grid))
    return NULL;
  return g_type_is_a (G_OBJECT_TYPE (focus), type) ? focus : NULL;
}

static RgCalendarCell *
chosen_cell (RgCalendarView *self)
{
  return rg_calendar_view_get_cell (self, &self->chosen);
}

/* What the arrows move. Of several things on a day the one with the focus; without
 * one the first gets it, so that it can be seen which. */
static const RgCalendarItem *
find_item (RgCalendarView *self)
{
  GtkWidget *chip = focus_of (self, RG_TYPE_CALENDAR_CHIP);
  RgCalendarCell *cell = chosen_cell (self);
  const RgCalendarDay *stands = rg_calendar_view_get_stands (self);
  RgCalendarChip *only;
  const RgCalendarItem *item;

  if (chip != NULL)
    return rg_calendar_chip_get_item (RG_CALENDAR_CHIP (chip));
  if (self->has_moved)
    return &self->moved;
  if (focus_of (self, RG_TYPE_CALENDAR_CELL) == NULL)
    {
      item = rg_calendar_list_get_focus (RG_CALENDAR_LIST (self->list));
      return item != NULL ? item : rg_calendar_list_get_focus (RG_CALENDAR_LIST (self->popover_list));
    }
  only = cell != NULL ? rg_calendar_cell_next (cell, NULL, 0) : NULL;
  while (only != NULL && !rg_calendar_item_can_move (rg_calendar_chip_get_item (only)))
    only = rg_calendar_cell_next (cell, only, 1);
  if (only == NULL)
    return NULL;
  if (stands != NULL && stands->n_due == 1)
    return rg_calendar_chip_get_item (only);
  gtk_widget_grab_focus (GTK_WIDGET (only));
  return NULL;
}

/* --- keys ----------------------------------------------------------------- */

/* Days that an arrow goes. */
static int
step_of (RgCalendarView *self, guint key)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -forward;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return forward;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -7;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 7;
    default:
      return 0;
    }
}

static gboolean
move_by_key (RgCalendarView *self, int step)
{
  const RgCalendarItem *item = find_item (self);
  GDate day;

  if (item == NULL)
    return focus_of (self, GTK_TYPE_WIDGET) != NULL;
  day = item->day;
  rg_calendar_days_add (&day, step);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  rg_calendar_view_move (self, item, &day);
  return TRUE;
}

/* Up and down go through the chips of a day. */
static gboolean
walk_chips (RgCalendarView *self, int step)
{
  GtkWidget *chip = focus_of (self, RG_TYPE_CALENDAR_CHIP);
  RgCalendarCell *cell = chosen_cell (self);
  RgCalendarChip *next;

  if (chip == NULL || cell == NULL || ABS (step) != 7)
    return FALSE;
  next = rg_calendar_cell_next (cell, RG_CALENDAR_CHIP (chip), step / 7);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (step < 0)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
  return TRUE;
}

static void
go_by (RgCalendarView *self, int days)
{
  GDate day = self->chosen;

  rg_calendar_days_add (&day, days);
  rg_calendar_view_go (self, &day);
}

static gboolean
go_far (RgCalendarView *self, guint key)
{
  GDate day = self->chosen, first;

  switch (key)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      rg_calendar_days_add_months (&day, -1);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      rg_calendar_days_add_months (&day, 1);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      rg_calendar_days_week (&day, rg_calendar_days_week_start (), &first);
      day = first;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      rg_calendar_days_week (&day, rg_calendar_days_week_start (), &first);
      day = first;
      rg_calendar_days_add (&day, 6);
      break;
    default:
      return FALSE;
    }
  rg_calendar_view_go (self, &day);
  return TRUE;
}

static gboolean
enter (RgCalendarView *self)
{
  GtkWidget *chip = focus_of (self, RG_TYPE_CALENDAR_CHIP);

  if (chip != NULL)
    {
      const RgCalendarItem *item = rg_calendar_chip_get_item (RG_CALENDAR_CHIP (chip));

      return gtk_widget_activate_action (GTK_WIDGET (self), "calendar.open", "(uxx)", (guint32) item->kind,
                                         item->task_id, item->customer_id);
    }
  rg_calendar_view_open_day (self);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RgCalendarView *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  int step = step_of (self, key);

  if (step != 0 && (held == GDK_SHIFT_MASK || held == GDK_CONTROL_MASK))
    return move_by_key (self, step);
  if (held != 0 || focus_of (self, GTK_TYPE_WIDGET) == NULL)
    return FALSE;
  if (step != 0)
    {
      if (!walk_chips (self, step))
        go_by (self, step);
      return TRUE;
    }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter || key == GDK_KEY_space)
    return enter (self);
  return go_far (self, key);
}

/*< private >
 * rg_calendar_keys_install:
 * @self: a calendar
 * @widget: itself, or what stands above it by itself
 *
 * Before anything inside sees them: lists and scrolled windows take arrows as well.
 */
void
rg_calendar_keys_install (RgCalendarView *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (widget, keys);
}
