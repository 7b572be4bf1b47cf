/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/deal/rg-deal-acts.h"
#include "app/deal/rg-deal-dialog-private.h"
#include "app/deal/rg-deal-entry-dialog-private.h"
#include "app/deal/rg-gate-dialog-private.h"
#include "records/rg-row.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "store/rg-op.h"

#include <glib/gstdio.h>

/* A deal in its dialog; moved, stopped by a gate, let through, won and lost. Today is
 * 2026-11-22; the stages are 1 to 5. */

typedef struct
{
  Shop *shop;
  GtkWidget *window;
} Fixture;

/* @data: (nullable): "new": nobody has looked at its stages yet */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  g_assert_true (data != NULL || rg_stages_ship (f->shop->store, &error));
  g_assert_no_error (error);
  f->window = dialog_window_new (800, 800);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  dialog_window_close (f->window);
  shop_free (f->shop);
}

static AdwDialog *
dialog_of (Fixture *f)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static gboolean
is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

typedef struct
{
  Fixture *f;
  GType type;
} Top;

static gboolean
is_top (gpointer data)
{
  const Top *top = data;
  AdwDialog *dialog = dialog_of (top->f);

  return dialog != NULL && G_TYPE_CHECK_INSTANCE_TYPE (dialog, top->type);
}

/* The dialog above all others, as soon as it is one of these. */
static gpointer
wait_for (Fixture *f, GType type)
{
  Top top = { f, type };

  wait_until (is_top, &top);
  return dialog_of (f);
}

static RgDealDialog *
open_deal (Fixture *f, gint64 deal, gint64 customer, gint64 stage)
{
  rg_deal_dialog_present (f->window, f->shop->store, deal, customer, stage);
  return wait_for (f, RG_TYPE_DEAL_DIALOG);
}

/* --- the shop ------------------------------------------------------------------ */

/* The newest deal, its newest move, and how many files, entries and sales there are. */
static gpointer
look_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const queries[] = {
    "SELECT concat_ws(' ', customer_id, title, stage_id, state, amount_fen, chance, expected, owner, source,"
    " lost_reason) FROM deal ORDER BY id DESC LIMIT 1",
    "SELECT concat_ws(' ', from_id, to_id, to_state, reason, passed) FROM deal_move ORDER BY id DESC LIMIT 1",
    "SELECT concat_ws(' ', (SELECT group_concat(deal_id || kind) FROM attachment),"
    " (SELECT group_concat(deal_id || kind) FROM event), (SELECT group_concat(amount_fen) FROM sale))",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RgStatement) query = rg_database_prepare (rg_read_get_database (read), queries[i], error);

      g_assert_no_error (*error);
      if (i > 0)
        g_string_append (text, " | ");
      if (rg_statement_step (query, error) == RG_STEP_ROW)
        g_string_append (text, rg_statement_get_text (query, 0));
    }
  return g_string_free_and_steal (text);
}

/* Also what is done behind a dialog that has gone. */
static void
wait_for_shop (Fixture *f, const char *wanted)
{
  gint64 end = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;
  g_autofree char *text = rg_store_read_sync (f->shop->store, look_func, NULL, NULL, NULL);

  while (!g_str_equal (text, wanted) && g_get_monotonic_time () < end)
    {
      run_for (10);
      g_free (text);
      text = rg_store_read_sync (f->shop->store, look_func, NULL, NULL, NULL);
    }
  g_assert_cmpstr (text, ==, wanted);
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) operation = rg_undo (write, 0, RG_ORIGIN_WINDOW, "window", cancellable, error);

  return operation != NULL ? g_strdup (operation->label) : NULL;
}

static void
undo (Fixture *f, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = rg_store_write_sync (f->shop->store, undo_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, wanted);
}

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  gint64 id = op != NULL ? rg_deal_add (op, data, error) : 0;

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
add_deal (Fixture *f, gint64 customer_id)
{
  RgDealWords words = { .customer_id = customer_id, .title = "flat" };
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rg_store_write_sync (f->shop->store, add_func, &words, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

typedef struct
{
  gint64 stage_id;
  RgGateWords words;
} NewGate;

static gpointer
gate_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const NewGate *gate = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  return op != NULL && rg_gate_add (op, gate->stage_id, &gate->words, error) != 0 ? data : NULL;
}

static void
add_gate (Fixture *f, gint64 stage_id, RgGateWords words)
{
  NewGate gate = { stage_id, words };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, gate_func, &gate, NULL, &error);
  g_assert_no_error (error);
}

static void
choose_stage (RgDealDialog *dialog, guint index)
{
  adw_combo_row_set_selected (rg_deal_dialog_get_stage (dialog), index);
}

/* --- its dialog ------------------------------------------------------------------ */

static void
test_new (Fixture *f, gconstpointer data)
{
  RgDealDialog *dialog = open_deal (f, 0, 0, 2);

  g_assert_cmpuint (adw_combo_row_get_selected (rg_deal_dialog_get_stage (dialog)), ==, 1);
  /* What has no name, nor anybody it is with, is not kept, and says so. */
  rg_deal_dialog_save (dialog);
  run_for (50);
  g_assert_false (is_closed (f));
  g_assert_nonnull (rg_field_editor_get_error (rg_deal_dialog_find (dialog, "title")));

  rg_field_editor_enter (rg_deal_dialog_find (dialog, "title"), "new kitchen");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "amount_fen"), "12.8万");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "chance"), "30");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "owner"), "王芳");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "source"), "抖音");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "expected"), "2026-12-24");
  rg_deal_dialog_save (dialog);
  wait_until (is_closed, f);
  wait_for_shop (f, "new kitchen 2 open 12800000 30.0 2026-12-24 王芳 抖音 | 2 open | ");
  undo (f, "Add the deal “new kitchen”");
  wait_for_shop (f, " |  | ");

  /* Of a customer it is called like them. */
  dialog = open_deal (f, 0, 1, 0);
  g_assert_cmpint (rg_customer_picker_get_id (rg_deal_dialog_get_picker (dialog)), ==, 1);
  rg_deal_dialog_save (dialog);
  wait_until (is_closed, f);
  wait_for_shop (f, "1 张三丰 1 open | 1 open | ");
}

/* A shop's first deal has a stage to choose, and the keys go on from its customer. */
static void
test_first (Fixture *f, gconstpointer data)
{
  RgDealDialog *dialog = open_deal (f, 0, 0, 0);
  AdwComboRow *stage = rg_deal_dialog_get_stage (dialog);
  GtkWidget *focus;

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (stage)), ==, 5);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (stage)));
  let_paint (f->window);
  gtk_widget_grab_focus (GTK_WIDGET (rg_deal_dialog_get_picker (dialog)));
  rg_customer_picker_set_customer (rg_deal_dialog_get_picker (dialog), 2, "曾国藩", NULL);
  g_signal_emit_by_name (rg_deal_dialog_get_picker (dialog), "picked");
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (stage)) || focus == GTK_WIDGET (stage));
  rg_deal_dialog_save (dialog);
  wait_until (is_closed, f);
  wait_for_shop (f, "2 曾国藩 1 open | 1 open | ");
}

static void
test_change (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 1);
  RgDealDialog *dialog = open_deal (f, id, 0, 0);

  rg_field_editor_enter (rg_deal_dialog_find (dialog, "title"), "house");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "amount_fen"), "3000");
  rg_deal_dialog_save (dialog);
  wait_until (is_closed, f);
  wait_for_shop (f, "1 house 1 open 300000 | 1 open | ");
  undo (f, "Change the deal “house”");
  wait_for_shop (f, "1 flat 1 open | 1 open | ");

  /* A chance is 0 to 100, and the dialog says so. */
  dialog = open_deal (f, id, 0, 0);
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "chance"), "300");
  rg_deal_dialog_save (dialog);
  run_for (100);
  g_assert_false (is_closed (f));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (is_closed, f);
  wait_for_shop (f, "1 flat 1 open | 1 open | ");
}

/* Another stage is gone to after the rest is saved; its history says so. */
static void
test_stage (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 1);
  RgDealDialog *dialog = open_deal (f, id, 0, 0);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (rg_deal_dialog_get_stage (dialog))), ==,
                   "0 of 14 days");
  choose_stage (dialog, 2);
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "chance"), "50");
  rg_deal_dialog_save (dialog);
  wait_for_shop (f, "1 flat 3 open 50.0 | 1 3 open | ");
  wait_until (is_closed, f);
  undo (f, "Move the deal “flat” to Proposal");
  undo (f, "Change the deal “flat”");

  dialog = open_deal (f, id, 0, 0);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "deal.win", NULL);
  wait_for_shop (f, "1 flat 5 won | 1 5 won | ");
  wait_until (is_closed, f);
  dialog = open_deal (f, id, 0, 0);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (rg_deal_dialog_get_stage (dialog))));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (rg_deal_dialog_get_stage (dialog))), ==,
                   "Won: Today");
  adw_expander_row_set_expanded (rg_deal_dialog_get_history (dialog), TRUE);
  run_for (50);
  /* What was written before it is opened again is kept. */
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "owner"), "王芳");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "deal.reopen", NULL);
  wait_for_shop (f, "1 flat 5 open 王芳 | 5 5 open | ");
  wait_until (is_closed, f);
  dialog = open_deal (f, id, 0, 0);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "deal.delete", NULL);
  wait_for_shop (f, " |  | ");
  wait_until (is_closed, f);
  undo (f, "Delete the deal “flat”");
  wait_for_shop (f, "1 flat 5 open 王芳 | 5 5 open | ");
}

/* --- gates -------------------------------------------------------------------------- */

static GFile *
make_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->shop->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, name, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
attach (Fixture *f, RgGateDialog *gate, const char *name)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = make_file (f, name);

  g_list_store_append (files, file);
  rg_gate_dialog_attach (gate, g_ptr_array_index (rg_gate_dialog_get_sheet (gate)->missing, 0),
                         G_LIST_MODEL (files));
}

static RgGateDialog *
move_to_gate (Fixture *f, gint64 id, gint64 stage)
{
  rg_deal_act_move (f->window, f->shop->store, id, stage);
  return wait_for (f, RG_TYPE_GATE_DIALOG);
}

static const char *
sentence_of (RgGateDialog *gate, guint index)
{
  const GPtrArray *missing = rg_gate_dialog_get_sheet (gate)->missing;

  return index < missing->len ? ((const RgGateMiss *) g_ptr_array_index (missing, index))->sentence : NULL;
}

static const char *wanted_sentence;

static gboolean
says_wanted (gpointer gate)
{
  return g_strcmp0 (sentence_of (gate, 0), wanted_sentence) == 0;
}

static void
test_files (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 1);
  RgGateDialog *gate;

  add_gate (f, 3, (RgGateWords) { .kind = RG_GATE_ATTACHMENTS, .what = "plan", .n = 2 });
  gate = move_to_gate (f, id, 3);
  let_paint (f->window);
  g_assert_true (ADW_IS_ACTION_ROW (gtk_window_get_focus (GTK_WINDOW (f->window))));
  wanted_sentence = "2 more files “plan” (0 of 2).";
  g_assert_true (says_wanted (gate));
  attach (f, gate, "one.txt");
  wanted_sentence = "1 more file “plan” (1 of 2).";
  wait_until (says_wanted, gate);
  /* The same once more changes nothing. */
  attach (f, gate, "one.txt");
  run_for (100);
  g_assert_true (says_wanted (gate));
  wait_for_shop (f, "1 flat 1 open | 1 open | 1plan");
  attach (f, gate, "two.txt");
  wait_until (is_closed, f);
  wait_for_shop (f, "1 flat 3 open | 1 3 open | 1plan,1plan");
  undo (f, "Move the deal “flat” to Proposal");
  wait_for_shop (f, "1 flat 1 open | 1 open | 1plan,1plan");
  /* Nothing is missing: nothing is asked. */
  rg_deal_act_move (f->window, f->shop->store, id, 3);
  wait_for_shop (f, "1 flat 3 open | 1 3 open | 1plan,1plan");
  g_assert_true (is_closed (f));
  /* Back is free, and there already is nothing at all. */
  rg_deal_act_move (f->window, f->shop->store, id, 3);
  run_for (100);
  rg_deal_act_move (f->window, f->shop->store, id, 1);
  wait_for_shop (f, "1 flat 1 open | 3 1 open | 1plan,1plan");
}

static void
write_entry (Fixture *f, RgGateDialog *gate, const char *text, const char *amount)
{
  RgDealEntryDialog *entry;
  g_autoptr (RgDraft) draft = NULL;

  gtk_widget_activate_action (GTK_WIDGET (gate), "gate.add", "u", 0);
  entry = wait_for (f, RG_TYPE_DEAL_ENTRY_DIALOG);
  draft = rg_entry_form_dup_draft (rg_deal_entry_dialog_get_form (entry));
  g_assert_cmpstr (draft->kind, ==, amount != NULL ? "sale" : "call");
  g_set_str (&draft->text, text);
  if (amount != NULL)
    g_set_str (&draft->amount, amount);
  rg_entry_form_set_draft (rg_deal_entry_dialog_get_form (entry), draft);
  gtk_widget_activate_action (GTK_WIDGET (entry), "entry.save", NULL);
}

/* An entry, a sale and a field, one after the other. */
static void
test_evidence (Fixture *f, gconstpointer data)
{
  static const char *const fields[] = { "expected", "source", NULL };
  gint64 id = add_deal (f, 1);
  RgGateDialog *gate;
  RgDealDialog *dialog;

  add_gate (f, 2, (RgGateWords) { .kind = RG_GATE_CONTACTS, .n = 1 });
  add_gate (f, 2, (RgGateWords) { .kind = RG_GATE_SALE, .amount_fen = 100000 });
  add_gate (f, 2, (RgGateWords) { .kind = RG_GATE_FIELDS, .fields = fields });
  gate = move_to_gate (f, id, 2);
  g_assert_cmpuint (rg_gate_dialog_get_sheet (gate)->missing->len, ==, 3);

  write_entry (f, gate, "wants to see the kitchen in oak", NULL);
  wanted_sentence = "A sale of at least ¥1,000.";
  wait_until (says_wanted, gate);
  wait_for (f, RG_TYPE_GATE_DIALOG);
  write_entry (f, gate, "deposit", "1500");
  wanted_sentence = "Not filled in: Expected on, Source.";
  wait_until (says_wanted, gate);
  wait_for (f, RG_TYPE_GATE_DIALOG);

  gtk_widget_activate_action (GTK_WIDGET (gate), "gate.add", "u", 0);
  dialog = wait_for (f, RG_TYPE_DEAL_DIALOG);
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "expected"), "2026-12-24");
  rg_field_editor_enter (rg_deal_dialog_find (dialog, "source"), "抖音");
  rg_deal_dialog_save (dialog);
  wait_for_shop (f, "1 flat 2 open 2026-12-24 抖音 | 1 2 open | 1call 150000");
  wait_until (is_closed, f);
}

/* Without a customer there is nobody to attach a file to. */
static void
test_nobody (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 0);
  RgGateDialog *gate;
  RgDealDialog *dialog;
  const RgGateMiss *miss;

  add_gate (f, 3, (RgGateWords) { .kind = RG_GATE_ATTACHMENTS, .n = 1 });
  gate = move_to_gate (f, id, 3);
  miss = g_ptr_array_index (rg_gate_dialog_get_sheet (gate)->missing, 0);
  g_assert_cmpstr (rg_gate_dialog_get_way (gate, miss), ==, "Choose Customer…");
  gtk_widget_activate_action (GTK_WIDGET (gate), "gate.add", "u", 0);
  dialog = wait_for (f, RG_TYPE_DEAL_DIALOG);
  rg_customer_picker_set_customer (rg_deal_dialog_get_picker (dialog), 2, "李四", NULL);
  rg_deal_dialog_save (dialog);
  wait_for (f, RG_TYPE_GATE_DIALOG);
  wait_for_shop (f, "2 flat 1 open | 1 open | ");
  run_for (100);
  miss = g_ptr_array_index (rg_gate_dialog_get_sheet (gate)->missing, 0);
  g_assert_cmpstr (rg_gate_dialog_get_way (gate, miss), ==, "Attach Files…");
  attach (f, gate, "one.txt");
  wait_until (is_closed, f);
  wait_for_shop (f, "2 flat 3 open | 1 3 open | ");
}

static AdwAlertDialog *
wait_for_reason (Fixture *f, GtkWidget **entry)
{
  AdwAlertDialog *alert = wait_for (f, ADW_TYPE_ALERT_DIALOG);

  *entry = find_widget (adw_alert_dialog_get_extra_child (alert), GTK_TYPE_ENTRY);
  return alert;
}

static void
answer (AdwAlertDialog *alert, const char *response)
{
  g_signal_emit_by_name (alert, "response", response);
  adw_dialog_force_close (ADW_DIALOG (alert));
}

static void
test_pass (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 1);
  RgGateDialog *gate;
  AdwAlertDialog *alert;
  GtkWidget *entry;

  add_gate (f, 3, (RgGateWords) { .kind = RG_GATE_ATTACHMENTS, .what = "plan", .n = 2 });
  gate = move_to_gate (f, id, 3);
  gtk_widget_activate_action (GTK_WIDGET (gate), "gate.pass", NULL);
  alert = wait_for_reason (f, &entry);
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "accept"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "accept"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " an old friend ");
  g_assert_true (adw_alert_dialog_get_response_enabled (alert, "accept"));
  answer (alert, "accept");
  wait_for_shop (f, "1 flat 3 open | 1 3 open an old friend [\"2 more files “plan” (0 of 2).\"] | ");
  wait_until (is_closed, f);
  undo (f, "Move the deal “flat” to Proposal");
  wait_for_shop (f, "1 flat 1 open | 1 open | ");

  /* Let be, it stays. */
  gate = move_to_gate (f, id, 3);
  adw_dialog_force_close (ADW_DIALOG (gate));
  wait_until (is_closed, f);
  /* To win is to go to the last stage. */
  add_gate (f, 5, (RgGateWords) { .kind = RG_GATE_CONTACTS, .n = 1 });
  rg_deal_act_win (f->window, f->shop->store, id);
  gate = wait_for (f, RG_TYPE_GATE_DIALOG);
  write_entry (f, gate, "signs on Monday, wants a discount", NULL);
  wait_for_shop (f, "1 flat 5 won | 1 5 won | 1call");
  wait_until (is_closed, f);
}

static void
test_lose (Fixture *f, gconstpointer data)
{
  gint64 id = add_deal (f, 1);
  AdwAlertDialog *alert;
  GtkWidget *entry, *button;
  RgDealDialog *dialog;

  rg_deal_act_lose (f->window, f->shop->store, id);
  alert = wait_for_reason (f, &entry);
  g_assert_false (adw_alert_dialog_get_response_enabled (alert, "accept"));
  answer (alert, "cancel");
  wait_until (is_closed, f);
  wait_for_shop (f, "1 flat 1 open | 1 open | ");

  rg_deal_act_lose (f->window, f->shop->store, id);
  alert = wait_for_reason (f, &entry);
  button = find_widget (adw_alert_dialog_get_extra_child (alert), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==,
                   gtk_button_get_label (GTK_BUTTON (button)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "too dear");
  answer (alert, "accept");
  wait_for_shop (f, "1 flat 1 lost too dear | 1 1 lost too dear | ");
  wait_until (is_closed, f);

  dialog = open_deal (f, id, 0, 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (rg_deal_dialog_get_stage (dialog))), ==,
                   "Lost: Today, too dear");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (is_closed, f);
  undo (f, "Lose the deal “flat”");
  wait_for_shop (f, "1 flat 1 open | 1 open | ");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/deals/new", test_new);
  g_test_add ("/deals/first", Fixture, "new", set_up, test_first, tear_down);
  ADD ("/deals/change", test_change);
  ADD ("/deals/stage", test_stage);
  ADD ("/deals/files", test_files);
  ADD ("/deals/evidence", test_evidence);
  ADD ("/deals/nobody", test_nobody);
  ADD ("/deals/pass", test_pass);
  ADD ("/deals/lose", test_lose);

  return g_test_run ();
}
