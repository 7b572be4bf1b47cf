/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* The history as a person reads it: what was done, and whether it still holds.
 * That something was undone or made again is said with what it concerns, not on
 * a line of its own. */

/**
 * RgHistoryLine:
 * @operation: what was done
 * @can_redo: whether it was undone and can be made again
 * @undone_at: (UTC ms): when it was undone; 0: it was not
 * @deletes: whether it deleted customers
 * @deleted: (nullable): who they were: the first few names
 */
typedef struct
{
  RgOperation *operation;
  gboolean can_redo;
  gint64 undone_at;
  gboolean deletes;
  char *deleted;
} RgHistoryLine;

void rg_history_line_free (RgHistoryLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHistoryLine, rg_history_line_free)

/* (element-type RgHistoryLine) (transfer full): newest first, below @before (0:
 * from the newest), at most @limit; fewer only at the beginning of the
 * history. */
GPtrArray *rg_history_lines_read (RgRead *read, gint64 before, guint limit, GError **error);

/* (element-type RgOperation) (transfer full): everything that must be undone
 * before operation @id can be, in the order in which it can: what came later
 * and touched the same rows, and what came later than that. At most @limit. */
GPtrArray *rg_history_obstacles (RgRead *read, gint64 id, guint limit, GError **error);

G_END_DECLS
