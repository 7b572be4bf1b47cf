/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-clash.h"

#include "app/rg-history-item.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* The first that would be undone are shown; the others are counted. */
#define MOST_ROWS 6

static void
add_row (GtkListBox *list, const RgOperation *operation)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *day = NULL, *time = NULL, *subtitle = NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (operation->at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  GDate date, today;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  rg_display_today (&today);
  day = rg_display_day (&date, &today);
  time = g_date_time_format (local, "%H:%M");
  subtitle = operation->can_undo ? g_strdup_printf ("%s %s", day, time)
                                 : g_strdup_printf ("%s %s · %s", day, time, _ ("Too old to be undone"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), operation->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (list, row);
}

static GtkWidget *
make_list (GPtrArray *obstacles)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *list = gtk_list_box_new ();
  guint n = MIN (obstacles->len, MOST_ROWS);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Later Changes"),
                                  -1);
  for (guint i = 0; i < n; i++)
    add_row (GTK_LIST_BOX (list), g_ptr_array_index (obstacles, i));
  gtk_box_append (GTK_BOX (box), list);

  if (obstacles->len > n)
    {
      g_autofree char *number = rg_display_count (obstacles->len - n);
      g_autofree char *text =
          g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) (obstacles->len - n)), number);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "dimmed-text");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

/**
 * rg_history_clash_dialog_new:
 * @label: what was to be undone, as the history says it
 * @obstacles: (element-type RgOperation): what must be undone first, in the
 *   order in which it can
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_history_clash_dialog_new (const char *label, GPtrArray *obstacles)
{
  g_autofree char *body = NULL;
  gboolean possible = obstacles->len < RG_HISTORY_MOST_OBSTACLES;
  AdwAlertDialog *dialog;

  for (guint i = 0; i < obstacles->len; i++)
    possible = possible && ((const RgOperation *) g_ptr_array_index (obstacles, i))->can_undo;

  body = g_strdup_printf (
      possible ? _ ("“%s” cannot be undone by itself: these later changes touched the same records. They "
                    "can be undone too, the newest first, each as a step of its own.")
               : _ ("“%s” cannot be undone: these later changes touched the same records, and not all of "
                    "them can be undone any more."),
      label);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Later Changes Stand in the Way"), body));
  adw_alert_dialog_set_extra_child (dialog, make_list (obstacles));
  adw_alert_dialog_add_response (dialog, "close", possible ? _ ("Cancel") : _ ("Close"));
  if (possible)
    {
      adw_alert_dialog_add_response (dialog, "undo", _ ("Undo Those Too"));
      adw_alert_dialog_set_response_appearance (dialog, "undo", ADW_RESPONSE_SUGGESTED);
    }
  adw_alert_dialog_set_default_response (dialog, "close");
  adw_alert_dialog_set_close_response (dialog, "close");

  return ADW_DIALOG (dialog);
}
