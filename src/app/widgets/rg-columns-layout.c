/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-private.h"

/* Where the columns stand in a row of some width. */

static gboolean
at_end (const RgColumn *column)
{
  return column->kind == RG_CELL_AGO || column->kind == RG_CELL_NUMBER;
}

/* The room behind a cell. What stands at the end of one must not look as if it
 * belonged to what begins the next. */
static int
gap (RgColumns *self, const RgColumn *column)
{
  return rg_columns_px (self, at_end (column) ? RG_COLUMNS_GAP * 2 : RG_COLUMNS_GAP);
}

/* The narrowest a column may be: one that somebody wants keeps the width that
 * it was given or likes to have. */
static int
least_width (RgColumns *self, const RgColumn *column)
{
  if (column->wanted > 0)
    return rg_columns_px (self, column->wanted);

  return rg_columns_px (self, column->pinned ? column->natural : column->min);
}

static int
liked_width (RgColumns *self, const RgColumn *column)
{
  return column->wanted > 0 ? least_width (self, column) : rg_columns_px (self, column->natural);
}

static int
greatest_width (RgColumns *self, const RgColumn *column)
{
  return column->wanted > 0 ? least_width (self, column) : rg_columns_px (self, column->max);
}

static gboolean
must_stay (const RgColumn *column)
{
  return column->rank == 0 || column->pinned;
}

/* What a row needs besides its columns; the gap behind the last one is none. */
static int
margins (RgColumns *self)
{
  return 2 * rg_columns_px (self, RG_COLUMNS_EDGE) - rg_columns_px (self, RG_COLUMNS_GAP) +
         rg_columns_get_lead (self);
}

/* The least important of those that may go. */
static RgColumn *
find_last (RgColumns *self)
{
  RgColumn *last = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (column->shown && !must_stay (column) && (last == NULL || column->rank > last->rank))
        last = column;
    }

  return last;
}

/* Shows as many columns as fit at their narrowest, the least important going
 * first; an extra one must fit beside the others at their natural width.
 * Returns the room that is left. */
static int
choose (RgColumns *self, int width)
{
  int room = width - margins (self), natural = room;
  RgColumn *last;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      column->shown = TRUE;
      column->width = least_width (self, column);
      room -= column->width + gap (self, column);
      natural -= liked_width (self, column) + gap (self, column);
    }

  while ((last = find_last (self)) != NULL && (last->rank >= RG_COLUMNS_EXTRA_RANK ? natural : room) < 0)
    {
      last->shown = FALSE;
      room += last->width + gap (self, last);
      natural += liked_width (self, last) + gap (self, last);
    }

  return room;
}

/**
 * rg_columns_get_least_width:
 * @self: columns
 *
 * Returns: the width of a row below which columns would be cut that must stay,
 *   in pixels
 */
int
rg_columns_get_least_width (RgColumns *self)
{
  int width = margins (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (must_stay (column))
        width += least_width (self, column) + gap (self, column);
    }

  return width;
}

/* Shares @room among the shown columns in proportion to what each still lacks
 * to its natural, then its greatest width. */
static int
share (RgColumns *self, int room, gboolean greatest)
{
  int lacking = 0, given = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (column->shown)
        lacking += MAX (0, (greatest ? greatest_width : liked_width) (self, column) - column->width);
    }

  if (room <= 0 || lacking == 0)
    return MAX (0, room);

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);
      int lacks, more;

      if (!column->shown)
        continue;
      lacks = MAX (0, (greatest ? greatest_width : liked_width) (self, column) - column->width);
      more = lacking <= room ? lacks : (int) ((gint64) room * lacks / lacking);
      column->width += more;
      given += more;
    }

  return room - given;
}

/**
 * rg_columns_layout:
 * @self: columns
 * @width: of a row, in pixels
 *
 * Works out which columns are shown and where. Cheap when the width is the
 * same as before.
 */
void
rg_columns_layout (RgColumns *self, int width)
{
  int room, x;

  if (self->laid_out == width)
    return;
  self->laid_out = width;

  room = choose (self, width);
  room = share (self, room, FALSE);
  room = share (self, room, TRUE);

  x = rg_columns_px (self, RG_COLUMNS_EDGE) + rg_columns_get_lead (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (!column->shown)
        continue;
      column->x = x;
      x += column->width + gap (self, column);
    }
}
