/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/pages/pipeline/rg-pipeline-private.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "store/rg-op.h"

/* A shop with deals in all states, and the page of the pipeline in a window. Today is
 * 2026-11-22; the stages are 1 to 5. */

#define A_DAY G_GINT64_CONSTANT (86400000)

/* Two are lost on the last day of a month, and on the first of the next. */
static const struct
{
  const char *title;
  gint64 customer; /* 0: nobody's */
  gint64 stage;
  const char *amount;
  const char *owner;
  int days;          /* since it began */
  const char *state; /* NULL: open */
} deals[] = {
  { "kitchen", 1, 1, "3000", "王芳", 3, NULL },       { "house", 2, 3, "12万", "李静", 30, NULL },
  { "balcony", 0, 2, "500", NULL, 1, NULL },          { "office", 3, 1, "8万", "王芳", 20, NULL },
  { "flat", 1, 5, "2万", "李静", 2, "won" },          { "shop", 4, 4, "4万", "王芳", 40, "won" },
  { "garage", 5, 2, "900", NULL, 42, "too dear" },    { "attic", 2, 3, NULL, "李静", 44, "too dear" },
  { "cellar", 3, 3, "1万", "王芳", 90, "went away" },
};
#define N_OPEN 4

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgPipelinePage *page;
} Fixture;

/* --- the shop ---------------------------------------------------------------------- */

static inline gboolean
add_deal (RgOp *op, guint i, gint64 now, GError **error)
{
  gint64 id;
  gboolean closed = deals[i].state != NULL;

  rg_clock_set (now - deals[i].days * A_DAY);
  id = rg_deal_add (op,
                    &(RgDealWords) { .customer_id = deals[i].customer,
                                     .title = deals[i].title,
                                     .amount = deals[i].amount,
                                     .owner = deals[i].owner,
                                     .stage_id = 1 },
                    error);
  rg_clock_set (now - deals[i].days * A_DAY / 2);
  if (id == 0 || (deals[i].stage != 1 && !rg_deal_move (op, id, deals[i].stage, NULL, error)))
    return FALSE;
  if (closed && g_str_equal (deals[i].state, "won"))
    return rg_deal_win (op, id, NULL, NULL, NULL, error);
  return !closed || rg_deal_lose (op, id, NULL, deals[i].state, error);
}

static inline gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gint64 now = rg_clock_now ();
  gboolean good = op != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (deals) && good; i++)
    good = add_deal (op, i, now, error);
  rg_clock_set (now);
  return good ? data : NULL;
}

static inline gboolean
is_still (gpointer data)
{
  return !rg_pipeline_page_is_busy (data);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  g_assert_true (rg_stages_ship (f->shop->store, &error));
  g_assert_nonnull (rg_store_write_sync (f->shop->store, fill_func, f, NULL, &error));
  g_assert_no_error (error);
  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), 1100, f->shop->store);
  wait_until (is_still, f->page);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  let_paint (f->window);
  page_window_close (f->window, RG_PAGE (f->page));
  settings_end (f->settings);
  shop_free (f->shop);
}

typedef struct
{
  Fixture *f;
  const char *state;
  const char *names;
} Wanted;

/* The titles of the rows, without their amounts. */
static inline char *
dup_titles (Fixture *f)
{
  GString *titles = g_string_new (NULL);
  RgRecordList *list = rg_pipeline_page_get_list (f->page);

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (RgRecord) deal = g_list_model_get_item (G_LIST_MODEL (list), i);
      RgRow *row = rg_record_get_row (deal);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                              row != NULL ? rg_row_get_text (row, "title") : "?");
    }
  return g_string_free_and_steal (titles);
}

static inline gboolean
is_listed (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *titles = dup_titles (wanted->f);

  return !rg_pipeline_page_is_busy (wanted->f->page) && g_str_equal (titles, wanted->names);
}

static inline void
wait_for_titles (Fixture *f, const char *names)
{
  Wanted wanted = { f, NULL, names };

  if (!wait_whether (is_listed, &wanted))
    {
      g_autofree char *titles = dup_titles (f);

      g_assert_cmpstr (titles, ==, names);
    }
}

static inline gboolean
is_in_state (gpointer data)
{
  const Wanted *wanted = data;

  return !rg_pipeline_page_is_busy (wanted->f->page) &&
         g_str_equal (rg_pipeline_page_get_state (wanted->f->page), wanted->state);
}

static inline void
wait_for_state (Fixture *f, const char *state)
{
  Wanted wanted = { f, state, NULL };

  if (!wait_whether (is_in_state, &wanted))
    g_assert_cmpstr (rg_pipeline_page_get_state (f->page), ==, state);
}

static inline void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static inline guint
count_board (Fixture *f)
{
  RgBoard *board = rg_pipeline_page_get_board (f->page);
  guint n = 0;

  for (guint i = 0; i < rg_board_get_n_columns (board); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (rg_board_get_column (board, i)));
  return n;
}
