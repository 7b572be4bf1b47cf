/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

/* What the deals of the list are worth: read behind the list, so that nobody waits for it,
 * and again whenever the list was. */

static void ask (RgPipelinePage *self);

static gpointer
sum_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree gint64 *sum = g_new0 (gint64, 1);

  return rg_query_sum (data, read, "amount_fen", cancellable, sum, error) ? g_steal_pointer (&sum) : NULL;
}

static void
summed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgPipelinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *sum = rg_store_read_finish (RG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->summing);
  if (sum == NULL)
    g_info ("Deals were not added up: %s", error->message);
  self->sum = sum != NULL ? *sum : 0;
  rg_pipeline_page_update_state (self);
  if (self->sum_again)
    ask (self);
}

/* One reading at a time. */
static void
ask (RgPipelinePage *self)
{
  self->sum_again = self->summing != NULL;
  if (self->sum_again || self->summed == NULL)
    return;
  self->summing = g_cancellable_new ();
  rg_store_read_async (self->followed, sum_func, rg_query_ref (rg_record_list_get_query (self->summed)),
                       (GDestroyNotify) rg_query_unref, g_free, self->summing, summed_cb,
                       g_object_ref (self));
}

static void
stop (RgPipelinePage *self)
{
  if (self->summing != NULL)
    g_cancellable_cancel (self->summing);
  g_clear_object (&self->summing);
  self->sum_again = FALSE;
}

/* In whichever order. */
static gboolean
is_same (RgQuery *a, RgQuery *b)
{
  return rg_query_get_condition (a) == rg_query_get_condition (b) &&
         g_strcmp0 (rg_query_get_search (a), rg_query_get_search (b)) == 0;
}

/**
 * rg_pipeline_sum_follow:
 * @self: a page
 *
 * The list was shown: what it shows now is what is added up.
 */
void
rg_pipeline_sum_follow (RgPipelinePage *self)
{
  RgRecordList *list = rg_pipeline_page_get_list (self);

  if (list == self->summed)
    return;
  if (self->summed == NULL || list == NULL ||
      !is_same (rg_record_list_get_query (list), rg_record_list_get_query (self->summed)))
    self->sum = 0;
  stop (self);
  if (self->summed != NULL)
    g_signal_handlers_disconnect_by_func (self->summed, ask, self);
  g_set_object (&self->summed, list);
  if (list == NULL)
    return;
  g_signal_connect_object (list, "read", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  if (rg_record_list_is_whole (list))
    ask (self);
}

/* The shop goes. */
void
rg_pipeline_sum_forget (RgPipelinePage *self)
{
  stop (self);
  if (self->summed != NULL)
    g_signal_handlers_disconnect_by_func (self->summed, ask, self);
  g_clear_object (&self->summed);
  self->sum = 0;
}
