/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Stage name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_LISTED,
  },
  {
      .key = "key",
      .label = N_ ("Key"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "position",
      .label = N_ ("Position"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "days",
      .label = N_ ("Days at most"),
      .type = &rg_type_number,
  },
  {
      .key = "chance",
      .label = N_ ("Chance (%)"),
      .type = &rg_type_number,
      .flags = RG_FIELD_PERCENT,
  },
  {
      .key = "color",
      .label = N_ ("Color"),
      .type = &rg_type_text,
  },
  {
      .key = "retired",
      .label = N_ ("Retired"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_stage = {
  .key = "stage",
  .label = N_ ("Stage"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
