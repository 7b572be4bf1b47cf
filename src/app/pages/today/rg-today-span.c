/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-private.h"

#include <glib/gi18n-lib.h>

/* The day as a list, or the calendar of a month or a week in its place. The calendar
 * is made when it is looked at for the first time. */

void
rg_today_span_follow (RgTodayPage *self)
{
  if (self->calendar == NULL)
    return;
  rg_calendar_view_set_staff (self->calendar, self->staff);
  rg_calendar_view_set_store (self->calendar, self->followed);
}

static void
ensure_calendar (RgTodayPage *self)
{
  if (self->calendar != NULL)
    return;
  self->calendar = RG_CALENDAR_VIEW (rg_calendar_view_new ());
  gtk_stack_add_named (self->spans, GTK_WIDGET (self->calendar), "calendar");
  rg_today_span_follow (self);
}

static void
chosen_cb (AdwToggleGroup *span, GParamSpec *pspec, RgTodayPage *self)
{
  const char *name = adw_toggle_group_get_active_name (span);

  if (g_strcmp0 (name, "list") == 0)
    {
      gtk_stack_set_visible_child_name (self->spans, "list");
      return;
    }
  ensure_calendar (self);
  rg_calendar_view_set_week (self->calendar, g_strcmp0 (name, "week") == 0);
  gtk_stack_set_visible_child_name (self->spans, "calendar");
}

static void
add_span (RgTodayPage *self, const char *name, const char *label)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, name);
  adw_toggle_set_label (toggle, label);
  adw_toggle_group_add (self->span, toggle);
}

/*< private >
 * rg_today_span_init:
 * @self: a page whose template is there
 */
void
rg_today_span_init (RgTodayPage *self)
{
  AdwToolbarView *toolbar = ADW_TOOLBAR_VIEW (adw_bin_get_child (ADW_BIN (self)));
  g_autoptr (GtkWidget) list = g_object_ref (adw_toolbar_view_get_content (toolbar));

  self->spans = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->spans, FALSE);
  gtk_stack_set_vhomogeneous (self->spans, FALSE);
  adw_toolbar_view_set_content (toolbar, GTK_WIDGET (self->spans));
  gtk_stack_add_named (self->spans, list, "list");

  self->span = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  add_span (self, "list", _ ("List"));
  add_span (self, "month", _ ("Month"));
  add_span (self, "week", _ ("Week"));
  gtk_widget_set_halign (GTK_WIDGET (self->span), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->span), "today-span");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->span), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("List, Month or Week"), -1);
  adw_toolbar_view_add_top_bar (toolbar, GTK_WIDGET (self->span));
  g_signal_connect (self->span, "notify::active-name", G_CALLBACK (chosen_cb), self);
}

/**
 * rg_today_page_show_span:
 * @self: a page
 * @name: "list", "month" or "week"
 *
 * Shows the list of the day, or the calendar.
 */
void
rg_today_page_show_span (RgTodayPage *self, const char *name)
{
  adw_toggle_group_set_active_name (self->span, name);
}

/**
 * rg_today_page_get_calendar:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the calendar, once it was shown
 */
RgCalendarView *
rg_today_page_get_calendar (RgTodayPage *self)
{
  return self->calendar;
}
