/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-lunar-picker.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A leap year, so that every day of the solar year exists in it. */
#define ANY_YEAR 2000

struct _RgLunarPicker
{
  GtkPopover parent_instance;

  GtkDropDown *calendar; /* 0: solar, 1: lunar */
  GtkEditable *year;
  GtkDropDown *month;
  GtkCheckButton *leap;
  GtkDropDown *day;
  GtkWidget *set_button;

  gboolean updating;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgLunarPicker, rg_lunar_picker, GTK_TYPE_POPOVER)

/* --- what is chosen ------------------------------------------------------- */

static gboolean
is_lunar (RgLunarPicker *self)
{
  return gtk_drop_down_get_selected (self->calendar) == 1;
}

/* 0: not said; -1: not a year. */
static int
get_year (RgLunarPicker *self)
{
  const char *text = gtk_editable_get_text (self->year);
  gint64 year;

  if (*text == '\0')
    return 0;
  if (!g_ascii_string_to_signed (text, 10, is_lunar (self) ? RG_LUNAR_FIRST_YEAR : 1000,
                                 is_lunar (self) ? RG_LUNAR_LAST_YEAR : 9999, &year, NULL))
    return -1;

  return (int) year;
}

static int
get_month (RgLunarPicker *self)
{
  return (int) gtk_drop_down_get_selected (self->month) + 1;
}

static gboolean
get_leap (RgLunarPicker *self)
{
  return is_lunar (self) && gtk_check_button_get_active (self->leap);
}

static int
count_days (RgLunarPicker *self)
{
  int year = MAX (get_year (self), 0);

  if (!is_lunar (self))
    return g_date_get_days_in_month ((GDateMonth) get_month (self),
                                     (GDateYear) (year != 0 ? year : ANY_YEAR));

  return year != 0 ? rg_lunar_month_days (year, get_month (self), get_leap (self)) : 30;
}

static char *
dup_stored (RgLunarPicker *self)
{
  int year = get_year (self);
  int month = get_month (self);
  int day = (int) gtk_drop_down_get_selected (self->day) + 1;

  if (is_lunar (self))
    return rg_lunar_to_string (
        &(RgLunarDate) { .year = year, .month = month, .leap = get_leap (self), .day = day });
  if (year != 0)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return g_strdup_printf ("--%02d-%02d", month, day);
}

/* --- what can be chosen --------------------------------------------------- */

/* 正月, 冬月 and so on stand at the end of a date's words. */
static char *
dup_lunar_words (int month, int day)
{
  g_autofree char *words = rg_lunar_format (&(RgLunarDate) { .month = month, .day = day });

  return g_strdup (words + strlen ("农历"));
}

static char *
dup_month (gboolean lunar, int month)
{
  g_autoptr (GDateTime) first = NULL;

  if (lunar)
    {
      char *words = dup_lunar_words (month, 1);

      words[strlen (words) - strlen ("初一")] = '\0';
      return words;
    }
  first = g_date_time_new_utc (ANY_YEAR, month, 1, 0, 0, 0);

  return g_date_time_format (first, "%OB");
}

static char *
dup_day (gboolean lunar, int day)
{
  g_autofree char *words = NULL;

  if (!lunar)
    return g_strdup_printf ("%d", day);
  words = dup_lunar_words (1, day);

  return g_strdup (words + strlen ("正月"));
}

static void
fill (GtkDropDown *drop_down, gboolean lunar, int n, char *(*dup_label) (gboolean lunar, int number))
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (drop_down);

  for (int i = 1; i <= n; i++)
    gtk_string_list_take (labels, dup_label (lunar, i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
  if (n > 0)
    gtk_drop_down_set_selected (drop_down,
                                selected == GTK_INVALID_LIST_POSITION ? 0 : MIN (selected, (guint) n - 1));
}

/* A leap month can be meant when the year has it, or is not known. */
static void
update_leap (RgLunarPicker *self)
{
  int year = get_year (self);
  gboolean possible = is_lunar (self) && (year <= 0 || rg_lunar_leap_month (year) == get_month (self));

  gtk_widget_set_visible (GTK_WIDGET (self->leap), is_lunar (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->leap), possible);
  if (!possible)
    gtk_check_button_set_active (self->leap, FALSE);
}

static void
update (RgLunarPicker *self, gboolean months)
{
  gboolean valid = get_year (self) >= 0;

  if (self->updating)
    return;
  self->updating = TRUE;
  if (months)
    fill (self->month, is_lunar (self), 12, dup_month);
  update_leap (self);
  fill (self->day, is_lunar (self), count_days (self), dup_day);
  gtk_widget_set_sensitive (self->set_button, valid);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->year), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->year), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  self->updating = FALSE;
}

static void
calendar_cb (RgLunarPicker *self)
{
  update (self, TRUE);
}

static void
part_cb (RgLunarPicker *self)
{
  update (self, FALSE);
}

static void
set_cb (RgLunarPicker *self)
{
  rg_lunar_picker_pick (self);
}

/* --- the popover ---------------------------------------------------------- */

static void
attach (GtkWidget *grid, int row, const char *label, GtkWidget *widget)
{
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dimmed-text");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL,
                                  -1);
}

static void
make_parts (RgLunarPicker *self)
{
  const char *calendars[] = { _ ("Solar"), _ ("Lunar"), NULL };
  GtkWidget *year = gtk_entry_new ();

  self->calendar = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (calendars));
  gtk_entry_set_max_length (GTK_ENTRY (year), 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (year), _ ("Not known"));
  gtk_entry_set_input_purpose (GTK_ENTRY (year), GTK_INPUT_PURPOSE_DIGITS);
  self->year = GTK_EDITABLE (year);
  gtk_editable_set_width_chars (self->year, 8);
  self->month = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->leap = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Leap month")));
  self->day = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->set_button = gtk_button_new_with_label (_ ("Set"));
  gtk_widget_add_css_class (self->set_button, "suggested-action");

  g_signal_connect_swapped (self->calendar, "notify::selected", G_CALLBACK (calendar_cb), self);
  g_signal_connect_swapped (self->year, "changed", G_CALLBACK (part_cb), self);
  g_signal_connect_swapped (self->year, "activate", G_CALLBACK (set_cb), self);
  g_signal_connect_swapped (self->month, "notify::selected", G_CALLBACK (part_cb), self);
  g_signal_connect_swapped (self->leap, "toggled", G_CALLBACK (part_cb), self);
  g_signal_connect_swapped (self->set_button, "clicked", G_CALLBACK (set_cb), self);
}

static void
rg_lunar_picker_class_init (RgLunarPickerClass *klass)
{
  /**
   * RgLunarPicker::picked:
   * @stored: the date as it is stored
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rg_lunar_picker_init (RgLunarPicker *self)
{
  GtkWidget *grid = gtk_grid_new ();

  make_parts (self);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  attach (grid, 0, _ ("Calendar"), GTK_WIDGET (self->calendar));
  attach (grid, 1, _ ("Year"), GTK_WIDGET (self->year));
  attach (grid, 2, _ ("Month"), GTK_WIDGET (self->month));
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->leap), 1, 3, 1, 1);
  attach (grid, 4, _ ("Day"), GTK_WIDGET (self->day));
  gtk_grid_attach (GTK_GRID (grid), self->set_button, 0, 5, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  update (self, TRUE);
}

/**
 * rg_lunar_picker_new:
 *
 * Returns: (transfer floating): a popover for a menu button
 */
GtkWidget *
rg_lunar_picker_new (void)
{
  return g_object_new (RG_TYPE_LUNAR_PICKER, NULL);
}

/**
 * rg_lunar_picker_set_date:
 * @self: a picker
 * @stored: (nullable): a birthday as it is stored
 *
 * Shows a date; the first of January of a year that is not known where there
 * is none.
 */
void
rg_lunar_picker_set_date (RgLunarPicker *self, const char *stored)
{
  RgLunarDate date = { .month = 1, .day = 1 };
  gboolean lunar = rg_lunar_from_string (stored != NULL ? stored : "", &date);
  g_autofree char *year = NULL;
  guint month = 1, day = 1;
  GDate solar;

  if (rg_date_from_iso (stored, &solar))
    date = (RgLunarDate) { .year = g_date_get_year (&solar),
                           .month = (int) g_date_get_month (&solar),
                           .day = g_date_get_day (&solar) };
  else if (rg_date_month_day (stored, &month, &day))
    date = (RgLunarDate) { .month = (int) month, .day = (int) day };

  year = date.year != 0 ? g_strdup_printf ("%d", date.year) : g_strdup ("");
  gtk_drop_down_set_selected (self->calendar, lunar);
  gtk_editable_set_text (self->year, year);
  gtk_drop_down_set_selected (self->month, (guint) date.month - 1);
  gtk_check_button_set_active (self->leap, date.leap);
  gtk_drop_down_set_selected (self->day, (guint) date.day - 1);
}

/**
 * rg_lunar_picker_pick:
 * @self: a picker
 *
 * Takes what is chosen, unless the year is none.
 */
void
rg_lunar_picker_pick (RgLunarPicker *self)
{
  g_autofree char *stored = NULL;

  if (get_year (self) < 0)
    return;
  stored = dup_stored (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, stored);
}
