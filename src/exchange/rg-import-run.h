/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the import: one run of a plan. */

#include "exchange/rg-import-private.h"

G_BEGIN_DECLS

/* Ids of people who would be made by a dry run begin here. */
#define RG_IMPORT_VIRTUAL 0x80000000u

/**
 * RgStored:
 * @values: as many as the row has slots, when customers are imported
 *
 * A customer as he is in the shop now.
 */
typedef struct
{
  char *name;
  char *phone;
  char *wechat;
  char *email;
  char *notes;
  GArray *values;
} RgStored;

/**
 * RgImportRun:
 * @write: (nullable): %NULL for a dry run
 * @op: (nullable): begun with the first thing that is written
 * @people: whom one may meet, by RG_KEY_…
 * @seen: what stood in the file: phones, and people of whom only the name is
 *   known
 * @sales: sales that are in the shop, by all they say
 * @tags: (element-type utf8 gint64): ids; 0 in a dry run
 * @reasons: (element-type utf8 RgImportReason): both the report's
 * @channels: names that are known to be in the table
 * @since_pause: rows written since the last one
 */
typedef struct
{
  RgRead *read;
  RgWrite *write;
  RgOp *op;
  RgImportPlan *plan;
  RgCatalog *catalog;
  const RgEntity *customer;
  const RgEntity *sale;
  RgImportRow *row;
  RgImportReport *report;
  RgKeyMap *people;
  RgKeyMap *seen;
  RgKeyMap *sales;
  GHashTable *reasons;
  GHashTable *tags;
  GHashTable *channels;
  GArray *cells; /* of RgCell, borrowed values */
  char *stored_sql;
  char *sale_sql;
  RgStored stored;
  guint32 next_virtual;
  guint since_pause;
} RgImportRun;

/* --- the run (rg-import-run.c) -------------------------------------------- */

/* The operation, begun when it is not; %NULL and @error on failure. */
RgOp *rg_import_run_op (RgImportRun *run, GError **error);
void rg_import_run_add_cell (RgImportRun *run, const RgField *field, const RgValue *value);
/* @text: (nullable): borrowed. */
void rg_import_run_add_text (RgImportRun *run, const RgEntity *entity, const char *key, const char *text);
void rg_import_run_add_number (RgImportRun *run, const RgEntity *entity, const char *key, gint64 number);
/* Inserts the cells; 0 and @error on failure. */
gint64 rg_import_run_insert (RgImportRun *run, const RgEntity *entity, GError **error);
/* Makes the channels that the row names known. */
gboolean rg_import_run_channels (RgImportRun *run, GError **error);

/* --- people (rg-import-people.c) ------------------------------------------ */

void rg_stored_clear (RgStored *stored);
/* Reads a customer into @run; *@found is %FALSE when he is gone. */
gboolean rg_import_load_stored (RgImportRun *run, guint32 id, gboolean *found, GError **error);
/* The customer that the row is; *@id 0 for somebody new. */
gboolean rg_import_find_person (RgImportRun *run, guint32 *id, GError **error);
/* Makes the customer; in a dry run its id is virtual. */
gboolean rg_import_create_person (RgImportRun *run, guint32 *id, GError **error);
/* Fills or overwrites; expects what rg_import_find_person loaded. */
gboolean rg_import_update_person (RgImportRun *run, guint32 id, GError **error);
/* Puts the row's person into the map. */
void rg_import_remember_person (RgImportRun *run, guint32 id);

/* --- sales (rg-import-sales.c) -------------------------------------------- */

gboolean rg_import_load_sales (RgImportRun *run, GCancellable *cancellable, GError **error);
/* Takes a row of sales; may set the row's refused. */
gboolean rg_import_take_sale (RgImportRun *run, GError **error);

G_END_DECLS
