/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import.h"
#include "fuzz.h"

#include <string.h>

/* Bills and other lists: from a text to what would come of it in a shop that is
 * still to be made. A text that is no bill is tried below the header of each. */

static const char *const headers[] = {
  "",
  "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n",
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
  "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
  "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n",
  "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/"
  "付款方式,交易状态,交易订单号,商家订单号,备注,\n",
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,对方账户,订单金额（元）,商家实收（元）,"
  "退款批次号/请求号,服务费（元）,备注\n",
};

static RgCatalog *
catalog (void)
{
  static RgCatalog *the_catalog;

  if (the_catalog == NULL)
    the_catalog = rg_catalog_new (NULL);
  return the_catalog;
}

static void
check_report (const RgImportReport *report)
{
  guint64 refused = 0;

  g_assert_cmpuint (report->rows, ==, report->created + report->updated + report->skipped + report->refused);
  g_assert_cmpuint (report->questions->len, ==, 0);
  for (guint i = 0; i < report->reasons->len; i++)
    refused += ((const RgImportReason *) g_ptr_array_index (report->reasons, i))->rows;
  g_assert_cmpuint (refused, ==, report->refused);
}

/* @entity: (nullable) */
static void
try_file (const char *path, const char *entity)
{
  RgImportOptions options = { .entity = entity };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportPlan) plan = rg_import_plan_new (catalog (), path, &options, NULL, &error);
  g_autoptr (RgImportReport) first = NULL;
  g_autoptr (RgImportReport) second = NULL;

  g_assert_true ((plan == NULL) == (error != NULL));
  if (plan == NULL)
    {
      g_assert_cmpstr (error->message, !=, "");
      return;
    }
  rg_import_plan_set_trial (plan, 0, 10);
  first = rg_import_try (NULL, plan, NULL, NULL, NULL, &error);
  if (first == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  check_report (first);
  second = rg_import_try (NULL, plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->created, ==, second->created);
  g_assert_cmpuint (first->refused, ==, second->refused);
}

/* The first byte chooses the header: nothing for a zero. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint which = size > 0 && data[0] != 0 ? 1 + (data[0] - 1u) % (G_N_ELEMENTS (headers) - 1) : 0;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (size == 0)
    return 0;
  g_byte_array_append (bytes, (const guint8 *) headers[which], (guint) strlen (headers[which]));
  g_byte_array_append (bytes, data + 1, (guint) size - 1);
  try_file (fuzz_path (0, bytes->data, bytes->len), which == 0 && size % 2 != 0 ? "sale" : NULL);
  return 0;
}
