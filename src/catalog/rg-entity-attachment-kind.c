/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Kind name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_LISTED,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_attachment_kind = {
  .key = "attachment_kind",
  .label = N_ ("Kind of attachment"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
