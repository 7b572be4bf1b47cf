/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the command line: what the commands share. */

#include "cli/rg-command.h"
#include "cli/rg-json-out.h"
#include "cli/rg-output.h"
#include "records/rg-query.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

typedef struct _RgCli RgCli;

/**
 * RgCliCommand:
 * @name: the word
 * @arguments: (nullable) (msgid): what stands behind it
 * @summary: (msgid): one line for the list of commands
 * @details: (nullable) (msgid): what its own help says more
 * @run: does it; gives the status
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *details;
  int (*run) (RgCli *cli);
} RgCliCommand;

extern const RgCliCommand rg_cli_import;
extern const RgCliCommand rg_cli_export;
extern const RgCliCommand rg_cli_search;
extern const RgCliCommand rg_cli_show;
extern const RgCliCommand rg_cli_set;
extern const RgCliCommand rg_cli_add;
extern const RgCliCommand rg_cli_note;
extern const RgCliCommand rg_cli_attach;
extern const RgCliCommand rg_cli_doubles;
extern const RgCliCommand rg_cli_merge;
extern const RgCliCommand rg_cli_delete;
extern const RgCliCommand rg_cli_field;
extern const RgCliCommand rg_cli_report;
extern const RgCliCommand rg_cli_tag;
extern const RgCliCommand rg_cli_today;
extern const RgCliCommand rg_cli_task;
extern const RgCliCommand rg_cli_staff;
extern const RgCliCommand rg_cli_form;
extern const RgCliCommand rg_cli_deal;
extern const RgCliCommand rg_cli_stage;
extern const RgCliCommand rg_cli_undo;
extern const RgCliCommand rg_cli_view;
extern const RgCliCommand rg_cli_print;
extern const RgCliCommand rg_cli_redo;
extern const RgCliCommand rg_cli_history;
extern const RgCliCommand rg_cli_check;
extern const RgCliCommand rg_cli_backup;
extern const RgCliCommand rg_cli_restore;
extern const RgCliCommand rg_cli_verify;
extern const RgCliCommand rg_cli_salvage;
extern const RgCliCommand rg_cli_demo;

/**
 * RgCli:
 * @args: (array zero-terminated=1): the words behind the command once
 *   rg_cli_parse has taken the options out
 * @json: whether --json was given
 * @shop: the folder, absolute
 * @store: what rg_cli_open opened
 *
 * One run of one command.
 */
struct _RgCli
{
  const RgCommandSurroundings *around;
  const RgCliCommand *command;
  char **original; /* the whole command line, for handing it over */
  char **words;    /* what rg_cli_parse has still to read, the program first */
  char **args;
  guint n_args;
  gboolean json;
  char *shop;
  RgStore *store;
  gboolean own_store;
  gboolean writes;   /* it was opened for a change */
  gboolean in_haste; /* what follows from the change may wait for the next command */
  RgOutput *out;
  RgOutput *err;
  GCancellable *cancellable;
  gint64 last_progress;
  gboolean progress_shown;
};

/* Takes the options out of the words. %FALSE when the command ends here, with
 * @status: help was asked for, or the words are wrong. */
gboolean rg_cli_parse (RgCli *cli, const GOptionEntry *entries, guint min_args, guint max_args, int *status);
/* An option's or argument's text as UTF-8. (transfer full) */
char *rg_cli_text (const char *raw);
/* A file named on the command line, absolute. (transfer full) */
char *rg_cli_path (RgCli *cli, const char *name);
/* "12": %FALSE and a message when it is no whole number in the range. */
gboolean rg_cli_number (RgCli *cli, const char *text, gint64 min, gint64 max, gint64 *number);
/* Whether an option's text is a day, as ISO text in its place; none at all is fine.
 * %FALSE with a message and @status when it is none. */
gboolean rg_cli_day (RgCli *cli, char **text, int *status);

/**
 * RgCliAccess:
 * @RG_CLI_READ: writes nothing; a shop that is held elsewhere is read anyway
 * @RG_CLI_WRITE: needs the writer
 * @RG_CLI_CREATE: and makes the shop when there is none
 */
typedef enum
{
  RG_CLI_READ,
  RG_CLI_WRITE,
  RG_CLI_CREATE,
} RgCliAccess;

/* Opens the shop. %FALSE when the command ends here, with @status. */
gboolean rg_cli_open (RgCli *cli, RgCliAccess access, int *status);
/* The same without a word about what went wrong and without handing over. */
gboolean rg_cli_try_open (RgCli *cli, RgCliAccess access, GError **error);
void rg_cli_close (RgCli *cli);
/* Brings stages, classes and tags by rule up to date with what a command did. */
void rg_cli_follow (RgCli *cli);

/* (transfer full): NULL and @error also when there is no such customer. */
RgRow *rg_cli_read_customer (RgRead *read, gint64 id, GError **error);

/* Writes whom @query finds, as “search” does: at most @limit, 0: all. */
gboolean rg_cli_answer_query (RgCli *cli, const RgQuery *query, gsize limit, GError **error);
/* The same of deals, as “deal list” does. */
gboolean rg_cli_answer_deals (RgCli *cli, const RgQuery *query, gsize limit, GError **error);

/* One sentence on stderr. Both give the status. */
int rg_cli_fail (RgCli *cli, const GError *error);
int rg_cli_misuse (RgCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A line on stderr that is written over again, when a person looks on; a few
 * times a second at most. rg_cli_progress_end takes it away. */
void rg_cli_progress (RgCli *cli, const char *text);
void rg_cli_progress_end (RgCli *cli);
/* The same for work that knows how far it is, from 0 to 1; @cli: the run. */
void rg_cli_show_fraction (double fraction, gpointer cli);

/* (transfer full): a day and a time of the local clock; "" for 0. */
char *rg_cli_format_instant (gint64 at);

/* Who made changes of the command line: one session for all its runs, so that
 * "undo" takes back what the run before did. */
#define RG_CLI_SESSION "cli"

G_END_DECLS
