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

/* Before the texts of a row, each of which ends with NUL. */
typedef struct
{
  guint64 line;
  guint32 n_cells;
  guint32 size;
} Header;

struct _RgSpooledGrid
{
  RgGrid parent_instance;

  RgGrid *grid;
  char *name;
  int fd;
  gboolean broken;  /* the rows so far are not all there */
  GString *pending; /* rows that are not in the file yet */
  guint64 written;  /* bytes in the file */
  guint64 rows;     /* in the file and in @pending */

  /* The rows that are read from there. */
  guint64 next;       /* number of the next one */
  GString *piece;     /* of the file */
  gsize piece_offset; /* where in it the next row begins */
  guint64 position;   /* of the file, behind the piece */
  GPtrArray *cells;
};

G_DEFINE_FINAL_TYPE (RgSpooledGrid, rg_spooled_grid, RG_TYPE_GRID)

int
rg_spool_open (void)
{
  /* What is for a short time may lie in memory; this is for much. */
  const char *folder = g_getenv ("TMPDIR") != NULL ? g_get_tmp_dir () : "/var/tmp";
  g_autofree char *path = g_build_filename (folder, "regulars-rows-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  if (fd >= 0)
    g_unlink (path);
  return fd;
}

/* --- keeping -------------------------------------------------------------- */

static void
write_pending (RgSpooledGrid *self)
{
  gsize done = 0;

  if (self->fd < 0)
    self->fd = rg_spool_open ();
  self->broken |= self->fd < 0;
  while (!self->broken && done < self->pending->len)
    {
      ssize_t n = pwrite (self->fd, self->pending->str + done, self->pending->len - done,
                          (off_t) (self->written + done));

      if (n < 0 && errno != EINTR)
        self->broken = TRUE;
      done += (gsize) MAX (n, 0);
    }
  self->written += done;
  g_string_truncate (self->pending, 0);
}

static void
keep_row (RgSpooledGrid *self, const RgGridRow *row)
{
  Header header = { .line = row->line, .n_cells = row->n_cells };
  gsize begun = self->pending->len;

  if (self->broken)
    return;
  g_string_append_len (self->pending, (const char *) &header, sizeof header);
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_len (self->pending, row->cells[i], (gssize) strlen (row->cells[i]) + 1);
  header.size = (guint32) (self->pending->len - begun - sizeof header);
  memcpy (self->pending->str + begun, &header, sizeof header);
  self->rows++;
  /* Rows with pictures, or with more than a cell can hold, are not for here. */
  self->broken = row->n_pictures > 0 || row->damaged || self->written > SPOOL_MAX;
  if (self->pending->len >= PIECE && !self->broken)
    write_pending (self);
}

/* --- reading -------------------------------------------------------------- */

/* Makes sure that so much of the file is in the piece behind its offset. */
static gboolean
fill_piece (RgSpooledGrid *self, gsize size, GError **error)
{
  gsize left = self->piece->len - self->piece_offset;
  gsize wanted = MAX (size, PIECE);

  if (left >= size)
    return TRUE;
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

static gboolean
read_kept (RgSpooledGrid *self, RgGridRow *row, GError **error)
{
  Header header;
  const char *text;

  if (!fill_piece (self, sizeof header, error))
    return FALSE;
  memcpy (&header, self->piece->str + self->piece_offset, sizeof header);
  if (!fill_piece (self, sizeof header + header.size, error))
    return FALSE;
  text = self->piece->str + self->piece_offset + sizeof header;
  g_ptr_array_set_size (self->cells, (int) header.n_cells);
  for (guint i = 0; i < header.n_cells; i++)
    {
      self->cells->pdata[i] = (gpointer) text;
      text += strlen (text) + 1;
    }
  self->piece_offset += sizeof header + header.size;
  self->next++;
  *row = (RgGridRow) {
    .cells = (const char *const *) self->cells->pdata,
    .n_cells = header.n_cells,
    .line = header.line,
  };
  return TRUE;
}

static RgGridStep
spooled_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);
  RgGridStep step;

  if (self->next < self->rows)
    return read_kept (self, row, error) ? RG_GRID_ROW : RG_GRID_ERROR;
  step = rg_grid_next (self->grid, row, cancellable, error);
  if (step == RG_GRID_ROW)
    {
      keep_row (self, row);
      self->next = self->rows;
    }
  /* What follows an error is not known. */
  self->broken |= step == RG_GRID_ERROR;
  return step;
}

static gboolean
spooled_grid_rewind (RgGrid *grid, GError **error)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);

  if (self->pending->len > 0 && !self->broken)
    write_pending (self);
  g_string_truncate (self->piece, 0);
  self->piece_offset = 0;
  self->position = 0;
  self->next = 0;
  if (!self->broken)
    return TRUE;
  self->rows = 0;
  return rg_grid_rewind (self->grid, error);
}

static double
spooled_grid_get_fraction (RgGrid *grid)
{
  RgSpooledGrid *self = RG_SPOOLED_GRID (grid);
  double fraction = rg_grid_get_fraction (self->grid);

  return self->next < self->rows ? fraction * (double) self->next / (double) self->rows : fraction;
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

  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->grid);
  g_string_free (self->pending, TRUE);
  g_string_free (self->piece, TRUE);
  g_ptr_array_unref (self->cells);
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
  self->pending = g_string_new (NULL);
  self->piece = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
}

/**
 * rg_spooled_grid_new:
 * @grid: (transfer full): a grid, before its first row
 * @name: of its file, for people
 *
 * Returns: (transfer full): the same rows
 */
RgGrid *
rg_spooled_grid_new (RgGrid *grid, const char *name)
{
  RgSpooledGrid *self = g_object_new (RG_TYPE_SPOOLED_GRID, NULL);

  self->grid = grid;
  self->name = g_strdup (name);
  return RG_GRID (self);
}
