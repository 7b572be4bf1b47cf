/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_LISTED,
      .aliases = "姓名|名字|员工|员工姓名|name|staff|agent|sales agent",
  },
  {
      .key = "phone",
      .label = N_ ("Phone"),
      .type = &rg_type_phone,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_MASKED | RG_FIELD_SENSITIVE | RG_FIELD_LISTED,
      .aliases = "电话|手机|手机号|phone|mobile",
  },
  {
      .key = "region",
      .label = N_ ("Works in"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "片区|负责区域|区域|地区|region|area|regional office",
  },
  {
      .key = "skills",
      .label = N_ ("Skills"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "专长|技能|擅长|skills",
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .aliases = "备注|notes",
  },
  {
      .key = "active",
      .label = N_ ("Works here"),
      .type = &rg_type_yes_no,
      .flags = RG_FIELD_REQUIRED,
      .aliases = "在职|active",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_staff = {
  .key = "staff",
  .label = N_ ("Staff"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
