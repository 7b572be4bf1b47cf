/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"
#include "shop/rg-tag-tree.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Keeping up: how customers stand, and the tags that rules give and take. The
 * follower reads the journal behind its cursor, so that whatever wrote a change
 * needs to know nothing of it, undo and import included. */

/* Whose operations they are: no Ctrl+Z of a person takes them. */
#define RG_FOLLOW_SESSION "rule"
/* What customer_tag.cause begins with where a rule gave the tag. */
#define RG_RULE_CAUSE "rule:"

/* One step of a fraction of a second at most, in the caller's transaction, which
 * must not have an operation yet. @more: whether there is more to do, in further
 * transactions. A step that is rolled back is done again. */
gboolean rg_follow_step (RgWrite *write, gboolean *more, GCancellable *cancellable, GError **error);
/* All steps, each in a transaction of its own; blocks. */
gboolean rg_follow_catch_up (RgStore *store, GCancellable *cancellable, GError **error);
/* The same as a function for rg_store_write_async: one step; gives a GINT of
 * whether there is more, to be freed with g_free. */
gpointer rg_follow_write_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error);
/* Whether everything that is committed was looked at, today. */
gboolean rg_follow_is_caught_up (RgRead *read);
/* How much of it was, 0 to 1, where everybody has to be gone through; 1: all of it. */
double rg_follow_get_progress (RgRead *read);
/* Whether that which is derived says what would be worked out now: @n_wrong gets
 * how many lines of customers and tags of rules do not. Of a large shop some are
 * looked at, others each time; one that is not caught up is not looked at. */
gboolean rg_follow_check (RgRead *read, guint *n_wrong, GCancellable *cancellable, GError **error);
/* Everything is worked out anew, beginning with the next step. */
gboolean rg_follow_start_over (RgWrite *write, GError **error);

/**
 * RgFollowProblem:
 * @tag: a tag whose rule is switched on and does nothing
 * @message: why, for people
 */
typedef struct
{
  gint64 tag;
  char *message;
} RgFollowProblem;

/* (element-type RgFollowProblem) (transfer full) */
GPtrArray *rg_follow_get_problems (RgRead *read, GError **error);
/* Tells the tags of a tree that was just read, and that nobody else has yet. */
gboolean rg_follow_mark_problems (RgRead *read, RgTagTree *tree, GError **error);

/**
 * RgRuleDryRun:
 * @gain: (element-type guint32): who would be given the tag, by id
 * @lose: (element-type guint32): from whom it would be taken
 * @n_matched: for how many the condition holds
 * @n_by_hand: how many have the tag by hand and keep it either way
 */
typedef struct
{
  GArray *gain;
  GArray *lose;
  guint n_matched;
  guint n_by_hand;
} RgRuleDryRun;

/* What switching the rule on would do. @tag: 0 for one that is not there yet. */
RgRuleDryRun *rg_rule_dry_run (RgRead *read,
                               gint64 tag,
                               const RgCondition *condition,
                               GCancellable *cancellable,
                               GError **error);
void rg_rule_dry_run_free (RgRuleDryRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRuleDryRun, rg_rule_dry_run_free)

/**
 * RgFollowTurn:
 * @again: whether this was a step towards it
 * @clashed: the step before found the records other than it needs them
 * @n: steps so far
 *
 * How far an undo or redo for people has come; all zero before the first step.
 */
typedef struct
{
  gboolean again;
  gboolean clashed;
  guint n;
} RgFollowTurn;

/* Whether the caller is to begin another write, after one that ended with @error.
 * @error: (nullable) */
gboolean rg_follow_turn_goes_on (const RgFollowTurn *turn, const GError *error);

/* rg_undo and rg_redo for people: where nothing but tags of rules stands in the
 * way, these are taken back first, each in a transaction of its own. While @turn
 * goes on, an error and what is returned are not yet the answer. What is still
 * right comes back when the follower runs next. */
RgOperation *rg_follow_undo (RgWrite *write,
                             gint64 id,
                             const char *origin,
                             const char *session,
                             RgFollowTurn *turn,
                             GCancellable *cancellable,
                             GError **error);
RgOperation *rg_follow_redo (RgWrite *write,
                             gint64 id,
                             const char *origin,
                             const char *session,
                             RgFollowTurn *turn,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
