/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button for the head of a group. @name: what it adds, for who does not see where it
 * stands. (transfer floating) */
GtkWidget *rg_add_button_new (const char *label, const char *name);

G_END_DECLS
