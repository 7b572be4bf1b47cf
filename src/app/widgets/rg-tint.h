/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a widget the background and text colour of a pair of the palette, light
 * or dark as its surroundings are. */
void rg_tint_set (GtkWidget *widget, guint index);
/* The colours of a next step's pill; RG_DUE_NONE: none. */
void rg_tint_set_due (GtkWidget *widget, RgDue due);

G_END_DECLS
