/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-day-choices.h"

#include "app/widgets/rg-date-picker.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* Not a number of days: there is none. */
#define NO_DAY -1

static const struct
{
  const char *label;
  int days;
  /* For which kinds it is there. */
  gboolean needed;
  gboolean none;
  gboolean repeat;
} words[] = {
  { N_ ("Today"), 0, TRUE, FALSE, FALSE },
  { N_ ("Tomorrow"), 1, TRUE, TRUE, TRUE },
  { N_ ("In 3 Days"), 3, TRUE, TRUE, TRUE },
  { N_ ("Next Week"), 7, TRUE, TRUE, TRUE },
  { N_ ("In 2 Weeks"), 14, FALSE, TRUE, FALSE },
  { N_ ("No Next Step"), NO_DAY, FALSE, TRUE, FALSE },
  { N_ ("As It Repeats"), NO_DAY, FALSE, FALSE, TRUE },
};

struct _RgDayChoices
{
  AdwBin parent_instance;

  GtkToggleButton *buttons[G_N_ELEMENTS (words)];
  GtkMenuButton *other;
  GtkLabel *label;
  RgDatePicker *picker;

  RgDayKind kind;
  char *day;
  /* The buttons follow the day, and not the user. */
  gboolean showing;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDayChoices, rg_day_choices, ADW_TYPE_BIN)

/* (transfer full) (nullable) */
static char *
day_in (int days)
{
  GDate day;

  if (days == NO_DAY)
    return NULL;
  rg_display_today (&day);
  g_date_add_days (&day, (guint) days);
  return rg_date_to_iso (&day);
}

static gboolean
is_offered (RgDayChoices *self, guint i)
{
  switch (self->kind)
    {
    case RG_DAY_OR_NONE:
      return words[i].none;
    case RG_DAY_OR_REPEAT:
      return words[i].repeat;
    case RG_DAY_NEEDED:
    default:
      return words[i].needed;
    }
}

/* "Friday, 27 November", also of a day that has a word. */
static char *
describe (const char *iso)
{
  g_autofree char *weekday = NULL;
  g_autofree char *text = NULL;
  GDate day, none = { 0 };

  if (iso == NULL || !rg_date_from_iso (iso, &day))
    return g_strdup (_ ("Choose a Day"));
  rg_display_today (&none);
  text = rg_display_day (&day, &none);
  weekday = rg_display_weekday (&day);
  return g_strrstr (text, weekday) != NULL ? g_steal_pointer (&text)
                                           : g_strdup_printf ("%s %s", text, weekday);
}

static void
show_day (RgDayChoices *self)
{
  g_autofree char *text = describe (self->day);
  /* Translators: %s is a day. */
  g_autofree char *name = g_strdup_printf (_ ("Day: %s"), text);

  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *iso = day_in (words[i].days);

      gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), is_offered (self, i));
      gtk_toggle_button_set_active (self->buttons[i],
                                    is_offered (self, i) && g_strcmp0 (iso, self->day) == 0);
    }
  self->showing = FALSE;
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  rg_date_picker_set_date (self->picker, self->day);
}

static void
toggled_cb (GtkToggleButton *button, RgDayChoices *self)
{
  if (self->showing || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (self->buttons[i] == button)
      {
        g_autofree char *iso = day_in (words[i].days);

        rg_day_choices_choose (self, iso);
        return;
      }
}

static void
picked_cb (RgDatePicker *picker, const char *iso, RgDayChoices *self)
{
  rg_day_choices_choose (self, iso);
}

static gboolean
rg_day_choices_grab_focus (GtkWidget *widget)
{
  RgDayChoices *self = RG_DAY_CHOICES (widget);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return gtk_widget_grab_focus (GTK_WIDGET (self->buttons[i]));
  return gtk_widget_grab_focus (GTK_WIDGET (self->other));
}

static void
rg_day_choices_finalize (GObject *object)
{
  g_free (RG_DAY_CHOICES (object)->day);

  G_OBJECT_CLASS (rg_day_choices_parent_class)->finalize (object);
}

static void
rg_day_choices_class_init (RgDayChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_day_choices_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = rg_day_choices_grab_focus;

  /**
   * RgDayChoices::chosen:
   *
   * The user has chosen a day, or none.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_other (RgDayChoices *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->picker = RG_DATE_PICKER (rg_date_picker_new ());
  g_signal_connect (self->picker, "picked", G_CALLBACK (picked_cb), self);
  self->other = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->other, box);
  gtk_menu_button_set_popover (self->other, GTK_WIDGET (self->picker));
  gtk_widget_add_css_class (GTK_WIDGET (self->other), "flat");

  return GTK_WIDGET (self->other);
}

static void
rg_day_choices_init (RgDayChoices *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  adw_wrap_box_set_child_spacing (box, 6);
  adw_wrap_box_set_line_spacing (box, 6);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (words[i].label));

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
      gtk_widget_add_css_class (button, "day-word");
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
      adw_wrap_box_append (box, button);
    }
  adw_wrap_box_append (box, make_other (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
  show_day (self);
}

/**
 * rg_day_choices_new:
 *
 * Returns: (transfer floating): no day yet
 */
GtkWidget *
rg_day_choices_new (void)
{
  return g_object_new (RG_TYPE_DAY_CHOICES, NULL);
}

/**
 * rg_day_choices_set_kind:
 * @self: a day
 * @kind: what may be chosen besides days
 */
void
rg_day_choices_set_kind (RgDayChoices *self, RgDayKind kind)
{
  self->kind = kind;
  show_day (self);
}

/**
 * rg_day_choices_set_day:
 * @self: a day
 * @iso: (nullable): ISO day; %NULL for none
 */
void
rg_day_choices_set_day (RgDayChoices *self, const char *iso)
{
  g_set_str (&self->day, iso);
  show_day (self);
}

/**
 * rg_day_choices_get_day:
 * @self: a day
 *
 * Returns: (nullable): ISO day; %NULL for none
 */
const char *
rg_day_choices_get_day (RgDayChoices *self)
{
  return self->day;
}

/**
 * rg_day_choices_choose:
 * @self: a day
 * @iso: (nullable): as in rg_day_choices_set_day()
 *
 * Chooses as the user does.
 */
void
rg_day_choices_choose (RgDayChoices *self, const char *iso)
{
  rg_day_choices_set_day (self, iso);
  g_signal_emit (self, signals[CHOSEN], 0);
}
