/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-pictures.h"

#include "app/pages/today/rg-today-page.h"
#include "app/rg-keep-up.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-dialog.h"
#include "catalog/rg-date.h"
#include "shop/rg-cells.h"
#include "shop/rg-deal.h"
#include "shop/rg-followup.h"
#include "shop/rg-staff.h"
#include "shop/rg-task.h"

/* A showroom on a Sunday morning. */

/* When what is long ago was. */
#define LONG_AGO_DAYS 96

static const struct
{
  const char *name;
  const char *phone;
  const char *wechat;
  const char *owner;
  const char *birthday;
  int next; /* days from today; NEVER: none */
  const char *next_what;
  int spoken; /* days ago; NEVER: never */
} people[] = {
#define NEVER 9999
  { "林晓梅", "19900001201", "linxiaomei88", "李静", NULL, -3, "回复橱柜报价", 12 },
  { "陈建国", "19900001202", NULL, "王磊", NULL, 0, "问定金什么时候付", 5 },
  { "欧阳娜", "19900001203", "ouyang_na", "李静", NULL, 0, NULL, 8 },
  { "周志强", "19900001204", "zzq-home", "王磊", NULL, 4, "送瓷砖样板", 2 },
  { "黄丽华", "19900001205", NULL, "李静", "1986-11-25", NEVER, NULL, 20 },
  { "徐海涛", "19900001206", "xht1982", NULL, "农历1982年十月十六", NEVER, NULL, 31 },
  { "孙倩", "19900001207", "sunqian_", "王磊", NULL, NEVER, NULL, NEVER },
  { "何文博", "19900001208", NULL, "李静", NULL, NEVER, NULL, LONG_AGO_DAYS },
  { "马玉兰", "19900001209", "mayulan", NULL, NULL, NEVER, NULL, LONG_AGO_DAYS + 40 },
};

static const struct
{
  guint person; /* 0: nobody, else from 1 */
  const char *title;
  const char *kind;
  int due;
  const char *time;
  const char *staff;
  const char *priority;
  const char *repeat;
} tasks[] = {
  { 2, "上门量尺寸", "onsite", 0, "15:30", "王磊", "high", NULL },
  { 1, "发效果图", "message", -1, NULL, "李静", "normal", NULL },
  { 0, "给样板间换灯泡", NULL, 0, NULL, NULL, "low", NULL },
  { 4, "回访安装质量", "call", 0, "10:00", "李静", "normal", "3m+" },
  { 3, "到店看木地板", "visit", 1, "14:00", "李静", "high", NULL },
  { 0, "打印下周排班", NULL, 2, NULL, "王磊", "normal", "1w" },
};

/* One of nobody's. */
static const struct
{
  guint person; /* as above */
  const char *title;
  int days; /* ago */
  const char *owner;
} deals[] = {
  { 1, "全屋定制", 41, "李静" },
  { 3, "客厅软装", 22, "李静" },
  { 0, "小区样板间", 16, "王磊" },
};

static char *
day_in (int days)
{
  GDate day;

  rg_today_day (&day);
  if (days < 0)
    g_date_subtract_days (&day, (guint) -days);
  else
    g_date_add_days (&day, (guint) days);
  return rg_date_to_iso (&day);
}

static gint64
add_person (RgOp *op, guint i, GError **error)
{
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_catalog_find (catalog, "customer"));
  g_autofree char *next = people[i].next != NEVER ? day_in (people[i].next) : NULL;
  gint64 id;

  if (!rg_cells_add_text (&cells, "name", people[i].name, error) ||
      !rg_cells_add_text (&cells, "phone", people[i].phone, error) ||
      !rg_cells_add_text (&cells, "wechat", people[i].wechat, error) ||
      !rg_cells_add_text (&cells, "owner", people[i].owner, error) ||
      !rg_cells_add_text (&cells, "birthday", people[i].birthday, error) ||
      !rg_cells_add_text (&cells, "next_date", next, error) ||
      !rg_cells_add_text (&cells, "next_what", people[i].next_what, error))
    return 0;
  id = rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
  if (id != 0 && people[i].spoken != NEVER)
    {
      RgFollowup call = { .kind = "call",
                          .at = rg_clock_now () - (gint64) people[i].spoken * 24 * 3600 * 1000,
                          .text = "聊了装修的想法" };

      if (rg_followup_add (op, id, &call, error) == 0)
        return 0;
    }
  return id;
}

static gboolean
add_deals (RgOp *op, const gint64 *ids, GError **error)
{
  gint64 now = rg_clock_now ();
  gboolean done = TRUE;

  for (guint i = 0; done && i < G_N_ELEMENTS (deals); i++)
    {
      rg_clock_set (now - (gint64) deals[i].days * 24 * 3600 * 1000);
      done = rg_deal_add (op,
                          &(RgDealWords) { .customer_id = deals[i].person > 0 ? ids[deals[i].person - 1] : 0,
                                           .title = deals[i].title,
                                           .owner = deals[i].owner },
                          error) != 0;
    }
  rg_clock_set (now);
  return done;
}

static gboolean
add_tasks (RgOp *op, const gint64 *ids, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *due = day_in (tasks[i].due);
      RgTaskWords words = {
        .customer_id = tasks[i].person > 0 ? ids[tasks[i].person - 1] : 0,
        .title = tasks[i].title,
        .kind = tasks[i].kind,
        .due = due,
        .due_time = tasks[i].time,
        .staff = tasks[i].staff,
        .priority = tasks[i].priority,
        .repeat = tasks[i].repeat,
      };

      if (rg_task_add (op, &words, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gint64 ids[G_N_ELEMENTS (people)];

  if (op == NULL || rg_staff_add (op, &(RgStaffWords) { .name = "李静" }, error) == 0 ||
      rg_staff_add (op, &(RgStaffWords) { .name = "王磊" }, error) == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if ((ids[i] = add_person (op, i, error)) == 0)
      return NULL;
  return add_tasks (op, ids, error) && add_deals (op, ids, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/* (transfer full) (nullable): the folder of a shop */
static char *
make_shop (RgStudio *studio, const char *name, gboolean filled)
{
  g_autofree char *folder = g_build_filename (studio->scratch, name, NULL);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rg_studio_remove_shop (studio, folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL && filled)
    rg_store_write_sync (store, fill_func, NULL, NULL, &error);
  if (error != NULL)
    g_warning ("%s", error->message);
  if (store == NULL)
    return NULL;
  rg_store_close (store);
  return g_steal_pointer (&folder);
}

static void
show (RgStudio *studio, const char *name, gboolean filled)
{
  g_autofree char *folder = make_shop (studio, name, filled);

  if (folder == NULL)
    return;
  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  /* Classes come two seconds after the shop, which is sometimes before a picture. */
  if (rg_window_get_store (studio->window) != NULL)
    rg_keep_up_stop (rg_window_get_store (studio->window));
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_TODAY);
  rg_studio_wait (studio);
}

/**
 * rg_today_pictures_list:
 * @studio: a studio
 *
 * The page of a busy day.
 */
void
rg_today_pictures_list (RgStudio *studio)
{
  show (studio, "today-shop", TRUE);
  rg_studio_hide_scroll_bars (studio);
}

/**
 * rg_today_pictures_empty:
 * @studio: a studio
 *
 * The page when there is nothing to do.
 */
void
rg_today_pictures_empty (RgStudio *studio)
{
  show (studio, "today-empty-shop", FALSE);
}

/**
 * rg_today_pictures_task:
 * @studio: a studio
 *
 * A task that repeats.
 */
void
rg_today_pictures_task (RgStudio *studio)
{
  show (studio, "today-shop", TRUE);
  rg_task_dialog_present (GTK_WIDGET (studio->window), rg_window_get_store (studio->window), 4, 0, NULL);
  rg_studio_wait (studio);
}

/**
 * rg_today_pictures_done:
 * @studio: a studio
 *
 * An on-site visit, with its form.
 */
void
rg_today_pictures_done (RgStudio *studio)
{
  show (studio, "today-shop", TRUE);
  rg_done_dialog_present (GTK_WIDGET (studio->window), rg_window_get_store (studio->window), 1, 0);
  rg_studio_wait (studio);
}
