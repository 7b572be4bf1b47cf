/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-reminders-group.h"

#include "app/rg-application.h"
#include "app/rg-background.h"
#include "app/rg-change.h"
#include "app/rg-reminding.h"

#include <glib/gi18n-lib.h>

/* Every half hour between. */
#define FIRST_HOUR 5
#define LAST_HOUR 22

struct _RgRemindersGroup
{
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *closed_row;
  AdwComboRow *time_row; /* NULL without a shop */

  RgStore *store;
  gboolean showing; /* the rows are being set, nobody moves them */
};

G_DEFINE_FINAL_TYPE (RgRemindersGroup, rg_reminders_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- the hour ------------------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_get_time (read);
}

/* One that is none of those offered is added. */
static void
show_time (RgRemindersGroup *self, const char *time)
{
  GtkStringList *times = GTK_STRING_LIST (adw_combo_row_get_model (self->time_row));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (times));
  guint at = 0;

  while (at < n && g_strcmp0 (gtk_string_list_get_string (times, at), time) < 0)
    at++;
  if (at == n || !g_str_equal (gtk_string_list_get_string (times, at), time))
    gtk_string_list_splice (times, at, 0, (const char *const[]) { time, NULL });
  self->showing = TRUE;
  adw_combo_row_set_selected (self->time_row, at);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->time_row), TRUE);
}

/* The preferences may be closed before it is known. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (RgRemindersGroup) self = g_weak_ref_get (ref);
  g_autofree char *time = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (time != NULL && self != NULL && self->time_row != NULL)
    show_time (self, time);
  g_weak_ref_clear (ref);
  g_free (ref);
}

static gpointer
write_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_reminders_set_time (write, data, error) ? write : NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgRemindersGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, &error) != NULL)
    rg_reminding_look (RG_STORE (source));
  else
    rg_change_toast (GTK_WIDGET (self), error->message);
}

static void
time_cb (AdwComboRow *row, GParamSpec *pspec, RgRemindersGroup *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  if (self->showing || chosen == NULL)
    return;
  rg_store_write_async (self->store, write_func, g_strdup (gtk_string_object_get_string (chosen)), g_free,
                        NULL, NULL, written_cb, g_object_ref (self));
}

static void
add_time_row (RgRemindersGroup *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (int i = FIRST_HOUR * 2; i <= LAST_HOUR * 2; i++)
    gtk_string_list_take (times, g_strdup_printf ("%02d:%s", i / 2, i % 2 == 0 ? "00" : "30"));
  self->time_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->time_row), _ ("Morning Summary"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->time_row),
                               _ ("Tells of everything that has no time of its own"));
  self->showing = TRUE;
  adw_combo_row_set_model (self->time_row, G_LIST_MODEL (times));
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->time_row), FALSE);
  g_signal_connect (self->time_row, "notify::selected", G_CALLBACK (time_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->time_row));
  g_weak_ref_init (ref, self);
  rg_store_read_async (self->store, read_func, NULL, NULL, g_free, NULL, read_cb, ref);
}

/* --- with the window closed ------------------------------------------------------- */

static RgBackground *
find_background (void)
{
  GApplication *app = g_application_get_default ();

  return RG_IS_APPLICATION (app) ? rg_application_get_background (RG_APPLICATION (app)) : NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgRemindersGroup) self = user_data;
  RgBackgroundAnswer answer = rg_background_want_finish (NULL, result);

  if (self->closed_row == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->closed_row), TRUE);
  if (!adw_switch_row_get_active (self->closed_row))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->closed_row), rg_background_describe (answer));
  if (answer != RG_BACKGROUND_REFUSED)
    return;
  self->showing = TRUE;
  adw_switch_row_set_active (self->closed_row, FALSE);
  self->showing = FALSE;
}

static void
closed_cb (AdwSwitchRow *row, GParamSpec *pspec, RgRemindersGroup *self)
{
  RgBackground *background = find_background ();

  if (self->showing || background == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  rg_background_want_async (background, adw_switch_row_get_active (row), answered_cb, g_object_ref (self));
}

static void
add_closed_row (RgRemindersGroup *self, RgSettings *settings)
{
  self->closed_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->closed_row),
                                 _ ("Remind Also When the Window Is Closed"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->closed_row),
                               _ ("Regulars goes on without a window and tells you when something is due"));
  adw_switch_row_set_active (self->closed_row, rg_settings_get_boolean (settings, "background"));
  g_signal_connect (self->closed_row, "notify::active", G_CALLBACK (closed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->closed_row));
}

/* --- the object -------------------------------------------------------------------- */

static void
rg_reminders_group_dispose (GObject *object)
{
  RgRemindersGroup *self = RG_REMINDERS_GROUP (object);

  self->closed_row = NULL;
  self->time_row = NULL;
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_reminders_group_parent_class)->dispose (object);
}

static void
rg_reminders_group_class_init (RgRemindersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_reminders_group_dispose;
}

static void
rg_reminders_group_init (RgRemindersGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Reminders"));
}

/**
 * rg_reminders_group_new:
 * @settings: the settings of this computer
 * @store: (nullable): a shop that can be changed
 *
 * Returns: (transfer floating): a group of the preferences
 */
GtkWidget *
rg_reminders_group_new (RgSettings *settings, RgStore *store)
{
  RgRemindersGroup *self = g_object_new (RG_TYPE_REMINDERS_GROUP, NULL);

  add_closed_row (self, settings);
  if (store != NULL)
    {
      self->store = g_object_ref (store);
      add_time_row (self);
    }

  return GTK_WIDGET (self);
}
