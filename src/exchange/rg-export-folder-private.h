/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the parts of a shop's open folder. */

#include "exchange/rg-export-folder.h"
#include "exchange/rg-export-private.h"

G_BEGIN_DECLS

/* --- files/ (rg-export-files.c) --------------------------------------------- */

#define RG_EXPORT_FILES "files"

/**
 * RgExportFiles:
 *
 * Attachments on their way out: each gets a name of its own that people can
 * read and every system allows.
 */
typedef struct _RgExportFiles RgExportFiles;

RgExportFiles *rg_export_files_new (RgStore *store);
void rg_export_files_free (RgExportFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgExportFiles, rg_export_files_free)
/* Of an attachment and whose it is: "files/安一 - 合同.pdf"; "" when its content
 * is not there. (transfer full) */
char *rg_export_files_add (RgExportFiles *files, const RgRow *attachment, const RgRow *customer);
guint rg_export_files_get_n (const RgExportFiles *files);
/* Copies number @index into @folder. */
gboolean rg_export_files_copy (RgExportFiles *files,
                               guint index,
                               const char *folder,
                               GCancellable *cancellable,
                               GError **error);
/* (array zero-terminated=1) (transfer full) */
char **rg_export_files_dup_missing (const RgExportFiles *files);

/* --- schema.json (rg-export-schema.c) ---------------------------------------- */

/**
 * RgExportSchema:
 *
 * What the tables of the folder are, for programs.
 */
typedef struct _RgExportSchema RgExportSchema;

RgExportSchema *rg_export_schema_new (RgRead *read);
void rg_export_schema_free (RgExportSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgExportSchema, rg_export_schema_free)
/* @columns: (element-type RgExportColumn) */
void rg_export_schema_add (RgExportSchema *schema,
                           const RgEntity *entity,
                           GPtrArray *columns,
                           const char *file,
                           guint64 rows);
/* @missing: (array zero-terminated=1). (transfer full) */
char *rg_export_schema_end (RgExportSchema *schema, guint64 n_files, const char *const *missing);

G_END_DECLS
