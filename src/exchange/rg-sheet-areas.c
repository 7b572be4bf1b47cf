/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-sheet-areas.h"

#include "exchange/rg-grid.h"

#include <string.h>

/* A sheet with more is made to take time, not to be read. */
#define AREAS_MAX 500000
#define COLUMNS_MAX (32 * 1024 * 1024)

/* What all areas that go on below say. */
#define TEXT_MAX (64 * 1024 * 1024)

typedef struct
{
  RgSheetArea area;
  const char *text; /* (nullable) */
} Active;

struct _RgSheetAreas
{
  GArray *areas; /* of RgSheetArea, by row once rows go by */
  gboolean sorted;
  guint64 columns; /* of all areas */
  guint32 row;
  guint next; /* the first area that lies wholly below */
  GStringChunk *texts;
  gsize text_size;
  GArray *active;    /* of Active: areas of the current row */
  guint32 first_end; /* no active one ends above this row */
  guint16 *owner;    /* by column: index in active + 1; 0: none */
};

RgSheetAreas *
rg_sheet_areas_new (void)
{
  RgSheetAreas *areas = g_new0 (RgSheetAreas, 1);

  areas->areas = g_array_new (FALSE, FALSE, sizeof (RgSheetArea));
  areas->sorted = TRUE;
  areas->active = g_array_new (FALSE, TRUE, sizeof (Active));
  areas->texts = g_string_chunk_new (4096);
  return areas;
}

void
rg_sheet_areas_free (RgSheetAreas *areas)
{
  g_array_unref (areas->areas);
  g_array_unref (areas->active);
  g_string_chunk_free (areas->texts);
  g_free (areas->owner);
  g_free (areas);
}

gboolean
rg_sheet_areas_add (RgSheetAreas *areas, const RgSheetArea *area)
{
  areas->columns += 1u + area->last_column - area->first_column;
  if (areas->areas->len == AREAS_MAX || areas->columns > COLUMNS_MAX)
    return FALSE;
  if (areas->areas->len > 0 &&
      g_array_index (areas->areas, RgSheetArea, areas->areas->len - 1).first_row > area->first_row)
    areas->sorted = FALSE;
  g_array_append_val (areas->areas, *area);
  return TRUE;
}

void
rg_sheet_areas_clear (RgSheetAreas *areas)
{
  rg_sheet_areas_go (areas, 0);
  g_array_set_size (areas->areas, 0);
  areas->columns = 0;
}

static int
by_row (gconstpointer a, gconstpointer b)
{
  const RgSheetArea *one = a;
  const RgSheetArea *other = b;

  return one->first_row < other->first_row ? -1 : one->first_row > other->first_row;
}

/* Tells every column of an active area whose it is. */
static void
set_owner (RgSheetAreas *areas, const RgSheetArea *area, guint16 owner)
{
  if (areas->owner == NULL)
    areas->owner = g_new0 (guint16, RG_GRID_CELLS_MAX);
  for (guint i = area->first_column; i <= area->last_column; i++)
    areas->owner[i] = owner;
}

static gboolean
is_free (RgSheetAreas *areas, const RgSheetArea *area)
{
  for (guint i = area->first_column; areas->owner != NULL && i <= area->last_column; i++)
    {
      if (areas->owner[i] != 0)
        return FALSE;
    }
  return TRUE;
}

static void
leave (RgSheetAreas *areas, guint index)
{
  const RgSheetArea *area = &g_array_index (areas->active, Active, index).area;

  set_owner (areas, area, 0);
  g_array_remove_index_fast (areas->active, index);
  if (index < areas->active->len)
    set_owner (areas, &g_array_index (areas->active, Active, index).area, (guint16) (index + 1));
}

/* Leaves the areas that end above @row; all when it is 0. */
static void
leave_ended (RgSheetAreas *areas, guint32 row)
{
  areas->first_end = G_MAXUINT32;
  for (guint i = areas->active->len; i > 0; i--)
    {
      guint32 end = g_array_index (areas->active, Active, i - 1).area.last_row;

      if (row == 0 || end < row)
        leave (areas, i - 1);
      else
        areas->first_end = MIN (areas->first_end, end);
    }
}

void
rg_sheet_areas_go (RgSheetAreas *areas, guint32 row)
{
  if (!areas->sorted)
    g_array_sort (areas->areas, by_row);
  areas->sorted = TRUE;
  if (row == 0)
    {
      areas->next = 0;
      areas->text_size = 0;
    }
  if (row == 0 || row > areas->first_end)
    leave_ended (areas, row);
  if (row == 0)
    g_string_chunk_clear (areas->texts);
  for (; areas->next < areas->areas->len; areas->next++)
    {
      const RgSheetArea *area = &g_array_index (areas->areas, RgSheetArea, areas->next);
      Active active = { .area = *area };

      if (area->first_row > row)
        break;
      /* Areas never overlap but in files that are wrong; the first one counts. */
      if (area->last_row < row || !is_free (areas, area))
        continue;
      g_array_append_val (areas->active, active);
      areas->first_end = MIN (areas->first_end, area->last_row);
      set_owner (areas, area, (guint16) areas->active->len);
    }
  areas->row = row;
}

gboolean
rg_sheet_areas_touch (const RgSheetAreas *areas)
{
  return areas->active->len > 0;
}

static Active *
find (const RgSheetAreas *areas, guint column)
{
  guint16 owner = areas->owner != NULL && column < RG_GRID_CELLS_MAX ? areas->owner[column] : 0;

  return owner != 0 ? &g_array_index (areas->active, Active, owner - 1u) : NULL;
}

gboolean
rg_sheet_areas_cover (const RgSheetAreas *areas, guint column)
{
  const Active *active = find (areas, column);

  return active != NULL && (areas->row != active->area.first_row || column != active->area.first_column);
}

gboolean
rg_sheet_areas_keep (RgSheetAreas *areas, guint column, const char *text)
{
  Active *active = find (areas, column);

  if (active == NULL || active->area.first_row != areas->row || active->area.last_row == areas->row ||
      active->area.first_column != column)
    return TRUE;
  areas->text_size += strlen (text) + 1;
  if (areas->text_size > TEXT_MAX)
    return FALSE;
  active->text = g_string_chunk_insert (areas->texts, text);
  return TRUE;
}

void
rg_sheet_areas_repeat (RgSheetAreas *areas,
                       void (*func) (guint column, const char *text, gpointer data),
                       gpointer data)
{
  for (guint i = 0; i < areas->active->len; i++)
    {
      const Active *active = &g_array_index (areas->active, Active, i);

      if (active->text != NULL && active->area.first_row < areas->row)
        func (active->area.first_column, active->text, data);
    }
}
