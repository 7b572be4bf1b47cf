/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "board-fixture.h"

/* What a board keeps when what it shows changes, and what it must not keep. Today is
 * 2026-11-22; the stages are 1 to 5. */

typedef struct
{
  RgDealWords words;
  gint64 deal;
} Change;

static gpointer
set_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Change", error);

  return op != NULL && rg_deal_change (op, change->deal, &change->words, error) ? data : NULL;
}

static void
give_to (Fixture *f, gint64 deal, gint64 customer)
{
  g_autoptr (GError) error = NULL;
  Change change = { { .customer_id = customer, .contact_id = -1 }, deal };

  rg_store_write_sync (f->shop->store, set_func, &change, NULL, &error);
  g_assert_no_error (error);
}

static RgDealCard *
find_card (GtkWidget *widget, gint64 deal)
{
  RgRecord *record = RG_IS_DEAL_CARD (widget) ? rg_deal_card_get (RG_DEAL_CARD (widget)) : NULL;
  RgDealCard *found = NULL;

  if (record != NULL && rg_record_get_id (record) == deal)
    return RG_DEAL_CARD (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card (child, deal);
  return found;
}

typedef struct
{
  Fixture *f;
  gint64 deal;
  const char *words;
} Said;

static gboolean
says (gpointer data)
{
  const Said *said = data;
  RgDealCard *card = find_card (said->f->window, said->deal);
  g_autofree char *name = card != NULL ? rg_deal_card_dup_name (card) : NULL;
  g_autofree char *about = card != NULL ? rg_deal_card_dup_description (card) : NULL;

  return name != NULL && (strstr (name, said->words) != NULL || strstr (about, said->words) != NULL);
}

/* A card whose place stays says whose the deal is now. */
static void
test_customer (Fixture *f, gconstpointer data)
{
  gint64 deal = add (f, "A", 1, "2026-11-25");

  show (f, 1600);
  give_to (f, deal, 6);
  wait_until (says, &(Said) { f, deal, "王小明" });
  give_to (f, deal, 3);
  wait_until (says, &(Said) { f, deal, "李清照" });
}

static gpointer
limit_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Change", error);
  RgStageWords words = { .days = GPOINTER_TO_INT (data), .chance = -1 };

  return op != NULL && rg_stage_change (op, 1, &words, error) ? data : NULL;
}

/* A card whose place stays says that the stage allows fewer days now. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now = rg_clock_now (), deal;

  rg_clock_set (now - 5 * G_GINT64_CONSTANT (86400000));
  deal = add (f, "A", 1, NULL);
  rg_clock_set (now);
  show (f, 1600);
  g_assert_false (says (&(Said) { f, deal, "too long" }));
  rg_store_write_sync (f->shop->store, limit_func, GINT_TO_POINTER (4), NULL, &error);
  g_assert_no_error (error);
  wait_until (says, &(Said) { f, deal, "too long" });
}

#define MANY 2100

static gpointer
many_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Add", error);
  gboolean good = op != NULL;

  for (guint i = 0; i < MANY && good; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %u", i % 210 == 105 ? "pear" : "apple", i);

      good = rg_deal_add (op, &(RgDealWords) { .title = title, .stage_id = 1 }, error) != 0;
    }
  return good ? data : NULL;
}

static double
scrolled_down (Fixture *f)
{
  return gtk_adjustment_get_value (
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (rg_pipeline_lane_get_view (lane (f, 0)))));
}

/* The card that was chosen among what was found is chosen and in sight among all;
 * without one everything begins at its top. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal;

  rg_store_write_sync (f->shop->store, many_func, f, NULL, &error);
  g_assert_no_error (error);
  show (f, 1600);
  search (f, "pear");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rg_pipeline_lane_get_column (lane (f, 0)))), ==,
                    10);
  rg_pipeline_lane_show (lane (f, 0), 8);
  deal = rg_pipeline_lane_get_selected (lane (f, 0));
  g_assert_cmpint (deal, !=, 0);
  search (f, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rg_pipeline_lane_get_column (lane (f, 0)))), ==,
                    MANY);
  g_assert_cmpint (rg_pipeline_lane_get_selected (lane (f, 0)), ==, deal);
  g_assert_nonnull (find_card (f->window, deal));
  g_assert_cmpfloat (scrolled_down (f), >, 0);
  /* One card more does not move what is in sight. */
  add (f, "apple", 1, NULL);
  deal = add (f, "first", 1, "2026-11-01");
  wait_until (is_in, &(Wanted) { f, deal, 0 });
  g_assert_cmpfloat (scrolled_down (f), >, 0);

  search (f, "pear");
  rg_pipeline_lane_unselect (lane (f, 0));
  search (f, "");
  g_assert_cmpint (rg_pipeline_lane_get_selected (lane (f, 0)), ==, 0);
  g_assert_cmpfloat (scrolled_down (f), ==, 0);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add ("/app/board/customer", Fixture, NULL, set_up, test_customer, tear_down);
  g_test_add ("/app/board/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/app/board/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
