/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/deal/rg-deal-words.h"
#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Below this many sp there is room for one stage. */
#define ONE_LANE 620
/* Below this many sp a row of the table would be cut. */
#define TABLE_LEAST 700
/* Changes come in crowds. */
#define ASK_MS 80

enum
{
  PROP_OWNER = 1,
};

G_DEFINE_FINAL_TYPE (RgPipelinePage, rg_pipeline_page, RG_TYPE_PAGE)

gboolean
rg_pipeline_page_is_editable (RgPipelinePage *self)
{
  return self->followed != NULL && !rg_store_is_read_only (self->followed);
}

RgPipelineLane *
rg_pipeline_page_lane (RgPipelinePage *self, guint index)
{
  return index < self->lane_widgets->len ? g_ptr_array_index (self->lane_widgets, index) : NULL;
}

/* --- what is shown ------------------------------------------------------------- */

/* One lane where there is room for one, else all of them. */
static void
show_lanes (RgPipelinePage *self)
{
  self->shown = MIN (self->shown, MAX (self->lane_widgets->len, 1) - 1);
  for (guint i = 0; i < self->lane_widgets->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->lane_widgets, i), !self->narrow || i == self->shown);
  gtk_widget_set_visible (self->stage_bar, !self->listing && self->narrow && self->lane_widgets->len > 0);
  self->filling = TRUE;
  if (self->lane_widgets->len > 0)
    gtk_drop_down_set_selected (self->stage_drop, self->shown);
  self->filling = FALSE;
  rg_pipeline_acts_update (self);
}

static void
fill_drop (RgPipelinePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; self->board != NULL && i < rg_board_get_n_columns (self->board); i++)
    gtk_string_list_append (names, rg_board_column_get_name (rg_board_get_column (self->board, i)));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->stage_drop, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
clear_lanes (RgPipelinePage *self)
{
  rg_pipeline_drop_forget (self);
  while (self->lane_widgets->len > 0)
    {
      gtk_box_remove (self->lanes, g_ptr_array_index (self->lane_widgets, self->lane_widgets->len - 1));
      g_ptr_array_set_size (self->lane_widgets, (int) self->lane_widgets->len - 1);
    }
}

/* Lanes that are there stay, and where they are scrolled to. */
static void
show_board (RgPipelinePage *self)
{
  guint n = rg_board_get_n_columns (self->board);
  gboolean all = !rg_pipeline_page_is_filtered (self);

  if (self->lane_widgets->len != n)
    clear_lanes (self);
  for (guint i = 0; i < n; i++)
    {
      RgBoardColumn *column = rg_board_get_column (self->board, i);

      if (i == self->lane_widgets->len)
        {
          GtkWidget *lane = rg_pipeline_lane_new (self->texts, rg_tag_styles_for_store (self->followed),
                                                  rg_pipeline_page_is_editable (self));

          gtk_box_append (self->lanes, lane);
          g_ptr_array_add (self->lane_widgets, lane);
          rg_pipeline_acts_follow (self, RG_PIPELINE_LANE (lane));
        }
      rg_pipeline_lane_set_column (rg_pipeline_page_lane (self, i), column, all);
      g_signal_connect_object (column, "changed", G_CALLBACK (rg_pipeline_page_update_state), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (column, "changed", G_CALLBACK (rg_pipeline_seek_first), self,
                               G_CONNECT_SWAPPED);
      rg_pipeline_acts_follow_column (self, column);
    }
  fill_drop (self);
  show_lanes (self);
  rg_pipeline_page_update_state (self);
  rg_pipeline_seek_answer (self);
}

static void
stage_chosen_cb (RgPipelinePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->stage_drop);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->shown = selected;
  show_lanes (self);
}

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgPipelinePage *self)
{
  AdwBreakpoint *now = adw_breakpoint_bin_get_current_breakpoint (bin);

  self->narrow = now == self->one_lane;
  self->compact = now != NULL;
  rg_pipeline_form_update (self);
  show_lanes (self);
  rg_pipeline_page_update_state (self);
  rg_pipeline_seek_again (self);
}

/* --- reading --------------------------------------------------------------------- */

static void
outdated_cb (RgBoard *board, RgPipelinePage *self)
{
  rg_pipeline_page_ask (self, TRUE);
}

/*< private >
 * rg_pipeline_page_settle:
 * @self: a page
 *
 * Something was read; once it is known what there is to be seen, who wanted the focus has
 * it there.
 */
void
rg_pipeline_page_settle (RgPipelinePage *self)
{
  gboolean wanted = self->wanted;

  if (g_str_equal (rg_pipeline_page_get_state (self), "loading"))
    return;
  self->wanted = FALSE;
  if (wanted)
    rg_page_take_focus (RG_PAGE (self));
  rg_page_settle (RG_PAGE (self));
}

/* Until there was anything, nothing but the search could have the focus. */
static void
want_focus (RgPipelinePage *self)
{
  if (!rg_pipeline_page_is_searching (self) && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    self->wanted = TRUE;
}

/* What was asked cannot be: the condition's fault, or the disk's. */
static void
failed (RgPipelinePage *self, const char *message, gboolean condition)
{
  gboolean before = self->unread;

  if (condition)
    {
      rg_page_filter_set_problem (self->filter, message);
      rg_page_settle (RG_PAGE (self));
      return;
    }
  rg_pipeline_page_say_unread (self, message);
  if (self->unread && !before)
    want_focus (self);
  rg_pipeline_page_settle (self);
}

static void
list_shown_cb (RgPipelineList *list, RgPipelinePage *self)
{
  rg_pipeline_sum_follow (self);
  if (!self->listing)
    return;
  self->unread = FALSE;
  rg_pipeline_page_update_state (self);
  rg_pipeline_page_settle (self);
}

static void
list_failed_cb (RgPipelineList *list, const char *message, gboolean condition, RgPipelinePage *self)
{
  failed (self, message, condition);
}

static void
ensure_list (RgPipelinePage *self)
{
  if (self->list != NULL)
    return;
  self->list = RG_PIPELINE_LIST (rg_pipeline_list_new (rg_page_get_settings (RG_PAGE (self)), self->names));
  g_signal_connect_object (self->list, "shown", G_CALLBACK (list_shown_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self, G_CONNECT_DEFAULT);
  rg_pipeline_list_set_compact (self->list, self->compact);
  rg_pipeline_list_set_store (self->list, self->followed);
  rg_pipeline_acts_follow_list (self, self->list);
  rg_pipeline_filter_use_form (self);
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list));
}

static void
board_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgPipelinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBoard) board = rg_board_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (board == NULL)
    {
      failed (self, error->message, error->domain == RG_CONDITION_ERROR);
      return;
    }
  self->unread = FALSE;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_data (self->board, self);
  else
    want_focus (self);
  g_set_object (&self->board, board);
  g_signal_connect_object (board, "outdated", G_CALLBACK (outdated_cb), self, G_CONNECT_DEFAULT);
  show_board (self);
  rg_pipeline_page_settle (self);
  if (rg_board_is_outdated (board))
    rg_pipeline_page_ask (self, TRUE);
}

static void
stop_asking (RgPipelinePage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
}

void
rg_pipeline_page_ask (RgPipelinePage *self, gboolean same)
{
  g_autoptr (RgQuery) query = NULL;

  stop_asking (self);
  if (!same)
    rg_pipeline_seek_ask (self);
  if (self->followed == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  rg_page_filter_set_problem (self->filter, NULL);
  query = rg_pipeline_filter_make_query (self);
  if (self->listing)
    {
      ensure_list (self);
      rg_pipeline_list_ask (self->list, query, same);
      return;
    }
  self->asking = g_cancellable_new ();
  rg_board_new_async (self->followed, query, self->asking, board_cb, g_object_ref (self));
}

static gboolean
ask_later_cb (gpointer user_data)
{
  RgPipelinePage *self = user_data;

  self->ask_timeout = 0;
  rg_pipeline_page_ask (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (RgPipelinePage *self)
{
  if (self->ask_timeout == 0)
    self->ask_timeout = g_timeout_add (ASK_MS, ask_later_cb, self);
}

/* --- the page ---------------------------------------------------------------------- */

static void
rg_pipeline_page_map (GtkWidget *widget)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  GTK_WIDGET_CLASS (rg_pipeline_page_parent_class)->map (widget);
  if (self->stale || self->unread)
    rg_pipeline_page_ask (self, TRUE);
}

static void
forget_store (RgPipelinePage *self)
{
  rg_pipeline_drop_forget (self);
  rg_pipeline_seek_forget (self);
  rg_pipeline_sum_forget (self);
  stop_asking (self);
  rg_pipeline_filter_forget (self);
  if (self->list != NULL)
    rg_pipeline_list_set_store (self->list, NULL);
  rg_deal_names_set_store (self->names, NULL);
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_data (self->board, self);
  g_clear_object (&self->board);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  self->stale = FALSE;
  self->unread = FALSE;
  self->had_deals = FALSE;
  self->focus_deal = 0;
}

static void
rg_pipeline_page_set_store (RgPage *page, RgStore *store)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);

  forget_store (self);
  clear_lanes (self);
  g_set_object (&self->followed, store);
  rg_page_filter_forget (self->filter);
  gtk_editable_set_text (self->search_entry, "");
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  rg_page_set_badge (page, NULL);
  rg_deal_names_set_store (self->names, store);
  if (self->list != NULL)
    rg_pipeline_list_set_store (self->list, store);
  if (store != NULL)
    rg_pipeline_filter_follow (self);
  rg_pipeline_page_ask (self, FALSE);
  rg_pipeline_page_update_state (self);
  rg_pipeline_acts_update (self);
}

static GtkEditable *
rg_pipeline_page_get_search_entry (RgPage *page)
{
  return RG_PIPELINE_PAGE (page)->search_entry;
}

static gboolean
rg_pipeline_page_begin_search (RgPage *page)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* The first card, of the stage that is shown; or a row. */
static gboolean
focus_deal (RgPipelinePage *self)
{
  if (self->listing)
    {
      self->wanted = self->list == NULL || rg_pipeline_list_is_busy (self->list);
      return self->list != NULL && rg_pipeline_list_take_focus (self->list);
    }
  for (guint i = 0; g_str_equal (rg_pipeline_page_get_state (self), "board") && i < self->lane_widgets->len;
       i++)
    {
      RgPipelineLane *lane = rg_pipeline_page_lane (self, i);

      if (gtk_widget_get_visible (GTK_WIDGET (lane)) &&
          g_list_model_get_n_items (G_LIST_MODEL (rg_pipeline_lane_get_column (lane))) > 0)
        return gtk_widget_grab_focus (GTK_WIDGET (rg_pipeline_lane_get_view (lane)));
    }
  return FALSE;
}

/* Where there is no deal, what makes one, or brings back those that are not shown. */
static gboolean
rg_pipeline_page_take_focus (RgPage *page)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (page);
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  return focus_deal (self) || gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) == shown ||
         gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
rg_pipeline_page_dispose (GObject *object)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (object);

  forget_store (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->lanes != NULL)
    clear_lanes (self);
  g_clear_pointer (&self->drop, rg_pipeline_drop_free);
  if (self->list_bin != NULL)
    adw_bin_set_child (self->list_bin, NULL);
  self->list = NULL;
  g_clear_pointer (&self->filter, rg_page_filter_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_PIPELINE_PAGE);
  G_OBJECT_CLASS (rg_pipeline_page_parent_class)->dispose (object);
}

static void
rg_pipeline_page_finalize (GObject *object)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (object);

  g_ptr_array_unref (self->lane_widgets);
  g_object_unref (self->names);
  rg_texts_free (self->texts);
  G_OBJECT_CLASS (rg_pipeline_page_parent_class)->finalize (object);
}

static void
rg_pipeline_page_init (RgPipelinePage *self)
{
  self->lane_widgets = g_ptr_array_new ();
  self->texts = rg_texts_new ();
  self->names = rg_deal_names_new ();
  self->n_open = self->n_all = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drop = rg_pipeline_drop_new (self);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  rg_pipeline_filter_init (self);
  /* The last one that holds counts. */
  rg_breakpoint_add (self->breakpoint_bin, TABLE_LEAST);
  self->one_lane = rg_breakpoint_add (self->breakpoint_bin, ONE_LANE);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  rg_pipeline_page_update_state (self);
  rg_pipeline_acts_update (self);
}

static void
rg_pipeline_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_OWNER)
    g_value_take_string (value, rg_pipeline_page_dup_owner (RG_PIPELINE_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rg_pipeline_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_OWNER)
    rg_pipeline_page_set_owner (RG_PIPELINE_PAGE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rg_pipeline_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (rg_pipeline_page_parent_class)->constructed (object);
  rg_pipeline_form_init (RG_PIPELINE_PAGE (object));
}

static void
rg_pipeline_page_class_init (RgPipelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_pipeline_page_get_property;
  object_class->set_property = rg_pipeline_page_set_property;
  object_class->constructed = rg_pipeline_page_constructed;
  object_class->dispose = rg_pipeline_page_dispose;
  object_class->finalize = rg_pipeline_page_finalize;
  widget_class->map = rg_pipeline_page_map;
  RG_PAGE_CLASS (klass)->set_store = rg_pipeline_page_set_store;
  RG_PAGE_CLASS (klass)->get_search_entry = rg_pipeline_page_get_search_entry;
  RG_PAGE_CLASS (klass)->begin_search = rg_pipeline_page_begin_search;
  RG_PAGE_CLASS (klass)->take_focus = rg_pipeline_page_take_focus;

  /**
   * RgPipelinePage:owner:
   *
   * Whose deals are shown, see rg_pipeline_page_dup_owner().
   */
  g_object_class_install_property (
      object_class, PROP_OWNER,
      g_param_spec_string ("owner", NULL, NULL, "*",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  /**
   * RgPipelinePage::filtered:
   *
   * It shows other deals than before: another view, another condition, or all.
   */
  g_signal_new ("filtered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RG_APP_PATH "/pages/pipeline/rg-pipeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, form_group);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, title_box);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, numbers_button);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, owner_button);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, filter_bin);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, list_bar);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, state_group);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, stage_bar);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, stage_drop);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, lanes);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, RgPipelinePage, nothing_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_chosen_cb);
  rg_pipeline_show_install (widget_class);
  rg_pipeline_form_install (widget_class);
  rg_pipeline_filter_install (widget_class);
  rg_pipeline_acts_install (widget_class);
}

/**
 * rg_pipeline_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, without a shop
 */
RgPage *
rg_pipeline_page_new (RgSettings *settings)
{
  return g_object_new (RG_TYPE_PIPELINE_PAGE, "settings", settings, NULL);
}

const char *
rg_pipeline_page_get_state (RgPipelinePage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

gboolean
rg_pipeline_page_is_busy (RgPipelinePage *self)
{
  return self->asking != NULL || self->ask_timeout != 0 || self->seek_tick != 0 ||
         (self->counting != NULL && rg_reread_is_busy (self->counting)) ||
         (self->listing && self->list != NULL &&
          (rg_pipeline_list_is_busy (self->list) || self->summing != NULL));
}

RgBoard *
rg_pipeline_page_get_board (RgPipelinePage *self)
{
  return self->board;
}

/**
 * rg_pipeline_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the list of deals; %NULL until it was shown
 */
RgRecordList *
rg_pipeline_page_get_list (RgPipelinePage *self)
{
  return self->list != NULL ? rg_pipeline_list_get_list (self->list) : NULL;
}
