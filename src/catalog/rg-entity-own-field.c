/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "entity",
      .label = N_ ("Belongs to"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "key",
      .label = N_ ("Key"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "label",
      .label = N_ ("Label"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_LISTED,
  },
  {
      .key = "type",
      .label = N_ ("Type"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
  },
  {
      .key = "choices",
      .label = N_ ("Choices"),
      .type = &rg_type_choices,
      .flags = RG_FIELD_LISTED,
  },
  {
      .key = "grp",
      .label = N_ ("Group"),
      .type = &rg_type_text,
  },
  {
      .key = "position",
      .label = N_ ("Position"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "retired",
      .label = N_ ("Retired"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_own_field = {
  .key = "own_field",
  .label = N_ ("Own field"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
