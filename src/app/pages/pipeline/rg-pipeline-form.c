/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/widgets/rg-columns-dialog.h"
#include "app/widgets/rg-menu-button.h"

#include <glib/gi18n-lib.h>

/* Board or list, of which states, in which order. */

#define KEY "deal-list"

/* --- menus ------------------------------------------------------------------------ */

/* Narrow, there is no header to click: a menu does the same. */
static GMenuModel *
make_sort_menu (RgPipelinePage *self)
{
  RgColumns *columns = rg_pipeline_list_get_columns (self->list);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) keys = g_menu_new (), order = g_menu_new ();

  for (guint i = 0; i < rg_columns_get_n (columns); i++)
    {
      const RgField *field = rg_columns_get (columns, i)->field;
      g_autoptr (GMenuItem) item = NULL;

      if (!rg_columns_can_sort (field))
        continue;
      item = g_menu_item_new (rg_columns_get_heading (columns, field), NULL);
      g_menu_item_set_action_and_target (item, "page.sort", "s", field->key);
      g_menu_append_item (keys, item);
    }
  g_menu_append (order, _ ("From Last to First"), "page.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  return G_MENU_MODEL (menu);
}

/* A shop for reading only keeps its stages. */
static gboolean
can_change (RgPipelinePage *self)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));

  return store != NULL && !rg_store_is_read_only (store);
}

/* What is asked less often, and what has no room for a button of its own. */
static GMenuModel *
make_more_menu (RgPipelinePage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) owners = rg_pipeline_filter_make_owners (self);
  g_autoptr (GMenu) first = g_menu_new (), second = g_menu_new ();

  if (self->compact)
    {
      g_menu_append_submenu (first, _ ("Owner"), owners);
      g_menu_append (first, _ ("Filter…"), "page.filter");
      if (self->listing && self->list != NULL)
        {
          g_autoptr (GMenuModel) sort = make_sort_menu (self);

          g_menu_append_submenu (first, C_ ("list", "Order"), sort);
        }
      g_menu_append (second, _ ("Numbers…"), "page.numbers");
    }
  if (can_change (self))
    g_menu_append (second, _ ("Stages…"), "win.preferences-at::pipeline");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

static void
update_menus (RgPipelinePage *self)
{
  g_autoptr (GMenuModel) owners = rg_pipeline_filter_make_owners (self);
  g_autoptr (GMenuModel) more = make_more_menu (self);

  rg_menu_button_set_menu (self->owner_button, owners);
  rg_menu_button_set_menu (self->more_button, more);
}

/* Where there is room they say what they are; else the count stands below the title. */
static void
fit_header (RgPipelinePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->title_box),
                                  self->compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->title_box), self->compact ? 0 : 8);
  if (self->compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "caption");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count_label), "caption");
  adw_toggle_set_label (adw_toggle_group_get_toggle_by_name (self->form_group, "board"),
                        self->compact ? NULL : _ ("Board"));
  adw_toggle_set_label (adw_toggle_group_get_toggle_by_name (self->form_group, "list"),
                        self->compact ? NULL : C_ ("form", "List"));
}

/**
 * rg_pipeline_form_update:
 * @self: a page
 *
 * After the width, the form or what is filtered has changed: shows what belongs to it.
 */
void
rg_pipeline_form_update (RgPipelinePage *self)
{
  gboolean wide = !self->compact;

  if (self->list != NULL)
    rg_pipeline_list_set_compact (self->list, self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->owner_button), wide);
  gtk_widget_set_visible (self->filter_button, wide);
  gtk_widget_set_visible (self->numbers_button, wide);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), !wide || can_change (self));
  fit_header (self);
  gtk_widget_set_visible (self->stage_bar, !self->listing && self->narrow && self->lane_widgets->len > 0);
  self->filling = TRUE;
  adw_toggle_group_set_active_name (self->form_group, self->listing ? "list" : "board");
  self->filling = FALSE;
  update_menus (self);
}

/* --- board or list -------------------------------------------------------------------- */

/**
 * rg_pipeline_form_is_kept:
 * @self: a page
 *
 * Returns: whether a list was chosen last
 */
gboolean
rg_pipeline_form_is_kept (RgPipelinePage *self)
{
  return rg_settings_get_boolean (rg_page_get_settings (RG_PAGE (self)), KEY);
}

/**
 * rg_pipeline_form_set:
 * @self: a page
 * @listing: a list instead of the board
 * @kept: whether that is what is shown at the next start, too
 */
void
rg_pipeline_form_set (RgPipelinePage *self, gboolean listing, gboolean kept)
{
  if (kept)
    rg_settings_set_boolean (rg_page_get_settings (RG_PAGE (self)), KEY, listing);
  if (self->listing == listing)
    return;
  self->listing = listing;
  rg_pipeline_page_ask (self, FALSE);
  rg_pipeline_form_update (self);
  rg_pipeline_page_update_state (self);
}

/**
 * rg_pipeline_page_set_listing:
 * @self: a page
 * @listing: a list instead of the board
 *
 * Shows the one or the other, now and at the next start.
 */
void
rg_pipeline_page_set_listing (RgPipelinePage *self, gboolean listing)
{
  rg_pipeline_form_set (self, listing, TRUE);
}

static void
form_chosen_cb (RgPipelinePage *self)
{
  gboolean listing = g_strcmp0 (adw_toggle_group_get_active_name (self->form_group), "list") == 0;

  if (self->filling)
    return;
  rg_pipeline_form_set (self, listing, TRUE);
}

static void
toggle_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack));

  /* What has the focus goes away. */
  self->wanted = focus != NULL;
  rg_pipeline_form_set (self, !self->listing, TRUE);
  if (!self->listing && self->board != NULL)
    rg_page_take_focus (RG_PAGE (self));
}

/* --- states ------------------------------------------------------------------------------ */

const char *
rg_pipeline_form_get_state (RgPipelinePage *self)
{
  const char *state = adw_toggle_group_get_active_name (self->state_group);

  return state != NULL ? state : "open";
}

/**
 * rg_pipeline_form_set_state:
 * @self: a page
 * @state: "open", "won", "lost" or "all"
 *
 * Chooses which states the list has; nothing is asked.
 */
void
rg_pipeline_form_set_state (RgPipelinePage *self, const char *state)
{
  self->filling = TRUE;
  adw_toggle_group_set_active_name (self->state_group, state);
  self->filling = FALSE;
}

static void
state_chosen_cb (RgPipelinePage *self)
{
  if (self->filling || !self->listing)
    return;
  rg_pipeline_filter_use_form (self);
  rg_pipeline_page_ask (self, FALSE);
}

static void
show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_toggle_group_set_active_name (RG_PIPELINE_PAGE (widget)->state_group, "all");
}

/* --- order ----------------------------------------------------------------------------------- */

static RgColumns *
get_columns (RgPipelinePage *self)
{
  return self->list != NULL ? rg_pipeline_list_get_columns (self->list) : NULL;
}

static void
sort_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  if (self->list != NULL)
    rg_pipeline_list_set_sort (self->list, g_variant_get_string (parameter, NULL), FALSE);
}

static void
descending_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  RgColumns *columns = get_columns (self);

  if (columns != NULL)
    rg_pipeline_list_set_sort (self->list, rg_columns_get_sort (columns),
                               !rg_columns_get_descending (columns));
}

static void
columns_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgColumns *columns = get_columns (RG_PIPELINE_PAGE (widget));

  if (columns != NULL)
    adw_dialog_present (rg_columns_dialog_new (columns), widget);
}

/* --- the page ----------------------------------------------------------------------------------- */

void
rg_pipeline_form_init (RgPipelinePage *self)
{
  self->listing = rg_settings_get_boolean (rg_page_get_settings (RG_PAGE (self)), KEY);
  rg_pipeline_form_set_state (self, "open");
  rg_pipeline_form_update (self);
}

void
rg_pipeline_form_install (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, form_chosen_cb);
  gtk_widget_class_bind_template_callback (klass, state_chosen_cb);
  gtk_widget_class_install_action (klass, "page.toggle-list", NULL, toggle_list);
  gtk_widget_class_install_action (klass, "page.all-states", NULL, show_all);
  gtk_widget_class_install_action (klass, "page.sort", "s", sort_action);
  gtk_widget_class_install_action (klass, "page.descending", NULL, descending_action);
  gtk_widget_class_install_action (klass, "page.columns", NULL, columns_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_l, GDK_CONTROL_MASK, "page.toggle-list", NULL);
}
