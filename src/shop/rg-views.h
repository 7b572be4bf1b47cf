/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-condition.h"
#include "records/rg-query.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Questions that are kept: which customers or deals, in which order, with which
 * columns. */

/**
 * RgView:
 * @id: of its row; 0: not kept yet
 * @name: as it is stored; for people see [func@view_get_title]
 * @entity: whose rows: "customer" or "deal"; never %NULL
 * @key: (nullable): of one that came with the program
 * @icon: (nullable): name of a symbolic icon
 * @condition: (nullable): in its stored form
 * @search: (nullable): what is searched besides
 * @sort: (nullable): key of the field that orders; %NULL: by name
 * @descending: whether the order is turned round
 * @columns: (nullable): JSON array of keys; %NULL: the page's
 * @position: its place among the others
 * @pinned: whether it stands in the sidebar
 */
typedef struct
{
  gint64 id;
  char *name;
  char *entity;
  char *key;
  char *icon;
  char *condition;
  char *search;
  char *sort;
  gboolean descending;
  char *columns;
  double position;
  gboolean pinned;
} RgView;

/* Of customers; for deals see rg_view_new_of(). */
RgView *rg_view_new (const char *name);
RgView *rg_view_new_of (const char *entity, const char *name);
RgView *rg_view_copy (const RgView *view);
void rg_view_free (RgView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgView, rg_view_free)

/* What people read: in their language while it is called as it was shipped. */
const char *rg_view_get_title (const RgView *view);
/* NULL and @error when what is stored is no condition. */
RgCondition *rg_view_parse (const RgView *view, GError **error);
/* Whether it can be asked in this shop; @error says what of it cannot. */
gboolean rg_view_check (const RgView *view, RgRead *read, GError **error);
/* Which deals a condition shows: open ones only, unless it says itself what has become
 * of them. @condition: (nullable); (transfer full): never NULL. */
RgCondition *rg_deals_condition_shown (RgCondition *condition);
/* Whom it shows in which order; whether it can be asked is looked at elsewhere. */
RgQuery *rg_view_make_query (const RgView *view, GError **error);
/* The stored form of columns from “a,b”, and the keys from it: (transfer full). */
char *rg_view_join_columns (const char *keys);
/* The same from a layout of the list: “a:140 b”. */
char *rg_view_join_layout (const char *layout);
char **rg_view_split_columns (const char *columns);
/* Columns as a layout of the list; NULL: the page's. (transfer full) (nullable) */
char *rg_view_dup_layout (const RgView *view);
/* Writes down how a list is shown. @layout: "" for the usual columns */
void rg_view_set_form (RgView *view,
                       const char *search,
                       const char *sort,
                       gboolean descending,
                       const char *layout);

/* (element-type RgView) (transfer full): all of them in their order, of customers and
 * of deals. */
GPtrArray *rg_views_list (RgRead *read, GError **error);
/* The same of one entity. */
GPtrArray *rg_views_list_of (RgRead *read, const char *entity, GError **error);
/* NULL and @error also when there is none. */
RgView *rg_views_get (RgRead *read, gint64 id, GError **error);
/* By id, key or title; NULL and @error when none or several fit. */
RgView *rg_views_find (RgRead *read, const char *name, GError **error);

/* Keeps a new one behind the others. Returns its id, or 0 and @error. */
gint64 rg_views_create (RgOp *op, const RgView *view, GError **error);
/* Makes the row @view->id what @view says; its position stays. */
gboolean rg_views_change (RgOp *op, const RgView *view, GError **error);
/* Puts one in front of another; @before 0: behind all. */
gboolean rg_views_move (RgOp *op, gint64 id, gint64 before, GError **error);
gboolean rg_views_delete (RgOp *op, gint64 id, GError **error);

/* Puts those that come with the program into a shop, each once: what was deleted
 * does not come back. Nothing in a shop that can only be read. Blocks. */
gboolean rg_views_ship (RgStore *store, GError **error);

G_END_DECLS
