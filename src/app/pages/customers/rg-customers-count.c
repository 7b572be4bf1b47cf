/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/**
 * rg_customers_asked_new:
 * @page: who asks
 * @cancellable: what the question can be cancelled by
 * @where: what a list shows first
 *
 * Returns: (transfer full): the question
 */
RgCustomersAsked *
rg_customers_asked_new (RgCustomersPage *page, GCancellable *cancellable, RgCustomersWhere where)
{
  RgCustomersAsked *asked = g_new0 (RgCustomersAsked, 1);

  asked->page = g_object_ref (page);
  asked->cancellable = g_object_ref (cancellable);
  asked->where = where;

  return asked;
}

/**
 * rg_customers_asked_free:
 * @asked: (transfer full): a question that was answered
 */
void
rg_customers_asked_free (RgCustomersAsked *asked)
{
  g_object_unref (asked->page);
  g_object_unref (asked->cancellable);
  g_clear_object (&asked->list);
  g_free (asked);
}

static void
show_buttons (RgCustomersPage *self, gboolean shown)
{
  gtk_widget_set_visible (self->search_button, shown);
  gtk_widget_set_visible (self->pick_button, shown);
  gtk_widget_set_visible (self->sort_button, shown);
  /* In a narrow window it stands in the menu. */
  gtk_widget_set_visible (self->filter_button, shown && !rg_columns_get_compact (self->columns));
}

/**
 * rg_customers_update_count:
 * @self: a page
 *
 * Says how many customers there are, and how many of them were found or are
 * selected.
 */
void
rg_customers_update_count (RgCustomersPage *self)
{
  gboolean searching = rg_customers_is_searching (self);
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  g_autofree char *total = NULL, *found = NULL, *text = NULL;

  /* The first rows alone are no number to tell. */
  if (self->list != NULL && !rg_record_list_is_whole (self->list))
    {
      gtk_label_set_label (GTK_LABEL (self->count_label), "");
      show_buttons (self, TRUE);
      return;
    }
  if (!searching)
    self->total = n;
  total = rg_display_count (self->total);
  found = rg_display_count (n);
  if (rg_customers_is_selecting (self))
    {
      g_autofree char *selected = rg_display_count ((guint) rg_customers_get_n_selected (self));

      text = rg_columns_get_compact (self->columns)
                 /* Translators: %s is a number of customers. */
                 ? g_strdup_printf (_ ("%s selected"), selected)
                 /* Translators: selected customers of those that are listed. */
                 : g_strdup_printf (_ ("%s of %s selected"), selected, found);
    }
  else if (searching)
    /* Translators: found customers of all customers. */
    text = g_strdup_printf (_ ("%s of %s"), found, total);

  /* In a narrow window there is no room for both. */
  gtk_widget_set_visible (self->title_label,
                          !rg_columns_get_compact (self->columns) || !rg_customers_is_selecting (self));
  /* An empty shop has nothing to count and nothing to search. */
  gtk_label_set_label (GTK_LABEL (self->count_label), self->total == 0 ? "" : text != NULL ? text : total);
  show_buttons (self, self->total > 0);
  rg_page_set_badge (RG_PAGE (self), self->total > 0 ? total : NULL);
}

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");
  g_autoptr (GArray) ids = rg_query_run (query, read, 0, cancellable, error);

  return ids != NULL ? g_memdup2 (&ids->len, sizeof ids->len) : NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgCustomersAsked) asked = user_data;
  RgCustomersPage *self = asked->page;
  g_autofree guint *total = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (self->counting != asked->cancellable)
    return;
  g_clear_object (&self->counting);

  if (total != NULL && rg_customers_is_searching (self))
    {
      self->total = *total;
      rg_customers_update_count (self);
    }
}

/**
 * rg_customers_stop_counting:
 * @self: a page
 */
void
rg_customers_stop_counting (RgCustomersPage *self)
{
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

/**
 * rg_customers_count:
 * @self: a page with a shop
 *
 * While nothing is searched the list itself is the count.
 */
void
rg_customers_count (RgCustomersPage *self)
{
  rg_customers_stop_counting (self);
  self->counting = g_cancellable_new ();
  rg_store_read_async (rg_page_get_store (RG_PAGE (self)), count_func, NULL, NULL, g_free, self->counting,
                       counted_cb, rg_customers_asked_new (self, self->counting, RG_CUSTOMERS_SAME));
}
