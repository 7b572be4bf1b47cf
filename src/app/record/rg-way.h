/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Small buttons with which somebody is reached. */

/* Copies @text and says so. @name: what is copied, for a screen reader ("Copy
 * the phone"). (transfer floating) */
GtkWidget *rg_copy_button_new (const char *text, const char *name);
/* Calls the number, normalised, with whatever the computer has for it.
 * (transfer floating) */
GtkWidget *rg_call_button_new (const char *phone);
/* Calls @phone the same way. */
void rg_way_call (GtkWidget *widget, const char *phone);
/* As it is shown: 138 1234 5678, or masked. (transfer full) */
char *rg_way_dup_phone (const char *phone, gboolean mask);

G_END_DECLS
