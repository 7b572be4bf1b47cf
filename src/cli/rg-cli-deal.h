/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the command “deal”, whose parts are files of their own. */

#include "cli/rg-cli.h"
#include "shop/rg-deal-find.h"

G_BEGIN_DECLS

/**
 * RgDealSaid:
 * @verb: what to do
 * @args: what stands behind it
 *
 * What stands on the command line behind “deal”.
 */
typedef struct
{
  RgCli *cli;
  const char *verb;
  char **args;
  char *title;
  char *customer;
  char *contact;
  char *stage;
  char *amount;
  char *chance;
  char *expected;
  char *owner;
  char *source;
  char *product;
  char *code;
  char *opened;
  char *closed;
  char *notes;
  char *reason;
  char *state;
  char *from;
  char *to;
  char *by;
  char *limit;
  char *filter;
  char *search;
} RgDealSaid;

/* --- rg-cli-deal-show.c --------------------------------------------------- */
int rg_cli_deal_list (const RgDealSaid *said);
int rg_cli_deal_show (const RgDealSaid *said);
void rg_cli_deal_write_json (RgJsonOut *json, const RgDealFound *deal);
/* @found: (element-type RgDealFound) */
void rg_cli_deal_write_text (RgOutput *output, const GPtrArray *found);
/* One deal as it is now. */
int rg_cli_deal_tell (RgCli *cli, gint64 id);
int rg_cli_deal_history (const RgDealSaid *said);
/* --- rg-cli-deal-stats.c --------------------------------------------------- */
int rg_cli_deal_stats (const RgDealSaid *said);
/* --- rg-cli-deal-change.c -------------------------------------------------- */
int rg_cli_deal_change (const RgDealSaid *said);

G_END_DECLS
