/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-row.h"

#include <glib/gi18n-lib.h>

struct _RgHistoryRow
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *deleted_label;
  GtkLabel *details_label;
  GtkLabel *state_label;
  GtkButton *step_button;

  const char *session;
  RgHistoryItem *item;
};

enum
{
  STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgHistoryRow, rg_history_row, ADW_TYPE_BIN)

static void
step_cb (GtkButton *button, RgHistoryRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[STEP], 0, self->item);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update_button (RgHistoryRow *self, const RgHistoryLine *line)
{
  gboolean undo = line->operation->can_undo;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->step_button), undo || line->can_redo);
  gtk_button_set_label (self->step_button, undo ? _ ("Undo") : _ ("Redo"));
  name = g_strdup_printf (undo
                              /* Translators: what a screen reader says of a button; %s is what it undoes. */
                              ? _ ("Undo: %s")
                              /* Translators: what a screen reader says of a button; %s is what it redoes. */
                              : _ ("Redo: %s"),
                          line->operation->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->step_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
update (RgHistoryRow *self)
{
  const RgHistoryLine *line = rg_history_item_get_line (self->item);
  gboolean undone = g_str_equal (line->operation->state, "undone");
  g_autofree char *details = rg_history_item_dup_details (self->item, self->session);
  g_autofree char *state = rg_history_item_dup_state (self->item);
  g_autoptr (PangoAttrList) struck = pango_attr_list_new ();

  if (undone)
    pango_attr_list_insert (struck, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (self->title_label, struck);
  if (undone)
    gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "dimmed-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title_label), "dimmed-text");
  gtk_image_set_from_icon_name (self->icon, rg_history_item_get_icon_name (self->item));
  gtk_label_set_label (self->title_label, line->operation->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), line->operation->label);
  /* The label of a single one names it already. */
  set_label (self->deleted_label,
             line->deleted != NULL && strstr (line->operation->label, line->deleted) == NULL ? line->deleted
                                                                                             : NULL);
  set_label (self->details_label, details);
  set_label (self->state_label, state);
  update_button (self, line);
}

static void
item_changed_cb (RgHistoryItem *item, RgHistoryRow *self)
{
  update (self);
}

static void
rg_history_row_dispose (GObject *object)
{
  rg_history_row_set_item (RG_HISTORY_ROW (object), NULL);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (rg_history_row_parent_class)->dispose (object);
}

static void
rg_history_row_class_init (RgHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_history_row_dispose;

  /**
   * RgHistoryRow::step:
   * @self: a row
   * @item: what is to be undone or made again
   */
  signals[STEP] = g_signal_new ("step", RG_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, RG_TYPE_HISTORY_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, deleted_label);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, details_label);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, RgHistoryRow, step_button);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
}

static void
rg_history_row_init (RgHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_history_row_new:
 * @session: (nullable): the session of the window that shows it
 *
 * Returns: (transfer floating): a row without a line
 */
GtkWidget *
rg_history_row_new (const char *session)
{
  RgHistoryRow *self = g_object_new (RG_TYPE_HISTORY_ROW, NULL);

  self->session = session;

  return GTK_WIDGET (self);
}

/**
 * rg_history_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows
 */
void
rg_history_row_set_item (RgHistoryRow *self, RgHistoryItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), self);
  update (self);
}

/**
 * rg_history_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RgHistoryItem *
rg_history_row_get_item (RgHistoryRow *self)
{
  return self->item;
}
