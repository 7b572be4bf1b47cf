/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-reasons.h"

#include "app/import/rg-import-words.h"

#include <glib/gi18n-lib.h>

/* Reasons that are shown one by one; the file of refused rows has them all. */
#define REASONS_SHOWN 8

static void
add_row (GtkListBox *list, const char *reason, guint64 rows)
{
  g_autofree char *count = rg_import_say_count (ngettext ("%s row", "%s rows", (gulong) rows), rows);
  g_autofree char *name = g_strdup_printf ("%s · %s", count, reason);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (list, row);
}

/**
 * rg_import_reasons_fill:
 * @list: a boxed list
 * @report: what an import came to, or would
 */
void
rg_import_reasons_fill (GtkListBox *list, const RgImportReport *report)
{
  const GPtrArray *reasons = report->reasons;
  guint n = reasons != NULL ? reasons->len : 0;
  guint64 others = 0;

  gtk_list_box_remove_all (list);
  gtk_widget_set_visible (GTK_WIDGET (list), n > 0);
  for (guint i = 0; i < n; i++)
    {
      const RgImportReason *reason = g_ptr_array_index (reasons, i);

      if (i < REASONS_SHOWN)
        add_row (list, reason->reason, reason->rows);
      else
        others += reason->rows;
    }
  if (others > 0)
    add_row (list, _ ("Other reasons"), others);
}
