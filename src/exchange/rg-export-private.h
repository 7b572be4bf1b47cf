/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: what a format of files has to offer to be exported to. */

#include "exchange/rg-export.h"
#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgExportLine:
 * @row: what is exported
 * @customer: (nullable): whom it belongs to, when a column asks for it
 *
 * One row on its way out.
 */
typedef struct
{
  const RgRow *row;
  const RgRow *customer;
} RgExportLine;

/**
 * RgExportColumn:
 * @field: (nullable): of the exported entity, or of the customer whom a row
 *   belongs to
 * @of_customer: the latter
 * @is_raw: for programs: as it is stored
 * @text: (nullable): gives the text where no field does, with @data
 * @label: its header
 */
typedef struct
{
  const RgField *field;
  gboolean of_customer;
  gboolean is_raw;
  char *(*text) (const RgExportLine *line, gpointer data);
  gpointer data;
  char *label;
} RgExportColumn;

GPtrArray *rg_export_columns_new (void);
/* @field: (nullable). (transfer none) */
RgExportColumn *rg_export_columns_add (GPtrArray *columns, const RgField *field, const char *label);

/**
 * RgExportPlan:
 * @read: the transaction
 * @job: what was asked for
 * @columns: (element-type RgExportColumn): in their order
 *
 * What a sink knows before the first row. Outlives the sink.
 */
typedef struct
{
  RgRead *read;
  const RgExportJob *job;
  const RgEntity *entity;
  GPtrArray *columns;
} RgExportPlan;

/**
 * RgExportSink:
 *
 * A file that rows are written to, in one format. What a format has to
 * implement.
 */
typedef struct _RgExportSink RgExportSink;

typedef struct
{
  gboolean (*write) (RgExportSink *sink, const RgExportLine *line, GError **error);
  gboolean (*commit) (RgExportSink *sink, GError **error);
  /* Leaves no trace unless it was committed. */
  void (*free) (RgExportSink *sink);
} RgExportSinkClass;

struct _RgExportSink
{
  const RgExportSinkClass *klass;
};

static inline void
rg_export_sink_free (RgExportSink *sink)
{
  sink->klass->free (sink);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgExportSink, rg_export_sink_free)

/* Each writes its header, if the format has one. */
RgExportSink *rg_export_csv_new (const RgExportPlan *plan, GError **error);
RgExportSink *rg_export_xlsx_new (const RgExportPlan *plan, GError **error);
RgExportSink *rg_export_vcard_new (const RgExportPlan *plan, GError **error);

/* Writes these rows; @ids: (element-type guint32). */
RgExportReport *
rg_export_write (const RgExportPlan *plan, GArray *ids, GCancellable *cancellable, GError **error);

/* The value of @column in @line; a null one when there is no customer. */
const RgValue *rg_export_line_get (const RgExportLine *line, const RgExportColumn *column);
/* Its text as our import reads it; lists parted by semicolons. (transfer full) */
char *rg_export_line_format (const RgExportLine *line, const RgExportColumn *column);

G_END_DECLS
