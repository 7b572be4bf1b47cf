/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>

static const RgChoice kinds[] = {
  { "person", N_ ("Person"), "个人|自然人|散客|individual|人" },
  { "company", N_ ("Company"), "公司|企业|单位|机构|法人|organization|organisation|business" },
  { NULL, NULL, NULL },
};

static const RgChoice genders[] = {
  { "male", N_ ("Male"), "男|男性|男士|先生|帅哥|男生|m|man|mr" },
  { "female", N_ ("Female"), "女|女性|女士|小姐|太太|美女|女生|f|woman|ms|mrs|miss" },
  { NULL, NULL, NULL },
};

static const RgChoice lives[] = {
  { "lead", N_ ("Lead"), NULL },
  { "talking", N_ ("Talking"), NULL },
  { "customer", N_ ("Customer"), NULL },
  { "returning", N_ ("Returning"), NULL },
  { "asleep", N_ ("Asleep"), NULL },
  { "won-back", N_ ("Won back"), NULL },
  { NULL, NULL, NULL },
};

static const RgChoice classes[] = {
  { "A", N_ ("A"), NULL },
  { "B", N_ ("B"), NULL },
  { "C", N_ ("C"), NULL },
  { NULL, NULL, NULL },
};

/* How a customer stands: made from sales and the timeline. */
#define STANDING_FIELD(name, words, kind, ...)                                                               \
  { .key = name,                                                                                             \
    .label = words,                                                                                          \
    .type = &kind,                                                                                           \
    .flags = RG_FIELD_DERIVED | RG_FIELD_STANDING,                                                           \
    .group = N_ ("Follow-up"),                                                                               \
    __VA_ARGS__ }

static const RgField fields[] = {
  {
      .key = "name",
      .label = N_ ("Name"),
      .type = &rg_type_text,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_LISTED,
      .aliases = "姓名|名字|名称|客户|客户名|客户名称|客户姓名|顾客|顾客姓名|顾客名称|会员|会员姓名|"
                 "会员名称|会员名|联系人|联系人姓名|称呼|昵称|公司|公司名称|单位|单位名称|企业名称|"
                 "店名|学员|学员姓名|学生姓名|业主|业主姓名|宝宝姓名|家长姓名|收货人|收件人|姓名/名称|"
                 "name|full name|fullname|customer|customer name|client|client name|contact|"
                 "contact name|display name|member|member name|company|company name|nickname|account|"
                 "account name|sales agent",
      .group = N_ ("Basics"),
  },
  {
      .key = "kind",
      .label = N_ ("Kind"),
      .type = &rg_type_choice,
      .choices = kinds,
      .aliases = "客户类型|客户性质|个人/公司|customer type|kind|person or company",
      .group = N_ ("Basics"),
  },
  {
      .key = "phone",
      .label = N_ ("Phone"),
      .type = &rg_type_phone,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_MASKED | RG_FIELD_LISTED | RG_FIELD_SENSITIVE,
      .aliases = "手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|联系手机|移动电话|手机电话|"
                 "电话/手机|手机/电话|客户电话|客户手机|会员手机|会员电话|家长电话|业主电话|收货电话|"
                 "收货人电话|收件人电话|号码|座机|固定电话|固话|tel|tel.|tel no|telephone|"
                 "telephone number|phone|phone no|phone no.|phone number|phone 1|phone 1 - value|"
                 "mobile|mobile no|mobile number|mobile phone|primary phone|home phone|business phone|"
                 "cell|cell phone|cellphone|contact number",
      .group = N_ ("Contact details"),
  },
  {
      .key = "phones",
      .label = N_ ("All phones"),
      .type = &rg_type_choices,
      .flags = RG_FIELD_VIRTUAL | RG_FIELD_SEARCHED | RG_FIELD_MASKED | RG_FIELD_SENSITIVE,
      .aliases = "其他电话|备用电话|备用手机|第二电话|电话2|手机2|手机号2|其他联系方式|other phone|"
                 "other phones|second phone|alternative phone|phone 2|phone 2 - value|mobile 2",
      .group = N_ ("Contact details"),
  },
  {
      .key = "wechat",
      .label = N_ ("WeChat"),
      .type = &rg_type_text,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_SENSITIVE,
      .aliases = "微信|微信号|微信号码|微信id|微信账号|微信帐号|微信昵称|客户微信|wechat|wechat id|"
                 "wechat no|wechat number|wechat account|weixin|wx|wxid|vx",
      .group = N_ ("Contact details"),
  },
  {
      .key = "email",
      .label = N_ ("E-mail"),
      .type = &rg_type_email,
      .flags = RG_FIELD_IDENTITY | RG_FIELD_SEARCHED | RG_FIELD_SENSITIVE,
      .aliases = "邮箱|电子邮箱|电子邮件|邮件|邮箱地址|邮件地址|e-mail|email|e mail|mail|"
                 "email address|e-mail address|e-mail 1 - value|mail address",
      .group = N_ ("Contact details"),
  },
  {
      .key = "tags",
      .label = N_ ("Tags"),
      .type = &rg_type_choices,
      .flags = RG_FIELD_VIRTUAL | RG_FIELD_LISTED,
      .list = "tag",
      .aliases = "标签|客户标签|会员标签|分组|客户分组|群组|类别|分类|客户分类|客户类别|客户级别|"
                 "客户等级|会员等级|等级|级别|标记|tag|tags|label|labels|group|groups|"
                 "group membership|category|categories|segment",
      .group = N_ ("Basics"),
  },
  {
      .key = "gender",
      .label = N_ ("Gender"),
      .type = &rg_type_choice,
      .choices = genders,
      .aliases = "性别|客户性别|sex|gender|男/女",
      .group = N_ ("Basics"),
  },
  {
      .key = "birthday",
      .label = N_ ("Birthday"),
      .type = &rg_type_lunar_date,
      .flags = RG_FIELD_SENSITIVE,
      .aliases = "生日|出生日期|出生年月|出生年月日|客户生日|会员生日|宝宝生日|生辰|农历生日|阳历生日|"
                 "公历生日|阴历生日|birthday|birth date|birthdate|date of birth|dob|born",
      .group = N_ ("Basics"),
  },
  {
      .key = "region",
      .label = N_ ("Region"),
      .type = &rg_type_region,
      .aliases = "地区|区域|所在地|所在地区|所属地区|省市|省市区|省份|城市|省|市|籍贯|city|region|"
                 "area|province|state|location|state/province",
      .group = N_ ("Contact details"),
  },
  {
      .key = "address",
      .label = N_ ("Address"),
      .type = &rg_type_text,
      .flags = RG_FIELD_SEARCHED | RG_FIELD_SENSITIVE,
      .aliases = "地址|住址|家庭住址|家庭地址|详细地址|联系地址|通讯地址|收货地址|客户地址|公司地址|"
                 "单位地址|现住址|居住地址|小区|楼盘|address|home address|street|street address|"
                 "mailing address|shipping address|home street|address 1 - formatted",
      .group = N_ ("Contact details"),
  },
  {
      .key = "source",
      .label = N_ ("Source"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "channel",
      .aliases = "来源|渠道|客户来源|来源渠道|获客渠道|获客来源|推广渠道|引流渠道|从哪来|来店途径|"
                 "介绍人|source|lead source|channel|origin|referrer|referred by",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "owner",
      .label = N_ ("In charge"),
      .type = &rg_type_text,
      .flags = RG_FIELD_LISTED,
      .list = "staff",
      .aliases = "负责人|销售|销售员|销售顾问|业务员|业务|顾问|客户经理|跟进人|跟单员|导购|员工|店员|"
                 "专属客服|客服|归属人|所属人|所属员工|课程顾问|设计师|owner|assigned to|assignee|"
                 "salesperson|sales rep|sales|account owner|account manager|staff|advisor",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "stage",
      .label = N_ ("Stage"),
      .type = &rg_type_text,
      .aliases = "阶段|状态|客户阶段|客户状态|跟进状态|跟进阶段|销售阶段|成交状态|进度|stage|status|"
                 "customer stage|customer status|lead status|lifecycle stage|life stage",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "notes",
      .label = N_ ("Notes"),
      .type = &rg_type_long_text,
      .flags = RG_FIELD_SEARCHED,
      .aliases = "备注|备注信息|客户备注|说明|描述|附注|注释|备忘|其他|其它|情况|客户情况|需求|"
                 "客户需求|跟进记录|remark|remarks|note|notes|comment|comments|description|memo",
      .group = N_ ("More"),
  },
  {
      .key = "next_date",
      .label = N_ ("Next step"),
      .type = &rg_type_date,
      .flags = RG_FIELD_LISTED,
      .aliases = "下次跟进|下次跟进时间|下次跟进日期|下次联系|下次联系时间|下次联系日期|回访日期|"
                 "回访时间|下次回访|下次回访时间|预约日期|预约时间|提醒日期|next step|next date|"
                 "next contact|next follow-up|next follow up|follow-up date|follow up|follow up date|"
                 "next call|reminder",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "next_what",
      .label = N_ ("What is next"),
      .type = &rg_type_text,
      .aliases = "下一步内容|跟进计划|计划内容|下次跟进内容|下次跟进事项|下一步计划|next action|next task",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "last_contact",
      .label = N_ ("Last contact"),
      .type = &rg_type_date,
      .flags = RG_FIELD_LISTED,
      .aliases = "最近联系|最近联系时间|最近联系日期|上次联系|上次联系时间|上次联系日期|最后联系|"
                 "最后联系时间|最近跟进|最近跟进时间|最后跟进时间|上次跟进|上次跟进时间|最近到店|"
                 "上次到店|最近到店时间|last contact|last contacted|last contact date|last activity|"
                 "last activity date|last visit|last follow-up",
      .group = N_ ("Follow-up"),
  },
  {
      .key = "reading",
      .label = N_ ("Reading"),
      .type = &rg_type_text,
      .aliases = "拼音|姓名拼音|读音|reading|phonetic name|pinyin name|yomi name",
      .group = N_ ("More"),
  },
  {
      .key = "pinyin",
      .label = N_ ("Pinyin"),
      .type = &rg_type_text,
      .flags = RG_FIELD_DERIVED | RG_FIELD_SYSTEM,
  },
  {
      .key = "sort_key",
      .label = N_ ("Sort key"),
      .type = &rg_type_text,
      .flags = RG_FIELD_DERIVED | RG_FIELD_SYSTEM,
  },
  STANDING_FIELD ("life", N_ ("Life stage"), rg_type_choice, .choices = lives),
  STANDING_FIELD ("life_since", N_ ("Life stage since"), rg_type_date),
  STANDING_FIELD ("class", N_ ("Customer class"), rg_type_choice, .choices = classes),
  STANDING_FIELD ("score", N_ ("Class score"), rg_type_number),
  STANDING_FIELD ("n_sales", N_ ("Number of sales"), rg_type_number),
  STANDING_FIELD ("sales_fen", N_ ("Money of sales"), rg_type_money),
  STANDING_FIELD ("last_sale", N_ ("Last sale"), rg_type_date),
  STANDING_FIELD ("n_contacts", N_ ("Number of contacts"), rg_type_number),
  RG_FIELD_CREATED_AT ("录入日期|录入时间|建档日期|建档时间|登记日期|登记时间|注册时间|注册日期|创建时间|"
                       "创建日期|添加时间|添加日期|入会日期|created|created at|create time|created time|"
                       "date added|registered"),
  RG_FIELD_UPDATED_AT,
};

const RgEntityInfo rg_entity_customer = {
  .key = "customer",
  .label = N_ ("Customer"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
