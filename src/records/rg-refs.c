/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-refs.h"

#include "records/rg-record-list-private.h"

struct _RgRefs
{
  RgRecordCache *cache;
  RgPager *pager;
  GArray *wanted; /* (element-type guint32): asked for in this turn */
  guint page;     /* the number of the next reading; the newest is read first */
  guint source;
};

/**
 * rg_refs_new:
 * @store: a shop
 * @entity: key of the entity that is pointed to
 *
 * Returns: (transfer full): nothing asked for yet
 */
RgRefs *
rg_refs_new (RgStore *store, const char *entity)
{
  RgRefs *self = g_new0 (RgRefs, 1);

  self->cache = rg_record_cache_get (store, entity);
  self->pager = rg_pager_new (store, self->cache, entity);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

/**
 * rg_refs_free:
 * @self: (transfer full): nothing is read any more
 */
void
rg_refs_free (RgRefs *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  rg_pager_free (self->pager);
  rg_record_cache_unref (self->cache);
  g_array_unref (self->wanted);
  g_free (self);
}

static void
ask (RgRefs *self)
{
  rg_pager_ask (self->pager, self->page * RG_PAGE_ROWS, self->page,
                (const guint32 *) (const void *) self->wanted->data, self->wanted->len);
  self->page = (self->page + 1) % (G_MAXUINT / RG_PAGE_ROWS);
  g_array_set_size (self->wanted, 0);
}

static gboolean
ask_cb (gpointer data)
{
  RgRefs *self = data;

  self->source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_wanted (const RgRefs *self, guint32 id)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (g_array_index (self->wanted, guint32, i) == id)
      return TRUE;
  return FALSE;
}

/**
 * rg_refs_take:
 * @self: what is pointed to
 * @id: of a row
 *
 * Returns: (transfer full): its record, which is filled in a moment where it is not
 *   loaded yet
 */
RgRecord *
rg_refs_take (RgRefs *self, gint64 id)
{
  RgRecord *record = rg_record_cache_take (self->cache, id);
  guint32 small = (guint32) id;

  if (rg_record_is_loaded (record) || is_wanted (self, small))
    return record;
  g_array_append_val (self->wanted, small);
  if (self->wanted->len == RG_PAGE_ROWS)
    ask (self);
  else if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, self, NULL);
  return record;
}
