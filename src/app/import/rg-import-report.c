/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-report.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* A sentence with one number, which is grouped as the locale does. */
static char *
say (const char *format, guint64 count)
{
  g_autofree char *number = rg_display_count ((guint) MIN (count, G_MAXUINT));

  return g_strdup_printf (format, number);
}

/**
 * rg_import_report_say_short:
 * @report: what an import came to
 * @entity: "customer", "sale" or "deal"
 *
 * Returns: (transfer full): a line
 */
char *
rg_import_report_say_short (const RgImportReport *report, const char *entity)
{
  if (report->operation == 0)
    return g_strdup (_ ("Nothing in the file was new."));
  if (g_str_equal (entity, "sale"))
    return say (ngettext ("Imported %s sale", "Imported %s sales", (gulong) report->created),
                report->created);
  if (g_str_equal (entity, "deal") && report->created > 0)
    return say (ngettext ("Imported %s deal", "Imported %s deals", (gulong) report->created),
                report->created);
  if (g_str_equal (entity, "deal"))
    return say (ngettext ("Completed %s known deal", "Completed %s known deals", (gulong) report->updated),
                report->updated);
  if (report->created > 0)
    return say (ngettext ("Imported %s customer", "Imported %s customers", (gulong) report->created),
                report->created);

  return say (
      ngettext ("Completed %s known customer", "Completed %s known customers", (gulong) report->updated),
      report->updated);
}
