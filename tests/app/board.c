/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "board-fixture.h"

#include "app/pages/pipeline/rg-gap-list.h"

/* A card over the board: where its place opens, what scrolls, and how it ends. Today is
 * 2026-11-22; the stages are 1 to 5. */

/* --- the page -------------------------------------------------------------------- */

/* Where a lane's middle is over the board. */
static double
middle (Fixture *f, guint index)
{
  graphene_rect_t bounds;

  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (lane (f, index)), GTK_WIDGET (f->page->scroller), &bounds));
  return bounds.origin.x + bounds.size.width / 2;
}

/* The places that are kept free: "-1---". (transfer full) */
static char *
gaps (Fixture *f)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < f->page->lane_widgets->len; i++)
    {
      guint gap = rg_pipeline_lane_get_gap (lane (f, i));

      if (gap == G_MAXUINT)
        g_string_append_c (text, '-');
      else
        g_string_append_printf (text, "%u", gap);
    }
  return g_string_free_and_steal (text);
}

static void
assert_gaps (Fixture *f, const char *wanted)
{
  g_autofree char *text = gaps (f);

  g_assert_cmpstr (text, ==, wanted);
}

static guint
count_dimmed (GtkWidget *widget)
{
  guint n = RG_IS_DEAL_CARD (widget) && gtk_widget_has_css_class (widget, "dragged") ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_dimmed (child);
  return n;
}

/* --- the tests -------------------------------------------------------------------- */

/* The gap stands where the card is going to be, its own lane has none, and when the
 * card has come it lies there and nothing is dimmed any more. */
static void
test_gap (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, "2026-11-25");
  guint position = 0;

  add (f, "B", 2, "2026-11-23");
  add (f, "C", 2, "2026-11-27");
  add (f, "D", 2, NULL);
  show (f, 1600);
  g_assert_false (rg_pipeline_drop_move (f->page, middle (f, 1)));
  rg_pipeline_drop_begin (f->page, deal);
  g_assert_cmpuint (count_dimmed (f->window), ==, 1);
  g_assert_true (rg_pipeline_drop_move (f->page, middle (f, 1)));
  assert_gaps (f, "-1---");
  let_paint (f->window);
  rg_pipeline_drop_move (f->page, middle (f, 0));
  assert_gaps (f, "-----");
  rg_pipeline_drop_move (f->page, middle (f, 2));
  assert_gaps (f, "--0--");
  let_paint (f->window);
  rg_pipeline_drop_move (f->page, -1);
  assert_gaps (f, "-----");

  g_assert_true (rg_pipeline_drop_here (f->page, middle (f, 1)));
  rg_pipeline_drop_end (f->page);
  wait_until (is_in, &(Wanted) { f, deal, 1 });
  rg_board_find (rg_pipeline_page_get_board (f->page), deal, &position);
  g_assert_cmpuint (position, ==, 1);
  assert_gaps (f, "-----");
  g_assert_cmpuint (count_dimmed (f->window), ==, 0);
  let_paint (f->window);
}

/* On its own lane nothing happens, and the shop hears nothing of it. */
static void
test_own_lane (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, NULL);
  g_autofree char *before = shop_ask (f->shop->store, "SELECT max (id) FROM operation");
  g_autofree char *after = NULL;

  show (f, 1600);
  rg_pipeline_drop_begin (f->page, deal);
  g_assert_true (rg_pipeline_drop_here (f->page, middle (f, 0)));
  rg_pipeline_drop_end (f->page);
  run_for (50);
  after = shop_ask (f->shop->store, "SELECT max (id) FROM operation");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_dimmed (f->window), ==, 0);
}

/* What comes into a lane meanwhile moves the gap with it. */
static void
test_meanwhile (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, "2026-11-25"), other;

  add (f, "B", 2, "2026-11-27");
  show (f, 1600);
  rg_pipeline_drop_begin (f->page, deal);
  rg_pipeline_drop_move (f->page, middle (f, 1));
  assert_gaps (f, "-0---");
  other = add (f, "C", 2, "2026-11-23");
  wait_until (is_in, &(Wanted) { f, other, 1 });
  rg_pipeline_drop_move (f->page, middle (f, 1));
  assert_gaps (f, "-1---");
  let_paint (f->window);
  rg_pipeline_drop_cancel (f->page);
  rg_pipeline_drop_end (f->page);
  assert_gaps (f, "-----");
}

/* A lane is lit while its gap is out of sight. */
static void
test_lit (Fixture *f, gconstpointer data)
{
  gint64 deal;

  for (guint i = 0; i < 20; i++)
    add (f, "B", 2, "2026-11-23");
  deal = add (f, "A", 1, "2026-11-25");
  show (f, 1600);
  rg_pipeline_drop_begin (f->page, deal);
  rg_pipeline_drop_move (f->page, middle (f, 1));
  assert_gaps (f, "-20---");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (lane (f, 1)), "lit"));
  let_paint (f->window);
  rg_pipeline_drop_move (f->page, middle (f, 2));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (lane (f, 1)), "lit"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (lane (f, 2)), "lit"));
  rg_pipeline_drop_cancel (f->page);
}

static gboolean
is_far (gpointer data)
{
  Fixture *f = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (f->page->scroller);

  return scrolled (f) >= gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* At its side the board scrolls while the pointer rests, the gap goes with the pointer
 * and not with the lane, and Esc brings it all back. */
static void
test_scroll (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, NULL);

  show (f, 700);
  rg_pipeline_drop_begin (f->page, deal);
  rg_pipeline_drop_move (f->page, gtk_widget_get_width (GTK_WIDGET (f->page->scroller)) - 4);
  wait_until (is_far, f);
  let_paint (f->window);
  assert_gaps (f, "----0");
  rg_pipeline_drop_cancel (f->page);
  rg_pipeline_drop_end (f->page);
  g_assert_cmpfloat (scrolled (f), ==, 0);
  assert_gaps (f, "-----");
  g_assert_cmpuint (count_dimmed (f->window), ==, 0);

  /* Let go over it while it moves, the card goes to what is there and not to what was. */
  rg_pipeline_drop_begin (f->page, deal);
  rg_pipeline_drop_move (f->page, gtk_widget_get_width (GTK_WIDGET (f->page->scroller)) - 4);
  wait_until (is_far, f);
  g_assert_true (rg_pipeline_drop_here (f->page, gtk_widget_get_width (GTK_WIDGET (f->page->scroller)) - 4));
  rg_pipeline_drop_end (f->page);
  wait_until (is_in, &(Wanted) { f, deal, 4 });
}

static gboolean
is_turned (gpointer data)
{
  return ((Fixture *) data)->page->shown > 0;
}

/* With room for one stage the side brings the next one. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, NULL);

  show (f, 360);
  g_assert_true (f->page->narrow);
  /* The sum would be cut; the lane says it. */
  g_assert_cmpstr (gtk_label_get_label (f->page->count_label), ==, "1");
  rg_pipeline_drop_begin (f->page, deal);
  rg_pipeline_drop_move (f->page, gtk_widget_get_width (GTK_WIDGET (f->page->scroller)) - 4);
  wait_until (is_turned, f);
  rg_pipeline_drop_move (f->page, 180);
  let_paint (f->window);
  assert_gaps (f, "-0---");
  rg_pipeline_drop_cancel (f->page);
  g_assert_cmpuint (f->page->shown, ==, 0);
  assert_gaps (f, "-----");
}

/* --- chips ------------------------------------------------------------------------ */

/* What a card shows besides is what a screen reader says of it. */
static void
test_chips (Fixture *f, gconstpointer data)
{
  RgDealCard *card;
  g_autofree char *about = NULL;

  add (f, "阳台", 1, "2026-11-25");
  show (f, 1600);
  card = RG_DEAL_CARD (find_widget (f->window, RG_TYPE_DEAL_CARD));
  about = rg_deal_card_dup_description (card);
  g_assert_cmpstr (about, ==, "门窗, 抖音, in this stage for 0 days, In 3 days");
}

/* --- the list with the gap ----------------------------------------------------------- */

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (mirror, (int) (position + i), item);
    }
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

/* What follows the list's signals has what it has. */
static void
assert_mirrored (RgGapList *list, GListModel *model, const GPtrArray *mirror)
{
  guint met = 0;

  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (GObject) item = NULL;

      if (i == rg_gap_list_get_gap (list))
        {
          g_assert_true (rg_gap_list_is_gap (list, mirror->pdata[i]));
          continue;
        }
      item = g_list_model_get_item (model, met);
      g_assert_true (item == mirror->pdata[i]);
      g_assert_cmpuint (rg_gap_list_to_model (list, i), ==, met);
      g_assert_cmpuint (rg_gap_list_from_model (list, met), ==, i);
      met++;
    }
  g_assert_cmpuint (met, ==, g_list_model_get_n_items (model));
}

/* (transfer full): the first and the last ones of @model, and others between them */
static GListModel *
make_other (GListModel *model, guint first, guint n, guint last)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < first + n + last; i++)
    {
      guint at = i < first ? i : g_list_model_get_n_items (model) - (first + n + last - i);
      g_autoptr (GObject) item = i >= first && i < first + n ? g_object_new (G_TYPE_OBJECT, NULL)
                                                             : g_list_model_get_item (model, at);

      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/* The same when it is another model, which has some of the same and many that are new. */
static void
test_models (void)
{
  g_autoptr (GListModel) model = G_LIST_MODEL (g_list_store_new (G_TYPE_OBJECT));
  g_autoptr (RgGapList) list = rg_gap_list_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new ();

  rg_gap_list_set_model (list, model, 0, 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint step = 0; step < 40; step++)
    {
      guint n = g_list_model_get_n_items (model);
      guint first = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint last = (guint) g_test_rand_int_range (0, (int) (n - first) + 1);
      guint added = (guint) g_test_rand_int_range (0, g_test_rand_bit () ? 5 : 4000);
      g_autoptr (GListModel) other = make_other (model, first, added, last);

      if (g_test_rand_bit ())
        rg_gap_list_open (list, first);
      g_assert_true (rg_gap_list_set_model (list, other, first, last) == (added > 2000 && n > first + last));
      assert_mirrored (list, other, mirror);
      g_set_object (&model, other);
    }
}

/* Whatever is done to it, who follows its signals has what it has: all of the list in its
 * order, with at most one thing more. */
static void
test_list (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (RgGapList) list = rg_gap_list_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new ();
  GListModel *model = G_LIST_MODEL (store);

  rg_gap_list_set_model (list, model, 0, 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint step = 0; step < 4000; step++)
    {
      guint n = g_list_model_get_n_items (model), at = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint removed = (guint) g_test_rand_int_range (0, (int) MIN (n - at, 3) + 1);
      g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL),
                          other = g_object_new (G_TYPE_OBJECT, NULL);
      gpointer added[] = { one, other };

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          rg_gap_list_open (list, at);
          g_assert_cmpuint (rg_gap_list_get_gap (list), ==, at);
          break;
        case 1:
          rg_gap_list_close (list);
          break;
        default:
          g_list_store_splice (store, at, removed, added, (guint) g_test_rand_int_range (0, n > 30 ? 1 : 3));
        }
      assert_mirrored (list, model, mirror);
    }
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);

  g_test_add_func ("/board/list", test_list);
  g_test_add_func ("/board/models", test_models);
  g_test_add ("/board/gap", Fixture, NULL, set_up, test_gap, tear_down);
  g_test_add ("/board/own-lane", Fixture, NULL, set_up, test_own_lane, tear_down);
  g_test_add ("/board/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/board/lit", Fixture, NULL, set_up, test_lit, tear_down);
  g_test_add ("/board/scroll", Fixture, NULL, set_up, test_scroll, tear_down);
  g_test_add ("/board/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/board/chips", Fixture, NULL, set_up, test_chips, tear_down);
  return g_test_run ();
}
