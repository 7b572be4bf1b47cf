/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-row-private.h"

#define COMPACT_LEAST 120

/* A row that is filled sooner than this never shows grey bars. */
#define PATIENCE_MS 80

enum
{
  CONTENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgRowWidget, rg_row_widget, GTK_TYPE_WIDGET)

static void
draw_table_row (RgRowWidget *self, RgPainter *painter, gboolean loaded)
{
  int middle = gtk_widget_get_height (GTK_WIDGET (self)) / 2;

  rg_columns_layout (self->columns, painter->width);
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    {
      const RgColumn *column = rg_columns_get (self->columns, i);

      if (!column->shown)
        continue;
      if (loaded)
        self->look->draw_cell (self, painter, column, middle, self->data);
      else if (self->patience == 0)
        rg_painter_bar (painter, column->x, middle, column->width * 2 / 3);
    }
}

static void
draw_compact_row (RgRowWidget *self, RgPainter *painter, gboolean loaded)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int upper = height / 2 - rg_painter_px (painter, 11), lower = height / 2 + rg_painter_px (painter, 12);
  int x = rg_columns_get_lead (self->columns) + rg_painter_px (painter, RG_ROW_EDGE + RG_ROW_AVATAR + 12);

  if (loaded)
    self->look->draw_lines (self, painter, upper, lower, self->data);
  else if (self->patience == 0)
    {
      rg_painter_bar (painter, x, upper, rg_painter_px (painter, 90));
      rg_painter_bar (painter, x, lower, rg_painter_px (painter, 160));
    }
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  RgRowWidget *self = RG_ROW_WIDGET (user_data);

  self->patience = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
rg_row_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgRowWidget *self = RG_ROW_WIDGET (widget);
  gboolean loaded;
  RgPainter painter;

  if (self->record == NULL)
    return;

  loaded = rg_record_is_loaded (self->record);
  if (!loaded && self->patience == 0 && g_get_monotonic_time () - self->bound_at < PATIENCE_MS * 1000)
    self->patience = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);

  self->chips = (RgPainterChips) { 0 };
  rg_painter_init (&painter, widget, snapshot, self->columns);
  if (rg_columns_get_checks (self->columns))
    rg_painter_check (
        &painter, self->selected,
        rg_painter_px (&painter, rg_columns_get_compact (self->columns) ? RG_ROW_EDGE : RG_COLUMNS_EDGE),
        gtk_widget_get_height (widget) / 2);
  if (rg_columns_get_compact (self->columns))
    draw_compact_row (self, &painter, loaded);
  else
    draw_table_row (self, &painter, loaded);
}

/* --- the widget --------------------------------------------------------- */

static void
rg_row_widget_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  RgRowWidget *self = RG_ROW_WIDGET (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = rg_columns_get_row_height (self->columns);
  else
    {
      *minimum = rg_columns_get_compact (self->columns)
                     ? COMPACT_LEAST
                     : MAX (COMPACT_LEAST, rg_columns_get_least_width (self->columns));
      *natural = MAX (*minimum, 320);
    }
}

static GtkSizeRequestMode
rg_row_widget_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
columns_changed_cb (RgColumns *columns, RgRowWidget *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
announce_cb (gpointer user_data)
{
  RgRowWidget *self = RG_ROW_WIDGET (user_data);

  self->announce = 0;
  g_signal_emit (self, signals[CONTENT_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Whoever listens hears once of several changes that follow each other. */
static void
content_changed (RgRowWidget *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->announce == 0)
    self->announce = g_idle_add (announce_cb, self);
}

static void
other_shown_cb (RgRecord *record, RgRowWidget *self)
{
  content_changed (self);
}

static void
set_other (RgRowWidget *self, RgRecord *other)
{
  if (self->other == other)
    return;
  if (self->other != NULL)
    g_signal_handlers_disconnect_by_func (self->other, other_shown_cb, self);
  g_set_object (&self->other, other);
  if (other != NULL)
    g_signal_connect_object (other, "shown", G_CALLBACK (other_shown_cb), self, G_CONNECT_DEFAULT);
}

static void
find_other (RgRowWidget *self)
{
  g_autoptr (RgRecord) other = NULL;

  if (self->look->take_other == NULL)
    return;
  if (self->record != NULL && rg_record_is_loaded (self->record))
    other = self->look->take_other (self->record, self->data);
  set_other (self, other);
}

static void
record_shown_cb (RgRecord *record, RgRowWidget *self)
{
  find_other (self);
  content_changed (self);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  RgRowWidget *self = RG_ROW_WIDGET (widget);
  int start = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x : x;
  g_autofree char *rest = rg_row_widget_dup_rest (self);

  if (rest == NULL || (!keyboard && (start < self->chips.x || start > self->chips.x + self->chips.width)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, rest);
  return TRUE;
}

static void
rg_row_widget_dispose (GObject *object)
{
  RgRowWidget *self = RG_ROW_WIDGET (object);

  rg_row_widget_set_record (self, NULL);
  if (self->data != NULL)
    g_signal_handlers_disconnect_by_data (self->data, self);
  g_clear_object (&self->data);
  if (self->columns != NULL)
    g_clear_signal_handler (&self->columns_changed, self->columns);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (rg_row_widget_parent_class)->dispose (object);
}

static void
rg_row_widget_class_init (RgRowWidgetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_row_widget_dispose;
  widget_class->snapshot = rg_row_widget_snapshot;
  widget_class->measure = rg_row_widget_measure;
  widget_class->get_request_mode = rg_row_widget_get_request_mode;

  /**
   * RgRowWidget::content-changed:
   *
   * What a screen reader should say of the row may have changed.
   */
  signals[CONTENT_CHANGED] = g_signal_new ("content-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "customer-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rg_row_widget_init (RgRowWidget *self)
{
  self->look = &rg_row_look_customer;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * rg_row_widget_new:
 * @columns: what the rows of the list share
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
rg_row_widget_new (RgColumns *columns)
{
  RgRowWidget *self = g_object_new (RG_TYPE_ROW_WIDGET, NULL);

  self->columns = g_object_ref (columns);
  self->columns_changed = g_signal_connect (columns, "changed", G_CALLBACK (columns_changed_cb), self);

  return GTK_WIDGET (self);
}

/**
 * rg_row_widget_new_with_look:
 * @columns: what the rows of the list share
 * @look: how they look
 * @data: (nullable): for the functions of @look
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
rg_row_widget_new_with_look (RgColumns *columns, const RgRowLook *look, GObject *data)
{
  GtkWidget *row = rg_row_widget_new (columns);
  RgRowWidget *self = RG_ROW_WIDGET (row);

  self->look = look;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  if (data != NULL && g_signal_lookup ("changed", G_OBJECT_TYPE (data)) != 0)
    g_signal_connect_object (data, "changed", G_CALLBACK (content_changed), self, G_CONNECT_SWAPPED);
  return row;
}

/**
 * rg_row_widget_set_record:
 * @self: a row
 * @record: (nullable): the customer it shows from now on
 */
void
rg_row_widget_set_record (RgRowWidget *self, RgRecord *record)
{
  g_return_if_fail (RG_IS_ROW_WIDGET (self));

  if (self->record == record)
    return;

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->announce, g_source_remove);
  if (self->record != NULL)
    g_clear_signal_handler (&self->record_shown, self->record);
  g_set_object (&self->record, record);
  find_other (self);
  if (record == NULL)
    return;

  self->bound_at = g_get_monotonic_time ();
  self->record_shown = g_signal_connect (record, "shown", G_CALLBACK (record_shown_cb), self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CONTENT_CHANGED], 0);
}

/**
 * rg_row_widget_set_selected:
 * @self: a row
 * @selected: whether its box is checked
 */
void
rg_row_widget_set_selected (RgRowWidget *self, gboolean selected)
{
  g_return_if_fail (RG_IS_ROW_WIDGET (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  if (rg_columns_get_checks (self->columns))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rg_row_widget_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the customer it shows
 */
RgRecord *
rg_row_widget_get_record (RgRowWidget *self)
{
  return self->record;
}

RgRecord *
rg_row_widget_get_other (RgRowWidget *self)
{
  return self->other;
}

RgColumns *
rg_row_widget_get_columns (RgRowWidget *self)
{
  return self->columns;
}

/**
 * rg_row_widget_dup_name:
 * @self: a row
 *
 * Returns: (transfer full): what a screen reader calls the row
 */
char *
rg_row_widget_dup_name (RgRowWidget *self)
{
  return self->look->dup_name (self, self->data);
}

/**
 * rg_row_widget_dup_description:
 * @self: a row
 *
 * Returns: (transfer full): what else the row shows, for a screen reader
 */
char *
rg_row_widget_dup_description (RgRowWidget *self)
{
  return self->look->dup_description (self, self->data);
}
