/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the history dialog, whose parts are files of their own. */

#include "app/rg-history-dialog.h"
#include "app/rg-history-item.h"
#include "app/rg-undo-steps.h"

G_BEGIN_DECLS

struct _RgHistoryDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkEditable *search_entry;
  GtkToggleButton *deletions_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;

  RgWindow *window; /* weak */
  RgStore *store;
  const char *session; /* interned */
  GCancellable *cancellable;

  GListStore *items; /* everything that was read */
  GtkCustomFilter *filter;
  GListModel *shown;
  char *search; /* case folded */
  gboolean reading;
  gboolean complete; /* the beginning of the history was read */
  gboolean stale;    /* something was done since */
  gboolean stepping;
  gboolean settled; /* the list begins at its top */
};

/* --- rg-history-dialog.c ------------------------------------------------ */
void rg_history_say (RgHistoryDialog *self, const char *text);
/* --- rg-history-undo.c -------------------------------------------------- */
void rg_history_step (RgHistoryDialog *self, RgUndoDirection direction, const gint64 *ids, guint n_ids);

G_END_DECLS
