/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-keep-up.h"

#include "shop/rg-follow.h"
#include "shop/rg-standing.h"

/* How customers stand and the tags of rules are kept up behind the window: one
 * follower for each shop, however many windows show it. */

/* Changes that come one after the other are followed together; the first rows are
 * on the screen before the first look. */
#define WAIT_MS 300
#define FIRST_WAIT_MS 2000
#define DAY_CHECK_SECONDS 60

typedef struct
{
  RgStore *store; /* (unowned): it owns this */
  guint timeout;
  guint day_timeout;
  guint32 day;
  gboolean running;
  gboolean again; /* something was changed meanwhile */
} Follower;

static void schedule (Follower *self, guint wait);

static void
follower_free (gpointer data)
{
  Follower *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->day_timeout, g_source_remove);
  g_free (self);
}

/* What cannot be followed is tried again with the next change; nothing else waits
 * for it. */
static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Follower *self = g_object_get_data (source, "rg-follower");
  g_autoptr (GError) error = NULL;
  g_autofree gboolean *more = rg_store_write_finish (RG_STORE (source), result, &error);

  if (self == NULL)
    return;
  self->running = FALSE;
  if (more == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("The tags of rules are not up to date: %s", error->message);
  if (more != NULL && *more)
    schedule (self, 0);
  else if (self->again)
    schedule (self, WAIT_MS);
  self->again = FALSE;
}

static gboolean
step_cb (gpointer user_data)
{
  Follower *self = user_data;

  self->timeout = 0;
  self->running = TRUE;
  rg_store_write_async (self->store, rg_follow_write_func, NULL, NULL, g_free, NULL, stepped_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule (Follower *self, guint wait)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add_full (G_PRIORITY_LOW, wait, step_cb, self, NULL);
}

static void
look (Follower *self)
{
  if (self->running)
    self->again = TRUE;
  else
    schedule (self, WAIT_MS);
}

/* What it did itself it goes on with by itself. */
static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, gpointer user_data)
{
  if (operation != 0 && !g_str_equal (origin, RG_ORIGIN_RULE))
    look (user_data);
}

/**
 * rg_keep_up_check_day:
 * @store: a shop that is shown
 *
 * Tells everybody when the date is another one than before, and follows it.
 */
void
rg_keep_up_check_day (RgStore *store)
{
  Follower *self = g_object_get_data (G_OBJECT (store), "rg-follower");
  guint32 today = rg_standing_today ();

  if (self == NULL || today == self->day)
    return;
  self->day = today;
  rg_store_announce_day (store);
  if (!rg_store_is_read_only (store))
    look (self);
}

static gboolean
day_cb (gpointer user_data)
{
  Follower *self = user_data;

  rg_keep_up_check_day (self->store);
  return G_SOURCE_CONTINUE;
}

/**
 * rg_keep_up_start:
 * @store: a shop that is shown
 *
 * Lets its stages, classes and tags by rule follow what happens, from soon on.
 */
void
rg_keep_up_start (RgStore *store)
{
  Follower *self;

  if (g_object_get_data (G_OBJECT (store), "rg-follower") != NULL)
    return;
  self = g_new0 (Follower, 1);
  self->store = store;
  self->day = rg_standing_today ();
  g_object_set_data_full (G_OBJECT (store), "rg-follower", self, follower_free);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_cb, self);
  /* Who has the shop open for writing follows what happens in it. */
  if (rg_store_is_read_only (store))
    return;
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  schedule (self, FIRST_WAIT_MS);
}

/**
 * rg_keep_up_stop:
 * @store: a shop that is about to be closed
 *
 * Nothing more is begun.
 */
void
rg_keep_up_stop (RgStore *store)
{
  Follower *self = g_object_get_data (G_OBJECT (store), "rg-follower");

  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_func (store, changed_cb, self);
  g_object_set_data (G_OBJECT (store), "rg-follower", NULL);
}

/**
 * rg_keep_up_look:
 * @store: a shop that is shown
 *
 * Numbers were changed by which customers are judged, which no operation tells of.
 */
void
rg_keep_up_look (RgStore *store)
{
  Follower *self = g_object_get_data (G_OBJECT (store), "rg-follower");

  if (self != NULL)
    look (self);
}

/**
 * rg_keep_up_is_busy:
 * @store: a shop
 *
 * Returns: whether anything that happened in it is followed yet, or is going to be
 */
gboolean
rg_keep_up_is_busy (RgStore *store)
{
  Follower *self = g_object_get_data (G_OBJECT (store), "rg-follower");

  return self != NULL && (self->running || self->timeout != 0);
}
