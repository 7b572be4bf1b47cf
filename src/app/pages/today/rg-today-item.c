/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-item.h"

struct _RgTodayItem
{
  GObject parent_instance;

  RgTodayPart part;
  RgTodayRow *row; /* (nullable) */
  gint64 n;
};

G_DEFINE_FINAL_TYPE (RgTodayItem, rg_today_item, G_TYPE_OBJECT)

static void
rg_today_item_finalize (GObject *object)
{
  g_clear_pointer (&RG_TODAY_ITEM (object)->row, rg_today_row_free);

  G_OBJECT_CLASS (rg_today_item_parent_class)->finalize (object);
}

static void
rg_today_item_class_init (RgTodayItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_today_item_finalize;
}

static void
rg_today_item_init (RgTodayItem *self)
{
}

/**
 * rg_today_item_new:
 * @part: where it stands
 * @row: (transfer full): what it shows
 *
 * Returns: (transfer full): a line
 */
RgTodayItem *
rg_today_item_new (RgTodayPart part, RgTodayRow *row)
{
  RgTodayItem *self = g_object_new (RG_TYPE_TODAY_ITEM, NULL);

  self->part = part;
  self->row = row;
  return self;
}

/**
 * rg_today_item_new_more:
 * @part: where it stands
 * @n: how many there are in all
 *
 * Returns: (transfer full): the line below those that were read
 */
RgTodayItem *
rg_today_item_new_more (RgTodayPart part, gint64 n)
{
  RgTodayItem *self = g_object_new (RG_TYPE_TODAY_ITEM, NULL);

  self->part = part;
  self->n = n;
  return self;
}

/**
 * rg_today_item_get_part:
 * @self: a line
 *
 * Returns: where it stands
 */
RgTodayPart
rg_today_item_get_part (RgTodayItem *self)
{
  return self->part;
}

/**
 * rg_today_item_get_row:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const RgTodayRow *
rg_today_item_get_row (RgTodayItem *self)
{
  return self->row;
}

/**
 * rg_today_item_get_n:
 * @self: a line that stands for the rest
 *
 * Returns: how many there are in all
 */
gint64
rg_today_item_get_n (RgTodayItem *self)
{
  return self->n;
}

/**
 * rg_today_item_is_same:
 * @self: a line
 * @other: another one
 *
 * Returns: whether both are about the same
 */
gboolean
rg_today_item_is_same (RgTodayItem *self, RgTodayItem *other)
{
  const RgTodayRow *a = self->row, *b = other->row;

  if (a == NULL || b == NULL)
    return a == b && self->part == other->part;
  return a->kind == b->kind && a->task_id == b->task_id && a->customer_id == b->customer_id &&
         a->deal_id == b->deal_id && g_strcmp0 (a->person, b->person) == 0;
}

/**
 * rg_today_item_equal:
 * @self: a line
 * @other: another one
 *
 * Returns: whether both show the same
 */
gboolean
rg_today_item_equal (RgTodayItem *self, RgTodayItem *other)
{
  const RgTodayRow *a = self->row, *b = other->row;

  if (self->part != other->part || !rg_today_item_is_same (self, other))
    return FALSE;
  if (a == NULL)
    return self->n == other->n;
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->phone, b->phone) == 0 &&
         g_strcmp0 (a->wechat, b->wechat) == 0 && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->what, b->what) == 0 && g_strcmp0 (a->day, b->day) == 0 &&
         g_strcmp0 (a->time, b->time) == 0 && g_strcmp0 (a->staff, b->staff) == 0 &&
         g_strcmp0 (a->priority, b->priority) == 0 && g_strcmp0 (a->class, b->class) == 0 &&
         g_strcmp0 (a->repeat, b->repeat) == 0 && g_strcmp0 (a->birthday, b->birthday) == 0 &&
         g_strcmp0 (a->stage, b->stage) == 0 && a->days_over == b->days_over && a->age == b->age;
}
