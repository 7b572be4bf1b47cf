/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgChoice kinds[] = {
  { "phone", N_ ("Phone"), "手机|电话|mobile" },
  { "wechat", N_ ("WeChat"), "微信|微信号" },
  { "email", N_ ("E-mail"), "邮箱|email" },
  { "openid", N_ ("WeChat OpenID"), "open id" },
  { "unionid", N_ ("WeChat UnionID"), "union id" },
  { "wecom", N_ ("WeCom"), "企业微信|企微" },
  { "bill", N_ ("Name in bills"), "账单名称" },
  { "other", N_ ("Other"), "其他|其它" },
  { NULL, NULL, NULL },
};

static const RgField fields[] = {
  {
      .key = "customer_id",
      .label = N_ ("Customer"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "customer",
  },
  {
      .key = "kind",
      .label = N_ ("Kind"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
      .choices = kinds,
  },
  {
      .key = "value",
      .label = N_ ("Value"),
      .type = &rg_type_text,
      .flags =
          RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED | RG_FIELD_SENSITIVE,
  },
  {
      .key = "label",
      .label = N_ ("Label"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_identity = {
  .key = "identity",
  .label = N_ ("Identity"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
