/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-list.h"

#include "app/pages/pipeline/rg-deal-row.h"
#include "app/widgets/rg-column-header.h"
#include "app/widgets/rg-columns-keeper.h"
#include "app/widgets/rg-row-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define DAY_CHECK_SECONDS 60

struct _RgPipelineList
{
  GtkBox parent_instance;

  RgSettings *settings;
  RgDealNames *names;
  RgColumns *columns;
  RgColumnsKeeper *keeper;
  RgColumnHeader *header;
  GtkListView *view;
  GtkSingleSelection *selection; /* (nullable) */
  RgStore *store;                /* (nullable) */
  RgQuery *query;                /* (nullable): what was asked for, in any order */
  RgRecordList *list;            /* (nullable): what is shown */
  GCancellable *asking;          /* (nullable): while another one is read */
  gboolean same;
  gboolean own;    /* order and columns are the page's, not a view's */
  gint64 selected; /* the deal that was selected last; 0 */
  guint day_timeout;
};

enum
{
  OPENED,
  MENU,
  SHOWN,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgPipelineList, rg_pipeline_list, GTK_TYPE_BOX)

/* --- the list ------------------------------------------------------------------ */

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, RgPipelineList *self)
{
  RgRecord *deal = gtk_single_selection_get_selected_item (selection);

  if (deal != NULL)
    self->selected = rg_record_get_id (deal);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, RgPipelineList *self)
{
  if (removed != added)
    g_signal_emit (self, signals[SHOWN], 0);
}

static void
outdated_cb (RgRecordList *list, RgPipelineList *self)
{
  if (self->query != NULL)
    rg_pipeline_list_ask (self, self->query, TRUE);
}

static void
whole_cb (RgRecordList *list, RgPipelineList *self)
{
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
forget_list (RgPipelineList *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
}

/* Each list comes with a fresh selection. */
static void
show_list (RgPipelineList *self, RgRecordList *list)
{
  RgListAnchor anchor = rg_row_list_anchor (self->view, self->list, self->columns);
  gboolean focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;
  guint position;

  forget_list (self);
  self->list = g_object_ref (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (list, "outdated", G_CALLBACK (outdated_cb), self);
  g_signal_connect (list, "whole", G_CALLBACK (whole_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  position = self->selected != 0 ? rg_record_list_find (list, self->selected) : G_MAXUINT;
  if (position != G_MAXUINT)
    gtk_single_selection_set_selected (self->selection, position);
  g_signal_connect (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  if (self->same)
    rg_row_list_restore (self->view, list, self->columns, &anchor);
  if (focus)
    rg_pipeline_list_take_focus (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgPipelineList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRecordList) list = rg_record_list_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (list != NULL)
    show_list (self, list);
  else
    g_signal_emit (self, signals[FAILED], 0, error->message, error->domain == RG_CONDITION_ERROR);
}

static void
stop_asking (RgPipelineList *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/**
 * rg_pipeline_list_ask:
 * @self: a list
 * @query: of deals; its order is not used
 * @same: whether they are the same as before, only to be read again
 *
 * Asks for deals; what was asked before is forgotten.
 */
void
rg_pipeline_list_ask (RgPipelineList *self, RgQuery *query, gboolean same)
{
  g_autoptr (RgQuery) ordered = rg_query_copy (query);

  rg_query_ref (query);
  g_clear_pointer (&self->query, rg_query_unref);
  self->query = query;
  stop_asking (self);
  if (self->store == NULL)
    return;
  self->same = same;
  rg_query_set_sort (ordered, rg_columns_get_sort (self->columns), rg_columns_get_descending (self->columns));
  self->asking = g_cancellable_new ();
  rg_record_list_new_async (self->store, ordered, self->asking, ready_cb, g_object_ref (self));
}

/**
 * rg_pipeline_list_drop:
 * @self: a list
 *
 * Shows nothing any more.
 */
void
rg_pipeline_list_drop (RgPipelineList *self)
{
  stop_asking (self);
  g_clear_pointer (&self->query, rg_query_unref);
  gtk_list_view_set_model (self->view, NULL);
  forget_list (self);
}

/* The shop's own fields are others. */
static void
catalog_changed_cb (RgPipelineList *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);

  rg_columns_set_catalog (self->columns, catalog);
  if (self->query != NULL)
    rg_pipeline_list_ask (self, self->query, TRUE);
}

/**
 * rg_pipeline_list_set_store:
 * @self: a list
 * @store: (nullable): whose deals it shows from now on
 */
void
rg_pipeline_list_set_store (RgPipelineList *self, RgStore *store)
{
  g_autoptr (RgCatalog) catalog = store != NULL ? rg_store_ref_catalog (store) : NULL;

  rg_pipeline_list_drop (self);
  self->selected = 0;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  g_signal_connect_object (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_columns_set_folder (self->columns, rg_store_get_folder (store));
  rg_columns_set_catalog (self->columns, catalog);
}

/* --- order and columns ------------------------------------------------------------ */

/**
 * rg_pipeline_list_set_sort:
 * @self: a list
 * @key: key of a field
 * @descending: from the last to the first
 *
 * Orders the list, now and at the next start.
 */
void
rg_pipeline_list_set_sort (RgPipelineList *self, const char *key, gboolean descending)
{
  if (g_strcmp0 (rg_columns_get_sort (self->columns), key) == 0 &&
      rg_columns_get_descending (self->columns) == descending)
    return;
  rg_columns_set_sort (self->columns, key, descending);
  if (self->own)
    {
      rg_settings_set_string (self->settings, "deal-sort-column", key);
      rg_settings_set_boolean (self->settings, "deal-sort-descending", descending);
    }
  if (self->query != NULL)
    rg_pipeline_list_ask (self, self->query, FALSE);
}

static void
sort_requested_cb (RgColumnHeader *header, const char *key, gboolean descending, RgPipelineList *self)
{
  rg_pipeline_list_set_sort (self, key, descending);
}

static void
layout_changed_cb (RgColumns *columns, RgPipelineList *self)
{
  /* A view has columns of its own; they are kept with it. */
  if (self->own)
    rg_columns_keeper_chosen (self->keeper);
}

/**
 * rg_pipeline_list_use_own_form:
 * @self: a list
 *
 * The page's own order and columns, as they were chosen at another time.
 */
void
rg_pipeline_list_use_own_form (RgPipelineList *self)
{
  g_autofree char *sort = rg_settings_dup_string (self->settings, "deal-sort-column");

  self->own = FALSE;
  rg_columns_set_sort (self->columns, sort, rg_settings_get_boolean (self->settings, "deal-sort-descending"));
  rg_columns_keeper_restore (self->keeper);
  self->own = TRUE;
}

/**
 * rg_pipeline_list_use_form:
 * @self: a list
 * @sort: (nullable): key of a field
 * @descending: from the last to the first
 * @layout: (nullable): columns
 *
 * The order and the columns of a view.
 */
void
rg_pipeline_list_use_form (RgPipelineList *self, const char *sort, gboolean descending, const char *layout)
{
  self->own = FALSE;
  if (sort != NULL)
    rg_columns_set_sort (self->columns, sort, descending);
  if (layout != NULL)
    rg_columns_set_layout (self->columns, layout);
}

/**
 * rg_pipeline_list_set_compact:
 * @self: a list
 * @compact: rows of two lines instead of a table
 */
void
rg_pipeline_list_set_compact (RgPipelineList *self, gboolean compact)
{
  rg_columns_set_compact (self->columns, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->header), !compact);
}

/* --- what is done with a row --------------------------------------------------------- */

static void
activate_cb (GtkListView *view, guint position, RgPipelineList *self)
{
  g_signal_emit (self, signals[OPENED], 0, rg_record_list_get_id (self->list, position));
}

static void
open_menu_at (RgPipelineList *self, GtkGesture *gesture, double x, double y)
{
  guint position = rg_row_list_position_at (self->view, x, y);
  graphene_point_t point;

  if (position == GTK_INVALID_LIST_POSITION || self->list == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  g_signal_emit (self, signals[MENU], 0, rg_record_list_get_id (self->list, position), (int) point.x,
                 (int) point.y);
}

static void
secondary_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, RgPipelineList *self)
{
  open_menu_at (self, GTK_GESTURE (click), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *press, double x, double y, RgPipelineList *self)
{
  open_menu_at (self, GTK_GESTURE (press), x, y);
}

/* By the Menu key: below the row that has the focus. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, RgPipelineList *self)
{
  gboolean menu = key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  graphene_rect_t bounds;

  if (!menu || row == NULL || rg_pipeline_list_get_selected (self) == NULL ||
      !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[MENU], 0, rg_record_get_id (rg_pipeline_list_get_selected (self)),
                 (int) (bounds.origin.x + bounds.size.width / 3),
                 (int) (bounds.origin.y + bounds.size.height / 2));
  return GDK_EVENT_STOP;
}

RgRecord *
rg_pipeline_list_get_selected (RgPipelineList *self)
{
  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/**
 * rg_pipeline_list_take_focus:
 * @self: a list
 *
 * Returns: whether a row has the focus now: the selected one, else the first
 */
gboolean
rg_pipeline_list_take_focus (RgPipelineList *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint position = n > 0 ? gtk_single_selection_get_selected (self->selection) : 0;

  if (n == 0)
    return FALSE;
  gtk_list_view_scroll_to (self->view, position < n ? position : 0, GTK_LIST_SCROLL_FOCUS, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gboolean
rg_pipeline_list_is_busy (RgPipelineList *self)
{
  return self->asking != NULL || !rg_deal_names_is_ready (self->names);
}

RgRecordList *
rg_pipeline_list_get_list (RgPipelineList *self)
{
  return self->list;
}

RgColumns *
rg_pipeline_list_get_columns (RgPipelineList *self)
{
  return self->columns;
}

GtkListView *
rg_pipeline_list_get_view (RgPipelineList *self)
{
  return self->view;
}

/* --- the widget ------------------------------------------------------------------------- */

static void
text_size_cb (GtkSettings *settings, GParamSpec *pspec, RgPipelineList *self)
{
  rg_columns_set_scale (self->columns, adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, settings));
}

static gboolean
day_cb (gpointer user_data)
{
  rg_columns_update_today (RG_PIPELINE_LIST (user_data)->columns);
  return G_SOURCE_CONTINUE;
}

static void
rg_pipeline_list_dispose (GObject *object)
{
  RgPipelineList *self = RG_PIPELINE_LIST (object);

  g_clear_handle_id (&self->day_timeout, g_source_remove);
  g_clear_pointer (&self->keeper, rg_columns_keeper_free);
  if (self->view != NULL)
    rg_pipeline_list_drop (self);
  self->view = NULL;
  if (self->columns != NULL)
    g_signal_handlers_disconnect_by_data (self->columns, self);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (rg_pipeline_list_parent_class)->dispose (object);
}

static void
rg_pipeline_list_finalize (GObject *object)
{
  g_clear_object (&RG_PIPELINE_LIST (object)->columns);
  G_OBJECT_CLASS (rg_pipeline_list_parent_class)->finalize (object);
}

static void
rg_pipeline_list_class_init (RgPipelineListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_pipeline_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_pipeline_list_finalize;
  signals[OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_INT64, G_TYPE_INT, G_TYPE_INT);
  signals[SHOWN] = g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
rg_pipeline_list_init (RgPipelineList *self)
{
}

static void
add_controllers (RgPipelineList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_DEFAULT);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
make_table (RgPipelineList *self)
{
  GtkListItemFactory *factory =
      rg_row_list_factory_with_look (self->columns, &rg_deal_row_look, G_OBJECT (self->names));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "customers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Deals"),
                                  -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_DEFAULT);
  add_controllers (self);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  self->header = g_object_new (RG_TYPE_COLUMN_HEADER, NULL);
  rg_column_header_set_columns (self->header, self->columns);
  rg_column_header_set_scroller (self->header, GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (self->header, "sort-requested", G_CALLBACK (sort_requested_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (self), scroller);
}

/**
 * rg_pipeline_list_new:
 * @settings: of this computer
 * @names: what is said of deals besides
 *
 * Returns: (transfer floating): a list that shows nothing yet
 */
GtkWidget *
rg_pipeline_list_new (RgSettings *settings, RgDealNames *names)
{
  RgPipelineList *self = g_object_new (RG_TYPE_PIPELINE_LIST, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  GtkSettings *gtk_settings = gtk_settings_get_default ();

  self->settings = g_object_ref (settings);
  self->names = g_object_ref (names);
  self->columns = rg_columns_new_for ("deal");
  self->keeper = rg_columns_keeper_new (self->columns, settings, "deal-columns");
  make_table (self);
  rg_pipeline_list_use_own_form (self);
  g_signal_connect (self->columns, "layout-changed", G_CALLBACK (layout_changed_cb), self);
  g_signal_connect_object (gtk_settings, "notify::gtk-xft-dpi", G_CALLBACK (text_size_cb), self,
                           G_CONNECT_DEFAULT);
  text_size_cb (gtk_settings, NULL, self);
  self->day_timeout = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_cb, self);
  return GTK_WIDGET (self);
}
