/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-strings.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-sheet-rows.h"
#include "exchange/rg-spooled-grid.h"
#include "exchange/rg-xml.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Texts that are kept in memory; more go to a file. */
#define MEMORY_MAX (24 * 1024 * 1024)
/* Texts, and bytes of texts, of a workbook that can still be opened with
 * anything. */
#define STRINGS_MAX (24 * 1024 * 1024)
#define BYTES_MAX (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

struct _RgXlsxStrings
{
  GString *text;   /* what is not in the file */
  GArray *starts;  /* of guint32: where each begins, and where the last one ends */
  int fd;          /* -1: no file */
  gsize in_file;   /* bytes */
  const char *all; /* in @text, or the file's */
};

typedef struct
{
  RgXlsxStrings *strings;
  const char *name;
  gsize begun;     /* of the text in @strings->text */
  gboolean inside; /* an item */
  gboolean taking; /* a piece of its text */
  guint phonetic;  /* how deep in what is only pronunciation */
} Reader;

/* --- escapes -------------------------------------------------------------- */

/* The number of an escape _x000D_; -1 when it is none. */
static int
read_escape (const char *text)
{
  int number = 0;

  if (text[0] != '_' || text[1] != 'x')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      number = number * 16 + g_ascii_xdigit_value (text[i]);
    }
  return text[6] == '_' ? number : -1;
}

void
rg_xlsx_unescape (GString *text, gsize from)
{
  char *in = text->str + from;
  char *out = in;

  if (strstr (in, "_x") == NULL && strchr (in, '\r') == NULL)
    return;
  while (*in != '\0')
    {
      int number = read_escape (in);
      gunichar c;

      if (number < 0)
        {
          *out++ = *in++;
          continue;
        }
      in += 7;
      c = (gunichar) number;
      if (c >= 0xd800 && c < 0xdc00 && read_escape (in) >= 0xdc00 && read_escape (in) < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + ((gunichar) read_escape (in) - 0xdc00);
          in += 7;
        }
      if (c != 0)
        out += g_unichar_to_utf8 (g_unichar_validate (c) ? c : 0xfffd, out);
    }
  *out = '\0';
  for (in = out = text->str + from; *in != '\0'; in++)
    {
      if (*in == '\r' && in[1] == '\n')
        continue;
      *out++ = *in == '\r' ? '\n' : *in;
    }
  g_string_truncate (text, (gsize) (out - text->str));
}

/* --- the file ------------------------------------------------------------- */

static gboolean
refuse_write (Reader *reader, GError **error)
{
  GError *reason = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return rg_grid_refuse_read (reader->name, reason, error);
}

/* Puts the texts so far, which all have ended, into the file. */
static gboolean
write_out (Reader *reader, GError **error)
{
  RgXlsxStrings *strings = reader->strings;
  const char *data = strings->text->str;
  gsize left = strings->text->len;

  if (strings->fd < 0)
    strings->fd = rg_spool_open ();
  if (strings->fd < 0)
    return refuse_write (reader, error);
  while (left > 0)
    {
      ssize_t n = write (strings->fd, data, left);

      if (n < 0 && errno != EINTR)
        return refuse_write (reader, error);
      data += MAX (n, 0);
      left -= (gsize) MAX (n, 0);
    }
  strings->in_file += strings->text->len;
  g_string_truncate (strings->text, 0);
  return TRUE;
}

static gboolean
finish (Reader *reader, GError **error)
{
  RgXlsxStrings *strings = reader->strings;
  void *map;

  strings->all = strings->text->str;
  if (strings->fd < 0)
    return TRUE;
  if (!write_out (reader, error))
    return FALSE;
  map = mmap (NULL, strings->in_file, PROT_READ, MAP_SHARED, strings->fd, 0);
  if (map == MAP_FAILED)
    return refuse_write (reader, error);
  strings->all = map;
  g_string_free (strings->text, TRUE);
  strings->text = NULL;
  return TRUE;
}

/* --- reading -------------------------------------------------------------- */

static void
start_item (RgXml *xml, const char *name, const char **attributes, gpointer data)
{
  Reader *reader = data;

  if (name[0] == 't' && name[1] == '\0')
    reader->taking = reader->inside && reader->phonetic == 0;
  else if (strcmp (name, "si") == 0)
    reader->inside = TRUE;
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic++;
}

static void
end_text (RgXml *xml, Reader *reader)
{
  RgXlsxStrings *strings = reader->strings;
  GError *error = NULL;
  guint32 end;

  if (strings->text->len > reader->begun)
    rg_xlsx_unescape (strings->text, reader->begun);
  g_string_append_c (strings->text, '\0');
  if (strings->in_file + strings->text->len > BYTES_MAX || strings->starts->len > STRINGS_MAX)
    {
      rg_zip_refuse_size (rg_xml_get_zip (xml), &error);
      rg_xml_fail (xml, error);
      return;
    }
  end = (guint32) (strings->in_file + strings->text->len);
  g_array_append_val (strings->starts, end);
  if (strings->text->len > MEMORY_MAX && !write_out (reader, &error))
    rg_xml_fail (xml, error);
  reader->begun = strings->text->len;
  reader->inside = FALSE;
}

static void
end_item (RgXml *xml, const char *name, gpointer data)
{
  Reader *reader = data;

  if (name[0] == 't' && name[1] == '\0')
    reader->taking = FALSE;
  else if (strcmp (name, "si") == 0)
    end_text (xml, reader);
  else if (strcmp (name, "rPh") == 0)
    reader->phonetic--;
}

static void
take_text (RgXml *xml, const char *text, gsize n, gpointer data)
{
  Reader *reader = data;
  GError *error = NULL;

  if (!reader->taking)
    return;
  g_string_append_len (reader->strings->text, text, (gssize) n);
  /* Escapes are longer than what they stand for. */
  if (reader->strings->text->len - reader->begun > 7 * RG_GRID_CELL_MAX)
    {
      rg_sheet_refuse_cell (reader->name, 0, &error);
      rg_xml_fail (xml, error);
    }
}

/**
 * rg_xlsx_strings_read:
 * @zip: a workbook
 * @member: where its shared texts are
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the texts
 */
RgXlsxStrings *
rg_xlsx_strings_read (RgZip *zip, const char *member, GCancellable *cancellable, GError **error)
{
  static const RgXmlHandlers handlers = { start_item, end_item, take_text };
  g_autoptr (RgXlsxStrings) strings = g_new0 (RgXlsxStrings, 1);
  Reader reader = { .strings = strings, .name = rg_zip_get_name (zip) };
  guint32 none = 0;

  strings->fd = -1;
  strings->text = g_string_new (NULL);
  strings->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (strings->starts, none);
  if (!rg_xml_read (zip, member, &handlers, &reader, cancellable, error) || !finish (&reader, error))
    return NULL;
  return g_steal_pointer (&strings);
}

/**
 * rg_xlsx_strings_free:
 * @strings: (transfer full): the texts
 */
void
rg_xlsx_strings_free (RgXlsxStrings *strings)
{
  if (strings->text != NULL)
    g_string_free (strings->text, TRUE);
  else if (strings->all != NULL)
    munmap ((void *) strings->all, strings->in_file);
  if (strings->fd >= 0)
    close (strings->fd);
  g_array_unref (strings->starts);
  g_free (strings);
}

const char *
rg_xlsx_strings_get (const RgXlsxStrings *strings, guint64 index, gsize *n)
{
  const guint32 *starts = (const guint32 *) (gpointer) strings->starts->data;

  if (index + 1 >= strings->starts->len)
    return NULL;
  *n = starts[index + 1] - starts[index] - 1u;
  return strings->all + starts[index];
}
