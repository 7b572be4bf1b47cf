/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-chosen.h"

#include <gio/gio.h>

G_BEGIN_DECLS

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

/* Writes what @query finds as CSV for Excel: UTF-8 with a byte order mark,
 * CRLF, translated headers, formulas neutralised so that our import reads the
 * same text. @fields: (nullable) (array zero-terminated=1): keys; NULL: every
 * field that a person sees. A file of that name is replaced only when the new
 * one is whole. */
RgExportReport *rg_export_csv (RgRead *read,
                               const RgQuery *query,
                               const char *const *fields,
                               const char *path,
                               RgExportProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

/**
 * RgExportJob:
 *
 * @query: which rows, in which order
 * @chosen: (nullable): these of its own query instead, in that order
 *
 * The argument of rg_export_read_func. Nothing in it is owned.
 */
typedef struct
{
  const RgQuery *query;
  const RgChosen *chosen;
  const char *const *fields;
  const char *path;
  RgExportProgress progress;
  gpointer progress_data;
} RgExportJob;

/* An RgReadFunc over an RgExportJob; gives an RgExportReport. */
gpointer rg_export_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
