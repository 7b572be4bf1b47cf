/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/deal/rg-deal-acts.h"
#include "app/deal/rg-deal-dialog.h"
#include "app/deal/rg-deal-words.h"
#include "app/report/rg-deal-numbers-dialog.h"

#include <glib/gi18n-lib.h>

/* What is done with a card: by dragging, by keys and by its menu. */

static gint64
selected_deal (RgPipelinePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->listing)
    {
      RgRecord *deal = self->list != NULL ? rg_pipeline_list_get_selected (self->list) : NULL;

      return deal != NULL ? rg_record_get_id (deal) : 0;
    }

  for (guint i = 0; i < self->lane_widgets->len; i++)
    {
      RgPipelineLane *lane = rg_pipeline_page_lane (self, i);

      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (lane)))
        return rg_pipeline_lane_get_selected (lane);
    }
  return 0;
}

/* The deal of the menu that is open, else the one that has the focus. */
static gint64
meant_deal (RgPipelinePage *self, GVariant *parameter)
{
  gint64 id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  return id != 0 ? id : selected_deal (self);
}

/* --- moving ---------------------------------------------------------------------- */

void
rg_pipeline_acts_move (RgPipelinePage *self, gint64 deal_id, gint64 stage_id)
{
  if (!rg_pipeline_page_is_editable (self))
    return;
  self->focus_deal = deal_id;
  self->focus_stage = stage_id;
  rg_deal_act_move (GTK_WIDGET (self), self->followed, deal_id, stage_id);
}

static void
shifted_cb (RgPipelineLane *lane, gint64 deal_id, int by, RgPipelinePage *self)
{
  guint n = rg_board_get_n_columns (self->board), at = rg_board_find (self->board, deal_id, NULL);
  int to;

  if (at == G_MAXUINT || n == 0)
    return;
  to = CLAMP ((int) at + by, 0, (int) n - 1);
  if (to != (int) at)
    rg_pipeline_acts_move (self, deal_id,
                           rg_board_column_get_stage (rg_board_get_column (self->board, (guint) to)));
}

/* What was moved keeps the focus where it is now; not what stayed, at a gate perhaps. */
static void
follow_focus (RgBoardColumn *column, RgPipelinePage *self)
{
  guint position = 0, at;

  rg_pipeline_drop_settle (self);
  if (self->focus_deal == 0 || self->board == NULL)
    return;
  at = rg_board_find (self->board, self->focus_deal, &position);
  if (at == G_MAXUINT || rg_board_get_column (self->board, at) != column ||
      rg_board_column_get_stage (column) != self->focus_stage)
    return;
  self->focus_deal = 0;
  if (self->narrow)
    gtk_drop_down_set_selected (self->stage_drop, at);
  rg_pipeline_lane_show (rg_pipeline_page_lane (self, at), position);
}

/* --- the menu ---------------------------------------------------------------------- */

static void
append_action (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_int64 (id));
  g_menu_append_item (menu, item);
}

/* The stages it can go to. */
static GMenuModel *
make_stages (RgPipelinePage *self, gint64 id, gint64 now)
{
  GMenu *stages = g_menu_new ();
  const RgStage *stage;

  for (guint i = 0; (stage = rg_deal_names_get_nth (self->names, i)) != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (stage->name, NULL);

      if (stage->id == now)
        continue;
      g_menu_item_set_action_and_target (item, "page.move-deal", "(xx)", id, stage->id);
      g_menu_append_item (stages, item);
    }
  return G_MENU_MODEL (stages);
}

/*< private >
 * rg_pipeline_acts_make_menu:
 * @self: the page
 * @id: of a deal
 * @stage: where it is; 0: it is closed
 *
 * Returns: (transfer full): what can be done with it; in a shop for reading only it is
 *   just opened
 */
GMenuModel *
rg_pipeline_acts_make_menu (RgPipelinePage *self, gint64 id, gint64 stage)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) stages = make_stages (self, id, stage);
  g_autoptr (GMenu) open = g_menu_new (), ends = g_menu_new (), last = g_menu_new ();

  append_action (open, _ ("Open"), "page.open-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  if (!rg_pipeline_page_is_editable (self))
    return G_MENU_MODEL (menu);
  if (stage != 0)
    {
      g_menu_append_submenu (ends, _ ("Move To"), stages);
      append_action (ends, _ ("Won"), "page.win-deal", id);
      append_action (ends, _ ("Lost…"), "page.lose-deal", id);
    }
  else
    append_action (ends, _ ("_Open Again"), "page.reopen-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
  append_action (last, _ ("Delete"), "page.delete-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

/* Beside the place @x, @y of a widget: what is pressed there must not come to lie under it. */
static void
show_menu (RgPipelinePage *self, gint64 id, gint64 stage, GtkWidget *at, double x, double y)
{
  g_autoptr (GMenuModel) model = rg_pipeline_acts_make_menu (self, id, stage);
  graphene_point_t point;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  if (gtk_widget_compute_point (at, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                                 &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (RgPipelineLane *lane, gint64 deal_id, GtkWidget *at, double x, double y, RgPipelinePage *self)
{
  show_menu (self, deal_id, rg_board_column_get_stage (rg_pipeline_lane_get_column (lane)), at, x, y);
}

static void
list_menu_cb (RgPipelineList *list, gint64 deal_id, int x, int y, RgPipelinePage *self)
{
  RgRecord *deal = rg_pipeline_list_get_selected (list);
  gboolean open = g_strcmp0 (rg_deal_words_get_text (deal, "state"), "open") == 0;

  show_menu (self, deal_id, open ? rg_deal_words_get_integer (deal, "stage_id", 0) : 0, GTK_WIDGET (list), x,
             y);
}

/* --- actions ------------------------------------------------------------------------- */

static void
opened_cb (GtkWidget *widget, gint64 deal_id, RgPipelinePage *self)
{
  rg_deal_dialog_present (GTK_WIDGET (self), self->followed, deal_id, 0, 0);
}

static void
wanted_cb (RgPipelineLane *lane, const char *title, gboolean all, RgPipelineAdd *add, RgPipelinePage *self)
{
  gint64 stage = rg_board_column_get_stage (rg_pipeline_lane_get_column (lane));

  if (all)
    rg_deal_dialog_present_new (GTK_WIDGET (self), self->followed, stage, title);
  else
    rg_pipeline_add_deal (GTK_WIDGET (self), self->followed, stage, title, add);
}

/* Into the lane that has the focus, else into the first that is shown. */
static void
quick_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  RgPipelineLane *wanted = NULL;

  for (guint i = 0; !self->listing && i < self->lane_widgets->len; i++)
    {
      GtkWidget *lane = GTK_WIDGET (rg_pipeline_page_lane (self, i));

      if (gtk_widget_get_focus_child (GTK_WIDGET (self->lanes)) == lane ||
          (wanted == NULL && gtk_widget_get_visible (lane)))
        wanted = RG_PIPELINE_LANE (lane);
    }
  if (wanted != NULL && gtk_widget_get_mapped (GTK_WIDGET (wanted)))
    rg_pipeline_lane_begin_add (wanted);
  else
    gtk_widget_activate_action (widget, "page.new-deal", NULL);
}

static void
new_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  if (rg_pipeline_page_is_editable (self))
    rg_deal_dialog_present (widget, self->followed, 0, 0, 0);
}

/* A number opens the deals that it counts. */
static void
number_chosen_cb (RgDealNumbersDialog *dialog,
                  RgCondition *condition,
                  const char *title,
                  RgPipelinePage *self)
{
  rg_pipeline_filter_list (self, condition, title);
}

static void
numbers (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  AdwDialog *dialog;

  if (self->followed == NULL)
    return;
  dialog = rg_deal_numbers_dialog_new (self->followed);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (number_chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
open_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  gint64 id = meant_deal (self, parameter);

  if (id != 0)
    rg_deal_dialog_present (widget, self->followed, id, 0, 0);
}

static void
move_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint64 id, stage;

  g_variant_get (parameter, "(xx)", &id, &stage);
  rg_pipeline_acts_move (RG_PIPELINE_PAGE (widget), id, stage);
}

static void
change_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  gint64 id = meant_deal (self, parameter);

  if (id == 0 || !rg_pipeline_page_is_editable (self))
    return;
  if (g_str_equal (action, "page.win-deal"))
    rg_deal_act_win (widget, self->followed, id);
  else if (g_str_equal (action, "page.lose-deal"))
    rg_deal_act_lose (widget, self->followed, id);
  else if (g_str_equal (action, "page.reopen-deal"))
    rg_deal_act_reopen (widget, self->followed, id);
  else
    rg_deal_act_delete (widget, self->followed, id);
}

static void
shift_stage (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);
  gboolean next = g_str_equal (action, "page.next-stage");

  if (next ? self->shown + 1 < self->lane_widgets->len : self->shown > 0)
    gtk_drop_down_set_selected (self->stage_drop, next ? self->shown + 1 : self->shown - 1);
}

void
rg_pipeline_acts_update (RgPipelinePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "page.new-deal", rg_pipeline_page_is_editable (self));
  gtk_widget_action_set_enabled (widget, "page.new", rg_pipeline_page_is_editable (self));
  gtk_widget_action_set_enabled (widget, "page.previous-stage", self->shown > 0);
  gtk_widget_action_set_enabled (widget, "page.next-stage", self->shown + 1 < self->lane_widgets->len);
}

/* One card of the whole board is marked: the one that keys and menus are for. */
static void
entered_cb (GtkEventController *controller, RgPipelinePage *self)
{
  GtkWidget *lane = gtk_event_controller_get_widget (controller);

  for (guint i = 0; i < self->lane_widgets->len; i++)
    if (g_ptr_array_index (self->lane_widgets, i) != lane)
      rg_pipeline_lane_unselect (rg_pipeline_page_lane (self, i));
}

void
rg_pipeline_acts_follow (RgPipelinePage *self, RgPipelineLane *lane)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (lane), focus);
  g_signal_connect_object (lane, "shifted", G_CALLBACK (shifted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_DEFAULT);
}

void
rg_pipeline_acts_follow_list (RgPipelinePage *self, RgPipelineList *list)
{
  g_signal_connect_object (list, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (list, "menu", G_CALLBACK (list_menu_cb), self, G_CONNECT_DEFAULT);
}

void
rg_pipeline_acts_follow_column (RgPipelinePage *self, RgBoardColumn *column)
{
  g_signal_connect_object (column, "changed", G_CALLBACK (follow_focus), self, G_CONNECT_DEFAULT);
}

void
rg_pipeline_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.new-deal", NULL, new_deal);
  /* What Ctrl+N asks of a page. */
  gtk_widget_class_install_action (klass, "page.new", NULL, new_deal);
  gtk_widget_class_install_action (klass, "page.quick-add", NULL, quick_add);
  gtk_widget_class_install_action (klass, "page.numbers", NULL, numbers);
  gtk_widget_class_install_action (klass, "page.open-deal", "x", open_deal);
  gtk_widget_class_install_action (klass, "page.move-deal", "(xx)", move_deal);
  gtk_widget_class_install_action (klass, "page.win-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.lose-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.reopen-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.delete-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.previous-stage", NULL, shift_stage);
  gtk_widget_class_install_action (klass, "page.next-stage", NULL, shift_stage);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_d, GDK_CONTROL_MASK, "page.quick-add", NULL);
}
