/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-private.h"

/* What is written together comes as several changes: one reading for all. */
#define DEBOUNCE_MS 30
/* A reading that ends sooner shows no spinner. */
#define SPINNER_DELAY_MS 200
/* Entries of the timeline that are read at first. */
#define FIRST_ENTRIES 100

typedef struct
{
  gint64 id;
  guint timeline;
} Question;

/**
 * Asked:
 *
 * Who waits for an answer; it counts while the page still has the same
 * cancellable.
 */
typedef struct
{
  RgRecordPage *page;
  GCancellable *cancellable;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->page);
  g_object_unref (asked->cancellable);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return rg_profile_read (read, question->id, question->timeline, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgRecordPage *self = asked->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgProfile) profile = rg_store_read_finish (RG_STORE (source), result, &error);

  /* Somebody else is to be shown since, or the page is going. */
  if (self->reading != asked->cancellable)
    return;
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);

  if (error == NULL)
    rg_record_page_show (self, profile);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_record_page_show_error (self, error->message);
  if (self->outdated)
    rg_record_page_read (self);
}

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  RgRecordPage *self = RG_RECORD_PAGE (user_data);

  self->spinner_timeout = 0;
  if (self->profile == NULL || rg_profile_get_id (self->profile) != self->id)
    gtk_stack_set_visible_child_name (self->stack, "loading");

  return G_SOURCE_REMOVE;
}

/**
 * rg_record_page_read:
 * @self: a page
 *
 * What is read already is not asked for again: it may have begun before the
 * last change, and so the reading is repeated when it has ended.
 */
void
rg_record_page_read (RgRecordPage *self)
{
  Question question = { self->id, self->whole ? 0 : FIRST_ENTRIES };
  Asked *asked;

  g_clear_handle_id (&self->read_timeout, g_source_remove);
  if (self->store == NULL || self->id == 0)
    return;
  if (self->reading != NULL)
    {
      self->outdated = TRUE;
      return;
    }

  self->outdated = FALSE;
  self->reading = g_cancellable_new ();
  if (self->spinner_timeout == 0)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->reading);
  rg_store_read_async (self->store, read_func, g_memdup2 (&question, sizeof question), g_free,
                       (GDestroyNotify) rg_profile_unref, self->reading, read_cb, asked);
}

/**
 * rg_record_page_stop_reading:
 * @self: a page
 */
void
rg_record_page_stop_reading (RgRecordPage *self)
{
  g_clear_handle_id (&self->read_timeout, g_source_remove);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->outdated = FALSE;
}

static gboolean
read_timeout_cb (gpointer user_data)
{
  RgRecordPage *self = RG_RECORD_PAGE (user_data);

  self->read_timeout = 0;
  rg_record_page_read (self);

  return G_SOURCE_REMOVE;
}

static void
read_soon (RgRecordPage *self)
{
  if (self->id != 0 && self->read_timeout == 0)
    self->read_timeout = g_timeout_add (DEBOUNCE_MS, read_timeout_cb, self);
}

/* Nearly every table has something of a customer: names of tags, of relatives,
 * who may be a double. Reading one profile costs less than to find out. */
static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgRecordPage *self)
{
  read_soon (self);
}

static void
catalog_changed_cb (RgStore *store, GParamSpec *pspec, RgRecordPage *self)
{
  read_soon (self);
}

/**
 * rg_record_page_follow:
 * @self: a page
 * @store: (nullable): whose changes it listens to from now on
 */
void
rg_record_page_follow (RgRecordPage *self, RgStore *store)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self);
}
