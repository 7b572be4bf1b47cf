/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-shop-menu.h"

#include "app/rg-folders.h"
#include "app/widgets/rg-menu-button.h"

#include <glib/gi18n-lib.h>

#define RECENT_SHOPS "recent-shops"

struct _RgShopMenu
{
  AdwBin parent_instance;

  GtkMenuButton *button;

  RgSettings *settings;
  GMenu *recent;
  char *shop_name;
  /* While it is looked which shops are still there. */
  GCancellable *looking;
};

typedef enum
{
  PROP_SHOP_NAME = 1,
} RgShopMenuProperty;

static GParamSpec *properties[PROP_SHOP_NAME + 1];

G_DEFINE_FINAL_TYPE (RgShopMenu, rg_shop_menu, ADW_TYPE_BIN)

/* --- the shops opened lately -------------------------------------------- */

/**
 * rg_shop_menu_remember:
 * @settings: the settings of this computer
 * @folder: a shop's folder
 * @name: the shop's name
 *
 * Puts a shop in front of those opened lately. One that is known already keeps
 * its place, so that the menu does not move under the hand, and takes the name.
 */
void
rg_shop_menu_remember (RgSettings *settings, const char *folder, const char *name)
{
  g_autoptr (GVariant) known = rg_settings_ref_value (settings, RECENT_SHOPS, G_VARIANT_TYPE ("a(ss)"));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *path, *old_name;
  gboolean is_known = FALSE;
  guint n = 0;

  g_variant_iter_init (&iter, known);
  while (!is_known && g_variant_iter_next (&iter, "(&s&s)", &path, &old_name))
    is_known = g_str_equal (path, folder);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  if (!is_known)
    {
      g_variant_builder_add (&builder, "(ss)", folder, name);
      n++;
    }
  g_variant_iter_init (&iter, known);
  while (n < RG_SHOP_MENU_MOST && g_variant_iter_next (&iter, "(&s&s)", &path, &old_name))
    {
      g_variant_builder_add (&builder, "(ss)", path, g_str_equal (path, folder) ? name : old_name);
      n++;
    }
  rg_settings_set_value (settings, RECENT_SHOPS, g_variant_builder_end (&builder));
}

/* A folder on a drive that does not answer must not stop the window. */
static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *path, *name;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_iter_init (&iter, data);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &name))
    {
      g_autofree char *file = g_build_filename (path, "shop.db", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        g_variant_builder_add (&builder, "(ss)", path, name);
    }
  g_task_return_pointer (task, g_variant_ref_sink (g_variant_builder_end (&builder)),
                         (GDestroyNotify) g_variant_unref);
}

static gboolean
is_name_of_several (GVariant *shops, const char *name)
{
  GVariantIter iter;
  const char *path, *other;
  guint n = 0;

  g_variant_iter_init (&iter, shops);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &other))
    n += g_str_equal (other, name);

  return n > 1;
}

/* Two shops of one name are told apart by where they lie. An underline would
 * make the letter after it a key. */
static char *
make_label (GVariant *shops, const char *path, const char *name)
{
  g_autofree char *where = is_name_of_several (shops, name) ? g_filename_display_name (path) : NULL;
  g_autofree char *text = where != NULL ? g_strdup_printf ("%s (%s)", name, where) : g_strdup (name);
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
add_shop (GMenu *menu, const char *label, const char *path)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.recent-shop", "s", path);
  g_menu_append_item (menu, item);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) shops = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *example = rg_folders_get_example ();
  RgShopMenu *self = RG_SHOP_MENU (source);
  GVariantIter iter;
  const char *path, *name;

  if (shops == NULL)
    return;
  g_menu_remove_all (self->recent);
  g_variant_iter_init (&iter, shops);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &name))
    {
      g_autofree char *label = make_label (shops, path, name);

      add_shop (self->recent, label, path);
    }
  add_shop (self->recent, _ ("Example Shop"), example);
}

static void
update_recent (RgShopMenu *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  task = g_task_new (self, self->looking, looked_cb, NULL);
  g_task_set_task_data (task, rg_settings_ref_value (self->settings, RECENT_SHOPS, G_VARIANT_TYPE ("a(ss)")),
                        (GDestroyNotify) g_variant_unref);
  g_task_run_in_thread (task, look_thread);
}

static void
settings_changed_cb (RgSettings *settings, const char *key, RgShopMenu *self)
{
  update_recent (self);
}

/**
 * rg_shop_menu_set_settings:
 * @self: a shop menu
 * @settings: where the shops opened lately are kept
 */
void
rg_shop_menu_set_settings (RgShopMenu *self, RgSettings *settings)
{
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" RECENT_SHOPS, G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_DEFAULT);
  update_recent (self);
}

/* --- the widget --------------------------------------------------------- */

static GMenuModel *
make_menu (GMenu *recent)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new (), this = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (recent));
  g_menu_append (others, _ ("Open Another Shop…"), "win.open-shop");
  g_menu_append (others, _ ("New Shop…"), "win.new-shop");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  g_menu_append (this, _ ("Rename This Shop…"), "win.rename-shop");
  g_menu_append (this, _ ("Show Its Folder"), "win.show-folder");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (this));

  return G_MENU_MODEL (menu);
}

static void
rg_shop_menu_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RgShopMenuProperty) prop_id)
    {
    case PROP_SHOP_NAME:
      g_value_set_string (value, RG_SHOP_MENU (object)->shop_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_shop_menu_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgShopMenu *self = RG_SHOP_MENU (object);

  switch ((RgShopMenuProperty) prop_id)
    {
    case PROP_SHOP_NAME:
      if (g_set_str (&self->shop_name, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_shop_menu_dispose (GObject *object)
{
  RgShopMenu *self = RG_SHOP_MENU (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SHOP_MENU);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent);
  g_clear_pointer (&self->shop_name, g_free);

  G_OBJECT_CLASS (rg_shop_menu_parent_class)->dispose (object);
}

static void
rg_shop_menu_class_init (RgShopMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_shop_menu_get_property;
  object_class->set_property = rg_shop_menu_set_property;
  object_class->dispose = rg_shop_menu_dispose;

  /**
   * RgShopMenu:shop-name:
   *
   * What stands on the button.
   */
  properties[PROP_SHOP_NAME] = g_param_spec_string (
      "shop-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-shop-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, RgShopMenu, button);
}

static void
rg_shop_menu_init (RgShopMenu *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->recent = g_menu_new ();
  menu = make_menu (self->recent);
  rg_menu_button_set_menu (self->button, menu);
}

/**
 * rg_shop_menu_get_model:
 * @self: a shop menu
 *
 * Returns: (transfer none): what the menu offers
 */
GMenuModel *
rg_shop_menu_get_model (RgShopMenu *self)
{
  return rg_menu_button_get_menu (self->button);
}

/**
 * rg_shop_menu_popup:
 * @self: a shop menu
 *
 * Opens the menu.
 */
void
rg_shop_menu_popup (RgShopMenu *self)
{
  gtk_menu_button_popup (self->button);
}
