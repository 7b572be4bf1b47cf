/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-reminding-say.h"

#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

/* So many lines of what comes together. */
#define LINES 4
#define NAMES 3

/* Mobile, foreign, landline and service numbers, with what people put in between;
 * days and amounts are none. */
#define NUMBER                                                                                               \
  "(?<![\\d*])(?:(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|\\+\\d[\\d -]{6,16}\\d"                     \
  "|0\\d{2,3}[ -]?\\d{3,4}[ -]?\\d{4}|[48]00[ -]?\\d{3}[ -]?\\d{4})(?!\\d)"

/* --- masked ------------------------------------------------------------------ */

static gboolean
mask_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *normal = NULL;
  g_autofree char *masked = NULL;

  if (rg_phone_normalize (found, &normal) != RG_PHONE_INVALID)
    masked = rg_phone_mask (normal);
  g_string_append (result, masked != NULL ? masked : found);
  return FALSE;
}

/**
 * rg_reminding_mask:
 * @text: what somebody wrote
 *
 * Returns: (transfer full): @text, with the middle of its telephone numbers hidden
 */
char *
rg_reminding_mask (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (NUMBER, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
  char *masked = g_regex_replace_eval (regex, text, -1, 0, G_REGEX_MATCH_DEFAULT, mask_cb, NULL, NULL);

  return masked != NULL ? masked : g_strdup ("");
}

/* --- words --------------------------------------------------------------------- */

/* Who has no name is known by a number. */
static const char *
name_of (const RgTodayRow *row)
{
  if (row->name != NULL && *row->name != '\0')
    return row->name;
  return row->phone != NULL && *row->phone != '\0' ? row->phone : _ ("No name");
}

/* "Call about the quote", "Next step with 王芳". */
static char *
title_of (const RgTodayRow *row)
{
  if (row->title != NULL && *row->title != '\0')
    return g_strdup (row->title);
  /* Translators: %s is a customer. */
  return g_strdup_printf (_ ("Next step with %s"), name_of (row));
}

/* "14:00 · 王芳 · 138 1234 5678" */
static char *
details_of (const RgTodayRow *row, const RgReminders *reminders)
{
  GString *text = g_string_new (NULL);
  g_autofree char *phone = row->phone != NULL ? rg_phone_format (row->phone) : NULL;
  const char *parts[] = { row->time, row->name, phone };

  if (row->day != NULL && !g_str_has_prefix (reminders->now, row->day))
    g_string_append (text, row->day);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : i == 0 ? " " : " · ", parts[i]);
  return g_string_free_and_steal (text);
}

/* "14:00 Call about the quote (王芳)" */
static void
add_line (GString *text, const RgTodayRow *row)
{
  g_autofree char *title = title_of (row);
  gboolean named = row->title != NULL && row->name != NULL;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (row->time != NULL)
    g_string_append_printf (text, "%s ", row->time);
  if (named)
    /* Translators: what is to be done, and for which customer. */
    g_string_append_printf (text, _ ("%s (%s)"), title, row->name);
  else
    g_string_append (text, title);
}

static void
add_lines (GString *text, GPtrArray *rows, gint64 n)
{
  for (guint i = 0; i < MIN (rows->len, LINES); i++)
    add_line (text, g_ptr_array_index (rows, i));
  if (n > LINES)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %d more", "and %d more", (gulong) (n - LINES)),
                              (int) (n - LINES));
    }
}

/* "Birthdays: 王芳, 张三 (yesterday)" */
static void
add_birthdays (GString *text, const RgReminders *reminders)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (reminders->n_birthdays == 0)
    return;
  for (guint i = 0; i < MIN (reminders->birthdays->len, NAMES); i++)
    {
      const RgTodayRow *row = g_ptr_array_index (reminders->birthdays, i);
      const char *who = row->person != NULL && *row->person != '\0' ? row->person : name_of (row);

      /* Translators: what stands between two names. */
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", who);
      if (row->day != NULL && !g_str_has_prefix (reminders->now, row->day))
        g_string_append_printf (names, " (%s)", row->day + 5);
    }
  if (reminders->n_birthdays > NAMES)
    g_string_append (names, "…");
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, ngettext ("Birthday: %s", "Birthdays: %s", (gulong) reminders->n_birthdays),
                          names->str);
}

/* --- notifications ---------------------------------------------------------------- */

/* Several shops may be open. (transfer full) */
static char *
make_id (RgStore *store, const char *what)
{
  return g_strdup_printf ("%s-%08x", what, g_str_hash (rg_store_get_folder (store)));
}

static char *
make_task_id (RgStore *store, gint64 id)
{
  g_autofree char *what = g_strdup_printf ("task-%" G_GINT64_FORMAT, id);

  return make_id (store, what);
}

/* (transfer full) */
static GNotification *
make (const char *title, const char *body, gboolean mask)
{
  g_autofree char *shown_title = mask ? rg_reminding_mask (title) : g_strdup (title);
  g_autofree char *shown_body = mask ? rg_reminding_mask (body) : g_strdup (body);
  GNotification *notification = g_notification_new (shown_title);

  g_notification_set_body (notification, shown_body);
  return notification;
}

/* --- whether anybody shows them ---------------------------------------------------- */

typedef struct
{
  GApplication *app;
  char *id;
  GNotification *notification;
} Sending;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    g_application_send_notification (sending->app, sending->id, sending->notification);
  else
    g_info ("This desktop shows no notifications: %s", error->message);
  g_object_unref (sending->notification);
  g_object_unref (sending->app);
  g_free (sending->id);
  g_free (sending);
}

/* A desktop need not show any: that is no fault of ours to be complained of. In a
 * sandbox there is always the portal. */
static void
send (GApplication *app, const char *id, GNotification *notification)
{
  GDBusConnection *connection = g_application_get_dbus_connection (app);
  Sending *sending;

  if (connection == NULL)
    return;
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_application_send_notification (app, id, notification);
      return;
    }
  sending = g_new0 (Sending, 1);
  sending->app = g_object_ref (app);
  sending->id = g_strdup (id);
  sending->notification = g_object_ref (notification);
  g_dbus_connection_call (connection, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications", "GetServerInformation", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, sending);
}

/* --- one, several, a day --------------------------------------------------------- */

static void
say_task (GApplication *app, RgStore *store, const RgReminders *reminders, gboolean mask)
{
  const RgTodayRow *row = g_ptr_array_index (reminders->timed, 0);
  const char *folder = rg_store_get_folder (store);
  g_autofree char *title = title_of (row);
  g_autofree char *details = details_of (row, reminders);
  /* Translators: %s are a time, a name and a number. */
  g_autofree char *body =
      reminders->n_missed > 0 ? g_strdup_printf (_ ("Missed: %s"), details) : g_strdup (details);
  g_autofree char *id = make_task_id (store, row->task_id);
  g_autoptr (GNotification) notification = make (title, body, mask);

  g_notification_set_priority (notification, reminders->n_missed > 0 ? G_NOTIFICATION_PRIORITY_NORMAL
                                                                     : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_add_button_with_target (notification, _ ("Done"), "app.reminder-done", "(sx)", folder,
                                         row->task_id);
  g_notification_add_button_with_target (notification, _ ("Tomorrow"), "app.reminder-tomorrow", "(sx)",
                                         folder, row->task_id);
  g_notification_add_button_with_target (notification, _ ("Open"), "app.reminder-open", "(sx)", folder,
                                         row->customer_id);
  g_notification_set_default_action_and_target (notification, "app.reminder-open", "(sx)", folder,
                                                row->customer_id);
  send (app, id, notification);
}

static void
send_list (GApplication *app,
           RgStore *store,
           const char *what,
           const char *title,
           const char *body,
           gboolean mask)
{
  const char *folder = rg_store_get_folder (store);
  g_autofree char *id = make_id (store, what);
  g_autoptr (GNotification) notification = make (title, body, mask);

  g_notification_add_button_with_target (notification, _ ("Open"), "app.reminder-open", "(sx)", folder,
                                         G_GINT64_CONSTANT (0));
  g_notification_set_default_action_and_target (notification, "app.reminder-open", "(sx)", folder,
                                                G_GINT64_CONSTANT (0));
  send (app, id, notification);
}

static void
say_group (GApplication *app, RgStore *store, const RgReminders *reminders, gboolean mask)
{
  gint64 n = reminders->n_timed;
  g_autofree char *title =
      reminders->n_missed > 0
          ? g_strdup_printf (ngettext ("%d missed reminder", "%d missed reminders", (gulong) n), (int) n)
          : g_strdup_printf (ngettext ("%d reminder", "%d reminders", (gulong) n), (int) n);
  g_autoptr (GString) body = g_string_new (NULL);

  add_lines (body, reminders->timed, n);
  send_list (app, store, RG_REMINDING_GROUP, title, body->str, mask);
}

static void
say_day (GApplication *app, RgStore *store, const RgReminders *reminders, gboolean mask)
{
  gint64 n = reminders->n_rows;
  g_autofree char *title = NULL;
  g_autoptr (GString) body = g_string_new (NULL);

  if (n == 0)
    title = g_strdup (_ ("Birthdays"));
  else
    title = g_strdup_printf (ngettext ("%d thing to do today", "%d things to do today", (gulong) n), (int) n);
  add_lines (body, reminders->rows, n);
  if (reminders->n_late > 0)
    {
      g_string_append_c (body, '\n');
      g_string_append_printf (
          body,
          ngettext ("%d of them was due before", "%d of them were due before", (gulong) reminders->n_late),
          (int) reminders->n_late);
    }
  add_birthdays (body, reminders);
  send_list (app, store, RG_REMINDING_DAY, title, body->str, mask);
}

/**
 * rg_reminding_say:
 * @app: (nullable): the application; without one nothing is said
 * @store: whose reminders they are
 * @reminders: what is due
 * @mask: whether the middle of telephone numbers is hidden
 *
 * Shows them as notifications.
 */
void
rg_reminding_say (GApplication *app, RgStore *store, const RgReminders *reminders, gboolean mask)
{
  if (app == NULL)
    return;
  if (reminders->n_timed == 1)
    say_task (app, store, reminders, mask);
  else if (reminders->n_timed > 1)
    say_group (app, store, reminders, mask);
  if (reminders->is_summary)
    say_day (app, store, reminders, mask);
}

/**
 * rg_reminding_withdraw:
 * @app: (nullable): the application
 * @store: whose reminder it was
 * @what: %RG_REMINDING_GROUP or %RG_REMINDING_DAY
 */
void
rg_reminding_withdraw (GApplication *app, RgStore *store, const char *what)
{
  g_autofree char *id = make_id (store, what);

  if (app != NULL)
    g_application_withdraw_notification (app, id);
}

/**
 * rg_reminding_withdraw_task:
 * @app: (nullable): the application
 * @store: whose reminder it was
 * @id: of the task
 */
void
rg_reminding_withdraw_task (GApplication *app, RgStore *store, gint64 id)
{
  g_autofree char *name = make_task_id (store, id);

  if (app != NULL)
    g_application_withdraw_notification (app, name);
}
