/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgProgress:
 *
 * How far work on another thread has come, shown in a dialog with Cancel when
 * it takes longer than a moment. The thread reports with
 * rg_progress_report(); everything else is the main thread's.
 */
typedef struct _RgProgress RgProgress;

/* @parent: must live until rg_progress_end. @say: (nullable): makes the line
 * below the bar from a count; the result is freed. */
typedef char *(*RgProgressSay) (guint64 count);

/* Stands for a fraction where nobody can tell how far it is. */
#define RG_PROGRESS_UNKNOWN (-1.0)

RgProgress *rg_progress_begin (GtkWidget *parent, const char *heading, RgProgressSay say);
GCancellable *rg_progress_get_cancellable (RgProgress *self);
void rg_progress_report (RgProgress *self, guint64 count, double fraction);
void rg_progress_end (RgProgress *self);

/* Reports @done of @total to the RgProgress that is @user_data: for work on the
 * thread that writes. */
void rg_progress_count_cb (guint64 done, guint64 total, gpointer user_data);
/* An RgProgressSay: “12,345 customers”. */
char *rg_progress_say_customers (guint64 count);

G_END_DECLS
