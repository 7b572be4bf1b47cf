/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/pages/tags/rg-tag-editor.h"
#include "app/pages/tags/rg-tag-picker.h"
#include "app/pages/tags/rg-tag-row.h"
#include "app/pages/tags/rg-tag-rule.h"
#include "app/pages/tags/rg-tags-page.h"
#include "app/widgets/rg-palette.h"
#include "shop/rg-follow.h"
#include "shop/rg-tag-step.h"
#include "shop/rg-tags.h"

#include <string.h>

/* The page of tags: what it shows, what its actions and dialogs do. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgTagsPage *page;
  const char *wanted;
} Fixture;

/* --- looking ---------------------------------------------------------------- */

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gboolean
is_shown (gpointer data)
{
  Fixture *f = data;
  g_autofree char *shown = rg_tags_page_dup_shown (f->page);

  return !rg_tags_page_is_busy (f->page) && g_str_equal (shown, f->wanted);
}

#define FAMILIES "Basic Behaviour Channel Own"

static void
wait_for_shown (Fixture *f, const char *wanted)
{
  gint64 end = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;
  g_autofree char *shown = NULL;

  f->wanted = wanted;
  while (!is_shown (f) && g_get_monotonic_time () < end)
    run_for (10);
  shown = rg_tags_page_dup_shown (f->page);
  g_assert_cmpstr (shown, ==, wanted);
}

static gboolean
has_state (gpointer data)
{
  Fixture *f = data;

  return !rg_tags_page_is_busy (f->page) && g_str_equal (rg_tags_page_get_state (f->page), f->wanted);
}

static void
wait_for_state (Fixture *f, const char *state)
{
  f->wanted = state;
  wait_until (has_state, f);
}

static AdwDialog *
dialog_of (Fixture *f)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static gboolean
dialog_is_there (gpointer data)
{
  return dialog_of (data) != NULL;
}

static gboolean
dialog_is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* --- doing ------------------------------------------------------------------ */

static gpointer
apply_func (RgWrite *write, gpointer step, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  return op != NULL && rg_tag_step_apply (op, step, error) ? step : NULL;
}

static gint64
add_tag (Fixture *f, const char *name, gint64 parent)
{
  g_autoptr (RgTagStep) step = rg_tag_step_new (RG_TAG_CREATE, 0);
  g_autoptr (GError) error = NULL;

  step->name = g_strdup (name);
  step->parent = parent;
  rg_store_write_sync (f->shop->store, apply_func, step, NULL, &error);
  g_assert_no_error (error);
  return step->id;
}

typedef struct
{
  gint64 customer;
  gint64 tag;
} Gift;

static gpointer
give_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Gift *gift = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Give", error);

  return op != NULL && rg_tags_assign (op, gift->customer, gift->tag, NULL, error) ? data : NULL;
}

static void
give (Fixture *f, gint64 customer, gint64 tag)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, give_func, &(Gift) { customer, tag }, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) operation = rg_undo (write, 0, RG_ORIGIN_WINDOW, "window", cancellable, error);

  return operation != NULL ? g_strdup (operation->label) : NULL;
}

static char *
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  char *label = rg_store_write_sync (f->shop->store, undo_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return label;
}

static void
act (Fixture *f, gint64 key, const char *action)
{
  g_assert_true (rg_tags_page_select (f->page, key));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static void
set_up (Fixture *f, gconstpointer width)
{
  f->shop = shop_new ();
  f->settings = rg_settings_new ();
  f->page = RG_TAGS_PAGE (rg_tags_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), GPOINTER_TO_INT (width), f->shop->store);
}

static void
tear_down (Fixture *f, gconstpointer width)
{
  page_window_close (f->window, RG_PAGE (f->page));
  g_assert_finalize_object (f->settings);
  shop_free (f->shop);
}

/* --- tests ------------------------------------------------------------------ */

static void
test_begin (Fixture *f, gconstpointer width)
{
  g_autofree char *label = NULL;

  g_assert_cmpstr (rg_tags_page_get_state (f->page), ==, "loading");
  wait_for_state (f, "empty");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.begin", NULL);
  wait_for_shown (f,
                  "Basic .Weight ..New face ..Regular customer ..VIP Behaviour .Buying habits ..Asks a lot "
                  "..Bargain hunter ..Brings friends ..Stocks up Channel .Came through ..Online ..Passing by "
                  "..Recommended Own");
  g_assert_cmpstr (rg_tags_page_get_state (f->page), ==, "tree");
  label = undo (f);
  g_assert_cmpstr (label, ==, "Make tags to begin with");
  wait_for_state (f, "empty");
}

static void
test_edit (Fixture *f, gconstpointer width)
{
  gint64 id = add_tag (f, "老客", 0);
  g_autofree char *label = NULL;

  wait_for_shown (f, FAMILIES " .老客");
  act (f, id, "page.new");
  wait_until (dialog_is_there, f);
  rg_tag_editor_enter (RG_TAG_EDITOR (dialog_of (f)), "三年", 4, "heart");
  wait_until (dialog_is_closed, f);
  wait_for_shown (f, FAMILIES " .老客 ..三年");
  /* The new one is the one that is meant next. */
  g_assert_cmpint (rg_tags_page_get_selected (f->page), ==, id + 1);

  act (f, id, "page.edit");
  wait_until (dialog_is_there, f);
  rg_tag_editor_enter (RG_TAG_EDITOR (dialog_of (f)), "熟客", -1, NULL);
  wait_until (dialog_is_closed, f);
  wait_for_shown (f, FAMILIES " .熟客 ..三年");
  label = undo (f);
  g_assert_cmpstr (label, ==, "Rename the tag “老客” to “熟客”");
  wait_for_shown (f, FAMILIES " .老客 ..三年");
}

/* Renamed to what a sibling is called, merging is offered. */
static void
test_taken (Fixture *f, gconstpointer width)
{
  gint64 keep = add_tag (f, "会员", 0), gone = add_tag (f, "會員", 0);
  g_autofree char *label = NULL;

  give (f, 1, gone);
  wait_for_shown (f, FAMILIES " .会员 .會員");
  act (f, gone, "page.edit");
  wait_until (dialog_is_there, f);
  rg_tag_editor_enter (RG_TAG_EDITOR (dialog_of (f)), "会员", -1, NULL);
  while (dialog_of (f) == NULL || !ADW_IS_ALERT_DIALOG (dialog_of (f)))
    g_main_context_iteration (NULL, TRUE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog_of (f)), "merge");
  g_signal_emit_by_name (dialog_of (f), "response::merge", "merge");
  adw_dialog_force_close (dialog_of (f));
  wait_for_shown (f, FAMILIES " .会员");
  g_assert_cmpint (rg_tags_page_get_selected (f->page), ==, keep);
  label = undo (f);
  g_assert_cmpstr (label, ==, "Merge the tag “會員” into “会员”");
  wait_for_shown (f, FAMILIES " .会员 .會員");
}

static void
test_move (Fixture *f, gconstpointer width)
{
  gint64 a = add_tag (f, "阿", 0), b = add_tag (f, "八", 0), c = add_tag (f, "曾", 0);

  wait_for_shown (f, FAMILIES " .阿 .八 .曾");
  act (f, b, "page.up");
  wait_for_shown (f, FAMILIES " .八 .阿 .曾");
  g_assert_cmpint (rg_tags_page_get_selected (f->page), ==, b);
  act (f, b, "page.down");
  wait_for_shown (f, FAMILIES " .阿 .八 .曾");
  act (f, b, "page.down");
  wait_for_shown (f, FAMILIES " .阿 .曾 .八");
  act (f, c, "page.inside");
  wait_for_shown (f, FAMILIES " .阿 ..曾 .八");
  act (f, c, "page.outside");
  wait_for_shown (f, FAMILIES " .阿 .八 .曾");
  act (f, a, "page.move");
  wait_until (dialog_is_there, f);
  rg_tag_picker_enter (RG_TAG_PICKER (dialog_of (f)), "chan");
  wait_until (dialog_is_closed, f);
  wait_for_shown (f, "Basic Behaviour Channel .阿 Own .八 .曾");
  act (f, c, "page.merge");
  wait_until (dialog_is_there, f);
  rg_tag_picker_enter (RG_TAG_PICKER (dialog_of (f)), "ba");
  wait_until (dialog_is_closed, f);
  wait_for_shown (f, "Basic Behaviour Channel .阿 Own .八");
  for (guint i = 0; i < 7; i++)
    g_free (undo (f));
  wait_for_shown (f, FAMILIES " .阿 .八 .曾");
}

static RgTagRow *
row_of (Fixture *f, const char *name)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (f->page), RG_TYPE_TAG_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      RgTagItem *item = rg_tag_row_get (g_ptr_array_index (rows, i));

      if (item != NULL && g_str_equal (rg_tag_item_get_name (item), name))
        return g_ptr_array_index (rows, i);
    }
  g_assert_not_reached ();
}

static void
test_drop (Fixture *f, gconstpointer width)
{
  gint64 a = add_tag (f, "阿", 0), b = add_tag (f, "八", 0);

  wait_for_shown (f, FAMILIES " .阿 .八");
  run_for (50);
  g_signal_emit_by_name (row_of (f, "阿"), "dropped", b, TRUE);
  wait_for_shown (f, FAMILIES " .八 .阿");
  run_for (50);
  g_signal_emit_by_name (row_of (f, "八"), "dropped", a, FALSE);
  wait_for_shown (f, FAMILIES " .八 ..阿");
  run_for (50);
  g_signal_emit_by_name (row_of (f, "Basic"), "dropped", a, FALSE);
  wait_for_shown (f, "Basic .阿 Behaviour Channel Own .八");
  /* Not below itself. */
  run_for (50);
  g_signal_emit_by_name (row_of (f, "八"), "dropped", b, FALSE);
  run_for (300);
  wait_for_shown (f, "Basic .阿 Behaviour Channel Own .八");
}

static gboolean
can (Fixture *f, const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL);
}

static void
test_retire (Fixture *f, gconstpointer width)
{
  gint64 a = add_tag (f, "阿", 0), b = add_tag (f, "八", a);

  give (f, 1, b);
  wait_for_shown (f, FAMILIES " .阿 ..八");
  act (f, a, "page.retire");
  wait_for_shown (f, FAMILIES);
  g_object_set (f->page, "show-retired", TRUE, NULL);
  wait_for_shown (f, FAMILIES " .阿 ..八");
  act (f, b, "page.restore");
  wait_until (has_state, (f->wanted = "tree", f));
  g_object_set (f->page, "show-retired", FALSE, NULL);
  wait_for_shown (f, FAMILIES " .阿 ..八");
  /* Somebody has it, or something stands below it. */
  rg_tags_page_select (f->page, b);
  can (f, "page.delete");
  rg_tags_page_select (f->page, a);
  can (f, "page.delete");
  run_for (300);
  wait_for_shown (f, FAMILIES " .阿 ..八");
}

/* What is folded stays so when something changes. */
static void
test_follows (Fixture *f, gconstpointer width)
{
  gint64 a = add_tag (f, "阿", 0);
  g_autoptr (GPtrArray) expanders = g_ptr_array_new ();
  g_autofree char *about = NULL;

  add_tag (f, "八", a);
  wait_for_shown (f, FAMILIES " .阿 ..八");
  run_for (50);
  collect (GTK_WIDGET (f->page), GTK_TYPE_TREE_EXPANDER, expanders);
  for (guint i = 0; i < expanders->len; i++)
    {
      GtkTreeListRow *line = gtk_tree_expander_get_list_row (g_ptr_array_index (expanders, i));
      g_autoptr (RgTagItem) item = line != NULL ? gtk_tree_list_row_get_item (line) : NULL;

      if (item == NULL || rg_tag_item_get_key (item) != a)
        continue;
      gtk_tree_list_row_set_expanded (line, FALSE);
      break;
    }
  wait_for_shown (f, FAMILIES " .阿");
  give (f, 1, a + 1);
  add_tag (f, "曾", 0);
  wait_for_shown (f, FAMILIES " .阿 .曾");
  about = rg_tag_row_describe (rg_tag_row_get (row_of (f, "阿")));
  g_assert_nonnull (strstr (about, "0 customers have it, 1 with the tags below it"));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.expand-all", NULL);
  wait_for_shown (f, FAMILIES " .阿 ..八 .曾");
}

/* Presses the first button of that name. */
static void
mend (Fixture *f, const char *label)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), label) == 0)
      {
        g_signal_emit_by_name (g_ptr_array_index (buttons, i), "clicked");
        return;
      }
  g_assert_not_reached ();
}

/* What a key does where the focus is on the line of that title. */
static void
press_on_line (Fixture *f, const char *title, guint key)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (f->page), ADW_TYPE_ACTION_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      {
        press_shortcut (g_ptr_array_index (rows, i), key);
        return;
      }
  g_assert_not_reached ();
}

static void
test_tidy (Fixture *f, gconstpointer width)
{
  gint64 keep = add_tag (f, "会员", 0);
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autofree char *label = NULL;

  add_tag (f, "會員", 0);
  give (f, 1, keep);
  give (f, 2, keep + 1);
  add_tag (f, "没人要", 0);
  add_tag (f, "再说", 0);
  wait_for_shown (f, FAMILIES " .会员 .會員 .没人要 .再说");
  g_object_set (f->page, "tidy", TRUE, NULL);
  wait_for_state (f, "tidy");
  collect (GTK_WIDGET (f->page), ADW_TYPE_ACTION_ROW, buttons);
  g_assert_cmpuint (buttons->len, ==, 5);
  g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (buttons, 0)), ==, "會員 → 会员");
  g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (buttons, 1)), ==, "没人要");
  mend (f, "Merge");
  wait_for_shown (f, FAMILIES " .会员 .没人要 .再说");
  wait_for_state (f, "tidy");
  mend (f, "Delete");
  wait_for_shown (f, FAMILIES " .会员 .再说");
  wait_for_state (f, "tidy");
  /* By its key: out of use it is in nobody's way. */
  press_on_line (f, "再说", GDK_KEY_r);
  wait_for_shown (f, FAMILIES " .会员");
  label = undo (f);
  g_assert_cmpstr (label, ==, "Take the tag “再说” out of use");
  wait_for_shown (f, FAMILIES " .会员 .再说");
  press_on_line (f, "再说", GDK_KEY_Delete);
  wait_for_shown (f, FAMILIES " .会员");
  g_object_set (f->page, "tidy", FALSE, NULL);
  wait_for_state (f, "tree");
}

static void
set_rule (Fixture *f, gint64 tag, const char *condition)
{
  g_autoptr (RgTagStep) step = rg_tag_step_new (RG_TAG_RULE, tag);
  g_autoptr (GError) error = NULL;

  step->condition = g_strdup (condition);
  rg_store_write_sync (f->shop->store, apply_func, step, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
rule_is_tried (gpointer data)
{
  return !rg_tag_rule_dialog_is_busy (data);
}

static gboolean
rule_is_on (gpointer data)
{
  Fixture *f = data;
  RgTagItem *item = rg_tag_row_get (row_of (f, "有名"));

  return !rg_tags_page_is_busy (f->page) && item != NULL && rg_tag_item_get_tag (item)->rule_on;
}

/* What the rule says and would do is seen before it is switched on. */
static void
test_rule (Fixture *f, gconstpointer width)
{
  gint64 id = add_tag (f, "有名", 0);
  g_autoptr (GPtrArray) groups = g_ptr_array_new (), rows = g_ptr_array_new ();
  g_autofree char *label = NULL;
  AdwDialog *dialog;

  give (f, 1, id);
  set_rule (f, id, "{\"field\":\"name\",\"op\":\"filled\"}");
  wait_for_shown (f, FAMILIES " .有名");
  run_for (300);
  wait_for_shown (f, FAMILIES " .有名");
  act (f, id, "page.rule");
  wait_until (dialog_is_there, f);
  dialog = dialog_of (f);
  wait_until (rule_is_tried, dialog);
  g_assert_cmpstr (rg_tag_rule_dialog_get_sentence (RG_TAG_RULE_DIALOG (dialog)), !=, "");
  collect (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_GROUP, groups);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (adw_preferences_group_get_title (g_ptr_array_index (groups, 0)), ==, "Would Get It · 5");
  g_assert_cmpstr (adw_preferences_group_get_title (g_ptr_array_index (groups, 1)), ==, "Would Lose It · 0");
  collect (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, rows);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (g_ptr_array_index (rows, 0)), "曾国藩"));
  g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (rows, 1)), ==, "Nobody");
  rg_tag_rule_dialog_switch (RG_TAG_RULE_DIALOG (dialog));
  wait_until (dialog_is_closed, f);
  wait_until (rule_is_on, f);
  label = undo (f);
  g_assert_cmpstr (label, ==, "Switch the rule of the tag “有名” on");
}

/* As a shop's file may have it after a field went out of use. */
static gpointer
ghost_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *tag = rg_catalog_find (rg_write_get_catalog (write), "tag");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Ghost", error);
  RgCell cells[] = {
    { rg_entity_find_field (tag, "condition"),
      { .kind = RG_VALUE_TEXT, .text = (char *) "{\"field\":\"ghost\",\"op\":\"empty\"}" } },
    { rg_entity_find_field (tag, "rule_on"), { .kind = RG_VALUE_INTEGER, .integer = 1 } },
  };

  return rg_op_update (op, tag, *(gint64 *) data, cells, 2, error) ? GINT_TO_POINTER (1) : NULL;
}

static gboolean
everybody_has_it (gpointer data)
{
  RgTagItem *item = rg_tag_row_get (row_of (data, "有名"));

  return rule_is_on (data) && rg_tag_item_get_tag (item)->n_own == 6;
}

static gboolean
ghost_is_off (gpointer data)
{
  Fixture *f = data;
  RgTagItem *item = rg_tag_row_get (row_of (f, "幽灵"));

  return !rg_tags_page_is_busy (f->page) && item != NULL && !rg_tag_item_get_tag (item)->rule_on;
}

/* A rule that cannot be asked is switched off and says why; the others go on. */
static void
test_unusable (Fixture *f, gconstpointer width)
{
  gint64 good = add_tag (f, "有名", 0), ghost = add_tag (f, "幽灵", 0);
  g_autoptr (RgTagStep) on = rg_tag_step_new (RG_TAG_RULE, good);
  g_autofree char *about = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  set_rule (f, good, "{\"field\":\"name\",\"op\":\"filled\"}");
  rg_store_write_sync (f->shop->store, ghost_func, &ghost, NULL, &error);
  g_assert_no_error (error);
  on->rule_on = 1;
  rg_store_write_sync (f->shop->store, apply_func, on, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rg_follow_catch_up (f->shop->store, NULL, &error));
  wait_for_shown (f, FAMILIES " .幽灵 .有名");
  wait_until (everybody_has_it, f);
  about = rg_tag_row_describe (rg_tag_row_get (row_of (f, "幽灵")));
  g_assert_nonnull (strstr (about, "Rule switched off: "));
  g_assert_nonnull (strstr (about, "ghost"));
  other = rg_tag_row_describe (rg_tag_row_get (row_of (f, "有名")));
  g_assert_nonnull (strstr (other, "Given by a rule"));

  act (f, ghost, "page.rule");
  wait_until (dialog_is_there, f);
  dialog = dialog_of (f);
  wait_until (rule_is_tried, dialog);
  g_assert_true (g_str_has_prefix (rg_tag_rule_dialog_get_sentence (RG_TAG_RULE_DIALOG (dialog)),
                                   "This rule is switched off: "));
  rg_tag_rule_dialog_switch (RG_TAG_RULE_DIALOG (dialog));
  wait_until (dialog_is_closed, f);
  wait_until (ghost_is_off, f);
}

static gboolean
rule_dialog_is_there (gpointer data)
{
  AdwDialog *dialog = dialog_of (data);

  return dialog != NULL && RG_IS_TAG_RULE_DIALOG (dialog);
}

/* A tag without a rule gets one: whom it means, what it would do, on. */
static void
test_new_rule (Fixture *f, gconstpointer width)
{
  gint64 id = add_tag (f, "有名", 0);
  g_autoptr (RgCondition) condition = rg_condition_parse ("{\"field\":\"name\",\"op\":\"filled\"}", NULL);
  g_autofree char *label = NULL;
  AdwDialog *dialog;

  wait_for_shown (f, FAMILIES " .有名");
  act (f, id, "page.rule");
  wait_until (dialog_is_there, f);
  dialog = dialog_of (f);
  g_assert_true (RG_IS_CONDITION_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "chosen", condition);
  adw_dialog_force_close (dialog);
  wait_until (rule_dialog_is_there, f);
  dialog = dialog_of (f);
  wait_until (rule_is_tried, dialog);
  rg_tag_rule_dialog_switch (RG_TAG_RULE_DIALOG (dialog));
  wait_until (dialog_is_closed, f);
  wait_until (rule_is_on, f);
  label = undo (f);
  g_assert_cmpstr (label, ==, "Switch the rule of the tag “有名” on");
}

static void
test_forms (Fixture *f, gconstpointer width)
{
  int least;

  add_tag (f, "一个名字很长很长很长很长很长很长很长很长很长很长的标签", add_tag (f, "阿", 0));
  wait_for_state (f, "tree");
  run_for (100);
  gtk_widget_measure (GTK_WIDGET (f->page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (f->window), ==, GPOINTER_TO_INT (width));
}

/* Every colour that a tag can have is read, light and dark, and every symbol is
 * there. */
static void
test_looks (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_assert_cmpint (RG_TAG_N_COLORS, ==, RG_DISPLAY_N_COLORS);
  for (guint i = 0; i < RG_TAG_N_COLORS; i++)
    for (guint dark = 0; dark < 2; dark++)
      {
        const RgColorPair *pair = rg_palette_get (i, dark != 0);

        g_assert_cmpfloat (rg_palette_contrast (&pair->back, &pair->fore), >=, 4.5);
        g_assert_cmpint (rg_tag_color_index (rg_tag_color_key (i)), ==, (int) i);
      }
  for (guint i = 0; i < rg_tag_n_symbols (); i++)
    {
      g_assert_true (gtk_icon_theme_has_icon (theme, rg_tag_symbol_at (i)->icon));
      g_assert_true (rg_tag_symbol_find (rg_tag_symbol_at (i)->key) == rg_tag_symbol_at (i));
    }
  g_assert_cmpint (rg_tag_color_index ("red"), ==, rg_tag_color_index ("rose"));
  g_assert_cmpint (rg_tag_color_index ("#ff0000"), ==, -1);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add ("/app/tags/" path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("begin", 1000, test_begin);
  ADD ("edit", 1000, test_edit);
  ADD ("taken", 1000, test_taken);
  ADD ("move", 1000, test_move);
  ADD ("drop", 1000, test_drop);
  ADD ("retire", 1000, test_retire);
  ADD ("follows", 1000, test_follows);
  ADD ("tidy", 1000, test_tidy);
  ADD ("rule", 1000, test_rule);
  ADD ("new-rule", 1000, test_new_rule);
  ADD ("unusable-rule", 1000, test_unusable);
  ADD ("wide", 1000, test_forms);
  ADD ("narrow", 360, test_forms);
  g_test_add_func ("/app/tags/looks", test_looks);

  return g_test_run ();
}
