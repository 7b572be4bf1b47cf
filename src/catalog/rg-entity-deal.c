/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgChoice states[] = {
  { "open", N_ ("In progress"), "进行中|跟进中|in progress|active" },
  { "won", N_ ("Won"), "赢单|成交|已成交|签单|已签单|成功|closed won|won deal" },
  { "lost", N_ ("Lost"), "输单|丢单|流失|战败|失败|未成交|closed lost" },
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
      .key = "contact_id",
      .label = N_ ("Contact person"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_SYSTEM,
      .target = "contact",
  },
  {
      .key = "title",
      .label = N_ ("Deal"),
      .type = &rg_type_text,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "商机|商机名称|项目|项目名称|标题|名称|机会|机会名称|deal|deal name|opportunity|"
                 "opportunity name|title|subject|name",
  },
  {
      .key = "stage_id",
      .label = N_ ("Stage"),
      .type = &rg_type_ref,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
      .target = "stage",
      .aliases = "阶段|商机阶段|销售阶段|跟进阶段|deal stage|deal_stage|stage|sales stage|pipeline stage",
  },
  {
      .key = "state",
      .label = N_ ("State"),
      .type = &rg_type_choice,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM | RG_FIELD_LISTED,
      .choices = states,
      .aliases = "状态|结果|商机状态|status|state|result",
  },
  {
      .key = "amount_fen",
      .label = N_ ("Amount"),
      .type = &rg_type_money,
      .flags = RG_FIELD_LISTED,
      .aliases = "金额|商机金额|预计金额|合同金额|成交金额|金额(元)|报价|amount|value|deal value|"
                 "close value|close_value|revenue|price|amount_fen",
  },
  {
      .key = "chance",
      .label = N_ ("Chance (%)"),
      .type = &rg_type_number,
      .flags = RG_FIELD_LISTED | RG_FIELD_PERCENT,
      .aliases = "可能性|赢率|成交概率|概率|chance|probability|win probability",
  },
  {
      .key = "expected",
      .label = N_ ("Expected on"),
      .type = &rg_type_date,
      .flags = RG_FIELD_LISTED,
      .aliases = "预计成交日期|预计成交时间|预计签单|预计签约|预计签约日期|预计成交|预计日期|expected|"
                 "expected close|expected close date",
  },
  {
      .key = "owner",
      .label = N_ ("Owner"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .list = "staff",
      .aliases = "负责人|跟进人|销售|销售员|业务员|顾问|sales agent|sales_agent|owner|agent|sales rep|"
                 "salesperson",
  },
  {
      .key = "source",
      .label = N_ ("Source"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "channel",
      .aliases = "来源|渠道|线索来源|商机来源|source|lead source|channel",
  },
  {
      .key = "product",
      .label = N_ ("Product"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "产品|商品|意向产品|套餐|课程|房源|product|item|service",
  },
  {
      .key = "code",
      .label = N_ ("Deal number"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "编号|商机编号|单号|合同编号|opportunity id|opportunity_id|deal id|id|code|number",
  },
  {
      .key = "opened",
      .label = N_ ("Opened on"),
      .type = &rg_type_date,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_LISTED,
      .aliases = "开始日期|创建日期|创建时间|登记日期|登记时间|建立日期|立项日期|接洽日期|engage "
                 "date|engage_date|opened|open date|"
                 "created|start date",
  },
  {
      .key = "closed",
      .label = N_ ("Closed on"),
      .type = &rg_type_date,
      .flags = RG_FIELD_SYSTEM | RG_FIELD_LISTED,
      .aliases = "成交日期|结束日期|关闭日期|签单日期|签约日期|close date|close_date|closed|won date",
  },
  {
      .key = "lost_reason",
      .label = N_ ("Lost because of"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SYSTEM | RG_FIELD_LISTED,
      .aliases = "流失原因|输单原因|丢单原因|战败原因|lost reason|loss reason",
  },
  {
      .key = "stage_since",
      .label = N_ ("In its stage since"),
      .type = &rg_type_instant,
      .flags = RG_FIELD_REQUIRED | RG_FIELD_SYSTEM,
  },
  {
      .key = "next_date",
      .label = N_ ("Next date"),
      .type = &rg_type_date,
      .flags = RG_FIELD_SYSTEM,
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "备注|说明|描述|notes|description|comment",
  },
  RG_FIELD_CREATED_AT (NULL),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_deal = {
  .key = "deal",
  .label = N_ ("Deal"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
