/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-list.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/widgets/rg-tint.h"
#include "catalog/rg-date.h"
#include "shop/rg-festivals.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _RgCalendarList
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *about;
  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *new_button;
  guint n;
};

G_DEFINE_FINAL_TYPE (RgCalendarList, rg_calendar_list, GTK_TYPE_WIDGET)

/* --- rows ----------------------------------------------------------------- */

static const RgCalendarItem *
item_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

static void
activated_cb (GtkListBox *box, GtkListBoxRow *row, RgCalendarList *self)
{
  const RgCalendarItem *item = item_of (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.open", "(uxx)", (guint32) item->kind,
                              item->task_id, item->customer_id);
}

static void
done_cb (GtkButton *button, GtkWidget *row)
{
  const RgCalendarItem *item = item_of (row);

  gtk_widget_activate_action (row, "calendar.done", "(xx)", item->task_id, item->customer_id);
}

static GtkWidget *
make_row (const RgTodayRow *row, const char *title, const char *subtitle)
{
  GtkWidget *widget = adw_action_row_new ();
  RgCalendarItem *item = g_new0 (RgCalendarItem, 1);

  item->kind = row->kind;
  item->task_id = row->task_id;
  item->customer_id = row->customer_id;
  g_date_clear (&item->day, 1);
  rg_date_from_iso (row->day, &item->day);
  g_object_set_data_full (G_OBJECT (widget), "item", item, g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  return widget;
}

static void
add_icon (GtkWidget *row, const char *name)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

/* What is said of it besides: when, and who does it. (transfer full) */
static char *
about_due (const RgTodayRow *row, RgDue due)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (row->time != NULL)
    g_ptr_array_add (parts, row->time);
  if (due == RG_DUE_OVERDUE)
    g_ptr_array_add (parts, (gpointer) _ ("Overdue"));
  if (row->kind == RG_TODAY_STEP)
    g_ptr_array_add (parts, (gpointer) _ ("Next step"));
  if (row->staff != NULL)
    g_ptr_array_add (parts, row->staff);
  g_ptr_array_add (parts, NULL);
  return parts->len > 1 ? g_strjoinv (" · ", (char **) parts->pdata) : NULL;
}

static void
add_due (RgCalendarList *self, const RgTodayRow *row, const GDate *today, gboolean editable)
{
  g_autofree char *title = rg_calendar_row_dup_title (row);
  g_autofree char *about = NULL;
  GtkWidget *widget, *button;
  RgDue due;

  g_free (rg_display_due (row->day, today, &due));
  about = about_due (row, due);
  widget = make_row (row, title, about);
  if (due == RG_DUE_OVERDUE)
    gtk_widget_add_css_class (widget, "late");
  add_icon (widget, due == RG_DUE_OVERDUE        ? "dialog-warning-symbolic"
                    : row->kind == RG_TODAY_STEP ? "go-next-symbolic"
                                                 : "alarm-symbolic");
  if (editable)
    {
      g_autofree char *label = g_strdup_printf (C_ ("button", "Done: %s"), title);

      button = gtk_button_new_from_icon_name ("object-select-symbolic");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ ("Done"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_connect (button, "clicked", G_CALLBACK (done_cb), widget);
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->rows), widget);
}

static void
add_birthday (RgCalendarList *self, const RgTodayRow *row)
{
  gboolean other = row->person != NULL && *row->person != '\0';
  /* Translators: what somebody becomes on a birthday. */
  g_autofree char *age =
      row->age > 0 ? g_strdup_printf (ngettext ("%d year", "%d years", row->age), row->age) : NULL;
  g_autofree char *name = rg_calendar_row_dup_name (row);
  g_autofree char *about = NULL;
  GtkWidget *widget;

  if (other)
    about = age != NULL ? g_strdup_printf ("%s · %s", name, age) : g_strdup (name);
  else
    about = age != NULL ? g_strdup_printf ("%s · %s", _ ("Birthday"), age) : g_strdup (_ ("Birthday"));
  widget = make_row (row, other ? row->person : name, about);
  add_icon (widget, "rg-cake-symbolic");
  gtk_list_box_append (GTK_LIST_BOX (self->rows), widget);
}

/* There are more than were read. */
static void
add_rest (RgCalendarList *self, gint64 n)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (n <= 0)
    return;
  text = g_strdup_printf (ngettext ("And %d more", "And %d more", n), (int) n);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_margin_bottom (label, 8);
  gtk_list_box_append (GTK_LIST_BOX (self->rows),
                       g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, "activatable", FALSE,
                                     "selectable", FALSE, "focusable", FALSE, NULL));
}

/* --- widget --------------------------------------------------------------- */

static void
rg_calendar_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rg_calendar_list_parent_class)->dispose (object);
}

static void
rg_calendar_list_class_init (RgCalendarListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_calendar_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "calendar-list");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_head (RgCalendarList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->title, "heading");
  self->about =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->about, "dimmed-text");
  self->new_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->new_button, "flat");
  gtk_widget_set_tooltip_text (self->new_button, _ ("New Task on This Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New Task on This Day"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->new_button), "calendar.new");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->about);
  gtk_box_append (GTK_BOX (head), self->new_button);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
}

static void
rg_calendar_list_init (RgCalendarList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  add_head (self);
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What stands on this day"), -1);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  self->empty = g_object_new (GTK_TYPE_LABEL, "label", _ ("Nothing is planned."), "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->empty, "dimmed-text");
  gtk_widget_set_parent (self->empty, GTK_WIDGET (self));
}

GtkWidget *
rg_calendar_list_new (void)
{
  return g_object_new (RG_TYPE_CALENDAR_LIST, NULL);
}

static void
focus_item (RgCalendarList *self, const RgCalendarItem *item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), i)) != NULL; i++)
    if (item_of (row) != NULL && rg_calendar_item_is (item_of (row), item))
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * rg_calendar_list_set:
 * @self: a list
 * @day: which day it is of
 * @today: the day it is
 * @stands: (nullable): what stands on it; %NULL: that is not known yet
 * @editable: whether something can be added and done
 */
void
rg_calendar_list_set (RgCalendarList *self,
                      const GDate *day,
                      const GDate *today,
                      const RgCalendarDay *stands,
                      gboolean editable)
{
  g_autofree char *name = rg_calendar_days_name (day);
  g_autofree char *about = rg_festivals_describe (day);
  const RgCalendarItem *focus = rg_calendar_list_get_focus (self);
  RgCalendarItem focused = focus != NULL ? *focus : (RgCalendarItem) { 0 };
  gboolean had_focus = focus != NULL;

  gtk_label_set_label (GTK_LABEL (self->title), name);
  gtk_label_set_label (GTK_LABEL (self->about), about);
  gtk_widget_set_visible (self->new_button, editable);
  /* A row that goes would leave the focus behind. */
  if (had_focus && !gtk_widget_grab_focus (self->new_button))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_list_box_remove_all (GTK_LIST_BOX (self->rows));
  self->n = stands != NULL ? stands->due->len + stands->birthdays->len : 0;
  gtk_widget_set_visible (self->rows, self->n > 0);
  gtk_widget_set_visible (self->empty, stands != NULL && self->n == 0);
  if (stands == NULL)
    return;
  for (guint i = 0; i < stands->due->len; i++)
    add_due (self, g_ptr_array_index (stands->due, i), today, editable);
  for (guint i = 0; i < stands->birthdays->len; i++)
    add_birthday (self, g_ptr_array_index (stands->birthdays, i));
  add_rest (self, stands->n_due + stands->n_birthdays - self->n);
  if (had_focus)
    focus_item (self, &focused);
}

void
rg_calendar_list_begin (RgCalendarList *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), 0);

  gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : self->new_button);
}

const RgCalendarItem *
rg_calendar_list_get_focus (RgCalendarList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (focus != NULL && focus != GTK_WIDGET (self) && !GTK_IS_LIST_BOX_ROW (focus))
    focus = gtk_widget_get_parent (focus);
  return GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, self->rows) ? item_of (focus) : NULL;
}

guint
rg_calendar_list_get_n (RgCalendarList *self)
{
  return self->n;
}
