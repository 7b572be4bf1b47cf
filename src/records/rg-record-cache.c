/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record-private.h"

#include <gio/gio.h>

struct _RgRecordCache
{
  grefcount references;
  RgStore *store; /* (unowned) (nullable): NULL once the store is gone */
  char *entity;
  GType type;
  GHashTable *records; /* id → RgRecord, which forgets itself here */
  GHashTable *stale;   /* ids whose records are to be read again */
  gboolean reading;
  guint64 ticket;
};

/* Rows that are read again in one go. */
#define ROWS_PER_READ 256

static void read_stale (RgRecordCache *self);

RgRecordCache *
rg_record_cache_ref (RgRecordCache *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
rg_record_cache_unref (RgRecordCache *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->stale);
  g_free (self->entity);
  g_free (self);
}

GType
rg_record_cache_get_record_type (RgRecordCache *self)
{
  return self->type;
}

RgRecord *
rg_record_cache_peek (RgRecordCache *self, gint64 id)
{
  return g_hash_table_lookup (self->records, &id);
}

RgRecord *
rg_record_cache_take (RgRecordCache *self, gint64 id)
{
  RgRecord *record = rg_record_cache_peek (self, id);

  if (record != NULL)
    return g_object_ref (record);
  record = rg_record_new (self, self->type, id);
  g_hash_table_insert (self->records, g_memdup2 (&id, sizeof id), record);
  return record;
}

void
rg_record_cache_forget (RgRecordCache *self, gint64 id, RgRecord *record)
{
  if (rg_record_cache_peek (self, id) == record)
    g_hash_table_remove (self->records, &id);
}

guint64
rg_record_cache_ticket (RgRecordCache *self)
{
  return ++self->ticket;
}

void
rg_record_cache_show (RgRecordCache *self, RgRow *row, guint64 ticket)
{
  RgRecord *record = rg_record_cache_peek (self, rg_row_get_id (row));

  if (record == NULL || rg_record_get_ticket (record) > ticket)
    return;
  g_object_ref (record);
  rg_record_set_ticket (record, ticket);
  rg_record_set_row (record, row);
  g_object_unref (record);
}

/* --- following the store -------------------------------------------------- */

typedef struct
{
  char *entity;
  GArray *ids; /* (element-type guint32) */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->entity);
  g_array_unref (page->ids);
  g_free (page);
}

static gpointer
read_page (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Page *page = data;
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), page->entity);

  return rg_rows_read (read, entity, (const guint32 *) (const void *) page->ids->data, page->ids->len, error);
}

typedef struct
{
  RgRecordCache *cache;
  guint64 ticket;
} Reading;

static void
stale_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (RgRecordCache) self = reading->cache;
  guint64 ticket = reading->ticket;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rg_store_read_finish (RG_STORE (source), result, &error);

  g_free (reading);
  self->reading = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      rg_record_cache_show (self, g_ptr_array_index (rows, i), ticket);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("Changed rows were not read again: %s", error->message);
  read_stale (self);
}

static void
read_stale (RgRecordCache *self)
{
  Page *page;
  Reading *reading;
  GHashTableIter iter;
  gpointer key;

  if (self->reading || self->store == NULL || g_hash_table_size (self->stale) == 0)
    return;
  page = g_new0 (Page, 1);
  page->entity = g_strdup (self->entity);
  page->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_hash_table_iter_init (&iter, self->stale);
  while (page->ids->len < ROWS_PER_READ && g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 id = (guint32) * (gint64 *) key;

      if (rg_record_cache_peek (self, id) != NULL)
        g_array_append_val (page->ids, id);
      g_hash_table_iter_remove (&iter);
    }
  reading = g_new (Reading, 1);
  reading->cache = rg_record_cache_ref (self);
  reading->ticket = rg_record_cache_ticket (self);
  self->reading = TRUE;
  rg_store_read_async (self->store, read_page, page, page_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                       stale_read_cb, reading);
}

static void
mark_stale (RgRecordCache *self, gint64 id)
{
  if (g_hash_table_contains (self->records, &id))
    g_hash_table_add (self->stale, g_memdup2 (&id, sizeof id));
}

static void
mark_all_stale (RgRecordCache *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->stale, g_memdup2 (key, sizeof (gint64)));
}

/* Whether rows of @entity show in the virtual fields of ours. */
static gboolean
shows_in (RgRecordCache *self, const char *entity)
{
  return g_str_equal (self->entity, "customer") &&
         (g_str_equal (entity, "identity") || g_str_equal (entity, "customer_tag") ||
          g_str_equal (entity, "tag"));
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, gpointer data)
{
  RgRecordCache *self = data;

  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    {
      const RgChange *change = rg_changes_get (changes, i);

      if (shows_in (self, change->entity))
        mark_all_stale (self);
      if (!g_str_equal (change->entity, self->entity) || change->kind == RG_CHANGE_DELETE)
        continue;
      for (guint j = 0; change->ids != NULL && j < change->ids->len; j++)
        mark_stale (self, g_array_index (change->ids, gint64, j));
      if (change->ids == NULL)
        mark_all_stale (self);
    }
  read_stale (self);
}

/* Fields came, went or are shown differently. */
static void
catalog_cb (RgStore *store, GParamSpec *pspec, gpointer data)
{
  RgRecordCache *self = data;

  mark_all_stale (self);
  read_stale (self);
}

static void
store_gone_cb (gpointer data)
{
  RgRecordCache *self = data;

  self->store = NULL;
  rg_record_cache_unref (self);
}

RgRecordCache *
rg_record_cache_get (RgStore *store, const char *entity)
{
  g_autofree char *key = g_strconcat ("rg-record-cache-", entity, NULL);
  RgRecordCache *self = g_object_get_data (G_OBJECT (store), key);

  if (self != NULL)
    return rg_record_cache_ref (self);
  self = g_new0 (RgRecordCache, 1);
  g_ref_count_init (&self->references);
  self->store = store;
  self->entity = g_strdup (entity);
  self->type = g_str_equal (entity, "customer") ? RG_TYPE_CUSTOMER : RG_TYPE_RECORD;
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  /* Both live as long as the store does. */
  g_object_set_data_full (G_OBJECT (store), key, self, store_gone_cb);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (store, "notify::catalog", G_CALLBACK (catalog_cb), self);
  return rg_record_cache_ref (self);
}
