/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-row-widget.h"

#include "app/widgets/rg-painter.h"
#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

#define TABLE_AVATAR 26
#define COMPACT_AVATAR 40
#define COMPACT_EDGE 12
#define COMPACT_LEAST 120
#define MOST_CHIPS 3

/* A row that is filled sooner than this never shows grey bars. */
#define PATIENCE_MS 80

struct _RgRowWidget
{
  GtkWidget parent_instance;

  RgColumns *columns;
  RgRecord *record;
  gulong columns_changed;
  gulong record_shown;
  gint64 bound_at;
  guint patience;
  guint announce;
  gboolean selected;
  /* Where the chips ended up when it was drawn last. */
  RgPainterChips chips;
};

enum
{
  CONTENT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgRowWidget, rg_row_widget, GTK_TYPE_WIDGET)

static const char *
get_text (RgRowWidget *self, const char *key)
{
  RgRow *row = self->record != NULL ? rg_record_get_row (self->record) : NULL;
  const char *text = row != NULL ? rg_row_get_text (row, key) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

static char *
format_phone (RgRowWidget *self, const char *phone)
{
  return rg_columns_get_mask (self->columns) ? rg_phone_mask (phone) : rg_phone_format (phone);
}

static char *
dup_phone (RgRowWidget *self)
{
  const char *phone = get_text (self, "phone");

  return phone != NULL ? format_phone (self, phone) : NULL;
}

static char **
dup_list (RgRowWidget *self, const char *key)
{
  const char *json = get_text (self, key);

  return json != NULL ? rg_text_list_from_json (json) : NULL;
}

static char **
dup_tags (RgRowWidget *self)
{
  return dup_list (self, "tags");
}

/* All phones of a customer. */
static char *
dup_phones (RgRowWidget *self, const char *key)
{
  g_auto (GStrv) phones = dup_list (self, key);

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      char *phone = format_phone (self, phones[i]);

      g_free (phones[i]);
      phones[i] = phone;
    }

  return phones != NULL ? g_strjoinv (", ", phones) : NULL;
}

/* --- what is drawn ------------------------------------------------------ */

static void
draw_name (RgRowWidget *self, RgPainter *painter, int x, int middle, int width)
{
  const char *name = get_text (self, "name");

  if (name != NULL)
    rg_painter_text (painter, name, x, middle, width, RG_TEXT_STRONG);
  else
    rg_painter_text (painter, _ ("No name"), x, middle, width, RG_TEXT_DIMMED);
}

static void
draw_value (RgRowWidget *self, RgPainter *painter, const RgColumn *column, int middle)
{
  g_autofree char *text = (column->field->flags & RG_FIELD_VIRTUAL) != 0
                              ? dup_phones (self, column->field->key)
                              : rg_record_format (self->record, column->field);
  RgTextStyle style = column->kind == RG_CELL_NUMBER ? RG_TEXT_END | RG_TEXT_FIGURES : RG_TEXT_PLAIN;

  if (text != NULL)
    rg_painter_text (painter, text, column->x, middle, column->width, style);
}

static void
draw_cell (RgRowWidget *self, RgPainter *painter, const RgColumn *column, int middle)
{
  const GDate *today = rg_columns_get_today (self->columns);
  g_autofree char *text = NULL;
  g_auto (GStrv) tags = NULL;
  RgDue due;
  int lead;

  switch (column->kind)
    {
    case RG_CELL_NAME:
      lead = rg_painter_px (painter, TABLE_AVATAR + 10);
      rg_painter_avatar (painter, get_text (self, "name"), rg_record_get_id (self->record), column->x, middle,
                         rg_painter_px (painter, TABLE_AVATAR));
      draw_name (self, painter, column->x + lead, middle, column->width - lead);
      break;
    case RG_CELL_PHONE:
      if (get_text (self, column->field->key) != NULL)
        text = format_phone (self, get_text (self, column->field->key));
      rg_painter_text (painter, text, column->x, middle, column->width, RG_TEXT_FIGURES);
      break;
    case RG_CELL_TAGS:
      tags = dup_list (self, column->field->key);
      rg_painter_chips (painter, tags, MOST_CHIPS, column->x, middle, column->width, &self->chips);
      break;
    case RG_CELL_DUE:
      text = rg_display_due (get_text (self, column->field->key), today, &due);
      rg_painter_pill (painter, text, due, FALSE, column->x, middle, column->width);
      break;
    case RG_CELL_AGO:
      text = rg_display_ago (get_text (self, column->field->key), today);
      rg_painter_text (painter, text, column->x, middle, column->width,
                       RG_TEXT_END | RG_TEXT_FIGURES | RG_TEXT_DIMMED);
      break;
    case RG_CELL_TEXT:
    case RG_CELL_NUMBER:
      draw_value (self, painter, column, middle);
      break;
    }
}

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
        draw_cell (self, painter, column, middle);
      else if (self->patience == 0)
        rg_painter_bar (painter, column->x, middle, column->width * 2 / 3);
    }
}

/* "138 1234 5678 · Douyin" */
static char *
second_line (RgRowWidget *self)
{
  g_autofree char *phone = dup_phone (self);
  const char *source = get_text (self, "source");

  if (phone != NULL && source != NULL)
    return g_strdup_printf ("%s · %s", phone, source);
  return phone != NULL ? g_steal_pointer (&phone) : g_strdup (source);
}

/* Name and chips above, phone and source below; at the end how long ago above
 * and the next step below. The end is drawn first and takes what it needs. */
static void
draw_compact_lines (RgRowWidget *self, RgPainter *painter, int x, int end, int upper, int lower)
{
  const GDate *today = rg_columns_get_today (self->columns);
  g_autofree char *due_text = NULL, *ago = NULL, *second = NULL;
  g_auto (GStrv) tags = dup_tags (self);
  const char *name = get_text (self, "name");
  int gap = rg_painter_px (painter, 10), room = end - x, right, name_width, used;
  RgDue due;

  ago = rg_display_ago (get_text (self, "last_contact"), today);
  right = rg_painter_measure (painter, ago, RG_TEXT_SMALL | RG_TEXT_FIGURES);
  rg_painter_text (painter, ago, end - right, upper, right,
                   RG_TEXT_SMALL | RG_TEXT_FIGURES | RG_TEXT_DIMMED | RG_TEXT_END);

  name_width = name != NULL ? rg_painter_measure (painter, name, RG_TEXT_STRONG) : 0;
  used = room - right - gap;
  draw_name (self, painter, x, upper, used);
  if (name_width > 0 && used - name_width - gap > rg_painter_px (painter, 70))
    rg_painter_chips (painter, tags, MOST_CHIPS, x + name_width + gap, upper, used - name_width - gap,
                      &self->chips);

  due_text = rg_display_due (get_text (self, "next_date"), today, &due);
  right = rg_painter_pill (painter, due_text, due, TRUE, x, lower, room);
  second = second_line (self);
  rg_painter_text (painter, second, x, lower, room - right - (right > 0 ? gap : 0),
                   RG_TEXT_DIMMED | RG_TEXT_FIGURES);
}

static void
draw_compact_row (RgRowWidget *self, RgPainter *painter, gboolean loaded)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int edge = rg_painter_px (painter, COMPACT_EDGE), avatar = rg_painter_px (painter, COMPACT_AVATAR);
  int x, end = painter->width - edge;
  int upper = height / 2 - rg_painter_px (painter, 11), lower = height / 2 + rg_painter_px (painter, 12);

  edge += rg_columns_get_lead (self->columns);
  x = edge + avatar + rg_painter_px (painter, 12);
  if (loaded)
    {
      rg_painter_avatar (painter, get_text (self, "name"), rg_record_get_id (self->record), edge, height / 2,
                         avatar);
      draw_compact_lines (self, painter, x, end, upper, lower);
    }
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
        rg_painter_px (&painter, rg_columns_get_compact (self->columns) ? COMPACT_EDGE : RG_COLUMNS_EDGE),
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
record_shown_cb (RgRecord *record, RgRowWidget *self)
{
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

/**
 * rg_row_widget_dup_name:
 * @self: a row
 *
 * Returns: (transfer full): what a screen reader calls the row
 */
char *
rg_row_widget_dup_name (RgRowWidget *self)
{
  const char *name = get_text (self, "name");
  g_autofree char *phone = NULL;

  if (name != NULL)
    return g_strdup (name);

  phone = dup_phone (self);
  if (phone != NULL)
    return g_steal_pointer (&phone);

  return g_strdup (self->record != NULL && !rg_record_is_loaded (self->record) ? _ ("Loading")
                                                                               : _ ("No name"));
}

static void
add_part (GString *parts, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (parts->len > 0)
    g_string_append (parts, ", ");
  if (label != NULL)
    /* Translators: what a screen reader says of a field: its label and value. */
    g_string_append_printf (parts, _ ("%s: %s"), label, text);
  else
    g_string_append (parts, text);
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
  const GDate *today = rg_columns_get_today (self->columns);
  g_autofree char *phone = dup_phone (self), *due_text = NULL, *ago = NULL, *joined = NULL;
  g_auto (GStrv) tags = dup_tags (self);
  GString *parts = g_string_new (NULL);
  RgDue due;

  due_text = rg_display_due (get_text (self, "next_date"), today, &due);
  ago = rg_display_ago (get_text (self, "last_contact"), today);
  if (tags != NULL)
    joined = g_strjoinv (", ", tags);

  add_part (parts, NULL, phone);
  add_part (parts, _ ("Next step"), due_text);
  add_part (parts, _ ("Last contact"), ago);
  add_part (parts, _ ("Tags"), joined);
  add_part (parts, _ ("Source"), get_text (self, "source"));
  add_part (parts, _ ("In charge"), get_text (self, "owner"));

  return g_string_free_and_steal (parts);
}

/**
 * rg_row_widget_dup_rest:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the tags behind "+N", one a line; %NULL
 *   when every tag has a chip
 */
char *
rg_row_widget_dup_rest (RgRowWidget *self)
{
  g_auto (GStrv) tags = self->chips.width > 0 ? dup_tags (self) : NULL;

  if (tags == NULL || self->chips.shown >= g_strv_length (tags))
    return NULL;
  return g_strjoinv ("\n", tags + self->chips.shown);
}
