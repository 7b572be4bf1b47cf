/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the benchmarks of the window have in common with their peers: the same
 * movements, timed by the same code in both. */

/* Says "NAME VALUE", one line, to whoever started the program. */
void measure_say (const char *name, double value);

/* Frames of this window are timed from here on, from the frame clock's
 * before-paint to its after-paint. */
void measure_watch (GtkWidget *window);

/* From the window's first frame in which @painted holds: says "painted" with the
 * monotonic clock's microseconds, once. */
typedef gboolean (*MeasurePainted) (GtkWidget *window);
void measure_say_painted (GtkWidget *window, MeasurePainted painted);

/* These run the main loop until they are through. @view is scrolled. */
void measure_rest (guint milliseconds);
/* p95 in ms of the frames of smooth scrolling, 40 pixels each. */
double measure_scroll (GtkWidget *view, guint frames);
/* p95 in ms of the frames in each of which @step is done once. */
typedef void (*MeasureStep) (gpointer user_data);
double measure_steps (GtkWidget *widget, MeasureStep step, gpointer user_data, guint frames);
/* Until one more frame is painted. */
void measure_frame (void);
/* p95 in ms over random jumps of the costliest of the frames until what was
 * jumped to is painted. */
double measure_jump (GtkWidget *view, guint jumps);
/* ms in which the main loop was at work from the action's start to the end of
 * the first frame after it. */
double measure_action (GtkWidget *widget, const char *action);

/* The longest time in ms that the main loop went without looking for events,
 * since it was last asked. */
double measure_longest_gap (void);

/* MB that belong to this process alone, or would if no other program were running
 * but those whose files MEASURE_SHARED lists. */
double measure_private_memory (void);

/* The mapped widget of this type. (nullable) */
GtkWidget *measure_find (GtkWidget *root, GType type);

G_END_DECLS
