/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-print-private.h"

/* What is printed: blocks one below the other, and how they become pages. */

static void
block_free (gpointer data)
{
  RgPrintBlock *block = data;

  g_free (block->left);
  g_free (block->text);
  g_free (block->right);
  g_strfreev (block->cells);
  g_free (block);
}

static void
column_clear (gpointer data)
{
  g_free (((RgPrintColumn *) data)->label);
}

/*< private >
 * rg_print_new:
 * @title: what the printer's queue calls it
 *
 * Returns: (transfer full): nothing yet
 */
RgPrint *
rg_print_new (const char *title)
{
  RgPrint *self = g_new0 (RgPrint, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->title = g_strdup (title);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->columns = g_array_new (FALSE, TRUE, sizeof (RgPrintColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (RgPrintPiece));

  /* Measured as it will be printed, whatever the screen is like. */
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72.0);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);

  return self;
}

/**
 * rg_print_free:
 * @self: (transfer full): something to be printed
 */
void
rg_print_free (RgPrint *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_object (&self->context);
  g_free (self->title);
  g_free (self->foot);
  g_free (self);
}

RgPrintBlock *
rg_print_add (RgPrint *self, RgPrintKind kind, const char *left, const char *text, const char *right)
{
  RgPrintBlock *block = g_new0 (RgPrintBlock, 1);

  block->kind = kind;
  block->left = g_strdup (left);
  block->text = g_strdup (text);
  block->right = g_strdup (right);
  g_ptr_array_add (self->blocks, block);

  return block;
}

void
rg_print_add_column (RgPrint *self, const char *label, gboolean at_end)
{
  RgPrintColumn column = { .label = g_strdup (label), .at_end = at_end };

  g_array_append_val (self->columns, column);
}

void
rg_print_add_row (RgPrint *self, char **cells)
{
  rg_print_add (self, RG_PRINT_ROW, NULL, NULL, NULL)->cells = cells;
}

/* --- sizes -------------------------------------------------------------- */

static double
font_size (RgPrintKind kind)
{
  switch (kind)
    {
    case RG_PRINT_TITLE:
      return 18.0;
    case RG_PRINT_HEADING:
      return 11.5;
    case RG_PRINT_ROW:
      return 9.0;
    case RG_PRINT_SUBTITLE:
    case RG_PRINT_PAIR:
    case RG_PRINT_ENTRY:
    default:
      return 10.0;
    }
}

double
rg_print_space_above (RgPrintKind kind)
{
  switch (kind)
    {
    case RG_PRINT_HEADING:
      return 16.0;
    case RG_PRINT_SUBTITLE:
      return 2.0;
    case RG_PRINT_PAIR:
      return 4.0;
    case RG_PRINT_ENTRY:
      return 7.0;
    case RG_PRINT_TITLE:
    case RG_PRINT_ROW:
    default:
      return 0.0;
    }
}

PangoLayout *
rg_print_layout (RgPrint *self, RgPrintKind kind, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();
  gboolean bold = kind == RG_PRINT_TITLE || kind == RG_PRINT_HEADING;

  pango_font_description_set_family (font, "Sans");
  pango_font_description_set_absolute_size (font, font_size (kind) * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text != NULL ? text : "", -1);

  return layout;
}

/* --- pages -------------------------------------------------------------- */

static double
text_width (RgPrint *self, const RgPrintBlock *block)
{
  switch (block->kind)
    {
    case RG_PRINT_PAIR:
      return self->width - RG_PRINT_LEFT;
    case RG_PRINT_ENTRY:
      return self->width - RG_PRINT_LEFT - (block->right != NULL ? RG_PRINT_RIGHT : 0);
    case RG_PRINT_TITLE:
    case RG_PRINT_SUBTITLE:
    case RG_PRINT_HEADING:
    case RG_PRINT_ROW:
    default:
      return self->width;
    }
}

static double
line_height (PangoLayout *layout, guint line)
{
  PangoRectangle extents;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, (int) line), NULL, &extents);

  return (double) extents.height / PANGO_SCALE;
}

typedef struct
{
  guint page;
  double y;
} Place;

static void
next_page (RgPrint *self, Place *place)
{
  place->page++;
  place->y = self->columns->len > 0 ? RG_PRINT_HEAD_HEIGHT : 0;
}

static void
add_piece (RgPrint *self, const Place *place, guint block, guint first, guint n)
{
  RgPrintPiece piece = { place->page, block, first, n, place->y };

  g_array_append_val (self->pieces, piece);
}

/* Line by line, so that a long text goes on on the next page. What begins a
 * part does not stand alone at the foot of a page. */
static void
place_text (RgPrint *self, Place *place, guint index, double bottom)
{
  const RgPrintBlock *block = g_ptr_array_index (self->blocks, index);
  g_autoptr (PangoLayout) layout = rg_print_layout (self, block->kind, block->text, text_width (self, block));
  guint n_lines = (guint) pango_layout_get_line_count (layout);
  double above = place->y > 0 ? rg_print_space_above (block->kind) : 0;
  double least = line_height (layout, 0) * (block->kind == RG_PRINT_HEADING ? 4 : 1);
  guint first = 0;

  if (place->y > 0 && (block->new_page || place->y + above + least > bottom))
    {
      next_page (self, place);
      above = 0;
    }
  place->y += above;
  while (first < n_lines)
    {
      double y = place->y;
      guint n = 0;

      while (first + n < n_lines && (n == 0 || y + line_height (layout, first + n) <= bottom))
        y += line_height (layout, first + n++);
      add_piece (self, place, index, first, n);
      place->y = y;
      first += n;
      if (first < n_lines)
        next_page (self, place);
    }
  if (block->kind == RG_PRINT_HEADING)
    place->y += 3;
}

static void
place_row (RgPrint *self, Place *place, guint index, double bottom)
{
  gboolean first =
      index == 0 || ((RgPrintBlock *) g_ptr_array_index (self->blocks, index - 1))->kind != RG_PRINT_ROW;

  /* The head of the table on the page where it begins. */
  if (first)
    place->y += RG_PRINT_GAP + RG_PRINT_HEAD_HEIGHT;
  if (place->y + RG_PRINT_ROW_HEIGHT > bottom)
    next_page (self, place);
  add_piece (self, place, index, 0, 0);
  place->y += RG_PRINT_ROW_HEIGHT;
}

/**
 * rg_print_paginate:
 * @self: something to be printed
 * @width: of what can be printed on, in points
 * @height: the same
 *
 * Returns: the number of pages, at least one
 */
guint
rg_print_paginate (RgPrint *self, double width, double height)
{
  Place place = { 0, 0 };
  double bottom = height - RG_PRINT_FOOT;

  g_return_val_if_fail (width > 0 && height > 0, 1);

  if (self->n_pages > 0 && self->width == width && self->height == height)
    return self->n_pages;
  self->width = width;
  self->height = height;
  g_array_set_size (self->pieces, 0);
  rg_print_place_columns (self, width);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const RgPrintBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == RG_PRINT_ROW)
        place_row (self, &place, i, bottom);
      else
        place_text (self, &place, i, bottom);
    }
  self->n_pages = place.page + 1;

  return self->n_pages;
}

/**
 * rg_print_is_landscape:
 * @self: something to be printed
 *
 * Returns: whether it wants to be wider than high
 */
gboolean
rg_print_is_landscape (const RgPrint *self)
{
  return self->landscape;
}

/**
 * rg_print_get_title:
 * @self: something to be printed
 *
 * Returns: (transfer none): what it is called
 */
const char *
rg_print_get_title (const RgPrint *self)
{
  return self->title;
}

/**
 * rg_print_read_func:
 * @read: a read transaction
 * @job: an RgPrintJob
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgPrint
 */
gpointer
rg_print_read_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  const RgPrintJob *what = job;

  if (what->chosen != NULL)
    return rg_print_list_read (read, what, cancellable, error);
  if (what->classes)
    return rg_print_classes_read (read, what, cancellable, error);
  if (what->today)
    return rg_print_today_read (read, what, error);

  return rg_print_sheet_read (read, what, error);
}
