/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"

/* What the tests of filters share: a window with six customers in it. */

#define EVERYBODY "安娜,李清照,欧阳娜娜,王小明,曾国藩,张三丰"
#define UNPLANNED "{\"field\":\"next_date\",\"op\":\"empty\"}"
#define NOBODY "{\"field\":\"name\",\"op\":\"is\",\"value\":\"无名氏\"}"
#define WITH_PHONE "{\"field\":\"phone\",\"op\":\"filled\"}"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  RgWindow *window;
  RgCustomersPage *page;
  const char *wanted;
  gint64 count;
} Fixture;

static inline gboolean
has_names (gpointer data)
{
  Fixture *f = data;
  g_autofree char *names = row_names (GTK_WIDGET (f->window));

  return !rg_customers_page_is_busy (f->page) && g_str_equal (names, f->wanted);
}

static inline void
wait_for_names (Fixture *f, const char *names)
{
  f->wanted = names;
  wait_until (has_names, f);
}

static inline gboolean
has_state (gpointer data)
{
  Fixture *f = data;

  return !rg_customers_page_is_busy (f->page) &&
         g_str_equal (rg_customers_page_get_state (f->page), f->wanted);
}

static inline gboolean
is_shop (gpointer data)
{
  return g_str_equal (rg_window_get_state (data), "shop");
}

static inline gboolean
is_counted (gpointer data)
{
  Fixture *f = data;

  return !rg_views_list_is_busy (rg_window_get_views (f->window));
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  f->shop = shop_new ();
  shop_close (f->shop);
  f->settings = rg_settings_new ();
  f->window = rg_window_new (NULL, f->settings);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (f->window));
  rg_window_open_shop (f->window, f->shop->folder);
  wait_until (is_shop, f->window);
  f->page = RG_CUSTOMERS_PAGE (rg_window_get_page (f->window));
  wait_for_names (f, EVERYBODY);
  wait_until (is_counted, f);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  RgWindow *window = f->window;

  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  settings_end (f->settings);
  shop_free (f->shop);
}

static inline RgCondition *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  RgCondition *condition = rg_condition_parse (json, &error);

  g_assert_no_error (error);
  return condition;
}

static inline void
show (Fixture *f, const char *json, const char *title)
{
  g_autoptr (RgCondition) condition = json != NULL ? parse (json) : NULL;

  rg_customers_page_show_condition (f->page, condition, title);
}

static inline gboolean
is_gone (gpointer window)
{
  return adw_application_window_get_visible_dialog (window) == NULL;
}
