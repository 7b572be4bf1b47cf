/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/export/rg-exporting.h"
#include "app/rg-printing.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* --- into a file ---------------------------------------------------------- */

/**
 * rg_customers_page_dup_columns:
 * @self: a page
 *
 * Returns: (transfer full) (array zero-terminated=1): keys of the fields that the
 *   list has columns for, in their order
 */
char **
rg_customers_page_dup_columns (RgCustomersPage *self)
{
  return rg_columns_dup_keys (self->columns);
}

/**
 * rg_customers_export_to:
 * @self: a page with a selection
 * @path: the file to be; its ending says what kind
 *
 * Writes everybody who is selected into a file.
 */
void
rg_customers_export_to (RgCustomersPage *self, const char *path)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  RgExportFormat format = RG_EXPORT_FORMAT_CSV;
  g_autoptr (RgChosen) chosen = NULL;

  if (store == NULL || self->selection == NULL)
    return;
  rg_export_format_from_path (path, &format);
  chosen = rg_selection_dup_chosen (self->selection);
  rg_exporting_write (GTK_WIDGET (self), store, chosen, NULL, format, path);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  gulong n = self->selection != NULL ? (gulong) rg_customers_get_n_selected (self) : 0;
  g_autoptr (RgChosen) chosen = NULL;
  g_auto (GStrv) shown = rg_columns_dup_keys (self->columns);
  g_autofree char *number = rg_display_count ((guint) n);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Export %s Customer", "Export %s Customers", n), number);
  /* Translators: the beginning of the name of a file. */
  g_autofree char *name = rg_exporting_dup_name (_ ("Customers"));
  RgExportWish wish = { .shown = (const char *const *) shown, .title = title, .name = name };

  if (store == NULL || n == 0)
    return;
  chosen = rg_selection_dup_chosen (self->selection);
  wish.chosen = chosen;
  rg_exporting_ask (widget, store, &wish);
}

/* --- onto paper ----------------------------------------------------------- */

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autoptr (RgChosen) chosen = rg_selection_dup_chosen (self->selection);
  g_auto (GStrv) keys = rg_columns_dup_keys (self->columns);

  rg_printing_list (widget, rg_page_get_store (RG_PAGE (self)), chosen, (const char *const *) keys,
                    rg_page_get_title (RG_PAGE (self)), rg_columns_get_mask (self->columns));
}

/**
 * rg_customers_install_export:
 * @klass: the page's class
 */
void
rg_customers_install_export (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "page.print", NULL, print_action);
}
