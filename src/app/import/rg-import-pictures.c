/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-pictures.h"

#include "app/import/rg-import-assistant.h"
#include "app/import/rg-import-result-step.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-pictures-private.h"
#include "exchange/rg-export.h"

#include <glib/gstdio.h>

#define FILE_NAME "老客户名单.csv"

/* Invented people; numbers that nobody has. */
static const char list[] = "客户姓名,联系电话,会员等级,生日,余额,备注\n"
                           "林晓梅,19900001101,金卡,1988-06-21,1200,喜欢靠窗的位置\n"
                           "陈建国,199 0000 1102,银卡,1975/3/8,0,\n"
                           "欧阳娜,1990000110,金卡,农历八月十五,350.5,孩子上小学\n"
                           "马丽,19900001104,普通,1992-12-01,80,\n"
                           "周杰,没有,银卡,昨天,约五百,老周介绍\n"
                           "林晓梅,19900001101,金卡,1988-06-21,1200,\n"
                           "韩梅梅,19900001107,普通,2月30日,260,\n"
                           "曾小贤,19900001108,金卡,1983-02-14,640,周末才有空\n"
                           ",,银卡,,,\n"
                           "吴桐,19900001110,普通,1999-09-09,15,\n"
                           "郑爽爽,19900001111,金卡,1990-01-31,900,\n"
                           "合计,,,,3445.5,\n";

#define BILL_NAME "微信支付账单.csv"
#define ORDERS_NAME "十一月订单.csv"
#define DEALS_NAME "商机.csv"
#define BOOK_NAME "门店登记.xlsx"

static const char bill[] =
    "微信支付账单明细,,,,,,,,,,\n"
    "微信昵称：[小店],,,,,,,,,,\n"
    ",,,,,,,,,,\n"
    "----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n";

/* Who is asked about in the bill. */
#define PAYERS 5

static RgImportAssistant *
find_assistant (RgWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  return RG_IS_IMPORT_ASSISTANT (dialog) ? RG_IMPORT_ASSISTANT (dialog) : NULL;
}

/**
 * rg_import_pictures_open:
 * @window: a window
 * @scratch: a folder
 *
 * Opens the assistant with a list of customers.
 */
void
rg_import_pictures_open (RgWindow *window, const char *scratch)
{
  g_autofree char *path = g_build_filename (scratch, FILE_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_set_contents (path, list, -1, NULL))
    rg_window_import_file (window, file);
}

/* A name as bills show it: the first letter is a star. */
static char *
mask_name (RgWindow *window, guint index)
{
  RgRecordList *people = rg_customers_page_get_list (RG_CUSTOMERS_PAGE (rg_window_get_page (window)));
  guint n = people != NULL ? g_list_model_get_n_items (G_LIST_MODEL (people)) : 0;
  g_autoptr (RgRecord) record = n > 0 ? g_list_model_get_item (G_LIST_MODEL (people), index % n) : NULL;
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (rg_window_get_store (window));
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "customer"), "name");
  const char *name = record != NULL ? rg_value_get_text (rg_record_get (record, field)) : NULL;

  return g_strconcat ("*", name != NULL && *name != '\0' ? g_utf8_next_char (name) : "", NULL);
}

/**
 * rg_import_pictures_open_bill:
 * @window: a window with customers
 * @scratch: a folder
 *
 * Opens the assistant with a bill of which it is not certain who paid.
 */
void
rg_import_pictures_open_bill (RgWindow *window, const char *scratch)
{
  g_autofree char *path = g_build_filename (scratch, BILL_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new (bill);

  for (guint i = 0; i < 2 * PAYERS; i++)
    {
      g_autofree char *name = mask_name (window, 3 + i % PAYERS);

      g_string_append_printf (text,
                              "2026-11-%02u 12:%02u:00,二维码收款,%s,收款方备注:二维码收款,收入,¥%u.50,零钱,"
                              "已收钱,100020003%03u\t,/,/\n",
                              3 + i, 11 + i, name, 28 + 37 * i, i);
    }
  g_string_append (text, "2026-11-20 18:00:00,扫二维码付款,某餐厅,收款方备注:二维码收款,支出,¥12.00,零钱,"
                         "已转账,100020003900\t,/,/\n");
  if (g_file_set_contents (path, text->str, -1, NULL))
    rg_window_import_file (window, file);
}

static const char orders[] = "订单号,下单时间,客户姓名,联系电话,商品,数量,实付金额\n"
                             "D20261101,2026-11-01,林晓梅,19900001101,窗帘,2,1280\n"
                             "D20261102,2026-11-02,陈建国,19900001102,地毯,1,860\n"
                             "D20261103,2026-11-02,林晓梅,19900001101,抱枕,4,236\n"
                             "D20261104,2026-11-05,韩梅梅,19900001107,吊灯,1,1599\n"
                             "D20261105,2026-11-08,林晓梅,19900001101,台灯,1,199\n"
                             "D20261106,2026-11-11,陈建国,19900001102,挂画,3,420\n";

/**
 * rg_import_pictures_open_orders:
 * @window: a window
 * @scratch: a folder
 *
 * Opens the assistant with a list of orders that nobody called so.
 */
void
rg_import_pictures_open_orders (RgWindow *window, const char *scratch)
{
  g_autofree char *path = g_build_filename (scratch, ORDERS_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_set_contents (path, orders, -1, NULL))
    rg_window_import_file (window, file);
}

static const char deals[] = "商机编号,商机名称,客户,商机阶段,金额,负责人,开始日期,成交日期\n"
                            "S2601,林晓梅 全屋定制,林晓梅,方案呈现,128000,李静,2026-10-12,\n"
                            "S2602,陈建国 旧房翻新,陈建国,成交,86000,何雨桐,2026-08-03,2026-09-28\n"
                            "S2603,韩梅梅 窗帘软装,韩梅梅,需求确认,12800,李静,2026-11-02,\n"
                            "S2604,吴桐 书房改造,吴桐,丢单,23000,何雨桐,2026-09-10,2026-10-15\n"
                            "S2605,社区团购样板间,,复尺,56000,李静,2026-11-09,\n";

/**
 * rg_import_pictures_open_deals:
 * @window: a window
 * @scratch: a folder
 *
 * Opens the assistant with a list of deals.
 */
void
rg_import_pictures_open_deals (RgWindow *window, const char *scratch)
{
  g_autofree char *path = g_build_filename (scratch, DEALS_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_set_contents (path, deals, -1, NULL))
    rg_window_import_file (window, file);
}

/**
 * rg_import_pictures_open_workbook:
 * @window: a window with customers
 * @scratch: a folder
 *
 * Opens the assistant with a workbook of several sheets.
 */
void
rg_import_pictures_open_workbook (RgWindow *window, const char *scratch)
{
  static const char *const fields[] = { "name", "phone", "source", "stage", "address", "notes", NULL };
  g_autofree char *path = g_build_filename (scratch, BOOK_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  RgExportJob job = {
    .query = query, .fields = fields, .path = path, .format = RG_EXPORT_FORMAT_XLSX, .sheet_rows = 101
  };
  g_autoptr (RgExportReport) report =
      rg_store_read_sync (rg_window_get_store (window), rg_export_read_func, &job, NULL, NULL);

  if (report != NULL)
    rg_window_import_file (window, file);
}

/**
 * rg_import_pictures_change:
 * @window: a window with the assistant in it, at the columns
 */
void
rg_import_pictures_change (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  if (assistant != NULL)
    rg_import_session_set_column (rg_import_assistant_get_session (assistant), 2, RG_IMPORT_TARGET_NOTES,
                                  NULL, NULL);
}

/**
 * rg_import_pictures_close:
 * @window: a window with the assistant in it
 */
void
rg_import_pictures_close (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  if (assistant != NULL)
    adw_dialog_force_close (ADW_DIALOG (assistant));
}

/**
 * rg_import_pictures_next:
 * @window: a window with the assistant in it
 */
void
rg_import_pictures_next (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  if (assistant != NULL)
    gtk_widget_activate_action (GTK_WIDGET (assistant), "import.next", NULL);
}

/**
 * rg_import_pictures_back:
 * @window: a window with the assistant in it
 */
void
rg_import_pictures_back (RgWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  if (focus != NULL)
    gtk_widget_activate_action (focus, "navigation.pop", NULL);
}

/* A long import, 42 seconds after it began. */
#define RUN_SECONDS 42
#define RUN_SPEED 9200
#define RUN_ROWS 620000

/**
 * rg_import_pictures_run:
 * @window: a window with the assistant in it
 *
 * Shows an import that goes on, at a moment that is always the same: nothing is
 * written, and no clock is asked.
 */
void
rg_import_pictures_run (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);
  AdwNavigationPage *step;
  RgImportProgressBox *box;

  if (assistant == NULL)
    return;
  step = rg_import_result_step_new (rg_import_assistant_get_session (assistant));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (adw_dialog_get_child (ADW_DIALOG (assistant))), step);
  box = rg_import_result_step_get_progress_box (RG_IMPORT_RESULT_STEP (step));
  rg_import_progress_box_stop (box);
  for (guint64 i = 0; i <= RUN_SECONDS; i++)
    rg_import_progress_box_show (box, (gint64) (i + 1) * G_USEC_PER_SEC, i * RUN_SPEED,
                                 (double) (i * RUN_SPEED) / RUN_ROWS);
}

/**
 * rg_import_pictures_is_busy:
 * @window: a window
 *
 * Returns: whether the assistant is there and at work
 */
gboolean
rg_import_pictures_is_busy (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  return assistant != NULL &&
         rg_import_session_get_state (rg_import_assistant_get_session (assistant)) != RG_IMPORT_STATE_IDLE;
}

/**
 * rg_import_pictures_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full): a folder in it in which no shop is yet: the one of
 *   before may still be being closed
 */
char *
rg_import_pictures_shop (const char *scratch)
{
  static guint n = 0;
  g_autofree char *number = g_strdup_printf ("import-%u", ++n);

  return g_build_filename (scratch, number, "import-shop", NULL);
}

/**
 * rg_import_pictures_clean:
 * @scratch: a folder
 *
 * Removes the lists and their refused rows.
 */
void
rg_import_pictures_clean (const char *scratch)
{
  g_autoptr (GDir) dir = g_dir_open (scratch, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (scratch, name, NULL);

      if (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".xlsx"))
        g_unlink (path);
    }
}
