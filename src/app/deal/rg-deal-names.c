/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-names.h"

#include "app/rg-reread.h"
#include "records/rg-refs.h"

struct _RgDealNames
{
  GObject parent_instance;

  RgReread *reading; /* (nullable): of the stages */
  GPtrArray *stages; /* (nullable) (element-type RgStage) */
  RgRefs *customers; /* (nullable) */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RgDealNames, rg_deal_names, G_TYPE_OBJECT)

/* --- stages ------------------------------------------------------------------ */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_stages_list (read, TRUE, error);
}

static void
found_cb (gpointer found, const GError *error, gpointer user_data)
{
  RgDealNames *self = user_data;

  if (found == NULL)
    {
      g_info ("The stages were not read: %s", error->message);
      return;
    }
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = found;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * rg_deal_names_set_store:
 * @self: names
 * @store: (nullable): whose they are from now on
 */
void
rg_deal_names_set_store (RgDealNames *self, RgStore *store)
{
  g_clear_pointer (&self->reading, rg_reread_stop);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->customers, rg_refs_free);
  if (store == NULL)
    return;
  self->customers = rg_refs_new (store, "customer");
  self->reading =
      rg_reread_new (store, "stage", read_func, (GDestroyNotify) g_ptr_array_unref, found_cb, self);
}

/**
 * rg_deal_names_is_ready:
 * @self: names
 *
 * Returns: whether the stages are not being read
 */
gboolean
rg_deal_names_is_ready (RgDealNames *self)
{
  return self->reading == NULL || !rg_reread_is_busy (self->reading);
}

/**
 * rg_deal_names_get_stage:
 * @self: names
 * @id: of a stage
 *
 * Returns: (transfer none) (nullable): the stage, also one that is retired; %NULL while
 *   it is not known
 */
const RgStage *
rg_deal_names_get_stage (RgDealNames *self, gint64 id)
{
  for (guint i = 0; self->stages != NULL && i < self->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->id == id)
        return stage;
    }
  return NULL;
}

/**
 * rg_deal_names_get_nth:
 * @self: names
 * @n: from 0
 *
 * Returns: (transfer none) (nullable): a stage that is in use, in their order; %NULL
 *   behind the last
 */
const RgStage *
rg_deal_names_get_nth (RgDealNames *self, guint n)
{
  /* Retired ones come last. */
  const RgStage *stage =
      self->stages != NULL && n < self->stages->len ? g_ptr_array_index (self->stages, n) : NULL;

  return stage != NULL && !stage->retired ? stage : NULL;
}

/* --- customers ---------------------------------------------------------------- */

/**
 * rg_deal_names_take_customer:
 * @self: names
 * @deal: a deal
 *
 * Returns: (transfer full) (nullable): whose it is; filled in a moment where it is not
 *   loaded yet
 */
RgRecord *
rg_deal_names_take_customer (RgDealNames *self, RgRecord *deal)
{
  RgRow *row = rg_record_get_row (deal);
  const RgValue *customer =
      row != NULL ? rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "customer_id")) : NULL;

  if (customer == NULL || customer->kind != RG_VALUE_INTEGER || self->customers == NULL)
    return NULL;
  return rg_refs_take (self->customers, customer->integer);
}

/* --- coming and going ----------------------------------------------------------- */

static void
rg_deal_names_dispose (GObject *object)
{
  rg_deal_names_set_store (RG_DEAL_NAMES (object), NULL);
  G_OBJECT_CLASS (rg_deal_names_parent_class)->dispose (object);
}

static void
rg_deal_names_class_init (RgDealNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_deal_names_dispose;

  /**
   * RgDealNames::changed:
   *
   * The stages are known, or are others.
   */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
rg_deal_names_init (RgDealNames *self)
{
}

RgDealNames *
rg_deal_names_new (void)
{
  return g_object_new (RG_TYPE_DEAL_NAMES, NULL);
}
