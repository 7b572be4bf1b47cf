/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "customer_id",
      .label = N_ ("Customer"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "customer",
  },
  {
      .key = "event_id",
      .label = N_ ("Event"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "event",
  },
  {
      .key = "kind",
      .label = N_ ("Kind"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "attachment_kind",
  },
  {
      .key = "name",
      .label = N_ ("File name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
  },
  {
      .key = "hash",
      .label = N_ ("Content hash"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "size",
      .label = N_ ("Size"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "mime",
      .label = N_ ("File type"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "deal_id",
      .label = N_ ("Deal"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "deal",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_attachment = {
  .key = "attachment",
  .label = N_ ("Attachment"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
