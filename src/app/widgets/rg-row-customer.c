/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-row-private.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

/* How a customer looks in a list. */

#define TABLE_AVATAR 26
#define MOST_CHIPS 3

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

/**
 * rg_row_widget_draw_cell:
 * @self: a row
 * @painter: of its snapshot
 * @column: which cell
 * @middle: of its line
 *
 * Draws a cell as it is drawn with customers.
 */
void
rg_row_widget_draw_cell (RgRowWidget *self, RgPainter *painter, const RgColumn *column, int middle)
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
    case RG_CELL_TITLE:
    case RG_CELL_STAY:
    case RG_CELL_TEXT:
    case RG_CELL_NUMBER:
      draw_value (self, painter, column, middle);
      break;
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
draw_words (RgRowWidget *self, RgPainter *painter, int x, int end, int upper, int lower)
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
draw_lines (RgRowWidget *self, RgPainter *painter, int upper, int lower, gpointer data)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int edge = rg_painter_px (painter, RG_ROW_EDGE), avatar = rg_painter_px (painter, RG_ROW_AVATAR);
  int start = edge + rg_columns_get_lead (self->columns);

  rg_painter_avatar (painter, get_text (self, "name"), rg_record_get_id (self->record), start, height / 2,
                     avatar);
  draw_words (self, painter, start + avatar + rg_painter_px (painter, 12), painter->width - edge, upper,
              lower);
}

static void
draw_cell (RgRowWidget *self, RgPainter *painter, const RgColumn *column, int middle, gpointer data)
{
  rg_row_widget_draw_cell (self, painter, column, middle);
}

/* --- words ---------------------------------------------------------------- */

static char *
dup_name (RgRowWidget *self, gpointer data)
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

static char *
dup_description (RgRowWidget *self, gpointer data)
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

const RgRowLook rg_row_look_customer = {
  .draw_cell = draw_cell,
  .draw_lines = draw_lines,
  .dup_name = dup_name,
  .dup_description = dup_description,
};
