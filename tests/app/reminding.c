/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/preferences/rg-reminders-group.h"
#include "app/rg-background-offer.h"
#include "app/rg-clock-banner.h"
#include "app/rg-reminding-say.h"
#include "app/rg-reminding.h"
#include "shop/rg-defaults.h"
#include "shop/rg-task.h"

/* Somebody looks after the reminders of a shop by the clock, whatever it does, and
 * the page says when the clock cannot be right. It is 2026-11-22, 10:30. */

#define MINUTE G_GINT64_CONSTANT (60000)

typedef struct
{
  Shop *shop;
  RgStore *store;
  GtkWidget *window;
  gint64 now;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->now = rg_clock_now ();
  f->shop = shop_new ();
  f->store = f->shop->store;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    {
      let_paint (f->window);
      gtk_window_destroy (GTK_WINDOW (f->window));
    }
  rg_reminding_stop (f->store);
  g_assert_null (rg_reminding_get (f->store));
  shop_free (f->shop);
  rg_clock_set (f->now);
}

static void
show (Fixture *f, GtkWidget *child)
{
  f->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 700, 300);
  adw_window_set_content (ADW_WINDOW (f->window), child);
  gtk_window_present (GTK_WINDOW (f->window));
}

/* --- what is due -------------------------------------------------------------- */

static gpointer
add_func (RgWrite *write, gpointer time, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "test", "Test", error);
  gint64 id =
      rg_task_add (op, &(RgTaskWords) { .title = "call", .due = "2026-11-22", .due_time = time }, error);

  return id != 0 ? write : NULL;
}

static void
add_task (Fixture *f, const char *time)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->store, add_func, (gpointer) time, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read), "SELECT count (*) FROM reminded WHERE what = 'task'", error);

  g_assert_cmpint (rg_statement_step (statement, error), ==, RG_STEP_ROW);
  *(int *) data = (int) rg_statement_get_integer (statement, 0);
  return read;
}

static int
n_reminded (Fixture *f)
{
  int n = -1;

  rg_store_read_sync (f->store, count_func, &n, NULL, NULL);
  return n;
}

static gboolean
is_reminded_once (gpointer data)
{
  return n_reminded (data) == 1;
}

static gboolean
is_reminded_twice (gpointer data)
{
  return n_reminded (data) == 2;
}

/* By itself after a change; by the minute's look when its time has come, also when
 * that was by a leap. */
static void
test_take (Fixture *f, gconstpointer data)
{
  RgReminding *reminding;

  rg_reminding_start (f->store);
  reminding = rg_reminding_get (f->store);
  g_assert_nonnull (reminding);
  rg_reminding_start (f->store);
  g_assert_true (rg_reminding_get (f->store) == reminding);
  rg_reminding_look (f->store);
  add_task (f, "10:00");
  wait_until (is_reminded_once, f);
  g_assert_true (rg_reminding_get_said (reminding));
  add_task (f, "18:00");
  run_for (600);
  rg_reminding_check (f->store);
  run_for (100);
  g_assert_cmpint (n_reminded (f), ==, 1);
  rg_clock_set (f->now + 8 * 60 * MINUTE);
  rg_reminding_check (f->store);
  wait_until (is_reminded_twice, f);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (RgStore) store = rg_store_open (f->shop->folder, RG_STORE_READ_ONLY, NULL);
  GtkWidget *banner = g_object_ref_sink (rg_clock_banner_new (store));

  rg_reminding_start (store);
  g_assert_null (rg_reminding_get (store));
  g_assert_null (gtk_widget_get_first_child (banner));
  g_object_unref (banner);
  rg_store_close (store);
}

/* --- the clock ------------------------------------------------------------------ */

static gboolean
is_revealed (gpointer banner)
{
  return adw_banner_get_revealed (banner);
}

static gboolean
is_hidden (gpointer banner)
{
  return !adw_banner_get_revealed (banner);
}

static void
test_clock (Fixture *f, gconstpointer data)
{
  GtkWidget *box;
  AdwBanner *banner;

  rg_reminding_start (f->store);
  rg_reminding_look (f->store);
  run_for (100);
  box = rg_clock_banner_new (f->store);
  show (f, box);
  banner = ADW_BANNER (gtk_widget_get_first_child (box));
  g_assert_false (adw_banner_get_revealed (banner));
  rg_clock_set (G_GINT64_CONSTANT (4098000000000));
  rg_reminding_check (f->store);
  wait_until (is_revealed, banner);
  g_assert_cmpint (rg_reminding_get_clock (rg_reminding_get (f->store)), ==, RG_CLOCK_AHEAD);
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "2099"));
  /* Set right, it goes by itself. */
  rg_clock_set (f->now);
  rg_reminding_check (f->store);
  wait_until (is_hidden, banner);
  rg_clock_set (G_GINT64_CONSTANT (4098000000000));
  rg_reminding_check (f->store);
  wait_until (is_revealed, banner);
  g_signal_emit_by_name (banner, "button-clicked");
  wait_until (is_hidden, banner);
}

/* --- preferences ------------------------------------------------------------------- */

static gpointer
time_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_get_time (read);
}

static gboolean
is_half_past_seven (gpointer data)
{
  g_autofree char *time = rg_store_read_sync (((Fixture *) data)->store, time_func, NULL, NULL, NULL);

  return g_str_equal (time, "07:30");
}

static gboolean
is_usable (gpointer row)
{
  return gtk_widget_is_sensitive (row);
}

static void
test_hour (Fixture *f, gconstpointer data)
{
  g_autoptr (RgSettings) settings = rg_settings_new ();
  GtkWidget *group = rg_reminders_group_new (settings, f->store);
  GtkWidget *row;

  show (f, group);
  row = find_widget (group, ADW_TYPE_COMBO_ROW);
  g_assert_nonnull (row);
  wait_until (is_usable, row);
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (row))), ==,
                   "09:00");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 5);
  wait_until (is_half_past_seven, f);
}

/* --- words ---------------------------------------------------------------------------- */

static void
test_mask (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *masked;
  } cases[] = {
    { "给王姐 13812345678 回电", "给王姐 138****5678 回电" },
    { "138 1234 5678 20:00", "138****5678 20:00" },
    { "打给 +86 138-1234-5678，再打 13987654321", "打给 138****5678，再打 139****4321" },
    { "2026-11-22 10:30 收 128000 元", "2026-11-22 10:30 收 128000 元" },
    { "订单 202611221030001", "订单 202611221030001" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = rg_reminding_mask (cases[i].text);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/reminding/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("take", test_take);
  ADD ("read-only", test_read_only);
  ADD ("clock", test_clock);
  ADD ("hour", test_hour);
  ADD ("mask", test_mask);
  return g_test_run ();
}
