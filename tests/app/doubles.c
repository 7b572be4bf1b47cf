/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/doubles/rg-double-row.h"
#include "app/pages/doubles/rg-doubles-page.h"
#include "app/rg-merge-dialog.h"
#include "store/rg-op.h"

/* The page of likely pairs: what it shows, what its keys do, that it follows. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgDoublesPage *page;
  const char *wanted;
  RgStore *reader;
} Fixture;

/* --- looking -------------------------------------------------------------- */

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
rows_of (Fixture *f)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (GTK_WIDGET (f->page), RG_TYPE_DOUBLE_ROW, rows);
  return rows;
}

static RgDoubleRow *
row_at (Fixture *f, guint index)
{
  g_autoptr (GPtrArray) rows = rows_of (f);

  g_assert_cmpuint (index, <, rows->len);
  return g_ptr_array_index (rows, index);
}

/* "7-8 9-10": who stays first. */
static char *
pairs_of (Fixture *f)
{
  g_autoptr (GPtrArray) rows = rows_of (f);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      RgDoubleRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%d-%d", i > 0 ? " " : "",
                              (int) rg_row_get_id (rg_double_row_get_keep (row)),
                              (int) rg_row_get_id (rg_double_row_get_gone (row)));
    }
  return g_string_free_and_steal (text);
}

static gboolean
has_pairs (gpointer data)
{
  Fixture *f = data;
  g_autofree char *pairs = pairs_of (f);
  gboolean empty = *f->wanted == '\0';

  return !rg_doubles_page_is_busy (f->page) && g_str_equal (pairs, f->wanted) &&
         g_str_equal (rg_doubles_page_get_state (f->page), empty ? "empty" : "list");
}

static void
wait_for_pairs (Fixture *f, const char *pairs)
{
  f->wanted = pairs;
  wait_until (has_pairs, f);
}

static gboolean
has_badge (gpointer data)
{
  Fixture *f = data;

  return g_strcmp0 (rg_page_get_badge (RG_PAGE (f->page)), f->wanted) == 0;
}

static char *
texts_of (GtkWidget *widget)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  collect (widget, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "%s|", gtk_label_get_label (g_ptr_array_index (labels, i)));
  return g_string_free_and_steal (text);
}

/* --- doing ---------------------------------------------------------------- */

static char *
undo (Fixture *f)
{
  return shop_undo (f->shop->store);
}

static gpointer
count_func (RgRead *read, gpointer sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

static char *
ask_text (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = rg_store_read_sync (f->shop->store, count_func, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return text;
}

/* 7 张三丰 and 1, of one number; 8 曾国凡, who sounds like 2 and ends alike. */
static void
add_doubles (Fixture *f)
{
  shop_add (f->shop->store, "张三丰", "19900000001", NULL);
  shop_add (f->shop->store, "曾国凡", "19800000002", NULL);
}

static void
set_up (Fixture *f, gconstpointer width)
{
  f->shop = shop_new ();
  f->settings = rg_settings_new ();
  f->page = RG_DOUBLES_PAGE (rg_doubles_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), GPOINTER_TO_INT (width), f->shop->store);
}

static void
tear_down (Fixture *f, gconstpointer width)
{
  page_window_close (f->window, RG_PAGE (f->page));
  if (f->reader != NULL)
    rg_store_close (f->reader);
  g_clear_object (&f->reader);
  g_assert_finalize_object (f->settings);
  shop_free (f->shop);
}

/* --- what it shows -------------------------------------------------------- */

static void
test_shows (Fixture *f, gconstpointer width)
{
  g_autofree char *texts = NULL;

  g_assert_cmpstr (rg_doubles_page_get_state (f->page), ==, "loading");
  wait_for_pairs (f, "");
  g_assert_null (rg_page_get_badge (RG_PAGE (f->page)));
  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "2");
  texts = texts_of (GTK_WIDGET (row_at (f, 0)));
  g_assert_nonnull (strstr (texts, "Same phone 199 0000 0001|Same name|"));
  g_clear_pointer (&texts, g_free);
  texts = texts_of (GTK_WIDGET (row_at (f, 1)));
  g_assert_nonnull (strstr (texts, "Sounds alike|Same last four digits|"));
  g_assert_nonnull (strstr (texts, "曾国藩|Stays|"));
  g_assert_nonnull (strstr (texts, "曾国凡|Goes into the other|"));
}

static void
test_masked (Fixture *f, gconstpointer width)
{
  g_autofree char *texts = NULL;

  add_doubles (f);
  rg_settings_set_boolean (f->settings, "mask-phones", TRUE);
  wait_for_pairs (f, "1-7 2-8");
  texts = texts_of (GTK_WIDGET (f->page));
  g_assert_nonnull (strstr (texts, "199****0001"));
  g_assert_null (strstr (texts, "0000 0001"));
  rg_settings_set_boolean (f->settings, "mask-phones", FALSE);
  g_clear_pointer (&texts, g_free);
  texts = texts_of (GTK_WIDGET (f->page));
  g_assert_nonnull (strstr (texts, "199 0000 0001"));
}

/* While nobody looks there is a number and no rows; whoever comes finds them. */
static void
test_hidden (Fixture *f, gconstpointer width)
{
  g_autofree char *pairs = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  gtk_widget_set_visible (GTK_WIDGET (f->page), FALSE);
  add_doubles (f);
  f->wanted = "2";
  wait_until (has_badge, f);
  rows = rows_of (f);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpstr (rg_doubles_page_get_state (f->page), ==, "list");
  gtk_widget_set_visible (GTK_WIDGET (f->page), TRUE);
  pairs = pairs_of (f);
  g_assert_cmpstr (pairs, ==, "1-7 2-8");
  /* The same with rows that are there from before. */
  gtk_widget_set_visible (GTK_WIDGET (f->page), FALSE);
  g_free (undo (f));
  f->wanted = "1";
  wait_until (has_badge, f);
  gtk_widget_set_visible (GTK_WIDGET (f->page), TRUE);
  wait_for_pairs (f, "1-7");
}

/* Beside each other, or below; and never wider than the window. */
static void
test_forms (Fixture *f, gconstpointer width)
{
  gboolean narrow = GPOINTER_TO_INT (width) < 560;
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  graphene_rect_t first, second;
  int least;

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  let_paint (f->window);
  collect (GTK_WIDGET (row_at (f, 0)), g_type_from_name ("RgDoubleSide"), boxes);
  g_assert_cmpuint (boxes->len, ==, 2);
  g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (boxes, 0), GTK_WIDGET (f->page), &first));
  g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (boxes, 1), GTK_WIDGET (f->page), &second));
  if (narrow)
    g_assert_cmpfloat (second.origin.y, >=, first.origin.y + first.size.height);
  else
    g_assert_cmpfloat (second.origin.x, >=, first.origin.x + first.size.width);
  gtk_widget_measure (GTK_WIDGET (f->page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (f->window), ==, GPOINTER_TO_INT (width));
}

/* Every button says what it does, and to whom. */
static void
test_names (Fixture *f, gconstpointer width)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  collect (GTK_WIDGET (row_at (f, 1)), GTK_TYPE_BUTTON, buttons);
  g_assert_cmpuint (buttons->len, ==, 5);
  for (guint i = 0; i < buttons->len; i++)
    g_assert_true (
        gtk_test_accessible_has_property (g_ptr_array_index (buttons, i), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row_at (f, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "曾国藩 and 曾国凡");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (g_ptr_array_index (buttons, 4)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Merge 曾国凡 into 曾国藩");
}

/* --- what can be done ----------------------------------------------------- */

static gboolean
has_focus (gpointer row)
{
  return gtk_widget_is_focus (row);
}

static void
test_merge (Fixture *f, gconstpointer width)
{
  g_autofree char *names = NULL, *label = NULL, *again = NULL;

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  gtk_widget_grab_focus (GTK_WIDGET (row_at (f, 0)));
  press_shortcut (GTK_WIDGET (row_at (f, 0)), GDK_KEY_m);
  wait_for_pairs (f, "2-8");
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "1");
  /* The next one is at hand. */
  wait_until (has_focus, row_at (f, 0));
  names = ask_text (f, "SELECT group_concat (id ORDER BY id) FROM customer");
  g_assert_cmpstr (names, ==, "1,2,3,4,5,6,8");
  label = undo (f);
  g_assert_cmpstr (label, ==, "Merge the two customers 张三丰");
  wait_for_pairs (f, "1-7 2-8");
  /* Whoever was at hand still is. */
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (row_at (f, 1))));

  press_shortcut (GTK_WIDGET (row_at (f, 1)), GDK_KEY_s);
  wait_for_pairs (f, "1-7 8-2");
  press_shortcut (GTK_WIDGET (row_at (f, 1)), GDK_KEY_m);
  wait_for_pairs (f, "1-7");
  g_free (names);
  names = ask_text (f, "SELECT name FROM customer WHERE id = 8");
  g_assert_cmpstr (names, ==, "曾国凡");
  again = undo (f);
  g_assert_cmpstr (again, ==, "Merge 曾国藩 into 曾国凡");
  wait_for_pairs (f, "1-7 2-8");
}

static void
test_different (Fixture *f, gconstpointer width)
{
  g_autofree char *label = NULL, *pair = NULL;

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  gtk_widget_grab_focus (GTK_WIDGET (row_at (f, 1)));
  press_shortcut (GTK_WIDGET (row_at (f, 1)), GDK_KEY_n);
  wait_for_pairs (f, "1-7");
  wait_until (has_focus, row_at (f, 0));
  pair = ask_text (f, "SELECT first_id || '-' || second_id FROM not_same");
  g_assert_cmpstr (pair, ==, "2-8");
  press_shortcut (GTK_WIDGET (row_at (f, 0)), GDK_KEY_Delete);
  wait_for_pairs (f, "");
  g_assert_null (rg_page_get_badge (RG_PAGE (f->page)));
  label = undo (f);
  g_assert_cmpstr (label, ==, "张三丰 and 张三丰 are not the same");
  wait_for_pairs (f, "1-7");
}

/* Of three, the one that goes is in two pairs. */
static void
test_three (Fixture *f, gconstpointer width)
{
  shop_add (f->shop->store, "张三丰", "19900000001", NULL);
  shop_add (f->shop->store, "张三丰", "19900000001", NULL);
  wait_for_pairs (f, "1-7 1-8 7-8");
  press_shortcut (GTK_WIDGET (row_at (f, 0)), GDK_KEY_m);
  wait_for_pairs (f, "1-8");
}

static gboolean
is_revealed (gpointer banner)
{
  return adw_banner_get_revealed (banner);
}

static void
test_merge_sure (Fixture *f, gconstpointer width)
{
  GtkWidget *banner = find_widget (GTK_WIDGET (f->page), ADW_TYPE_BANNER);
  g_autofree char *people = NULL, *label = NULL;

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  shop_add (f->shop->store, "张三丰", "19900000001", NULL);
  wait_for_pairs (f, "1-7 1-9 7-9 2-8");
  wait_until (is_revealed, banner);
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), ==,
                   "2 customers have the same name and phone as an earlier one.");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "page.merge-sure", NULL);
  wait_for_pairs (f, "2-8");
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  people = ask_text (f, "SELECT group_concat (id ORDER BY id) FROM customer");
  g_assert_cmpstr (people, ==, "1,2,3,4,5,6,8");
  label = undo (f);
  g_assert_cmpstr (label, ==, "Merge 2 double customers");
  wait_for_pairs (f, "1-7 1-9 7-9 2-8");
}

static void
test_read_only (Fixture *f, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  add_doubles (f);
  shop_add (f->shop->store, "张三丰", "19900000001", NULL);
  f->reader = rg_store_open (f->shop->folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rg_page_set_store (RG_PAGE (f->page), f->reader);
  wait_for_pairs (f, "1-7 1-9 7-9 2-8");
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (find_widget (GTK_WIDGET (f->page), ADW_TYPE_BANNER))));
  press_shortcut (GTK_WIDGET (row_at (f, 0)), GDK_KEY_m);
  press_shortcut (GTK_WIDGET (row_at (f, 0)), GDK_KEY_n);
  run_for (50);
  wait_for_pairs (f, "1-7 1-9 7-9 2-8");
  rg_page_set_store (RG_PAGE (f->page), NULL);
  g_assert_null (rg_page_get_badge (RG_PAGE (f->page)));
}

static void
test_more (Fixture *f, gconstpointer width)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GtkWidget *more = NULL;

  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", 'A' + i);

      shop_add (f->shop->store, name, "19900000009", NULL);
    }
  f->wanted = NULL;
  while (rg_doubles_page_is_busy (f->page))
    g_main_context_iteration (NULL, TRUE);
  rows = rows_of (f);
  g_assert_cmpuint (rows->len, ==, 50);
  g_assert_cmpstr (rg_page_get_badge (RG_PAGE (f->page)), ==, "55");
  collect (GTK_WIDGET (f->page), GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), "Show More") == 0)
      more = g_ptr_array_index (buttons, i);
  g_assert_nonnull (more);
  g_assert_true (gtk_widget_get_visible (more));
  g_signal_emit_by_name (more, "clicked");
  while (rg_doubles_page_is_busy (f->page))
    g_main_context_iteration (NULL, TRUE);
  all = rows_of (f);
  g_assert_cmpuint (all->len, ==, 55);
  g_assert_false (gtk_widget_get_visible (more));
  g_assert_true (g_ptr_array_index (all, 0) == g_ptr_array_index (rows, 0));
}

/* --- the dialog ----------------------------------------------------------- */

static RgMergeDialog *
dialog_of (Fixture *f)
{
  return RG_MERGE_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (f->window)));
}

static gboolean
dialog_has_state (gpointer data)
{
  Fixture *f = data;

  return dialog_of (f) != NULL && g_str_equal (rg_merge_dialog_get_state (dialog_of (f)), f->wanted);
}

static gboolean
dialog_is_closed (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window)) == NULL;
}

static void
test_dialog (Fixture *f, gconstpointer width)
{
  g_autofree char *texts = NULL, *notes = NULL;

  add_doubles (f);
  wait_for_pairs (f, "1-7 2-8");
  rg_merge_ask (GTK_WIDGET (f->page), f->shop->store, 8, 2);
  f->wanted = "pair";
  wait_until (dialog_has_state, f);
  texts = texts_of (GTK_WIDGET (dialog_of (f)));
  g_assert_nonnull (strstr (texts, "曾国藩|Stays|"));
  g_assert_nonnull (strstr (texts, "曾国凡 goes to the notes"));
  g_assert_nonnull (strstr (texts, "and 198 0000 0002 besides"));
  gtk_widget_activate_action (GTK_WIDGET (dialog_of (f)), "merge.swap", NULL);
  g_clear_pointer (&texts, g_free);
  texts = texts_of (GTK_WIDGET (dialog_of (f)));
  g_assert_nonnull (strstr (texts, "曾国凡|Stays|"));
  g_assert_nonnull (strstr (texts, "from 曾国藩"));
  gtk_widget_activate_action (GTK_WIDGET (dialog_of (f)), "merge.confirm", NULL);
  wait_until (dialog_is_closed, f);
  wait_for_pairs (f, "1-7");
  notes = ask_text (f, "SELECT notes FROM customer WHERE id = 8");
  g_assert_cmpstr (notes, ==, "Other name: 曾国藩");
}

static void
test_dialog_gone (Fixture *f, gconstpointer width)
{
  rg_merge_ask (GTK_WIDGET (f->page), f->shop->store, 1, 99);
  f->wanted = "gone";
  wait_until (dialog_has_state, f);
  gtk_widget_activate_action (GTK_WIDGET (dialog_of (f)), "merge.confirm", NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog_of (f)));
  wait_until (dialog_is_closed, f);
  /* One that is closed before the answer comes. */
  rg_merge_ask (GTK_WIDGET (f->page), f->shop->store, 1, 2);
  adw_dialog_force_close (ADW_DIALOG (dialog_of (f)));
  run_for (50);
  wait_for_pairs (f, "");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add ("/app/doubles/" path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("shows", 1000, test_shows);
  ADD ("hidden", 1000, test_hidden);
  ADD ("masked", 1000, test_masked);
  ADD ("wide", 1000, test_forms);
  ADD ("narrow", 360, test_forms);
  ADD ("names", 1000, test_names);
  ADD ("merge", 1000, test_merge);
  ADD ("different", 1000, test_different);
  ADD ("three", 1000, test_three);
  ADD ("merge-sure", 1000, test_merge_sure);
  ADD ("read-only", 1000, test_read_only);
  ADD ("more", 1000, test_more);
  ADD ("dialog", 1000, test_dialog);
  ADD ("dialog-gone", 1000, test_dialog_gone);

  return g_test_run ();
}
