/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-day.h"

#include "app/filter/rg-condition-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgConditionDay
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *word;
  GtkSpinButton *days;
  GtkEditable *date;
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgConditionDay, rg_condition_day, GTK_TYPE_WIDGET)

/* The words with a number come first, the day of the calendar last. */
enum
{
  AGO,
  AHEAD,
  TODAY,
  FIRST_WORD,
};

static const struct
{
  const char *stored;
  const char *label;
} words[] = {
  { "today-", N_ ("days ago") },
  { "today+", N_ ("days from today") },
  { "today", N_ ("today") },
  { "week-start", N_ ("first day of this week") },
  { "week-end", N_ ("last day of this week") },
  { "month-start", N_ ("first day of this month") },
  { "month-end", N_ ("last day of this month") },
  { "year-start", N_ ("first day of this year") },
  { "", N_ ("on the day") },
};

#define CALENDAR (G_N_ELEMENTS (words) - 1)

static void
update_form (RgConditionDay *self)
{
  guint word = gtk_drop_down_get_selected (self->word);

  gtk_widget_set_visible (GTK_WIDGET (self->days), word == AGO || word == AHEAD);
  gtk_widget_set_visible (GTK_WIDGET (self->date), word == CALENDAR);
}

static void
changed (RgConditionDay *self)
{
  update_form (self);
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rg_condition_day_set:
 * @self: a day
 * @stored: (nullable): the stored form; %NULL: today
 */
void
rg_condition_day_set (RgConditionDay *self, const char *stored)
{
  guint word = CALENDAR;

  self->setting = TRUE;
  for (guint i = TODAY; i < CALENDAR; i++)
    if (g_strcmp0 (stored, words[i].stored) == 0)
      word = i;
  if (stored == NULL)
    word = TODAY;
  else if (g_str_has_prefix (stored, "today-") || g_str_has_prefix (stored, "today+"))
    {
      word = stored[5] == '-' ? AGO : AHEAD;
      gtk_spin_button_set_value (self->days, g_ascii_strtod (stored + 6, NULL));
    }
  else if (word == CALENDAR)
    gtk_editable_set_text (self->date, stored);
  gtk_drop_down_set_selected (self->word, word);
  update_form (self);
  self->setting = FALSE;
}

/**
 * rg_condition_day_dup:
 * @self: a day
 *
 * Returns: (transfer full): its stored form
 */
char *
rg_condition_day_dup (RgConditionDay *self)
{
  guint word = gtk_drop_down_get_selected (self->word);

  if (word == CALENDAR)
    return g_strstrip (g_strdup (gtk_editable_get_text (self->date)));
  if (word == AGO || word == AHEAD)
    return g_strdup_printf ("%s%d", words[word].stored, gtk_spin_button_get_value_as_int (self->days));
  return g_strdup (words[word].stored);
}

static void
rg_condition_day_dispose (GObject *object)
{
  RgConditionDay *self = RG_CONDITION_DAY (object);

  if (self->box != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->box));

  G_OBJECT_CLASS (rg_condition_day_parent_class)->dispose (object);
}

static void
rg_condition_day_class_init (RgConditionDayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_condition_day_dispose;

  /**
   * RgConditionDay::changed:
   *
   * It is another day.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rg_condition_day_init (RgConditionDay *self)
{
  const char *labels[G_N_ELEMENTS (words) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    labels[i] = _ (words[i].label);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->days = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 9999, 1));
  gtk_spin_button_set_value (self->days, 30);
  self->date = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->date, 10);
  gtk_entry_set_activates_default (GTK_ENTRY (self->date), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->date), "2026-03-01");
  self->word = GTK_DROP_DOWN (rg_condition_drop_down (labels, _ ("Day"), FALSE));
  gtk_drop_down_set_selected (self->word, TODAY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->days), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Days"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Day"), -1);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->days));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->word));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->date));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->days, "value-changed", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->word, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (changed), self);
  update_form (self);
}

/**
 * rg_condition_day_new:
 * @name: what day it is, for those who do not see it
 *
 * Returns: (transfer floating): today
 */
GtkWidget *
rg_condition_day_new (const char *name)
{
  RgConditionDay *self = g_object_new (RG_TYPE_CONDITION_DAY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->word), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}
