/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/export/rg-exporting.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-sidebar-row.h"

#include <glib/gi18n-lib.h>

/* What goes out of the window as a whole. */

/**
 * rg_window_export_to:
 * @self: a window with a shop
 * @path: a file, which is replaced when it is there; its ending says what kind
 *
 * Writes all customers into a file.
 */
void
rg_window_export_to (RgWindow *self, const char *path)
{
  RgExportFormat format = RG_EXPORT_FORMAT_CSV;

  g_return_if_fail (RG_IS_WINDOW (self));
  if (self->store == NULL)
    return;
  rg_export_format_from_path (path, &format);
  rg_exporting_write (GTK_WIDGET (self), self->store, NULL, NULL, format, path);
}

/* (nullable) (transfer full): keys of the columns of the list of customers. */
static char **
dup_shown (RgWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->page_list, i)) != NULL; i++)
    {
      RgPage *page = rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row));

      if (RG_IS_CUSTOMERS_PAGE (page))
        return rg_customers_page_dup_columns (RG_CUSTOMERS_PAGE (page));
    }
  return NULL;
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_auto (GStrv) shown = NULL;
  g_autofree char *words = NULL, *name = NULL;
  RgExportWish wish = { 0 };

  if (self->store == NULL)
    return;
  shown = dup_shown (self);
  /* Translators: the beginning of the name of a file; %s is the shop's name. */
  words = g_strdup_printf (_ ("%s customers"), self->shop_name);
  name = rg_exporting_dup_name (words);
  wish.shown = (const char *const *) shown;
  wish.title = _ ("Export All Customers");
  wish.name = name;
  rg_exporting_ask (widget, self->store, &wish);
}

static void
export_shop_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autofree char *name = NULL;

  if (self->store == NULL)
    return;
  name = rg_exporting_dup_name (self->shop_name);
  rg_exporting_ask_shop (widget, self->store, name);
}

/* --- what was written ----------------------------------------------------- */

/**
 * rg_window_toast_file:
 * @self: a window
 * @text: a short sentence
 * @path: of a file or folder
 *
 * Says something that passes, with a button that shows where the file is.
 */
void
rg_window_toast_file (RgWindow *self, const char *text, const char *path)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Show File"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target_value (toast, g_variant_new_bytestring (path));
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
show_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (widget), NULL, NULL, NULL);
}

/**
 * rg_window_install_export_actions:
 * @klass: the window's class
 */
void
rg_window_install_export_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.export-shop", NULL, export_shop_action);
  gtk_widget_class_install_action (klass, "win.show-file", "ay", show_file);
}
