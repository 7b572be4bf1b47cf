/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-zip.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-import.h"
#include "exchange/rg-pieces.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* What is read of the file at once. */
#define PIECE (64 * 1024)
/* Workbooks have some dozens of members; one a picture has some thousands. */
#define MEMBERS_MAX 20000
/* An archive without members: what stands at the end of all, and libarchive
 * does not take alone. */
#define EMPTY_SIZE 22
/* What may be read before the first member is known: the archive's directory. */
#define DIRECTORY_MAX (16 * 1024 * 1024)
/* What one member may inflate to: more than a full sheet of any list. */
#define INFLATED_MAX (G_GUINT64_CONSTANT (8) * 1024 * 1024 * 1024)
/* Sheets become 5 to 50 times as large; a member that has become so many times
 * as large, and this large, is made to fill the memory. */
#define RATIO_MAX 250
#define RATIO_FROM (32 * 1024 * 1024)
/* After so much of a member, and when so much of it is left, the rest inflates
 * on a thread of its own. Less is not worth one. */
#define AHEAD_FROM (512 * 1024)

struct _RgZip
{
  char *name;
  GFileInputStream *stream;
  guint64 size;
  GPtrArray *members; /* as they are in the file */
  GArray *sizes;      /* of guint64: what each is said to inflate to; 0: not known */
  gboolean locked;
};

struct _RgZipPart
{
  RgZip *zip;
  struct archive *archive;
  GError *reason; /* why the file could not be read */
  guint8 *buffer;
  guint64 position;
  guint64 taken;    /* bytes of the file read so far */
  guint64 inflated; /* bytes of the member made so far */
  guint64 given;    /* bytes of the member given so far */
  guint64 expected; /* bytes that the member is said to have; 0: not known */
  gboolean opening;
  RgPieces *ahead; /* (nullable): whose the member is, except what was given */
};

/* --- sentences ------------------------------------------------------------ */

gboolean
rg_zip_refuse_damaged (const RgZip *zip, GError **error)
{
  return rg_grid_refuse_damaged (zip->name, error);
}

gboolean
rg_zip_refuse_size (const RgZip *zip, GError **error)
{
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE,
               _ ("“%s” unpacks to far more than a table of customers can be, so it is not read. Please copy "
                  "the rows you need to a new workbook and import that file."),
               zip->name);
  return FALSE;
}

/* --- the file below ------------------------------------------------------- */

static la_ssize_t
take_piece (struct archive *archive, void *data, const void **buffer)
{
  RgZipPart *part = data;
  int fd = g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (part->zip->stream));
  ssize_t n;

  if (part->opening && part->taken > DIRECTORY_MAX)
    {
      rg_zip_refuse_size (part->zip, &part->reason);
      return -1;
    }
  do
    n = pread (fd, part->buffer, PIECE, (off_t) part->position);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      g_autoptr (GError) reason =
          g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

      rg_grid_refuse_read (part->zip->name, g_steal_pointer (&reason),
                           part->reason == NULL ? &part->reason : NULL);
      return -1;
    }
  part->position += (guint64) n;
  part->taken += (guint64) n;
  *buffer = part->buffer;
  return n;
}

static la_int64_t
move_to (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  RgZipPart *part = data;
  gint64 base = whence == SEEK_CUR   ? (gint64) part->position
                : whence == SEEK_END ? (gint64) part->zip->size
                                     : 0;

  if (offset > (la_int64_t) part->zip->size || base + offset < 0)
    return ARCHIVE_FATAL;
  part->position = (guint64) (base + offset);
  return (la_int64_t) part->position;
}

static la_int64_t
skip_bytes (struct archive *archive, void *data, la_int64_t n)
{
  RgZipPart *part = data;

  n = CLAMP (n, 0, (la_int64_t) (part->zip->size - MIN (part->position, part->zip->size)));
  part->position += (guint64) n;
  return n;
}

/* --- members -------------------------------------------------------------- */

static RgZipPart *
part_new (RgZip *zip)
{
  RgZipPart *part = g_new0 (RgZipPart, 1);

  part->zip = zip;
  part->buffer = g_malloc (PIECE);
  part->archive = archive_read_new ();
  part->opening = TRUE;
  archive_read_support_format_zip_seekable (part->archive);
  archive_read_set_read_callback (part->archive, take_piece);
  archive_read_set_seek_callback (part->archive, move_to);
  archive_read_set_skip_callback (part->archive, skip_bytes);
  archive_read_set_callback_data (part->archive, part);
  return part;
}

void
rg_zip_part_free (RgZipPart *part)
{
  g_clear_pointer (&part->ahead, rg_pieces_free);
  archive_read_free (part->archive);
  g_clear_error (&part->reason);
  g_free (part->buffer);
  g_free (part);
}

static gboolean
refuse_part (RgZipPart *part, GError **error)
{
  if (part->reason == NULL)
    return rg_zip_refuse_damaged (part->zip, error);
  g_propagate_error (error, g_steal_pointer (&part->reason));
  return FALSE;
}

static const char *
entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  return name != NULL ? name : archive_entry_pathname (entry);
}

static guint64
entry_size (struct archive_entry *entry)
{
  return archive_entry_size_is_set (entry) ? (guint64) archive_entry_size (entry) : 0;
}

/* Whether two names mean the same member: without regard to letter case, to a
 * slash in front, and to who writes backslashes. */
static gboolean
is_member (const char *a, const char *b)
{
  a += *a == '/';
  b += *b == '/';
  for (; *a != '\0' && *b != '\0'; a++, b++)
    {
      if (g_ascii_tolower (*a) != g_ascii_tolower (*b) && !(strchr ("/\\", *a) && strchr ("/\\", *b)))
        return FALSE;
    }
  return *a == *b;
}

/* The next member; *@entry is %NULL behind the last one. */
static gboolean
next_entry (RgZipPart *part, struct archive_entry **entry, GError **error)
{
  int answer = archive_read_next_header (part->archive, entry);

  part->opening = FALSE;
  if (answer == ARCHIVE_EOF)
    *entry = NULL;
  /* A warning is about names in foreign letters. */
  return answer == ARCHIVE_EOF || answer == ARCHIVE_OK || answer == ARCHIVE_WARN || refuse_part (part, error);
}

static gboolean
list_members (RgZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgZipPart) part = part_new (zip);
  struct archive_entry *entry;

  if (zip->size <= EMPTY_SIZE)
    return TRUE;
  if (archive_read_open1 (part->archive) != ARCHIVE_OK)
    return refuse_part (part, error);
  for (;;)
    {
      const char *name;
      guint64 size;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !next_entry (part, &entry, error))
        return FALSE;
      if (entry == NULL)
        return TRUE;
      if (zip->members->len == MEMBERS_MAX)
        return rg_zip_refuse_size (zip, error);
      name = entry_name (entry);
      if (name == NULL || *name == '\0' || strchr ("/\\", name[strlen (name) - 1]) != NULL)
        continue;
      g_ptr_array_add (zip->members, g_utf8_make_valid (name, -1));
      size = entry_size (entry);
      g_array_append_val (zip->sizes, size);
      zip->locked |= archive_entry_is_encrypted (entry) != 0;
    }
}

/**
 * rg_zip_new:
 * @path: a file
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the archive
 */
RgZip *
rg_zip_new (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgZip) zip = g_new0 (RgZip, 1);

  zip->name = g_filename_display_basename (path);
  zip->members = g_ptr_array_new_with_free_func (g_free);
  zip->sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  zip->stream = rg_grid_open_file (path, &zip->size, cancellable, error);
  if (zip->stream == NULL || !list_members (zip, cancellable, error))
    return NULL;
  return g_steal_pointer (&zip);
}

/**
 * rg_zip_free:
 * @zip: (transfer full): an archive
 */
void
rg_zip_free (RgZip *zip)
{
  g_clear_object (&zip->stream);
  g_ptr_array_unref (zip->members);
  g_array_unref (zip->sizes);
  g_free (zip->name);
  g_free (zip);
}

const char *
rg_zip_get_name (const RgZip *zip)
{
  return zip->name;
}

GPtrArray *
rg_zip_get_members (const RgZip *zip)
{
  return zip->members;
}

gboolean
rg_zip_has (const RgZip *zip, const char *member)
{
  for (guint i = 0; i < zip->members->len; i++)
    {
      if (is_member (g_ptr_array_index (zip->members, i), member))
        return TRUE;
    }
  return FALSE;
}

guint64
rg_zip_get_size (const RgZip *zip, const char *member)
{
  for (guint i = 0; i < zip->members->len; i++)
    {
      if (is_member (g_ptr_array_index (zip->members, i), member))
        return g_array_index (zip->sizes, guint64, i);
    }
  return 0;
}

gboolean
rg_zip_is_locked (const RgZip *zip)
{
  return zip->locked;
}

/* Other ways of packing than these two have no place in a workbook, and some
 * of them take what memory their first bytes say. */
static gboolean
is_plainly_packed (RgZipPart *part)
{
  const char *how = archive_format_name (part->archive);

  return how != NULL && (strstr (how, "(deflation)") != NULL || strstr (how, "(uncompressed)") != NULL);
}

/* Whether so much of a member is too much of @taken bytes of the file, which
 * may have been read a piece before. */
static gboolean
is_bomb (guint64 inflated, guint64 taken)
{
  return inflated > INFLATED_MAX || (inflated > RATIO_FROM && inflated / RATIO_MAX > taken + PIECE);
}

/**
 * rg_zip_part_new:
 * @zip: an archive
 * @member: name of one of its members
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the member, at its beginning
 */
RgZipPart *
rg_zip_part_new (RgZip *zip, const char *member, GError **error)
{
  g_autoptr (RgZipPart) part = part_new (zip);
  struct archive_entry *entry;

  if (archive_read_open1 (part->archive) != ARCHIVE_OK)
    {
      refuse_part (part, error);
      return NULL;
    }
  for (;;)
    {
      const char *name;

      if (!next_entry (part, &entry, error))
        return NULL;
      name = entry != NULL ? entry_name (entry) : NULL;
      if (name != NULL && is_member (name, member))
        break;
      if (entry == NULL)
        {
          rg_zip_refuse_damaged (zip, error);
          return NULL;
        }
    }
  if (!is_plainly_packed (part) || archive_entry_is_encrypted (entry))
    {
      rg_zip_refuse_damaged (zip, error);
      return NULL;
    }
  part->expected = entry_size (entry);
  part->taken = 0;
  /* What would be refused in the end need not be inflated until then. */
  if (is_bomb (part->expected, zip->size))
    {
      rg_zip_refuse_size (zip, error);
      return NULL;
    }
  return g_steal_pointer (&part);
}

/* Inflates on; also on the thread that does so ahead. */
static gboolean
inflate_piece (gpointer data, gpointer buffer, gsize size, gsize *n, GError **error)
{
  RgZipPart *part = data;
  la_ssize_t got = archive_read_data (part->archive, buffer, size);

  /* A warning says that the checksum is another. */
  if (got < 0)
    return refuse_part (part, error);
  *n = (gsize) got;
  part->inflated += (guint64) got;
  if (is_bomb (part->inflated, part->taken))
    return rg_zip_refuse_size (part->zip, error);
  return TRUE;
}

/**
 * rg_zip_part_read:
 * @part: a member
 * @buffer: (array length=size): where to put it
 * @size: how much there is room for
 * @n: (out): how much was read; 0 at the end
 * @error: return location for a sentence
 *
 * Of a long member, what comes next is inflated meanwhile.
 *
 * Returns: whether it could be read
 */
gboolean
rg_zip_part_read (RgZipPart *part, gpointer buffer, gsize size, gsize *n, GError **error)
{
  if (part->ahead == NULL && part->given >= AHEAD_FROM && part->expected >= part->given + AHEAD_FROM)
    part->ahead = rg_pieces_new (inflate_piece, part);
  if (part->ahead != NULL ? !rg_pieces_read (part->ahead, buffer, size, n, error)
                          : !inflate_piece (part, buffer, size, n, error))
    return FALSE;
  part->given += *n;
  return TRUE;
}

double
rg_zip_part_get_fraction (const RgZipPart *part)
{
  return part->expected == 0 ? 0.0 : MIN (1.0, (double) part->given / (double) part->expected);
}
