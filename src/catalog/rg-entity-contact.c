/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgField fields[] = {
  {
      .key = "customer_id",
      .label = N_ ("Customer"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "customer",
  },
  {
      .key = "name",
      .label = N_ ("Name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "姓名|联系人|联系人姓名|name|contact name",
      .group = N_ ("Basics"),
  },
  {
      .key = "role",
      .label = N_ ("Role"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "职务|职位|关系|身份|与客户关系|role|title|job title|position|relation",
      .group = N_ ("Basics"),
  },
  {
      .key = "phone",
      .label = N_ ("Phone"),
      .type = &rg_type_phone,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_MASKED | RG_FIELD_LISTED | RG_FIELD_SENSITIVE,
      .aliases = "手机|手机号|手机号码|电话|联系电话|联系方式|phone|mobile|tel|telephone",
      .group = N_ ("Contact details"),
  },
  {
      .key = "wechat",
      .label = N_ ("WeChat"),
      .type = &rg_type_text,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_SENSITIVE,
      .aliases = "微信|微信号|wechat|weixin|wx",
      .group = N_ ("Contact details"),
  },
  {
      .key = "email",
      .label = N_ ("E-mail"),
      .type = &rg_type_email,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_SENSITIVE,
      .aliases = "邮箱|电子邮箱|电子邮件|e-mail|email|mail",
      .group = N_ ("Contact details"),
  },
  {
      .key = "birthday",
      .label = N_ ("Birthday"),
      .type = &rg_type_lunar_date,
      .flags = RG_FIELD_SENSITIVE,
      .aliases = "生日|出生日期|birthday|date of birth|dob",
      .group = N_ ("Basics"),
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "备注|说明|remark|remarks|notes",
      .group = N_ ("More"),
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_contact = {
  .key = "contact",
  .label = N_ ("Contact person"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
