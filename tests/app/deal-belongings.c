/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/deal/rg-deal-dialog-private.h"
#include "app/deal/rg-deal-entry-dialog-private.h"
#include "app/record/rg-attachment-row.h"
#include "app/record/rg-attachments-section.h"
#include "app/record/rg-date-button.h"
#include "app/record/rg-timeline-row.h"
#include "app/task/rg-done-dialog-private.h"
#include "app/task/rg-task-dialog-private.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "store/rg-op.h"

/* What belongs to a deal, in its dialog: tasks, entries, files. Today is 2026-11-22. */

typedef struct
{
  Shop *shop;
  GtkWidget *window;
  RgDealDialog *dialog;
} Fixture;

/* One of a customer, and one of nobody. */
static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Deals", error);

  return rg_deal_add (op, &(RgDealWords) { .customer_id = 1, .title = "全屋定制" }, error) == 1 &&
                 rg_deal_add (op, &(RgDealWords) { .title = "展会上问的" }, error) == 2
             ? data
             : NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->shop = shop_new ();
  g_assert_true (rg_stages_ship (f->shop->store, &error));
  rg_store_write_sync (f->shop->store, add_func, f, NULL, &error);
  g_assert_no_error (error);
  f->window = dialog_window_new (800, 800);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  dialog_window_close (f->window);
  shop_free (f->shop);
}

/* --- looking ----------------------------------------------------------------- */

typedef struct
{
  Fixture *f;
  GType type;
} Top;

static gboolean
is_top (gpointer data)
{
  const Top *top = data;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (top->f->window));

  return dialog != NULL && G_TYPE_CHECK_INSTANCE_TYPE (dialog, top->type);
}

static gpointer
wait_for (Fixture *f, GType type)
{
  Top top = { f, type };

  wait_until (is_top, &top);
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static GtkWidget *
belongings_of (Fixture *f)
{
  return GTK_WIDGET (rg_deal_dialog_get_belongings (f->dialog));
}

static gboolean
are_shown (gpointer data)
{
  return gtk_widget_get_mapped (belongings_of (data));
}

static void
open_deal (Fixture *f, gint64 deal)
{
  rg_deal_dialog_present (f->window, f->shop->store, deal, 0, 0);
  f->dialog = wait_for (f, RG_TYPE_DEAL_DIALOG);
  wait_until (are_shown, f);
}

typedef struct
{
  Fixture *f;
  const char *text;
} Seen;

static gboolean
is_seen (gpointer data)
{
  const Seen *seen = data;

  return find_text (belongings_of (seen->f), seen->text) != NULL;
}

static void
wait_for_text (Fixture *f, const char *text)
{
  Seen seen = { f, text };

  if (!wait_whether (is_seen, &seen))
    g_error ("“%s” is not shown", text);
}

typedef struct
{
  Fixture *f;
  const char *sql;
  const char *wanted;
} Asked;

static gboolean
is_answered (gpointer data)
{
  const Asked *asked = data;
  g_autofree char *text = shop_ask (asked->f->shop->store, asked->sql);

  return g_strcmp0 (text, asked->wanted) == 0;
}

static void
wait_for_shop (Fixture *f, const char *sql, const char *wanted)
{
  Asked asked = { f, sql, wanted };
  g_autofree char *text = NULL;

  if (wait_whether (is_answered, &asked))
    return;
  text = shop_ask (f->shop->store, sql);
  g_assert_cmpstr (text, ==, wanted);
}

static void
click (Fixture *f, const char *tooltip)
{
  GtkWidget *button = find_text (belongings_of (f), tooltip);

  g_assert_nonnull (button);
  if (!GTK_IS_BUTTON (button))
    button = gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
}

/* --- tests ------------------------------------------------------------------- */

#define TASK "SELECT concat_ws (' ', customer_id, deal_id, title, due, state) FROM task"
#define NEXT "SELECT next_date FROM deal WHERE id = 1"

/* Planned for the deal, put off, done: the deal's next date follows, and what was done
 * stands in its timeline. */
static void
test_tasks (Fixture *f, gconstpointer data)
{
  RgTaskDialog *task;
  RgDoneDialog *done;

  open_deal (f, 1);
  g_assert_nonnull (find_text (belongings_of (f), "Nothing planned"));
  click (f, "Plan Something");
  task = wait_for (f, RG_TYPE_TASK_DIALOG);
  g_assert_cmpint (rg_customer_picker_get_id (rg_task_dialog_get_picker (task)), ==, 1);
  rg_field_editor_enter (rg_task_dialog_find (task, "title"), "送样品");
  rg_task_dialog_save (task);
  wait_for_shop (f, TASK, "1 1 送样品 2026-11-22 open");
  wait_for_shop (f, NEXT, "2026-11-22");
  wait_for_text (f, "送样品");

  wait_for (f, RG_TYPE_DEAL_DIALOG);
  rg_date_button_choose (RG_DATE_BUTTON (find_widget (belongings_of (f), RG_TYPE_DATE_BUTTON)), "2026-11-25");
  wait_for_shop (f, NEXT, "2026-11-25");
  click (f, "Done");
  done = wait_for (f, RG_TYPE_DONE_DIALOG);
  rg_field_editor_enter (rg_done_dialog_find (done, "outcome"), "喜欢橡木");
  rg_done_dialog_save (done);
  wait_for_shop (f, TASK, "1 1 送样品 2026-11-25 done");
  wait_for_shop (f, NEXT, "");
  wait_for_shop (f, "SELECT concat_ws (' ', deal_id, outcome) FROM event", "1 喜欢橡木");
  wait_for_text (f, "Nothing planned");
  wait_for_text (f, "1 Done");
  wait_for (f, RG_TYPE_DEAL_DIALOG);
  g_assert_cmpuint (count_widgets (belongings_of (f), RG_TYPE_TIMELINE_ROW), ==, 1);
}

/* What is written is put to the deal; what else the customer has is not shown. */
static void
test_entries (Fixture *f, gconstpointer data)
{
  RgDealEntryDialog *entry;
  g_autoptr (RgDraft) draft = NULL;

  open_deal (f, 1);
  click (f, "Write Entry…");
  entry = wait_for (f, RG_TYPE_DEAL_ENTRY_DIALOG);
  draft = rg_entry_form_dup_draft (rg_deal_entry_dialog_get_form (entry));
  g_assert_cmpstr (draft->kind, ==, "call");
  g_set_str (&draft->text, "问了工期");
  rg_entry_form_set_draft (rg_deal_entry_dialog_get_form (entry), draft);
  gtk_widget_activate_action (GTK_WIDGET (entry), "entry.save", NULL);
  wait_for_shop (f, "SELECT concat_ws (' ', customer_id, deal_id, kind, text) FROM event",
                 "1 1 call 问了工期");
  wait_for_text (f, "问了工期");
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= 360;
}

static gboolean
is_whole (gpointer place)
{
  double page = gtk_adjustment_get_page_size (place);

  return page > 0 && gtk_adjustment_get_upper (place) <= page;
}

/* In a narrow window, too, nothing of an empty entry is below the edge. */
static void
test_narrow_entry (Fixture *f, gconstpointer data)
{
  RgDealEntryDialog *entry;
  GtkAdjustment *place;

  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  wait_until (is_narrow, f->window);
  rg_deal_entry_dialog_present (f->window, f->shop->store, 1, 1, "call", "It is put to the deal.");
  entry = wait_for (f, RG_TYPE_DEAL_ENTRY_DIALOG);
  place = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (find_widget (GTK_WIDGET (entry), GTK_TYPE_SCROLLED_WINDOW)));
  wait_until (is_whole, place);
}

/* Files are the customer's and the deal's, and their kind is chosen. */
static void
test_files (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *folder = g_dir_make_tmp ("regulars-app-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "平面图.txt", NULL);
  g_autoptr (GError) error = NULL;
  RgAttachmentsSection *section;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "三室两厅", -1, &error));
  g_list_store_append (files, file);
  open_deal (f, 1);
  section = RG_ATTACHMENTS_SECTION (find_widget (belongings_of (f), RG_TYPE_ATTACHMENTS_SECTION));
  rg_attachments_section_add_files (section, G_LIST_MODEL (files));
  wait_for_shop (f, "SELECT concat_ws (' ', customer_id, deal_id, name) FROM attachment", "1 1 平面图.txt");
  wait_for_text (f, "平面图.txt");
  wait_for (f, RG_TYPE_DEAL_DIALOG);
  rg_attachments_section_set_kind (section, 1, "设计方案");
  wait_for_shop (f, "SELECT concat_ws (' ', deal_id, kind) FROM attachment", "1 设计方案");
  rg_attachments_section_remove (section, 1);
  wait_for_shop (f, "SELECT count (*) FROM attachment", "0");
  remove_folder (folder);
}

/* Nobody's can be planned for; files and entries are a customer's. */
static void
test_nobody (Fixture *f, gconstpointer data)
{
  RgTaskDialog *task;

  open_deal (f, 2);
  g_assert_nonnull (
      find_text (belongings_of (f), "With a customer, entries and files can be kept here too."));
  g_assert_null (find_text (belongings_of (f), "Write Entry…"));
  g_assert_null (find_text (belongings_of (f), "Add Files…"));
  click (f, "Plan Something");
  task = wait_for (f, RG_TYPE_TASK_DIALOG);
  rg_field_editor_enter (rg_task_dialog_find (task, "title"), "打听是谁");
  rg_task_dialog_save (task);
  wait_for_shop (f, TASK, "2 打听是谁 2026-11-22 open");
  wait_for_text (f, "打听是谁");
}

static gboolean
are_hidden (gpointer data)
{
  return !gtk_widget_get_visible (belongings_of (data));
}

static gpointer
delete_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_deal_delete (rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Delete", error), 1, error) ? data
                                                                                                     : NULL;
}

/* A new deal has nothing yet; one that goes takes it along. */
static void
test_new_and_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rg_deal_dialog_present (f->window, f->shop->store, 0, 1, 0);
  f->dialog = wait_for (f, RG_TYPE_DEAL_DIALOG);
  run_for (20);
  g_assert_false (gtk_widget_get_visible (belongings_of (f)));
  adw_dialog_force_close (ADW_DIALOG (f->dialog));
  run_for (20);

  open_deal (f, 1);
  rg_store_write_sync (f->shop->store, delete_func, f, NULL, &error);
  g_assert_no_error (error);
  wait_until (are_hidden, f);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/deal-belongings/tasks", test_tasks);
  ADD ("/app/deal-belongings/entries", test_entries);
  ADD ("/app/deal-belongings/narrow-entry", test_narrow_entry);
  ADD ("/app/deal-belongings/files", test_files);
  ADD ("/app/deal-belongings/nobody", test_nobody);
  ADD ("/app/deal-belongings/new-and-gone", test_new_and_gone);

  return g_test_run ();
}
