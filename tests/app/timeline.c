/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-fold-text.h"
#include "app/record/rg-text-area.h"
#include "app/record/rg-timeline-row.h"
#include "app/record/rg-timeline-view.h"
#include "shop/rg-followup.h"
#include "store/rg-op.h"

/* 2026-11-22 10:30 in the shop's zone. */
#define NOW G_GINT64_CONSTANT (1795314600000)
#define HOUR (G_GINT64_CONSTANT (3600000))
#define DAY (24 * HOUR)

typedef struct
{
  Desk desk;
  guint asked;
} Fixture;

/* --- what is in the shop ----------------------------------------------------- */

typedef struct
{
  gint64 customer_id;
  const RgFollowup *followups;
  guint n;
} Story;

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Story *story = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Story", error);

  for (guint i = 0; i < story->n; i++)
    if (rg_followup_add (op, story->customer_id, &story->followups[i], error) == 0)
      return NULL;
  return data;
}

static void
tell (Fixture *fixture, const RgFollowup *followups, guint n)
{
  Story story = { 1, followups, n };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->desk.shop->store, add_func, &story, NULL, &error);
  g_assert_no_error (error);
}

static const RgFollowup story[] = {
  { .kind = "note", .at = NOW - 40 * DAY, .text = "从小区群里加的" },
  { .kind = "call", .at = NOW - 2 * DAY, .text = "问了工期", .staff = "王芳", .next_date = "2026-11-20" },
  { .kind = "visit", .at = NOW - DAY, .text = "带家人看了样板间", .outcome = "有意向" },
  { .kind = "sale", .at = NOW, .text = "橱柜", .amount_fen = 1280050, .has_amount = TRUE },
  { .kind = "call", .at = NOW - HOUR },
};

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->desk.n_timeline = 0;
  desk_set_up (&fixture->desk, rg_timeline_view_new (), GPOINTER_TO_INT (width));
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  desk_tear_down (&fixture->desk);
}

static RgTimelineView *
view (Fixture *fixture)
{
  return RG_TIMELINE_VIEW (fixture->desk.section);
}

/* --- what is shown ------------------------------------------------------------ */

static GtkListBox *
list_of (Fixture *fixture)
{
  return GTK_LIST_BOX (find_widget (fixture->desk.window, GTK_TYPE_LIST_BOX));
}

static RgTimelineRow *
row_at (Fixture *fixture, int index)
{
  return RG_TIMELINE_ROW (gtk_list_box_get_row_at_index (list_of (fixture), index));
}

/* Days as [Today], and below each what its entries say. */
static char *
shown (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (fixture), i)) != NULL; i++)
    {
      GtkWidget *header = gtk_list_box_row_get_header (row);
      GtkWidget *label = find_nth (GTK_WIDGET (row), GTK_TYPE_LABEL, 0);

      if (header != NULL)
        g_string_append_printf (text, "[%s]", gtk_label_get_label (GTK_LABEL (header)));
      g_string_append_printf (text, "%s;", gtk_label_get_label (GTK_LABEL (label)));
    }
  return g_string_free_and_steal (text);
}

typedef struct
{
  Fixture *fixture;
  const char *wanted;
} Waiting;

static gboolean
is_shown (gpointer data)
{
  Waiting *waiting = data;
  g_autofree char *text = shown (waiting->fixture);

  return g_str_equal (text, waiting->wanted);
}

static void
wait_for (Fixture *fixture, const char *wanted)
{
  Waiting waiting = { fixture, wanted };

  wait_until (is_shown, &waiting);
}

static gboolean
is_idle (gpointer data)
{
  return !rg_timeline_view_is_busy (view (data));
}

static void
write_text (RgTimelineRow *row, const char *text)
{
  rg_text_area_set_text (RG_TEXT_AREA (find_widget (GTK_WIDGET (row), RG_TYPE_TEXT_AREA)), text);
}

static GtkEditable *
time_entry (RgTimelineRow *row)
{
  return GTK_EDITABLE (find_nth (GTK_WIDGET (row), GTK_TYPE_ENTRY, 1));
}

static GtkEditable *
amount_entry (RgTimelineRow *row)
{
  return GTK_EDITABLE (find_nth (GTK_WIDGET (row), GTK_TYPE_ENTRY, 0));
}

#define ALL                                                                                                  \
  "[Today]橱柜;Call;[Yesterday]带家人看了样板间;[Friday, 20 Nov]问了工期;[Tuesday, 13 Oct]从小区群里加的;"

/* --- tests ---------------------------------------------------------------------- */

static void
test_days (Fixture *fixture, gconstpointer width)
{
  wait_for (fixture, "");
  g_assert_nonnull (find_text (fixture->desk.window, "Nothing is written down yet. A note, a call or a visit "
                                                     "written above stands here with its day."));
  tell (fixture, story, G_N_ELEMENTS (story));
  wait_for (fixture, ALL);
  g_assert_nonnull (find_text (GTK_WIDGET (row_at (fixture, 0)), "¥12,800.50"));
  g_assert_nonnull (find_text (GTK_WIDGET (row_at (fixture, 1)), "Call · 09:30"));
  g_assert_nonnull (find_text (GTK_WIDGET (row_at (fixture, 2)), "Visit · 10:30 · 有意向"));
  g_assert_nonnull (find_text (GTK_WIDGET (row_at (fixture, 3)), "Call · 10:30 · 王芳"));
  g_assert_nonnull (find_text (GTK_WIDGET (row_at (fixture, 3)), "Next: 2 days late"));
  gtk_test_accessible_assert_property (row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sale, 橱柜, ¥12,800.50");
}

/* A row that stays is the same widget, with its focus; only what is new is
 * made. */
static void
test_same_rows (Fixture *fixture, gconstpointer width)
{
  RgTimelineRow *row;

  tell (fixture, story, 3);
  wait_for (fixture, "[Yesterday]带家人看了样板间;[Friday, 20 Nov]问了工期;[Tuesday, 13 Oct]从小区群里加的;");
  row = row_at (fixture, 1);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  tell (fixture, story + 3, 2);
  wait_for (fixture, ALL);
  g_assert_true (row == row_at (fixture, 3));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (row)));
}

static void
test_edit (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;
  RgTimelineRow *row;

  tell (fixture, story, G_N_ELEMENTS (story));
  wait_for (fixture, ALL);
  row = row_at (fixture, 3);
  g_signal_emit_by_name (row, "activate");
  g_assert_nonnull (rg_timeline_row_get_form (row));
  write_text (row, "问了工期和价格");
  rg_kind_picker_set_kind (RG_KIND_PICKER (find_widget (GTK_WIDGET (row), RG_TYPE_KIND_PICKER)), "message");
  gtk_editable_set_text (time_entry (row), "下午3点半");
  rg_date_button_choose (RG_DATE_BUTTON (find_nth (GTK_WIDGET (row), RG_TYPE_DATE_BUTTON, 0)), "2026-11-21");
  rg_date_button_choose (RG_DATE_BUTTON (find_nth (GTK_WIDGET (row), RG_TYPE_DATE_BUTTON, 1)), "2026-11-30");
  gtk_widget_grab_focus (GTK_WIDGET (time_entry (row)));
  g_assert_true (press_key (GTK_WIDGET (row), GDK_KEY_Return, GDK_CONTROL_MASK));
  wait_for (fixture,
            "[Today]橱柜;Call;[Yesterday]问了工期和价格;带家人看了样板间;[Tuesday, 13 Oct]从小区群里加的;");
  wait_until (is_idle, fixture);
  g_assert_true (row == row_at (fixture, 2));
  g_assert_null (rg_timeline_row_get_form (row));
  g_assert_nonnull (find_text (GTK_WIDGET (row), "Message · 15:30 · 王芳"));
  desk_assert (desk, "SELECT next_date FROM customer WHERE id = ?", "2026-11-30");

  desk_undo (desk);
  wait_for (fixture, ALL);
}

/* Escape leaves it as it was; what cannot be read stays to be mended. */
static void
test_edit_wrong (Fixture *fixture, gconstpointer width)
{
  RgTimelineRow *row;

  tell (fixture, story, G_N_ELEMENTS (story));
  wait_for (fixture, ALL);
  row = row_at (fixture, 0);
  rg_timeline_row_begin_edit (row);
  write_text (row, "橱柜和台面");
  gtk_editable_set_text (amount_entry (row), "很多");
  gtk_widget_activate_action (GTK_WIDGET (rg_timeline_row_get_form (row)), "form.save", NULL);
  g_assert_nonnull (strstr (rg_entry_form_get_error (rg_timeline_row_get_form (row)), "很多"));

  /* Somebody writes meanwhile: the form stays. */
  tell (fixture, story, 1);
  run_for (30);
  g_assert_cmpstr (gtk_editable_get_text (amount_entry (row)), ==, "很多");
  g_assert_true (press_key (GTK_WIDGET (row), GDK_KEY_Escape, 0));
  g_assert_null (rg_timeline_row_get_form (row));
  desk_assert (&fixture->desk, "SELECT item || amount_fen FROM sale", "橱柜1280050");

  row = row_at (fixture, 1);
  rg_timeline_row_begin_edit (row);
  gtk_editable_set_text (time_entry (row), "25:00");
  gtk_widget_activate_action (GTK_WIDGET (rg_timeline_row_get_form (row)), "form.save", NULL);
  g_assert_nonnull (rg_entry_form_get_error (rg_timeline_row_get_form (row)));
}

/* Whoever goes to another customer in the middle of it has it saved, but for
 * what cannot be read. */
static void
test_edit_flush (Fixture *fixture, gconstpointer width)
{
  RgTimelineRow *row;

  tell (fixture, story, G_N_ELEMENTS (story));
  wait_for (fixture, ALL);
  row = row_at (fixture, 0);
  rg_timeline_row_begin_edit (row);
  write_text (row, "橱柜和台面");
  gtk_editable_set_text (amount_entry (row), "很多");
  desk_show (&fixture->desk, 2);
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, "SELECT item || amount_fen FROM sale", "橱柜和台面1280050");
  wait_for (fixture, "");
}

static gpointer
answer_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *event = rg_catalog_find (rg_write_get_catalog (write), "event");
  RgCell cells[] = {
    { rg_entity_find_field (event, "needs"), { .kind = RG_VALUE_TEXT, .text = (char *) "三室" } },
    { rg_entity_find_field (event, "agreed"), { .kind = RG_VALUE_TEXT, .text = (char *) "周五出图" } },
    { rg_entity_find_field (event, "intent"), { .kind = RG_VALUE_TEXT, .text = (char *) "high" } },
  };
  RgFollowup visit = {
    .kind = "onsite", .text = "量房", .staff = "王芳", .parts = cells, .n_parts = G_N_ELEMENTS (cells)
  };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Visit", error);

  return rg_followup_add (op, 1, &visit, error) != 0 ? data : NULL;
}

static gboolean
tells_visit (gpointer row)
{
  return find_text (row, "Needs: 四室 · Agreed next step: 周六出图 · Intent: Wants it") != NULL;
}

/* What the form was answered is shown, and is changed where the entry is; an entry that
 * lacks something from the start is changed all the same. */
static void
test_answers (Fixture *fixture, gconstpointer width)
{
  Desk *desk = &fixture->desk;
  g_autoptr (GError) error = NULL;
  RgTimelineRow *row;
  RgEntryParts *parts;

  rg_store_write_sync (desk->shop->store, answer_func, desk, NULL, &error);
  g_assert_no_error (error);
  wait_for (fixture, "[Today]量房;");
  row = row_at (fixture, 0);
  g_assert_nonnull (
      find_text (GTK_WIDGET (row), "Needs: 三室 · Agreed next step: 周五出图 · Intent: Wants it"));

  rg_timeline_row_begin_edit (row);
  parts = rg_entry_form_get_parts (rg_timeline_row_get_form (row));
  /* Those of the kind's form, and what else is answered. */
  g_assert_nonnull (rg_entry_parts_find (parts, "purpose"));
  g_assert_nonnull (rg_entry_parts_find (parts, "staff"));
  rg_field_editor_enter (rg_entry_parts_find (parts, "needs"), "四室");
  rg_field_editor_enter (rg_entry_parts_find (parts, "agreed"), "");
  gtk_widget_activate_action (GTK_WIDGET (rg_timeline_row_get_form (row)), "form.save", NULL);
  g_assert_cmpstr (rg_entry_form_get_error (rg_timeline_row_get_form (row)), ==,
                   "Still missing in “Visit log”: Agreed next step.");
  rg_field_editor_enter (rg_entry_parts_find (parts, "agreed"), "周六出图");
  rg_field_editor_enter (rg_entry_parts_find (parts, "staff"), "李雷");
  gtk_widget_activate_action (GTK_WIDGET (rg_timeline_row_get_form (row)), "form.save", NULL);
  desk_wait_for (desk, "SELECT needs || agreed || intent || staff || ifnull (purpose, '-') FROM event",
                 "四室周六出图high李雷-");
  wait_until (is_idle, fixture);
  wait_until (tells_visit, row);

  /* Whoever leaves it half done loses nothing that was there. */
  rg_timeline_row_begin_edit (row);
  parts = rg_entry_form_get_parts (rg_timeline_row_get_form (row));
  rg_field_editor_enter (rg_entry_parts_find (parts, "needs"), "");
  rg_field_editor_enter (rg_entry_parts_find (parts, "intent"), "low");
  desk_show (desk, 2);
  wait_until (is_idle, fixture);
  desk_assert (desk, "SELECT needs || agreed || intent FROM event", "四室周六出图low");
  desk_undo (desk);
  desk_assert (desk, "SELECT needs || agreed || intent FROM event", "四室周六出图high");
}

static void
test_delete (Fixture *fixture, gconstpointer width)
{
  RgTimelineRow *next;

  tell (fixture, story, G_N_ELEMENTS (story));
  wait_for (fixture, ALL);
  next = row_at (fixture, 4);
  gtk_widget_grab_focus (GTK_WIDGET (row_at (fixture, 3)));
  gtk_widget_activate_action (GTK_WIDGET (row_at (fixture, 3)), "entry.delete", NULL);
  wait_for (fixture, "[Today]橱柜;Call;[Yesterday]带家人看了样板间;[Tuesday, 13 Oct]从小区群里加的;");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (next)));
  desk_undo (&fixture->desk);
  wait_for (fixture, ALL);
}

static GtkWidget *
fold_button (RgTimelineRow *row)
{
  return find_nth (find_widget (GTK_WIDGET (row), RG_TYPE_FOLD_TEXT), GTK_TYPE_BUTTON, 0);
}

/* Mapped when there is more text than is shown. */
static gboolean
is_folded (gpointer data)
{
  return gtk_widget_get_mapped (fold_button (data));
}

typedef struct
{
  GtkWidget *widget;
  int before;
} Height;

static gboolean
is_higher (gpointer data)
{
  const Height *height = data;

  return gtk_widget_get_height (height->widget) > height->before;
}

static void
test_fold (Fixture *fixture, gconstpointer width)
{
  const RgFollowup lines[] = {
    { .kind = "note", .text = "一\n二\n三\n四\n五\n六" },
    { .kind = "note", .text = "一\n二\n三\n四", .at = NOW - HOUR },
  };
  RgTimelineRow *row;
  int folded;

  tell (fixture, lines, G_N_ELEMENTS (lines));
  wait_for (fixture, "[Today]一\n二\n三\n四\n五\n六;一\n二\n三\n四;");
  row = row_at (fixture, 0);
  wait_until (is_folded, row);
  g_assert_false (is_folded (row_at (fixture, 1)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fold_button (row))), ==, "Show All");
  folded = gtk_widget_get_height (GTK_WIDGET (row));
  g_signal_emit_by_name (fold_button (row), "clicked");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (fold_button (row))), ==, "Show Less");
  wait_until (is_higher, &(Height) { GTK_WIDGET (row), folded });
}

static void
more_cb (RgTimelineView *timeline, Fixture *fixture)
{
  fixture->asked++;
}

static guint
n_rows (Fixture *fixture)
{
  return count_widgets (GTK_WIDGET (list_of (fixture)), RG_TYPE_TIMELINE_ROW);
}

static gboolean
has_fifty (gpointer fixture)
{
  return n_rows (fixture) == 50;
}

static gboolean
has_hundred (gpointer fixture)
{
  return n_rows (fixture) == 100;
}

/* Fifty at once; what the profile does not hold is asked for. */
static void
test_many (Fixture *fixture, gconstpointer width)
{
  RgFollowup many[120];

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = (RgFollowup) { .kind = i % 10 == 0 ? "call" : "note", .text = "记", .at = NOW - i * HOUR };
  g_signal_connect (view (fixture), "more-requested", G_CALLBACK (more_cb), fixture);
  fixture->desk.n_timeline = 60;
  tell (fixture, many, G_N_ELEMENTS (many));
  wait_until (has_fifty, fixture);
  g_assert_nonnull (find_text (fixture->desk.window, "Show 70 Earlier Entries"));
  rg_timeline_view_show_earlier (view (fixture));
  g_assert_cmpuint (n_rows (fixture), ==, 60);
  g_assert_cmpuint (fixture->asked, ==, 1);

  fixture->desk.n_timeline = 0;
  tell (fixture, story, 1);
  wait_until (has_hundred, fixture);
  g_assert_nonnull (find_text (fixture->desk.window, "Show 21 Earlier Entries"));

  rg_timeline_view_set_filter (view (fixture), "call");
  g_assert_cmpuint (n_rows (fixture), ==, 12);
  g_assert_nonnull (find_text (fixture->desk.window, "Call"));
  rg_timeline_view_set_filter (view (fixture), NULL);
  rg_timeline_view_show_earlier (view (fixture));
  rg_timeline_view_show_earlier (view (fixture));
  g_assert_cmpuint (n_rows (fixture), ==, 121);
  g_assert_cmpuint (fixture->asked, ==, 1);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/timeline/days", 700, test_days);
  ADD ("/app/timeline/same-rows", 700, test_same_rows);
  ADD ("/app/timeline/edit", 700, test_edit);
  ADD ("/app/timeline/edit-wrong", 360, test_edit_wrong);
  ADD ("/app/timeline/edit-flush", 700, test_edit_flush);
  ADD ("/app/timeline/answers", 700, test_answers);
  ADD ("/app/timeline/delete", 700, test_delete);
  ADD ("/app/timeline/fold", 700, test_fold);
  ADD ("/app/timeline/many", 360, test_many);

  return g_test_run ();
}
