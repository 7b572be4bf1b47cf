/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the import: what its parts share. */

#include "exchange/rg-bill.h"
#include "exchange/rg-grid.h"
#include "exchange/rg-import.h"

#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"

G_BEGIN_DECLS

/* Own fields that one import makes at most. */
#define RG_IMPORT_OWN_FIELDS_MAX 30
/* A file with more rows is one long operation. */
#define RG_IMPORT_LONG 10000
/* Header of the column that says why a row was refused. */
#define RG_IMPORT_REASON N_ ("Why it was not imported")

typedef struct _RgImportJoin RgImportJoin;

struct _RgImportPlan
{
  RgCatalog *catalog;
  char *path;
  char *entity;
  char *origin;
  char *session;
  char *refused;
  RgImportKnown known;
  char **tags; /* (nullable): of everybody in the file */
  gboolean dry_run;
  RgGrid *grid;
  guint64 header_line; /* 0: none */
  guint64 skip;        /* rows of the grid before the first one of data */
  GPtrArray *columns;  /* of RgImportColumn */
  RgImportJoin *join;  /* (nullable) */
  gboolean is_long;    /* more rows than RG_IMPORT_LONG */
  gboolean suggests_sales;
  gboolean guesses_deals;
  guint64 max_rows;    /* of a trial; 0: all */
  guint max_problems;  /* that a trial lists */
  const RgBill *bill;  /* (nullable) */
  char **bill_header;  /* (nullable): as it stands in the file */
  GHashTable *answers; /* normalised text to gint64 */
};

/* --- the front of a file (rg-import-plan.c) -------------------------------- */

/**
 * RgImportHead:
 * @rows: (element-type GStrv): trimmed
 * @lines: (element-type guint64): where they stand
 *
 * Rows among which the header is.
 */
typedef struct
{
  GPtrArray *rows;
  GArray *lines;
} RgImportHead;

gboolean rg_import_head_read (RgImportHead *head, RgGrid *grid, GCancellable *cancellable, GError **error);
void rg_import_head_clear (RgImportHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgImportHead, rg_import_head_clear)

/* The next row below the header, long texts in one piece. */
RgGridStep
rg_import_plan_next (RgImportPlan *plan, RgGridRow *row, GCancellable *cancellable, GError **error);

/* --- long texts in several columns (rg-import-join.c) ----------------------- */

RgImportJoin *rg_import_join_new (GPtrArray *columns);
void rg_import_join_free (RgImportJoin *join);
void rg_import_join_settle (const RgImportJoin *join, GPtrArray *columns);
void rg_import_join_apply (RgImportJoin *join, RgGridRow *row);

/* --- bills (rg-import-bill.c) ---------------------------------------------- */

/* Sheets of a workbook in which a bill is looked for. */
#define RG_IMPORT_BILL_SHEETS 8

gboolean rg_import_find_bill (RgImportPlan *plan,
                              const RgImportOptions *options,
                              RgImportHead *head,
                              GCancellable *cancellable,
                              GError **error);
void rg_import_set_bill_columns (RgImportPlan *plan);

/* --- header (rg-import-header.c) ----------------------------------------- */

/**
 * RgClaim:
 * @entity: (nullable): %NULL when nothing claims the header
 * @strength: how sure it is: 1 by its ending, 2 by an alias without remarks and
 *   numbers around it, 3 by an alias, 4 by the field's own label
 * @length: of the alias in characters; the longer one is the better one
 * @rank: place among the field's aliases; 0 is the commonest word
 *
 * A field that a header may mean.
 */
typedef struct
{
  const char *entity;
  const RgField *field;
  guint strength;
  glong length;
  guint rank;
} RgClaim;

typedef struct _RgHeaderIndex RgHeaderIndex;

/* (transfer full) */
RgHeaderIndex *rg_header_index_get (RgCatalog *catalog, const char *entity);
void rg_header_index_unref (RgHeaderIndex *index);
RgClaim rg_header_index_find (const RgHeaderIndex *index, const char *header);
/* Which of @rows (element-type GStrv) is the header; -1 for none. */
int rg_header_index_choose (const RgHeaderIndex *index, GPtrArray *rows);
gboolean rg_header_is_reason (const char *header);
/* Letters and digits only, normalised: for comparing words. (transfer full) */
char *rg_header_squash (const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgHeaderIndex, rg_header_index_unref)

/* --- values (rg-import-sample.c) ----------------------------------------- */

#define RG_SAMPLE_CHOICES_MAX 20

/**
 * RgSample:
 * @n: cells that are not empty, of the whole scan
 * @examined: how many of them the following counts are about
 * @dates: days in any form but bare serial numbers
 * @names: Chinese names with one of the common surnames
 * @repeated: texts that stood in an earlier cell
 * @numbers: of all @n: plain numbers that a double gives back unchanged
 * @distinct: (nullable): up to %RG_SAMPLE_CHOICES_MAX texts, in order of
 *   appearance; %NULL once there were more, or long ones
 *
 * What the cells of a column look like.
 */
typedef struct
{
  guint64 n;
  guint64 examined;
  guint64 phones;
  guint64 mobiles;
  guint64 emails;
  guint64 wxids;
  guint64 wechats;
  guint64 names;
  guint64 genders;
  guint64 dates;
  guint64 lunar;
  guint64 money;
  guint64 marked_money;
  guint64 yes_no;
  guint64 addresses;
  guint64 repeated;
  guint64 numbers;
  guint64 long_texts;
  GHashTable *seen; /* hashes of the examined ones */
  GPtrArray *distinct;
  GPtrArray *first; /* five of them */
} RgSample;

RgSample *rg_sample_new (void);
void rg_sample_free (RgSample *sample);
/* @cell: trimmed, not empty. */
void rg_sample_add (RgSample *sample, const char *cell);
/* Whether a text may be one of a choice's: short, and no list. */
gboolean rg_sample_is_choice (const char *cell);
/* Type of an own field that holds these cells without loss. @header: "" when
 * there is none. */
const RgFieldType *rg_sample_guess_type (RgSample *sample, const char *header);
/* Key of the customer's field that these cells look like. (nullable) */
const char *rg_sample_guess_field (RgSample *sample, gboolean has_header);
/* Digits that a double gives back unchanged: no zeros in front, no more than
 * fifteen of them. */
gboolean rg_is_plain_number (const char *text);
/* Bytes of the surname of a Chinese name; 0 when it is none. */
gsize rg_surname_length (const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSample, rg_sample_free)

/* --- columns (rg-import-guess.c, rg-import-map.c) ------------------------- */

RgImportColumn *rg_import_column_new (void);
void rg_import_column_free (RgImportColumn *column);
/* What the own field of a column is called. */
const char *rg_import_column_label (const RgImportColumn *column);
/* Whether customers' numbers stand below a header (rg-import-code.c). */
gboolean rg_import_is_code (const char *header);
/* Whether what is taken for customers may be sales (rg-import-kind.c). */
gboolean rg_import_guess_deals (RgImportPlan *plan, const RgImportOptions *options, GError **error);
gboolean rg_import_looks_like_sales (RgImportPlan *plan, GPtrArray *samples);
/* Decides for every column; @samples has one RgSample per column. */
void rg_import_guess (RgImportPlan *plan, GPtrArray *samples);
/* Applies "COLUMN=FIELD". */
gboolean rg_import_apply_map (RgImportPlan *plan, const char *map, GError **error);
/* Whether one of the columns can name a person; else the sentence. */
gboolean rg_import_check_identity (RgImportPlan *plan, GError **error);

/* --- one row (rg-import-row.c) -------------------------------------------- */

/**
 * RgImportRole:
 *
 * What becomes of a column's cells.
 */
typedef enum
{
  RG_IMPORT_ROLE_IGNORE,
  RG_IMPORT_ROLE_NAME,
  RG_IMPORT_ROLE_PHONE,
  RG_IMPORT_ROLE_PHONES,
  RG_IMPORT_ROLE_WECHAT,
  RG_IMPORT_ROLE_EMAIL,
  RG_IMPORT_ROLE_TAGS,
  RG_IMPORT_ROLE_NOTES,
  RG_IMPORT_ROLE_LINE,  /* a line in the notes */
  RG_IMPORT_ROLE_VALUE, /* of a field with a slot */
  RG_IMPORT_ROLE_CODE,  /* the customer's number, in a list of orders */
} RgImportRole;

typedef struct
{
  RgImportRole role;
  const char *name;     /* the plan's */
  const RgField *field; /* the catalogue's; may be made by a type only */
  guint slot;
  gboolean fresh;    /* made by this import: must not lose a digit */
  RgField own;       /* stands in for an own field that is not there yet */
  RgChoice *choices; /* (nullable): its choices */
  GPtrArray *grown;  /* (nullable): further ones that stood in the file; only of a field that is being made */
} RgImportBinding;

/* Takes what stands in the file and is no choice yet for one; see
 * rg-import-grow.c. */
gboolean rg_import_grow_choices (const RgImportBinding *binding, const char *text, RgValue *value);

/**
 * RgImportRow:
 *
 * What a row of the file says, read by the fields' types. Used again for the
 * next row.
 */
typedef struct
{
  GArray *bindings; /* of RgImportBinding, one per column */
  RgCatalog *catalog;
  GPtrArray *fields; /* of const RgField: the slots */
  GArray *values;    /* of RgValue, one per slot */
  const RgField *email_field;
  gboolean of_person; /* rows are something of a customer: a sale, a deal */
  gboolean is_deal;
  char *name;        /* (nullable) */
  char *wechat;      /* (nullable) */
  char *email;       /* (nullable) */
  char *same_wechat; /* (nullable): words for "the same as the phone" */
  GPtrArray *phones; /* normalised, the first one is the phone */
  GPtrArray *tags;
  GHashTable *phone_index;     /* (nullable): of rg_text_list_take() */
  GHashTable *tag_index;       /* (nullable): likewise */
  const char *const *all_tags; /* (nullable): the plan's, of everybody */
  GHashTable *regions;         /* (element-type utf8 utf8): places that were read before, as they are kept */
  GString *notes;              /* what the cells of the notes say */
  GString *lines;              /* what could not stand anywhere else */
  gboolean phone_invalid;
  guint dates[4];            /* by RgDateForm; NONE: unparsable */
  const char *refused;       /* (nullable): the translated reason */
  gboolean asks;             /* and that is a question without an answer */
  const RgField *code_field; /* (nullable): the customer's number */
  RgValue code;
  RgBillReader *bill;       /* (nullable) */
  const RgBillRow *payment; /* of a bill's row */
  const char *channel;      /* (nullable): of the bill's sales */
  guint channel_slot;
  GPtrArray *problems; /* (nullable): of RgImportProblem, to be filled */
  guint max_problems;  /* to be put there; 0: all */
  guint64 n_problems;
  guint64 line;
} RgImportRow;

/* @made: (nullable) (array): per column the key of the own field that was made
 * for it, or %NULL. Keeps pointers into both. */
RgImportRow *rg_import_row_new (RgImportPlan *plan, RgCatalog *catalog, const char *const *made);
void rg_import_row_free (RgImportRow *row);
/* %FALSE for a row that has nothing in it. */
gboolean rg_import_row_read (RgImportRow *row, const RgGridRow *cells);
/* The parts of reading a row (rg-import-cell.c). */
void rg_import_row_read_cell (RgImportRow *row, guint column, const char *text);
void rg_import_row_add_line (RgImportRow *row, const char *name, const char *text);
void rg_import_row_keep_bad (RgImportRow *row, guint column, const char *text, const char *reason);
void rg_import_row_add_problem (RgImportRow *row, guint column, const char *text, const char *reason);
/* The notes and the lines below them. (transfer full) (nullable) */
char *rg_import_row_notes (const RgImportRow *row);
RgPhoneKind rg_import_row_phone_kind (const RgImportRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportRow, rg_import_row_free)

/* --- who is who (rg-import-match.c) --------------------------------------- */

/**
 * RgKeyMap:
 *
 * Many keys of 64 bits, each with numbers of 32: twelve bytes an entry, so that
 * a million people fit into the cache of a small machine.
 */
typedef struct _RgKeyMap RgKeyMap;

RgKeyMap *rg_key_map_new (void);
void rg_key_map_free (RgKeyMap *map);
void rg_key_map_add (RgKeyMap *map, guint64 key, guint32 number);
/* The number of the entry with @key behind *@cursor (0 to begin); 0 when there
 * are no more. */
guint32 rg_key_map_next (RgKeyMap *map, guint64 key, guint64 *cursor);
/* Takes one entry with that number out. */
void rg_key_map_remove (RgKeyMap *map, guint64 key, guint32 number);
gsize rg_key_map_size (RgKeyMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgKeyMap, rg_key_map_free)

/* A key of some texts, told apart by @kind. @b: (nullable) */
guint64 rg_key_of (char kind, const char *a, const char *b);

/* Kinds of keys: a phone and a name; a WeChat id or e-mail and a name; the same
 * of people without a phone; a name without anything else; a name; a phone. */
#define RG_KEY_PHONE 'p'
#define RG_KEY_WECHAT 'w'
#define RG_KEY_EMAIL 'e'
#define RG_KEY_WECHAT_ONLY 'W'
#define RG_KEY_EMAIL_ONLY 'E'
#define RG_KEY_NAME_ONLY 'n'
#define RG_KEY_NAME 'N'
#define RG_KEY_NUMBER 'P'
/* A customer's number in lists of orders, and the name of one who has none. */
#define RG_KEY_CODE 'c'
#define RG_KEY_NAME_BARE 'b'
/* Keys that the payments of bills are found by. */
#define RG_KEY_PAYMENT 't'

/**
 * RgKnown:
 *
 * What a person is known by, when it is put into the map.
 */
typedef struct
{
  guint32 id;
  const char *name;
  const char *const *phones; /* (array length=n_phones) */
  guint n_phones;
  const char *wechat;
  const char *email;
} RgKnown;

void rg_known_add (RgKeyMap *map, const RgKnown *known, gboolean by_name);
/* Everybody in the shop. @by_name: also by name or phone alone. */
gboolean
rg_known_load (RgKeyMap *map, RgRead *read, gboolean by_name, GCancellable *cancellable, GError **error);

/* --- refused rows (rg-import-refused.c) ------------------------------------ */

typedef struct _RgRefused RgRefused;

/* @folder: (nullable): where else it may be put. */
RgRefused *rg_refused_new (const RgImportPlan *plan, const char *folder);
/* Removes what was not finished. */
void rg_refused_free (RgRefused *refused);
gboolean rg_refused_add (RgRefused *refused, const RgGridRow *cells, const char *reason, GError **error);
/* *@path: (nullable): where it stands; %NULL when there is nothing in it. */
gboolean rg_refused_finish (RgRefused *refused, char **path, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRefused, rg_refused_free)

RgImportQuestion *rg_import_question_new (void);

/* Opens the grid again before the first row of data. */
gboolean rg_import_plan_rewind (RgImportPlan *plan, GCancellable *cancellable, GError **error);

G_END_DECLS
