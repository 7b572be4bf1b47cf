/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "power-vfs.h"

G_BEGIN_DECLS

/* What a disk has of a record when the power goes. */
typedef struct _PowerDisk PowerDisk;

/* The first ones are the extremes, all others leave it to the dice. */
typedef enum
{
  POWER_LEFT_SYNCED, /* nothing but what was synced */
  POWER_LEFT_ALL,    /* everything, as if killed */
  POWER_LEFT_TORN,   /* everything, but the last write is torn */
  POWER_LEFT_SOME,   /* any of the rest, each perhaps torn */
} PowerLeft;

PowerDisk *power_disk_new (void);
void power_disk_free (PowerDisk *disk);
void power_disk_add (PowerDisk *disk, const PowerEvent *event);
/* Makes the folder anew. (transfer full): a checksum of all that is in it. */
char *power_disk_build (PowerDisk *disk, PowerLeft left, guint32 seed, const char *folder);

G_END_DECLS
