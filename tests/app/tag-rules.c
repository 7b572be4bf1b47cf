/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tags-fixture.h"

/* Tags that are given by a rule: made, tried, switched on, switched off. */

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

static gboolean
says_kept (AdwDialog *dialog)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  collect (GTK_WIDGET (dialog), GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (strstr (gtk_label_get_label (g_ptr_array_index (labels, i)), "keeps it when the rule is") != NULL)
      return TRUE;
  return FALSE;
}

/* What the rule says and would do is seen before it is switched on. */
static gboolean
is_whole (GtkWidget *dialog)
{
  GtkWidget *scrolled = find_widget (dialog, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  return gtk_adjustment_get_upper (down) <= gtk_adjustment_get_page_size (down);
}

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
  /* There is room for what is found, though the dialog was there before it. */
  let_paint (f->window);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (dialog)), >=, 200);
  g_assert_true (is_whole (GTK_WIDGET (dialog)));
  g_assert_cmpstr (adw_preferences_group_get_title (g_ptr_array_index (groups, 0)), ==, "Would Get It · 5");
  g_assert_cmpstr (adw_preferences_group_get_title (g_ptr_array_index (groups, 1)), ==, "Would Lose It · 0");
  collect (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, rows);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (g_ptr_array_index (rows, 0)), "曾国藩"));
  g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (rows, 1)), ==, "Nobody");
  g_assert_false (says_kept (dialog));
  rg_tag_rule_dialog_switch (RG_TAG_RULE_DIALOG (dialog));
  wait_until (dialog_is_closed, f);
  wait_until (rule_is_on, f);
  /* Before it is switched off it is said who keeps the tag. */
  act (f, id, "page.rule");
  wait_until (dialog_is_there, f);
  dialog = dialog_of (f);
  wait_until (rule_is_tried, dialog);
  g_assert_true (says_kept (dialog));
  adw_dialog_close (dialog);
  wait_until (dialog_is_closed, f);
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

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add ("/app/tag-rules/" path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("rule", 1000, test_rule);
  ADD ("new-rule", 1000, test_new_rule);
  ADD ("unusable-rule", 1000, test_unusable);

  return g_test_run ();
}
