/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the selection: what it keeps, and what GTK asks of it. */

#include "app/widgets/rg-selection.h"

G_BEGIN_DECLS

struct _RgSelection
{
  GObject parent_instance;

  GListModel *model;
  RgSelectionIdFunc id_at;
  RgQuery *query;

  /* Those that are selected, or with @all those that are not. */
  GtkBitset *ids;
  gboolean all;
  gboolean picking;

  /* How many of @ids the list has; they are counted when somebody asks. */
  guint64 n_hits;
  gboolean counted;
  guint announce;
};

guint rg_selection_id_at (RgSelection *self, guint position);
gboolean rg_selection_has (RgSelection *self, guint position);
/* Says that the rows from @position on may be selected or not. */
void rg_selection_changed (RgSelection *self, guint position, guint n);
void rg_selection_model_init (GtkSelectionModelInterface *iface);

G_END_DECLS
