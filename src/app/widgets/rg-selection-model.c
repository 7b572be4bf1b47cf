/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-selection-private.h"

/* What a list view asks of a selection: clicks, keys and rubber bands end
 * here. */

static void
set_position (RgSelection *self, guint position, gboolean selected)
{
  guint id = rg_selection_id_at (self, position);
  gboolean differs =
      selected != self->all ? gtk_bitset_add (self->ids, id) : gtk_bitset_remove (self->ids, id);

  if (!differs || !self->counted)
    return;
  if (selected != self->all)
    self->n_hits++;
  else
    self->n_hits--;
}

/* Nothing or everything. */
static void
set_whole (RgSelection *self, gboolean all)
{
  gtk_bitset_remove_all (self->ids);
  self->all = all;
  self->n_hits = 0;
  self->counted = TRUE;
}

static gboolean
rg_selection_is_selected (GtkSelectionModel *model, guint position)
{
  RgSelection *self = RG_SELECTION (model);

  return position < g_list_model_get_n_items (self->model) && rg_selection_has (self, position);
}

static GtkBitset *
rg_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  RgSelection *self = RG_SELECTION (model);
  GtkBitset *positions = gtk_bitset_new_empty ();
  guint end = MIN (g_list_model_get_n_items (self->model), position + MIN (n, G_MAXUINT - position));

  if (gtk_bitset_is_empty (self->ids))
    {
      if (self->all && position < end)
        gtk_bitset_add_range (positions, position, end - position);
      return positions;
    }
  for (guint i = position; i < end; i++)
    if (rg_selection_has (self, i))
      gtk_bitset_add (positions, i);

  return positions;
}

static gboolean
set_range (RgSelection *self, guint position, guint n, gboolean selected, gboolean alone)
{
  guint total = g_list_model_get_n_items (self->model);
  guint end = position < total ? position + MIN (n, total - position) : total;

  if (alone)
    set_whole (self, FALSE);
  for (guint i = position; i < end; i++)
    set_position (self, i, selected);
  if (alone)
    rg_selection_changed (self, 0, total);
  else if (position < end)
    rg_selection_changed (self, position, end - position);

  return TRUE;
}

static gboolean
rg_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  RgSelection *self = RG_SELECTION (model);

  /* The arrow keys go from row to row; nothing is picked by that. */
  if (self->picking && unselect_rest)
    return TRUE;

  return set_range (self, position, 1, TRUE, unselect_rest);
}

static gboolean
rg_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return set_range (RG_SELECTION (model), position, 1, FALSE, FALSE);
}

static gboolean
rg_selection_select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  RgSelection *self = RG_SELECTION (model);

  return set_range (self, position, n, TRUE, unselect_rest && !self->picking);
}

static gboolean
rg_selection_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  return set_range (RG_SELECTION (model), position, n, FALSE, FALSE);
}

static gboolean
rg_selection_select_all (GtkSelectionModel *model)
{
  RgSelection *self = RG_SELECTION (model);

  set_whole (self, TRUE);
  rg_selection_changed (self, 0, g_list_model_get_n_items (self->model));

  return TRUE;
}

static gboolean
rg_selection_unselect_all (GtkSelectionModel *model)
{
  RgSelection *self = RG_SELECTION (model);

  if (!self->all && gtk_bitset_is_empty (self->ids))
    return TRUE;
  set_whole (self, FALSE);
  rg_selection_changed (self, 0, g_list_model_get_n_items (self->model));

  return TRUE;
}

/* What a rubber band does: the positions in @mask become as in @selected. */
static gboolean
rg_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RgSelection *self = RG_SELECTION (model);
  guint total = g_list_model_get_n_items (self->model), first = G_MAXUINT, last = 0, position;
  GtkBitsetIter iter;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more && position < total;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      set_position (self, position, gtk_bitset_contains (selected, position));
      first = MIN (first, position);
      last = position;
    }
  if (first <= last)
    rg_selection_changed (self, first, last - first + 1);

  return TRUE;
}

void
rg_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = rg_selection_is_selected;
  iface->get_selection_in_range = rg_selection_get_selection_in_range;
  iface->select_item = rg_selection_select_item;
  iface->unselect_item = rg_selection_unselect_item;
  iface->select_range = rg_selection_select_range;
  iface->unselect_range = rg_selection_unselect_range;
  iface->select_all = rg_selection_select_all;
  iface->unselect_all = rg_selection_unselect_all;
  iface->set_selection = rg_selection_set_selection;
}

/**
 * rg_selection_toggle:
 * @self: a selection
 * @position: of a row
 *
 * Selects the row or takes it away, and nothing else.
 */
void
rg_selection_toggle (RgSelection *self, guint position)
{
  if (position < g_list_model_get_n_items (self->model))
    set_range (self, position, 1, !rg_selection_has (self, position), FALSE);
}
