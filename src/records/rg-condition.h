/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RgCondition:
 *
 * Which rows of an entity: a tree of groups (all of, any of, none of) and of
 * leaves about a field, a tag, the timeline or people who belong to somebody.
 * Rows are those of "customer" or of "deal"; a leaf of one can ask a condition of
 * the other.
 * It has a stored form (JSON, stable for ever), a sentence in the owner's
 * language, and an expression in SQL. Immutable; boxed.
 *
 * The stored form is described in docs/conditions.md.
 */
#define RG_TYPE_CONDITION (rg_condition_get_type ())
typedef struct _RgCondition RgCondition;
GType rg_condition_get_type (void);

/**
 * RgConditionKind:
 * @RG_CONDITION_ALL: every child holds; without children always
 * @RG_CONDITION_ANY: at least one child holds; without children never
 * @RG_CONDITION_NONE: no child holds; without children always
 * @RG_CONDITION_LEAF: says something itself
 */
typedef enum
{
  RG_CONDITION_ALL,
  RG_CONDITION_ANY,
  RG_CONDITION_NONE,
  RG_CONDITION_LEAF,
} RgConditionKind;

#define RG_CONDITION_ERROR (rg_condition_error_quark ())
GQuark rg_condition_error_quark (void);
/**
 * RgConditionError:
 * @RG_CONDITION_ERROR_SYNTAX: this is no stored form
 * @RG_CONDITION_ERROR_UNKNOWN: names a field, an operator or a word that this
 *   shop or this program does not have (any more)
 * @RG_CONDITION_ERROR_VALUE: compares with something that is no value of its kind
 * @RG_CONDITION_ERROR_TOO_LARGE: nested too deeply, or too many parts
 */
typedef enum
{
  RG_CONDITION_ERROR_SYNTAX,
  RG_CONDITION_ERROR_UNKNOWN,
  RG_CONDITION_ERROR_VALUE,
  RG_CONDITION_ERROR_TOO_LARGE,
} RgConditionError;

/* --- making ------------------------------------------------------------- */

/* The stored form; only its syntax is looked at. */
RgCondition *rg_condition_parse (const char *json, GError **error);
/* @children: (element-type RgCondition): references are taken */
RgCondition *rg_condition_new_group (RgConditionKind kind, GPtrArray *children);
/* @leaf is copied. */
RgCondition *rg_condition_new_leaf (JsonObject *leaf);
RgCondition *rg_condition_ref (RgCondition *self);
void rg_condition_unref (RgCondition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCondition, rg_condition_unref)

/* --- looking inside ----------------------------------------------------- */

/* (transfer full): one line */
char *rg_condition_to_json (const RgCondition *self);
RgConditionKind rg_condition_get_kind (const RgCondition *self);
guint rg_condition_get_n_children (const RgCondition *self);
/* (transfer none) */
RgCondition *rg_condition_get_child (const RgCondition *self, guint i);
/* (transfer none) (nullable): of a leaf; not to be changed */
JsonObject *rg_condition_get_leaf (const RgCondition *self);
/* (transfer none) (nullable): of a leaf that asks it of rows of another kind */
RgCondition *rg_condition_get_inner (const RgCondition *self);
gboolean rg_condition_equal (const RgCondition *a, const RgCondition *b);
/* Whether its answer can change although nothing in the shop does. */
gboolean rg_condition_depends_on_day (const RgCondition *self);
/* Whether a part of it is about the field @key of the rows themselves. */
gboolean rg_condition_names_field (const RgCondition *self, const char *key);
/* Whether rows of the table @changed can change its answer about rows of @entity,
 * beside those rows themselves. */
gboolean rg_condition_minds (const RgCondition *self, const char *entity, const char *changed);

/* --- meaning ------------------------------------------------------------ */

/* Whether it can be evaluated in this shop over rows of @entity, "customer" or
 * "deal"; @error names the part that cannot, in the owner's language. */
gboolean rg_condition_check (const RgCondition *self, RgRead *read, const char *entity, GError **error);
/* The same with tags and stages named by their ids instead of by names, paths and
 * keys, which change; those that are not there stay as they are. (transfer full) */
RgCondition *rg_condition_settle (const RgCondition *self, RgRead *read, const char *entity);
/* (transfer full): a sentence: “Region is 成都 and no visit for 30 days” */
char *rg_condition_describe (const RgCondition *self, RgRead *read, const char *entity);
/* (transfer full): why it holds for @customer, of its parts that say so: “3 sales
 * since 1 March” */
char *rg_condition_explain (const RgCondition *self, RgRead *read, gint64 customer);
/* Appends to @sql an expression over the row of @entity with the alias t, to be used
 * behind WHERE in @read (of a write: rg_write_as_read()); null counts as no. It
 * holds no parameters: every value is a literal quoted by SQLite's own rules. */
gboolean rg_condition_append_sql (const RgCondition *self,
                                  RgRead *read,
                                  const char *entity,
                                  GString *sql,
                                  GError **error);
/* The same for a statement that asks only a few rows, by their ids. */
gboolean rg_condition_append_sql_of_few (const RgCondition *self,
                                         RgRead *read,
                                         const char *entity,
                                         GString *sql,
                                         GError **error);

G_END_DECLS
