/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-chosen.h"
#include "records/rg-record-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgSelection:
 *
 * Which rows of one list are selected: a set of ids, or everything except a set
 * of ids. To select all of a million rows costs nothing, and rows that move
 * within the list stay selected. A fresh list gets a fresh selection, which
 * takes over what is still there, see rg_selection_take_over().
 *
 * Property n-selected is notified, now and then, when the number changed.
 */
#define RG_TYPE_SELECTION (rg_selection_get_type ())
G_DECLARE_FINAL_TYPE (RgSelection, rg_selection, RG, SELECTION, GObject)

/* The id of the row at a position; 0 beyond the end. */
typedef gint64 (*RgSelectionIdFunc) (GListModel *model, guint position);

RgSelection *rg_selection_new (RgRecordList *list);
/* For a list that is no RgRecordList. @query: (nullable): for
 * rg_selection_dup_chosen. */
RgSelection *rg_selection_new_for_model (GListModel *model, RgSelectionIdFunc id_at, RgQuery *query);
void rg_selection_take_over (RgSelection *self, RgSelection *old);

guint64 rg_selection_get_n (RgSelection *self);
/* Whether everything is selected that the list has. */
gboolean rg_selection_is_all (RgSelection *self);
/* The id of the row that alone is selected; 0: none or several. */
gint64 rg_selection_get_only (RgSelection *self);
/* At most @limit ids, in the list's order. (transfer full) (element-type gint64) */
GArray *rg_selection_get_ids (RgSelection *self, guint limit);
RgChosen *rg_selection_dup_chosen (RgSelection *self);

/* While rows are being picked one by one, going over them with the arrow keys
 * or to one of them takes nothing away. */
void rg_selection_set_picking (RgSelection *self, gboolean picking);
gboolean rg_selection_get_picking (RgSelection *self);
void rg_selection_toggle (RgSelection *self, guint position);

G_END_DECLS
