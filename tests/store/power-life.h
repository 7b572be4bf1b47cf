/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test-util.h"

G_BEGIN_DECLS

/* Days of a shop whose disk is looked at afterwards. */

#define POWER_ROWS 60                    /* of a batch; an import has two */
#define POWER_MARK "aus-der-alten-Liste" /* in the rows of an import */

/* What a shop had when something was called saved. */
typedef struct
{
  char *rows;
  char *operations;
  char *answers; /* (nullable): of search tables that were made from these rows */
} PowerState;

typedef struct
{
  char *folder;
  char *shop;
  RgStore *store;
  GPtrArray *states; /* (element-type PowerState) */
  gboolean insists;  /* what fails is tried again */
} PowerRun;

typedef void (*PowerLife) (PowerRun *run);

void power_state_free (gpointer state);
/* (transfer full): of @rows those that no import has made */
char *power_without_import (const char *rows);
/* (transfer full): those that have ended */
char *power_list_operations (RgStore *store);

void power_live_a_day (PowerRun *run);
/* A sync fails, another one each time, and what it should have written is lost
 * although the next one says that all is well. */
void power_live_with_a_failing_disk (PowerRun *run);
/* Only the search tables' disk fails, which nobody is told of: their log goes to
 * the disk once more, and they are right whenever the power goes. */
void power_search_with_a_failing_disk (PowerRun *run);
void power_fill_an_empty_shop (PowerRun *run);
void power_bring_up_to_date (PowerRun *run);

G_END_DECLS
