/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: how a workbook's numbers become text. */

#include <glib.h>

G_BEGIN_DECLS

/* Room for every text made here. */
#define RG_SHEET_VALUE_SIZE 64

/**
 * RgSheetFormat:
 * @RG_SHEET_FORMAT_NUMBER: as a number, whatever decoration is around it
 * @RG_SHEET_FORMAT_DAY: as a day
 * @RG_SHEET_FORMAT_INSTANT: as a day with a time
 * @RG_SHEET_FORMAT_TIME: as a time of day
 * @RG_SHEET_FORMAT_MOMENT: as a day or a time, depending on the language of the
 *   program that shows it
 * @RG_SHEET_FORMAT_ELAPSED: as hours, also more than a day has
 * @RG_SHEET_FORMAT_ZEROS: as a number with zeros in front; this value plus n
 *   means n digits
 *
 * How a cell shows its number.
 */
typedef enum
{
  RG_SHEET_FORMAT_NUMBER,
  RG_SHEET_FORMAT_DAY,
  RG_SHEET_FORMAT_INSTANT,
  RG_SHEET_FORMAT_TIME,
  RG_SHEET_FORMAT_MOMENT,
  RG_SHEET_FORMAT_ELAPSED,
  RG_SHEET_FORMAT_ZEROS,
} RgSheetFormat;

/* Longest number with zeros in front. */
#define RG_SHEET_ZEROS_MAX 30

/* What a format with a number of its own means; they are the same in XLSX and
 * XLS. */
guint8 rg_sheet_format_built_in (guint id);
/* What a format code such as yyyy"年"m"月" or 00000 means. */
guint8 rg_sheet_format_read (const char *code);

/* Writes the shortest text that gives @number back, without an exponent where
 * that is readable. Returns its length. */
gsize rg_sheet_number (double number, char text[RG_SHEET_VALUE_SIZE]);
/* Whether a text of @n bytes is written as rg_sheet_number() would write it. */
gboolean rg_sheet_number_is_plain (const char *text, gsize n);
/* Writes a number as its format shows it. */
gsize rg_sheet_value (double number, guint8 format, gboolean date1904, char text[RG_SHEET_VALUE_SIZE]);

G_END_DECLS
