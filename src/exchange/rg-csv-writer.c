/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-writer.h"

#include "exchange/rg-output-file.h"

#include <string.h>

struct _RgCsvWriter
{
  RgOutputFile *file;
  GString *row;
  gboolean in_row;
};

/**
 * rg_formula_is_like:
 * @text: valid UTF-8
 *
 * Returns: whether a spreadsheet might take it for a formula, with apostrophes
 *   in front or without
 */
gboolean
rg_formula_is_like (const char *text)
{
  gunichar c;

  while (*text == '\'')
    text++;
  c = g_utf8_get_char (text);
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r' || c == '\n' || c == 0xff1d ||
         c == 0xff0b || c == 0xff0d || c == 0xff20;
}

/**
 * rg_formula_neutralize:
 * @text: valid UTF-8
 *
 * An apostrophe in front makes it text for every spreadsheet. A text that
 * begins with apostrophes before such a sign gets one more, so that one can
 * always be taken away again.
 *
 * Returns: (transfer full): what to write
 */
char *
rg_formula_neutralize (const char *text)
{
  return rg_formula_is_like (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

/**
 * rg_formula_restore:
 * @text: valid UTF-8 from a file
 *
 * Returns: (transfer none): the text that rg_formula_neutralize() was given
 */
const char *
rg_formula_restore (const char *text)
{
  return *text == '\'' && rg_formula_is_like (text) ? text + 1 : text;
}

/**
 * rg_csv_writer_new:
 * @path: the file to be
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a writer whose file begins with a byte
 *   order mark, by which Excel knows UTF-8
 */
RgCsvWriter *
rg_csv_writer_new (const char *path, GError **error)
{
  RgOutputFile *file = rg_output_file_new (path, error);
  RgCsvWriter *writer;

  if (file == NULL)
    return NULL;
  writer = g_new0 (RgCsvWriter, 1);
  writer->file = file;
  writer->row = g_string_new ("\xef\xbb\xbf");
  return writer;
}

/**
 * rg_csv_writer_free:
 * @writer: (transfer full): a writer
 */
void
rg_csv_writer_free (RgCsvWriter *writer)
{
  rg_output_file_free (writer->file);
  g_string_free (writer->row, TRUE);
  g_free (writer);
}

/* Other delimiters are quoted as well, so that nothing but the commas between
 * cells can be taken for one. */
static gboolean
needs_quotes (const char *text)
{
  gsize n = strlen (text);

  return n > 0 && (text[0] == ' ' || text[n - 1] == ' ' || strpbrk (text, ",\"\r\n\t;|") != NULL ||
                   strstr (text, "，") != NULL || g_str_has_prefix (text, "\302\240") ||
                   g_str_has_prefix (text, "　") || g_ascii_strncasecmp (text, "sep=", 4) == 0);
}

/**
 * rg_csv_writer_cell:
 * @writer: a writer
 * @text: the next cell, as it is to be read
 */
void
rg_csv_writer_cell (RgCsvWriter *writer, const char *text)
{
  if (writer->in_row)
    g_string_append_c (writer->row, ',');
  writer->in_row = TRUE;
  if (!needs_quotes (text))
    {
      g_string_append (writer->row, text);
      return;
    }
  g_string_append_c (writer->row, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (writer->row, '"');
      g_string_append_c (writer->row, *p);
    }
  g_string_append_c (writer->row, '"');
}

/**
 * rg_csv_writer_end_row:
 * @writer: a writer
 * @error: return location for an error
 *
 * Returns: %FALSE when the disk did not take it
 */
gboolean
rg_csv_writer_end_row (RgCsvWriter *writer, GError **error)
{
  gboolean taken;

  g_string_append (writer->row, "\r\n");
  writer->in_row = FALSE;
  taken = rg_output_file_write (writer->file, writer->row->str, writer->row->len, error);
  g_string_truncate (writer->row, 0);
  return taken;
}

static gboolean
finish (RgCsvWriter *writer, GError **error)
{
  return rg_output_file_write (writer->file, writer->row->str, writer->row->len, error);
}

/**
 * rg_csv_writer_commit:
 * @writer: a writer
 * @error: return location for an error
 *
 * Returns: whether the file stands under its name; else an older one is there
 *   as it was
 */
gboolean
rg_csv_writer_commit (RgCsvWriter *writer, GError **error)
{
  return finish (writer, error) && rg_output_file_commit (writer->file, error);
}

/**
 * rg_csv_writer_commit_new:
 * @writer: a writer
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the path at which the file stands now
 */
char *
rg_csv_writer_commit_new (RgCsvWriter *writer, GError **error)
{
  return finish (writer, error) ? rg_output_file_commit_new (writer->file, error) : NULL;
}
