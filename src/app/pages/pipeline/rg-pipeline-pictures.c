/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-pictures.h"

#include "shop/rg-cells.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"

/* A board as a showroom has it. */

#define A_DAY G_GINT64_CONSTANT (86400000)

static const struct
{
  const char *name;
  const char *title;
  const char *product;
  const char *amount;
  const char *owner;
  int stage;
  int days;
  int next; /* days from today; 99: nothing is planned */
} deals[] = {
  { "林晓梅", "全屋定制", "橱柜、衣柜", "12.8万", "李静", 1, 3, 0 },
  { "陈建国", "厨房翻新", NULL, "3.6万", "王磊", 1, 9, 2 },
  { "欧阳娜", "二手房局改", NULL, "5.2万", "李静", 1, 18, -1 },
  { "孙倩", "阳台封窗", "断桥铝", "1.9万", NULL, 1, 1, 99 },
  { "周志强", "三居整装", "整装套餐", "21万", "王磊", 2, 6, 1 },
  { "赵敏", "儿童房定制", "榻榻米", "2.4万", "李静", 2, 12, 99 },
  { "何俊", "别墅软装", "窗帘、灯具", "35万", "王磊", 3, 8, 4 },
  { "徐丽", "老房水电改造", NULL, "4.8万", "李静", 3, 26, -3 },
  { "马超", "办公室装修", "工装", "46.5万", "王磊", 4, 5, 0 },
  { "唐婉", "婚房整装", "整装套餐", "18.8万", "李静", 5, 2, 1 },
};

static gboolean
add_deal (RgOp *op, guint i, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  g_auto (RgCells) customer = RG_CELLS_INIT (rg_catalog_find (catalog, "customer"));
  gint64 now = rg_clock_now (), id, person;
  gboolean done;

  if (!rg_cells_add_text (&customer, "name", deals[i].name, error))
    return FALSE;
  person = rg_op_insert (op, customer.entity, customer.cells, customer.n, error);
  rg_clock_set (now - deals[i].days * A_DAY);
  id = person != 0 ? rg_deal_add (op,
                                  &(RgDealWords) { .customer_id = person,
                                                   .title = deals[i].title,
                                                   .product = deals[i].product,
                                                   .amount = deals[i].amount,
                                                   .owner = deals[i].owner,
                                                   .stage_id = deals[i].stage },
                                  error)
                   : 0;
  rg_clock_set (now);
  done = id != 0;
  if (done && deals[i].next != 99)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (now / 1000 + deals[i].next * 86400);
      g_autofree char *due = g_date_time_format (day, "%Y-%m-%d");

      done = rg_task_add (
                 op, &(RgTaskWords) { .customer_id = person, .title = "回电话", .due = due, .deal_id = id },
                 error) != 0;
    }
  return done;
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  if (op == NULL || !rg_stages_ensure (op, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    if (!add_deal (op, i, error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
show (RgStudio *studio, const char *name, RgWriteFunc fill)
{
  g_autofree char *folder = g_build_filename (studio->scratch, name, NULL);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rg_pictures_remove (folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    {
      if (fill != NULL)
        rg_store_write_sync (store, fill, NULL, NULL, &error);
      rg_store_close (store);
    }
  if (error != NULL)
    g_warning ("%s", error->message);
  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", 5);
  rg_studio_wait (studio);
}

/**
 * rg_pipeline_pictures_board:
 * @studio: a studio
 *
 * Deals in all stages, two of them too long where they are.
 */
void
rg_pipeline_pictures_board (RgStudio *studio)
{
  show (studio, "pipeline-shop", fill_func);
}

/**
 * rg_pipeline_pictures_empty:
 * @studio: a studio
 *
 * A shop without deals.
 */
void
rg_pipeline_pictures_empty (RgStudio *studio)
{
  show (studio, "pipeline-empty", NULL);
}
