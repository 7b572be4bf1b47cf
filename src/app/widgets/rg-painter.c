/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-painter.h"

#include "app/widgets/rg-icons.h"

#include <adwaita.h>
#include <math.h>

#define CHIP_HEIGHT 22
#define CHIP_PADDING 8
#define CHIP_DOT 6
#define CHIP_ICON 12
#define CHIP_GAP 6
#define CHIP_LEAST 72
#define PILL_SYMBOL 10
#define PILL_GAP 5

/* How far below its middle a line of text stands, of its size. Worked out from
 * the shapes of letters and Han characters and not from a font's ascent, which
 * is another for every script: all cells of a row stand on one line. */
#define BASELINE 0.36

/* Text of less weight: as light as stays readable, not the toolkit's 55 %. */
#define DIMMED 0.72f
#define DIMMED_HIGH_CONTRAST 0.92f

/* Pixels. */
static double
text_size (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font)
             ? size
             : size * pango_cairo_context_get_resolution (context) / 72.0;
}

/**
 * rg_painter_init_bare:
 * @painter: (out caller-allocates): a painter
 * @widget: what is drawn
 * @snapshot: (nullable): where to; %NULL: it is only measured
 * @texts: what the rows of its list share
 */
void
rg_painter_init_bare (RgPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, RgTexts *texts)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  PangoContext *context = gtk_widget_get_pango_context (widget);

  *painter = (RgPainter) {
    .widget = widget,
    .snapshot = snapshot,
    .texts = texts,
    .width = gtk_widget_get_width (widget),
    .scale = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, gtk_widget_get_settings (widget)),
    .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .dark = adw_style_manager_get_dark (style),
    .high_contrast = adw_style_manager_get_high_contrast (style),
  };
  rg_texts_set_context (painter->texts, context);
  painter->em = text_size (context);
  gtk_widget_get_color (widget, &painter->color);
}

/**
 * rg_painter_init:
 * @painter: (out caller-allocates): a painter
 * @widget: what is drawn
 * @snapshot: where to
 * @columns: what the rows of its list share
 */
void
rg_painter_init (RgPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, RgColumns *columns)
{
  rg_painter_init_bare (painter, widget, snapshot, rg_columns_get_texts (columns));
  painter->styles = rg_columns_get_tag_styles (columns);
  painter->scale = rg_columns_get_scale (columns);
}

/**
 * rg_painter_px:
 * @painter: a painter
 * @sp: a length that follows the size of text
 *
 * Returns: whole pixels
 */
int
rg_painter_px (RgPainter *painter, double sp)
{
  return (int) round (sp * painter->scale);
}

/* Where a piece of @width beginning at @x stands when the row runs from right
 * to left. */
static int
place (RgPainter *painter, int x, int width)
{
  return painter->rtl ? painter->width - x - width : x;
}

/* Where the upper left corner of a text's picture is on screen. */
static void
append_text (RgPainter *painter, const RgText *text, float x, float y)
{
  if (text->node == NULL)
    return;
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (painter->snapshot, text->node);
  gtk_snapshot_restore (painter->snapshot);
}

/* The place is already that on the screen. */
static int
draw_text (RgPainter *painter,
           const char *text,
           int x,
           int middle,
           int width,
           RgTextStyle style,
           const GdkRGBA *color)
{
  const RgText *drawn = rg_texts_get (painter->texts, &(RgTextKey) { text, style, 0, width, *color });
  double size = (style & RG_TEXT_SMALL) != 0 ? RG_TEXTS_SMALL : 1.0;
  int baseline = middle + (int) round (painter->em * size * BASELINE);

  if ((style & RG_TEXT_CENTER) != 0)
    x += (width - drawn->width) / 2;
  else if (((style & RG_TEXT_END) != 0) != painter->rtl)
    x += width - drawn->width;
  append_text (painter, drawn, (float) x, (float) (baseline - drawn->baseline));

  return drawn->width;
}

static GdkRGBA
text_color (RgPainter *painter, RgTextStyle style)
{
  GdkRGBA color = painter->color;

  if ((style & RG_TEXT_DIMMED) != 0)
    color.alpha *= painter->high_contrast ? DIMMED_HIGH_CONTRAST : DIMMED;
  return color;
}

int
rg_painter_text (RgPainter *painter, const char *text, int x, int middle, int width, RgTextStyle style)
{
  GdkRGBA color = text_color (painter, style);

  if (text == NULL || *text == '\0' || width <= 0)
    return 0;
  return draw_text (painter, text, place (painter, x, width), middle, width, style, &color);
}

/* How wide a text is that has all the room it needs. */
static int
measure (RgPainter *painter, const char *text, RgTextStyle style, const GdkRGBA *color)
{
  return rg_texts_get (painter->texts, &(RgTextKey) { text, style, 0, -1, *color })->width;
}

int
rg_painter_measure (RgPainter *painter, const char *text, RgTextStyle style)
{
  GdkRGBA color = text_color (painter, style);

  return measure (painter, text, style, &color);
}

/* A filled shape with round ends; in high contrast it has an edge too. */
static void
draw_round (RgPainter *painter, int x, int y, int width, int height, const GdkRGBA *back, const GdkRGBA *edge)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                                   (float) height / 2.0f);
  gtk_snapshot_push_rounded_clip (painter->snapshot, &shape);
  gtk_snapshot_append_color (painter->snapshot, back, &shape.bounds);
  gtk_snapshot_pop (painter->snapshot);

  if (painter->high_contrast && edge != NULL)
    {
      const float widths[4] = { 1, 1, 1, 1 };
      const GdkRGBA colors[4] = { *edge, *edge, *edge, *edge };

      gtk_snapshot_append_border (painter->snapshot, &shape, widths, colors);
    }
}

void
rg_painter_avatar (RgPainter *painter, const char *name, gint64 id, int x, int middle, int size)
{
  const RgColorPair *pair = rg_palette_get (rg_display_color_of_id (id), painter->dark);
  g_autofree char *initial = rg_display_initial (name);
  gboolean two = g_utf8_strlen (initial, -1) > 1;
  int font = (int) (size * (two ? 0.36 : 0.46) * PANGO_SCALE);
  const RgText *drawn;

  x = place (painter, x, size);
  draw_round (painter, x, middle - size / 2, size, size, &pair->back, &pair->fore);
  /* A customer without a name is known by a number. */
  drawn = rg_texts_get (painter->texts, &(RgTextKey) { *initial != '\0' ? initial : "#", RG_TEXT_STRONG, font,
                                                       -1, pair->fore });
  append_text (painter, drawn, (float) x + (float) (size - drawn->ink.width) / 2.0f - (float) drawn->ink.x,
               (float) (middle - size / 2) + (float) (size - drawn->ink.height) / 2.0f -
                   (float) drawn->ink.y);
}

static void
draw_icon (RgPainter *painter, const char *name, int x, int middle, int size, const GdkRGBA *color)
{
  GtkIconPaintable *icon = rg_icons_get (painter->widget, name, size);
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (middle - size / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), painter->snapshot, size, size,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (painter->snapshot);
}

/* What stands in front of a chip's text: its symbol, or else a dot. */
static int
mark_size (RgPainter *painter, const RgTagStyle *style)
{
  return rg_painter_px (painter, style->icon != NULL ? CHIP_ICON : CHIP_DOT);
}

static void
draw_chip (RgPainter *painter, const char *tag, const RgTagStyle *style, int x, int middle, int width)
{
  const RgColorPair *pair = rg_palette_get (style->color, painter->dark);
  int height = rg_painter_px (painter, CHIP_HEIGHT), padding = rg_painter_px (painter, CHIP_PADDING);
  int mark = mark_size (painter, style), lead = padding + mark + rg_painter_px (painter, 4);
  int left = place (painter, x, width), mark_x = place (painter, x + padding, mark);

  draw_round (painter, left, middle - height / 2, width, height, &pair->back, &pair->fore);
  if (style->icon != NULL)
    draw_icon (painter, style->icon, mark_x, middle, mark, &pair->fore);
  else
    draw_round (painter, mark_x, middle - mark / 2, mark, mark, &pair->fore, NULL);
  draw_text (painter, tag, place (painter, x + lead, width - lead - padding), middle, width - lead - padding,
             RG_TEXT_SMALL, &pair->fore);
}

/* How wide a chip is whose text is shown whole. */
static int
chip_width (RgPainter *painter, const char *tag, const RgTagStyle *style)
{
  const RgColorPair *pair = rg_palette_get (style->color, painter->dark);

  return measure (painter, tag, RG_TEXT_SMALL, &pair->fore) + 2 * rg_painter_px (painter, CHIP_PADDING) +
         mark_size (painter, style) + rg_painter_px (painter, 4);
}

int
rg_painter_chips (RgPainter *painter,
                  char **tags,
                  guint most,
                  int x,
                  int middle,
                  int width,
                  RgPainterChips *drawn)
{
  guint n = tags != NULL ? g_strv_length (tags) : 0;
  int gap = rg_painter_px (painter, CHIP_GAP), used = 0;

  *drawn = (RgPainterChips) { 0 };
  for (guint i = 0; i < MIN (n, most); i++)
    {
      RgTagStyle style = rg_tag_styles_get (painter->styles, 0, tags[i]);
      int wanted = chip_width (painter, tags[i], &style);
      int more = i + 1 < n ? rg_painter_px (painter, 30) : 0;
      int room = width - used - more;

      /* Chips are cut only where not even one would be shown whole. */
      if (wanted > room && (i > 0 || room < rg_painter_px (painter, CHIP_LEAST)))
        break;
      draw_chip (painter, tags[i], &style, x + used, middle, MIN (wanted, room));
      used += MIN (wanted, room) + gap;
      drawn->shown++;
    }

  if (drawn->shown < n)
    {
      g_autofree char *rest = g_strdup_printf ("+%u", n - drawn->shown);

      drawn->x = x + used;
      drawn->width = rg_painter_text (painter, rest, x + used, middle, MAX (0, width - used),
                                      RG_TEXT_DIMMED | RG_TEXT_SMALL);
      return used + drawn->width;
    }

  return MAX (0, used - gap);
}

/* The symbol says the same as the colour: a mark of exclamation, a full disc,
 * a clock. */
static GskPath *
due_symbol (RgDue due, float x, float y, float size)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  float half = size / 2.0f;

  switch (due)
    {
    case RG_DUE_OVERDUE:
      gsk_path_builder_move_to (builder, x + half, y + size * 0.06f);
      gsk_path_builder_line_to (builder, x + half, y + size * 0.60f);
      gsk_path_builder_move_to (builder, x + half, y + size * 0.90f);
      gsk_path_builder_line_to (builder, x + half, y + size * 0.91f);
      break;
    case RG_DUE_TODAY:
      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x + half, y + half), size * 0.30f);
      break;
    case RG_DUE_LATER:
      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x + half, y + half), size * 0.44f);
      gsk_path_builder_move_to (builder, x + half, y + size * 0.26f);
      gsk_path_builder_line_to (builder, x + half, y + half);
      gsk_path_builder_line_to (builder, x + size * 0.70f, y + half);
      break;
    case RG_DUE_NONE:
      break;
    }

  return gsk_path_builder_free_to_path (builder);
}

static void
draw_due_symbol (RgPainter *painter, RgDue due, int x, int middle, int size, const GdkRGBA *color)
{
  g_autoptr (GskPath) path = due_symbol (due, (float) x, (float) middle - (float) size / 2.0f, (float) size);
  GskStroke *stroke = gsk_stroke_new ((float) painter->scale * (due == RG_DUE_OVERDUE ? 2.0f : 1.3f));

  if (due == RG_DUE_TODAY)
    gtk_snapshot_append_fill (painter->snapshot, path, GSK_FILL_RULE_WINDING, color);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (painter->snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

int
rg_painter_measure_pill (RgPainter *painter, const char *text, RgDue due)
{
  const RgColorPair *pair = rg_palette_get_due (due, painter->dark);

  return measure (painter, text, RG_TEXT_SMALL | RG_TEXT_FIGURES, &pair->fore) +
         2 * rg_painter_px (painter, CHIP_PADDING) + rg_painter_px (painter, PILL_SYMBOL) +
         rg_painter_px (painter, PILL_GAP);
}

int
rg_painter_pill (RgPainter *painter,
                 const char *text,
                 RgDue due,
                 gboolean at_end,
                 int x,
                 int middle,
                 int width)
{
  const RgColorPair *pair = rg_palette_get_due (due, painter->dark);
  int height = rg_painter_px (painter, CHIP_HEIGHT), padding = rg_painter_px (painter, CHIP_PADDING);
  int symbol = rg_painter_px (painter, PILL_SYMBOL);
  int lead = padding + symbol + rg_painter_px (painter, PILL_GAP), pill;

  if (due == RG_DUE_NONE || width < lead + padding)
    return 0;

  pill = MIN (width, rg_painter_measure_pill (painter, text, due));
  if (at_end)
    x += width - pill;

  draw_round (painter, place (painter, x, pill), middle - height / 2, pill, height, &pair->back, &pair->fore);
  draw_due_symbol (painter, due, place (painter, x + padding, symbol), middle, symbol, &pair->fore);
  draw_text (painter, text, place (painter, x + lead, pill - lead - padding), middle, pill - lead - padding,
             RG_TEXT_SMALL | RG_TEXT_FIGURES, &pair->fore);

  return pill;
}

void
rg_painter_icon (RgPainter *painter, const char *name, int x, int middle, int size, const GdkRGBA *color)
{
  draw_icon (painter, name, place (painter, x, size), middle, size, color);
}

void
rg_painter_badge (RgPainter *painter, const char *text, int x, int middle, int size)
{
  GdkRGBA back = painter->color;
  GskRoundedRect box;

  back.alpha *= 0.09f;
  x = place (painter, x, size);
  gsk_rounded_rect_init_from_rect (
      &box, &GRAPHENE_RECT_INIT ((float) x, (float) (middle - size / 2), (float) size, (float) size),
      5.0f * (float) painter->scale);
  gtk_snapshot_push_rounded_clip (painter->snapshot, &box);
  gtk_snapshot_append_color (painter->snapshot, &back, &box.bounds);
  gtk_snapshot_pop (painter->snapshot);
  draw_text (painter, text, x, middle, size, RG_TEXT_SMALL | RG_TEXT_STRONG | RG_TEXT_CENTER,
             &painter->color);
}

void
rg_painter_ring (RgPainter *painter, int x, int middle, int size)
{
  float width = 2.0f * (float) painter->scale;
  GdkRGBA color = painter->color;
  GskRoundedRect ring;

  color.alpha *= painter->high_contrast ? 0.5f : 0.15f;
  gsk_rounded_rect_init_from_rect (&ring,
                                   &GRAPHENE_RECT_INIT ((float) place (painter, x, size),
                                                        (float) (middle - size / 2), (float) size,
                                                        (float) size),
                                   (float) size / 2.0f);
  gtk_snapshot_append_border (painter->snapshot, &ring, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { color, color, color, color });
}

static void
draw_tick (RgPainter *painter, float x, float y, float size)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  GskStroke *stroke = gsk_stroke_new (2.0f * (float) painter->scale);
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_move_to (builder, x + size * 0.25f, y + size * 0.52f);
  gsk_path_builder_line_to (builder, x + size * 0.43f, y + size * 0.70f);
  gsk_path_builder_line_to (builder, x + size * 0.76f, y + size * 0.32f);
  path = gsk_path_builder_free_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (painter->snapshot, path, stroke, &(GdkRGBA) { 1, 1, 1, 1 });
  gsk_stroke_free (stroke);
}

void
rg_painter_check (RgPainter *painter, gboolean checked, int x, int middle)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (painter->widget));
  float size = (float) rg_painter_px (painter, RG_COLUMNS_CHECK), radius = 5.0f * (float) painter->scale;
  float left = (float) place (painter, x, (int) size), top = (float) middle - size / 2.0f;
  float width = painter->high_contrast ? 2.0f : 1.5f;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA border = painter->color;
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (left, top, size, size), radius);
  if (checked)
    {
      gtk_snapshot_push_rounded_clip (painter->snapshot, &box);
      gtk_snapshot_append_color (painter->snapshot, accent, &box.bounds);
      gtk_snapshot_pop (painter->snapshot);
      draw_tick (painter, left, top, size);
      return;
    }
  border.alpha *= painter->high_contrast ? 0.9f : 0.55f;
  gtk_snapshot_append_border (painter->snapshot, &box, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { border, border, border, border });
}

void
rg_painter_bar (RgPainter *painter, int x, int middle, int width)
{
  int height = rg_painter_px (painter, 10);
  GdkRGBA color = painter->color;

  color.alpha *= 0.08f;
  draw_round (painter, place (painter, x, width), middle - height / 2, width, height, &color, NULL);
}
