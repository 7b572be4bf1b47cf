/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the shops that are open, whose parts are files of their own. */

#include "app/rg-stores.h"

G_BEGIN_DECLS

struct _RgStores
{
  GObject parent_instance;

  GHashTable *entries; /* key → RgStoresEntry */
};

typedef enum
{
  RG_STORES_OPENING,
  RG_STORES_OPEN,
  RG_STORES_CLOSING,
  RG_STORES_AWAY, /* given to somebody who works on the folder */
} RgStoresState;

/* A shop has a store for writing and one for reading. */
#define RG_STORES_N_KINDS 2

/* Somebody who wants the folder for himself. */
typedef struct
{
  char *keys[RG_STORES_N_KINDS];
  GTaskThreadFunc func;
} RgStoresWork;

typedef struct
{
  char *key;
  RgStoresState state;
  RgStoreFlags flags; /* by which it is being opened */
  RgStore *store;
  char *name;
  guint uses;
  GQueue waiting; /* GTask with a Wish */
  GTask *work;    /* (nullable): with a Work, whose turn it is once the shop is closed */
} RgStoresEntry;

/* --- rg-stores.c ---------------------------------------------------------- */
/* (transfer full): one folder has one key, by whichever way one comes to it. */
char *rg_stores_make_key (const char *folder, RgStoreFlags flags);
void rg_stores_open_entry (RgStores *self, RgStoresEntry *entry);
/* --- rg-stores-work.c ----------------------------------------------------- */
void rg_stores_step_aside (RgStores *self, RgStoresEntry *entry);

G_END_DECLS
