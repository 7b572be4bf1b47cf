/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

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

/* Small text is so much of the usual size. */
#define RG_TEXTS_SMALL 0.86

/**
 * RgTextKey:
 * @text: what it says
 * @style: what it looks like; only strong, small and figures matter
 * @size: of its font, Pango units; 0: as large as the list's
 * @width: the room that it has, pixels; -1: as much as it needs
 * @color: its colour
 *
 * A text in all that makes its picture.
 */
typedef struct
{
  const char *text;
  guint style;
  int size;
  int width;
  GdkRGBA color;
} RgTextKey;

/**
 * RgText:
 * @node: (nullable): its picture, whose upper left corner is at 0, 0
 * @width: how wide it is, pixels
 * @baseline: how far below its top it stands, pixels
 * @ink: where it is not empty, pixels
 *
 * A text as it is drawn.
 */
typedef struct
{
  GskRenderNode *node;
  int width;
  int baseline;
  PangoRectangle ink;
} RgText;

/**
 * RgTexts:
 *
 * Texts that were laid out, for those that come again: in a list the same tags,
 * sources, people in charge and distances of time stand in row after row.
 */
typedef struct _RgTexts RgTexts;

RgTexts *rg_texts_new (void);
void rg_texts_free (RgTexts *self);
void rg_texts_set_context (RgTexts *self, PangoContext *context);
const RgText *rg_texts_get (RgTexts *self, const RgTextKey *key);

/* For tests: how many had to be laid out. */
guint64 rg_texts_get_n_made (RgTexts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTexts, rg_texts_free)

G_END_DECLS
