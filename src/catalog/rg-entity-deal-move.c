/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

/* Every field is the program's: moves are made by what is done to a deal. */
static const RgField fields[] = {
  {
      .key = "deal_id",
      .label = N_ ("Deal"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "deal",
  },
  {
      .key = "from_id",
      .label = N_ ("From stage"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "stage",
  },
  {
      .key = "to_id",
      .label = N_ ("To stage"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "stage",
  },
  {
      .key = "from_state",
      .label = N_ ("From state"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "to_state",
      .label = N_ ("To state"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "at",
      .label = N_ ("At"),
      .type = &rg_type_instant,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "staff",
      .label = N_ ("Staff"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
      .list = "staff",
  },
  {
      .key = "reason",
      .label = N_ ("Reason"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "passed",
      .label = N_ ("Passed in spite of"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SYSTEM,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_deal_move = {
  .key = "deal_move",
  .label = N_ ("Stage move"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
