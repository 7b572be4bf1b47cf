/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/rg-columns.h"
#include "app/widgets/rg-palette.h"

G_BEGIN_DECLS

/**
 * RgPainter:
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
  PangoContext *context;
  double em;
  GdkRGBA color;
  int width;
  double scale;
  gboolean rtl;
  gboolean dark;
  gboolean high_contrast;
} RgPainter;

/**
 * RgTextStyle:
 * @RG_TEXT_DIMMED: of less weight to the reader; still 4.5:1
 * @RG_TEXT_STRONG: the name
 * @RG_TEXT_SMALL: as in chips
 * @RG_TEXT_END: stands at the end of its room
 * @RG_TEXT_CENTER: stands in the middle of its room
 * @RG_TEXT_FIGURES: figures of one width
 */
typedef enum
{
  RG_TEXT_PLAIN = 0,
  RG_TEXT_DIMMED = 1 << 0,
  RG_TEXT_STRONG = 1 << 1,
  RG_TEXT_SMALL = 1 << 2,
  RG_TEXT_END = 1 << 3,
  RG_TEXT_CENTER = 1 << 4,
  RG_TEXT_FIGURES = 1 << 5,
} RgTextStyle;

void rg_painter_init (RgPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot, RgColumns *columns);
int rg_painter_px (RgPainter *painter, double sp);
/* Draws text around the line whose middle is at @middle; returns its width. */
int rg_painter_text (RgPainter *painter, const char *text, int x, int middle, int width, RgTextStyle style);
int rg_painter_measure (RgPainter *painter, const char *text, RgTextStyle style);
void rg_painter_avatar (RgPainter *painter, const char *name, gint64 id, int x, int middle, int size);
/* Draws as many chips as fit, at most @most, and "+N" for the others. Returns
 * the width used. */
int rg_painter_chips (RgPainter *painter, char **tags, guint most, int x, int middle, int width);
/* Draws the pill at the beginning or at the end of its room; returns its
 * width. */
int rg_painter_pill (RgPainter *painter,
                     const char *text,
                     RgDue due,
                     gboolean at_end,
                     int x,
                     int middle,
                     int width);
/* A box to check. */
void rg_painter_check (RgPainter *painter, gboolean checked, int x, int middle);
/* A grey bar where text will be. */
void rg_painter_bar (RgPainter *painter, int x, int middle, int width);

G_END_DECLS
