/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Zip archives around inputs: a changed byte in one that is packed breaks its
 * checksum, and nothing behind it is ever tried. */

#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* What parts the members in an input. */
#define FUZZ_ZIP_BREAK '\0'

/**
 * FuzzMember:
 * @text: what stands there when the input has nothing for it; %NULL: no member
 */
typedef struct
{
  const char *name;
  const char *text;
} FuzzMember;

/* Puts the pieces of the input into members, in their order, without packing
 * them. Returns its size. */
static inline size_t
fuzz_zip (const uint8_t *data, size_t size, const FuzzMember *members, guint n_members, uint8_t **zip)
{
  size_t room = size + 64 * 1024;
  size_t used = 0;
  struct archive *archive = archive_write_new ();

  *zip = g_malloc (room);
  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_set_bytes_per_block (archive, 0);
  g_assert_cmpint (archive_write_open_memory (archive, *zip, room, &used), ==, ARCHIVE_OK);
  for (guint i = 0; i < n_members; i++)
    {
      const uint8_t *end = size > 0 ? memchr (data, FUZZ_ZIP_BREAK, size) : NULL;
      size_t n = end != NULL ? (size_t) (end - data) : size;
      const void *text = n > 0 ? (const void *) data : members[i].text;
      struct archive_entry *entry;

      if (text != NULL)
        {
          entry = archive_entry_new ();
          archive_entry_set_pathname (entry, members[i].name);
          archive_entry_set_filetype (entry, AE_IFREG);
          archive_entry_set_size (entry, (la_int64_t) (n > 0 ? n : strlen (text)));
          g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
          g_assert_cmpint (archive_write_data (archive, text, n > 0 ? n : strlen (text)), >=, 0);
          archive_entry_free (entry);
        }
      n = MIN (n + 1, size);
      data += n;
      size -= n;
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return used;
}

/* Reads an input whose first byte says whether it is an archive itself or, being
 * 'x', the members of one. */
static inline void
fuzz_read_zip (const uint8_t *data, size_t size, const FuzzMember *members, guint n_members)
{
  g_autofree uint8_t *zip = NULL;

  if (size == 0 || data[0] != 'x')
    {
      fuzz_read_grid (fuzz_path (0, data, size), NULL);
      return;
    }
  size = fuzz_zip (data + 1, size - 1, members, n_members, &zip);
  fuzz_read_grid (fuzz_path (0, zip, size), NULL);
}
