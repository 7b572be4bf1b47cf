/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "filters-fixture.h"

#include "app/filter/rg-condition-dialog.h"
#include "shop/rg-deal.h"

#include <string.h>

/* The editor of conditions. */

#define STAGE "{\"field\":\"stage_id\",\"op\":\"is\",\"value\":2}"

static gboolean
has_root (gpointer editor)
{
  return rg_condition_editor_get_root (editor) != NULL;
}

static gboolean
has_count (gpointer data)
{
  Fixture *f = data;
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));

  return rg_condition_editor_get_count (rg_condition_dialog_get_editor (RG_CONDITION_DIALOG (dialog))) ==
         f->count;
}

static RgConditionDialog *
open_editor (Fixture *f)
{
  RgConditionDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.filter", NULL);
  dialog =
      RG_CONDITION_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  wait_until (has_root, rg_condition_dialog_get_editor (dialog));

  return dialog;
}

static void
wait_for_count (Fixture *f, gint64 count)
{
  f->count = count;
  wait_until (has_count, f);
}

static JsonObject *
leaf_of (const char *json)
{
  g_autoptr (RgCondition) condition = parse (json);

  return json_object_ref (rg_condition_get_leaf (condition));
}

static gboolean
has_problem (gpointer row)
{
  return *rg_condition_row_get_problem (row) != '\0';
}

static gboolean
has_focus_inside (gpointer row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

static GtkWidget *
nth_of (GtkWidget *widget, GType type, guint *index)
{
  if (G_OBJECT_TYPE (widget) == type && (*index)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = nth_of (child, type, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The third list of a row, behind what it is about and how. */
static GtkDropDown *
stages_of (RgConditionRow *row)
{
  guint index = 2;

  return GTK_DROP_DOWN (nth_of (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN, &index));
}

static void
test_editor (Fixture *f, gconstpointer data)
{
  RgConditionDialog *dialog = open_editor (f);
  RgConditionEditor *editor = rg_condition_dialog_get_editor (dialog);
  RgConditionGroup *root = rg_condition_editor_get_root (editor), *inner;
  g_autoptr (JsonObject) unplanned = leaf_of (UNPLANNED);
  g_autoptr (JsonObject) with_phone = leaf_of (WITH_PHONE);
  g_autoptr (JsonObject) broken = leaf_of ("{\"field\":\"next_date\",\"op\":\"=\",\"value\":\"bald\"}");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  RgConditionRow *row;

  /* The one it begins with: any tag at all, which nobody has. */
  wait_for_count (f, 0);
  rg_condition_group_list_rows (root, rows);
  /* And Enter does not cancel it. */
  wait_until (has_focus_inside, g_ptr_array_index (rows, 0));
  rg_condition_row_set_leaf (g_ptr_array_index (rows, 0), unplanned);
  wait_for_count (f, 3);
  inner = rg_condition_group_add_group (root, NULL);
  rg_condition_group_set_kind (inner, RG_CONDITION_NONE);
  g_ptr_array_set_size (rows, 0);
  rg_condition_group_list_rows (inner, rows);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  rg_condition_row_set_leaf (row, with_phone);
  wait_for_count (f, 1);
  g_assert_cmpstr (rg_condition_editor_get_sentence (editor), !=, "");

  /* What is wrong is told where it stands. */
  rg_condition_row_set_leaf (row, broken);
  wait_until (has_problem, row);
  g_assert_false (rg_condition_editor_is_usable (editor));
  rg_condition_dialog_apply (dialog);
  g_assert_nonnull (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));
  rg_condition_row_set_leaf (row, with_phone);
  wait_for_count (f, 1);
  rg_condition_dialog_apply (dialog);
  wait_until (is_gone, f->window);
  wait_for_names (f, "王小明");
}

static void
assert_kept (Fixture *f, RgConditionEditor *editor, const char *entity, const char *json)
{
  g_autoptr (RgCondition) given = parse (json);
  g_autoptr (RgCondition) made = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *text = NULL, *wanted = rg_condition_to_json (given);

  rg_condition_editor_set (editor, rg_window_get_store (f->window), entity, given);
  wait_until (has_root, editor);
  rg_condition_group_list_rows (rg_condition_editor_get_root (editor), rows);
  /* As if somebody had touched each, and left it as it was. */
  for (guint j = 0; j < rows->len; j++)
    rg_condition_row_collect (g_ptr_array_index (rows, j));
  made = rg_condition_editor_make (editor);
  text = rg_condition_to_json (made);
  if (!rg_condition_equal (made, given))
    g_error ("%s became %s", wanted, text);
}

/* Whatever is put into the editor comes out of it as it was. */
static void
test_round_trip (Fixture *f, gconstpointer data)
{
  static const char *const leaves[] = {
    UNPLANNED,
    NOBODY,
    "{\"field\":\"next_date\",\"op\":\"between\",\"value\":\"today-30\",\"to\":\"week-end\"}",
    "{\"field\":\"next_date\",\"op\":\"<\",\"value\":\"2026-03-01\"}",
    "{\"field\":\"gender\",\"op\":\"is-not\",\"value\":\"male\"}",
    "{\"field\":\"region\",\"op\":\"one-of\",\"value\":[\"四川省\",\"北京市\"]}",
    "{\"field\":\"birthday\",\"op\":\"within\",\"value\":7}",
    "{\"field\":\"birthday\",\"op\":\"within\",\"value\":\"this-week\"}",
    "{\"field\":\"birthday\",\"op\":\"age\",\"value\":18,\"to\":30}",
    "{\"field\":\"phones\",\"op\":\"contains\",\"value\":\"0001\"}",
    "{\"tag\":\"\",\"op\":\"has-not\",\"below\":true}",
    "{\"tag\":\"\",\"op\":\"has\",\"below\":true,\"family\":\"behaviour\"}",
    "{\"timeline\":\"sale\",\"op\":\"sum\",\"max\":200050,\"days\":90,\"where\":{\"item\":\"奶粉\",\"promo\":"
    "false}}",
    "{\"timeline\":\"contact\",\"op\":\"none\",\"days\":30}",
    "{\"timeline\":\"visit\",\"op\":\"count\",\"min\":3,\"from\":\"month-start\",\"to\":\"today\"}",
    "{\"timeline\":\"sale\",\"op\":\"every\",\"where\":{\"min_fen\":100}}",
    "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[12,36]}",
    "{\"relation\":\"child\",\"op\":\"none\",\"age_months\":[12,30]}",
    "{\"relation\":\"spouse\",\"op\":\"has\",\"age_months\":[5,2400]}",
    "{\"relation\":\"friend\",\"op\":\"has\"}",
    "{\"moved\":\"asleep\",\"op\":\"has\",\"was\":\"\",\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}",
    "{\"moved\":\"\",\"op\":\"none\",\"was\":\"customer\",\"days\":30}",
    "{\"task\":\"open\",\"op\":\"none\"}",
    "{\"task\":\"any\",\"op\":\"has\",\"within\":7}",
    "{\"task\":\"overdue\",\"op\":\"has\"}",
    "{\"deal\":{\"all\":[{\"late\":true},{\"any\":[" STAGE "]}]},\"op\":\"has\"}",
    "{\"deal\":{\"all\":[]},\"op\":\"none\"}",
  };
  RgConditionDialog *dialog = open_editor (f);
  RgConditionEditor *editor = rg_condition_dialog_get_editor (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"any\":[%s,{\"none\":[%s]}]}", leaves[i], leaves[i]);

      assert_kept (f, editor, "customer", json);
    }
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

static void
test_round_trip_deals (Fixture *f, gconstpointer data)
{
  static const char *const leaves[] = {
    STAGE,
    "{\"field\":\"stage_id\",\"op\":\"is-not\",\"value\":99}",
    "{\"field\":\"stage_id\",\"op\":\"one-of\",\"value\":[1,4]}",
    "{\"field\":\"stage_id\",\"op\":\"none-of\",\"value\":[5,\"交付\"]}",
    "{\"field\":\"state\",\"op\":\"is\",\"value\":\"won\"}",
    "{\"field\":\"amount_fen\",\"op\":\"between\",\"value\":100000,\"to\":500000}",
    "{\"field\":\"closed\",\"op\":\">=\",\"value\":\"month-start\"}",
    "{\"field\":\"lost_reason\",\"op\":\"contains\",\"value\":\"价格\"}",
    "{\"field\":\"customer_id\",\"op\":\"empty\"}",
    "{\"late\":true}",
    "{\"late\":false}",
    "{\"passed\":true}",
    "{\"passed\":true,\"days\":90}",
    "{\"passed\":false,\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}",
    "{\"moved\":3,\"op\":\"has\",\"was\":2,\"days\":30}",
    "{\"moved\":\"won\",\"op\":\"none\",\"was\":\"\",\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}",
    "{\"task\":\"open\",\"op\":\"has\",\"within\":7}",
    "{\"customer\":{\"any\":[" UNPLANNED ",{\"tag\":\"\",\"op\":\"has\",\"below\":true}]},\"op\":\"has\"}",
    "{\"customer\":{\"none\":[" WITH_PHONE "]},\"op\":\"none\"}",
  };
  RgConditionDialog *dialog = open_editor (f);
  RgConditionEditor *editor = rg_condition_dialog_get_editor (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"any\":[%s,{\"none\":[%s]}]}", leaves[i], leaves[i]);

      assert_kept (f, editor, "deal", json);
    }
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

/* The first customer has two that are open, the second one that is won; one is nobody's. */
static gpointer
deals_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "deals", error);
  gint64 ids[4];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = rg_deal_add (op,
                          &(RgDealWords) { .customer_id = i < 3 ? (gint64) MAX (i, 1) : 0,
                                           .title = "单",
                                           .stage_id = i < 2 ? 1 : 3 },
                          error);
  return ids[3] != 0 && rg_deal_win (op, ids[2], NULL, NULL, "熟客", error) ? data : NULL;
}

static RgConditionDialog *
open_deals (Fixture *f)
{
  AdwDialog *dialog = rg_condition_dialog_new (rg_window_get_store (f->window), "deal", NULL, "deals");

  adw_dialog_present (dialog, GTK_WIDGET (f->window));
  wait_until (has_root, rg_condition_dialog_get_editor (RG_CONDITION_DIALOG (dialog)));
  return RG_CONDITION_DIALOG (dialog);
}

/* Deals are counted as they are shown: open ones, unless it says something of that. */
static void
test_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) won = leaf_of ("{\"field\":\"state\",\"op\":\"is\",\"value\":\"won\"}");
  g_autoptr (JsonObject) named = leaf_of ("{\"field\":\"name\",\"op\":\"filled\"}");
  g_autoptr (JsonObject) strange = leaf_of ("{\"field\":\"stage_id\",\"op\":\"is\",\"value\":99}");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  RgConditionDialog *dialog;
  RgConditionGroup *root, *bridge;
  RgConditionRow *row;

  rg_store_write_sync (rg_window_get_store (f->window), deals_func, f, NULL, &error);
  g_assert_no_error (error);
  dialog = open_deals (f);
  root = rg_condition_editor_get_root (rg_condition_dialog_get_editor (dialog));
  /* The first stage, which it begins with. */
  wait_for_count (f, 2);
  rg_condition_group_list_rows (root, rows);
  row = g_ptr_array_index (rows, 0);
  gtk_drop_down_set_selected (stages_of (row), 2);
  wait_for_count (f, 1);
  rg_condition_row_set_leaf (row, won);
  wait_for_count (f, 1);
  rg_condition_row_set_leaf (row, strange);
  wait_until (has_problem, row);
  g_signal_emit_by_name (row, "removed");
  wait_for_count (f, 3);

  bridge = rg_condition_group_add_bridge (root, NULL, TRUE);
  g_ptr_array_set_size (rows, 0);
  rg_condition_group_list_rows (bridge, rows);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (rg_condition_row_get_entity (row), ==, "customer");
  rg_condition_row_set_leaf (row, named);
  wait_for_count (f, 2);
  rg_condition_group_set_has (bridge, FALSE);
  wait_for_count (f, 1);
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

/* And from the customers' side. */
static void
test_bridge (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) late = leaf_of ("{\"late\":false}");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  RgConditionDialog *dialog;
  RgConditionGroup *root, *bridge;

  rg_store_write_sync (rg_window_get_store (f->window), deals_func, f, NULL, &error);
  g_assert_no_error (error);
  dialog = open_editor (f);
  root = rg_condition_editor_get_root (rg_condition_dialog_get_editor (dialog));
  rg_condition_group_list_rows (root, rows);
  g_signal_emit_by_name (g_ptr_array_index (rows, 0), "removed");
  bridge = rg_condition_group_add_bridge (root, NULL, TRUE);
  g_ptr_array_set_size (rows, 0);
  rg_condition_group_list_rows (bridge, rows);
  rg_condition_row_set_leaf (g_ptr_array_index (rows, 0), late);
  wait_for_count (f, 2);
  rg_condition_group_set_has (bridge, FALSE);
  wait_for_count (f, PEOPLE - 2);
  rg_condition_dialog_apply (dialog);
  wait_until (is_gone, f->window);
}

typedef struct
{
  RgConditionRow *row;
  const char *wanted;
} Says;

static gboolean
does_say (gpointer data)
{
  const Says *says = data;
  g_autoptr (RgCondition) condition = rg_condition_row_make (says->row);
  g_autofree char *json = rg_condition_to_json (condition);
  guint index = 0;
  gboolean has_entry = nth_of (GTK_WIDGET (says->row), GTK_TYPE_ENTRY, &index) != NULL;

  /* The widgets follow what it says. */
  return g_str_equal (json, says->wanted) && has_entry == (strstr (json, "age_months") != NULL);
}

static void
wait_for_saying (RgConditionRow *row, const char *json)
{
  wait_until (does_say, &(Says) { row, json });
}

static void
enter_age (RgConditionRow *row, guint index, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (nth_of (GTK_WIDGET (row), GTK_TYPE_ENTRY, &index)), text);
}

/* A stage puts its months there; months that are no stage's are another age. */
static void
test_child_stages (Fixture *f, gconstpointer data)
{
  RgConditionDialog *dialog = open_editor (f);
  RgConditionGroup *root = rg_condition_editor_get_root (rg_condition_dialog_get_editor (dialog));
  g_autoptr (JsonObject) child = leaf_of ("{\"relation\":\"child\",\"op\":\"has\"}");
  RgConditionRow *row = rg_condition_group_add_row (root, child);
  guint index = 0;

  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 0);
  g_assert_null (nth_of (GTK_WIDGET (row), GTK_TYPE_ENTRY, &index));
  gtk_drop_down_set_selected (stages_of (row), 3);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[6,12]}");
  enter_age (row, 1, "9");
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[6,9]}");
  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 7);
  enter_age (row, 0, "12");
  enter_age (row, 1, "36");
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[12,36]}");
  g_assert_cmpuint (gtk_drop_down_get_selected (stages_of (row)), ==, 4);
  enter_age (row, 1, "drei");
  wait_until (has_problem, row);
  gtk_drop_down_set_selected (stages_of (row), 1);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[0,1]}");
  gtk_drop_down_set_selected (stages_of (row), 0);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\"}");
  gtk_drop_down_set_selected (stages_of (row), 7);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[0,216]}");
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

/* What is chosen before the widgets have followed the choice before counts. */
static void
test_quick_choices (Fixture *f, gconstpointer data)
{
  RgConditionDialog *dialog = open_editor (f);
  RgConditionGroup *root = rg_condition_editor_get_root (rg_condition_dialog_get_editor (dialog));
  g_autoptr (JsonObject) child = leaf_of ("{\"relation\":\"child\",\"op\":\"has\"}");
  g_autoptr (JsonObject) unplanned = leaf_of (UNPLANNED);
  RgConditionRow *row = rg_condition_group_add_row (root, child);
  GtkDropDown *stages = stages_of (row);

  gtk_drop_down_set_selected (stages, 3);
  gtk_drop_down_set_selected (stages, 1);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\",\"age_months\":[0,1]}");
  stages = stages_of (row);
  gtk_drop_down_set_selected (stages, 4);
  gtk_drop_down_set_selected (stages, 0);
  wait_for_saying (row, "{\"relation\":\"child\",\"op\":\"has\"}");
  /* But not what stood there before it was about something else. */
  stages = stages_of (row);
  rg_condition_row_set_leaf (row, unplanned);
  gtk_drop_down_set_selected (stages, 3);
  wait_for_saying (row, UNPLANNED);
  run_for (50);
  wait_for_saying (row, UNPLANNED);
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (is_gone, f->window);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add ("/filter-editor/editor", Fixture, NULL, set_up, test_editor, tear_down);
  g_test_add ("/filter-editor/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/filter-editor/round-trip/deals", Fixture, NULL, set_up, test_round_trip_deals, tear_down);
  g_test_add ("/filter-editor/deals", Fixture, NULL, set_up, test_deals, tear_down);
  g_test_add ("/filter-editor/bridge", Fixture, NULL, set_up, test_bridge, tear_down);
  g_test_add ("/filter-editor/child-stages", Fixture, NULL, set_up, test_child_stages, tear_down);
  g_test_add ("/filter-editor/quick-choices", Fixture, NULL, set_up, test_quick_choices, tear_down);
  return g_test_run ();
}
