/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

typedef enum
{
  RG_COMMAND_CUSTOMER,
  RG_COMMAND_TASK,
  RG_COMMAND_PAGE,
  RG_COMMAND_VIEW,
  RG_COMMAND_ACTION,
} RgCommandKind;

/**
 * RgCommand:
 * @title: what it does, who it is, or what is to be done
 * @details: (nullable): a phone number, how many a view has, for whom and when
 * @keys: (nullable): accelerator
 * @action: (nullable): name of the action; %NULL for a customer and a task
 * @target: (nullable): its target
 * @customer: whom it opens; 0: a task for nobody
 * @task: which one it opens
 *
 * Something that the command palette offers.
 */
typedef struct
{
  RgCommandKind kind;
  char *title;
  char *details;
  char *keys;
  char *action;
  GVariant *target;
  const char *icon_name;
  gint64 customer;
  gint64 task;
} RgCommand;

void rg_command_free (RgCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCommand, rg_command_free)

/* (element-type RgCommand) (transfer full): the pages, the saved views, in the
 * sidebar or not, and everything that the menus and keys of @window do. */
GPtrArray *rg_commands_collect (RgWindow *window);
/* How well @text means it: 0 not at all, more is better. Titles are found by
 * their words, their pinyin and its initials. */
guint rg_command_rank (const RgCommand *command, const char *text);

G_END_DECLS
