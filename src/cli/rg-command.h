/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The command line as a library: the program regulars-cli runs commands on a
 * shop's folder, a window runs them on the store that it holds. */

/**
 * RgCommandStatus:
 * @RG_COMMAND_OK: done
 * @RG_COMMAND_FAILED: not done; stderr says why
 * @RG_COMMAND_USAGE: the words of the command line cannot be understood
 * @RG_COMMAND_LOCKED: another program holds the shop
 *
 * What a program ends with.
 */
typedef enum
{
  RG_COMMAND_OK = 0,
  RG_COMMAND_FAILED = 1,
  RG_COMMAND_USAGE = 2,
  RG_COMMAND_LOCKED = 3,
} RgCommandStatus;

/**
 * RgCommandSurroundings:
 * @store: (nullable): a store that is open already: commands work on it and
 *   leave it open; their --shop must name its folder
 * @folder: (nullable): against it relative file names are read; %NULL: the
 *   program's own working folder
 * @out: where the answer goes
 * @err: where errors and progress go
 * @progress: whether @err is looked at by a person while the command runs
 * @hand_over: (nullable): asked when the shop is held by another program:
 *   whether that one has run the command; sets the status then
 * @hand_over_data: its last argument
 *
 * Where a command runs.
 */
typedef struct
{
  RgStore *store;
  const char *folder;
  GOutputStream *out;
  GOutputStream *err;
  gboolean progress;
  gboolean (*hand_over) (const char *shop,
                         const char *folder,
                         const char *const *argv,
                         GOutputStream *out,
                         GOutputStream *err,
                         GCancellable *cancellable,
                         int *status,
                         gpointer data);
  gpointer hand_over_data;
} RgCommandSurroundings;

/* Runs a command line: argv[0] is the program, then words and options in any
 * order. Blocks; on any thread but one of the store's. */
int rg_command_run (const RgCommandSurroundings *surroundings,
                    const char *const *argv,
                    GCancellable *cancellable);

/* The folder that is opened when nobody says which. (transfer full) */
char *rg_command_default_shop (void);

G_END_DECLS
