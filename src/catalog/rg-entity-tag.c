/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

/* What a root is about; its children are of the same family. */
static const RgChoice families[] = {
  { "basic", N_ ("Basic"), "基本|基础|属性" },
  { "behaviour", N_ ("Behaviour"), "行为|消费行为" },
  { "channel", N_ ("Channel"), "渠道|来源" },
  { "own", N_ ("Own"), "自定义|自有" },
  { NULL, NULL, NULL },
};

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
  {
      .key = "symbol",
      .label = N_ ("Symbol"),
      .type = &rg_type_text,
  },
  {
      .key = "position",
      .label = N_ ("Position"),
      .type = &rg_type_number,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "retired",
      .label = N_ ("Out of use"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "family",
      .label = N_ ("Kind of tag"),
      .type = &rg_type_choice,
      .choices = families,
  },
  {
      .key = "condition",
      .label = N_ ("Rule"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "rule_on",
      .label = N_ ("Rule switched on"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
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
