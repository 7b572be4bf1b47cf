/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

#include "app/import/rg-import-answers.h"
#include "app/import/rg-import-question-row.h"

/* Bills in the assistant: whose payments they are, and what came of them. */

static const char people[] = "姓名,手机\n张三,13800000001\n李四丰,13800000002\n王四丰,13800000003\n";

static const char bill[] =
    "微信支付账单明细,,,,,,,,,,\n"
    "----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    "2026-11-03 12:11:00,二维码收款,*四丰,收款,收入,¥28.50,零钱,已收钱,10001\t,/,/\n"
    "2026-11-05 12:12:00,二维码收款,*四丰,收款,收入,¥30.00,零钱,已收钱,10002\t,/,/\n"
    "2026-11-06 12:13:00,二维码收款,*三,收款,收入,¥12.00,零钱,已收钱,10003\t,/,/\n"
    "2026-11-07 12:14:00,扫二维码付款,某餐厅,付款,支出,¥9.00,零钱,已转账,10004\t,/,/\n";

static gboolean
is_menu_button_focused (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) != NULL &&
         gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL;
}

/* Nothing pops up where there is no screen: its rows are what matters. */
static void
take_row (Fixture *f, const RgImportQuestion *question, int index)
{
  g_autoptr (GtkWidget) answers = g_object_ref_sink (rg_import_answers_new (session_of (f), question));
  GtkListBox *list = GTK_LIST_BOX (find_widget (answers, GTK_TYPE_LIST_BOX));

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, index));
}

static const RgImportQuestion *
find_question (GPtrArray *questions, const char *who)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (questions, i);

      if (g_str_equal (question->who, who))
        return question;
    }
  g_assert_not_reached ();
}

static void
open_questions (Fixture *f, GFile *list, guint n, GFile *file)
{
  import_all (f, list);
  wait_for_n (f, n);
  rg_window_import_file (f->window, file);
  wait_for_step (f, "file");
  wait_for_text (f, "WeChat Pay statement");
  g_assert_cmpstr (rg_import_session_get_entity (session_of (f)), ==, "sale");
  press (f, "Next");
  wait_for_step (f, "columns");
  press (f, "Next");
  wait_for_step (f, "questions");
}

static void
open_bill (Fixture *f)
{
  g_autoptr (GFile) list = write_file (f, "list.csv", people);
  g_autoptr (GFile) file = write_file (f, "bill.csv", bill);

  open_questions (f, list, 3, file);
}

/* Nobody is taken for somebody unasked; what has no answer is told, and can be
 * answered still. */
static void
test_questions (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) questions = NULL;
  const RgImportQuestion *two;

  open_bill (f);
  wait_until (is_menu_button_focused, f);
  questions = g_ptr_array_ref (rg_import_session_get_trial (session_of (f))->questions);
  g_assert_cmpuint (questions->len, ==, 2);
  two = find_question (questions, "*四丰");
  g_assert_cmpuint (two->candidates->len, ==, 2);
  wait_for_text (f, "2 payments · ¥58.50 · 3 Nov – 5 Nov");
  wait_for_text (f, "0 of 2 answered.");

  press (f, "Next");
  wait_for_step (f, "check");
  wait_for_text (f, "Nothing can be imported until it is said whose payments these are.");
  press (f, "Answer");
  wait_for_step (f, "questions");

  take_row (f, two, 1);
  wait_for_text (f, "1 of 2 answered.");
  wait_for_text (f, ((RgImportCandidate *) g_ptr_array_index (two->candidates, 1))->name);
  press (f, "Next");
  wait_for_step (f, "check");
  wait_for_text (f, "It is not said whose 1 payment is");
  wait_for_text (f, "It is not certain whose sale this is.");
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->created, ==, 2);

  press (f, "Answer");
  wait_for_step (f, "questions");
  gtk_widget_activate_action (find_button (GTK_WIDGET (assistant_of (f)), "Next"), "questions.rest-new",
                              NULL);
  wait_for_text (f, "All are answered.");
  press (f, "Next");
  wait_for_step (f, "check");
  wait_for_text (f, "Nothing is written yet.");
  g_assert_false (has_label (GTK_WIDGET (assistant_of (f)), "It is not said whose"));
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_text (f, "Imported 3 sales");
  wait_for_text (f, "1 row");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (
      f, "SELECT count (*) FROM sale WHERE customer_id IN (SELECT id FROM customer WHERE name LIKE '%四丰')",
      "2");
  assert_sql (f, "SELECT count (*) FROM customer", "4");
}

static gboolean
is_question_focused (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, RG_TYPE_IMPORT_QUESTION_ROW) : NULL;

  return row != NULL &&
         g_str_equal (rg_import_question_row_get_question (RG_IMPORT_QUESTION_ROW (row))->who, f->wanted);
}

#define PAYERS 24

/* A whole bill is answered without a mouse: each answer leads to the next
 * question, also to one that was out of sight. */
static void
test_next_question (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) list = g_string_new ("姓名,手机\n"), text = g_string_new (NULL);
  g_autoptr (GFile) people_file = NULL, bill_file = NULL;
  g_autoptr (GPtrArray) questions = NULL;

  g_string_append_len (text, bill, strstr (bill, "2026-11-03") - bill);
  for (guint i = 0; i < PAYERS; i++)
    {
      g_string_append_printf (list, "张甲%02u,1390000%04u\n李甲%02u,1380000%04u\n", i, i, i, i);
      g_string_append_printf (
          text, "2026-11-03 12:11:%02u,二维码收款,*甲%02u,收款,收入,¥28.50,零钱,已收钱,%u\t,/,/\n", i, i,
          10001 + i);
    }
  people_file = write_file (f, "list.csv", list->str);
  bill_file = write_file (f, "bill.csv", text->str);
  open_questions (f, people_file, 2 * PAYERS, bill_file);
  questions = g_ptr_array_ref (rg_import_session_get_trial (session_of (f))->questions);
  g_assert_cmpuint (questions->len, ==, PAYERS);

  /* The second one first: the end leads back to what was passed over. */
  for (guint i = 1; i <= PAYERS; i++)
    {
      const RgImportQuestion *now = g_ptr_array_index (questions, i % PAYERS);
      const RgImportQuestion *next = g_ptr_array_index (questions, (i + 1) % PAYERS);

      take_row (f, now, 0);
      f->wanted = next->who;
      if (i < PAYERS)
        wait_until (is_question_focused, f);
    }
  wait_until (is_next_focused, f);
  wait_for_text (f, "All are answered.");
  adw_dialog_close (ADW_DIALOG (assistant_of (f)));
  wait_until (is_closed, f);
}

/* What is left out is not imported, and is no open question either. */
static void
test_leave_out (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) questions = NULL;
  const RgImportQuestion *one;

  open_bill (f);
  questions = g_ptr_array_ref (rg_import_session_get_trial (session_of (f))->questions);
  one = find_question (questions, "*三");
  /* Whom it could be, a search, somebody new, nobody. */
  take_row (f, one, (int) one->candidates->len + 2);
  wait_for_text (f, "Leave out");
  wait_for_text (f, "1 of 2 answered.");
  press (f, "Next");
  wait_for_step (f, "check");
  wait_for_text (f, "It is not said whose 2 payments are");
  g_assert_cmpuint (rg_import_session_get_trial (session_of (f))->skipped, ==, 1);
  wait_for_tile (f, "1 sale left out");
  press (f, "Answer");
  wait_for_step (f, "questions");
  take_row (f, find_question (questions, "*四丰"), 0);
  wait_for_text (f, "All are answered.");
  press (f, "Next");
  wait_for_step (f, "check");
  press (f, "Import");
  wait_for_step (f, "result");
  wait_for_tile (f, "2 new sales");
  wait_for_tile (f, "1 sale left out");
  wait_for_tile (f, "1 row not imported");
  press (f, "Done");
  wait_until (is_closed, f);
  assert_sql (f, "SELECT count (*) FROM sale", "2");
  assert_sql (f, "SELECT count (*) FROM customer", "3");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/import-bills/questions", test_questions);
  ADD ("/app/import-bills/next-question", test_next_question);
  ADD ("/app/import-bills/leave-out", test_leave_out);
#undef ADD

  return g_test_run ();
}
