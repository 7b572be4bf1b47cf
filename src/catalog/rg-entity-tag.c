/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Tag name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "标签|标签名|标签名称|名称|tag|name",
  },
  {
      .key = "parent_id",
      .label = N_ ("Tag family"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "tag",
  },
  {
      .key = "color",
      .label = N_ ("Colour"),
      .type = &rg_type_text,
      .aliases = "颜色|color|colour",
  },
  {
      .key = "description",
      .label = N_ ("Description"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "说明|描述|备注|description",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_tag = {
  .key = "tag",
  .label = N_ ("Tag"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
