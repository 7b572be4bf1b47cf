/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"
#include "app/widgets/rg-palette.h"
#include "app/widgets/rg-texts.h"

G_BEGIN_DECLS

/**
 * RgPainter:
 * @styles: (nullable): what tags look like
 * @em: size of the list's text, pixels
 * @width: of the widget; places count from its start, which is the right side
 *   where text runs from right to left
 *
 * One widget being drawn, with what its pieces need. Lives on the stack of a
 * snapshot.
 */
typedef struct
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  RgTexts *texts;
  RgTagStyles *styles;
  double em;
  GdkRGBA color;
  int width;
  double scale;
  gboolean rtl;
  gboolean dark;
  gboolean high_contrast;
} RgPainter;

void rg_painter_init (RgPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, RgColumns *columns);
/* Where there are no columns, and no chips. @snapshot: NULL to measure only */
void rg_painter_init_bare (RgPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, RgTexts *texts);
int rg_painter_px (RgPainter *painter, double sp);
/* Draws text around the line whose middle is at @middle; returns its width. */
int rg_painter_text (RgPainter *painter, const char *text, int x, int middle, int width, RgTextStyle style);
int rg_painter_measure (RgPainter *painter, const char *text, RgTextStyle style);
void rg_painter_avatar (RgPainter *painter, const char *name, gint64 id, int x, int middle, int size);
/**
 * RgPainterChips:
 * @shown: how many have a chip
 * @x: where "+N" begins, from the row's start
 * @width: how wide it is; 0: it is not there
 *
 * What became of a customer's tags.
 */
typedef struct
{
  guint shown;
  int x;
  int width;
} RgPainterChips;

/* Draws as many chips as fit, at most @most, and "+N" for the others. Returns
 * the width used. @drawn: (out) */
int rg_painter_chips (RgPainter *painter,
                      char **tags,
                      guint most,
                      int x,
                      int middle,
                      int width,
                      RgPainterChips *drawn);
/* Draws the pill at the beginning or at the end of its room; returns its
 * width. */
int rg_painter_pill (RgPainter *painter,
                     const char *text,
                     RgDue due,
                     gboolean at_end,
                     int x,
                     int middle,
                     int width);
/* How wide that pill is with all the room it needs. */
int rg_painter_measure_pill (RgPainter *painter, const char *text, RgDue due);
/* One or two letters in a faint box of this size. */
void rg_painter_badge (RgPainter *painter, const char *text, int x, int middle, int size);
/* A symbol of the icon theme. */
void
rg_painter_icon (RgPainter *painter, const char *name, int x, int middle, int size, const GdkRGBA *color);
/* The round place where a tick goes. */
void rg_painter_ring (RgPainter *painter, int x, int middle, int size);
/* A box to check. */
void rg_painter_check (RgPainter *painter, gboolean checked, int x, int middle);
/* A grey bar where text will be. */
void rg_painter_bar (RgPainter *painter, int x, int middle, int width);

G_END_DECLS
