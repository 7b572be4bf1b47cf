/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-database-private.h"
#include "store/rg-op.h"
#include "store/rg-search.h"
#include "store/rg-store.h"
#include "store/rg-table.h"

G_BEGIN_DECLS

#define RG_N_READERS 2

/* Above this an operation runs in batches; so many rows are a batch. */
#define RG_LONG_ROWS 10000
#define RG_BATCH_ROWS 20000

/* Pages in the log after which it is moved into the file between two writes:
 * 4 MB when nobody waits, 16 MB in any case. */
#define RG_IDLE_WAL_PAGES 1000
#define RG_MUCH_WAL_PAGES 4000

typedef struct _RgGuard RgGuard;
typedef struct _RgFeed RgFeed;
typedef struct _RgCore RgCore;
typedef struct _RgBackupKeeper RgBackupKeeper;

/**
 * RgJob:
 *
 * A function that waits for a thread. Either @task is set, or somebody blocks
 * until @done.
 */
typedef struct
{
  RgStore *store; /* (unowned): kept by the task or by who blocks */
  RgReadFunc read;
  RgWriteFunc write;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GCancellable *cancellable;
  GTask *task;
  void (*raw) (RgCore *core, gpointer data); /* instead of a write: outside transactions */
  gboolean done;
  gpointer result;
  GError *error;
} RgJob;

/**
 * RgCore:
 *
 * What an open store consists of besides the object that people hold. Lives
 * until the threads have ended, which may be after the object's last reference
 * has gone.
 */
struct _RgCore
{
  char *folder;
  gboolean read_only;
  GMainContext *context; /* where signals are emitted */
  int lock;

  /* The writer thread's alone. */
  RgDatabase *db;
  GHashTable *tables;
  gint64 next_journal; /* journal and journal_bulk share their ids: one order */
  GPtrArray *paused;   /* (element-type RgOp): long ones that wait for short writes */
  RgGuard *guard;
  gboolean files_synced; /* the names in files/ are on the disk */
  guint depth;           /* writes that have begun, one inside the pause of another */

  /* Behind the mutex. */
  GMutex mutex;
  GCond writes_cond;
  GCond reads_cond;
  GCond done_cond;
  GQueue writes;
  GQueue reads;
  gboolean closing;
  RgCatalog *catalog;

  GThread *writer;
  GThread *readers[RG_N_READERS];
  RgDatabase *reader_dbs[RG_N_READERS];
  RgSearchIndex *search;
  RgBackupKeeper *keeper; /* NULL when nothing may be written */
};

/* rg-store-open.c */
RgCore *
rg_core_open (RgStore *store, const char *folder, RgStoreFlags flags, GMainContext *context, GError **error);
void rg_core_close (RgCore *core);

/* rg-store-jobs.c */
void rg_core_start_threads (RgCore *core);
void rg_core_stop_threads (RgCore *core);
gboolean rg_core_is_own_thread (RgCore *core);
void rg_core_run_waiting (RgCore *core);
/* Blocks; between two transactions. FALSE when the shop is being closed. */
gboolean rg_core_run_on_writer (RgCore *core, void (*func) (RgCore *core, gpointer data), gpointer data);
RgCatalog *rg_core_ref_catalog (RgCore *core);

/* rg-store.c */
RgCore *rg_store_get_core (RgStore *self);
void rg_store_emit_later (RgStore *self, GMainContext *context, RgChanges *changes, gboolean catalog);
void rg_store_emit_backups_later (RgStore *self, GMainContext *context);

/* --- transactions -------------------------------------------------------- */

struct _RgRead
{
  RgCore *core;
  RgStore *store; /* (unowned) */
  RgDatabase *db;
  RgCatalog *catalog;
  GThread *thread;
  GHashTable *hidden; /* (nullable): table → GArray of RgSpan, once asked for */
  gint64 own_op;      /* whose rows are not hidden from it */
};

struct _RgWrite
{
  RgRead read; /* first: a write is a read too */
  RgOp *op;
  GCancellable *cancellable;
  GCancellable *outer_cancellable;
  GHashTable *tables;
  GPtrArray *old; /* catalogues and tables that were replaced; pointers into them may be held */
  RgFeed *feed;
  gboolean fields_stale;   /* own_field rows were written since the catalogue was made */
  gboolean fields_changed; /* the catalogue is not the one it began with */
  int changes_before;      /* SQLite's count when it began */
  gboolean unjournalled;   /* upkeep that changes rows as they should be, past the journal */
};

typedef struct
{
  gint64 first;
  gint64 last;
} RgSpan;

/* Whether @id lies in one of @spans, sorted and not touching. */
gboolean rg_spans_contain (const GArray *spans, gint64 id);
/* Adds a span at the end; joined to the last one when it continues it. */
void rg_spans_append (GArray *spans, gint64 first, gint64 last);
void rg_spans_sort (GArray *spans);

void rg_read_begin (RgRead *read, RgCore *core, RgStore *store, RgDatabase *db);
void rg_read_end (RgRead *read);

RgWrite *rg_write_begin (RgCore *core, RgStore *store, GCancellable *cancellable, GError **error);
/* Commits when @error is not set, else rolls back; frees @write. */
void rg_write_end (RgWrite *write, GError **error);
/* Gives up what was written, lets @func run outside the transaction, begins again. */
gboolean rg_write_step_aside (RgWrite *write,
                              void (*func) (RgCore *core, gpointer data),
                              gpointer data,
                              GError **error);
/* Commits, lets short writes go first, begins again. */
gboolean rg_write_pause (RgWrite *write, GCancellable *cancellable, GError **error);
RgTable *rg_write_get_table (RgWrite *write, const char *name);
/* After own_field rows or columns were changed. */
gboolean rg_write_reload_fields (RgWrite *write, GError **error);

/* --- change feed --------------------------------------------------------- */

RgFeed *rg_feed_new (void);
void rg_feed_free (RgFeed *feed);
/* Very many, which are not named. */
void rg_feed_add_many (RgFeed *feed, const char *entity, RgChangeKind kind);
void rg_feed_add (RgFeed *feed, const char *entity, RgChangeKind kind, gint64 id);
/* (transfer full) (nullable): NULL when nothing was changed */
RgChanges *rg_feed_to_changes (RgFeed *feed, gint64 operation, const char *origin);

/* --- the journal's guard ------------------------------------------------- */

RgGuard *rg_guard_new (RgDatabase *db, GHashTable *tables);
void rg_guard_free (RgGuard *guard);
/* Before COMMIT: every row that changed stands in the journal. */
gboolean rg_guard_check (RgGuard *guard, RgWrite *write, GError **error);
void rg_guard_forget (RgGuard *guard);

G_END_DECLS
