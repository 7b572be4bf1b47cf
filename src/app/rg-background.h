/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgBackground:
 *
 * Life without a window: when the owner wants it and the desktop lets it, the
 * program goes on after the last window is closed, keeps the shop open and
 * reminds of what is due. The desktop is asked through the portal, which also has
 * the program started after logging in.
 */
typedef struct _RgBackground RgBackground;

/**
 * RgBackgroundAnswer:
 * @RG_BACKGROUND_GRANTED: the program may go on, and is started after logging in
 * @RG_BACKGROUND_REFUSED: it may not
 * @RG_BACKGROUND_ALONE: there is nobody to ask: it goes on until logging out, but is
 *   started by hand
 *
 * What the desktop says.
 */
typedef enum
{
  RG_BACKGROUND_GRANTED,
  RG_BACKGROUND_REFUSED,
  RG_BACKGROUND_ALONE,
} RgBackgroundAnswer;

struct _RgApplication;

/* @app: has started */
RgBackground *rg_background_new (struct _RgApplication *app, RgSettings *settings);
void rg_background_free (RgBackground *self);

/* Asks the desktop, and does as it says. Wanting it no more needs no answer. */
void rg_background_want_async (RgBackground *self,
                               gboolean wanted,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RgBackgroundAnswer rg_background_want_finish (RgBackground *self, GAsyncResult *result);
/* A sentence for the owner. Translated. */
const char *rg_background_describe (RgBackgroundAnswer answer);

/* Goes on without a window, if the owner wants that. */
void rg_background_stay (RgBackground *self);
/* Ends with the last window: the owner quits. */
void rg_background_leave (RgBackground *self);
/* (transfer none) (nullable): the shop that is open without a window. */
RgStore *rg_background_get_store (RgBackground *self);

/* (transfer none) (nullable): that of the application */
struct _RgApplication;
RgBackground *rg_application_get_background (struct _RgApplication *app);

G_END_DECLS
