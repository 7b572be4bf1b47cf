/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: bytes that a thread of its own makes ready ahead of who
 * reads them. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * RgPieces:
 *
 * A few pieces of something that is long, so that making the next one and
 * working on the last one need not wait for each other. Who reads gets the same
 * bytes, and after them the same error, as by calling the function itself.
 */
typedef struct _RgPieces RgPieces;

/* Makes the next piece: at most @size bytes, none of them at the end. */
typedef gboolean (*RgPiecesFunc) (gpointer data, gpointer buffer, gsize size, gsize *n, GError **error);

/* @data is the thread's as long as this lives. (transfer full) */
RgPieces *rg_pieces_new (RgPiecesFunc func, gpointer data);
/* Stops the thread, at the latest when it has made the piece that it is at. */
void rg_pieces_free (RgPieces *pieces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPieces, rg_pieces_free)

/* Waits for bytes; *@n is 0 at the end. The end and an error stay. */
gboolean rg_pieces_read (RgPieces *pieces, gpointer buffer, gsize size, gsize *n, GError **error);

G_END_DECLS
