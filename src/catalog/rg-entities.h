/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the catalogue: the built-in entities, one file each. */

#include "catalog/rg-field.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;
  const char *label; /* msgid */
  const RgField *fields;
  guint n_fields;
} RgEntityInfo;

/* When a row was made and last changed: every entity has both, and the store
 * keeps them. @words: (nullable): aliases of the first. */
#define RG_FIELD_CREATED_AT(words)                                                                           \
  {                                                                                                          \
    .key = "created_at",                                                                                     \
    .label = N_ ("Added"),                                                                                   \
    .type = &rg_type_instant,                                                                                \
    .flags = RG_FIELD_SYSTEM | RG_FIELD_DERIVED,                                                             \
    .aliases = words,                                                                                        \
  }
#define RG_FIELD_UPDATED_AT                                                                                  \
  {                                                                                                          \
    .key = "updated_at",                                                                                     \
    .label = N_ ("Changed"),                                                                                 \
    .type = &rg_type_instant,                                                                                \
    .flags = RG_FIELD_SYSTEM | RG_FIELD_DERIVED,                                                             \
  }

extern const RgEntityInfo rg_entity_customer;
extern const RgEntityInfo rg_entity_contact;
extern const RgEntityInfo rg_entity_identity;
extern const RgEntityInfo rg_entity_event;
extern const RgEntityInfo rg_entity_sale;
extern const RgEntityInfo rg_entity_tag;
extern const RgEntityInfo rg_entity_customer_tag;
extern const RgEntityInfo rg_entity_channel;
extern const RgEntityInfo rg_entity_attachment;
extern const RgEntityInfo rg_entity_attachment_kind;
extern const RgEntityInfo rg_entity_own_field;
extern const RgEntityInfo rg_entity_relation;
extern const RgEntityInfo rg_entity_not_same;
extern const RgEntityInfo rg_entity_view;
extern const RgEntityInfo rg_entity_staff;
extern const RgEntityInfo rg_entity_task;
extern const RgEntityInfo rg_entity_contact_form;
extern const RgEntityInfo rg_entity_stage;
extern const RgEntityInfo rg_entity_gate;
extern const RgEntityInfo rg_entity_deal;
extern const RgEntityInfo rg_entity_deal_move;

G_END_DECLS
