/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-merge.h"

G_BEGIN_DECLS

/**
 * RgMerge:
 *
 * Two customers on their way to become one, as they were before.
 */
typedef struct
{
  RgOp *op;
  RgRead *read;
  RgCatalog *catalog;
  gint64 keep;
  gint64 gone;
  RgRow *keep_row;
  RgRow *gone_row;
  GPtrArray *lines; /* (element-type utf8): what goes to the notes */
} RgMerge;

/* What belongs to the one moves to the other. */
gboolean rg_merge_move (RgMerge *merge, GError **error);
/* Adds a line to the notes, unless the notes have it. */
void rg_merge_take_line (RgMerge *merge, char *line);

G_END_DECLS
