/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "common/bench.h"
#include "store/rg-backup.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* See README.md. */

#define ROUNDS 3
#define SEED 20260302
#define PAUSE_MS 40 /* between two edits */
#define MOST_EDITS 4000
#define PIECE (256 * 1024)

/* --- who writes meanwhile ------------------------------------------------- */

typedef struct
{
  RgStore *store;
  int most;
  gboolean stop;
  double times[MOST_EDITS];
  guint n;
} Writer;

static gpointer
write_on (gpointer data)
{
  Writer *writer = data;
  g_autoptr (GRand) lots = g_rand_new_with_seed (SEED);

  while (!g_atomic_int_get (&writer->stop) && writer->n < MOST_EDITS)
    {
      BenchEdit edit = { .id = g_rand_int_range (lots, 1, writer->most + 1) };

      g_snprintf (edit.value, sizeof edit.value, "Stage %u", writer->n);
      writer->times[writer->n++] = bench_edit (writer->store, &edit);
      g_usleep (PAUSE_MS * 1000);
    }
  return NULL;
}

/* --- how long the main loop is away --------------------------------------- */

typedef struct
{
  double last;
  double longest;
} Gap;

static gboolean
gap_cb (gpointer data)
{
  Gap *gap = data;
  double now = bench_now ();

  gap->longest = MAX (gap->longest, now - gap->last);
  gap->last = now;
  return G_SOURCE_CONTINUE;
}

/* --- both sides ------------------------------------------------------------- */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBackup) backup = rg_store_backup_finish (RG_STORE (source), result, &error);

  bench_check (error, "the backup");
  *(gboolean *) data = TRUE;
}

static gboolean
rested_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* One backup while @writer writes, or @rest seconds of writing alone. */
static double
run (Writer *writer, const char *folder, double rest, Gap *gap)
{
  double begun = bench_now (), time;
  g_autoptr (GThread) thread = NULL;
  guint timer = g_timeout_add (1, gap_cb, gap);
  gboolean done = FALSE;

  writer->stop = FALSE;
  writer->n = 0;
  gap->last = begun;
  thread = g_thread_new ("writer", write_on, writer);
  if (folder != NULL)
    rg_store_backup_async (writer->store, RG_BACKUP_WANTED, folder, NULL, NULL, NULL, made_cb, &done);
  else
    g_timeout_add ((guint) (rest * 1000), rested_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  time = (bench_now () - begun) / 1000;
  g_atomic_int_set (&writer->stop, TRUE);
  g_thread_join (g_steal_pointer (&thread));
  g_source_remove (timer);
  return time;
}

/* The least a copy that is known to be on the disk and whole takes: written,
 * synced, read again with its sum taken. */
static double
time_peer (const char *shop, const char *folder)
{
  g_autofree char *from = g_build_filename (shop, "shop.db", NULL);
  g_autofree char *to = g_build_filename (folder, "peer.db", NULL);
  g_autofree char *buffer = g_malloc (PIECE);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  double begun = bench_now ();
  int in = g_open (from, O_RDONLY, 0), out = g_open (to, O_RDWR | O_CREAT | O_TRUNC, 0600);
  ssize_t n;

  while ((n = read (in, buffer, PIECE)) > 0)
    if (write (out, buffer, (size_t) n) != n)
      bench_fail ("the peer's copy");
  if (in < 0 || n < 0 || fsync (out) != 0 || lseek (out, 0, SEEK_SET) != 0)
    bench_fail ("the peer's copy");
  posix_fadvise (out, 0, 0, POSIX_FADV_DONTNEED);
  while ((n = read (out, buffer, PIECE)) > 0)
    g_checksum_update (sum, (const guchar *) buffer, n);
  close (in);
  close (out);
  g_unlink (to);
  return (bench_now () - begun) / 1000;
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *shop = bench_find_shop ();
  g_autofree char *copy = bench_copy_shop (shop);
  g_autofree char *folder = g_build_filename (copy, "elsewhere", NULL);
  RgStore *store = bench_open_store (copy, RG_STORE_DEFAULT);
  Writer *writer = g_new0 (Writer, 1);
  double ours[ROUNDS], peer[ROUNDS], gaps[ROUNDS], idle[ROUNDS], edits[ROUNDS], alone[ROUNDS];

  g_mkdir (folder, 0700);
  writer->store = store;
  writer->most = 1000000;
  for (guint i = 0; i < ROUNDS; i++)
    {
      Gap gap = { 0 }, calm = { 0 };

      ours[i] = run (writer, folder, 0, &gap);
      gaps[i] = gap.longest;
      edits[i] = bench_quantile (writer->times, writer->n, 0.99);
      empty_folder (folder);
      peer[i] = time_peer (copy, folder);
      run (writer, NULL, 5, &calm);
      idle[i] = calm.longest;
      alone[i] = bench_quantile (writer->times, writer->n, 0.99);
    }
  bench_print ("backup", bench_median (ours, ROUNDS), "s", bench_median (peer, ROUNDS));
  bench_print ("backup-gap", bench_median (gaps, ROUNDS), "ms", bench_median (idle, ROUNDS));
  bench_print ("backup-edit", bench_median (edits, ROUNDS), "ms", bench_median (alone, ROUNDS));
  rg_store_close (store);
  g_object_unref (store);
  g_free (writer);
  bench_remove_copy (copy);
  return 0;
}
