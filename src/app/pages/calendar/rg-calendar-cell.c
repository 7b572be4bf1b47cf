/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-cell.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-festivals.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Pixels at the sides, and between a chip and the next one. */
#define PADDING 4
#define GAP 2
/* Of the line with how many things there are, where they have no chips. */
#define COUNT_HEIGHT 14

struct _RgCalendarCell
{
  GtkWidget parent_instance;

  GtkWidget *number;
  GtkWidget *lunar;
  GtkWidget *more;
  GPtrArray *chips; /* RgCalendarChip: the birthdays' one first, where there are any */

  RgCalendarLook look;
  GDate day;
  GDate today;
  const RgCalendarDay *stands; /* (nullable) */
  gboolean chosen;
  guint n_chips; /* of the chips, so many are used */
  guint room;    /* so many lines have room */
  guint filling; /* an idle source: there is room for more or less */
};

enum
{
  DROPPED,
  MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgCalendarCell, rg_calendar_cell, GTK_TYPE_WIDGET)

/* --- what it shows -------------------------------------------------------- */

static RgCalendarChip *
ensure_chip (RgCalendarCell *self, guint place)
{
  GtkWidget *chip;

  if (place < self->chips->len)
    return g_ptr_array_index (self->chips, place);
  chip = rg_calendar_chip_new ();
  rg_calendar_chip_set_tall (RG_CALENDAR_CHIP (chip), self->look == RG_CALENDAR_WEEK);
  gtk_widget_set_child_visible (chip, FALSE);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->more);
  g_ptr_array_add (self->chips, chip);
  return RG_CALENDAR_CHIP (chip);
}

static gint64
n_lines (RgCalendarCell *self)
{
  if (self->stands == NULL)
    return 0;
  return self->stands->n_due + (self->stands->n_birthdays > 0 ? 1 : 0);
}

static void
show_more (RgCalendarCell *self, gint64 n)
{
  g_autofree char *text = NULL;

  if (self->look == RG_CALENDAR_COMPACT)
    text = n > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : g_strdup ("");
  else
    text = g_strdup_printf ("+%" G_GINT64_FORMAT, n);
  gtk_label_set_label (GTK_LABEL (self->more), text);
  gtk_widget_set_visible (self->more, n > 0);
}

/* Red when something is overdue, else with the cake when there is only that. */
static void
show_count (RgCalendarCell *self)
{
  gint64 n = self->stands != NULL ? self->stands->n_due + self->stands->n_birthdays : 0;
  gboolean late =
      self->stands != NULL && self->stands->n_due > 0 && g_date_compare (&self->day, &self->today) < 0;

  show_more (self, n);
  if (late)
    gtk_widget_add_css_class (self->more, "late");
  else
    gtk_widget_remove_css_class (self->more, "late");
}

static void
fill (RgCalendarCell *self)
{
  gint64 n = self->look == RG_CALENDAR_COMPACT ? 0 : n_lines (self);
  /* "+N" needs a line as well. */
  guint most = n <= self->room ? (guint) n : self->room > 0 ? self->room - 1 : 0;
  guint place = 0;

  if (most > 0 && self->stands->n_birthdays > 0)
    rg_calendar_chip_set_birthdays (ensure_chip (self, place++), self->stands);
  for (guint i = 0; place < most && i < self->stands->due->len; i++)
    {
      RgCalendarChip *chip = ensure_chip (self, place++);

      gtk_widget_remove_css_class (GTK_WIDGET (chip), "birthday");
      rg_calendar_chip_set_row (chip, g_ptr_array_index (self->stands->due, i), &self->today);
    }
  self->n_chips = place;
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      gtk_widget_set_child_visible (chip, i < place);
      gtk_widget_set_focusable (chip, self->chosen && i < place);
    }
  if (self->look == RG_CALENDAR_COMPACT)
    show_count (self);
  else
    show_more (self, n - place);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
fill_cb (gpointer user_data)
{
  RgCalendarCell *self = user_data;

  self->filling = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_day (RgCalendarCell *self)
{
  g_autofree char *number = g_strdup_printf ("%d", g_date_get_day (&self->day));
  g_autofree char *spoken = rg_calendar_days_describe (&self->day, &self->today, self->stands);
  RgDayLine line;
  g_autofree char *lunar = rg_festivals_line (&self->day, &line);
  g_autofree char *about = rg_festivals_describe (&self->day);

  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_label_set_label (GTK_LABEL (self->lunar), lunar != NULL ? lunar : "");
  gtk_widget_set_tooltip_text (self->lunar, about);
  set_class (self->lunar, "festival", line == RG_DAY_LINE_FESTIVAL || line == RG_DAY_LINE_OFF);
  set_class (self->lunar, "off", line == RG_DAY_LINE_OFF);
  set_class (self->lunar, "term", line == RG_DAY_LINE_TERM || line == RG_DAY_LINE_MONTH);
  set_class (GTK_WIDGET (self), "today", g_date_compare (&self->day, &self->today) == 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* --- room ----------------------------------------------------------------- */

static int
natural_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static int
natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static int
head_height (RgCalendarCell *self)
{
  int number = natural_height (self->number);
  int lunar = natural_height (self->lunar);

  return (self->look == RG_CALENDAR_MONTH ? MAX (number, lunar) : number + lunar) + 2 * GAP;
}

/* Of a chip, also while there is none; in the week it has two lines of text. */
static int
line_height (RgCalendarCell *self)
{
  int one = natural_height (GTK_WIDGET (ensure_chip (self, 0)));

  return (self->look == RG_CALENDAR_WEEK ? one * 9 / 5 : one) + GAP;
}

static void
rg_calendar_cell_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  RgCalendarCell *self = RG_CALENDAR_CELL (widget);

  /* Neither depends on what stands on the day: all are of one size. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 38;
  else if (self->look == RG_CALENDAR_COMPACT)
    *minimum = *natural = head_height (self) + COUNT_HEIGHT;
  else
    *minimum = *natural = head_height (self) + line_height (self) * (self->look == RG_CALENDAR_WEEK ? 4 : 1);
}

static void
place_child (GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, MAX (width, 0), height }, -1);
}

static void
place_head (RgCalendarCell *self, int width)
{
  int number_w = natural_width (self->number), number_h = natural_height (self->number);
  int lunar_h = natural_height (self->lunar);
  int inner = width - 2 * PADDING;

  if (self->look == RG_CALENDAR_MONTH)
    {
      int height = MAX (number_h, lunar_h);
      gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
      int rest = inner - number_w - PADDING;

      place_child (self->number, rtl ? width - PADDING - number_w : PADDING, GAP, number_w, height);
      place_child (self->lunar, rtl ? PADDING : width - PADDING - rest, GAP, rest, height);
      return;
    }
  number_w = MIN (MAX (number_w, number_h), inner);
  place_child (self->number, (width - number_w) / 2, GAP, number_w, number_h);
  place_child (self->lunar, 1, GAP + number_h, width - 2, lunar_h);
}

static void
rg_calendar_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgCalendarCell *self = RG_CALENDAR_CELL (widget);
  int y = head_height (self);
  int line = line_height (self);
  guint room = height > y ? (guint) ((height - y) / line) : 0;

  place_head (self, width);
  for (guint i = 0; i < self->n_chips; i++, y += line)
    place_child (g_ptr_array_index (self->chips, i), PADDING, y, width - 2 * PADDING, line - GAP);
  if (self->look == RG_CALENDAR_COMPACT)
    {
      int count_w = MIN (natural_width (self->more), width);

      place_child (self->more, (width - count_w) / 2, y - GAP, count_w, natural_height (self->more));
    }
  else
    place_child (self->more, PADDING, y, width - 2 * PADDING, line - GAP);
  if (room != self->room)
    {
      self->room = room;
      if (self->filling == 0)
        self->filling = g_idle_add (fill_cb, self);
    }
}

/* The lines between the days: borders on two sides only would each be a mask as
 * large as the day, which takes a third of a frame for a month. */
static void
rg_calendar_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  GdkRGBA color;

  GTK_WIDGET_CLASS (rg_calendar_cell_parent_class)->snapshot (widget, snapshot);
  gtk_widget_get_color (widget, &color);
  color.alpha *= adw_style_manager_get_high_contrast (style) ? 0.3f : 0.09f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (width, 0, 1, height));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, height, width + 1, 1));
}

/* --- what happens to it --------------------------------------------------- */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgCalendarCell *self)
{
  g_signal_emit (self, signals[DROPPED], 0, g_value_get_object (value));
  return TRUE;
}

static void
more_cb (GtkGestureClick *click, int n, double x, double y, RgCalendarCell *self)
{
  if (self->look == RG_CALENDAR_COMPACT)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MORE], 0);
}

static void
rg_calendar_cell_dispose (GObject *object)
{
  RgCalendarCell *self = RG_CALENDAR_CELL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->filling, g_source_remove);
  self->n_chips = 0;
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rg_calendar_cell_parent_class)->dispose (object);
}

static void
rg_calendar_cell_class_init (RgCalendarCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_calendar_cell_dispose;
  widget_class->measure = rg_calendar_cell_measure;
  widget_class->size_allocate = rg_calendar_cell_size_allocate;
  widget_class->snapshot = rg_calendar_cell_snapshot;

  /**
   * RgCalendarCell::dropped:
   * @chip: what was let go over it
   */
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, RG_TYPE_CALENDAR_CHIP);
  /**
   * RgCalendarCell::more:
   *
   * What has no room is asked for.
   */
  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "calendar-day");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static GtkWidget *
add_label (RgCalendarCell *self, const char *class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
rg_calendar_cell_init (RgCalendarCell *self)
{
  GtkDropTarget *target = gtk_drop_target_new (RG_TYPE_CALENDAR_CHIP, GDK_ACTION_MOVE);
  GtkGesture *click = gtk_gesture_click_new ();

  self->chips = g_ptr_array_new ();
  self->number = add_label (self, "number");
  gtk_label_set_ellipsize (GTK_LABEL (self->number), PANGO_ELLIPSIZE_NONE);
  self->lunar = add_label (self, "lunar");
  self->more = add_label (self, "more");
  g_signal_connect (click, "released", G_CALLBACK (more_cb), self);
  gtk_widget_add_controller (self->more, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_date_clear (&self->day, 1);
  rg_calendar_cell_set_look (self, RG_CALENDAR_MONTH);
}

/* --- for the view --------------------------------------------------------- */

GtkWidget *
rg_calendar_cell_new (void)
{
  return g_object_new (RG_TYPE_CALENDAR_CELL, NULL);
}

void
rg_calendar_cell_set (RgCalendarCell *self,
                      const GDate *day,
                      const GDate *today,
                      const RgCalendarDay *stands,
                      gboolean outside)
{
  self->day = *day;
  self->today = *today;
  self->stands = stands;
  set_class (GTK_WIDGET (self), "outside", outside);
  show_day (self);
  fill (self);
}

void
rg_calendar_cell_set_look (RgCalendarCell *self, RgCalendarLook look)
{
  static const char *const names[] = { "month", "week", "compact" };

  self->look = look;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    set_class (GTK_WIDGET (self), names[i], i == (guint) look);
  for (guint i = 0; i < self->chips->len; i++)
    rg_calendar_chip_set_tall (g_ptr_array_index (self->chips, i), look == RG_CALENDAR_WEEK);
  gtk_label_set_xalign (GTK_LABEL (self->lunar), look == RG_CALENDAR_MONTH ? 1.0f : 0.5f);
  gtk_label_set_xalign (GTK_LABEL (self->more), look == RG_CALENDAR_COMPACT ? 0.5f : 0.0f);
  fill (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
rg_calendar_cell_set_chosen (RgCalendarCell *self, gboolean chosen)
{
  self->chosen = chosen;
  gtk_widget_set_focusable (GTK_WIDGET (self), chosen);
  set_class (GTK_WIDGET (self), "chosen", chosen);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
  for (guint i = 0; i < self->n_chips; i++)
    gtk_widget_set_focusable (g_ptr_array_index (self->chips, i), chosen);
}

const GDate *
rg_calendar_cell_get_day (RgCalendarCell *self)
{
  return &self->day;
}

RgCalendarChip *
rg_calendar_cell_find (RgCalendarCell *self, const RgCalendarItem *item)
{
  for (guint i = 0; i < self->n_chips; i++)
    if (rg_calendar_item_is (rg_calendar_chip_get_item (g_ptr_array_index (self->chips, i)), item))
      return g_ptr_array_index (self->chips, i);
  return NULL;
}

RgCalendarChip *
rg_calendar_cell_next (RgCalendarCell *self, RgCalendarChip *chip, int step)
{
  guint place;

  if (chip == NULL)
    return self->n_chips > 0 ? g_ptr_array_index (self->chips, 0) : NULL;
  if (!g_ptr_array_find (self->chips, chip, &place) || (step < 0 && place == 0))
    return NULL;
  place += (guint) step;
  return place < self->n_chips ? g_ptr_array_index (self->chips, place) : NULL;
}

char *
rg_calendar_cell_dup_shown (RgCalendarCell *self)
{
  g_autofree char *iso = rg_date_to_iso (&self->day);
  GString *text = g_string_new (iso + 5);

  g_string_append_printf (text, " %s", gtk_label_get_label (GTK_LABEL (self->lunar)));
  for (guint i = 0; i < self->n_chips; i++)
    g_string_append_printf (text, " | %s", rg_calendar_chip_get_text (g_ptr_array_index (self->chips, i)));
  if (gtk_widget_get_visible (self->more))
    g_string_append_printf (text, " | %s", gtk_label_get_label (GTK_LABEL (self->more)));
  return g_string_free_and_steal (text);
}
