/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-keeper.h"

/* While an edge is dragged the layout changes with every step. */
#define DELAY_MS 300

struct _RgColumnsKeeper
{
  RgColumns *columns;
  RgSettings *settings;
  char *key;
  guint timeout; /* 0: all is kept */
};

/**
 * rg_columns_keeper_flush:
 * @self: a keeper
 *
 * Keeps what was chosen a moment ago; for before other columns are shown.
 */
void
rg_columns_keeper_flush (RgColumnsKeeper *self)
{
  g_autofree char *layout = NULL;

  if (self->timeout == 0)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  layout = rg_columns_dup_layout (self->columns);
  rg_settings_set_string (self->settings, self->key, layout);
}

static gboolean
keep_cb (gpointer user_data)
{
  rg_columns_keeper_flush (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * rg_columns_keeper_chosen:
 * @self: a keeper
 *
 * Keeps what the columns are, soon.
 */
void
rg_columns_keeper_chosen (RgColumnsKeeper *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (DELAY_MS, keep_cb, self);
}

/**
 * rg_columns_keeper_restore:
 * @self: a keeper
 *
 * Shows the columns that were chosen last.
 */
void
rg_columns_keeper_restore (RgColumnsKeeper *self)
{
  g_autofree char *layout = NULL;

  rg_columns_keeper_flush (self);
  layout = rg_settings_dup_string (self->settings, self->key);
  rg_columns_set_layout (self->columns, layout);
}

/**
 * rg_columns_keeper_new:
 * @columns: of a page
 * @settings: the settings of this computer
 * @key: the one that has the columns
 *
 * Returns: (transfer full): for [func@columns_keeper_free]
 */
RgColumnsKeeper *
rg_columns_keeper_new (RgColumns *columns, RgSettings *settings, const char *key)
{
  RgColumnsKeeper *self = g_new0 (RgColumnsKeeper, 1);

  self->columns = g_object_ref (columns);
  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  return self;
}

/**
 * rg_columns_keeper_free:
 * @self: (transfer full): the keeper of a page that goes
 */
void
rg_columns_keeper_free (RgColumnsKeeper *self)
{
  rg_columns_keeper_flush (self);
  g_object_unref (self->columns);
  g_object_unref (self->settings);
  g_free (self->key);
  g_free (self);
}
