/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-date-picker.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

struct _RgDatePicker
{
  GtkPopover parent_instance;

  GtkCalendar *calendar;
  /* The calendar is being set, not used. */
  gboolean showing;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDatePicker, rg_date_picker, GTK_TYPE_POPOVER)

static const struct
{
  const char *label;
  guint days;
} quick[] = {
  { N_ ("Today"), 0 },
  { N_ ("Tomorrow"), 1 },
  { N_ ("In 3 Days"), 3 },
  { N_ ("Next Week"), 7 },
};

static void
pick (RgDatePicker *self, const GDate *date)
{
  g_autofree char *iso = rg_date_to_iso (date);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, iso);
}

static void
quick_cb (GtkButton *button, RgDatePicker *self)
{
  GDate date;

  g_date_clear (&date, 1);
  rg_display_today (&date);
  g_date_add_days (&date, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "days")));
  pick (self, &date);
}

static void
day_selected_cb (GtkCalendar *calendar, RgDatePicker *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (calendar);
  GDate date;

  if (self->showing)
    return;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (chosen),
                  (GDateMonth) g_date_time_get_month (chosen), (GDateYear) g_date_time_get_year (chosen));
  pick (self, &date);
}

static void
rg_date_picker_class_init (RgDatePickerClass *klass)
{
  /**
   * RgDatePicker::picked:
   * @iso: the day, such as 2025-11-22
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rg_date_picker_init (RgDatePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (quick); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (quick[i].label));

      g_object_set_data (G_OBJECT (button), "days", GUINT_TO_POINTER (quick[i].days));
      g_signal_connect (button, "clicked", G_CALLBACK (quick_cb), self);
      gtk_grid_attach (GTK_GRID (grid), button, (int) i % 2, (int) i / 2, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * rg_date_picker_new:
 *
 * Returns: (transfer floating): a popover for a menu button
 */
GtkWidget *
rg_date_picker_new (void)
{
  return g_object_new (RG_TYPE_DATE_PICKER, NULL);
}

/**
 * rg_date_picker_set_date:
 * @self: a picker
 * @iso: (nullable): the day that the calendar shows, such as 2025-11-22; %NULL
 *   for today
 */
void
rg_date_picker_set_date (RgDatePicker *self, const char *iso)
{
  g_autoptr (GDateTime) day = NULL;
  GDate date;

  g_date_clear (&date, 1);
  if (iso == NULL || !rg_date_from_iso (iso, &date))
    rg_display_today (&date);
  day = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date),
                               g_date_get_day (&date), 12, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->showing = FALSE;
}
