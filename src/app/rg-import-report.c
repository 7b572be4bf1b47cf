/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-import-report.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/**
 * rg_import_report_needs_dialog:
 * @report: what an import came to
 *
 * Returns: whether there is something that a passing line must not swallow
 */
gboolean
rg_import_report_needs_dialog (const RgImportReport *report)
{
  return report->refused > 0 || report->damaged_rows > 0;
}

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
 *
 * Returns: (transfer full): a line
 */
char *
rg_import_report_say_short (const RgImportReport *report)
{
  g_autofree char *created = NULL, *updated = NULL;

  if (report->created == 0 && report->updated == 0)
    return g_strdup (_ ("Nothing in the file was new."));
  if (report->updated == 0)
    return say (ngettext ("Imported %s customer", "Imported %s customers", (gulong) report->created),
                report->created);
  if (report->created == 0)
    return say (
        ngettext ("Completed %s known customer", "Completed %s known customers", (gulong) report->updated),
        report->updated);

  created = rg_display_count ((guint) MIN (report->created, G_MAXUINT));
  updated = rg_display_count ((guint) MIN (report->updated, G_MAXUINT));
  /* Translators: two numbers of customers. */
  return g_strdup_printf (_ ("Imported %s customers, completed %s known ones"), created, updated);
}

static void
add_line (GString *text, const char *format, guint64 count)
{
  g_autofree char *line = NULL;

  if (count == 0)
    return;
  line = say (format, count);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/**
 * rg_import_report_say_long:
 * @report: what an import came to
 *
 * Returns: (transfer full): what became of the rows, a line each
 */
char *
rg_import_report_say_long (const RgImportReport *report)
{
  GString *text = g_string_new (NULL);

  add_line (text, ngettext ("%s new customer", "%s new customers", (gulong) report->created),
            report->created);
  add_line (
      text,
      ngettext ("%s known customer completed", "%s known customers completed", (gulong) report->updated),
      report->updated);
  add_line (text,
            ngettext ("%s known customer left as it was", "%s known customers left as they were",
                      (gulong) report->skipped),
            report->skipped);
  add_line (text, ngettext ("%s row not imported", "%s rows not imported", (gulong) report->refused),
            report->refused);
  add_line (text,
            ngettext ("%s row with characters that cannot be read",
                      "%s rows with characters that cannot be read", (gulong) report->damaged_rows),
            report->damaged_rows);

  if (report->refused_path != NULL)
    {
      g_autofree char *name = g_filename_display_basename (report->refused_path);

      g_string_append (text, "\n\n");
      /* Translators: %s is the name of a file. */
      g_string_append_printf (
          text,
          _ ("The rows not imported are in “%s”, each with its reason. Correct them there "
             "and import that file."),
          name);
    }

  return g_string_free_and_steal (text);
}
