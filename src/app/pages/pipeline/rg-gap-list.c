/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-gap-list.h"

/* No place at all. */
#define NOWHERE G_MAXUINT

/* Above so many new items they come in two parts: what fits on any screen, and all
 * others, which cost as much as asking for so many does. */
#define MOST_ASKED 2000
#define A_SCREENFUL 300

struct _RgGapList
{
  GObject parent_instance;

  GListModel *model; /* (nullable) */
  GObject *gap;      /* the item that stands for it */
  guint at;          /* NOWHERE: it is closed */
  guint most;        /* of the model's items that are there yet */
};

static void rg_gap_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgGapList,
                               rg_gap_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_gap_list_model_init))

static guint
model_length (RgGapList *self)
{
  return self->model != NULL ? MIN (g_list_model_get_n_items (self->model), self->most) : 0;
}

/* --- the list ------------------------------------------------------------------ */

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  RgGapList *self = RG_GAP_LIST (model);

  return model_length (self) + (self->at != NOWHERE ? 1 : 0);
}

static gpointer
get_item (GListModel *model, guint position)
{
  RgGapList *self = RG_GAP_LIST (model);

  if (self->at != NOWHERE && position == self->at)
    return g_object_ref (self->gap);
  return self->model != NULL ? g_list_model_get_item (self->model, rg_gap_list_to_model (self, position))
                             : NULL;
}

static void
rg_gap_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The gap stays between the same two items; where both went it closes. */
static void
changed_cb (GListModel *model, guint position, guint removed, guint added, RgGapList *self)
{
  guint gap = self->at;

  if (gap == NOWHERE)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else if (position + removed <= gap)
    {
      self->at = gap - removed + added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
  else if (position >= gap)
    g_list_model_items_changed (G_LIST_MODEL (self), position + 1, removed, added);
  else
    {
      self->at = NOWHERE;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed + 1, added);
    }
}

/**
 * rg_gap_list_set_model:
 * @self: a list
 * @model: (nullable): what is in it from now on; the gap closes
 * @first: how many at the beginning are those that were there
 * @last: how many at the end are, which are others than the first
 *
 * For what was chosen or in sight before, the toolkit asks for each of the items that
 * come where it went. It finds those of a screenful; the others come after that.
 *
 * Returns: whether there were too many for it
 */
gboolean
rg_gap_list_set_model (RgGapList *self, GListModel *model, guint first, guint last)
{
  guint before;

  if (self->model == model)
    return FALSE;
  rg_gap_list_close (self);
  before = model_length (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  if (before == first + last || model_length (self) - first - last <= MOST_ASKED)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), first, before - first - last,
                                  model_length (self) - first - last);
      return FALSE;
    }
  self->most = first + A_SCREENFUL;
  g_list_model_items_changed (G_LIST_MODEL (self), first, before - first, A_SCREENFUL);
  self->most = G_MAXUINT;
  g_list_model_items_changed (G_LIST_MODEL (self), first + A_SCREENFUL, 0,
                              model_length (self) - first - A_SCREENFUL);
  return TRUE;
}

/* --- the gap --------------------------------------------------------------------- */

/**
 * rg_gap_list_open:
 * @self: a list
 * @position: a place in the list without the gap; its length: behind all
 *
 * Opens the gap before what is there now, and nowhere else.
 */
void
rg_gap_list_open (RgGapList *self, guint position)
{
  position = MIN (position, model_length (self));
  if (self->at == position)
    return;
  rg_gap_list_close (self);
  self->at = position;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
rg_gap_list_close (RgGapList *self)
{
  guint at = self->at;

  if (at == NOWHERE)
    return;
  self->at = NOWHERE;
  g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
}

/**
 * rg_gap_list_get_gap:
 * @self: a list
 *
 * Returns: where the gap is; the largest number where there is none
 */
guint
rg_gap_list_get_gap (RgGapList *self)
{
  return self->at;
}

gboolean
rg_gap_list_is_gap (RgGapList *self, gpointer item)
{
  return item == self->gap;
}

guint
rg_gap_list_to_model (RgGapList *self, guint position)
{
  g_return_val_if_fail (position != self->at || position == NOWHERE, position);
  return self->at != NOWHERE && position > self->at ? position - 1 : position;
}

guint
rg_gap_list_from_model (RgGapList *self, guint position)
{
  return self->at != NOWHERE && position >= self->at ? position + 1 : position;
}

/* --- the object ------------------------------------------------------------------ */

static void
rg_gap_list_dispose (GObject *object)
{
  RgGapList *self = RG_GAP_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->gap);
  G_OBJECT_CLASS (rg_gap_list_parent_class)->dispose (object);
}

static void
rg_gap_list_class_init (RgGapListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_gap_list_dispose;
}

static void
rg_gap_list_init (RgGapList *self)
{
  self->gap = g_object_new (G_TYPE_OBJECT, NULL);
  self->at = NOWHERE;
  self->most = G_MAXUINT;
}

/**
 * rg_gap_list_new:
 *
 * Returns: (transfer full): an empty list without a gap
 */
RgGapList *
rg_gap_list_new (void)
{
  return g_object_new (RG_TYPE_GAP_LIST, NULL);
}
