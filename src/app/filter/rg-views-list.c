/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-views-list.h"

#include "app/filter/rg-view-row.h"
#include "app/filter/rg-views-menu.h"
#include "app/widgets/rg-display.h"
#include "app/widgets/rg-menu-button.h"
#include "records/rg-query.h"

#include <glib/gi18n-lib.h>

/* The list of customers comes first when a shop is opened. */
#define BEGIN_DELAY_MS 400
/* Who writes one line after the other does not want each counted. */
#define AGAIN_DELAY_MS 1000
/* Of a minute in which something happens all the time, a fifth is spent counting. */
#define REST_FACTOR 4
#define MOST_DELAY_MS 120000

struct _RgViewsList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkMenuButton *more_button;
  GtkListBox *list;

  RgStore *store;
  GPtrArray *views; /* (element-type RgView) */
  gint64 selected;
  GCancellable *reading;
  guint counted;     /* rows that have been counted */
  gboolean again;    /* something changed while they were counted */
  gboolean unlisted; /* views themselves changed, or were never read */
  gboolean stale;    /* something changed while nobody saw them */
  gint64 began;      /* counting, in microseconds */
  guint took;        /* milliseconds, the last time */
  guint timeout;
};

enum
{
  ACTIVATED,
  LISTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgViewsList, rg_views_list, GTK_TYPE_WIDGET)

/* --- counting ------------------------------------------------------------- */

typedef struct
{
  RgViewsList *list;
  GCancellable *cancellable;
  gint64 id;
} Asked;

typedef struct
{
  gint64 count;
  char *problem; /* (nullable) */
} Answer;

/* After a change; a shop that takes long to count is not counted all the time. */
static guint
again_delay (RgViewsList *self)
{
  return CLAMP (self->took * REST_FACTOR, AGAIN_DELAY_MS, MOST_DELAY_MS);
}

static void count_next (RgViewsList *self);
static void read_soon (RgViewsList *self, guint delay);

static Asked *
asked_new (RgViewsList *self, gint64 id)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->list = g_object_ref (self);
  asked->cancellable = g_object_ref (self->reading);
  asked->id = id;

  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->list);
  g_object_unref (asked->cancellable);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->problem);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
view_free (gpointer view)
{
  rg_view_free (view);
}

static gpointer
count_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgView *view = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (GError) unusable = NULL;
  g_autoptr (RgQuery) query = NULL;

  if (!rg_view_check (view, read, &unusable))
    {
      answer->problem = g_strdup (unusable->message);
      return g_steal_pointer (&answer);
    }
  query = rg_view_make_query (view, error);
  return query != NULL && rg_query_count (query, read, cancellable, &answer->count, error)
             ? g_steal_pointer (&answer)
             : NULL;
}

static RgViewRow *
find_row (RgViewsList *self, gint64 id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row == NULL || rg_view_row_get_view (RG_VIEW_ROW (row))->id == id)
        return row != NULL ? RG_VIEW_ROW (row) : NULL;
    }
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgViewsList *self = asked->list;
  g_autoptr (Answer) answer = rg_store_read_finish (RG_STORE (source), result, NULL);
  RgViewRow *row;

  if (self->reading != asked->cancellable)
    return;
  row = find_row (self, asked->id);
  if (row != NULL && answer != NULL)
    {
      g_autofree char *count =
          answer->problem == NULL ? rg_display_count ((guint) answer->count) : g_strdup ("–");

      rg_view_row_set_count (row, count, answer->problem);
    }
  self->counted++;
  count_next (self);
}

/* One after the other, so that somebody who searches meanwhile need not wait for
 * all of them. */
static void
count_next (RgViewsList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) self->counted);
  const RgView *view;

  if (row == NULL)
    {
      g_clear_object (&self->reading);
      self->took = (guint) ((g_get_monotonic_time () - self->began) / G_TIME_SPAN_MILLISECOND);
      if (self->again)
        read_soon (self, again_delay (self));
      return;
    }
  view = rg_view_row_get_view (RG_VIEW_ROW (row));
  rg_store_read_async (self->store, count_func, rg_view_copy (view), view_free, answer_free, self->reading,
                       counted_cb, asked_new (self, view->id));
}

/* --- which there are ------------------------------------------------------ */

/* Customers' first, then those of deals, both in their order. */
static void
sort_views (GPtrArray *views)
{
  g_autoptr (GPtrArray) deals = g_ptr_array_new ();

  for (guint i = 0; i < views->len;)
    if (rg_view_is_of_deals (g_ptr_array_index (views, i)))
      g_ptr_array_add (deals, g_ptr_array_steal_index (views, i));
    else
      i++;
  g_ptr_array_extend_and_steal (views, g_steal_pointer (&deals));
}

static void
update_more (RgViewsList *self)
{
  g_autoptr (GMenuModel) menu = rg_views_menu_new (self->views);

  rg_menu_button_set_menu (self->more_button, menu);
}

/* Above the first of those of deals. */
static void
head_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean first = rg_view_is_of_deals (rg_view_row_get_view (RG_VIEW_ROW (row))) &&
                   (before == NULL || !rg_view_is_of_deals (rg_view_row_get_view (RG_VIEW_ROW (before))));

  if (!first)
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    {
      GtkWidget *label = gtk_label_new (_ ("Deals"));

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_add_css_class (label, "views-part");
      gtk_widget_add_css_class (label, "dimmed-text");
      gtk_list_box_row_set_header (row, label);
    }
}

static gboolean
is_same (const RgView *a, const RgView *b)
{
  return a->id == b->id && g_strcmp0 (a->condition, b->condition) == 0 &&
         g_strcmp0 (a->search, b->search) == 0;
}

/* A number that is known stays until there is another. */
static void
fill_rows (RgViewsList *self)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    {
      g_ptr_array_add (before, g_object_ref (row));
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
    }
  for (guint i = 0; i < self->views->len; i++)
    {
      const RgView *view = g_ptr_array_index (self->views, i);
      GtkWidget *made;

      if (!view->pinned)
        continue;
      made = rg_view_row_new (view);
      for (guint j = 0; j < before->len; j++)
        if (is_same (rg_view_row_get_view (g_ptr_array_index (before, j)), view))
          rg_view_row_set_count (RG_VIEW_ROW (made), rg_view_row_get_count (g_ptr_array_index (before, j)),
                                 rg_view_row_get_problem (g_ptr_array_index (before, j)));
      gtk_list_box_append (self->list, made);
    }
  rg_views_list_select (self, self->selected);
}

/* The row that had the focus has it again; when it is gone, the one in its place. */
static void
refill_rows (RgViewsList *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gboolean had = focus != NULL && RG_IS_VIEW_ROW (focus);
  gint64 id = had ? rg_view_row_get_view (RG_VIEW_ROW (focus))->id : 0;
  int place = had ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  RgViewRow *row;

  fill_rows (self);
  row = had ? find_row (self, id) : NULL;
  for (; row == NULL && place >= 0; place--)
    row = (RgViewRow *) gtk_list_box_get_row_at_index (self->list, place);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gpointer
list_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_views_list (read, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgViewsList *self = asked->list;
  g_autoptr (GPtrArray) views = rg_store_read_finish (RG_STORE (source), result, NULL);

  if (self->reading != asked->cancellable)
    return;
  if (views == NULL)
    {
      g_clear_object (&self->reading);
      return;
    }
  g_ptr_array_unref (self->views);
  self->views = g_steal_pointer (&views);
  sort_views (self->views);
  refill_rows (self);
  update_more (self);
  g_signal_emit (self, signals[LISTED], 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  /* Unless they changed once more. */
  self->unlisted = self->timeout != 0;
  self->counted = 0;
  self->began = g_get_monotonic_time ();
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      count_next (self);
      return;
    }
  self->stale = TRUE;
  g_clear_object (&self->reading);
}

static void
stop (RgViewsList *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static gboolean
read_cb (gpointer user_data)
{
  RgViewsList *self = user_data;

  self->timeout = 0;
  /* What is being counted is counted to its end: on a shop where something
   * happens all the time the last view would never have its turn. */
  if (self->reading != NULL && !self->unlisted)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }
  stop (self);
  self->again = FALSE;
  self->stale = FALSE;
  self->reading = g_cancellable_new ();
  rg_store_read_async (self->store, list_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->reading,
                       listed_cb, asked_new (self, 0));

  return G_SOURCE_REMOVE;
}

/* What waits already is not put off: changes may go on for long. */
static void
read_soon (RgViewsList *self, guint delay)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (delay, read_cb, self);
}

/* Nobody sees the numbers: they are counted when somebody does. */
static gboolean
is_hidden (RgViewsList *self)
{
  return !self->unlisted && !gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgViewsList *self)
{
  gboolean views = FALSE;

  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    views = views || g_str_equal (rg_changes_get (changes, i)->entity, "view");
  if (views)
    {
      g_clear_handle_id (&self->timeout, g_source_remove);
      self->unlisted = TRUE;
    }
  self->stale = self->stale || is_hidden (self);
  if (views || !self->stale)
    read_soon (self, views ? 0 : again_delay (self));
}

static void
catalog_cb (RgStore *store, GParamSpec *pspec, RgViewsList *self)
{
  self->stale = self->stale || is_hidden (self);
  if (!self->stale)
    read_soon (self, again_delay (self));
}

/**
 * rg_views_list_set_store:
 * @self: a list
 * @store: (nullable): the shop
 */
void
rg_views_list_set_store (RgViewsList *self, RgStore *store)
{
  stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  g_ptr_array_set_size (self->views, 0);
  self->selected = 0;
  fill_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->unlisted = TRUE;
  self->again = self->stale = FALSE;
  self->took = 0;
  if (store == NULL)
    return;
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (store, "notify::catalog", G_CALLBACK (catalog_cb), self);
  read_soon (self, BEGIN_DELAY_MS);
}

/**
 * rg_views_list_select:
 * @self: a list
 * @id: the view that is shown; 0: none
 */
void
rg_views_list_select (RgViewsList *self, gint64 id)
{
  RgViewRow *row = id != 0 ? find_row (self, id) : NULL;
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (row != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  else
    gtk_list_box_unselect_all (self->list);
  /* It may have been chosen elsewhere. */
  if (row != NULL && id != self->selected && viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), GTK_WIDGET (row), NULL);
  self->selected = id;
}

const RgView *
rg_views_list_find (RgViewsList *self, gint64 id)
{
  for (guint i = 0; i < self->views->len; i++)
    if (((const RgView *) g_ptr_array_index (self->views, i))->id == id)
      return g_ptr_array_index (self->views, i);
  return NULL;
}

const GPtrArray *
rg_views_list_get_views (RgViewsList *self)
{
  return self->views;
}

const char *
rg_views_list_get_count (RgViewsList *self, gint64 id)
{
  RgViewRow *row = find_row (self, id);

  return row != NULL ? rg_view_row_get_count (row) : NULL;
}

const char *
rg_views_list_get_problem (RgViewsList *self, gint64 id)
{
  RgViewRow *row = find_row (self, id);

  return row != NULL ? rg_view_row_get_problem (row) : NULL;
}

gboolean
rg_views_list_is_busy (RgViewsList *self)
{
  return self->timeout != 0 || self->reading != NULL;
}

/* --- the widget ----------------------------------------------------------- */

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, RgViewsList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, rg_view_row_get_view (RG_VIEW_ROW (row))->id);
}

static void
rg_views_list_map (GtkWidget *widget)
{
  RgViewsList *self = RG_VIEWS_LIST (widget);

  GTK_WIDGET_CLASS (rg_views_list_parent_class)->map (widget);
  if (self->stale && self->store != NULL)
    read_soon (self, 0);
}

static void
rg_views_list_unmap (GtkWidget *widget)
{
  RgViewsList *self = RG_VIEWS_LIST (widget);

  GTK_WIDGET_CLASS (rg_views_list_parent_class)->unmap (widget);
  if (self->unlisted || !rg_views_list_is_busy (self))
    return;
  stop (self);
  self->stale = TRUE;
}

static void
rg_views_list_dispose (GObject *object)
{
  RgViewsList *self = RG_VIEWS_LIST (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  if (self->box != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->box));

  G_OBJECT_CLASS (rg_views_list_parent_class)->dispose (object);
}

static void
rg_views_list_finalize (GObject *object)
{
  g_ptr_array_unref (RG_VIEWS_LIST (object)->views);

  G_OBJECT_CLASS (rg_views_list_parent_class)->finalize (object);
}

static void
rg_views_list_class_init (RgViewsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_views_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_views_list_finalize;
  GTK_WIDGET_CLASS (klass)->map = rg_views_list_map;
  GTK_WIDGET_CLASS (klass)->unmap = rg_views_list_unmap;

  /**
   * RgViewsList::activated:
   * @id: of the view that is wanted
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * RgViewsList::listed:
   *
   * The views were read, at first or again.
   */
  signals[LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_head (RgViewsList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (_ ("Views"));

  self->more_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->more_button, "view-more-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->more_button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more_button), _ ("More Views"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More Views"), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (head, "views-head");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->more_button));

  return head;
}

static void
rg_views_list_init (RgViewsList *self)
{
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_view_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Views"),
                                  -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_list_box_set_header_func (self->list, head_cb, NULL, NULL);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
