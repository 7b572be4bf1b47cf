/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-export.h"

#include <string.h>

/* What the kinds of files are called. */

static const struct
{
  const char *word; /* on the command line */
  const char *extension;
} formats[] = {
  [RG_EXPORT_FORMAT_CSV] = { "csv", "csv" },
  [RG_EXPORT_FORMAT_XLSX] = { "xlsx", "xlsx" },
  [RG_EXPORT_FORMAT_VCARD_4] = { "vcard", "vcf" },
  [RG_EXPORT_FORMAT_VCARD_3] = { "vcard3", "vcf" },
};

/**
 * rg_export_format_from_string:
 * @text: "csv", "xlsx", "vcard" or "vcard3", in any case
 * @format: (out): which it is
 *
 * Returns: %FALSE when it is none of them
 */
gboolean
rg_export_format_from_string (const char *text, RgExportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_ascii_strcasecmp (text, formats[i].word) == 0)
        {
          *format = (RgExportFormat) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * rg_export_format_from_path:
 * @path: a file's name
 * @format: (out): what its ending says
 *
 * Cards are of the newest version.
 *
 * Returns: %FALSE when the ending is of no format
 */
gboolean
rg_export_format_from_path (const char *path, RgExportFormat *format)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');

  if (dot == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (dot, ".txt") == 0)
    dot = ".csv";
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, formats[i].extension) == 0)
        {
          *format = (RgExportFormat) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * rg_export_format_get_extension:
 * @format: a kind of file
 *
 * Returns: (transfer none): the usual ending of its files, without the dot
 */
const char *
rg_export_format_get_extension (RgExportFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (formats), "csv");

  return formats[format].extension;
}
