/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/deal/rg-deal-acts.h"
#include "app/deal/rg-deal-dialog.h"

#include <glib/gi18n-lib.h>

/* What is done with a card: by dragging, by keys and by its menu. */

static gint64
selected_deal (RgPipelinePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

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

/* What was moved by a key keeps the focus where it is now. */
static void
follow_focus (RgBoardColumn *column, RgPipelinePage *self)
{
  guint position = 0, at;

  rg_pipeline_drop_settle (self);
  if (self->focus_deal == 0 || self->board == NULL)
    return;
  at = rg_board_find (self->board, self->focus_deal, &position);
  if (at == G_MAXUINT || rg_board_get_column (self->board, at) != column)
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

static GMenuModel *
make_menu (RgPipelinePage *self, gint64 id)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new (), stages = g_menu_new (), ends = g_menu_new (), last = g_menu_new ();
  guint at = rg_board_find (self->board, id, NULL);

  append_action (open, _ ("Open"), "page.open-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  for (guint i = 0; i < rg_board_get_n_columns (self->board); i++)
    {
      RgBoardColumn *column = rg_board_get_column (self->board, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (rg_board_column_get_name (column), NULL);

      if (i == at)
        continue;
      g_menu_item_set_action_and_target (item, "page.move-deal", "(xx)", id,
                                         rg_board_column_get_stage (column));
      g_menu_append_item (stages, item);
    }
  g_menu_append_submenu (ends, _ ("Move To"), G_MENU_MODEL (stages));
  append_action (ends, _ ("Won"), "page.win-deal", id);
  append_action (ends, _ ("Lost…"), "page.lose-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
  append_action (last, _ ("Delete"), "page.delete-deal", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static void
menu_cb (RgPipelineLane *lane, gint64 deal_id, GtkWidget *at, RgPipelinePage *self)
{
  g_autoptr (GMenuModel) model = make_menu (self, deal_id);
  graphene_rect_t bounds;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width,
                                                   MIN ((int) bounds.size.height, 80) });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* --- actions ------------------------------------------------------------------------- */

static void
opened_cb (RgPipelineLane *lane, gint64 deal_id, RgPipelinePage *self)
{
  rg_deal_dialog_present (GTK_WIDGET (self), self->followed, deal_id, 0, 0);
}

static void
wanted_cb (RgPipelineLane *lane, RgPipelinePage *self)
{
  rg_deal_dialog_present (GTK_WIDGET (self), self->followed, 0, 0,
                          rg_board_column_get_stage (rg_pipeline_lane_get_column (lane)));
}

static void
new_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  if (rg_pipeline_page_is_editable (self))
    rg_deal_dialog_present (widget, self->followed, 0, 0, 0);
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
  gtk_widget_action_set_enabled (widget, "page.previous-stage", self->shown > 0);
  gtk_widget_action_set_enabled (widget, "page.next-stage", self->shown + 1 < self->lane_widgets->len);
}

void
rg_pipeline_acts_follow (RgPipelinePage *self, RgPipelineLane *lane)
{
  g_signal_connect_object (lane, "shifted", G_CALLBACK (shifted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (lane, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_DEFAULT);
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
  gtk_widget_class_install_action (klass, "page.open-deal", "x", open_deal);
  gtk_widget_class_install_action (klass, "page.move-deal", "(xx)", move_deal);
  gtk_widget_class_install_action (klass, "page.win-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.lose-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.delete-deal", "x", change_deal);
  gtk_widget_class_install_action (klass, "page.previous-stage", NULL, shift_stage);
  gtk_widget_class_install_action (klass, "page.next-stage", NULL, shift_stage);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_b, GDK_CONTROL_MASK, "page.new-deal", NULL);
}
