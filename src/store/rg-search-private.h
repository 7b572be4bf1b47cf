/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the search's own files, and to its tests. */

#include "catalog/rg-catalog.h"
#include "store/rg-search-chase.h"
#include "store/rg-search.h"

G_BEGIN_DECLS

/* Raised when the tables or the way texts are cut change: search.db is made
 * again. */
#define RG_SEARCH_GENERATION "3"

/* --- sorted ids (rg-search-ids.c) ----------------------------------------- */

GArray *rg_search_ids_new (void);
/* Sorts and drops doubles. */
void rg_search_ids_sort (GArray *ids);
/* (transfer full): both are given away. */
GArray *rg_search_ids_union (GArray *a, GArray *b);
GArray *rg_search_ids_intersect (GArray *a, GArray *b);
/* (transfer full): those of @a that @b lacks; both stay. */
GArray *rg_search_ids_subtract (const GArray *a, const GArray *b);
/* Appends the first column of every row of @statement, sorted in the end.
 * Asks @cancellable now and then. */
gboolean rg_search_ids_read (GArray *ids, RgStatement *statement, GCancellable *cancellable, GError **error);

/* --- texts (rg-search-text.c) --------------------------------------------- */

/* Stands between two fields, so that no phrase reaches over. */
#define RG_SEARCH_BREAK "\xc2\xb6"

/* Appends the tokens of @text, each followed by a blank: Han characters, kana
 * and signs one by one, other letters and digits in runs. */
void rg_search_segment (const char *text, GString *tokens);
/* Appends those of the @tokens that are runs of letters or digits: what can be
 * looked up by its beginning. */
void rg_search_runs (const char *tokens, GString *runs);
gboolean rg_search_is_single (gunichar c);
/* Digits only, without a leading "+". (transfer full) */
char *rg_search_digits (const char *text);

/* A telephone number as one integer: a bit for the direction, then up to 15
 * digits of four bits, so that all numbers with a common head (or tail) lie in
 * one range. @n_digits of @digits are used. */
gint64 rg_search_phone_key (const char *digits, gboolean tail);
gint64 rg_search_phone_key_last (gint64 key, gsize n_digits);

/**
 * RgSearchWordKind:
 * @RG_SEARCH_WORD_PHRASE: tokens that follow each other
 * @RG_SEARCH_WORD_RUN: one run of letters and digits
 * @RG_SEARCH_WORD_LATIN: a run of ASCII letters, which may be pinyin
 * @RG_SEARCH_WORD_MIXED: Han characters and ASCII letters
 * @RG_SEARCH_WORD_DIGITS: digits, perhaps of a telephone number
 */
typedef enum
{
  RG_SEARCH_WORD_PHRASE,
  RG_SEARCH_WORD_RUN,
  RG_SEARCH_WORD_LATIN,
  RG_SEARCH_WORD_MIXED,
  RG_SEARCH_WORD_DIGITS,
} RgSearchWordKind;

typedef struct
{
  RgSearchWordKind kind;
  char *text;   /* normalised */
  char *tokens; /* separated by blanks */
  char *digits; /* of @RG_SEARCH_WORD_DIGITS */
} RgSearchWord;

/* (element-type RgSearchWord): words that must all be found. */
GPtrArray *rg_search_parse (const char *text);
/* The words of digits from @index on that may be one number written with
 * blanks: how many. 1 when it stands alone, 0 when it is none. */
guint rg_search_number_span (GPtrArray *words, guint index);
/* (transfer full) (nullable) */
char *rg_search_number_join (GPtrArray *words, guint index, guint n);

/* --- sounds (rg-search-sounds.c) ------------------------------------------ */

/* Before the initials of a long name. */
#define RG_SEARCH_LONG_NAME "\xc2\xb7"

/* Appends the ways in which a name may be typed, each followed by a blank. */
void rg_search_sounds (const char *name, gboolean company, const char *reading, GString *words);
/* What the end of @han and the beginning of @letters are looked up by, when one
 * follows the other in a name. (transfer full) (nullable) */
char *rg_search_pair (const char *han, const char *letters);

/* --- documents (rg-search-doc.c) ------------------------------------------ */

typedef struct
{
  gint64 id;
  gint64 customer; /* of an event's or a sale's document */
  GString *text;   /* for the table doc or event_doc */
  GString *words;  /* for the table word */
  GString *names;  /* kind, reading and name of everybody, for checking */
  GString *phones; /* digits, each followed by a blank */
} RgSearchDoc;

/* Which rows: those with ids from @first to @last, or the listed @ids. */
typedef struct
{
  gint64 first;
  gint64 last;
  const gint64 *ids;
  gsize n_ids;
} RgSearchSpan;

typedef enum
{
  RG_SEARCH_CUSTOMERS,
  RG_SEARCH_EVENTS,
  RG_SEARCH_SALES,
} RgSearchSource;

typedef struct _RgSearchReader RgSearchReader;

RgSearchReader *rg_search_reader_new (RgDatabase *shop, GError **error);
void rg_search_reader_free (RgSearchReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchReader, rg_search_reader_free)
/* Whether a change of this column changes any document. */
gboolean rg_search_reader_minds (RgSearchReader *self, const char *table, const char *column);
/* The documents of the rows that exist, by id, in one short read transaction.
 * (element-type RgSearchDoc) (transfer none): valid until the next call. */
GPtrArray *
rg_search_reader_read (RgSearchReader *self, RgSearchSource source, const RgSearchSpan *span, GError **error);
/* The names in RgSearchDoc.names: whether one of them is meant by @query. */
gboolean rg_search_names_match (const char *names, const char *query);
/* SELECTs the catalogue's searched columns; for the scan without search.db. */
gboolean rg_search_is_searched (const RgField *field);

/* --- the file (rg-search-file.c) ------------------------------------------ */

typedef struct
{
  char *path;
  RgDatabase *db;
} RgSearchFile;

RgSearchFile *rg_search_file_open (const char *path, GError **error);
void rg_search_file_free (RgSearchFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchFile, rg_search_file_free)
/* Drops everything and makes empty tables, marked as being built. */
gboolean rg_search_file_reset (RgSearchFile *self, GError **error);
/* (transfer full) (nullable) */
char *rg_search_file_get (RgSearchFile *self, const char *key);
gboolean rg_search_file_set (RgSearchFile *self, const char *key, const char *value, GError **error);
/* What meta says of a file that is whole and of today's making. */
const char *rg_search_file_ready (void);
gboolean rg_search_is_damage (const GError *error);

/* Replaces the documents of the rows of @span by @docs. @fresh: there are none
 * yet, and phones are left to the caller. */
gboolean rg_search_file_put (RgSearchFile *self,
                             RgSearchSource source,
                             const RgSearchSpan *span,
                             GPtrArray *docs,
                             gboolean fresh,
                             GError **error);
gboolean rg_search_file_put_phone (RgSearchFile *self, gint64 key, gint64 customer, GError **error);

/* --- what a change touches (rg-search-feed.c) ----------------------------- */

typedef struct
{
  GArray *rows[3];     /* (element-type gint64) by RgSearchSource */
  gboolean everything; /* too much to follow */
} RgSearchTouched;

RgSearchTouched *rg_search_touched_new (void);
void rg_search_touched_free (RgSearchTouched *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSearchTouched, rg_search_touched_free)
gsize rg_search_touched_count (const RgSearchTouched *self);
void rg_search_touched_add_row (RgSearchTouched *self, RgSearchSource source, gint64 id);
/* Whether a row of @table is part of a document. @child: of its customer's. */
gboolean rg_search_find_source (const char *table, RgSearchSource *source, gboolean *child);
/* Adds the rows of operation @id; above @limit sets @everything instead. */
gboolean rg_search_touched_add (RgSearchTouched *self,
                                RgDatabase *shop,
                                RgSearchReader *reader,
                                gint64 id,
                                gsize limit,
                                GError **error);

/* --- an operation that is chased (rg-search-chase.c) ---------------------- */

/* The largest ids, by RgSearchSource. */
gboolean rg_search_read_ends (RgDatabase *shop, gint64 *ends, GError **error);
gint64 rg_search_chase_get_op (RgSearchChase *self);
void rg_search_chase_set_entered (RgSearchChase *self, gint64 customer);
gboolean rg_search_chase_is_complete (RgSearchChase *self);
gboolean rg_search_chase_is_ended (RgSearchChase *self);
/* (transfer full): what was changed again. */
RgSearchTouched *rg_search_chase_take (RgSearchChase *self);

/* --- building and following (rg-search-build.c, rg-search-follow.c) ------- */

typedef struct
{
  RgSearchFile *file;
  RgDatabase *shop;
  GCancellable *cancellable; /* cancelled when the index is closed */
  int progress;              /* per mille of a build; atomic */
  /* Blocks until more was committed; FALSE when somebody waits for the index
   * or it is closed. */
  gboolean (*wait) (gpointer data);
  gpointer wait_data;
} RgSearchWork;

/* What to make of an operation's line. */
typedef enum
{
  RG_SEARCH_OP_GONE,
  RG_SEARCH_OP_OPEN,
  RG_SEARCH_OP_DONE,
  RG_SEARCH_OP_UNDONE,
} RgSearchOpState;

gboolean rg_search_read_state (RgDatabase *shop, gint64 op, RgSearchOpState *state, GError **error);

/* @chase: (nullable): an operation whose rows are entered while it runs. */
gboolean rg_search_build (RgSearchWork *work, RgSearchChase *chase, GError **error);
/* Enters the touched rows as they are now, inside a transaction, which is
 * committed and begun again on the way. */
gboolean rg_search_enter_touched (RgSearchWork *work,
                                  RgSearchReader *reader,
                                  RgSearchTouched *touched,
                                  GError **error);
/* Follows everything that is committed now. */
gboolean rg_search_follow (RgSearchWork *work, GError **error);

/* An operation seen while it was open. */
typedef struct
{
  gint64 op;
  gboolean entered; /* by a build, which takes rows as it finds them */
} RgSearchPending;

/* How far search.db has come: everything up to @cursor but what is pending.
 * The newest operation that was done, and its time, tell whether shop.db is
 * the one that was followed. */
typedef struct
{
  gint64 cursor;
  gint64 mark;
  gint64 mark_at;
  GArray *pending; /* (element-type RgSearchPending) */
} RgSearchPlace;

void rg_search_place_init (RgSearchPlace *place);
void rg_search_place_clear (RgSearchPlace *place);
gboolean rg_search_place_read (RgSearchPlace *place, RgSearchFile *file, GError **error);
gboolean rg_search_place_write (RgSearchPlace *place, RgSearchFile *file, GError **error);

/* Tells the index of the file at @path that a reader found it damaged. */
void rg_search_index_report_damage (const char *path);

/* --- without search.db (rg-search-scan.c) --------------------------------- */

GArray *rg_search_scan (RgRead *read, GPtrArray *words, GCancellable *cancellable, GError **error);

G_END_DECLS
