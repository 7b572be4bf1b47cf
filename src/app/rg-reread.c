/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-reread.h"

struct _RgReread
{
  RgStore *store; /* %NULL: stopped */
  GStrv entities;
  gpointer data; /* (nullable) of func */
  RgReadFunc func;
  GDestroyNotify free_found;
  RgRereadFound found;
  gpointer user_data;
  gboolean reading;
  gboolean outdated;
};

static void
reread_clear (RgReread *self)
{
  g_clear_pointer (&self->entities, g_strfreev);
  g_free (self->data);
}

static void
reread_unref (RgReread *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) reread_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReread, reread_unref)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgReread) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer found = rg_store_read_finish (RG_STORE (source), result, &error);

  self->reading = FALSE;
  if (self->store == NULL)
    {
      g_clear_pointer (&found, self->free_found);
      return;
    }
  self->found (found, error, self->user_data);
  if (self->outdated && self->store != NULL)
    rg_reread_now (self);
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgReread *self)
{
  for (guint i = 0; changes != NULL && i < rg_changes_get_n (changes); i++)
    if (g_strv_contains ((const char *const *) self->entities, rg_changes_get (changes, i)->entity))
      {
        rg_reread_now (self);
        return;
      }
}

/**
 * rg_reread_new:
 * @store: a shop
 * @entities: with whose rows it changes; several with a blank between them
 * @func: (scope notified): reads it, on a thread of the store's
 * @free_found: frees what @func returns
 * @found: (scope notified): called with each answer
 * @user_data: for @found
 *
 * Begins to read.
 *
 * Returns: (transfer full): for [method@Reread.stop]
 */
RgReread *
rg_reread_new (RgStore *store,
               const char *entities,
               RgReadFunc func,
               GDestroyNotify free_found,
               RgRereadFound found,
               gpointer user_data)
{
  return rg_reread_new_about (store, entities, NULL, 0, func, free_found, found, user_data);
}

/**
 * rg_reread_new_about:
 * @store: a shop
 * @entities: with whose rows it changes; several with a blank between them
 * @data: (nullable): what @func is asked about; copied
 * @size: of @data
 * @func: (scope notified): reads it, on a thread of the store's
 * @free_found: frees what @func returns
 * @found: (scope notified): called with each answer
 * @user_data: for @found
 *
 * Begins to read.
 *
 * Returns: (transfer full): for [method@Reread.stop]
 */
RgReread *
rg_reread_new_about (RgStore *store,
                     const char *entities,
                     gconstpointer data,
                     gsize size,
                     RgReadFunc func,
                     GDestroyNotify free_found,
                     RgRereadFound found,
                     gpointer user_data)
{
  RgReread *self = g_rc_box_new0 (RgReread);

  self->store = g_object_ref (store);
  self->entities = g_strsplit (entities, " ", -1);
  self->data = g_memdup2 (data, size);
  self->func = func;
  self->free_found = free_found;
  self->found = found;
  self->user_data = user_data;
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  rg_reread_now (self);
  return self;
}

/**
 * rg_reread_stop:
 * @self: (transfer full): what is read again
 *
 * Ends it. What is being read then is thrown away.
 */
void
rg_reread_stop (RgReread *self)
{
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  reread_unref (self);
}

/**
 * rg_reread_now:
 * @self: what is read again
 *
 * Reads, or does so again when what is being read now has come.
 */
void
rg_reread_now (RgReread *self)
{
  self->outdated = self->reading;
  if (self->outdated)
    return;
  self->reading = TRUE;
  rg_store_read_async (self->store, self->func, self->data, NULL, self->free_found, NULL, read_cb,
                       g_rc_box_acquire (self));
}

/**
 * rg_reread_is_busy:
 * @self: what is read again
 *
 * Returns: whether it is being read
 */
gboolean
rg_reread_is_busy (RgReread *self)
{
  return self->reading;
}
