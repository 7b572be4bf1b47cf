/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* --- what it says --------------------------------------------------------- */

/**
 * rg_customers_get_n_selected:
 * @self: a page
 *
 * Returns: how many customers are selected
 */
guint64
rg_customers_get_n_selected (RgCustomersPage *self)
{
  return self->selection != NULL ? rg_selection_get_n (self->selection) : 0;
}

/**
 * rg_customers_is_selecting:
 * @self: a page
 *
 * Returns: whether several customers are being selected, and the bar is shown
 */
gboolean
rg_customers_is_selecting (RgCustomersPage *self)
{
  return self->picking || rg_customers_get_n_selected (self) > 1;
}

/**
 * rg_customers_dup_what:
 * @self: a page
 *
 * Returns: (transfer full): who is selected: the name of one, "12 customers"
 */
char *
rg_customers_dup_what (RgCustomersPage *self)
{
  guint64 n = rg_customers_get_n_selected (self);
  g_autoptr (RgRecord) record = rg_customers_ref_only (self);
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;
  const char *name = row != NULL ? rg_row_get_text (row, "name") : NULL;
  g_autofree char *number = rg_display_count ((guint) n);

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  /* Translators: %s is a number. */
  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) n), number);
}

/**
 * rg_customers_ref_only:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): the customer that alone is selected
 */
RgRecord *
rg_customers_ref_only (RgCustomersPage *self)
{
  gint64 only = self->selection != NULL ? rg_selection_get_only (self->selection) : 0;
  guint position = only != 0 ? rg_record_list_find (self->list, only) : G_MAXUINT;

  return position != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;
}

static char *
dup_selected_text (RgCustomersPage *self)
{
  g_autofree char *number = rg_display_count ((guint) rg_customers_get_n_selected (self));

  if (rg_customers_get_n_selected (self) == 0)
    return g_strdup (_ ("Choose customers"));
  if (rg_selection_is_all (self->selection))
    /* Translators: %s is a number of customers. */
    return g_strdup_printf (_ ("All %s selected"), number);
  /* Translators: %s is a number of customers. */
  return g_strdup_printf (_ ("%s selected"), number);
}

static void
update_actions (RgCustomersPage *self)
{
  static const char *const changing[] = { "page.tag", "page.set-field", "page.delete" };
  static const char *const others[] = { "page.export", "page.print", "page.copy" };
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  gboolean any = store != NULL && rg_customers_get_n_selected (self) > 0;
  gboolean writable = any && !rg_store_is_read_only (store) && self->working == NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (widget, changing[i], writable);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_action_set_enabled (widget, others[i], any);
}

/* In a narrow bar there is room for symbols only. */
static void
update_bar (RgCustomersPage *self)
{
  const struct
  {
    AdwButtonContent *content;
    const char *label;
  } buttons[] = {
    { self->tag_content, _ ("Tag…") },       { self->set_content, _ ("Set a Field…") },
    { self->export_content, _ ("Export…") }, { self->print_content, _ ("Print…") },
    { self->delete_content, _ ("Delete") },
  };
  gboolean narrow = rg_columns_get_compact (self->columns);

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    adw_button_content_set_label (buttons[i].content, narrow ? "" : buttons[i].label);
  /* The title says it too. */
  gtk_widget_set_visible (GTK_WIDGET (self->selection_label), !narrow);
}

/**
 * rg_customers_update_selection:
 * @self: a page
 *
 * Shows how many customers are selected and what can be done with them.
 */
void
rg_customers_update_selection (RgCustomersPage *self)
{
  g_autofree char *text = NULL;

  if (self->picking && self->list == NULL)
    rg_customers_set_picking (self, FALSE);
  text = dup_selected_text (self);
  gtk_label_set_label (self->selection_label, text);
  adw_toolbar_view_set_reveal_bottom_bars (self->list_toolbar, rg_customers_is_selecting (self));
  update_bar (self);
  update_actions (self);
  rg_customers_update_count (self);
}

/* --- picking -------------------------------------------------------------- */

/**
 * rg_customers_set_picking:
 * @self: a page
 * @picking: whether a click picks a customer instead of opening it
 */
void
rg_customers_set_picking (RgCustomersPage *self, gboolean picking)
{
  if (self->picking == picking)
    return;
  self->picking = picking;
  rg_columns_set_checks (self->columns, picking);
  if (self->selection != NULL)
    rg_selection_set_picking (self->selection, picking);
  rg_customers_update_selection (self);
  g_object_notify (G_OBJECT (self), "picking");
}

/**
 * rg_customers_end_selection:
 * @self: a page
 *
 * Nobody is selected any more but the one who was so last.
 */
void
rg_customers_end_selection (RgCustomersPage *self)
{
  guint position = self->list != NULL ? rg_record_list_find (self->list, self->selected) : G_MAXUINT;

  rg_customers_set_picking (self, FALSE);
  if (self->selection == NULL)
    return;
  if (position != G_MAXUINT)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
end_selection (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_customers_end_selection (RG_CUSTOMERS_PAGE (widget));
}

static void
select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  if (self->selection == NULL)
    return;
  if (rg_selection_is_all (self->selection))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* Esc takes back one thing at a time, the last one first. */
static void
escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);

  if (rg_customers_is_selecting (self))
    rg_customers_end_selection (self);
  else if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->search_bar)))
    gtk_widget_activate_action (widget, "page.clear-search", NULL);
  else if (self->opened != 0)
    rg_customers_close_record (self);
}

/**
 * rg_customers_install_selection:
 * @klass: the page's class
 */
void
rg_customers_install_selection (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.end-selection", NULL, end_selection);
  gtk_widget_class_install_action (klass, "page.select-all", NULL, select_all);
  gtk_widget_class_install_action (klass, "page.escape", NULL, escape);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "page.escape", NULL);
}

/**
 * rg_customers_page_get_selection:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what is selected in the list that is
 *   shown now
 */
RgSelection *
rg_customers_page_get_selection (RgCustomersPage *self)
{
  return self->selection;
}
