/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-private.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/rg-change.h"

/* How the calendar comes to what stands on its days. */

/* How long after a change it is read again. */
#define DELAY_MS 150
/* So many rows of each kind are read of a day; its count is exact. */
#define MOST_ROWS 60

typedef struct
{
  RgCalendarView *view;
  GCancellable *cancellable;
} Asked;

static void
query_free (gpointer data)
{
  RgCalendarQuery *query = data;

  g_free ((char *) query->staff);
  g_free (query);
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_calendar_read (read, data, error);
}

void
rg_calendar_stop_asking (RgCalendarView *self)
{
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (RgCalendarView) self = asked->view;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCalendar) calendar = rg_store_read_finish (RG_STORE (source), result, &error);

  /* It was asked again since, or it is going. */
  if (self->asking != cancellable)
    return;
  g_clear_object (&self->asking);
  if (calendar != NULL)
    {
      self->stale = FALSE;
      rg_calendar_show (self, g_steal_pointer (&calendar));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_change_toast (GTK_WIDGET (self), error->message);
}

void
rg_calendar_ask (RgCalendarView *self)
{
  RgCalendarQuery *query;
  Asked *asked;

  rg_calendar_stop_asking (self);
  if (self->followed == NULL)
    return;
  query = g_new0 (RgCalendarQuery, 1);
  query->from = query->to = self->first;
  rg_calendar_days_add (&query->to, (int) self->n_weeks * 7 - 1);
  query->staff = g_strdup (self->staff);
  query->limit = MOST_ROWS;
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->view = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_store_read_async (self->followed, read_func, query, query_free, (GDestroyNotify) rg_calendar_free,
                       self->asking, read_cb, asked);
}

static gboolean
ask_timeout_cb (gpointer user_data)
{
  RgCalendarView *self = user_data;

  self->ask_timeout = 0;
  rg_calendar_ask (self);
  return G_SOURCE_REMOVE;
}

/* Nobody looks: it is read when somebody does. */
static void
ask_later (RgCalendarView *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->ask_timeout == 0)
    self->ask_timeout = g_timeout_add (DELAY_MS, ask_timeout_cb, self);
}

void
rg_calendar_store_changed_cb (RgStore *store,
                              gint64 operation,
                              const char *origin,
                              RgChanges *changes,
                              RgCalendarView *self)
{
  static const char *const entities[] = { "task", "customer", "contact", "relation", NULL };

  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    if (g_strv_contains (entities, rg_changes_get (changes, i)->entity))
      {
        ask_later (self);
        return;
      }
}
