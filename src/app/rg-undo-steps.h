/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Undo and redo of one change or of several, one step each, with a dialog and
 * Cancel when it takes longer than a moment. */

typedef enum
{
  RG_UNDO,
  RG_REDO,
} RgUndoDirection;

/* @parent: what the dialog is shown over. @session: (nullable): whose newest an
 * id of 0 is. @ids: copied. */
void rg_undo_steps_async (RgStore *store,
                          GtkWidget *parent,
                          RgUndoDirection direction,
                          const char *session,
                          const gint64 *ids,
                          guint n_ids,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* (transfer full): what the last step undid or made again; NULL and @error when
 * one failed: those before it are done. */
RgOperation *rg_undo_steps_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
