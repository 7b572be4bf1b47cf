/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"
#include "store/rg-database.h"

G_BEGIN_DECLS

/**
 * RgStore:
 *
 * A shop's folder, open: shop.db with one writer, readers, the journal, the
 * change feed and the search tables that follow it. Everything that touches
 * the disk runs on the store's own threads; see [func@store_read_async].
 */
#define RG_TYPE_STORE (rg_store_get_type ())
G_DECLARE_FINAL_TYPE (RgStore, rg_store, RG, STORE, GObject)

/**
 * RgStoreFlags:
 * @RG_STORE_CREATE: make the folder and an empty shop when there is none; never
 *   over something that is there
 * @RG_STORE_READ_ONLY: take no writer lock and write nothing
 */
typedef enum
{
  RG_STORE_DEFAULT = 0,
  RG_STORE_CREATE = 1 << 0,
  RG_STORE_READ_ONLY = 1 << 1,
} RgStoreFlags;

/* Blocks; for programs without a window. The thread-default main context of
 * the caller is where signals and callbacks arrive. */
RgStore *rg_store_open (const char *folder, RgStoreFlags flags, GError **error);
void rg_store_open_async (const char *folder,
                          RgStoreFlags flags,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
RgStore *rg_store_open_finish (GAsyncResult *result, GError **error);
/* Finishes what is queued, checkpoints and gives the lock back. Done by the
 * last unref too, but only here can it be waited for. Idempotent. */
void rg_store_close (RgStore *self);

const char *rg_store_get_folder (RgStore *self);
gboolean rg_store_is_read_only (RgStore *self);
/* The shop's name: from meta, else the folder's name. */
char *rg_store_dup_name (RgStore *self);
/* (transfer full): today's catalogue; announced by notify::catalog. */
RgCatalog *rg_store_ref_catalog (RgStore *self);

/* --- transactions ------------------------------------------------------- */

typedef struct _RgRead RgRead;   /* a read transaction, on a worker thread only */
typedef struct _RgWrite RgWrite; /* a write transaction, on the writer thread only */

/* Plain synchronous code. Returns a result, owned by who asked (freed with
 * @free_result when nobody takes it), or NULL and @error. A write that
 * returns with @error set is rolled back. */
typedef gpointer (*RgReadFunc) (RgRead *read, gpointer data, GCancellable *cancellable, GError **error);
typedef gpointer (*RgWriteFunc) (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error);

/* The window's two calls. @data is freed with @free_data on whichever thread
 * ends with it. The write's callback comes after COMMIT. */
void rg_store_read_async (RgStore *self,
                          RgReadFunc func,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer rg_store_read_finish (RgStore *self, GAsyncResult *result, GError **error);
void rg_store_write_async (RgStore *self,
                           RgWriteFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer rg_store_write_finish (RgStore *self, GAsyncResult *result, GError **error);
/* The same for programs without a window and for tests: runs on the store's
 * thread, blocks the caller. Not to be called from a store thread, but that a
 * write may call the read. */
gpointer
rg_store_read_sync (RgStore *self, RgReadFunc func, gpointer data, GCancellable *cancellable, GError **error);
gpointer rg_store_write_sync (RgStore *self,
                              RgWriteFunc func,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

/* search.db is attached to every read as "search". */
RgDatabase *rg_read_get_database (RgRead *read);
/* (transfer none): the catalogue this transaction sees. */
RgCatalog *rg_read_get_catalog (RgRead *read);
RgStore *rg_read_get_store (RgRead *read);
/* The shop's name, as rg_store_dup_name says it. */
char *rg_read_dup_shop_name (RgRead *read);
/* Rows of open operations are not shown. Appends " AND NOT (ALIAS.id BETWEEN
 * a AND b)" for each such range of @table to @sql; usually nothing. */
void rg_read_hide_open (RgRead *read, const char *table, const char *alias, GString *sql);

/* Says after COMMIT that what is derived from the row changed, though it stands
 * in no journal: RgStore::changed tells it as an update. Without an operation
 * its id is 0 and its origin RG_ORIGIN_SYSTEM. */
void rg_write_announce (RgWrite *write, const char *entity, gint64 id);
/* The same of very many. */
void rg_write_announce_many (RgWrite *write, const char *entity);
RgDatabase *rg_write_get_database (RgWrite *write);
RgCatalog *rg_write_get_catalog (RgWrite *write);
RgStore *rg_write_get_store (RgWrite *write);
/* A write is a read too: functions that only read take an RgRead. */
RgRead *rg_write_as_read (RgWrite *write);

/* --- search ------------------------------------------------------------- */

/* Blocks until search.db has caught up with everything committed before the
 * call, rebuilding included. Not on the main thread of a window. */
gboolean rg_store_wait_for_search (RgStore *self, GCancellable *cancellable, GError **error);

/* --- change feed -------------------------------------------------------- */

/**
 * RgChange:
 * @entity: the table
 * @kind: what happened
 * @ids: (nullable) (element-type gint64): the rows; %NULL means "very many, ask
 *   again" (above 1,000)
 */
typedef enum
{
  RG_CHANGE_INSERT,
  RG_CHANGE_UPDATE,
  RG_CHANGE_DELETE,
} RgChangeKind;

typedef struct
{
  const char *entity;
  RgChangeKind kind;
  GArray *ids;
} RgChange;

/**
 * RgChanges:
 *
 * What one COMMIT changed. Immutable; the argument of RgStore::changed
 * (operation id, origin, changes), which is emitted on the main context.
 */
#define RG_TYPE_CHANGES (rg_changes_get_type ())
typedef struct _RgChanges RgChanges;
GType rg_changes_get_type (void);
RgChanges *rg_changes_ref (RgChanges *changes);
void rg_changes_unref (RgChanges *changes);
gint64 rg_changes_get_operation (const RgChanges *changes);
const char *rg_changes_get_origin (const RgChanges *changes);
guint rg_changes_get_n (const RgChanges *changes);
const RgChange *rg_changes_get (const RgChanges *changes, guint index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgChanges, rg_changes_unref)

/* What RG_DAY_ENTITY stands for in RgStore::changed: no rows, but the date, by
 * which conditions and words such as "today" are read. */
#define RG_DAY_ENTITY "day"
/* Says so, later, when a new day has begun; also for a shop that is only read. */
void rg_store_announce_day (RgStore *self);

/* Fixes "now" for tests and reproducible runs; 0 gives the clock back. In UTC
 * milliseconds. The variable REGULARS_NOW (RFC 3339) does the same at start. */
void rg_clock_set (gint64 now);
gint64 rg_clock_now (void);

G_END_DECLS
