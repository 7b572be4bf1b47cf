/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-view-dialog.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/rg-change.h"
#include "app/rg-sidebar-row.h"

#include <glib/gi18n-lib.h>

/* Saved views in the sidebar: shown, edited, moved, deleted. */

/* --- pages that show views -------------------------------------------------- */

/* What its views are of; (nullable): it has none. */
static const char *
entity_of (RgPage *page)
{
  return RG_IS_CUSTOMERS_PAGE (page) ? "customer" : RG_IS_PIPELINE_PAGE (page) ? "deal" : NULL;
}

/* (nullable) */
static const RgView *
view_of (RgPage *page)
{
  if (RG_IS_CUSTOMERS_PAGE (page))
    return rg_customers_page_get_view (RG_CUSTOMERS_PAGE (page));
  return RG_IS_PIPELINE_PAGE (page) ? rg_pipeline_page_get_view (RG_PIPELINE_PAGE (page)) : NULL;
}

static void
show_on (RgPage *page, const RgView *view)
{
  if (RG_IS_CUSTOMERS_PAGE (page))
    rg_customers_page_show_view (RG_CUSTOMERS_PAGE (page), view);
  else
    rg_pipeline_page_show_view (RG_PIPELINE_PAGE (page), view);
}

static gboolean
is_filtered (RgPage *page)
{
  RgCondition *condition = NULL;

  if (RG_IS_CUSTOMERS_PAGE (page))
    condition = rg_customers_page_get_condition (RG_CUSTOMERS_PAGE (page));
  else if (RG_IS_PIPELINE_PAGE (page))
    condition = rg_pipeline_page_get_condition (RG_PIPELINE_PAGE (page));
  return condition != NULL || view_of (page) != NULL;
}

static void
show_everything (RgPage *page)
{
  if (RG_IS_CUSTOMERS_PAGE (page))
    rg_customers_page_show_condition (RG_CUSTOMERS_PAGE (page), NULL, NULL);
  else
    rg_pipeline_page_show_condition (RG_PIPELINE_PAGE (page), NULL, NULL);
}

/* (nullable) */
static RgPage *
find_page (RgWindow *self, const char *entity)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->page_list, i)) != NULL; i++)
    if (g_strcmp0 (entity_of (rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row))), entity) == 0)
      return rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row));
  return NULL;
}

/* (nullable): the page on which the view is shown now, or was when it was left */
static RgPage *
find_page_with (RgWindow *self, const RgView *view)
{
  RgPage *page = find_page (self, view->entity);

  return page != NULL && view_of (page) != NULL && view_of (page)->id == view->id ? page : NULL;
}

static void
bring_up (RgWindow *self, RgPage *page)
{
  gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (page));
  adw_navigation_page_set_title (self->content_page, rg_page_get_title (page));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* (nullable): that of the page that is shown */
static GtkListBoxRow *
find_shown (RgWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->page_list, i)) != NULL; i++)
    if (rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row)) == rg_window_get_page (self))
      return row;
  return NULL;
}

/**
 * rg_window_mark_page:
 * @self: a window
 *
 * Selects one row of the sidebar: that of the page that is shown, or of the view.
 */
void
rg_window_mark_page (RgWindow *self)
{
  GtkListBoxRow *row = find_shown (self);
  RgPage *page = row != NULL ? rg_window_get_page (self) : NULL;
  const RgView *view = page != NULL ? view_of (page) : NULL;

  if (row == NULL)
    return;
  rg_views_list_select (self->views_list, view != NULL ? view->id : 0);
  if (view == NULL)
    gtk_list_box_select_row (self->page_list, row);
  else
    gtk_list_box_unselect_all (self->page_list);
}

static void
filtered_cb (RgWindow *self)
{
  if (entity_of (rg_window_get_page (self)) != NULL)
    rg_window_mark_page (self);
}

/**
 * rg_window_leave_view:
 * @self: a window
 * @page: a page that was chosen in the sidebar
 *
 * A page that shows views shows everything again.
 */
void
rg_window_leave_view (RgWindow *self, RgPage *page)
{
  rg_views_list_select (self->views_list, 0);
  if (entity_of (page) != NULL && is_filtered (page))
    show_everything (page);
}

static void
show_view (RgWindow *self, gint64 id)
{
  const RgView *view = rg_views_list_find (self->views_list, id);
  RgPage *page = view != NULL ? find_page (self, view->entity) : NULL;

  if (page == NULL)
    return;
  bring_up (self, page);
  show_on (page, view);
  rg_window_focus_page (self);
}

static void
activated_cb (RgViewsList *list, gint64 id, RgWindow *self)
{
  show_view (self, id);
}

/* What was renamed meanwhile is called so where it is shown. */
static void
listed_cb (RgViewsList *list, RgPage *page)
{
  const RgView *shown = view_of (page), *view = shown != NULL ? rg_views_list_find (list, shown->id) : NULL;

  if (view == NULL)
    return;
  if (RG_IS_CUSTOMERS_PAGE (page))
    rg_customers_page_name_view (RG_CUSTOMERS_PAGE (page), view);
  else
    rg_pipeline_page_name_view (RG_PIPELINE_PAGE (page), view);
}

/**
 * rg_window_follow_page:
 * @self: a window
 * @page: one of its pages
 *
 * What is selected in the sidebar follows what the page shows.
 */
void
rg_window_follow_page (RgWindow *self, RgPage *page)
{
  if (entity_of (page) == NULL)
    return;
  g_signal_connect_object (page, "filtered", G_CALLBACK (filtered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views_list, "listed", G_CALLBACK (listed_cb), page, G_CONNECT_DEFAULT);
  if (RG_IS_CUSTOMERS_PAGE (page))
    g_signal_connect_object (self->views_list, "activated", G_CALLBACK (activated_cb), self,
                             G_CONNECT_DEFAULT);
}

/* --- changes -------------------------------------------------------------- */

typedef struct
{
  RgView *view;
  int step;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rg_view_free (change->view);
  g_free (change);
}

static Change *
change_new (const RgView *view)
{
  Change *change = g_new0 (Change, 1);

  change->view = rg_view_copy (view);

  return change;
}

static gboolean
change_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_views_change (op, ((Change *) data)->view, error);
}

static gboolean
delete_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_views_delete (op, ((Change *) data)->view->id, error);
}

/* One place up or down among those in the sidebar. */
static gboolean
move_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  g_autoptr (GPtrArray) views =
      rg_views_list_of (rg_write_as_read (rg_op_get_write (op)), change->view->entity, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  guint place = G_MAXUINT, before;

  if (views == NULL)
    return FALSE;
  for (guint i = 0; i < views->len; i++)
    {
      const RgView *view = g_ptr_array_index (views, i);

      if (view->id == change->view->id)
        place = ids->len;
      if (view->pinned)
        g_array_append_val (ids, view->id);
    }
  if (place >= ids->len || (change->step < 0 && place == 0) || (change->step > 0 && place + 1 == ids->len))
    return TRUE;
  before = change->step < 0 ? place - 1 : place + 2;
  return rg_views_move (op, change->view->id, before < ids->len ? g_array_index (ids, gint64, before) : 0,
                        error);
}

static gboolean
can_change (RgWindow *self)
{
  return self->store != NULL && !rg_store_is_read_only (self->store);
}

static const RgView *
find_changeable (RgWindow *self, gint64 id)
{
  return can_change (self) ? rg_views_list_find (self->views_list, id) : NULL;
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  const RgView *view = find_changeable (self, g_variant_get_int64 (parameter));
  g_autofree char *label = NULL, *done = NULL;
  RgPage *page;

  if (view == NULL)
    return;
  label = g_strdup_printf (_ ("Delete the view “%s”"), rg_view_get_title (view));
  /* Translators: %s is the name of a view. */
  done = g_strdup_printf (_ ("Deleted the view “%s”"), rg_view_get_title (view));
  page = find_page_with (self, view);
  if (page != NULL)
    show_everything (page);
  rg_change_say (self->store, widget, label, delete_func, change_new (view), change_free, done);
}

static void
pin_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  const RgView *view = find_changeable (self, g_variant_get_int64 (parameter));
  g_autofree char *label = NULL, *done = NULL;
  Change *change;

  if (view == NULL)
    return;
  change = change_new (view);
  change->view->pinned = !view->pinned;
  label = g_strdup_printf (_ ("Change the view “%s”"), rg_view_get_title (view));
  done = g_strdup_printf (view->pinned ? _ ("Took “%s” out of the sidebar") : _ ("Put “%s” into the sidebar"),
                          rg_view_get_title (view));
  rg_change_say (self->store, widget, label, change_func, change, change_free, done);
}

static void
move_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  g_autofree char *label = NULL;
  const RgView *view;
  Change *change;
  gint64 id;
  int step;

  g_variant_get (parameter, "(xi)", &id, &step);
  view = find_changeable (self, id);
  if (view == NULL)
    return;
  change = change_new (view);
  change->step = step;
  label = g_strdup_printf (_ ("Move the view “%s”"), rg_view_get_title (view));
  rg_change_say (self->store, widget, label, move_func, change, change_free, NULL);
}

static void
rename_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  const RgView *view = find_changeable (self, g_variant_get_int64 (parameter));

  if (view != NULL)
    adw_dialog_present (rg_view_dialog_new (self->store, view), widget);
}

/* What was shown with the old condition is shown with the new one. */
static void
edited_cb (RgConditionDialog *dialog, RgCondition *condition, RgWindow *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (dialog), "rg-view");
  const RgView *view = find_changeable (self, *id);
  g_autofree char *label = NULL;
  RgPage *page;
  Change *change;

  if (view == NULL)
    return;
  change = change_new (view);
  g_free (change->view->condition);
  change->view->condition = rg_condition_to_json (condition);
  label = g_strdup_printf (_ ("Change the view “%s”"), rg_view_get_title (view));
  page = find_page_with (self, view);
  if (page != NULL)
    show_on (page, change->view);
  rg_change_say (self->store, GTK_WIDGET (self), label, change_func, change, change_free, NULL);
}

static void
edit_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  const RgView *view = find_changeable (self, g_variant_get_int64 (parameter));
  g_autoptr (RgCondition) condition = NULL;
  AdwDialog *dialog;

  if (view == NULL)
    return;
  /* What cannot be read is begun anew. */
  condition = rg_view_parse (view, NULL);
  dialog = rg_condition_dialog_new (self->store, view->entity, condition, rg_view_get_title (view));
  g_object_set_data_full (G_OBJECT (dialog), "rg-view", g_memdup2 (&view->id, sizeof view->id), g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (edited_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
show_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_view (RG_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
filter_page (RgWindow *self, const char *entity)
{
  RgPage *page = find_page (self, entity);

  if (g_strcmp0 (rg_window_get_state (self), "shop") != 0 || page == NULL)
    return;
  bring_up (self, page);
  filtered_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (page), "page.filter", NULL);
}

/* What is looked at, where that can be filtered. */
static void
filter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  filter_page (self, RG_IS_PIPELINE_PAGE (rg_window_get_page (self)) ? "deal" : "customer");
}

static void
filter_deals_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  filter_page (RG_WINDOW (widget), "deal");
}

/**
 * rg_window_get_views:
 * @self: a window
 *
 * Returns: (transfer none): the views in its sidebar
 */
RgViewsList *
rg_window_get_views (RgWindow *self)
{
  return self->views_list;
}

/**
 * rg_window_install_views_actions:
 * @klass: the window's class
 */
void
rg_window_install_views_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "win.filter-deals", NULL, filter_deals_action);
  gtk_widget_class_install_action (klass, "win.show-view", "x", show_action);
  gtk_widget_class_install_action (klass, "win.edit-view", "x", edit_action);
  gtk_widget_class_install_action (klass, "win.rename-view", "x", rename_action);
  gtk_widget_class_install_action (klass, "win.move-view", "(xi)", move_action);
  gtk_widget_class_install_action (klass, "win.pin-view", "x", pin_action);
  gtk_widget_class_install_action (klass, "win.delete-view", "x", delete_action);
}
