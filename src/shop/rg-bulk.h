/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-chosen.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* One change of many customers, each one operation and one undo; above 10,000
 * rows a long one, which pauses and can be cancelled. */

/* Called on the thread that writes. */
typedef void (*RgBulkProgress) (guint64 done, guint64 total, gpointer user_data);

/**
 * RgBulkKind:
 * @RG_BULK_TAG: gives the tags @tags
 * @RG_BULK_UNTAG: takes them away
 * @RG_BULK_SET: sets the field @key to @value
 * @RG_BULK_DELETE: deletes the customers
 */
typedef enum
{
  RG_BULK_TAG,
  RG_BULK_UNTAG,
  RG_BULK_SET,
  RG_BULK_DELETE,
} RgBulkKind;

/**
 * RgBulkJob:
 *
 * The argument of rg_bulk_write_func. Nothing in it is owned; it must live
 * until the write is finished.
 */
typedef struct
{
  RgBulkKind kind;
  const RgChosen *chosen;
  const char *const *tags;
  const char *key;
  const RgValue *value;
  const char *origin; /* see rg_op_begin */
  const char *session;
  RgBulkProgress progress; /* (nullable) */
  gpointer progress_data;
} RgBulkJob;

/**
 * RgBulkReport:
 * @rows: customers that were chosen and are there
 * @changed: those for which something changed
 * @operation: 0 when nothing did
 */
typedef struct
{
  guint64 rows;
  guint64 changed;
  gint64 operation;
} RgBulkReport;

void rg_bulk_report_free (RgBulkReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBulkReport, rg_bulk_report_free)

/* An RgWriteFunc over an RgBulkJob; gives an RgBulkReport. Labels the operation
 * ("Tag 12 customers “VIP”"). */
gpointer rg_bulk_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
