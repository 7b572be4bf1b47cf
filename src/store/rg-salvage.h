/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can still be read of a damaged shop, brought into a new one. */

/**
 * RgSalvageTable:
 * @name: the table
 * @read: rows that stand in the new shop as they stood in the old one
 * @missing: rows that are known to have been there and could not be read; -1
 *   when some are missing and nothing tells how many
 * @mended: rows that were changed or made, because what they point to is gone
 * @dropped: rows that could be read and were not taken, because they make no
 *   sense without what is gone
 * @sentence: all this, translated
 */
typedef struct
{
  char *name;
  gint64 read;
  gint64 missing;
  gint64 mended;
  gint64 dropped;
  char *sentence;
} RgSalvageTable;

/**
 * RgSalvageReport:
 * @tables: (element-type RgSalvageTable): in the schema's order; first the
 *   people, then what belongs to them
 * @whole: nothing is known to be missing
 * @history: the undo history was whole and was taken along; else the lines of
 *   the history are there as far as they could be read, and cannot be undone
 * @files: attachments' files that were copied
 * @files_missing: (element-type utf8): names of attachments whose file is gone
 *   or not what it was
 * @summary: one or two translated sentences
 */
typedef struct
{
  GPtrArray *tables;
  gboolean whole;
  gboolean history;
  gint64 files;
  GPtrArray *files_missing;
  char *summary;
} RgSalvageReport;

void rg_salvage_report_free (RgSalvageReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSalvageReport, rg_salvage_report_free)

/* Called on the thread that works, a few times a second; from 0 to 1. */
typedef void (*RgSalvageProgress) (double fraction, gpointer data);

/* Blocks. The damaged shop is not changed; nobody may have it open to write.
 * @new_folder must be empty or not be there yet. (transfer full) */
RgSalvageReport *rg_salvage (const char *folder,
                             const char *new_folder,
                             RgSalvageProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
