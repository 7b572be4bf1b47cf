/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An example shop: invented people with what happened to them, for looking
 * around, for pictures and for measuring. The same options give the same
 * content. */

/**
 * RgDemoError:
 * @RG_DEMO_ERROR_NOT_EMPTY: the shop has customers already
 * @RG_DEMO_ERROR_PACK: there is no such kind of shop
 */
typedef enum
{
  RG_DEMO_ERROR_NOT_EMPTY,
  RG_DEMO_ERROR_PACK,
} RgDemoError;

#define RG_DEMO_ERROR (rg_demo_error_quark ())
GQuark rg_demo_error_quark (void);

/**
 * RgDemoOptions:
 * @customers: how many; at most %RG_DEMO_MAX_CUSTOMERS
 * @events_per_customer: on average, exactly; some have none, some many
 * @seed: another number, other people
 * @today: (nullable): the day around which dates lie; %NULL is today
 * @pack: (nullable): the kind of shop, from rg_demo_list_packs; %NULL is
 *   the decoration showroom
 * @origin: (nullable): see rg_op_begin; %RG_ORIGIN_SYSTEM when %NULL
 * @session: (nullable): see rg_op_begin
 */
typedef struct
{
  guint customers;
  guint events_per_customer;
  guint64 seed;
  const GDate *today;
  const char *pack;
  const char *origin;
  const char *session;
} RgDemoOptions;

#define RG_DEMO_MAX_CUSTOMERS 20000000
#define RG_DEMO_OPTIONS_INIT { .customers = 300, .events_per_customer = 3, .seed = 1 }

/**
 * RgDemoReport:
 * @operation: by which the whole can be undone
 *
 * What was made.
 */
typedef struct
{
  guint64 customers;
  guint64 contacts;
  guint64 events;
  guint64 sales;
  guint64 tasks;
  guint64 deals;
  gint64 operation;
} RgDemoReport;

void rg_demo_report_free (RgDemoReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDemoReport, rg_demo_report_free)

/* Called on the writer's thread, every few thousand customers and at the end. */
typedef void (*RgDemoProgress) (guint customers, guint total, gpointer user_data);

/* One long operation; fills a shop without customers. */
RgDemoReport *rg_demo_fill (RgWrite *write,
                            const RgDemoOptions *options,
                            RgDemoProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/**
 * RgDemoJob:
 *
 * The argument of rg_demo_write_func. Nothing in it is owned.
 */
typedef struct
{
  const RgDemoOptions *options;
  RgDemoProgress progress;
  gpointer progress_data;
} RgDemoJob;

/* An RgWriteFunc over an RgDemoJob; gives an RgDemoReport. */
gpointer rg_demo_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error);

/* Kinds of shops: "decoration", "coding-school" … (array zero-terminated=1) */
const char *const *rg_demo_list_packs (void);

G_END_DECLS
