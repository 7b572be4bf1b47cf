/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"

#include "store/rg-op.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SEARCH_ROUNDS 5

void
bench_fail (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  fprintf (stderr, "%s: ", g_get_prgname ());
  vfprintf (stderr, format, args);
  fputc ('\n', stderr);
  va_end (args);
  exit (1);
}

void
bench_check (const GError *error, const char *what)
{
  if (error != NULL)
    bench_fail ("%s: %s", what, error->message);
}

/* (transfer full): what a program said, without the last line's end. */
static char *
run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, &error);
  bench_check (error, command[0]);
  g_spawn_check_wait_status (status, &error);
  bench_check (error, command[0]);
  return g_strchomp (said);
}

char *
bench_find_shop (void)
{
  const char *source = g_getenv ("REGULARS_SOURCE");
  g_autofree char *script = NULL;

  if (source == NULL)
    bench_fail ("please run it as build-aux/bench %s", g_get_prgname ());
  script = g_build_filename (source, "tests", "bench", "shop-of-a-million", NULL);
  return run ((const char *const[]) { "bash", script, NULL });
}

char *
bench_copy_shop (const char *shop)
{
  g_autofree char *above = g_path_get_dirname (shop);
  g_autofree char *bench = g_path_get_dirname (above);
  char *folder = g_build_filename (bench, "copy-XXXXXX", NULL);
  g_autofree char *copy = NULL;
  g_autofree char *said = NULL;

  if (g_mkdtemp (folder) == NULL)
    bench_fail ("%s cannot be made", folder);
  copy = g_build_filename (folder, "shop", NULL);
  said = run ((const char *const[]) { "cp", "-r", "--reflink=auto", shop, copy, NULL });
  g_free (folder);
  return g_steal_pointer (&copy);
}

void
bench_remove_copy (const char *copy)
{
  g_autofree char *folder = g_path_get_dirname (copy);
  g_autofree char *said = run ((const char *const[]) { "rm", "-rf", folder, NULL });
}

RgStore *
bench_open_store (const char *shop, RgStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (shop, flags, &error);

  bench_check (error, shop);
  rg_store_wait_for_search (store, NULL, &error);
  bench_check (error, shop);
  return store;
}

sqlite3 *
bench_open_plain (const char *shop, gboolean write)
{
  g_autofree char *path = g_build_filename (shop, "shop.db", NULL);
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle,
                       SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY),
                       NULL) != SQLITE_OK)
    bench_fail ("%s: %s", path, sqlite3_errmsg (handle));
  bench_exec (handle, "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;");
  if (write)
    bench_exec (handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;");
  return handle;
}

void
bench_exec (sqlite3 *handle, const char *sql)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    bench_fail ("%s: %s", sql, sqlite3_errmsg (handle));
}

sqlite3_stmt *
bench_prepare (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    bench_fail ("%s: %s", sql, sqlite3_errmsg (handle));
  return statement;
}

double
bench_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_values (const void *a, const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_quantile (double *values, guint n, double part)
{
  guint place = (guint) ((double) n * part);

  qsort (values, n, sizeof *values, compare_values);
  return values[MIN (place, n - 1)];
}

double
bench_median (double *values, guint n)
{
  return bench_quantile (values, n, 0.5);
}

void
bench_print (const char *name, double value, const char *unit, double peer)
{
  /* Of the figures as they are printed, so that the three agree. */
  g_autofree char *text = g_strdup_printf ("%.4f", value);
  g_autofree char *peer_text = g_strdup_printf ("%.4f", peer);
  double shown = g_ascii_strtod (text, NULL);
  double shown_peer = g_ascii_strtod (peer_text, NULL);

  printf ("bench %s value=%.4f unit=%s peer=%.4f ratio=%.4f\n", name, shown, unit, shown_peer,
          shown / shown_peer);
  fflush (stdout);
}

static gpointer
write_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const BenchEdit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgCell cell = { .field = rg_entity_find_field (entity, "stage") };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "bench", "Edit a customer", error);
  gboolean good;

  rg_value_set_text (&cell.value, edit->value);
  good = op != NULL && rg_op_update (op, entity, edit->id, &cell, 1, error);
  rg_value_clear (&cell.value);
  return good ? data : NULL;
}

double
bench_edit (RgStore *store, const BenchEdit *edit)
{
  g_autoptr (GError) error = NULL;
  double begun = bench_now ();

  rg_store_write_sync (store, write_field, (gpointer) edit, NULL, &error);
  bench_check (error, "an edit");
  return bench_now () - begun;
}

void
bench_search (const BenchSearch *search)
{
  g_autofree char *shop = bench_find_shop ();
  g_autoptr (RgStore) store = bench_open_store (shop, RG_STORE_READ_ONLY);
  sqlite3 *handle = bench_open_plain (shop, FALSE);
  sqlite3_stmt *peer = bench_prepare (handle, search->peer_sql);
  g_autoptr (GPtrArray) questions = search->pick (handle);
  double ours[SEARCH_ROUNDS], theirs[SEARCH_ROUNDS];

  for (guint i = 0; i < questions->len; i++)
    search->prepare (store, peer, g_ptr_array_index (questions, i));
  for (guint i = 0; i < SEARCH_ROUNDS; i++)
    search->time_round (store, peer, questions, &ours[i], &theirs[i]);
  bench_print (search->name, bench_median (ours, SEARCH_ROUNDS), "ms", bench_median (theirs, SEARCH_ROUNDS));
  sqlite3_finalize (peer);
  sqlite3_close (handle);
  rg_store_close (store);
}
