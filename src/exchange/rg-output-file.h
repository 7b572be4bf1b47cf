/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: a file that is there whole or not at all. */

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RgOutputFile:
 *
 * Writes beside its path and takes the place only when all is on the disk.
 * Errors are %RG_IMPORT_ERROR_OUTPUT with a sentence that says what to do.
 */
typedef struct _RgOutputFile RgOutputFile;

RgOutputFile *rg_output_file_new (const char *path, GError **error);
/* Leaves no trace unless it was committed. */
void rg_output_file_free (RgOutputFile *file);
gboolean rg_output_file_write (RgOutputFile *file, const char *bytes, gsize n, GError **error);
/* Sets @error to the sentence about the file that is to be; @reason: an errno.
 * Returns FALSE. */
gboolean rg_output_file_refuse (const RgOutputFile *file, int reason, GError **error);
gboolean rg_output_file_commit (RgOutputFile *file, GError **error);
/* The same, but a file that is there already is not replaced: the name gets a
 * number. Returns the path. (transfer full) (nullable) */
char *rg_output_file_commit_new (RgOutputFile *file, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOutputFile, rg_output_file_free)

/* The same sentence for any path. Returns FALSE. */
gboolean rg_output_refuse (const char *path, int reason, GError **error);
/* What was made in the folder of @path, or renamed there, is safe. */
void rg_output_sync_folder (const char *path);

G_END_DECLS
