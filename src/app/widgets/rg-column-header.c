/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-column-header-private.h"

#include <glib/gi18n-lib.h>

#define HEADER_HEIGHT 32

/* How far a button's background reaches beyond its cell. */
#define OVERHANG 8

enum
{
  SORT_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColumnHeader, rg_column_header, GTK_TYPE_WIDGET)

static void
cell_clear (gpointer data)
{
  RgHeaderCell *cell = data;

  gtk_widget_unparent (cell->button);
  g_free (cell->key);
}

/**
 * rg_column_header_request_sort:
 * @self: a header
 * @key: key of a field
 * @descending: whether from the last to the first
 */
void
rg_column_header_request_sort (RgColumnHeader *self, const char *key, gboolean descending)
{
  g_signal_emit (self, signals[SORT_REQUESTED], 0, key, descending);
}

/* What cannot be sorted by has its menu. */
static void
clicked_cb (GtkButton *button, RgColumnHeader *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "rg-key");
  const RgColumn *column = rg_columns_find (self->columns, key);
  gboolean again = g_strcmp0 (rg_columns_get_sort (self->columns), key) == 0;

  if (column == NULL)
    return;
  if (rg_columns_can_sort (column->field))
    rg_column_header_request_sort (self, key, again && !rg_columns_get_descending (self->columns));
  else
    rg_column_header_open_menu (self, key);
}

static gboolean
at_end (const RgColumn *column)
{
  return column->kind == RG_CELL_AGO || column->kind == RG_CELL_NUMBER;
}

/* A heading that Tab goes to is brought into sight. */
static void
focused_cb (GtkEventControllerFocus *controller, RgColumnHeader *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment *adjustment =
      self->scroller != NULL ? gtk_scrolled_window_get_hadjustment (self->scroller) : NULL;
  const RgColumn *column = rg_columns_find (self->columns, g_object_get_data (G_OBJECT (button), "rg-key"));

  if (adjustment != NULL && column != NULL && column->shown)
    gtk_adjustment_clamp_page (adjustment, MAX (0, column->x - OVERHANG - RG_COLUMNS_EDGE),
                               column->x + column->width + OVERHANG + RG_COLUMNS_EDGE);
}

static RgHeaderCell
make_cell (RgColumnHeader *self, const RgColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  RgHeaderCell cell = { .key = g_strdup (column->field->key) };
  GtkEventController *focus = gtk_event_controller_focus_new ();

  cell.label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (cell.label), PANGO_ELLIPSIZE_END);
  cell.arrow = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (cell.arrow), 12);
  gtk_widget_set_halign (box, at_end (column) ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), cell.label);
  if (at_end (column))
    gtk_box_prepend (GTK_BOX (box), cell.arrow);
  else
    gtk_box_append (GTK_BOX (box), cell.arrow);

  cell.button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (cell.button), box);
  gtk_widget_add_css_class (cell.button, "flat");
  gtk_widget_add_css_class (cell.button, "column-button");
  g_object_set_data_full (G_OBJECT (cell.button), "rg-key", g_strdup (cell.key), g_free);
  g_signal_connect (cell.button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focused_cb), self);
  gtk_widget_add_controller (cell.button, focus);
  gtk_widget_set_parent (cell.button, GTK_WIDGET (self));

  return cell;
}

static void
update_words (RgHeaderCell *cell, RgColumns *columns, const RgColumn *column)
{
  const char *text = rg_columns_get_heading (columns, column->field);
  g_autofree char *tooltip = NULL;

  gtk_label_set_label (GTK_LABEL (cell->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (rg_columns_can_sort (column->field))
    /* Translators: %s is the heading of a column. */
    tooltip = g_strdup_printf (_ ("Sort by %s"), text);
  gtk_widget_set_tooltip_text (cell->button, tooltip);
}

static void
update_cell (RgColumnHeader *self, RgHeaderCell *cell)
{
  gboolean sorted = g_strcmp0 (rg_columns_get_sort (self->columns), cell->key) == 0;
  gboolean descending = rg_columns_get_descending (self->columns);
  GtkAccessibleSort state = GTK_ACCESSIBLE_SORT_NONE;

  /* Down is the natural order: the list reads downwards. */
  gtk_widget_set_visible (cell->arrow, sorted);
  gtk_image_set_from_icon_name (GTK_IMAGE (cell->arrow),
                                descending ? "pan-up-symbolic" : "pan-down-symbolic");
  if (sorted)
    gtk_widget_add_css_class (cell->button, "sorted");
  else
    gtk_widget_remove_css_class (cell->button, "sorted");

  if (sorted)
    state = descending ? GTK_ACCESSIBLE_SORT_DESCENDING : GTK_ACCESSIBLE_SORT_ASCENDING;
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_SORT, state,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  !sorted      ? ""
                                  : descending ? _ ("Sorted from last to first")
                                               : _ ("Sorted from first to last"),
                                  -1);
}

/* Takes the cell of @key out of the array; FALSE when there is none. */
static gboolean
take_cell (GArray *cells, const char *key, RgHeaderCell *cell)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_str_equal (g_array_index (cells, RgHeaderCell, i).key, key))
      {
        *cell = g_array_index (cells, RgHeaderCell, i);
        g_array_set_clear_func (cells, NULL);
        g_array_remove_index (cells, i);
        g_array_set_clear_func (cells, cell_clear);
        return TRUE;
      }

  return FALSE;
}

/* A column that stays keeps its button, and with it the focus. */
static void
remake_cells (RgColumnHeader *self)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->cells);
  GtkWidget *previous = NULL;

  self->cells = g_array_new (FALSE, TRUE, sizeof (RgHeaderCell));
  g_array_set_clear_func (self->cells, cell_clear);
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);
      RgHeaderCell cell;

      if (!take_cell (before, column->field->key, &cell))
        cell = make_cell (self, column);
      update_words (&cell, self->columns, column);
      gtk_widget_insert_after (cell.button, GTK_WIDGET (self), previous);
      previous = cell.button;
      g_array_append_val (self->cells, cell);
    }
}

static gboolean
cells_fit (RgColumnHeader *self)
{
  if (self->cells->len != rg_columns_get_n (self->columns))
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    {
      const RgHeaderCell *cell = &g_array_index (self->cells, RgHeaderCell, i);
      const RgField *field = rg_columns_get (self->columns, i)->field;

      if (!g_str_equal (cell->key, field->key) ||
          g_strcmp0 (gtk_label_get_label (GTK_LABEL (cell->label)),
                     rg_columns_get_heading (self->columns, field)) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
columns_changed_cb (RgColumns *columns, RgColumnHeader *self)
{
  if (!cells_fit (self))
    remake_cells (self);

  for (guint i = 0; i < self->cells->len; i++)
    update_cell (self, &g_array_index (self->cells, RgHeaderCell, i));

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The width of what is seen of a row, which is less than ours where the scroll
 * bar has room of its own. */
static int
seen_width (RgColumnHeader *self, int width)
{
  GtkWidget *bar = self->scroller != NULL ? gtk_scrolled_window_get_vscrollbar (self->scroller) : NULL;
  gboolean overlay = TRUE;

  if (bar == NULL || !gtk_widget_get_child_visible (bar) || !gtk_widget_is_visible (bar))
    return width;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-overlay-scrolling", &overlay, NULL);
  return overlay ? width : width - gtk_widget_get_width (bar);
}

static int
row_width (RgColumnHeader *self)
{
  return MAX (seen_width (self, gtk_widget_get_width (GTK_WIDGET (self))),
              rg_columns_get_least_width (self->columns));
}

int
rg_column_header_place (RgColumnHeader *self, int x, int width)
{
  GtkAdjustment *adjustment =
      self->scroller != NULL ? gtk_scrolled_window_get_hadjustment (self->scroller) : NULL;
  int scrolled = adjustment != NULL ? (int) gtk_adjustment_get_value (adjustment) : 0;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = row_width (self) - x - width;

  return x - scrolled;
}

static void
rg_column_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);

  if (self->menu != NULL)
    gtk_popover_present (self->menu);
  if (self->columns == NULL)
    return;

  rg_columns_layout (self->columns, row_width (self));
  for (guint i = 0; i < self->cells->len; i++)
    {
      RgHeaderCell *cell = &g_array_index (self->cells, RgHeaderCell, i);
      const RgColumn *column = rg_columns_get (self->columns, i);
      int cell_width = column->width + 2 * OVERHANG;
      GtkAllocation place = { .width = cell_width, .height = height };

      gtk_widget_set_child_visible (cell->button, column->shown);
      if (!column->shown)
        continue;
      place.x = rg_column_header_place (self, column->x - OVERHANG, cell_width);
      if (self->drag == RG_HEADER_DRAG_MOVE && g_str_equal (cell->key, self->drag_key))
        place.x += self->drag_x;
      gtk_widget_size_allocate (cell->button, &place, -1);
    }
}

static void
rg_column_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (rg_column_header_parent_class)->snapshot (widget, snapshot);
  if (RG_COLUMN_HEADER (widget)->columns != NULL)
    rg_column_header_draw_marks (RG_COLUMN_HEADER (widget), snapshot);
}

static void
rg_column_header_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);
  double scale = self->columns != NULL ? rg_columns_get_scale (self->columns) : 1.0;

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? (int) (HEADER_HEIGHT * scale) : 0;

  /* GTK wants every visible child measured before it is given its place. */
  if (self->cells != NULL)
    for (guint i = 0; i < self->cells->len; i++)
      gtk_widget_measure (g_array_index (self->cells, RgHeaderCell, i).button, orientation, -1, NULL, NULL,
                          NULL, NULL);
}

static GtkSizeRequestMode
rg_column_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rg_column_header_dispose (GObject *object)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (object);

  if (self->columns != NULL)
    g_clear_signal_handler (&self->columns_changed, self->columns);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_object (&self->columns);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_pointer (&self->drag_key, g_free);
  g_clear_pointer (&self->edge_key, g_free);

  G_OBJECT_CLASS (rg_column_header_parent_class)->dispose (object);
}

static void
rg_column_header_class_init (RgColumnHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_column_header_dispose;
  widget_class->measure = rg_column_header_measure;
  widget_class->get_request_mode = rg_column_header_get_request_mode;
  widget_class->size_allocate = rg_column_header_size_allocate;
  widget_class->snapshot = rg_column_header_snapshot;

  /**
   * RgColumnHeader::sort-requested:
   * @key: key of a field
   * @descending: whether from the last to the first
   */
  signals[SORT_REQUESTED] = g_signal_new ("sort-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  rg_column_header_install_menu (widget_class);
  gtk_widget_class_set_css_name (widget_class, "column-header");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rg_column_header_init (RgColumnHeader *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (RgHeaderCell));
  g_array_set_clear_func (self->cells, cell_clear);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
  rg_column_header_init_drag (self);
  rg_column_header_init_menu (self);
}

/**
 * rg_column_header_set_columns:
 * @self: a header
 * @columns: what it shares with the rows; set once
 */
void
rg_column_header_set_columns (RgColumnHeader *self, RgColumns *columns)
{
  g_return_if_fail (RG_IS_COLUMN_HEADER (self));
  g_return_if_fail (self->columns == NULL);

  self->columns = g_object_ref (columns);
  self->columns_changed = g_signal_connect (columns, "changed", G_CALLBACK (columns_changed_cb), self);
  columns_changed_cb (columns, self);
}

/**
 * rg_column_header_set_scroller:
 * @self: a header
 * @scroller: what the rows are scrolled in; it must live as long
 */
void
rg_column_header_set_scroller (RgColumnHeader *self, GtkScrolledWindow *scroller)
{
  self->scroller = scroller;
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scroller), "value-changed",
                           G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
}

RgHeaderCell *
rg_column_header_find (RgColumnHeader *self, const char *key)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      RgHeaderCell *cell = &g_array_index (self->cells, RgHeaderCell, i);

      if (g_strcmp0 (cell->key, key) == 0)
        return cell;
    }

  return NULL;
}

const char *
rg_column_header_get_focused (RgColumnHeader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (gtk_widget_is_focus (g_array_index (self->cells, RgHeaderCell, i).button))
      return g_array_index (self->cells, RgHeaderCell, i).key;

  return NULL;
}

/**
 * rg_column_header_get_button:
 * @self: a header
 * @key: key of a field
 *
 * Returns: (transfer none) (nullable): the button of its column
 */
GtkWidget *
rg_column_header_get_button (RgColumnHeader *self, const char *key)
{
  RgHeaderCell *cell = rg_column_header_find (self, key);

  return cell != NULL ? cell->button : NULL;
}
