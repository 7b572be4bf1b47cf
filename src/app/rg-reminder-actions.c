/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-reminder-actions.h"

#include "app/rg-change.h"
#include "app/rg-reminding-say.h"
#include "app/rg-stores.h"
#include "app/task/rg-done-dialog.h"
#include "catalog/rg-date.h"
#include "shop/rg-task.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  DONE,
  TOMORROW,
  OPEN,
} What;

/* One press of a button, while the application is held for it. */
typedef struct
{
  RgApplication *app;
  What what;
  char *folder;
  gint64 id;        /* of the task, or of the customer to open */
  RgWindow *window; /* (nullable): in which it is shown */
  RgStore *store;   /* (nullable): a use of it, where no window has it */
  char *title;      /* of the task */
} Press;

static void
press_free (Press *press)
{
  if (press->store != NULL)
    rg_stores_release (rg_stores_get_default (), press->store);
  g_clear_object (&press->window);
  g_application_release (G_APPLICATION (press->app));
  g_object_unref (press->app);
  g_free (press->folder);
  g_free (press->title);
  g_free (press);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Press, press_free)

/* In its window; where there is none, or it shows another shop, in the log: the
 * reminder itself is still there. */
static void
complain (Press *press, const GError *error)
{
  RgWindow *window =
      press->window != NULL ? press->window : rg_application_find_window (press->app, press->folder);

  if (window != NULL)
    rg_window_toast (window, error->message);
  else
    g_message ("%s", error->message);
}

/* --- changes ------------------------------------------------------------------ */

static gboolean
done_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_task_done (op, *(gint64 *) data, &(RgTaskDone) { 0 }, NULL, error);
}

static gboolean
tomorrow_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  GDate day;

  rg_today_day (&day);
  g_date_add_days (&day, 1);
  text = rg_date_to_iso (&day);
  return rg_task_put_off (op, *(gint64 *) data, text, NULL, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Press) press = user_data;
  RgWindow *window = rg_application_find_window (press->app, press->folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 operation;

  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      complain (press, error);
      return;
    }
  rg_reminding_withdraw_task (G_APPLICATION (press->app), press->store, press->id);
  if (window == NULL)
    return;
  /* Translators: %s is a task. */
  text = g_strdup_printf (press->what == DONE ? _ ("Done: %s") : _ ("Tomorrow: %s"), press->title);
  rg_window_toast_undo (window, text, operation);
}

static void
change (Press *press)
{
  RgWindow *window = rg_application_find_window (press->app, press->folder);
  g_autofree char *label =
      g_strdup_printf (press->what == DONE ? _ ("Done: %s") : _ ("Put off to tomorrow: %s"), press->title);

  rg_change_async (press->store, window != NULL ? GTK_WIDGET (window) : NULL, label,
                   press->what == DONE ? done_func : tomorrow_func, g_memdup2 (&press->id, sizeof press->id),
                   g_free, NULL, changed_cb, press);
}

/* --- windows -------------------------------------------------------------------- */

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Press) press = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &error);

  gtk_window_present (GTK_WINDOW (press->window));
  if (store == NULL)
    return;
  if (press->what == DONE)
    rg_done_dialog_present (GTK_WIDGET (press->window), store, press->id, 0);
  else if (press->id != 0)
    rg_window_show_customer (press->window, press->id);
  else
    gtk_widget_activate_action (GTK_WIDGET (press->window), "win.go-to-page", "i", RG_PLACE_TODAY);
}

static void
show (Press *press)
{
  press->window = g_object_ref (rg_application_show_shop (press->app, press->folder));
  rg_window_ensure_store_async (press->window, NULL, shown_cb, press);
}

/* --- what it is about ------------------------------------------------------------ */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_task_read (read, *(gint64 *) data, error);
}

static void
free_row (gpointer data)
{
  rg_row_unref (data);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Press) press = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_store_read_finish (RG_STORE (source), result, &error);
  gint64 customer;

  if (row == NULL)
    {
      complain (press, error);
      return;
    }
  press->title = g_strdup (rg_row_get_text (row, "title"));
  customer =
      rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "customer_id")));
  if (press->what == DONE && customer != 0)
    show (g_steal_pointer (&press));
  else
    change (g_steal_pointer (&press));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Press) press = user_data;
  g_autoptr (GError) error = NULL;
  gint64 *id = g_memdup2 (&press->id, sizeof press->id);

  press->store = rg_stores_open_finish (RG_STORES (source), result, &error);
  if (press->store == NULL)
    {
      complain (press, error);
      g_free (id);
      return;
    }
  rg_store_read_async (press->store, read_func, id, g_free, free_row, NULL, read_cb, press);
  /* It is the callback's now. */
  press = NULL;
}

static void
begin (gpointer app, What what, GVariant *parameter)
{
  g_autofree char *database = NULL;
  Press *press = g_new0 (Press, 1);

  press->app = g_object_ref (app);
  press->what = what;
  g_application_hold (app);
  g_variant_get (parameter, "(sx)", &press->folder, &press->id);
  /* No shop is made by a reminder of one that was moved away. */
  database = g_build_filename (press->folder, "shop.db", NULL);
  if (!g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_application_activate (app);
      press_free (press);
    }
  else if (what == OPEN)
    show (press);
  else
    rg_stores_open_async (rg_stores_get_default (), press->folder, RG_STORE_DEFAULT, NULL, opened_cb, press);
}

static void
done_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  begin (app, DONE, parameter);
}

static void
tomorrow_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  begin (app, TOMORROW, parameter);
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  begin (app, OPEN, parameter);
}

/**
 * rg_reminder_actions_add:
 * @app: the application
 */
void
rg_reminder_actions_add (RgApplication *app)
{
  static const GActionEntry actions[] = {
    { .name = "reminder-done", .activate = done_activated, .parameter_type = "(sx)" },
    { .name = "reminder-tomorrow", .activate = tomorrow_activated, .parameter_type = "(sx)" },
    { .name = "reminder-open", .activate = open_activated, .parameter_type = "(sx)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
}
