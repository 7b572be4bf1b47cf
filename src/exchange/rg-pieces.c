/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-pieces.h"

#include <string.h>

/* As much as is parsed at once. */
#define PIECE (64 * 1024)
/* How many are kept: little memory, and they stay in the processor's cache. */
#define PIECES 8
/* The thread goes on when so many are left, not for each that is taken. */
#define PIECES_LOW (PIECES / 2)

struct _RgPieces
{
  RgPiecesFunc func;
  gpointer data;
  GThread *thread;
  guint8 *bytes; /* PIECES of PIECE */
  gsize sizes[PIECES];

  GMutex mutex;
  GCond made;
  GCond taken;
  /* Guarded by the mutex. */
  guint n;        /* pieces that are ready */
  gboolean ended; /* no more than these will be */
  GError *error;  /* (nullable): why */
  gboolean stopped;

  /* Of who reads. */
  guint next;   /* the first that is ready */
  gsize offset; /* in it */
};

/* --- the thread ----------------------------------------------------------- */

static gboolean
wait_for_room (RgPieces *pieces)
{
  gboolean stopped;

  g_mutex_lock (&pieces->mutex);
  if (pieces->n == PIECES)
    {
      while (pieces->n > PIECES_LOW && !pieces->stopped)
        g_cond_wait (&pieces->taken, &pieces->mutex);
    }
  stopped = pieces->stopped;
  g_mutex_unlock (&pieces->mutex);
  return !stopped;
}

static gpointer
thread_main (gpointer data)
{
  RgPieces *pieces = data;
  gboolean ended = FALSE;

  for (guint i = 0; !ended && wait_for_room (pieces); i = (i + 1) % PIECES)
    {
      GError *error = NULL;

      ended = !pieces->func (pieces->data, pieces->bytes + i * PIECE, PIECE, &pieces->sizes[i], &error) ||
              pieces->sizes[i] == 0;
      g_mutex_lock (&pieces->mutex);
      pieces->n += ended ? 0 : 1;
      pieces->ended = ended;
      pieces->error = error;
      g_cond_signal (&pieces->made);
      g_mutex_unlock (&pieces->mutex);
    }
  return NULL;
}

/* --- who reads ------------------------------------------------------------ */

/* Whether a piece is ready; %FALSE at the end. */
static gboolean
wait_for_piece (RgPieces *pieces)
{
  gboolean ready;

  g_mutex_lock (&pieces->mutex);
  while (pieces->n == 0 && !pieces->ended)
    g_cond_wait (&pieces->made, &pieces->mutex);
  ready = pieces->n > 0;
  g_mutex_unlock (&pieces->mutex);
  return ready;
}

static void
drop_piece (RgPieces *pieces)
{
  pieces->next = (pieces->next + 1) % PIECES;
  pieces->offset = 0;
  g_mutex_lock (&pieces->mutex);
  if (--pieces->n == PIECES_LOW)
    g_cond_signal (&pieces->taken);
  g_mutex_unlock (&pieces->mutex);
}

/**
 * rg_pieces_read:
 * @pieces: pieces
 * @buffer: (array length=size): where to put the bytes
 * @size: how much there is room for
 * @n: (out): how many bytes there were; 0 at the end
 * @error: return location for the error of who makes them
 *
 * Returns: whether they could be made
 */
gboolean
rg_pieces_read (RgPieces *pieces, gpointer buffer, gsize size, gsize *n, GError **error)
{
  *n = 0;
  if (!wait_for_piece (pieces))
    {
      /* Nothing changes any more: the thread is at its end. */
      if (pieces->error == NULL)
        return TRUE;
      g_propagate_error (error, g_error_copy (pieces->error));
      return FALSE;
    }
  *n = MIN (size, pieces->sizes[pieces->next] - pieces->offset);
  memcpy (buffer, pieces->bytes + pieces->next * PIECE + pieces->offset, *n);
  pieces->offset += *n;
  if (pieces->offset == pieces->sizes[pieces->next])
    drop_piece (pieces);
  return TRUE;
}

/**
 * rg_pieces_new:
 * @func: what makes a piece
 * @data: for @func, which nobody else may use until the pieces are freed
 *
 * Begins at once, on a thread of its own.
 *
 * Returns: (transfer full): the pieces
 */
RgPieces *
rg_pieces_new (RgPiecesFunc func, gpointer data)
{
  RgPieces *pieces = g_new0 (RgPieces, 1);

  pieces->func = func;
  pieces->data = data;
  pieces->bytes = g_malloc (PIECES * PIECE);
  g_mutex_init (&pieces->mutex);
  g_cond_init (&pieces->made);
  g_cond_init (&pieces->taken);
  pieces->thread = g_thread_new ("pieces", thread_main, pieces);
  return pieces;
}

/**
 * rg_pieces_free:
 * @pieces: (transfer full): pieces
 */
void
rg_pieces_free (RgPieces *pieces)
{
  g_mutex_lock (&pieces->mutex);
  pieces->stopped = TRUE;
  g_cond_signal (&pieces->taken);
  g_mutex_unlock (&pieces->mutex);
  g_thread_join (pieces->thread);
  g_mutex_clear (&pieces->mutex);
  g_cond_clear (&pieces->made);
  g_cond_clear (&pieces->taken);
  g_clear_error (&pieces->error);
  g_free (pieces->bytes);
  g_free (pieces);
}
