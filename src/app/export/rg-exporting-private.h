/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/export/rg-exporting.h"

#include "app/rg-progress-dialog.h"
#include "app/rg-window.h"

G_BEGIN_DECLS

/**
 * RgExporting:
 *
 * A file or folder that is being written.
 */
typedef struct
{
  GtkWidget *widget;
  RgWindow *window; /* NULL: a widget by itself */
  RgProgress *progress;
  char *path;
} RgExporting;

/* (transfer full) (nullable): %NULL when the window is busy, which has been
 * said. */
RgExporting *rg_exporting_begin (GtkWidget *widget, const char *path, RgProgressSay say);
/* An RgExportProgress over its progress. */
void rg_exporting_report (guint64 rows, guint64 total, gpointer progress);
/* @done: (nullable): what was written; else @error says why it was not. */
void rg_exporting_end (RgExporting *self, const char *done, const GError *error);
/* Says something that passes. */
void rg_exporting_say (GtkWidget *widget, const char *text);
/* What a file dialog came to, unless it was dismissed. */
void rg_exporting_say_no_file (GtkWidget *widget, GFile *file, const GError *error);

G_END_DECLS
