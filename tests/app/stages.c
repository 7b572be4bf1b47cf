/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preferences-fixture.h"

#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "store/rg-op.h"

#include <string.h>

/* The stages of the pipeline and their gates, as they are set. */

#define OTHERS "Needs confirmed 14/25 0;Proposal 21/45 0;Negotiation 14/65 0;Signing 7/85 0;"
#define FIVE "First contact 14/10 0;" OTHERS

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->shop = shop_new ();
  g_assert_true (rg_stages_ship (fixture->shop->store, &error));
  g_assert_no_error (error);
  preferences_open (fixture, GPOINTER_TO_INT (data));
  rg_preferences_show_stages (fixture->dialog);
}

static void
set_up_without (Fixture *fixture, gconstpointer data)
{
  fixture->shop = shop_new ();
  preferences_open (fixture, GPOINTER_TO_INT (data));
}

static RgStagesPage *
stages_of (Fixture *fixture)
{
  return rg_preferences_get_stages (fixture->dialog);
}

static gboolean
is_described (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = rg_stages_page_describe (stages_of (fixture));

  return g_str_equal (text, fixture->wanted) && !rg_stages_page_is_busy (stages_of (fixture));
}

static void
wait_stages (Fixture *fixture, const char *wanted)
{
  fixture->wanted = wanted;
  if (!wait_whether (is_described, fixture))
    {
      g_autofree char *text = rg_stages_page_describe (stages_of (fixture));

      g_assert_cmpstr (text, ==, wanted);
    }
}

static void
undo (Fixture *fixture)
{
  g_free (shop_undo (fixture->shop->store));
}

static gboolean
is_ready (gpointer page)
{
  return rg_stage_page_is_ready (page);
}

static RgStagePage *
edit (Fixture *fixture, gint64 id)
{
  RgStagePage *page = rg_preferences_edit_stage (fixture->dialog, id);

  wait_until (is_ready, page);
  return page;
}

static gboolean
has_stage_fault (gpointer page)
{
  return *rg_stage_page_get_fault (page) != '\0';
}

/* Who looks at them has those that come with the program; who does not, not yet. */
static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  wait_stages (fixture, "");
  rg_preferences_show_stages (fixture->dialog);
  wait_stages (fixture, FIVE);
  assert_answer (fixture, "SELECT count (*) FROM operation WHERE origin = 'system' AND label LIKE '%stages%'",
                 "1");
}

/* --- stages --------------------------------------------------------------- */

static gpointer
elsewhere_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "elsewhere", error);

  return rg_stage_change (op, 1, &(RgStageWords) { .days = 20, .chance = -1 }, error) ? data : NULL;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgStagePage *page;

  wait_stages (fixture, FIVE);
  /* One without a name is not saved; one with a name that is taken says so. */
  page = edit (fixture, 0);
  rg_stage_page_save (page);
  g_assert_cmpstr (rg_stage_page_get_fault (page), ==, "");
  rg_stage_page_enter (page, "Signing", 5, 90, 4);
  rg_stage_page_save (page);
  wait_until (has_stage_fault, page);
  g_assert_nonnull (strstr (rg_stage_page_get_fault (page), "Signing"));
  rg_stage_page_enter (page, " 交付 ", 0, 95, 4);
  rg_stage_page_save (page);
  wait_gone (page);
  wait_stages (fixture, FIVE "交付 0/95 0;");
  assert_answer (fixture, "SELECT color FROM stage WHERE id = 6", "rose");
  undo (fixture);
  wait_stages (fixture, FIVE);

  /* What was not touched stays, also what was changed elsewhere meanwhile. */
  page = edit (fixture, 1);
  rg_store_write_sync (fixture->shop->store, elsewhere_func, fixture, NULL, &error);
  g_assert_no_error (error);
  wait_stages (fixture, "First contact 20/10 0;" OTHERS);
  rg_stage_page_enter (page, "初步接触", -1, 15, -1);
  rg_stage_page_save (page);
  wait_gone (page);
  wait_stages (fixture, "初步接触 20/15 0;" OTHERS);
  assert_answer (fixture, "SELECT coalesce (color, '-') FROM stage WHERE id = 1", "-");
  undo (fixture);
  wait_stages (fixture, "First contact 20/10 0;" OTHERS);
}

static void
activate (Fixture *fixture, gint64 id, const char *action)
{
  RgMovableRow *row = rg_stages_page_find (stages_of (fixture), id);

  g_assert_nonnull (row);
  gtk_widget_activate_action (GTK_WIDGET (row), action, NULL);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  wait_stages (fixture, FIVE);
  activate (fixture, 1, "row.move-up");
  activate (fixture, 5, "row.move-down");
  g_assert_false (rg_stages_page_is_busy (stages_of (fixture)));
  activate (fixture, 4, "row.move-down");
  wait_stages (fixture, "First contact 14/10 0;Needs confirmed 14/25 0;Proposal 21/45 0;Signing 7/85 0;"
                        "Negotiation 14/65 0;");
  undo (fixture);
  wait_stages (fixture, FIVE);
  activate (fixture, 2, "row.move-up");
  wait_stages (fixture, "Needs confirmed 14/25 0;First contact 14/10 0;Proposal 21/45 0;Negotiation 14/65 0;"
                        "Signing 7/85 0;");
  undo (fixture);
  wait_stages (fixture, FIVE);

  /* Dropped from above it stands behind, from below in front. */
  g_signal_emit_by_name (rg_stages_page_find (stages_of (fixture), 1), "move-before",
                         rg_stages_page_find (stages_of (fixture), 3));
  wait_stages (fixture, "Needs confirmed 14/25 0;Proposal 21/45 0;First contact 14/10 0;Negotiation 14/65 0;"
                        "Signing 7/85 0;");
  g_signal_emit_by_name (rg_stages_page_find (stages_of (fixture), 1), "move-before",
                         rg_stages_page_find (stages_of (fixture), 2));
  wait_stages (fixture, FIVE);
}

static gpointer
deal_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "deal", error);
  RgDealWords words = { .title = "吊顶", .customer_id = 1, .stage_id = 2 };

  return rg_deal_add (op, &words, error) != 0 ? data : NULL;
}

static void
said_cb (GtkWidget *page, const char *sentence, gint64 operation, char **said)
{
  g_set_str (said, sentence);
}

static gboolean
is_said (gpointer data)
{
  return *(char **) data != NULL;
}

/* One with open deals stays in use, and says why. */
static void
test_retire (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  RgStagePage *page;
  gulong handler;

  wait_stages (fixture, FIVE);
  rg_store_write_sync (fixture->shop->store, deal_func, fixture, NULL, &error);
  g_assert_no_error (error);
  handler = g_signal_connect (stages_of (fixture), "said", G_CALLBACK (said_cb), &said);
  activate (fixture, 2, "row.retire");
  wait_until (is_said, &said);
  g_assert_cmpstr (said, ==, "1 deal is open in this stage. Move it first.");
  g_signal_handler_disconnect (stages_of (fixture), handler);
  page = edit (fixture, 2);
  rg_stage_page_retire (page);
  wait_until (has_stage_fault, page);
  g_assert_cmpstr (rg_stage_page_get_fault (page), ==, "1 deal is open in this stage. Move it first.");

  activate (fixture, 1, "row.retire");
  wait_stages (fixture, "Needs confirmed 14/25 0;Proposal 21/45 0;Negotiation 14/65 0;Signing 7/85 0;"
                        "(First contact 14/10 0);");
  /* Behind it there is nothing to move to. */
  activate (fixture, 5, "row.move-down");
  g_assert_false (rg_stages_page_is_busy (stages_of (fixture)));
  g_signal_emit_by_name (rg_stages_page_find (stages_of (fixture), 1), "retire", FALSE);
  wait_stages (fixture, FIVE);
}

/* --- gates ---------------------------------------------------------------- */

typedef struct
{
  RgStagePage *page;
  const char *wanted;
} Gates;

static gboolean
has_gates (gpointer data)
{
  const Gates *gates = data;
  g_autofree char *text = rg_stage_page_describe (gates->page);

  return g_str_equal (text, gates->wanted) && rg_stage_page_is_ready (gates->page);
}

static void
wait_gates (RgStagePage *page, const char *wanted)
{
  Gates gates = { page, wanted };

  if (!wait_whether (has_gates, &gates))
    {
      g_autofree char *text = rg_stage_page_describe (page);

      g_assert_cmpstr (text, ==, wanted);
    }
}

static gboolean
has_gate_fault (gpointer page)
{
  return *rg_gate_page_get_fault (page) != '\0';
}

static void
save_gate (RgGatePage *page)
{
  rg_gate_page_save (page);
  wait_gone (page);
}

#define FILES "At least 2 files of the kind “设计方案”;"

static void
test_gates (Fixture *fixture, gconstpointer data)
{
  RgStagePage *page;
  RgGatePage *gate;

  wait_stages (fixture, FIVE);
  page = edit (fixture, 3);
  wait_gates (page, "");
  gate = rg_preferences_edit_gate (fixture->dialog, 3, NULL);
  rg_gate_page_set_number (gate, 2);
  rg_gate_page_set_file_kind (gate, "设计方案");
  save_gate (gate);
  wait_gates (page, FILES);
  /* The kind is one of the shop's from then on, and goes with the gate. */
  assert_answer (fixture, "SELECT count (*) FROM attachment_kind WHERE name = '设计方案'", "1");

  gate = rg_preferences_edit_gate (fixture->dialog, 3, NULL);
  rg_gate_page_set_kind (gate, RG_GATE_FIELDS);
  rg_gate_page_save (gate);
  wait_until (has_gate_fault, gate);
  rg_gate_page_set_field (gate, "expected", TRUE);
  rg_gate_page_set_field (gate, "customer_id", TRUE);
  save_gate (gate);
  wait_gates (page, FILES "Filled in: Customer, Expected on;");

  gate = rg_preferences_edit_gate (fixture->dialog, 3, NULL);
  rg_gate_page_set_kind (gate, RG_GATE_SALE);
  rg_gate_page_save (gate);
  wait_until (has_gate_fault, gate);
  rg_gate_page_set_amount (gate, "3000");
  save_gate (gate);
  wait_gates (page, FILES "Filled in: Customer, Expected on;A sale of at least ¥3,000;");
  wait_stages (fixture, "First contact 14/10 0;Needs confirmed 14/25 0;Proposal 21/45 3;Negotiation 14/65 0;"
                        "Signing 7/85 0;");

  gate = rg_preferences_edit_gate (fixture->dialog, 3, g_ptr_array_index (rg_stage_page_get_gates (page), 2));
  rg_gate_page_set_kind (gate, RG_GATE_CONTACTS);
  rg_gate_page_set_number (gate, 3);
  save_gate (gate);
  wait_gates (page, FILES "Filled in: Customer, Expected on;At least 3 effective contacts;");
  gate = rg_preferences_edit_gate (fixture->dialog, 3, g_ptr_array_index (rg_stage_page_get_gates (page), 1));
  rg_gate_page_delete (gate);
  wait_gone (gate);
  wait_gates (page, FILES "At least 3 effective contacts;");

  /* One step back each. */
  undo (fixture);
  wait_gates (page, FILES "Filled in: Customer, Expected on;At least 3 effective contacts;");
  undo (fixture);
  wait_gates (page, FILES "Filled in: Customer, Expected on;A sale of at least ¥3,000;");
  undo (fixture);
  undo (fixture);
  wait_gates (page, FILES);
  undo (fixture);
  wait_gates (page, "");
  assert_answer (fixture, "SELECT count (*) FROM attachment_kind WHERE name = '设计方案'", "0");
}

/* A field of the deal's own that a gate asks for, and a gate of a later version. */
static gpointer
problem_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "gate");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "gates", error);
  RgCell cells[] = {
    { .field = rg_entity_find_field (entity, "stage_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = 3 } },
    { .field = rg_entity_find_field (entity, "kind"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "fields" } },
    { .field = rg_entity_find_field (entity, "what"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) "[\"x9\"]" } },
  };

  if (rg_op_insert (op, entity, cells, 3, error) == 0)
    return NULL;
  cells[1].value.text = (char *) "blessing";
  return rg_op_insert (op, entity, cells, 2, error) != 0 ? data : NULL;
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgStagePage *page;
  RgGatePage *gate;

  wait_stages (fixture, FIVE);
  page = edit (fixture, 3);
  rg_store_write_sync (fixture->shop->store, problem_func, fixture, NULL, &error);
  g_assert_no_error (error);
  wait_gates (page,
              "There is no field “x9” any more.;This version does not know gates of the kind “blessing”.;");
  /* Nothing can be set of it, but it can go. */
  gate = rg_preferences_edit_gate (fixture->dialog, 3, g_ptr_array_index (rg_stage_page_get_gates (page), 1));
  rg_gate_page_save (gate);
  rg_gate_page_delete (gate);
  wait_gone (gate);
  wait_gates (page, "There is no field “x9” any more.;");
  gate = rg_preferences_edit_gate (fixture->dialog, 3, g_ptr_array_index (rg_stage_page_get_gates (page), 0));
  rg_gate_page_set_field (gate, "amount_fen", TRUE);
  save_gate (gate);
  wait_gates (page, "Filled in: Amount;");
}

/* A gate may ask for a field of the shop's own, and says when it cannot any more. */
static void
test_own_field (Fixture *fixture, gconstpointer data)
{
  RgOwnFieldPage *field = rg_preferences_edit_field (fixture->dialog, "deal", "");
  RgOwnFieldsPage *fields = rg_preferences_get_own_fields (fixture->dialog);
  RgStagePage *page;
  RgGatePage *gate;

  wait_stages (fixture, FIVE);
  rg_own_field_page_set_label (field, "层高");
  rg_own_field_page_save (field);
  wait_gone (field);
  page = edit (fixture, 2);
  gate = rg_preferences_edit_gate (fixture->dialog, 2, NULL);
  rg_gate_page_set_kind (gate, RG_GATE_FIELDS);
  rg_gate_page_set_field (gate, "x1", TRUE);
  save_gate (gate);
  wait_gates (page, "Filled in: 层高;");
  gtk_widget_activate_action (GTK_WIDGET (rg_own_fields_page_find (fields, "deal", "x1")), "row.retire",
                              NULL);
  wait_gates (page, "The field “层高” is not used any more.;");
  gate = rg_preferences_edit_gate (fixture->dialog, 2, g_ptr_array_index (rg_stage_page_get_gates (page), 0));
  rg_gate_page_delete (gate);
  wait_gone (gate);
  wait_gates (page, "");
}

#define TWO_FILES "At least 2 files of the kind “设计方案”"
#define FOUR_FILES "At least 4 files of the kind “设计方案”"
#define CONTACT "At least 1 effective contact"

static RgGatePage *
open_gate (Fixture *fixture, GtkWidget *from)
{
  return open_page (fixture, from, RG_TYPE_GATE_PAGE);
}

static void
delete_gate (Fixture *fixture, const char *title)
{
  RgGatePage *gate = open_gate (fixture, row_of (fixture, title));

  do_by (look_for (gate, is_row, "Delete"));
  wait_gone (gate);
}

/* What was added or saved has the focus, its neighbour when it is gone, and what adds
 * another one when there is none. */
static void
test_gate_focus (Fixture *fixture, gconstpointer data)
{
  RgStagePage *page;
  RgGatePage *gate;

  wait_stages (fixture, FIVE);
  page = edit (fixture, 3);
  gate = open_gate (fixture, adding_button (page));
  rg_gate_page_set_number (gate, 2);
  rg_gate_page_set_file_kind (gate, "设计方案");
  save_page (gate);
  wait_gates (page, FILES);
  g_assert_cmpstr (focused_row (fixture), ==, TWO_FILES);
  gate = open_gate (fixture, adding_button (page));
  rg_gate_page_set_kind (gate, RG_GATE_CONTACTS);
  save_page (gate);
  wait_gates (page, TWO_FILES ";" CONTACT ";");
  g_assert_cmpstr (focused_row (fixture), ==, CONTACT);

  gate = open_gate (fixture, row_of (fixture, TWO_FILES));
  rg_gate_page_set_number (gate, 4);
  save_page (gate);
  wait_gates (page, FOUR_FILES ";" CONTACT ";");
  g_assert_cmpstr (focused_row (fixture), ==, FOUR_FILES);
  /* Also when the rows are made again for another reason. */
  undo (fixture);
  wait_gates (page, TWO_FILES ";" CONTACT ";");
  g_assert_cmpstr (focused_row (fixture), ==, TWO_FILES);

  delete_gate (fixture, TWO_FILES);
  wait_gates (page, CONTACT ";");
  g_assert_cmpstr (focused_row (fixture), ==, CONTACT);
  delete_gate (fixture, CONTACT);
  wait_gates (page, "");
  g_assert_cmpstr (focused_row (fixture), ==, "+");
}

/* Who goes elsewhere meanwhile stays there. */
static void
test_focus_elsewhere (Fixture *fixture, gconstpointer data)
{
  RgStagePage *page;
  RgGatePage *gate;
  GtkWidget *elsewhere;

  wait_stages (fixture, FIVE);
  page = edit (fixture, 3);
  elsewhere = find_widget (GTK_WIDGET (page), ADW_TYPE_SPIN_ROW);
  gate = open_gate (fixture, adding_button (page));
  save_page (gate);
  gtk_widget_grab_focus (elsewhere);
  g_assert_cmpstr (focused_row (fixture), ==, "Days at Most");
  wait_gates (page, "At least 1 file;");
  g_assert_cmpstr (focused_row (fixture), ==, "Days at Most");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, preferences_close)
  g_test_add ("/app/stages/shipped", Fixture, GINT_TO_POINTER (800), set_up_without, test_shipped,
              preferences_close);
  ADD ("/app/stages", 800, test_words);
  ADD ("/app/stages/narrow", 360, test_words);
  ADD ("/app/stages/order", 800, test_order);
  ADD ("/app/stages/retire", 800, test_retire);
  ADD ("/app/stages/gates", 800, test_gates);
  ADD ("/app/stages/gates/narrow", 360, test_gates);
  ADD ("/app/stages/gates/problems", 800, test_problems);

  ADD ("/app/stages/gates/focus", 800, test_gate_focus);
  ADD ("/app/stages/gates/focus/elsewhere", 800, test_focus_elsewhere);
  ADD ("/app/stages/gates/own-field", 360, test_own_field);

  return g_test_run ();
}
