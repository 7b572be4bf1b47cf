/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-biff.h"

#include <string.h>

/* Flags of a text in BIFF 8. */
#define FLAG_WIDE 0x01
#define FLAG_PHONETIC 0x04
#define FLAG_RICH 0x08
#define REPLACEMENT 0xfffd

RgBiffReader
rg_biff_reader (const RgBiff *biff, const RgBiffRecord *record, guint skip)
{
  gsize at = (gsize) (record->data - biff->data);

  return (RgBiffReader) { biff, at + MIN (skip, record->size), at + record->size };
}

/* Goes on in the record that continues the one that was read to its end. */
static gboolean
go_on (RgBiffReader *reader)
{
  RgBiffRecord record;

  if (!rg_biff_next (reader->biff, reader->end, &record) || record.id != RG_BIFF_CONTINUE || record.size == 0)
    return FALSE;
  reader->at = (gsize) (record.data - reader->biff->data);
  reader->end = reader->at + record.size;
  return TRUE;
}

static gboolean
read_byte (RgBiffReader *reader, guint *byte)
{
  if (reader->at == reader->end && !go_on (reader))
    return FALSE;
  *byte = reader->biff->data[reader->at++];
  return TRUE;
}

static gboolean
read_number (RgBiffReader *reader, guint size, guint32 *number)
{
  guint byte;

  *number = 0;
  for (guint i = 0; i < size; i++)
    {
      if (!read_byte (reader, &byte))
        return FALSE;
      *number |= byte << (8 * i);
    }
  return TRUE;
}

static gboolean
skip (RgBiffReader *reader, guint64 n)
{
  while (n > 0)
    {
      gsize step;

      if (reader->at == reader->end && !go_on (reader))
        return FALSE;
      step = (gsize) MIN (n, reader->end - reader->at);
      reader->at += step;
      n -= step;
    }
  return TRUE;
}

/* A character; those that no text has are left out. */
static void
append_unit (GString *text, guint32 unit, guint32 *high)
{
  if (*high != 0)
    {
      gunichar both = 0x10000 + ((*high & 0x3ff) << 10) + (unit & 0x3ff);

      g_string_append_unichar (text, unit >= 0xdc00 && unit <= 0xdfff ? both : REPLACEMENT);
      *high = 0;
      if (unit >= 0xdc00 && unit <= 0xdfff)
        return;
    }
  if (unit >= 0xd800 && unit <= 0xdbff)
    *high = unit;
  else if (unit >= 0xdc00 && unit <= 0xdfff)
    g_string_append_unichar (text, REPLACEMENT);
  else if (unit != 0)
    g_string_append_unichar (text, unit);
}

/* Every piece of a text begins with its own word on how wide it is. */
static gboolean
read_units (RgBiffReader *reader, guint32 n, gboolean wide, GString *text)
{
  guint32 high = 0;

  while (n > 0)
    {
      gsize width = wide ? 2 : 1;
      gsize pieces;

      if (reader->end - reader->at < width)
        {
          guint flags;

          reader->at = reader->end;
          if (!go_on (reader) || !read_byte (reader, &flags))
            return FALSE;
          wide = (flags & FLAG_WIDE) != 0;
          continue;
        }
      pieces = MIN (n, (reader->end - reader->at) / width);
      for (gsize i = 0; text != NULL && i < pieces; i++)
        {
          const guint8 *p = reader->biff->data + reader->at + i * width;

          append_unit (text, wide ? rg_biff_get_16 (p) : *p, &high);
        }
      reader->at += pieces * width;
      n -= (guint32) pieces;
    }
  if (high != 0 && text != NULL)
    g_string_append_unichar (text, REPLACEMENT);
  return TRUE;
}

/* Bytes of the workbook's code page; what is none of it becomes U+FFFD. */
static void
append_bytes (const RgBiff *biff, const guint8 *bytes, gsize n, GString *text)
{
  char *input = (char *) bytes;

  g_iconv (biff->converter, NULL, NULL, NULL, NULL);
  while (n > 0)
    {
      char buffer[1024];
      char *output = buffer;
      gsize left = sizeof buffer;
      gsize before = n;
      gsize result = g_iconv (biff->converter, &input, &n, &output, &left);

      for (const char *p = buffer; p < output; p++)
        {
          if (*p != '\0')
            g_string_append_c (text, *p);
        }
      if (result == (gsize) -1 && (n == before || left > 16))
        {
          g_string_append_unichar (text, REPLACEMENT);
          input++;
          n--;
          g_iconv (biff->converter, NULL, NULL, NULL, NULL);
        }
    }
}

static gboolean
read_bytes (RgBiffReader *reader, guint32 n, GString *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (n > 0)
    {
      gsize step;

      if (reader->at == reader->end && !go_on (reader))
        break;
      step = MIN (n, reader->end - reader->at);
      if (text != NULL)
        g_byte_array_append (bytes, reader->biff->data + reader->at, (guint) step);
      reader->at += step;
      n -= (guint32) step;
    }
  if (text != NULL)
    append_bytes (reader->biff, bytes->data, bytes->len, text);
  return n == 0;
}

gboolean
rg_biff_reader_text (RgBiffReader *reader, guint count_size, GString *text)
{
  guint32 runs = 0;
  guint32 phonetic = 0;
  guint32 count;
  guint flags;

  if (!read_number (reader, count_size, &count))
    return FALSE;
  if (!reader->biff->wide)
    return read_bytes (reader, count, text);
  if (!read_byte (reader, &flags) || ((flags & FLAG_RICH) != 0 && !read_number (reader, 2, &runs)) ||
      ((flags & FLAG_PHONETIC) != 0 && !read_number (reader, 4, &phonetic)) ||
      !read_units (reader, count, (flags & FLAG_WIDE) != 0, text))
    return FALSE;
  /* What stands behind a text matters only to find the next one. */
  return text != NULL || skip (reader, 4 * (guint64) runs + phonetic);
}

void
rg_biff_read_text (const RgBiff *biff, const RgBiffRecord *record, guint skip_bytes, GString *text)
{
  RgBiffReader reader = rg_biff_reader (biff, record, skip_bytes);

  rg_biff_reader_text (&reader, 2, text);
}

guint32
rg_biff_read_shared (const RgBiff *biff, guint32 index, GString *text)
{
  RgBiffReader reader = { .biff = biff };
  RgBiffReader head;
  guint64 place;
  guint32 length;

  if (index >= biff->strings->len)
    return 0;
  place = g_array_index (biff->strings, guint64, index);
  reader.at = (gsize) (place >> 32);
  reader.end = (gsize) (place & G_MAXUINT32);
  head = reader;
  rg_biff_reader_text (&reader, 2, text);
  return read_number (&head, 2, &length) ? length : 0;
}
