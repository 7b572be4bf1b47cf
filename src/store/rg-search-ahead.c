/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-ahead.h"

/* Reading rows and cutting their texts takes a third as long as entering them.
 * Two readers take turns on one connection, which nobody else uses between
 * asking and taking: while the documents of one are entered, the other makes
 * those of the next range. */

typedef enum
{
  IDLE,
  ASKED,
  DONE,
  ENDING,
} State;

struct _RgSearchAhead
{
  RgSearchReader *readers[2];
  GThread *thread;
  GMutex mutex;
  GCond changed;
  State state;
  guint turn; /* whose reader was asked last */
  RgSearchSource source;
  RgSearchSpan span;
  GPtrArray *docs; /* (nullable): the reader's */
  GError *error;
};

static gpointer
thread_main (gpointer data)
{
  RgSearchAhead *self = data;

  g_mutex_lock (&self->mutex);
  while (self->state != ENDING)
    {
      if (self->state != ASKED)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      self->docs = rg_search_reader_read (self->readers[self->turn], self->source, &self->span, &self->error);
      g_mutex_lock (&self->mutex);
      if (self->state == ASKED)
        self->state = DONE;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

RgSearchAhead *
rg_search_ahead_new (RgDatabase *shop, GError **error)
{
  RgSearchAhead *self = g_new0 (RgSearchAhead, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  for (guint i = 0; i < G_N_ELEMENTS (self->readers); i++)
    {
      self->readers[i] = rg_search_reader_new (shop, error);
      if (self->readers[i] == NULL)
        {
          rg_search_ahead_free (self);
          return NULL;
        }
    }
  self->thread = g_thread_new ("search-reader", thread_main, self);
  return self;
}

void
rg_search_ahead_free (RgSearchAhead *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->state = ENDING;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_thread_join (self->thread);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->readers); i++)
    g_clear_pointer (&self->readers[i], rg_search_reader_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

RgSearchReader *
rg_search_ahead_get_reader (RgSearchAhead *self)
{
  return self->readers[0];
}

void
rg_search_ahead_ask (RgSearchAhead *self, RgSearchSource source, const RgSearchSpan *span)
{
  g_mutex_lock (&self->mutex);
  self->turn = 1 - self->turn;
  self->source = source;
  self->span = *span;
  self->state = ASKED;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

GPtrArray *
rg_search_ahead_take (RgSearchAhead *self, GError **error)
{
  GPtrArray *docs;

  g_mutex_lock (&self->mutex);
  while (self->state == ASKED)
    g_cond_wait (&self->changed, &self->mutex);
  self->state = IDLE;
  docs = self->docs;
  if (docs == NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_mutex_unlock (&self->mutex);
  return docs;
}
