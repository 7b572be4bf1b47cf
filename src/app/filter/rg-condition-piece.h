/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a row and a group of the editor have in common: they say that they say
 * something else, and ask to go. */

enum
{
  RG_CONDITION_PIECE_CHANGED,
  RG_CONDITION_PIECE_REMOVED,
  RG_CONDITION_PIECE_N_SIGNALS,
};

/* @signals: (out) (array fixed-size=2): "changed" and "removed" of the class */
void rg_condition_piece_focus (GtkWidget *piece);
void rg_condition_piece_class_init (GtkWidgetClass *widget_class, const char *css_name, guint *signals);
/* A button that calls @clicked with @piece. (transfer floating) */
GtkWidget *rg_condition_piece_new_remove_button (GtkWidget *piece, const char *label, GCallback clicked);

G_END_DECLS
