/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-database-private.h"

#include <glib/gi18n-lib.h>

/* The thread that keeps search.db. Others only poke it, wait for it and end it. */

struct _RgSearchIndex
{
  RgSearchWork work;
  char *name; /* of the file, as SQLite calls it */
  GThread *thread;
  GMutex mutex;
  GCond changed;
  RgSearchChase *chase; /* (nullable): not begun yet */
  gboolean poked;
  gboolean damaged;
  gboolean ending;
  /* Who waits takes a number; when a run begins that sees everything committed
   * before, all numbers given out so far are served by it. */
  guint64 given;
  guint64 served;
  GError *problem; /* of the last run */
};

/* Indexes by the name of their file, for readers that find it damaged. */
static GMutex registry_mutex;
static GHashTable *registry;

static void
enter_registry (RgSearchIndex *self)
{
  g_mutex_lock (&registry_mutex);
  if (registry == NULL)
    registry = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (registry, self->name, self);
  g_mutex_unlock (&registry_mutex);
}

static void
leave_registry (RgSearchIndex *self)
{
  g_mutex_lock (&registry_mutex);
  if (g_hash_table_lookup (registry, self->name) == self)
    g_hash_table_remove (registry, self->name);
  if (g_hash_table_size (registry) == 0)
    g_clear_pointer (&registry, g_hash_table_unref);
  g_mutex_unlock (&registry_mutex);
}

void
rg_search_index_report_damage (const char *path)
{
  RgSearchIndex *self;

  g_mutex_lock (&registry_mutex);
  self = registry != NULL && path != NULL ? g_hash_table_lookup (registry, path) : NULL;
  if (self != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->damaged = TRUE;
      self->poked = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
    }
  g_mutex_unlock (&registry_mutex);
}

/* For a build that chases an operation. Who waits is served by the next run, so
 * that being poked is not forgotten then. */
static gboolean
wait_for_more (gpointer data)
{
  RgSearchIndex *self = data;
  gboolean more;

  g_mutex_lock (&self->mutex);
  while (!self->poked && !self->ending && self->given == self->served)
    g_cond_wait (&self->changed, &self->mutex);
  more = !self->damaged && !self->ending && self->given == self->served;
  if (more)
    self->poked = FALSE;
  g_mutex_unlock (&self->mutex);
  return more;
}

/* (transfer full) (nullable): with the mutex held. Whoever waits does not wait
 * for the end of an operation. */
static RgSearchChase *
take_chase (RgSearchIndex *self)
{
  if (self->chase == NULL || (self->given != self->served && !rg_search_chase_is_ended (self->chase)))
    return NULL;
  if (!self->damaged && !rg_search_chase_is_ended (self->chase))
    return g_steal_pointer (&self->chase);
  g_clear_pointer (&self->chase, rg_search_chase_unref);
  return NULL;
}

static gboolean
run (RgSearchIndex *self, RgSearchChase *chase, gboolean damaged, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!damaged && (chase == NULL || rg_search_build (&self->work, chase, &problem)) &&
      rg_search_follow (&self->work, &problem))
    return TRUE;
  if (!damaged && !rg_search_is_damage (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  /* Whichever of the two files it was: a damaged shop.db fails again. */
  g_info ("The search tables are made again: %s",
          problem != NULL ? problem->message : "a reader found damage");
  return rg_search_build (&self->work, NULL, error) && rg_search_follow (&self->work, error);
}

static gpointer
thread_main (gpointer data)
{
  RgSearchIndex *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ending)
    {
      g_autoptr (GError) problem = NULL;
      guint64 serving = self->given;
      gboolean damaged = self->damaged;
      RgSearchChase *chase;

      if (!self->poked)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      chase = take_chase (self);
      self->poked = FALSE;
      self->damaged = FALSE;
      g_mutex_unlock (&self->mutex);
      if (!run (self, chase, damaged, &problem) &&
          !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("The search tables were not brought up to date: %s", problem->message);
      g_clear_pointer (&chase, rg_search_chase_unref);
      g_mutex_lock (&self->mutex);
      self->served = serving;
      g_clear_error (&self->problem);
      self->problem = g_steal_pointer (&problem);
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * rg_search_index_new:
 * @folder: of the shop, in which shop.db is
 * @error: %RG_STORE_ERROR, when search.db cannot be made or written; a search
 *   then does without it
 *
 * Opens search.db, or makes an empty one where there is none or a damaged one,
 * and starts the thread that brings it up to date.
 *
 * Returns: (transfer full): the index, or %NULL and @error
 */
RgSearchIndex *
rg_search_index_new (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "search.db", NULL);
  g_autofree char *shop_path = g_build_filename (folder, "shop.db", NULL);
  g_autoptr (RgSearchFile) file = rg_search_file_open (path, error);
  g_autoptr (RgDatabase) shop = file != NULL ? rg_database_open (shop_path, RG_DATABASE_READ, error) : NULL;
  RgSearchIndex *self;

  if (shop == NULL)
    return NULL;
  self = g_new0 (RgSearchIndex, 1);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->name = g_strdup (sqlite3_db_filename (rg_database_get_handle (file->db), "main"));
  self->work.file = g_steal_pointer (&file);
  self->work.shop = g_steal_pointer (&shop);
  self->work.cancellable = g_cancellable_new ();
  self->work.wait = wait_for_more;
  self->work.wait_data = self;
  self->poked = TRUE;
  enter_registry (self);
  self->thread = g_thread_new ("search", thread_main, self);
  return self;
}

/**
 * rg_search_index_poke:
 * @self: an index
 *
 * Says that something was committed. Returns at once.
 */
void
rg_search_index_poke (RgSearchIndex *self)
{
  g_mutex_lock (&self->mutex);
  self->poked = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * rg_search_index_chase:
 * @self: an index
 * @chase: an operation that has committed its first batch
 *
 * See the header. Returns at once.
 */
void
rg_search_index_chase (RgSearchIndex *self, RgSearchChase *chase)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->chase, rg_search_chase_unref);
  self->chase = rg_search_chase_ref (chase);
  self->poked = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  RgSearchIndex *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * rg_search_index_wait:
 * @self: an index
 * @cancellable: (nullable): ends the waiting, not the work
 * @error: what kept the index from being brought up to date
 *
 * Blocks until every operation committed before the call can be found,
 * rebuilding included.
 *
 * Returns: whether it is so
 */
gboolean
rg_search_index_wait (RgSearchIndex *self, GCancellable *cancellable, GError **error)
{
  gulong handler =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL) : 0;
  gboolean good = FALSE;
  guint64 number;

  g_mutex_lock (&self->mutex);
  number = ++self->given;
  self->poked = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->served < number && !self->ending && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  if (self->served < number)
    {
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
    }
  else if (self->problem != NULL)
    {
      g_propagate_error (error, g_error_copy (self->problem));
    }
  else
    {
      good = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);
  return good;
}

/**
 * rg_search_index_free:
 * @self: (nullable) (transfer full): an index
 *
 * Ends the thread where nothing is lost (a build that is not finished begins
 * anew next time) and closes the files. Nobody may be waiting.
 */
void
rg_search_index_free (RgSearchIndex *self)
{
  if (self == NULL)
    return;
  leave_registry (self);
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->work.cancellable);
  g_thread_join (self->thread);
  rg_search_file_free (self->work.file);
  rg_database_close (self->work.shop);
  g_object_unref (self->work.cancellable);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->chase, rg_search_chase_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->name);
  g_free (self);
}
