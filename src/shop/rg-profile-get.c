/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-profile-private.h"

#include <glib/gi18n-lib.h>

/**
 * rg_profile_get_id:
 * @self: a profile
 *
 * Returns: the customer's id; 0: a deal of nobody's
 */
gint64
rg_profile_get_id (const RgProfile *self)
{
  return self->customer != NULL ? rg_row_get_id (self->customer) : 0;
}

/**
 * rg_profile_get_deal_id:
 * @self: a profile
 *
 * Returns: the deal that it is about; 0: it is all of a customer
 */
gint64
rg_profile_get_deal_id (const RgProfile *self)
{
  return self->deal_id;
}

/**
 * rg_profile_get_catalog:
 * @self: a profile
 *
 * Returns: (transfer none): the catalogue that it was read with
 */
RgCatalog *
rg_profile_get_catalog (const RgProfile *self)
{
  return self->catalog;
}

/**
 * rg_profile_get_customer:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the row of the customer itself; %NULL: a deal of
 *   nobody's
 */
RgRow *
rg_profile_get_customer (const RgProfile *self)
{
  return self->customer;
}

/**
 * rg_profile_get_contacts:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRow): the contact persons
 */
GPtrArray *
rg_profile_get_contacts (const RgProfile *self)
{
  return self->contacts;
}

/**
 * rg_profile_get_identities:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRow): further phones, platform ids
 */
GPtrArray *
rg_profile_get_identities (const RgProfile *self)
{
  return self->identities;
}

/**
 * rg_profile_get_tags:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgProfileTag): the tags
 */
GPtrArray *
rg_profile_get_tags (const RgProfile *self)
{
  return self->tags;
}

/**
 * rg_profile_get_relations:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRelation): who belongs to whom
 */
GPtrArray *
rg_profile_get_relations (const RgProfile *self)
{
  return self->relations;
}

/**
 * rg_profile_get_attachments:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRow): files, the newest first
 */
GPtrArray *
rg_profile_get_attachments (const RgProfile *self)
{
  return self->attachments;
}

/**
 * rg_profile_get_tasks:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRow): what is to be done and what was,
 *   open ones first
 */
GPtrArray *
rg_profile_get_tasks (const RgProfile *self)
{
  return self->tasks;
}

/**
 * rg_profile_get_deals:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgRow): the customer's deals: open ones
 *   first, the newest first
 */
GPtrArray *
rg_profile_get_deals (const RgProfile *self)
{
  return self->deals;
}

/**
 * rg_profile_get_stages:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgStage): the stages that deals are in, those
 *   that are retired last
 */
GPtrArray *
rg_profile_get_stages (const RgProfile *self)
{
  return self->stages;
}

/**
 * rg_profile_get_forms:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgContactForm): what entries of a kind are
 *   asked for
 */
GPtrArray *
rg_profile_get_forms (const RgProfile *self)
{
  return self->forms;
}

/**
 * rg_profile_get_timeline:
 * @self: a profile
 *
 * Returns: (transfer none) (element-type RgTimelineEntry): the newest entries
 */
GPtrArray *
rg_profile_get_timeline (const RgProfile *self)
{
  return self->timeline;
}

/**
 * rg_profile_get_n_timeline:
 * @self: a profile
 *
 * Returns: how many entries there are, read or not
 */
guint
rg_profile_get_n_timeline (const RgProfile *self)
{
  return self->n_timeline;
}

/**
 * rg_profile_get_n_sales:
 * @self: a profile
 *
 * Returns: how many of them are sales
 */
guint
rg_profile_get_n_sales (const RgProfile *self)
{
  return self->n_sales;
}

/**
 * rg_profile_get_sales_fen:
 * @self: a profile
 *
 * Returns: the sum of all sales, in fen
 */
gint64
rg_profile_get_sales_fen (const RgProfile *self)
{
  return self->sales_fen;
}

/**
 * rg_profile_has_double:
 * @self: a profile
 *
 * Returns: whether another customer is likely to be the same person and was not
 *   called a different one
 */
gboolean
rg_profile_has_double (const RgProfile *self)
{
  return self->has_double;
}

/**
 * rg_relation_label:
 * @relation: a relation
 *
 * Returns: (transfer none): what the other one is to the customer, translated
 */
const char *
rg_relation_label (const RgRelation *relation)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (relation->row), "kind");
  const char *kind = rg_row_get_text (relation->row, "kind");

  if (relation->reverse && g_strcmp0 (kind, "child") == 0)
    return _ ("Parent");
  if (relation->reverse && g_strcmp0 (kind, "referrer") == 0)
    return _ ("Referred");
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    if (g_strcmp0 (choice->key, kind) == 0)
      return rg_choice_get_label (field, choice);
  return kind != NULL ? kind : "";
}

/**
 * rg_profile_get_score:
 * @self: a profile
 *
 * Returns: (transfer none): how its class comes about
 */
const RgScore *
rg_profile_get_score (const RgProfile *self)
{
  return &self->score;
}

/**
 * rg_profile_get_score_parts:
 * @self: a profile
 *
 * Returns: (transfer none) (array zero-terminated=1): what each part of the score
 *   comes of, for people
 */
const char *const *
rg_profile_get_score_parts (const RgProfile *self)
{
  return (const char *const *) self->score_parts;
}
