/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-about.h"
#include "app/rg-command-palette.h"
#include "app/rg-folders.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-sidebar-row.h"
#include "app/widgets/rg-menu-button.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PROP_SHOP_NAME = 1,
  PROP_SETTINGS,
  PROP_FOLDER,
} RgWindowProperty;

static GParamSpec *properties[PROP_FOLDER + 1];

G_DEFINE_FINAL_TYPE (RgWindow, rg_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- pages -------------------------------------------------------------- */

static void
set_page (RgWindow *self, RgPage *page)
{
  gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (page));
  adw_navigation_page_set_title (self->content_page, rg_page_get_title (page));
}

static void
show_page (RgWindow *self, RgPage *page)
{
  set_page (self, page);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rg_window_focus_page (self);
}

/*< private >
 * rg_window_select_page:
 * @self: a window
 * @type: a kind of page
 *
 * Shows the page in its place, wherever a narrow window is.
 *
 * Returns: (transfer none) (nullable): the page; %NULL: there is none
 */
RgPage *
rg_window_select_page (RgWindow *self, GType type)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, i);
      RgPage *page = row != NULL ? rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row)) : NULL;

      if (page == NULL)
        return NULL;
      if (!g_type_is_a (G_OBJECT_TYPE (page), type))
        continue;
      gtk_list_box_select_row (self->page_list, row);
      set_page (self, page);
      return page;
    }
}

static void
page_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgWindow *self)
{
  RgPage *page = rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row));

  self->beginning = FALSE;
  rg_window_leave_view (self, page);
  show_page (self, page);
}

static void
go_to_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, g_variant_get_int32 (parameter) - 1);

  if (row == NULL || g_strcmp0 (rg_window_get_state (self), "shop") != 0)
    return;
  gtk_list_box_select_row (self->page_list, row);
  page_activated_cb (self->page_list, row, self);
}

/**
 * rg_window_go_to_customers:
 * @self: a window
 *
 * Goes to the customers page.
 *
 * Returns: (transfer none) (nullable): the page; %NULL when no shop is open
 */
RgCustomersPage *
rg_window_go_to_customers (RgWindow *self)
{
  RgPage *page;

  if (g_strcmp0 (rg_window_get_state (self), "shop") != 0)
    return NULL;
  self->beginning = FALSE;
  page = rg_window_select_page (self, RG_TYPE_CUSTOMERS_PAGE);
  if (page != NULL)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  return RG_CUSTOMERS_PAGE (page);
}

/**
 * rg_window_show_customer:
 * @self: a window in which a shop is open
 * @id: a customer
 *
 * Goes to the customers page and opens the customer there.
 */
void
rg_window_show_customer (RgWindow *self, gint64 id)
{
  RgCustomersPage *page;

  g_return_if_fail (RG_IS_WINDOW (self));
  page = rg_window_go_to_customers (self);
  if (page != NULL)
    rg_customers_page_open (page, id);
}

static void
open_customer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_window_show_customer (RG_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (g_strcmp0 (rg_window_get_state (self), "shop") == 0)
    {
      adw_navigation_split_view_set_show_content (self->split_view, TRUE);
      rg_page_begin_search (rg_window_get_page (self));
    }
}

/* --- dialogs ------------------------------------------------------------ */

static void
about (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (rg_about_new (), widget);
}

static void
shortcuts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_dialog_present (rg_shortcuts_dialog_new (), widget);
}

static void
command_palette (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  /* Not over a question that waits for its answer. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    adw_dialog_present (rg_command_palette_new (self), widget);
}

/* The menu button stands in the sidebar, which a narrow window may be hiding. */
static void
open_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  rg_window_show_sidebar (self);
  gtk_menu_button_popup (self->menu_button);
}

/**
 * rg_window_show_sidebar:
 * @self: a window
 *
 * Goes back to the list of pages where it is not shown beside the page.
 */
void
rg_window_show_sidebar (RgWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
}

/* --- the state line ----------------------------------------------------- */

static void
update_state_line (RgWindow *self)
{
  gboolean read_only = self->store != NULL && rg_store_is_read_only (self->store);

  gtk_image_set_from_icon_name (self->state_icon, self->busy != NULL ? "emblem-synchronizing-symbolic"
                                                  : read_only        ? "changes-prevent-symbolic"
                                                                     : "object-select-symbolic");
  gtk_label_set_label (self->state_label, self->busy != NULL ? self->busy
                                          : read_only        ? _ ("For reading only")
                                                             : _ ("Everything is saved"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_label), self->folder);
}

/**
 * rg_window_set_busy:
 * @self: a window
 * @busy: (nullable): what is being done in the background
 */
void
rg_window_set_busy (RgWindow *self, const char *busy)
{
  g_set_str (&self->busy, busy);
  update_state_line (self);
}

/**
 * rg_window_set_shop_name:
 * @self: a window
 * @name: (nullable): what stands on top of the sidebar
 */
void
rg_window_set_shop_name (RgWindow *self, const char *name)
{
  if (g_set_str (&self->shop_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOP_NAME]);
  gtk_window_set_title (GTK_WINDOW (self), name != NULL ? name : _ ("Regulars"));
  update_state_line (self);
}

/* --- the window --------------------------------------------------------- */

static gboolean
rg_window_close_request (GtkWindow *window)
{
  RgWindow *self = RG_WINDOW (window);
  int width, height;

  /* It would be taken back. */
  if (rg_window_show_running_import (self))
    return GDK_EVENT_STOP;
  gtk_window_get_default_size (window, &width, &height);
  rg_settings_set_int (self->settings, "window-width", MAX (width, 360));
  rg_settings_set_int (self->settings, "window-height", MAX (height, 294));
  rg_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (window));
  rg_window_close_store (self);

  return GTK_WINDOW_CLASS (rg_window_parent_class)->close_request (window);
}

static void
rg_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgWindow *self = RG_WINDOW (object);

  switch ((RgWindowProperty) prop_id)
    {
    case PROP_SHOP_NAME:
      g_value_set_string (value, self->shop_name != NULL ? self->shop_name : _ ("Regulars"));
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_FOLDER:
      g_value_set_string (value, self->folder != NULL ? self->folder : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The example has to be furnished first. */
static void
go_to_shop (RgWindow *self, const char *folder)
{
  if (folder == NULL || g_strcmp0 (folder, self->folder) == 0)
    return;
  if (rg_folders_is_example (folder))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-example", NULL);
  else
    rg_window_open_shop (self, folder);
}

static void
rg_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgWindow *self = RG_WINDOW (object);

  switch ((RgWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_FOLDER:
      go_to_shop (self, g_value_get_string (value));
      break;
    case PROP_SHOP_NAME:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_window_constructed (GObject *object)
{
  RgWindow *self = RG_WINDOW (object);

  G_OBJECT_CLASS (rg_window_parent_class)->constructed (object);

  gtk_window_set_default_size (GTK_WINDOW (self), rg_settings_get_int (self->settings, "window-width"),
                               rg_settings_get_int (self->settings, "window-height"));
  if (rg_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
#ifdef RG_DEVELOPMENT
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif

  rg_shop_menu_set_settings (self->shop_menu, self->settings);
  rg_window_follow_stores (self);
  rg_window_keep_dialogs (self);
  rg_window_add_pages (self);
  rg_window_follow_focus (self);
}

static void
rg_window_dispose (GObject *object)
{
  RgWindow *self = RG_WINDOW (object);

  /* The toolkit's window keeps what is around the widget that had the focus when
   * it went, to put the focus there, and does not let go of it any more. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_weak_pointer (&self->newest_toast);
  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  g_clear_handle_id (&self->focusing, g_source_remove);
  g_clear_handle_id (&self->presenting, g_source_remove);
  g_queue_clear_full (&self->imports, g_object_unref);
  g_clear_object (&self->aside);
  g_queue_clear_full (&self->steps, g_free);
  rg_window_close_store (self);
  rg_window_end_ensuring (self);
  g_clear_pointer (&self->recovery, rg_backup_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_WINDOW);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->shop_name, g_free);
  g_clear_pointer (&self->busy, g_free);

  G_OBJECT_CLASS (rg_window_parent_class)->dispose (object);
}

/* Where the processor draws, a dialog that grows into its place has its shadows
 * blurred anew in each of a dozen frames, which takes 80 ms every time: what is
 * meant to look smooth stops everything instead. */
static void
rg_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rg_window_parent_class)->realize (widget);
  if (GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (widget))))
    g_object_set (gtk_widget_get_settings (widget), "gtk-enable-animations", FALSE, NULL);
}

/* The toolkit asks when whatever had the focus went: a menu that was closed, a
 * button that is no longer there. */
static gboolean
rg_window_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return (direction == GTK_DIR_TAB_FORWARD && gtk_window_get_focus (GTK_WINDOW (widget)) == NULL &&
          rg_window_focus_page (RG_WINDOW (widget))) ||
         GTK_WIDGET_CLASS (rg_window_parent_class)->focus (widget, direction);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RgWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, views_list);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, shop_menu);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RgWindow, state_label);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
}

static void
rg_window_class_init (RgWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_window_get_property;
  object_class->set_property = rg_window_set_property;
  object_class->constructed = rg_window_constructed;
  object_class->dispose = rg_window_dispose;
  widget_class->realize = rg_window_realize;
  widget_class->focus = rg_window_focus;
  GTK_WINDOW_CLASS (klass)->close_request = rg_window_close_request;

  /**
   * RgWindow:shop-name:
   *
   * The name of the shop that is shown.
   */
  properties[PROP_SHOP_NAME] =
      g_param_spec_string ("shop-name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RgWindow:settings:
   *
   * The settings of this computer.
   */
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, RG_TYPE_SETTINGS,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * RgWindow:folder:
   *
   * The folder of the shop that is shown or about to be. Setting it opens
   * another.
   */
  properties[PROP_FOLDER] = g_param_spec_string (
      "folder", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RG_TYPE_SHOP_MENU);
  g_type_ensure (RG_TYPE_VIEWS_LIST);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "win.about", NULL, about);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts);
  gtk_widget_class_install_action (widget_class, "win.command-palette", NULL, command_palette);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, open_menu);
  gtk_widget_class_install_action (widget_class, "win.go-to-page", "i", go_to_page);
  gtk_widget_class_install_action (widget_class, "win.open-customer", "x", open_customer);
  rg_window_install_shop_actions (widget_class);
  rg_window_install_new_shop_actions (widget_class);
  rg_window_install_import_actions (widget_class);
  rg_window_install_add_actions (widget_class);
  rg_window_install_export_actions (widget_class);
  rg_window_install_example_actions (widget_class);
  rg_window_install_backups_actions (widget_class);
  rg_window_install_classes_actions (widget_class);
  rg_window_install_recovery_actions (widget_class);
  rg_window_install_preferences_actions (widget_class);
  rg_window_install_undo_actions (widget_class);
  rg_window_install_views_actions (widget_class);
}

static void
rg_window_init (RgWindow *self)
{
  g_queue_init (&self->steps);
  g_queue_init (&self->ensuring);
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_menu_button_set_menu (self->menu_button, self->primary_menu);
  rg_window_init_import (self);
}

/**
 * rg_window_new:
 * @app: the application
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): a window without a shop
 */
RgWindow *
rg_window_new (GtkApplication *app, RgSettings *settings)
{
  return g_object_new (RG_TYPE_WINDOW, "application", app, "settings", settings, NULL);
}

/**
 * rg_window_get_folder:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the folder that is shown or about to be
 */
const char *
rg_window_get_folder (RgWindow *self)
{
  return self->folder;
}

/**
 * rg_window_get_store:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the shop that is open
 */
RgStore *
rg_window_get_store (RgWindow *self)
{
  return self->store;
}

/**
 * rg_window_get_settings:
 * @self: a window
 *
 * Returns: (transfer none): the settings of this computer
 */
RgSettings *
rg_window_get_settings (RgWindow *self)
{
  return self->settings;
}

/**
 * rg_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): the page that is shown when a shop is
 */
RgPage *
rg_window_get_page (RgWindow *self)
{
  return RG_PAGE (gtk_stack_get_visible_child (self->page_stack));
}

/**
 * rg_window_get_state:
 * @self: a window
 *
 * Returns: (transfer none): what is shown
 */
const char *
rg_window_get_state (RgWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_window_is_busy:
 * @self: a window
 *
 * Returns: whether something goes on that must end before the next begins
 */
gboolean
rg_window_is_busy (RgWindow *self)
{
  return self->busy != NULL;
}

/**
 * rg_window_toast:
 * @self: a window
 * @text: a short sentence
 *
 * Says something that passes.
 */
void
rg_window_toast (RgWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}
