/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-follow.h"
#include "shop/rg-standing.h"

G_BEGIN_DECLS

/* So many touched customers end a step; so many of one operation are a sweep. */
#define RG_FOLLOW_STEP_IDS 2000
#define RG_FOLLOW_MOST_IDS 10000

/**
 * RgTouched:
 * @ids: (element-type gint64): customers
 * @wide: there are too many: all between @first and @last
 * @everything: what was touched cannot be told
 * @tags: (element-type gint64): tags whose rules are to be asked of everybody
 * @all_rules: all of them are
 * @stages: those that speak of deals, for a stage is another
 */
typedef struct
{
  GArray *ids;
  gboolean wide;
  gint64 first;
  gint64 last;
  gboolean everything;
  GArray *tags;
  gboolean all_rules;
  gboolean stages;
} RgTouched;

void rg_touched_init (RgTouched *self);
void rg_touched_clear (RgTouched *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgTouched, rg_touched_clear)
void rg_touched_forget (RgTouched *self);
/* Sorted, each once; may become wide. */
void rg_touched_sort (RgTouched *self);
void rg_touched_add_id (RgTouched *self, gint64 id);
/* What operation @id and those that it undid or made again touched. */
gboolean rg_touched_add (RgTouched *self, RgRead *read, gint64 id, GError **error);

/**
 * RgScope:
 * @json: (nullable): these ids, or
 * @first: all from here
 * @last: to there
 */
typedef struct
{
  const char *json;
  gint64 first;
  gint64 last;
} RgScope;

typedef struct _RgRules RgRules;

/* The rules that are switched on and can be evaluated. */
RgRules *rg_rules_load (RgRead *read, GError **error);
void rg_rules_free (RgRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRules, rg_rules_free)
/* (element-type gint64): tags whose rules change their answer with the day */
void rg_rules_add_daily (const RgRules *self, GArray *tags);
/* Whether a rule speaks of tags. */
gboolean rg_rules_mind_tags (const RgRules *self);
/* Whether any asks something of deals, whose stages say how long they may stay. */
gboolean rg_rules_mind_stages (const RgRules *self);

/**
 * RgRuleChanges:
 * @given: how many tags were given
 * @taken: how many were taken
 * @tags: (element-type gint64): which
 */
typedef struct
{
  RgOp *op;
  guint given;
  guint taken;
  GHashTable *tags;
} RgRuleChanges;

/* Gives and takes in @scope. @tag: of which rule, 0 for all. @of_tags: only rules
 * that speak of tags. The operation is begun with the first change. */
gboolean rg_rules_apply (RgRules *self,
                         RgWrite *write,
                         const RgScope *scope,
                         gint64 tag,
                         gboolean of_tags,
                         RgRuleChanges *changes,
                         GError **error);

/* Tags whose rules chase each other, "12 15", in meta. */
#define RG_FOLLOW_CHASING "follow_chasing"
gboolean rg_follow_is_chasing (const char *list, gint64 tag);

/* --- the place --------------------------------------------------------------- */

#define RG_FOLLOW_CURSOR "follow_cursor"
#define RG_FOLLOW_MARK_AT "follow_mark_at"
#define RG_FOLLOW_DAY "follow_day"
#define RG_FOLLOW_NUMBERS "follow_numbers"
#define RG_FOLLOW_TODO "follow_todo"

/* @tag: of which rule; 0: how they stand and all rules; -1: all rules. */
typedef struct
{
  gint64 tag;
  gint64 first;
  gint64 last;
} RgSweep;

#define RG_SWEEP_ALL 0
#define RG_SWEEP_RULES -1

/* What a step of the follower goes by. */
typedef struct
{
  RgWrite *write;
  RgRead *read;
  GCancellable *cancellable;
  RgStander *stander;
  RgRules *rules;
  RgRuleChanges changes;
  gint64 cursor;
  guint rounds;     /* of nothing but what followed from our own operations */
  gint64 round_end; /* the operation that ends this one */
  gboolean own;     /* this is one */
  gboolean more;    /* operations behind those of this step */
  GArray *sweeps;   /* RgSweep */
  gint64 until;     /* when to stop */
  gboolean moved;   /* the place did */
} RgFollowStep;

gint64 rg_follow_get_number (RgRead *read, const char *key);
/* One number for one; 0 when there is none. */
gboolean
rg_follow_ask_number (RgRead *read, const char *sql, gint64 parameter, gint64 *answer, GError **error);
void rg_follow_read_todo (RgFollowStep *step);
gboolean rg_follow_put_place (RgFollowStep *step, GError **error);
void rg_follow_add_sweep (RgFollowStep *step, gint64 tag, gint64 first, gint64 last);
/* Over everybody there is. */
gboolean rg_follow_add_full_sweep (RgFollowStep *step, gint64 tag, GError **error);

G_END_DECLS
