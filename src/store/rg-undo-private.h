/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op-private.h"

G_BEGIN_DECLS

/**
 * RgApplyFlags:
 * @RG_APPLY_FORWARD: make again what was undone; else undo
 * @RG_APPLY_LENIENT: pass over what is not as expected, for taking back what
 *   was only half done; else it is a clash
 * @RG_APPLY_KEEP_REMOVED: put rows of ranges aside before they go
 */
typedef enum
{
  RG_APPLY_FORWARD = 1 << 0,
  RG_APPLY_LENIENT = 1 << 1,
  RG_APPLY_KEEP_REMOVED = 1 << 2,
} RgApplyFlags;

/**
 * RgApply:
 *
 * The journal of one operation being applied, backwards or forwards.
 */
typedef struct
{
  RgWrite *write;
  gint64 source; /* whose journal */
  RgApplyFlags flags;
  gint64 n_rows;  /* that were changed */
  gint64 n_batch; /* of these since the last pause */
  /* Called where the operation may pause, with nothing half done. */
  gboolean (*pause) (gpointer data, GError **error);
  gpointer pause_data;
} RgApply;

gboolean rg_apply_journal (RgApply *apply, GError **error);
/* rg-undo-rows.c */
gboolean rg_apply_put (RgApply *apply, const RgTable *table, gint64 id, const RgImage *image, GError **error);
gboolean
rg_apply_take (RgApply *apply, const RgTable *table, gint64 id, const RgImage *image, GError **error);
gboolean rg_apply_change (RgApply *apply,
                          const RgTable *table,
                          gint64 id,
                          const RgImage *from,
                          const RgImage *to,
                          GError **error);
gboolean rg_apply_span (RgApply *apply, const RgTable *table, gint64 first, gint64 last, GError **error);
gboolean rg_apply_list (RgApply *apply, const RgTable *table, const char *data, GError **error);
/* After so and so many rows, where no reference hangs in the air. */
gboolean rg_apply_rest (RgApply *apply, GError **error);

/* rg-undo-recover.c: as an operation of its own, in batches. */
gboolean rg_take_back (RgCore *core, RgStore *store, gint64 operation, GError **error);
/* Everything that a killed program left open. */
gboolean rg_take_back_all (RgCore *core, RgStore *store, GError **error);

/* rg-history.c: (transfer full) (nullable): NULL without @error: there is none */
RgOperation *rg_operation_read (RgDatabase *db, gint64 id, gint64 *changed, GError **error);

/* rg-clash.c: (element-type RgOperation): later operations that touched rows
 * of @id, the last one first. */
GPtrArray *rg_clash_find (RgRead *read, gint64 id, guint limit, GError **error);

G_END_DECLS
