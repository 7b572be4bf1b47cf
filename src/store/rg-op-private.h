/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"
#include "store/rg-search-chase.h"
#include "store/rg-store-private.h"

G_BEGIN_DECLS

/**
 * RgOwnRows:
 *
 * The rows of one table that a long operation has inserted: spans that stand in
 * the journal already, and a last one that may still grow.
 */
typedef struct
{
  const char *table; /* interned */
  GArray *written;   /* RgSpan, sorted */
  GArray *early;     /* RgSpan, sorted: inserted before it was long, with images */
  RgSpan growing;    /* first 0: none */
  gint64 n;          /* rows of the growing span that are left */
} RgOwnRows;

struct _RgOp
{
  RgWrite *write;
  gint64 id;
  char *origin;
  char *session;
  char *label;
  const char *kind; /* do, undo, redo */
  gint64 target;    /* of an undo or redo */
  gint64 now;
  gint64 n_rows;
  gboolean is_long;
  gboolean committed;   /* a part of it: rolling back is not enough any more */
  gboolean keep;        /* stays in the history though it has no rows */
  RgSearchChase *chase; /* (nullable): of a long one in a small shop */
  GPtrArray *plans;     /* RgInsertPlan, the last one used in front */
  GPtrArray *own;       /* (element-type RgOwnRows): in the order of their growing spans */
};

RgOp *rg_op_new (RgWrite *write,
                 const char *origin,
                 const char *session,
                 const char *label,
                 const char *kind,
                 gint64 target,
                 GError **error);
void rg_op_free (RgOp *op);
/* Its line again, after the transaction was given up. */
gboolean rg_op_begin_again (RgOp *op, GError **error);
/* Writes what is known at the end; an operation without rows goes. */
gboolean rg_op_finish (RgOp *op, GError **error);
/* Ends the growing spans: they stand in the journal afterwards. */
gboolean rg_op_flush (RgOp *op, GError **error);
/* Whether a row was inserted by this long operation and has no image. */
gboolean rg_op_owns (RgOp *op, const char *table, gint64 id);
gboolean rg_op_needs_image (RgOp *op, const RgTable *table, gint64 id, gboolean refs);
void rg_op_note_span (RgOp *op, const char *table, gint64 first, gint64 last);
RgOwnRows *rg_op_get_own (RgOp *op, const char *table);
/* Refuses rows that a paused operation has not finished with. */
gboolean rg_op_check_hidden (RgOp *op, const char *table, gint64 id, GError **error);
/* For the feed, and for the catalogue when it was an own field. */
void rg_write_note_change (RgWrite *write, const RgTable *table, RgChangeKind kind, gint64 id);
/* A cell's column, and that its value may stand there. -1 and @error. */
int
rg_op_check_cell (RgOp *op, const RgTable *table, const RgEntity *entity, const RgCell *cell, GError **error);
void rg_op_forget_plans (RgOp *op);

/* rg-journal.c */
gboolean rg_journal_add (RgOp *op,
                         const char *table,
                         gint64 row,
                         const char *kind,
                         const char *before,
                         const char *after,
                         GError **error);
gboolean rg_journal_add_bulk (RgOp *op,
                              const char *table,
                              const char *kind,
                              gint64 first,
                              gint64 last,
                              gint64 n,
                              const char *data,
                              GError **error);

G_END_DECLS
