/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the records of which Excel's workbooks consisted until
 * 2007 (BIFF 5 and 8). */

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of records. */
enum
{
  RG_BIFF_FORMULA = 0x0006,
  RG_BIFF_EOF = 0x000a,
  RG_BIFF_DATEMODE = 0x0022,
  RG_BIFF_FILEPASS = 0x002f,
  RG_BIFF_CONTINUE = 0x003c,
  RG_BIFF_CODEPAGE = 0x0042,
  RG_BIFF_BOUNDSHEET = 0x0085,
  RG_BIFF_MULRK = 0x00bd,
  RG_BIFF_RSTRING = 0x00d6,
  RG_BIFF_XF = 0x00e0,
  RG_BIFF_MERGEDCELLS = 0x00e5,
  RG_BIFF_SST = 0x00fc,
  RG_BIFF_LABELSST = 0x00fd,
  RG_BIFF_NUMBER = 0x0203,
  RG_BIFF_LABEL = 0x0204,
  RG_BIFF_BOOLERR = 0x0205,
  RG_BIFF_FORMULA_3 = 0x0206,
  RG_BIFF_STRING = 0x0207,
  RG_BIFF_RK = 0x027e,
  RG_BIFF_FORMULA_4 = 0x0406,
  RG_BIFF_FORMAT = 0x041e,
  RG_BIFF_BOF = 0x0809,
};

/**
 * RgBiffRecord:
 * @at: where its head stands in the stream
 * @next: where the record behind it does
 */
typedef struct
{
  guint16 id;
  guint16 size;
  const guint8 *data;
  gsize at;
  gsize next;
} RgBiffRecord;

/**
 * RgBiffSheet:
 * @at: where its first record stands
 */
typedef struct
{
  char *name;
  gsize at;
  gboolean hidden;
} RgBiffSheet;

/**
 * RgBiff:
 * @converter: from the code page of byte strings to UTF-8
 * @styles: (element-type guint8): what a cell's style means for its number
 * @sheets: (element-type RgBiffSheet): those that hold cells
 * @strings: (element-type guint64): where the shared strings stand
 *
 * What a workbook says before its sheets. Nothing in it is changed after
 * rg_biff_new().
 */
typedef struct
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  gboolean wide; /* BIFF 8: strings are UTF-16 */
  gboolean locked;
  gboolean date1904;
  guint code_page; /* 0: not said */
  GIConv converter;
  GArray *styles;
  GArray *sheets;
  GArray *strings;
} RgBiff;

/* Reads what stands before the sheets. @bytes: the stream. %NULL when it is no
 * workbook. (transfer full) (nullable) */
RgBiff *rg_biff_new (GBytes *bytes);
void rg_biff_free (RgBiff *biff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBiff, rg_biff_free)

guint16 rg_biff_get_16 (const guint8 *p);
guint32 rg_biff_get_32 (const guint8 *p);
double rg_biff_get_double (const guint8 *p);
/* A number in four bytes: an integer or half a double, divided by 100 or not. */
double rg_biff_get_rk (const guint8 *p);

/* The record at @at; %FALSE behind the last one. */
gboolean rg_biff_next (const RgBiff *biff, gsize at, RgBiffRecord *record);
/* Appends a text that stands @skip bytes behind the beginning of @record, with
 * a count of two bytes in front; as far as it goes when it is cut short. It has
 * at most 65,535 characters. */
void rg_biff_read_text (const RgBiff *biff, const RgBiffRecord *record, guint skip, GString *text);
/* Appends one of the shared strings; nothing when there is no such one. Returns
 * how many characters had to be read for it. */
guint32 rg_biff_read_shared (const RgBiff *biff, guint32 index, GString *text);

/* --- texts (rg-biff-text.c) ------------------------------------------------ */

/**
 * RgBiffReader:
 *
 * Reads on through the records that continue one.
 */
typedef struct
{
  const RgBiff *biff;
  gsize at;
  gsize end;
} RgBiffReader;

/* Begins behind the first @skip bytes of a record. */
RgBiffReader rg_biff_reader (const RgBiff *biff, const RgBiffRecord *record, guint skip);
/* Appends a text, or skips it when @text is %NULL; @count_size: bytes of its
 * length. %FALSE when it is cut short. */
gboolean rg_biff_reader_text (RgBiffReader *reader, guint count_size, GString *text);

G_END_DECLS
