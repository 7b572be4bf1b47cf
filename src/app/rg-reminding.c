/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-reminding.h"

#include "app/rg-application.h"
#include "app/rg-reminding-say.h"

/* A timer is not to be trusted with hours: it stands still while the computer
 * sleeps, and knows nothing of clocks that are set. So it runs for a minute at
 * most, and each time the clock is asked what time it is. */

#define KEY "rg-reminding"
#define FIRST_WAIT_MS 1500
#define WAIT_MS 300
#define CHECK_MS 60000
#define LEAST_MS 1000
/* By so much a clock may be corrected without a word. */
#define LEAP_MS 5000
/* Of more changes than that only those are looked up that were said here. */
#define MANY 100

struct _RgReminding
{
  GObject parent_instance;

  RgStore *store; /* (unowned): it owns this */
  GCancellable *cancellable;
  guint timeout;
  gboolean running;
  gboolean again; /* something was changed meanwhile */

  gint64 next_at;
  gint64 wall;   /* when was looked last, by the clock */
  gint64 steady; /* and by one that nobody sets */
  int offset;    /* of the zone then */

  RgClockState clock;
  gboolean said;
  GHashTable *shown; /* gint64 in a box: tasks with a notification of their own */
  GArray *group;     /* gint64: those that have one together */
  gboolean day_shown;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_SAID,
} RgRemindingProperty;

static GParamSpec *properties[PROP_SAID + 1];

G_DEFINE_FINAL_TYPE (RgReminding, rg_reminding, G_TYPE_OBJECT)

static void schedule (RgReminding *self, guint wait);

static int
zone_offset (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / 1000);

  return time != NULL ? (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND) : 0;
}

static gboolean
masks_phones (void)
{
  GApplication *app = g_application_get_default ();
  RgSettings *settings = RG_IS_APPLICATION (app) ? rg_application_get_settings (RG_APPLICATION (app)) : NULL;

  return settings != NULL && rg_settings_get_boolean (settings, "mask-phones");
}

/* --- what is due ------------------------------------------------------------ */

static gpointer
take_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_take (write, rg_clock_now (), error);
}

static void
free_reminders (gpointer data)
{
  rg_reminders_free (data);
}

/* What has a notification, to take it back later. */
static void
remember (RgReminding *self, const RgReminders *reminders)
{
  if (reminders->n_timed > 1)
    g_array_set_size (self->group, 0);
  for (guint i = 0; i < reminders->timed->len; i++)
    {
      const RgTodayRow *row = g_ptr_array_index (reminders->timed, i);

      if (reminders->n_timed == 1)
        g_hash_table_add (self->shown, g_memdup2 (&row->task_id, sizeof row->task_id));
      else
        g_array_append_val (self->group, row->task_id);
    }
  if (reminders->is_summary)
    self->day_shown = reminders->n_birthdays == 0;
}

static void
say (RgReminding *self, const RgReminders *reminders)
{
  if (reminders->n_timed == 0 && !reminders->is_summary)
    return;
  remember (self, reminders);
  rg_reminding_say (g_application_get_default (), self->store, reminders, masks_phones ());
  if (!self->said)
    {
      self->said = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAID]);
    }
}

static void
set_clock (RgReminding *self, RgClockState clock)
{
  if (self->clock == clock)
    return;
  self->clock = clock;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

/* By a clock that cannot be right nothing is due; it is asked again every minute. */
static guint
next_wait (RgReminding *self)
{
  gint64 left = self->next_at - rg_clock_now ();

  return left <= 0 ? CHECK_MS : (guint) CLAMP (left, LEAST_MS, CHECK_MS);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgReminding *self = rg_reminding_get (RG_STORE (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgReminders) reminders = rg_store_write_finish (RG_STORE (source), result, &error);

  if (self == NULL)
    return;
  self->running = FALSE;
  if (reminders == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("What is due today could not be read: %s", error->message);
    }
  else
    {
      self->next_at = reminders->clock == RG_CLOCK_GOOD ? reminders->next_at : 0;
      set_clock (self, reminders->clock);
      say (self, reminders);
    }
  schedule (self, self->again ? WAIT_MS : next_wait (self));
  self->again = FALSE;
}

static void
take (RgReminding *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->running)
    {
      self->again = TRUE;
      return;
    }
  self->running = TRUE;
  self->wall = rg_clock_now ();
  self->steady = g_get_monotonic_time () / 1000;
  self->offset = zone_offset (self->wall);
  rg_store_write_async (self->store, take_func, NULL, NULL, free_reminders, self->cancellable, taken_cb,
                        NULL);
}

/* --- the timer ----------------------------------------------------------------- */

static gboolean
is_time (RgReminding *self)
{
  gint64 now = rg_clock_now ();
  gint64 leap = now - self->wall - (g_get_monotonic_time () / 1000 - self->steady);

  return now >= self->next_at || ABS (leap) > LEAP_MS || zone_offset (now) != self->offset;
}

static gboolean
timeout_cb (gpointer user_data)
{
  RgReminding *self = user_data;

  self->timeout = 0;
  if (is_time (self))
    take (self);
  else
    schedule (self, next_wait (self));
  return G_SOURCE_REMOVE;
}

static void
schedule (RgReminding *self, guint wait)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (wait, timeout_cb, self);
}

static void
look_soon (RgReminding *self)
{
  /* The next look is not left to the clock. */
  self->next_at = 0;
  if (self->running)
    self->again = TRUE;
  else
    schedule (self, WAIT_MS);
}

/* --- what does not hold any more ------------------------------------------------ */

typedef struct
{
  GArray *ids;
  gboolean ask_day;
} Asking;

typedef struct
{
  GArray *stale; /* gint64 */
  gboolean day_over;
} Answer;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_array_unref (asking->ids);
  g_free (asking);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_array_unref (answer->stale);
  g_free (answer);
}

static gpointer
stale_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asking *asking = data;
  Answer *answer = g_new0 (Answer, 1);
  gboolean good = TRUE, stale = FALSE, holds = TRUE;

  answer->stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; good && i < asking->ids->len; i++)
    {
      gint64 id = g_array_index (asking->ids, gint64, i);

      good = rg_reminders_is_stale (read, id, &stale, error);
      if (good && stale)
        g_array_append_val (answer->stale, id);
    }
  if (good && asking->ask_day)
    good = rg_reminders_day_holds (read, rg_clock_now (), &holds, error);
  answer->day_over = !holds;
  if (!good)
    g_clear_pointer (&answer, answer_free);
  return answer;
}

static void
forget (RgReminding *self, gint64 id)
{
  GApplication *app = g_application_get_default ();

  g_hash_table_remove (self->shown, &id);
  rg_reminding_withdraw_task (app, self->store, id);
  for (guint i = 0; i < self->group->len; i++)
    if (g_array_index (self->group, gint64, i) == id)
      {
        g_array_remove_index_fast (self->group, i);
        /* As long as one of them is open, it is worth its place. */
        if (self->group->len == 0)
          rg_reminding_withdraw (app, self->store, RG_REMINDING_GROUP);
        return;
      }
}

static void
stale_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgReminding *self = rg_reminding_get (RG_STORE (source));
  Answer *answer = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (self != NULL && answer != NULL)
    {
      for (guint i = 0; i < answer->stale->len; i++)
        forget (self, g_array_index (answer->stale, gint64, i));
      if (answer->day_over && self->day_shown)
        {
          self->day_shown = FALSE;
          rg_reminding_withdraw (g_application_get_default (), self->store, RG_REMINDING_DAY);
        }
    }
  g_clear_pointer (&answer, answer_free);
}

static void
add_known (RgReminding *self, GArray *ids)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (ids, *(gint64 *) id);
  if (self->group->len > 0)
    g_array_append_vals (ids, self->group->data, self->group->len);
}

/* A notification of an earlier run may still be there. */
static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, gpointer user_data)
{
  RgReminding *self = user_data;
  Asking *asking = NULL;
  gboolean tasks = FALSE, customers = FALSE;

  asking = g_new0 (Asking, 1);
  asking->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    {
      const RgChange *change = rg_changes_get (changes, i);

      customers |= g_str_equal (change->entity, "customer");
      if (!g_str_equal (change->entity, "task"))
        continue;
      tasks = TRUE;
      if (change->ids != NULL && change->ids->len <= MANY)
        g_array_append_vals (asking->ids, change->ids->data, change->ids->len);
      else
        add_known (self, asking->ids);
    }
  asking->ask_day = self->day_shown && (tasks || customers);
  if (tasks)
    look_soon (self);
  if (asking->ids->len > 0 || asking->ask_day)
    rg_store_read_async (store, stale_func, asking, asking_free, answer_free, self->cancellable, stale_cb,
                         NULL);
  else
    asking_free (asking);
}

/* --- the object ------------------------------------------------------------------- */

static void
rg_reminding_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgReminding *self = RG_REMINDING (object);

  switch ((RgRemindingProperty) prop_id)
    {
    case PROP_CLOCK:
      g_value_set_int (value, (int) self->clock);
      break;
    case PROP_SAID:
      g_value_set_boolean (value, self->said);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_reminding_dispose (GObject *object)
{
  RgReminding *self = RG_REMINDING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);

  G_OBJECT_CLASS (rg_reminding_parent_class)->dispose (object);
}

static void
rg_reminding_finalize (GObject *object)
{
  RgReminding *self = RG_REMINDING (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->shown);
  g_array_unref (self->group);

  G_OBJECT_CLASS (rg_reminding_parent_class)->finalize (object);
}

static void
rg_reminding_class_init (RgRemindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_reminding_get_property;
  object_class->dispose = rg_reminding_dispose;
  object_class->finalize = rg_reminding_finalize;

  /**
   * RgReminding:clock:
   *
   * Whether the computer's clock can be right, a #RgClockState.
   */
  properties[PROP_CLOCK] = g_param_spec_int ("clock", NULL, NULL, RG_CLOCK_GOOD, RG_CLOCK_AHEAD,
                                             RG_CLOCK_GOOD, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RgReminding:said:
   *
   * Whether anything was said since it began.
   */
  properties[PROP_SAID] =
      g_param_spec_boolean ("said", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rg_reminding_init (RgReminding *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->group = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * rg_reminding_start:
 * @store: a shop
 *
 * Looks after its reminders from soon on, unless it is only read.
 */
void
rg_reminding_start (RgStore *store)
{
  RgReminding *self;

  if (rg_store_is_read_only (store) || rg_reminding_get (store) != NULL)
    return;
  self = g_object_new (RG_TYPE_REMINDING, NULL);
  self->store = store;
  g_object_set_data_full (G_OBJECT (store), KEY, self, g_object_unref);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  schedule (self, FIRST_WAIT_MS);
}

/**
 * rg_reminding_stop:
 * @store: a shop that is about to be closed
 */
void
rg_reminding_stop (RgStore *store)
{
  RgReminding *self = rg_reminding_get (store);

  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_func (store, changed_cb, self);
  g_object_run_dispose (G_OBJECT (self));
  g_object_set_data (G_OBJECT (store), KEY, NULL);
}

/**
 * rg_reminding_get:
 * @store: a shop
 *
 * Returns: (transfer none) (nullable): who looks after its reminders
 */
RgReminding *
rg_reminding_get (RgStore *store)
{
  return g_object_get_data (G_OBJECT (store), KEY);
}

/**
 * rg_reminding_look:
 * @store: a shop
 *
 * Looks at once; where nobody looks after the shop, nothing.
 */
void
rg_reminding_look (RgStore *store)
{
  RgReminding *self = rg_reminding_get (store);

  if (self != NULL)
    take (self);
}

/**
 * rg_reminding_check:
 * @store: a shop
 *
 * What is done every minute: looks if there may be something to see.
 */
void
rg_reminding_check (RgStore *store)
{
  RgReminding *self = rg_reminding_get (store);

  if (self != NULL && !self->running && is_time (self))
    take (self);
}

/**
 * rg_reminding_get_clock:
 * @self: who looks after a shop
 *
 * Returns: whether the clock can be right
 */
RgClockState
rg_reminding_get_clock (RgReminding *self)
{
  return self->clock;
}

/**
 * rg_reminding_get_said:
 * @self: who looks after a shop
 *
 * Returns: whether anything was said since it began
 */
gboolean
rg_reminding_get_said (RgReminding *self)
{
  return self->said;
}
