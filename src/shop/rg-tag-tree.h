/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-looks.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Levels at most, a root being the first. */
#define RG_TAG_MAX_DEPTH 8

#define RG_TAG_ERROR (rg_tag_error_quark ())
GQuark rg_tag_error_quark (void);
/**
 * RgTagError:
 * @RG_TAG_ERROR_NAME: no name, or one that cannot be
 * @RG_TAG_ERROR_TAKEN: a sibling has the name; merging the two is the way
 * @RG_TAG_ERROR_CYCLE: a tag cannot be moved below itself
 * @RG_TAG_ERROR_DEPTH: there would be more than %RG_TAG_MAX_DEPTH levels
 * @RG_TAG_ERROR_USED: customers have it, or tags stand below it
 * @RG_TAG_ERROR_NOT_FOUND: there is no such tag
 * @RG_TAG_ERROR_MANY: several have the name
 * @RG_TAG_ERROR_WORD: an unknown colour, symbol or family
 * @RG_TAG_ERROR_RULE: a rule cannot be switched on: there is none, or the tag is
 *   out of use
 */
typedef enum
{
  RG_TAG_ERROR_NAME,
  RG_TAG_ERROR_TAKEN,
  RG_TAG_ERROR_CYCLE,
  RG_TAG_ERROR_DEPTH,
  RG_TAG_ERROR_USED,
  RG_TAG_ERROR_NOT_FOUND,
  RG_TAG_ERROR_MANY,
  RG_TAG_ERROR_WORD,
  RG_TAG_ERROR_RULE,
} RgTagError;

/**
 * RgTag:
 * @id: row of tag
 * @parent: (nullable): what it stands below; %NULL for a root
 * @children: (element-type RgTag): in their order
 * @depth: 1 for a root
 * @family: which of the four its root belongs to
 * @color: its own colour or that of the nearest tag above that has one; -1 for
 *   none
 * @own_color: its own; -1 for none
 * @symbol: (nullable): as stored, known or not
 * @retired: out of use, itself
 * @hidden: out of use, itself or a tag above it
 * @condition: (nullable): the stored form of its rule
 * @rule_on: whether the rule gives and takes it
 * @rule_problem: (nullable): why a rule that is on does nothing, see
 *   rg_follow_mark_problems()
 * @n_own: customers who have it
 * @n_all: customers who have it or one below it, each once
 * @last_used: when a customer last got it, of those who have it still; 0: never
 *
 * A tag as it was read; belongs to its tree.
 */
typedef struct _RgTag RgTag;
struct _RgTag
{
  gint64 id;
  char *name;
  RgTag *parent;
  GPtrArray *children;
  guint depth;
  guint family;
  int color;
  int own_color;
  char *symbol;
  char *description;
  double position;
  gboolean placed;
  gboolean retired;
  gboolean hidden;
  char *condition;
  gboolean rule_on;
  char *rule_problem;
  guint64 n_own;
  guint64 n_all;
  gint64 last_used;
};

/**
 * RgTagTree:
 *
 * All tags of a shop at one moment. Immutable.
 */
typedef struct _RgTagTree RgTagTree;

/* @count: whether customers are counted, which reads each assignment once. */
RgTagTree *rg_tag_tree_read (RgRead *read, gboolean count, GCancellable *cancellable, GError **error);
RgTagTree *rg_tag_tree_ref (RgTagTree *self);
void rg_tag_tree_unref (RgTagTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTagTree, rg_tag_tree_unref)

/* (transfer none) (element-type RgTag): every tag, by id */
GPtrArray *rg_tag_tree_get_all (RgTagTree *self);
/* (transfer none) (element-type RgTag): in their order, all families */
GPtrArray *rg_tag_tree_get_roots (RgTagTree *self);
/* (transfer none) (nullable) */
RgTag *rg_tag_tree_get (RgTagTree *self, gint64 id);
/* An id, "家族/名字", or a name that one tag has. (transfer none) */
RgTag *rg_tag_tree_find (RgTagTree *self, const char *text, GError **error);
/* (transfer full): "家族/名字" */
char *rg_tag_dup_path (const RgTag *tag);
/* Whether @tag is @above or stands below it. */
gboolean rg_tag_is_below (const RgTag *tag, const RgTag *above);
/* Levels of @tag and what stands below it, 1 for a leaf. */
guint rg_tag_height (const RgTag *tag);
/* How siblings stand: by position, those without one behind, by name. */
int rg_tag_compare (const RgTag *a, const RgTag *b);

G_END_DECLS
