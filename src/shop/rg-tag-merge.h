/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Called on the thread that writes. */
typedef void (*RgTagMergeProgress) (guint64 done, guint64 total, gpointer user_data);

/**
 * RgTagMergeJob:
 * @keep: the tag that stays
 * @gone: the one that becomes part of it
 * @origin: see rg_op_begin()
 * @session: see rg_op_begin()
 * @progress: (nullable): called after every thousand customers
 *
 * The argument of rg_tag_merge_write_func(). Nothing in it is owned; it must
 * live until the write is finished.
 */
typedef struct
{
  gint64 keep;
  gint64 gone;
  const char *origin;
  const char *session;
  RgTagMergeProgress progress;
  gpointer progress_data;
} RgTagMergeJob;

/**
 * RgTagMergeReport:
 * @moved: customers who had only the one that is gone
 * @both: those who had both
 * @children: tags that moved below the one that stays, or into one there
 * @operation: the operation
 *
 * Freed with g_free().
 */
typedef struct
{
  guint64 moved;
  guint64 both;
  guint64 children;
  gint64 operation;
} RgTagMergeReport;

/* An RgWriteFunc over an RgTagMergeJob; gives an RgTagMergeReport. One
 * operation, a long one where many customers have the tag. */
gpointer rg_tag_merge_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
