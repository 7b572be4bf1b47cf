/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-row-list.h"
#include "app/rg-welcome.h"

#include <glib/gi18n-lib.h>

/* Work that ends sooner shows no spinner. */
#define SPINNER_DELAY_MS 200

/* --- what it says ------------------------------------------------------- */

/**
 * rg_customers_is_searching:
 * @self: a page
 *
 * Returns: whether the list that is shown is what a search or a filter found
 */
gboolean
rg_customers_is_searching (RgCustomersPage *self)
{
  const RgQuery *query = self->list != NULL ? rg_record_list_get_query (self->list) : NULL;
  const char *search = query != NULL ? rg_query_get_search (query) : NULL;

  return (search != NULL && *search != '\0') || (query != NULL && rg_query_get_condition (query) != NULL);
}

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (user_data);

  self->spinner_timeout = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

/* Why there is nobody, and what to do about it. */
static void
say_nobody (RgCustomersPage *self)
{
  const char *search =
      self->list != NULL ? rg_query_get_search (rg_record_list_get_query (self->list)) : NULL;
  const char *problem = rg_page_filter_get_problem (self->filter);
  gboolean filtered = rg_page_filter_get_condition (self->filter) != NULL || problem != NULL;
  g_autofree char *text = NULL;

  if (problem != NULL)
    text = g_markup_escape_text (problem, -1);
  else if (filtered)
    text = g_strdup (_ ("The filter above fits nobody. Take a part of it away, or change it."));
  else
    {
      g_autofree char *searched = g_markup_escape_text (search, -1);

      /* Translators: %s is what was typed into the search entry. */
      text = g_strdup_printf (_ ("Nothing fits “%s”. Search by name, pinyin, initials, "
                                 "the last digits of a phone, or a word from the notes."),
                              searched);
    }
  adw_status_page_set_title (self->nothing_page, problem != NULL ? _ ("Switched Off") : _ ("Nobody Found"));
  adw_status_page_set_description (self->nothing_page, text);
  gtk_button_set_label (self->nothing_button, filtered ? _ ("Clear Filter") : _ ("Clear Search"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nothing_button),
                                  filtered ? "page.clear-filter" : "page.clear-search");
}

/**
 * rg_customers_has_focus_inside:
 * @widget: a widget
 *
 * Returns: whether it, or something in it, has the focus
 */
gboolean
rg_customers_has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/**
 * rg_customers_update_state:
 * @self: a page
 *
 * Shows the list, or why there is none.
 */
void
rg_customers_update_state (RgCustomersPage *self)
{
  gboolean problem = self->filter != NULL && rg_page_filter_get_problem (self->filter) != NULL;
  gboolean loading = self->list == NULL && !problem;
  gboolean nobody = problem || (!loading && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0);
  gboolean empty = nobody && !problem && !rg_customers_is_searching (self);
  gboolean focus = rg_customers_has_focus_inside (GTK_WIDGET (self->stack));

  g_clear_handle_id (&self->spinner_timeout, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
  if (loading)
    self->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);

  if (nobody && !empty)
    say_nobody (self);

  if (empty && adw_bin_get_child (self->empty_bin) == NULL)
    adw_bin_set_child (self->empty_bin, g_object_new (RG_TYPE_WELCOME, NULL));
  gtk_stack_set_visible_child_name (self->stack, loading  ? "loading"
                                                 : empty  ? "empty"
                                                 : nobody ? "nothing"
                                                          : "list");
  if (focus && nobody)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  rg_customers_update_selection (self);
}

/* --- the list ----------------------------------------------------------- */

static void
selected_cb (RgSelection *selection, GParamSpec *pspec, RgCustomersPage *self)
{
  gint64 only = rg_selection_get_only (selection);

  if (only != 0)
    self->selected = only;
  rg_customers_follow (self, only);
  rg_customers_update_selection (self);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, RgCustomersPage *self)
{
  if (removed != added)
    rg_customers_update_state (self);
}

static void
outdated_cb (RgRecordList *list, RgCustomersPage *self)
{
  rg_customers_reload (self, RG_CUSTOMERS_SAME);
}

static void
whole_cb (RgRecordList *list, RgCustomersPage *self)
{
  rg_customers_update_selection (self);
}

static void
drop_selection (RgCustomersPage *self)
{
  if (self->selection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
}

static void
drop_model (RgCustomersPage *self)
{
  if (self->list == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

/**
 * rg_customers_drop_list:
 * @self: a page
 *
 * Shows no list any more.
 */
void
rg_customers_drop_list (RgCustomersPage *self)
{
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  drop_selection (self);
  drop_model (self);
}

/* What was selected stays so; when nothing of it is in the list, who was
 * selected last is, should that one be there. */
static void
make_selection (RgCustomersPage *self)
{
  g_autoptr (RgSelection) before = g_steal_pointer (&self->selection);
  guint position;

  self->selection = rg_selection_new (self->list);
  if (before != NULL)
    {
      g_signal_handlers_disconnect_by_data (before, self);
      rg_selection_take_over (self->selection, before);
    }
  if (self->selected != 0 && rg_selection_get_n (self->selection) == 0 &&
      !rg_selection_get_picking (self->selection))
    {
      position = rg_record_list_find (self->list, self->selected);
      if (position != G_MAXUINT)
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
    }
  g_signal_connect (self->selection, "notify::n-selected", G_CALLBACK (selected_cb), self);
}

static void
show_list (RgCustomersPage *self, RgRecordList *list, RgCustomersWhere where)
{
  RgListAnchor anchor = rg_row_list_anchor (self->list_view, self->list, self->columns);
  gboolean focus = self->wanted || rg_customers_has_focus_inside (GTK_WIDGET (self->list_view));
  guint position;

  drop_model (self);
  self->list = g_object_ref (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (list, "outdated", G_CALLBACK (outdated_cb), self);
  g_signal_connect (list, "whole", G_CALLBACK (whole_cb), self);

  make_selection (self);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  if (where == RG_CUSTOMERS_SAME)
    rg_row_list_restore (self->list_view, list, self->columns, &anchor);

  rg_customers_update_state (self);

  position = self->selected != 0 ? rg_record_list_find (list, self->selected) : G_MAXUINT;
  self->wanted = FALSE;
  if (focus && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    rg_customers_focus_list (self);
  else if (where == RG_CUSTOMERS_TOP && position != G_MAXUINT && !rg_customers_is_searching (self))
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_NONE, NULL);
  if (self->open_first)
    rg_customers_open_first (self);
}

/* --- an answer that is not all there yet ---------------------------------- */

static void
rest_came_cb (RgRecordList *list, RgCustomersAsked *asked)
{
  RgCustomersPage *self = asked->page;

  g_signal_handlers_disconnect_by_data (list, asked);
  if (self->asking == asked->cancellable)
    {
      g_clear_object (&self->asking);
      show_list (self, list, asked->where);
    }
  rg_customers_asked_free (asked);
}

static void
rest_outdated_cb (RgRecordList *list, RgCustomersAsked *asked)
{
  RgCustomersPage *self = asked->page;

  g_signal_handlers_disconnect_by_data (list, asked);
  if (self->asking == asked->cancellable)
    rg_customers_reload (self, asked->where);
  rg_customers_asked_free (asked);
}

/* Who stays in place, or goes to somebody, must know where that is. */
static gboolean
needs_all (const RgCustomersAsked *asked)
{
  return asked->where == RG_CUSTOMERS_SAME || asked->page->selected != 0;
}

static void
wait_for_rest (RgCustomersAsked *asked, RgRecordList *list)
{
  asked->list = g_object_ref (list);
  g_signal_connect (list, "whole", G_CALLBACK (rest_came_cb), asked);
  g_signal_connect (list, "outdated", G_CALLBACK (rest_outdated_cb), asked);
}

static void
list_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgCustomersAsked) asked = user_data;
  RgCustomersPage *self = asked->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRecordList) list = rg_record_list_new_finish (result, &error);

  /* Another question was asked since, or the page is going. */
  if (self->asking != asked->cancellable)
    return;
  if (list != NULL && !rg_record_list_is_whole (list) && needs_all (asked))
    {
      wait_for_rest (g_steal_pointer (&asked), list);
      return;
    }
  g_clear_object (&self->asking);

  if (list != NULL)
    show_list (self, list, asked->where);
  else if (error->domain == RG_CONDITION_ERROR)
    rg_page_filter_set_problem (self->filter, error->message);
  else if (g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.shop-damaged", "s", error->message);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (self), error->message);
  rg_page_settle (RG_PAGE (self));
}

/**
 * rg_customers_stop_asking:
 * @self: a page
 *
 * Forgets what was asked for.
 */
void
rg_customers_stop_asking (RgCustomersPage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/**
 * rg_customers_reload:
 * @self: a page
 * @where: what the list shows first
 *
 * Asks for the list; what was asked before is forgotten.
 */
void
rg_customers_reload (RgCustomersPage *self, RgCustomersWhere where)
{
  RgStore *store = rg_page_get_store (RG_PAGE (self));
  g_autoptr (RgQuery) query = NULL;

  rg_customers_stop_asking (self);
  if (store == NULL)
    return;

  query = rg_query_new ("customer");
  if (self->search != NULL && *self->search != '\0')
    rg_query_set_search (query, self->search);
  if (rg_page_filter_get_condition (self->filter) != NULL)
    rg_query_set_condition (query, rg_page_filter_get_condition (self->filter));
  if (g_strcmp0 (rg_columns_get_sort (self->columns), "name") != 0 ||
      rg_columns_get_descending (self->columns))
    rg_query_set_sort (query, rg_columns_get_sort (self->columns), rg_columns_get_descending (self->columns));

  rg_page_filter_set_problem (self->filter, NULL);
  self->asking = g_cancellable_new ();
  rg_record_list_new_async (store, query, self->asking, list_ready_cb,
                            rg_customers_asked_new (self, self->asking, where));
}
