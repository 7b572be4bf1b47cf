/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks which file is to be imported. */

/* @file: of this computer. */
typedef void (*RgImportChosen) (GFile *file, gpointer widget);

/* Calls @chosen with @widget, which is kept until then, when one was chosen.
 * What goes wrong is said in the window. */
void rg_import_choose (GtkWidget *widget, RgImportChosen chosen);
/* Whether it looks, by its name, like a file that can be imported. */
gboolean rg_import_choose_fits (GFile *file);

G_END_DECLS
