/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-bill.h"

#include "exchange/rg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What bills look like. They are told by the names of their columns alone, for
 * preambles change from year to year. */

static const RgBillColumn wechat[] = {
  { "交易时间", RG_BILL_TIME, "date", TRUE },
  { "交易类型", RG_BILL_TYPE, "category", TRUE },
  { "交易对方", RG_BILL_WHO, "customer.name", TRUE },
  { "商品", RG_BILL_ITEM, "item", TRUE },
  { "收/支", RG_BILL_WAY, RG_BILL_TO_NOTHING, TRUE },
  { "金额(元)|金额", RG_BILL_AMOUNT, "amount_fen", TRUE },
  { "支付方式", RG_BILL_OTHER, RG_BILL_TO_NOTES, FALSE },
  { "当前状态", RG_BILL_STATUS, RG_BILL_TO_NOTES, TRUE },
  { "交易单号", RG_BILL_NUMBER, RG_BILL_TO_NUMBER, TRUE },
  { "商户单号", RG_BILL_OTHER, RG_BILL_TO_NOTES, FALSE },
  { "备注", RG_BILL_REMARK, "notes", FALSE },
  { NULL, 0, NULL, FALSE },
};

/* The shop's own ids and rates are the same in every row. */
static const RgBillColumn wechat_merchant[] = {
  { "交易时间", RG_BILL_TIME, "date", TRUE },
  { "公众账号ID", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "商户号", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "特约商户号|子商户号", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "微信订单号", RG_BILL_NUMBER, RG_BILL_TO_NUMBER, TRUE },
  { "用户标识", RG_BILL_WHO, "customer.name", TRUE },
  { "交易状态", RG_BILL_STATUS, RG_BILL_TO_NOTES, TRUE },
  { "货币种类", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "应结订单金额|总金额|订单金额", RG_BILL_AMOUNT, "amount_fen", TRUE },
  { "微信退款单号", RG_BILL_REFUND_NUMBER, RG_BILL_TO_NOTES, FALSE },
  { "退款金额", RG_BILL_REFUND, RG_BILL_TO_NOTES, FALSE },
  { "退款状态", RG_BILL_REFUND_STATUS, RG_BILL_TO_NOTES, FALSE },
  { "商品名称", RG_BILL_ITEM, "item", TRUE },
  { "商户数据包", RG_BILL_REMARK, "notes", FALSE },
  { "手续费", RG_BILL_FEE, RG_BILL_TO_NOTES, FALSE },
  { "费率", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "费率备注", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { NULL, 0, NULL, FALSE },
};

static const RgBillColumn alipay[] = {
  { "交易时间|付款时间|交易创建时间", RG_BILL_TIME, "date", TRUE },
  { "交易分类|类型", RG_BILL_TYPE, "category", FALSE },
  { "交易对方", RG_BILL_WHO, "customer.name", TRUE },
  { "对方账号", RG_BILL_ACCOUNT, RG_BILL_TO_NOTES, FALSE },
  { "商品说明|商品名称", RG_BILL_ITEM, "item", TRUE },
  { "收/支", RG_BILL_WAY, RG_BILL_TO_NOTHING, TRUE },
  { "金额|金额(元)", RG_BILL_AMOUNT, "amount_fen", TRUE },
  { "收/付款方式", RG_BILL_OTHER, RG_BILL_TO_NOTES, FALSE },
  { "交易状态", RG_BILL_STATUS, RG_BILL_TO_NOTES, TRUE },
  { "交易订单号|交易号", RG_BILL_NUMBER, RG_BILL_TO_NUMBER, TRUE },
  { "成功退款(元)", RG_BILL_REFUND, RG_BILL_TO_NOTES, FALSE },
  { "服务费(元)", RG_BILL_FEE, RG_BILL_TO_NOTES, FALSE },
  { "备注", RG_BILL_REMARK, "notes", FALSE },
  { NULL, 0, NULL, FALSE },
};

static const RgBillColumn alipay_merchant[] = {
  { "支付宝交易号", RG_BILL_NUMBER, RG_BILL_TO_NUMBER, TRUE },
  { "业务类型", RG_BILL_TYPE, RG_BILL_TO_NOTES, TRUE },
  { "商品名称", RG_BILL_ITEM, "item", TRUE },
  { "完成时间|创建时间", RG_BILL_TIME, "date", TRUE },
  { "创建时间", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "对方账户", RG_BILL_WHO, "customer.name", TRUE },
  { "商家实收(元)|订单金额(元)", RG_BILL_AMOUNT, "amount_fen", TRUE },
  { "退款批次号/请求号", RG_BILL_REFUND_NUMBER, RG_BILL_TO_NOTES, FALSE },
  { "服务费(元)", RG_BILL_FEE, RG_BILL_TO_NOTES, FALSE },
  { "备注", RG_BILL_REMARK, "notes", FALSE },
  { NULL, 0, NULL, FALSE },
};

/* Every bank has names of its own; these are in use at most of them. */
static const RgBillColumn bank[] = {
  { "交易日期|记账日期|交易日|记账日|交易时间", RG_BILL_TIME, "date", TRUE },
  { "收入|收入金额|贷方发生额|贷方金额|贷方|存入金额|转入金额", RG_BILL_AMOUNT, "amount_fen", TRUE },
  { "支出|支出金额|借方发生额|借方金额|借方|支取金额|转出金额", RG_BILL_PAID, RG_BILL_TO_NOTHING, TRUE },
  { "对方户名|对方名称|对方账户名称|对方姓名|对手户名", RG_BILL_WHO, "customer.name", TRUE },
  { "对方账号|对方账户", RG_BILL_ACCOUNT, RG_BILL_TO_NOTES, FALSE },
  { "摘要|交易摘要|用途", RG_BILL_ITEM, "item", FALSE },
  { "交易流水号|流水号|交易编号", RG_BILL_NUMBER, RG_BILL_TO_NUMBER, FALSE },
  { "附言|备注", RG_BILL_REMARK, "notes", FALSE },
  { "账户余额|余额|本次余额", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { "币种", RG_BILL_OTHER, RG_BILL_TO_NOTHING, FALSE },
  { NULL, 0, NULL, FALSE },
};

static const RgBillColumn jd[] = {
  { "交易时间", RG_BILL_TIME, NULL, TRUE },
  { "商户名称", RG_BILL_OTHER, NULL, TRUE },
  { "交易说明", RG_BILL_ITEM, NULL, TRUE },
  { "收/支", RG_BILL_WAY, NULL, TRUE },
  { "交易状态", RG_BILL_STATUS, NULL, TRUE },
  { "交易订单号", RG_BILL_NUMBER, NULL, TRUE },
  { NULL, 0, NULL, FALSE },
};

static const RgBillColumn meituan[] = {
  { "交易创建时间", RG_BILL_TIME, NULL, TRUE }, { "订单标题", RG_BILL_ITEM, NULL, TRUE },
  { "收/支", RG_BILL_WAY, NULL, TRUE },         { "实付金额", RG_BILL_AMOUNT, NULL, TRUE },
  { "交易单号", RG_BILL_NUMBER, NULL, TRUE },   { NULL, 0, NULL, FALSE },
};

static const RgBillColumn securities[] = {
  { "证券代码", RG_BILL_OTHER, NULL, TRUE },
  { "证券名称", RG_BILL_OTHER, NULL, TRUE },
  { "成交数量", RG_BILL_OTHER, NULL, TRUE },
  { "成交金额", RG_BILL_AMOUNT, NULL, TRUE },
  { NULL, 0, NULL, FALSE },
};

static const RgBill bills[] = {
  {
      .id = "wechat",
      .name = N_ ("WeChat Pay statement"),
      .channel = "微信支付",
      .source = "微信账单",
      .columns = wechat,
  },
  {
      .id = "wechat-merchant",
      .name = N_ ("WeChat Pay merchant bill"),
      .channel = "微信支付",
      .source = "微信账单",
      .merchant = TRUE,
      .columns = wechat_merchant,
  },
  {
      .id = "alipay",
      .name = N_ ("Alipay statement"),
      .channel = "支付宝",
      .source = "支付宝账单",
      .columns = alipay,
  },
  {
      .id = "alipay-merchant",
      .name = N_ ("Alipay merchant bill"),
      .channel = "支付宝",
      .source = "支付宝账单",
      .merchant = TRUE,
      .columns = alipay_merchant,
  },
  {
      .id = "bank",
      .name = N_ ("Bank statement"),
      .channel = "银行转账",
      .source = "银行流水",
      .columns = bank,
  },
  {
      .id = "jd",
      .name = N_ ("JD statement"),
      .refusal =
          N_ ("“%s” is a bill of JD: it lists what was bought there, not what was sold, so there are no "
              "sales in it. For your own shop on JD export its list of orders."),
      .columns = jd,
  },
  {
      .id = "meituan",
      .name = N_ ("Meituan statement"),
      .refusal =
          N_ ("“%s” is a bill of Meituan: it lists what was bought there, not what was sold, so there are "
              "no sales in it. For your own shop on Meituan export its list of orders."),
      .columns = meituan,
  },
  {
      .id = "securities",
      .name = N_ ("Statement of a securities account"),
      .refusal =
          N_ ("“%s” is the statement of a securities account: there are neither customers nor sales in "
              "it."),
      .columns = securities,
  },
};

/**
 * rg_bill_find:
 * @id: a bill's
 *
 * Returns: (transfer none) (nullable): the bill
 */
const RgBill *
rg_bill_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (bills); i++)
    {
      if (g_strcmp0 (bills[i].id, id) == 0)
        return &bills[i];
    }
  return NULL;
}

/* The best of the column's names that stands in the header; -1 for none. */
static int
find_in_header (const RgBillColumn *column, char **squashed)
{
  g_auto (GStrv) names = g_strsplit (column->names, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = rg_header_squash (names[i]);

      for (guint j = 0; squashed[j] != NULL; j++)
        {
          if (strcmp (squashed[j], name) == 0)
            return (int) j;
        }
    }
  return -1;
}

static char **
squash_header (const char *const *header)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; header[i] != NULL; i++)
    g_strv_builder_take (builder, rg_header_squash (header[i]));
  return g_strv_builder_end (builder);
}

/**
 * rg_bill_recognize:
 * @header: (array zero-terminated=1): cells of a row
 *
 * Returns: (transfer none) (nullable): the bill that begins with them
 */
const RgBill *
rg_bill_recognize (const char *const *header)
{
  g_auto (GStrv) squashed = NULL;

  /* No bill has less; most rows of most files end here. */
  if (g_strv_length ((char **) header) < 6)
    return NULL;
  squashed = squash_header (header);
  for (guint i = 0; i < G_N_ELEMENTS (bills); i++)
    {
      const RgBillColumn *column = bills[i].columns;

      while (column->names != NULL && (!column->required || find_in_header (column, squashed) >= 0))
        column++;
      if (column->names == NULL)
        return &bills[i];
    }
  return NULL;
}

/**
 * rg_bill_match:
 * @bill: a bill
 * @header: (array zero-terminated=1): cells of its header
 *
 * Returns: (transfer full) (array): for every cell the entry of the table, or
 *   %NULL
 */
const RgBillColumn **
rg_bill_match (const RgBill *bill, const char *const *header)
{
  g_auto (GStrv) squashed = squash_header (header);
  const RgBillColumn **columns = g_new0 (const RgBillColumn *, g_strv_length (squashed) + 1);

  for (const RgBillColumn *column = bill->columns; column->names != NULL; column++)
    {
      int at = find_in_header (column, squashed);

      if (at >= 0 && columns[at] == NULL)
        columns[at] = column;
    }
  return columns;
}
