/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How one order of ids becomes another: first runs of ids go, then runs come.
 * So no id is ever there twice. */

typedef struct
{
  guint position; /* where the run begins when its turn comes */
  guint n;
} RgListRun;

typedef struct
{
  GArray *before;
  GArray *kept; /* what stays of @before */
  GArray *after;
  GArray *removals; /* (element-type RgListRun) */
  GArray *insertions;
} RgListDiff;

/* @before and @after: (element-type guint32), each id once. @moved: (nullable)
 * (element-type gint64): a set of the ids that are likely to have another
 * place. (transfer full) (nullable): NULL when more than @max_runs runs go and
 * come. */
RgListDiff *rg_list_diff_new (GArray *before, GArray *after, GHashTable *moved, guint max_runs);
void rg_list_diff_free (RgListDiff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgListDiff, rg_list_diff_free)

G_END_DECLS
