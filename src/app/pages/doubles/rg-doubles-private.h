/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the doubles page, whose parts are files of their own. */

#include "app/pages/doubles/rg-double-row.h"
#include "app/pages/doubles/rg-doubles-found.h"
#include "app/pages/doubles/rg-doubles-page.h"

G_BEGIN_DECLS

struct _RgDoublesPage
{
  RgPage parent_instance;

  GtkWidget *count_label;
  AdwBanner *banner;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkWidget *spinner;
  GtkListBox *list_box;
  GtkWidget *more_button;

  /* Whose changes are followed; the page may be shown another meanwhile. */
  RgStore *followed;
  GCancellable *asking;
  GCancellable *merging; /* all at once */
  RgDoublesFound *found; /* (nullable) */
  guint64 total;
  guint limit;
  gboolean stale;   /* something has changed since it was found */
  gboolean unshown; /* the rows are not yet those of what was found */
  guint ask_timeout;
  guint spinner_timeout;
};

/* --- rg-doubles-page.c -------------------------------------------------- */
/* Shows how many there are. */
void rg_doubles_page_update (RgDoublesPage *self);
gboolean rg_doubles_page_is_editable (RgDoublesPage *self);
/* --- rg-doubles-list.c -------------------------------------------------- */
void rg_doubles_list_show (RgDoublesPage *self);
void rg_doubles_list_clear (RgDoublesPage *self);
void rg_doubles_list_set_narrow (RgDoublesPage *self, gboolean narrow);
/* --- rg-doubles-change.c ------------------------------------------------ */
void rg_doubles_follow_row (RgDoublesPage *self, RgDoubleRow *row);
void rg_doubles_merge_sure (RgDoublesPage *self);
/* Takes away what @gone is one of, and gives the focus to the next. */
void rg_doubles_list_drop (RgDoublesPage *self, RgDoubleRow *row, gint64 gone);

G_END_DECLS
