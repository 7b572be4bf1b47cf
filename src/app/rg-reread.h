/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgReread:
 *
 * Something of a shop that is read again whenever it changes, and never twice at a
 * time.
 */
typedef struct _RgReread RgReread;

/* @found: (transfer full) (nullable): what was read; else there is an @error. */
typedef void (*RgRereadFound) (gpointer found, const GError *error, gpointer user_data);

/* @entities: with a blank between them. */
RgReread *rg_reread_new (RgStore *store,
                         const char *entities,
                         RgReadFunc func,
                         GDestroyNotify free_found,
                         RgRereadFound found,
                         gpointer user_data);
/* The same of something of @data, a block of @size bytes that @func is given a copy of. */
RgReread *rg_reread_new_about (RgStore *store,
                               const char *entities,
                               gconstpointer data,
                               gsize size,
                               RgReadFunc func,
                               GDestroyNotify free_found,
                               RgRereadFound found,
                               gpointer user_data);
/* Nothing is heard of it any more. */
void rg_reread_stop (RgReread *self);

void rg_reread_now (RgReread *self);
gboolean rg_reread_is_busy (RgReread *self);

G_END_DECLS
