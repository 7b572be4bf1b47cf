/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the command “task”, whose parts are files of their own. */

#include "cli/rg-cli.h"

G_BEGIN_DECLS

/**
 * RgTaskSaid:
 * @verb: what to do
 * @args: what stands behind it
 * @parts: (nullable) (array zero-terminated=1): FIELD=TEXT
 *
 * What stands on the command line behind “task”.
 */
typedef struct
{
  RgCli *cli;
  const char *verb;
  char **args;
  char *title;
  char *customer;
  char *due;
  char *time;
  char *kind;
  char *staff;
  char *priority;
  char *repeat;
  char *notes;
  char *text;
  char *outcome;
  char *at;
  char *next;
  char *next_what;
  char *state;
  char *from;
  char *to;
  char *by;
  char *days;
  char *limit;
  char *search;
  char **parts;
} RgTaskSaid;

/* --- rg-cli-task-show.c -------------------------------------------------- */
int rg_cli_task_list (const RgTaskSaid *said);
int rg_cli_task_show (const RgTaskSaid *said);
/* One task as it is now. @next: (nullable): what was made for its next time; 0: none */
int rg_cli_task_tell (RgCli *cli, gint64 id, const gint64 *next);
int rg_cli_task_stats (const RgTaskSaid *said);
/* --- rg-cli-task-change.c ------------------------------------------------ */
int rg_cli_task_change (const RgTaskSaid *said);

G_END_DECLS
