/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record-list-private.h"

#include <string.h>

#define MAX_IN_FLIGHT 2

typedef struct
{
  guint position; /* of its first row when it was asked for */
  char *entity;
  GArray *ids; /* (element-type guint32) */
} Page;

struct _RgPager
{
  RgStore *store;
  RgRecordCache *cache;
  char *entity;
  GCancellable *cancellable;
  GPtrArray *wanted; /* (element-type Page) */
  GHashTable *asked; /* numbers of pages wanted or under way */
  guint last_position;
  guint in_flight;
  guint source;
  grefcount references; /* a reading under way keeps the rest */
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->entity);
  g_array_unref (page->ids);
  g_free (page);
}

RgPager *
rg_pager_new (RgStore *store, RgRecordCache *cache, const char *entity)
{
  RgPager *self = g_new0 (RgPager, 1);

  g_ref_count_init (&self->references);
  self->store = g_object_ref (store);
  self->cache = rg_record_cache_ref (cache);
  self->entity = g_strdup (entity);
  self->cancellable = g_cancellable_new ();
  self->wanted = g_ptr_array_new_with_free_func (page_free);
  self->asked = g_hash_table_new (NULL, NULL);
  return self;
}

static void
pager_unref (RgPager *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_object_unref (self->store);
  rg_record_cache_unref (self->cache);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->wanted);
  g_hash_table_unref (self->asked);
  g_free (self->entity);
  g_free (self);
}

void
rg_pager_free (RgPager *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_set_size (self->wanted, 0);
  pager_unref (self);
}

guint
rg_pager_get_in_flight (RgPager *self)
{
  return self->in_flight;
}

/* Whether somebody holds a record of the page that shows nothing yet. */
static gboolean
is_needed (RgPager *self, const Page *page)
{
  for (guint i = 0; i < page->ids->len; i++)
    {
      RgRecord *record = rg_record_cache_peek (self->cache, g_array_index (page->ids, guint32, i));

      if (record != NULL && !rg_record_is_loaded (record))
        return TRUE;
    }
  return FALSE;
}

static guint
distance (const RgPager *self, const Page *page)
{
  guint middle = page->position + RG_PAGE_ROWS / 2;

  return middle > self->last_position ? middle - self->last_position : self->last_position - middle;
}

/* (transfer full) (nullable): the needed page nearest to where somebody looks;
 * pages that nobody needs any more are dropped. */
static Page *
take_nearest (RgPager *self)
{
  guint best = G_MAXUINT;

  for (guint i = self->wanted->len; i-- > 0;)
    {
      const Page *page = g_ptr_array_index (self->wanted, i);

      if (is_needed (self, page))
        continue;
      g_hash_table_remove (self->asked, GUINT_TO_POINTER (page->position / RG_PAGE_ROWS));
      g_ptr_array_remove_index_fast (self->wanted, i);
    }
  for (guint i = 0; i < self->wanted->len; i++)
    if (best == G_MAXUINT || distance (self, g_ptr_array_index (self->wanted, i)) <
                                 distance (self, g_ptr_array_index (self->wanted, best)))
      best = i;
  return best != G_MAXUINT ? g_ptr_array_steal_index_fast (self->wanted, best) : NULL;
}

static void dispatch (RgPager *self);

static gpointer
read_page (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Page *page = data;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), page->entity);

  return rg_rows_read (read, entity, (const guint32 *) (const void *) page->ids->data, page->ids->len, error);
}

typedef struct
{
  RgPager *pager;
  guint number;
  guint64 ticket;
} Reading;

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  RgPager *self = reading->pager;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rg_store_read_finish (RG_STORE (source), result, &error);

  self->in_flight--;
  g_hash_table_remove (self->asked, GUINT_TO_POINTER (reading->number));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      rg_record_cache_show (self->cache, g_ptr_array_index (rows, i), reading->ticket);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("A page of rows was not read: %s", error->message);
  g_free (reading);
  dispatch (self);
  pager_unref (self);
}

static void
dispatch (RgPager *self)
{
  while (self->in_flight < MAX_IN_FLIGHT && !g_cancellable_is_cancelled (self->cancellable))
    {
      Page *page = take_nearest (self);
      Reading *reading;

      if (page == NULL)
        return;
      reading = g_new (Reading, 1);
      g_ref_count_inc (&self->references);
      reading->pager = self;
      reading->number = page->position / RG_PAGE_ROWS;
      reading->ticket = rg_record_cache_ticket (self->cache);
      self->in_flight++;
      rg_store_read_async (self->store, read_page, page, page_free, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, page_read_cb, reading);
    }
}

static gboolean
dispatch_cb (gpointer data)
{
  RgPager *self = data;

  self->source = 0;
  dispatch (self);
  return G_SOURCE_REMOVE;
}

gboolean
rg_pager_has (RgPager *self, guint page)
{
  return g_hash_table_contains (self->asked, GUINT_TO_POINTER (page));
}

void
rg_pager_ask (RgPager *self, guint position, guint page, const guint32 *ids, guint n_ids)
{
  Page *wanted;

  self->last_position = position;
  if (ids == NULL)
    return;
  wanted = g_new0 (Page, 1);
  wanted->position = page * RG_PAGE_ROWS;
  wanted->entity = g_strdup (self->entity);
  wanted->ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);
  g_array_append_vals (wanted->ids, ids, n_ids);
  g_ptr_array_add (self->wanted, wanted);
  g_hash_table_add (self->asked, GUINT_TO_POINTER (page));
  /* A view asks for some two hundred rows in one go. Only when it is through
   * is it known where it looks. */
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, dispatch_cb, self, NULL);
}

void
rg_pager_renew (RgPager *self)
{
  g_hash_table_remove_all (self->asked);
}
