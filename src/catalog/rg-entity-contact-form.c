/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Form name"),
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
      .key = "kinds",
      .label = N_ ("Asked for"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "parts",
      .label = N_ ("Parts"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "position",
      .label = N_ ("Position"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "retired",
      .label = N_ ("Out of use"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_contact_form = {
  .key = "contact_form",
  .label = N_ ("Contact form"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
