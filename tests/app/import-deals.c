/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "app/pages/pipeline/rg-pipeline-page.h"

/* A list of deals in the assistant: told by a header, looked through, written, shown,
 * taken back. */

static GFile *
list (void)
{
  return g_file_new_build_filename (g_test_get_dir (G_TEST_DIST), "data", "deals", "pipeline.csv", NULL);
}

/* A guess is shown where it can be changed, and not passed over. */
static void
open_deals (Fixture *f)
{
  g_autoptr (GFile) file = list ();

  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  wait_for_text (f, "This is a list of deals");
  g_assert_cmpstr (rg_import_session_get_entity (session_of (f)), ==, "deal");
  press (f, "Next");
  wait_for_step (f, "columns");
}

static void
assert_column (Fixture *f, const char *name, const char *entity, const char *field)
{
  const RgImportColumn *column =
      rg_import_plan_get_column (rg_import_session_get_plan (session_of (f)), find_column (f, name));

  g_assert_cmpint (column->target, ==, RG_IMPORT_TARGET_FIELD);
  g_assert_cmpstr (column->entity, ==, entity);
  g_assert_cmpstr (column->field, ==, field);
}

static gboolean
is_pipeline (gpointer data)
{
  Fixture *f = data;

  return is_closed (f) && RG_IS_PIPELINE_PAGE (rg_window_get_page (f->window)) &&
         !rg_pipeline_page_is_busy (RG_PIPELINE_PAGE (rg_window_get_page (f->window)));
}

static gboolean
lists_two (gpointer data)
{
  Fixture *f = data;
  RgRecordList *list =
      is_pipeline (f) ? rg_pipeline_page_get_list (RG_PIPELINE_PAGE (rg_window_get_page (f->window))) : NULL;

  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == 2;
}

#define DEALS                                                                                                \
  "SELECT concat_ws (' ', count (*), sum (state = 'open'), sum (state = 'won'), sum (state = 'lost'),"       \
  " sum (customer_id IS NULL), CAST (sum (amount_fen) AS INTEGER)) FROM deal"

static void
test_list (Fixture *f, gconstpointer data)
{
  const RgImportReport *trial;

  open_deals (f);
  assert_column (f, "opportunity_id", "deal", "code");
  assert_column (f, "deal_stage", "deal", "stage_id");
  assert_column (f, "account", "customer", "name");
  assert_column (f, "close_value", "deal", "amount_fen");
  wait_for_text (f, "Harbour House");
  check (f);
  trial = rg_import_session_get_trial (session_of (f));
  g_assert_cmpuint (trial->created, ==, 8);
  g_assert_cmpuint (trial->refused, ==, 0);
  wait_for_tile (f, "8 new deals");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "Tags for All of Them"));
  g_assert_false (g_file_test (f->shop, G_FILE_TEST_EXISTS));

  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "Imported 8 deals");
  assert_sql (f, DEALS, "8 4 2 2 2 5320050");
  assert_sql (f, "SELECT group_concat (name, ',' ORDER BY name) FROM customer",
              "Cedar School,Harbour House,Plum Clinic");
  assert_sql (f, "SELECT group_concat (name, ',' ORDER BY name) FROM staff", "Chen Yu,Lin Wei,Zhao Min");
  press (f, "Show Them");
  wait_until (is_pipeline, f);
  g_assert_cmpstr (rg_pipeline_page_get_state (RG_PIPELINE_PAGE (rg_window_get_page (f->window))), ==,
                   "board");

  /* As whoever shows a number of deals opens them. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.go-to-page", "i", RG_PLACE_CUSTOMERS);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-deals", "(ss)",
                              "{\"field\":\"owner\",\"op\":\"is\",\"value\":\"Chen Yu\"}", "Of Chen Yu");
  wait_until (lists_two, f);
}

/* Once more they are known; what becomes of them is asked. Undo takes the first ones. */
static void
test_again (Fixture *f, gconstpointer data)
{
  open_deals (f);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Done");
  wait_until (is_closed, f);

  open_deals (f);
  check (f);
  wait_for_text (f, "Deals That Are Known Already");
  wait_for_text (f, "8 rows are of deals that are there already.");
  wait_for_tile (f, "0 new deals");
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "Nothing in the file was new.");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (f, DEALS, "8 4 2 2 2 5320050");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  open_deals (f);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Undo");
  wait_until (is_closed, f);
  wait_until (is_idle, f);
  assert_sql (f, "SELECT (SELECT count (*) FROM deal) || (SELECT count (*) FROM customer)", "00");
}

/* Who knows better says so. */
static void
test_other (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = list ();

  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  wait_for_text (f, "This is a list of deals");
  rg_import_session_set_entity (session_of (f), "customer");
  wait_for_step (f, "file");
  g_assert_nonnull (rg_import_session_get_plan (session_of (f)));
  g_assert_cmpstr (rg_import_plan_get_entity (rg_import_session_get_plan (session_of (f))), ==, "customer");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "This is a list of deals"));
  adw_dialog_force_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/import-deals/list", test_list);
  ADD ("/app/import-deals/again", test_again);
  ADD ("/app/import-deals/undo", test_undo);
  ADD ("/app/import-deals/other", test_other);

  return g_test_run ();
}
