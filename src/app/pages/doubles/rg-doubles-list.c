/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-doubles-private.h"

/* The rows of the page. A row stays while its pair does, so that the focus and
 * the place on the page do. */

static gboolean
is_narrow (RgDoublesPage *self)
{
  return adw_breakpoint_bin_get_current_breakpoint (self->breakpoint_bin) != NULL;
}

static RgDoubleRow *
row_at (RgDoublesPage *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, index);

  return row != NULL ? RG_DOUBLE_ROW (row) : NULL;
}

static gboolean
is_of (RgDoubleRow *row, const RgDouble *pair)
{
  gint64 first, second;

  rg_double_row_get_ids (row, &first, &second);
  return first == rg_row_get_id (pair->first) && second == rg_row_get_id (pair->second);
}

static gboolean
is_found (RgDoublesPage *self, RgDoubleRow *row)
{
  const GPtrArray *pairs = self->found->doubles->pairs;

  for (guint i = 0; i < pairs->len; i++)
    if (is_of (row, g_ptr_array_index (pairs, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_focus (RgDoublesPage *self, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
remove_row (RgDoublesPage *self, RgDoubleRow *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  RgDoubleRow *next = row_at (self, index + 1);

  if (next == NULL && index > 0)
    next = row_at (self, index - 1);
  if (next != NULL && has_focus (self, GTK_WIDGET (row)))
    gtk_widget_grab_focus (GTK_WIDGET (next));
  gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
}

static RgDoubleRow *
find_row (RgDoublesPage *self, const RgDouble *pair, int from)
{
  RgDoubleRow *row;

  for (int i = from; (row = row_at (self, i)) != NULL; i++)
    if (is_of (row, pair))
      return row;
  return NULL;
}

/* Brings the pair's row to its place; makes it when there is none. */
static RgDoubleRow *
place_row (RgDoublesPage *self, const RgDouble *pair, int index)
{
  RgDoubleRow *row = find_row (self, pair, index);
  gboolean focus;

  if (row == NULL)
    {
      row = RG_DOUBLE_ROW (rg_double_row_new ());
      rg_double_row_set_narrow (row, is_narrow (self));
      rg_doubles_follow_row (self, row);
      gtk_list_box_insert (self->list_box, GTK_WIDGET (row), index);
    }
  else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) != index)
    {
      focus = has_focus (self, GTK_WIDGET (row));
      g_object_ref (row);
      gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
      gtk_list_box_insert (self->list_box, GTK_WIDGET (row), index);
      g_object_unref (row);
      if (focus)
        gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return row;
}

/*< private >
 * rg_doubles_list_show:
 *
 * Shows what was found.
 */
void
rg_doubles_list_show (RgDoublesPage *self)
{
  const GPtrArray *pairs = self->found->doubles->pairs;
  gboolean mask = rg_settings_get_boolean (rg_page_get_settings (RG_PAGE (self)), "mask-phones");
  RgDoubleRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL;)
    if (is_found (self, row))
      i++;
    else
      remove_row (self, row);
  for (guint i = 0; i < pairs->len; i++)
    {
      const RgDouble *pair = g_ptr_array_index (pairs, i);

      row = place_row (self, pair, (int) i);
      rg_double_row_set (row, pair, self->found->n_entries[2 * i], self->found->n_entries[2 * i + 1], mask);
      rg_double_row_set_editable (row, rg_doubles_page_is_editable (self));
    }
}

void
rg_doubles_list_clear (RgDoublesPage *self)
{
  gtk_list_box_remove_all (self->list_box);
}

void
rg_doubles_list_set_narrow (RgDoublesPage *self, gboolean narrow)
{
  RgDoubleRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    rg_double_row_set_narrow (row, narrow);
}

/*< private >
 * rg_doubles_list_drop:
 * @row: (nullable): a pair that is none any more
 * @gone: a customer that is not there any more; 0: nobody
 *
 * The list is asked for anew in a moment; what is known already shows at once.
 */
void
rg_doubles_list_drop (RgDoublesPage *self, RgDoubleRow *row, gint64 gone)
{
  RgDoubleRow *other;

  for (int i = 0; (other = row_at (self, i)) != NULL;)
    {
      gint64 first, second;

      rg_double_row_get_ids (other, &first, &second);
      if (other != row && first != gone && second != gone)
        {
          i++;
          continue;
        }
      remove_row (self, other);
      self->total -= self->total > 0 ? 1 : 0;
    }
  rg_doubles_page_update (self);
}
