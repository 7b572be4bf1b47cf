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
say (const char *singular,
     const char *plural,
     guint64     count)
{
  g_autofree char *number = rg_display_count ((guint) MIN (count, G_MAXUINT));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, (gulong) count), number);
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
    return say (N_ ("Imported %s customer"), N_ ("Imported %s customers"), report->created);
  if (report->created == 0)
    return say (N_ ("Completed %s known customer"), N_ ("Completed %s known customers"), report->updated);

  created = rg_display_count ((guint) MIN (report->created, G_MAXUINT));
  updated = rg_display_count ((guint) MIN (report->updated, G_MAXUINT));
  /* Translators: two numbers of customers. */
  return g_strdup_printf (_ ("Imported %s customers, completed %s known ones"), created, updated);
}

static void
add_line (GString    *text,
          const char *singular,
          const char *plural,
          guint64     count)
{
  g_autofree char *line = NULL;

  if (count == 0)
    return;
  line = say (singular, plural, count);
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

  add_line (text, N_ ("%s new customer"), N_ ("%s new customers"), report->created);
  add_line (text, N_ ("%s known customer completed"), N_ ("%s known customers completed"), report->updated);
  add_line (text, N_ ("%s known customer left as it was"), N_ ("%s known customers left as they were"),
            report->skipped);
  add_line (text, N_ ("%s row not imported"), N_ ("%s rows not imported"), report->refused);
  add_line (text, N_ ("%s row with characters that cannot be read"), N_ ("%s rows with characters that cannot be read"),
            report->damaged_rows);

  if (report->refused_path != NULL)
    {
      g_autofree char *name = g_filename_display_basename (report->refused_path);

      g_string_append (text, "\n\n");
      /* Translators: %s is the name of a file. */
      g_string_append_printf (text, _ ("The rows not imported are in “%s”, each with its reason. Correct them there "
                                       "and import that file."),
                              name);
    }

  return g_string_free_and_steal (text);
}
