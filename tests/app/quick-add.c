/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-known-person.h"
#include "app/rg-quick-add.h"
#include "records/rg-row.h"
#include "shop/rg-timeline.h"
#include "store/rg-op.h"

#include <string.h>

/* A customer in a few words. Today is 2026-11-22, a Sunday. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  RgWindow *window;
  guint n;
} Fixture;

/* --- the window ------------------------------------------------------------- */

static GtkWidget *
dialog_of (Fixture *fixture)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

static gboolean
is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

static gboolean
is_shown (gpointer data)
{
  return RG_IS_QUICK_ADD (dialog_of (data));
}

static gboolean
has_n (gpointer data)
{
  Fixture *fixture = data;
  RgRecordList *list = NULL;

  if (g_str_equal (rg_window_get_state (fixture->window), "shop"))
    list = rg_customers_page_get_list (RG_CUSTOMERS_PAGE (rg_window_get_page (fixture->window)));
  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == fixture->n;
}

static void
wait_for_n (Fixture *fixture, guint n)
{
  fixture->n = n;
  wait_until (has_n, fixture);
}

static gboolean
is_welcome (gpointer data)
{
  return g_str_equal (rg_window_get_state (((Fixture *) data)->window), "welcome");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = rg_settings_new ();
  fixture->shop = shop_new ();
  shop_close (fixture->shop);
  fixture->window = rg_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_window_open_shop (fixture->window, fixture->shop->folder);
  wait_for_n (fixture, PEOPLE);
}

/* What was asked last may still be on its way back. */
static gboolean
is_let_go (gpointer data)
{
  return G_OBJECT (((Fixture *) data)->settings)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  RgWindow *window = fixture->window;

  let_paint (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until (is_let_go, fixture);
  g_assert_finalize_object (fixture->settings);
  shop_free (fixture->shop);
}

/* --- the dialog ------------------------------------------------------------- */

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_ENTRY_ROW (root) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A label or button that is shown and says @text. */
static GtkWidget *
find_text (GtkWidget *root, GType type, const char *text)
{
  const char *label = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    label = GTK_IS_LABEL (root) ? gtk_label_get_label (GTK_LABEL (root))
                                : gtk_button_get_label (GTK_BUTTON (root));
  if (g_strcmp0 (label, text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_texts (GtkWidget *root, const char *text)
{
  guint n = GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_texts (child, text);
  return n;
}

static void
begin (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-customer", NULL);
  wait_until (is_shown, fixture);
}

static void
write_into (Fixture *fixture, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog_of (fixture), title)), text);
}

static const char *
written (Fixture *fixture, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_row (dialog_of (fixture), title)));
}

/* The list may know of somebody before the dialog does. */
static gboolean
is_fresh (gpointer data)
{
  return *written (data, "Name") == '\0';
}

/* Enter in one of the fields. */
static void
press_enter (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_row (dialog_of (fixture), title);

  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
}

static void
press (Fixture *fixture, const char *label)
{
  GtkWidget *button = find_text (dialog_of (fixture), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_known (gpointer data)
{
  GtkWidget *person = find_widget (dialog_of (data), RG_TYPE_KNOWN_PERSON);

  return person != NULL && gtk_widget_get_mapped (person);
}

static gboolean
is_unknown (gpointer data)
{
  return !is_known (data);
}

/* --- what was saved --------------------------------------------------------- */

static gpointer
describe_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  gint64 id = *(gint64 *) data;
  g_autoptr (RgRow) row = rg_row_read (read, customer, id, error);
  g_autoptr (GPtrArray) timeline = rg_timeline_read (read, id, 0, error);
  g_autoptr (GPtrArray) history = rg_history_list (read, 0, 1, error);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%s|%s|%s|%s|", rg_row_get_text (row, "name"), rg_row_get_text (row, "phone"),
                   rg_row_get_text (row, "wechat"), rg_row_get_text (row, "next_date"));
  for (guint i = 0; i < timeline->len; i++)
    {
      const RgTimelineEntry *entry = g_ptr_array_index (timeline, i);

      g_string_append_printf (text, "%s;", rg_row_get_text (entry->row, "text"));
    }
  g_string_append_printf (text, "|%s", ((RgOperation *) g_ptr_array_index (history, 0))->label);
  return g_string_free_and_steal (text);
}

static void
assert_customer (Fixture *fixture, gint64 id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      rg_store_read_sync (rg_window_get_store (fixture->window), describe_func, &id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* --- tests ------------------------------------------------------------------ */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  write_into (fixture, "Name", " 王姐 ");
  write_into (fixture, "Phone", "199 1111 0000");
  write_into (fixture, "What They Want", "要看三居");
  press_enter (fixture, "What They Want");
  wait_until (is_closed, fixture);
  wait_for_n (fixture, PEOPLE + 1);
  assert_customer (fixture, PEOPLE + 1, "王姐|19911110000|(null)|(null)|要看三居;|Add 王姐");
  g_assert_nonnull (find_text (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "Added 王姐"));
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  write_into (fixture, "Name", "王姐");
  press (fixture, "Add and New");
  wait_for_n (fixture, PEOPLE + 1);
  g_assert_true (is_shown (fixture));
  wait_until (is_fresh, fixture);
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "Added 王姐"));
  write_into (fixture, "Phone", "19911110000");
  gtk_widget_activate_action (dialog_of (fixture), "quick-add.save", "i", 1);
  wait_until (is_closed, fixture);
  wait_for_n (fixture, PEOPLE + 2);
  assert_customer (fixture, PEOPLE + 2, "(null)|19911110000|(null)|(null)||Add 199 1111 0000");
}

static gboolean
is_at_way_back (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((Fixture *) data)->window));

  return focus != NULL && GTK_IS_BUTTON (focus) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), "record.close") == 0;
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  write_into (fixture, "Phone", "199000");
  run_for (150);
  g_assert_false (is_known (fixture));
  write_into (fixture, "Phone", "1990000");
  wait_until (is_known, fixture);
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "张三丰"));
  g_assert_null (find_text (dialog_of (fixture), GTK_TYPE_BUTTON, "Add to This Customer"));
  write_into (fixture, "Phone", "1990000999");
  wait_until (is_unknown, fixture);
  write_into (fixture, "Phone", "19900000003");
  wait_until (is_known, fixture);
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "李清照"));
  press (fixture, "Open");
  wait_until (is_closed, fixture);
  /* In the record, whose widgets are made for this one. */
  wait_until (is_at_way_back, fixture);
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  write_into (fixture, "Name", "李小妹");
  write_into (fixture, "Phone", "199 0000 0003");
  write_into (fixture, "What They Want", "要窗帘");
  wait_until (is_known, fixture);
  press (fixture, "Add to This Customer");
  wait_until (is_closed, fixture);
  assert_customer (fixture, 3,
                   "李清照|19900000003|(null)|2026-12-24|要窗帘\nName given: 李小妹;|Add a note to 李清照");
  wait_for_n (fixture, PEOPLE);
}

/* Families share a phone. */
static void
test_family (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  write_into (fixture, "Name", "李小妹");
  write_into (fixture, "Phone", "19900000003");
  wait_until (is_known, fixture);
  press_enter (fixture, "Phone");
  wait_until (is_closed, fixture);
  wait_for_n (fixture, PEOPLE + 1);
  assert_customer (fixture, PEOPLE + 1, "李小妹|19900000003|(null)|(null)||Add 李小妹");
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char sentence[] = "“1234567890” is not a phone number. A mobile number has 11 digits.";

  begin (fixture);
  press_enter (fixture, "Name");
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "Write a name or a phone number first."));
  write_into (fixture, "Name", "王姐");
  g_assert_null (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "Write a name or a phone number first."));
  write_into (fixture, "Phone", "1234567890");
  press_enter (fixture, "Phone");
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, sentence));
  g_assert_cmpstr (written (fixture, "Name"), ==, "王姐");
  g_assert_cmpstr (written (fixture, "Phone"), ==, "1234567890");
  write_into (fixture, "Phone", "12345678901");
  g_assert_null (find_text (dialog_of (fixture), GTK_TYPE_LABEL, sentence));
  g_assert_true (is_shown (fixture));
  gtk_widget_activate_action (dialog_of (fixture), "window.close", NULL);
  wait_until (is_closed, fixture);
  wait_for_n (fixture, PEOPLE);
}

/* --- pasting ---------------------------------------------------------------- */

static void
paste (Fixture *fixture, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), text);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.paste", NULL);
}

static void
test_guess (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "王姐 199 1111 0000 要看三居，周六上午");
  wait_until (is_shown, fixture);
  g_assert_cmpstr (written (fixture, "Name"), ==, "王姐");
  g_assert_cmpstr (written (fixture, "Phone"), ==, "199 1111 0000");
  g_assert_cmpstr (written (fixture, "What They Want"), ==, "要看三居");
  g_assert_nonnull (find_text (dialog_of (fixture), GTK_TYPE_LABEL, "王姐 199 1111 0000 要看三居，周六上午"));
  g_assert_cmpuint (count_texts (dialog_of (fixture), "Guess"), ==, 4);
  write_into (fixture, "Name", "王大姐");
  g_assert_cmpuint (count_texts (dialog_of (fixture), "Guess"), ==, 3);
  press_enter (fixture, "Name");
  wait_until (is_closed, fixture);
  wait_for_n (fixture, PEOPLE + 1);
  assert_customer (fixture, PEOPLE + 1,
                   "王大姐|19911110000|(null)|2026-11-28|要看三居 (周六上午);|Add 王大姐");
}

static gboolean
says_nothing (gpointer data)
{
  return find_text (GTK_WIDGET (((Fixture *) data)->window), GTK_TYPE_LABEL,
                    "There is nothing to paste. Copy a line from a chat, or rows from a spreadsheet, and try "
                    "again.") != NULL;
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  paste (fixture, " \n　");
  wait_until (says_nothing, fixture);
  g_assert_null (dialog_of (fixture));
}

static gboolean
is_something_else (gpointer data)
{
  GtkWidget *dialog = dialog_of (data);

  return dialog != NULL && !RG_IS_QUICK_ADD (dialog);
}

/* Rows go to the import. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "姓名\t电话\n王姐\t19911110000\n李哥\t19911110001\n");
  wait_until (is_something_else, fixture);
  /* And over another dialog nothing is pasted. */
  paste (fixture, "王姐 19911110000");
  run_for (100);
  g_assert_true (is_something_else (fixture));
}

/* --- other shops ------------------------------------------------------------ */

/* The first customer makes the shop. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("regulars-first-XXXXXX", &error);

  g_assert_no_error (error);
  rg_window_open_shop (fixture->window, folder);
  wait_until (is_welcome, fixture);
  begin (fixture);
  write_into (fixture, "Name", "王姐");
  press_enter (fixture, "Name");
  wait_until (is_closed, fixture);
  wait_for_n (fixture, 1);
  let_paint (GTK_WIDGET (fixture->window));
  assert_customer (fixture, 1, "王姐|(null)|(null)|(null)||Add 王姐");
  rg_window_open_shop (fixture->window, fixture->shop->folder);
  wait_for_n (fixture, PEOPLE);
  remove_folder (folder);
}

static void
test_read_only (void)
{
  g_autoptr (RgSettings) settings = rg_settings_new ();
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = NULL;
  RgWindow *window = rg_window_new (NULL, settings);

  shop_close (shop);
  store = rg_store_open (shop->folder, RG_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  rg_quick_add_present (GTK_WIDGET (window), store, NULL);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  run_for (100);
  rg_store_close (store);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/quick-add/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("save", test_save);
  ADD ("next", test_next);
  ADD ("known", test_known);
  ADD ("join", test_join);
  ADD ("family", test_family);
  ADD ("wrong", test_wrong);
  ADD ("guess", test_guess);
  ADD ("nothing-to-paste", test_nothing);
  ADD ("rows", test_rows);
  ADD ("first", test_first);
  g_test_add_func ("/quick-add/read-only", test_read_only);

  return g_test_run ();
}
