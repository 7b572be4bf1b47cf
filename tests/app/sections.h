/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/* A section of the record page in a window of its own, which is shown a
 * customer and follows the shop. */
typedef struct
{
  Shop *shop;
  gint64 id;
  RgProfile *profile;
  GtkWidget *window;
  RgSection *section;
  /* How many entries of the timeline are read. */
  guint n_timeline;
} Desk;

/* @section: (transfer floating) */
void desk_set_up (Desk *desk, GtkWidget *section, int width);
void desk_tear_down (Desk *desk);
/* Shows @id, 0: nobody, after flushing as the page does. */
void desk_show (Desk *desk, gint64 id);

/* One text of one row: @sql has at most one ?, which is the customer that is
 * shown. (transfer full) (nullable) */
char *desk_ask (Desk *desk, const char *sql);
/* Waits until the answer is @wanted. */
void desk_wait_for (Desk *desk, const char *sql, const char *wanted);
void desk_assert (Desk *desk, const char *sql, const char *wanted);
/* Takes back what was done last. */
void desk_undo (Desk *desk);

/* The nth widget of @type below @root; NULL when there are fewer. */
GtkWidget *find_nth (GtkWidget *root, GType type, guint n);
guint count_widgets (GtkWidget *root, GType type);
/* The visible widget below @root whose text this is: a label or a button. */
GtkWidget *find_text (GtkWidget *root, const char *text);
/* What a key does where the focus is. */
gboolean press_key (GtkWidget *root, guint key, GdkModifierType state);

G_END_DECLS
