/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-tiles.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

static void
add_tile (AdwWrapBox *box, guint64 count, const char *what, const char *style)
{
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = rg_display_count ((guint) MIN (count, G_MAXUINT));
  g_autofree char *name = g_strdup_printf ("%s %s", text, what);
  GtkWidget *number = gtk_label_new (text);
  GtkWidget *label = gtk_label_new (what);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (number, "title-1");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "import-tile");
  if (style != NULL)
    gtk_widget_add_css_class (number, style);
  gtk_widget_set_size_request (tile, 140, -1);
  gtk_box_append (GTK_BOX (tile), number);
  gtk_box_append (GTK_BOX (tile), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_wrap_box_append (box, tile);
}

static gboolean
is_of (const char *entity, const char *other)
{
  return g_str_equal (entity, other);
}

static const char *
say_created (const char *entity, guint64 count)
{
  if (is_of (entity, "deal"))
    return ngettext ("new deal", "new deals", (gulong) count);
  return is_of (entity, "sale") ? ngettext ("new sale", "new sales", (gulong) count)
                                : ngettext ("new customer", "new customers", (gulong) count);
}

static const char *
say_known (RgImportKnown known, const char *entity, guint64 count)
{
  if (is_of (entity, "sale"))
    return ngettext ("sale that is there already", "sales that are there already", (gulong) count);
  if (known == RG_IMPORT_KNOWN_OVERWRITE)
    return ngettext ("known, overwritten", "known, overwritten", (gulong) count);
  return ngettext ("known, completed", "known, completed", (gulong) count);
}

/* What a bill's questions were answered with; a list's people who are there. */
static const char *
say_skipped (const char *entity, guint64 count)
{
  return is_of (entity, "sale")
             ? ngettext ("sale left out", "sales left out", (gulong) count)
             : ngettext ("known, left as it is", "known, left as they are", (gulong) count);
}

/**
 * rg_import_tiles_fill:
 * @box: where the tiles stand
 * @session: what is imported
 * @report: what it came to
 */
void
rg_import_tiles_fill (AdwWrapBox *box, RgImportSession *session, const RgImportReport *report)
{
  const char *entity = rg_import_session_get_entity (session);
  RgImportKnown known = rg_import_session_get_known (session);

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
  add_tile (box, report->created, say_created (entity, report->created), NULL);
  if (report->updated > 0)
    add_tile (box, report->updated, say_known (known, entity, report->updated), NULL);
  if (report->skipped > 0)
    add_tile (box, report->skipped, say_skipped (entity, report->skipped), NULL);
  if (report->attachments > 0)
    add_tile (box, report->attachments,
              ngettext ("photo or other file", "photos and other files", (gulong) report->attachments), NULL);
  if (report->refused > 0)
    add_tile (box, report->refused,
              ngettext ("row not imported", "rows not imported", (gulong) report->refused), "warning-text");
}
