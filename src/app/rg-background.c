/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-background.h"

#include "app/rg-application.h"
#include "app/rg-background-portal.h"
#include "app/rg-folders.h"
#include "app/rg-keep-up.h"
#include "app/rg-reminding.h"
#include "app/rg-stores.h"

#include <glib/gi18n-lib.h>

/* A shop that another program has just now. */
#define TRY_AGAIN_SECONDS 10
/* The window that opens takes the shop over before it is let go of here. */
#define HAND_OVER_SECONDS 3

struct _RgBackground
{
  GObject *app; /* (unowned): it owns this */
  RgSettings *settings;
  GCancellable *cancellable;
  RgStore *store; /* (nullable): a use of the shop */
  gboolean holding;
  gboolean leaving;
  gboolean opening;
  guint timeout;
};

static void open_shop (RgBackground *self);

/* --- the shop ------------------------------------------------------------------- */

static void
release_store (RgBackground *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->store != NULL)
    rg_stores_release (rg_stores_get_default (), g_steal_pointer (&self->store));
}

static void
end (RgBackground *self)
{
  release_store (self);
  if (self->holding)
    g_application_release (G_APPLICATION (self->app));
  self->holding = FALSE;
}

static gboolean
try_again_cb (gpointer user_data)
{
  RgBackground *self = user_data;

  self->timeout = 0;
  open_shop (self);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RgBackground *self = user_data;
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_stores_open_finish (RG_STORES (source), result, &error);

  /* It has ended meanwhile, and @self with it. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->opening = FALSE;
  if (store != NULL && self->holding)
    {
      self->store = store;
      rg_keep_up_start (store);
      rg_reminding_start (store);
    }
  else if (store != NULL)
    rg_stores_release (RG_STORES (source), store);
  else if (self->holding && g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED))
    self->timeout = g_timeout_add_seconds (TRY_AGAIN_SECONDS, try_again_cb, self);
  else
    end (self);
}

static void
open_shop (RgBackground *self)
{
  g_autofree char *folder = rg_folders_dup_usual (self->settings);

  if (self->opening || self->store != NULL)
    return;
  self->opening = TRUE;
  rg_stores_open_async (rg_stores_get_default (), folder, RG_STORE_DEFAULT, self->cancellable, opened_cb,
                        self);
}

/* Somebody works on the folder; it is asked for again, and waits. */
static void
leaving_cb (RgStores *stores, const char *folder, RgBackground *self)
{
  if (self->store == NULL || !rg_stores_is_same (rg_store_get_folder (self->store), folder))
    return;
  release_store (self);
  if (self->holding)
    open_shop (self);
}

/* --- windows -------------------------------------------------------------------- */

/**
 * rg_background_stay:
 * @self: life without a window
 *
 * Goes on without one, if the owner wants that.
 */
void
rg_background_stay (RgBackground *self)
{
  if (self->leaving || self->holding || gtk_application_get_windows (GTK_APPLICATION (self->app)) != NULL ||
      !rg_settings_get_boolean (self->settings, "background"))
    return;
  self->holding = TRUE;
  g_application_hold (G_APPLICATION (self->app));
  open_shop (self);
}

static void
removed_cb (GtkApplication *app, GtkWindow *window, RgBackground *self)
{
  rg_background_stay (self);
}

static gboolean
hand_over_cb (gpointer user_data)
{
  RgBackground *self = user_data;

  self->timeout = 0;
  if (self->holding)
    return G_SOURCE_REMOVE;
  release_store (self);
  return G_SOURCE_REMOVE;
}

static void
added_cb (GtkApplication *app, GtkWindow *window, RgBackground *self)
{
  self->leaving = FALSE;
  if (!self->holding)
    return;
  self->holding = FALSE;
  g_application_release (G_APPLICATION (self->app));
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (HAND_OVER_SECONDS, hand_over_cb, self);
}

/**
 * rg_background_leave:
 * @self: (nullable): life without a window
 *
 * The owner quits: nothing goes on after the last window.
 */
void
rg_background_leave (RgBackground *self)
{
  if (self == NULL)
    return;
  self->leaving = TRUE;
  end (self);
}

/**
 * rg_background_get_store:
 * @self: (nullable): life without a window
 *
 * Returns: (transfer none) (nullable): the shop that it keeps open
 */
RgStore *
rg_background_get_store (RgBackground *self)
{
  return self != NULL ? self->store : NULL;
}

/* --- what the owner wants ---------------------------------------------------------- */

typedef struct
{
  RgBackground *self;
  gboolean wanted;
} Wish;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RgBackgroundAnswer answer = rg_background_portal_ask_finish (result);
  const Wish *wish = g_task_get_task_data (task);
  RgApplication *app = RG_APPLICATION (g_task_get_source_object (task));

  /* The program may be ending. */
  if (rg_application_get_background (app) == wish->self && wish->wanted)
    rg_settings_set_boolean (wish->self->settings, "background", answer != RG_BACKGROUND_REFUSED);
  g_task_return_int (task, (gssize) answer);
}

/**
 * rg_background_want_async:
 * @self: life without a window
 * @wanted: whether the owner wants it
 * @callback: called with the desktop's answer
 * @user_data: for @callback
 *
 * Asks the desktop, and remembers what may be.
 */
void
rg_background_want_async (RgBackground *self,
                          gboolean wanted,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self->app, NULL, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->self = self;
  wish->wanted = wanted;
  g_task_set_task_data (task, wish, g_free);
  rg_settings_set_boolean (self->settings, "background-asked", TRUE);
  if (!wanted)
    rg_settings_set_boolean (self->settings, "background", FALSE);
  rg_background_portal_ask_async (g_application_get_dbus_connection (G_APPLICATION (self->app)), wanted,
                                  asked_cb, task);
}

RgBackgroundAnswer
rg_background_want_finish (RgBackground *self, GAsyncResult *result)
{
  return (RgBackgroundAnswer) g_task_propagate_int (G_TASK (result), NULL);
}

/**
 * rg_background_describe:
 * @answer: what the desktop said
 *
 * Returns: (transfer none): a sentence for the owner
 */
const char *
rg_background_describe (RgBackgroundAnswer answer)
{
  switch (answer)
    {
    case RG_BACKGROUND_GRANTED:
      return _ ("Reminders come also when the window is closed, and after you have logged in.");
    case RG_BACKGROUND_ALONE:
      return _ ("Reminders come until you log out. After you have logged in, start Regulars once.");
    case RG_BACKGROUND_REFUSED:
    default:
      return _ ("This computer does not allow it. Reminders come while the window is open.");
    }
}

/* --- the object ------------------------------------------------------------------ */

/**
 * rg_background_new:
 * @app: the application, which has started
 * @settings: the settings of this computer
 *
 * Returns: (transfer full): its life without a window
 */
RgBackground *
rg_background_new (RgApplication *app, RgSettings *settings)
{
  RgBackground *self = g_new0 (RgBackground, 1);

  self->app = G_OBJECT (app);
  self->settings = g_object_ref (settings);
  self->cancellable = g_cancellable_new ();
  g_signal_connect (app, "window-removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (app, "window-added", G_CALLBACK (added_cb), self);
  g_signal_connect (rg_stores_get_default (), "leaving", G_CALLBACK (leaving_cb), self);

  return self;
}

void
rg_background_free (RgBackground *self)
{
  self->leaving = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->app, self);
  g_signal_handlers_disconnect_by_data (rg_stores_get_default (), self);
  end (self);
  g_object_unref (self->cancellable);
  g_object_unref (self->settings);
  g_free (self);
}
