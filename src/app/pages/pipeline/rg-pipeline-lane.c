/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-lane-private.h"

#include "app/deal/rg-deal-words.h"
#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tint.h"
#include "shop/rg-tag-looks.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define OPENING_MS 150

/* How far down a card the Menu key opens its menu: below its words. */
#define MENU_BELOW 60.0

enum
{
  OPENED,
  SHIFTED,
  MENU,
  WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgPipelineLane, rg_pipeline_lane, GTK_TYPE_BOX)

/* --- numbers -------------------------------------------------------------------- */

static void
show_stack (RgPipelineLane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->gaps));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "cards" : "empty");
}

/* “5 · ¥12.8万”; what it is worth by chance in the tooltip. */
static void
show_numbers (RgPipelineLane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->column));
  guint late = rg_board_column_get_late (self->column);
  g_autofree char *count = rg_display_count (n);
  gint64 fen = rg_board_column_get_sum (self->column);
  g_autofree char *sum = rg_deal_dup_amount (fen);
  g_autofree char *weighted = rg_deal_dup_amount (rg_board_column_get_weighted (self->column));
  g_autofree char *numbers = fen > 0 ? g_strdup_printf ("%s · %s", count, sum) : g_strdup (count);
  g_autoptr (GString) tooltip = g_string_new (NULL);

  gtk_label_set_label (self->numbers, numbers);
  /* Translators: %s is what the deals of a stage are worth by their chances. */
  g_string_append_printf (tooltip, _ ("By chance: %s"), weighted);
  if (late > 0)
    {
      g_string_append_c (tooltip, '\n');
      g_string_append_printf (tooltip, ngettext ("%u is here too long", "%u are here too long", late), late);
    }
  gtk_widget_set_tooltip_text (self->header, tooltip->str);
  show_stack (self);
}

static void
changed_cb (RgPipelineLane *self)
{
  rg_pipeline_lane_renew_customers (self);
  show_numbers (self);
}

static void
show_color (RgPipelineLane *self)
{
  int color = rg_tag_color_index (rg_board_column_get_color (self->column));

  rg_tint_set (self->line,
               color >= 0 ? (guint) color : rg_display_color (rg_board_column_get_name (self->column)));
}

/**
 * rg_pipeline_lane_set_column:
 * @self: a lane
 * @column: what it shows
 * @all: whether these are all open deals of the stage, or those that are looked for
 */
void
rg_pipeline_lane_set_column (RgPipelineLane *self, RgBoardColumn *column, gboolean all)
{
  g_autoptr (RgBoardColumn) before = self->column != NULL ? g_object_ref (self->column) : NULL;
  g_autofree char *label = NULL;

  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);
  g_set_object (&self->column, column);
  gtk_label_set_label (self->name, rg_board_column_get_name (column));
  gtk_label_set_label (GTK_LABEL (gtk_stack_get_child_by_name (self->stack, "empty")),
                       !all              ? _ ("Nothing in this stage fits.")
                       : !self->editable ? _ ("No deals in this stage.")
                                         : _ ("No deals in this stage. Drag one here, or add one with +."));
  show_color (self);
  rg_pipeline_lane_change_cards (self, before);
  g_signal_connect_object (column, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* Translators: %s is the name of a stage. */
  label = g_strdup_printf (_ ("Deals: %s"), rg_board_column_get_name (column));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  show_numbers (self);
}

RgBoardColumn *
rg_pipeline_lane_get_column (RgPipelineLane *self)
{
  return self->column;
}

GtkListView *
rg_pipeline_lane_get_view (RgPipelineLane *self)
{
  return self->view;
}

gint64
rg_pipeline_lane_get_selected (RgPipelineLane *self)
{
  gpointer deal = gtk_single_selection_get_selected_item (self->selection);

  return RG_IS_RECORD (deal) ? rg_record_get_id (deal) : 0;
}

void
rg_pipeline_lane_unselect (RgPipelineLane *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
rg_pipeline_lane_show (RgPipelineLane *self, guint position)
{
  position = rg_gap_list_from_model (self->gaps, position);
  gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- dragging ------------------------------------------------------------------- */

/**
 * rg_pipeline_lane_set_dragged:
 * @self: a lane
 * @deal_id: what is dragged; 0: nothing
 *
 * Dims its card, whichever widget shows it.
 */
void
rg_pipeline_lane_set_dragged (RgPipelineLane *self, gint64 deal_id)
{
  self->dragged = deal_id;
  rg_pipeline_lane_dim_cards (self);
}

/* All rows are as high. What has not been laid out yet is in sight. */
static gboolean
gap_is_in_sight (RgPipelineLane *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double row =
      gtk_adjustment_get_upper (adjustment) / MAX (g_list_model_get_n_items (G_LIST_MODEL (self->gaps)), 1);
  double middle = (rg_gap_list_get_gap (self->gaps) + 0.5) * row - gtk_adjustment_get_value (adjustment);

  return row <= 0 || (middle > 0 && middle < gtk_adjustment_get_page_size (adjustment));
}

/**
 * rg_pipeline_lane_open_gap:
 * @self: a lane
 * @position: the deal before which the card will lie; as many as there are: behind all
 *
 * Opens a place for a card; the whole lane is lit while that is out of sight.
 */
void
rg_pipeline_lane_open_gap (RgPipelineLane *self, guint position)
{
  if (rg_gap_list_get_gap (self->gaps) != position)
    {
      adw_animation_reset (self->opening);
      rg_gap_list_open (self->gaps, position);
      adw_animation_play (self->opening);
      show_stack (self);
    }
  if (gap_is_in_sight (self))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "lit");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "lit");
}

void
rg_pipeline_lane_close_gap (RgPipelineLane *self)
{
  rg_gap_list_close (self->gaps);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "lit");
  show_stack (self);
}

/**
 * rg_pipeline_lane_get_gap:
 * @self: a lane
 *
 * Returns: the place that is kept free; the largest number where there is none
 */
guint
rg_pipeline_lane_get_gap (RgPipelineLane *self)
{
  return rg_gap_list_get_gap (self->gaps);
}

static void
opening_cb (double value, gpointer user_data)
{
  RgPipelineLane *self = user_data;

  if (self->gap != NULL)
    rg_deal_card_set_gap (self->gap, value);
}

/* --- what is done --------------------------------------------------------------- */

static void
activate_cb (GtkListView *view, guint position, RgPipelineLane *self)
{
  g_signal_emit (self, signals[OPENED], 0,
                 rg_board_column_get_id (self->column, rg_gap_list_to_model (self->gaps, position)));
}

static void
wanted_cb (RgPipelineAdd *add, const char *title, gboolean all, RgPipelineLane *self)
{
  g_signal_emit (self, signals[WANTED], 0, title, all, add);
}

static void
add_closed_cb (RgPipelineAdd *add, RgPipelineLane *self)
{
  rg_pipeline_add_close (add, self->add);
}

/**
 * rg_pipeline_lane_begin_add:
 * @self: a lane
 *
 * Opens a line at its top into which the title of a new deal is typed.
 */
void
rg_pipeline_lane_begin_add (RgPipelineLane *self)
{
  if (!self->editable)
    return;
  if (self->adding == NULL)
    {
      self->adding = rg_pipeline_add_new ();
      g_signal_connect_object (self->adding, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (self->adding, "closed", G_CALLBACK (add_closed_cb), self, G_CONNECT_DEFAULT);
      gtk_box_insert_child_after (GTK_BOX (self), self->adding, self->header);
    }
  rg_pipeline_add_set_stage (RG_PIPELINE_ADD (self->adding), rg_board_column_get_name (self->column));
  rg_pipeline_add_open (RG_PIPELINE_ADD (self->adding));
}

/**
 * rg_pipeline_lane_get_add:
 * @self: a lane
 *
 * Returns: (transfer none) (nullable): the line, once it was opened
 */
RgPipelineAdd *
rg_pipeline_lane_get_add (RgPipelineLane *self)
{
  return self->adding != NULL ? RG_PIPELINE_ADD (self->adding) : NULL;
}

/* Ctrl+Shift+Left and Right take the card to the next stage, Home and End to the ends. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, RgPipelineLane *self)
{
  gboolean both = (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint64 id = rg_pipeline_lane_get_selected (self);
  int by;

  if (id == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->view));

      row = row != NULL ? row : GTK_WIDGET (self->view);
      g_signal_emit (self, signals[MENU], 0, id, row, gtk_widget_get_width (row) / 3.0, MENU_BELOW);
      return GDK_EVENT_STOP;
    }
  if (!both || !self->editable)
    return GDK_EVENT_PROPAGATE;
  by = key == GDK_KEY_Left    ? (rtl ? 1 : -1)
       : key == GDK_KEY_Right ? (rtl ? -1 : 1)
       : key == GDK_KEY_Home  ? -1000
       : key == GDK_KEY_End   ? 1000
                              : 0;
  if (by == 0)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SHIFTED], 0, id, by);
  return GDK_EVENT_STOP;
}

/* --- the widget ------------------------------------------------------------------ */

static GtkWidget *
make_header (RgPipelineLane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (NULL), *numbers = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "lane-header");
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (numbers, "numeric");
  gtk_widget_add_css_class (numbers, "dimmed-text");
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_add_css_class (self->add, "circular");
  gtk_widget_set_tooltip_text (self->add, _ ("New Deal Here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New Deal Here"), -1);
  gtk_widget_set_visible (self->add, self->editable);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (rg_pipeline_lane_begin_add), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), numbers);
  gtk_box_append (GTK_BOX (box), self->add);
  self->name = GTK_LABEL (name);
  self->numbers = GTK_LABEL (numbers);
  self->header = box;
  return box;
}

static GtkWidget *
make_cards (RgPipelineLane *self)
{
  GtkListItemFactory *factory = rg_pipeline_lane_make_factory (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->gaps)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "board");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_DEFAULT);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_add_css_class (label, "lane-empty");
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static void
rg_pipeline_lane_constructed (GObject *object)
{
  RgPipelineLane *self = RG_PIPELINE_LANE (object);

  G_OBJECT_CLASS (rg_pipeline_lane_parent_class)->constructed (object);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lane");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
}

static void
rg_pipeline_lane_dispose (GObject *object)
{
  RgPipelineLane *self = RG_PIPELINE_LANE (object);

  if (self->column != NULL)
    g_signal_handlers_disconnect_by_data (self->column, self);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  if (self->opening != NULL)
    adw_animation_reset (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->gaps);
  g_clear_object (&self->column);
  G_OBJECT_CLASS (rg_pipeline_lane_parent_class)->dispose (object);
}

static void
rg_pipeline_lane_class_init (RgPipelineLaneClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = rg_pipeline_lane_constructed;
  G_OBJECT_CLASS (klass)->dispose = rg_pipeline_lane_dispose;
  signals[OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHIFTED] = g_signal_new ("shifted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_INT64, G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                G_TYPE_INT64, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[WANTED] = g_signal_new ("wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                  G_TYPE_STRING, G_TYPE_BOOLEAN, RG_TYPE_PIPELINE_ADD);
}

static void
rg_pipeline_lane_init (RgPipelineLane *self)
{
  self->gaps = rg_gap_list_new ();
  self->opening = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, OPENING_MS,
                                           adw_callback_animation_target_new (opening_cb, self, NULL));
}

/**
 * rg_pipeline_lane_new:
 * @texts: what the cards of a board share
 * @styles: what tags look like
 * @editable: whether anything may be changed
 *
 * Returns: (transfer floating): a lane that shows no column yet
 */
GtkWidget *
rg_pipeline_lane_new (RgTexts *texts, RgTagStyles *styles, gboolean editable)
{
  RgPipelineLane *self = g_object_new (RG_TYPE_PIPELINE_LANE, NULL);

  self->texts = texts;
  self->styles = styles;
  self->editable = editable;
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->line, "lane-line");
  gtk_box_append (GTK_BOX (self), self->line);
  gtk_box_append (GTK_BOX (self), make_header (self));
  gtk_stack_add_named (self->stack, make_cards (self), "cards");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  return GTK_WIDGET (self);
}
