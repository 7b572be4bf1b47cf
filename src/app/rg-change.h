/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything in the window that changes the shop comes through here: one
 * operation of this window, said to be done only after COMMIT. */

/* Runs on the writer's thread inside the operation. FALSE and @error roll it
 * back. */
typedef gboolean (*RgChangeFunc) (RgOp *op, gpointer data, GCancellable *cancellable, GError **error);

/* @widget: (nullable): where it is done; its window's Ctrl+Z takes it. @label:
 * what the history reads ("Delete 张三"). @data is freed with @free_data on
 * whichever thread ends with it. */
void rg_change_async (RgStore *store,
                      GtkWidget *widget,
                      const char *label,
                      RgChangeFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* @operation: (out) (optional): 0 when nothing had to be changed. */
gboolean rg_change_finish (RgStore *store, GAsyncResult *result, gint64 *operation, GError **error);

/**
 * RgChangeDone:
 * @owner: who asked for the change
 * @done: what is to be said of it
 * @operation: what its Undo takes back; 0: nothing had to be changed, or it failed
 * @error: (nullable): why nothing was changed
 *
 * What became of a change.
 */
typedef void (*RgChangeDone) (gpointer owner, const char *done, gint64 operation, const GError *error);

/* The callback of a change, and its data (transfer full): keep @owner, an object, until
 * then. @done: (transfer full) (nullable) */
gpointer rg_change_when_done (gpointer owner, char *done, RgChangeDone func);
void rg_change_done_cb (GObject *source, GAsyncResult *result, gpointer waiting);

/* The same for a change after which there is nothing to do but to say so. @done:
 * (nullable): what a toast with Undo says ("Deleted 张三"). An error is said
 * in a toast. */
void rg_change_say (RgStore *store,
                    GtkWidget *widget,
                    const char *label,
                    RgChangeFunc func,
                    gpointer data,
                    GDestroyNotify free_data,
                    const char *done);

/* Sets one field of one row: the common case. @value is copied. */
void rg_change_field_async (RgStore *store,
                            GtkWidget *widget,
                            const char *entity,
                            gint64 id,
                            const char *key,
                            const RgValue *value,
                            const char *label,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* Says something that passes in @widget's window; without one, nothing. */
void rg_change_toast (GtkWidget *widget, const char *text);
/* The same with an Undo for @operation. */
void rg_change_toast_undo (GtkWidget *widget, const char *text, gint64 operation);
/* (transfer none): whose Ctrl+Z takes what is done in @widget: its window's. */
const char *rg_change_session (GtkWidget *widget);

G_END_DECLS
