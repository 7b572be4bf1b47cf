/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test-util.h"

G_BEGIN_DECLS

/* Random operations over every table of the catalogue. */

#define WORLD_N_ENTITIES 12

extern const char *const world_entities[WORLD_N_ENTITIES];

/* Somebody who works in the shop, on rows of their own. */
typedef struct
{
  const char *session;
  GRand *rand;
  GArray *ids[WORLD_N_ENTITIES]; /* ever inserted */
  guint serial;
} World;

World *world_new (const char *session, guint32 seed);
void world_free (World *world);
/* One more operation that changed something; what does not fit is tried anew. */
void world_act (RgStore *store, World *world);

G_END_DECLS
