/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-chip.h"

#include "app/widgets/rg-tint.h"
#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

struct _RgCalendarChip
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  RgCalendarItem item;
};

G_DEFINE_FINAL_TYPE (RgCalendarChip, rg_calendar_chip, GTK_TYPE_WIDGET)

gboolean
rg_calendar_item_is (const RgCalendarItem *item, const RgCalendarItem *other)
{
  return item->kind == other->kind && item->task_id == other->task_id &&
         item->customer_id == other->customer_id;
}

gboolean
rg_calendar_item_can_move (const RgCalendarItem *item)
{
  return item->kind == RG_TODAY_TASK || item->kind == RG_TODAY_STEP;
}

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Who has no name is known by a number, of which a screen shows the ends. */
char *
rg_calendar_row_dup_name (const RgTodayRow *row)
{
  if (is_there (row->name))
    return g_strdup (row->name);
  return is_there (row->phone) ? rg_phone_mask (row->phone) : g_strdup (_ ("No name"));
}

char *
rg_calendar_row_dup_title (const RgTodayRow *row)
{
  g_autofree char *name = row->customer_id != 0 ? rg_calendar_row_dup_name (row) : NULL;

  if (name == NULL)
    return g_strdup (row->title);
  if (row->kind == RG_TODAY_STEP)
    return is_there (row->title) ? g_strdup_printf ("%s %s", name, row->title) : g_steal_pointer (&name);
  return g_strdup_printf ("%s %s", row->title, name);
}

/* --- dragging ------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgCalendarChip *self)
{
  if (!rg_calendar_item_can_move (&self->item))
    return NULL;
  return gdk_content_provider_new_typed (RG_TYPE_CALENDAR_CHIP, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RgCalendarChip *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean deletes, RgCalendarChip *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
}

static void
add_drag_source (RgCalendarChip *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/* --- widget --------------------------------------------------------------- */

static void
clicked_cb (GtkGestureClick *click, int n, double x, double y, RgCalendarChip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    gtk_widget_activate_action (GTK_WIDGET (self), "calendar.open", "(uxx)", (guint32) self->item.kind,
                                self->item.task_id, self->item.customer_id);
}

static void
rg_calendar_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rg_calendar_chip_parent_class)->dispose (object);
}

static void
rg_calendar_chip_class_init (RgCalendarChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_calendar_chip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "calendar-chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
rg_calendar_chip_init (RgCalendarChip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0, "hexpand",
                              TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  add_drag_source (self);
}

GtkWidget *
rg_calendar_chip_new (void)
{
  return g_object_new (RG_TYPE_CALENDAR_CHIP, NULL);
}

static void
show_text (RgCalendarChip *self, const char *text, const char *spoken, const char *icon)
{
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, icon != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * rg_calendar_chip_set_row:
 * @self: a chip
 * @row: a task or a next step
 * @today: the day it is
 */
void
rg_calendar_chip_set_row (RgCalendarChip *self, const RgTodayRow *row, const GDate *today)
{
  g_autofree char *title = rg_calendar_row_dup_title (row);
  g_autofree char *text = NULL, *late = NULL;
  gboolean urgent = g_strcmp0 (row->priority, "high") == 0;
  RgDue due;

  self->item =
      (RgCalendarItem) { .kind = row->kind, .task_id = row->task_id, .customer_id = row->customer_id };
  g_date_clear (&self->item.day, 1);
  rg_date_from_iso (row->day, &self->item.day);
  g_free (rg_display_due (row->day, today, &due));
  text = row->time != NULL ? g_strdup_printf ("%s %s", row->time, title) : g_strdup (title);
  /* Translators: what a screen reader says of something whose day is over. */
  late = due == RG_DUE_OVERDUE ? g_strdup_printf (_ ("Overdue: %s"), text) : g_strdup (text);
  rg_tint_set_due (GTK_WIDGET (self), due);
  show_text (self, text, late,
             due == RG_DUE_OVERDUE        ? "dialog-warning-symbolic"
             : urgent                     ? "starred-symbolic"
             : row->kind == RG_TODAY_STEP ? "go-next-symbolic"
                                          : NULL);
}

/**
 * rg_calendar_chip_set_birthdays:
 * @self: a chip
 * @day: a day with birthdays
 */
void
rg_calendar_chip_set_birthdays (RgCalendarChip *self, const RgCalendarDay *day)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *spoken = NULL;
  const RgTodayRow *first = g_ptr_array_index (day->birthdays, 0);

  self->item = (RgCalendarItem) { .kind = RG_TODAY_BIRTHDAY,
                                  .customer_id = day->n_birthdays == 1 ? first->customer_id : 0,
                                  .day = day->day };
  for (guint i = 0; i < day->birthdays->len && i < 3; i++)
    {
      const RgTodayRow *row = g_ptr_array_index (day->birthdays, i);
      g_autofree char *name =
          is_there (row->person) ? g_strdup (row->person) : rg_calendar_row_dup_name (row);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  if (day->n_birthdays > 3)
    g_string_append_printf (names, " +%d", (int) day->n_birthdays - 3);
  /* Translators: whose birthdays they are. */
  spoken =
      g_strdup_printf (ngettext ("Birthday: %s", "Birthdays: %s", (gulong) day->n_birthdays), names->str);
  rg_tint_set_due (GTK_WIDGET (self), RG_DUE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "birthday");
  show_text (self, names->str, spoken, "rg-cake-symbolic");
}

void
rg_calendar_chip_set_tall (RgCalendarChip *self, gboolean tall)
{
  gtk_label_set_wrap (GTK_LABEL (self->label), tall);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->label), tall ? 2 : -1);
}

const RgCalendarItem *
rg_calendar_chip_get_item (RgCalendarChip *self)
{
  return &self->item;
}

const char *
rg_calendar_chip_get_text (RgCalendarChip *self)
{
  return gtk_label_get_label (GTK_LABEL (self->label));
}
