/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Channel name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "渠道|渠道名称|名称|channel|name",
  },
  {
      .key = "code",
      .label = N_ ("Code"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "代码|编号|渠道编号|code",
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "备注|说明|notes|remark",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_channel = {
  .key = "channel",
  .label = N_ ("Channel"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
