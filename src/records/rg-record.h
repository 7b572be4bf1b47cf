/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"

G_BEGIN_DECLS

/**
 * RgRecord:
 *
 * A row as an object for the window: one per row id as long as anybody holds
 * it, so that an edit shows everywhere at once. Lives on the main context.
 * Signal changed::KEY after a field's value changed. A record that is not
 * loaded yet answers with null values and "loaded" FALSE.
 */
#define RG_TYPE_RECORD (rg_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgRecord, rg_record, RG, RECORD, GObject)

struct _RgRecordClass
{
  GObjectClass parent_class;
  /* The entity whose built-in fields are GObject properties of the class. */
  const char *entity;
};

/* Built-in fields are properties too (name, phone, next-date …), read-only,
 * as text in display format, for Blueprint bindings. */
#define RG_TYPE_CUSTOMER (rg_customer_get_type ())
G_DECLARE_FINAL_TYPE (RgCustomer, rg_customer, RG, CUSTOMER, RgRecord)

gint64 rg_record_get_id (RgRecord *self);
gboolean rg_record_is_loaded (RgRecord *self);
/* (transfer none) (nullable): the row it shows now. */
RgRow *rg_record_get_row (RgRecord *self);
const RgValue *rg_record_get (RgRecord *self, const RgField *field);
char *rg_record_format (RgRecord *self, const RgField *field);
/* New contents; emits changed::KEY for what differs and notifies. */
void rg_record_set_row (RgRecord *self, RgRow *row);

G_END_DECLS
