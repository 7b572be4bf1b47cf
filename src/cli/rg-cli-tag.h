/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the command “tag”, whose parts are files of their own. */

#include "cli/rg-cli.h"
#include "shop/rg-tag-step.h"

G_BEGIN_DECLS

/**
 * RgTagWords:
 * @verb: what to do
 * @family: (nullable): which of the four
 * @before: (nullable): the sibling before which a tag is to stand
 *
 * What stands on the command line behind “tag”; texts are not owned.
 */
typedef struct
{
  RgCli *cli;
  const char *verb;
  const char *family;
  const char *before;
  const char *name;
  const char *color;
  const char *symbol;
  const char *description;
  const char *condition;
  gboolean all;
  gboolean on;
  gboolean off;
  gboolean dry_run;
} RgTagWords;

/* --- rg-cli-tag-show.c --------------------------------------------------- */
int rg_cli_tag_list (const RgTagWords *words);
/* One tag as it is now. */
int rg_cli_tag_show (RgCli *cli, gint64 id);
/* What switching the rule on would do. */
int rg_cli_tag_dry_run (const RgTagWords *words, const char *tag);
/* --- rg-cli-tag-give.c --------------------------------------------------- */
int rg_cli_tag_give (const RgTagWords *words);

G_END_DECLS
