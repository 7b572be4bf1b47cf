/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-change.h"

G_BEGIN_DECLS

/**
 * RgTagVerb:
 * @RG_TAG_CREATE: makes one
 * @RG_TAG_CHANGE: its name, colour, symbol, description
 * @RG_TAG_MOVE: where it stands
 * @RG_TAG_RETIRE: takes it out of use
 * @RG_TAG_RESTORE: brings it back into use
 * @RG_TAG_DELETE: deletes it
 * @RG_TAG_RULE: its rule, and whether that is switched on
 */
typedef enum
{
  RG_TAG_CREATE,
  RG_TAG_CHANGE,
  RG_TAG_MOVE,
  RG_TAG_RETIRE,
  RG_TAG_RESTORE,
  RG_TAG_DELETE,
  RG_TAG_RULE,
} RgTagVerb;

/**
 * RgTagStep:
 * @id: the tag; set when it is made
 * @parent: see rg_tag_move()
 * @before: see rg_tag_move()
 * @family: (nullable): see rg_tag_move()
 * @name: see #RgTagWish, as what follows
 * @condition: (nullable): see rg_tag_set_rule()
 * @rule_on: see rg_tag_set_rule()
 *
 * What is done with one tag, with the words for it in the history.
 */
typedef struct
{
  RgTagVerb verb;
  gint64 id;
  gint64 parent;
  gint64 before;
  char *family;
  char *name;
  char *color;
  char *symbol;
  char *description;
  char *condition;
  int rule_on;
} RgTagStep;

RgTagStep *rg_tag_step_new (RgTagVerb verb, gint64 id);
void rg_tag_step_free (RgTagStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTagStep, rg_tag_step_free)

/* Does it and labels the operation. */
gboolean rg_tag_step_apply (RgOp *op, RgTagStep *step, GError **error);

G_END_DECLS
