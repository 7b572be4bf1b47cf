/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/deal/rg-deal-dialog-private.h"
#include "app/record/rg-deals-section.h"
#include "app/record/rg-timeline-row.h"
#include "app/record/rg-timeline-view.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"
#include "store/rg-op.h"

/* The deals of a customer on the record page, and what happened to them in the
 * timeline. Today is 2026-11-22; the stages are 1 to 5, the first allows 14 days. */

#define DAY G_GINT64_CONSTANT (86400000)
#define HALF_PAST_TEN G_GINT64_CONSTANT (37800000)

static void
set_up (Desk *desk, gconstpointer timeline)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (desk, timeline != NULL ? rg_timeline_view_new () : rg_deals_section_new (), 360);
  g_assert_true (rg_stages_ship (desk->shop->store, &error));
  g_assert_no_error (error);
}

static void
tear_down (Desk *desk, gconstpointer timeline)
{
  desk_tear_down (desk);
}

static void
change (Desk *desk, RgWriteFunc func)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (desk->shop->store, func, desk, NULL, &error);
  g_assert_no_error (error);
}

static RgOp *
begin (RgWrite *write)
{
  return rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Deals", NULL);
}

/* One of everything: late, planned, lost; and one that is somebody else's. */
static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);
  gint64 now = rg_clock_now ();
  gint64 late, planned, lost;

  rg_clock_set (now - 20 * DAY);
  late = rg_deal_add (
      op, &(RgDealWords) { .customer_id = 1, .title = "全屋定制", .amount = "12.8万", .owner = "王芳" },
      error);
  /* As a list that is imported has it: a day. */
  rg_clock_set (now - 2 * DAY - HALF_PAST_TEN);
  planned = rg_deal_add (op, &(RgDealWords) { .customer_id = 1, .title = "窗帘", .stage_id = 2 }, error);
  rg_clock_set (now - 2 * DAY);
  lost = rg_deal_add (op, &(RgDealWords) { .customer_id = 1, .title = "墙纸" }, error);
  rg_clock_set (now);
  return late != 0 && planned != 0 && rg_deal_lose (op, lost, NULL, "太贵", error) &&
                 rg_task_add (op,
                              &(RgTaskWords) { .title = "送样品", .due = "2026-11-23", .deal_id = planned },
                              error) != 0 &&
                 rg_deal_add (op, &(RgDealWords) { .customer_id = 2, .title = "别人的" }, error) != 0
             ? data
             : NULL;
}

/* Every word on the lines of a list. (transfer full) */
static void
gather (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s|", gtk_label_get_label (GTK_LABEL (widget)));
  if (GTK_IS_IMAGE (widget))
    g_string_append_printf (text, "<%s>", gtk_image_get_icon_name (GTK_IMAGE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, text);
}

static GtkListBox *
list_of (Desk *desk, guint n)
{
  return GTK_LIST_BOX (find_nth (desk->window, GTK_TYPE_LIST_BOX, n));
}

static char *
shown (Desk *desk, guint n)
{
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (desk, n), i)) != NULL; i++)
    {
      gather (GTK_WIDGET (row), text);
      g_string_append_c (text, ';');
    }
  return g_string_free_and_steal (text);
}

static const char *wanted;

static gboolean
is_shown (gpointer desk)
{
  g_autofree char *text = shown (desk, 0);

  return g_str_equal (text, wanted);
}

static void
wait_for (Desk *desk, const char *text)
{
  g_autofree char *found = NULL;

  wanted = text;
  if (!wait_whether (is_shown, desk))
    {
      found = shown (desk, 0);
      g_assert_cmpstr (found, ==, text);
    }
}

#define PLANNED "窗帘|Needs confirmed · 2 days|<x-office-calendar-symbolic>Tomorrow|;"
#define LATE "全屋定制|First contact · 王芳|¥128,000.00|<dialog-warning-symbolic>20 of 14 days|;"

static void
test_shown (Desk *desk, gconstpointer timeline)
{
  g_autofree char *closed = NULL;
  GtkWidget *fold;

  wait_for (desk, "");
  g_assert_nonnull (find_text (desk->window, "None open"));
  change (desk, add_func);
  wait_for (desk, PLANNED LATE);
  g_assert_null (find_text (desk->window, "None open"));
  closed = shown (desk, 1);
  g_assert_cmpstr (closed, ==, "墙纸|Lost · Today · 太贵|;");
  fold = find_text (desk->window, "1 closed");
  g_assert_nonnull (fold);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list_of (desk, 1))));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (fold, GTK_TYPE_TOGGLE_BUTTON)),
                                TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (list_of (desk, 1))));

  desk_show (desk, 2);
  wait_for (desk, "别人的|First contact · 0 days|;");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list_of (desk, 1))));
  desk_show (desk, 3);
  wait_for (desk, "");
}

static gpointer
many_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = begin (write);

  for (guint i = 0; i < 55; i++)
    if (rg_deal_add (op, &(RgDealWords) { .customer_id = 1, .title = "一批货" }, error) == 0)
      return NULL;
  return data;
}

static gboolean
has_many (gpointer desk)
{
  return gtk_list_box_get_row_at_index (list_of (desk, 0), 50) != NULL;
}

/* A reseller's: as many as can be looked at, and how many more there are. */
static void
test_many (Desk *desk, gconstpointer timeline)
{
  change (desk, many_func);
  wait_until (has_many, desk);
  g_assert_null (gtk_list_box_get_row_at_index (list_of (desk, 0), 51));
  g_assert_nonnull (find_text (desk->window, "5 more deals"));
}

/* --- the dialog -------------------------------------------------------------- */

static gboolean
is_open (gpointer desk)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Desk *) desk)->window)) != NULL;
}

static RgDealDialog *
dialog_of (Desk *desk)
{
  wait_until (is_open, desk);
  return RG_DEAL_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (desk->window)));
}

static gboolean
is_closed (gpointer desk)
{
  return !is_open (desk);
}

static const char *
title_in (RgDealDialog *dialog)
{
  return rg_value_get_text (rg_field_editor_get_value (rg_deal_dialog_find (dialog, "title")));
}

/* A deal is opened where it stands, and one is added for the customer. */
static void
test_open (Desk *desk, gconstpointer timeline)
{
  RgDealDialog *dialog;
  GtkWidget *add;

  change (desk, add_func);
  wait_for (desk, PLANNED LATE);
  g_signal_emit_by_name (list_of (desk, 0), "row-activated",
                         gtk_list_box_get_row_at_index (list_of (desk, 0), 1));
  dialog = dialog_of (desk);
  g_assert_cmpstr (title_in (dialog), ==, "全屋定制");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (is_closed, desk);

  add = find_text (desk->window, "Add a Deal");
  g_signal_emit_by_name (add, "clicked");
  dialog = dialog_of (desk);
  g_assert_cmpint (rg_customer_picker_get_id (rg_deal_dialog_get_picker (dialog)), ==, 1);
  rg_field_editor_set_value (rg_deal_dialog_find (dialog, "title"),
                             &(RgValue) { .kind = RG_VALUE_TEXT, .text = (char *) "吊顶" });
  rg_deal_dialog_save (dialog);
  wait_for (desk, "吊顶|First contact · 0 days|;" PLANNED LATE);
  wait_until (is_closed, desk);
}

/* --- the timeline ------------------------------------------------------------- */

static char *
kinds (Desk *desk)
{
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (desk, 0), i)) != NULL; i++)
    g_string_append_printf (text, "%s; ",
                            gtk_label_get_label (GTK_LABEL (find_nth (GTK_WIDGET (row), GTK_TYPE_LABEL, 0))));
  return g_string_free_and_steal (text);
}

static gboolean
has_moves (gpointer desk)
{
  g_autofree char *text = kinds (desk);

  return g_str_equal (text, wanted);
}

/* What happened to a deal stands there, opens the deal, and is not written over. */
static void
test_moves (Desk *desk, gconstpointer timeline)
{
  RgTimelineRow *row;
  RgDealDialog *dialog;

  change (desk, add_func);
  wanted =
      "墙纸: Lost in First contact (太贵); 墙纸: Begun in First contact; 窗帘: Begun in Needs confirmed; "
      "全屋定制: Begun in First contact; ";
  wait_until (has_moves, desk);
  row = RG_TIMELINE_ROW (gtk_list_box_get_row_at_index (list_of (desk, 0), 3));
  gtk_widget_activate_action (GTK_WIDGET (row), "entry.delete", NULL);
  gtk_widget_activate_action (GTK_WIDGET (row), "entry.edit", NULL);
  g_assert_null (adw_window_get_visible_dialog (ADW_WINDOW (desk->window)));
  g_assert_nonnull (find_text (GTK_WIDGET (row), "Deal · 10:30 · 王芳"));
  g_assert_nonnull (find_text (GTK_WIDGET (gtk_list_box_get_row_at_index (list_of (desk, 0), 2)), "Deal"));
  g_signal_emit_by_name (list_of (desk, 0), "row-activated", row);
  g_assert_null (rg_timeline_row_get_form (row));
  dialog = dialog_of (desk);
  g_assert_cmpstr (title_in (dialog), ==, "全屋定制");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_until (is_closed, desk);

  desk_assert (desk, "SELECT count (*) FROM deal_move", "5");

  rg_timeline_view_set_filter (RG_TIMELINE_VIEW (desk->section), "call");
  wanted = "";
  wait_until (has_moves, desk);
  rg_timeline_view_set_filter (RG_TIMELINE_VIEW (desk->section), "deal");
  wanted =
      "墙纸: Lost in First contact (太贵); 墙纸: Begun in First contact; 窗帘: Begun in Needs confirmed; "
      "全屋定制: Begun in First contact; ";
  wait_until (has_moves, desk);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, timeline, function)                                                                        \
  g_test_add (path, Desk, GINT_TO_POINTER (timeline), set_up, function, tear_down)
  ADD ("/app/record-deals/shown", 0, test_shown);
  ADD ("/app/record-deals/many", 0, test_many);
  ADD ("/app/record-deals/open", 0, test_open);
  ADD ("/app/record-deals/moves", 1, test_moves);

  return g_test_run ();
}
