/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgOp:
 *
 * The operation of a write transaction: the only way by which rows are
 * written. It journals the before and after image of each row, sets created_at
 * and updated_at, fills derived columns (reading, sort key), and tells the
 * change feed after COMMIT.
 */
typedef struct _RgOp RgOp;

/* What made a change; stored as text. */
#define RG_ORIGIN_WINDOW "window"
#define RG_ORIGIN_CLI "cli"
#define RG_ORIGIN_IMPORT "import"
#define RG_ORIGIN_SERVER "server"
#define RG_ORIGIN_RULE "rule"
#define RG_ORIGIN_SYSTEM "system"

/* Begins the operation of this transaction; one at most. @session tells whose
 * Ctrl+Z takes it (a window's or program's own string); @label is what a
 * person reads in the history. (transfer none): belongs to the write. */
RgOp *
rg_op_begin (RgWrite *write, const char *origin, const char *session, const char *label, GError **error);
gint64 rg_op_get_id (RgOp *op);
RgWrite *rg_op_get_write (RgOp *op);
/* The label may become known only at the end ("Import 2,000 customers"). */
void rg_op_set_label (RgOp *op, const char *label);

/**
 * RgCell:
 *
 * A column and its new value. Fields are given by the catalogue; derived
 * fields cannot be written.
 */
typedef struct
{
  const RgField *field;
  RgValue value;
} RgCell;

/* Returns the new row's id, or 0 and @error. */
gint64 rg_op_insert (RgOp *op, const RgEntity *entity, const RgCell *cells, guint n_cells, GError **error);
/* Cells equal to what is stored are left out; when nothing is left, nothing is
 * journalled and %TRUE returned. */
gboolean rg_op_update (RgOp *op,
                       const RgEntity *entity,
                       gint64 id,
                       const RgCell *cells,
                       guint n_cells,
                       GError **error);
/* Rows that point to it must be deleted first. */
gboolean rg_op_delete (RgOp *op, const RgEntity *entity, gint64 id, GError **error);
/* One field of many rows to one value, journalled in chunks. @ids: sorted.
 * Above 10,000 rows the operation becomes a long one and pauses by itself. */
gboolean rg_op_update_many (RgOp *op,
                            const RgEntity *entity,
                            const gint64 *ids,
                            gsize n_ids,
                            const RgCell *cell,
                            GError **error);

/* Long operations. After rg_op_make_long, the operation is committed as
 * "open", inserts are journalled as ranges, and rg_op_pause may be called every
 * 20,000 rows or so: it commits, lets short writes that wait go first, and
 * begins again. When the function fails or is cancelled, or the program dies,
 * everything the operation did is taken back (at once, or at the next start).
 * It becomes "done" in the last COMMIT. While it pauses nobody else can change
 * or point to rows it has inserted; a statement must not be left in the middle
 * of its rows. */
gboolean rg_op_make_long (RgOp *op, GError **error);
gboolean rg_op_pause (RgOp *op, GCancellable *cancellable, GError **error);

/* --- own fields --------------------------------------------------------- */

/* Adds the row in own_field and the column of the table. (transfer full): the
 * new key, "x7". The write's catalogue is the new one from here on. */
char *rg_op_add_own_field (RgOp *op,
                           const RgEntity *entity,
                           const char *label,
                           const RgFieldType *type,
                           const char *const *choices,
                           const char *group,
                           GError **error);
/* label, choices, group, retired, place; NULL or -1 leaves as it is. */
gboolean rg_op_change_own_field (RgOp *op,
                                 const RgEntity *entity,
                                 const char *key,
                                 const char *label,
                                 const char *const *choices,
                                 const char *group,
                                 int retired,
                                 int place,
                                 GError **error);

/* --- undo, redo, history ------------------------------------------------ */

/* An undo or redo is a line of its own in the table operation (kind, target),
 * without images: what it changed is read from its target's lines in journal
 * and journal_bulk, of whose rows the undo took back the inserts, put back the
 * deletes, and so on. The target's state becomes undone (done), its "changed"
 * the id of the undo (redo). Journal lines of both tables share their ids: by
 * id they are in the order in which things were done.
 *
 * Operations in batches, undoing and making again included, are "open" until
 * their last COMMIT. One that fails, is cancelled or is cut off by the
 * program's end did not happen: it is taken back at once or when the store is
 * opened next, before that returns. That is an undo line by the system with the
 * cut-off line as its target, which may itself be an undo or redo: follow
 * targets to the line of kind do. A "do" line taken back like this has
 * images = 2: they are there, but it cannot be made again. */

/**
 * RgOperation:
 *
 * A line of the history.
 */
typedef struct
{
  gint64 id;
  char *origin;
  char *session;
  char *label;
  gint64 at;     /* UTC ms */
  char *kind;    /* do, undo, redo */
  gint64 target; /* of an undo or redo, else 0 */
  char *state;   /* open, done, undone */
  gint64 n_rows;
  gboolean can_undo; /* images are kept */
} RgOperation;

void rg_operation_free (RgOperation *operation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOperation, rg_operation_free)

/* Takes back operation @id (0: the newest one done by @session; @session NULL:
 * of anybody), as an operation of its own by @origin. Refuses with
 * RG_STORE_ERROR_CLASH when a later one touched the same rows; the message
 * names it, and rg_undo_clashes lists them. Returns what was undone.
 * A long one is undone in batches. Runs as the only operation of the write. */
RgOperation *rg_undo (RgWrite *write,
                      gint64 id,
                      const char *origin,
                      const char *session,
                      GCancellable *cancellable,
                      GError **error);
/* @id 0: the one of @session that was undone last, unless @session has done
 * something else since. Refuses with RG_STORE_ERROR_CLASH when the rows are not
 * as the operation found them. */
RgOperation *rg_redo (RgWrite *write,
                      gint64 id,
                      const char *origin,
                      const char *session,
                      GCancellable *cancellable,
                      GError **error);
/* (element-type RgOperation) (transfer full): later operations, still done,
 * that touched rows of @id; at most @limit. */
GPtrArray *rg_undo_clashes (RgRead *read, gint64 id, guint limit, GError **error);
/* Newest first, below @before (0: from the newest); undo and redo lines
 * included. */
GPtrArray *rg_history_list (RgRead *read, gint64 before, guint limit, GError **error);

/* --- attachments -------------------------------------------------------- */

/* Copies @file into files/ under the SHA-256 of its content (synced before the
 * row is written) and inserts the row. Returns the attachment's id or 0. */
gint64 rg_op_attach (RgOp *op,
                     gint64 customer_id,
                     GFile *file,
                     const char *kind,
                     GCancellable *cancellable,
                     GError **error);

/* The same for bytes that are no file yet: a pasted picture. @name: a file name
 * with suffix. */
gint64 rg_op_attach_bytes (RgOp *op,
                           gint64 customer_id,
                           GBytes *bytes,
                           const char *name,
                           const char *mime,
                           const char *kind,
                           GError **error);
/* (transfer full): where the bytes of an attachment with this hash lie in
 * @store's folder. */
char *rg_store_dup_attachment_path (RgStore *store, const char *hash);

G_END_DECLS
