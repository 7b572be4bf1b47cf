/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-column-header.h"

#include <glib/gi18n-lib.h>

#define HEADER_HEIGHT 32

/* How far a button's background reaches beyond its cell. */
#define OVERHANG 8

typedef struct
{
  const RgField *field;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *arrow;
} HeaderCell;

struct _RgColumnHeader
{
  GtkWidget parent_instance;

  RgColumns *columns;
  gulong columns_changed;
  GArray *cells; /* HeaderCell */
  /* Whose bar takes room beside the rows; not owned. */
  GtkScrolledWindow *scroller;
};

enum
{
  SORT_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgColumnHeader, rg_column_header, GTK_TYPE_WIDGET)

static void
clear_cells (RgColumnHeader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_unparent (g_array_index (self->cells, HeaderCell, i).button);
  g_array_set_size (self->cells, 0);
}

static void
clicked_cb (GtkButton *button, RgColumnHeader *self)
{
  const RgField *field = g_object_get_data (G_OBJECT (button), "rg-field");
  gboolean again = g_strcmp0 (rg_columns_get_sort (self->columns), field->key) == 0;

  g_signal_emit (self, signals[SORT_REQUESTED], 0, field->key,
                 again && !rg_columns_get_descending (self->columns));
}

static gboolean
at_end (const RgColumn *column)
{
  return column->kind == RG_CELL_AGO || column->kind == RG_CELL_NUMBER;
}

static void
make_cell (RgColumnHeader *self, const RgColumn *column)
{
  const char *text = rg_field_get_label (column->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  HeaderCell cell = { .field = column->field };
  g_autofree char *tooltip = NULL;

  cell.label = gtk_label_new (text);
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
  gtk_widget_set_sensitive (cell.button, rg_columns_can_sort (column->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell.button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (rg_columns_can_sort (column->field))
    {
      /* Translators: %s is the heading of a column. */
      tooltip = g_strdup_printf (_ ("Sort by %s"), text);
      gtk_widget_set_tooltip_text (cell.button, tooltip);
    }

  g_object_set_data (G_OBJECT (cell.button), "rg-field", (gpointer) column->field);
  g_signal_connect (cell.button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (cell.button, GTK_WIDGET (self));
  g_array_append_val (self->cells, cell);
}

static void
update_cell (RgColumnHeader *self, HeaderCell *cell)
{
  gboolean sorted = g_strcmp0 (rg_columns_get_sort (self->columns), cell->field->key) == 0;
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

static gboolean
cells_fit (RgColumnHeader *self)
{
  if (self->cells->len != rg_columns_get_n (self->columns))
    return FALSE;
  for (guint i = 0; i < self->cells->len; i++)
    if (g_array_index (self->cells, HeaderCell, i).field != rg_columns_get (self->columns, i)->field)
      return FALSE;

  return TRUE;
}

static void
columns_changed_cb (RgColumns *columns, RgColumnHeader *self)
{
  if (!cells_fit (self))
    {
      clear_cells (self);
      for (guint i = 0; i < rg_columns_get_n (columns); i++)
        make_cell (self, rg_columns_get (columns, i));
    }

  for (guint i = 0; i < self->cells->len; i++)
    update_cell (self, &g_array_index (self->cells, HeaderCell, i));

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The width of a row, which is less than ours where the scroll bar has room of
 * its own. */
static int
row_width (RgColumnHeader *self, int width)
{
  GtkWidget *bar = self->scroller != NULL ? gtk_scrolled_window_get_vscrollbar (self->scroller) : NULL;
  gboolean overlay = TRUE;

  if (bar == NULL || !gtk_widget_get_child_visible (bar) || !gtk_widget_is_visible (bar))
    return width;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-overlay-scrolling", &overlay, NULL);
  return overlay ? width : width - gtk_widget_get_width (bar);
}

static void
rg_column_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgColumnHeader *self = RG_COLUMN_HEADER (widget);
  int room = row_width (self, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->columns == NULL)
    return;

  rg_columns_layout (self->columns, room);
  for (guint i = 0; i < self->cells->len; i++)
    {
      HeaderCell *cell = &g_array_index (self->cells, HeaderCell, i);
      const RgColumn *column = rg_columns_get (self->columns, i);
      GtkAllocation place = { .x = column->x - OVERHANG,
                              .width = column->width + 2 * OVERHANG,
                              .height = height };

      gtk_widget_set_child_visible (cell->button, column->shown);
      if (!column->shown)
        continue;
      if (rtl)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (cell->button, &place, -1);
    }
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
      gtk_widget_measure (g_array_index (self->cells, HeaderCell, i).button, orientation, -1, NULL, NULL,
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
  if (self->cells != NULL)
    clear_cells (self);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_object (&self->columns);

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

  /**
   * RgColumnHeader::sort-requested:
   * @key: key of a field
   * @descending: whether from the last to the first
   */
  signals[SORT_REQUESTED] = g_signal_new ("sort-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "column-header");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rg_column_header_init (RgColumnHeader *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (HeaderCell));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
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
  for (guint i = 0; i < self->cells->len; i++)
    {
      HeaderCell *cell = &g_array_index (self->cells, HeaderCell, i);

      if (g_strcmp0 (cell->field->key, key) == 0)
        return cell->button;
    }

  return NULL;
}
