/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-csv-writer.h"

#include "exchange/rg-import.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_MAX (256 * 1024)

struct _RgCsvWriter
{
  char *path;
  char *part; /* the file that is being written */
  int fd;
  GString *buffer;
  gboolean in_row;
  gboolean done;
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

static gboolean
refuse_write (RgCsvWriter *writer, int reason, GError **error)
{
  g_autofree char *name = g_filename_display_name (writer->path);

  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_OUTPUT,
               _ ("“%s” cannot be written: %s. Please choose another folder, or make room on the disk."),
               name, g_strerror (reason));
  return FALSE;
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
  g_autoptr (RgCsvWriter) writer = g_new0 (RgCsvWriter, 1);
  struct stat info;

  writer->path = g_strdup (path);
  writer->fd = -1;
  writer->buffer = g_string_new ("\xef\xbb\xbf");
  if (g_stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    {
      refuse_write (writer, EISDIR, error);
      return NULL;
    }
  for (guint i = 0; writer->fd < 0; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s.%u.part", path, i);

      writer->fd = g_open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (writer->fd >= 0)
        writer->part = g_steal_pointer (&part);
      else if (errno != EEXIST || i > 1000)
        {
          refuse_write (writer, errno, error);
          return NULL;
        }
    }
  return g_steal_pointer (&writer);
}

/**
 * rg_csv_writer_free:
 * @writer: (transfer full): a writer
 */
void
rg_csv_writer_free (RgCsvWriter *writer)
{
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->part != NULL && !writer->done)
    g_unlink (writer->part);
  g_string_free (writer->buffer, TRUE);
  g_free (writer->part);
  g_free (writer->path);
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
    g_string_append_c (writer->buffer, ',');
  writer->in_row = TRUE;
  if (!needs_quotes (text))
    {
      g_string_append (writer->buffer, text);
      return;
    }
  g_string_append_c (writer->buffer, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (writer->buffer, '"');
      g_string_append_c (writer->buffer, *p);
    }
  g_string_append_c (writer->buffer, '"');
}

static gboolean
flush (RgCsvWriter *writer, GError **error)
{
  gsize written = 0;

  while (written < writer->buffer->len)
    {
      ssize_t n = write (writer->fd, writer->buffer->str + written, writer->buffer->len - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return refuse_write (writer, n < 0 ? errno : ENOSPC, error);
      written += (gsize) n;
    }
  g_string_truncate (writer->buffer, 0);
  return TRUE;
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
  g_string_append (writer->buffer, "\r\n");
  writer->in_row = FALSE;
  return writer->buffer->len < BUFFER_MAX || flush (writer, error);
}

static gboolean
finish (RgCsvWriter *writer, GError **error)
{
  int fd = writer->fd;

  if (!flush (writer, error))
    return FALSE;
  if (fsync (fd) != 0)
    return refuse_write (writer, errno, error);
  writer->fd = -1;
  return close (fd) == 0 || refuse_write (writer, errno, error);
}

/* The name is safe on the disk only when the folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
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
  if (!finish (writer, error))
    return FALSE;
  if (g_rename (writer->part, writer->path) != 0)
    return refuse_write (writer, errno, error);
  writer->done = TRUE;
  sync_folder (writer->path);
  return TRUE;
}

/* customers.csv, customers-2.csv … */
static char *
numbered (const char *path, guint number)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');

  if (number < 2)
    return g_strdup (path);
  if (dot == NULL || (slash != NULL && dot < slash))
    return g_strdup_printf ("%s-%u", path, number);
  return g_strdup_printf ("%.*s-%u%s", (int) (dot - path), path, number, dot);
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
  if (!finish (writer, error))
    return NULL;
  for (guint number = 1; number < 10000; number++)
    {
      g_autofree char *path = numbered (writer->path, number);

      /* A link fails when the name is taken, which a rename would not. Some
       * disks have no links: there the name is only looked at. */
      if (link (writer->part, path) == 0)
        {
          sync_folder (path);
          return g_steal_pointer (&path);
        }
      if (errno != EEXIST && !g_file_test (path, G_FILE_TEST_EXISTS))
        {
          if (g_rename (writer->part, path) != 0)
            break;
          writer->done = TRUE;
          sync_folder (path);
          return g_steal_pointer (&path);
        }
    }
  refuse_write (writer, errno, error);
  return NULL;
}
