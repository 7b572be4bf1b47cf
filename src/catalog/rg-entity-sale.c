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
      .key = "date",
      .label = N_ ("Date"),
      .type = &rg_type_date,
      .flags = RG_FIELD_LISTED,
      .aliases = "日期|时间|订单日期|订单时间|下单日期|下单时间|购买日期|购买时间|消费日期|消费时间|"
                 "成交日期|成交时间|交易日期|交易时间|销售日期|付款日期|付款时间|签单日期|date|"
                 "order date|sale date|sales date|purchase date|transaction date|transaction time|"
                 "paid at|invoice date|time",
  },
  {
      .key = "amount_fen",
      .label = N_ ("Amount"),
      .type = &rg_type_money,
      .flags = RG_FIELD_LISTED,
      .aliases = "金额|销售额|销售金额|实付|实付金额|实收|实收金额|总价|总金额|总额|合计|订单金额|"
                 "消费金额|成交金额|成交价|交易金额|应收|应收金额|付款金额|价格|单价|金额(元)|amount|"
                 "sales|total|total amount|amount paid|paid|price|revenue|sum|order total|amount_fen",
  },
  {
      .key = "item",
      .label = N_ ("Item"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "商品|商品名称|产品|产品名称|项目|项目名称|品名|货品|服务|服务项目|课程|课程名称|"
                 "套餐|消费项目|购买内容|内容|item|item name|product|product name|service|description|"
                 "goods|article",
  },
  {
      .key = "quantity",
      .label = N_ ("Quantity"),
      .type = &rg_type_number,
      .flags = RG_FIELD_LISTED,
      .aliases = "数量|件数|个数|购买数量|销售数量|次数|quantity|qty|count|number|units",
  },
  {
      .key = "category",
      .label = N_ ("Category"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .aliases = "类别|分类|品类|商品类别|商品分类|产品类别|产品分类|类型|大类|category|"
                 "product category|type|kind",
  },
  {
      .key = "channel",
      .label = N_ ("Channel"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "channel",
      .aliases = "渠道|销售渠道|订单来源|来源|平台|付款方式|支付方式|门店|channel|sales channel|"
                 "source|platform|payment method|store",
  },
  {
      .key = "promo",
      .label = N_ ("At a discount"),
      .type = &rg_type_yes_no,
      .aliases = "促销|是否促销|特价|是否特价|打折|是否打折|折扣|优惠|是否优惠|活动价|promo|promotion|"
                 "discount|discounted|on sale|special offer",
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "备注|说明|订单备注|买家留言|留言|remark|remarks|note|notes|comment|memo",
  },
  RG_FIELD_CREATED_AT ("录入日期|录入时间|创建时间|created|created at"),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_sale = {
  .key = "sale",
  .label = N_ ("Sale"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
