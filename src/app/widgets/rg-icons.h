/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkIconPaintable *rg_icons_get (GtkWidget *widget, const char *name, int size);

G_END_DECLS
