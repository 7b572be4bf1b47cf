/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "board-fixture.h"

/* What is looked for lies in lanes that are out of sight. */

/* Whether all of a lane lies in the window. */
static gboolean
is_whole (Fixture *f, guint index)
{
  graphene_rect_t bounds;

  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (lane (f, index)), GTK_WIDGET (f->page->scroller), &bounds));
  return bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (GTK_WIDGET (f->page->scroller));
}

/* In a window for two lanes: hits in the first one, the fourth and the last. */
static void
show_far (Fixture *f, int width)
{
  add (f, "甲 丙", 1, NULL);
  add (f, "乙", 4, NULL);
  add (f, "丙 丁", 5, NULL);
  show (f, width);
}

static void
test_seek (Fixture *f, gconstpointer data)
{
  double far;

  show_far (f, 700);
  g_assert_false (is_whole (f, 3));
  search (f, "乙");
  g_assert_true (is_whole (f, 3));
  search (f, "丁");
  far = scrolled (f);
  g_assert_true (is_whole (f, 4));
  /* What is looked for no more leaves the board where it is. */
  search (f, "");
  g_assert_cmpfloat (scrolled (f), ==, far);
  search (f, "甲");
  g_assert_cmpfloat (scrolled (f), ==, 0);
  /* A hit in sight is enough; and none at all is nowhere. */
  search (f, "丙");
  search (f, "zzz");
  search (f, "丙");
  g_assert_cmpfloat (scrolled (f), ==, 0);
  rg_pipeline_page_set_owner (f->page, "=王芳");
  rg_pipeline_page_set_owner (f->page, "*");
  search (f, "丁");
  g_assert_true (is_whole (f, 4));
}

/* From right to left the first lane is at the right side. */
static void
test_seek_rtl (Fixture *f, gconstpointer data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show_far (f, 700);
  search (f, "乙");
  g_assert_true (is_whole (f, 3));
  search (f, "甲");
  g_assert_true (is_whole (f, 0));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Before the board was laid out for the first time. */
static void
test_seek_first (Fixture *f, gconstpointer data)
{
  gint64 only = add (f, "丁", 5, NULL);

  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), 700, f->shop->store);
  search (f, "丁");
  wait_until (is_in, &(Wanted) { f, only, 4 });
  g_assert_true (is_whole (f, 4));
}

/* The owner goes on meanwhile, has a card over the board, or something else changes. */
static void
test_seek_not (Fixture *f, gconstpointer data)
{
  GtkAdjustment *adjustment;
  gint64 deal;

  show_far (f, 700);
  adjustment = gtk_scrolled_window_get_hadjustment (f->page->scroller);
  type (f, "丁");
  rg_pipeline_page_ask (f->page, FALSE);
  gtk_adjustment_set_value (adjustment, 20);
  wait_until (is_still, f);
  let_paint (f->window);
  g_assert_cmpfloat (scrolled (f), ==, 20);

  search (f, "乙");
  g_assert_true (is_whole (f, 3));
  gtk_adjustment_set_value (adjustment, 0);
  deal = add (f, "乙", 4, NULL);
  wait_until (is_in, &(Wanted) { f, deal, 3 });
  rg_pipeline_page_ask (f->page, TRUE);
  wait_until (is_still, f);
  let_paint (f->window);
  g_assert_cmpfloat (scrolled (f), ==, 0);

  rg_pipeline_drop_begin (f->page, deal);
  search (f, "丁");
  g_assert_cmpfloat (scrolled (f), ==, 0);
  rg_pipeline_drop_cancel (f->page);
}

/* With room for one stage it is the first one with a hit; not where the shown one has. */
static void
test_seek_narrow (Fixture *f, gconstpointer data)
{
  show_far (f, 360);
  search (f, "乙");
  g_assert_cmpuint (f->page->shown, ==, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (f->page->stage_drop), ==, 3);
  search (f, "丙");
  g_assert_cmpuint (f->page->shown, ==, 0);
  gtk_drop_down_set_selected (f->page->stage_drop, 4);
  search (f, "丙 丁");
  search (f, "丙");
  g_assert_cmpuint (f->page->shown, ==, 4);
  /* Another one is chosen before the answer is there. */
  type (f, "乙");
  rg_pipeline_page_ask (f->page, FALSE);
  gtk_drop_down_set_selected (f->page->stage_drop, 1);
  wait_until (is_still, f);
  g_assert_cmpuint (f->page->shown, ==, 1);
}

static gboolean
is_narrow (gpointer data)
{
  return ((Fixture *) data)->page->narrow;
}

/* Fewer lanes are in sight in a window that becomes narrow. */
static void
test_seek_narrower (Fixture *f, gconstpointer data)
{
  show_far (f, 1600);
  search (f, "乙");
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 600);
  wait_until (is_narrow, f);
  let_paint (f->window);
  g_assert_cmpuint (f->page->shown, ==, 3);
}

static gboolean
is_third (gpointer data)
{
  return ((Fixture *) data)->page->shown == 2;
}

/* All deals there are came into a stage that is out of sight; later ones go nowhere. */
static void
test_seek_new (Fixture *f, gconstpointer data)
{
  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), 360, f->shop->store);
  wait_until (is_still, f);
  g_assert_cmpuint (f->page->shown, ==, 0);
  add (f, "A", 3, NULL);
  rg_pipeline_page_ask (f->page, TRUE);
  wait_until (is_third, f);
  wait_until (is_still, f);
  gtk_drop_down_set_selected (f->page->stage_drop, 1);
  add (f, "B", 1, NULL);
  rg_pipeline_page_ask (f->page, TRUE);
  wait_until (is_still, f);
  let_paint (f->window);
  g_assert_cmpuint (f->page->shown, ==, 1);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);

  g_test_add ("/board-seek/far", Fixture, NULL, set_up, test_seek, tear_down);
  g_test_add ("/board-seek/rtl", Fixture, NULL, set_up, test_seek_rtl, tear_down);
  g_test_add ("/board-seek/first", Fixture, NULL, set_up, test_seek_first, tear_down);
  g_test_add ("/board-seek/not", Fixture, NULL, set_up, test_seek_not, tear_down);
  g_test_add ("/board-seek/narrow", Fixture, NULL, set_up, test_seek_narrow, tear_down);
  g_test_add ("/board-seek/narrower", Fixture, NULL, set_up, test_seek_narrower, tear_down);
  g_test_add ("/board-seek/new", Fixture, NULL, set_up, test_seek_new, tear_down);
  return g_test_run ();
}
