/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-private.h"

#include "app/widgets/rg-breakpoint.h"

#include <glib/gi18n-lib.h>

/* What the calendar is made of. */

/* Below this many sp a day has a count instead of chips, and the list is below. */
#define CHIPS_LEAST 640

static GtkWidget *
make_button (const char *icon, const char *action, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_bar (RgCalendarView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *today = gtk_button_new_with_label (_ ("Today"));

  self->title =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->title, "title-4");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (today), "calendar.today");
  gtk_widget_add_css_class (bar, "calendar-bar");
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar), make_button ("go-previous-symbolic", "calendar.previous", _ ("Previous")));
  gtk_box_append (GTK_BOX (bar), today);
  gtk_box_append (GTK_BOX (bar), make_button ("go-next-symbolic", "calendar.next", _ ("Next")));
  return bar;
}

static GtkWidget *
make_heads (RgCalendarView *self)
{
  GtkWidget *heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (heads), TRUE);
  gtk_widget_add_css_class (heads, "calendar-heads");
  for (guint i = 0; i < G_N_ELEMENTS (self->heads); i++)
    {
      self->heads[i] =
          g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_box_append (GTK_BOX (heads), self->heads[i]);
    }
  return heads;
}

static GtkWidget *
make_grid (RgCalendarView *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_GRID, NULL);
  gtk_widget_add_css_class (self->grid, "calendar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Calendar"),
                                  -1);
  for (int i = 0; i < RG_CALENDAR_CELLS; i++)
    {
      self->cells[i] = rg_calendar_cell_new ();
      /* All weeks are as high as the others; those that are hidden have no height. */
      gtk_widget_set_vexpand (self->cells[i], TRUE);
      gtk_grid_attach (GTK_GRID (self->grid), self->cells[i], i % 7, i / 7, 1, 1);
    }
  self->click = gtk_gesture_click_new ();
  gtk_widget_add_controller (self->grid, GTK_EVENT_CONTROLLER (self->click));
  return self->grid;
}

static void
make_popover (RgCalendarView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->popover_list = rg_calendar_list_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->popover_list);
  gtk_widget_set_size_request (scrolled, 320, -1);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  rg_calendar_keys_install (self, self->popover);
}

/*< private >
 * rg_calendar_make:
 * @self: a calendar without anything in it
 */
void
rg_calendar_make (RgCalendarView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), make_heads (self));
  gtk_box_append (GTK_BOX (inner), make_grid (self));
  self->list = rg_calendar_list_new ();
  gtk_box_append (GTK_BOX (inner), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inner);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);

  self->bin = ADW_BREAKPOINT_BIN (adw_breakpoint_bin_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->bin), 300, 120);
  adw_breakpoint_bin_set_child (self->bin, box);
  rg_breakpoint_add (self->bin, CHIPS_LEAST);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bin));

  make_popover (self);
  rg_calendar_keys_install (self, GTK_WIDGET (self));
}
