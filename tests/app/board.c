/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/pipeline/rg-deal-card.h"
#include "app/pages/pipeline/rg-gap-list.h"
#include "app/pages/pipeline/rg-pipeline-private.h"
#include "shop/rg-deal.h"
#include "shop/rg-people.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"

/* A card over the board: where its place opens, what scrolls, and how it ends. Today is
 * 2026-11-22; the stages are 1 to 5. */

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

static gpointer
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

static gint64
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

static gboolean
is_shown (gpointer data)
{
  Fixture *f = data;

  return rg_pipeline_page_get_board (f->page) != NULL && !rg_pipeline_page_is_busy (f->page) &&
         find_widget (GTK_WIDGET (f->page), RG_TYPE_DEAL_CARD) != NULL;
}

static void
show (Fixture *f, int width)
{
  f->settings = rg_settings_new ();
  f->page = RG_PIPELINE_PAGE (rg_pipeline_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), width, f->shop->store);
  wait_until (is_shown, f);
  let_paint (f->window);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  g_assert_true (rg_stages_ship (f->shop->store, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    page_window_close (f->window, RG_PAGE (f->page));
  g_clear_object (&f->settings);
  shop_free (f->shop);
}

static RgPipelineLane *
lane (Fixture *f, guint index)
{
  return rg_pipeline_page_lane (f->page, index);
}

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

static double
scrolled (Fixture *f)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (f->page->scroller));
}

/* --- the tests -------------------------------------------------------------------- */

typedef struct
{
  Fixture *f;
  gint64 deal;
  guint column;
} Wanted;

static gboolean
is_in (gpointer data)
{
  const Wanted *wanted = data;

  return rg_board_find (rg_pipeline_page_get_board (wanted->f->page), wanted->deal, NULL) == wanted->column;
}

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

  rg_gap_list_set_model (list, model);
  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint step = 0; step < 4000; step++)
    {
      guint n = g_list_model_get_n_items (model), at = (guint) g_test_rand_int_range (0, (int) n + 1),
            met = 0;
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
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);

  g_test_add_func ("/board/list", test_list);
  g_test_add ("/board/gap", Fixture, NULL, set_up, test_gap, tear_down);
  g_test_add ("/board/own-lane", Fixture, NULL, set_up, test_own_lane, tear_down);
  g_test_add ("/board/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/board/lit", Fixture, NULL, set_up, test_lit, tear_down);
  g_test_add ("/board/scroll", Fixture, NULL, set_up, test_scroll, tear_down);
  g_test_add ("/board/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/board/chips", Fixture, NULL, set_up, test_chips, tear_down);
  return g_test_run ();
}
