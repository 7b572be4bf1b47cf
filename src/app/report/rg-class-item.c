/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/report/rg-class-item.h"

struct _RgClassItem
{
  GObject parent_instance;

  RgClassLine line;
  gint64 of;
};

G_DEFINE_FINAL_TYPE (RgClassItem, rg_class_item, G_TYPE_OBJECT)

static void
rg_class_item_finalize (GObject *object)
{
  RgClassItem *self = RG_CLASS_ITEM (object);

  g_free (self->line.label);
  g_free (self->line.month);
  g_free (self->line.condition);
  G_OBJECT_CLASS (rg_class_item_parent_class)->finalize (object);
}

static void
rg_class_item_class_init (RgClassItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_class_item_finalize;
}

static void
rg_class_item_init (RgClassItem *self)
{
}

/**
 * rg_class_item_new:
 * @line: a line of a report
 * @of: all customers
 *
 * Returns: (transfer full): the line in a list
 */
RgClassItem *
rg_class_item_new (const RgClassLine *line, gint64 of)
{
  RgClassItem *self = g_object_new (RG_TYPE_CLASS_ITEM, NULL);

  self->line = *line;
  self->line.label = g_strdup (line->label);
  self->line.month = g_strdup (line->month);
  self->line.condition = g_strdup (line->condition);
  self->of = of;
  return self;
}

/**
 * rg_class_item_get_line:
 * @self: a line in a list
 *
 * Returns: (transfer none): the line
 */
const RgClassLine *
rg_class_item_get_line (RgClassItem *self)
{
  return &self->line;
}

/**
 * rg_class_item_get_share:
 * @self: a line in a list
 *
 * Returns: how many of all customers are in it, from 0 to 1
 */
double
rg_class_item_get_share (RgClassItem *self)
{
  if (self->line.part == RG_CLASS_PART_MOVES || self->of <= 0)
    return 0;
  return CLAMP ((double) self->line.n / (double) self->of, 0, 1);
}
