/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"
#include "shop/rg-stages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a row of the editor can speak about, and how: the words that it offers. */

/**
 * RgTopicKind:
 * @RG_TOPIC_FIELD: a field of the customer or of the deal
 * @RG_TOPIC_TAG: a tag
 * @RG_TOPIC_TIMELINE: what happened
 * @RG_TOPIC_RELATION: people who belong to the customer
 * @RG_TOPIC_MOVED: moves between life stages
 * @RG_TOPIC_TASK: what is to be done
 * @RG_TOPIC_STEPS: moves of a deal between stages
 * @RG_TOPIC_FLAG: something that a deal is or is not
 */
typedef enum
{
  RG_TOPIC_FIELD,
  RG_TOPIC_TAG,
  RG_TOPIC_TIMELINE,
  RG_TOPIC_RELATION,
  RG_TOPIC_MOVED,
  RG_TOPIC_TASK,
  RG_TOPIC_STEPS,
  RG_TOPIC_FLAG,
} RgTopicKind;

/**
 * RgTopic:
 * @kind: what it is
 * @key: the field, what happened, the kind of relation, which tasks, or what a deal is;
 *   "" for tags and moves
 * @label: what people read
 * @field: (nullable): of the catalogue
 */
typedef struct
{
  RgTopicKind kind;
  const char *key;
  const char *label;
  const RgField *field;
} RgTopic;

/**
 * RgVerb:
 * @op: of the stored form
 * @label: (msgid): what people read
 */
typedef struct
{
  const char *op;
  const char *label;
} RgVerb;

/**
 * RgConditionChoices:
 *
 * All of it, for one shop as it is now. Reference counted, shared by the rows.
 */
typedef struct
{
  gatomicrefcount references;
  RgStore *store;
  RgCatalog *catalog;
  GArray *topics[2]; /* (element-type RgTopic): of customers, of deals */
  GPtrArray *stages; /* (element-type RgStage): those out of use last */
  GArray *tag_ids;   /* (element-type gint64): 0: any tag; below 0: any of kind -1 - it */
  GPtrArray *tags;   /* (element-type utf8): “家庭 / 宝妈” */
} RgConditionChoices;

/* Reads tags and stages: on a thread of the store. */
RgConditionChoices *rg_condition_choices_new (RgRead *read, GError **error);
RgConditionChoices *rg_condition_choices_ref (RgConditionChoices *choices);
void rg_condition_choices_unref (RgConditionChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgConditionChoices, rg_condition_choices_unref)

/* What rows of conditions about @entity, "customer" or "deal", speak of:
 * (element-type RgTopic) (transfer none) */
GArray *rg_condition_choices_get_topics (const RgConditionChoices *choices, const char *entity);
/* G_MAXUINT when @leaf is about something else. */
guint
rg_condition_choices_find_topic (const RgConditionChoices *choices, const char *entity, JsonObject *leaf);
/* Ended by one without an op. */
const RgVerb *rg_topic_get_verbs (const RgTopic *topic);
guint rg_topic_find_verb (const RgTopic *topic, const char *op);

/* A list of @labels to choose from, which never is wider than a narrow window. */
GtkWidget *rg_condition_drop_down (const char *const *labels, const char *name, gboolean search);

G_END_DECLS
