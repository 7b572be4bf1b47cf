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
      .key = "tag_id",
      .label = N_ ("Tag"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "tag",
  },
  {
      .key = "cause",
      .label = N_ ("Cause"),
      .type = &rg_type_text,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_customer_tag = {
  .key = "customer_tag",
  .label = N_ ("Tag of a customer"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
