/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("View name"),
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
      .key = "icon",
      .label = N_ ("Symbol"),
      .type = &rg_type_text,
  },
  {
      .key = "condition",
      .label = N_ ("Condition"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "search",
      .label = N_ ("Search"),
      .type = &rg_type_text,
  },
  {
      .key = "sort",
      .label = N_ ("Order"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "descending",
      .label = N_ ("From last to first"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "columns",
      .label = N_ ("Columns"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "position",
      .label = N_ ("Position"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "pinned",
      .label = N_ ("In the sidebar"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "entity",
      .label = N_ ("Of what"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_view = {
  .key = "view",
  .label = N_ ("View"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
