/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-private.h"

#include "app/widgets/rg-display.h"

#include <math.h>

#define TABLE_ROW_HEIGHT 40
#define COMPACT_ROW_HEIGHT 56

enum
{
  CHANGED,
  LAYOUT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColumns, rg_columns, G_TYPE_OBJECT)

static void
rg_columns_finalize (GObject *object)
{
  RgColumns *self = RG_COLUMNS (object);

  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->texts, rg_texts_free);
  g_clear_object (&self->styles);
  g_clear_pointer (&self->sort, g_free);
  g_clear_pointer (&self->layout, g_ptr_array_unref);
  g_clear_pointer (&self->shop, g_free);

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
  /**
   * RgColumns::layout-changed:
   *
   * Somebody chose other columns, another order or another width.
   */
  signals[LAYOUT_CHANGED] = g_signal_new ("layout-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_columns_init (RgColumns *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (RgColumn));
  self->table = &rg_columns_of_customers;
  self->scale = 1.0;
  self->sort = g_strdup ("name");
  self->laid_out = -1;
  self->texts = rg_texts_new ();
  rg_display_today (&self->today);
}

int
rg_columns_px (RgColumns *self, int sp)
{
  return (int) ceil (sp * self->scale);
}

/* Tells every row. */
void
rg_columns_changed (RgColumns *self)
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

/**
 * rg_columns_new_for:
 * @entity: key of an entity whose rows are listed
 *
 * Returns: (transfer full): columns without a catalogue: none
 */
RgColumns *
rg_columns_new_for (const char *entity)
{
  RgColumns *self = rg_columns_new ();

  if (g_str_equal (entity, rg_columns_of_deals.entity))
    self->table = &rg_columns_of_deals;
  rg_columns_set_sort (self, self->table->keys[0], FALSE);
  return self;
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

/* A field that has no place of its own among the usual columns. */
static RgColumn
column_of (RgColumns *self, const RgField *field)
{
  RgColumn column = { .min = 90, .natural = 120, .max = 220, .rank = 7 + field->index };
  int place = rg_columns_place (self, field->key);

  if (place >= 0)
    column = self->table->known[place];
  column.field = field;
  /* The order of the enumeration begins with the name. */
  if (column.kind == RG_CELL_NAME && !g_str_equal (field->key, "name"))
    column.kind = g_str_equal (field->key, "phones") ? RG_CELL_TEXT : kind_of_type (field->type);

  return column;
}

void
rg_columns_add (RgColumns *self, const RgField *field)
{
  RgColumn column;

  if (field == NULL || rg_columns_find (self, field->key) != NULL)
    return;
  column = column_of (self, field);
  g_array_append_val (self->columns, column);
}

/* The known ones in their order, then every other field that is listed from
 * the start. */
static void
make_usual (RgColumns *self)
{
  for (guint i = 0; i < self->table->n; i++)
    rg_columns_add (self, rg_entity_find_field (self->entity, self->table->keys[i]));

  for (guint i = 0; i < rg_entity_get_n_fields (self->entity); i++)
    {
      const RgField *field = rg_entity_get_field (self->entity, i);

      if ((field->flags & RG_FIELD_LISTED) != 0 && (field->flags & RG_FIELD_RETIRED) == 0)
        rg_columns_add (self, field);
    }
}

/* Tells who keeps the layout. */
void
rg_columns_layout_changed (RgColumns *self)
{
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
  rg_columns_changed (self);
}

/**
 * rg_columns_set_catalog:
 * @self: columns
 * @catalog: what the shop keeps
 *
 * Makes the columns anew.
 */
void
rg_columns_set_catalog (RgColumns *self, RgCatalog *catalog)
{
  g_return_if_fail (RG_IS_COLUMNS (self));

  rg_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
  self->entity = rg_catalog_find (catalog, self->table->entity);
  rg_columns_make (self);
}

void
rg_columns_make (RgColumns *self)
{
  g_array_set_size (self->columns, 0);
  if (self->entity == NULL)
    return;
  if (self->layout == NULL)
    make_usual (self);
  else
    rg_columns_make_chosen (self);
  rg_columns_changed (self);
}

/**
 * rg_columns_find:
 * @self: columns
 * @key: key of a field
 *
 * Returns: (transfer none) (nullable): its column, valid until the columns
 *   change
 */
const RgColumn *
rg_columns_find (RgColumns *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RgColumn *column = &g_array_index (self->columns, RgColumn, i);

      if (g_strcmp0 (column->field->key, key) == 0)
        return column;
    }

  return NULL;
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

      if (column->rank < RG_COLUMNS_EXTRA_RANK || column->pinned || column->shown)
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
  rg_columns_changed (self);
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
  rg_columns_changed (self);
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
  return self->checks ? rg_columns_px (self, RG_COLUMNS_LEAD) : 0;
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
  rg_columns_changed (self);
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
 * rg_columns_get_texts:
 * @self: columns
 *
 * Returns: (transfer none): the texts of all rows as they were drawn
 */
RgTexts *
rg_columns_get_texts (RgColumns *self)
{
  return self->texts;
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
  return rg_columns_px (self, self->compact ? COMPACT_ROW_HEIGHT : TABLE_ROW_HEIGHT);
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
  rg_columns_changed (self);
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
  rg_columns_changed (self);
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
  rg_columns_changed (self);
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

/**
 * rg_columns_set_tag_styles:
 * @self: columns
 * @styles: (nullable): what tags look like
 */
void
rg_columns_set_tag_styles (RgColumns *self, RgTagStyles *styles)
{
  if (self->styles == styles)
    return;
  if (self->styles != NULL)
    g_signal_handlers_disconnect_by_func (self->styles, rg_columns_changed, self);
  g_set_object (&self->styles, styles);
  if (styles != NULL)
    g_signal_connect_object (styles, "changed", G_CALLBACK (rg_columns_changed), self, G_CONNECT_SWAPPED);
  rg_columns_changed (self);
}

/**
 * rg_columns_get_tag_styles:
 * @self: columns
 *
 * Returns: (transfer none) (nullable): what tags look like
 */
RgTagStyles *
rg_columns_get_tag_styles (RgColumns *self)
{
  return self->styles;
}
