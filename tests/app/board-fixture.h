/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/pages/pipeline/rg-deal-card.h"
#include "app/pages/pipeline/rg-pipeline-private.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"
#include "store/rg-op.h"

/* A board in a window of any width. Today is 2026-11-22; the stages are 1 to 5. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgPipelinePage *page;
} Fixture;

/* --- the shop ------------------------------------------------------------------ */

typedef struct
{
  RgDealWords words;
  const char *due; /* (nullable) */
} Deal;

static inline gpointer
deal_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Deal *deal = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Add", error);
  gint64 id = op != NULL ? rg_deal_add (op, &deal->words, error) : 0;

  if (id != 0 && deal->due != NULL &&
      rg_task_add (op, &(RgTaskWords) { .title = "call", .due = deal->due, .deal_id = id }, error) == 0)
    id = 0;
  return GSIZE_TO_POINTER ((gsize) id);
}

static inline gint64
add (Fixture *f, const char *title, gint64 stage, const char *due)
{
  g_autoptr (GError) error = NULL;
  Deal deal = { .words = { .title = title, .stage_id = stage, .product = "门窗", .source = "抖音" },
                .due = due };
  gint64 id =
      (gint64) GPOINTER_TO_SIZE (rg_store_write_sync (f->shop->store, deal_func, &deal, NULL, &error));

  g_assert_no_error (error);
  return id;
}

/* --- the page -------------------------------------------------------------------- */

static inline gboolean
is_shown (gpointer data)
{
  Fixture *f = data;

  return rg_pipeline_page_get_board (f->page) != NULL && !rg_pipeline_page_is_busy (f->page) &&
         find_widget (GTK_WIDGET (f->page), RG_TYPE_DEAL_CARD) != NULL;
}

static inline void
show (Fixture *f, int width)
{
  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), width, f->shop->store);
  wait_until (is_shown, f);
  let_paint (f->window);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  g_assert_true (rg_stages_ship (f->shop->store, &error));
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    page_window_close (f->window, RG_PAGE (f->page));
  g_clear_object (&f->settings);
  shop_free (f->shop);
}

static inline RgPipelineLane *
lane (Fixture *f, guint index)
{
  return rg_pipeline_page_lane (f->page, index);
}

static inline double
scrolled (Fixture *f)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (f->page->scroller));
}

typedef struct
{
  Fixture *f;
  gint64 deal;
  guint column;
} Wanted;

static inline gboolean
is_in (gpointer data)
{
  const Wanted *wanted = data;

  return rg_board_find (rg_pipeline_page_get_board (wanted->f->page), wanted->deal, NULL) == wanted->column;
}

static inline gboolean
is_still (gpointer data)
{
  return !rg_pipeline_page_is_busy (((Fixture *) data)->page);
}

typedef struct
{
  const char *text;
  gboolean heard;
} Typed;

/* What is typed over something else is heard of twice: at once that it is gone. */
static inline void
heard_cb (GtkEditable *entry, Typed *typed)
{
  typed->heard = g_str_equal (gtk_editable_get_text (entry), typed->text);
}

static inline gboolean
is_heard (gpointer data)
{
  return ((Typed *) data)->heard;
}

/* The entry tells a moment later what was typed. */
static inline void
type (Fixture *f, const char *text)
{
  Typed typed = { text, FALSE };
  gulong handler =
      g_signal_connect_after (f->page->search_entry, "search-changed", G_CALLBACK (heard_cb), &typed);

  gtk_editable_set_text (f->page->search_entry, text);
  wait_until (is_heard, &typed);
  g_signal_handler_disconnect (f->page->search_entry, handler);
}

static inline void
search (Fixture *f, const char *text)
{
  type (f, text);
  wait_until (is_still, f);
  let_paint (f->window);
}
