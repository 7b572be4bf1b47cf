/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-line.h"

#include "app/pages/today/rg-today-words.h"
#include "app/widgets/rg-painter.h"
#include "shop/rg-repeat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* In sp. */
#define HEIGHT 48
#define LEAD 34
#define RING 28
#define ICON 16
#define BADGE 18
#define BUTTON 34
#define GAP 10

#define N_BUTTONS 3

/* What is wider than this share of the line is cut at its end. */
#define WHEN_MOST 0.45

/* From the start of the line. */
typedef struct
{
  int x;
  int width; /* 0: it is not there */
} Spot;

struct _RgTodayLine
{
  GtkWidget parent_instance;

  RgTexts *texts; /* (unowned) */
  RgTodayItem *item;
  gboolean mask;
  gboolean editable;
  gboolean narrow;
  gboolean selected;

  /* While somebody points at it or has selected it. */
  GtkWidget *check;
  GtkWidget *buttons;
  guint living; /* an idle source: whether they are needed is to be seen */

  /* Where its pieces are. */
  Spot text, urgent, acts, repeat, kind, class, when;
};

enum
{
  ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTodayLine, rg_today_line, GTK_TYPE_WIDGET)

static const RgTodayRow *
get_row (RgTodayLine *self)
{
  return self->item != NULL ? rg_today_item_get_row (self->item) : NULL;
}

static gboolean
is_to_do (const RgTodayRow *row)
{
  return row != NULL && (row->kind == RG_TODAY_TASK || row->kind == RG_TODAY_STEP);
}

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

/* --- what can be done with it ------------------------------------------------ */

static const struct
{
  const char *icon;
  const char *tooltip;
  const char *name;
  const char *action;
} acts[N_BUTTONS] = {
  { "go-next-symbolic", N_ ("Tomorrow (+)"), N_ ("Tomorrow"), "today.tomorrow" },
  { "call-start-symbolic", N_ ("Call (*)"), N_ ("Call"), "today.call" },
  { "edit-copy-symbolic", N_ ("Copy the WeChat ID (Ctrl+C)"), N_ ("Copy the WeChat ID"), "today.copy" },
};

static gboolean
has_act (RgTodayLine *self, guint act)
{
  const RgTodayRow *row = get_row (self);

  if (row == NULL || self->narrow)
    return FALSE;
  return act == 0   ? self->editable && row->kind != RG_TODAY_BIRTHDAY
         : act == 1 ? is_there (row->phone)
                    : is_there (row->wechat);
}

static int
n_acts (RgTodayLine *self)
{
  int n = 0;

  for (guint i = 0; i < N_BUTTONS; i++)
    n += has_act (self, i) ? 1 : 0;
  return n;
}

static void
toggled_cb (GtkCheckButton *check, RgTodayLine *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  gtk_check_button_set_active (check, FALSE);
  g_signal_emit (self, signals[ACTION], 0, "today.done");
}

static void
clicked_cb (GtkButton *button, RgTodayLine *self)
{
  g_signal_emit (self, signals[ACTION], 0, g_object_get_data (G_OBJECT (button), "action"));
}

static void
name_it (GtkWidget *widget, const char *tooltip, const char *name)
{
  gtk_widget_set_focusable (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_check (RgTodayLine *self)
{
  self->check = gtk_check_button_new ();
  gtk_widget_add_css_class (self->check, "selection-mode");
  name_it (self->check, _ ("Done (Space)"), _ ("Done"));
  gtk_widget_set_sensitive (self->check, self->editable);
  g_signal_connect (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
}

static void
add_buttons (RgTodayLine *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  for (guint i = 0; i < N_BUTTONS; i++)
    {
      GtkWidget *button;

      if (!has_act (self, i))
        continue;
      button = gtk_button_new_from_icon_name (acts[i].icon);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      name_it (button, _ (acts[i].tooltip), _ (acts[i].name));
      g_object_set_data (G_OBJECT (button), "action", (gpointer) acts[i].action);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (self->buttons), button);
    }
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
}

static void
remove_children (RgTodayLine *self)
{
  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
}

static gboolean
live_cb (gpointer user_data)
{
  RgTodayLine *self = user_data;
  gboolean pointed = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
  gboolean live = get_row (self) != NULL && (self->selected || pointed);

  self->living = 0;
  if (!live)
    remove_children (self);
  if (live && self->check == NULL && is_to_do (get_row (self)))
    add_check (self);
  if (live && self->buttons == NULL && n_acts (self) > 0)
    add_buttons (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Before the next frame, and not while a pointer is on its way through the widgets. */
static void
update_live (RgTodayLine *self)
{
  if (self->living == 0)
    self->living = g_idle_add_full (G_PRIORITY_HIGH_IDLE, live_cb, self, NULL);
}

/* Who touches the place of the tick points at nothing before. */
static void
released_cb (GtkGestureClick *click, int n, double x, double y, RgTodayLine *self)
{
  int start = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                  ? gtk_widget_get_width (GTK_WIDGET (self)) - (int) x
                  : (int) x;

  if (self->check != NULL || !self->editable || !is_to_do (get_row (self)) || start > self->text.x - GAP)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[ACTION], 0, "today.done");
}

/* --- where things are ------------------------------------------------------- */

static char *
dup_when (RgTodayLine *self, RgDue *due)
{
  GDate today;

  rg_display_today (&today);
  return rg_today_words_when (self->item, &today, due);
}

/* Takes @width from the end, and the gap before it. */
static Spot
take (int *end, int width, int gap)
{
  Spot spot = { *end - width, width };

  if (width <= 0)
    return (Spot) { *end, 0 };
  *end -= width + gap;
  return spot;
}

static void
lay_out (RgTodayLine *self, RgPainter *painter)
{
  const RgTodayRow *row = get_row (self);
  int gap = rg_painter_px (painter, GAP), icon = rg_painter_px (painter, ICON), end = painter->width;
  RgDue due;
  g_autofree char *when = dup_when (self, &due);
  int when_width = !is_there (when)     ? 0
                   : due != RG_DUE_NONE ? rg_painter_measure_pill (painter, when, due)
                                        : rg_painter_measure (painter, when, RG_TEXT_SMALL | RG_TEXT_FIGURES);

  self->when = take (&end, MIN (when_width, (int) (painter->width * WHEN_MOST)), gap);
  self->class = take (&end, row != NULL && row->class != NULL ? rg_painter_px (painter, BADGE) : 0, gap);
  self->kind = take (&end, row != NULL && row->kind == RG_TODAY_TASK && row->what != NULL ? icon : 0, gap);
  self->repeat = take (&end, row != NULL && row->repeat != NULL ? icon : 0, gap);
  self->acts = take (&end, n_acts (self) * rg_painter_px (painter, BUTTON), gap);
  self->text.x = rg_painter_px (painter, LEAD) + gap;
  self->text.width = MAX (end - self->text.x, 0);
}

/* A child that stands in the middle of a spot. */
static void
place_child (RgTodayLine *self, GtkWidget *child, Spot spot)
{
  int width, height, total = gtk_widget_get_width (GTK_WIDGET (self));
  int middle = gtk_widget_get_height (GTK_WIDGET (self)) / 2, x;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  x = spot.x + (spot.width - width) / 2;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, middle - height / 2, width, height }, -1);
}

static void
rg_today_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgTodayLine *self = RG_TODAY_LINE (widget);
  RgPainter painter;

  if (self->item == NULL || (self->check == NULL && self->buttons == NULL))
    return;
  rg_painter_init_bare (&painter, widget, NULL, self->texts);
  lay_out (self, &painter);
  if (self->check != NULL)
    place_child (self, self->check, (Spot) { 0, rg_painter_px (&painter, LEAD) });
  if (self->buttons != NULL)
    place_child (self, self->buttons, self->acts);
}

static void
rg_today_line_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  double scale = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, gtk_widget_get_settings (widget));

  *minimum = (int) ((orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 4 * HEIGHT) * scale);
  *natural = *minimum;
}

static GtkSizeRequestMode
rg_today_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* --- what it shows ---------------------------------------------------------- */

static void
draw_first (RgTodayLine *self, RgPainter *painter, const RgTodayRow *row, int middle)
{
  int size = rg_painter_px (painter, RING), x = (rg_painter_px (painter, LEAD) - size) / 2;

  if (is_to_do (row) && self->check == NULL)
    rg_painter_ring (painter, x, middle, size);
  else if (row != NULL && !is_to_do (row))
    rg_painter_avatar (painter,
                       row->person != NULL ? row->person
                       : row->name != NULL ? row->name
                                           : row->title,
                       row->customer_id, x, middle, size);
}

static void
draw_texts (RgTodayLine *self, RgPainter *painter, const RgTodayRow *row, int middle)
{
  g_autofree char *title = rg_today_words_title (self->item);
  g_autofree char *subtitle = rg_today_words_subtitle (self->item, self->mask);
  gboolean urgent = row != NULL && g_strcmp0 (row->priority, "high") == 0;
  int icon = rg_painter_px (painter, ICON), gap = rg_painter_px (painter, 6);
  int upper = *subtitle != '\0' ? middle - rg_painter_px (painter, 11) : middle;
  int width = rg_painter_text (painter, title, self->text.x, upper,
                               self->text.width - (urgent ? icon + gap : 0), RG_TEXT_STRONG);

  self->urgent = (Spot) { self->text.x + width + gap, urgent ? icon : 0 };
  if (urgent)
    rg_painter_icon (painter, "emblem-important-symbolic", self->urgent.x, upper, icon,
                     &rg_palette_get_due (RG_DUE_OVERDUE, painter->dark)->fore);
  rg_painter_text (painter, subtitle, self->text.x, middle + rg_painter_px (painter, 11), self->text.width,
                   RG_TEXT_DIMMED | RG_TEXT_FIGURES | (self->narrow ? RG_TEXT_SMALL : 0));
}

static void
draw_marks (RgTodayLine *self, RgPainter *painter, const RgTodayRow *row, int middle)
{
  GdkRGBA dimmed = painter->color;
  RgDue due;
  g_autofree char *when = dup_when (self, &due);

  dimmed.alpha *= 0.72f;
  if (self->repeat.width > 0)
    rg_painter_icon (painter, "media-playlist-repeat-symbolic", self->repeat.x, middle, self->repeat.width,
                     &dimmed);
  if (self->kind.width > 0)
    rg_painter_icon (painter, rg_today_words_icon (self->item), self->kind.x, middle, self->kind.width,
                     &dimmed);
  if (self->class.width > 0)
    rg_painter_badge (painter, row->class, self->class.x, middle, self->class.width);
  if (due != RG_DUE_NONE)
    rg_painter_pill (painter, when, due, TRUE, self->when.x, middle, self->when.width);
  else
    rg_painter_text (painter, when, self->when.x, middle, self->when.width,
                     RG_TEXT_SMALL | RG_TEXT_FIGURES | RG_TEXT_END);
}

static void
rg_today_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgTodayLine *self = RG_TODAY_LINE (widget);
  const RgTodayRow *row = get_row (self);
  int middle = gtk_widget_get_height (widget) / 2;
  RgPainter painter;

  if (self->item == NULL)
    return;
  rg_painter_init_bare (&painter, widget, snapshot, self->texts);
  lay_out (self, &painter);
  draw_first (self, &painter, row, middle);
  draw_texts (self, &painter, row, middle);
  draw_marks (self, &painter, row, middle);
  if (self->check != NULL)
    gtk_widget_snapshot_child (widget, self->check, snapshot);
  if (self->buttons != NULL)
    gtk_widget_snapshot_child (widget, self->buttons, snapshot);
}

static gboolean
is_in (const Spot *spot, int x)
{
  return spot->width > 0 && x >= spot->x && x <= spot->x + spot->width;
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  RgTodayLine *self = RG_TODAY_LINE (widget);
  const RgTodayRow *row = get_row (self);
  int start = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x : x;
  RgRepeat repeat;
  g_autofree char *words = NULL;

  if (row == NULL || keyboard)
    return FALSE;
  if (is_in (&self->urgent, start) && y < gtk_widget_get_height (widget) / 2)
    words = g_strdup (_ ("Urgent"));
  else if (is_in (&self->class, start))
    words = g_strdup (_ ("Class"));
  else if (is_in (&self->repeat, start) && rg_repeat_parse (row->repeat, &repeat, NULL))
    words = rg_repeat_describe (&repeat);
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

/**
 * rg_today_line_set:
 * @self: a line
 * @item: (nullable): what it shows
 * @mask: whether phones are masked
 * @editable: whether anything may be changed
 */
void
rg_today_line_set (RgTodayLine *self, RgTodayItem *item, gboolean mask, gboolean editable)
{
  g_set_object (&self->item, item);
  self->mask = mask;
  self->editable = editable;
  remove_children (self);
  if (item == NULL)
    return;
  if (get_row (self) == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "more");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "more");
  update_live (self);
}

/**
 * rg_today_line_get:
 * @self: a line
 *
 * Returns: (transfer none): what it shows
 */
RgTodayItem *
rg_today_line_get (RgTodayLine *self)
{
  return self->item;
}

/**
 * rg_today_line_set_narrow:
 * @self: a line
 * @narrow: whether there is no room for its buttons
 */
void
rg_today_line_set_narrow (RgTodayLine *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  remove_children (self);
  update_live (self);
}

/**
 * rg_today_line_set_selected:
 * @self: a line
 * @selected: whether it is the one that the keys mean
 */
void
rg_today_line_set_selected (RgTodayLine *self, gboolean selected)
{
  if (self->selected == selected)
    return;
  self->selected = selected;
  update_live (self);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_today_line_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  if (((before ^ gtk_widget_get_state_flags (widget)) & GTK_STATE_FLAG_PRELIGHT) != 0)
    update_live (RG_TODAY_LINE (widget));
}

static void
rg_today_line_dispose (GObject *object)
{
  RgTodayLine *self = RG_TODAY_LINE (object);

  g_clear_handle_id (&self->living, g_source_remove);
  remove_children (self);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rg_today_line_parent_class)->dispose (object);
}

static void
rg_today_line_class_init (RgTodayLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_today_line_dispose;
  widget_class->measure = rg_today_line_measure;
  widget_class->get_request_mode = rg_today_line_get_request_mode;
  widget_class->size_allocate = rg_today_line_size_allocate;
  widget_class->snapshot = rg_today_line_snapshot;
  widget_class->state_flags_changed = rg_today_line_state_flags_changed;

  /**
   * RgTodayLine::action:
   * @action: which of the actions "today.…"
   *
   * One of its buttons was pressed.
   */
  signals[ACTION] = g_signal_new ("action", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "today-line");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
rg_today_line_init (RgTodayLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * rg_today_line_new:
 * @texts: what the lines of one list share; it outlives them
 *
 * Returns: (transfer floating): a line that shows nothing
 */
GtkWidget *
rg_today_line_new (RgTexts *texts)
{
  RgTodayLine *self = g_object_new (RG_TYPE_TODAY_LINE, NULL);

  self->texts = texts;
  return GTK_WIDGET (self);
}
