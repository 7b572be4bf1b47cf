/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-encoding.h"

#include "exchange/rg-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a file is looked at for NUL and control bytes. */
#define EXAMINED_MAX (64 * 1024)

static const struct
{
  const char *name;
  RgEncoding encoding;
} names[] = {
  { "utf-8", RG_ENCODING_UTF_8 },         { "gb18030", RG_ENCODING_GB18030 },
  { "utf-16-le", RG_ENCODING_UTF_16_LE }, { "utf-16-be", RG_ENCODING_UTF_16_BE },
  { "big5", RG_ENCODING_BIG5 },           { "utf8", RG_ENCODING_UTF_8 },
  { "gbk", RG_ENCODING_GB18030 },         { "gb2312", RG_ENCODING_GB18030 },
  { "cp936", RG_ENCODING_GB18030 },       { "utf-16le", RG_ENCODING_UTF_16_LE },
  { "utf-16be", RG_ENCODING_UTF_16_BE },  { "utf-16", RG_ENCODING_UTF_16_LE },
  { "utf16", RG_ENCODING_UTF_16_LE },     { "big-5", RG_ENCODING_BIG5 },
};

/**
 * rg_encoding_get_name:
 * @encoding: an encoding
 *
 * Returns: (nullable): its name in reports and on the command line; %NULL for
 *   a binary file
 */
const char *
rg_encoding_get_name (RgEncoding encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i].encoding == encoding)
        return names[i].name;
    }
  return NULL;
}

/**
 * rg_encoding_from_string:
 * @text: what somebody called an encoding
 * @encoding: (out): which one it is
 *
 * Returns: %FALSE when it is none that is known here
 */
gboolean
rg_encoding_from_string (const char *text, RgEncoding *encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (names[i].name, text) == 0)
        {
          *encoding = names[i].encoding;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * rg_encoding_choose:
 * @text: what the owner called an encoding
 * @encoding: (out): which one it is
 * @error: return location for a sentence
 *
 * Returns: %FALSE when it is none that is known here
 */
gboolean
rg_encoding_choose (const char *text, RgEncoding *encoding, GError **error)
{
  if (rg_encoding_from_string (text, encoding))
    return TRUE;
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENCODING,
               _ ("The encoding “%s” is not known. Please use utf-8, gb18030, big5, utf-16-le or utf-16-be."),
               text);
  return FALSE;
}

/* The bytes that may follow a lead byte, by table 3-7 of the Unicode standard;
 * 0 when @lead begins no character. */
static guint
utf8_expect (guint8 lead, guint8 *low, guint8 *high)
{
  *low = 0x80;
  *high = 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 1;
  if (lead >= 0xe0 && lead <= 0xef)
    {
      if (lead == 0xe0)
        *low = 0xa0;
      else if (lead == 0xed)
        *high = 0x9f;
      return 2;
    }
  if (lead >= 0xf0 && lead <= 0xf4)
    {
      if (lead == 0xf0)
        *low = 0x90;
      else if (lead == 0xf4)
        *high = 0x8f;
      return 3;
    }
  return 0;
}

static void
scan_utf8 (RgEncodingScan *scan, guint8 byte)
{
  if (scan->utf8_left > 0)
    {
      if (byte >= scan->utf8_low && byte <= scan->utf8_high)
        {
          scan->utf8_low = 0x80;
          scan->utf8_high = 0xbf;
          if (--scan->utf8_left == 0)
            scan->utf8_good++;
          return;
        }
      scan->utf8_bad++;
      scan->utf8_left = 0;
    }
  if (byte < 0x80)
    return;
  scan->utf8_left = utf8_expect (byte, &scan->utf8_low, &scan->utf8_high);
  if (scan->utf8_left == 0)
    scan->utf8_bad++;
}

/* GB18030 by its structure: two bytes 81–FE 40–FE without 7F, or four 81–FE
 * 30–39 81–FE 30–39. The state counts the bytes read of a character. */
static void
scan_gb18030 (RgEncodingScan *scan, guint8 byte)
{
  gboolean lead = byte >= 0x81 && byte <= 0xfe;
  gboolean digit = byte >= 0x30 && byte <= 0x39;

  switch (scan->gb_state)
    {
    case 1:
      scan->gb_state = digit ? 2 : 0;
      if (digit)
        return;
      if (byte >= 0x40 && byte <= 0xfe && byte != 0x7f)
        {
          scan->gb_good++;
          return;
        }
      scan->gb_bad++;
      break;
    case 2:
      scan->gb_state = lead ? 3 : 0;
      if (lead)
        return;
      scan->gb_bad++;
      break;
    case 3:
      scan->gb_state = 0;
      if (digit)
        {
          scan->gb_good++;
          return;
        }
      scan->gb_bad++;
      break;
    default:
      break;
    }
  if (lead)
    scan->gb_state = 1;
  else if (byte >= 0x80)
    scan->gb_bad++;
}

static void
examine (RgEncodingScan *scan, guint8 byte)
{
  if (byte == 0)
    scan->zeros[scan->examined % 2]++;
  else if (byte < 0x20 && strchr ("\t\n\r\f\v\b\x1a\x1b", byte) == NULL)
    scan->controls++;
  scan->examined++;
}

/**
 * rg_encoding_scan_feed:
 * @scan: what was seen before
 * @data: (array length=size): the next piece of the file
 * @size: its length in bytes
 */
void
rg_encoding_scan_feed (RgEncodingScan *scan, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size && scan->total + i < sizeof scan->head; i++)
    scan->head[scan->total + i] = data[i];
  scan->total += size;
  for (gsize i = 0; i < size && scan->examined < EXAMINED_MAX; i++)
    examine (scan, data[i]);
  for (gsize i = 0; i < size; i++)
    {
      guint64 word;

      /* Eight bytes of ASCII at once, between two characters. */
      while (scan->utf8_left == 0 && scan->gb_state == 0 && i + 8 <= size)
        {
          memcpy (&word, data + i, 8);
          if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
            break;
          i += 8;
        }
      if (i == size)
        return;
      scan_utf8 (scan, data[i]);
      scan_gb18030 (scan, data[i]);
    }
}

/* UTF-16 without a mark: the commas, digits and line ends of a table all have
 * one byte that is NUL, on the same side. */
static gboolean
is_utf16 (const RgEncodingScan *scan, RgEncoding *encoding)
{
  guint64 pairs = scan->examined / 2;
  guint64 even = scan->zeros[0];
  guint64 odd = scan->zeros[1];

  if (pairs == 0 || scan->total % 2 != 0)
    return FALSE;
  *encoding = odd > even ? RG_ENCODING_UTF_16_LE : RG_ENCODING_UTF_16_BE;
  return MAX (even, odd) * 20 >= pairs && MIN (even, odd) * 20 <= MAX (even, odd);
}

/**
 * rg_encoding_scan_finish:
 * @scan: the whole file's
 *
 * Decides by a byte order mark, else by what the bytes can be. A text with a
 * few damaged places keeps the encoding that nearly all of it is in.
 *
 * Returns: the encoding; UTF-8 for plain ASCII
 */
RgEncoding
rg_encoding_scan_finish (const RgEncodingScan *scan)
{
  static const guint8 gb_mark[] = { 0x84, 0x31, 0x95, 0x33 };
  guint64 utf8_bad = scan->utf8_bad + (scan->utf8_left > 0 ? 1 : 0);
  guint64 gb_bad = scan->gb_bad + (scan->gb_state > 0 ? 1 : 0);
  RgEncoding encoding;

  if (scan->total >= 3 && memcmp (scan->head, "\xef\xbb\xbf", 3) == 0)
    return RG_ENCODING_UTF_8;
  if (scan->total >= 2 && memcmp (scan->head, "\xff\xfe", 2) == 0)
    return RG_ENCODING_UTF_16_LE;
  if (scan->total >= 2 && memcmp (scan->head, "\xfe\xff", 2) == 0)
    return RG_ENCODING_UTF_16_BE;
  if (scan->total >= 4 && memcmp (scan->head, gb_mark, 4) == 0)
    return RG_ENCODING_GB18030;
  if (is_utf16 (scan, &encoding))
    return encoding;
  if ((scan->controls + scan->zeros[0] + scan->zeros[1]) * 20 > scan->examined)
    return RG_ENCODING_BINARY;
  if (utf8_bad == 0 || utf8_bad * 10 < scan->utf8_good)
    return RG_ENCODING_UTF_8;
  /* In a file of a few words one broken character is much, and no proof. */
  if (gb_bad * 4 > scan->gb_good + 8)
    return RG_ENCODING_BINARY;
  return RG_ENCODING_GB18030;
}
