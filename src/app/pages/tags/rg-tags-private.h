/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the page of tags, whose parts are files of their own. */

#include "app/pages/tags/rg-tag-item.h"
#include "app/pages/tags/rg-tag-row.h"
#include "app/pages/tags/rg-tags-page.h"
#include "shop/rg-tag-hygiene.h"
#include "shop/rg-tag-step.h"

G_BEGIN_DECLS

struct _RgTagsPage
{
  RgPage parent_instance;

  GtkWidget *count_label;
  AdwBreakpointBin *breakpoint_bin;
  GtkStack *stack;
  GtkListView *list_view;
  GtkBox *tidy_box;

  /* Whose changes are followed; the page may be shown another meanwhile. */
  RgStore *followed;
  GCancellable *asking;
  guint ask_timeout;
  gboolean stale;
  RgTagTree *tree;       /* (nullable) */
  RgTagHygiene *hygiene; /* (nullable): while it is shown */
  GtkTreeListModel *lines;
  GtkSingleSelection *selection;
  GHashTable *folded; /* (element-type gint64): keys of lines that are folded */
  gint64 selected;    /* key of the line that is to be selected; 0: none */
  gboolean focused;   /* the list had the focus before it was filled again */
  gboolean retired;
  gboolean tidy;
  gboolean narrow;
  GtkWidget *menu;
  gboolean wanted; /* the focus, which the first tags that come have */
};

/* --- rg-tags-page.c ------------------------------------------------------ */
gboolean rg_tags_page_is_editable (RgTagsPage *self);
/* Enables what can be done with the line that is selected. */
void rg_tags_page_update_actions (RgTagsPage *self);
/* --- rg-tags-tree.c ------------------------------------------------------ */
void rg_tags_tree_init (RgTagsPage *self);
/* Shows the tree that was read; folds and selects as before. */
void rg_tags_tree_show (RgTagsPage *self);
void rg_tags_tree_expand_all (RgTagsPage *self);
void rg_tags_tree_set_narrow (RgTagsPage *self, gboolean narrow);
/* (transfer none) (nullable) */
RgTagItem *rg_tags_tree_get_selected (RgTagsPage *self);
/* --- rg-tags-change.c ---------------------------------------------------- */
void rg_tags_change_add_actions (GtkWidgetClass *widget_class);
/* @step: (transfer full); @done: (transfer full): what the toast says */
void rg_tags_change_do (RgTagsPage *self, RgTagStep *step, char *done);
void rg_tags_change_merge (RgTagsPage *self, const RgTag *keep, const RgTag *gone);
/* @key: a line to whose end, or before which, the tag goes. */
void rg_tags_change_drop (RgTagsPage *self, gint64 id, RgTagItem *onto, gboolean before);
/* (transfer none) (nullable): of the line that is selected */
RgTag *rg_tags_page_get_tag (RgTagsPage *self);
/* --- rg-tags-rules.c ----------------------------------------------------- */
void rg_tags_rules_add_actions (GtkWidgetClass *widget_class);
/* --- rg-tags-starters.c -------------------------------------------------- */
void rg_tags_begin (RgTagsPage *self);
/* --- rg-tags-tidy.c ------------------------------------------------------ */
void rg_tags_tidy_show (RgTagsPage *self);

G_END_DECLS
