/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-export.h"

G_BEGIN_DECLS

/**
 * RgExportFolderReport:
 * @rows: of all tables
 * @tables: how many there are
 * @files: attachments whose content was written
 * @missing: (array zero-terminated=1): names of attachments whose content is not
 *   in the shop any more
 *
 * What was written.
 */
typedef struct
{
  guint64 rows;
  guint tables;
  guint64 files;
  char **missing;
  double seconds;
} RgExportFolderReport;

void rg_export_folder_report_free (RgExportFolderReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgExportFolderReport, rg_export_folder_report_free)

/**
 * RgExportFolderJob:
 * @path: the folder to be; one of that name must be empty
 * @progress: (nullable): rows and attachments, of all there are
 *
 * Nothing in it is owned.
 */
typedef struct
{
  const char *path;
  RgExportProgress progress;
  gpointer progress_data;
} RgExportFolderJob;

/* A whole shop as an open folder: a table for each kind of thing, every
 * attachment, and schema.json, which says what is what. */
RgExportFolderReport *
rg_export_folder (RgRead *read, const RgExportFolderJob *job, GCancellable *cancellable, GError **error);
/* An RgReadFunc over an RgExportFolderJob; gives an RgExportFolderReport. */
gpointer rg_export_folder_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
