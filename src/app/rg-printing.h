/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-print.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window prints: it is read on a store's thread, then the system's
 * print dialog opens over @widget's window. Troubles are said in a toast. */

/* @fields: (nullable): keys of the columns, in their order. */
void rg_printing_list (GtkWidget *widget,
                       RgStore *store,
                       const RgChosen *chosen,
                       const char *const *fields,
                       const char *title,
                       gboolean mask);
void rg_printing_customer (GtkWidget *widget, RgStore *store, gint64 id, gboolean mask);
/* How the customers divide. */
void rg_printing_classes (GtkWidget *widget, RgStore *store);
/* The day's list, a sheet for each of the staff. @staff: (nullable): only for this
 * one; "": what nobody does. */
void rg_printing_today (GtkWidget *widget, RgStore *store, const char *staff, gboolean mask);
/* (transfer full): draws @print: (transfer full). */
GtkPrintOperation *rg_printing_operation_new (RgPrint *print);

G_END_DECLS
