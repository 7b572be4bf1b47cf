/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"

G_BEGIN_DECLS

#define RG_CONDITION_MAX_DEPTH 16
#define RG_CONDITION_MAX_LEAVES 200
#define RG_CONDITION_MAX_TEXT 1000 /* characters of a value */

struct _RgCondition
{
  gatomicrefcount references;
  RgConditionKind kind;
  GPtrArray *children; /* (nullable): of a group */
  JsonObject *leaf;    /* (nullable): of a leaf; never changed */
  RgCondition *inner;  /* (nullable): what a leaf asks of rows of another kind */
  guint depth;
  guint n_leaves;
};

/**
 * RgConditionJob:
 * @read: the transaction in which it is evaluated
 * @db: its connection
 * @entity: whose rows "t" are
 * @now: UTC milliseconds
 * @today: the day it is, in local time
 * @few: whether only a few rows are asked, by their ids
 *
 * What the makers of SQL and of sentences work with.
 */
typedef struct
{
  RgRead *read;
  RgDatabase *db;
  const RgEntity *entity;
  gint64 now;
  GDate today;
  gboolean few;
} RgConditionJob;

/* @entity: "customer" or "deal" */
void rg_condition_job_init (RgConditionJob *job, RgRead *read, const char *entity);
gboolean rg_condition_is_of_deals (const RgConditionJob *job);

/* --- members of a leaf ---------------------------------------------------- */

/* Sets @error and returns %FALSE. */
gboolean rg_condition_refuse (GError **error, RgConditionError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Whether all members are among @known, which ends with %NULL. */
gboolean rg_condition_only_knows (JsonObject *object, const char *const *known, GError **error);
/* (transfer none) (nullable): %NULL also when it is null. */
JsonNode *rg_condition_find_member (JsonObject *object, const char *key);
/* %NULL and no error when there is no such member, or null. */
gboolean rg_condition_get_text (JsonObject *object,
                                const char *key,
                                gboolean required,
                                const char **text,
                                GError **error);
gboolean rg_condition_get_whole (JsonObject *object,
                                 const char *key,
                                 gint64 least,
                                 gint64 most,
                                 gboolean *given,
                                 gint64 *number,
                                 GError **error);
gboolean
rg_condition_get_flag (JsonObject *object, const char *key, gboolean *given, gboolean *flag, GError **error);
/* What a JsonNode says as text, for messages: "[1,2]", "成都". (transfer full) */
char *rg_condition_node_text (JsonNode *node);
/* "op" of a leaf: whether it says @yes, as it does when it is left out, or @no. */
gboolean
rg_condition_get_has (JsonObject *leaf, const char *yes, const char *no, gboolean *has, GError **error);

/* --- days ----------------------------------------------------------------- */

/* Whether @text is one of "today", "week-start" … with or without "+N", "-N". */
gboolean rg_condition_day_is_relative (const char *text);
/* An ISO day or a relative one. */
gboolean rg_condition_day_parse (const char *text, const GDate *today, GDate *day, GError **error);

/**
 * RgConditionWindow:
 * @has_from: whether it begins anywhere
 * @has_to: whether it ends
 * @from: the first day
 * @to: the last day
 */
typedef struct
{
  gboolean has_from;
  gboolean has_to;
  GDate from;
  GDate to;
} RgConditionWindow;

/* "days" or "from" and "to" of a leaf. */
gboolean
rg_condition_window_read (JsonObject *leaf, const GDate *today, RgConditionWindow *window, GError **error);

/* --- leaves decoded -------------------------------------------------------- */

/**
 * RgConditionField:
 * @field: which
 * @op: the operator's word, interned
 * @negative: whether it is the contrary of @positive
 * @positive: the operator without its "not", interned
 * @values: (element-type RgValue): what is compared with
 * @names: (nullable) (element-type utf8): what the values are called, of refs
 * @text: (nullable): what a text must have in it, or a list
 * @from: the first day meant, for days
 * @to: the last day meant
 * @number: for months, days ahead and years
 * @number_to: the last of them
 * @lunar: whether a lunar month is meant
 */
typedef struct
{
  const RgField *field;
  const char *op;
  const char *positive;
  gboolean negative;
  GArray *values;
  GPtrArray *names;
  char *text;
  GDate from;
  GDate to;
  gint64 number;
  gint64 number_to;
  gboolean lunar;
} RgConditionField;

gboolean
rg_condition_field_read (const RgConditionJob *job, JsonObject *leaf, RgConditionField *test, GError **error);
void rg_condition_field_clear (RgConditionField *test);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgConditionField, rg_condition_field_clear)

/**
 * RgConditionTag:
 * @any: any tag at all
 * @family: (nullable): only those of this kind (the root's field "family"), of any
 * @id: which
 * @name: (nullable): of it, for sentences
 * @below: whether those below count
 * @has: or has not
 */
typedef struct
{
  gboolean any;
  const RgChoice *family;
  gint64 id;
  char *name;
  gboolean below;
  gboolean has;
} RgConditionTag;

gboolean
rg_condition_tag_read (const RgConditionJob *job, JsonObject *leaf, RgConditionTag *tag, GError **error);
/* By its name or its path from the root on; 0: there is none. */
gint64 rg_condition_find_tag (const RgConditionJob *job, const char *path);
void rg_condition_tag_clear (RgConditionTag *tag);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgConditionTag, rg_condition_tag_clear)

/**
 * RgConditionTimeline:
 * @what: "sale", "event", "contact" or a kind of event
 * @op: count, sum, none, last or every
 * @has_min: whether there is a least number
 * @has_max: whether there is a largest
 * @window: when
 * @where: (nullable): of the leaf
 */
typedef struct
{
  const char *what;
  const char *op;
  gboolean has_min;
  gboolean has_max;
  gint64 min;
  gint64 max;
  RgConditionWindow window;
  JsonObject *where;
} RgConditionTimeline;

gboolean rg_condition_timeline_read (const RgConditionJob *job,
                                     JsonObject *leaf,
                                     RgConditionTimeline *timeline,
                                     GError **error);

/**
 * RgConditionRelation:
 * @kind: a kind of relation
 * @has: or has not
 * @aged: whether the age counts
 * @from: in months, the least
 * @to: in months, the first that is too old
 */
typedef struct
{
  const char *kind;
  gboolean has;
  gboolean aged;
  gint64 from;
  gint64 to;
} RgConditionRelation;

gboolean rg_condition_relation_read (const RgConditionJob *job,
                                     JsonObject *leaf,
                                     RgConditionRelation *relation,
                                     GError **error);

/**
 * RgConditionMoved:
 * @into: the life stage that was moved into; "": any
 * @was: (nullable): the one before; "": any
 * @has: or has not
 * @window: when
 */
typedef struct
{
  const char *into;
  const char *was;
  gboolean has;
  RgConditionWindow window;
} RgConditionMoved;

gboolean rg_condition_moved_read (const RgConditionJob *job,
                                  JsonObject *leaf,
                                  RgConditionMoved *moved,
                                  GError **error);

/* --- leaves of deals -------------------------------------------------------- */

/**
 * RgConditionPlace:
 * @given: whether one is meant; else it is any
 * @stage: its id; 0: none
 * @state: (nullable): "won" or "lost" instead of a stage
 * @name: (nullable): of the stage
 *
 * Where a deal comes to.
 */
typedef struct
{
  gboolean given;
  gint64 stage;
  const char *state;
  char *name;
} RgConditionPlace;

/* A stage by its name, its key or its number: 0 and @error when there is none. */
gint64 rg_condition_find_stage (const RgConditionJob *job, JsonNode *node, char **name, GError **error);

/**
 * RgConditionSteps:
 * @into: where the deal came to
 * @was: where it was before
 * @has: or has not
 * @window: when
 */
typedef struct
{
  RgConditionPlace into;
  RgConditionPlace was;
  gboolean has;
  RgConditionWindow window;
} RgConditionSteps;

gboolean rg_condition_steps_read (const RgConditionJob *job,
                                  JsonObject *leaf,
                                  RgConditionSteps *steps,
                                  GError **error);
void rg_condition_steps_clear (RgConditionSteps *steps);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgConditionSteps, rg_condition_steps_clear)

/* "late" or "passed": whether it is to be so. */
gboolean rg_condition_flag_read (JsonObject *leaf, const char *word, gboolean *yes, GError **error);

/**
 * RgConditionPassed:
 * @passed: or never
 * @window: when
 */
typedef struct
{
  gboolean passed;
  RgConditionWindow window;
} RgConditionPassed;

gboolean rg_condition_passed_read (const RgConditionJob *job,
                                   JsonObject *leaf,
                                   RgConditionPassed *passed,
                                   GError **error);

/* In the order of their words: "open", "overdue", "any". */
enum
{
  RG_CONDITION_TASK_OPEN,
  RG_CONDITION_TASK_OVERDUE,
  RG_CONDITION_TASK_ANY,
};

/**
 * RgConditionTask:
 * @what: which tasks
 * @has: or has not
 * @has_within: whether their day counts
 * @within: how many days after today it may be, which counts too
 */
typedef struct
{
  int what;
  gboolean has;
  gboolean has_within;
  gint64 within;
} RgConditionTask;

gboolean
rg_condition_task_read (const RgConditionJob *job, JsonObject *leaf, RgConditionTask *task, GError **error);

/* --- SQL -------------------------------------------------------------------- */

/* 'text', with its quotes doubled. */
void rg_condition_append_text (GString *sql, const char *text);
void rg_condition_append_value (GString *sql, const RgValue *value);
/* LIKE '%text%' ESCAPE '\', or at the start only. */
void rg_condition_append_like (GString *sql, const char *text, gboolean anywhere);

void rg_condition_field_sql (const RgConditionJob *job, const RgConditionField *test, GString *sql);
void rg_condition_tag_sql (const RgConditionJob *job, const RgConditionTag *tag, GString *sql);
void rg_condition_timeline_sql (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql);
void rg_condition_relation_sql (const RgConditionJob *job, const RgConditionRelation *relation, GString *sql);
void rg_condition_moved_sql (const RgConditionJob *job, const RgConditionMoved *moved, GString *sql);
void rg_condition_task_sql (const RgConditionJob *job, const RgConditionTask *task, GString *sql);
void rg_condition_steps_sql (const RgConditionJob *job, const RgConditionSteps *steps, GString *sql);
void rg_condition_late_sql (const RgConditionJob *job, gboolean late, GString *sql);
void rg_condition_passed_sql (const RgConditionJob *job, const RgConditionPassed *passed, GString *sql);
/* A bridge: @part asks its inner condition of the deals of a customer, or of the
 * customer of a deal. */
gboolean
rg_condition_bridge_sql (const RgConditionJob *job, const RgCondition *part, GString *sql, GError **error);
/* A kept birthday: its day lies in @from … @to in one of the years of those. */
void rg_condition_birthday_sql (const char *column, const GDate *from, const GDate *to, GString *sql);
void rg_condition_month_sql (const char *column, int month, gboolean lunar, GString *sql);
/* Born after the day @after and not after @until, by either calendar. */
void rg_condition_born_sql (const char *column, const GDate *after, const GDate *until, GString *sql);

/* --- words ------------------------------------------------------------------ */

/* All of these but the middle three: (transfer full). */
char *rg_condition_count_words (const char *what, gint64 n);
const char *rg_condition_none_words (const char *what);
const char *rg_condition_last_words (const char *what);
const char *rg_condition_every_words (const char *what);
char *rg_condition_day_words (const char *text, const GDate *today);
char *rg_condition_fen_words (gint64 fen);
char *rg_condition_field_words (const RgConditionJob *job, const RgConditionField *test, JsonObject *leaf);
char *rg_condition_tag_words (const RgConditionTag *tag);
char *rg_condition_relation_words (const RgConditionJob *job, const RgConditionRelation *relation);
char *rg_condition_moved_words (const RgConditionJob *job, const RgConditionMoved *moved);
char *rg_condition_task_words (const RgConditionTask *task);
char *rg_condition_steps_words (const RgConditionSteps *steps);
char *rg_condition_bridge_words (const RgConditionJob *job, const RgCondition *part);
/* (nullable) */
char *rg_condition_where_words (const RgConditionJob *job, const RgConditionTimeline *timeline);
char *rg_condition_timeline_words (const RgConditionJob *job,
                                   const RgConditionTimeline *timeline,
                                   JsonObject *leaf);
char *rg_condition_leaf_words (const RgConditionJob *job, const RgCondition *part);
/* @depth 0: by itself; deeper several parts stand in brackets. */
void
rg_condition_append_words (const RgConditionJob *job, const RgCondition *part, guint depth, GString *words);
/* Whether it says that there is no such entry. */
gboolean rg_condition_timeline_is_none (const RgConditionTimeline *timeline);

/* The customer's entries that are meant, as " FROM … WHERE …" with the alias e. */
void
rg_condition_timeline_entries (const RgConditionJob *job, const RgConditionTimeline *timeline, GString *sql);
/* As rg_condition_append_sql(), of a part and with a job. */
gboolean
rg_condition_part_sql (const RgConditionJob *job, const RgCondition *part, GString *sql, GError **error);
/* The other kind of row that a leaf asks: the member's name, or NULL. */
const char *rg_condition_find_bridge (JsonObject *leaf);

/* The days of a "within" leaf, whose number is one of these or counts days. */
#define RG_CONDITION_THIS_WEEK 1000
#define RG_CONDITION_THIS_MONTH 1001

void rg_condition_within_days (const RgConditionField *test, const GDate *today, GDate *from, GDate *to);

G_END_DECLS
