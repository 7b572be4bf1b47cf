/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyboard-walk.h"

#include <adwaita.h>

/* More steps than any page has places: a list that keeps Tab for itself. */
#define MOST_STEPS 400

/* Within these, Tab comes to one place and the arrows go on from there. */
static gboolean
is_group (GtkWidget *widget)
{
  return GTK_IS_LIST_BASE (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_FLOW_BOX (widget) ||
         ADW_IS_TOGGLE_GROUP (widget) || ADW_IS_VIEW_SWITCHER (widget) || GTK_IS_CALENDAR (widget);
}

static gboolean
is_interactive (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) &&
         (GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) ||
          GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
          GTK_IS_LIST_BOX_ROW (widget) || is_group (widget));
}

static GtkWidget *
group_of (GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL;
       above = gtk_widget_get_parent (above))
    if (is_group (above))
      return above;

  return NULL;
}

static gboolean
is_there (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         gtk_widget_get_can_focus (widget) && gtk_widget_get_width (widget) > 0;
}

static void
collect (GtkWidget *widget, GPtrArray *places, GString *missed)
{
  if (!is_there (widget) || GTK_IS_POPOVER (widget))
    return;
  if (is_interactive (widget))
    g_ptr_array_add (places, widget);
  /* A million rows, one Tab each, are no way out. */
  if (GTK_IS_LIST_VIEW (widget) &&
      gtk_list_view_get_tab_behavior (GTK_LIST_VIEW (widget)) == GTK_LIST_TAB_ALL)
    g_string_append_printf (missed, "%s keeps Tab for itself\n", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, places, missed);
}

/* Whether one of @visited is @widget, lies in it, or is another place of the
 * same group. */
static gboolean
was_reached (GtkWidget *widget, GHashTable *visited)
{
  GtkWidget *group = group_of (widget);
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, visited);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (place == widget || gtk_widget_is_ancestor (place, widget) ||
        (group != NULL && (place == group || gtk_widget_is_ancestor (place, group))))
      return TRUE;

  return FALSE;
}

static char *
describe (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);
  guint depth = 0;

  for (GtkWidget *above = widget; above != NULL && depth < 8; above = gtk_widget_get_parent (above), depth++)
    g_string_append_printf (path, "%s%s", depth > 0 ? " < " : "", G_OBJECT_TYPE_NAME (above));
  if (GTK_IS_BUTTON (widget))
    g_string_append_printf (path, " (%s%s)", gtk_button_get_label (GTK_BUTTON (widget)),
                            gtk_widget_get_tooltip_text (widget));

  return g_string_free_and_steal (g_steal_pointer (&path));
}

/* A dialog keeps Tab within itself: what is below it does not count. */
static GtkWidget *
top_of (GtkWindow *window)
{
  AdwDialog *dialog = ADW_IS_APPLICATION_WINDOW (window)
                          ? adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
                          : NULL;

  return dialog != NULL ? GTK_WIDGET (dialog) : GTK_WIDGET (window);
}

static gboolean
enter (GtkWindow *window, GtkWidget *widget, GHashTable *visited)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD) &&
         !g_hash_table_contains (visited, gtk_window_get_focus (window));
}

/* To what lies in @widget, or else near it, where nobody was yet. */
static gboolean
go_on (GtkWindow *window, GtkWidget *widget, GHashTable *visited)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (enter (window, child, visited))
      return TRUE;
  for (GtkWidget *above = widget; above != NULL; above = gtk_widget_get_parent (above))
    for (GtkWidget *next = gtk_widget_get_next_sibling (above); next != NULL;
         next = gtk_widget_get_next_sibling (next))
      if (enter (window, next, visited))
        return TRUE;

  return FALSE;
}

/* One Tab. The display has no keyboard, so its windows are never active, and a
 * row that has the focus does not know it and takes it once more: then on
 * behind it, as it would do. */
static gboolean
step (GtkWindow *window, GHashTable *visited)
{
  GtkWidget *before = gtk_window_get_focus (window);

  if (!gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
    return FALSE;

  return gtk_window_get_focus (window) != before || before == NULL || go_on (window, before, visited);
}

char *
keyboard_walk (GtkWindow *window)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (GString) missed = g_string_new (NULL);
  guint steps = 0;

  /* From the beginning until a place comes again. */
  gtk_window_set_focus (window, NULL);
  while (steps < MOST_STEPS && step (window, visited) && gtk_window_get_focus (window) != NULL &&
         g_hash_table_add (visited, gtk_window_get_focus (window)))
    steps++;
  if (steps == MOST_STEPS)
    g_string_append (missed, "Tab does not come round\n");

  collect (top_of (window), places, missed);
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *description = NULL;

      if (was_reached (places->pdata[i], visited))
        continue;
      description = describe (places->pdata[i]);
      g_string_append_printf (missed, "%s\n", description);
    }

  return g_string_free_and_steal (g_steal_pointer (&missed));
}
