/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-spooled-grid.h"

#include "exchange/rg-grid-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What is written and read at once. */
#define PIECE (256 * 1024)
/* What is kept of one workbook. */
#define SPOOL_MAX (G_GUINT64_CONSTANT (512) * 1024 * 1024)
/* Between two looks at whether who waits has been told to stop. */
#define PATIENCE (20 * G_TIME_SPAN_MILLISECOND)

/* Before the texts of a row, each of which ends with NUL. */
typedef struct
{
  guint64 line;
  guint64 size;
  guint32 n_cells;
  guint32 damaged;
} Header;

/* What the thread that reads ahead has come to. */
typedef enum
{
  AHEAD,  /* it reads */
  ENDED,  /* after the last row */
  FAILED, /* the error is set */
  LEFT,   /* what follows is not for the file: it is read where it is wanted */
} State;

struct _RgSpooledGrid
{
  RgGrid parent_instance;

  RgGrid *grid; /* the thread's, while it runs */
  char *name;
  int fd;

  GThread *thread; /* (nullable): %NULL once what it did is known */
  GCancellable *stop;
  GMutex mutex;
  GCond grown;
  /* Guarded by the mutex while the thread runs. */
  State state;
  GError *error;
  guint64 rows;     /* in the file */
  guint64 written;  /* bytes in the file */
  double fraction;  /* of the workbook that these are */
  GString *pending; /* the thread's: rows that are not in the file yet */
  guint64 n_pending;

  /* The rows that are read from there. */
  guint64 next;       /* number of the next one */
  GString *piece;     /* of the file */
  gsize piece_offset; /* where in it the next row begins */
  guint64 position;   /* of the file, behind the piece */
  guint64 end;        /* of the file, as far as it may be read */
  guint64 n_there;    /* rows as far as that */
  GPtrArray *cells;
  gboolean direct; /* rows come from the workbook itself */
};

G_DEFINE_FINAL_TYPE (RgSpooledGrid, rg_spooled_grid, RG_TYPE_GRID)

int
rg_spool_open (void)
{
  /* What is for a short time may lie in memory; this is for much. */
  const char *folder = g_getenv ("TMPDIR");
  g_autofree char *path =
      g_build_filename (folder != NULL ? folder : "/var/tmp", "regulars-rows-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  if (fd >= 0)
    g_unlink (path);
  return fd;
}

/* --- reading ahead -------------------------------------------------------- */

/* FALSE when the disk does not take it; the rows stay pending then. */
static gboolean
write_pending (RgSpooledGrid *self)
{
  gsize done = 0;

  if (self->fd < 0)
    self->fd = rg_spool_open ();
  while (self->fd >= 0 && done < self->pending->len)
    {
      ssize_t n = pwrite (self->fd, self->pending->str + done, self->pending->len - done,
                          (off_t) (self->written + done));

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += (gsize) MAX (n, 0);
    }
  return self->fd >= 0;
}

/* Lets the rows so far be read. */
static gboolean
publish (RgSpooledGrid *self)
{
  if (self->pending->len > 0 && !write_pending (self))
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->written += self->pending->len;
  self->rows += self->n_pending;
  self->fraction = rg_grid_get_fraction (self->grid);
  g_cond_broadcast (&self->grown);
  g_mutex_unlock (&self->mutex);
  g_string_truncate (self->pending, 0);
  self->n_pending = 0;
  return TRUE;
}

static void
append_row (GString *rows, const RgGridRow *row)
{
  Header header = { .line = row->line, .n_cells = row->n_cells, .damaged = row->damaged ? 1 : 0 };
  gsize begun = rows->len;

  g_string_append_len (rows, (const char *) &header, sizeof header);
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_len (rows, row->cells[i], (gssize) strlen (row->cells[i]) + 1);
  header.size = rows->len - begun - sizeof header;
  memcpy (rows->str + begun, &header, sizeof header);
}

static State
read_ahead (RgSpooledGrid *self, GError **error)
{
  RgGridStep step = RG_GRID_ROW;
  gboolean published;
  RgGridRow row;

  while (self->written + self->pending->len <= SPOOL_MAX)
    {
      step = rg_grid_next (self->grid, &row, self->stop, error);
      if (step != RG_GRID_ROW)
        break;
      append_row (self->pending, &row);
      self->n_pending++;
      if (self->pending->len >= PIECE && !publish (self))
        return LEFT;
    }
  published = publish (self);
  if (step == RG_GRID_ERROR)
    return FAILED;
  return published && step == RG_GRID_END ? ENDED : LEFT;
}

static gpointer
thread_main (gpointer data)
{
  RgSpooledGrid *self = data;
  GError *error = NULL;
  State state = read_ahead (self, &error);

  g_mutex_lock (&self->mutex);
  self->state = state;
  self->error = error;
  g_cond_broadcast (&self->grown);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* --- reading -------------------------------------------------------------- */

/* Makes sure that so much of the file is in the piece behind its offset. */
static gboolean
fill_piece (RgSpooledGrid *self, gsize size, GError **error)
{
  gsize left = self->piece->len - self->piece_offset;
  gsize wanted;

  if (left >= size)
    return TRUE;
  wanted = MAX (size, (gsize) MIN (PIECE, left + (self->end - self->position)));
  g_string_erase (self->piece, 0, (gssize) self->piece_offset);
  self->piece_offset = 0;
  g_string_set_size (self->piece, wanted);
  while (left < size)
    {
      ssize_t n = pread (self->fd, self->piece->str + left, wanted - left, (off_t) self->position);

      if (n == 0 || (n < 0 && errno != EINTR))
        return rg_grid_refuse_read (
            self->name,
            g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (n < 0 ? errno : EIO)),
            error);
      left += (gsize) MAX (n, 0);
      self->position += (guint64) MAX (n, 0);
    }
  g_string_set_size (self->piece, left);
  return TRUE;
}

/* The row at the piece's offset, all of which is there. */
static void
take_row (RgSpooledGrid *self, const Header *header, RgGridRow *row)
{
  const char *text = self->piece->str + self->piece_offset + sizeof *header;

  g_ptr_array_set_size (self->cells, (int) header->n_cells);
  for (guint i = 0; i < header->n_cells; i++)
    {
      self->cells->pdata[i] = (gpointer) text;
      text += strlen (text) + 1;
    }
  self->piece_offset += sizeof *header + header->size;
  self->next++;
  *row = (RgGridRow) {
    .cells = (const char *const *) self->cells->pdata,
    .n_cells = header->n_cells,
    .line = header->line,
    .damaged = header->damaged != 0,
  };
}

static RgGridStep
read_kept (RgSpooledGrid *self, RgGridRow *row, GError **error)
{
  Header header;

  if (!fill_piece (self, sizeof header, error))
    return RG_GRID_ERROR;
  memcpy (&header, self->piece->str + self->piece_offset, sizeof header);
  if (!fill_piece (self, sizeof header + header.size, error))
    return RG_GRID_ERROR;
  take_row (self, &header, row);
  return RG_GRID_ROW;
}

/* Waits until the next row is in the file, or it is known that it will not be. */
static gboolean
wait_for_row (RgSpooledGrid *self, GCancellable *cancellable, GError **error)
{
  gboolean cancelled = FALSE;

  g_mutex_lock (&self->mutex);
  while (self->next >= self->rows && self->state == AHEAD && !cancelled)
    {
      g_cond_wait_until (&self->grown, &self->mutex, g_get_monotonic_time () + PATIENCE);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  self->end = self->written;
  self->n_there = self->rows;
  g_mutex_unlock (&self->mutex);
  return !cancelled;
}

/* What the thread took from the workbook and could not keep comes first, then
 * what it left there. */
static RgGridStep
read_left (RgSpooledGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  Header header;

  if (!self->direct)
    {
      g_string_truncate (self->piece, 0);
      g_string_append_len (self->piece, self->pending->str, (gssize) self->pending->len);
      g_string_truncate (self->pending, 0);
      self->piece_offset = 0;
      self->direct = TRUE;
    }
  if (self->n_pending == 0)
    return rg_grid_next (self->grid, row, cancellable, error);
  self->n_pending--;
  memcpy (&header, self->piece->str + self->piece_offset, sizeof header);
  take_row (self, &header, row);
  return RG_GRID_ROW;
}

static RgGridStep
spooled_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);

  if (self->direct)
    return read_left (self, row, cancellable, error);
  if (self->next % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
    return RG_GRID_ERROR;
  if (self->next >= self->n_there && !wait_for_row (self, cancellable, error))
    return RG_GRID_ERROR;
  if (self->next < self->n_there)
    return read_kept (self, row, error);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  switch (self->state)
    {
    case FAILED:
      g_propagate_error (error, g_error_copy (self->error));
      return RG_GRID_ERROR;
    case LEFT:
      return read_left (self, row, cancellable, error);
    case AHEAD:
    case ENDED:
    default:
      return RG_GRID_END;
    }
}

static gboolean
spooled_grid_rewind (RgGrid *grid, GError **error)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);

  g_string_truncate (self->piece, 0);
  self->piece_offset = 0;
  self->position = 0;
  self->next = 0;
  if (!self->direct)
    return TRUE;
  self->n_pending = 0;
  return rg_grid_rewind (self->grid, error);
}

static double
spooled_grid_get_fraction (RgGrid *grid)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);
  guint64 read = self->position - (self->piece->len - self->piece_offset);
  double fraction;

  if (self->direct)
    return rg_grid_get_fraction (self->grid);
  g_mutex_lock (&self->mutex);
  fraction = self->written > 0 ? self->fraction * (double) read / (double) self->written : 0;
  g_mutex_unlock (&self->mutex);
  return fraction;
}

static RgGridKind
spooled_grid_get_kind (RgGrid *grid)
{
  return rg_grid_get_kind (RG_SPOOLED_GRID (grid)->grid);
}

static const char *const *
spooled_grid_get_sheets (RgGrid *grid)
{
  return rg_grid_get_sheets (RG_SPOOLED_GRID (grid)->grid);
}

static guint
spooled_grid_get_sheet (RgGrid *grid)
{
  return rg_grid_get_sheet (RG_SPOOLED_GRID (grid)->grid);
}

static void
rg_spooled_grid_finalize (GObject *object)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (object);

  g_cancellable_cancel (self->stop);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  if (self->fd >= 0)
    close (self->fd);
  g_object_unref (self->stop);
  g_clear_object (&self->grid);
  g_clear_error (&self->error);
  g_string_free (self->pending, TRUE);
  g_string_free (self->piece, TRUE);
  g_ptr_array_unref (self->cells);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->grown);
  g_free (self->name);
  G_OBJECT_CLASS (rg_spooled_grid_parent_class)->finalize (object);
}

static void
rg_spooled_grid_class_init (RgSpooledGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_spooled_grid_finalize;
  grid_class->next = spooled_grid_next;
  grid_class->rewind = spooled_grid_rewind;
  grid_class->get_fraction = spooled_grid_get_fraction;
  grid_class->get_kind = spooled_grid_get_kind;
  grid_class->get_sheets = spooled_grid_get_sheets;
  grid_class->get_sheet = spooled_grid_get_sheet;
}

static void
rg_spooled_grid_init (RgSpooledGrid *self)
{
  self->fd = -1;
  self->stop = g_cancellable_new ();
  self->pending = g_string_new (NULL);
  self->piece = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->grown);
}

/**
 * rg_spooled_grid_new:
 * @grid: (transfer full): a grid without pictures, before its first row
 * @name: of its file, for people
 *
 * Begins to read it on a thread of its own.
 *
 * Returns: (transfer full): the same rows
 */
RgGrid *
rg_spooled_grid_new (RgGrid *grid, const char *name)
{
  RgSpooledGrid *self = g_object_new (RG_TYPE_SPOOLED_GRID, NULL);

  self->grid = grid;
  self->name = g_strdup (name);
  self->thread = g_thread_new ("read-ahead", thread_main, self);
  return RG_GRID (self);
}
