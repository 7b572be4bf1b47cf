/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-icons.h"

/* The symbols that are drawn into lines and cards, which are a handful. The toolkit
 * keeps the last hundred icons that were looked up: asked for each line of each frame,
 * these would push all others out, to be read again for the next dialog. And when its
 * own thread lets go the last one who holds an icon, while that is looked up, the
 * toolkit hands out what is being freed (GTK 4.18). */

typedef struct
{
  const char *name; /* interned */
  int size;
  int scale;
  GtkTextDirection direction;
} Key;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->name) ^ (guint) key->size << 8 ^ (guint) key->scale << 4 ^
         (guint) key->direction;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;

  return one->name == other->name && one->size == other->size && one->scale == other->scale &&
         one->direction == other->direction;
}

static GHashTable *
icons_of (GtkIconTheme *theme)
{
  GHashTable *icons = g_object_get_data (G_OBJECT (theme), "rg-icons");

  if (icons != NULL)
    return icons;
  icons = g_hash_table_new_full (key_hash, key_equal, g_free, g_object_unref);
  g_object_set_data_full (G_OBJECT (theme), "rg-icons", icons, (GDestroyNotify) g_hash_table_unref);
  g_signal_connect_swapped (theme, "changed", G_CALLBACK (g_hash_table_remove_all), icons);
  return icons;
}

/**
 * rg_icons_get:
 * @widget: where it is drawn
 * @name: of a symbolic icon
 * @size: pixels of the widget
 *
 * Returns: (transfer none): the icon, which is looked up once
 */
GtkIconPaintable *
rg_icons_get (GtkWidget *widget, const char *name, int size)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  GHashTable *icons = icons_of (theme);
  Key key = { g_intern_string (name), size, gtk_widget_get_scale_factor (widget),
              gtk_widget_get_direction (widget) };
  GtkIconPaintable *icon = g_hash_table_lookup (icons, &key);

  if (icon != NULL)
    return icon;
  icon = gtk_icon_theme_lookup_icon (theme, key.name, NULL, size, key.scale, key.direction,
                                     GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  g_hash_table_insert (icons, g_memdup2 (&key, sizeof key), icon);
  return icon;
}
