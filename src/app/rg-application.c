/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-application.h"

#include "app/rg-background.h"
#include "app/rg-folders.h"
#include "app/rg-pictures.h"
#include "app/rg-reminder-actions.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-stores.h"
#include "cli/rg-handover.h"

/* Made from regulars.gresource.xml. */
#include "rg-app-resource.h"

#include <glib/gi18n-lib.h>

struct _RgApplication
{
  AdwApplication parent_instance;

  RgSettings *settings;
  guint commands;  /* the D-Bus object on which regulars-cli hands over */
  gboolean silent; /* no window is shown */
  RgBackground *background;
  char *first; /* (nullable): the shop that the command line names */
};

G_DEFINE_FINAL_TYPE (RgApplication, rg_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "shop", 's', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the shop in this folder"), N_ ("FOLDER") },
  { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show no window, only reminders"), NULL },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and end"), NULL },
  /* For build-aux/screenshots. */
  { "pictures", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
  { NULL },
};

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RgApplication *self = RG_APPLICATION (user_data);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  rg_background_leave (self->background);
  /* Each keeps its size and lets go of its shop; the program ends with the
   * last. One that is not on screen yet cannot be closed. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (RG_IS_WINDOW (l->data) && gtk_widget_get_realized (GTK_WIDGET (l->data)))
      rg_window_leave (RG_WINDOW (l->data));
    else if (gtk_widget_get_realized (GTK_WIDGET (l->data)))
      gtk_window_close (GTK_WINDOW (l->data));
    else
      {
        g_autoptr (GObject) window = g_object_ref (l->data);

        gtk_window_destroy (GTK_WINDOW (window));
        /* A shop that is still being opened is not for it any more. */
        g_object_run_dispose (window);
      }
}

/* --- the first shop ------------------------------------------------------- */

static void
opened_ahead_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) app = user_data;
  RgStore *store = rg_stores_open_finish (RG_STORES (source), result, NULL);

  /* Whoever wanted it has a use of their own by now, or its own answer. */
  if (store != NULL)
    rg_stores_release (RG_STORES (source), store);
  g_application_release (app);
}

/* The shop that the first window will show is opened while the toolkit starts
 * and the window is made: the window then asks for what is there already. */
static void
open_ahead (RgApplication *self)
{
  g_autofree char *folder = g_strdup (self->first);

  if (self->silent || (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_IS_SERVICE) != 0)
    return;
  if (folder == NULL)
    folder = rg_folders_dup_usual (self->settings);
  /* Whoever leaves at once has it closed before the program ends. */
  g_application_hold (G_APPLICATION (self));
  rg_stores_open_async (rg_stores_get_default (), folder, RG_STORE_DEFAULT, NULL, opened_ahead_cb,
                        g_object_ref (self));
}

/* --- windows ------------------------------------------------------------ */

/**
 * rg_application_find_window:
 * @self: the application
 * @folder: a shop's folder
 *
 * Returns: (transfer none) (nullable): a window that shows the shop or is about to
 */
RgWindow *
rg_application_find_window (RgApplication *self, const char *folder)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RG_IS_WINDOW (l->data) && g_strcmp0 (rg_window_get_folder (l->data), folder) == 0)
      return l->data;

  return NULL;
}

/**
 * rg_application_show_shop:
 * @self: the application
 * @folder: a shop's folder
 *
 * Returns: (transfer none): its window, which is brought to the front or made
 */
RgWindow *
rg_application_show_shop (RgApplication *self, const char *folder)
{
  RgWindow *window = rg_application_find_window (self, folder);

  if (window == NULL)
    {
      window = rg_window_new (GTK_APPLICATION (self), self->settings);
      rg_window_begin (window);
      rg_window_open_shop (window, folder);
      rg_window_present_soon (window);
    }
  else
    gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* Another window of the shop one is working in. */
static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RgApplication *self = RG_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  RgWindow *window = rg_window_new (GTK_APPLICATION (self), self->settings);
  g_autofree char *folder = NULL;

  if (RG_IS_WINDOW (active))
    folder = g_strdup (rg_window_get_folder (RG_WINDOW (active)));
  if (folder == NULL)
    folder = rg_folders_dup_usual (self->settings);
  rg_window_open_shop (window, folder);
  gtk_window_present (GTK_WINDOW (window));
}

/* From outside: a notification, another program of this session. */
static void
open_customer_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (!RG_IS_WINDOW (window))
    return;
  gtk_window_present (window);
  rg_window_show_customer (RG_WINDOW (window), g_variant_get_int64 (parameter));
}

/* From outside too. */
static void
go_to_page_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (!RG_IS_WINDOW (window))
    return;
  gtk_window_present (window);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.go-to-page", parameter);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (!RG_IS_WINDOW (window))
    return;
  gtk_window_present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_activated },
  { .name = "open-customer", .activate = open_customer_activated, .parameter_type = "x" },
  { .name = "go-to-page", .activate = go_to_page_activated, .parameter_type = "i" },
  { .name = "preferences", .activate = preferences_activated },
  { .name = "new-window", .activate = new_window_activated },
};

static void
rg_application_activate (GApplication *app)
{
  RgApplication *self = RG_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *folder = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  folder = rg_folders_dup_usual (self->settings);
  rg_application_show_shop (self, folder);
}

/* --- the command line --------------------------------------------------- */

static void
import_files (RgWindow *window, GApplicationCommandLine *command_line, const char *const *files)
{
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, files[i]);

      rg_window_import_file (window, file);
    }
}

static int
rg_application_command_line (GApplication *app, GApplicationCommandLine *command_line)
{
  RgApplication *self = RG_APPLICATION (app);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **files = NULL;
  g_autofree char *folder = NULL;
  const char *shop = NULL, *pictures = NULL;
  GtkWindow *active;
  RgWindow *window;

  g_variant_dict_lookup (dict, "shop", "^&ay", &shop);
  g_variant_dict_lookup (dict, "pictures", "^&ay", &pictures);
  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &files);

  if (shop != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, shop);

      folder = g_file_get_path (file);
    }
  if (folder == NULL)
    folder = rg_folders_dup_usual (self->settings);

  /* Where the owner does not want that any more, the program ends again. */
  if (g_variant_dict_contains (dict, "background"))
    {
      rg_background_stay (self->background);
      return 0;
    }
  if (pictures != NULL)
    {
      rg_pictures_take (GTK_APPLICATION (self), self->settings, folder, pictures);
      return 0;
    }

  active = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (shop == NULL && RG_IS_WINDOW (active))
    {
      window = RG_WINDOW (active);
      gtk_window_present (active);
    }
  else
    window = rg_application_show_shop (self, folder);
  import_files (window, command_line, files);

  return 0;
}

static int
rg_application_handle_local_options (GApplication *app, GVariantDict *dict)
{
  RgApplication *self = RG_APPLICATION (app);
  const char *shop = NULL;
  gboolean version = FALSE;

  if (g_variant_dict_lookup (dict, "version", "b", &version) && version)
    {
      g_print ("regulars %s\n", RG_VERSION);
      return 0;
    }
  /* Pictures are taken by this process, whatever else is running. */
  if (g_variant_dict_contains (dict, "pictures"))
    {
      g_application_set_flags (app, g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);
      self->silent = TRUE;
    }
  if (g_variant_dict_contains (dict, "background"))
    self->silent = TRUE;
  if (g_variant_dict_lookup (dict, "shop", "^&ay", &shop))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (shop);

      self->first = g_file_get_path (file);
    }

  return -1;
}

/* Files that the desktop hands over, where it starts the program by its name. */
static void
rg_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (app));
  g_autofree char *folder = rg_folders_dup_usual (RG_APPLICATION (app)->settings);
  RgWindow *window =
      RG_IS_WINDOW (active) ? RG_WINDOW (active) : rg_application_show_shop (RG_APPLICATION (app), folder);

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    rg_window_import_file (window, files[i]);
}

/* --- commands of the command line ---------------------------------------- */

static RgStore *
find_store (const char *folder, gpointer user_data)
{
  g_autoptr (GFile) wanted = g_file_new_for_path (folder);

  g_autoptr (GPtrArray) stores = g_ptr_array_new ();
  RgStore *kept = rg_background_get_store (RG_APPLICATION (user_data)->background);

  if (kept != NULL)
    g_ptr_array_add (stores, kept);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (user_data)); l != NULL; l = l->next)
    if (RG_IS_WINDOW (l->data) && rg_window_get_store (l->data) != NULL)
      g_ptr_array_add (stores, rg_window_get_store (l->data));
  for (guint i = 0; i < stores->len; i++)
    {
      RgStore *store = g_ptr_array_index (stores, i);
      g_autoptr (GFile) open = g_file_new_for_path (rg_store_get_folder (store));

      if (!rg_store_is_read_only (store) && g_file_equal (open, wanted))
        return g_object_ref (store);
    }

  return NULL;
}

static gboolean
rg_application_dbus_register (GApplication *app,
                              GDBusConnection *connection,
                              const char *path,
                              GError **error)
{
  RgApplication *self = RG_APPLICATION (app);

  if (!G_APPLICATION_CLASS (rg_application_parent_class)->dbus_register (app, connection, path, error))
    return FALSE;
  self->commands = rg_handover_export (connection, find_store, app, error);

  return self->commands != 0;
}

static void
rg_application_dbus_unregister (GApplication *app, GDBusConnection *connection, const char *path)
{
  RgApplication *self = RG_APPLICATION (app);

  if (self->commands != 0)
    g_dbus_connection_unregister_object (connection, self->commands);
  self->commands = 0;
  G_APPLICATION_CLASS (rg_application_parent_class)->dbus_unregister (app, connection, path);
}

/* --- the application ---------------------------------------------------- */

/**
 * rg_application_load_style:
 *
 * Adds the program's own style sheet and icons to the default display.
 */
void
rg_application_load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkIconTheme *icons = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto (GStrv) paths = NULL;

  /* Named here, so that the resource is not left out of the program. */
  g_resources_register (rg_app_get_resource ());
  gtk_css_provider_load_from_resource (provider, RG_APP_PATH "/regulars.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  /* An application has this one from the toolkit, and added again it would count
   * as new. */
  paths = gtk_icon_theme_get_resource_path (icons);
  if (paths == NULL || !g_strv_contains ((const char *const *) paths, RG_APP_PATH "/icons/"))
    gtk_icon_theme_add_resource_path (icons, RG_APP_PATH "/icons/");
}

/* The toolkit reads its own style sheet as soon as anybody asks for its settings,
 * and libadwaita puts an empty one in its place right afterwards. Unless somebody
 * wants another, it is the empty one from the beginning: a twentieth of a start. */
static void
init_toolkit (void)
{
  gboolean chosen = g_getenv ("GTK_THEME") != NULL;

  if (!chosen)
    g_setenv ("GTK_THEME", "Adwaita-empty", FALSE);
  gtk_init ();
  gtk_settings_get_default ();
  /* With it libadwaita would not read its own, either. */
  if (!chosen)
    g_unsetenv ("GTK_THEME");
}

static void
rg_application_startup (GApplication *app)
{
  RgApplication *self = RG_APPLICATION (app);

  init_toolkit ();
  self->settings = rg_settings_new ();
  open_ahead (self);
  /* Before the toolkit looks for the program's icon: every new place for icons has
   * all of them read again. */
  adw_init ();

  G_APPLICATION_CLASS (rg_application_parent_class)->startup (app);

  gtk_window_set_default_icon_name (RG_APP_ID);
  rg_application_load_style ();
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  rg_reminder_actions_add (self);
  self->background = rg_background_new (self, self->settings);

  for (const RgShortcut *shortcut = rg_shortcuts_list (); shortcut->title != NULL; shortcut++)
    {
      g_auto (GStrv) keys = NULL;

      if (shortcut->action == NULL)
        continue;
      keys = g_strsplit (shortcut->keys, " ", -1);
      gtk_application_set_accels_for_action (GTK_APPLICATION (app), shortcut->action,
                                             (const char *const *) keys);
    }
}

static void
rg_application_shutdown (GApplication *app)
{
  RgApplication *self = RG_APPLICATION (app);

  g_clear_pointer (&self->background, rg_background_free);
  G_APPLICATION_CLASS (rg_application_parent_class)->shutdown (app);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->first, g_free);
}

static void
rg_application_class_init (RgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = rg_application_activate;
  application_class->open = rg_application_open;
  application_class->dbus_register = rg_application_dbus_register;
  application_class->dbus_unregister = rg_application_dbus_unregister;
  application_class->command_line = rg_application_command_line;
  application_class->handle_local_options = rg_application_handle_local_options;
  application_class->startup = rg_application_startup;
  application_class->shutdown = rg_application_shutdown;
}

static void
rg_application_init (RgApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * rg_application_new:
 *
 * Returns: (transfer full): the application
 */
RgApplication *
rg_application_new (void)
{
  return g_object_new (RG_TYPE_APPLICATION, "application-id", RG_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       RG_APP_PATH, NULL);
}

/**
 * rg_application_get_settings:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): the settings of this computer; %NULL
 *   before it has started
 */
RgSettings *
rg_application_get_settings (RgApplication *self)
{
  return self->settings;
}

/**
 * rg_application_get_background:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): its life without a window; %NULL before it
 *   has started
 */
RgBackground *
rg_application_get_background (RgApplication *self)
{
  return self->background;
}
