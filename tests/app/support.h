/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-application.h"
#include "app/rg-page.h"
#include "app/widgets/rg-row-widget.h"

G_BEGIN_DECLS

/* What the tests of widgets share. */

typedef struct
{
  char *folder;
  RgStore *store;
} Shop;

/* A display, the style sheet, no animations. */
void support_init (int *argc, char ***argv);
/* A shop in a folder of its own with a handful of people. */
Shop *shop_new (void);
void shop_close (Shop *shop);
void shop_free (Shop *shop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shop, shop_free)
/* Adds a customer; the id. */
gint64 shop_add (RgStore *store, const char *name, const char *phone, const char *next_date);
/* Takes back what the window did last; what that was. (transfer full) */
char *shop_undo (RgStore *store);
/* The text that @sql finds, "" for an empty cell, %NULL where there is no row. (transfer full) */
char *shop_ask (RgStore *store, const char *sql);
void remove_folder (const char *folder);

/* Of the mouse: what asks for a menu there. */
void press_other_button (GtkWidget *widget, double x, double y);

typedef gboolean (*Condition) (gpointer data);
/* Runs the main loop until it holds; fails the test when it never does. */
void wait_until (Condition condition, gpointer data);
/* As that, for a test that tells itself what is there instead. */
gboolean wait_whether (Condition condition, gpointer data);
/* Until every window has let go of its shop, and the shops are closed. */
void wait_for_stores (void);
/* After the windows: nobody uses the settings any more, once the shops are closed. */
void settings_end (RgSettings *settings);
void run_for (guint milliseconds);
/* Lets the window paint what it shows now. What had the focus and is hidden a
 * second time, or goes, before the toolkit has put the focus elsewhere is leaked. */
void let_paint (GtkWidget *window);

/* A window to present dialogs over. */
GtkWidget *dialog_window_new (int width, int height);
void dialog_window_close (GtkWidget *window);

/* A window with one page of a shop in it, and its end with the page. */
GtkWidget *page_window_new (RgPage *page, int width, RgStore *store);
void page_window_close (GtkWidget *window, RgPage *page);

/* What a key does where the focus is on @widget. */
void press_shortcut (GtkWidget *widget, guint key);

/* The rows on screen, from top to bottom, with what they would say; the names
 * separated by commas. (transfer full) */
char *row_names (GtkWidget *root);
GtkWidget *find_widget (GtkWidget *root, GType type);

#define PEOPLE 6

G_END_DECLS
