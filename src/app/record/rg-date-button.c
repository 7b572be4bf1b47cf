/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-date-button.h"

#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tint.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

struct _RgDateButton
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkWidget *icon;
  GtkLabel *label;
  GtkWidget *days;
  GtkWidget *others;
  GtkCalendar *calendar;

  char *choice;
  char *kept;
  gboolean past;
  gboolean pill;
  gboolean needed;
  /* The calendar is being set, and not by the user. */
  gboolean setting;
  /* A day was chosen since the mouse button went down. */
  gboolean clicked;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDateButton, rg_date_button, ADW_TYPE_BIN)

static const struct
{
  const char *label;
  int days;
} ahead[] = {
  { N_ ("Today"), 0 },
  { N_ ("Tomorrow"), 1 },
  { N_ ("In 3 Days"), 3 },
  { N_ ("Next Week"), 7 },
}, back[] = {
  { N_ ("Today"), 0 },
  { N_ ("Yesterday"), -1 },
};

/* --- what it says -------------------------------------------------------- */

static char *
dup_day (const char *iso)
{
  GDate today, day;

  rg_display_today (&today);
  if (!rg_date_from_iso (iso, &day))
    return g_strdup (iso);
  return rg_display_day (&day, &today);
}

/* The symbol says the same as the colour. */
static const char *
due_icon (RgDue due)
{
  switch (due)
    {
    case RG_DUE_OVERDUE:
      return "dialog-warning-symbolic";
    case RG_DUE_TODAY:
      return "alarm-symbolic";
    case RG_DUE_NONE:
    case RG_DUE_LATER:
    default:
      return "x-office-calendar-symbolic";
    }
}

static void
update_pill (RgDateButton *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->menu_button));
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  GDate today;
  RgDue due;

  rg_display_today (&today);
  text = rg_display_due (self->choice, &today, &due);
  name =
      due != RG_DUE_NONE ? g_strdup_printf (_ ("Next step: %s"), text) : g_strdup (_ ("Set the next step"));
  gtk_label_set_label (self->label, due != RG_DUE_NONE ? text : _ ("Next Step"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), due_icon (due));
  rg_tint_set_due (button, due);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
update_label (RgDateButton *self)
{
  g_autofree char *day = NULL;
  g_autofree char *name = NULL;
  gboolean dimmed = !self->past && (self->choice == NULL || *self->choice == '\0');

  if (self->pill)
    {
      update_pill (self);
      return;
    }
  if (self->choice == NULL)
    day = g_strdup (self->past ? _ ("Today") : _ ("Next Step"));
  else if (*self->choice == '\0')
    day = g_strdup (_ ("No Next Step"));
  else
    day = dup_day (self->choice);

  gtk_label_set_label (self->label, day);
  if (dimmed)
    gtk_widget_remove_css_class (GTK_WIDGET (self->menu_button), "chosen");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "chosen");
  if (self->past)
    /* Translators: %s is a day. */
    name = g_strdup_printf (_ ("Day: %s"), day);
  else if (self->choice == NULL || *self->choice == '\0')
    name = g_strdup (day);
  else
    /* Translators: %s is a day. */
    name = g_strdup_printf (_ ("Next step: %s"), day);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* --- choosing ------------------------------------------------------------ */

static void
emit_choice (RgDateButton *self, const char *choice)
{
  rg_date_button_set_choice (self, choice);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
clicked_cb (GtkButton *button, RgDateButton *self)
{
  g_autofree char *choice = g_strdup (g_object_get_data (G_OBJECT (button), "choice"));

  gtk_popover_popdown (self->popover);
  emit_choice (self, choice);
}

/* @hint: (nullable): what it comes to, dimmed at the end */
static void
add_choice (RgDateButton *self, GtkWidget *box, const char *label, const char *hint, const char *choice)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *left = gtk_label_new (label);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_halign (left, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), left);
  if (hint != NULL)
    {
      GtkWidget *right = gtk_label_new (hint);

      gtk_widget_add_css_class (right, "dimmed-text");
      gtk_widget_add_css_class (right, "numeric");
      gtk_box_append (GTK_BOX (line), right);
    }
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "day-choice");
  g_object_set_data_full (G_OBJECT (button), "choice", g_strdup (choice), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
fill_days (RgDateButton *self, const GDate *today)
{
  guint n = self->past ? G_N_ELEMENTS (back) : G_N_ELEMENTS (ahead);

  clear_box (self->days);
  for (guint i = 0; i < n; i++)
    {
      int days = self->past ? back[i].days : ahead[i].days;
      GDate day = *today;
      g_autofree char *iso = NULL;
      g_autofree char *hint = NULL;

      if (days < 0)
        g_date_subtract_days (&day, (guint) -days);
      else
        g_date_add_days (&day, (guint) days);
      iso = rg_date_to_iso (&day);
      hint = rg_display_weekday (&day);
      add_choice (self, self->days, _ (self->past ? back[i].label : ahead[i].label), hint, iso);
    }
}

static void
fill_others (RgDateButton *self)
{
  clear_box (self->others);
  if (self->past || self->needed)
    return;

  if (self->kept != NULL)
    {
      g_autofree char *day = dup_day (self->kept);

      add_choice (self, self->others, _ ("Keep"), day, NULL);
    }
  add_choice (self, self->others, _ ("None"), NULL, self->kept != NULL ? "" : NULL);
}

static void
show_day (RgDateButton *self, const GDate *day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), 12, 0, 0);

  self->setting = TRUE;
  gtk_calendar_select_day (self->calendar, noon);
  self->setting = FALSE;
}

/**
 * rg_date_button_fill:
 * @self: a day
 *
 * Puts the days of today into the popover.
 */
void
rg_date_button_fill (RgDateButton *self)
{
  GDate today, day;

  rg_display_today (&today);
  fill_days (self, &today);
  fill_others (self);
  show_day (self, self->choice != NULL && rg_date_from_iso (self->choice, &day) ? &day : &today);
}

static void
show_cb (GtkPopover *popover, RgDateButton *self)
{
  rg_date_button_fill (self);
}

static void
day_selected_cb (GtkCalendar *calendar, RgDateButton *self)
{
  g_autoptr (GDateTime) selected = gtk_calendar_get_date (calendar);
  g_autofree char *iso = g_date_time_format (selected, "%Y-%m-%d");

  if (self->setting)
    return;
  emit_choice (self, iso);
  self->clicked = TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, RgDateButton *self)
{
  self->clicked = FALSE;
}

static void
released_cb (GtkGestureClick *gesture, int n, double x, double y, RgDateButton *self)
{
  if (self->clicked)
    gtk_popover_popdown (self->popover);
}

/* --- the object ----------------------------------------------------------- */

static gboolean
rg_date_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RG_DATE_BUTTON (widget)->menu_button));
}

static void
rg_date_button_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_DATE_BUTTON);

  G_OBJECT_CLASS (rg_date_button_parent_class)->dispose (object);
}

static void
rg_date_button_finalize (GObject *object)
{
  RgDateButton *self = RG_DATE_BUTTON (object);

  g_free (self->choice);
  g_free (self->kept);

  G_OBJECT_CLASS (rg_date_button_parent_class)->finalize (object);
}

static void
rg_date_button_class_init (RgDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_date_button_dispose;
  object_class->finalize = rg_date_button_finalize;
  widget_class->grab_focus = rg_date_button_grab_focus;

  /**
   * RgDateButton::chosen:
   *
   * The user has chosen a day, or none.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, popover);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, icon);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, label);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, days);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, others);
  gtk_widget_class_bind_template_child (widget_class, RgDateButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
rg_date_button_init (RgDateButton *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->calendar), GTK_EVENT_CONTROLLER (click));
  update_label (self);
}

/**
 * rg_date_button_set_choice:
 * @self: a day
 * @choice: (nullable): ISO day; "" for none, %NULL for what there is
 */
void
rg_date_button_set_choice (RgDateButton *self, const char *choice)
{
  g_set_str (&self->choice, choice);
  update_label (self);
}

/**
 * rg_date_button_get_choice:
 * @self: a day
 *
 * Returns: (nullable): ISO day; "" for none, %NULL for what there is
 */
const char *
rg_date_button_get_choice (RgDateButton *self)
{
  return self->choice;
}

/**
 * rg_date_button_set_kept:
 * @self: a day
 * @iso: (nullable): the day that stays when nothing is chosen
 */
void
rg_date_button_set_kept (RgDateButton *self, const char *iso)
{
  g_set_str (&self->kept, iso);
}

/**
 * rg_date_button_set_past:
 * @self: a day
 * @past: whether it is the day of something that happened
 */
void
rg_date_button_set_past (RgDateButton *self, gboolean past)
{
  self->past = past;
  gtk_widget_set_visible (self->icon, !past);
  update_label (self);
}

/**
 * rg_date_button_set_needed:
 * @self: a day
 * @needed: whether there has to be one
 */
void
rg_date_button_set_needed (RgDateButton *self, gboolean needed)
{
  self->needed = needed;
}

/**
 * rg_date_button_set_pill:
 * @self: a day
 * @pill: whether it looks as next steps do in the list
 *
 * Its choice is then the day there is, and %NULL or "" that there is none.
 */
void
rg_date_button_set_pill (RgDateButton *self, gboolean pill)
{
  self->pill = pill;
  gtk_widget_add_css_class (GTK_WIDGET (self), "due-pill");
  update_label (self);
}

/**
 * rg_date_button_choose:
 * @self: a day
 * @choice: (nullable): as in rg_date_button_set_choice()
 *
 * Chooses as the user does.
 */
void
rg_date_button_choose (RgDateButton *self, const char *choice)
{
  emit_choice (self, choice);
}
