/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/rg-export.h"
#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window writes into files: asked for in a dialog and the system's
 * file chooser, written on a store's thread, with progress and Cancel over
 * @widget's window, and said in it. */

/**
 * RgExportWish:
 * @chosen: (nullable): who; %NULL: every customer
 * @shown: (nullable) (array zero-terminated=1): keys of the list's columns
 * @title: of the dialog
 * @name: what the file is called, without an ending
 *
 * What is to be asked for. Nothing in it is owned.
 */
typedef struct
{
  RgChosen *chosen;
  const char *const *shown;
  const char *title;
  const char *name;
} RgExportWish;

/* Asks what kind of file and where, and writes it. */
void rg_exporting_ask (GtkWidget *widget, RgStore *store, const RgExportWish *wish);
/* Writes it. @chosen: (nullable): %NULL: every customer. @fields: (nullable):
 * keys; %NULL: all. */
void rg_exporting_write (GtkWidget *widget,
                         RgStore *store,
                         RgChosen *chosen,
                         const char *const *fields,
                         RgExportFormat format,
                         const char *path);
/* A whole shop, with everything that is in it, into a new folder: asks in which
 * one it is to be made; or makes @path. */
void rg_exporting_ask_shop (GtkWidget *widget, RgStore *store, const char *name);
void rg_exporting_write_shop (GtkWidget *widget, RgStore *store, const char *path);
/* "Customers 2026-11-22": @words and the day, fit for the name of a file.
 * (transfer full) */
char *rg_exporting_dup_name (const char *words);

G_END_DECLS
