/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-grid.h"

#include "exchange/rg-csv-grid.h"

G_DEFINE_ABSTRACT_TYPE (RgGrid, rg_grid, G_TYPE_OBJECT)

static double
no_fraction (RgGrid *self)
{
  return 0.0;
}

static const char *
no_text (RgGrid *self)
{
  return NULL;
}

static void
rg_grid_class_init (RgGridClass *klass)
{
  klass->get_fraction = no_fraction;
  klass->get_encoding = no_text;
  klass->get_delimiter = no_text;
}

static void
rg_grid_init (RgGrid *self)
{
}

/**
 * rg_grid_next:
 * @self: a grid
 * @row: (out caller-allocates): the row, valid until the grid is used again
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether there is a row
 */
RgGridStep
rg_grid_next (RgGrid *self, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  return RG_GRID_GET_CLASS (self)->next (self, row, cancellable, error);
}

/**
 * rg_grid_rewind:
 * @self: a grid
 * @error: return location for an error
 *
 * Returns: whether the next row is the first one again
 */
gboolean
rg_grid_rewind (RgGrid *self, GError **error)
{
  return RG_GRID_GET_CLASS (self)->rewind (self, error);
}

/**
 * rg_grid_get_fraction:
 * @self: a grid
 *
 * Returns: how much of the file has been read, 0 to 1
 */
double
rg_grid_get_fraction (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_fraction (self);
}

/**
 * rg_grid_get_encoding:
 * @self: a grid
 *
 * Returns: (nullable): the name of the file's encoding
 */
const char *
rg_grid_get_encoding (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_encoding (self);
}

/**
 * rg_grid_get_delimiter:
 * @self: a grid
 *
 * Returns: (nullable): what stands between the cells of a text file
 */
const char *
rg_grid_get_delimiter (RgGrid *self)
{
  return RG_GRID_GET_CLASS (self)->get_delimiter (self);
}

/**
 * rg_grid_open:
 * @path: a file
 * @encoding: (nullable): the owner's word for the encoding of a text file
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a file as what its content says. A kind of file that is added later is
 * asked for here, before text, which nearly anything can be taken for.
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_grid_open (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  return rg_csv_grid_new (path, encoding, cancellable, error);
}
