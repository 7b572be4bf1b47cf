/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-pictures.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/record/rg-deals-section.h"
#include "app/record/rg-draft.h"
#include "app/record/rg-entry-form.h"

static RgCustomersPage *
customers (RgStudio *studio)
{
  return RG_CUSTOMERS_PAGE (rg_window_get_page (studio->window));
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* With most to do and something that is done. */
static const char most_to_do[] =
    "SELECT customer_id FROM task WHERE customer_id IS NOT NULL GROUP BY customer_id"
    " ORDER BY count (*) FILTER (WHERE state = 'open') DESC, count (*) DESC, customer_id LIMIT 1";

/* With what stands longest in its stage. */
static const char longest_deal[] =
    "SELECT customer_id FROM deal WHERE state = 'open' AND customer_id IS NOT NULL"
    " ORDER BY stage_since LIMIT 1";

static gpointer
somebody_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), data, error);
  gint64 id;

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  id = rg_statement_get_integer (statement, 0);
  return g_memdup2 (&id, sizeof id);
}

static void
show_somebody (RgStudio *studio, const char *sql)
{
  g_autofree gint64 *id = NULL;

  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  if (rg_customers_page_get_list (customers (studio)) == NULL)
    return;
  id = rg_store_read_sync (rg_window_get_store (studio->window), somebody_func, (gpointer) sql, NULL, NULL);
  rg_customers_page_open (
      customers (studio),
      id != NULL ? *id : rg_record_list_get_id (rg_customers_page_get_list (customers (studio)), 2));
}

/**
 * rg_record_pictures_scroll:
 * @root: what has the part somewhere in it
 * @type: of the part
 *
 * Brings it to the top of what it scrolls in.
 */
void
rg_record_pictures_scroll (GtkWidget *root, GType type)
{
  GtkWidget *part = find (root, type);
  GtkWidget *scroller = part != NULL ? gtk_widget_get_ancestor (part, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GtkAdjustment *adjustment =
      scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
  graphene_point_t point;

  if (adjustment != NULL && gtk_widget_compute_point (part, scroller, &GRAPHENE_POINT_INIT (0, 0), &point))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (double) point.y - 12);
}

/**
 * rg_record_pictures_todo:
 * @studio: where pictures are taken
 *
 * Whoever has most to be done for.
 */
void
rg_record_pictures_todo (RgStudio *studio)
{
  show_somebody (studio, most_to_do);
}

/**
 * rg_record_pictures_deals:
 * @studio: where pictures are taken
 *
 * Whoever's deal stands longest.
 */
void
rg_record_pictures_deals (RgStudio *studio)
{
  show_somebody (studio, longest_deal);
  rg_studio_wait (studio);
  rg_record_pictures_scroll (GTK_WIDGET (studio->window), RG_TYPE_DEALS_SECTION);
}

/**
 * rg_record_pictures_form:
 * @studio: where pictures are taken
 *
 * A visit whose form is half answered and was refused.
 */
void
rg_record_pictures_form (RgStudio *studio)
{
  g_autoptr (RgDraft) draft = rg_draft_new ("onsite");
  GtkWidget *form;
  gint64 id;

  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  if (rg_customers_page_get_list (customers (studio)) == NULL)
    return;
  id = rg_record_list_get_id (rg_customers_page_get_list (customers (studio)), 2);
  g_set_str (&draft->text, "带了户型图，量了客厅和主卧");
  g_set_str (&draft->next_date, "2026-11-27");
  g_set_str (&draft->next_what, "出平面图");
  g_hash_table_insert (draft->parts, g_strdup ("purpose"), g_strdup ("量房"));
  g_hash_table_insert (draft->parts, g_strdup ("present"), g_strdup ("夫妻两人"));
  g_hash_table_insert (draft->parts, g_strdup ("budget"), g_strdup ("20 万以内"));
  rg_drafts_put (rg_window_get_store (studio->window), id, draft);
  rg_customers_page_open (customers (studio), id);
  rg_studio_wait (studio);
  form = find (GTK_WIDGET (rg_customers_page_get_record (customers (studio))), RG_TYPE_ENTRY_FORM);
  if (form != NULL)
    gtk_widget_activate_action (form, "form.save", NULL);
  rg_studio_hide_scroll_bars (studio);
}
