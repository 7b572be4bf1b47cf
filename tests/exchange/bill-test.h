/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of bills share: bills, and what came of them. */

#include "exchange-test.h"

#define WECHAT_HEADER                                                                                        \
  "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
#define WECHAT_FRONT                                                                                         \
  "微信支付账单明细,,,,,,,,,,\n微信昵称：[测试],,,,,,,,,,\n"                                                 \
  "起始时间：[2025-08-01 00:00:00] 终止时间：[2025-09-30 23:59:59],,,,,,,,,,\n,,,,,,,,,,\n"                  \
  "----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n"

/* Whose, when, how much, what for, of every sale. */
#define SALES                                                                                                \
  "SELECT c.name, s.date, s.amount_fen, s.item FROM sale s JOIN customer c ON c.id = customer_id"            \
  " ORDER BY s.id"

/* A statement of WeChat with these rows. */
static inline RgImportReport *
run_wechat (Fixture *f, const char *rows, const RgImportOptions *options)
{
  g_autofree char *text = g_strconcat (WECHAT_FRONT WECHAT_HEADER, rows, NULL);

  return run_text (f, text, options);
}

/* "2: This is …|1: All …" */
static inline char *
say_reasons (const RgImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->reasons->len; i++)
    {
      const RgImportReason *reason = g_ptr_array_index (report->reasons, i);

      g_string_append_printf (text, "%s%d: %s", i > 0 ? "|" : "", (int) reason->rows, reason->reason);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_reasons(report, expected)                                                                     \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *reasons_ = say_reasons (report);                                                        \
    g_assert_cmpstr (reasons_, ==, expected);                                                                \
  }                                                                                                          \
  G_STMT_END
