/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

/* What the other one is to the customer. */
static const RgChoice kinds[] = {
  { "referrer", N_ ("Referred by"), "介绍人|推荐人|老带新|referrer" },
  { "child", N_ ("Child"), "孩子|宝宝|儿子|女儿|子女" },
  { "spouse", N_ ("Spouse"), "配偶|老公|老婆|丈夫|妻子|爱人" },
  { "family", N_ ("Family"), "家人|亲属|父母|爸爸|妈妈|兄弟|姐妹" },
  { "friend", N_ ("Friend"), "朋友|闺蜜|同学" },
  { "colleague", N_ ("Colleague"), "同事" },
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
      .label = N_ ("Relation"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
      .choices = kinds,
      .group = N_ ("Basics"),
  },
  {
      .key = "other_id",
      .label = N_ ("Other customer"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "customer",
  },
  {
      .key = "name",
      .label = N_ ("Name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .group = N_ ("Basics"),
  },
  {
      .key = "birthday",
      .label = N_ ("Birthday"),
      .type = &rg_type_lunar_date,
      .flags = RG_FIELD_SENSITIVE | RG_FIELD_LISTED,
      .group = N_ ("Basics"),
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .group = N_ ("More"),
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_relation = {
  .key = "relation",
  .label = N_ ("Relation"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
