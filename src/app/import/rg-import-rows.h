/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts @row into @item of a list whose rows are forms, and into @rows as long as it
 * exists. */
void rg_import_rows_take (GPtrArray *rows, GtkListItem *item, GtkWidget *row);

G_END_DECLS
