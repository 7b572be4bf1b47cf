/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-chosen.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgExportFormat:
 * @RG_EXPORT_FORMAT_CSV: a table for every program; UTF-8 with a byte order
 *   mark, CRLF, formulas neutralised so that our import reads the same text
 * @RG_EXPORT_FORMAT_XLSX: a workbook, with real days and numbers
 * @RG_EXPORT_FORMAT_VCARD_4: cards for phones and address books; customers only
 * @RG_EXPORT_FORMAT_VCARD_3: the same for older ones
 *
 * What kind of file is written.
 */
typedef enum
{
  RG_EXPORT_FORMAT_CSV,
  RG_EXPORT_FORMAT_XLSX,
  RG_EXPORT_FORMAT_VCARD_4,
  RG_EXPORT_FORMAT_VCARD_3,
} RgExportFormat;

/* By the ending: .csv (and .txt), .xlsx, .vcf; %FALSE for any other. */
gboolean rg_export_format_from_path (const char *path, RgExportFormat *format);
/* "csv", "xlsx", "vcard", "vcard3"; %FALSE for anything else. */
gboolean rg_export_format_from_string (const char *text, RgExportFormat *format);
/* Without the dot: "csv", "xlsx", "vcf". */
const char *rg_export_format_get_extension (RgExportFormat format);

/* Called on the thread that exports. */
typedef void (*RgExportProgress) (guint64 rows, guint64 total, gpointer user_data);

/**
 * RgExportReport:
 *
 * What was written.
 */
typedef struct
{
  guint64 rows;
  guint columns;
  double seconds;
} RgExportReport;

void rg_export_report_free (RgExportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgExportReport, rg_export_report_free)

/**
 * RgExportJob:
 *
 * @query: which rows, in which order
 * @chosen: (nullable): these of its own query instead, in that order
 * @fields: (nullable) (array zero-terminated=1): keys in the order of the
 *   columns; %NULL: every field that a person sees, and of what belongs to a
 *   customer first by what he is found again
 * @path: the file to be; one of that name is replaced when the new one is whole
 * @sheet_rows: rows of a workbook's sheet at most, its header among them; 0: as
 *   many as Excel takes
 *
 * What is to be written. Nothing in it is owned.
 */
typedef struct
{
  const RgQuery *query;
  const RgChosen *chosen;
  const char *const *fields;
  const char *path;
  RgExportFormat format;
  RgExportProgress progress;
  gpointer progress_data;
  guint sheet_rows;
} RgExportJob;

RgExportReport *rg_export (RgRead *read, const RgExportJob *job, GCancellable *cancellable, GError **error);
/* An RgReadFunc over an RgExportJob; gives an RgExportReport. */
gpointer rg_export_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
