/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/task/rg-repeat-rows.h"

#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>

#define MOST_UNITS 999

struct _RgRepeatRows
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *unit_row;
  AdwSpinRow *every_row;
  AdwSwitchRow *after_row;

  /* As it came: its day of the calendar is kept while the rest is. */
  RgRepeat kept;
  gboolean has_kept;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RgRepeatRows, rg_repeat_rows, ADW_TYPE_PREFERENCES_GROUP)

/* The first choice is never; the others are the units in their order. */
static const char *const unit_labels[] = {
  N_ ("Never"),    N_ ("By days"),         N_ ("By weeks"),       N_ ("By months"),
  N_ ("By years"), N_ ("By lunar months"), N_ ("By lunar years"),
};

static gboolean
read_rows (RgRepeatRows *self, RgRepeat *repeat)
{
  guint unit = adw_combo_row_get_selected (self->unit_row);

  if (unit == 0 || unit == GTK_INVALID_LIST_POSITION)
    return FALSE;
  *repeat = (RgRepeat) {
    .every = (guint) adw_spin_row_get_value (self->every_row),
    .unit = (RgRepeatUnit) (unit - 1),
    .after_done = adw_switch_row_get_active (self->after_row),
  };
  if (self->has_kept && self->kept.unit == repeat->unit && self->kept.every == repeat->every &&
      self->kept.after_done == repeat->after_done)
    *repeat = self->kept;
  return TRUE;
}

static void
update (RgRepeatRows *self)
{
  RgRepeat repeat;
  gboolean repeats = read_rows (self, &repeat);
  g_autofree char *words = repeats ? rg_repeat_describe (&repeat) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->every_row), repeats);
  gtk_widget_set_visible (GTK_WIDGET (self->after_row), repeats);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->unit_row), words != NULL ? words : "");
}

static void
changed_cb (GObject *row, GParamSpec *pspec, RgRepeatRows *self)
{
  if (!self->showing)
    update (self);
}

static void
rg_repeat_rows_class_init (RgRepeatRowsClass *klass)
{
}

static void
rg_repeat_rows_init (RgRepeatRows *self)
{
  g_autoptr (GtkStringList) units = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (unit_labels); i++)
    gtk_string_list_append (units, _ (unit_labels[i]));
  self->unit_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unit_row), _ ("Repeat"));
  adw_combo_row_set_model (self->unit_row, G_LIST_MODEL (units));
  self->every_row = ADW_SPIN_ROW (adw_spin_row_new_with_range (1, MOST_UNITS, 1));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->every_row), _ ("Every How Many"));
  self->after_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->after_row), _ ("Counted from When It Is Done"));

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->unit_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->every_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->after_row));
  g_signal_connect (self->unit_row, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->every_row, "notify::value", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->after_row, "notify::active", G_CALLBACK (changed_cb), self);
  update (self);
}

/**
 * rg_repeat_rows_set_text:
 * @self: rows
 * @text: (nullable): stored form; %NULL or "" for never
 */
void
rg_repeat_rows_set_text (RgRepeatRows *self, const char *text)
{
  self->has_kept = text != NULL && *text != '\0' && rg_repeat_parse (text, &self->kept, NULL);
  self->showing = TRUE;
  adw_combo_row_set_selected (self->unit_row, self->has_kept ? (guint) self->kept.unit + 1 : 0);
  adw_spin_row_set_value (self->every_row, self->has_kept ? self->kept.every : 1);
  adw_switch_row_set_active (self->after_row, self->has_kept && self->kept.after_done);
  self->showing = FALSE;
  update (self);
}

/**
 * rg_repeat_rows_dup_text:
 * @self: rows
 *
 * Returns: (transfer full): the stored form; "" for never
 */
char *
rg_repeat_rows_dup_text (RgRepeatRows *self)
{
  RgRepeat repeat;

  return read_rows (self, &repeat) ? rg_repeat_to_string (&repeat) : g_strdup ("");
}
