/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgChoice kinds[] = {
  { "note", N_ ("Note"), "备注|记录|跟进" },
  { "call", N_ ("Call"), "电话|打电话|通话|phone call" },
  { "visit", N_ ("Visit"), "到店|来店|进店|in store" },
  { "onsite", N_ ("On-site visit"), "上门|拜访|外访|on site" },
  { "message", N_ ("Message"), "消息|微信|短信|聊天|wechat|sms" },
  { "meeting", N_ ("Meeting"), "会面|见面|会议|面谈" },
  { "showing", N_ ("Showing"), "带看|看房|参观|showing" },
  { "trial", N_ ("Trial lesson"), "试听|体验|试课|trial" },
  { "form", N_ ("Form"), "表单|留言|问卷" },
  { "other", N_ ("Other"), "其他|其它" },
  { NULL, NULL, NULL },
};

static const RgChoice intents[] = {
  { "high", N_ ("Wants it"), "高|强|很想要|high" },
  { "medium", N_ ("Still comparing"), "中|一般|在比较|medium" },
  { "low", N_ ("Hardly"), "低|弱|不太想|low" },
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
      .aliases = "类型|跟进方式|联系方式|方式|type|kind",
  },
  {
      .key = "at",
      .label = N_ ("Time"),
      .type = &rg_type_instant,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
      .aliases = "时间|日期|跟进时间|联系时间|记录时间|date|time|at|when",
  },
  {
      .key = "text",
      .label = N_ ("Text"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "内容|跟进内容|跟进记录|记录|备注|情况|text|content|note|notes|remark|description",
  },
  {
      .key = "outcome",
      .label = N_ ("Outcome"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "结果|跟进结果|outcome|result",
  },
  {
      .key = "next_date",
      .label = N_ ("Next step"),
      .type = &rg_type_date,
      .flags = RG_FIELD_LISTED,
      .aliases = "下次跟进|下次联系|下次跟进时间|回访日期|next date|next step|follow-up date",
  },
  {
      .key = "staff",
      .label = N_ ("Staff"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "staff",
      .aliases = "员工|跟进人|负责人|记录人|销售|staff|owner|by|user",
  },
  {
      .key = "purpose",
      .label = N_ ("Purpose"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "拜访目的|目的|purpose",
      .group = N_ ("Visit log"),
  },
  {
      .key = "present",
      .label = N_ ("Who was there"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "参加人|在场人员|present",
      .group = N_ ("Visit log"),
  },
  {
      .key = "needs",
      .label = N_ ("Needs"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "客户需求|需求|needs",
      .group = N_ ("Visit log"),
  },
  {
      .key = "concerns",
      .label = N_ ("Concerns"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "顾虑|异议|concerns",
      .group = N_ ("Visit log"),
  },
  {
      .key = "budget",
      .label = N_ ("Budget"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "预算|budget",
      .group = N_ ("Visit log"),
  },
  {
      .key = "competitors",
      .label = N_ ("Competitors"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "竞争对手|竞品|competitors",
      .group = N_ ("Visit log"),
  },
  {
      .key = "agreed",
      .label = N_ ("Agreed next step"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "约定|下一步约定|agreed",
      .group = N_ ("Visit log"),
  },
  {
      .key = "intent",
      .label = N_ ("Intent"),
      .type = &rg_type_choice,
      .choices = intents,
      .aliases = "意向|意向程度|意向度|intent",
      .group = N_ ("Visit log"),
  },
  {
      .key = "deal_id",
      .label = N_ ("Deal"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "deal",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_event = {
  .key = "event",
  .label = N_ ("Event"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
