/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline-fixture.h"

#include "app/report/rg-deal-numbers-dialog.h"
#include "shop/rg-gates.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of the pipeline, each of which opens the deals that it counts. */

/* --- numbers ------------------------------------------------------------------------------ */

static gboolean
is_read (gpointer data)
{
  return !rg_deal_numbers_dialog_is_busy (data);
}

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("deal");
  gint64 n = -1;

  rg_query_set_condition (query, data);
  g_assert_true (rg_query_count (query, read, NULL, &n, error));
  return g_memdup2 (&n, sizeof n);
}

/* Each number of deals is the length of the list that it opens. */
static guint
check_table (Fixture *f, const RgDealTable *table)
{
  guint checked = 0;

  for (guint line = 0; line < table->lines->len; line++)
    for (guint column = 1; column < table->n_columns; column++)
      {
        const RgDealCell *cell = rg_deal_table_get (table, line, column);
        g_autofree gint64 *n = NULL;

        if (cell->condition == NULL || strstr (cell->text, "¥") != NULL)
          continue;
        n = rg_store_read_sync (f->shop->store, count_func, cell->condition, NULL, NULL);
        g_test_message ("%s: %s", cell->title, cell->text);
        /* What is no number of deals opens those that it is made of. */
        if (cell->count)
          g_assert_cmpint (*n, ==, atoi (cell->text));
        else
          g_assert_cmpint (*n, >, 0);
        g_assert_true (cell->count == (strspn (cell->text, "0123456789,") == strlen (cell->text)));
        checked++;
      }
  return checked;
}

static RgDealNumbersDialog *
open_numbers (Fixture *f)
{
  AdwDialog *dialog;

  act (f, "page.numbers");
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window));
  g_assert_true (RG_IS_DEAL_NUMBERS_DIALOG (dialog));
  wait_until (is_read, dialog);
  return RG_DEAL_NUMBERS_DIALOG (dialog);
}

static void
test_numbers (Fixture *f, gconstpointer data)
{
  RgDealNumbersDialog *dialog = open_numbers (f);
  const RgDealTable *all = rg_deal_numbers_dialog_get_table (dialog, RG_DEAL_NUMBERS_ALL);
  guint n = 0;

  g_assert_cmpstr (rg_deal_table_get (all, 0, 1)->text, ==, "2");
  g_assert_cmpstr (rg_deal_table_get (all, 0, 3)->text, ==, "3");
  g_assert_cmpstr (rg_deal_table_get (all, 0, 4)->text, ==, "40 %");
  for (guint period = 0; period < RG_DEAL_N_PERIODS; period++)
    for (guint by = 0; by < 3; by++)
      {
        rg_deal_numbers_dialog_set_period (dialog, (RgDealPeriod) period);
        rg_deal_numbers_dialog_set_by (dialog, by);
        wait_until (is_read, dialog);
        for (guint i = 0; i < RG_DEAL_NUMBERS_N_TABLES; i++)
          n += check_table (f, rg_deal_numbers_dialog_get_table (dialog, (RgDealNumbersTable) i));
      }
  g_assert_cmpuint (n, >, 400);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* … and opens it: open and closed ones, as the number has them. */
static void
test_drill_down (Fixture *f, gconstpointer data)
{
  RgDealNumbersDialog *dialog = open_numbers (f);
  const RgDealTable *stages, *losses;
  guint n;

  rg_deal_numbers_dialog_set_period (dialog, RG_DEAL_ALWAYS);
  wait_until (is_read, dialog);
  stages = rg_deal_numbers_dialog_get_table (dialog, RG_DEAL_NUMBERS_STAGES);
  g_assert_cmpstr (rg_deal_table_get (stages, 2, 4)->text, ==, "3");
  rg_deal_numbers_dialog_choose (dialog, rg_deal_table_get (stages, 2, 4));
  wait_for_titles (f, "house attic cellar");
  g_assert_null (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));

  dialog = open_numbers (f);
  losses = rg_deal_numbers_dialog_get_table (dialog, RG_DEAL_NUMBERS_LOSSES);
  g_assert_cmpuint (losses->lines->len, ==, 3);
  n = (guint) atoi (rg_deal_table_get (losses, 0, 2)->text);
  rg_deal_numbers_dialog_choose (dialog, rg_deal_table_get (losses, 0, 2));
  wait_until (is_still, f->page);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rg_pipeline_page_get_list (f->page))), ==, n);
  act (f, "page.clear-filter");
  wait_for_state (f, "board");
}

/* A gate that nothing opens, and a deal that went through it twice. */
static gpointer
pass_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const gint64 stages[] = { 4, 3, 4 };
  const RgGateWords gate = { .kind = RG_GATE_SALE, .amount_fen = 100000000 };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gboolean good = op != NULL && rg_gate_add (op, 4, &gate, error) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (stages) && good; i++)
    good = rg_deal_move (op, 2, stages[i], "old friends", error);
  return good ? data : NULL;
}

/* Shares, days and moves are no deals: they open those that they were made of. */
static void
test_made_of (Fixture *f, gconstpointer data)
{
  static const struct
  {
    RgDealNumbersTable table;
    guint line, column;
    const char *text;
    const char *titles;
  } cases[] = {
    { RG_DEAL_NUMBERS_ALL, 0, 4, "40 %", "flat shop garage attic cellar" },
    { RG_DEAL_NUMBERS_ALL, 0, 5, "10 d", "flat shop" },
    { RG_DEAL_NUMBERS_ALL, 0, 7, "2", "house" },
    /* Those that came into the third stage; those that left it. */
    { RG_DEAL_NUMBERS_STAGES, 2, 5, "33 %", "house attic cellar" },
    { RG_DEAL_NUMBERS_STAGES, 2, 6, "0.0 d", "house attic cellar" },
  };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (rg_store_write_sync (f->shop->store, pass_func, f, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RgDealNumbersDialog *dialog = open_numbers (f);
      const RgDealCell *cell;

      rg_deal_numbers_dialog_set_period (dialog, RG_DEAL_ALWAYS);
      wait_until (is_read, dialog);
      cell = rg_deal_table_get (rg_deal_numbers_dialog_get_table (dialog, cases[i].table), cases[i].line,
                                cases[i].column);
      g_assert_cmpstr (cell->text, ==, cases[i].text);
      rg_deal_numbers_dialog_choose (dialog, cell);
      wait_for_titles (f, cases[i].titles);
    }
}

/* --- how it looks ------------------------------------------------------------------------- */

static gpointer
enrich_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  RgDealWords words = { .customer_id = -1, .contact_id = -1, .amount = "987654321" };

  return op != NULL && rg_deal_change (op, 5, &words, error) &&
                 rg_deal_lose (op, 4, NULL, "A cousin from next door does all of it for half the money",
                               error)
             ? data
             : NULL;
}

/* All words under it can be read to their ends, and none lies outside of @bin. How many. */
static guint
assert_whole (GtkWidget *widget, GtkWidget *bin)
{
  graphene_rect_t bounds;
  guint n = GTK_IS_LABEL (widget) ? 1 : 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget))
    {
      g_test_message ("%s", gtk_label_get_label (GTK_LABEL (widget)));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
      g_assert_true (gtk_widget_compute_bounds (widget, bin, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, (float) gtk_widget_get_width (bin));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += assert_whole (child, bin);
  return n;
}

typedef struct
{
  int width;
  gboolean rich;
} Look;

static gboolean
is_wide (gpointer window)
{
  int width;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, NULL);
  return gtk_widget_get_width (window) == width;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* In a window for a phone and in wider ones, also with sums for which there is hardly room. */
static void
test_look (Fixture *f, gconstpointer data)
{
  const Look *look = data;
  RgDealNumbersDialog *dialog;
  g_autoptr (GError) error = NULL;

  if (look->rich)
    g_assert_nonnull (rg_store_write_sync (f->shop->store, enrich_func, f, NULL, &error));
  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (f->window), look->width, 600);
  wait_until (is_wide, f->window);
  dialog = open_numbers (f);
  wait_until (is_mapped, adw_dialog_get_child (ADW_DIALOG (dialog)));
  let_paint (f->window);
  g_assert_cmpuint (assert_whole (adw_dialog_get_child (ADW_DIALOG (dialog)), f->window), >, 100);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_periods (void)
{
  static const char *const wanted[][2] = { { "2026-01-01", "2026-01-31" },
                                           { "2025-12-01", "2025-12-31" },
                                           { "2026-01-01", "2026-03-31" },
                                           { "2026-01-01", "2026-12-31" },
                                           { NULL, NULL } };
  GDate day;

  g_date_set_dmy (&day, 31, G_DATE_JANUARY, 2026);
  for (guint i = 0; i < RG_DEAL_N_PERIODS; i++)
    {
      g_autofree char *from = NULL, *to = NULL;

      rg_deal_period_get ((RgDealPeriod) i, &day, &from, &to);
      g_assert_cmpstr (from, ==, wanted[i][0]);
      g_assert_cmpstr (to, ==, wanted[i][1]);
    }
}

int
main (int argc, char **argv)
{
  static const Look looks[] = { { 360, FALSE }, { 360, TRUE }, { 760, TRUE }, { 1100, TRUE } };

  support_init (&argc, &argv);
  g_test_add_func ("/app/numbers/periods", test_periods);
  g_test_add ("/app/numbers/agree", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/app/numbers/drill-down", Fixture, NULL, set_up, test_drill_down, tear_down);
  g_test_add ("/app/numbers/made-of", Fixture, NULL, set_up, test_made_of, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/app/numbers/look/%d%s", looks[i].width, looks[i].rich ? "-rich" : "");

      g_test_add (path, Fixture, &looks[i], set_up, test_look, tear_down);
    }
  return g_test_run ();
}
