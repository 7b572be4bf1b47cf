/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns.h"

#include "app/widgets/rg-display.h"

#include <math.h>

#define TABLE_ROW_HEIGHT 40
#define COMPACT_ROW_HEIGHT 56

struct _RgColumns
{
  GObject parent_instance;

  RgCatalog *catalog;
  const RgEntity *entity;
  GArray *columns; /* RgColumn */
  char *sort;
  gboolean descending;
  gboolean compact;
  gboolean checks;
  gboolean mask;
  double scale;
  GDate today;

  /* The width that the places in @columns were worked out for. */
  int laid_out;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColumns, rg_columns, G_TYPE_OBJECT)

/* Fields that have a place and a form of their own, in the order in which they
 * stand. Those at the end, from rank 20, are shown only where the window is so
 * wide that it would be empty otherwise. */
static const RgColumn known[] = {
  { .kind = RG_CELL_NAME, .min = 140, .natural = 186, .max = 300, .rank = 0 },
  { .kind = RG_CELL_PHONE, .min = 118, .natural = 124, .max = 150, .rank = 1 },
  { .kind = RG_CELL_TAGS, .min = 120, .natural = 204, .max = 420, .rank = 4 },
  { .kind = RG_CELL_DUE, .min = 112, .natural = 130, .max = 160, .rank = 2 },
  { .kind = RG_CELL_AGO, .min = 96, .natural = 104, .max = 130, .rank = 3 },
  { .kind = RG_CELL_TEXT, .min = 84, .natural = 100, .max = 180, .rank = 5 },
  { .kind = RG_CELL_TEXT, .min = 72, .natural = 80, .max = 150, .rank = 6 },
  { .kind = RG_CELL_TEXT, .min = 110, .natural = 150, .max = 220, .rank = 20 },
  { .kind = RG_CELL_TEXT, .min = 200, .natural = 280, .max = 1600, .rank = 21 },
};
static const char *const known_keys[] = {
  "name", "phone", "tags", "next_date", "last_contact", "source", "owner", "region", "notes",
};
G_STATIC_ASSERT (G_N_ELEMENTS (known) == G_N_ELEMENTS (known_keys));

#define EXTRA_RANK 20

static void
rg_columns_finalize (GObject *object)
{
  RgColumns *self = RG_COLUMNS (object);

  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->sort, g_free);

  G_OBJECT_CLASS (rg_columns_parent_class)->finalize (object);
}

static void
rg_columns_class_init (RgColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_columns_finalize;

  /**
   * RgColumns::changed:
   *
   * Something changed that every row shows.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_columns_init (RgColumns *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (RgColumn));
  self->scale = 1.0;
  self->sort = g_strdup ("name");
  self->laid_out = -1;
  rg_display_today (&self->today);
}

static void
changed (RgColumns *self)
{
  self->laid_out = -1;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rg_columns_new:
 *
 * Returns: (transfer full): columns without a catalogue: none
 */
RgColumns *
rg_columns_new (void)
{
  return g_object_new (RG_TYPE_COLUMNS, NULL);
}

static RgCellKind
kind_of_type (const RgFieldType *type)
{
  if (type == &rg_type_phone)
    return RG_CELL_PHONE;
  if (type == &rg_type_choices)
    return RG_CELL_TAGS;
  if (type == &rg_type_number || type == &rg_type_money || type == &rg_type_date ||
      type == &rg_type_lunar_date || type == &rg_type_time || type == &rg_type_instant)
    return RG_CELL_NUMBER;

  return RG_CELL_TEXT;
}

static gboolean
has_column (RgColumns *self, const RgField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, RgColumn, i).field == field)
      return TRUE;

  return FALSE;
}

/**
 * rg_columns_set_catalog:
 * @self: columns
 * @catalog: what the shop keeps
 *
 * Makes the columns anew: the known ones in their order, then every other
 * field that is listed from the start.
 */
void
rg_columns_set_catalog (RgColumns *self, RgCatalog *catalog)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  g_array_set_size (self->columns, 0);
  rg_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
  self->entity = rg_catalog_find (catalog, "customer");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      RgColumn column = known[i];

      column.field = rg_entity_find_field (self->entity, known_keys[i]);
      if (column.field != NULL)
        g_array_append_val (self->columns, column);
    }

  for (guint i = 0; i < rg_entity_get_n_fields (self->entity); i++)
    {
      RgColumn column = { .min = 90, .natural = 120, .max = 220, .rank = 7 + i };

      column.field = rg_entity_get_field (self->entity, i);
      if ((column.field->flags & RG_FIELD_LISTED) == 0 || (column.field->flags & RG_FIELD_RETIRED) != 0 ||
          has_column (self, column.field))
        continue;

      column.kind = kind_of_type (column.field->type);
      g_array_append_val (self->columns, column);
    }

  changed (self);
}

/**
 * rg_columns_get_entity:
 * @self: columns
 *
 * Returns: (transfer none) (nullable): whose rows they show
 */
const RgEntity *
rg_columns_get_entity (RgColumns *self)
{
  return self->entity;
}

/**
 * rg_columns_get_n:
 * @self: columns
 *
 * Returns: how many there are, shown or not
 */
guint
rg_columns_get_n (RgColumns *self)
{
  return self->columns->len;
}

/**
 * rg_columns_get:
 * @self: columns
 * @index: from 0
 *
 * Returns: (transfer none): valid until the catalogue changes
 */
const RgColumn *
rg_columns_get (RgColumns *self, guint index)
{
  g_return_val_if_fail (index < self->columns->len, NULL);

  return &g_array_index (self->columns, RgColumn, index);
}

static int
px (RgColumns *self, int sp)
{
  return (int) ceil (sp * self->scale);
}

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
  return px (self, at_end (column) ? RG_COLUMNS_GAP * 2 : RG_COLUMNS_GAP);
}

/* Shows as many columns as fit at their narrowest, the least important going
 * first; an extra one must fit beside the others at their natural width.
 * Returns the room that is left. */
static int
choose (RgColumns *self, int width)
{
  int room = width - 2 * px (self, RG_COLUMNS_EDGE) + px (self, RG_COLUMNS_GAP) - rg_columns_get_lead (self);
  int natural = room;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      column->shown = TRUE;
      column->width = px (self, column->min);
      room -= column->width + gap (self, column);
      natural -= px (self, column->natural) + gap (self, column);
    }

  for (;;)
    {
      RgColumn *last = NULL;

      for (guint i = 0; i < self->columns->len; i++)
        {
          RgColumn *column = &g_array_index (self->columns, RgColumn, i);

          if (column->shown && (last == NULL || column->rank > last->rank))
            last = column;
        }

      if (last == NULL || last->rank == 0 || (last->rank >= EXTRA_RANK ? natural : room) >= 0)
        return room;

      last->shown = FALSE;
      room += last->width + gap (self, last);
      natural += px (self, last->natural) + gap (self, last);
    }
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
        lacking += MAX (0, px (self, greatest ? column->max : column->natural) - column->width);
    }

  if (room <= 0 || lacking == 0)
    return MAX (0, room);

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);
      int lacks, more;

      if (!column->shown)
        continue;
      lacks = MAX (0, px (self, greatest ? column->max : column->natural) - column->width);
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

  x = px (self, RG_COLUMNS_EDGE) + rg_columns_get_lead (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (!column->shown)
        continue;
      column->x = x;
      x += column->width + gap (self, column);
    }
}

/**
 * rg_columns_dup_keys:
 * @self: columns
 *
 * Returns: (transfer full) (array zero-terminated=1): keys of the fields that
 *   the table has columns for, also where there is no room for all of them
 */
char **
rg_columns_dup_keys (RgColumns *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (column->rank < EXTRA_RANK || column->shown)
        g_strv_builder_add (keys, column->field->key);
    }

  return g_strv_builder_end (keys);
}

/**
 * rg_columns_set_compact:
 * @self: columns
 * @compact: two-line rows instead of a table
 */
void
rg_columns_set_compact (RgColumns *self, gboolean compact)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  changed (self);
}

/**
 * rg_columns_get_compact:
 * @self: columns
 *
 * Returns: whether rows have two lines
 */
gboolean
rg_columns_get_compact (RgColumns *self)
{
  return self->compact;
}

/**
 * rg_columns_set_checks:
 * @self: columns
 * @checks: whether every row begins with a box to check
 */
void
rg_columns_set_checks (RgColumns *self, gboolean checks)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  if (self->checks == checks)
    return;
  self->checks = checks;
  changed (self);
}

/**
 * rg_columns_get_checks:
 * @self: columns
 *
 * Returns: whether every row begins with a box to check
 */
gboolean
rg_columns_get_checks (RgColumns *self)
{
  return self->checks;
}

/**
 * rg_columns_get_lead:
 * @self: columns
 *
 * Returns: the room before what a row shows, for its box, in pixels
 */
int
rg_columns_get_lead (RgColumns *self)
{
  return self->checks ? px (self, RG_COLUMNS_LEAD) : 0;
}

/**
 * rg_columns_set_scale:
 * @self: columns
 * @scale: how much larger than usual text is shown
 */
void
rg_columns_set_scale (RgColumns *self, double scale)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  scale = CLAMP (scale, 0.5, 4.0);
  if (G_APPROX_VALUE (self->scale, scale, 0.001))
    return;
  self->scale = scale;
  changed (self);
}

/**
 * rg_columns_get_scale:
 * @self: columns
 *
 * Returns: pixels of an sp
 */
double
rg_columns_get_scale (RgColumns *self)
{
  return self->scale;
}

/**
 * rg_columns_get_row_height:
 * @self: columns
 *
 * Returns: the height of every row, in pixels
 */
int
rg_columns_get_row_height (RgColumns *self)
{
  return px (self, self->compact ? COMPACT_ROW_HEIGHT : TABLE_ROW_HEIGHT);
}

/**
 * rg_columns_set_mask:
 * @self: columns
 * @mask: whether the middle of phone numbers is hidden
 */
void
rg_columns_set_mask (RgColumns *self, gboolean mask)
{
  if (self->mask == mask)
    return;
  self->mask = mask;
  changed (self);
}

/**
 * rg_columns_get_mask:
 * @self: columns
 *
 * Returns: whether phone numbers are masked
 */
gboolean
rg_columns_get_mask (RgColumns *self)
{
  return self->mask;
}

/**
 * rg_columns_get_today:
 * @self: columns
 *
 * Returns: (transfer none): the day that "3 days ago" counts from
 */
const GDate *
rg_columns_get_today (RgColumns *self)
{
  return &self->today;
}

/**
 * rg_columns_update_today:
 * @self: columns
 *
 * Looks at the clock; rows are drawn anew when another day has begun.
 */
void
rg_columns_update_today (RgColumns *self)
{
  GDate today;

  rg_display_today (&today);
  if (g_date_compare (&today, &self->today) == 0)
    return;
  self->today = today;
  changed (self);
}

/**
 * rg_columns_set_sort:
 * @self: columns
 * @key: key of the field that rows are ordered by
 * @descending: from the last to the first
 *
 * For the header to show; whoever owns the list orders it.
 */
void
rg_columns_set_sort (RgColumns *self, const char *key, gboolean descending)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  if (g_strcmp0 (self->sort, key) == 0 && self->descending == descending)
    return;
  g_set_str (&self->sort, key);
  self->descending = descending;
  changed (self);
}

/**
 * rg_columns_get_sort:
 * @self: columns
 *
 * Returns: (transfer none): the key of the field that rows are ordered by
 */
const char *
rg_columns_get_sort (RgColumns *self)
{
  return self->sort;
}

/**
 * rg_columns_get_descending:
 * @self: columns
 *
 * Returns: whether the order is turned round
 */
gboolean
rg_columns_get_descending (RgColumns *self)
{
  return self->descending;
}

/**
 * rg_columns_can_sort:
 * @field: a field
 *
 * Tags and notes have no order that would mean something.
 *
 * Returns: whether rows can be ordered by it
 */
gboolean
rg_columns_can_sort (const RgField *field)
{
  return (field->flags & RG_FIELD_VIRTUAL) == 0 && field->type != &rg_type_long_text;
}
