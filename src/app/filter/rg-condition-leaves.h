/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"

G_BEGIN_DECLS

/* Conditions put together by the program: of numbers that open their rows, and of a
 * menu that chooses whose rows are shown. */

/* {"field":FIELD,"op":OP,"value":VALUE} (transfer full) */
RgCondition *rg_leaf_field (const char *field, const char *op, const char *value);
/* The field has no value. (transfer full) */
RgCondition *rg_leaf_empty (const char *field);
/* {"WORD":true} (transfer full) */
RgCondition *rg_leaf_flag (const char *word);

/* Both hold; what must all hold stands side by side. Either may be NULL.
 * (transfer full) (nullable) */
RgCondition *rg_leaves_join (RgCondition *one, RgCondition *other);
/* The same of two that are given away. (transfer full) (nullable) */
RgCondition *rg_leaves_add (RgCondition *one, RgCondition *other);
/* What @condition says of @field at its top is what @leaf says from now on; NULL: nothing.
 * (transfer full) (nullable) */
RgCondition *rg_leaves_replace (RgCondition *condition, const char *field, RgCondition *leaf);
/* What @condition says of @field at its top: "=VALUE" for one that it is, "-" for none,
 * "*" for nothing, "?" for something else. (transfer full) */
char *rg_leaves_dup_choice (RgCondition *condition, const char *field);

G_END_DECLS
