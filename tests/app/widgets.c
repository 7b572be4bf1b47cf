/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/rg-about.h"
#include "app/rg-choice-button.h"
#include "app/rg-error-page.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-welcome.h"
#include "app/widgets/rg-column-header.h"
#include "app/widgets/rg-columns-dialog.h"
#include "app/widgets/rg-icons.h"

/* Made, shown, measured and gone again: every template is whole. */
static void
test_templates (void)
{
  GType types[] = { RG_TYPE_WELCOME, RG_TYPE_ERROR_PAGE, RG_TYPE_CHOICE_BUTTON };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *widget = g_object_new (types[i], NULL);

      gtk_window_set_child (GTK_WINDOW (window), widget);
      gtk_window_present (GTK_WINDOW (window));
      run_for (50);
      g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
      gtk_window_destroy (GTK_WINDOW (window));
      g_assert_null (widget);
    }
}

static void
test_dialogs (void)
{
  AdwDialog *(*make[]) (void) = { rg_about_new, rg_shortcuts_dialog_new };

  for (guint i = 0; i < G_N_ELEMENTS (make); i++)
    {
      GtkWidget *window = adw_window_new ();
      AdwDialog *dialog = make[i]();

      adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("under it"));
      gtk_window_present (GTK_WINDOW (window));
      adw_dialog_present (dialog, window);
      run_for (50);
      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      adw_dialog_force_close (dialog);
      gtk_window_destroy (GTK_WINDOW (window));
      g_assert_null (dialog);
    }
}

/* Every key is one, no two in one place do the same, none has the key of one that
 * holds in the whole window, and what they run is there. */
static void
test_shortcuts (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) everywhere = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GTypeClass) klass = g_type_class_ref (RG_TYPE_WINDOW);
  guint n = 0;

  for (const RgShortcut *shortcut = rg_shortcuts_list (); shortcut->title != NULL; shortcut++, n++)
    {
      g_auto (GStrv) all = g_strsplit (shortcut->keys, " ", -1);
      gboolean found = FALSE;

      for (guint i = 0; all[i] != NULL; i++)
        {
          GdkModifierType modifiers;
          g_autofree char *name = NULL;
          guint key;

          g_assert_true (gtk_accelerator_parse (all[i], &key, &modifiers));
          g_assert_cmpuint (modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK), ==, 0);
          name = gtk_accelerator_name (key, modifiers);
          g_test_message ("%s", shortcut->title);
          if (shortcut->action != NULL)
            g_assert_true (g_hash_table_add (everywhere, g_strdup (name)));
          g_assert_true (g_hash_table_add (keys, g_strconcat (shortcut->group, " ", name, NULL)));
        }
      if (shortcut->action == NULL || !g_str_has_prefix (shortcut->action, "win."))
        continue;

      for (guint i = 0; !found; i++)
        {
          const GVariantType *type;
          const char *name, *property;
          GType owner;

          if (!gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), i, &owner, &name, &type, &property))
            break;
          found = g_str_equal (shortcut->action, name) ||
                  (g_str_has_prefix (shortcut->action, name) && shortcut->action[strlen (name)] == '(');
        }
      if (!found)
        g_error ("no action %s", shortcut->action);
    }
  for (const RgShortcut *shortcut = rg_shortcuts_list (); shortcut->title != NULL; shortcut++)
    {
      g_auto (GStrv) all = g_strsplit (shortcut->keys, " ", -1);

      for (guint i = 0; shortcut->action == NULL && all[i] != NULL; i++)
        g_assert_false (g_hash_table_contains (everywhere, all[i]));
    }
  g_assert_cmpuint (n, >, 10);
}

/* What somebody sends along with a report of a fault. */
static void
test_debug_info (void)
{
  g_autofree char *text = rg_about_dup_debug_info ();

  g_assert_nonnull (strstr (text, RG_VERSION));
  g_assert_nonnull (strstr (text, "SQLite"));
  g_assert_null (strstr (text, g_get_user_name ()));
  g_assert_null (strstr (text, g_get_home_dir ()));
}

static void
sort_cb (RgColumnHeader *header, const char *key, gboolean descending, GString *asked)
{
  g_string_append_printf (asked, "%s%s;", key, descending ? "-" : "+");
}

static void
click (RgColumnHeader *header, const char *key)
{
  g_signal_emit_by_name (rg_column_header_get_button (header, key), "clicked");
}

/* A click asks for an order, and another for the other way; only what is
 * ordered by says so to a screen reader. */
static void
test_header (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  g_autoptr (RgColumns) columns = rg_columns_new ();
  g_autoptr (GString) asked = g_string_new (NULL);
  RgColumnHeader *header = g_object_ref_sink (g_object_new (RG_TYPE_COLUMN_HEADER, NULL));
  GtkAccessible *name, *next;

  rg_columns_set_catalog (columns, catalog);
  rg_column_header_set_columns (header, columns);
  g_signal_connect (header, "sort-requested", G_CALLBACK (sort_cb), asked);
  name = GTK_ACCESSIBLE (rg_column_header_get_button (header, "name"));
  next = GTK_ACCESSIBLE (rg_column_header_get_button (header, "next_date"));

  gtk_test_accessible_assert_role (name, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (name, GTK_ACCESSIBLE_PROPERTY_LABEL, "Name");
  gtk_test_accessible_assert_property (name, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_ASCENDING);
  gtk_test_accessible_assert_property (next, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_NONE);

  /* Tags have no order. */
  click (header, "tags");
  g_assert_cmpstr (asked->str, ==, "");
  click (header, "name");
  click (header, "next_date");
  g_assert_cmpstr (asked->str, ==, "name-;next_date+;");

  rg_columns_set_sort (columns, "next_date", TRUE);
  gtk_test_accessible_assert_property (name, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_NONE);
  gtk_test_accessible_assert_property (next, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_DESCENDING);
  click (header, "next_date");
  g_assert_cmpstr (asked->str, ==, "name-;next_date+;next_date+;");

  g_object_unref (header);
}

/* What the menu and the keys of a heading do; who is moved keeps the focus. */
static void
test_header_columns (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  g_autoptr (RgColumns) columns = rg_columns_new ();
  RgColumnHeader *header = g_object_ref_sink (g_object_new (RG_TYPE_COLUMN_HEADER, NULL));
  GtkWidget *window = gtk_window_new (), *phone;

  rg_columns_set_catalog (columns, catalog);
  rg_column_header_set_columns (header, columns);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 100);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (header));
  gtk_window_present (GTK_WINDOW (window));
  run_for (100);
  phone = rg_column_header_get_button (header, "phone");
  gtk_widget_grab_focus (phone);

  gtk_widget_activate_action (phone, "column.move", "(si)", "phone", 1);
  g_assert_cmpstr (rg_columns_get (columns, 2)->field->key, ==, "phone");
  g_assert_true (rg_column_header_get_button (header, "phone") == phone);
  g_assert_true (gtk_widget_is_focus (phone));
  gtk_widget_activate_action (phone, "column.resize", "(si)", "phone", 1);
  g_assert_cmpint (rg_columns_find (columns, "phone")->wanted, >, 0);
  gtk_widget_activate_action (phone, "column.natural", "s", "phone");
  g_assert_cmpint (rg_columns_find (columns, "phone")->wanted, ==, 0);
  gtk_widget_activate_action (phone, "column.hide", "s", "owner");
  g_assert_null (rg_column_header_get_button (header, "owner"));
  g_assert_null (rg_columns_find (columns, "owner"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (header);
}

/* Everybody sees every field, and gets the usual columns back. */
static void
test_columns_dialog (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  g_autoptr (RgColumns) columns = rg_columns_new ();
  GtkWidget *window = adw_window_new (), *check;
  AdwDialog *dialog;

  rg_columns_set_catalog (columns, catalog);
  dialog = rg_columns_dialog_new (columns);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("under it"));
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, window);
  run_for (100);

  /* The first box is the name's, which stays; the second is the phone's. */
  check = find_widget (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (check));
  rg_columns_show_field (columns, "phone", FALSE);
  run_for (50);
  g_assert_null (rg_columns_find (columns, "phone"));
  rg_columns_reset (columns);
  run_for (50);
  g_assert_nonnull (rg_columns_find (columns, "phone"));

  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Each kind of trouble has its own words, and says nothing of reading where
 * there is nothing to read. */
static void
test_errors (void)
{
  RgErrorPage *page = g_object_ref_sink (g_object_new (RG_TYPE_ERROR_PAGE, NULL));
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RgStoreError codes[] = { RG_STORE_ERROR_LOCKED,  RG_STORE_ERROR_READ_ONLY, RG_STORE_ERROR_NOT_A_SHOP,
                           RG_STORE_ERROR_CORRUPT, RG_STORE_ERROR_NEWER,     RG_STORE_ERROR_NO_SPACE,
                           RG_STORE_ERROR_IO,      RG_STORE_ERROR_FAILED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new (RG_STORE_ERROR, (int) codes[i], "because <of> & this");

      rg_error_page_set_error (page, "/somewhere/<shop>", error);
      g_assert_true (g_hash_table_add (titles, g_strdup (rg_error_page_get_title (page))));
    }
  g_object_unref (page);
}

static void
changed_cb (gpointer changed)
{
  *(gboolean *) changed = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/* One that is drawn is looked up once, until there are other icons. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *name = g_strdup ("emblem-important-symbolic");
  g_autoptr (GtkIconPaintable) icon = g_object_ref (rg_icons_get (widget, name, 12));
  gboolean changed = FALSE;

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  g_assert_true (rg_icons_get (widget, name, 12) != icon);
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  g_assert_true (rg_icons_get (widget, name, 16) != icon);
  g_assert_true (rg_icons_get (widget, "emblem-important-symbolic", 12) == icon);
  g_signal_connect_swapped (theme, "changed", G_CALLBACK (changed_cb), &changed);
  gtk_icon_theme_add_search_path (theme, g_get_tmp_dir ());
  wait_until (is_set, &changed);
  g_assert_true (rg_icons_get (widget, name, 12) != icon);
  g_signal_handlers_disconnect_by_data (theme, &changed);
  g_object_unref (widget);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add_func ("/app/widgets/templates", test_templates);
  g_test_add_func ("/app/widgets/dialogs", test_dialogs);
  g_test_add_func ("/app/widgets/shortcuts", test_shortcuts);
  g_test_add_func ("/app/widgets/debug-info", test_debug_info);
  g_test_add_func ("/app/widgets/header", test_header);
  g_test_add_func ("/app/widgets/header-columns", test_header_columns);
  g_test_add_func ("/app/widgets/columns-dialog", test_columns_dialog);
  g_test_add_func ("/app/widgets/errors", test_errors);
  g_test_add_func ("/app/widgets/icons", test_icons);

  return g_test_run ();
}
