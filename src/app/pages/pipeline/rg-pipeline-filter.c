/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/filter/rg-condition-leaves.h"
#include "shop/rg-staff.h"

#include <glib/gi18n-lib.h>

/* Which deals are shown: all, those of one owner, those that a condition means, or a
 * view that was kept. */

/* What is of no use for a deal that is over is left out. */
#define WON_COLUMNS "title customer_id stage_id amount_fen closed:0 owner source product opened"
#define LOST_COLUMNS "title customer_id stage_id amount_fen closed:0 lost_reason:0 owner source product"

/* --- what is asked ---------------------------------------------------------------- */

/* Whether it says itself what has become of the deals: the board has only open ones. */
static gboolean
says_state (RgCondition *condition)
{
  g_autoptr (RgCondition) shown = rg_deals_condition_shown (condition);

  return condition != NULL && shown == condition;
}

/**
 * rg_pipeline_filter_says_state:
 * @self: a page
 *
 * Returns: whether what is filtered by says itself what has become of the deals
 */
gboolean
rg_pipeline_filter_says_state (RgPipelinePage *self)
{
  return says_state (rg_page_filter_get_condition (self->filter));
}

/**
 * rg_pipeline_filter_make_query:
 * @self: a page
 *
 * Returns: (transfer full): what is shown: the board takes what is open by itself, the
 *   list has the states that are chosen
 */
RgQuery *
rg_pipeline_filter_make_query (RgPipelinePage *self)
{
  RgQuery *query = rg_query_new ("deal");
  const char *state = rg_pipeline_form_get_state (self);
  RgCondition *condition = rg_page_filter_get_condition (self->filter);
  g_autoptr (RgCondition) both = NULL;

  if (rg_pipeline_page_is_searching (self))
    rg_query_set_search (query, gtk_editable_get_text (self->search_entry));
  if (self->listing && !rg_pipeline_filter_says_state (self) && !g_str_equal (state, "all"))
    {
      g_autoptr (RgCondition) leaf = rg_leaf_field ("state", "is", state);

      both = rg_leaves_join (condition, leaf);
      condition = both;
    }
  if (condition != NULL)
    rg_query_set_condition (query, condition);
  return query;
}

/**
 * rg_pipeline_filter_say_nothing:
 * @self: a page
 *
 * Says why there is no deal to be seen, and offers what helps.
 */
void
rg_pipeline_filter_say_nothing (RgPipelinePage *self)
{
  const char *problem = rg_page_filter_get_problem (self->filter);
  gboolean filtered = problem != NULL || rg_page_filter_get_condition (self->filter) != NULL;
  gboolean searching = rg_pipeline_page_is_searching (self);
  g_autofree char *text = NULL;

  if (problem != NULL)
    text = g_markup_escape_text (problem, -1);
  else if (filtered)
    text = g_strdup (_ ("The filter above fits no deal. Take a part of it away, or change it."));
  else if (searching)
    {
      g_autofree char *searched = g_markup_escape_text (gtk_editable_get_text (self->search_entry), -1);

      /* Translators: %s is what was typed into the search entry. */
      text = g_strdup_printf (_ ("Nothing fits “%s”. Search by title, owner, product, number, or a word "
                                 "from the notes."),
                              searched);
    }
  else
    text = g_strdup (_ ("No deal stands like this now."));
  adw_status_page_set_title (self->nothing_page, problem != NULL ? _ ("Switched Off") : _ ("No Deals Found"));
  adw_status_page_set_description (self->nothing_page, text);
  gtk_button_set_label (self->nothing_button, filtered    ? _ ("Clear Filter")
                                              : searching ? _ ("Clear Search")
                                                          : _ ("Show All Deals"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nothing_button), filtered    ? "page.clear-filter"
                                                                         : searching ? "page.clear-search"
                                                                                     : "page.all-states");
}

/* --- what the page does for its filter ---------------------------------------------- */

/* (nullable): the columns of only won ones, or of only lost ones. */
static const char *
get_closed_columns (RgPipelinePage *self)
{
  RgCondition *condition = rg_page_filter_get_condition (self->filter);
  g_autofree char *said = rg_leaves_dup_choice (condition, "state");
  const char *state = said[0] == '=' ? said + 1 : rg_pipeline_form_get_state (self);

  return g_str_equal (state, "won") ? WON_COLUMNS : g_str_equal (state, "lost") ? LOST_COLUMNS : NULL;
}

/**
 * rg_pipeline_filter_use_form:
 * @self: a page
 *
 * Gives the list the order and the columns of the view that is shown, else those that
 * suit closed deals, else its own.
 */
void
rg_pipeline_filter_use_form (RgPipelinePage *self)
{
  const RgView *view = rg_page_filter_get_view (self->filter);
  g_autofree char *layout = view != NULL ? rg_view_dup_layout (view) : NULL;
  const char *closed = get_closed_columns (self);

  if (self->list == NULL)
    return;
  rg_pipeline_list_use_own_form (self->list);
  if (closed != NULL)
    rg_pipeline_list_use_form (self->list, "closed", TRUE, closed);
  if (view != NULL)
    rg_pipeline_list_use_form (self->list, view->sort, view->descending, layout);
}

static void
use_form (RgPage *page, const RgView *view)
{
  rg_pipeline_filter_use_form (RG_PIPELINE_PAGE (page));
}

static void
set_search (RgPage *page, const char *text)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, *text != '\0');
  gtk_editable_set_text (self->search_entry, text);
}

static void
ask (RgPage *page)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);

  /* A search that was set to be asked is asked with it. */
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  rg_pipeline_filter_use_form (self);
  if (rg_page_filter_get_problem (self->filter) == NULL)
    rg_pipeline_page_ask (self, FALSE);
  else if (self->list != NULL)
    rg_pipeline_list_drop (self->list);
  g_object_notify (G_OBJECT (self), "owner");
  rg_pipeline_form_update (self);
  rg_pipeline_page_update_state (self);
}

static void
say_form (RgPage *page, RgView *view)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);
  RgColumns *columns = self->list != NULL ? rg_pipeline_list_get_columns (self->list) : NULL;
  g_autofree char *layout = columns != NULL ? rg_columns_dup_layout (columns) : g_strdup ("");

  rg_view_set_form (view, gtk_editable_get_text (self->search_entry),
                    columns != NULL ? rg_columns_get_sort (columns) : NULL,
                    columns != NULL && rg_columns_get_descending (columns), layout);
}

void
rg_pipeline_filter_init (RgPipelinePage *self)
{
  static const RgPageFilterWays ways = { use_form, set_search, ask, say_form };

  self->filter = rg_page_filter_new (RG_PAGE (self), "deal", self->filter_bin, &ways);
}

/* --- how many there are, and who works here -------------------------------------------- */

typedef struct
{
  gint64 n_open;
  gint64 n_all;
} Counts;

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgQuery) all = rg_query_new ("deal");
  g_autoptr (RgQuery) open = rg_query_new ("deal");
  g_autoptr (RgCondition) leaf = rg_leaf_field ("state", "is", "open");
  g_autofree Counts *counts = g_new0 (Counts, 1);

  rg_query_set_condition (open, leaf);
  if (!rg_query_count (all, read, cancellable, &counts->n_all, error) ||
      !rg_query_count (open, read, cancellable, &counts->n_open, error))
    return NULL;
  return g_steal_pointer (&counts);
}

static void
counted_cb (gpointer found, const GError *error, gpointer user_data)
{
  RgPipelinePage *self = user_data;
  g_autofree Counts *counts = found;
  gboolean waited = g_str_equal (rg_pipeline_page_get_state (self), "loading");

  if (counts == NULL)
    g_info ("Deals were not counted: %s", error->message);
  else
    {
      self->n_open = counts->n_open;
      self->n_all = counts->n_all;
    }
  rg_pipeline_page_update_state (self);
  if (waited)
    rg_pipeline_page_settle (self);
}

static gpointer
staff_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = rg_staff_list (read, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (names, rg_row_get_text (g_ptr_array_index (rows, i), "name"));
  return g_strv_builder_end (names);
}

static void
staff_cb (gpointer found, const GError *error, gpointer user_data)
{
  RgPipelinePage *self = user_data;

  if (found == NULL)
    return;
  g_strfreev (self->staff);
  self->staff = found;
  rg_pipeline_form_update (self);
}

/* Before it shows another shop. */
void
rg_pipeline_filter_forget (RgPipelinePage *self)
{
  g_clear_pointer (&self->counting, rg_reread_stop);
  g_clear_pointer (&self->staffing, rg_reread_stop);
  g_clear_pointer (&self->staff, g_strfreev);
  self->n_open = self->n_all = -1;
}

/* Of a shop that is shown from now on. */
void
rg_pipeline_filter_follow (RgPipelinePage *self)
{
  self->counting = rg_reread_new (self->followed, "deal", count_func, g_free, counted_cb, self);
  self->staffing =
      rg_reread_new (self->followed, "staff", staff_func, (GDestroyNotify) g_strfreev, staff_cb, self);
}

/* --- whose ------------------------------------------------------------------------------- */

static void
append_owner (GMenu *menu, const char *label, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "page.owner", "s", target);
  g_menu_append_item (menu, item);
}

/**
 * rg_pipeline_filter_make_owners:
 * @self: a page
 *
 * Returns: (transfer full): the menu that chooses whose deals are shown
 */
GMenuModel *
rg_pipeline_filter_make_owners (RgPipelinePage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new (), names = g_menu_new ();

  append_owner (first, _ ("Everybody"), "*");
  append_owner (first, C_ ("owner", "Nobody"), "-");
  for (guint i = 0; self->staff != NULL && self->staff[i] != NULL; i++)
    {
      g_autofree char *target = g_strconcat ("=", self->staff[i], NULL);

      append_owner (names, self->staff[i], target);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (names));
  return G_MENU_MODEL (menu);
}

/**
 * rg_pipeline_page_dup_owner:
 * @self: a page
 *
 * Returns: (transfer full): whose deals are shown: "*" everybody's, "-" nobody's, "=NAME"
 */
char *
rg_pipeline_page_dup_owner (RgPipelinePage *self)
{
  return rg_leaves_dup_choice (self->filter != NULL ? rg_page_filter_get_condition (self->filter) : NULL,
                               "owner");
}

/**
 * rg_pipeline_page_set_owner:
 * @self: a page
 * @owner: see rg_pipeline_page_dup_owner()
 *
 * Shows only these of what is shown.
 */
void
rg_pipeline_page_set_owner (RgPipelinePage *self, const char *owner)
{
  g_autoptr (RgCondition) leaf = *owner == '='   ? rg_leaf_field ("owner", "is", owner + 1)
                                 : *owner == '-' ? rg_leaf_empty ("owner")
                                                 : NULL;
  g_autoptr (RgCondition) condition =
      rg_leaves_replace (rg_page_filter_get_condition (self->filter), "owner", leaf);

  rg_page_filter_change (self->filter, condition);
}

/* --- for others --------------------------------------------------------------------------- */

/**
 * rg_pipeline_page_show_condition:
 * @self: a page
 * @condition: (nullable): which deals it shows; %NULL: all
 * @title: (nullable): what they are called
 *
 * Shows the list of those that a condition means, and nothing else: what was searched
 * is ended. For numbers that open their deals.
 */
void
rg_pipeline_page_show_condition (RgPipelinePage *self, RgCondition *condition, const char *title)
{
  g_return_if_fail (RG_IS_PIPELINE_PAGE (self));

  rg_pipeline_form_set_state (self, "open");
  if (condition != NULL)
    rg_pipeline_form_set (self, TRUE, FALSE);
  rg_page_filter_show_condition (self->filter, condition, title);
}

/**
 * rg_pipeline_filter_list:
 * @self: a page
 * @condition: which deals are listed, open or closed
 * @title: what they are called
 *
 * Lists all deals that a condition means, whatever has become of them.
 */
void
rg_pipeline_filter_list (RgPipelinePage *self, RgCondition *condition, const char *title)
{
  rg_pipeline_form_set_state (self, "all");
  rg_pipeline_form_set (self, TRUE, FALSE);
  self->wanted = TRUE;
  rg_page_filter_show_condition (self->filter, condition, title);
}

/**
 * rg_pipeline_page_show_view:
 * @self: a page
 * @view: a view of deals
 *
 * Shows a view: in the form that was used last; what asks for closed deals as a list.
 */
void
rg_pipeline_page_show_view (RgPipelinePage *self, const RgView *view)
{
  g_autoptr (RgCondition) condition = rg_view_parse (view, NULL);

  g_return_if_fail (RG_IS_PIPELINE_PAGE (self));

  rg_pipeline_form_set_state (self, "open");
  rg_pipeline_form_set (self, says_state (condition) || rg_pipeline_form_is_kept (self), FALSE);
  rg_page_filter_show_view (self->filter, view);
}

/**
 * rg_pipeline_page_name_view:
 * @self: a page
 * @view: a view as it is kept now
 *
 * When it is the one that is shown, it is called so from now on.
 */
void
rg_pipeline_page_name_view (RgPipelinePage *self, const RgView *view)
{
  g_return_if_fail (RG_IS_PIPELINE_PAGE (self));

  rg_page_filter_name_view (self->filter, view);
}

const RgView *
rg_pipeline_page_get_view (RgPipelinePage *self)
{
  return rg_page_filter_get_view (self->filter);
}

RgCondition *
rg_pipeline_page_get_condition (RgPipelinePage *self)
{
  return rg_page_filter_get_condition (self->filter);
}

RgFilterBar *
rg_pipeline_page_get_filter_bar (RgPipelinePage *self)
{
  return rg_page_filter_get_bar (self->filter);
}

/* --- actions ----------------------------------------------------------------------------- */

static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_page_filter_edit (RG_PIPELINE_PAGE (widget)->filter);
}

/* As it was before anything was filtered. */
static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  self->wanted = TRUE;
  rg_pipeline_form_set (self, rg_pipeline_form_is_kept (self), FALSE);
  rg_pipeline_page_show_condition (self, NULL, NULL);
}

static void
clear_search_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  self->wanted = TRUE;
  set_search (RG_PAGE (self), "");
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_page_filter_save (RG_PIPELINE_PAGE (widget)->filter);
}

void
rg_pipeline_filter_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "page.clear-filter", NULL, clear_action);
  gtk_widget_class_install_action (klass, "page.clear-search", NULL, clear_search_action);
  gtk_widget_class_install_action (klass, "page.save-view", NULL, save_action);
  gtk_widget_class_install_property_action (klass, "page.owner", "owner");
}
