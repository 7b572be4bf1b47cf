/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/filter/rg-views-list.h"
#include "app/rg-page.h"
#include "records/rg-condition.h"

G_BEGIN_DECLS

/**
 * RgWindow:
 *
 * A window with one shop in it: the list of pages at the side, the page beside
 * it, and before that what there is to say when no shop can be shown.
 */
#define RG_TYPE_WINDOW (rg_window_get_type ())
G_DECLARE_FINAL_TYPE (RgWindow, rg_window, RG, WINDOW, AdwApplicationWindow)

/**
 * RgPlace:
 *
 * Where the pages stand in the sidebar: what "win.go-to-page" takes, and Ctrl with the digit.
 */
typedef enum
{
  RG_PLACE_TODAY = 1,
  RG_PLACE_CUSTOMERS,
  RG_PLACE_PIPELINE,
  RG_PLACE_DOUBLES,
  RG_PLACE_TAGS,
} RgPlace;

RgWindow *rg_window_new (GtkApplication *app, RgSettings *settings);
/* Chooses the page that its first shop opens with. */
void rg_window_begin (RgWindow *self);
/* Shows the shop in @folder; the first-run page when there is none. */
void rg_window_open_shop (RgWindow *self, const char *folder);
/* Opens the import assistant with @file as soon as the shop is there, one file
 * after the other. */
void rg_window_import_file (RgWindow *self, GFile *file);
/* The same for rows copied from a spreadsheet, with tabs between the cells. */
void rg_window_import_text (RgWindow *self, const char *text);
/* Goes to the customers page, with those who were added last on top. */
void rg_window_show_newest (RgWindow *self);
/* The open store to put something into; where the first-run page is shown, the
 * shop is made first. */
void rg_window_ensure_store_async (RgWindow *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
RgStore *rg_window_ensure_store_finish (RgWindow *self, GAsyncResult *result, GError **error);
/* Goes to the customers page and shows only those there. @title: (nullable) */
void rg_window_show_condition (RgWindow *self, RgCondition *condition, const char *title);
/* Goes to the pipeline, and lists the deals that @condition means, called @title there. */
void rg_window_show_deals (RgWindow *self, RgCondition *condition, const char *title);
/* Goes to the customers page and opens this customer there. */
void rg_window_show_customer (RgWindow *self, gint64 id);
/* (nullable): the folder that is shown or about to be. */
const char *rg_window_get_folder (RgWindow *self);
/* Writes all customers into a file of the kind that its name says. */
void rg_window_export_to (RgWindow *self, const char *path);
void rg_window_rename_shop (RgWindow *self, const char *name);
/* (transfer none) (nullable) */
RgStore *rg_window_get_store (RgWindow *self);
RgSettings *rg_window_get_settings (RgWindow *self);
RgPage *rg_window_get_page (RgWindow *self);
/* On screen as soon as there is something to see. */
void rg_window_present_soon (RgWindow *self);
/* "loading", "welcome", "error" or "shop". */
const char *rg_window_get_state (RgWindow *self);
/* Where the sidebar and the page do not fit beside each other: the sidebar. */
void rg_window_show_sidebar (RgWindow *self);
/* Whether something is imported, undone or furnished. */
gboolean rg_window_is_busy (RgWindow *self);
/* Closes the dialogs over it and then it, unless one of them may not be closed and asks. */
void rg_window_leave (RgWindow *self);
/* Says something that passes. */
void rg_window_toast (RgWindow *self, const char *text);
/* Lets an import that is being written go on behind the window. */
void rg_window_put_import_aside (RgWindow *self, AdwDialog *assistant);
/* Says what came of it, and offers to show it. */
void rg_window_tell_import (RgWindow *self, const char *text);
/* Brings the import that goes on behind the window to the front; %FALSE when
 * there is none. */
gboolean rg_window_show_running_import (RgWindow *self);
/* The same with an Undo; @operation 0: what was done last in this window. */
void rg_window_toast_undo (RgWindow *self, const char *text, gint64 operation);
/* (transfer none): whose Ctrl+Z takes what is done here. */
const char *rg_window_get_session (RgWindow *self);

/* The saved views in its sidebar. */
RgViewsList *rg_window_get_views (RgWindow *self);

G_END_DECLS
