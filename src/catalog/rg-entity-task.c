/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

/* What somebody does for it; what it came to is an event of that kind. */
static const RgChoice kinds[] = {
  { "call", N_ ("Call"), "电话|打电话|通话|phone call" },
  { "visit", N_ ("Visit"), "到店|来店|进店|in store" },
  { "onsite", N_ ("On-site visit"), "上门|拜访|外访|on site" },
  { "message", N_ ("Message"), "消息|微信|短信|聊天|wechat|sms" },
  { "meeting", N_ ("Meeting"), "会面|见面|会议|面谈" },
  { "showing", N_ ("Showing"), "带看|看房|参观|showing" },
  { "trial", N_ ("Trial lesson"), "试听|体验|试课|trial" },
  { "other", N_ ("Other"), "其他|其它" },
  { NULL, NULL, NULL },
};

static const RgChoice priorities[] = {
  { "high", N_ ("High"), "高|紧急|重要|urgent" },
  { "normal", N_ ("Normal"), "中|普通|一般|medium" },
  { "low", N_ ("Low"), "低|不急" },
  { NULL, NULL, NULL },
};

static const RgChoice states[] = {
  { "open", N_ ("Not done yet"), "未完成|待办|进行中|todo" },
  { "done", N_ ("Done"), "完成|已完成" },
  { "dropped", N_ ("Dropped"), "取消|已取消|作废|cancelled" },
  { NULL, NULL, NULL },
};

static const RgField fields[] = {
  {
      .key = "customer_id",
      .label = N_ ("Customer"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "customer",
  },
  {
      .key = "title",
      .label = N_ ("What"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_LISTED,
      .aliases = "待办|任务|事项|内容|标题|task|title|what|subject",
  },
  {
      .key = "kind",
      .label = N_ ("Kind"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_LISTED,
      .choices = kinds,
      .aliases = "类型|方式|kind|type",
  },
  {
      .key = "due",
      .label = N_ ("Due"),
      .type = &rg_type_date,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
      .aliases = "日期|到期|截止|截止日期|due|due date|date",
  },
  {
      .key = "due_time",
      .label = N_ ("Time of day"),
      .type = &rg_type_time,
      .flags = RG_FIELD_LISTED,
      .aliases = "时间|几点|time",
  },
  {
      .key = "staff",
      .label = N_ ("Staff"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "staff",
      .aliases = "员工|负责人|执行人|staff|owner|assigned to",
  },
  {
      .key = "priority",
      .label = N_ ("Priority"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_REQUIRED,
      .choices = priorities,
      .aliases = "优先级|重要程度|priority",
  },
  {
      .key = "repeat",
      .label = N_ ("Repeat"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "state",
      .label = N_ ("State"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .choices = states,
  },
  {
      .key = "first_due",
      .label = N_ ("First meant for"),
      .type = &rg_type_date,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "put_off",
      .label = N_ ("Times put off"),
      .type = &rg_type_number,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "done_at",
      .label = N_ ("Done at"),
      .type = &rg_type_instant,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "outcome",
      .label = N_ ("Outcome"),
      .type = &rg_type_text,
      .aliases = "结果|outcome|result",
  },
  {
      .key = "event_id",
      .label = N_ ("Event"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "event",
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .aliases = "备注|说明|notes",
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

const RgEntityInfo rg_entity_task = {
  .key = "task",
  .label = N_ ("Task"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
