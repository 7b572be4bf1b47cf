/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-biff.h"

#include "exchange/rg-sheet-value.h"

#include <string.h>

#define VERSION_8 0x0600
#define KIND_WORKBOOK 0x0005
#define KIND_SHEET 0x0010
#define SHEETS_MAX 4096
#define STRINGS_MAX (4 * 1024 * 1024)
#define CODE_PAGE_WIDE 1200
#define CODE_PAGE_CHINESE 936
#define CODE_PAGE_UTF_8 65001

guint16
rg_biff_get_16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

guint32
rg_biff_get_32 (const guint8 *p)
{
  return (guint32) rg_biff_get_16 (p) | (guint32) rg_biff_get_16 (p + 2) << 16;
}

double
rg_biff_get_double (const guint8 *p)
{
  guint64 bits = (guint64) rg_biff_get_32 (p) | (guint64) rg_biff_get_32 (p + 4) << 32;
  double number;

  memcpy (&number, &bits, sizeof number);
  return number;
}

double
rg_biff_get_rk (const guint8 *p)
{
  guint32 rk = rg_biff_get_32 (p);
  double number;

  if ((rk & 2) != 0)
    number = (double) ((gint32) rk >> 2);
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;

      memcpy (&number, &bits, sizeof number);
    }
  return (rk & 1) != 0 ? number / 100 : number;
}

gboolean
rg_biff_next (const RgBiff *biff, gsize at, RgBiffRecord *record)
{
  if (at > biff->size || biff->size - at < 4)
    return FALSE;
  record->at = at;
  record->id = rg_biff_get_16 (biff->data + at);
  record->size = rg_biff_get_16 (biff->data + at + 2);
  record->data = biff->data + at + 4;
  if (record->size > biff->size - at - 4)
    return FALSE;
  record->next = at + 4 + record->size;
  return TRUE;
}

/* --- before the sheets ---------------------------------------------------- */

static void
clear_sheet (RgBiffSheet *sheet)
{
  g_free (sheet->name);
}

static void
open_converter (RgBiff *biff)
{
  static const struct
  {
    guint page;
    const char *name;
  } names[] = {
    { CODE_PAGE_CHINESE, "GB18030" },
    { 950, "BIG5" },
    { 10000, "MACINTOSH" },
    { 10008, "GB18030" },
    { 32768, "MACINTOSH" },
    { 32769, "CP1252" },
    { 0, "GB18030" },
    { CODE_PAGE_WIDE, "GB18030" },
    { CODE_PAGE_UTF_8, "UTF-8" },
  };
  g_autofree char *name = g_strdup_printf ("CP%u", biff->code_page);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i].page == biff->code_page)
        {
          g_free (name);
          name = g_strdup (names[i].name);
        }
    }
  biff->converter = g_iconv_open ("UTF-8", name);
  if (biff->converter == (GIConv) -1)
    biff->converter = g_iconv_open ("UTF-8", "CP1252");
  if (biff->converter == (GIConv) -1)
    biff->converter = g_iconv_open ("UTF-8", "ISO-8859-1");
}

/* Whether all texts are UTF-8 and not only ASCII: web sites that write workbooks
 * without a library do not say what they write. */
static gboolean
is_utf_8 (const RgBiff *biff, gsize first)
{
  gboolean ascii = TRUE;
  RgBiffRecord record;

  for (gsize at = first; rg_biff_next (biff, at, &record); at = record.next)
    {
      guint skip = record.id == RG_BIFF_STRING ? 0 : 6;
      const char *text = (const char *) record.data + skip + 2;
      gsize n;

      if ((record.id != RG_BIFF_LABEL && record.id != RG_BIFF_RSTRING && record.id != RG_BIFF_STRING) ||
          record.size < skip + 2)
        continue;
      n = rg_biff_get_16 (record.data + skip);
      /* It goes on in another record, perhaps within a character. */
      if (n > record.size - skip - 2)
        continue;
      if (!g_utf8_validate_len (text, n, NULL))
        return FALSE;
      for (gsize i = 0; i < n && ascii; i++)
        ascii = (guint8) text[i] < 0x80;
    }
  return !ascii;
}

/* Names may stand before the code page that they are written in. */
static void
find_code_page (RgBiff *biff, gsize first)
{
  RgBiffRecord record;

  for (gsize at = first; rg_biff_next (biff, at, &record) && record.id != RG_BIFF_EOF; at = record.next)
    {
      if (record.id == RG_BIFF_CODEPAGE && record.size >= 2)
        biff->code_page = rg_biff_get_16 (record.data);
    }
  if (biff->code_page == 0 && !biff->wide && is_utf_8 (biff, first))
    biff->code_page = CODE_PAGE_UTF_8;
  open_converter (biff);
}

static void
add_sheet (RgBiff *biff, const RgBiffRecord *record)
{
  RgBiffReader reader = rg_biff_reader (biff, record, 6);
  g_autoptr (GString) name = g_string_new (NULL);
  RgBiffSheet sheet;

  /* Charts, macros and programs have no cells. */
  if (record->size < 7 || record->data[5] != 0 || biff->sheets->len == SHEETS_MAX)
    return;
  rg_biff_reader_text (&reader, 1, name);
  sheet.at = rg_biff_get_32 (record->data);
  sheet.hidden = (record->data[4] & 3) != 0;
  sheet.name = g_string_free_and_steal (g_steal_pointer (&name));
  g_array_append_val (biff->sheets, sheet);
}

static void
add_format (RgBiff *biff, GHashTable *formats, const RgBiffRecord *record)
{
  RgBiffReader reader = rg_biff_reader (biff, record, 2);
  g_autoptr (GString) code = g_string_new (NULL);

  if (record->size < 3)
    return;
  rg_biff_reader_text (&reader, biff->wide ? 2 : 1, code);
  g_hash_table_insert (formats, GUINT_TO_POINTER (rg_biff_get_16 (record->data)),
                       GUINT_TO_POINTER (rg_sheet_format_read (code->str)));
}

static void
add_style (RgBiff *biff, GHashTable *formats, const RgBiffRecord *record)
{
  gpointer own;
  guint8 style = RG_SHEET_FORMAT_NUMBER;

  if (record->size >= 4)
    {
      guint format = rg_biff_get_16 (record->data + 2);

      if (g_hash_table_lookup_extended (formats, GUINT_TO_POINTER (format), NULL, &own))
        style = (guint8) GPOINTER_TO_UINT (own);
      else
        style = rg_sheet_format_built_in (format);
    }
  g_array_append_val (biff->styles, style);
}

/* Notes where each of the shared strings stands; the count in front is not
 * believed. */
static void
add_strings (RgBiff *biff, const RgBiffRecord *record)
{
  RgBiffReader reader = rg_biff_reader (biff, record, 8);
  guint32 count = record->size >= 8 ? rg_biff_get_32 (record->data + 4) : 0;

  for (guint32 i = 0; i < MIN (count, STRINGS_MAX); i++)
    {
      guint64 place = (guint64) reader.at << 32 | reader.end;

      g_array_append_val (biff->strings, place);
      if (!rg_biff_reader_text (&reader, 2, NULL))
        return;
    }
}

static void
read_workbook (RgBiff *biff, gsize first)
{
  /* Formats stand before the styles that use them. */
  g_autoptr (GHashTable) formats = g_hash_table_new (NULL, NULL);
  RgBiffRecord record;

  for (gsize at = first; rg_biff_next (biff, at, &record) && record.id != RG_BIFF_EOF; at = record.next)
    {
      switch (record.id)
        {
        case RG_BIFF_FILEPASS:
          biff->locked = TRUE;
          return;
        case RG_BIFF_DATEMODE:
          biff->date1904 = record.size >= 2 && rg_biff_get_16 (record.data) == 1;
          break;
        case RG_BIFF_BOUNDSHEET:
          add_sheet (biff, &record);
          break;
        case RG_BIFF_FORMAT:
          add_format (biff, formats, &record);
          break;
        case RG_BIFF_XF:
          add_style (biff, formats, &record);
          break;
        case RG_BIFF_SST:
          if (biff->strings->len == 0)
            add_strings (biff, &record);
          break;
        default:
          break;
        }
    }
}

/* A sheet without a workbook around it, whose formats stand in it: what small
 * programs write that have no library for it. */
static void
add_only_sheet (RgBiff *biff)
{
  RgBiffSheet sheet = { .name = g_strdup ("Sheet1") };

  g_array_set_size (biff->sheets, 0);
  g_array_append_val (biff->sheets, sheet);
}

RgBiff *
rg_biff_new (GBytes *bytes)
{
  g_autoptr (RgBiff) biff = g_new0 (RgBiff, 1);
  RgBiffRecord record;
  guint kind;

  biff->converter = (GIConv) -1;
  biff->bytes = g_bytes_ref (bytes);
  biff->data = g_bytes_get_data (bytes, &biff->size);
  biff->styles = g_array_new (FALSE, FALSE, sizeof (guint8));
  biff->sheets = g_array_new (FALSE, FALSE, sizeof (RgBiffSheet));
  biff->strings = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_set_clear_func (biff->sheets, (GDestroyNotify) clear_sheet);
  if (biff->size > G_MAXUINT32 || !rg_biff_next (biff, 0, &record) || record.id != RG_BIFF_BOF ||
      record.size < 4)
    return NULL;
  biff->wide = rg_biff_get_16 (record.data) == VERSION_8;
  kind = rg_biff_get_16 (record.data + 2);
  if (kind != KIND_WORKBOOK && kind != KIND_SHEET)
    return NULL;
  find_code_page (biff, record.next);
  read_workbook (biff, record.next);
  if (kind == KIND_SHEET)
    add_only_sheet (biff);
  return g_steal_pointer (&biff);
}

void
rg_biff_free (RgBiff *biff)
{
  if (biff->converter != (GIConv) -1)
    g_iconv_close (biff->converter);
  g_array_unref (biff->styles);
  g_array_unref (biff->sheets);
  g_array_unref (biff->strings);
  g_bytes_unref (biff->bytes);
  g_free (biff);
}
