/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What the benchmarks in C share. What goes wrong ends the program. */

/* (transfer full): the folder of the example shop with a million customers,
 * made when it is not there. For reading only. */
char *bench_find_shop (void);
/* (transfer full): a copy of it in a folder of its own, for a side that writes;
 * to be taken away by bench_remove_copy. */
char *bench_copy_shop (const char *shop);
void bench_remove_copy (const char *copy);

/* The shop open through the store. */
RgStore *bench_open_store (const char *shop, RgStoreFlags flags);
/* The same file through SQLite alone, as the store sets up its own
 * connections. */
sqlite3 *bench_open_plain (const char *shop, gboolean write);
void bench_exec (sqlite3 *handle, const char *sql);
sqlite3_stmt *bench_prepare (sqlite3 *handle, const char *sql);

/* One field of one customer, changed as the window does it. Returns how long COMMIT
 * took to be acknowledged, in milliseconds. */
typedef struct
{
  gint64 id;
  char value[32];
} BenchEdit;
double bench_edit (RgStore *store, const BenchEdit *edit);

/**
 * BenchSearch:
 * @name: of the benchmark
 * @peer_sql: what the other side asks
 * @pick: what is asked for, from the peer's connection
 * @prepare: checks the answer to one of them, once
 * @time_round: asks all of them of both sides in turn
 *
 * A benchmark of searching, in milliseconds.
 */
typedef struct
{
  const char *name;
  const char *peer_sql;
  GPtrArray *(*pick) (sqlite3 *handle);
  void (*prepare) (RgStore *store, sqlite3_stmt *peer, gpointer question);
  void (*time_round) (RgStore *store, sqlite3_stmt *peer, GPtrArray *questions, double *ours, double *theirs);
} BenchSearch;
void bench_search (const BenchSearch *search);

/* In milliseconds, from some moment on. */
double bench_now (void);
/* Of numbers in any order; sorts them. */
double bench_quantile (double *values, guint n, double part);
double bench_median (double *values, guint n);
void bench_print (const char *name, double value, const char *unit, double peer);
/* Ends the program unless there is no error. */
void bench_check (const GError *error, const char *what);
void bench_fail (const char *format, ...) G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN;

G_END_DECLS
