/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-menu-button.h"

#include <glib/gi18n-lib.h>

/* --- order -------------------------------------------------------------- */

/**
 * rg_customers_set_sort:
 * @self: a page
 * @key: key of a field
 * @descending: from the last to the first
 *
 * Orders the list, now and at the next start.
 */
void
rg_customers_set_sort (RgCustomersPage *self, const char *key, gboolean descending)
{
  RgSettings *settings = rg_page_get_settings (RG_PAGE (self));

  if (g_strcmp0 (rg_columns_get_sort (self->columns), key) == 0 &&
      rg_columns_get_descending (self->columns) == descending)
    return;

  rg_columns_set_sort (self->columns, key, descending);
  /* The order of a view is kept with it. */
  if (rg_page_filter_get_view (self->filter) == NULL)
    {
      rg_settings_set_string (settings, "sort-column", key);
      rg_settings_set_boolean (settings, "sort-descending", descending);
    }
  g_object_notify (G_OBJECT (self), "sort");
  g_object_notify (G_OBJECT (self), "descending");
  rg_customers_reload (self, RG_CUSTOMERS_TOP);
}

static void
sort_requested_cb (RgColumnHeader *header, const char *key, gboolean descending, RgCustomersPage *self)
{
  rg_customers_set_sort (self, key, descending);
}

/**
 * rg_customers_update_sort_menu:
 * @self: a page
 *
 * Narrow, there is no header to click: a menu does the same. Wide, it is the
 * way to the columns too.
 */
void
rg_customers_update_sort_menu (RgCustomersPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new (), keys = g_menu_new (), order = g_menu_new (), which = g_menu_new ();

  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgField *field = rg_columns_get (self->columns, i)->field;
      g_autoptr (GMenuItem) item = NULL;

      if (!rg_columns_can_sort (field))
        continue;
      item = g_menu_item_new (rg_field_get_label (field), NULL);
      g_menu_item_set_action_and_target (item, "page.sort", "s", field->key);
      g_menu_append_item (keys, item);
    }

  g_menu_append (order, _ ("From Last to First"), "page.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  if (!rg_columns_get_compact (self->columns))
    g_menu_append (which, _ ("Columns…"), "page.columns");
  else
    g_menu_append (which, _ ("Filter…"), "page.filter");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (which));
  rg_menu_button_set_menu (GTK_MENU_BUTTON (self->sort_button), G_MENU_MODEL (menu));
}

/* --- search ------------------------------------------------------------- */

/**
 * rg_customers_read_search:
 * @self: a page
 *
 * Asks for what stands in the search entry, when that is not asked already.
 */
void
rg_customers_read_search (RgCustomersPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (g_strcmp0 (self->search != NULL ? self->search : "", text) == 0)
    return;
  g_set_str (&self->search, text);
  self->open_first = FALSE;
  rg_customers_reload (self, RG_CUSTOMERS_TOP);
}

static void
search_changed_cb (GtkSearchEntry *entry, RgCustomersPage *self)
{
  rg_customers_read_search (self);
}

static void
go_to_first (RgCustomersPage *self)
{
  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

/**
 * rg_customers_open_first:
 * @self: a page
 *
 * Opens whoever a search found first.
 */
void
rg_customers_open_first (RgCustomersPage *self)
{
  self->open_first = FALSE;
  go_to_first (self);
  if (rg_customers_is_searching (self) && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    rg_customers_page_open (self, rg_record_list_get_id (self->list, 0));
}

/* Enter may come before the answer does. */
static void
search_activate_cb (GtkSearchEntry *entry, RgCustomersPage *self)
{
  rg_customers_read_search (self);
  if (self->asking != NULL)
    self->open_first = TRUE;
  else
    rg_customers_open_first (self);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               RgCustomersPage *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  go_to_first (self);
  return GDK_EVENT_STOP;
}

/**
 * rg_customers_clear_search:
 * @self: a page
 *
 * Empties and folds the search entry.
 */
void
rg_customers_clear_search (RgCustomersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), FALSE);
  rg_customers_read_search (self);
}

static void
clear_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  rg_customers_clear_search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/**
 * rg_customers_install_finding:
 * @klass: the page's class
 */
void
rg_customers_install_finding (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
  gtk_widget_class_install_property_action (klass, "page.sort", "sort");
  gtk_widget_class_install_property_action (klass, "page.descending", "descending");
  gtk_widget_class_install_action (klass, "page.clear-search", NULL, clear_search);
}

/**
 * rg_customers_init_finding:
 * @self: a page
 */
void
rg_customers_init_finding (RgCustomersPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), GTK_EDITABLE (self->search_entry));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search_entry, keys);
  g_signal_connect (self->header, "sort-requested", G_CALLBACK (sort_requested_cb), self);
}
