/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-page-filter.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/filter/rg-view-dialog.h"

#include <glib/gi18n-lib.h>

struct _RgPageFilter
{
  RgPage *page; /* (unowned) */
  char *entity;
  AdwBin *bin; /* (unowned) */
  const RgPageFilterWays *ways;
  GtkWidget *bar;         /* (nullable) (unowned): until something is filtered */
  RgCondition *condition; /* (nullable): everything */
  char *title;            /* (nullable) */
  RgView *view;           /* (nullable): the one that is shown */
  char *problem;          /* (nullable): why that cannot be asked */
};

/* --- the bar ----------------------------------------------------------------- */

static void
changed_cb (RgFilterBar *bar, RgCondition *condition, RgPageFilter *self)
{
  rg_page_filter_change (self, condition);
}

static void
update_bar (RgPageFilter *self)
{
  gboolean shown = self->condition != NULL;

  if (shown && self->bar == NULL)
    {
      self->bar = rg_filter_bar_new (self->entity);
      g_signal_connect (self->bar, "changed", G_CALLBACK (changed_cb), self);
      adw_bin_set_child (self->bin, self->bar);
    }
  if (self->bar != NULL)
    rg_filter_bar_set (RG_FILTER_BAR (self->bar), rg_page_get_store (self->page), self->condition,
                       self->title);
  gtk_widget_set_visible (GTK_WIDGET (self->bin), shown);
}

static void
set_condition (RgPageFilter *self, RgCondition *condition, const char *title)
{
  RgCondition *before = self->condition;

  self->condition = condition != NULL ? rg_condition_ref (condition) : NULL;
  g_clear_pointer (&before, rg_condition_unref);
  g_set_str (&self->title, title);
  g_clear_pointer (&self->problem, g_free);
  update_bar (self);
}

/* --- coming and going ---------------------------------------------------------- */

/**
 * rg_page_filter_new:
 * @page: whose list is filtered
 * @entity: what it lists
 * @bin: where the bar goes
 * @ways: what the page does
 *
 * Returns: (transfer full): a filter that lets everything through
 */
RgPageFilter *
rg_page_filter_new (RgPage *page, const char *entity, AdwBin *bin, const RgPageFilterWays *ways)
{
  RgPageFilter *self = g_new0 (RgPageFilter, 1);

  self->page = page;
  self->entity = g_strdup (entity);
  self->bin = bin;
  self->ways = ways;
  return self;
}

/**
 * rg_page_filter_free:
 * @self: (transfer full): the filter of a page that goes
 */
void
rg_page_filter_free (RgPageFilter *self)
{
  if (self->bar != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->bar, self);
      adw_bin_set_child (self->bin, NULL);
    }
  g_clear_pointer (&self->condition, rg_condition_unref);
  g_clear_pointer (&self->view, rg_view_free);
  g_free (self->title);
  g_free (self->problem);
  g_free (self->entity);
  g_free (self);
}

RgCondition *
rg_page_filter_get_condition (RgPageFilter *self)
{
  return self->condition;
}

const RgView *
rg_page_filter_get_view (RgPageFilter *self)
{
  return self->view;
}

const char *
rg_page_filter_get_problem (RgPageFilter *self)
{
  return self->problem;
}

RgFilterBar *
rg_page_filter_get_bar (RgPageFilter *self)
{
  return self->bar != NULL ? RG_FILTER_BAR (self->bar) : NULL;
}

/* --- what is shown --------------------------------------------------------------- */

static void
leave_view (RgPageFilter *self)
{
  if (self->view == NULL)
    return;
  g_clear_pointer (&self->view, rg_view_free);
  self->ways->use_form (self->page, NULL);
}

static void
ask (RgPageFilter *self)
{
  self->ways->ask (self->page);
  g_signal_emit_by_name (self->page, "filtered");
}

/**
 * rg_page_filter_change:
 * @self: a filter
 * @condition: (nullable): what the page shows from now on; %NULL: everything
 *
 * Changes what is filtered by; the view that was shown is still the one it comes
 * from, until nothing is left of it.
 */
void
rg_page_filter_change (RgPageFilter *self, RgCondition *condition)
{
  g_autofree char *title = condition != NULL ? g_strdup (self->title) : NULL;

  if (condition == NULL)
    leave_view (self);
  set_condition (self, condition, title);
  ask (self);
}

/**
 * rg_page_filter_show_condition:
 * @self: a filter
 * @condition: (nullable): what the page shows; %NULL: everything
 * @title: (nullable): what that is called
 *
 * Shows what a condition means, and nothing else: what was searched is ended.
 */
void
rg_page_filter_show_condition (RgPageFilter *self, RgCondition *condition, const char *title)
{
  leave_view (self);
  set_condition (self, condition, title);
  self->ways->set_search (self->page, "");
  ask (self);
}

/**
 * rg_page_filter_show_view:
 * @self: a filter
 * @view: a view
 *
 * Shows a view: what it means, in its order, with its columns. One whose condition
 * cannot be read shows nothing and says why.
 */
void
rg_page_filter_show_view (RgPageFilter *self, const RgView *view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) condition = rg_view_parse (view, &error);

  leave_view (self);
  self->view = rg_view_copy (view);
  self->ways->use_form (self->page, self->view);
  set_condition (self, condition, rg_view_get_title (view));
  self->ways->set_search (self->page, view->search != NULL ? view->search : "");
  if (condition == NULL)
    g_set_str (&self->problem, error->message);
  ask (self);
}

/**
 * rg_page_filter_name_view:
 * @self: a filter
 * @view: a view as it is kept now
 *
 * When it is the one that is shown, it is called so from now on.
 */
void
rg_page_filter_name_view (RgPageFilter *self, const RgView *view)
{
  if (self->view == NULL || self->view->id != view->id ||
      g_strcmp0 (rg_view_get_title (self->view), rg_view_get_title (view)) == 0)
    return;
  g_set_str (&self->view->name, view->name);
  g_set_str (&self->title, rg_view_get_title (view));
  update_bar (self);
}

/**
 * rg_page_filter_set_problem:
 * @self: a filter
 * @problem: (nullable): why what is filtered by cannot be asked; %NULL: it can
 *
 * With one the page shows nothing and says why.
 */
void
rg_page_filter_set_problem (RgPageFilter *self, const char *problem)
{
  g_set_str (&self->problem, problem);
  if (problem != NULL)
    ask (self);
}

/**
 * rg_page_filter_forget:
 * @self: a filter
 *
 * Before the page lets go of its shop; nothing is asked.
 */
void
rg_page_filter_forget (RgPageFilter *self)
{
  leave_view (self);
  set_condition (self, NULL, NULL);
}

/* --- dialogs ------------------------------------------------------------------------ */

static void
chosen_cb (RgConditionDialog *dialog, RgCondition *condition, GObject *page)
{
  RgPageFilter *self = g_object_get_data (G_OBJECT (dialog), "rg-page-filter");
  gboolean nothing = condition == NULL || (rg_condition_get_kind (condition) == RG_CONDITION_ALL &&
                                           rg_condition_get_n_children (condition) == 0);

  rg_page_filter_change (self, nothing ? NULL : condition);
}

/**
 * rg_page_filter_edit:
 * @self: a filter
 *
 * Opens the dialog in which the condition is put together.
 */
void
rg_page_filter_edit (RgPageFilter *self)
{
  RgStore *store = rg_page_get_store (self->page);
  AdwDialog *dialog;

  if (store == NULL)
    return;
  dialog = rg_condition_dialog_new (store, self->entity, self->condition, _ ("Filter"));
  g_object_set_data (G_OBJECT (dialog), "rg-page-filter", self);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self->page, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

static void
saved_cb (RgViewDialog *dialog, gint64 id, GObject *page)
{
  RgPageFilter *self = g_object_get_data (G_OBJECT (dialog), "rg-page-filter");
  g_autoptr (RgView) view = rg_view_dialog_dup_view (dialog);

  view->id = id;
  g_clear_pointer (&self->view, rg_view_free);
  self->view = g_steal_pointer (&view);
  g_set_str (&self->title, rg_view_get_title (self->view));
  update_bar (self);
  g_signal_emit_by_name (page, "filtered");
}

/**
 * rg_page_filter_save:
 * @self: a filter
 *
 * Opens the dialog in which what is shown now is kept, under the name of the view it
 * comes from or under another.
 */
void
rg_page_filter_save (RgPageFilter *self)
{
  RgStore *store = rg_page_get_store (self->page);
  g_autoptr (RgView) view = NULL;
  AdwDialog *dialog;

  if (store == NULL || rg_store_is_read_only (store))
    return;
  view = self->view != NULL ? rg_view_copy (self->view) : rg_view_new_of (self->entity, "");
  g_free (view->condition);
  view->condition = self->condition != NULL ? rg_condition_to_json (self->condition) : NULL;
  self->ways->say_form (self->page, view);
  dialog = rg_view_dialog_new (store, view);
  g_object_set_data (G_OBJECT (dialog), "rg-page-filter", self);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self->page, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}
