/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tags-fixture.h"

/* The page of tags: what it shows, what its actions and dialogs do. */

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

static void
test_drop (Fixture *f, gconstpointer width)
{
  gint64 a = add_tag (f, "阿", 0), b = add_tag (f, "八", 0);

  wait_for_shown (f, FAMILIES " .阿 .八");
  g_signal_emit_by_name (row_of (f, "阿"), "dropped", b, TRUE);
  wait_for_shown (f, FAMILIES " .八 .阿");
  g_signal_emit_by_name (row_of (f, "八"), "dropped", a, FALSE);
  wait_for_shown (f, FAMILIES " .八 ..阿");
  g_signal_emit_by_name (row_of (f, "Basic"), "dropped", a, FALSE);
  wait_for_shown (f, "Basic .阿 Behaviour Channel Own .八");
  /* Not below itself. */
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
  row_of (f, "八");
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
test_forms (Fixture *f, gconstpointer width)
{
  int least;

  add_tag (f, "一个名字很长很长很长很长很长很长很长很长很长很长的标签", add_tag (f, "阿", 0));
  wait_for_state (f, "tree");
  let_paint (f->window);
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
  ADD ("wide", 1000, test_forms);
  ADD ("narrow", 360, test_forms);
  g_test_add_func ("/app/tags/looks", test_looks);

  return g_test_run ();
}
