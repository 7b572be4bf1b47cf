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

/* What there is of deals already (rg-import-deals.c). */
typedef struct _RgImportDeals RgImportDeals;

/* Whose sale, in a bill (rg-import-who.c). */
typedef struct _RgImportWho RgImportWho;

/**
 * RgImportRun:
 * @write: (nullable): %NULL for a dry run
 * @op: (nullable): begun with the first thing that is written
 * @people: whom one may meet, by RG_KEY_…
 * @seen: what stood in the file: phones, and people of whom only the name is
 *   known
 * @sales: sales that are in the shop, by all they say
 * @deals: (nullable): stages, staff and deals, in an import of these
 * @tags: (element-type utf8 gint64): ids; 0 in a dry run
 * @reasons: (element-type utf8 RgImportReason): both the report's
 * @questions: (element-type utf8 RgImportQuestion): the report's, by their keys
 * @made: (element-type RgImportQuestion guint32): somebody new who was made as
 *   the answer, by the question
 * @making: (nullable): the question that the row's customer is made for
 * @newest: the last customer who was there before this import
 * @texts: reasons that were made for a row
 * @who: (nullable): of a bill
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
  const RgEntity *deal;
  RgImportRow *row;
  RgImportReport *report;
  RgKeyMap *people;
  RgKeyMap *seen;
  RgKeyMap *sales;
  RgImportDeals *deals;
  GHashTable *reasons;
  GHashTable *questions;
  GHashTable *made;
  RgImportQuestion *making;
  guint32 newest;
  GStringChunk *texts;
  RgImportWho *who;
  GHashTable *tags;
  GHashTable *channels;
  GArray *cells; /* of RgCell, borrowed values */
  char *stored_sql;
  char *sale_sql;
  char *payment_sql;
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
/* Makes one channel or source known. */
gboolean rg_import_run_channel (RgImportRun *run, const char *name, GError **error);
/* Makes the channels that the row names known. */
gboolean rg_import_run_channels (RgImportRun *run, GError **error);

/* --- own fields (rg-import-own.c) ------------------------------------------ */

RgCatalog *rg_import_catalog_now (const RgImportRun *run);
gboolean rg_import_make_own_fields (RgImportRun *run, char **keys, GStrvBuilder *labels, GError **error);
/* Writes the choices that they have grown by (rg-import-grow.c). */
gboolean rg_import_keep_choices (RgImportRun *run, GError **error);

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

/* --- questions (rg-import-ask.c) ------------------------------------------ */

/* Candidates of one question that are looked at. */
#define RG_IMPORT_ASKED_MAX 100

/**
 * RgImportWhose:
 * @RG_IMPORT_WHOSE_KNOWN: a customer's of the shop, or of an earlier row
 * @RG_IMPORT_WHOSE_NEW: of somebody who is to be made
 * @RG_IMPORT_WHOSE_LEFT: the owner does not want it
 * @RG_IMPORT_WHOSE_ASKED: not certain; the row is refused
 */
typedef enum
{
  RG_IMPORT_WHOSE_KNOWN,
  RG_IMPORT_WHOSE_NEW,
  RG_IMPORT_WHOSE_LEFT,
  RG_IMPORT_WHOSE_ASKED,
} RgImportWhose;

RgImportQuestion *rg_import_ask (RgImportRun *run, const char *key, const char *who, const char *hint);
RgImportQuestion *rg_import_asked (RgImportRun *run, const char *key);
void rg_import_question_add (RgImportQuestion *question,
                             gint64 id,
                             const char *name,
                             const char *phone,
                             const char *why);
void rg_import_question_count (RgImportQuestion *question, const RgImportRow *row);
void rg_import_question_refuse (RgImportRun *run, const RgImportQuestion *question);
RgImportQuestion *rg_import_ask_which (RgImportRun *run, const char *key, GArray *ids, const char *why);
gboolean rg_import_take_answer (RgImportRun *run,
                                RgImportQuestion *question,
                                RgImportWhose *whose,
                                guint32 *id,
                                GError **error);
void rg_import_ask_finish (RgImportRun *run);

/* --- customers' numbers (rg-import-code.c) --------------------------------- */

gboolean rg_import_load_codes (RgImportRun *run, GCancellable *cancellable, GError **error);
void rg_import_remember_code (RgImportRun *run, guint32 id);
gboolean rg_import_find_by_code (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error);

/* --- whose sale, in a bill (rg-import-who.c) ------------------------------- */

/* Looks at everybody in the file and in the shop. */
gboolean rg_import_who_load (RgImportRun *run, GCancellable *cancellable, GError **error);
void rg_import_who_free (RgImportWho *who);

/* Whose the row's payment is. */
gboolean rg_import_who_find (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error);
/* Tells who the row's customer turned out to be, so that later rows and later
 * bills know it. */
gboolean rg_import_who_settle (RgImportRun *run, guint32 id, GError **error);

/* --- payments of a bill (rg-import-payments.c) ----------------------------- */

/* The payments that the shop has, by their number. */
gboolean rg_import_load_payments (RgImportRun *run, GCancellable *cancellable, GError **error);
/* Whether the shop has this payment already; what was paid back since is
 * written then. */
gboolean rg_import_find_payment (RgImportRun *run, gboolean *known, GError **error);

/* --- saved mappings (rg-import-saved.c) ------------------------------------ */

gboolean rg_import_save_columns (RgWrite *write, const RgImportPlan *plan, GError **error);

/* Attaches what the row brings to the customer @id. */
gboolean rg_import_take_pictures (RgImportRun *run, guint32 id, const RgGridRow *cells, GError **error);

/* --- sales (rg-import-sales.c) -------------------------------------------- */

gboolean rg_import_load_sales (RgImportRun *run, GCancellable *cancellable, GError **error);
/* Takes a row of sales; may set the row's refused. */
gboolean rg_import_take_sale (RgImportRun *run, GError **error);
gboolean rg_import_take_refund (RgImportRun *run, gboolean *taken, GError **error);
/* The customer of a row of sales or deals; *@id 0 for somebody new. May set the row's refused. */
gboolean rg_import_find_customer (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error);
/* Whose it is stays known for the rows that follow. */
gboolean rg_import_settle_customer (RgImportRun *run, RgImportWhose whose, guint32 id, GError **error);

/* --- deals (rg-import-deals.c) -------------------------------------------- */

/* In a shop that is still to be made there is nothing to load. */
gboolean rg_import_load_deals (RgImportRun *run, GCancellable *cancellable, GError **error);
void rg_import_deals_free (RgImportDeals *deals);
/* Takes a row of deals; may set the row's refused. */
gboolean rg_import_take_deal (RgImportRun *run, GError **error);

G_END_DECLS
