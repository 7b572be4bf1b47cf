/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-piece.h"

/**
 * rg_condition_piece_focus:
 * @piece: a row or a group, which has no focus of its own
 *
 * Puts the focus on its first part.
 */
void
rg_condition_piece_focus (GtkWidget *piece)
{
  for (GtkWidget *child = gtk_widget_get_first_child (piece); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
      return;
}

/**
 * rg_condition_piece_class_init:
 * @widget_class: of a row or a group
 * @css_name: what it is called in the style sheet
 * @signals: (out) (array fixed-size=2): its signals
 */
void
rg_condition_piece_class_init (GtkWidgetClass *widget_class, const char *css_name, guint *signals)
{
  GType type = G_TYPE_FROM_CLASS (widget_class);

  signals[RG_CONDITION_PIECE_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RG_CONDITION_PIECE_REMOVED] =
      g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, css_name);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/**
 * rg_condition_piece_new_remove_button:
 * @piece: a row or a group
 * @label: what the button does
 * @clicked: called with @piece
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
rg_condition_piece_new_remove_button (GtkWidget *piece, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", clicked, piece);

  return button;
}
