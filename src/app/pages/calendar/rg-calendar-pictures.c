/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/calendar/rg-calendar-pictures.h"

#include "app/pages/calendar/rg-calendar-days.h"
#include "app/pages/today/rg-today-page.h"
#include "catalog/rg-date.h"
#include "shop/rg-cells.h"
#include "shop/rg-task.h"

/* A month of a showroom. Days count from today. */

static const struct
{
  const char *name;
  const char *birthday;
  int next; /* 0: today as well; NEVER: none */
  const char *next_what;
} people[] = {
#define NEVER 9999
  { "林晓梅", NULL, -3, "回复橱柜报价" },  { "陈建国", NULL, 0, "问定金什么时候付" },
  { "欧阳娜", "1990-11-25", 2, NULL },     { "周志强", NULL, 4, "送瓷砖样板" },
  { "黄丽华", "1986-11-25", 9, "看卫浴" }, { "徐海涛", "lunar:1982-10-16", NEVER, NULL },
  { "孙倩", "1995-11-12", -10, "催尾款" }, { "何文博", "--12-03", NEVER, NULL },
};

static const struct
{
  guint person; /* 0: nobody, else from 1 */
  const char *title;
  int due;
  const char *time;
  const char *priority;
} tasks[] = {
  { 2, "上门量尺寸", 0, "15:30", "high" },   { 1, "发效果图", -1, NULL, "normal" },
  { 0, "给样板间换灯泡", 0, NULL, "low" },   { 4, "回访安装质量", 0, "10:00", "normal" },
  { 3, "到店看木地板", 1, "14:00", "high" }, { 0, "打印下周排班", 2, NULL, "normal" },
  { 5, "送货", 3, "09:00", "normal" },       { 6, "确认颜色", 3, "11:00", "normal" },
  { 7, "签合同", 3, "16:00", "high" },       { 0, "进货", 3, NULL, "normal" },
  { 8, "验收", 3, "17:30", "normal" },       { 0, "盘点", 8, NULL, "normal" },
  { 2, "安装橱柜", 11, "08:30", "normal" },
};

static char *
day_in (int days)
{
  GDate day;

  rg_today_day (&day);
  rg_calendar_days_add (&day, days);
  return rg_date_to_iso (&day);
}

static gint64
add_person (RgOp *op, guint i, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_catalog_find (catalog, "customer"));
  g_autofree char *next = people[i].next != NEVER ? day_in (people[i].next) : NULL;

  if (!rg_cells_add_text (&cells, "name", people[i].name, error) ||
      !rg_cells_add_text (&cells, "birthday", people[i].birthday, error) ||
      !rg_cells_add_text (&cells, "next_date", next, error) ||
      !rg_cells_add_text (&cells, "next_what", people[i].next_what, error))
    return 0;
  return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gint64 ids[G_N_ELEMENTS (people)];

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (op == NULL || (ids[i] = add_person (op, i, error)) == 0)
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *due = day_in (tasks[i].due);
      RgTaskWords words = {
        .customer_id = tasks[i].person > 0 ? ids[tasks[i].person - 1] : 0,
        .title = tasks[i].title,
        .due = due,
        .due_time = tasks[i].time,
        .priority = tasks[i].priority,
      };

      if (rg_task_add (op, &words, error) == 0)
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/* (transfer full) (nullable): the folder of a shop */
static char *
make_shop (RgStudio *studio)
{
  g_autofree char *folder = g_build_filename (studio->scratch, "calendar-shop", NULL);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rg_studio_remove_shop (studio, folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    rg_store_write_sync (store, fill_func, NULL, NULL, &error);
  if (error != NULL)
    g_warning ("%s", error->message);
  if (store == NULL)
    return NULL;
  rg_store_close (store);
  return g_steal_pointer (&folder);
}

static void
show (RgStudio *studio, const char *span)
{
  g_autofree char *folder = make_shop (studio);
  RgPage *page;

  if (folder == NULL)
    return;
  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_TODAY);
  page = rg_window_get_page (studio->window);
  if (RG_IS_TODAY_PAGE (page))
    rg_today_page_show_span (RG_TODAY_PAGE (page), span);
  rg_studio_wait (studio);
}

/**
 * rg_calendar_pictures_month:
 * @studio: a studio
 *
 * A month with something on many days.
 */
void
rg_calendar_pictures_month (RgStudio *studio)
{
  show (studio, "month");
}

/**
 * rg_calendar_pictures_week:
 * @studio: a studio
 *
 * The week of today.
 */
void
rg_calendar_pictures_week (RgStudio *studio)
{
  show (studio, "week");
}
