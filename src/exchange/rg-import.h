/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-grid.h"
#include "store/rg-op.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An old file comes in: open it, see what its columns mean (the plan), change
 * that where it is wrong, try it, run it. The same steps for every kind of
 * file; see rg-grid.h for what a kind has to offer. */

/**
 * RgImportError:
 * @RG_IMPORT_ERROR_FILE: missing, a folder, not readable
 * @RG_IMPORT_ERROR_KIND: empty, or no kind of file that can be read
 * @RG_IMPORT_ERROR_NO_ROWS: a header and nothing below it
 * @RG_IMPORT_ERROR_NO_IDENTITY: no column is a name, phone, e-mail or WeChat id
 * @RG_IMPORT_ERROR_MAP: the mapping names a column or field that is not there
 * @RG_IMPORT_ERROR_ENTITY: this kind of thing cannot be imported
 * @RG_IMPORT_ERROR_ENCODING: an encoding that is not known
 * @RG_IMPORT_ERROR_OUTPUT: a file that is to be written cannot be
 * @RG_IMPORT_ERROR_SHEET: the workbook has no such sheet
 * @RG_IMPORT_ERROR_LOCKED: it can only be read with a password
 * @RG_IMPORT_ERROR_SIZE: made to be larger than any list of customers
 *
 * Messages are translated sentences that say what to do next.
 */
typedef enum
{
  RG_IMPORT_ERROR_FILE,
  RG_IMPORT_ERROR_KIND,
  RG_IMPORT_ERROR_NO_ROWS,
  RG_IMPORT_ERROR_NO_IDENTITY,
  RG_IMPORT_ERROR_MAP,
  RG_IMPORT_ERROR_ENTITY,
  RG_IMPORT_ERROR_ENCODING,
  RG_IMPORT_ERROR_OUTPUT,
  RG_IMPORT_ERROR_SHEET,
  RG_IMPORT_ERROR_LOCKED,
  RG_IMPORT_ERROR_SIZE,
} RgImportError;

#define RG_IMPORT_ERROR (rg_import_error_quark ())
GQuark rg_import_error_quark (void);

/**
 * RgImportKnown:
 * @RG_IMPORT_KNOWN_FILL: fill what is empty, add tags and remarks
 * @RG_IMPORT_KNOWN_SKIP: leave them alone
 * @RG_IMPORT_KNOWN_OVERWRITE: every cell that is not empty wins
 *
 * What becomes of people who are in the shop already.
 */
typedef enum
{
  RG_IMPORT_KNOWN_FILL,
  RG_IMPORT_KNOWN_SKIP,
  RG_IMPORT_KNOWN_OVERWRITE,
} RgImportKnown;

/* "fill", "skip", "overwrite"; %FALSE for anything else. */
gboolean rg_import_known_from_string (const char *text, RgImportKnown *known);

/**
 * RgImportOptions:
 * @entity: (nullable): "customer" or "sale"; %NULL: customer, but sale for a
 *   bill of a payment service, which is recognised by its content
 * @tags: (nullable) (array zero-terminated=1): see rg_import_plan_set_tags()
 * @maps: (nullable) (array zero-terminated=1): "COLUMN=FIELD", against the
 *   guess. COLUMN is a header or a number from 1; FIELD is a key or a label,
 *   or "notes", "ignore", "new", "new:TYPE". In an import of sales, "name",
 *   "phone", "wechat" and "email" are the customer's, and "customer.new" is the
 *   number by which customers are told apart.
 * @encoding: (nullable): utf-8, gb18030, utf-16-le, utf-16-be, big5
 * @sheet: (nullable): of a workbook: name, or number from 1; see RgGridOptions
 * @grid: (nullable): the file as it was opened with these options, before its
 *   first row
 * @origin: (nullable): see rg-op.h; %RG_ORIGIN_IMPORT when %NULL
 * @session: (nullable): see rg_op_begin
 * @dry_run: count everything, write nothing
 * @unfinished: give a plan also when no column can name a person; the owner has
 *   yet to say which one does
 * @refused: (nullable): where refused rows go: a file, or a folder in which one
 *   is made that does not exist yet. %NULL: the imported file's folder, or the
 *   shop's when that cannot be written.
 *
 * Set the members; the strings are borrowed until the plan has been made.
 */
typedef struct
{
  const char *entity;
  RgImportKnown known;
  const char *const *tags;
  const char *const *maps;
  const char *encoding;
  const char *sheet;
  RgGrid *grid;
  const char *origin;
  const char *session;
  gboolean dry_run;
  gboolean unfinished;
  const char *refused;
} RgImportOptions;

#define RG_IMPORT_OPTIONS_INIT { .known = RG_IMPORT_KNOWN_FILL }

/**
 * RgImportTarget:
 * @RG_IMPORT_TARGET_IGNORE: left out
 * @RG_IMPORT_TARGET_FIELD: a field that is there
 * @RG_IMPORT_TARGET_NEW: an own field, made by the import
 * @RG_IMPORT_TARGET_NOTES: a line "column: value" in the notes
 */
typedef enum
{
  RG_IMPORT_TARGET_IGNORE,
  RG_IMPORT_TARGET_FIELD,
  RG_IMPORT_TARGET_NEW,
  RG_IMPORT_TARGET_NOTES,
} RgImportTarget;

/**
 * RgImportBasis:
 * @RG_IMPORT_BASIS_NONE: nothing claims the column
 * @RG_IMPORT_BASIS_HEADER: its header says so
 * @RG_IMPORT_BASIS_VALUES: its cells look like it
 * @RG_IMPORT_BASIS_OWNER: the owner said so
 */
typedef enum
{
  RG_IMPORT_BASIS_NONE,
  RG_IMPORT_BASIS_HEADER,
  RG_IMPORT_BASIS_VALUES,
  RG_IMPORT_BASIS_OWNER,
} RgImportBasis;

/**
 * RgImportColumn:
 * @name: its header, or "Column 3" (translated) where there is none
 * @samples: (array zero-terminated=1): the first five values that are not empty
 * @entity: (nullable): for a field: "customer" or "sale"; for an own field to be
 *   made: whose it becomes, %NULL: of what is imported. In a list of orders the
 *   customers' own field is the number by which they are told apart.
 * @field: (nullable): for a field: its key
 * @label: (nullable): for an own field to be made: what it is called; %NULL: @name
 * @type: (nullable): for an own field to be made: its type
 * @choices: (nullable) (array zero-terminated=1): for an own field with choices
 * @distinct: (nullable) (array zero-terminated=1): every different value of the
 *   file, where there are only a few short ones
 *
 * What a column of the file is taken for. Belongs to the plan.
 */
typedef struct
{
  char *name;
  char **samples;
  RgImportTarget target;
  RgImportBasis basis;
  const char *entity;
  char *field;
  char *label;
  const RgFieldType *type;
  char **choices;
  char **distinct;
} RgImportColumn;

typedef struct _RgImportPlan RgImportPlan;

/* Rows copied from a spreadsheet, as a file to be imported as utf-8. */
gboolean rg_import_save_pasted (const char *text, const char *path, GError **error);

/* Opens the file and guesses. Blocks; on any thread, without a shop. */
RgImportPlan *rg_import_plan_new (RgCatalog *catalog,
                                  const char *path,
                                  const RgImportOptions *options,
                                  GCancellable *cancellable,
                                  GError **error);
void rg_import_plan_free (RgImportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportPlan, rg_import_plan_free)

guint rg_import_plan_get_n_columns (const RgImportPlan *plan);
const RgImportColumn *rg_import_plan_get_column (const RgImportPlan *plan, guint index);
/* Sets what a column is. @field: (nullable): for a field, its key ("sale" imports:
 * the sale's, or the customer's name, phone, wechat, email); for a new field
 * "customer" in an import of sales makes it the customers' number, "sale" takes
 * that back, %NULL: as it was. @type: (nullable):
 * for a new field; %NULL keeps the guess. Two columns may give the same field:
 * the first value that is not empty counts, others go to the notes (phones and
 * tags are joined). A new field of a type with choices takes the column's
 * different values for them. */
gboolean rg_import_plan_set_column (RgImportPlan *plan,
                                    guint index,
                                    RgImportTarget target,
                                    const char *field,
                                    const RgFieldType *type,
                                    GError **error);
/* Whether a column may be the number by which customers are told apart, and
 * whether one is. */
gboolean rg_import_plan_takes_code (const RgImportPlan *plan);
gboolean rg_import_column_is_code (const RgImportPlan *plan, const RgImportColumn *column);
/* What the own field that is made for a column is called; %NULL or "": as the
 * column. One that the shop has already is used. */
void rg_import_plan_set_label (RgImportPlan *plan, guint index, const char *label);
/* Whether a column can name a person; without one nothing can be imported. */
gboolean rg_import_plan_has_identity (const RgImportPlan *plan);
/* Whether a column of an import of @import_entity may give @entity's field. */
gboolean rg_import_takes_field (const char *import_entity, const char *entity, const RgField *field);
const char *rg_import_plan_get_path (const RgImportPlan *plan);
const char *rg_import_plan_get_entity (const RgImportPlan *plan);
/* Whether what is taken for customers, since nobody said what it is, looks like
 * sales: an amount, a day or an order's number, and the same people again. */
gboolean rg_import_plan_suggests_sales (const RgImportPlan *plan);
/* Whether they are taken for deals because of a header, and nobody said so. */
gboolean rg_import_plan_guesses_deals (const RgImportPlan *plan);
/* (nullable) */
const char *rg_import_plan_get_encoding (const RgImportPlan *plan);
const char *rg_import_plan_get_delimiter (const RgImportPlan *plan);
RgGridKind rg_import_plan_get_kind (const RgImportPlan *plan);
/* (nullable) (array zero-terminated=1): names of a workbook's sheets. */
const char *const *rg_import_plan_get_sheets (const RgImportPlan *plan);
/* Index of the sheet that is imported. */
guint rg_import_plan_get_sheet (const RgImportPlan *plan);
/* Line of the header; 0 when the file has none. */
guint64 rg_import_plan_get_header_line (const RgImportPlan *plan);
/* (nullable): which payment service's bill is imported: "wechat",
 * "wechat-merchant", "alipay", "alipay-merchant", "bank". */
const char *rg_import_plan_get_bill (const RgImportPlan *plan);
/* What such a bill is called: "WeChat Pay statement". Translated. */
const char *rg_import_bill_name (const char *bill);
void rg_import_plan_set_known (RgImportPlan *plan, RgImportKnown known);
/* Tags that every customer of the file gets, besides those of a column; who is
 * known and skipped does not. (nullable) (array zero-terminated=1) */
void rg_import_plan_set_tags (RgImportPlan *plan, const char *const *tags);
void rg_import_plan_set_dry_run (RgImportPlan *plan, gboolean dry_run);
/* How far rg_import_try reads, and how many problems it lists; 0 rows: all,
 * 0 problems: none, which is how a plan begins. */
void rg_import_plan_set_trial (RgImportPlan *plan, guint64 max_rows, guint max_problems);

/**
 * RgImportProblem:
 * @line: of the file
 * @column: index in the plan; %G_MAXUINT when the whole row is meant
 * @text: what stands there
 * @reason: a translated sentence
 */
typedef struct
{
  guint64 line;
  guint column;
  char *text;
  char *reason;
} RgImportProblem;

void rg_import_problem_free (RgImportProblem *problem);

/* Reads the first @max_rows rows (0: all) without a shop and lists at most
 * @max_problems cells that cannot be read and rows that would be refused.
 * (element-type RgImportProblem) (transfer full) */
GPtrArray *rg_import_check (RgImportPlan *plan,
                            guint64 max_rows,
                            guint max_problems,
                            GCancellable *cancellable,
                            GError **error);

/* --- whose sale ----------------------------------------------------------- */

/* What the owner can say to a question, besides a customer's id. */
#define RG_IMPORT_ANSWER_NONE G_GINT64_CONSTANT (0)
#define RG_IMPORT_ANSWER_NEW G_GINT64_CONSTANT (-1)
#define RG_IMPORT_ANSWER_LEAVE G_GINT64_CONSTANT (-2)

/**
 * RgImportCandidate:
 * @name: (nullable)
 * @phone: (nullable): normalised
 * @why: a translated sentence: what speaks for it
 *
 * A customer of the shop who may be meant.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *phone;
  char *why;
} RgImportCandidate;

void rg_import_candidate_free (RgImportCandidate *candidate);

/**
 * RgImportQuestion:
 * @key: what rg_import_plan_answer() takes: @who, with @hint behind it where the
 *   same name stands for several people
 * @who: who paid, as the file says
 * @hint: (nullable): the remark because of which it is not certain
 * @rows: how many rows wait for the answer
 * @amount_fen: their sum
 * @first: (nullable): day of the earliest, 2025-11-22
 * @last: (nullable): day of the latest
 * @candidates: (element-type RgImportCandidate): the likeliest first, at most
 *   %RG_IMPORT_CANDIDATES_MAX; never empty
 * @n_candidates: how many there are altogether
 * @answer: a customer's id, RG_IMPORT_ANSWER_NEW: somebody new,
 *   RG_IMPORT_ANSWER_LEAVE: not imported, or RG_IMPORT_ANSWER_NONE
 *
 * Sales of which it is not certain whose they are. Without an answer they are
 * refused, with a reason that names who it could be.
 */
typedef struct
{
  char *key;
  char *who;
  char *hint;
  guint64 rows;
  gint64 amount_fen;
  char *first;
  char *last;
  GPtrArray *candidates;
  guint n_candidates;
  gint64 answer;
} RgImportQuestion;

/* Candidates that a question lists. */
#define RG_IMPORT_CANDIDATES_MAX 8

void rg_import_question_free (RgImportQuestion *question);
/* Answers a question by its key, or all of one name by that. The answers stay
 * with the plan, through trials and the run, which remembers them for later
 * bills. RG_IMPORT_ANSWER_NONE takes one back. Not while the plan is tried or
 * run. */
void rg_import_plan_answer (RgImportPlan *plan, const char *who, gint64 answer);
/* RG_IMPORT_ANSWER_NONE when there is none. */
gint64 rg_import_plan_get_answer (const RgImportPlan *plan, const char *who);

/* --- the report ----------------------------------------------------------- */

/**
 * RgImportReason:
 * @reason: a translated sentence; the same one for all questions without an
 *   answer
 *
 * Why rows were refused, and how many.
 */
typedef struct
{
  char *reason;
  guint64 rows;
} RgImportReason;

void rg_import_reason_free (RgImportReason *reason);

/**
 * RgImportReport:
 * @rows: records with a cell that is not empty; = created + updated + skipped +
 *   refused
 * @phones_valid: rows whose phone is a mainland mobile number
 * @phones_invalid: rows in which a phone cell holds no number
 * @phones_other: rows whose phone is a landline or foreign number
 * @phones_distinct: different numbers among @phones_valid
 * @duplicate_phone_rows: rows whose mobile number stood in an earlier row
 * @dates_solar: cells of date columns, by the way they are written
 * @attachments: photos and other files in the rows that the customers did not
 *   have yet
 * @damaged_rows: rows with bytes that are no text in this encoding
 * @damaged_lines: (element-type guint64): where the first 100 of them are
 * @encoding: (nullable): utf-8, utf-16-le, utf-16-be, gb18030, big5
 * @delimiter: (nullable)
 * @operation: 0 after a dry run, and when nothing had to be written
 * @refused_path: (nullable): %NULL when no row was refused, or in a dry run
 * @own_fields: (array zero-terminated=1): labels of the own fields made (in a
 *   dry run: that would be made)
 * @repeated: of @updated and @skipped in a dry run: rows of somebody who stood
 *   in an earlier row and is not in the shop
 * @partial: whether a dry run ended before the file did
 * @n_problems: cells that could not be read and rows that were refused, in a dry
 *   run that lists them
 * @problems: (nullable) (element-type RgImportProblem): the first of them
 * @questions: (element-type RgImportQuestion): of a dry run all, answered or not;
 *   else those left unanswered
 * @reasons: (element-type RgImportReason): of the refused rows, the commonest
 *   first
 */
typedef struct
{
  guint64 rows;
  guint64 created;
  guint64 updated;
  guint64 skipped;
  guint64 refused;
  guint64 phones_valid;
  guint64 phones_invalid;
  guint64 phones_other;
  guint64 phones_distinct;
  guint64 duplicate_phone_rows;
  guint64 dates_solar;
  guint64 dates_serial;
  guint64 dates_lunar;
  guint64 dates_unparsable;
  guint64 tags_distinct;
  guint64 attachments;
  guint64 damaged_rows;
  GArray *damaged_lines;
  char *encoding;
  char *delimiter;
  double seconds;
  gint64 operation;
  char *refused_path;
  char **own_fields;
  gboolean dry_run;
  guint64 repeated;
  gboolean partial;
  guint64 n_problems;
  GPtrArray *problems;
  GPtrArray *questions;
  GPtrArray *reasons;
} RgImportReport;

void rg_import_report_free (RgImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportReport, rg_import_report_free)

/* Called on the thread that imports, every few thousand rows and at the end.
 * @fraction: of the file's bytes, 0 to 1. */
typedef void (*RgImportProgress) (guint64 rows, double fraction, gpointer user_data);

/* Imports: one operation, a long one when the file is long. */
RgImportReport *rg_import_run (RgWrite *write,
                               RgImportPlan *plan,
                               RgImportProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);
/* The report that rg_import_run would give, from a read transaction. @read:
 * (nullable): %NULL for a shop that is still to be made, on any thread. */
RgImportReport *rg_import_try (RgRead *read,
                               RgImportPlan *plan,
                               RgImportProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);

/* --- saved mappings ------------------------------------------------------- */

/**
 * RgImportSaved:
 * @file: name of the file that was imported, without folder
 * @at: when, UTC ms
 * @differing: (element-type guint): columns of the plan that it would change
 *
 * What the owner made of the same columns before.
 */
typedef struct
{
  char *file;
  gint64 at;
  GArray *differing;
  /*< private >*/
  GPtrArray *columns;
} RgImportSaved;

void rg_import_saved_free (RgImportSaved *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportSaved, rg_import_saved_free)

/* (transfer full) (nullable): what was saved for a file with the same headers;
 * %NULL without @error when there is nothing. @read may be over before the
 * result is used. */
RgImportSaved *rg_import_find_saved (RgRead *read, const RgImportPlan *plan, GError **error);
/* Makes the columns mean what they meant then; a field that has gone since leaves
 * its column as it is. Columns that the owner has set in this plan stay. */
gboolean rg_import_plan_apply_saved (RgImportPlan *plan, const RgImportSaved *saved, GError **error);
/* An RgReadFunc over an RgImportJob; gives an RgImportSaved. */
gpointer rg_import_saved_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);

/**
 * RgImportJob:
 *
 * The argument of the two functions below, for rg_store_write_* and
 * rg_store_read_*. Nothing in it is owned.
 */
typedef struct
{
  RgImportPlan *plan;
  RgImportProgress progress;
  gpointer progress_data;
} RgImportJob;

/* An RgWriteFunc over an RgImportJob; gives an RgImportReport. A plan with
 * dry_run set is tried only. */
gpointer rg_import_write_func (RgWrite *write, gpointer job, GCancellable *cancellable, GError **error);
/* An RgReadFunc over an RgImportJob: tries. */
gpointer rg_import_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
