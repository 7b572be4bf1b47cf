/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "shop/rg-classes.h"
#include "shop/rg-timeline.h"

G_BEGIN_DECLS

/**
 * RgProfileTag:
 * @tag_id: row of tag
 * @name: its name
 * @color: (nullable): its colour
 * @cause: (nullable): what gave it
 * @reason: (nullable): why its rule gave it, for people
 * @by_rule: a rule gave it
 * @rule_off: that rule is switched off or gone, and takes it no more
 */
typedef struct
{
  gint64 tag_id;
  char *name;
  char *color;
  char *cause;
  char *reason;
  gboolean by_rule;
  gboolean rule_off;
} RgProfileTag;

/**
 * RgRelation:
 * @row: the row of relation
 * @reverse: whether the customer is the other one of it: read the kind backwards
 * @other_id: the customer at the other end; 0: somebody who is no customer
 * @name: (nullable): the other one's name: the customer's, else the row's
 * @birthday: (nullable): the other one's birthday, as stored
 * @phone: (nullable): the other customer's
 */
typedef struct
{
  RgRow *row;
  gboolean reverse;
  gint64 other_id;
  char *name;
  char *birthday;
  char *phone;
} RgRelation;

/* Translated: what the other one is, seen from the customer: "Child", reversed
 * "Parent"; "Referred by", reversed "Referred". */
const char *rg_relation_label (const RgRelation *relation);

/**
 * RgProfile:
 *
 * Everything about a customer, read in one transaction: immutable, shared by
 * reference; boxed. What the record page shows.
 */
#define RG_TYPE_PROFILE (rg_profile_get_type ())
typedef struct _RgProfile RgProfile;
GType rg_profile_get_type (void);

/* At most @timeline entries, newest first (0: all). (transfer full) (nullable):
 * NULL without @error when there is no such customer. */
RgProfile *rg_profile_read (RgRead *read, gint64 customer_id, guint timeline, GError **error);
/* Only what belongs to one deal: its tasks, files and entries, with its customer, who may
 * be %NULL. %NULL and @error also when there is no such deal. (transfer full) */
RgProfile *rg_profile_read_deal (RgRead *read, gint64 deal_id, guint timeline, GError **error);
RgProfile *rg_profile_ref (RgProfile *self);
void rg_profile_unref (RgProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgProfile, rg_profile_unref)

/* The customer's; 0: a deal of nobody's. */
gint64 rg_profile_get_id (const RgProfile *self);
/* What it is about when it is not all of a customer; else 0. */
gint64 rg_profile_get_deal_id (const RgProfile *self);
RgCatalog *rg_profile_get_catalog (const RgProfile *self);    /* (transfer none) */
RgRow *rg_profile_get_customer (const RgProfile *self);       /* (transfer none) */
GPtrArray *rg_profile_get_contacts (const RgProfile *self);   /* of RgRow */
GPtrArray *rg_profile_get_identities (const RgProfile *self); /* of RgRow */
GPtrArray *rg_profile_get_tags (const RgProfile *self);       /* of RgProfileTag */
GPtrArray *rg_profile_get_relations (const RgProfile *self);  /* of RgRelation */
GPtrArray *rg_profile_get_tasks (const RgProfile *self);      /* of RgRow, open ones first */
GPtrArray *rg_profile_get_deals (const RgProfile *self);      /* of RgRow, open ones first */
GPtrArray *rg_profile_get_stages (const RgProfile *self);     /* of RgStage, retired ones too */
/* What entries of a kind are asked for: of RgContactForm, those out of use too. */
GPtrArray *rg_profile_get_forms (const RgProfile *self);
GPtrArray *rg_profile_get_attachments (const RgProfile *self); /* of RgRow, newest first */
GPtrArray *rg_profile_get_timeline (const RgProfile *self);    /* of RgTimelineEntry */
/* Entries of the timeline altogether. */
guint rg_profile_get_n_timeline (const RgProfile *self);
guint rg_profile_get_n_sales (const RgProfile *self);
gint64 rg_profile_get_sales_fen (const RgProfile *self);
/* How the class comes about; without a letter: there is none. */
const RgScore *rg_profile_get_score (const RgProfile *self); /* (transfer none) */
/* What each part of the score comes of, for people. (transfer none) */
const char *const *rg_profile_get_score_parts (const RgProfile *self);
/* Whether another customer is likely to be the same person. */
gboolean rg_profile_has_double (const RgProfile *self);

G_END_DECLS
