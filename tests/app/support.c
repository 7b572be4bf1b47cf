/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/rg-stores.h"
#include "shop/rg-views.h"
#include "store/rg-op.h"

#include <glib/gstdio.h>
#include <locale.h>

/* Of a machine that does much else: who waits for what never comes waits long. */
#define PATIENCE_SECONDS 60

static const struct
{
  const char *name;
  const char *phone;
  const char *next_date;
} people[PEOPLE] = {
  { "张三丰", "19900000001", "2026-11-20" }, { "曾国藩", "19900000002", "2026-11-22" },
  { "李清照", "19900000003", "2026-12-24" }, { "安娜", "19900000004", NULL },
  { "欧阳娜娜", "19900000005", NULL },       { "王小明", NULL, NULL },
};

void
support_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  rg_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

typedef struct
{
  const char *name;
  const char *phone;
  const char *next_date;
} Person;

static void
add_cell (RgCell *cells, guint *n, const RgEntity *entity, const char *key, const char *text)
{
  if (text == NULL)
    return;
  cells[*n] = (RgCell) { .field = rg_entity_find_field (entity, key), .value = RG_VALUE_INIT };
  rg_value_set_text (&cells[*n].value, text);
  (*n)++;
}

static gpointer
add_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Person *person = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "window", person->name, error);
  RgCell cells[3];
  guint n = 0;
  gint64 id;

  add_cell (cells, &n, entity, "name", person->name);
  add_cell (cells, &n, entity, "phone", person->phone);
  add_cell (cells, &n, entity, "next_date", person->next_date);
  id = op != NULL ? rg_op_insert (op, entity, cells, n, error) : 0;
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

gint64
shop_add (RgStore *store, const char *name, const char *phone, const char *next_date)
{
  Person person = { name, phone, next_date };
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rg_store_write_sync (store, add_func, &person, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgOperation) operation = rg_undo (write, 0, RG_ORIGIN_WINDOW, "window", cancellable, error);

  return operation != NULL ? g_strdup (operation->label) : NULL;
}

char *
shop_undo (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  char *label = rg_store_write_sync (store, undo_func, NULL, NULL, &error);

  g_assert_no_error (error);
  return label;
}

static gpointer
ask_func (RgRead *read, gpointer sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0) != NULL ? rg_statement_get_text (statement, 0) : "");
}

char *
shop_ask (RgStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *found = rg_store_read_sync (store, ask_func, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return found;
}

Shop *
shop_new (void)
{
  Shop *shop = g_new0 (Shop, 1);
  g_autoptr (GError) error = NULL;

  shop->folder = g_dir_make_tmp ("regulars-app-XXXXXX", &error);
  g_assert_no_error (error);
  shop->store = rg_store_open (shop->folder, RG_STORE_CREATE, &error);
  g_assert_no_error (error);
  /* The first thing that is ever done in a shop, as in a window. */
  g_assert_true (rg_views_ship (shop->store, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < PEOPLE; i++)
    shop_add (shop->store, people[i].name, people[i].phone, people[i].next_date);
  g_assert_true (rg_store_wait_for_search (shop->store, NULL, &error));
  g_assert_no_error (error);

  return shop;
}

void
shop_close (Shop *shop)
{
  if (shop->store != NULL)
    rg_store_close (shop->store);
  g_clear_object (&shop->store);
}

void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
shop_free (Shop *shop)
{
  shop_close (shop);
  remove_folder (shop->folder);
  g_free (shop->folder);
  g_free (shop);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
wait_whether (Condition condition, gpointer data)
{
  gint64 latest = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint wake = g_timeout_add (10, wake_cb, NULL);

  while (!condition (data) && g_get_monotonic_time () < latest)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  return condition (data);
}

void
wait_until (Condition condition, gpointer data)
{
  g_assert_true (wait_whether (condition, data));
}

static gboolean
are_closed (gpointer stores)
{
  return rg_stores_get_n (stores) == 0;
}

void
wait_for_stores (void)
{
  wait_until (are_closed, rg_stores_get_default ());
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

void
settings_end (RgSettings *settings)
{
  wait_for_stores ();
  wait_until (is_last, settings);
  g_assert_finalize_object (settings);
}

void
run_for (guint milliseconds)
{
  gint64 latest = g_get_monotonic_time () + milliseconds * 1000;
  guint wake = g_timeout_add (10, wake_cb, NULL);

  while (g_get_monotonic_time () < latest)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

static void
painted_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

static gboolean
has_painted (gpointer data)
{
  return *(guint *) data >= 2;
}

static gboolean
again_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
let_paint (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint frames = 0, tick;
  gulong handler;

  if (!gtk_widget_get_mapped (window))
    return;
  tick = gtk_widget_add_tick_callback (window, again_cb, NULL, NULL);
  handler = g_signal_connect_after (clock, "after-paint", G_CALLBACK (painted_cb), &frames);
  wait_until (has_painted, &frames);
  g_signal_handler_disconnect (clock, handler);
  gtk_widget_remove_tick_callback (window, tick);
}

/* --- looking into widgets ----------------------------------------------- */

typedef struct
{
  GtkWidget *root;
  GPtrArray *rows;
} Search;

static void
collect_rows (GtkWidget *widget, Search *found)
{
  if (RG_IS_ROW_WIDGET (widget) && rg_row_widget_get_record (RG_ROW_WIDGET (widget)) != NULL)
    g_ptr_array_add (found->rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, found);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  graphene_point_t first, second;

  if (!gtk_widget_compute_point (*(GtkWidget **) a, user_data, &GRAPHENE_POINT_INIT (0, 0), &first) ||
      !gtk_widget_compute_point (*(GtkWidget **) b, user_data, &GRAPHENE_POINT_INIT (0, 0), &second))
    return 0;

  return first.y < second.y ? -1 : first.y > second.y;
}

char *
row_names (GtkWidget *root)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Search found = { root, rows };
  GString *names = g_string_new (NULL);

  collect_rows (root, &found);
  g_ptr_array_sort_with_data (rows, compare_places, root);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = rg_row_widget_dup_name (g_ptr_array_index (rows, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", name);
    }

  return g_string_free_and_steal (names);
}

GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
dialog_window_new (int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("under it"));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
dialog_window_close (GtkWidget *window)
{
  run_for (20);
  gtk_window_destroy (GTK_WINDOW (window));
  run_for (20);
}

GtkWidget *
page_window_new (RgPage *page, int width, RgStore *store)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  rg_page_set_store (page, store);
  return window;
}

void
page_window_close (GtkWidget *window, RgPage *page)
{
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
press_shortcut (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts);
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key ||
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != 0)
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
          return;
        }
    }
  g_assert_not_reached ();
}

void
press_other_button (GtkWidget *widget, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) found = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (found) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (found)) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (found, "pressed", 1, x, y);
    }
}
